//! Blocks of the old text that stand elsewhere in the new one.

use super::{
    align::{Alignment, NONE, Pair, Row, in_both},
    token::mix,
};

/// How many tokens in a row show that a block has moved, longest first.
const ROW_LENGTHS: [usize; 2] = [5, 3];

/// The least bytes of words that a moved block shares with its old place; less is a turn of phrase.
const LEAST_SHARED: usize = 16;

/// How many tokens may have been changed between two rows of one block.
const LONGEST_CHANGE: usize = 48;

/// Finds blocks that have moved, among the tokens that the alignment in order left loose, and aligns each with its new place,
/// so that all that is in a block moves together.
pub(super) fn find_moves(alignment: &mut Alignment) {
    let (mut loose_old, mut loose_new) = loose(alignment);
    for length in ROW_LENGTHS {
        let old = loose_rows(&loose_old, length, |at| alignment.old[at].hash);
        let new = loose_rows(&loose_new, length, |at| alignment.new[at].hash);
        let mut both = in_both(&old, &new);
        both.sort_unstable();
        for block in blocks(&both, length) {
            take(alignment, block, &mut loose_old, &mut loose_new);
        }
    }
}

/// The tokens of both texts without a partner, and those whose partner is doubtful: a few in a row that are the same, inside
/// a larger stretch that is not. Common words are found anywhere.
pub(super) fn loose(alignment: &Alignment) -> (Vec<bool>, Vec<bool>) {
    let mut loose_old: Vec<bool> = alignment.to_new.iter().map(|new| *new == NONE).collect();
    let mut loose_new: Vec<bool> = alignment.to_old.iter().map(|old| *old == NONE).collect();
    let bytes_old = |from: usize, to: usize| alignment.old[from..to].iter().map(|token| token.len()).sum::<usize>();
    let bytes_new = |from: usize, to: usize| alignment.new[from..to].iter().map(|token| token.len()).sum::<usize>();
    let mut runs = runs(alignment);
    runs.push((alignment.old.len(), alignment.new.len(), 0));
    let (mut end_old, mut end_new) = (0, 0);
    for two in runs.windows(2) {
        let [(old, new, length), (next_old, next_new, _)] = *two else { continue };
        let change = |from_old, to_old, from_new, to_new| bytes_old(from_old, to_old).max(bytes_new(from_new, to_new));
        let before = change(end_old, old, end_new, new);
        let after = change(old + length, next_old, new + length, next_new);
        if bytes_old(old, old + length) * 2 <= before.min(after) {
            loose_old[old..old + length].fill(true);
            loose_new[new..new + length].fill(true);
        }
        (end_old, end_new) = (old + length, new + length);
    }
    (loose_old, loose_new)
}

/// The runs of tokens in order that follow each other in both texts: the first old one, the first new one, how many.
fn runs(alignment: &Alignment) -> Vec<(usize, usize, usize)> {
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for old in 0..alignment.old.len() {
        let Some(new) = alignment.partner(old).filter(|_| !alignment.moved[old]) else { continue };
        match runs.last_mut() {
            Some((from_old, from_new, length)) if *from_old + *length == old && *from_new + *length == new => {
                *length += 1;
            }
            _ => runs.push((old, new, 1)),
        }
    }
    runs
}

fn loose_rows(loose: &[bool], length: usize, hash: impl Fn(usize) -> u64) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut in_a_row = 0;
    for (at, is_loose) in loose.iter().enumerate() {
        in_a_row = if *is_loose { in_a_row + 1 } else { 0 };
        if in_a_row >= length {
            let first = at + 1 - length;
            let row = (first..=at).fold(0, |mixed, token| mix(mixed, hash(token)));
            rows.push((row, first as u32));
        }
    }
    rows.sort_unstable();
    rows
}

/// Puts rows together that follow each other in both texts; `rows` must be sorted.
fn blocks(rows: &[(u32, u32)], length: usize) -> Vec<Pair> {
    let mut blocks: Vec<Pair> = Vec::new();
    for &(old, new) in rows {
        let (old, new) = (old as usize, new as usize);
        match blocks.last_mut() {
            Some(block)
                if new + length > block.new.end
                    && old <= block.old.end + LONGEST_CHANGE
                    && new <= block.new.end + LONGEST_CHANGE =>
            {
                block.old.end = old + length;
                block.new.end = new + length;
            }
            _ => blocks.push(Pair { old: old..old + length, new: new..new + length }),
        }
    }
    blocks
}

/// Aligns a block with its new place, and what is around both as far as nothing else holds it.
fn take(alignment: &mut Alignment, core: Pair, loose_old: &mut [bool], loose_new: &mut [bool]) {
    let bytes = core.old.clone().map(|old| alignment.old[old].len()).sum::<usize>();
    let is_free = core.old.clone().all(|old| loose_old[old]) && core.new.clone().all(|new| loose_new[new]);
    if bytes < LEAST_SHARED || !is_free {
        return;
    }
    let reach = |loose: &[bool], from: usize| loose[from..].iter().take(LONGEST_CHANGE).take_while(|it| **it).count();
    let back = |loose: &[bool], to: usize| loose[..to].iter().rev().take(LONGEST_CHANGE).take_while(|it| **it).count();
    let before = Pair {
        old: core.old.start - back(loose_old, core.old.start)..core.old.start,
        new: core.new.start - back(loose_new, core.new.start)..core.new.start,
    };
    let after = Pair {
        old: core.old.end..core.old.end + reach(loose_old, core.old.end),
        new: core.new.end..core.new.end + reach(loose_new, core.new.end),
    };
    for old in before.old.start..after.old.end {
        alignment.part(old);
    }
    for new in before.new.start..after.new.end {
        let old = alignment.to_old[new];
        if old != NONE {
            alignment.part(old as usize);
        }
    }
    loose_old[core.old.clone()].fill(false);
    loose_new[core.new.clone()].fill(false);
    alignment.align(core, true);
    alignment.align(before.clone(), true);
    alignment.align(after.clone(), true);
    for old in before.old.chain(after.old) {
        if let Some(new) = alignment.partner(old) {
            loose_old[old] = false;
            loose_new[new] = false;
        }
    }
}
