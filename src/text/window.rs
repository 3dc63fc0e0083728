//! Bounded looks at a text: a paragraph may be one line of 10 MB, and a key press must not read it all.

use std::ops::Range;

/// The bytes around `index` that are at most `reach` away from it and inside `limits`, cut between characters.
pub(super) fn around(content: &str, limits: &Range<usize>, index: usize, reach: usize) -> Range<usize> {
    let start = index.saturating_sub(reach).max(limits.start).min(limits.end);
    let end = index.saturating_add(reach).min(limits.end).max(start);
    content.floor_char_boundary(start)..content.ceil_char_boundary(end)
}
