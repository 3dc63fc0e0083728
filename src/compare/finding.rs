//! What there is to look at: each claim of the key and of a review in one finding.

use std::cmp::Reverse;

use super::{Key, Layer, Mark, Matching, Pair, Places, matching::overlaps};
use crate::claim::{Tag, named::named};

named! {
    /// How a claim compares with the key.
    pub enum FindingKind {
        /// Tag and place are right.
        Correct = "correct", "Correct";
        /// The place is right, the tag is not.
        WrongTag = "wrong_tag", "Wrong tag";
        /// The tag is right, the place is not.
        Boundary = "boundary", "Wrong boundary";
        /// Neither is, but the claim was seen.
        BoundaryAndTag = "boundary_and_tag", "Wrong boundary and tag";
        /// The key has it, the review does not.
        Missed = "missed", "Missed";
        /// The review has it, the key does not.
        Extra = "extra", "Not in the key";
        /// What is one claim in the key is several in the review.
        Split = "split", "One claim made several";
        /// What are several claims in the key is one in the review.
        Merged = "merged", "Several claims made one";
    }
}

/// Claims that belong together, and what is to be said of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is to be said.
    pub kind: FindingKind,
    /// The claims of the key, by their numbers in [`Key::spans`]; several only when they were merged, none when it has none.
    pub key: Vec<usize>,
    /// Those of the review, by their numbers in [`Layer::marks`]; several only when one was split, none when one was missed.
    pub other: Vec<usize>,
    /// Whether it is scored; not when the key leaves the claim open.
    pub is_scored: bool,
}

/// How many findings there are of each kind, of those that are scored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FindingCounts([usize; FindingKind::ALL.len()]);

impl FindingCounts {
    /// Counts.
    pub fn of(findings: &[Finding]) -> Self {
        let mut counts = Self::default();
        for finding in findings.iter().filter(|finding| finding.is_scored) {
            counts.0[finding.kind as usize] += 1;
        }
        counts
    }

    /// How many are of this kind.
    pub fn of_kind(&self, kind: FindingKind) -> usize {
        self.0[kind as usize]
    }
}

/// The findings in text order. Every claim of the review is in one, save those outside the passages that are scored; so is every
/// claim of the key, save optional ones that were left out.
pub fn findings(key: &Key, layer: &Layer, matching: &Matching) -> Vec<Finding> {
    let mut of_pairs: Vec<Finding> = matching.pairs.iter().map(|pair| of_pair(key, pair)).collect();
    let mut alone = Vec::new();
    // A claim with most of its words in one of the key that another claim stands for is a part of that, unless the other is all of it.
    let expected = |pair: &Pair| &key.spans()[pair.key].choices()[pair.choice];
    let extra = matching.extra.iter().map(|number| (*number, &layer.marks()[*number]));
    let wholes = matching.pairs.iter().map(|pair| (expected(pair).places.clone(), layer.marks()[pair.other].tag));
    for (number, whole) in parts_of(extra, &wholes.collect::<Vec<_>>()) {
        match whole.filter(|at| !matching.pairs[*at].within_tolerance) {
            Some(at) => {
                of_pairs[at].kind = FindingKind::Split;
                of_pairs[at].other.push(number);
            }
            None => alone.push(Finding::of_one(FindingKind::Extra, Vec::new(), vec![number])),
        }
    }
    let required = matching.missed.iter().filter(|number| !key.spans()[**number].is_optional);
    let missed = required.map(|number| (*number, key.spans()[*number].first()));
    let wholes = matching.pairs.iter().map(|pair| (layer.marks()[pair.other].places.clone(), expected(pair).tag));
    for (number, whole) in parts_of(missed, &wholes.collect::<Vec<_>>()) {
        let is_part = |at: &usize| !matching.pairs[*at].within_tolerance && of_pairs[*at].kind != FindingKind::Split;
        match whole.filter(is_part) {
            Some(at) => {
                of_pairs[at].kind = FindingKind::Merged;
                of_pairs[at].key.push(number);
                of_pairs[at].is_scored = true;
            }
            None => alone.push(Finding::of_one(FindingKind::Missed, vec![number], Vec::new())),
        }
    }
    let mut all = of_pairs;
    all.append(&mut alone);
    for finding in &mut all {
        finding.key.sort_unstable();
        finding.other.sort_unstable();
    }
    let place = |finding: &Finding| {
        let expected = finding.key.first().map(|number| key.spans()[*number].first());
        let mark = expected.or_else(|| finding.other.first().map(|number| &layer.marks()[*number]));
        mark.and_then(|mark| mark.places.extent()).unwrap_or_default().start
    };
    all.sort_by_key(place);
    all
}

/// Of each claim the number of the whole, of its tag, that has at least half of it; of several the one that has most, and the first.
fn parts_of<'a>(
    claims: impl Iterator<Item = (usize, &'a Mark)> + Clone,
    wholes: &[(Places, Tag)],
) -> Vec<(usize, Option<usize>)> {
    let parts = claims.clone().map(|(number, mark)| (number, &mark.places));
    let shared = overlaps(parts, wholes.iter().enumerate().map(|(at, (places, _))| (at, places)));
    let whole = |(number, mark): (usize, &Mark)| {
        let candidates = shared.range((number, 0)..=(number, usize::MAX));
        let fits =
            candidates.filter(|((_, at), shared)| wholes[*at].1 == mark.tag && 2 * **shared >= mark.places.len());
        let most = fits.map(|((_, at), shared)| (*shared, Reverse(*at))).max();
        (number, most.map(|(_, Reverse(at))| at))
    };
    claims.map(whole).collect()
}

impl Finding {
    fn of_one(kind: FindingKind, key: Vec<usize>, other: Vec<usize>) -> Self {
        Self { kind, key, other, is_scored: true }
    }
}

fn of_pair(key: &Key, pair: &Pair) -> Finding {
    let kind = match (pair.within_tolerance, pair.same_tag) {
        (true, true) => FindingKind::Correct,
        (true, false) => FindingKind::WrongTag,
        (false, true) => FindingKind::Boundary,
        (false, false) => FindingKind::BoundaryAndTag,
    };
    Finding { kind, key: vec![pair.key], other: vec![pair.other], is_scored: !key.spans()[pair.key].is_optional }
}
