//! A claim as the file has it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{
    check::{LinkRecord, PublishedRecord, SecondVerdictRecord, VerdictsRecord},
    scalar::{Extra, Id, Rare, TagWord, Time, Word, read_or_default, read_words},
};
use crate::{
    article::PartialDate,
    claim::{Confidence, Form, Priority, State, Voice},
};

/// A stretch of an article that says something, with everything the reviewer holds about it.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "claim"))]
#[serde(expecting = "a claim")]
pub(in crate::store) struct ClaimRecord<'a> {
    /// A UUID, for as long as the claim lives.
    pub(in crate::store) id: Id,
    /// What the claim is.
    pub(in crate::store) tag: TagWord,
    /// How its words reach the reader.
    pub(in crate::store) form: Option<Word<'a, Form>>,
    /// In whose voice it stands.
    pub(in crate::store) voice: Option<Word<'a, Voice>>,
    /// Where it is: one stretch, or several as when "she said" splits a quotation.
    #[serde(borrow)]
    pub(in crate::store) segments: Vec<SegmentRecord<'a>>,
    /// The id of a speaker of this file: who says it.
    #[serde(default)]
    pub(in crate::store) speaker: Option<Id>,
    /// The words that attribute it, such as "said".
    #[serde(default)]
    pub(in crate::store) cue: Option<CueRecord>,
    /// What it says, in words that stand by themselves.
    #[serde(default)]
    pub(in crate::store) claim_text: Option<Cow<'a, str>>,
    /// Where the work on it is.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(in crate::store) status: StatusRecord<'a>,
    /// What was found.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(in crate::store) verdicts: VerdictsRecord<'a>,
    /// How sure the verdicts are.
    #[serde(default)]
    pub(in crate::store) confidence: Rare<Word<'a, Confidence>>,
    /// Why the verdicts are what they are.
    #[serde(default)]
    pub(in crate::store) rationale: Rare<Cow<'a, str>>,
    /// What they rest on; each piece of evidence once.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(in crate::store) evidence: Vec<LinkRecord<'a>>,
    /// Remarks by the codebook's names; `orphaned` stands here when words of a segment are no longer in the text.
    #[serde(default, deserialize_with = "read_or_default")]
    pub(in crate::store) flags: Cow<'a, [String]>,
    /// Remarks by the reviewer's own names.
    #[serde(default, deserialize_with = "read_or_default")]
    pub(in crate::store) labels: Cow<'a, [String]>,
    /// Anything else.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(in crate::store) note: Cow<'a, str>,
    /// When it was made.
    pub(in crate::store) created: Time,
    /// When it was last changed.
    pub(in crate::store) modified: Time,
    /// How it came to be.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(in crate::store) origin: OriginRecord<'a>,
    /// How urgent its check is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) priority: Rare<Word<'a, Priority>>,
    /// Why this claim is checked and not another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) selection_reason: Rare<Cow<'a, str>>,
    /// What a reader must know to understand it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) context: Rare<Cow<'a, str>>,
    /// When it was said: a year, a month or a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) said_on: Rare<Word<'a, PartialDate>>,
    /// Where it was said: a place, a broadcast, a post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) said_at: Rare<Cow<'a, str>>,
    /// The address at which it appeared first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) first_appearance: Rare<Cow<'a, str>>,
    /// Whom the speaker cites, outermost first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) chain: Rare<Cow<'a, [String]>>,
    /// Where was looked in vain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) searched: Rare<Cow<'a, str>>,
    /// Who found what was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) checker: Rare<Cow<'a, str>>,
    /// Who agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) approver: Rare<Cow<'a, str>>,
    /// A second opinion, given without sight of the first.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) second_verdict: Rare<SecondVerdictRecord<'a>>,
    /// Where it went out last.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) published: Rare<PublishedRecord<'a>>,
    /// Who made it, when it was taken from another's review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) author: Rare<Cow<'a, str>>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// A stretch of text: `text[start:end] == exact`, counted in Unicode code points, unless it is lost.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "segment"))]
#[serde(expecting = "a segment")]
pub(in crate::store) struct SegmentRecord<'a> {
    /// Where it begins.
    pub(in crate::store) start: u64,
    /// Where it ends; the code point here is no longer in it.
    pub(in crate::store) end: u64,
    /// Its words.
    #[serde(borrow)]
    pub(in crate::store) exact: Cow<'a, str>,
    /// Up to 32 code points before it.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(in crate::store) prefix: Cow<'a, str>,
    /// Up to 32 code points after it.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(in crate::store) suffix: Cow<'a, str>,
    /// Whether its words are no longer in the text, or the reviewer left them without a place; then the two numbers say where they
    /// stood in the text before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) lost: Option<bool>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// The place of a cue, counted in Unicode code points.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "cue"))]
#[serde(expecting = "a cue")]
pub(in crate::store) struct CueRecord {
    /// Where it begins.
    pub(in crate::store) start: u64,
    /// Where it ends.
    pub(in crate::store) end: u64,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// Where the work on a claim is.
#[derive(Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "status"))]
#[serde(expecting = "a status")]
pub(in crate::store) struct StatusRecord<'a> {
    /// The state.
    pub(in crate::store) state: Option<Word<'a, State>>,
    /// Why it is skipped, or what is waited for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) reason: Option<Cow<'a, str>>,
    /// Of a duplicate: the id of the claim that is checked instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) duplicate_of: Option<Id>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// How a claim came to be.
#[derive(Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "origin"))]
#[serde(expecting = "an origin")]
pub(in crate::store) struct OriginRecord<'a> {
    /// `reviewer`, or `rule` for a proposal that was accepted.
    #[serde(default)]
    pub(in crate::store) by: Option<Cow<'a, str>>,
    /// The rule that proposed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) rule: Option<Cow<'a, str>>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}
