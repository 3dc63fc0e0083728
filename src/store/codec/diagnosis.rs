//! Says what is wrong with a file that could not be read. Only then is the time spent to find out where.

use std::str::Utf8Error;

use serde::Deserialize;
use serde_json::Value;
use serde_path_to_error::Segment;

use super::decode::Newer;
use crate::store::{
    OpenError,
    schema::{ClaimRecord, FORMAT, ReviewFile, VERSION, shortened},
};

/// What a file says about itself, whatever else is in it.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    format: Value,
    #[serde(default)]
    version: Value,
}

/// Bytes that are no UTF-8.
pub(super) fn not_utf8(bytes: &[u8], fault: &Utf8Error) -> OpenError {
    let good = std::str::from_utf8(&bytes[..fault.valid_up_to()]).unwrap_or_default();
    let line = good.matches('\n').count() + 1;
    let column = good.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let reason = "this is no UTF-8, in which review files are written. Save the file as UTF-8".to_owned();
    OpenError::Json { line, column, reason }
}

/// JSON that could not be read as a review.
pub(super) fn diagnose(json: &str, fault: &serde_json::Error) -> OpenError {
    if !fault.is_data() {
        return broken(json, fault);
    }
    let Ok(head) = serde_json::from_str::<Head>(json) else { return OpenError::OtherFormat };
    if head.format != FORMAT {
        return OpenError::OtherFormat;
    }
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let (pointer, reason) =
        match serde_path_to_error::deserialize::<_, ReviewFile<'_, Vec<ClaimRecord<'_>>>>(&mut deserializer) {
            Ok(_) => (String::new(), reason(fault)),
            Err(fault) => (pointer(fault.path()), reason(fault.inner())),
        };
    match head.version.as_str().map(newer) {
        Some(Ok(Some(Newer { version, is_major: true }))) => {
            OpenError::NewerMajor { version, reason: at(&pointer, &reason) }
        }
        _ => OpenError::Schema { pointer, reason },
    }
}

/// Whether a version is newer than this program's.
///
/// # Errors
/// When it is no version, or one that never was.
pub(super) fn newer(version: &str) -> Result<Option<Newer>, OpenError> {
    let numbers = |version: &str| {
        let (major, minor) = version.split_once('.')?;
        Some((major.parse::<u32>().ok()?, minor.parse::<u32>().ok()?))
    };
    let own = numbers(VERSION).unwrap_or_default();
    match numbers(version) {
        Some(theirs) if theirs > own => Ok(Some(Newer { version: version.to_owned(), is_major: theirs.0 > own.0 })),
        Some(theirs) if theirs == own => Ok(None),
        _ => {
            let reason = format!("“{}” is no version of this format; the first was {VERSION}", shortened(version));
            Err(OpenError::Schema { pointer: "/version".to_owned(), reason })
        }
    }
}

fn broken(json: &str, fault: &serde_json::Error) -> OpenError {
    if json.trim().is_empty() {
        let reason = "the file is empty. If it was a review, look for an older copy among its backups".to_owned();
        return OpenError::Json { line: 1, column: 1, reason };
    }
    let line = fault.line().max(1);
    let content = json.split('\n').nth(line - 1).unwrap_or_default();
    // The parser counts bytes, people count characters. At the end of the file it names the last byte there is.
    let bytes_before = if fault.is_eof() { fault.column() } else { fault.column().saturating_sub(1) };
    let before = content.as_bytes().iter().take(bytes_before);
    let column = before.filter(|&&byte| byte & 0xC0 != 0x80).count() + 1;
    OpenError::Json { line, column, reason: reason(fault) }
}

/// The parser's words without the place, which is said apart.
fn reason(fault: &serde_json::Error) -> String {
    let words = fault.to_string();
    let place = format!(" at line {} column {}", fault.line(), fault.column());
    let words = words.strip_suffix(&place).unwrap_or(&words);
    match words.char_indices().nth(240) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

fn at(pointer: &str, reason: &str) -> String {
    if pointer.is_empty() { reason.to_owned() } else { format!("{pointer}: {reason}") }
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => {
                pointer.push('/');
                pointer.push_str(&index.to_string());
            }
            Segment::Map { key } => {
                pointer.push('/');
                pointer.push_str(&shortened(key).replace('~', "~0").replace('/', "~1"));
            }
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}
