//! Files that leave the program beside the review, such as plots.

use std::path::{Path, PathBuf};

use super::{
    AtomicError,
    atomic::{self, Audience, Confirmed},
};

/// Why such a file was not written. What was there is as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutputError {
    /// There is a file of this name.
    #[error("“{}” is there already. Choose another name, or replace it", .0.display())]
    Exists(PathBuf),
    /// Anything else.
    #[error("“{}” was not saved: {fault}. Choose another place", path.display())]
    Failed {
        /// The file.
        path: PathBuf,
        /// At which step, and the system's words.
        fault: AtomicError,
    },
}

/// Writes a file whole or not at all. One that is there already is replaced only with `replace`.
///
/// # Errors
/// See [`OutputError`].
pub fn save_output(path: &Path, content: &[u8], replace: bool) -> Result<Confirmed, OutputError> {
    // A link that leads nowhere is something too.
    if !replace && path.symlink_metadata().is_ok() {
        return Err(OutputError::Exists(path.to_owned()));
    }
    atomic::write(path, content, Audience::Everybody)
        .map_err(|fault| OutputError::Failed { path: path.to_owned(), fault })
}
