//! The pairs of two sides that together weigh most: the assignment problem, on the few pairs that come into question.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
};

/// A pair that may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    /// The number on the first side.
    pub(super) row: usize,
    /// The number on the second side.
    pub(super) column: usize,
    /// What the pair weighs, more than 0.
    pub(super) weight: i128,
}

/// The column that each row gets, so that none is given twice and the weights of all pairs together are the greatest there are.
///
/// Rows are placed one after another along shortest augmenting paths (Jonker and Volgenant 1987; here without a matrix), each of
/// which stays among the rows and columns that compete with one another. Equal weights are decided by the order of the rows and
/// columns alone.
pub(super) fn assign(rows: usize, columns: usize, edges: &[Edge]) -> Vec<Option<usize>> {
    let mut assigned = Assigned {
        adjacent: vec![Vec::new(); rows],
        row_price: vec![0; rows],
        column_price: vec![0; columns],
        column_of: vec![None; rows],
        row_of: vec![None; columns],
    };
    for edge in edges {
        assigned.adjacent[edge.row].push((edge.column, -edge.weight));
    }
    for (row, adjacent) in assigned.adjacent.iter_mut().enumerate() {
        adjacent.sort_unstable();
        assigned.row_price[row] = adjacent.iter().map(|(_, cost)| *cost).min().unwrap_or(0).min(0);
    }
    for row in 0..rows {
        assigned.place(row);
    }
    assigned.column_of
}

/// A part of the rows in their places, with prices that prove that there are no cheaper ones: no pair costs less than its row's
/// and column's prices, and each that is made costs just that.
struct Assigned {
    adjacent: Vec<Vec<(usize, i128)>>,
    row_price: Vec<i128>,
    column_price: Vec<i128>,
    column_of: Vec<Option<usize>>,
    row_of: Vec<Option<usize>>,
}

/// How a column was reached.
struct Reached {
    distance: i128,
    from: usize,
    is_final: bool,
}

impl Assigned {
    /// Gives a row its place, moving others where that makes the whole cheaper. Having no place costs nothing.
    fn place(&mut self, first: usize) {
        let mut reached: BTreeMap<usize, Reached> = BTreeMap::new();
        let mut nearest: BinaryHeap<Reverse<(i128, usize)>> = BinaryHeap::new();
        let (mut row, mut so_far) = (first, 0);
        // The cheapest way out so far that leaves a row without a place.
        let mut left_out: Option<(i128, usize)> = None;
        let end = loop {
            let none = (so_far - self.row_price[row], row);
            left_out = Some(left_out.map_or(none, |best| best.min(none)));
            for &(column, cost) in &self.adjacent[row] {
                let distance = so_far + cost - self.row_price[row] - self.column_price[column];
                match reached.get(&column) {
                    Some(known) if known.is_final || known.distance <= distance => {}
                    _ => {
                        reached.insert(column, Reached { distance, from: row, is_final: false });
                        nearest.push(Reverse((distance, column)));
                    }
                }
            }
            let next = std::iter::from_fn(|| nearest.pop()).map(|Reverse(next)| next).find(|(distance, column)| {
                reached.get(column).is_some_and(|known| !known.is_final && known.distance == *distance)
            });
            let Some((distance, column)) =
                next.filter(|(distance, _)| left_out.is_none_or(|(least, _)| *distance <= least))
            else {
                break None;
            };
            let Some(holder) = self.row_of[column] else {
                break Some((distance, column));
            };
            if let Some(known) = reached.get_mut(&column) {
                known.is_final = true;
            }
            (row, so_far) = (holder, distance);
        };
        let length = end.map_or_else(|| left_out.map_or(0, |(least, _)| least), |(distance, _)| distance);
        self.row_price[first] += length;
        for (column, known) in reached.iter().filter(|(_, known)| known.is_final) {
            self.column_price[*column] -= length - known.distance;
            if let Some(holder) = self.row_of[*column] {
                self.row_price[holder] += length - known.distance;
            }
        }
        // Back along the path, each row takes the column by which it was left.
        let mut taker = match (end, left_out) {
            (Some((_, column)), _) => reached.get(&column).map(|known| (known.from, column)),
            (None, Some((_, row))) => self.leave(row, first, &reached),
            (None, None) => None,
        };
        while let Some((row, column)) = taker {
            let left = self.column_of[row].replace(column);
            self.row_of[column] = Some(row);
            taker = left.and_then(|left| Some((reached.get(&left)?.from, left)));
        }
    }

    /// Takes a row's place away; who takes it, and what.
    fn leave(&mut self, row: usize, first: usize, reached: &BTreeMap<usize, Reached>) -> Option<(usize, usize)> {
        if row == first {
            return None;
        }
        let left = self.column_of[row].take()?;
        Some((reached.get(&left)?.from, left))
    }
}
