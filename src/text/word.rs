//! Words.

use super::{ByteIndex, Span, Text};

/// The word, or the run of white space or signs, that holds `index`.
pub fn at(_text: &Text, _index: ByteIndex) -> Option<Span> {
    None
}

/// Where the caret goes one word on.
pub fn next(text: &Text, index: ByteIndex) -> ByteIndex {
    text.next_grapheme(index)
}

/// Where the caret goes one word back.
pub fn previous(text: &Text, index: ByteIndex) -> ByteIndex {
    text.previous_grapheme(index)
}
