//! A stretch of text.

use std::ops::Range;

use super::ByteIndex;

/// A half-open, non-empty stretch `[start, end)` of one text, on grapheme boundaries of it.
///
/// Only [`Text::span`](super::Text::span) and its siblings make one, which is what keeps those promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Invariant: `start < end`; both lie on grapheme boundaries.
    start: ByteIndex,
    end: ByteIndex,
}

impl Span {
    /// For [`Text`](super::Text) and its helpers in this layer alone, which check the boundaries first.
    pub(super) fn on_checked_boundaries(start: ByteIndex, end: ByteIndex) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// The place before the first byte.
    pub fn start(self) -> ByteIndex {
        self.start
    }

    /// The place after the last byte.
    pub fn end(self) -> ByteIndex {
        self.end
    }

    /// The length in bytes, never 0.
    #[expect(clippy::len_without_is_empty, reason = "a span is never empty")]
    pub fn len(self) -> usize {
        self.end.get() - self.start.get()
    }

    /// The byte range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start.get()..self.end.get()
    }

    /// Whether the two share at least one byte; spans that only touch do not.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this span, equal ends included.
    pub fn contains_span(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte that begins at `index` belongs to this span.
    pub fn contains(self, index: ByteIndex) -> bool {
        self.start <= index && index < self.end
    }

    /// The stretch that both share, if any.
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::on_checked_boundaries(self.start.max(other.start), self.end.min(other.end))
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
