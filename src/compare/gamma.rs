//! γ: agreement on claims as wholes, after Mathet, Widlöcher and Métivier, “The Unified and Holistic Method Gamma (γ) for
//! Inter-Annotator Agreement Measure and Alignment”, *Computational Linguistics* 41 (2015).
//!
//! Units of all reviewers are put into groups, at most one of each reviewer in a group. A group costs the mean dissimilarity of its
//! pairs; where a reviewer has no unit in it, each pair with that reviewer costs as much as an empty place. The *observed disorder* is
//! that of the cheapest grouping, divided by the mean number of units of a reviewer, and it is exact: of two reviewers the cheapest
//! grouping is an assignment, of more it is searched for. The *expected disorder* is the mean over texts that are shuffled: it is
//! drawn by lot, and so γ is known to about ±0.02 only. The lot comes from a seed, so that the same input gives the same γ.

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
    /// How many shuffled texts are looked at.
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
    /// The mean disorder of shuffled texts.
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
        let mut lot = Lot(options.seed);
        let mut sum = 0.0;
        for sample in 0..options.samples {
            if !progress(sample + 1, all) {
                let stopped = undefined(Undefined::Stopped);
                return Self { observed, expected: stopped, gamma: stopped };
            }
            let shuffled = shuffled(&reviewers, continuum.length(Unit::Character) as f64, &mut lot);
            let Some(disorder) = disorder(&shuffled, options) else {
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

/// Texts as if their reviewers had marked by chance: each is cut at a place of its own, and the pieces change places, so that units
/// keep their lengths, their tags and most of their neighbours. What the cut goes through is carried along whole.
fn shuffled(reviewers: &[Vec<Piece>], length: f64, lot: &mut Lot) -> Vec<Vec<Piece>> {
    // Each reviewer's units come from one that is drawn by lot, as in the paper.
    let mut drawn: Vec<usize> = reviewers.iter().map(|_| lot.below(reviewers.len())).collect();
    if drawn.iter().all(|number| reviewers[*number].is_empty()) {
        // A text without units has no disorder; one at least has some.
        drawn[0] = reviewers.iter().position(|pieces| !pieces.is_empty()).unwrap_or_default();
    }
    let shifted = |number: &usize| {
        let cut = lot.share() * length;
        let moved = |piece: &Piece| {
            let start = if piece.start < cut { piece.start + length - cut } else { piece.start - cut };
            Piece { start, end: start + piece.end - piece.start, tag: piece.tag }
        };
        let mut pieces: Vec<Piece> = reviewers[*number].iter().map(moved).collect();
        pieces.sort_by(|one, other| one.start.total_cmp(&other.start).then(one.end.total_cmp(&other.end)));
        pieces
    };
    drawn.iter().map(shifted).collect()
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
}
