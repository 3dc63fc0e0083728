//! The files of a folder that may be articles or reviews.

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
};

use super::ReadError;

/// How many files of a folder are taken at most.
const MOST: usize = 10_000;
/// How deep folders in folders are looked into.
const DEEPEST: usize = 16;
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

/// The files that are named, in order, and for each folder those in it, and in folders below it, that are `wanted`, by name. A folder that
/// cannot be read, or has none of them, is told to `fault`.
pub fn expanded(
    paths: &[PathBuf],
    wanted: &dyn Fn(&Path) -> bool,
    fault: &mut dyn FnMut(&Path, String),
) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if path == Path::new("-") || !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let before = files.len();
        match walk(path, wanted, DEEPEST, &mut files) {
            Ok(()) if files.len() == before => fault(path, "No file in this folder is of that format".to_owned()),
            Ok(()) => {}
            Err(reason) => fault(path, format!("The folder could not be read: {reason}. Name its files instead")),
        }
    }
    files
}

fn walk(folder: &Path, wanted: &dyn Fn(&Path) -> bool, depth: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        // A link to a folder may lead around in a circle.
        let kind = entry.file_type()?;
        let path = entry.path();
        if kind.is_dir() && depth > 0 {
            walk(&path, wanted, depth - 1, files)?;
        } else if !kind.is_dir() && wanted(&path) && path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}
