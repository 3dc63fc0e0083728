//! What happens to reports.

use std::path::PathBuf;

use crate::{
    claim::ClaimId,
    report::{Kind, Options},
};

/// A report that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRequest {
    /// What to write.
    pub kind: Kind,
    /// How.
    pub options: Options,
}

/// Something that happened to a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportCommand {
    /// It was chosen what to write; where is asked.
    Ask(ReportRequest),
    /// It was chosen where.
    WriteTo(ReportRequest, PathBuf),
    /// The system has no file dialog; a path is typed, beginning with this one.
    NoDialog(ReportRequest, String),
    /// It was written.
    Written {
        /// What was.
        request: ReportRequest,
        /// Where.
        path: PathBuf,
        /// The claims it is about.
        claims: Vec<ClaimId>,
        /// What it leaves out, a sentence each, as the desk is told.
        left_out: Vec<String>,
    },
    /// There is a file of that name.
    Exists(ReportRequest, PathBuf),
    /// It was not written, for a reason said in a sentence.
    NotWritten(String),
}
