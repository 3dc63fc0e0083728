//! Evidence and contacts, between the model and their records.

use std::{borrow::Cow, collections::HashMap};

use super::{
    decode::{Faults, same_id},
    parts::{optional, read_word},
};
use crate::{
    claim::{AttachedFile, ClaimId, Contact, ContactId, Evidence, EvidenceId, Reply},
    store::{
        Carried, FaultKind, OpenError,
        carried::{CarriedContact, CarriedEvidence},
        schema::{ContactRecord, EvidenceRecord, FileRecord, Id},
    },
};

pub(in crate::store) fn evidence_record<'a>(piece: &'a Evidence, carried: &'a Carried) -> EvidenceRecord<'a> {
    let kept = carried.evidence.get(&piece.id);
    let word = |word: fn(&CarriedEvidence) -> &Option<String>| kept.and_then(|kept| word(kept).as_deref());
    EvidenceRecord {
        id: Id(piece.id.0),
        title: Cow::Borrowed(&piece.title),
        author: Cow::Borrowed(&piece.author),
        publisher: Cow::Borrowed(&piece.publisher),
        published: optional(piece.published, word(|kept| &kept.published)),
        url: Cow::Borrowed(&piece.address),
        archive_url: Cow::Borrowed(&piece.archive_address),
        archived: optional(piece.archived, word(|kept| &kept.archived)),
        accessed: optional(piece.accessed, word(|kept| &kept.accessed)),
        locator: Cow::Borrowed(&piece.locator),
        passage: Cow::Borrowed(&piece.passage),
        kind: optional(piece.kind, word(|kept| &kept.kind)),
        interest: Cow::Borrowed(&piece.interest),
        calculation: Cow::Borrowed(&piece.calculation),
        file: piece.file.as_ref().map(|file| FileRecord {
            path: Cow::Borrowed(&file.path),
            sha256: Cow::Borrowed(&file.sha256),
            extra: kept.map(|kept| kept.file.clone()).unwrap_or_default(),
        }),
        confidential: piece.confidential,
        extra: kept.map(|kept| kept.extra.clone()).unwrap_or_default(),
    }
}

pub(in crate::store) fn contact_record<'a>(contact: &'a Contact, carried: &'a Carried) -> ContactRecord<'a> {
    let kept = carried.contacts.get(&contact.id);
    let word = |word: fn(&CarriedContact) -> &Option<String>| kept.and_then(|kept| word(kept).as_deref());
    ContactRecord {
        id: Id(contact.id.0),
        who: Cow::Borrowed(&contact.who),
        claims: contact.claims.iter().map(|id| Id(id.0)).collect(),
        channel: Cow::Borrowed(&contact.channel),
        asked: optional(contact.asked, word(|kept| &kept.asked)),
        question: Cow::Borrowed(&contact.question),
        deadline: optional(contact.deadline, word(|kept| &kept.deadline)),
        answered: optional(contact.answered, word(|kept| &kept.answered)),
        answer: match &contact.reply {
            Reply::Answer(answer) => Some(Cow::Borrowed(answer)),
            Reply::Open | Reply::NoReply => None,
        },
        no_reply: contact.reply == Reply::NoReply,
        confidential: contact.confidential,
        extra: kept.map(|kept| kept.extra.clone()).unwrap_or_default(),
    }
}

/// The piece of evidence of a record; `pointer` gives the place of one of its fields.
pub(in crate::store) fn read_evidence(
    record: EvidenceRecord<'_>,
    faults: &mut Faults,
    pointer: impl Fn(&str) -> String,
) -> (Evidence, CarriedEvidence) {
    let mut kept = CarriedEvidence { extra: record.extra, ..CarriedEvidence::default() };
    let piece = Evidence {
        id: EvidenceId(record.id.0),
        title: record.title.into_owned(),
        author: record.author.into_owned(),
        publisher: record.publisher.into_owned(),
        published: read_word(record.published, &mut kept.published, faults, || pointer("published")),
        address: record.url.into_owned(),
        archive_address: record.archive_url.into_owned(),
        archived: read_word(record.archived, &mut kept.archived, faults, || pointer("archived")),
        accessed: read_word(record.accessed, &mut kept.accessed, faults, || pointer("accessed")),
        locator: record.locator.into_owned(),
        passage: record.passage.into_owned(),
        kind: read_word(record.kind, &mut kept.kind, faults, || pointer("kind")),
        interest: record.interest.into_owned(),
        calculation: record.calculation.into_owned(),
        file: record.file.map(|file| {
            kept.file = file.extra;
            AttachedFile { path: file.path.into_owned(), sha256: file.sha256.into_owned() }
        }),
        confidential: record.confidential,
    };
    (piece, kept)
}

/// The contact of a record; `pointer` gives the place of one of its fields.
pub(in crate::store) fn read_contact(
    record: ContactRecord<'_>,
    faults: &mut Faults,
    pointer: impl Fn(&str) -> String,
) -> (Contact, CarriedContact) {
    let mut kept = CarriedContact { extra: record.extra, ..CarriedContact::default() };
    if record.answer.is_some() && record.no_reply {
        faults.report(pointer("no_reply"), FaultKind::AnsweredAndNot);
    }
    let contact = Contact {
        id: ContactId(record.id.0),
        who: record.who.into_owned(),
        claims: record.claims.into_iter().map(|id| ClaimId(id.0)).collect(),
        channel: record.channel.into_owned(),
        asked: read_word(record.asked, &mut kept.asked, faults, || pointer("asked")),
        question: record.question.into_owned(),
        deadline: read_word(record.deadline, &mut kept.deadline, faults, || pointer("deadline")),
        answered: read_word(record.answered, &mut kept.answered, faults, || pointer("answered")),
        reply: match record.answer {
            Some(answer) => Reply::Answer(answer.into_owned()),
            None if record.no_reply => Reply::NoReply,
            None => Reply::Open,
        },
        confidential: record.confidential,
    };
    (contact, kept)
}

/// The evidence of a file, in its order.
pub(super) fn read_all_evidence(
    records: Vec<EvidenceRecord<'_>>,
    carried: &mut Carried,
    faults: &mut Faults,
) -> Result<Vec<Evidence>, OpenError> {
    let mut known = HashMap::with_capacity(records.len());
    let mut evidence = Vec::with_capacity(records.len());
    for (number, record) in records.into_iter().enumerate() {
        let (piece, kept) = read_evidence(record, faults, |field| format!("/evidence/{number}/{field}"));
        if let Some(first) = known.insert(piece.id, number) {
            return Err(same_id("evidence", number, first));
        }
        if kept != CarriedEvidence::default() {
            carried.evidence.insert(piece.id, kept);
        }
        evidence.push(piece);
    }
    Ok(evidence)
}

/// The contacts of a file, in their order.
pub(super) fn read_contacts(
    records: Vec<ContactRecord<'_>>,
    carried: &mut Carried,
    faults: &mut Faults,
) -> Result<Vec<Contact>, OpenError> {
    let mut known = HashMap::with_capacity(records.len());
    let mut contacts = Vec::with_capacity(records.len());
    for (number, record) in records.into_iter().enumerate() {
        let (contact, kept) = read_contact(record, faults, |field| format!("/contacts/{number}/{field}"));
        if let Some(first) = known.insert(contact.id, number) {
            return Err(same_id("contacts", number, first));
        }
        if kept != CarriedContact::default() {
            carried.contacts.insert(contact.id, kept);
        }
        contacts.push(contact);
    }
    Ok(contacts)
}
