//! What a review is in a class, between the model and the sections of the file.

use std::{borrow::Cow, sync::Arc};

use super::{
    decode::{ClaimReader, Faults},
    encode::{EncodeError, claim_record, placed_record},
    parts::{known_or_kept, optional, read_speaker, read_word, speaker_record},
    place::{Found, Places},
};
use crate::{
    claim::{Address, ClaimId, Segments, SpeakerId},
    store::{
        Carried, FaultKind, OpenError,
        carried::CarriedRole,
        schema::{
            AlternativeRecord, AssignmentRecord, CodebookRecord, CutRecord, Extra, FirstLayerRecord, Id, KeyRecord,
            KeySpanRecord, ReturnedRecord, RoleRecord, SegmentRecord, SubmissionRecord, TagWord, TaskRecord, Time,
            ToleranceRecord, Word,
        },
    },
    teaching::{
        Alternative, AnswerKey, Asked, Assignment, AssignmentId, CodebookNote, FirstLayer, KeyEntry, KeyPlace,
        MOST_ALTERNATIVES, Returned, Role, Sealed, Submission, Task, Tolerance,
    },
    text::{Span, Text},
};

/// How many bytes of text are looked at for places of a role that are not where the file says.
const SEARCH_LIMIT: usize = 64 * 1024 * 1024;

/// The sections of what a review is in a class.
pub(in crate::store) fn role_record<'a>(
    role: Option<&'a Role>,
    text: &'a Text,
    carried: &'a Carried,
) -> Result<RoleRecord<'a>, EncodeError> {
    let kept = &carried.role;
    let mut record = RoleRecord::default();
    match role {
        None => {}
        Some(Role::Assignment(assignment)) => {
            let sealed_key = match &assignment.key {
                KeyPlace::Sealed(sealed) => Some(Cow::Borrowed(sealed.as_str())),
                KeyPlace::Absent | KeyPlace::Open(_) => None,
            };
            if let KeyPlace::Open(key) = &assignment.key {
                record.key = Some(Box::new(key_record(key, text, kept)?));
            }
            record.assignment = Some(Box::new(AssignmentRecord {
                id: Id(assignment.id.0),
                task: task_record(&assignment.task, text, kept)?,
                sealed_key,
                extra: kept.assignment.clone(),
            }));
        }
        Some(Role::Submission(submission)) => {
            record.submission = Some(Box::new(submission_record(submission, text, carried)?));
            record.returned = submission.returned.as_ref().map(|returned| {
                Box::new(ReturnedRecord {
                    by: Cow::Borrowed(&returned.by),
                    mark: optional(returned.grade, kept.grade.as_deref()),
                    comment: Cow::Borrowed(&returned.comment),
                    at: Time(returned.at),
                    extra: kept.returned.clone(),
                })
            });
        }
        Some(Role::Key(key)) => record.key = Some(Box::new(key_record(key, text, kept)?)),
    }
    Ok(record)
}

fn task_record<'a>(task: &'a Task, text: &'a Text, kept: &'a CarriedRole) -> Result<TaskRecord<'a>, EncodeError> {
    let unknown = kept.fields.iter().map(|word| Word::Unknown(Cow::Borrowed(word.as_str())));
    let cut = |(number, segments): (usize, &'a Segments)| {
        let extra = kept.cuts.get(&number).cloned().unwrap_or_default();
        Ok(CutRecord { segments: placed(segments.placed(), text)?, extra })
    };
    Ok(TaskRecord {
        instructions: Cow::Borrowed(&task.instructions),
        tags: task.tags.iter().copied().map(TagWord).collect(),
        fields: task.fields.iter().copied().map(Word::Known).chain(unknown).collect(),
        why: task.why,
        codebook: CodebookRecord {
            text: Cow::Borrowed(&task.codebook.text),
            link: task.codebook.link.as_deref().map(Cow::Borrowed),
            extra: kept.codebook.clone(),
        },
        hints: Some(task.hints),
        masthead: Some(known_or_kept(task.masthead, kept.masthead.as_deref())),
        spans: task.spans.iter().enumerate().map(cut).collect::<Result<_, EncodeError>>()?,
        extra: kept.task.clone(),
    })
}

fn submission_record<'a>(
    submission: &'a Submission,
    text: &'a Text,
    carried: &'a Carried,
) -> Result<SubmissionRecord<'a>, EncodeError> {
    let kept = &carried.role;
    let first_layer = |first: &'a FirstLayer| {
        let claims = first.claims.iter().map(|claim| claim_record(claim, text, kept.first_claims.get(&claim.id)));
        Ok(FirstLayerRecord {
            closed: Time(first.closed),
            second_handed_in: first.second_handed_in.map(Time),
            speakers: first.speakers.iter().map(|speaker| speaker_record(speaker, carried)).collect(),
            claims: claims.collect::<Result<_, EncodeError>>()?,
            extra: kept.first.clone(),
        })
    };
    Ok(SubmissionRecord {
        assignment: Id(submission.assignment.0),
        text_sha256: Cow::Borrowed(&submission.text_sha256),
        task: task_record(&submission.task, text, kept)?,
        handed_in: submission.handed_in.map(Time),
        first_layer: submission.first.as_ref().map(first_layer).transpose()?,
        extra: kept.submission.clone(),
    })
}

fn key_record<'a>(key: &'a AnswerKey, text: &'a Text, kept: &'a CarriedRole) -> Result<KeyRecord<'a>, EncodeError> {
    let span = |(claim, entry): (ClaimId, &'a KeyEntry)| {
        let alternative = |(number, alternative): (usize, &'a Alternative)| {
            Ok(AlternativeRecord {
                tag: TagWord(alternative.tag),
                segments: placed(alternative.segments.placed(), text)?,
                speaker: alternative.speaker.map(|id| Id(id.0)),
                extra: kept.alternatives.get(&(claim, number)).cloned().unwrap_or_default(),
            })
        };
        Ok(KeySpanRecord {
            claim: Id(claim.0),
            optional: entry.optional,
            rule: entry.rule.as_deref().map(Cow::Borrowed),
            note: Cow::Borrowed(&entry.note),
            alternatives: entry.alternatives.iter().enumerate().map(alternative).collect::<Result<_, EncodeError>>()?,
            extra: kept.key_spans.get(&claim).cloned().unwrap_or_default(),
        })
    };
    let Tolerance { punctuation, determiners, quotation_marks } = key.tolerance;
    Ok(KeyRecord {
        assignment: key.assignment.map(|id| Id(id.0)),
        tolerance: ToleranceRecord {
            punctuation: Some(punctuation),
            determiners: Some(determiners),
            quotation_marks: Some(quotation_marks),
            extra: kept.tolerance.clone(),
        },
        passages: placed(key.passages(), text)?,
        spans: key.entries().map(span).collect::<Result<_, EncodeError>>()?,
        extra: kept.key.clone(),
    })
}

fn placed<'a>(spans: &[Span], text: &'a Text) -> Result<Vec<SegmentRecord<'a>>, EncodeError> {
    spans.iter().map(|span| placed_record(*span, text, None)).collect()
}

/// What a review is in a class. A file that says two things of itself is believed in that it is a submission, since that must have no
/// key, or else an assignment.
pub(in crate::store) fn read_role(
    record: RoleRecord<'_>,
    text: &Text,
    carried: &mut CarriedRole,
    faults: &mut Faults,
) -> Result<Option<Role>, OpenError> {
    let RoleRecord { assignment, submission, key, returned } = record;
    let mut reader = Reader { text, places: Places::new(text, SEARCH_LIMIT), faults };
    if let Some(submission) = submission {
        for (section, is_there) in [("/assignment", assignment.is_some()), ("/key", key.is_some())] {
            if is_there {
                reader.left_out(section.to_owned(), "a section", "does not belong in a submission");
            }
        }
        let mut read = reader.submission(*submission, carried)?;
        read.returned = returned.map(|returned| reader.returned(*returned, carried));
        return Ok(Some(Role::Submission(read)));
    }
    if returned.is_some() {
        reader.left_out("/returned".to_owned(), "a mark", "belongs to a submission");
    }
    let key = key.map(|key| reader.key(*key, carried));
    match assignment {
        Some(assignment) => Ok(Some(Role::Assignment(reader.assignment(*assignment, key, carried)))),
        None => Ok(key.map(Role::Key)),
    }
}

/// A record that this program did not write about this text.
#[derive(Debug)]
pub(in crate::store) struct DoesNotFit;

/// The same of a record that this program wrote about this text.
pub(in crate::store) fn read_own_role(record: RoleRecord<'_>, text: &Text) -> Result<Option<Role>, DoesNotFit> {
    let mut faults = Faults { is_text_as_hashed: true, ..Faults::default() };
    let role = read_role(record, text, &mut CarriedRole::default(), &mut faults).map_err(|_fault| DoesNotFit)?;
    if faults.is_empty() { Ok(role) } else { Err(DoesNotFit) }
}

struct Reader<'a> {
    text: &'a Text,
    places: Places<'a>,
    faults: &'a mut Faults,
}

impl Reader<'_> {
    fn left_out(&mut self, pointer: String, what: &'static str, why: &'static str) {
        self.faults.report(pointer, FaultKind::LeftOut { what, why });
    }

    fn assignment(
        &mut self,
        record: AssignmentRecord<'_>,
        key: Option<AnswerKey>,
        carried: &mut CarriedRole,
    ) -> Assignment {
        carried.assignment = record.extra;
        let sealed = record.sealed_key.and_then(|sealed| {
            let sealed = Sealed::new(sealed).ok();
            if sealed.is_none() {
                self.left_out("/assignment/sealed_key".to_owned(), "a sealed key", "is not of the age format");
            }
            sealed
        });
        let key = match (key, sealed) {
            (Some(key), sealed) => {
                if sealed.is_some() {
                    self.left_out("/assignment/sealed_key".to_owned(), "a sealed key", "lies beside one that is open");
                }
                KeyPlace::Open(key)
            }
            (None, Some(sealed)) => KeyPlace::Sealed(sealed),
            (None, None) => KeyPlace::Absent,
        };
        let task = self.task(record.task, "/assignment/task", carried);
        Assignment { id: AssignmentId(record.id.0), task, key }
    }

    fn submission(&mut self, record: SubmissionRecord<'_>, carried: &mut CarriedRole) -> Result<Submission, OpenError> {
        carried.submission = record.extra;
        let first = record.first_layer.map(|first| self.first_layer(first, carried)).transpose()?;
        Ok(Submission {
            assignment: AssignmentId(record.assignment.0),
            text_sha256: record.text_sha256.into_owned(),
            task: self.task(record.task, "/submission/task", carried),
            handed_in: record.handed_in.map(|time| time.0),
            first,
            returned: None,
        })
    }

    fn returned(&mut self, record: ReturnedRecord<'_>, carried: &mut CarriedRole) -> Returned {
        carried.returned = record.extra;
        Returned {
            by: record.by.into_owned(),
            grade: read_word(record.mark, &mut carried.grade, self.faults, || "/returned/mark".to_owned()),
            comment: record.comment.into_owned(),
            at: record.at.0,
        }
    }

    fn first_layer(
        &mut self,
        record: FirstLayerRecord<'_>,
        carried: &mut CarriedRole,
    ) -> Result<FirstLayer, OpenError> {
        const POINTER: &str = "/submission/first_layer";
        carried.first = record.extra;
        let speakers = record.speakers.into_iter().enumerate().map(|(number, record)| {
            // What the list of the file itself has beside a speaker is kept with that.
            read_speaker(record, self.faults, || format!("{POINTER}/speakers/{number}")).0
        });
        let speakers = speakers.collect();
        let Faults { is_newer, is_text_as_hashed, .. } = *self.faults;
        let mut of_claims = Faults { is_newer, is_text_as_hashed, ..Faults::default() };
        let mut reader = ClaimReader::new(Places::new(self.text, SEARCH_LIMIT), None, &mut of_claims);
        let read = |(number, record)| reader.read_with(record, number, &mut carried.first_claims);
        let claims: Result<Vec<Arc<_>>, OpenError> = record.claims.into_iter().enumerate().map(read).collect();
        for fault in of_claims.list {
            self.faults.report(format!("{POINTER}{}", fault.pointer), fault.kind);
        }
        let second_handed_in = record.second_handed_in.map(|time| time.0);
        Ok(FirstLayer { closed: record.closed.0, second_handed_in, claims: claims?, speakers })
    }

    fn task(&mut self, record: TaskRecord<'_>, pointer: &'static str, carried: &mut CarriedRole) -> Task {
        carried.task = record.extra;
        carried.codebook = record.codebook.extra;
        let mut fields = Vec::with_capacity(record.fields.len());
        for (number, word) in record.fields.into_iter().enumerate() {
            let mut unknown = None;
            let place = || format!("{pointer}/fields/{number}");
            fields.extend(read_word(Some(word), &mut unknown, self.faults, place));
            carried.fields.extend(unknown);
        }
        let masthead = read_word(record.masthead, &mut carried.masthead, self.faults, || format!("{pointer}/masthead"));
        let mut link = record.codebook.link.map(Cow::into_owned);
        if link.as_deref().is_some_and(|link| Address::parse(link).is_none()) {
            self.left_out(format!("{pointer}/codebook/link"), "an address", "may not be opened");
            link = None;
        }
        let spans = self.cuts(record.spans, pointer, carried);
        let defaults = Asked::default();
        let mut tags: Vec<_> = record.tags.into_iter().map(|tag| tag.0).collect();
        if tags.is_empty() {
            self.faults.report(format!("{pointer}/tags"), FaultKind::NoTagAsked);
            tags = defaults.tags;
        }
        let asked = Asked {
            instructions: record.instructions.into_owned(),
            tags,
            fields,
            why: record.why,
            codebook: CodebookNote { text: record.codebook.text.into_owned(), link },
            hints: record.hints.unwrap_or(defaults.hints),
            masthead: masthead.unwrap_or_default(),
            spans,
        };
        // Everything that would be refused was mended above.
        Task::new(asked).unwrap_or_default()
    }

    /// The spans that are cut beforehand, in text order and each once.
    fn cuts(&mut self, records: Vec<CutRecord<'_>>, pointer: &str, carried: &mut CarriedRole) -> Vec<Segments> {
        let mut cuts: Vec<(Segments, Extra)> = Vec::with_capacity(records.len());
        for (number, cut) in records.into_iter().enumerate() {
            let segments = self.segments(&cut.segments, &|| format!("{pointer}/spans/{number}"));
            cuts.extend(segments.map(|segments| (segments, cut.extra)));
        }
        cuts.sort_by(|one, other| one.0.placed().cmp(other.0.placed()));
        let all = cuts.len();
        cuts.dedup_by(|one, other| one.0 == other.0);
        if cuts.len() < all {
            self.left_out(format!("{pointer}/spans"), "a span", "stands there twice");
        }
        let keep = |(number, (segments, extra)): (usize, (Segments, Extra))| {
            if !extra.is_empty() {
                carried.cuts.insert(number, extra);
            }
            segments
        };
        cuts.into_iter().enumerate().map(keep).collect()
    }

    fn key(&mut self, record: KeyRecord<'_>, carried: &mut CarriedRole) -> AnswerKey {
        carried.key = record.extra;
        carried.tolerance = record.tolerance.extra;
        let passages = record.passages.into_iter().enumerate().filter_map(|(number, passage)| {
            let place = || format!("/key/passages/{number}");
            self.segment(&passage, &place).or_else(|| {
                self.left_out(place(), "a passage", "is not in the text");
                None
            })
        });
        let passages: Vec<Span> = passages.collect();
        let mut key = AnswerKey::default();
        key.assignment = record.assignment.map(|id| AssignmentId(id.0));
        key.tolerance = Tolerance {
            punctuation: record.tolerance.punctuation.unwrap_or(true),
            determiners: record.tolerance.determiners.unwrap_or(true),
            quotation_marks: record.tolerance.quotation_marks.unwrap_or(true),
        };
        key.set_passages(passages);
        for (number, span) in record.spans.into_iter().enumerate() {
            let pointer = format!("/key/spans/{number}");
            let claim = ClaimId(span.claim.0);
            if key.entry(claim).is_some() {
                self.left_out(pointer, "an entry of the key", "is the second for one claim");
                continue;
            }
            let alternatives = self.alternatives(span.alternatives, claim, &pointer, carried);
            let entry = KeyEntry {
                alternatives,
                optional: span.optional,
                note: span.note.into_owned(),
                rule: span.rule.map(Cow::into_owned),
            };
            if key.set(claim, entry).is_ok() && !span.extra.is_empty() {
                carried.key_spans.insert(claim, span.extra);
            }
        }
        key
    }

    fn alternatives(
        &mut self,
        records: Vec<AlternativeRecord<'_>>,
        claim: ClaimId,
        pointer: &str,
        carried: &mut CarriedRole,
    ) -> Vec<Alternative> {
        let mut alternatives: Vec<Alternative> = Vec::new();
        for (number, record) in records.into_iter().enumerate() {
            let place = || format!("{pointer}/alternatives/{number}");
            let Some(segments) = self.segments(&record.segments, &place) else { continue };
            let read = Alternative { tag: record.tag.0, segments, speaker: record.speaker.map(|id| SpeakerId(id.0)) };
            if alternatives.len() == MOST_ALTERNATIVES {
                self.left_out(place(), "an alternative", "is one more than a claim of a key may have");
            } else if alternatives.contains(&read) {
                self.left_out(place(), "an alternative", "stands there twice");
            } else {
                if !record.extra.is_empty() {
                    carried.alternatives.insert((claim, alternatives.len()), record.extra);
                }
                alternatives.push(read);
            }
        }
        alternatives
    }

    /// The stretches of a record; nothing, which was said then, when one of them is not in the text.
    fn segments(&mut self, records: &[SegmentRecord<'_>], pointer: &dyn Fn() -> String) -> Option<Segments> {
        let spans: Option<Vec<Span>> = records
            .iter()
            .enumerate()
            .map(|(number, record)| self.segment(record, &|| format!("{}/segments/{number}", pointer())))
            .collect();
        let segments = spans.and_then(Segments::new);
        if segments.is_none() {
            self.left_out(pointer(), "a span", "is not in the text");
        }
        segments
    }

    fn segment(&mut self, record: &SegmentRecord<'_>, pointer: &dyn Fn() -> String) -> Option<Span> {
        let (start, end) = (record.start, record.end);
        match self.places.find(record) {
            Found::Exactly(span) => Some(span),
            Found::Widened(span) => {
                self.faults.report(pointer(), FaultKind::Widened { start, end });
                Some(span)
            }
            Found::Moved(span) => {
                let exact = record.exact.as_ref().to_owned();
                let found_start = self.text.to_code_point(span.start()).0;
                let found_end = self.text.to_code_point(span.end()).0;
                self.faults.report(pointer(), FaultKind::Moved { exact, start, end, found_start, found_end });
                Some(span)
            }
            Found::Nowhere => None,
        }
    }
}
