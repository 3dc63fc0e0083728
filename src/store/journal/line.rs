//! One line of a journal.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};

use super::record::EditRecord;

/// A line: its number, the checksum of number and record, and the record as it stands.
#[derive(Serialize, Deserialize)]
struct Line<'a> {
    seq: u64,
    crc32: u32,
    #[serde(borrow)]
    record: &'a RawValue,
}

/// What a line says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Record<'a> {
    /// What the edits are applied to.
    #[serde(borrow)]
    Base(BaseRecord<'a>),
    /// The edits so far are about to be saved as this file.
    #[serde(borrow)]
    Saving(FileRecord<'a>),
    /// An edit.
    #[serde(borrow)]
    Edit(EditRecord<'a>),
}

/// What the edits are applied to.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum BaseRecord<'a> {
    #[serde(borrow)]
    File(FileRecord<'a>),
    #[serde(borrow)]
    Review(&'a RawValue),
}

/// A file with a certain content. A path that is no Unicode is only good for showing.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FileRecord<'a> {
    pub(super) path: Cow<'a, str>,
    pub(super) sha256: Cow<'a, str>,
}

/// A whole line, line feed included.
pub(super) fn write(seq: u64, record: &Record<'_>) -> serde_json::Result<Vec<u8>> {
    let record = to_raw_value(record)?;
    let mut line = serde_json::to_vec(&Line { seq, crc32: checksum(seq, record.get()), record: &record })?;
    line.push(b'\n');
    Ok(line)
}

/// The number and the record of a line without its line feed; `None` when it is not whole.
pub(super) fn read(line: &[u8]) -> Option<(u64, &RawValue)> {
    let line: Line<'_> = serde_json::from_slice(line).ok()?;
    (line.crc32 == checksum(line.seq, line.record.get())).then_some((line.seq, line.record))
}

fn checksum(seq: u64, record: &str) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&seq.to_le_bytes());
    hasher.update(record.as_bytes());
    hasher.finalize()
}
