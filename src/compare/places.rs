//! Stretches of a text in code points, as the measures count them.

use std::ops::Range;

/// Stretches in text order, apart from each other and never empty, in code points of the text, ends exclusive.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Places(
    /// Invariant: sorted; none is empty, and none touches the next. Start and end of each.
    Vec<(u64, u64)>,
);

impl Places {
    /// Takes stretches in any order; those that share text or touch become one, empty ones are left out.
    pub fn new(ranges: impl IntoIterator<Item = Range<u64>>) -> Self {
        let mut sorted: Vec<(u64, u64)> =
            ranges.into_iter().filter(|range| !range.is_empty()).map(|range| (range.start, range.end)).collect();
        sorted.sort_unstable();
        let mut places: Vec<(u64, u64)> = Vec::with_capacity(sorted.len());
        for (start, end) in sorted {
            match places.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => places.push((start, end)),
            }
        }
        Self(places)
    }

    /// One stretch; none when it is empty.
    pub fn one(range: Range<u64>) -> Self {
        Self::new([range])
    }

    /// The stretches, in text order.
    pub fn ranges(&self) -> impl DoubleEndedIterator<Item = Range<u64>> + Clone + '_ {
        self.0.iter().map(|(start, end)| *start..*end)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Their code points, gaps left out.
    pub fn len(&self) -> u64 {
        self.0.iter().map(|(start, end)| end - start).sum()
    }

    /// From the first to the last, gaps included; `None` without any.
    pub fn extent(&self) -> Option<Range<u64>> {
        Some(self.0.first()?.0..self.0.last()?.1)
    }

    /// What both have.
    #[must_use]
    pub fn shared(&self, other: &Self) -> Self {
        let (mut own, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut shared = Vec::new();
        while let (Some(one), Some(two)) = (own.peek(), theirs.peek()) {
            let (start, end) = (one.0.max(two.0), one.1.min(two.1));
            if start < end {
                shared.push((start, end));
            }
            if one.1 <= two.1 {
                own.next();
            } else {
                theirs.next();
            }
        }
        Self(shared)
    }

    /// How many code points both have.
    pub fn shared_len(&self, other: &Self) -> u64 {
        self.shared(other).len()
    }

    /// What either has.
    #[must_use]
    pub fn united(&self, other: &Self) -> Self {
        Self::new(self.ranges().chain(other.ranges()))
    }
}
