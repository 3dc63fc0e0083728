//! The pages of an article's source.

use crate::text::ByteIndex;

/// Where a page of the source begins, such as a sheet of a PDF document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What the source calls it: `12`, `iv`.
    pub label: String,
    /// The first byte of its words.
    pub start: ByteIndex,
}
