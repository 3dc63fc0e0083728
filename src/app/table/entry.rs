//! What the table says about an action, and when it can be done.

use crate::{
    app::{Action, Comparing, Row, State, View, assigning},
    read::Shown,
    text::lower_first,
};

/// What there is to say about one action.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The action.
    pub action: Action,
    /// Its name: sentence case, with `…` when it asks for more.
    pub name: &'static str,
    /// What it does, as a tooltip.
    pub description: &'static str,
    /// The keys, such as `Ctrl+Shift+S`; the first is shown. `Ctrl` is the command key where there is one.
    pub keys: &'static [&'static str],
    /// Where it is listed.
    pub group: Group,
    /// When it can be done.
    pub needs: Needs,
}

/// Where an action is listed: the menus, and the headings of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Files.
    File,
    /// Undo, copy, find.
    Edit,
    /// What is done to claims.
    Claim,
    /// Where the work on a claim is.
    Status,
    /// How things look.
    View,
    /// What is decided in a comparison with another version of the article; a menu while there is one.
    Compare,
    /// What two reviewers made differently, and what becomes of it; a menu while reviews are compared.
    Merge,
    /// What is made for a class, and seen of it.
    Class,
    /// What a pupil is asked, and what there is to practise with.
    Lesson,
    /// Moving and selecting by keyboard; in no menu.
    Move,
}

impl Group {
    /// Every group, in the order of the menus.
    pub const ALL: [Self; 10] = [
        Self::File,
        Self::Edit,
        Self::Claim,
        Self::Status,
        Self::View,
        Self::Compare,
        Self::Merge,
        Self::Class,
        Self::Lesson,
        Self::Move,
    ];

    /// The words a reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Claim => "Claim",
            Self::Status => "Status",
            Self::View => "View",
            Self::Compare => "Compare",
            Self::Merge => "Merge",
            Self::Class => "Class",
            Self::Lesson => "Lesson",
            Self::Move => "Move and select",
        }
    }
}

/// When an action can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Needs {
    /// Always.
    Nothing,
    /// With a document open.
    Document,
    /// With words selected or a claim focused.
    SelectionOrClaim,
    /// With words selected and a claim focused.
    SelectionAndClaim,
    /// With a claim focused.
    Claim,
    /// With a claim of several segments focused.
    SeveralSegments,
    /// With an answer key open and, for what is about a claim or words, these.
    Key,
    /// With at least one claim.
    SomeClaim,
    /// With a step to take back.
    StepBack,
    /// With a step to make again.
    StepOn,
    /// With words that are looked for.
    FindWords,
    /// With another file waiting.
    NextFile,
    /// With a web page that can be read in another manner.
    Page,
    /// With a proposal that is looked at, in the article; its keys mean it then alone.
    Proposal,
    /// With another version of the article beside it; its keys mean it then alone.
    Comparison,
    /// With a submission open, of which the action says what else it needs.
    Submission,
    /// With other reviews beside the open one, in the view that compares them; its keys mean it then alone.
    Difference,
    /// With a class open; its keys mean it in the view of the class alone.
    Class,
    /// With a submission shown beside its key; its keys mean it then alone.
    Reveal,
}

impl Needs {
    /// Whether the keys of an entry mean it only while something of its own is looked at, and something else otherwise.
    pub fn is_special(self) -> bool {
        matches!(self, Self::Proposal | Self::Comparison | Self::Difference | Self::Reveal | Self::Class)
    }
}

impl Entry {
    /// Whether it can be done now.
    pub fn is_enabled(&self, state: &State) -> bool {
        if let Some(is_enabled) = self.is_enabled_for_class(state) {
            return is_enabled;
        }
        let Some(document) = &state.document else {
            return self.needs == Needs::Nothing || (self.needs == Needs::NextFile && state.waiting.next().is_some());
        };
        if document.replacing.is_some() {
            return self.is_enabled_beside(document.comparing());
        }
        let claim = document.focused();
        let selected = !document.selection.is_caret();
        match self.needs {
            Needs::Nothing | Needs::Document => true,
            Needs::SelectionOrClaim => selected || claim.is_some(),
            Needs::SelectionAndClaim => selected && claim.is_some(),
            Needs::Claim => claim.is_some(),
            Needs::SeveralSegments => claim.is_some_and(|claim| claim.segments.placed().len() > 1),
            Needs::SomeClaim => !document.review.claims().is_empty(),
            Needs::StepBack => document.undo.next_undo().is_some(),
            Needs::StepOn => document.undo.next_redo().is_some(),
            Needs::Proposal => document.proposals.current().is_some(),
            Needs::NextFile => state.waiting.next().is_some(),
            Needs::Page => {
                let preview = document.preview.as_ref().filter(|_| document.can_be_read_again());
                preview.is_some_and(|preview| preview.shown != Shown::Everything)
            }
            Needs::Key => assigning::is_possible(self.action, state, document),
            Needs::Comparison | Needs::Class => false,
            Needs::Difference => {
                let reviews = &document.reviews;
                let merges = reviews.merges_with().is_some();
                state.view == View::Compare
                    && match self.action {
                        Action::Settle(_) | Action::FocusOn(_) => {
                            merges && reviews.current_row().is_some_and(Row::is_contested)
                        }
                        Action::TakeAllUntaken | Action::Assign(_) => merges,
                        _ => !reviews.rows().is_empty(),
                    }
            }
            Needs::Submission | Needs::Reveal => match self.action {
                Action::Reveal(action) => document.revealing.can(action, &document.review, state.view == View::Read),
                action => document.can(action),
            },
            Needs::FindWords => !document.find.query.words.is_empty(),
        }
    }

    /// Whether it can be done while another version of the article is beside it, or on its way.
    fn is_enabled_beside(&self, comparing: Option<&Comparing>) -> bool {
        let Some(comparing) = comparing else {
            return self.action.works_while_comparing() && self.needs == Needs::Nothing;
        };
        let selected = !comparing.selection.is_caret();
        match self.action {
            Action::PlaceClaim => selected && comparing.current().is_some(),
            Action::Copy => selected,
            Action::AcceptPlace => comparing.current().is_some_and(|current| comparing.can_accept(current)),
            Action::NextCompared | Action::PreviousCompared | Action::LeaveWithoutPlace | Action::AcceptAllAlike => {
                comparing.current().is_some()
            }
            action => action.works_while_comparing(),
        }
    }

    /// The name as it stands in a menu now: undo and redo say what.
    pub fn name_now(&self, state: &State) -> String {
        let document = state.document.as_ref();
        let step = match self.action {
            Action::Undo => document.and_then(|document| document.undo.next_undo()),
            Action::Redo => document.and_then(|document| document.undo.next_redo()),
            _ => None,
        };
        match step {
            Some(step) => format!("{}: {}", self.name, lower_first(&step.to_string())),
            None => self.name.to_owned(),
        }
    }
}
