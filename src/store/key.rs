//! By what the state folder knows a document.

use std::{fmt, path::Path};

use uuid::Uuid;

use super::Digest;

/// The name under which a document's journal, lock and backups are kept: made of its path, or new for a review that was never
/// saved.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key(String);

impl Key {
    /// How keys of reviews that were never saved begin.
    const UNSAVED: &'static str = "new-";

    /// The key of a document. Links are followed, so that a document has one key by whatever way it is reached.
    pub fn of_path(path: &Path) -> Self {
        let digest = Digest::of(resolved(path).as_os_str().as_encoded_bytes()).to_string();
        Self(digest[..32].to_owned())
    }

    /// A key no other review has, for one that has no path yet.
    pub fn unsaved() -> Self {
        Self(format!("{}{}", Self::UNSAVED, Uuid::now_v7().simple()))
    }

    /// The key that a file of the state folder is named after.
    pub(super) fn from_name(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The path with links followed, as far as it exists; otherwise made absolute.
pub(super) fn resolved(path: &Path) -> std::path::PathBuf {
    if let Ok(resolved) = path.canonicalize() {
        return resolved;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => std::path::absolute(path).unwrap_or_else(|_fault| path.to_owned()),
    }
}
