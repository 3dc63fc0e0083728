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
    /// The path is one of a folder.
    #[error("“{}” is a folder. Give the file a name in it", .0.display())]
    IsFolder(PathBuf),
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

/// Where files of these names go: to `path` or, if there are several or it is a folder, into it.
pub fn export_targets<'a>(path: &Path, names: impl ExactSizeIterator<Item = &'a str>) -> Vec<PathBuf> {
    let is_folder = names.len() > 1 || path.is_dir() || path.to_string_lossy().ends_with(['/', '\\']);
    names.map(|name| if is_folder { path.join(name) } else { path.to_owned() }).collect()
}

/// Why files that belong together were not written, or not all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportAllError {
    /// There are files of these names; nothing was written.
    #[error("{} files of these names are there already. Choose another folder, or replace them", .0.len())]
    Exist(Vec<PathBuf>),
    /// The folder could not be made; nothing was written.
    #[error("The folder “{}” could not be made: {fault}. Choose another", folder.display())]
    NoFolder {
        /// The folder.
        folder: PathBuf,
        /// The system's words.
        fault: io::Error,
    },
    /// The first file could not be written, so that none was.
    #[error(transparent)]
    None(ExportError),
    /// Another could not be written.
    #[error("{fault}. {written} of {of} files that belong together are written")]
    Some {
        /// Why.
        fault: ExportError,
        /// How many are written.
        written: usize,
        /// Of how many.
        of: usize,
    },
}

/// Writes files that belong together to `path` or, if there are several or it is a folder, into it; a folder for several is made. Unless
/// they may `replace` what is there, nothing is written when one is in the way. Returns where they are.
///
/// # Errors
/// See [`ExportAllError`].
pub fn export_all(path: &Path, files: &[(&str, &[u8])], replace: bool) -> Result<Vec<PathBuf>, ExportAllError> {
    let targets = export_targets(path, files.iter().map(|(name, _)| *name));
    let mut in_the_way = Vec::new();
    for target in &targets {
        match may_replace(target, replace) {
            Ok(()) => {}
            Err(ExportError::Exists(path)) => in_the_way.push(path),
            Err(fault) => return Err(ExportAllError::None(fault)),
        }
    }
    if !in_the_way.is_empty() {
        return Err(ExportAllError::Exist(in_the_way));
    }
    if let (Some(folder), true) = (targets.first().and_then(|target| target.parent()), files.len() > 1) {
        fs::create_dir_all(folder).map_err(|fault| ExportAllError::NoFolder { folder: folder.to_owned(), fault })?;
    }
    for (written, (target, (_, bytes))) in targets.iter().zip(files).enumerate() {
        if let Err(fault) = export(target, bytes, replace) {
            let of = files.len();
            return Err(if written == 0 {
                ExportAllError::None(fault)
            } else {
                ExportAllError::Some { fault, written, of }
            });
        }
    }
    Ok(targets)
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
