//! Questions that must be answered before anything else.

use std::path::PathBuf;

use super::{Arrival, ClassQuestion, Command, FigureFile, Recoverable, ReportRequest, Target};
use crate::claim::{ClaimId, lifecycle::Guard};

/// A question that stands before the window. None of its answers can cost work.
#[derive(Clone, Debug)]
pub enum Question {
    /// What was decided about the claims would be lost with the comparison.
    GiveUpComparison,
    /// There is no file dialog on this system: the path of another version of the article is typed.
    TypeVersionPath,
    /// There is no file dialog on this system: the path of another review of the same text is typed.
    TypeReviewPath,
    /// There is unsaved work and something would take its place.
    Unsaved {
        /// What goes on once that is settled.
        then: AfterSaving,
    },
    /// The file was changed on disk by somebody else.
    ChangedOnDisk(PathBuf),
    /// There is a file where it is to be saved.
    Exists(PathBuf),
    /// There is a file where a plot is to be saved.
    FigureExists(FigureFile, PathBuf),
    /// There is no file dialog on this system: the path of a plot's file is typed.
    TypeFigurePath {
        /// What is to be saved.
        file: FigureFile,
        /// What stands there at first.
        proposed: String,
    },
    /// A journal holds work that is in no file.
    Recover(Box<Recoverable>),
    /// There is no file dialog on this system: a path is typed.
    TypePath {
        /// Whether it is one to save to.
        saving: bool,
        /// What stands there at first.
        proposed: String,
    },
    /// There is no file dialog on this system: the path of a report is typed.
    TypeReportPath {
        /// What to write.
        request: ReportRequest,
        /// What stands there at first.
        proposed: String,
    },
    /// There is a file where a report is to be written.
    ReplaceReport {
        /// What to write.
        request: ReportRequest,
        /// Where.
        path: PathBuf,
    },
    /// There is no file dialog on this system: the path of an export is typed.
    TypeExportPath {
        /// What stands there at first.
        proposed: String,
    },
    /// There are files where an export is to be written.
    ReplaceExport {
        /// Where it goes.
        path: PathBuf,
        /// The files that are there.
        files: Vec<PathBuf>,
    },
    /// There is no file dialog on this system: the path of a file to import is typed.
    TypeImportPath,
    /// Something about the class.
    Class(ClassQuestion),
    /// A report with these claims was written: they may be marked as published, which is answered by
    /// [`super::CheckCommand::Publish`].
    Publish {
        /// The claims.
        claims: Vec<ClaimId>,
        /// The version that is proposed.
        version: String,
    },
    /// A step of the check needs a word: a reason, a note, or the claim that is checked instead. It is answered by
    /// [`super::CheckCommand::TakeTo`] with what was missing.
    Reason {
        /// Of these claims.
        claims: Vec<ClaimId>,
        /// The step.
        target: Target,
        /// What is missing.
        guard: Guard,
    },
    /// A change of wording takes a verdict from a claim.
    LosesVerdict {
        /// The change, which is made if the answer is to go on.
        command: Box<Command>,
    },
    /// What was wrong with the file that was opened.
    Faults {
        /// The file's name.
        file: String,
        /// What was repaired, a line each.
        faults: Vec<String>,
        /// What contradicts itself in the checks of its claims, and was left as it is, a line each.
        contradictions: Vec<String>,
    },
}

/// What goes on after unsaved work is settled.
#[derive(Clone, Debug)]
pub enum AfterSaving {
    /// The window closes.
    Quit,
    /// Another document takes its place.
    Show(Box<Arrival>),
}
