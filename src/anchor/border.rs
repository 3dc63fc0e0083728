//! Where a border inside a changed stretch has gone.

/// How many characters on either side of a border are looked at.
pub(super) const MOST: usize = 768;

/// The work of one [`split`] of so many characters and of one more, counted as [`Budget`](super::search::Budget) does: eight
/// cells of a table are about as much as one of its steps.
pub(super) fn cost(new: usize) -> usize {
    4 * MOST * new / 8
}

/// The place in `new` that parts it so that `before` and `after` have changed the least, among the places that `may_part`
/// allows (there are `new.len() + 1`). Of equals it is the first, or with `late` the last.
///
/// Both sides are compared by edit distance: the one to all beginnings of `new`, the other to all its ends.
pub(super) fn split(
    before: &[char],
    after: &[char],
    new: &[char],
    late: bool,
    may_part: impl Fn(usize) -> bool,
) -> Option<usize> {
    let before = &before[before.len().saturating_sub(MOST)..];
    let after = &after[..after.len().min(MOST)];
    if new.len() > 2 * MOST {
        return None;
    }
    let to_start = distances(before.iter(), new.iter().copied());
    let to_end = distances(after.iter().rev(), new.iter().rev().copied());
    let cost = |at: &usize| to_start[*at] + to_end[new.len() - at];
    let places = (0..=new.len()).filter(|at| may_part(*at));
    if late { places.rev().min_by_key(cost) } else { places.min_by_key(cost) }
}

/// The edit distance of all of `one` to each beginning of `other` (Wagner and Fischer 1974).
fn distances<'a>(one: impl Iterator<Item = &'a char>, other: impl Iterator<Item = char>) -> Vec<usize> {
    let other: Vec<char> = other.collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for c in one {
        let mut diagonal = row[0];
        row[0] += 1;
        for (at, theirs) in other.iter().enumerate() {
            let changed = diagonal + usize::from(c != theirs);
            diagonal = row[at + 1];
            row[at + 1] = changed.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row
}
