//! γ: agreement on claims as wholes, after Mathet, Widlöcher and Métivier, “The Unified and Holistic Method Gamma (γ) for
//! Inter-Annotator Agreement Measure and Alignment”, *Computational Linguistics* 41 (2015).
//!
//! Units of all reviewers are put into groups, at most one of each reviewer in a group. A group costs the mean dissimilarity of its
//! pairs; where a reviewer has no unit in it, each pair with that reviewer costs as much as an empty place. The *observed disorder* is
//! that of the cheapest grouping, divided by the mean number of units of a reviewer, and it is exact: of two reviewers the cheapest
//! grouping is an assignment, of more it is searched for. The *expected disorder* is the mean over reviewers who mark as much, but do
//! not look at the text: it is drawn by lot, and so γ is known to about ±0.02 only. The lot comes from a seed, so that the same input
//! gives the same γ.

use super::{
    Continuum, Figure, Layer, Undefined, Unit,
    assignment::{Edge, assign},
    grouping,
};
use crate::claim::Tag;

/// How γ is measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GammaOptions {
    /// The weight of places.
    pub position: f64,
    /// The weight of tags.
    pub tag: f64,
    /// How many texts that were marked by chance are looked at.
    pub samples: usize,
    /// What the lot is drawn from.
    pub seed: u64,
    /// How many pairs of units may be looked at for one text and, of more than two reviewers, how many steps a search may take.
    pub work: u64,
}

impl Default for GammaOptions {
    /// Weights of 1, as the paper has them, and 30 samples.
    fn default() -> Self {
        Self { position: 1.0, tag: 1.0, samples: 30, seed: 0, work: 2_000_000 }
    }
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gamma {
    /// The disorder of the cheapest grouping: 0 when all are of one mind, and exact.
    pub observed: Figure,
    /// The mean disorder of what is marked by chance.
    pub expected: Figure,
    /// `1 − observed / expected`.
    pub gamma: Figure,
}

/// What an empty place costs, Δ∅ of the paper.
pub(super) const EMPTY: f64 = 1.0;

/// One stretch of one claim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) tag: Tag,
}

impl GammaOptions {
    /// How unlike two units are.
    pub(super) fn dissimilarity(&self, one: &Piece, other: &Piece) -> f64 {
        let apart = (one.start - other.start).abs() + (one.end - other.end).abs();
        let lengths = one.end - one.start + other.end - other.start;
        let tags = if one.tag == other.tag { 0.0 } else { EMPTY };
        self.position * (apart / lengths).powi(2) * EMPTY + self.tag * tags
    }
}

impl Gamma {
    /// Measures the agreement of reviewers in characters. Each segment is a unit, for a unit has no gaps.
    ///
    /// `progress` is asked before each text with how many are done and how many there are; when it says no, what is not done yet has
    /// the figure [`Undefined::Stopped`]. For more than two reviewers the search for the cheapest grouping may take too much work;
    /// then there is no figure rather than one that is not exact.
    pub fn of(
        layers: &[&Layer],
        continuum: &Continuum,
        options: &GammaOptions,
        mut progress: impl FnMut(usize, usize) -> bool,
    ) -> Self {
        let undefined = |reason| Figure::undefined(reason, Unit::Character);
        let nothing =
            |reason| Self { observed: undefined(reason), expected: undefined(reason), gamma: undefined(reason) };
        if layers.len() < 2 {
            return nothing(Undefined::OneReviewer);
        }
        let reviewers: Vec<Vec<Piece>> = layers.iter().map(|layer| pieces(layer, continuum)).collect();
        if reviewers.iter().all(Vec::is_empty) {
            return nothing(Undefined::Nothing);
        }
        let all = options.samples + 1;
        if !progress(0, all) {
            return nothing(Undefined::Stopped);
        }
        let observed = match disorder(&reviewers, options) {
            Some(observed) => Figure::new(observed, Unit::Character),
            None => return nothing(Undefined::TooMuchWork),
        };
        let habits = Habits::of(&reviewers);
        let mut lot = Lot(options.seed);
        let mut sum = 0.0;
        for sample in 0..options.samples {
            if !progress(sample + 1, all) {
                let stopped = undefined(Undefined::Stopped);
                return Self { observed, expected: stopped, gamma: stopped };
            }
            let by_chance: Vec<Vec<Piece>> = reviewers.iter().map(|_| habits.by_chance(&mut lot)).collect();
            let Some(disorder) = disorder(&by_chance, options) else {
                let too_much = undefined(Undefined::TooMuchWork);
                return Self { observed, expected: too_much, gamma: too_much };
            };
            sum += disorder;
        }
        let expected = Figure::share(sum, options.samples as f64, Unit::Character);
        let gamma = match (observed.value(), expected.value()) {
            (Some(observed), Some(expected)) => Figure::above_chance(observed, expected, Unit::Character),
            _ => expected,
        };
        Self { observed, expected, gamma }
    }
}

/// The segments of a layer that count, in text order.
fn pieces(layer: &Layer, continuum: &Continuum) -> Vec<Piece> {
    let place = |at| continuum.units_before(at, Unit::Character);
    let ranges = layer.marks().iter().flat_map(|mark| mark.places.ranges().map(|range| (range, mark.tag)));
    let mut pieces: Vec<(u64, u64, Tag)> = ranges
        .map(|(range, tag)| (place(range.start), place(range.end), tag))
        .filter(|(start, end, _)| start < end)
        .collect();
    pieces.sort_unstable();
    pieces.into_iter().map(|(start, end, tag)| Piece { start: start as f64, end: end as f64, tag }).collect()
}

/// The disorder of the cheapest grouping; `None` when it takes too much work to find.
fn disorder(reviewers: &[Vec<Piece>], options: &GammaOptions) -> Option<f64> {
    let units: usize = reviewers.iter().map(Vec::len).sum();
    let cost = match reviewers {
        [first, second] if (first.len() * second.len()) as u64 > options.work => return None,
        [first, second] => of_two(first, second, options),
        _ => grouping::cheapest(reviewers, options)?,
    };
    Some(cost * reviewers.len() as f64 / units as f64)
}

/// The cheapest grouping of the units of two: those are paired that save most against standing alone.
fn of_two(first: &[Piece], second: &[Piece], options: &GammaOptions) -> f64 {
    // Savings are weighed in whole numbers; what they come to is then counted with the numbers themselves.
    const PARTS: f64 = (1_u64 << 60) as f64;
    let mut edges = Vec::new();
    for (row, one) in first.iter().enumerate() {
        for (column, other) in second.iter().enumerate() {
            let saved = 2.0 * EMPTY - options.dissimilarity(one, other);
            if saved > 0.0 {
                edges.push(Edge { row, column, weight: ((saved * PARTS) as i128).max(1) });
            }
        }
    }
    let assigned = assign(first.len(), second.len(), &edges);
    let pairs = assigned.iter().enumerate().filter_map(|(row, column)| Some((&first[row], &second[(*column)?])));
    let (count, cost) =
        pairs.fold((0, 0.0), |(count, cost), (one, other)| (count + 1, cost + options.dissimilarity(one, other)));
    cost + EMPTY * (first.len() + second.len() - 2 * count) as f64
}

/// How the reviewers mark, whatever the text: how many units, how long, how far apart, and which tags.
///
/// After `StatisticalContinuumSampler` of pygamma-agreement (Titeux and Riad, *Journal of Open Source Software* 6, 2021), against which γ is
/// held. It is a little less than with the shuffled texts of the paper, whose units keep their order.
struct Habits {
    count: Spread,
    length: Spread,
    gap: Spread,
    tags: Vec<Tag>,
}

/// A mean and a standard deviation.
struct Spread {
    mean: f64,
    deviation: f64,
}

impl Spread {
    fn of(numbers: &[f64]) -> Self {
        let count = (numbers.len() as f64).max(1.0);
        let mean = numbers.iter().sum::<f64>() / count;
        let variance = numbers.iter().map(|number| (number - mean).powi(2)).sum::<f64>() / count;
        Self { mean, deviation: variance.sqrt() }
    }
}

impl Habits {
    fn of(reviewers: &[Vec<Piece>]) -> Self {
        let all = || reviewers.iter().flatten();
        // The gap before a reviewer's first unit is that from the start of the text.
        let mut gaps: Vec<f64> = Vec::new();
        for pieces in reviewers {
            gaps.extend(pieces.first().map(|first| first.start).filter(|start| *start > 0.0));
            gaps.extend(pieces.windows(2).map(|two| two[1].start - two[0].end));
        }
        Self {
            count: Spread::of(&reviewers.iter().map(|pieces| pieces.len() as f64).collect::<Vec<_>>()),
            length: Spread::of(&all().map(|piece| piece.end - piece.start).collect::<Vec<_>>()),
            gap: Spread::of(&gaps),
            tags: all().map(|piece| piece.tag).collect(),
        }
    }

    /// What a reviewer would mark who does not look at the text.
    fn by_chance(&self, lot: &mut Lot) -> Vec<Piece> {
        let count = lot.normal(&self.count).max(1.0) as usize;
        let mut at = 0.0;
        let unit = |_| {
            let start = at + lot.normal(&self.gap);
            // A unit has a length, however they spread.
            let end = start + lot.normal(&self.length).abs().max(f64::EPSILON);
            at = end;
            Piece { start, end, tag: self.tags[lot.below(self.tags.len())] }
        };
        (0..count).map(unit).collect()
    }
}

/// Numbers that look as if they were drawn by lot (`SplitMix64`: Steele, Lea and Flood 2014).
struct Lot(u64);

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut drawn = self.0;
        drawn = (drawn ^ (drawn >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        drawn = (drawn ^ (drawn >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        drawn ^ (drawn >> 31)
    }

    /// From 0 to 1, without 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, count: usize) -> usize {
        (self.share() * count as f64) as usize
    }

    /// From a normal distribution (Box and Muller 1958).
    fn normal(&mut self, spread: &Spread) -> f64 {
        let (radius, angle) = ((-2.0 * (1.0 - self.share()).ln()).sqrt(), std::f64::consts::TAU * self.share());
        spread.mean + spread.deviation * radius * angle.cos()
    }
}
