//! Several reviewers, unit by unit: Krippendorff's α for nominal labels, and the coefficients that are related to it.

use super::{
    Figure, Undefined, Unit,
    confusion::Confusion,
    sections::{LABELS, Sections, differing, index_of, sweep},
};

/// The agreement of two or more reviewers on the label of each unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UnitAgreement {
    /// The share of pairs of reviewers that agree, over all units.
    pub observed: Figure,
    /// Krippendorff's α, nominal (*Content Analysis*, 2004, chapter 11).
    pub alpha: Figure,
    /// Fleiss' κ (1971).
    pub fleiss_kappa: Figure,
    /// The κ of Davies and Fleiss (1982), which lets reviewers differ in how often they use a label.
    pub multi_kappa: Figure,
    /// The mean of Cohen's κ over all pairs of reviewers for which it is defined.
    pub mean_pairwise_kappa: Figure,
    /// Gwet's AC1 (2008), with no claim and the three tags as the labels there are.
    pub gwet_ac1: Figure,
}

/// How often which labels stand together on one unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Coincidences {
    /// How many reviewers there are.
    pub(super) reviewers: u64,
    /// For each two labels, on how many units and by how many ordered pairs of reviewers they were given: the coincidences of
    /// the literature times one less than the number of reviewers, and so whole numbers.
    pub(super) pairs: [[u128; LABELS]; LABELS],
    /// How often each label was given.
    pub(super) given: [u128; LABELS],
}

impl Coincidences {
    pub(super) fn of(reviewers: &[&Sections]) -> Self {
        let mut found = Self { reviewers: reviewers.len() as u64, ..Self::default() };
        for sections in reviewers {
            for (given, length) in found.given.iter_mut().zip(sections.lengths()) {
                *given += u128::from(length);
            }
        }
        sweep(reviewers, |length, labels| {
            let mut counts = [0_u128; LABELS];
            for label in labels {
                counts[index_of(*label)] += 1;
            }
            for (row, of_row) in counts.iter().enumerate() {
                for (column, of_column) in counts.iter().enumerate() {
                    let others = if row == column { of_column.saturating_sub(1) } else { *of_column };
                    found.pairs[row][column] += u128::from(length) * of_row * others;
                }
            }
        });
        found
    }

    /// One less than the number of reviewers.
    pub(super) fn others(&self) -> f64 {
        self.reviewers.saturating_sub(1) as f64
    }

    /// How many labels were given in all.
    pub(super) fn all(&self) -> u128 {
        self.given.iter().sum()
    }
}

/// The sum of what is off the diagonal.
pub(super) fn off_diagonal(table: &[[u128; LABELS]; LABELS]) -> u128 {
    differing().map(|(row, column)| table[row][column]).sum()
}

/// The products of each two different counts, summed.
pub(super) fn products(counts: &[u128; LABELS]) -> u128 {
    differing().map(|(row, column)| counts[row] * counts[column]).sum()
}

impl UnitAgreement {
    pub(super) fn of(reviewers: &[&Sections], found: &Coincidences, unit: Unit) -> Self {
        let undefined = |reason| Figure::undefined(reason, unit);
        if found.reviewers < 2 {
            return Self::all_of(undefined(Undefined::OneReviewer));
        }
        let all = found.all();
        if all == 0 {
            return Self::all_of(undefined(Undefined::Nothing));
        }
        let (total, disagreed) = (all as f64, off_diagonal(&found.pairs) as f64 / found.others());
        let observed = disagreed / total;
        // The chance that two labels drawn from all that were given differ: without and with putting the first back.
        let differing = products(&found.given) as f64;
        let alpha = Figure::above_chance(observed, differing / (total * (total - 1.0)), unit);
        let fleiss_kappa = Figure::above_chance(observed, differing / (total * total), unit);
        let length = reviewers.first().map_or(0, |sections| sections.length) as f64;
        let shares: Vec<[f64; LABELS]> =
            reviewers.iter().map(|sections| sections.lengths().map(|units| units as f64 / length)).collect();
        let mut expected = 0.0;
        let mut pairs = 0.0;
        let mut kappas = Vec::new();
        for (number, first) in reviewers.iter().enumerate() {
            for (other, second) in reviewers.iter().enumerate().skip(number + 1) {
                expected += differing_share(&shares[number], &shares[other]);
                pairs += 1.0;
                kappas.push(Confusion::of(first, second, unit).kappa());
            }
        }
        let has_variation = found.given.iter().filter(|given| **given > 0).count() > 1;
        let multi_kappa = Figure::above_chance(observed, expected / pairs, unit);
        let spread: f64 =
            found.given.iter().map(|given| *given as f64 / total).map(|share| share * (1.0 - share)).sum();
        let by_chance = spread / (LABELS as f64 - 1.0);
        let gwet_ac1 = if has_variation {
            Figure::above_chance(observed, 1.0 - by_chance, unit)
        } else {
            undefined(Undefined::NoVariation)
        };
        let mean_pairwise_kappa = match Figure::mean(kappas, unit) {
            mean if mean.value().is_some() => mean,
            _ => undefined(Undefined::NoVariation),
        };
        let observed = Figure::new(1.0 - observed, unit);
        Self { observed, alpha, fleiss_kappa, multi_kappa, mean_pairwise_kappa, gwet_ac1 }
    }

    fn all_of(figure: Figure) -> Self {
        Self {
            observed: figure,
            alpha: figure,
            fleiss_kappa: figure,
            multi_kappa: figure,
            mean_pairwise_kappa: figure,
            gwet_ac1: figure,
        }
    }
}

/// How often a label of the first and one of the second would differ by chance.
fn differing_share(first: &[f64; LABELS], second: &[f64; LABELS]) -> f64 {
    differing().map(|(row, column)| first[row] * second[column]).sum()
}
