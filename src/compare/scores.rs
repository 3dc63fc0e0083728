//! Precision, recall and F1 of claims, in the four ways of counting of SemEval-2013 task 9.

use super::{Figure, Key, Matching, Pair, Unit};
use crate::claim::named::named;

named! {
    /// What makes a pair right.
    pub enum Mode {
        /// Tag and place.
        Strict = "strict", "Strict";
        /// The place, whatever the tag.
        Exact = "exact", "Exact";
        /// The place, whatever the tag; where some of the text is shared, half.
        Partial = "partial", "Partial";
        /// The tag, where some of the text is shared.
        Type = "type", "Type";
    }
}

/// How exactly places have to be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edges {
    /// To the letter, as other programs count.
    Exact,
    /// Within the tolerance of the key.
    WithinTolerance,
}

/// What was counted, and what follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Pairs that are right.
    pub correct: usize,
    /// Pairs that are wrong.
    pub incorrect: usize,
    /// Pairs that are half right.
    pub partial: usize,
    /// Claims of the key without a pair.
    pub missed: usize,
    /// Claims of the review without a pair.
    pub extra: usize,
}

/// The counts in every mode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores([Counts; Mode::ALL.len()]);

impl Counts {
    /// How many claims the key has.
    pub fn possible(&self) -> usize {
        self.correct + self.incorrect + self.partial + self.missed
    }

    /// How many claims the review has.
    pub fn actual(&self) -> usize {
        self.correct + self.incorrect + self.partial + self.extra
    }

    fn right(&self) -> f64 {
        self.correct as f64 + 0.5 * self.partial as f64
    }

    /// The share of the review's claims that are right.
    pub fn precision(&self) -> Figure {
        Figure::share(self.right(), self.actual() as f64, Unit::Claim)
    }

    /// The share of the key's claims that were found.
    pub fn recall(&self) -> Figure {
        Figure::share(self.right(), self.possible() as f64, Unit::Claim)
    }

    /// The harmonic mean of both; 0 when the one side has claims and the other none, not applicable when neither has.
    pub fn f1(&self) -> Figure {
        Figure::share(2.0 * self.right(), (self.possible() + self.actual()) as f64, Unit::Claim)
    }
}

impl Scores {
    /// Counts the pairs. Optional claims of the key are in no count, nor is what stands for them.
    pub fn of(key: &Key, matching: &Matching, edges: Edges) -> Self {
        let is_required = |number: usize| !key.spans()[number].is_optional;
        let missed = matching.missed.iter().filter(|number| is_required(**number)).count();
        let count = |mode: Mode| {
            let mut counts = Counts { missed, extra: matching.extra.len(), ..Counts::default() };
            for pair in matching.pairs.iter().filter(|pair| is_required(pair.key)) {
                *counts.of_pair(pair, mode, edges) += 1;
            }
            counts
        };
        Self(Mode::ALL.map(count))
    }

    /// The counts in one mode.
    pub fn in_mode(&self, mode: Mode) -> &Counts {
        &self.0[mode as usize]
    }
}

impl Counts {
    fn of_pair(&mut self, pair: &Pair, mode: Mode, edges: Edges) -> &mut usize {
        let same_place = match edges {
            Edges::Exact => pair.exact,
            Edges::WithinTolerance => pair.within_tolerance,
        };
        let is_right = match mode {
            Mode::Strict => same_place && pair.same_tag,
            Mode::Exact | Mode::Partial => same_place,
            Mode::Type => pair.same_tag,
        };
        match (is_right, mode) {
            (true, _) => &mut self.correct,
            (false, Mode::Partial) => &mut self.partial,
            (false, _) => &mut self.incorrect,
        }
    }
}
