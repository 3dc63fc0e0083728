//! Reads and checks review files, for the command line.

use std::path::Path;

use super::{Decoded, Digest, OpenError, codec, document};

/// What is wrong with the file at `path`, a line for each fault: `FILE:POINTER: sentence`, or `FILE:LINE:COLUMN: sentence` for
/// a file that is no JSON. Nothing when the file is as the format promises.
pub fn check_file(path: &Path) -> Vec<String> {
    let name = path.display().to_string();
    match document::read(path) {
        Ok(bytes) => check_bytes(&name, &bytes),
        Err(fault) => vec![on_one_line(&name, &fault.to_string())],
    }
}

/// Reads a review for the command line: without a lock and without looking for unsaved work.
///
/// # Errors
/// When the file cannot be read or is no review.
pub fn read_file(path: &Path) -> Result<Decoded, OpenError> {
    codec::decode(&document::read(path)?)
}

/// Reads a review as [`read_file`] does, and says which bytes it is of.
///
/// # Errors
/// When the file cannot be read or is no review.
pub fn read_file_by_hash(path: &Path) -> Result<(Decoded, Digest), OpenError> {
    let bytes = document::read(path)?;
    Ok((codec::decode(&bytes)?, Digest::of(&bytes)))
}

/// What is wrong with the bytes of a file that is called `name`, as [`check_file`] says it.
pub fn check_bytes(name: &str, bytes: &[u8]) -> Vec<String> {
    match codec::decode(bytes) {
        Ok(decoded) => {
            let newer = decoded.newer.filter(|newer| newer.is_major).map(|newer| {
                let version = newer.version;
                let sentence = format!("version {version} is newer than this program; only what it knows was checked");
                on_one_line(&format!("{name}:/version"), &sentence)
            });
            let mut faults = decoded.faults;
            for fault in codec::text_faults(decoded.review.article()) {
                if !faults.contains(&fault) {
                    faults.push(fault);
                }
            }
            let faults = faults.iter();
            newer
                .into_iter()
                .chain(faults.map(|fault| on_one_line(&format!("{name}:{}", fault.pointer), &fault.to_string())))
                .collect()
        }
        Err(OpenError::Json { line, column, reason }) => vec![on_one_line(&format!("{name}:{line}:{column}"), &reason)],
        Err(fault) => {
            let pointer = fault.pointer().unwrap_or_default();
            vec![on_one_line(&format!("{name}:{pointer}"), &fault.reason())]
        }
    }
}

/// A fault's words may come out of the file, with line feeds in them.
fn on_one_line(place: &str, sentence: &str) -> String {
    format!("{place}: {sentence}").chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
