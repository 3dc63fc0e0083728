//! What a review file holds and the model does not: kept aside from open to save, so that nothing is lost.

use std::collections::HashMap;

use serde_json::Value;

use super::schema::{Extra, VerdictsRecord};
use crate::{
    claim::{ClaimId, SpeakerId},
    text::{ByteIndex, Span},
};

/// The parts of a review file that this version does not work with: fields and words of a newer minor version, and fields that
/// the model has yet to learn. They belong to records by id, so a claim that is deleted and brought back has its own again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carried {
    /// The version of a file from a newer minor version, whose fields are in here.
    pub(super) newer_version: Option<String>,
    pub(super) file: Extra,
    pub(super) article: CarriedArticle,
    pub(super) reviewer: Extra,
    pub(super) speakers: HashMap<SpeakerId, CarriedSpeaker>,
    pub(super) claims: HashMap<ClaimId, CarriedClaim>,
    pub(super) evidence: Vec<Value>,
    pub(super) contacts: Vec<Value>,
    /// By the step's number; steps that the file had are never taken off the history.
    pub(super) history: HashMap<usize, Extra>,
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
    pub(super) verdicts: VerdictsRecord,
    pub(super) confidence: Option<Box<Value>>,
    pub(super) rationale: Option<Box<Value>>,
    pub(super) evidence: Vec<Value>,
    /// The word, and the rule beside it.
    pub(super) origin: Option<(String, Option<String>)>,
    pub(super) origin_extra: Extra,
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
