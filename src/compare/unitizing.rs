//! Agreement on where units begin and end and what they are: the family of coefficients uα.
//!
//! Defined in Krippendorff, Mathet, Bouvry and Widlöcher, “On the reliability of unitizing textual continua: Further
//! developments”, *Quality & Quantity* 50 (2016). These are other numbers than the older α<sub>U</sub> of 1995.

use super::{
    Figure, Undefined, Unit,
    alpha::{Coincidences, off_diagonal, products},
    sections::{LABELS, Sections, index_of},
};
use crate::claim::Tag;

/// The family of coefficients.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unitizing {
    /// uα: place and tag, gaps between claims included.
    pub alpha: Figure,
    /// |uα: what is marked and what is not, whatever the tag.
    pub marked: Figure,
    /// cuα: the tags, where both of a pair of reviewers have marked something.
    pub coding: Figure,
    /// The share of all that was compared that cuα looks at.
    pub coding_coverage: Figure,
    by_tag: [Figure; Tag::ALL.len()],
}

/// Stretches that two reviewers both marked.
#[derive(Default)]
struct Intersections {
    /// The squares of the length of what each unit shares with another reviewer's, summed by the unit's label.
    squares: [u128; LABELS],
}

impl Unitizing {
    /// (k)uα: how reliable this tag is, among what both of a pair of reviewers have marked.
    pub fn of_tag(&self, tag: Tag) -> Figure {
        self.by_tag[tag as usize]
    }

    pub(super) fn of(reviewers: &[&Sections], found: &Coincidences, unit: Unit) -> Self {
        let undefined = |reason| Figure::undefined(reason, unit);
        if found.reviewers < 2 {
            return Self::all_of(undefined(Undefined::OneReviewer));
        }
        if found.all() == 0 {
            return Self::all_of(undefined(Undefined::Nothing));
        }
        let all = found.all() as f64;
        // Expected coincidences of two labels are `all · given · given / divisor`.
        let divisor = all * all - units_and_gaps(reviewers) as f64;
        let observed = off_diagonal(&found.pairs) as f64 / found.others();
        let alpha = Figure::above_chance(observed, all * products(&found.given) as f64 / divisor, unit);
        let unmarked: u128 = found.pairs[0][1..].iter().sum();
        let expected = all * (found.given[0] * found.given[1..].iter().sum::<u128>()) as f64 / divisor;
        let marked = Figure::above_chance(unmarked as f64 / found.others(), expected, unit);
        Self { alpha, marked, ..Self::coded(reviewers, found, unit) }
    }

    /// The coefficients that look at what both have marked.
    fn coded(reviewers: &[&Sections], found: &Coincidences, unit: Unit) -> Self {
        let mut pairs = found.pairs;
        pairs[0] = [0; LABELS];
        for row in &mut pairs {
            row[0] = 0;
        }
        let given: [u128; LABELS] = pairs.map(|row| row.iter().sum());
        let all: u128 = given.iter().sum();
        let coding_coverage = Figure::share(all as f64 / found.others(), found.all() as f64, unit);
        if all == 0 {
            let nothing = Figure::undefined(Undefined::Nothing, unit);
            return Self { coding_coverage, ..Self::all_of(nothing) };
        }
        // Everything here is a multiple of the number of the other reviewers, which falls out of each quotient but this one.
        let squares = Intersections::of(reviewers).squares;
        let own = u128::from(found.reviewers - 1) * squares.iter().sum::<u128>();
        let Some(divisor) = (all * all).checked_sub(own).filter(|divisor| *divisor > 0) else {
            // Of many reviewers so few mark the same that the formula expects less than nothing.
            let too_little = Figure::undefined(Undefined::TooLittle, unit);
            return Self { coding_coverage, ..Self::all_of(too_little) };
        };
        let divisor = divisor as f64;
        let expected = |product: u128| all as f64 * product as f64 / divisor;
        let coding = Figure::above_chance(off_diagonal(&pairs) as f64, expected(products(&given)), unit);
        let by_tag = Tag::ALL.map(|tag| {
            let label = index_of(Some(tag));
            if given[label] == 0 {
                return Figure::undefined(Undefined::Nothing, unit);
            }
            let own = given[label] as f64;
            let others = expected(given[label] * (all - given[label]));
            // The expected coincidences of a label with itself leave out those of each unit with itself.
            let with_itself = all as f64 * (own * own - found.others() * squares[label] as f64) / divisor;
            let observed = own - pairs[label][label] as f64;
            Figure::above_chance((with_itself + others) / own * observed, others, unit)
        });
        Self { coding, coding_coverage, by_tag, ..Self::all_of(coding) }
    }

    fn all_of(figure: Figure) -> Self {
        Self {
            alpha: figure,
            marked: figure,
            coding: figure,
            coding_coverage: figure,
            by_tag: [figure; Tag::ALL.len()],
        }
    }
}

/// The squares of the lengths of all units and, since gaps have no borders of their own, the lengths of all gaps.
fn units_and_gaps(reviewers: &[&Sections]) -> u128 {
    let of_one = |sections: &&Sections| {
        let squares: u128 = sections.list.iter().map(|section| u128::from(section.end - section.start).pow(2)).sum();
        squares + u128::from(sections.lengths()[0])
    };
    reviewers.iter().map(of_one).sum()
}

impl Intersections {
    fn of(reviewers: &[&Sections]) -> Self {
        let mut found = Self::default();
        for (number, own) in reviewers.iter().enumerate() {
            for (_, theirs) in reviewers.iter().enumerate().filter(|(other, _)| *other != number) {
                found.add(own, theirs);
            }
        }
        found
    }

    fn add(&mut self, own: &Sections, theirs: &Sections) {
        let mut first = 0;
        for section in &own.list {
            while theirs.list.get(first).is_some_and(|other| other.end <= section.start) {
                first += 1;
            }
            let touching = theirs.list[first..].iter().take_while(|other| other.start < section.end);
            let shared: u64 = touching.map(|other| other.end.min(section.end) - other.start.max(section.start)).sum();
            self.squares[index_of(Some(section.tag))] += u128::from(shared).pow(2);
        }
    }
}
