//! The check of a claim as the file has it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::scalar::{Extra, Id, Rare, Time, Word, read_or_default, read_words};
use crate::claim::{Level, Stance};

/// What was found: whether it was said, and whether it is so.
#[derive(Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "verdicts"))]
#[serde(expecting = "verdicts")]
pub(in crate::store) struct VerdictsRecord<'a> {
    /// Whether it was said: the name of a label of the scheme for attribution.
    #[serde(default)]
    pub(in crate::store) attribution: Rare<Cow<'a, str>>,
    /// Whether it is so: the name of a label of the scheme for content.
    #[serde(default)]
    pub(in crate::store) content: Rare<Cow<'a, str>>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// A link from a claim to a piece of the file's evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "evidence_link"))]
#[serde(expecting = "a link to evidence")]
pub(in crate::store) struct LinkRecord<'a> {
    /// The id of a piece of this file's evidence.
    pub(in crate::store) id: Id,
    /// What it says about the claim; `context` where nothing is said.
    pub(in crate::store) stance: Option<Word<'a, Stance>>,
    /// How near it is to what happened.
    #[serde(default)]
    pub(in crate::store) level: Option<Word<'a, Level>>,
    /// A name shared by pieces that go back to one origin: they count as one source.
    #[serde(default)]
    pub(in crate::store) independence: Option<Cow<'a, str>>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// A second opinion, given without sight of the first.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "second_verdict"))]
#[serde(expecting = "a second verdict")]
pub(in crate::store) struct SecondVerdictRecord<'a> {
    /// By whom.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(in crate::store) by: Cow<'a, str>,
    /// What they found.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(in crate::store) verdicts: VerdictsRecord<'a>,
    /// When.
    pub(in crate::store) at: Time,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// The report a claim went out in.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "publication"))]
#[serde(expecting = "a publication")]
pub(in crate::store) struct PublishedRecord<'a> {
    /// Which version of the report.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(in crate::store) version: Cow<'a, str>,
    /// When.
    pub(in crate::store) at: Time,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}
