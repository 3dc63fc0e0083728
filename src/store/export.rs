//! Writes a document that others read: whole or not at all, and never over a review.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    AtomicError,
    atomic::{Audience, Confirmed, Prepared},
};
use crate::read;

/// Why nothing was written. What is on disk is as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// There is a file of this name.
    #[error("“{}” is there already. Choose another name, or replace it", .0.display())]
    Exists(PathBuf),
    /// There is a review of this name.
    #[error("“{}” is a review, which nothing but a review takes the place of. Choose another name", .0.display())]
    IsReview(PathBuf),
    /// The path names no file.
    #[error("{0}. Choose a file name")]
    NotAFile(AtomicError),
    /// The folder is not there.
    #[error("There is no folder “{}”. Choose another, or make it first", .0.display())]
    NoFolder(PathBuf),
    /// The folder may not be written.
    #[error("You may not write in “{}”. Choose another folder", .0.display())]
    NoPermission(PathBuf),
    /// Something else went wrong.
    #[error("“{}” was not written: {fault}. Try again, or choose another folder", path.display())]
    Failed {
        /// The file.
        path: PathBuf,
        /// At which step, and the system's words.
        fault: AtomicError,
    },
}

/// Writes `content` to `path`, in the place of what is there only with `replace`.
///
/// # Errors
/// See [`ExportError`].
pub fn export(path: &Path, content: &[u8], replace: bool) -> Result<Confirmed, ExportError> {
    write(path, content, || may_replace(path, replace))
}

/// The same for a review, which may take the place of another.
///
/// # Errors
/// See [`ExportError`].
pub fn export_review(path: &Path, content: &[u8], replace: bool) -> Result<Confirmed, ExportError> {
    let is_taken = || path.is_file() && !replace;
    write(path, content, || if is_taken() { Err(ExportError::Exists(path.to_owned())) } else { Ok(()) })
}

fn write(
    path: &Path,
    content: &[u8],
    may_replace: impl Fn() -> Result<(), ExportError>,
) -> Result<Confirmed, ExportError> {
    may_replace()?;
    let explained = |fault: AtomicError| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
        match (&fault, fault.system().map(io::Error::kind)) {
            (AtomicError::NotAFile(_) | AtomicError::DanglingLink(_), _) => ExportError::NotAFile(fault),
            (AtomicError::Create { .. }, Some(io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)) => {
                ExportError::NoFolder(folder)
            }
            (_, Some(io::ErrorKind::PermissionDenied)) => ExportError::NoPermission(folder),
            _ => ExportError::Failed { path: path.to_owned(), fault },
        }
    };
    let prepared = Prepared::new(path, content, Audience::Everybody).map_err(explained)?;
    // Writing took its time: what counts is what is there now.
    may_replace()?;
    prepared.commit().map_err(explained)
}

fn may_replace(path: &Path, replace: bool) -> Result<(), ExportError> {
    match fs::metadata(path) {
        Ok(present) if present.is_file() && read::is_review(path) => Err(ExportError::IsReview(path.to_owned())),
        Ok(present) if present.is_file() && !replace => Err(ExportError::Exists(path.to_owned())),
        // What is no file at all, and what cannot be looked at, the writing itself finds.
        _ => Ok(()),
    }
}
