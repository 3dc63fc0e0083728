//! Writing a report, off the frame.

use std::path::PathBuf;

use crate::{
    app::{ReportCommand, ReportRequest},
    report,
    review::Review,
    store::{self, ExportError, atomic::Confirmed},
};

/// Writes a report and says what came of it.
pub(super) fn write(review: &Review, request: ReportRequest, path: PathBuf, replace: bool) -> ReportCommand {
    let written = match report::write(review, request.kind, &request.options) {
        Ok(written) => written,
        Err(fault) => return ReportCommand::NotWritten(fault.to_string()),
    };
    match store::export(&path, &written.bytes, replace) {
        Ok(Confirmed::Yes | Confirmed::ButForTheFolder) => {
            let claims = report::claims(review, request.kind, &request.options);
            let left_out = written.left_out.iter().map(ToString::to_string).collect();
            ReportCommand::Written { request, path, claims, left_out }
        }
        Err(ExportError::Exists(path)) => ReportCommand::Exists(request, path),
        Err(fault) => ReportCommand::NotWritten(fault.to_string()),
    }
}
