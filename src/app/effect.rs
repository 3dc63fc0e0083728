//! What must be done in the world.

use std::{path::PathBuf, sync::Arc};

use super::{
    AssignEffect, ClassEffect, Clip, Dismissed, ExportRequest, FigureFile, ImportSource, LessonEffect, Manner, Motion,
    Origin, OtherVersion, PlaceOfFocus, ReportRequest, RevealEffect,
};
use crate::{
    exchange::{Format, Mapping},
    figure::Plot,
    review::{Edit, Review},
    text::ByteIndex,
};

/// Something that [`super::update`] decided and others carry out.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// What is to be done for what a teacher makes.
    Assign(AssignEffect),
    /// Put words on the clipboard.
    Copy(String),
    /// Put a plot on the clipboard as a picture.
    CopyPicture(Arc<Plot>),
    /// Fetch words from the clipboard and answer with [`super::Command::Pasted`].
    Paste,
    /// Fetch words from the clipboard for the form that has just been opened.
    PasteIntoForm,
    /// Write an edit to the journal.
    Record(Edit),
    /// Ask for a file to open.
    AskWhatToOpen,
    /// Ask where to save; the name is a proposal.
    AskWhereToSave(String),
    /// Ask where to save a plot.
    AskWhereToSaveFigure {
        /// What is to be saved.
        file: FigureFile,
        /// The name that is proposed.
        name: String,
    },
    /// Save a plot.
    SaveFigure {
        /// What is to be saved.
        file: FigureFile,
        /// The file.
        path: PathBuf,
        /// Whether whatever is there may be replaced.
        replace: bool,
    },
    /// Ask where to write a report; the name is a proposal.
    AskWhereToReport {
        /// What to write.
        request: ReportRequest,
        /// The name.
        name: String,
    },
    /// Write a report.
    WriteReport {
        /// What to write.
        request: ReportRequest,
        /// Where.
        path: PathBuf,
        /// Whether it may take the place of a file.
        replace: bool,
    },
    /// Look at what comes of an export and answer with [`super::ExportCommand::Seen`].
    LookAtExport(ExportRequest),
    /// Ask where to export to.
    AskWhereToExport {
        /// The name of the file that is proposed.
        name: String,
        /// Whether it is a folder that is asked for, since there are several files.
        is_folder: bool,
    },
    /// Write an export.
    WriteExport {
        /// What to write.
        request: ExportRequest,
        /// Where.
        path: PathBuf,
        /// Whether it may take the place of files.
        replace: bool,
    },
    /// Nobody waits for the export any more.
    StopExport,
    /// Ask for a file to import.
    AskWhatToImport,
    /// Read what comes in and answer with [`super::ImportCommand::Came`] and this number.
    ReadImport {
        /// The number.
        number: u64,
        /// What to read.
        source: ImportSource,
        /// The format; without it, what it looks like.
        format: Option<Format>,
        /// What labels stand for.
        mapping: Mapping,
    },
    /// Nobody waits for what comes in any more.
    StopImport,
    /// Open a review that came in, which is in no file yet.
    OpenImported(Arc<Review>),
    /// Do what a lesson needs.
    Lesson(LessonEffect),
    /// Read the article for proposals and answer with [`super::ProposalCommand::Found`] and this number.
    Propose(u64),
    /// Remember what was dismissed on the text that is open.
    KeepDismissed(Dismissed),
    /// Look whether the file that the article was read from is still the same, and say so with
    /// [`super::ReplaceCommand::SourceChanged`] when it is not.
    LookAtSource,
    /// Ask for another version of the article.
    AskForOtherVersion,
    /// Fetch words from the clipboard and answer with [`super::ReplaceCommand::WithWords`].
    PasteOtherVersion,
    /// Compare the review with another version of its article and answer with [`super::ReplaceCommand::Compared`] and this number.
    Compare {
        /// The number.
        number: u64,
        /// The other version.
        version: OtherVersion,
    },
    /// Nobody waits for the comparison any more.
    StopComparing,
    /// Bring a place of the article and one of its other version into view, side by side.
    RevealBeside {
        /// In the article.
        old: Option<ByteIndex>,
        /// In the other version; this one counts where both cannot be seen.
        new: Option<ByteIndex>,
    },
    /// Ask for other reviews of the same text.
    AskWhichReviews,
    /// Read other reviews for this text and answer with [`super::ReviewsCommand::Read`] and this number.
    ReadReviews {
        /// The number.
        number: u64,
        /// Their files.
        files: Vec<PathBuf>,
    },
    /// Bring the claims of the reviews together and answer with [`super::ReviewsCommand::Collated`] and this number.
    Collate(u64),
    /// Measure how well the reviews agree and answer with [`super::ReviewsCommand::Measured`] and this number.
    Measure(u64),
    /// Measure γ and answer with [`super::ReviewsCommand::GammaMeasured`] and this number.
    MeasureGamma(u64),
    /// Nobody waits for γ any more.
    StopGamma,
    /// Do something for the class.
    Class(ClassEffect),
    /// Do something for the key of a submission.
    RevealKey(RevealEffect),
    /// Ask for a file that holds a piece of evidence.
    AskWhatToAttach,
    /// Read a file that holds a piece of evidence, for its hash.
    HashFile(PathBuf),
    /// Open a file, an article or a review.
    Load(PathBuf),
    /// Open the bundled sample.
    LoadSample,
    /// Open what was pasted as an article.
    LoadPasted(Clip),
    /// Read an article again.
    ReadAgain {
        /// Where it comes from.
        origin: Origin,
        /// In which manner.
        manner: Manner,
    },
    /// Ask for a folder of articles.
    AskWhichFolder,
    /// Stop reading what is being read.
    StopReading,
    /// Save the document.
    Save(SaveTarget),
    /// Take over what came with the document that is shown now: its lock, its journal.
    TakeOver,
    /// Let go of what came with a document that is not shown after all.
    DropArrival,
    /// Start the journal of the document that has just arrived.
    StartJournal,
    /// Leave the journal and the lock of the document that goes; what is in the journal stays there.
    LeaveJournal,
    /// Make the steps again that a journal holds.
    Restore,
    /// Keep what a journal holds out of the way, and start a new one.
    PutAside,
    /// Bring a place of the article into view.
    Reveal(ByteIndex),
    /// Move the caret as only the layout can.
    MoveByLayout {
        /// How far.
        motion: Motion,
        /// Whether the other end of the selection stays.
        extend: bool,
    },
    /// Give the keyboard to a place in the window.
    Focus(PlaceOfFocus),
    /// Write the settings.
    SaveSettings,
    /// Close the window.
    Quit,
}

/// Where a document is saved to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveTarget {
    /// The file.
    pub path: PathBuf,
    /// Whether whatever is there, or was changed there by others, may be replaced.
    pub replace: bool,
}
