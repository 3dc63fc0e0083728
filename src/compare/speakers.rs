//! Whether those who found the same claim also say that the same person said it.

use super::{Figure, Key, Layer, Matching, Unit};
use crate::claim::Tag;

/// How the speakers of claims compare that are in one pair. Claims that neither gives a speaker are not counted: most have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpeakerAgreement {
    /// Both name the same speaker.
    pub same: usize,
    /// They name two.
    pub different: usize,
    /// Only the key names one.
    pub only_key: usize,
    /// Only the review names one.
    pub only_other: usize,
    /// Quotes and assertions for which neither names one.
    pub neither: usize,
}

impl SpeakerAgreement {
    pub(super) fn of(key: &Key, layer: &Layer, matching: &Matching) -> Self {
        let mut counts = Self::default();
        for pair in &matching.pairs {
            let (expected, other) = (&key.spans()[pair.key].choices()[pair.choice], &layer.marks()[pair.other]);
            match (&expected.speaker, &other.speaker) {
                (Some(one), Some(two)) if one.is_same(two) => counts.same += 1,
                (Some(_), Some(_)) => counts.different += 1,
                (Some(_), None) => counts.only_key += 1,
                (None, Some(_)) => counts.only_other += 1,
                (None, None) if expected.tag == Tag::Commentary => {}
                (None, None) => counts.neither += 1,
            }
        }
        counts
    }

    /// How many pairs have a speaker from either.
    pub fn compared(&self) -> usize {
        self.same + self.different + self.only_key + self.only_other
    }

    /// The share of these in which both name the same.
    pub fn share(&self) -> Figure {
        Figure::share(self.same as f64, self.compared() as f64, Unit::Claim)
    }
}
