//! What a person can ask for by name.

use super::{AssignAction, ClassAction, LessonAction, RevealAction};
use crate::{
    claim::{StatusGroup, Tag},
    review::{Edge, operations::Settlement},
};

/// An action without arguments: what a menu entry, a button or a shortcut stands for. [`super::table`] names each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Choose a file and open it.
    Open,
    /// Choose a folder and open its articles one after another.
    OpenFolder,
    /// Open the next of several files.
    NextFile,
    /// Show what is known about the article.
    Details,
    /// Show everything on the page that was saved, or again the article alone.
    WholePage,
    /// Open what is on the clipboard as a new article.
    PasteArticle,
    /// Open the bundled sample.
    OpenSample,
    /// Choose another version of the article, to take the place of this one.
    ReplaceArticle,
    /// The same with what is on the clipboard.
    ReplaceFromClipboard,
    /// Save to the review's own file.
    Save,
    /// Choose a file and save to it.
    SaveAs,
    /// Close the window.
    Quit,
    /// Take the last step back.
    Undo,
    /// Take it again.
    Redo,
    /// Copy the selected words.
    Copy,
    /// Select the whole article.
    SelectAll,
    /// Select the next larger unit: word, quotation, sentence, paragraph.
    ExpandSelection,
    /// Go back to the unit before.
    ShrinkSelection,
    /// Show the find bar.
    Find,
    /// Go to the next hit.
    FindNext,
    /// Go to the hit before.
    FindPrevious,
    /// Tag the selection or, without one, retag the focused claim.
    Tag(Tag),
    /// Add the selection to the focused claim.
    AddSegment,
    /// Take the segment at the caret from the focused claim.
    RemoveSegment,
    /// Make the selection the whole of the focused claim, as when its words are no longer in the text.
    PlaceClaim,
    /// Delete the focused claim.
    DeleteClaim,
    /// List other places with the focused claim's words.
    FindSame,
    /// Make the selection the focused claim's cue.
    SetCue,
    /// Focus the next claim.
    NextClaim,
    /// Focus the claim before.
    PreviousClaim,
    /// Move an end of the focused claim's segment outwards or inwards.
    Nudge {
        /// Which end.
        edge: Edge,
        /// By a word instead of a character.
        by_word: bool,
        /// Towards the end of the text instead of its start.
        forward: bool,
    },
    /// Read the article for proposals.
    Propose,
    /// Look at the next proposal.
    NextProposal,
    /// Look at the proposal before.
    PreviousProposal,
    /// Make a claim of the proposal that is looked at.
    AcceptProposal,
    /// Put the proposal that is looked at away, for good.
    DismissProposal,
    /// Look at the next claim of the comparison with another version of the article.
    NextCompared,
    /// Look at the claim before.
    PreviousCompared,
    /// Let the claim that is looked at go where it was found.
    AcceptPlace,
    /// Leave the claim that is looked at without a place, with its old words.
    LeaveWithoutPlace,
    /// Let all undecided claims like the one that is looked at go where they were found.
    AcceptAllAlike,
    /// Put the other version in the place of the article, and the claims where it was decided.
    CarryOver,
    /// Make something for a lesson, or the agreed version of two reviewers.
    Assign(AssignAction),
    /// Choose other reviews of the same text, to be shown beside this one.
    CompareWith,
    /// Look at the next claims that two reviewers made differently.
    NextDifference,
    /// Look at those before.
    PreviousDifference,
    /// Settle what becomes of them.
    Settle(Settlement),
    /// Take over what only the other reviewer has.
    TakeAllUntaken,
    /// Something about the class.
    Class(ClassAction),
    /// Do something about a lesson.
    Lesson(LessonAction),
    /// Do something about the key of a submission.
    Reveal(RevealAction),
    /// Set the focused claim's status.
    SetStatus(StatusGroup),
    /// Move the keyboard to a place in the window.
    FocusOn(PlaceOfFocus),
    /// Show the document in another way.
    Show(View),
    /// Pick or let go of the focused claim, so that several can be changed in one step.
    Pick,
    /// Pick every claim that is listed.
    PickAll,
    /// Write a report.
    Report,
    /// Write claims in a format of another program.
    Export,
    /// Take claims in from another program.
    Import,
    /// Add a piece of evidence to the focused claim.
    AddEvidence,
    /// Note that somebody was asked about the focused claim.
    AddContact,
    /// Choose the claim that is checked instead of the focused one.
    Duplicate,
    /// Mend what contradicts itself in the check of claims.
    Mend,
    /// Show the speakers, their names and roles.
    Speakers,
    /// Show all evidence and contacts of the review.
    Sources,
    /// Show what verdicts are chosen from and who approves them.
    Desk,
    /// Show the list of all commands.
    Palette,
    /// Show the shortcuts.
    Help,
    /// Show the steps taken.
    History,
    /// Show or hide the claims panel.
    TogglePanel,
    /// Make text larger.
    ZoomIn,
    /// Make text smaller.
    ZoomOut,
    /// Make text as large as at first.
    ZoomReset,
    /// Change between light, dark and the system's theme.
    NextTheme,
    /// Leave whatever is open; at last, clear the selection.
    Escape,
    /// Move the caret, or with `extend` the selection's end.
    Move {
        /// How far.
        motion: Motion,
        /// Whether the other end of the selection stays.
        extend: bool,
    },
}

impl Action {
    /// Whether it can be done while the article is beside another version of itself: what changes the review waits.
    pub fn works_while_comparing(self) -> bool {
        matches!(
            self,
            Self::Open
                | Self::Save
                | Self::Quit
                | Self::Copy
                | Self::SelectAll
                | Self::ExpandSelection
                | Self::ShrinkSelection
                | Self::PlaceClaim
                | Self::NextCompared
                | Self::PreviousCompared
                | Self::AcceptPlace
                | Self::LeaveWithoutPlace
                | Self::AcceptAllAlike
                | Self::CarryOver
                | Self::Palette
                | Self::Help
                | Self::FocusOn(PlaceOfFocus::Article)
                | Self::ZoomIn
                | Self::ZoomOut
                | Self::ZoomReset
                | Self::NextTheme
                | Self::Escape
                | Self::Move { .. }
        )
    }
}

/// How far the caret moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motion {
    /// One unit back.
    Back(Unit),
    /// One unit on.
    On(Unit),
    /// Up a line, by the layout.
    LineUp,
    /// Down a line, by the layout.
    LineDown,
    /// To the start of the line, by the layout.
    LineStart,
    /// To the end of the line, by the layout.
    LineEnd,
    /// Up a screen, by the layout.
    PageUp,
    /// Down a screen, by the layout.
    PageDown,
}

impl Motion {
    /// Whether only the layout of the article can tell where it leads.
    pub fn needs_layout(self) -> bool {
        !matches!(self, Self::Back(_) | Self::On(_))
    }
}

/// A unit of text, from small to large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A character as a reader sees it.
    Grapheme,
    /// A word.
    Word,
    /// A sentence.
    Sentence,
    /// A block of the article.
    Paragraph,
    /// All of it.
    Document,
}

/// A way to show the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// The article with its highlights.
    #[default]
    Read,
    /// The claims as a table.
    Track,
    /// The claims on a board, a column for each state.
    Board,
    /// Figures about the claims.
    Summary,
    /// Several reviews over one text.
    Compare,
    /// A class against its key.
    Class,
}

impl View {
    /// Every view, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Read, Self::Track, Self::Board, Self::Summary, Self::Compare, Self::Class];

    /// The word a reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Track => "Track",
            Self::Board => "Board",
            Self::Summary => "Summary",
            Self::Compare => "Compare",
            Self::Class => "Class",
        }
    }
}

/// A place in the window that takes the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlaceOfFocus {
    /// The article.
    Article,
    /// The words by which the claims are filtered.
    Filter,
    /// The focused claim's speaker.
    Speaker,
    /// The focused claim in its own words.
    ClaimText,
    /// The focused claim's labels.
    Labels,
    /// The focused claim's note.
    Note,
    /// The focused claim's verdict on whether it was said.
    AttributionVerdict,
    /// The focused claim's verdict on whether it is so.
    ContentVerdict,
    /// Why the focused claim's verdicts are what they are.
    Rationale,
    /// Where was looked in vain.
    Searched,
    /// Why the claims are kept that differ from the key.
    KeepReason,
    /// Why the next thing is settled as it is, while two reviews are compared.
    Reason,
    /// What is said to the pupil of a class that is open.
    Comment,
    /// The table of claims, the board or the figures, whichever is shown.
    View,
}

impl PlaceOfFocus {
    /// Whether it is a field of the focused claim.
    pub fn is_of_claim(self) -> bool {
        !matches!(self, Self::Article | Self::Filter | Self::View | Self::KeepReason | Self::Reason)
    }
}
