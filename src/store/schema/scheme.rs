//! Verdict schemes as the file has them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::scalar::{Extra, read_or_default, read_words};

/// The schemes that verdicts are chosen from, where they are not those that come with the program.
#[derive(Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "verdict_schemes"))]
#[serde(expecting = "verdict schemes")]
pub(in crate::store) struct SchemesRecord<'a> {
    /// What answers whether it was said.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) attribution: Option<SchemeRecord<'a>>,
    /// What answers whether it is so.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) content: Option<SchemeRecord<'a>>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// A list of labels that answer one question about a claim.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "verdict_scheme"))]
#[serde(expecting = "a verdict scheme")]
pub(in crate::store) struct SchemeRecord<'a> {
    /// Its id; a scheme that the reviewer has extended keeps the id of the one it was made of.
    #[serde(borrow)]
    pub(in crate::store) id: Cow<'a, str>,
    /// What it is called.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(in crate::store) name: Cow<'a, str>,
    /// Whose it is.
    #[serde(borrow, default, deserialize_with = "read_words", skip_serializing_if = "str::is_empty")]
    pub(in crate::store) source: Cow<'a, str>,
    /// Its labels, in the order in which they are offered.
    #[serde(borrow)]
    pub(in crate::store) labels: Vec<LabelRecord<'a>>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// One answer.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "verdict_label"))]
#[serde(expecting = "a label")]
pub(in crate::store) struct LabelRecord<'a> {
    /// The name that verdicts have.
    #[serde(borrow)]
    pub(in crate::store) name: Cow<'a, str>,
    /// The words a reader sees.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(in crate::store) label: Cow<'a, str>,
    /// When to choose it.
    #[serde(borrow, default, deserialize_with = "read_words", skip_serializing_if = "str::is_empty")]
    pub(in crate::store) meaning: Cow<'a, str>,
    /// Its place on the scale of truth, from 1 (false) to 5 (true), where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) value: Option<u64>,
    /// Whether it is no longer offered. Claims that have it keep it.
    #[serde(default, deserialize_with = "read_or_default", skip_serializing_if = "std::ops::Not::not")]
    pub(in crate::store) withdrawn: bool,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}
