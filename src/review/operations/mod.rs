//! What a reviewer can do to a review: each function makes the [`Edit`], or says in a sentence why it cannot.

mod agree;
mod check;
mod contact;
mod correct;
mod evidence;
mod incoming;
mod key;
mod notes;
mod proposal;
mod refusal;
mod scheme;
mod settle;
mod speaker;

use std::{collections::BTreeSet, sync::Arc};

pub use agree::{NOT_SETTLED, agree};
pub(in crate::review) use check::verdict_edit;
pub use check::{Ask, Found, mend, publish, second_verdict, set_group, set_state, set_verdict, skip};
pub use contact::{add_contact, amend_contact, remove_contact};
pub use correct::{Kept, Wanted, keep_own, take_expected};
pub use evidence::{add_evidence, amend_evidence, link_evidence, remove_evidence, unlink_evidence};
pub use incoming::{Incoming, TakenIn, take_in};
use jiff::Timestamp;
pub use key::{
    add_alternative, add_passages, amend_entry, begin_key, end_key, set_alternative_speaker, set_passages,
    set_tolerance, without_entries,
};
pub use notes::take_notes;
pub use proposal::accept;
pub use refusal::Refusal;
pub use scheme::{add_label, set_practice, set_scheme, withdraw_label};
pub use settle::{Contested, Settlement, Settlements, settle, settle_anew, take_over};
pub use speaker::{amend_speaker, merge_speakers, set_speaker};
use uuid::Uuid;

use super::{Change, Edit, EditName, Field, HistoryEntry, Review};
use crate::{
    article::Metadata,
    claim::{
        Claim, ClaimId, Segments, State, Status, Tag, VerdictKind,
        lifecycle::{self, Part},
        usual_form, usual_voice,
    },
    text::{ByteIndex, Span},
};

/// When an edit is made, and where its new ids come from: what a pure layer must be given.
pub struct Stamp<'a> {
    /// The time.
    pub now: Timestamp,
    /// Gives a new id at each call.
    pub new_id: &'a mut dyn FnMut() -> Uuid,
}

/// An end of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// Where it begins.
    Start,
    /// Where it ends.
    End,
}

/// Makes a claim of these stretches.
///
/// # Errors
/// When there is no stretch. An overlap is refused by [`Review::apply`].
pub fn tag(review: &Review, tag: Tag, spans: &[Span], stamp: &mut Stamp<'_>) -> Result<(Edit, ClaimId), Refusal> {
    let claim = new_claim(review, tag, spans, stamp)?;
    let id = claim.id;
    Ok((Edit { name: EditName::Tag(tag), changes: made(review, claim, stamp.now) }, id))
}

/// Makes a claim of each place, as one step.
///
/// # Errors
/// When there is no place.
pub fn tag_same(review: &Review, like: ClaimId, places: &[Span], stamp: &mut Stamp<'_>) -> Result<Edit, Refusal> {
    let model = find(review, like)?;
    if places.is_empty() {
        return Err(Refusal::NoOtherPlace);
    }
    let mut changes = Vec::with_capacity(places.len() * 2);
    for place in places {
        let mut claim = new_claim(review, model.tag, &[*place], stamp)?;
        claim.speaker = model.speaker;
        changes.extend(made(review, claim, stamp.now));
    }
    Ok(Edit { name: EditName::TagSame(model.tag, places.len()), changes })
}

/// Gives a claim another tag, with the form and voice that go with it.
///
/// # Errors
/// When the claim is not there or has the tag already.
pub fn retag(review: &Review, id: ClaimId, tag: Tag, stamp: &mut Stamp<'_>) -> Result<Edit, Refusal> {
    let before = find(review, id)?;
    if before.tag == tag {
        return Err(Refusal::Unchanged);
    }
    let mut claim = Claim::clone(before);
    claim.tag = tag;
    claim.form = usual_form(review.article(), tag, claim.segments.placed());
    claim.voice = usual_voice(review.article(), tag, claim.segments.placed());
    let step =
        Step { edit: "tag", from: Some(before.tag.name().to_owned()), to: Some(tag.name().to_owned()), reason: None };
    reworded(review, EditName::Retag(tag), before, claim, Some(step), stamp.now)
}

/// Gives several claims another tag, as one step.
///
/// # Errors
/// When one of them is not there, or all have the tag already.
pub fn retag_several(review: &Review, ids: &[ClaimId], tag: Tag, stamp: &mut Stamp<'_>) -> Result<Edit, Refusal> {
    let mut changes = Vec::new();
    let mut count = 0;
    for id in ids {
        match retag(review, *id, tag, stamp) {
            Ok(edit) => {
                changes.extend(edit.changes);
                count += 1;
            }
            Err(Refusal::Unchanged) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    match count {
        0 => Err(Refusal::Unchanged),
        1 => Ok(Edit { name: EditName::Retag(tag), changes }),
        count => Ok(Edit { name: EditName::RetagSeveral(tag, count), changes }),
    }
}

/// Adds stretches to a claim; those that touch its own become one with them. An orphaned claim is placed by it.
///
/// # Errors
/// When the claim is not there or there is no stretch to add.
pub fn add_segment(review: &Review, id: ClaimId, spans: &[Span], stamp: &mut Stamp<'_>) -> Result<Edit, Refusal> {
    if spans.is_empty() {
        return Err(Refusal::NothingSelected);
    }
    let claim = find(review, id)?;
    let name = if claim.is_orphaned() { EditName::Place } else { EditName::AddSegment };
    let all = claim.segments.placed().iter().chain(spans).copied();
    let segments = Segments::new(all).ok_or(Refusal::NothingSelected)?;
    with_segments(review, id, name, segments, stamp.now)
}

/// Gives a claim these stretches and no others: what it had before, in the text or lost, is gone from it.
///
/// # Errors
/// When the claim is not there or there is no stretch.
pub fn place(review: &Review, id: ClaimId, spans: &[Span], stamp: &mut Stamp<'_>) -> Result<Edit, Refusal> {
    let segments = Segments::new(spans.iter().copied()).ok_or(Refusal::NothingSelected)?;
    let name = if find(review, id)?.is_orphaned() { EditName::Place } else { EditName::MoveClaim };
    with_segments(review, id, name, segments, stamp.now)
}

/// Takes the stretch with this number from a claim.
///
/// # Errors
/// When the claim is not there, or it is its last stretch.
pub fn remove_segment(review: &Review, id: ClaimId, number: usize, stamp: &mut Stamp<'_>) -> Result<Edit, Refusal> {
    let claim = find(review, id)?;
    let rest = claim.segments.placed().iter().enumerate().filter(|(other, _)| *other != number).map(|(_, span)| *span);
    let segments = Segments::with_lost(rest, claim.segments.lost().to_vec()).ok_or(Refusal::LastSegment)?;
    with_segments(review, id, EditName::RemoveSegment, segments, stamp.now)
}

/// Moves one end of a stretch; white space at the new end is left out, and stretches that come to touch become one.
///
/// # Errors
/// When the claim or the stretch is not there, or nothing would be left of the stretch.
pub fn move_end(
    review: &Review,
    id: ClaimId,
    number: usize,
    edge: Edge,
    to: ByteIndex,
    stamp: &mut Stamp<'_>,
) -> Result<Edit, Refusal> {
    let claim = find(review, id)?;
    let old = *claim.segments.placed().get(number).ok_or(Refusal::UnknownClaim)?;
    let range = match edge {
        Edge::Start => to..old.end(),
        Edge::End => old.start()..to,
    };
    if range.start >= range.end {
        return Err(Refusal::EmptySegment);
    }
    let moved = review.article().text().trimmed_span(range).ok_or(Refusal::EmptySegment)?;
    let all = claim.segments.placed().iter().map(|span| if *span == old { moved } else { *span });
    let segments = Segments::with_lost(all, claim.segments.lost().to_vec()).ok_or(Refusal::EmptySegment)?;
    with_segments(review, id, EditName::MoveEnd, segments, stamp.now)
}

/// Deletes claims, as one step. Claims that were left out as duplicates of them are to be checked again, and contacts no longer
/// name them.
///
/// # Errors
/// When there are none, one of them is not there, or one went out in a report.
pub fn delete(review: &Review, ids: &[ClaimId], stamp: &mut Stamp<'_>) -> Result<Edit, Refusal> {
    if ids.is_empty() {
        return Err(Refusal::UnknownClaim);
    }
    let gone: BTreeSet<ClaimId> = ids.iter().copied().collect();
    let mut changes = Vec::with_capacity(ids.len() * 2);
    for id in &gone {
        let claim = find(review, *id)?;
        unlocked(claim, Part::Remarks)?;
        changes.push(Change::Claim(*id, None));
        let step = Step { edit: "claim", from: Some(words_of(review, claim)), to: None, reason: None };
        changes.push(step.remembered(review, *id, stamp.now));
    }
    let is_orphaned_duplicate = |claim: &&Arc<Claim>| {
        claim.status.duplicate_of.is_some_and(|of| gone.contains(&of)) && !gone.contains(&claim.id)
    };
    for duplicate in review.claims().in_order().iter().filter(is_orphaned_duplicate) {
        let mut claim = Claim::clone(duplicate);
        claim.status = Status { state: State::Queued, ..Status::default() };
        let reason = Some("The claim that was checked instead was deleted".to_owned());
        let step = check::status_step(duplicate.status.state, State::Queued, reason);
        changes.extend(changes_of(review, claim, vec![step], stamp.now));
    }
    for contact in review.contacts().iter().filter(|contact| contact.claims.iter().any(|id| gone.contains(id))) {
        let mut contact = contact.clone();
        contact.claims.retain(|id| !gone.contains(id));
        changes.push(Change::Contact(contact.id, Some(Box::new(contact))));
    }
    Ok(Edit { name: EditName::Delete(gone.len()), changes })
}

/// Changes one field of a claim; `change` gets the claim as it is.
///
/// # Errors
/// When the claim is not there, comes out as it was, or may not be changed now.
pub fn amend(
    review: &Review,
    id: ClaimId,
    field: Field,
    change: impl FnOnce(&mut Claim),
    stamp: &mut Stamp<'_>,
) -> Result<Edit, Refusal> {
    let before = find(review, id)?;
    let claim = amended(before, field, change)?.ok_or(Refusal::Unchanged)?;
    reworded(review, EditName::Amend(field), before, claim, None, stamp.now)
}

/// Changes one field of several claims, as one step.
///
/// # Errors
/// When one of them is not there or may not be changed now, or all come out as they were.
pub fn amend_several(
    review: &Review,
    ids: &[ClaimId],
    field: Field,
    change: impl Fn(&mut Claim),
    stamp: &mut Stamp<'_>,
) -> Result<Edit, Refusal> {
    let mut changes = Vec::new();
    let mut count = 0;
    for id in ids {
        let before = find(review, *id)?;
        if let Some(claim) = amended(before, field, &change)? {
            changes.extend(reworded(review, EditName::Amend(field), before, claim, None, stamp.now)?.changes);
            count += 1;
        }
    }
    match count {
        0 => Err(Refusal::Unchanged),
        1 => Ok(Edit { name: EditName::Amend(field), changes }),
        count => Ok(Edit { name: EditName::AmendSeveral(field, count), changes }),
    }
}

/// The claim with the change, tidied; `None` when it comes out as it was.
fn amended(before: &Claim, field: Field, change: impl FnOnce(&mut Claim)) -> Result<Option<Claim>, Refusal> {
    unlocked(before, field.part())?;
    let mut claim = before.clone();
    change(&mut claim);
    claim.flags.sort_unstable();
    claim.flags.dedup();
    let mut seen = BTreeSet::new();
    claim.labels.retain(|label| seen.insert(label.clone()));
    Ok((claim != *before).then_some(claim))
}

/// Replaces the article's metadata.
///
/// # Errors
/// When they are as they were.
pub fn amend_article(review: &Review, metadata: Metadata) -> Result<Edit, Refusal> {
    if review.article().metadata == metadata {
        return Err(Refusal::Unchanged);
    }
    Ok(Edit { name: EditName::AmendArticle, changes: vec![Change::Metadata(Box::new(metadata))] })
}

/// Replaces the reviewer's name.
///
/// # Errors
/// When it is as it was.
pub fn rename_reviewer(review: &Review, name: &str) -> Result<Edit, Refusal> {
    if review.reviewer() == name {
        return Err(Refusal::Unchanged);
    }
    Ok(Edit { name: EditName::Reviewer, changes: vec![Change::Reviewer(name.to_owned())] })
}

/// One entry for the history, short of what every entry has.
struct Step {
    edit: &'static str,
    from: Option<String>,
    to: Option<String>,
    reason: Option<String>,
}

impl Step {
    fn remembered(self, review: &Review, claim: ClaimId, at: Timestamp) -> Change {
        let Self { edit, from, to, reason } = self;
        let by = review.reviewer().to_owned();
        Change::Remember(vec![HistoryEntry { at, by, claim: Some(claim), edit: edit.to_owned(), from, to, reason }])
    }
}

fn find(review: &Review, id: ClaimId) -> Result<&Arc<Claim>, Refusal> {
    review.claims().get(id).ok_or(Refusal::UnknownClaim)
}

fn new_claim(review: &Review, tag: Tag, spans: &[Span], stamp: &mut Stamp<'_>) -> Result<Claim, Refusal> {
    let segments = Segments::new(spans.iter().copied()).ok_or(Refusal::NothingSelected)?;
    let form = usual_form(review.article(), tag, segments.placed());
    let voice = usual_voice(review.article(), tag, segments.placed());
    let claim = Claim::new(ClaimId((stamp.new_id)()), tag, segments, stamp.now);
    Ok(Claim { form, voice, ..claim })
}

fn made(review: &Review, claim: Claim, now: Timestamp) -> Vec<Change> {
    let step = Step { edit: "claim", from: None, to: Some(claim.tag.name().to_owned()), reason: None };
    let remembered = step.remembered(review, claim.id, now);
    vec![Change::Claim(claim.id, Some(Arc::new(claim))), remembered]
}

/// A claim put in the place of the one with its id, with the steps that led to it.
fn changes_of(review: &Review, claim: Claim, steps: Vec<Step>, now: Timestamp) -> Vec<Change> {
    let id = claim.id;
    let mut changes = vec![Change::Claim(id, Some(Arc::new(Claim { modified: now, ..claim })))];
    changes.extend(steps.into_iter().map(|step| step.remembered(review, id, now)));
    changes
}

/// A claim in the place of another. Where its wording is another, its verdicts go to the history and it is to be checked again.
fn reworded(
    review: &Review,
    name: EditName,
    before: &Claim,
    mut claim: Claim,
    step: Option<Step>,
    now: Timestamp,
) -> Result<Edit, Refusal> {
    let mut steps: Vec<Step> = step.into_iter().collect();
    if lifecycle::is_reworded(before, &claim) {
        unlocked(before, Part::Wording)?;
        if let Some(taken) = lifecycle::displaced(&mut claim) {
            let reason = Some("The wording changed".to_owned());
            let lost = |kind: VerdictKind| {
                let from = Some(taken.get(kind)?.to_owned());
                Some(Step { edit: verdict_edit(kind), from, to: None, reason: reason.clone() })
            };
            steps.extend(VerdictKind::ALL.into_iter().filter_map(lost));
            if before.status.state != claim.status.state {
                steps.push(check::status_step(before.status.state, claim.status.state, reason.clone()));
            }
        }
    }
    Ok(Edit { name, changes: changes_of(review, claim, steps, now) })
}

/// Refuses what the state of a claim's check does not allow.
fn unlocked(claim: &Claim, part: Part) -> Result<(), Refusal> {
    lifecycle::locked(claim, part).map_or(Ok(()), |guard| Err(Refusal::Locked(guard)))
}

fn with_segments(
    review: &Review,
    id: ClaimId,
    name: EditName,
    segments: Segments,
    now: Timestamp,
) -> Result<Edit, Refusal> {
    let before = find(review, id)?;
    if before.segments == segments {
        return Err(Refusal::Unchanged);
    }
    let mut claim = Claim::clone(before);
    claim.segments = segments;
    let step = Step {
        edit: "segments",
        from: Some(places_of(review, before)),
        to: Some(places_of(review, &claim)),
        reason: None,
    };
    reworded(review, name, before, claim, Some(step), now)
}

/// A claim's stretches as the file counts them, such as `12-58 70-81`.
fn places_of(review: &Review, claim: &Claim) -> String {
    let text = review.article().text();
    let place = |span: &Span| format!("{}-{}", text.to_code_point(span.start()).0, text.to_code_point(span.end()).0);
    claim.segments.placed().iter().map(place).collect::<Vec<_>>().join(" ")
}

/// A claim's words, its stretches parted by an ellipsis in brackets.
fn words_of(review: &Review, claim: &Claim) -> String {
    let placed = claim.segments.placed().iter().map(|span| review.article().text().slice(*span));
    placed.chain(claim.segments.lost().iter().map(|lost| lost.exact.as_str())).collect::<Vec<_>>().join(" […] ")
}
