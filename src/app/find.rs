//! Finding words in the article.

use crate::text::{
    ByteIndex, Span, Text,
    search::{self, Hits, Query},
};

/// The find bar's state.
#[derive(Clone, Debug, Default)]
pub struct Find {
    /// Whether it shows.
    pub is_open: bool,
    /// What is looked for.
    pub query: Query,
    /// Where it is.
    pub hits: Hits,
    /// The number of the hit last gone to, counted from 0.
    pub current: Option<usize>,
    /// Stretches that are not to be seen, so that nothing is found in them.
    pub(super) hidden: Vec<Span>,
}

impl Find {
    /// Looks anew; the current hit becomes the first at or after `from`.
    pub fn look(&mut self, text: &Text, from: ByteIndex) {
        self.hits = search::find_all(text, &self.query);
        self.hits.spans.retain(|hit| !self.hidden.iter().any(|hidden| hidden.overlaps(*hit)));
        let after = self.hits.spans.partition_point(|span| span.start() < from);
        self.current = if self.hits.spans.is_empty() { None } else { Some(after % self.hits.spans.len()) };
    }

    /// Goes to the next hit, or the one before, round the end.
    pub fn step(&mut self, forward: bool) -> Option<Span> {
        let count = self.hits.spans.len();
        let current = self.current?;
        let next = if forward { current + 1 } else { current + count - 1 } % count.max(1);
        self.current = Some(next);
        self.hits.spans.get(next).copied()
    }

    /// The hit last gone to.
    pub fn current_span(&self) -> Option<Span> {
        self.hits.spans.get(self.current?).copied()
    }

    /// The hits that touch `start..end`, with their numbers.
    pub fn hits_in(&self, start: ByteIndex, end: ByteIndex) -> impl Iterator<Item = (usize, Span)> {
        let first = self.hits.spans.partition_point(|span| span.end() <= start);
        let spans = self.hits.spans.get(first..).unwrap_or_default();
        spans
            .iter()
            .take_while(move |span| span.start() < end)
            .enumerate()
            .map(move |(offset, span)| (first + offset, *span))
    }
}
