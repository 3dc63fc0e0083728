//! Files that hold a piece of evidence: they stay where they are, and their hash tells whether they are still the same.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

use super::Digest;
use crate::claim::AttachedFile;

/// Why a file was not attached. [`std::fmt::Display`] says what happened, why, and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AttachError {
    /// It could not be read.
    #[error("“{}” was not attached: {source}. Check the path and whether you may read the file", path.display())]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is a folder, a device or the like.
    #[error("“{}” was not attached: it is no file. Choose a file in it", .0.display())]
    NotAFile(PathBuf),
}

/// Reads a file, whatever its size, for its hash.
pub fn attach(path: &Path) -> Result<AttachedFile, AttachError> {
    let unreadable = |source| AttachError::Unreadable { path: path.to_owned(), source };
    // Whether it is a file is asked first: opening a pipe would wait for whoever writes to it.
    if !path.metadata().map_err(unreadable)?.is_file() {
        return Err(AttachError::NotAFile(path.to_owned()));
    }
    let whole = std::path::absolute(path).unwrap_or_else(|_no_folder| path.to_owned());
    let sha256 = Digest::of_reader(File::open(path).map_err(unreadable)?).map_err(unreadable)?.to_string();
    Ok(AttachedFile { path: whole.to_string_lossy().into_owned(), sha256 })
}
