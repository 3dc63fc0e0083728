//! Which claim of a review stands for which of the key.
//!
//! 1. Claims that have the same place are paired: first those of one tag to the letter, then within the tolerance, then the same
//!    with another tag.
//! 2. Of the others those are paired that together share most text: not one after the other, but all at once, so that the order
//!    of the claims decides nothing. What a pair of one tag shares counts twice, so that a quotation that is a little too long is
//!    not taken for the assertion around it.
//!
//! Each claim is in one pair at most.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Continuum, Key, Layer, Mark, Places,
    assignment::{Edge, assign},
};

/// A claim of the key and the one that stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Its number in [`Key::spans`].
    pub key: usize,
    /// The number of the choice that fits best, in [`KeySpan::choices`](super::KeySpan::choices).
    pub choice: usize,
    /// The number of the other in [`Layer::marks`].
    pub other: usize,
    /// Whether the tags are the same.
    pub same_tag: bool,
    /// Whether the places are the same to the letter.
    pub exact: bool,
    /// Whether they are the same within the tolerance of the key.
    pub within_tolerance: bool,
    /// How many characters both have.
    pub shared: u64,
}

/// Which claims stand for which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matching {
    /// In the order of the key.
    pub pairs: Vec<Pair>,
    /// The claims of the key for which there is none, optional ones included; in the order of the key.
    pub missed: Vec<usize>,
    /// The claims that stand for none of the key; in text order.
    pub extra: Vec<usize>,
    /// The claims that lie outside the passages that are scored.
    pub outside: Vec<usize>,
}

/// How alike a choice of the key and a claim are.
#[derive(Clone, Copy)]
struct Likeness {
    choice: usize,
    weight: i128,
}

/// The weights of claims with the same place, the most alike first. Each outweighs all pairs of the next together.
const SAME: [i128; 4] = [1 << 84, 1 << 56, 1 << 28, 1];

/// What one shared character weighs, more than all differences at the edges of all pairs together.
const SHARED: i128 = 1 << 48;

/// More than a difference at the edges can weigh.
const NEAR: u64 = 1 << 27;

impl Matching {
    /// Pairs the claims of a review with those of a key.
    pub fn of(key: &Key, layer: &Layer, continuum: &Continuum) -> Self {
        let counts = |mark: &Mark| key.passages.as_ref().is_none_or(|passages| passages.shared_len(&mark.places) > 0);
        let in_key = |number: &usize| key.spans()[*number].choices().iter().any(counts);
        let mut rows: Vec<usize> = (0..key.spans().len()).filter(in_key).collect();
        let (mut columns, outside): (Vec<usize>, Vec<usize>) =
            (0..layer.marks().len()).partition(|number| counts(&layer.marks()[*number]));
        let cores = Cores::of(key, layer, continuum);
        let mut pairs = Vec::new();
        for pass in [same_places, shared_text] {
            let likenesses = pass(key, layer, &cores, &rows, &columns);
            pairs.extend(cores.pairs(key, layer, &likenesses));
            let taken_rows: BTreeSet<usize> = pairs.iter().map(|pair: &Pair| pair.key).collect();
            let taken_columns: BTreeSet<usize> = pairs.iter().map(|pair| pair.other).collect();
            rows.retain(|row| !taken_rows.contains(row));
            columns.retain(|column| !taken_columns.contains(column));
        }
        pairs.sort_unstable_by_key(|pair| pair.key);
        Self { pairs, missed: rows, extra: columns, outside }
    }

    /// The pair of a claim of the key.
    pub fn of_key(&self, number: usize) -> Option<&Pair> {
        self.pairs.binary_search_by_key(&number, |pair| pair.key).ok().map(|at| &self.pairs[at])
    }

    /// The key as a layer of claims: of each the choice that was made or, where none was, the first; without optional claims that
    /// were left out.
    pub fn chosen(&self, key: &Key) -> Layer {
        let chosen = |(number, span): (usize, &super::KeySpan)| match self.of_key(number) {
            Some(pair) => span.choices().get(pair.choice).cloned(),
            None if span.is_optional => None,
            None => Some(span.first().clone()),
        };
        Layer::new(key.reviewer(), key.spans().iter().enumerate().filter_map(chosen))
    }
}

/// The places of all claims without what does not count at their edges.
struct Cores {
    key: Vec<Vec<Places>>,
    other: Vec<Places>,
}

impl Cores {
    fn of(key: &Key, layer: &Layer, continuum: &Continuum) -> Self {
        let core = |mark: &Mark| key.tolerance.core(&mark.places, continuum);
        Self {
            key: key.spans().iter().map(|span| span.choices().iter().map(core).collect()).collect(),
            other: layer.marks().iter().map(core).collect(),
        }
    }

    fn pairs(&self, key: &Key, layer: &Layer, likenesses: &BTreeMap<(usize, usize), Likeness>) -> Vec<Pair> {
        let row_numbers = numbered(likenesses.keys().map(|(row, _)| *row));
        let column_numbers = numbered(likenesses.keys().map(|(_, column)| *column));
        let edges: Vec<Edge> = likenesses
            .iter()
            .map(|((row, column), likeness)| Edge {
                row: row_numbers.binary_search(row).unwrap_or_default(),
                column: column_numbers.binary_search(column).unwrap_or_default(),
                weight: likeness.weight,
            })
            .collect();
        let assigned = assign(row_numbers.len(), column_numbers.len(), &edges);
        let pair = |(row, column): (usize, Option<usize>)| {
            let (key_number, other_number) = (row_numbers[row], column_numbers[column?]);
            let choice = likenesses.get(&(key_number, other_number))?.choice;
            let (expected, other) = (&key.spans()[key_number].choices()[choice], &layer.marks()[other_number]);
            Some(Pair {
                key: key_number,
                choice,
                other: other_number,
                same_tag: expected.tag == other.tag,
                exact: expected.places == other.places,
                within_tolerance: self.key[key_number][choice] == self.other[other_number],
                shared: expected.places.shared_len(&other.places),
            })
        };
        assigned.into_iter().enumerate().filter_map(pair).collect()
    }
}

fn numbered(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut numbers: Vec<usize> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Keeps the choice that is most alike; of equals the first.
fn note(likenesses: &mut BTreeMap<(usize, usize), Likeness>, at: (usize, usize), likeness: Likeness) {
    let kept = likenesses.entry(at).or_insert(likeness);
    if (likeness.weight, std::cmp::Reverse(likeness.choice)) > (kept.weight, std::cmp::Reverse(kept.choice)) {
        *kept = likeness;
    }
}

/// The first pass: the claims of one place.
fn same_places(
    key: &Key,
    layer: &Layer,
    cores: &Cores,
    rows: &[usize],
    columns: &[usize],
) -> BTreeMap<(usize, usize), Likeness> {
    let mut by_core: BTreeMap<&Places, Vec<usize>> = BTreeMap::new();
    for column in columns {
        by_core.entry(&cores.other[*column]).or_default().push(*column);
    }
    let mut by_place: BTreeMap<&Places, Vec<usize>> = BTreeMap::new();
    for column in columns {
        by_place.entry(&layer.marks()[*column].places).or_default().push(*column);
    }
    let mut likenesses = BTreeMap::new();
    for row in rows {
        for (choice, expected) in key.spans()[*row].choices().iter().enumerate() {
            let exact = by_place.get(&expected.places).into_iter().flatten();
            let alike = by_core.get(&cores.key[*row][choice]).into_iter().flatten();
            for column in exact.chain(alike) {
                let other = &layer.marks()[*column];
                let level = match (other.tag == expected.tag, other.places == expected.places) {
                    (true, true) => 0,
                    (true, false) => 1,
                    (false, true) => 2,
                    (false, false) => 3,
                };
                note(&mut likenesses, (*row, *column), Likeness { choice, weight: SAME[level] });
            }
        }
    }
    likenesses
}

/// The second pass: the claims that share text.
fn shared_text(
    key: &Key,
    layer: &Layer,
    _cores: &Cores,
    rows: &[usize],
    columns: &[usize],
) -> BTreeMap<(usize, usize), Likeness> {
    let choices = rows.iter().flat_map(|row| {
        key.spans()[*row].choices().iter().enumerate().map(move |(choice, mark)| ((*row, choice), &mark.places))
    });
    let others = columns.iter().map(|column| (*column, &layer.marks()[*column].places));
    let mut likenesses = BTreeMap::new();
    for (((row, choice), column), shared) in overlaps(choices, others) {
        let (expected, other) = (&key.spans()[row].choices()[choice], &layer.marks()[column]);
        let times = if expected.tag == other.tag { 2 } else { 1 };
        let (own, theirs) = (expected.places.extent().unwrap_or_default(), other.places.extent().unwrap_or_default());
        let difference = own.start.abs_diff(theirs.start) + own.end.abs_diff(theirs.end);
        let near = NEAR - difference.min(NEAR - 1);
        // Of two claims of the key that fit as well, one that must be marked is the one that was meant.
        let required = u64::from(!key.spans()[row].is_optional);
        let weight = i128::from(shared) * times * SHARED + i128::from(2 * near + required);
        note(&mut likenesses, (row, column), Likeness { choice, weight });
    }
    likenesses
}

/// How many characters each of the one side shares with each of the other; pairs that share none are left out.
pub(super) fn overlaps<'a, A: Copy + Ord, B: Copy + Ord>(
    one: impl Iterator<Item = (A, &'a Places)>,
    other: impl Iterator<Item = (B, &'a Places)>,
) -> BTreeMap<(A, B), u64> {
    let mut starts: Vec<(u64, u64, Side<A, B>)> = Vec::new();
    for (name, places) in one {
        starts.extend(places.ranges().map(|range| (range.start, range.end, Side::One(name))));
    }
    for (name, places) in other {
        starts.extend(places.ranges().map(|range| (range.start, range.end, Side::Other(name))));
    }
    starts.sort_unstable();
    let mut open_ones: Vec<(u64, A)> = Vec::new();
    let mut open_others: Vec<(u64, B)> = Vec::new();
    let mut shared = BTreeMap::new();
    for (start, end, side) in starts {
        open_ones.retain(|(theirs, _)| *theirs > start);
        open_others.retain(|(theirs, _)| *theirs > start);
        match side {
            Side::One(name) => {
                for (theirs, other) in &open_others {
                    *shared.entry((name, *other)).or_default() += end.min(*theirs) - start;
                }
                open_ones.push((end, name));
            }
            Side::Other(name) => {
                for (theirs, one) in &open_ones {
                    *shared.entry((*one, name)).or_default() += end.min(*theirs) - start;
                }
                open_others.push((end, name));
            }
        }
    }
    shared
}

/// Whose stretch it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side<A, B> {
    One(A),
    Other(B),
}
