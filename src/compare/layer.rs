//! What one reviewer marked in a text.

use super::{Continuum, Places, Tolerance};
use crate::{
    claim::{Claim, ClaimId, Speaker, Tag},
    review::Review,
    text::Text,
};

/// One claim as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The claim.
    pub claim: ClaimId,
    /// What it is.
    pub tag: Tag,
    /// Where it is; its segments are one claim.
    pub places: Places,
    /// Who says it.
    pub speaker: Option<Names>,
    /// Whether the reviewer gave a reason for it.
    pub has_reason: bool,
}

/// The names by which a speaker goes, as they are compared: letter case and white space at the ends do not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// The name it is listed under.
    pub name: String,
    aliases: Vec<String>,
}

impl Names {
    /// Those of a speaker.
    pub fn of(speaker: &Speaker) -> Self {
        let folded = |name: &String| name.trim().to_lowercase();
        Self { name: speaker.name.clone(), aliases: speaker.aliases.iter().map(folded).collect() }
    }

    /// Whether both are one speaker: the names are the same, or the one is an alias of the other. Two who share no more than an
    /// alias such as “the minister” stay two.
    pub fn is_same(&self, other: &Self) -> bool {
        let (own, theirs) = (self.name.trim().to_lowercase(), other.name.trim().to_lowercase());
        own == theirs || self.aliases.contains(&theirs) || other.aliases.contains(&own)
    }
}

/// What one reviewer marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layer {
    reviewer: String,
    /// Invariant: in text order by [`Mark::order`]; each has a place.
    marks: Vec<Mark>,
    without_place: usize,
}

/// A review that is of another text than the one it is compared on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the review is of another text. Carry its claims over to this one first")]
pub struct AnotherText;

impl Layer {
    /// What a review marks.
    ///
    /// # Errors
    /// When the review is of another text than `continuum`.
    pub fn of(review: &Review, continuum: &Continuum) -> Result<Self, AnotherText> {
        if review.article().text() != continuum.text() {
            return Err(AnotherText);
        }
        let marks = review.claims().in_order().iter().map(|claim| Mark::of(review, claim));
        Ok(Self::new(review.reviewer(), marks))
    }

    /// Takes marks in any order; those without a place are counted and left out.
    pub fn new(reviewer: impl Into<String>, marks: impl IntoIterator<Item = Mark>) -> Self {
        let (mut marks, lost): (Vec<Mark>, Vec<Mark>) = marks.into_iter().partition(|mark| !mark.places.is_empty());
        marks.sort_by(|one, other| one.order().cmp(&other.order()));
        Self { reviewer: reviewer.into(), marks, without_place: lost.len() }
    }

    /// The reviewer's name; may be empty.
    pub fn reviewer(&self) -> &str {
        &self.reviewer
    }

    /// The claims, in text order; of those that begin together the longest first.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// How many claims were left out, since none of their words is in the text any more.
    pub fn without_place(&self) -> usize {
        self.without_place
    }

    /// The claims of one tag alone.
    #[must_use]
    pub fn of_tag(&self, tag: Tag) -> Self {
        let marks = self.marks.iter().filter(|mark| mark.tag == tag).cloned().collect();
        Self { reviewer: self.reviewer.clone(), marks, without_place: 0 }
    }

    /// The same claims without what does not count at their edges.
    #[must_use]
    pub fn within(&self, tolerance: Tolerance, continuum: &Continuum) -> Self {
        let core = |mark: &Mark| Mark { places: tolerance.core(&mark.places, continuum), ..mark.clone() };
        Self { without_place: self.without_place, ..Self::new(&*self.reviewer, self.marks.iter().map(core)) }
    }

    /// How many claims share text with another of their tag, as no review made here has; where units are measured, what they
    /// share counts once.
    pub fn overlapping_in_tag(&self) -> usize {
        let overlaps = |tag: Tag| {
            let marks: Vec<&Mark> = self.marks.iter().filter(|mark| mark.tag == tag).collect();
            let shares = |number: usize| {
                let mark = marks[number];
                let end = mark.places.extent().map_or(0, |extent| extent.end);
                let later = marks[number + 1..].iter();
                later
                    .take_while(|other| other.places.extent().is_some_and(|extent| extent.start < end))
                    .any(|other| other.places.shared_len(&mark.places) > 0)
            };
            (0..marks.len()).filter(|number| shares(*number)).count()
        };
        Tag::ALL.into_iter().map(overlaps).sum()
    }
}

impl Mark {
    /// A claim with nothing but a tag and a place.
    pub fn new(claim: ClaimId, tag: Tag, places: Places) -> Self {
        Self { claim, tag, places, speaker: None, has_reason: false }
    }

    /// A claim of a review.
    pub fn of(review: &Review, claim: &Claim) -> Self {
        let speaker = claim.speaker.and_then(|id| review.speaker(id)).map(Names::of);
        Self {
            claim: claim.id,
            tag: claim.tag,
            places: places(claim, review.article().text()),
            speaker,
            has_reason: !claim.note.trim().is_empty(),
        }
    }

    /// Text order, which does not depend on ids where it need not.
    pub(super) fn order(&self) -> (u64, std::cmp::Reverse<u64>, &Places, Tag, ClaimId) {
        let extent = self.places.extent().unwrap_or_default();
        (extent.start, std::cmp::Reverse(extent.end), &self.places, self.tag, self.claim)
    }
}

fn places(claim: &Claim, text: &Text) -> Places {
    let point = |at| text.to_code_point(at).0;
    Places::new(claim.segments.placed().iter().map(|span| point(span.start())..point(span.end())))
}
