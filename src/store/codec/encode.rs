//! Writes a review.

use std::{borrow::Cow, cell::RefCell, sync::Arc};

use memchr::memmem;
use serde::{Serialize, Serializer, ser::Error as _};
use serde_json::ser::{CompactFormatter, Formatter};

use super::{
    check::write_check,
    evidence::{contact_record, evidence_record},
    layout::Indented,
    parts::{article_record, history_record, known_or_kept, speaker_record},
    scheme::changed_schemes_record,
    teaching::role_record,
};
use crate::{
    claim::{Claim, LostSegment, Origin, Practice},
    review::Review,
    store::{
        Carried,
        carried::CarriedClaim,
        schema::{
            ClaimRecord, CueRecord, Extra, FORMAT, Id, OFFSET_UNIT, OriginRecord, ReviewFile, ReviewerRecord,
            SegmentRecord, StatusRecord, TagWord, Time, VERSION, VerdictsRecord, Word,
        },
    },
    text::{Span, Text},
};

/// How many code points of the text around a segment are written with it.
const CONTEXT: usize = 32;

/// The flag of a claim some of whose words are no longer in the text. It is made of the segments and never stands in the model.
pub(in crate::store) const ORPHANED: &str = "orphaned";

/// About as many as a claim has in a file, most of them indentation and the names of fields: saves most of the growing.
pub(super) const BYTES_OF_A_CLAIM: usize = 1200;

/// The list of a file without claims.
const NO_CLAIMS: &[u8] = b"\n  \"claims\": []";

/// What a claim's line begins with, two levels deep in the file.
const LINE_OF_A_CLAIM: &[u8] = b"\n    ";

/// What the line after the last claim begins with.
const END_OF_CLAIMS: &[u8] = b"\n  ";

/// A review that cannot be written, because a place in it is none of its text: a fault of the program, not of the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the review could not be written: {0}. This is a fault of the program; the file on disk is as it was")]
pub struct EncodeError(String);

/// The bytes of the review's file. The same review gives the same bytes.
///
/// # Errors
/// When a segment does not read as the words at its place; then nothing should be written.
pub fn encode(review: &Review, carried: &Carried) -> Result<Vec<u8>, EncodeError> {
    let carried = &*carried.beside(review.article().text());
    let Frame { mut bytes, claims } = Frame::of(review, carried)?;
    let after = bytes.split_off(claims);
    bytes.reserve(review.claims().len() * BYTES_OF_A_CLAIM + after.len());
    write_claims(&mut bytes, review.claims().in_order(), review.article().text(), carried)?;
    bytes.extend_from_slice(&after);
    Ok(bytes)
}

/// A file with an empty list of claims.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) bytes: Vec<u8>,
    /// Where the claims belong: behind the bracket that opens the list and, if there are any, before the line of that which closes it.
    pub(super) claims: usize,
}

impl Frame {
    pub(super) fn of(review: &Review, carried: &Carried) -> Result<Self, EncodeError> {
        let mut bytes = encode_with(review, &[], carried, Indented::default())?;
        bytes.push(b'\n');
        // There are no line feeds in strings, and only the fields of the file itself are indented by two spaces.
        let field =
            memmem::find(&bytes, NO_CLAIMS).ok_or_else(|| EncodeError("it has no list of claims".to_owned()))?;
        let claims = field + NO_CLAIMS.len() - 1;
        if !review.claims().is_empty() {
            bytes.splice(claims..claims, END_OF_CLAIMS.iter().copied());
        }
        Ok(Self { bytes, claims })
    }
}

/// Appends claims that follow one another as they stand in the list of a file, without the commas around them.
fn write_claims(bytes: &mut Vec<u8>, claims: &[Arc<Claim>], text: &Text, carried: &Carried) -> Result<(), EncodeError> {
    for (number, claim) in claims.iter().enumerate() {
        if number > 0 {
            bytes.push(b',');
        }
        write_claim(bytes, claim, text, carried)?;
    }
    Ok(())
}

/// Appends one claim as it stands in the list of a file.
pub(super) fn write_claim(
    bytes: &mut Vec<u8>,
    claim: &Claim,
    text: &Text,
    carried: &Carried,
) -> Result<(), EncodeError> {
    bytes.extend_from_slice(LINE_OF_A_CLAIM);
    let record = claim_record(claim, text, carried.claims.get(&claim.id))?;
    let mut serializer = serde_json::Serializer::with_formatter(bytes, Indented::within(2));
    record.serialize(&mut serializer).map_err(|fault| EncodeError(fault.to_string()))
}

/// The same on one line, for the journal.
pub(in crate::store) fn encode_compact(review: &Review, carried: &Carried) -> Result<Vec<u8>, EncodeError> {
    let carried = carried.beside(review.article().text());
    encode_with(review, review.claims().in_order(), &carried, CompactFormatter)
}

fn encode_with(
    review: &Review,
    claims: &[Arc<Claim>],
    carried: &Carried,
    formatter: impl Formatter,
) -> Result<Vec<u8>, EncodeError> {
    let text = review.article().text();
    let mut bytes = Vec::with_capacity(text.len() * 5 / 4 + claims.len() * BYTES_OF_A_CLAIM + 4096);
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, formatter);
    let role = role_record(review.role(), text, carried)?;
    let file = ReviewFile {
        format: Cow::Borrowed(FORMAT),
        version: Cow::Borrowed(carried.newer_version.as_deref().unwrap_or(VERSION)),
        offset_unit: Cow::Borrowed(OFFSET_UNIT),
        article: article_record(review.article(), &carried.article),
        reviewer: ReviewerRecord { name: Cow::Borrowed(review.reviewer()), extra: carried.reviewer.clone() },
        speakers: review.speakers().iter().map(|speaker| speaker_record(speaker, carried)).collect(),
        claims: OneByOne { claims, text, carried },
        evidence: review.evidence().iter().map(|piece| evidence_record(piece, carried)).collect(),
        contacts: review.contacts().iter().map(|contact| contact_record(contact, carried)).collect(),
        history: review
            .history()
            .iter()
            .enumerate()
            .map(|(n, step)| history_record(step, carried.history.get(&n)))
            .collect(),
        practice: Some(known_or_kept(review.practice(), carried.practice.as_deref()))
            .filter(|practice| *practice != Word::Known(Practice::default())),
        verdict_schemes: changed_schemes_record(review.schemes(), &carried.schemes),
        assignment: role.assignment,
        submission: role.submission,
        key: role.key,
        returned: role.returned,
        extra: carried.file.clone(),
    };
    file.serialize(&mut serializer).map_err(|fault| EncodeError(fault.to_string()))?;
    Ok(bytes)
}

/// Claims of a review, each made a record when its turn comes, so that there is one at a time.
struct OneByOne<'a> {
    claims: &'a [Arc<Claim>],
    text: &'a Text,
    carried: &'a Carried,
}

impl Serialize for OneByOne<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fault = RefCell::new(None);
        let records = self.claims.iter().map_while(|claim| {
            let record = claim_record(claim, self.text, self.carried.claims.get(&claim.id));
            record.map_err(|found| *fault.borrow_mut() = Some(found)).ok()
        });
        let written = serializer.collect_seq(records)?;
        match fault.into_inner() {
            None => Ok(written),
            Some(fault) => Err(S::Error::custom(fault)),
        }
    }
}

/// A claim as the file has it.
///
/// # Errors
/// When a place of it is none of the text.
pub(in crate::store) fn claim_record<'a>(
    claim: &'a Claim,
    text: &'a Text,
    carried: Option<&'a CarriedClaim>,
) -> Result<ClaimRecord<'a>, EncodeError> {
    let placed = claim.segments.placed().iter().map(|span| placed_record(*span, text, carried));
    let lost = claim.segments.lost().iter().map(|lost| Ok(lost_record(lost, carried)));
    let segments = placed.chain(lost).collect::<Result<Vec<_>, EncodeError>>()?;
    let cue = claim.cue.map(|span| cue_record(span, text, carried)).transpose()?;
    let mut record = ClaimRecord {
        id: Id(claim.id.0),
        tag: TagWord(claim.tag),
        form: Some(Word::Known(claim.form)),
        voice: Some(Word::Known(claim.voice)),
        segments,
        speaker: claim.speaker.map(|id| Id(id.0)),
        cue,
        claim_text: claim.claim_text.as_deref().map(Cow::Borrowed),
        status: StatusRecord {
            state: Some(Word::Known(claim.status.state)),
            reason: claim.status.reason.as_deref().map(Cow::Borrowed),
            duplicate_of: claim.status.duplicate_of.map(|id| Id(id.0)),
            ..StatusRecord::default()
        },
        verdicts: VerdictsRecord::default(),
        confidence: None,
        rationale: None,
        evidence: Vec::new(),
        flags: flags_of(claim),
        labels: Cow::Borrowed(&claim.labels),
        note: Cow::Borrowed(&claim.note),
        created: Time(claim.created),
        modified: Time(claim.modified),
        origin: origin_record(&claim.origin),
        priority: None,
        selection_reason: None,
        context: None,
        said_on: None,
        said_at: None,
        first_appearance: None,
        chain: None,
        searched: None,
        checker: None,
        approver: None,
        second_verdict: None,
        published: None,
        author: claim.author.as_deref().map(|author| Box::new(Cow::Borrowed(author))),
        extra: Extra::default(),
    };
    let kept_of_check = carried.and_then(|carried| carried.check.as_deref());
    if !claim.check.is_empty() || kept_of_check.is_some() {
        write_check(&mut record, claim.check(), kept_of_check);
    }
    if let Some(carried) = carried {
        restore(&mut record, claim, carried);
    }
    Ok(record)
}

/// Puts back what the file had and the model does not hold, where the model still has what it was given instead.
fn restore<'a>(record: &mut ClaimRecord<'a>, claim: &Claim, carried: &'a CarriedClaim) {
    let word = |word: &'a Option<String>| word.as_deref().map(Cow::Borrowed);
    if let (true, Some(word)) = (claim.form == crate::claim::Form::default(), word(&carried.form)) {
        record.form = Some(Word::Unknown(word));
    }
    if let (true, Some(word)) = (claim.voice == crate::claim::Voice::default(), word(&carried.voice)) {
        record.voice = Some(Word::Unknown(word));
    }
    if let (true, Some(word)) = (claim.status.state == crate::claim::State::default(), word(&carried.state)) {
        record.status.state = Some(Word::Unknown(word));
    }
    if let (Origin::Reviewer, Some((by, rule))) = (&claim.origin, &carried.origin) {
        record.origin.by = Some(Cow::Borrowed(by));
        record.origin.rule = rule.as_deref().map(Cow::Borrowed);
    }
    record.speaker = record.speaker.or(carried.speaker.map(|id| Id(id.0)));
    record.status.extra = carried.status.clone();
    record.origin.extra = carried.origin_extra.clone();
    record.extra = carried.extra.clone();
}

/// A stretch as the file has it.
pub(super) fn placed_record<'a>(
    span: Span,
    text: &'a Text,
    carried: Option<&CarriedClaim>,
) -> Result<SegmentRecord<'a>, EncodeError> {
    let (start, end) = code_points(span, text)?;
    let content = text.as_str();
    let (before, after) = (&content[..span.start().get()], &content[span.end().get()..]);
    let prefix_start = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
    let suffix_end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    Ok(SegmentRecord {
        start,
        end,
        exact: Cow::Borrowed(text.slice(span)),
        prefix: Cow::Borrowed(&before[prefix_start..]),
        suffix: Cow::Borrowed(&after[..suffix_end]),
        lost: None,
        extra: carried.and_then(|carried| carried.of_placed(span)).cloned().unwrap_or_default(),
    })
}

fn lost_record<'a>(lost: &'a LostSegment, carried: Option<&CarriedClaim>) -> SegmentRecord<'a> {
    SegmentRecord {
        start: lost.start,
        end: lost.end,
        exact: Cow::Borrowed(&lost.exact),
        prefix: Cow::Borrowed(&lost.prefix),
        suffix: Cow::Borrowed(&lost.suffix),
        lost: Some(true),
        extra: carried.and_then(|carried| carried.of_lost(&lost.exact)).cloned().unwrap_or_default(),
    }
}

fn cue_record(span: Span, text: &Text, carried: Option<&CarriedClaim>) -> Result<CueRecord, EncodeError> {
    let (start, end) = code_points(span, text)?;
    Ok(CueRecord { start, end, extra: carried.map(|carried| carried.cue.clone()).unwrap_or_default() })
}

/// The places of a span as the file counts them; checks that the words between them are the span's.
fn code_points(span: Span, text: &Text) -> Result<(u64, u64), EncodeError> {
    let words = text.as_str().get(span.range());
    let (start, end) = (text.to_code_point(span.start()).0, text.to_code_point(span.end()).0);
    match words {
        Some(words) if words.chars().count() as u64 == end - start => Ok((start, end)),
        _ => Err(EncodeError(format!("bytes {:?} are no stretch of the text", span.range()))),
    }
}

fn flags_of(claim: &Claim) -> Cow<'_, [String]> {
    if !claim.is_orphaned() {
        return Cow::Borrowed(&claim.flags);
    }
    let mut flags = claim.flags.clone();
    flags.push(ORPHANED.to_owned());
    flags.sort_unstable();
    flags.dedup();
    Cow::Owned(flags)
}

fn origin_record(origin: &Origin) -> OriginRecord<'_> {
    let (by, rule) = match origin {
        Origin::Reviewer => ("reviewer", None),
        Origin::Rule(rule) => ("rule", Some(Cow::Borrowed(rule.as_str()))),
    };
    OriginRecord { by: Some(Cow::Borrowed(by)), rule, ..OriginRecord::default() }
}
