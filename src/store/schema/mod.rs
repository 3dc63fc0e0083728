//! The review file, version 1, as types of its own: what is in the file and in which order, apart from the model.
//!
//! What these types say becomes the published JSON Schema; comments on fields are its descriptions.

mod check;
mod claim;
mod evidence;
#[cfg(test)]
mod published;
mod scalar;
mod scheme;
mod teaching;
mod version;

use std::borrow::Cow;

pub(super) use check::{LinkRecord, PublishedRecord, SecondVerdictRecord, VerdictsRecord};
pub(super) use claim::{ClaimRecord, CueRecord, OriginRecord, SegmentRecord, StatusRecord};
pub(super) use evidence::{ContactRecord, EvidenceRecord, FileRecord};
pub(super) use scalar::{Extra, Id, Rare, TagWord, Time, Vocabulary, Word};
use scalar::{read_or_default, read_words};
pub(super) use scheme::{LabelRecord, SchemeRecord, SchemesRecord};
use serde::{Deserialize, Serialize};
pub(super) use teaching::{
    AlternativeRecord, AssignmentRecord, CodebookRecord, CutRecord, FirstLayerRecord, KeyRecord, KeySpanRecord,
    ReturnedRecord, RoleRecord, SubmissionRecord, TaskRecord, ToleranceRecord,
};
pub(super) use version::{PatchRecord, VersionRecord};

use crate::{
    article::{ArticleKind, BlockKind, PartialDate},
    claim::{Practice, SpeakerType},
};

/// What the file says it is.
pub(super) const FORMAT: &str = "claimlight-review";
/// The version that is written.
pub(super) const VERSION: &str = "1.0";
/// The unit of every offset.
pub(super) const OFFSET_UNIT: &str = "unicode_code_points";

/// One reviewer's work on one article. `Claims` is a list of records to read, or whatever makes them one by one to write.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(rename = "review", bound = "Claims: schemars::JsonSchema + Default + Serialize")
)]
#[serde(
    expecting = "a review",
    bound(deserialize = "Claims: Deserialize<'de> + Default", serialize = "Claims: Serialize")
)]
pub(super) struct ReviewFile<'a, Claims> {
    /// `claimlight-review`
    #[cfg_attr(test, schemars(extend("const" = FORMAT)))]
    pub(super) format: Cow<'a, str>,
    /// The version of this format: a major and a minor number.
    #[cfg_attr(test, schemars(extend("pattern" = "^1\\.[0-9]+$")))]
    pub(super) version: Cow<'a, str>,
    /// What offsets count.
    #[cfg_attr(test, schemars(extend("const" = OFFSET_UNIT)))]
    pub(super) offset_unit: Cow<'a, str>,
    /// The article.
    #[serde(borrow)]
    pub(super) article: ArticleRecord<'a>,
    /// Whose work it is.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(super) reviewer: ReviewerRecord<'a>,
    /// Whose words or claims the article reports.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(super) speakers: Vec<SpeakerRecord<'a>>,
    /// The claims, in text order.
    #[serde(default, deserialize_with = "read_or_default")]
    pub(super) claims: Claims,
    /// What the verdicts rest on.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(super) evidence: Vec<EvidenceRecord<'a>>,
    /// Who was asked.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(super) contacts: Vec<ContactRecord<'a>>,
    /// What was done, oldest first.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(super) history: Vec<HistoryRecord<'a>>,
    /// How those who check work together; absent for one person alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) practice: Option<Word<'a, Practice>>,
    /// What verdicts are chosen from; absent for the schemes that come with the program.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) verdict_schemes: Option<SchemesRecord<'a>>,
    /// What a class is asked to do with the article; absent unless this is an assignment.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) assignment: Option<Box<AssignmentRecord<'a>>>,
    /// What assignment this was made of; absent unless a pupil made it.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) submission: Option<Box<SubmissionRecord<'a>>>,
    /// How exactly the claims are expected; absent unless submissions are held against them.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) key: Option<Box<KeyRecord<'a>>>,
    /// What a teacher says about a submission.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) returned: Option<Box<ReturnedRecord<'a>>>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// The article.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "article"))]
#[serde(expecting = "an article")]
pub(super) struct ArticleRecord<'a> {
    /// Its title, as it is shown.
    #[serde(default)]
    pub(super) title: Option<Cow<'a, str>>,
    /// Who wrote it.
    #[serde(default, deserialize_with = "read_or_default")]
    pub(super) authors: Cow<'a, [String]>,
    /// Who published it first.
    #[serde(default)]
    pub(super) publisher: Option<Cow<'a, str>>,
    /// Who published it again, and may have added to it.
    #[serde(default)]
    pub(super) republisher: Option<Cow<'a, str>>,
    /// When it was published: a year, a month or a day.
    #[serde(default)]
    pub(super) published: Option<Word<'a, PartialDate>>,
    /// When it was last changed: a year, a month or a day.
    #[serde(default)]
    pub(super) updated: Option<Word<'a, PartialDate>>,
    /// Its address.
    #[serde(default)]
    pub(super) url: Option<Cow<'a, str>>,
    /// The address of a copy in an archive.
    #[serde(default)]
    pub(super) archive_url: Option<Cow<'a, str>>,
    /// Its language as a BCP 47 tag.
    #[serde(default)]
    pub(super) language: Option<Cow<'a, str>>,
    /// What sort of article it is.
    #[serde(default)]
    pub(super) kind: Option<Word<'a, ArticleKind>>,
    /// Where its text came from.
    #[serde(borrow, default, deserialize_with = "read_or_default")]
    pub(super) source: SourceRecord<'a>,
    /// The SHA-256 of the text in UTF-8, in lower-case hexadecimal digits.
    #[serde(default)]
    pub(super) text_sha256: Option<Cow<'a, str>>,
    /// The text as read; line ends are `\n`, and there is no control character but `\n` and `\t`.
    #[serde(borrow)]
    pub(super) text: Cow<'a, str>,
    /// What its stretches are, in order and apart from each other.
    #[serde(default, deserialize_with = "read_or_default")]
    pub(super) blocks: Vec<BlockRecord<'a>>,
    /// Where the pages of its source begin, in order; absent when it has none.
    #[serde(borrow, default, deserialize_with = "read_or_default", skip_serializing_if = "Vec::is_empty")]
    pub(super) pages: Vec<PageRecord<'a>>,

    /// The texts that this one took the place of, oldest first; absent when there was none.
    #[serde(borrow, default, deserialize_with = "read_or_default", skip_serializing_if = "Vec::is_empty")]
    pub(super) versions: Vec<VersionRecord<'a>>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// Where an article's text came from.
#[derive(Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "source"))]
#[serde(expecting = "a source")]
pub(super) struct SourceRecord<'a> {
    /// The file's name, without folders.
    #[serde(default)]
    pub(super) file: Option<Cow<'a, str>>,
    /// Its media type.
    #[serde(default)]
    pub(super) media_type: Option<Cow<'a, str>>,
    /// The encoding its bytes were decoded with.
    #[serde(default)]
    pub(super) encoding: Option<Cow<'a, str>>,
    /// The SHA-256 of its bytes, in lower-case hexadecimal digits.
    #[serde(default)]
    pub(super) sha256: Option<Cow<'a, str>>,
    /// When it was read.
    #[serde(default)]
    pub(super) opened: Option<Time>,
    /// What read it.
    #[serde(default)]
    pub(super) reader: Option<Cow<'a, str>>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// A stretch of the article and what it is.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "block"))]
#[serde(expecting = "a block")]
pub(super) struct BlockRecord<'a> {
    /// What it is.
    pub(super) kind: Option<Word<'a, BlockKind>>,
    /// Where it begins, in Unicode code points.
    pub(super) start: u64,
    /// Where it ends.
    pub(super) end: u64,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// Where a page of the source begins, such as a sheet of a PDF document.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "page"))]
#[serde(expecting = "a page")]
pub(super) struct PageRecord<'a> {
    /// What the source calls it, such as `12` or `iv`.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(super) label: Cow<'a, str>,
    /// Where its words begin, in Unicode code points.
    pub(super) start: u64,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// Whose work it is.
#[derive(Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "reviewer"))]
#[serde(expecting = "a reviewer")]
pub(super) struct ReviewerRecord<'a> {
    /// The reviewer's name; may be empty.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(super) name: Cow<'a, str>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// Somebody or something whose words or claims the article reports.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "speaker"))]
#[serde(expecting = "a speaker")]
pub(super) struct SpeakerRecord<'a> {
    /// A UUID.
    pub(super) id: Id,
    /// The name it is listed under.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(super) name: Cow<'a, str>,
    /// What it was at the time.
    #[serde(default)]
    pub(super) role: Option<Cow<'a, str>>,
    /// Whom it spoke for.
    #[serde(default)]
    pub(super) organisation: Option<Cow<'a, str>>,
    /// Other names the article gives it.
    #[serde(default, deserialize_with = "read_or_default")]
    pub(super) aliases: Cow<'a, [String]>,
    /// What it is.
    #[serde(rename = "type")]
    pub(super) speaker_type: Option<Word<'a, SpeakerType>>,
    /// An address that says who it is.
    #[serde(default)]
    pub(super) same_as: Option<Cow<'a, str>>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// One step that was taken.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "step"))]
#[serde(expecting = "a step of the history")]
pub(super) struct HistoryRecord<'a> {
    /// When.
    pub(super) at: Time,
    /// By whom.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(super) by: Cow<'a, str>,
    /// The id of the claim it was about.
    #[serde(default)]
    pub(super) claim: Option<Id>,
    /// What was changed.
    #[serde(borrow, default, deserialize_with = "read_words")]
    pub(super) edit: Cow<'a, str>,
    /// What it was.
    #[serde(default)]
    pub(super) from: Option<Cow<'a, str>>,
    /// What it became.
    #[serde(default)]
    pub(super) to: Option<Cow<'a, str>>,
    /// Why.
    #[serde(default)]
    pub(super) reason: Option<Cow<'a, str>>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// The head of a string that may be long, for a sentence.
pub(super) fn shortened(words: &str) -> Cow<'_, str> {
    const LIMIT: usize = 60;
    match words.char_indices().nth(LIMIT) {
        Some((end, _)) => Cow::Owned(format!("{}…", &words[..end])),
        None => Cow::Borrowed(words),
    }
}
