//! Two reviewers, unit by unit: who gave which label where the other gave which, and Cohen's κ.

use super::{
    Figure, Undefined, Unit,
    sections::{LABELS, Labels, Sections, differing, index_of},
};
use crate::claim::Tag;

/// How many units have which label from the first and from the second reviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confusion {
    unit: Unit,
    /// Rows are the first reviewer's labels, columns the second's: none, then the tags in the order of the codebook.
    table: [[u64; LABELS]; LABELS],
}

impl Confusion {
    pub(super) fn of(first: &Sections, second: &Sections, unit: Unit) -> Self {
        let mut table = [[0; LABELS]; LABELS];
        let (mut first, mut second) = (Labels::of(first), Labels::of(second));
        let mut at = 0;
        while at < first.length {
            let (one, one_ends) = first.at(at);
            let (other, other_ends) = second.at(at);
            let end = one_ends.min(other_ends);
            table[index_of(one)][index_of(other)] += end - at;
            at = end;
        }
        Self { unit, table }
    }

    /// What is counted.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// How many units have this label from the first and that from the second; `None` for no claim.
    pub fn count(&self, first: Option<Tag>, second: Option<Tag>) -> u64 {
        self.table[index_of(first)][index_of(second)]
    }

    /// The table: rows are the first reviewer's labels, columns the second's; none, then the tags in the order of the codebook.
    pub fn rows(&self) -> &[[u64; LABELS]; LABELS] {
        &self.table
    }

    /// The same with one label for all tags: what is marked and what is not.
    #[must_use]
    pub fn marked_or_not(&self) -> Self {
        let mut table = [[0; LABELS]; LABELS];
        for (first, row) in self.table.iter().enumerate() {
            for (second, count) in row.iter().enumerate() {
                table[first.min(1)][second.min(1)] += count;
            }
        }
        Self { unit: self.unit, table }
    }

    /// How many units there are.
    pub fn all(&self) -> u64 {
        self.table.iter().flatten().sum()
    }

    /// The share of units on which both agree.
    pub fn observed(&self) -> Figure {
        let agreed: u64 = (0..LABELS).map(|label| self.table[label][label]).sum();
        Figure::share(agreed as f64, self.all() as f64, self.unit)
    }

    /// Cohen's κ (1960): the agreement above what chance would give two reviewers who use the labels as often as these. Not
    /// applicable when each has used one label alone, since nothing is known of chance then.
    pub fn kappa(&self) -> Figure {
        let all = self.all();
        if all == 0 {
            return Figure::undefined(Undefined::Nothing, self.unit);
        }
        let (first, second) = self.margins();
        if first.contains(&all) && second.contains(&all) {
            return Figure::undefined(Undefined::NoVariation, self.unit);
        }
        // Both disagreements are counted directly, so that nothing is lost where they are small.
        let observed: u128 = differing().map(|(row, column)| u128::from(self.table[row][column])).sum();
        let expected: u128 = differing().map(|(row, column)| u128::from(first[row]) * u128::from(second[column])).sum();
        Figure::above_chance(observed as f64 * all as f64, expected as f64, self.unit)
    }

    fn margins(&self) -> ([u64; LABELS], [u64; LABELS]) {
        let (mut first, mut second) = ([0; LABELS], [0; LABELS]);
        for (row, counts) in self.table.iter().enumerate() {
            for (column, count) in counts.iter().enumerate() {
                first[row] += count;
                second[column] += count;
            }
        }
        (first, second)
    }
}
