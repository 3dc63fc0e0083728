//! The stretches of text a claim owns.

use crate::text::Span;

/// The stretches of a claim: one, or several as when "she said" splits a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segments {
    /// Invariant: in text order and apart from each other; empty only when `lost` is not.
    placed: Vec<Span>,
    /// Stretches of a file whose words are no longer in the text.
    lost: Vec<LostSegment>,
}

/// A stretch that could not be found again: the claim is *orphaned* until the reviewer places it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostSegment {
    /// The words it had.
    pub exact: String,
    /// The words before it.
    pub prefix: String,
    /// The words after it.
    pub suffix: String,
    /// Where it began, in code points, by the file's word.
    pub start: u64,
    /// Where it ended, in code points, by the file's word.
    pub end: u64,
}

impl Segments {
    /// One stretch.
    pub fn one(span: Span) -> Self {
        Self { placed: vec![span], lost: Vec::new() }
    }

    /// Several stretches in any order; those that overlap or touch become one. `None` without any.
    pub fn new(spans: impl IntoIterator<Item = Span>) -> Option<Self> {
        Self::with_lost(spans, Vec::new())
    }

    /// As [`Self::new`], with stretches that were not found. `None` when both are empty.
    pub fn with_lost(spans: impl IntoIterator<Item = Span>, lost: Vec<LostSegment>) -> Option<Self> {
        let mut sorted: Vec<Span> = spans.into_iter().collect();
        sorted.sort_unstable();
        // As `dedup_by` has it, the first of the two is the later one.
        sorted.dedup_by(|span, previous| {
            let is_joined = span.start() <= previous.end();
            if is_joined {
                *previous = previous.cover(*span);
            }
            is_joined
        });
        // There may be very many claims.
        sorted.shrink_to_fit();
        (!sorted.is_empty() || !lost.is_empty()).then_some(Self { placed: sorted, lost })
    }

    /// The stretches that are in the text, in text order.
    pub fn placed(&self) -> &[Span] {
        &self.placed
    }

    /// The stretches that are not.
    pub fn lost(&self) -> &[LostSegment] {
        &self.lost
    }

    /// Whether any stretch is also one of `other`'s, in part or whole.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.placed.iter().any(|span| other.placed.iter().any(|theirs| span.overlaps(*theirs)))
    }

    /// The stretch from the first to the last, gaps included; `None` when all are lost.
    pub fn extent(&self) -> Option<Span> {
        Some(self.placed.first()?.cover(*self.placed.last()?))
    }

    /// Their length in bytes, gaps left out.
    pub fn len_bytes(&self) -> usize {
        self.placed.iter().map(|span| span.len()).sum()
    }
}
