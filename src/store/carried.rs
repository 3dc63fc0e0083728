//! What a review file holds and the model does not: kept aside from open to save, so that nothing is lost.

use std::{borrow::Cow, collections::HashMap};

use jiff::Timestamp;

use super::schema::{Extra, LinkRecord};
use crate::{
    claim::{ClaimId, ContactId, EvidenceId, SpeakerId},
    text::{ByteIndex, Span, Text},
};

/// The parts of a review file that this version does not work with: fields and words of a newer minor version, and fields that
/// the model has yet to learn. They belong to records by id, so a claim that is deleted and brought back has its own again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carried {
    /// The version of a file from a newer minor version, whose fields are in here.
    pub(super) newer_version: Option<String>,
    /// The text that the places in here belong to; nothing when there are none.
    pub(super) text: Option<Text>,
    pub(super) file: Extra,
    pub(super) article: CarriedArticle,
    pub(super) reviewer: Extra,
    pub(super) speakers: HashMap<SpeakerId, CarriedSpeaker>,
    pub(super) claims: HashMap<ClaimId, CarriedClaim>,
    pub(super) evidence: HashMap<EvidenceId, CarriedEvidence>,
    pub(super) contacts: HashMap<ContactId, CarriedContact>,
    pub(super) practice: Option<String>,
    pub(super) schemes: CarriedSchemes,
    pub(super) role: CarriedRole,
    /// By the step's number; steps that the file had are never taken off the history.
    pub(super) history: HashMap<usize, Extra>,
}

impl Carried {
    /// What of it can be written beside a text: all, when the places in it are that text's.
    pub(super) fn beside(&self, text: &Text) -> Cow<'_, Self> {
        match &self.text {
            Some(own) if own != text => Cow::Owned(self.clone().for_another_text()),
            _ => Cow::Borrowed(self),
        }
    }

    /// What of it belongs to a review whose claims were carried over to another text: all but what belongs to a place.
    fn for_another_text(mut self) -> Self {
        let CarriedArticle { extra, versions, .. } = self.article;
        self.article = CarriedArticle { extra, versions, ..CarriedArticle::default() };
        self.text = None;
        // The order in which claims are looked at changes nothing.
        self.claims = self
            .claims
            .into_iter()
            .map(|(id, claim)| (id, CarriedClaim { segments: Vec::new(), cue: Extra::default(), ..claim }))
            .collect();
        self
    }
}

/// Words that are written again as long as the model still has what it was given in their place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CarriedArticle {
    pub(super) extra: Extra,
    pub(super) source: Extra,
    pub(super) kind: Option<String>,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    /// By where the block begins.
    pub(super) blocks: HashMap<ByteIndex, CarriedBlock>,
    /// By where the page begins.
    pub(super) pages: HashMap<ByteIndex, Extra>,
    /// By the version's number; versions that the file had are never taken away.
    pub(super) versions: HashMap<usize, CarriedVersion>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CarriedVersion {
    pub(super) source: Extra,
    /// By the patch's number.
    pub(super) patches: HashMap<usize, Extra>,
    pub(super) extra: Extra,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CarriedBlock {
    pub(super) kind: Option<String>,
    pub(super) extra: Extra,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CarriedSpeaker {
    pub(super) speaker_type: Option<String>,
    pub(super) extra: Extra,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CarriedClaim {
    pub(super) form: Option<String>,
    pub(super) voice: Option<String>,
    /// The id of a speaker whom the file does not list.
    pub(super) speaker: Option<SpeakerId>,
    pub(super) segments: Vec<CarriedSegment>,
    pub(super) cue: Extra,
    pub(super) state: Option<String>,
    pub(super) status: Extra,
    pub(super) check: Option<Box<CarriedCheck>>,
    /// The word, and the rule beside it.
    pub(super) origin: Option<(String, Option<String>)>,
    pub(super) origin_extra: Extra,
    pub(super) extra: Extra,
}

/// What belongs to the check of a claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CarriedCheck {
    pub(super) verdicts: Extra,
    pub(super) confidence: Option<String>,
    pub(super) priority: Option<String>,
    pub(super) said_on: Option<String>,
    pub(super) links: HashMap<EvidenceId, CarriedLink>,
    /// Links to evidence that the file does not list, each with its place among the links.
    pub(super) unlisted: Vec<(usize, LinkRecord<'static>)>,
    /// The second verdict of this time, and its verdicts.
    pub(super) second: Option<(Timestamp, Extra, Extra)>,
    /// The publication of this time.
    pub(super) published: Option<(Timestamp, Extra)>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CarriedLink {
    pub(super) stance: Option<String>,
    pub(super) level: Option<String>,
    pub(super) extra: Extra,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CarriedEvidence {
    pub(super) kind: Option<String>,
    pub(super) published: Option<String>,
    pub(super) archived: Option<String>,
    pub(super) accessed: Option<String>,
    pub(super) file: Extra,
    pub(super) extra: Extra,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CarriedContact {
    pub(super) asked: Option<String>,
    pub(super) deadline: Option<String>,
    pub(super) answered: Option<String>,
    pub(super) extra: Extra,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CarriedSchemes {
    pub(super) attribution: Option<CarriedScheme>,
    pub(super) content: Option<CarriedScheme>,
    pub(super) extra: Extra,
}

/// What belongs to the sections that say what a file is in a class.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CarriedRole {
    pub(super) assignment: Extra,
    pub(super) submission: Extra,
    pub(super) key: Extra,
    pub(super) returned: Extra,
    pub(super) task: Extra,
    pub(super) codebook: Extra,
    pub(super) tolerance: Extra,
    /// Names of fields that are not known.
    pub(super) fields: Vec<String>,
    pub(super) masthead: Option<String>,
    pub(super) grade: Option<String>,
    /// By the number of the span that is cut beforehand.
    pub(super) cuts: HashMap<usize, Extra>,
    pub(super) key_spans: HashMap<ClaimId, Extra>,
    /// By the claim and the number of its alternative.
    pub(super) alternatives: HashMap<(ClaimId, usize), Extra>,
    pub(super) first: Extra,
    pub(super) first_claims: HashMap<ClaimId, CarriedClaim>,
}

/// What belongs to the scheme of this id, and to its labels by their names.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CarriedScheme {
    pub(super) id: String,
    pub(super) labels: HashMap<String, CarriedLabel>,
    pub(super) extra: Extra,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CarriedLabel {
    /// A place that is none of the scale.
    pub(super) value: Option<u64>,
    pub(super) extra: Extra,
}

/// The fields of a segment stay with the stretch that shares text with where they stood.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CarriedSegment {
    pub(super) place: CarriedPlace,
    pub(super) extra: Extra,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum CarriedPlace {
    Placed(Span),
    /// By its words.
    Lost(String),
}

impl CarriedClaim {
    /// The fields of the placed segment at `span`.
    pub(super) fn of_placed(&self, span: Span) -> Option<&Extra> {
        let shares =
            |segment: &&CarriedSegment| matches!(segment.place, CarriedPlace::Placed(place) if place.overlaps(span));
        self.segments.iter().find(shares).map(|segment| &segment.extra)
    }

    /// The fields of the lost segment with these words.
    pub(super) fn of_lost(&self, exact: &str) -> Option<&Extra> {
        let has = |segment: &&CarriedSegment| matches!(&segment.place, CarriedPlace::Lost(words) if words == exact);
        self.segments.iter().find(has).map(|segment| &segment.extra)
    }
}
