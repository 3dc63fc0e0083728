//! Reads a review.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    check::{read_check, report_contradictions},
    diagnosis,
    encode::ORPHANED,
    evidence::{read_all_evidence, read_contacts},
    in_parts,
    parts::{read_history, read_metadata, read_source, read_speaker, read_word},
    place::{Found, Places, SEARCH_LIMIT},
    scheme::read_schemes,
    teaching::read_role,
    version::read_versions,
};
use crate::{
    article::{Article, Block, BlockKind, Page},
    claim::{Claim, ClaimId, Evidence, EvidenceId, LostSegment, Origin, Segments, Speaker, SpeakerId, Status, Tag},
    review::{Desk, Review},
    store::{
        Carried, Digest, Fault, FaultKind, OpenError,
        carried::{CarriedArticle, CarriedBlock, CarriedClaim, CarriedPlace, CarriedSegment},
        schema::{
            ArticleRecord, BlockRecord, ClaimRecord, CueRecord, FORMAT, OFFSET_UNIT, PageRecord, ReviewFile,
            RoleRecord, SegmentRecord,
        },
    },
    teaching::{AnswerKey, Role},
    text::{ByteIndex, CodePointIndex, Span, Text},
};

/// A review as its file has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The review.
    pub review: Review,
    /// What the file has beside it.
    pub carried: Carried,
    /// What is wrong with the file, in its order, and what was done about it.
    pub faults: Vec<Fault>,
    /// The file's version, when a newer program wrote it.
    pub newer: Option<Newer>,
}

/// The version of a file that is newer than this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newer {
    /// As the file has it.
    pub version: String,
    /// Whether its meaning may have changed, so that it must not be written.
    pub is_major: bool,
}

/// Faults as they are found.
#[derive(Debug, Default)]
pub(in crate::store) struct Faults {
    pub(super) list: Vec<Fault>,
    /// Whether the file is from a newer version, of which unknown words are to be expected.
    pub(in crate::store) is_newer: bool,
    /// Whether the file's hash is that of its text: then what it says of the text was said of this one.
    pub(super) is_text_as_hashed: bool,
}

impl Faults {
    pub(in crate::store) fn report(&mut self, pointer: String, kind: FaultKind) {
        self.list.push(Fault { pointer, kind });
    }

    pub(in crate::store) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// Reads the bytes of a review file. Whatever is in them, this ends, and says what is wrong.
///
/// # Errors
/// When it is no review file, or one with a fault that leaves no review; [`OpenError`] says where.
pub fn decode(bytes: &[u8]) -> Result<Decoded, OpenError> {
    decode_with(bytes, SEARCH_LIMIT)
}

/// The same for bytes that were just written: what they say is lost is not looked for.
pub(in crate::store) fn decode_as_written(bytes: &[u8]) -> Result<Decoded, OpenError> {
    decode_with(bytes, 0)
}

fn decode_with(bytes: &[u8], search_limit: usize) -> Result<Decoded, OpenError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let json = std::str::from_utf8(bytes).map_err(|fault| diagnosis::not_utf8(bytes, &fault))?;
    if let Some(decoded) = in_parts::decode(json) {
        return Ok(decoded);
    }
    let file: ReviewFile<'_, Vec<ClaimRecord<'_>>> =
        serde_json::from_str(json).map_err(|fault| diagnosis::diagnose(json, &fault))?;
    read_file(file, |records, text, listed, carried, faults| {
        let mut reader = ClaimReader::new(Places::new(text, search_limit), Some(listed), faults);
        records.into_iter().enumerate().map(|(number, record)| reader.read_with(record, number, carried)).collect()
    })
}

/// Reads what was parsed; how the claims are read from what the file has of them is up to `read_claims`.
pub(super) fn read_file<Parsed>(
    file: ReviewFile<'_, Parsed>,
    read_claims: impl FnOnce(
        Parsed,
        &Text,
        &Listed,
        &mut HashMap<ClaimId, CarriedClaim>,
        &mut Faults,
    ) -> Result<Vec<Arc<Claim>>, OpenError>,
) -> Result<Decoded, OpenError> {
    if file.format != FORMAT {
        return Err(OpenError::OtherFormat);
    }
    let newer = diagnosis::newer(&file.version)?;
    if file.offset_unit != OFFSET_UNIT {
        let reason = format!(
            "offsets are counted in “{}”, not in {OFFSET_UNIT}",
            crate::store::schema::shortened(&file.offset_unit)
        );
        return Err(OpenError::Schema { pointer: "/offset_unit".to_owned(), reason });
    }
    let mut faults = Faults { is_newer: newer.is_some(), ..Faults::default() };
    // What was of a newer major version is written, if at all, as this one.
    let newer_minor = newer.as_ref().filter(|newer| !newer.is_major).map(|newer| newer.version.clone());
    let mut carried = Carried { newer_version: newer_minor, ..Carried::default() };
    let article = read_article(file.article, &mut carried.article, &mut faults)?;
    let speakers = read_speakers(file.speakers, &mut carried, &mut faults)?;
    let evidence = read_all_evidence(file.evidence, &mut carried, &mut faults)?;
    let contacts = read_contacts(file.contacts, &mut carried, &mut faults)?;
    let listed = Listed::new(&speakers, &evidence);
    let claims = read_claims(file.claims, article.text(), &listed, &mut carried.claims, &mut faults)?;
    let numbers = distinct_ids(&claims)?;
    report_overlaps(&claims, &mut faults);
    let mut history = Vec::with_capacity(file.history.len());
    for (number, record) in file.history.into_iter().enumerate() {
        let (step, extra) = read_history(record);
        history.push(step);
        if !extra.is_empty() {
            carried.history.insert(number, extra);
        }
    }
    carried.reviewer = file.reviewer.extra;
    carried.file = file.extra;
    let claims = claims.into_iter().collect();
    let practice = read_word(file.practice, &mut carried.practice, &mut faults, || "/practice".to_owned());
    let sections =
        RoleRecord { assignment: file.assignment, submission: file.submission, key: file.key, returned: file.returned };
    let role = read_role(sections, article.text(), &mut carried.role, &mut faults)?;
    report_unknown_claims(role.as_ref(), &numbers, &mut faults);
    let schemes = file.verdict_schemes.map(|record| read_schemes(record, &mut carried.schemes, &mut faults));
    if carried != Carried::default() {
        carried.text = Some(article.text().clone());
    }
    let desk = Desk {
        evidence: evidence.into_iter().collect(),
        contacts: contacts.into_iter().collect(),
        schemes: schemes.unwrap_or_default(),
        practice: practice.unwrap_or_default(),
    };
    let review = Review::from_parts(article, file.reviewer.name.into_owned(), speakers, claims, history)
        .with_desk(desk)
        .with_role(role);
    report_contradictions(&review, &numbers, &mut faults);
    Ok(Decoded { review, carried, faults: faults.list, newer })
}

pub(in crate::store) fn read_article(
    mut record: ArticleRecord<'_>,
    carried: &mut CarriedArticle,
    faults: &mut Faults,
) -> Result<Article, OpenError> {
    let metadata = read_metadata(&mut record, carried, faults);
    let (source, source_extra) = read_source(record.source);
    carried.source = source_extra;
    carried.extra = record.extra;
    if record.text.starts_with('\u{FEFF}') {
        faults.report("/article/text".to_owned(), FaultKind::ByteOrderMark);
    }
    let text = Text::new(record.text.as_ref()).map_err(OpenError::Text)?;
    let is_hash_of_text = |written: &str| written.parse() == Ok(Digest::of_text(&text));
    faults.is_text_as_hashed = record.text_sha256.as_deref().is_some_and(is_hash_of_text);
    if record.text_sha256.is_some() && !faults.is_text_as_hashed {
        faults.report("/article/text_sha256".to_owned(), FaultKind::TextHash);
    }
    let blocks = read_blocks(record.blocks, &text, carried, faults);
    let pages = read_pages(record.pages, &text, carried, faults);
    let versions = read_versions(record.versions, text.code_points(), &mut carried.versions, faults);
    let mut article = Article::new(text, blocks, metadata, source).map_err(|fault| OpenError::Schema {
        pointer: format!("/article/blocks/{}", fault.position),
        reason: fault.to_string(),
    })?;
    article.versions = versions;
    Ok(article.with_pages(pages))
}

fn read_pages(
    records: Vec<PageRecord<'_>>,
    text: &Text,
    carried: &mut CarriedArticle,
    faults: &mut Faults,
) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::with_capacity(records.len());
    for (number, record) in records.into_iter().enumerate() {
        let start = text
            .to_byte(CodePointIndex(record.start))
            .filter(|start| *start < text.end() && pages.last().is_none_or(|last| last.start < *start));
        let Some(start) = start else {
            faults.report(format!("/article/pages/{number}"), FaultKind::PageLeftOut { start: record.start });
            continue;
        };
        if !record.extra.is_empty() {
            carried.pages.insert(start, record.extra);
        }
        pages.push(Page { label: record.label.into_owned(), start });
    }
    pages
}

fn read_blocks(
    records: Vec<BlockRecord<'_>>,
    text: &Text,
    carried: &mut CarriedArticle,
    faults: &mut Faults,
) -> Vec<Block> {
    let places = Places::new(text, 0);
    let mut blocks: Vec<Block> = Vec::with_capacity(records.len());
    for (number, record) in records.into_iter().enumerate() {
        let pointer = || format!("/article/blocks/{number}");
        let (start, end) = (record.start, record.end);
        let found = places
            .span(start, end)
            .and_then(|(span, widened)| Some((text.trimmed_span(span.start()..span.end())?, widened)));
        let covered = blocks.last().map_or(ByteIndex::ZERO, |block| block.span.end());
        let Some((span, widened)) = found.filter(|(span, _)| covered <= span.start()) else {
            faults.report(pointer(), FaultKind::BlockLeftOut { start, end });
            continue;
        };
        if widened {
            faults.report(pointer(), FaultKind::Widened { start, end });
        }
        let mut kept = CarriedBlock { kind: None, extra: record.extra };
        let kind = read_word(record.kind, &mut kept.kind, faults, || pointer() + "/kind");
        if kept != CarriedBlock::default() {
            carried.blocks.insert(span.start(), kept);
        }
        blocks.push(Block { kind: kind.unwrap_or(BlockKind::default()), span });
    }
    blocks
}

fn read_speakers(
    records: Vec<crate::store::schema::SpeakerRecord<'_>>,
    carried: &mut Carried,
    faults: &mut Faults,
) -> Result<Vec<Speaker>, OpenError> {
    let mut known = HashMap::with_capacity(records.len());
    let mut speakers = Vec::with_capacity(records.len());
    for (number, record) in records.into_iter().enumerate() {
        let (speaker, kept) = read_speaker(record, faults, || format!("/speakers/{number}"));
        if let Some(first) = known.insert(speaker.id, number) {
            return Err(same_id("speakers", number, first));
        }
        if kept != crate::store::carried::CarriedSpeaker::default() {
            carried.speakers.insert(speaker.id, kept);
        }
        speakers.push(speaker);
    }
    Ok(speakers)
}

/// What claims of a file may name.
#[derive(Clone, Debug)]
pub(in crate::store) struct Listed {
    speakers: HashSet<SpeakerId>,
    evidence: HashSet<EvidenceId>,
}

impl Listed {
    pub(super) fn new(speakers: &[Speaker], evidence: &[Evidence]) -> Self {
        Self {
            speakers: speakers.iter().map(|speaker| speaker.id).collect(),
            evidence: evidence.iter().map(|piece| piece.id).collect(),
        }
    }

    /// Whether it has everything that another one has.
    pub(in crate::store) fn has_all_of(&self, other: &Self) -> bool {
        other.speakers.is_subset(&self.speakers) && other.evidence.is_subset(&self.evidence)
    }
}

/// Makes a claim of a record that this program wrote about this text, with its `lost` segments last. `None` when it does not fit.
pub(in crate::store) fn read_own_claim(record: ClaimRecord<'_>, lost: usize, text: &Text) -> Option<Claim> {
    let mut faults = Faults::default();
    let places = Places::new(text, 0);
    let mut reader = ClaimReader { known_lost: lost, ..ClaimReader::new(places, None, &mut faults) };
    let claim = reader.read(record, 0, &mut CarriedClaim::default()).ok()?;
    faults.is_empty().then_some(claim)
}

/// By how many code points the segments of a claim have moved.
#[derive(Clone, Copy, Debug, Default)]
struct Moves {
    first: Option<i64>,
    differ: bool,
}

impl Moves {
    fn add(&mut self, by: i64) {
        self.differ |= *self.first.get_or_insert(by) != by;
    }

    /// By how many they all have. Of a claim that is nowhere, nothing says that its cue has moved.
    fn together(self) -> Option<i64> {
        (!self.differ).then_some(self.first.unwrap_or(0))
    }
}

pub(super) struct ClaimReader<'a> {
    places: Places<'a>,
    /// What the claims may name; `None` to take anything.
    listed: Option<&'a Listed>,
    /// How many of the last segments are known to be nowhere.
    known_lost: usize,
    faults: &'a mut Faults,
}

impl<'a> ClaimReader<'a> {
    pub(super) fn new(places: Places<'a>, listed: Option<&'a Listed>, faults: &'a mut Faults) -> Self {
        Self { places, listed, known_lost: 0, faults }
    }

    /// The claim of a record, which is the `number`-th of the file; what the model does not hold of it goes to `carried`.
    pub(super) fn read_with<C: From<Claim>>(
        &mut self,
        record: ClaimRecord<'_>,
        number: usize,
        carried: &mut HashMap<ClaimId, CarriedClaim>,
    ) -> Result<C, OpenError> {
        let mut kept = CarriedClaim::default();
        let claim = self.read(record, number, &mut kept)?;
        if kept != CarriedClaim::default() {
            carried.insert(claim.id, kept);
        }
        Ok(claim.into())
    }

    fn read(
        &mut self,
        mut record: ClaimRecord<'_>,
        number: usize,
        kept: &mut CarriedClaim,
    ) -> Result<Claim, OpenError> {
        let pointer = |field: &str| format!("/claims/{number}{field}");
        let evidence = self.listed.map(|listed| &listed.evidence);
        let check = read_check(&mut record, number, evidence, &mut kept.check, self.faults);
        // What was looked for in this text and not found is not looked for again: the same words elsewhere are others.
        let is_orphaned = self.faults.is_text_as_hashed && record.flags.iter().any(|flag| flag == ORPHANED);
        let (segments, moved_by) = self.segments(record.segments, is_orphaned, number, kept)?;
        let cue = record.cue.and_then(|cue| self.cue(cue, moved_by, number, kept));
        let speaker = record.speaker.map(|id| SpeakerId(id.0));
        let known = speaker.filter(|id| self.listed.is_none_or(|listed| listed.speakers.contains(id)));
        if let (Some(id), None) = (speaker, known) {
            self.faults.report(pointer("/speaker"), FaultKind::UnknownSpeaker(id.to_string()));
            kept.speaker = Some(id);
        }
        let form = read_word(record.form, &mut kept.form, self.faults, || pointer("/form"));
        let voice = read_word(record.voice, &mut kept.voice, self.faults, || pointer("/voice"));
        let state = read_word(record.status.state, &mut kept.state, self.faults, || pointer("/status/state"));
        kept.status = record.status.extra;
        kept.extra = record.extra;
        kept.origin_extra = record.origin.extra;
        let origin = self.origin(record.origin.by.as_deref(), record.origin.rule, number, kept);
        Ok(Claim {
            id: ClaimId(record.id.0),
            tag: record.tag.0,
            form: form.unwrap_or_default(),
            voice: voice.unwrap_or_default(),
            segments,
            speaker: known,
            cue,
            claim_text: record.claim_text.map(Cow::into_owned),
            status: Status {
                state: state.unwrap_or_default(),
                reason: record.status.reason.map(Cow::into_owned),
                duplicate_of: record.status.duplicate_of.map(|id| ClaimId(id.0)),
            },
            check,
            flags: tidied_flags(record.flags.into_owned()),
            labels: each_once(record.labels.into_owned()),
            note: record.note.into_owned(),
            created: record.created.0,
            modified: record.modified.0,
            origin,
            author: record.author.map(|author| author.into_owned()).filter(|author| !author.trim().is_empty()),
        })
    }

    /// The segments, and by how many code points they have all moved. Those of a claim that is known to be orphaned are where the
    /// file says, or nowhere.
    fn segments(
        &mut self,
        records: Vec<SegmentRecord<'_>>,
        is_orphaned: bool,
        claim: usize,
        kept: &mut CarriedClaim,
    ) -> Result<(Segments, Option<i64>), OpenError> {
        let mut placed: Vec<Span> = Vec::with_capacity(records.len());
        let mut lost = Vec::new();
        let mut moves = Moves::default();
        let count = records.len();
        for (number, record) in records.into_iter().enumerate() {
            let pointer = || format!("/claims/{claim}/segments/{number}");
            let (start, end) = (record.start, record.end);
            // A file that says of its own text that the words have no place in it is believed.
            let is_said_lost = record.lost == Some(true) && self.faults.is_text_as_hashed;
            let is_known_lost = number + self.known_lost >= count || is_said_lost;
            let found = if is_known_lost {
                Found::Nowhere
            } else if is_orphaned {
                self.places.find_there(&record).unwrap_or(Found::Nowhere)
            } else {
                self.places.find(&record)
            };
            let place = match found {
                Found::Exactly(span) => {
                    moves.add(0);
                    Some(span)
                }
                Found::Widened(span) => {
                    self.faults.report(pointer(), FaultKind::Widened { start, end });
                    moves.add(0);
                    Some(span)
                }
                Found::Moved(span) => {
                    let found_start = self.places.text().to_code_point(span.start()).0;
                    let found_end = self.places.text().to_code_point(span.end()).0;
                    moves.add(found_start.cast_signed().wrapping_sub(start.cast_signed()));
                    let exact = record.exact.as_ref().to_owned();
                    self.faults.report(pointer(), FaultKind::Moved { exact, start, end, found_start, found_end });
                    Some(span)
                }
                Found::Nowhere => None,
            };
            if !record.extra.is_empty() {
                let place =
                    place.map_or_else(|| CarriedPlace::Lost(record.exact.as_ref().to_owned()), CarriedPlace::Placed);
                kept.segments.push(CarriedSegment { place, extra: record.extra });
            }
            if let Some(span) = place {
                placed.push(span);
            } else {
                let exact = record.exact.into_owned();
                if !is_known_lost {
                    self.faults.report(pointer(), FaultKind::Lost { exact: exact.clone(), start, end });
                }
                let (prefix, suffix) = (record.prefix.into_owned(), record.suffix.into_owned());
                lost.push(LostSegment { exact, prefix, suffix, start, end });
            }
        }
        let moved_by = moves.together();
        let lost_count = lost.len();
        let segments = Segments::with_lost(placed, lost).ok_or_else(|| OpenError::Schema {
            pointer: format!("/claims/{claim}/segments"),
            reason: "a claim needs at least one segment".to_owned(),
        })?;
        if segments.placed().len() + lost_count < count {
            self.faults.report(format!("/claims/{claim}/segments"), FaultKind::Joined);
        }
        Ok((segments, moved_by))
    }

    /// The place of a cue, which has no words to be found by: it moves with its claim.
    fn cue(&mut self, record: CueRecord, moved_by: Option<i64>, claim: usize, kept: &mut CarriedClaim) -> Option<Span> {
        let (start, end) = (record.start, record.end);
        let pointer = || format!("/claims/{claim}/cue");
        let moved = moved_by.and_then(|by| Some((start.checked_add_signed(by)?, end.checked_add_signed(by)?)));
        let found = moved.and_then(|(start, end)| self.places.span(start, end));
        kept.cue = record.extra;
        match found {
            None => self.faults.report(pointer(), FaultKind::CueLeftOut { start, end }),
            Some((_, true)) => self.faults.report(pointer(), FaultKind::Widened { start, end }),
            Some((_, false)) => {}
        }
        found.map(|(span, _)| span)
    }

    fn origin(
        &mut self,
        by: Option<&str>,
        rule: Option<Cow<'_, str>>,
        claim: usize,
        kept: &mut CarriedClaim,
    ) -> Origin {
        match (by, rule) {
            (None | Some("reviewer"), None) => Origin::Reviewer,
            (Some("rule"), Some(rule)) => Origin::Rule(rule.into_owned()),
            (word, rule) => {
                let word = word.unwrap_or("reviewer").to_owned();
                if !self.faults.is_newer {
                    let what = "an origin";
                    self.faults.report(
                        format!("/claims/{claim}/origin/by"),
                        FaultKind::UnknownWord { what, word: word.clone() },
                    );
                }
                kept.origin = Some((word, rule.map(Cow::into_owned)));
                Origin::Reviewer
            }
        }
    }
}

/// As the model has flags: sorted, each once, without the one that is made of the segments.
fn tidied_flags(mut flags: Vec<String>) -> Vec<String> {
    flags.retain(|flag| flag != ORPHANED);
    flags.sort_unstable();
    flags.dedup();
    flags
}

fn each_once(labels: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::with_capacity(labels.len());
    let mut kept = Vec::with_capacity(labels.len());
    for label in labels {
        if seen.insert(label.clone()) {
            kept.push(label);
        }
    }
    kept
}

/// The ids of the claims, sorted, with their numbers in the file.
fn distinct_ids(claims: &[Arc<Claim>]) -> Result<Vec<(ClaimId, usize)>, OpenError> {
    let mut ids: Vec<(ClaimId, usize)> = claims.iter().enumerate().map(|(number, claim)| (claim.id, number)).collect();
    ids.sort_unstable();
    match ids.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        None => Ok(ids),
        Some(pair) => Err(same_id("claims", pair[1].1, pair[0].1)),
    }
}

pub(super) fn same_id(list: &str, number: usize, first: usize) -> OpenError {
    OpenError::Schema {
        pointer: format!("/{list}/{number}/id"),
        reason: format!("this id is also that of /{list}/{first}; give one of the two a new one"),
    }
}

/// Reports each entry of a key that is of no claim of the file.
fn report_unknown_claims(role: Option<&Role>, numbers: &[(ClaimId, usize)], faults: &mut Faults) {
    for (claim, _) in role.and_then(Role::key).into_iter().flat_map(AnswerKey::entries) {
        if numbers.binary_search_by_key(&claim, |(id, _)| *id).is_err() {
            faults.report("/key/spans".to_owned(), FaultKind::UnknownKeyClaim(claim.to_string()));
        }
    }
}

/// Reports each claim that begins before an earlier one of its tag has ended.
fn report_overlaps(claims: &[Arc<Claim>], faults: &mut Faults) {
    for tag in Tag::ALL {
        let of_tag = claims.iter().enumerate().filter(|(_, claim)| claim.tag == tag);
        let mut spans: Vec<(Span, usize)> = of_tag
            .flat_map(|(number, claim)| claim.segments.placed().iter().map(move |span| (*span, number)))
            .collect();
        spans.sort_unstable();
        let mut furthest: Option<(Span, usize)> = None;
        let mut reported = HashSet::new();
        for (span, number) in spans {
            if let Some((other_span, other)) = furthest
                && other_span.overlaps(span)
                && other != number
                && reported.insert((other.min(number), other.max(number)))
            {
                let other = format!("/claims/{}", other.min(number));
                let number = number.max(furthest.map_or(number, |(_, other)| other));
                faults.report(format!("/claims/{number}"), FaultKind::Overlap { tag: tag.name(), other });
            }
            if furthest.is_none_or(|(other_span, _)| other_span.end() < span.end()) {
                furthest = Some((span, number));
            }
        }
    }
}
