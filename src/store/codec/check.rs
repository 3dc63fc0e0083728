//! The check of a claim, between the model and the record of the claim.

use std::{borrow::Cow, collections::HashSet};

use super::{
    decode::Faults,
    parts::{optional, read_word, unless_changed},
};
use crate::{
    claim::{
        Check, ClaimId, EvidenceId, EvidenceLink, KeptCheck, Published, SecondVerdict, Stance, Verdicts,
        lifecycle::{self, Contradiction},
    },
    review::Review,
    store::{
        FaultKind,
        carried::{CarriedCheck, CarriedLink},
        schema::{
            ClaimRecord, Extra, Id, LinkRecord, PublishedRecord, Rare, SecondVerdictRecord, Time, VerdictsRecord,
            Vocabulary, Word,
        },
    },
};

/// What a link says where the file says nothing, or nothing that is known: neither for the claim nor against it.
const UNSAID: Stance = Stance::Context;

/// Puts the check of a claim in its record, with what the file had beside it.
pub(super) fn write_check<'a>(record: &mut ClaimRecord<'a>, check: &'a Check, kept: Option<&'a CarriedCheck>) {
    let word = |word: fn(&CarriedCheck) -> Option<&str>| kept.and_then(word);
    record.verdicts = verdicts_record(&check.verdicts, kept.map(|kept| &kept.verdicts));
    record.confidence = optional(check.confidence, word(|kept| kept.confidence.as_deref())).map(Box::new);
    record.rationale = words(&check.rationale);
    record.evidence = link_records(&check.evidence, kept);
    record.priority = optional(check.priority, word(|kept| kept.priority.as_deref())).map(Box::new);
    record.selection_reason = words(&check.selection_reason);
    record.context = words(&check.context);
    record.said_on = optional(check.said_on, word(|kept| kept.said_on.as_deref())).map(Box::new);
    record.said_at = words(&check.said_at);
    record.first_appearance = words(&check.first_appearance);
    record.chain = (!check.chain.is_empty()).then(|| Box::new(Cow::Borrowed(check.chain.as_slice())));
    record.searched = words(&check.searched);
    record.checker = check.checker.as_deref().map(boxed);
    record.approver = check.approver.as_deref().map(boxed);
    record.second_verdict = check.second.as_ref().map(|second| {
        let kept = kept.and_then(|kept| kept.second.as_ref()).filter(|(at, ..)| *at == second.at);
        Box::new(SecondVerdictRecord {
            by: Cow::Borrowed(&second.by),
            verdicts: verdicts_record(&second.verdicts, kept.map(|(_, _, verdicts)| verdicts)),
            at: Time(second.at),
            extra: kept.map(|(_, extra, _)| extra.clone()).unwrap_or_default(),
        })
    });
    record.published = check.published.as_ref().map(|published| {
        let kept = kept.and_then(|kept| kept.published.as_ref()).filter(|(at, _)| *at == published.at);
        Box::new(PublishedRecord {
            version: Cow::Borrowed(&published.version),
            at: Time(published.at),
            extra: kept.map(|(_, extra)| extra.clone()).unwrap_or_default(),
        })
    });
}

fn words(words: &str) -> Rare<Cow<'_, str>> {
    (!words.is_empty()).then(|| boxed(words))
}

fn boxed(words: &str) -> Box<Cow<'_, str>> {
    Box::new(Cow::Borrowed(words))
}

fn verdicts_record<'a>(verdicts: &'a Verdicts, extra: Option<&Extra>) -> VerdictsRecord<'a> {
    VerdictsRecord {
        attribution: verdicts.attribution.as_deref().map(boxed),
        content: verdicts.content.as_deref().map(boxed),
        extra: extra.cloned().unwrap_or_default(),
    }
}

/// The links of the model, and between them, where they stood, those to evidence that is not listed.
fn link_records<'a>(links: &'a [EvidenceLink], kept: Option<&'a CarriedCheck>) -> Vec<LinkRecord<'a>> {
    let mut listed = links.iter().map(|link| link_record(link, kept.and_then(|kept| kept.links.get(&link.evidence))));
    let mut unlisted = kept.map(|kept| kept.unlisted.as_slice()).unwrap_or_default().iter().peekable();
    let mut records = Vec::with_capacity(listed.len() + unlisted.len());
    loop {
        let unlisted_here = unlisted.next_if(|(place, _)| *place <= records.len()).map(|(_, record)| record.clone());
        let Some(record) = unlisted_here.or_else(|| listed.next()) else { break };
        records.push(record);
    }
    records.extend(unlisted.map(|(_, record)| record.clone()));
    records
}

fn link_record<'a>(link: &'a EvidenceLink, kept: Option<&'a CarriedLink>) -> LinkRecord<'a> {
    LinkRecord {
        id: Id(link.evidence.0),
        stance: Some(unless_changed(link.stance, &UNSAID, kept.and_then(|kept| kept.stance.as_deref()))),
        level: optional(link.level, kept.and_then(|kept| kept.level.as_deref())),
        independence: link.independence.as_deref().map(Cow::Borrowed),
        extra: kept.map(|kept| kept.extra.clone()).unwrap_or_default(),
    }
}

/// Takes the check out of the record of the claim with this number. `listed` are the file's pieces of evidence; `None` takes any.
pub(super) fn read_check(
    record: &mut ClaimRecord<'_>,
    number: usize,
    listed: Option<&HashSet<EvidenceId>>,
    carried: &mut Option<Box<CarriedCheck>>,
    faults: &mut Faults,
) -> KeptCheck {
    if has_no_check(record) {
        return KeptCheck::default();
    }
    let pointer = |field: &str| format!("/claims/{number}/{field}");
    let mut kept = CarriedCheck::default();
    let verdicts = std::mem::take(&mut record.verdicts);
    let check = Check {
        verdicts: read_verdicts(verdicts, &mut kept.verdicts),
        confidence: read_rare(&mut record.confidence, &mut kept.confidence, faults, || pointer("confidence")),
        rationale: owned(&mut record.rationale).unwrap_or_default(),
        evidence: read_links(std::mem::take(&mut record.evidence), number, listed, &mut kept, faults),
        searched: owned(&mut record.searched).unwrap_or_default(),
        checker: owned(&mut record.checker),
        approver: owned(&mut record.approver),
        second: record.second_verdict.take().map(|second| {
            let mut verdicts_extra = Extra::default();
            let verdicts = read_verdicts(second.verdicts, &mut verdicts_extra);
            if !second.extra.is_empty() || !verdicts_extra.is_empty() {
                kept.second = Some((second.at.0, second.extra, verdicts_extra));
            }
            SecondVerdict { by: second.by.into_owned(), verdicts, at: second.at.0 }
        }),
        priority: read_rare(&mut record.priority, &mut kept.priority, faults, || pointer("priority")),
        selection_reason: owned(&mut record.selection_reason).unwrap_or_default(),
        context: owned(&mut record.context).unwrap_or_default(),
        said_on: read_rare(&mut record.said_on, &mut kept.said_on, faults, || pointer("said_on")),
        said_at: owned(&mut record.said_at).unwrap_or_default(),
        first_appearance: owned(&mut record.first_appearance).unwrap_or_default(),
        chain: record.chain.take().map(|chain| chain.into_owned()).unwrap_or_default(),
        published: record.published.take().map(|published| {
            if !published.extra.is_empty() {
                kept.published = Some((published.at.0, published.extra));
            }
            Published { version: published.version.into_owned(), at: published.at.0 }
        }),
    };
    if kept != CarriedCheck::default() {
        *carried = Some(Box::new(kept));
    }
    KeptCheck::new(check)
}

/// Whether the record has nothing of a check, as those of most claims.
fn has_no_check(record: &ClaimRecord<'_>) -> bool {
    let VerdictsRecord { attribution, content, extra } = &record.verdicts;
    attribution.is_none()
        && content.is_none()
        && extra.is_empty()
        && record.confidence.is_none()
        && record.rationale.is_none()
        && record.evidence.is_empty()
        && record.priority.is_none()
        && record.selection_reason.is_none()
        && record.context.is_none()
        && record.said_on.is_none()
        && record.said_at.is_none()
        && record.first_appearance.is_none()
        && record.chain.is_none()
        && record.searched.is_none()
        && record.checker.is_none()
        && record.approver.is_none()
        && record.second_verdict.is_none()
        && record.published.is_none()
}

fn owned(words: &mut Rare<Cow<'_, str>>) -> Option<String> {
    words.take().map(|words| words.into_owned())
}

fn read_rare<T: Vocabulary>(
    word: &mut Rare<Word<'_, T>>,
    kept: &mut Option<String>,
    faults: &mut Faults,
    pointer: impl FnOnce() -> String,
) -> Option<T> {
    read_word(word.take().map(|word| *word), kept, faults, pointer)
}

fn read_verdicts(record: VerdictsRecord<'_>, kept: &mut Extra) -> Verdicts {
    *kept = record.extra;
    Verdicts {
        attribution: record.attribution.map(|name| name.into_owned()),
        content: record.content.map(|name| name.into_owned()),
    }
}

fn read_links(
    records: Vec<LinkRecord<'_>>,
    claim: usize,
    listed: Option<&HashSet<EvidenceId>>,
    kept: &mut CarriedCheck,
    faults: &mut Faults,
) -> Vec<EvidenceLink> {
    let mut links = Vec::with_capacity(records.len());
    let mut seen = HashSet::with_capacity(records.len());
    let mut place = 0;
    for (number, record) in records.into_iter().enumerate() {
        let pointer = |field: &str| format!("/claims/{claim}/evidence/{number}{field}");
        let id = EvidenceId(record.id.0);
        if !seen.insert(id) {
            faults.report(pointer(""), FaultKind::LinkedTwice(id.to_string()));
            continue;
        }
        if listed.is_some_and(|listed| !listed.contains(&id)) {
            faults.report(pointer("/id"), FaultKind::UnknownEvidence(id.to_string()));
            kept.unlisted.push((place, lasting(record)));
        } else {
            let mut carried = CarriedLink { extra: record.extra, ..CarriedLink::default() };
            let stance = read_word(record.stance, &mut carried.stance, faults, || pointer("/stance"));
            let level = read_word(record.level, &mut carried.level, faults, || pointer("/level"));
            let independence = record.independence.map(Cow::into_owned);
            links.push(EvidenceLink { evidence: id, stance: stance.unwrap_or(UNSAID), level, independence });
            if carried != CarriedLink::default() {
                kept.links.insert(id, carried);
            }
        }
        place += 1;
    }
    links
}

/// A record that borrows nothing from the file.
fn lasting(record: LinkRecord<'_>) -> LinkRecord<'static> {
    LinkRecord {
        id: record.id,
        stance: record.stance.map(Word::into_owned),
        level: record.level.map(Word::into_owned),
        independence: record.independence.map(|group| Cow::Owned(group.into_owned())),
        extra: record.extra,
    }
}

/// Reports what contradicts itself in the checks of claims; `numbers` are those of the claims in the file, sorted by id.
pub(super) fn report_contradictions(review: &Review, numbers: &[(ClaimId, usize)], faults: &mut Faults) {
    let mut found: Vec<(usize, Contradiction)> = Vec::new();
    for claim in review.claims().in_order() {
        let contradictions = review.ask(|around| lifecycle::contradictions(claim, around));
        if contradictions.is_empty() {
            continue;
        }
        let place = numbers.binary_search_by_key(&claim.id, |(id, _)| *id);
        let Some((_, number)) = place.ok().and_then(|place| numbers.get(place)) else { continue };
        found.extend(contradictions.into_iter().map(|contradiction| (*number, contradiction)));
    }
    found.sort_by_key(|(number, _)| *number);
    for (number, contradiction) in found {
        let field = match contradiction {
            Contradiction::CommentaryVerdict => "verdicts/content",
            _ => "status",
        };
        faults.report(format!("/claims/{number}/{field}"), FaultKind::Contradiction(contradiction));
    }
}
