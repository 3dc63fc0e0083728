//! Two reviews of one text brought together: what both have, and what has to be decided.

use super::{Continuum, FindingKind, Key, Layer, Matching, Tolerance, findings};
use crate::claim::ClaimId;

/// Claims of two reviewers that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// How they differ, the first reviewer's claims taken for the key: *missed* is only in the first, *extra* only in the second.
    pub kind: FindingKind,
    /// Whether they name different speakers, or only one names any.
    pub speakers_differ: bool,
    /// The claims of the first reviewer.
    pub mine: Vec<ClaimId>,
    /// The claims of the second.
    pub theirs: Vec<ClaimId>,
}

impl Difference {
    /// Whether there is something to decide.
    pub fn is_contested(&self) -> bool {
        self.kind != FindingKind::Correct || self.speakers_differ
    }
}

/// What two reviewers marked, in text order; every claim of both is in one entry. Borders are compared to the letter, since one of two
/// has to be kept.
pub fn differences(mine: &Layer, theirs: &Layer, continuum: &Continuum) -> Vec<Difference> {
    differences_within(Tolerance::NONE, mine, theirs, continuum)
}

/// The same, for which borders that differ within a tolerance are no difference, as for a [`Comparison`](super::Comparison).
pub fn differences_within(
    tolerance: Tolerance,
    mine: &Layer,
    theirs: &Layer,
    continuum: &Continuum,
) -> Vec<Difference> {
    let key = Key::of_layer(mine).tolerating(tolerance);
    let matching = Matching::of(&key, theirs, continuum);
    let differ = |own: usize, other: usize| match (&key.spans()[own].first().speaker, &theirs.marks()[other].speaker) {
        (Some(one), Some(two)) => !one.is_same(two),
        (one, two) => one.is_some() != two.is_some(),
    };
    findings(&key, theirs, &matching)
        .into_iter()
        .map(|finding| Difference {
            kind: finding.kind,
            speakers_differ: matching
                .pairs
                .iter()
                .filter(|pair| finding.key.contains(&pair.key))
                .any(|pair| differ(pair.key, pair.other)),
            mine: finding.key.iter().map(|number| key.spans()[*number].first().claim).collect(),
            theirs: finding.other.iter().map(|number| theirs.marks()[*number].claim).collect(),
        })
        .collect()
}
