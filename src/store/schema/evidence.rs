//! Evidence and contacts as the file has them. But for ids and names, what is not known is left out.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::scalar::{Extra, Id, Word, read_or_default, read_words};
use crate::{article::PartialDate, claim::EvidenceKind};

/// A source that says something about claims.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "evidence"))]
#[serde(expecting = "a piece of evidence")]
pub(in crate::store) struct EvidenceRecord<'a> {
    /// A UUID; claims link to it.
    pub(in crate::store) id: Id,
    /// What it is called.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(in crate::store) title: Cow<'a, str>,
    /// Who made it.
    #[serde(borrow, default, deserialize_with = "read_words", skip_serializing_if = "str::is_empty")]
    pub(in crate::store) author: Cow<'a, str>,
    /// Who published it.
    #[serde(borrow, default, deserialize_with = "read_words", skip_serializing_if = "str::is_empty")]
    pub(in crate::store) publisher: Cow<'a, str>,
    /// When it was published: a year, a month or a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) published: Option<Word<'a, PartialDate>>,
    /// Its address.
    #[serde(borrow, default, deserialize_with = "read_words", skip_serializing_if = "str::is_empty")]
    pub(in crate::store) url: Cow<'a, str>,
    /// The address of a copy in an archive.
    #[serde(borrow, default, deserialize_with = "read_words", skip_serializing_if = "str::is_empty")]
    pub(in crate::store) archive_url: Cow<'a, str>,
    /// When that copy was made: a year, a month or a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) archived: Option<Word<'a, PartialDate>>,
    /// When the reviewer looked at it: a year, a month or a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) accessed: Option<Word<'a, PartialDate>>,
    /// Where in it: a page, a paragraph, a timestamp, a cell.
    #[serde(borrow, default, deserialize_with = "read_words", skip_serializing_if = "str::is_empty")]
    pub(in crate::store) locator: Cow<'a, str>,
    /// The words relied on.
    #[serde(borrow, default, deserialize_with = "read_words", skip_serializing_if = "str::is_empty")]
    pub(in crate::store) passage: Cow<'a, str>,
    /// What sort of source it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) kind: Option<Word<'a, EvidenceKind>>,
    /// What its maker may gain from being believed.
    #[serde(borrow, default, deserialize_with = "read_words", skip_serializing_if = "str::is_empty")]
    pub(in crate::store) interest: Cow<'a, str>,
    /// The reviewer's own calculation, a step each.
    #[serde(default, deserialize_with = "read_or_default", skip_serializing_if = "<[String]>::is_empty")]
    pub(in crate::store) calculation: Cow<'a, [String]>,
    /// A file that holds it.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) file: Option<FileRecord<'a>>,
    /// Whether it must not leave the desk.
    #[serde(default, deserialize_with = "read_or_default", skip_serializing_if = "std::ops::Not::not")]
    pub(in crate::store) confidential: bool,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// A file that holds a piece of evidence.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "file"))]
#[serde(expecting = "a file")]
pub(in crate::store) struct FileRecord<'a> {
    /// Where it is, as the reviewer's system names it.
    #[serde(borrow)]
    pub(in crate::store) path: Cow<'a, str>,
    /// The SHA-256 of its bytes when it was attached, in lower-case hexadecimal digits.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(in crate::store) sha256: Cow<'a, str>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// An attempt to ask somebody about claims.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "contact"))]
#[serde(expecting = "a contact")]
pub(in crate::store) struct ContactRecord<'a> {
    /// A UUID.
    pub(in crate::store) id: Id,
    /// Who was asked.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(in crate::store) who: Cow<'a, str>,
    /// The ids of the claims it is about.
    #[serde(default, deserialize_with = "read_or_default")]
    pub(in crate::store) claims: Vec<Id>,
    /// How: a telephone number, an address, a form.
    #[serde(borrow, default, deserialize_with = "read_words", skip_serializing_if = "str::is_empty")]
    pub(in crate::store) channel: Cow<'a, str>,
    /// When: a year, a month or a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) asked: Option<Word<'a, PartialDate>>,
    /// What.
    #[serde(borrow, default, deserialize_with = "read_words", skip_serializing_if = "str::is_empty")]
    pub(in crate::store) question: Cow<'a, str>,
    /// Until when an answer was asked for: a year, a month or a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) deadline: Option<Word<'a, PartialDate>>,
    /// When it came: a year, a month or a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) answered: Option<Word<'a, PartialDate>>,
    /// What was answered; absent as long as there is no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) answer: Option<Cow<'a, str>>,
    /// Whether there was no answer and none is waited for any more.
    #[serde(default, deserialize_with = "read_or_default", skip_serializing_if = "std::ops::Not::not")]
    pub(in crate::store) no_reply: bool,
    /// Whether it must not leave the desk.
    #[serde(default, deserialize_with = "read_or_default", skip_serializing_if = "std::ops::Not::not")]
    pub(in crate::store) confidential: bool,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}
