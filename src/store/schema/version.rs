//! A text that another took the place of, as the file has it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{
    SourceRecord,
    scalar::{Extra, Time, read_or_default, read_words},
};

/// A text that a newer one took the place of, as what must be put back into the newer one: the text of the next version of the
/// list or, for the last, the article's own.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "version"))]
#[serde(expecting = "an earlier version of the text")]
pub(in crate::store) struct VersionRecord<'a> {
    /// The SHA-256 of the older text in UTF-8, in lower-case hexadecimal digits.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(in crate::store) text_sha256: Cow<'a, str>,
    /// Where it came from.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(in crate::store) source: SourceRecord<'a>,
    /// When the newer text took its place.
    pub(in crate::store) replaced: Time,
    /// What to put back, in order and apart from each other.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(in crate::store) difference: Vec<PatchRecord<'a>>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// Older words, and the stretch of the newer text in whose place they stood.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "patch"))]
#[serde(expecting = "a piece of a difference")]
pub(in crate::store) struct PatchRecord<'a> {
    /// Where the newer words begin, in Unicode code points of the newer text.
    pub(in crate::store) start: u64,
    /// Where they end; the same place when there are none.
    pub(in crate::store) end: u64,
    /// The older words; empty when there were none.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(in crate::store) text: Cow<'a, str>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}
