//! The records beside the claims: article, speakers, history.

use std::borrow::Cow;

use super::{decode::Faults, version::version_records};
use crate::{
    article::{Article, Metadata, Source},
    claim::{ClaimId, Speaker, SpeakerId, SpeakerType},
    review::HistoryEntry,
    store::{
        Carried, Digest, FaultKind,
        carried::{CarriedArticle, CarriedSpeaker},
        schema::{
            ArticleRecord, BlockRecord, Extra, HistoryRecord, Id, PageRecord, SourceRecord, SpeakerRecord, Time,
            Vocabulary, Word,
        },
    },
};

pub(in crate::store) fn article_record<'a>(article: &'a Article, carried: &'a CarriedArticle) -> ArticleRecord<'a> {
    let text = article.text();
    let blocks = article.blocks().iter().map(|block| {
        let kept = carried.blocks.get(&block.span.start());
        BlockRecord {
            kind: Some(known_or_kept(block.kind, kept.and_then(|kept| kept.kind.as_deref()))),
            start: text.to_code_point(block.span.start()).0,
            end: text.to_code_point(block.span.end()).0,
            extra: kept.map(|kept| kept.extra.clone()).unwrap_or_default(),
        }
    });
    let pages = article.pages().iter().map(|page| PageRecord {
        label: Cow::Borrowed(&page.label),
        start: text.to_code_point(page.start).0,
        extra: carried.pages.get(&page.start).cloned().unwrap_or_default(),
    });
    let record = metadata_record(&article.metadata, carried);
    ArticleRecord {
        source: source_record(&article.source, &carried.source),
        text_sha256: Some(Cow::Owned(Digest::of_text(text).to_string())),
        text: Cow::Borrowed(text.as_str()),
        blocks: blocks.collect(),
        pages: pages.collect(),
        versions: version_records(article, &carried.versions),
        extra: carried.extra.clone(),
        ..record
    }
}

/// The metadata alone; there is no text in the record.
pub(in crate::store) fn metadata_record<'a>(metadata: &'a Metadata, carried: &'a CarriedArticle) -> ArticleRecord<'a> {
    let borrowed = |words: &'a Option<String>| words.as_deref().map(Cow::Borrowed);
    ArticleRecord {
        title: borrowed(&metadata.title),
        authors: Cow::Borrowed(&metadata.authors),
        publisher: borrowed(&metadata.publisher),
        republisher: borrowed(&metadata.republisher),
        published: optional(metadata.published, carried.published.as_deref()),
        updated: optional(metadata.updated, carried.updated.as_deref()),
        url: borrowed(&metadata.url),
        archive_url: borrowed(&metadata.archive_url),
        language: borrowed(&metadata.language),
        kind: optional(metadata.kind, carried.kind.as_deref()),
        source: SourceRecord::default(),
        text_sha256: None,
        text: Cow::Borrowed(""),
        blocks: Vec::new(),
        pages: Vec::new(),
        versions: Vec::new(),
        extra: Extra::default(),
    }
}

pub(super) fn source_record<'a>(source: &'a Source, extra: &Extra) -> SourceRecord<'a> {
    let borrowed = |words: &'a Option<String>| words.as_deref().map(Cow::Borrowed);
    SourceRecord {
        file: borrowed(&source.file),
        media_type: borrowed(&source.media_type),
        encoding: borrowed(&source.encoding),
        sha256: borrowed(&source.sha256),
        opened: source.opened.map(Time),
        reader: borrowed(&source.reader),
        extra: extra.clone(),
    }
}

pub(in crate::store) fn speaker_record<'a>(speaker: &'a Speaker, carried: &'a Carried) -> SpeakerRecord<'a> {
    let borrowed = |words: &'a Option<String>| words.as_deref().map(Cow::Borrowed);
    let kept = carried.speakers.get(&speaker.id);
    let word = kept.and_then(|kept| kept.speaker_type.as_deref());
    SpeakerRecord {
        id: Id(speaker.id.0),
        name: Cow::Borrowed(&speaker.name),
        role: borrowed(&speaker.role),
        organisation: borrowed(&speaker.organisation),
        aliases: Cow::Borrowed(&speaker.aliases),
        speaker_type: Some(known_or_kept(speaker.speaker_type, word)),
        same_as: borrowed(&speaker.same_as),
        extra: kept.map(|kept| kept.extra.clone()).unwrap_or_default(),
    }
}

pub(in crate::store) fn history_record<'a>(step: &'a HistoryEntry, extra: Option<&Extra>) -> HistoryRecord<'a> {
    let borrowed = |words: &'a Option<String>| words.as_deref().map(Cow::Borrowed);
    HistoryRecord {
        at: Time(step.at),
        by: Cow::Borrowed(&step.by),
        claim: step.claim.map(|id| Id(id.0)),
        edit: Cow::Borrowed(&step.edit),
        from: borrowed(&step.from),
        to: borrowed(&step.to),
        reason: borrowed(&step.reason),
        extra: extra.cloned().unwrap_or_default(),
    }
}

/// The metadata of an article's record, and the words it has that are not known.
pub(in crate::store) fn read_metadata(
    record: &mut ArticleRecord<'_>,
    carried: &mut CarriedArticle,
    faults: &mut Faults,
) -> Metadata {
    let owned = |words: &mut Option<Cow<'_, str>>| words.take().map(Cow::into_owned);
    let pointer = |field: &str| format!("/article/{field}");
    Metadata {
        title: owned(&mut record.title),
        authors: std::mem::take(&mut record.authors).into_owned(),
        publisher: owned(&mut record.publisher),
        republisher: owned(&mut record.republisher),
        published: read_word(record.published.take(), &mut carried.published, faults, || pointer("published")),
        updated: read_word(record.updated.take(), &mut carried.updated, faults, || pointer("updated")),
        url: owned(&mut record.url),
        archive_url: owned(&mut record.archive_url),
        language: owned(&mut record.language),
        kind: read_word(record.kind.take(), &mut carried.kind, faults, || pointer("kind")),
    }
}

pub(super) fn read_source(record: SourceRecord<'_>) -> (Source, Extra) {
    let owned = |words: Option<Cow<'_, str>>| words.map(Cow::into_owned);
    let source = Source {
        file: owned(record.file),
        media_type: owned(record.media_type),
        encoding: owned(record.encoding),
        sha256: owned(record.sha256),
        opened: record.opened.map(|time| time.0),
        reader: owned(record.reader),
    };
    (source, record.extra)
}

pub(in crate::store) fn read_speaker(
    record: SpeakerRecord<'_>,
    faults: &mut Faults,
    pointer: impl FnOnce() -> String,
) -> (Speaker, CarriedSpeaker) {
    let owned = |words: Option<Cow<'_, str>>| words.map(Cow::into_owned);
    let mut carried = CarriedSpeaker { speaker_type: None, extra: record.extra };
    let speaker_type = read_word(record.speaker_type, &mut carried.speaker_type, faults, || pointer() + "/type");
    let speaker = Speaker {
        id: SpeakerId(record.id.0),
        name: record.name.into_owned(),
        role: owned(record.role),
        organisation: owned(record.organisation),
        aliases: record.aliases.into_owned(),
        speaker_type: speaker_type.unwrap_or(SpeakerType::default()),
        same_as: owned(record.same_as),
    };
    (speaker, carried)
}

pub(in crate::store) fn read_history(record: HistoryRecord<'_>) -> (HistoryEntry, Extra) {
    let owned = |words: Option<Cow<'_, str>>| words.map(Cow::into_owned);
    let step = HistoryEntry {
        at: record.at.0,
        by: record.by.into_owned(),
        claim: record.claim.map(|id| ClaimId(id.0)),
        edit: record.edit.into_owned(),
        from: owned(record.from),
        to: owned(record.to),
        reason: owned(record.reason),
    };
    (step, record.extra)
}

/// The value of a word; one that is not known goes to `kept`, and is reported unless the file is newer than this version.
pub(super) fn read_word<T: Vocabulary>(
    word: Option<Word<'_, T>>,
    kept: &mut Option<String>,
    faults: &mut Faults,
    pointer: impl FnOnce() -> String,
) -> Option<T> {
    match word? {
        Word::Known(value) => Some(value),
        Word::Unknown(word) => {
            let word = word.into_owned();
            if !faults.is_newer {
                faults.report(pointer(), FaultKind::UnknownWord { what: T::WHAT, word: word.clone() });
            }
            *kept = Some(word);
            None
        }
    }
}

/// The word that was kept, as long as the model has the value it was given instead.
pub(super) fn known_or_kept<T: Default + PartialEq>(value: T, kept: Option<&str>) -> Word<'_, T> {
    unless_changed(value, &T::default(), kept)
}

/// The same for a word in whose place the model was given `instead`.
pub(super) fn unless_changed<'a, T: PartialEq>(value: T, instead: &T, kept: Option<&'a str>) -> Word<'a, T> {
    match kept {
        Some(word) if value == *instead => Word::Unknown(Cow::Borrowed(word)),
        _ => Word::Known(value),
    }
}

/// The same for a word in whose place the model was given nothing.
pub(super) fn optional<T>(value: Option<T>, kept: Option<&str>) -> Option<Word<'_, T>> {
    value.map(Word::Known).or_else(|| kept.map(|word| Word::Unknown(Cow::Borrowed(word))))
}
