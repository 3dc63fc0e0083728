//! The last versions of a document.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{Digest, Folders, Key, folders};

/// How many versions are kept of a document, unless they are very large.
pub const KEPT_VERSIONS: usize = 20;

/// How many bytes the versions of a document may have together before the oldest go, but for the last two.
const KEPT_BYTES: u64 = 512 * 1024 * 1024;

/// How the names of untouched copies begin; these are never cleared.
const UNTOUCHED: &str = "untouched-";

/// A version that was put aside; dropping it without [`Kept::confirm`] takes it back.
#[derive(Debug)]
pub(super) struct Kept {
    /// `None` when that version had been kept before.
    path: Option<PathBuf>,
    folder: PathBuf,
}

/// Puts the file's present version aside, before it is replaced. `for_good` is for a version that will not be written again as
/// it was: one in an older format, or one that had faults and is now repaired.
pub(super) fn keep(folders: &Folders, file: &Path, content: Digest, for_good: bool) -> io::Result<Kept> {
    let folder = folder_of(folders, file).ok_or_else(|| io::Error::other("no state folder is known"))?;
    folders::make_private(&folder)?;
    let has_it = versions(&folder).iter().any(|(_, kept)| *kept == content);
    if has_it && !for_good {
        return Ok(Kept { path: None, folder });
    }
    let lead = if for_good { UNTOUCHED } else { "" };
    let now = Timestamp::now().as_millisecond();
    let path = folder.join(format!("{lead}{now:015}-{content}.claims.json"));
    // A link costs nothing and, once the document is replaced, nobody else writes to what it names.
    if is_only_name(file) && fs::hard_link(file, &path).is_ok() {
        return Ok(Kept { path: Some(path), folder });
    }
    fs::copy(file, &path)?;
    Ok(Kept { path: Some(path), folder })
}

impl Kept {
    /// Keeps it for good, and clears the oldest beyond [`KEPT_VERSIONS`] and what a disk should be asked for.
    pub(super) fn confirm(mut self) {
        self.path = None;
        let mut bytes = 0_u64;
        for (age, (path, _)) in versions(&self.folder).iter().rev().enumerate() {
            bytes = bytes.saturating_add(fs::metadata(path).map_or(0, |metadata| metadata.len()));
            if age >= KEPT_VERSIONS || (age >= 2 && bytes > KEPT_BYTES) {
                let _ = fs::remove_file(path);
            }
        }
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            let _ = fs::remove_file(path);
        }
    }
}

/// The kept versions of a document, oldest first.
pub fn list(folders: &Folders, file: &Path) -> Vec<PathBuf> {
    let kept = folder_of(folders, file).map(|folder| versions(&folder)).unwrap_or_default();
    kept.into_iter().map(|(path, _)| path).collect()
}

/// The kept version of a document that has this hash.
pub fn find(folders: &Folders, file: &Path, content: Digest) -> Option<PathBuf> {
    let versions = versions(&folder_of(folders, file)?);
    versions.into_iter().find(|(_, kept)| *kept == content).map(|(path, _)| path)
}

fn folder_of(folders: &Folders, file: &Path) -> Option<PathBuf> {
    Some(folders.backups()?.join(Key::of_path(file).to_string()))
}

/// The versions in a folder, oldest first, each with the hash its name gives.
fn versions(folder: &Path) -> Vec<(PathBuf, Digest)> {
    let mut versions: Vec<(PathBuf, Digest)> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let (time, digest) = name.strip_suffix(".claims.json")?.split_once('-')?;
            time.parse::<u64>().ok()?;
            Some((entry.path(), digest.parse().ok()?))
        })
        .collect();
    versions.sort_unstable();
    versions
}

#[cfg(unix)]
fn is_only_name(file: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(file).is_ok_and(|metadata| metadata.nlink() == 1)
}

#[cfg(not(unix))]
fn is_only_name(_file: &Path) -> bool {
    false
}
