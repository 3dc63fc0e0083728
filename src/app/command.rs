//! What happened.

use std::{path::PathBuf, sync::Arc};

use jiff::Timestamp;

use super::{
    Action, AssignCommand, CheckCommand, ClassCommand, Clip, ExportCommand, FigureCommand, ImportCommand,
    LessonCommand, Overlay, Preview, PreviewCommand, ProposalCommand, ReplaceCommand, ReportCommand, RevealCommand,
    ReviewsCommand, TableCommand, Unit,
};
use crate::{
    article::Metadata,
    claim::{AttachedFile, ClaimId, Form, Speaker, Voice},
    review::{ClaimFilter, Edge, Inverse, Review},
    store::{Carried, FileIdentity, Theme},
    text::ByteIndex,
};

/// Something that happened: a person did it, or an [`super::Effect`] came to its end.
#[derive(Clone, Debug)]
pub enum Command {
    /// An action of the table was asked for.
    Do(Action),
    /// The caret was put somewhere.
    PlaceCaret {
        /// Where.
        at: ByteIndex,
        /// Whether the other end of the selection stays.
        extend: bool,
    },
    /// The article was clicked once: the caret goes there, and the innermost claim is focused, or the next one outwards
    /// where it was focused before.
    Click(ByteIndex),
    /// Whole units were selected, from the one that holds `from` to the one that holds `to`.
    SelectUnits {
        /// Where the pointer went down.
        from: ByteIndex,
        /// Where it is.
        to: ByteIndex,
        /// By what.
        unit: Unit,
    },
    /// A claim was chosen; the article shows it.
    FocusClaim(ClaimId),
    /// An end of a segment was dragged.
    MoveEnd {
        /// Of this claim.
        claim: ClaimId,
        /// Of the segment with this number.
        segment: usize,
        /// This end.
        edge: Edge,
        /// To here.
        to: ByteIndex,
    },
    /// A field of a claim was changed.
    Amend(ClaimId, Amendment),
    /// Something happened to the check of claims.
    Check(CheckCommand),
    /// Something happened to a figure.
    Figure(FigureCommand),
    /// Something happened in the table of claims, or on the board.
    Table(TableCommand),
    /// Something happened to the proposals.
    Proposal(ProposalCommand),
    /// Something happened about another version of the article.
    Replace(ReplaceCommand),
    /// Something happened to the reviews beside the open one.
    Reviews(ReviewsCommand),
    /// Something happened to the class.
    Class(ClassCommand),
    /// Something happened about the key of a submission.
    Reveal(RevealCommand),
    /// Something happened to what a teacher makes, or to the agreed version of two reviewers.
    Assign(AssignCommand),
    /// Something happened to a report.
    Report(ReportCommand),
    /// Something happened to an export.
    Export(ExportCommand),
    /// Something happened to an import.
    Import(ImportCommand),
    /// Something happened in a lesson.
    Lesson(LessonCommand),
    /// Something is to lie over the window; what lies there comes back when it is left.
    Lay(Overlay),
    /// A file was attached: its hash is known.
    Attached(AttachedFile),
    /// A file to attach was named, or with `None` is to be chosen.
    Attach(Option<PathBuf>),
    /// These claims are picked, and no others.
    PickClaims(Vec<ClaimId>),
    /// A speaker's record was changed.
    AmendSpeaker(Box<Speaker>),
    /// What is known about the article was changed.
    AmendArticle(Box<Metadata>),
    /// The reviewer gave a name.
    RenameReviewer(String),
    /// The find bar was used.
    Find(FindChange),
    /// Other claims are to be listed.
    Filter(ClaimFilter),
    /// One of the places with the same words was accepted, or all.
    AcceptSame(Option<usize>),
    /// Go to the state after this many steps.
    GoToStep(usize),
    /// Open this file.
    Open(PathBuf),
    /// Open these files one after another.
    OpenAll(Vec<PathBuf>),
    /// Stop reading what is being read.
    StopReading,
    /// Something happened to the preview of the article.
    Preview(PreviewCommand),
    /// A file to save to was chosen.
    SaveTo(PathBuf),
    /// No file was chosen.
    DialogCancelled,
    /// The system has no file dialog.
    NoDialog {
        /// Whether a file to save to was wanted.
        saving: bool,
        /// The proposed name.
        proposed: String,
    },
    /// What is on the clipboard came.
    Pasted(Clip),
    /// A document was read.
    Arrived(Box<Arrival>),
    /// Work that is in no file was found at the start.
    Found(Box<Recoverable>),
    /// A journal's steps were made again: the review, and what undoes each step.
    Restored(Arc<Review>, Vec<Inverse>),
    /// The document was saved.
    Saved {
        /// Where, and what is there now.
        file: FileIdentity,
        /// The undo stack's serial of what was saved.
        serial: u64,
        /// A remark, such as that the disk did not confirm.
        remark: Option<String>,
    },
    /// The document could not be saved.
    SaveFailed(Outcome),
    /// Something else could not be done.
    Failed(String),
    /// Something else is worth a sentence.
    Warned(String),
    /// A question was answered.
    Answer(Answer),
    /// A notice was put away.
    Dismiss(u64),
    /// Another theme was chosen.
    SetTheme(Theme),
    /// The text's size was set, in percent.
    ZoomTo(u16),
    /// The first steps' hint was put away.
    HideHint,
    /// The window is to close.
    CloseRequested,
}

/// A change to one field of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amendment {
    /// How its words reach the reader.
    Form(Form),
    /// In whose voice it stands.
    Voice(Voice),
    /// Who says it, by name; empty for nobody.
    Speaker(String),
    /// No cue.
    ClearCue,
    /// What it says in its own words, as it is typed.
    ClaimText(String),
    /// The reviewer's remarks.
    Labels(Vec<String>),
    /// A remark of the codebook, set or not.
    Flag(String, bool),
    /// Anything else, as it is typed.
    Note(String),
}

/// A change in the find bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindChange {
    /// Other words.
    Words(String),
    /// Whether letter case counts.
    MatchCase(bool),
    /// Whether hits are whole words.
    WholeWords(bool),
    /// The bar is put away.
    Close,
}

/// A document that was read.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The review; of an article that was opened, without claims.
    pub review: Review,
    /// What the file holds beside it.
    pub carried: Arc<Carried>,
    /// Its file; `None` when it was never saved.
    pub file: Option<FileIdentity>,
    /// The name under which a review that was never saved is best saved.
    pub proposed_name: String,
    /// The folder it is best saved in.
    pub folder: Option<PathBuf>,
    /// Why it cannot be changed, if so.
    pub read_only: Option<String>,
    /// Whether a newer program wrote its file, of which this one does not know what it means by everything.
    pub is_newer: bool,
    /// What was remarkable in reading it, a sentence each.
    pub remarks: Vec<String>,
    /// What was wrong with the file and was repaired, a line each.
    pub faults: Vec<String>,
    /// What contradicts itself in the checks of its claims, a line each; nothing of it was changed.
    pub contradictions: Vec<String>,
    /// Whether it belongs among the recent files, under this path.
    pub recent: Option<PathBuf>,
    /// Work on it that is in no file.
    pub recoverable: Option<Recoverable>,
    /// Whether it is the bundled sample.
    pub is_sample: bool,
    /// How its article was read, when it was just opened.
    pub preview: Option<Preview>,
    /// Whether it is work that a journal held or that came in from another program, so that it is in no file yet.
    pub is_recovered: bool,
}

impl Arrival {
    /// A review of which nothing else is known: of no file, to be changed freely, best saved under this name.
    pub fn new(review: Review, proposed_name: impl Into<String>) -> Self {
        Self {
            review,
            carried: Arc::default(),
            file: None,
            proposed_name: proposed_name.into(),
            folder: None,
            read_only: None,
            is_newer: false,
            remarks: Vec::new(),
            faults: Vec::new(),
            contradictions: Vec::new(),
            recent: None,
            recoverable: None,
            is_sample: false,
            preview: None,
            is_recovered: false,
        }
    }
}

/// Work in a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recoverable {
    /// What it is work on.
    pub title: String,
    /// When its last step was made.
    pub last: Option<Timestamp>,
    /// The names of its steps, oldest first.
    pub steps: Vec<String>,
    /// Whether it continues the file it names as it is now; if not, it opens as a copy beside it.
    pub fits: bool,
}

/// Why a document was not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody else changed the file.
    ChangedOnDisk(PathBuf),
    /// There is a file.
    Exists(PathBuf),
    /// Anything else: a sentence, and whether another place would do.
    Failed {
        /// What happened, why, what to do.
        words: String,
        /// Whether to offer another place at once.
        elsewhere: bool,
    },
}

/// An answer to a [`super::Question`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Save, then go on.
    Save,
    /// Go on; the work stays in its journal.
    GoOn,
    /// Replace what is on disk.
    Replace,
    /// Save under another name.
    SaveElsewhere,
    /// Open the file as it is on disk now.
    Reload,
    /// Make the journal's steps again.
    Restore,
    /// Put the journal aside.
    Discard,
    /// Do nothing.
    Cancel,
}
