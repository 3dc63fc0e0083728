//! Which tokens of the old text are which of the new one.

use std::ops::Range;

use imara_diff::{Algorithm, Diff};

use super::{
    chain::increasing,
    token::{Token, mix},
};

/// No partner.
pub(super) const NONE: u32 = u32::MAX;

/// Up to how many tokens of both texts together are compared by a diff at once. Larger stretches are first parted at what is
/// in both just once, which takes time in proportion to their length.
const DIFF_AT_ONCE: usize = 4096;

/// Up to how many tokens are compared by a diff when nothing parts them.
const DIFF_AT_MOST: usize = 16 * 1024;

/// How many tokens in a row are looked for to part a stretch, round by round.
const ROW_LENGTHS: [usize; 5] = [6, 3, 1, 3, 1];

/// Of stretches with more tokens than this only some rows are looked at, chosen by their hashes: enough to part them.
const ALL_ROWS: usize = 64 * 1024;

/// One row in so many is looked at there.
const SAMPLED: u64 = 8;

/// A part of the old text beside a part of the new one, in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// Of the old text.
    pub(super) old: Range<usize>,
    /// Of the new text.
    pub(super) new: Range<usize>,
}

impl Pair {
    fn len(&self) -> usize {
        self.old.len() + self.new.len()
    }
}

/// The tokens of both texts and which belong together.
#[derive(Debug)]
pub(super) struct Alignment {
    /// The tokens of the old text.
    pub(super) old: Vec<Token>,
    /// The tokens of the new text.
    pub(super) new: Vec<Token>,
    /// For each old token its partner in the new text, or [`NONE`].
    pub(super) to_new: Vec<u32>,
    /// The other way round.
    pub(super) to_old: Vec<u32>,
    /// For each old token whether its partner is out of the order of the texts.
    pub(super) moved: Vec<bool>,
}

impl Alignment {
    /// Aligns what stands in the same order in both.
    pub(super) fn in_order(old: Vec<Token>, new: Vec<Token>) -> Self {
        let (to_new, to_old, moved) = (vec![NONE; old.len()], vec![NONE; new.len()], vec![false; old.len()]);
        let mut alignment = Self { old, new, to_new, to_old, moved };
        let whole = Pair { old: 0..alignment.old.len(), new: 0..alignment.new.len() };
        alignment.align(whole, false);
        alignment
    }

    /// Aligns a part with a part. Each must be free of partners.
    pub(super) fn align(&mut self, pair: Pair, moved: bool) {
        let mut left = vec![(pair, 0)];
        while let Some((pair, round)) = left.pop() {
            let pair = self.trimmed(pair, moved);
            if pair.old.is_empty() || pair.new.is_empty() {
                continue;
            }
            let last = round == ROW_LENGTHS.len();
            if pair.len() <= DIFF_AT_ONCE || (last && pair.len() <= DIFF_AT_MOST) {
                self.diff(&pair, moved);
            } else if !last {
                let rows = self.rows_in_both(&pair, ROW_LENGTHS[round]);
                let gaps = self.take_rows(&pair, &rows, moved);
                left.extend(gaps.into_iter().map(|gap| (gap, round + 1)));
            }
        }
    }

    /// Makes two tokens partners.
    pub(super) fn join(&mut self, old: usize, new: usize, moved: bool) {
        self.to_new[old] = new as u32;
        self.to_old[new] = old as u32;
        self.moved[old] = moved;
    }

    /// Parts a token of the old text from its partner.
    pub(super) fn part(&mut self, old: usize) {
        if let Some(new) = self.partner(old) {
            self.to_old[new] = NONE;
            self.to_new[old] = NONE;
            self.moved[old] = false;
        }
    }

    /// The partner of an old token.
    pub(super) fn partner(&self, old: usize) -> Option<usize> {
        self.to_new.get(old).filter(|new| **new != NONE).map(|new| *new as usize)
    }

    /// Whether two tokens are the same.
    pub(super) fn is_same(&self, old: usize, new: usize) -> bool {
        self.old[old].hash == self.new[new].hash
    }

    /// Joins what is the same at both ends and leaves the rest.
    fn trimmed(&mut self, mut pair: Pair, moved: bool) -> Pair {
        while !pair.old.is_empty() && !pair.new.is_empty() && self.is_same(pair.old.start, pair.new.start) {
            self.join(pair.old.start, pair.new.start, moved);
            pair.old.start += 1;
            pair.new.start += 1;
        }
        while !pair.old.is_empty() && !pair.new.is_empty() && self.is_same(pair.old.end - 1, pair.new.end - 1) {
            pair.old.end -= 1;
            pair.new.end -= 1;
            self.join(pair.old.end, pair.new.end, moved);
        }
        pair
    }

    /// The rows of `length` tokens that stand just once in either part, in an order that is that of both.
    fn rows_in_both(&self, pair: &Pair, length: usize) -> Vec<(u32, u32)> {
        let sampled = pair.len() > ALL_ROWS;
        let old = rows(&self.old, pair.old.clone(), length, sampled);
        let new = rows(&self.new, pair.new.clone(), length, sampled);
        let mut both = in_both(&old, &new);
        both.sort_unstable();
        increasing(&both)
    }

    /// Joins rows and what is the same on either side of them, and leaves the gaps between them.
    fn take_rows(&mut self, pair: &Pair, rows: &[(u32, u32)], moved: bool) -> Vec<Pair> {
        let mut gaps = Vec::new();
        let (mut old, mut new) = (pair.old.start, pair.new.start);
        for &(row_old, row_new) in rows {
            let (row_old, row_new) = (row_old as usize, row_new as usize);
            if row_old < old || row_new < new {
                continue;
            }
            gaps.push(Pair { old: old..row_old, new: new..row_new });
            (old, new) = (row_old, row_new);
            while old < pair.old.end && new < pair.new.end && self.is_same(old, new) {
                self.join(old, new, moved);
                old += 1;
                new += 1;
            }
        }
        gaps.push(Pair { old: old..pair.old.end, new: new..pair.new.end });
        gaps
    }

    fn diff(&mut self, pair: &Pair, moved: bool) {
        let (old, new) = (&self.old[pair.old.clone()], &self.new[pair.new.clone()]);
        let mut known: Vec<u64> = old.iter().chain(new).map(|token| token.hash).collect();
        known.sort_unstable();
        known.dedup();
        let number = |token: &Token| imara_diff::Token(known.partition_point(|hash| *hash < token.hash) as u32);
        let before: Vec<imara_diff::Token> = old.iter().map(number).collect();
        let after: Vec<imara_diff::Token> = new.iter().map(number).collect();
        let mut diff = Diff::default();
        diff.compute_with(Algorithm::Histogram, &before, &after, known.len() as u32);
        let (mut at_old, mut at_new) = (0, 0);
        let end = before.len() as u32..before.len() as u32;
        for before in diff.hunks().map(|hunk| (hunk.before, hunk.after)).chain([(end, 0..0)]) {
            let (removed, added) = before;
            while at_old < removed.start as usize {
                self.join(pair.old.start + at_old, pair.new.start + at_new, moved);
                at_old += 1;
                at_new += 1;
            }
            (at_old, at_new) = (removed.end as usize, added.end as usize);
        }
    }
}

/// A row of tokens by its hash, with the number of its first one.
pub(super) type Row = (u64, u32);

/// The rows of `length` tokens inside `range`, sorted by hash.
fn rows(tokens: &[Token], range: Range<usize>, length: usize, sampled: bool) -> Vec<Row> {
    let windows = tokens[range.clone()].windows(length);
    let hash = |row: &[Token]| row.iter().fold(0, |hash, token| mix(hash, token.hash));
    let numbered = windows.zip(range.start as u32..).map(|(row, number)| (hash(row), number));
    let mut rows: Vec<Row> = numbered.filter(|(hash, _)| !sampled || hash % SAMPLED == 0).collect();
    rows.sort_unstable();
    rows
}

/// The places of the rows that stand just once in either list; both must be sorted.
pub(super) fn in_both(old: &[Row], new: &[Row]) -> Vec<(u32, u32)> {
    let mut both = Vec::new();
    let mut theirs = new.chunk_by(|one, other| one.0 == other.0).peekable();
    for own in old.chunk_by(|one, other| one.0 == other.0) {
        let hash = own[0].0;
        while theirs.next_if(|group| group[0].0 < hash).is_some() {}
        if let Some(group) = theirs.next_if(|group| group[0].0 == hash)
            && let ([one], [other]) = (own, group)
        {
            both.push((one.1, other.1));
        }
    }
    both
}
