//! Finds the place of a segment again when its words are not where the file says.

use memchr::memmem;

use crate::{
    store::schema::SegmentRecord,
    text::{ByteIndex, CodePointIndex, Span, Text},
};

/// How many bytes of text all searches of one file may look at together: a second or so. A file that needs more has hardly a
/// segment that fits, and keeps the rest as orphaned.
pub(super) const SEARCH_LIMIT: usize = 4 * 1024 * 1024 * 1024;

/// Where a segment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Where the file says.
    Exactly(Span),
    /// There, but the file's ends cut a character.
    Widened(Span),
    /// Elsewhere.
    Moved(Span),
    /// Nowhere, or in several places of which none is the likelier.
    Nowhere,
}

/// Finds the segments of one file. What it learns from one about how the text has shifted serves the next.
pub(super) struct Places<'a> {
    text: &'a Text,
    /// How many bytes further the last segment was found than the file says.
    shift: isize,
    budget: usize,
}

impl<'a> Places<'a> {
    /// `search_limit` is how many bytes all searches may look at; 0 takes segments only from where they are said to be.
    pub(super) fn new(text: &'a Text, search_limit: usize) -> Self {
        Self { text, shift: 0, budget: search_limit }
    }

    pub(super) fn text(&self) -> &'a Text {
        self.text
    }

    /// The place of a segment, when it is where the file says.
    pub(super) fn find_there(&self, segment: &SegmentRecord<'_>) -> Option<Found> {
        let content = self.text.as_str();
        let written = self.text.to_byte(CodePointIndex(segment.start));
        let length = segment.exact.chars().count() as u64;
        let is_there = |at: usize| content.as_bytes()[at..].starts_with(segment.exact.as_bytes());
        if let Some(at) = written
            && !segment.exact.is_empty()
            && segment.end.checked_sub(segment.start) == Some(length)
            && is_there(at.get())
        {
            let range = at..ByteIndex::new(at.get() + segment.exact.len());
            return Some(match self.text.span(range.clone()) {
                Some(span) => Found::Exactly(span),
                None => self.widened(range.start.get(), range.end.get()).map_or(Found::Nowhere, Found::Widened),
            });
        }
        None
    }

    /// The place of a segment.
    pub(super) fn find(&mut self, segment: &SegmentRecord<'_>) -> Found {
        if let Some(found) = self.find_there(segment) {
            return found;
        }
        let written = self.text.to_byte(CodePointIndex(segment.start));
        let near = written.unwrap_or(self.text.end());
        self.search(segment, near).map_or(Found::Nowhere, |span| {
            self.shift = span.start().get().cast_signed() - near.get().cast_signed();
            Found::Moved(span)
        })
    }

    /// The span of two places that the file gives without words: whether it had to be widened is the second value.
    pub(super) fn span(&self, start: u64, end: u64) -> Option<(Span, bool)> {
        let start = self.text.to_byte(CodePointIndex(start))?;
        let end = self.text.to_byte(CodePointIndex(end))?;
        if start >= end {
            return None;
        }
        let exactly = self.text.span(start..end).map(|span| (span, false));
        exactly.or_else(|| self.widened(start.get(), end.get()).map(|span| (span, true)))
    }

    fn search(&mut self, segment: &SegmentRecord<'_>, near: ByteIndex) -> Option<Span> {
        let content = self.text.as_str();
        let exact = segment.exact.as_ref();
        if exact.is_empty() || self.budget == 0 {
            return None;
        }
        let expected = near.get().saturating_add_signed(self.shift);
        if self.fits_whole(segment, expected) {
            return self.widened(expected, expected + exact.len());
        }
        let mut best: Option<(Likeness, usize)> = None;
        let mut places = 0_usize;
        let finder = memmem::Finder::new(exact);
        let mut from = 0;
        while let Some(offset) = self.next(&finder, from) {
            let at = from + offset;
            let likeness = likeness(content, at, segment);
            let closer = |other: usize| at.abs_diff(expected) < other.abs_diff(expected);
            if best.is_none_or(|(known, other)| likeness > known || (likeness == known && closer(other))) {
                best = Some((likeness, at));
            }
            places += 1;
            // Step over one character, so that words which repeat themselves are found at each of their places.
            from = at + content[at..].chars().next().map_or(1, char::len_utf8);
        }
        let (likeness, at) = best?;
        let has_context = !segment.prefix.is_empty() || !segment.suffix.is_empty();
        if places > 1 && has_context && likeness == 0 {
            return None;
        }
        self.widened(at, at + exact.len())
    }

    /// The next place of the words at or after `from`, within what may still be searched.
    fn next(&mut self, finder: &memmem::Finder<'_>, from: usize) -> Option<usize> {
        // Each call has a cost of its own beside the bytes it looks at.
        const COST_OF_A_CALL: usize = 256;
        let rest = &self.text.as_str().as_bytes()[from..];
        let limited = &rest[..rest.len().min(self.budget)];
        let found = finder.find(limited);
        self.budget = self.budget.saturating_sub(found.unwrap_or(limited.len()) + COST_OF_A_CALL);
        found
    }

    /// Whether the segment stands at `at` with all of the context it was written with.
    fn fits_whole(&self, segment: &SegmentRecord<'_>, at: usize) -> bool {
        let content = self.text.as_str();
        let Some((before, rest)) = content.split_at_checked(at) else { return false };
        let Some(after) = rest.strip_prefix(segment.exact.as_ref()) else { return false };
        let has_context = !segment.prefix.is_empty() || !segment.suffix.is_empty();
        has_context && before.ends_with(segment.prefix.as_ref()) && after.starts_with(segment.suffix.as_ref())
    }

    fn widened(&self, start: usize, end: usize) -> Option<Span> {
        let start = self.text.grapheme_floor(ByteIndex::new(start));
        self.text.span(start..self.text.grapheme_ceil(ByteIndex::new(end)))
    }
}

/// How many code points next to a place are those that were next to the segment.
type Likeness = usize;

fn likeness(content: &str, at: usize, segment: &SegmentRecord<'_>) -> Likeness {
    // A file may claim any context; more than is ever written would only cost time.
    const LOOKED_AT: usize = 64;
    let before = content[..at].chars().rev().zip(segment.prefix.chars().rev()).take(LOOKED_AT);
    let after = content[at + segment.exact.len()..].chars().zip(segment.suffix.chars()).take(LOOKED_AT);
    before.take_while(|(own, theirs)| own == theirs).count() + after.take_while(|(own, theirs)| own == theirs).count()
}
