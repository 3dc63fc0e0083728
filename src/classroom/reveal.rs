//! A submission and its key side by side: what differs, the rule it turns on, and what the teacher says.

use std::ops::Range;

use super::{Expected, Which, codebook};
use crate::{
    claim::ClaimId,
    compare::{Finding, FindingCounts, FindingKind, Layer, Mark, Matching, Pair, Places, class::Pupil, findings},
    review::Review,
    teaching::Refused,
    text::ByteIndex,
};

/// A submission held against its key.
#[derive(Clone, Debug, PartialEq)]
pub struct Reveal {
    /// Every claim of the key and of the submission, in text order, each in one entry; optional claims that were left out, and what lies
    /// outside the passages that are scored, are not among them.
    pub entries: Vec<Difference>,
    /// How many of each kind.
    pub counts: FindingCounts,
    /// What the pupil can do, component by component.
    pub components: Pupil,
    /// The optional claims of the key that were left out, which is as right.
    pub left_out: Vec<ClaimId>,
    /// The pupil's claims outside the passages that are scored.
    pub outside: Vec<ClaimId>,
}

/// Claims of the key and of a submission that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// How they differ.
    pub kind: FindingKind,
    /// Whether it counts; not when the key leaves the claim open.
    pub is_scored: bool,
    /// The claims of the key.
    pub key: Vec<ClaimId>,
    /// Which of its alternatives stands for it: 0 is the way that is shown. Only of what was found.
    pub alternative: Option<usize>,
    /// The pupil's claims.
    pub own: Vec<ClaimId>,
    /// Where they all are, in code points.
    pub code_points: Range<u64>,
    /// The same in bytes, for showing it.
    pub bytes: Range<ByteIndex>,
    /// Which speaker is expected and which was given, where those differ.
    pub speakers: Option<SpeakerDifference>,
    /// The rule of the codebook it turns on: the key's word for it or, where that has none, the likeliest.
    pub rule: Option<String>,
    /// What the teacher says, a note for each claim of the key that has one.
    pub notes: Vec<String>,
}

/// Two speakers of one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerDifference {
    /// Who says it by the key.
    pub expected: Option<String>,
    /// Who says it by the pupil.
    pub given: Option<String>,
}

impl Difference {
    /// Whether there is something to look at.
    pub fn is_difference(&self) -> bool {
        self.kind != FindingKind::Correct || self.speakers.is_some()
    }
}

impl Reveal {
    /// Holds a layer of a submission against a key.
    ///
    /// # Errors
    /// When it is no submission of the key's article.
    pub fn of(expected: &Expected<'_>, review: &Review, which: Which) -> Result<Self, Refused> {
        let layer = expected.layer(review, which)?;
        let first = super::submission::first_layer(review)?.filter(|_| which == Which::First);
        let shown = first.as_ref().unwrap_or(review);
        let matching = Matching::of(expected.key(), &layer, expected.continuum());
        let findings = findings(expected.key(), &layer, &matching);
        let entries = findings.iter().map(|finding| {
            let pair = finding.key.iter().find_map(|number| matching.of_key(*number));
            difference(expected, shown, &layer, finding, pair)
        });
        let left_out = matching.missed.iter().filter(|number| expected.key().spans()[**number].is_optional);
        Ok(Self {
            entries: entries.collect(),
            counts: FindingCounts::of(&findings),
            components: Pupil::of(expected.key(), &layer, &matching),
            left_out: left_out.filter_map(|number| expected.claim(*number)).collect(),
            outside: matching.outside.iter().map(|number| layer.marks()[*number].claim).collect(),
        })
    }

    /// What there is to look at, in text order.
    pub fn differences(&self) -> impl Iterator<Item = &Difference> {
        self.entries.iter().filter(|entry| entry.is_difference())
    }
}

fn difference(
    expected: &Expected<'_>,
    review: &Review,
    layer: &Layer,
    finding: &Finding,
    pair: Option<&Pair>,
) -> Difference {
    let spans = expected.key().spans();
    let marks = layer.marks();
    let choice = |number: usize| {
        let chosen = pair.filter(|pair| pair.key == number).map_or(0, |pair| pair.choice);
        spans[number].choices().get(chosen).unwrap_or(spans[number].first())
    };
    let of_key = finding.key.iter().map(|number| choice(*number));
    let of_own = finding.other.iter().map(|number| &marks[*number]);
    let places = of_key.chain(of_own).fold(Places::default(), |all, mark| all.united(&mark.places));
    let code_points = places.extent().unwrap_or_default();
    let speakers = pair.and_then(|pair| speakers(choice(pair.key), &marks[pair.other]));
    let own: Vec<ClaimId> = finding.other.iter().map(|number| marks[*number].claim).collect();
    let entries = || finding.key.iter().filter_map(|number| expected.entry(*number));
    let likeliest = || {
        let claim = own.first().and_then(|id| review.claims().get(*id)).map(|claim| (review, claim));
        let claim = claim.or_else(|| {
            let id = finding.key.first().and_then(|number| expected.claim(*number))?;
            Some((expected.review(), expected.review().claims().get(id)?))
        });
        claim.and_then(|(review, claim)| Some(codebook::hints(review, claim).first()?.rule.to_owned()))
    };
    Difference {
        kind: finding.kind,
        is_scored: finding.is_scored,
        key: finding.key.iter().filter_map(|number| expected.claim(*number)).collect(),
        alternative: pair.map(|pair| pair.choice),
        bytes: expected.continuum().bytes(&code_points),
        code_points,
        speakers,
        rule: entries().find_map(|entry| entry.rule.clone()).or_else(likeliest),
        notes: entries().map(|entry| entry.note.clone()).filter(|note| !note.is_empty()).collect(),
        own,
    }
}

fn speakers(expected: &Mark, given: &Mark) -> Option<SpeakerDifference> {
    let name = |mark: &Mark| mark.speaker.as_ref().map(|names| names.name.clone());
    let differ = match (&expected.speaker, &given.speaker) {
        (Some(one), Some(two)) => !one.is_same(two),
        // A speaker whom the key does not ask for is no fault.
        (one, _) => one.is_some(),
    };
    differ.then(|| SpeakerDifference { expected: name(expected), given: name(given) })
}
