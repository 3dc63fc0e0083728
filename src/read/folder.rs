//! The files of a folder that may be articles or reviews.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use super::ReadError;

/// How many files of a folder are taken at most.
const MOST: usize = 10_000;
/// How names of review files end.
pub const REVIEW_ENDING: &str = ".claims.json";

/// The files that lie in a folder, by name; not those in folders below it, and none that is hidden. An article whose review lies beside
/// it is left out, since the review holds it.
///
/// # Errors
/// When the folder cannot be read.
pub fn files_in(folder: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !is_hidden && entry.path().is_file() {
            files.push(entry.path());
        }
        if files.len() == MOST {
            break;
        }
    }
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let reviewed: HashSet<String> =
        files.iter().filter_map(|path| name(path).strip_suffix(REVIEW_ENDING).map(str::to_owned)).collect();
    files.retain(|path| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        name(path).ends_with(REVIEW_ENDING) || !reviewed.contains(&*stem)
    });
    files.sort();
    Ok(files)
}
