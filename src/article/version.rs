//! A text that another took the place of, as a difference.

use std::sync::Arc;

use jiff::Timestamp;

use super::Source;
use crate::text::{CodePointIndex, Text};

/// A text that a newer one took the place of: what must be put back into the newer one to have it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The SHA-256 of the text in UTF-8, in lower-case hexadecimal digits.
    pub text_sha256: String,
    /// Where it came from.
    pub source: Source,
    /// When the newer one took its place.
    pub replaced: Timestamp,
    /// What to put back, in text order and apart from each other. Made by this program or read from a file, which may be at
    /// fault: then [`Self::text`] has nothing to give.
    pub difference: Arc<[Patch]>,
}

/// Older words that stood where the newer text has others, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// Where the newer words begin, in code points of the newer text.
    pub start: u64,
    /// Where they end; the same place when there are none.
    pub end: u64,
    /// The older words; empty when there were none.
    pub text: String,
}

impl Version {
    /// The text, made of the one that took its place. `None` when the difference does not fit that one, or the outcome is no
    /// text.
    pub fn text(&self, newer: &Text) -> Option<Text> {
        let content = newer.as_str();
        let added: usize = self.difference.iter().map(|patch| patch.text.len()).sum();
        if added > Text::MAX_BYTES {
            return None;
        }
        let mut older = String::with_capacity(content.len() + added);
        let mut done = 0;
        for patch in self.difference.iter() {
            let start = newer.to_byte(CodePointIndex(patch.start))?.get();
            let end = newer.to_byte(CodePointIndex(patch.end))?.get();
            if end < start {
                return None;
            }
            older.push_str(content.get(done..start)?);
            older.push_str(&patch.text);
            done = end;
        }
        older.push_str(content.get(done..)?);
        Text::new(older).ok()
    }
}
