//! Looks for what the alignment lost among the words that nothing else lays claim to.

use std::ops::Range;

use super::{
    align::Alignment,
    context::{self, Context},
    fold::{Folded, Sign, lower},
    likeness::likeness,
    moves::loose,
    search::{Budget, End, MOST_HITS, Pattern},
    token::Token,
};

/// What all searches of one call may do together: about half a second.
const WORK: usize = 300_000_000;

/// The longest words that are looked for, in folded characters; longer ones leave something that an alignment finds.
const LONGEST: usize = 2048;

/// Words of up to so many characters are found only as they were, with what was on both sides.
pub(super) const SHORT: usize = 8;

/// Words of up to so many characters need what was on one side.
pub(super) const MIDDLE: usize = 20;

/// The least score of a place that was searched for.
const LEAST_SCORE: f32 = 0.75;

/// How much better the best place must be than the next.
const MARGIN: f32 = 0.05;

/// How many errors are taken in words of `length` characters: none in short ones, of which one letter is much.
pub(super) fn errors_in(length: usize) -> usize {
    const LONG: usize = 60;
    let percent = match length {
        _ if length <= SHORT => 0,
        _ if length <= MIDDLE => 15,
        _ if length <= LONG => 25,
        _ => 35,
    };
    length * percent / 100
}

/// A place that was found by its words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hit {
    /// In bytes of the new text.
    pub(super) range: Range<usize>,
    /// The likeness of the words and of what is beside them, in one.
    pub(super) score: f32,
    /// Whether it is out of the order of the texts, as far as is known.
    pub(super) moved: bool,
    /// Whether that is enough.
    is_enough: bool,
}

impl Hit {
    /// A place that is good enough.
    pub(super) fn new(range: Range<usize>, score: f32, moved: bool) -> Self {
        Self { range, score, moved, is_enough: true }
    }
}

/// The words of the new text that are free.
pub(super) struct Free<'a> {
    new: &'a str,
    tokens: &'a [Token],
    stretches: Vec<(Vec<Sign>, Vec<char>)>,
    letters: usize,
    budget: Budget,
}

impl<'a> Free<'a> {
    /// Those that `alignment` leaves loose.
    pub(super) fn new(alignment: &'a Alignment, new: &'a str) -> Self {
        let (_, loose) = loose(alignment);
        let mut stretches = Vec::new();
        let mut from = None;
        for (at, is_loose) in loose.iter().copied().chain([false]).enumerate() {
            match (from, is_loose) {
                (None, true) => from = Some(at),
                (Some(first), false) => {
                    let bytes = alignment.new[first].start as usize..alignment.new[at - 1].end as usize;
                    let signs = Folded::new(new, bytes).signs().to_vec();
                    let letters = signs.iter().map(|sign| lower(sign.c)).collect();
                    stretches.push((signs, letters));
                    from = None;
                }
                _ => {}
            }
        }
        let letters = stretches.iter().map(|(signs, _)| signs.len()).sum();
        Self { new, tokens: &alignment.new, stretches, letters, budget: Budget(WORK) }
    }

    /// The places of these words, the best first; those that are not good enough are left out, and so are those that are worse
    /// than the best by more than the margin.
    pub(super) fn find(&mut self, words: &Folded, context: &Context) -> Vec<Hit> {
        let letters = words.lower();
        let errors = errors_in(letters.len());
        let work = self.letters + self.stretches.len();
        if letters.len() > LONGEST || !self.budget.take(letters.len(), work) {
            return Vec::new();
        }
        let Some(mut pattern) = Pattern::new(&letters, errors) else { return Vec::new() };
        let mut ends: Vec<(End, usize)> = Vec::new();
        for (number, (_, theirs)) in self.stretches.iter().enumerate() {
            if theirs.len() + errors >= letters.len() {
                ends.extend(pattern.ends(theirs).into_iter().map(|end| (end, number)));
            }
            if ends.len() >= 8 * MOST_HITS {
                ends.sort_unstable_by_key(|(end, number)| (end.errors, *number, end.at));
                ends.truncate(MOST_HITS);
            }
        }
        ends.sort_unstable_by_key(|(end, number)| (end.errors, *number, end.at));
        ends.truncate(MOST_HITS);
        let cuts = context.cuts_words(&letters);
        let mut hits: Vec<Hit> = Vec::new();
        for (end, number) in ends {
            let (signs, theirs) = &self.stretches[number];
            let hit = pattern.hit(theirs, end);
            let range = self.to_words(signs[hit.start].start()..signs[hit.end - 1].end(), cuts);
            hits.push(self.judged(&letters, context, range));
        }
        hits.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.range.start.cmp(&other.range.start)));
        let best = hits.first().map_or(0.0, |hit| hit.score);
        hits.retain(|hit| hit.score > best - MARGIN);
        if hits.first().is_some_and(|hit| !hit.is_enough) { Vec::new() } else { hits }
    }

    fn judged(&self, pattern: &[char], context: &Context, range: Range<usize>) -> Hit {
        let found = Folded::new(self.new, range.clone()).lower();
        let alike = likeness(pattern, &found);
        let sides = context.beside_place(&Context::beside(self.new, range.start, range.end));
        let held = usize::from(sides.0.is_same()) + usize::from(sides.1.is_same());
        let score = context::score(alike, sides);
        let is_enough = match pattern.len() {
            length if length <= SHORT => held == 2,
            length if length <= MIDDLE => held >= 1 && score >= LEAST_SCORE,
            _ => alike >= LEAST_SCORE && (score >= LEAST_SCORE || alike >= 0.95),
        };
        Hit { range, score, moved: true, is_enough }
    }

    /// A range with its ends moved to where words begin and end, each by less than half a word, unless they cut words before.
    fn to_words(&self, range: Range<usize>, cuts: (bool, bool)) -> Range<usize> {
        let cut = |at: usize| {
            let number = self.tokens.partition_point(|token| token.end as usize <= at);
            let token = self.tokens.get(number)?;
            let (start, end) = (token.start as usize, token.end as usize);
            (start < at).then(|| if at - start > end - at { end } else { start })
        };
        let end = |at: usize, cuts: bool| if cuts { at } else { cut(at).unwrap_or(at) };
        end(range.start, cuts.0)..end(range.end, cuts.1)
    }
}
