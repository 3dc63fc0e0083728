//! What is where a review is to be written, so that it can be said before anything is written.

use std::{fs, path::Path};

use super::{ExportError, check};
use crate::{read, teaching::Role};

/// What is where a review is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Nothing.
    Free,
    /// A file that is no review.
    File,
    /// A review.
    Review {
        /// What it is in a class, with its article: “an assignment”, “a review without a task”.
        words: &'static str,
        /// What it was made as, when it was made of another review and so can be made again.
        made: Option<Made>,
        /// How many claims are in it.
        claims: usize,
    },
}

/// What is made of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// An assignment.
    Assignment,
    /// An answer key.
    Key,
}

/// Looks at what is where a review is to be written.
///
/// # Errors
/// When nothing can be written there, as far as that can be known without trying.
pub fn look_at_target(path: &Path) -> Result<Target, ExportError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(ExportError::NoFolder(folder.to_owned()));
    }
    if path.is_dir() {
        return Err(ExportError::IsFolder(path.to_owned()));
    }
    if fs::symlink_metadata(path).is_err() {
        return Ok(Target::Free);
    }
    if !read::is_review(path) {
        return Ok(Target::File);
    }
    // What cannot be read as a review may be anybody's work.
    let Ok(decoded) = check::read_file(path) else {
        return Ok(Target::Review { words: "a review that cannot be read", made: None, claims: 0 });
    };
    let role = decoded.review.role();
    let made = match role {
        Some(Role::Assignment(_)) => Some(Made::Assignment),
        Some(Role::Key(_)) => Some(Made::Key),
        Some(Role::Submission(_)) | None => None,
    };
    Ok(Target::Review { words: Role::words_of(role), made, claims: decoded.review.claims().len() })
}
