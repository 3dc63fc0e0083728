//! Assignments, submissions and keys as the file has them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{
    SpeakerRecord,
    claim::{ClaimRecord, SegmentRecord},
    scalar::{Extra, Id, TagWord, Time, Word, read_or_default, read_words},
};
use crate::teaching::{AskedField, Grade, Masthead};

/// The sections of a file that say what it is in a class.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::store) struct RoleRecord<'a> {
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) assignment: Option<Box<AssignmentRecord<'a>>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) submission: Option<Box<SubmissionRecord<'a>>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) key: Option<Box<KeyRecord<'a>>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) returned: Option<Box<ReturnedRecord<'a>>>,
}

/// An article with a task for a class. Beside it there is the section `key` when the key lies open; then the file's claims are
/// those of the key, and otherwise it has none.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "assignment"))]
#[serde(expecting = "an assignment")]
pub(in crate::store) struct AssignmentRecord<'a> {
    /// A UUID, by which its submissions and its key know it.
    pub(in crate::store) id: Id,
    /// What the pupils are asked to do.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(in crate::store) task: TaskRecord<'a>,
    /// The file of the key, sealed with the teacher's password: armored, of the age format, with scrypt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) sealed_key: Option<Cow<'a, str>>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// What a pupil is asked to do.
#[derive(Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "task"))]
#[serde(expecting = "a task")]
pub(in crate::store) struct TaskRecord<'a> {
    /// The teacher's words.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(in crate::store) instructions: Cow<'a, str>,
    /// Which tags to look for.
    #[serde(default, deserialize_with = "read_or_default")]
    pub(in crate::store) tags: Vec<TagWord>,
    /// Which fields of a claim to fill in.
    #[serde(default, deserialize_with = "read_or_default")]
    pub(in crate::store) fields: Vec<Word<'a, AskedField>>,
    /// Whether each claim needs a reason: in a submission, its `note`.
    #[serde(default, deserialize_with = "read_or_default")]
    pub(in crate::store) why: bool,
    /// What the teacher says about the codebook.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(in crate::store) codebook: CodebookRecord<'a>,
    /// Whether the program may say what it would look at; it may where nothing is said.
    #[serde(default)]
    pub(in crate::store) hints: Option<bool>,
    /// Whether the pupil sees who wrote the article, and where; shown where nothing is said.
    #[serde(default)]
    pub(in crate::store) masthead: Option<Word<'a, Masthead>>,
    /// Spans that are cut beforehand, so that only their tags are asked for.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(in crate::store) spans: Vec<CutRecord<'a>>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// What the teacher says about the codebook.
#[derive(Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "codebook"))]
#[serde(expecting = "a codebook")]
pub(in crate::store) struct CodebookRecord<'a> {
    /// Rules of the teacher's own.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(in crate::store) text: Cow<'a, str>,
    /// Where one can be read.
    #[serde(default)]
    pub(in crate::store) link: Option<Cow<'a, str>>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// A span that is cut beforehand.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "cut"))]
#[serde(expecting = "a span")]
pub(in crate::store) struct CutRecord<'a> {
    /// Where it is.
    #[serde(borrow)]
    pub(in crate::store) segments: Vec<SegmentRecord<'a>>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// What a pupil makes of an assignment. The name of the file's reviewer is the pupil's pseudonym, and the claims are the pupil's.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "submission"))]
#[serde(expecting = "a submission")]
pub(in crate::store) struct SubmissionRecord<'a> {
    /// The id of the assignment.
    pub(in crate::store) assignment: Id,
    /// The SHA-256 of the text that was handed out.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(in crate::store) text_sha256: Cow<'a, str>,
    /// What was asked.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(in crate::store) task: TaskRecord<'a>,
    /// When it was handed in.
    #[serde(default)]
    pub(in crate::store) handed_in: Option<Time>,
    /// What was handed in, once the file's claims are the second layer.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) first_layer: Option<FirstLayerRecord<'a>>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// The claims as they were handed in, before any was corrected.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "first_layer"))]
#[serde(expecting = "a first layer")]
pub(in crate::store) struct FirstLayerRecord<'a> {
    /// When the second was begun.
    pub(in crate::store) closed: Time,
    /// When the second was handed in; it need not be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) second_handed_in: Option<Time>,
    /// The speakers they had then.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(in crate::store) speakers: Vec<SpeakerRecord<'a>>,
    /// The claims, in text order.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(in crate::store) claims: Vec<ClaimRecord<'a>>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// How exactly the file's claims are expected of pupils.
#[derive(Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "key"))]
#[serde(expecting = "a key")]
pub(in crate::store) struct KeyRecord<'a> {
    /// The id of the assignment it belongs to.
    #[serde(default)]
    pub(in crate::store) assignment: Option<Id>,
    /// Which differences at the edges do not count.
    #[serde(default, deserialize_with = "read_or_default")]
    pub(in crate::store) tolerance: ToleranceRecord,
    /// The passages that are scored; none for the whole article.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(in crate::store) passages: Vec<SegmentRecord<'a>>,
    /// What is said of single claims; those of which nothing is said are expected as they stand.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(in crate::store) spans: Vec<KeySpanRecord<'a>>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// Which differences at the edges of a claim do not count; none does where nothing is said.
#[derive(Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "tolerance"))]
#[serde(expecting = "a tolerance")]
pub(in crate::store) struct ToleranceRecord {
    /// Full stops, commas and the like.
    #[serde(default)]
    pub(in crate::store) punctuation: Option<bool>,
    /// Articles, and the “that” before a clause.
    #[serde(default)]
    pub(in crate::store) determiners: Option<bool>,
    /// Quotation marks.
    #[serde(default)]
    pub(in crate::store) quotation_marks: Option<bool>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// What a key says of one of its claims.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "key_span"))]
#[serde(expecting = "a claim of the key")]
pub(in crate::store) struct KeySpanRecord<'a> {
    /// The id of one of the file's claims.
    pub(in crate::store) claim: Id,
    /// Whether it may be left out.
    #[serde(default, deserialize_with = "read_or_default")]
    pub(in crate::store) optional: bool,
    /// The id of the rule of the codebook on which it turns.
    #[serde(default)]
    pub(in crate::store) rule: Option<Cow<'a, str>>,
    /// What the teacher says about it.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(in crate::store) note: Cow<'a, str>,
    /// Other ways to mark it that are as right.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(in crate::store) alternatives: Vec<AlternativeRecord<'a>>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// Another way to mark a claim of a key.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "alternative"))]
#[serde(expecting = "an alternative")]
pub(in crate::store) struct AlternativeRecord<'a> {
    /// What it is then.
    pub(in crate::store) tag: TagWord,
    /// Where it is then.
    #[serde(borrow)]
    pub(in crate::store) segments: Vec<SegmentRecord<'a>>,
    /// The id of a speaker of this file: who says it then.
    #[serde(default)]
    pub(in crate::store) speaker: Option<Id>,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}

/// What a teacher says about a submission.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "returned"))]
#[serde(expecting = "a mark")]
pub(in crate::store) struct ReturnedRecord<'a> {
    /// Who says it.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(in crate::store) by: Cow<'a, str>,
    /// How far the pupil is.
    #[serde(default)]
    pub(in crate::store) mark: Option<Word<'a, Grade>>,
    /// The rest in words.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(in crate::store) comment: Cow<'a, str>,
    /// When.
    pub(in crate::store) at: Time,
    #[serde(flatten)]
    pub(in crate::store) extra: Extra,
}
