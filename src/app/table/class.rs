//! What can be asked for about a class.

use super::{Action, Entry, Group, Needs, View, say};
use crate::{
    app::{ClassAction, ClassTab, State},
    teaching::Grade,
};

const fn entry(
    action: ClassAction,
    name: &'static str,
    keys: &'static [&'static str],
    description: &'static str,
) -> Entry {
    say(Action::Class(action), name, keys, Group::Class, Needs::Class, description)
}

/// Its entries, in the order of the menu.
pub(super) const CLASS: &[Entry] = &[
    say(
        Action::Class(ClassAction::Open),
        "Open a class…",
        &["Ctrl+Shift+M"],
        Group::Class,
        Needs::Nothing,
        "Reads the submissions of a folder and holds them against a key",
    ),
    say(
        Action::Show(View::Class),
        "View of the class",
        &["Ctrl+6"],
        Group::Class,
        Needs::Nothing,
        "Shows the class that is open: its sheet, the article as it marked it, what it learnt",
    ),
    entry(
        ClassAction::ReadAgain,
        "Read the submissions again",
        &["F5"],
        "Reads the folder again, as when files have come",
    ),
    entry(ClassAction::Show(ClassTab::Sheet), "Sheet of the class", &["Alt+1"], "Shows what each pupil can do"),
    entry(
        ClassAction::Show(ClassTab::Article),
        "Article of the class",
        &["Alt+2"],
        "Shows the article as the class marked it, and where it is divided",
    ),
    entry(
        ClassAction::Show(ClassTab::Progress),
        "Progress of the class",
        &["Alt+3"],
        "Shows what was learnt from the first to the second layer",
    ),
    entry(
        ClassAction::Show(ClassTab::Files),
        "Files of the class",
        &["Alt+4"],
        "Shows which files count, and which do not and why",
    ),
    entry(
        ClassAction::OtherLayer,
        "First or second layer",
        &["L"],
        "Shows what was handed in, or what became of it after the key was shown",
    ),
    entry(
        ClassAction::NextSpan,
        "Next divided span",
        &["N", "F8"],
        "Goes to the next of what is listed beside the article or, beside a pupil, to the next difference",
    ),
    entry(ClassAction::PreviousSpan, "Previous divided span", &["P", "Shift+F8"], "Goes to the one before"),
    entry(ClassAction::NextPupil, "Next pupil", &["."], "Goes to the next pupil of the sheet"),
    entry(ClassAction::PreviousPupil, "Previous pupil", &[","], "Goes to the pupil before"),
    entry(
        ClassAction::Mark(Some(Grade::Beginning)),
        "Mark: beginning",
        &["1"],
        "The three questions are not yet asked in order",
    ),
    entry(ClassAction::Mark(Some(Grade::Practising)), "Mark: practising", &["2"], "Most is right, with help"),
    entry(ClassAction::Mark(Some(Grade::Secure)), "Mark: secure", &["3"], "Right without help"),
    entry(ClassAction::Mark(None), "No mark", &["0"], "Takes the mark back"),
    entry(ClassAction::Comment, "Comment on the pupil…", &["M"], "Goes to the field for what you say to the pupil"),
    entry(
        ClassAction::GiveBack,
        "Write what pupils get back…",
        &["Ctrl+Enter"],
        "Writes marks and comments into copies of the submissions, in a folder for them",
    ),
    entry(
        ClassAction::Write,
        "Write the sheet, or print…",
        &["W"],
        "Writes the sheet as a table (CSV), or pages that print: the article, each pupil, the key",
    ),
    entry(
        ClassAction::OpenRoster,
        "Open a roster…",
        &[],
        "Reads who is behind which pseudonym, from a table (CSV); nothing of it is shown or written unless you say so",
    ),
    entry(
        ClassAction::ShowNames,
        "Show or hide names",
        &[],
        "Shows the names of the roster in the place of pseudonyms, until the window closes",
    ),
];

impl Entry {
    /// Whether it can be done now, where that depends on the class; `None` where it does not.
    pub(super) fn is_enabled_for_class(&self, state: &State) -> Option<bool> {
        match self.action {
            Action::Class(ClassAction::Open) | Action::Show(View::Class) => {
                Some(state.document.as_ref().is_none_or(|document| document.replacing.is_none()))
            }
            Action::Class(action) => Some(match action {
                ClassAction::Mark(_) | ClassAction::Comment => state.class.chosen().is_some(),
                ClassAction::GiveBack => state.class.unwritten() > 0,
                _ => state.class.open().is_some(),
            }),
            // What is done to claims is done where they are to be seen.
            _ if state.view == View::Class => {
                let is_of_claims = matches!(self.group, Group::Claim | Group::Status | Group::Merge);
                (is_of_claims || self.needs == Needs::Key).then_some(false)
            }
            _ => None,
        }
    }
}
