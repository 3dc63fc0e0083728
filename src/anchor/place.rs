//! Where the alignment puts a stretch of the old text.

use std::{cell::Cell, ops::Range};

use super::{
    align::{Alignment, NONE},
    search::Budget,
    token::Token,
};

/// How many tokens beside a stretch are looked at for one that has a partner.
pub(super) const NEIGHBOURS: usize = 256;

/// Where a stretch has gone.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// In bytes of the new text.
    pub(super) range: Range<usize>,
    /// Whether it is out of the order of the texts.
    pub(super) moved: bool,
    /// Whether the words on either side are next to it in both texts.
    pub(super) held: (bool, bool),
}

/// Finds places by one alignment.
#[derive(Debug)]
pub(super) struct Places<'a> {
    pub(super) alignment: &'a Alignment,
    pub(super) old: &'a str,
    pub(super) new: &'a str,
    /// What may still be spent on borders inside changed stretches.
    budget: Cell<Budget>,
}

/// What all borders together may cost; without it a border is put where the words begin that are the same.
const WORK: usize = 200_000_000;

/// An old token and its partner.
pub(super) type Partners = (usize, usize);

/// How many groups of tokens of one stretch are looked at.
const MOST_CLUSTERS: usize = 3;

/// How many tokens at an end of a stretch may be put next to the rest of it.
const LONGEST_SLIDE: usize = 16;

/// Tokens of a stretch that have kept together.
#[derive(Clone, Copy, Debug)]
struct Cluster {
    first: Partners,
    last: Partners,
    /// How long they are together.
    bytes: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(alignment: &'a Alignment, old: &'a str, new: &'a str) -> Self {
        Self { alignment, old, new, budget: Cell::new(Budget(WORK)) }
    }

    /// Takes the cost of a border; whether there was as much left.
    pub(super) fn pay(&self, steps: usize) -> bool {
        let mut budget = self.budget.get();
        let is_paid = budget.take_steps(steps);
        self.budget.set(budget);
        is_paid
    }

    /// The tokens of the old text that `span` has a part of.
    pub(super) fn tokens(&self, span: &Range<usize>) -> Range<usize> {
        let old = &self.alignment.old;
        let first = old.partition_point(|token| token.range().end <= span.start);
        let after = old.partition_point(|token| (token.range().start) < span.end);
        first..after.max(first)
    }

    /// Where `span`, in bytes of the old text, may be in the new one by the word of its own tokens, or of its neighbours when
    /// none of its own has a partner: the places that most of it went to come first. Empty when nothing is left of it.
    pub(super) fn find(&self, span: &Range<usize>) -> Vec<Place> {
        let tokens = self.tokens(span);
        let clusters = self.clusters(tokens.clone());
        if clusters.is_empty() {
            return self.between_neighbours(span, &tokens).into_iter().collect();
        }
        let places = clusters.into_iter().filter_map(|cluster| self.by_cluster(span, &tokens, cluster));
        places.collect()
    }

    fn by_cluster(&self, span: &Range<usize>, tokens: &Range<usize>, cluster: Cluster) -> Option<Place> {
        let moved = self.alignment.moved[cluster.first.0];
        let (mut first, mut last) = (self.near_next(cluster), self.near_previous(cluster));
        // What is the same beside it belongs to it, whatever else lays claim to it.
        let count = self.alignment.new.len();
        while first.0 > tokens.start && first.1 > 0 && self.alignment.is_same(first.0 - 1, first.1 - 1) {
            first = (first.0 - 1, first.1 - 1);
        }
        while last.0 + 1 < tokens.end && last.1 + 1 < count && self.alignment.is_same(last.0 + 1, last.1 + 1) {
            last = (last.0 + 1, last.1 + 1);
        }
        let left = self.left_of(tokens.start, first, moved);
        let right = self.right_of(tokens.end, last, moved);
        let start = self.start(span, tokens.start, first, left);
        let end = self.end(span, tokens.end, last, right);
        self.place(span, start..end, moved)
    }

    /// A place, with what holds it.
    fn place(&self, span: &Range<usize>, range: Range<usize>, moved: bool) -> Option<Place> {
        (!range.is_empty()).then(|| Place { held: self.held(span, &range), range, moved })
    }

    /// Whether what stands beside bytes `own` of the old text stands beside bytes `theirs` of the new one, too.
    pub(super) fn held(&self, own: &Range<usize>, theirs: &Range<usize>) -> (bool, bool) {
        let (old, new) = (&self.alignment.old, &self.alignment.new);
        let tokens = self.tokens(own);
        let first = new.partition_point(|token| token.range().end <= theirs.start);
        let after = new.partition_point(|token| token.range().start < theirs.end);
        let before = are_beside(old[..tokens.start].iter().rev(), new[..first].iter().rev());
        (before, are_beside(old[tokens.end..].iter(), new[after..].iter()))
    }

    /// Whether any token of a stretch of the old text has a partner.
    pub(super) fn is_placed(&self, span: &Range<usize>) -> bool {
        self.tokens(span).any(|old| self.alignment.partner(old).is_some())
    }

    /// Whether any token of a stretch of the new text has a partner.
    pub(super) fn is_claimed(&self, range: &Range<usize>) -> bool {
        let new = &self.alignment.new;
        let first = new.partition_point(|token| token.range().end <= range.start);
        let tokens = new[first..].iter().zip(&self.alignment.to_old[first..]);
        tokens.take_while(|(token, _)| token.range().start < range.end).any(|(_, old)| *old != NONE)
    }

    /// The place in the new text at which a stretch would stand that is gone.
    pub(super) fn near(&self, span: &Range<usize>) -> usize {
        let tokens = self.tokens(span);
        let before = tokens.start.saturating_sub(NEIGHBOURS)..tokens.start;
        let partner = before.rev().find_map(|old| self.alignment.partner(old).filter(|_| !self.alignment.moved[old]));
        partner.map_or(0, |new| self.alignment.new[new].end as usize)
    }

    /// The groups of those tokens that have kept together, the one with the most bytes first.
    fn clusters(&self, tokens: Range<usize>) -> Vec<Cluster> {
        let mut clusters: Vec<Cluster> = Vec::new();
        for old in tokens {
            let Some(new) = self.alignment.partner(old) else { continue };
            let bytes = self.alignment.old[old].len();
            let pair = (old, new);
            // Tokens of another group may stand between those of one.
            match clusters.iter_mut().rev().take(MOST_CLUSTERS).find(|cluster| self.are_together(cluster.last, pair)) {
                Some(cluster) => {
                    cluster.last = pair;
                    cluster.bytes += bytes;
                }
                None => clusters.push(Cluster { first: pair, last: pair, bytes }),
            }
        }
        clusters.sort_by_key(|cluster| std::cmp::Reverse(cluster.bytes));
        clusters.truncate(MOST_CLUSTERS);
        clusters
    }

    /// The last pair of a group. When words were put in before it that begin as it does, an alignment may take either for it; it
    /// is the one that stands next to what stood before it.
    fn near_previous(&self, Cluster { first, last, .. }: Cluster) -> Partners {
        let mut from = last.0;
        while from > first.0 && last.0 - from < LONGEST_SLIDE {
            match self.alignment.partner(from - 1).zip(self.alignment.partner(from)) {
                Some((before, new)) if before + 1 == new => from -= 1,
                Some((before, new)) if before < new => {
                    let length = last.0 - from;
                    let is_same = (0..=length).all(|at| self.alignment.is_same(from + at, before + 1 + at));
                    return if is_same { (last.0, before + 1 + length) } else { last };
                }
                _ => break,
            }
        }
        last
    }

    /// The first pair of a group, in the same way: the one that stands next to what stood after it.
    fn near_next(&self, Cluster { first, last, .. }: Cluster) -> Partners {
        let mut to = first.0;
        while to < last.0 && to - first.0 < LONGEST_SLIDE {
            match self.alignment.partner(to).zip(self.alignment.partner(to + 1)) {
                Some((new, after)) if new + 1 == after => to += 1,
                Some((new, after)) if new < after => {
                    let length = to - first.0;
                    let is_same = (0..=length).all(|at| self.alignment.is_same(to - at, after - 1 - at));
                    return if is_same { (first.0, after - 1 - length) } else { first };
                }
                _ => break,
            }
        }
        first
    }

    /// Whether two pairs stand in one order and about as far apart in both texts.
    fn are_together(&self, one: Partners, other: Partners) -> bool {
        let is_moved = |pair: Partners| self.alignment.moved[pair.0];
        one.1 < other.1 && is_moved(one) == is_moved(other) && other.1 - one.1 <= 4 * (other.0 - one.0) + 48
    }

    /// The nearest pair before old token `from` that is together with `first`.
    fn left_of(&self, from: usize, first: Partners, moved: bool) -> Option<Partners> {
        let before = (from.saturating_sub(NEIGHBOURS)..from).rev();
        let pairs = before.filter_map(|old| Some((old, self.alignment.partner(old)?)));
        let mut pairs = pairs.filter(|pair| self.alignment.moved[pair.0] == moved);
        pairs.next().filter(|pair| self.are_together(*pair, first))
    }

    /// The nearest pair from old token `from` on that is together with `last`.
    fn right_of(&self, from: usize, last: Partners, moved: bool) -> Option<Partners> {
        let after = from..(from + NEIGHBOURS).min(self.alignment.old.len());
        let pairs = after.filter_map(|old| Some((old, self.alignment.partner(old)?)));
        let mut pairs = pairs.filter(|pair| self.alignment.moved[pair.0] == moved);
        pairs.next().filter(|pair| self.are_together(last, *pair))
    }

    /// Where a stretch is of which no token is left, by the tokens on either side.
    fn between_neighbours(&self, span: &Range<usize>, tokens: &Range<usize>) -> Option<Place> {
        let (old, new) = (&self.alignment.old, &self.alignment.new);
        let pair = |old: usize| Some((old, self.alignment.partner(old)?));
        let left = (tokens.start.saturating_sub(NEIGHBOURS)..tokens.start).rev().find_map(pair);
        let right = (tokens.end..(tokens.end + NEIGHBOURS).min(old.len())).find_map(pair);
        let moved = |pair: Option<Partners>| pair.map(|pair| self.alignment.moved[pair.0]);
        let are_apart = moved(left).zip(moved(right)).is_some_and(|(one, other)| one != other);
        let left_end = left.map_or(0, |(left, _)| old[left].range().end).min(span.start);
        let right_start = right.map_or(self.old.len(), |(right, _)| old[right].range().start).max(span.end);
        let from = left.map_or(0, |(_, left)| left + 1);
        let to = right.map_or(new.len(), |(_, right)| right);
        if are_apart || from >= to || to - from > NEIGHBOURS {
            return None;
        }
        let is_first = tokens.start == left.map_or(0, |(left, _)| left + 1);
        let start = if is_first {
            new[from].range().start
        } else {
            self.split(left_end..span.start, span.start..right_start, from..to, false)?
        };
        let from = from + new[from..to].partition_point(|token| token.range().start < start);
        let end = self.split(span.clone(), span.end..right_start, from..to, true)?;
        self.place(span, start..end, moved(left) == Some(true))
    }
}

/// Whether the tokens that come first are the same: one word, or some signs and a word.
fn are_beside<'t>(mut old: impl Iterator<Item = &'t Token>, mut new: impl Iterator<Item = &'t Token>) -> bool {
    // A sign or a short word alone says little.
    const SAYS_LITTLE: usize = 2;
    for _ in 0..3 {
        match (old.next(), new.next()) {
            (None, None) => return true,
            (Some(own), Some(theirs)) if own.hash == theirs.hash => {
                if own.len() > SAYS_LITTLE {
                    return true;
                }
            }
            _ => return false,
        }
    }
    true
}
