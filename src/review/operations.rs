//! What a reviewer can do to a review: each function makes the [`Edit`], or says in a sentence why it cannot.

use std::{collections::BTreeSet, sync::Arc};

use jiff::Timestamp;
use uuid::Uuid;

use super::{Change, Edit, EditName, Field, HistoryEntry, Review};
use crate::{
    article::Metadata,
    claim::{Claim, ClaimId, Segments, Speaker, SpeakerId, State, Status, StatusGroup, Tag, usual_form, usual_voice},
    text::{ByteIndex, Span},
};

/// When an edit is made, and where its new ids come from: what a pure layer must be given.
pub struct Stamp<'a> {
    /// The time.
    pub now: Timestamp,
    /// Gives a new id at each call.
    pub new_id: &'a mut dyn FnMut() -> Uuid,
}

/// Why an edit is not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// A claim of this tag has some of the text already.
    #[error("This overlaps another {}; claims of one tag may not share text. Choose another tag, or change that claim", tag.name())]
    Overlap {
        /// The tag both would have.
        tag: Tag,
        /// The claim that is there.
        other: ClaimId,
    },
    /// Nothing but white space was selected.
    #[error("Select some words first")]
    NothingSelected,
    /// The claim is not in the review.
    #[error("That claim is no longer there")]
    UnknownClaim,
    /// The speaker is not in the review.
    #[error("That speaker is no longer there")]
    UnknownSpeaker,
    /// A claim would be left without a stretch.
    #[error("A claim keeps at least one segment. Delete the claim instead")]
    LastSegment,
    /// An end would pass the other end of its segment.
    #[error("A segment keeps at least one character")]
    EmptySegment,
    /// No other place has the same words, or each is a claim already.
    #[error("No other place has these words")]
    NoOtherPlace,
    /// Nothing would change; said to nobody.
    #[error("Nothing changes")]
    Unchanged,
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
    Ok(replaced(review, EditName::Retag(tag), claim, Some(step), stamp.now))
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

/// Deletes claims, as one step.
///
/// # Errors
/// When there are none, or one of them is not there.
pub fn delete(review: &Review, ids: &[ClaimId], stamp: &mut Stamp<'_>) -> Result<Edit, Refusal> {
    if ids.is_empty() {
        return Err(Refusal::UnknownClaim);
    }
    let mut changes = Vec::with_capacity(ids.len() * 2);
    for id in ids {
        let claim = find(review, *id)?;
        changes.push(Change::Claim(*id, None));
        let step = Step { edit: "claim", from: Some(words_of(review, claim)), to: None, reason: None };
        changes.push(step.remembered(review, *id, stamp.now));
    }
    Ok(Edit { name: EditName::Delete(ids.len()), changes })
}

/// Changes one field of a claim; `change` gets the claim as it is.
///
/// # Errors
/// When the claim is not there or comes out as it was.
pub fn amend(
    review: &Review,
    id: ClaimId,
    field: Field,
    change: impl FnOnce(&mut Claim),
    stamp: &mut Stamp<'_>,
) -> Result<Edit, Refusal> {
    let before = find(review, id)?;
    let mut claim = Claim::clone(before);
    change(&mut claim);
    claim.flags.sort_unstable();
    claim.flags.dedup();
    let mut seen = BTreeSet::new();
    claim.labels.retain(|label| seen.insert(label.clone()));
    if claim == **before {
        return Err(Refusal::Unchanged);
    }
    Ok(replaced(review, EditName::Amend(field), claim, None, stamp.now))
}

/// Says who makes the claim: a speaker who goes by this name, or else a new one; an empty name says nobody.
///
/// # Errors
/// When the claim is not there or has this speaker.
pub fn set_speaker(review: &Review, id: ClaimId, name: &str, stamp: &mut Stamp<'_>) -> Result<Edit, Refusal> {
    let before = find(review, id)?;
    let name = name.trim();
    let mut changes = Vec::new();
    let speaker = if name.is_empty() {
        None
    } else if let Some(known) = review.speaker_named(name) {
        Some(known.id)
    } else {
        let speaker = Speaker::named(SpeakerId((stamp.new_id)()), name);
        let id = speaker.id;
        changes.push(Change::Speaker(id, Some(speaker)));
        Some(id)
    };
    if before.speaker == speaker {
        return Err(Refusal::Unchanged);
    }
    let name_of = |id: SpeakerId| review.speaker(id).map(|speaker| speaker.name.clone());
    let step = Step {
        edit: "speaker",
        from: before.speaker.and_then(name_of),
        to: speaker.map(|id| name_of(id).unwrap_or_else(|| name.to_owned())),
        reason: None,
    };
    let mut claim = Claim::clone(before);
    claim.speaker = speaker;
    let mut edit = replaced(review, EditName::Amend(Field::Speaker), claim, Some(step), stamp.now);
    changes.append(&mut edit.changes);
    Ok(Edit { changes, ..edit })
}

/// Changes a speaker's own record.
///
/// # Errors
/// When the speaker is not there or comes out as it was.
pub fn amend_speaker(review: &Review, id: SpeakerId, change: impl FnOnce(&mut Speaker)) -> Result<Edit, Refusal> {
    let before = review.speaker(id).ok_or(Refusal::UnknownSpeaker)?;
    let mut speaker = before.clone();
    change(&mut speaker);
    if speaker == *before {
        return Err(Refusal::Unchanged);
    }
    Ok(Edit { name: EditName::AmendSpeaker, changes: vec![Change::Speaker(id, Some(speaker))] })
}

/// Sets where the work on a claim is, in one-person terms; a state of the same group stays as it is.
///
/// # Errors
/// When the claim is not there or comes out as it was.
pub fn set_status(
    review: &Review,
    id: ClaimId,
    group: StatusGroup,
    reason: Option<String>,
    stamp: &mut Stamp<'_>,
) -> Result<Edit, Refusal> {
    let before = find(review, id)?;
    let state = if before.status.state.group() == group { before.status.state } else { group.state() };
    set_state(review, id, state, reason, stamp)
}

/// Sets the state of a claim's check, with the reason that goes with it.
///
/// # Errors
/// When the claim is not there or comes out as it was.
pub fn set_state(
    review: &Review,
    id: ClaimId,
    state: State,
    reason: Option<String>,
    stamp: &mut Stamp<'_>,
) -> Result<Edit, Refusal> {
    let before = find(review, id)?;
    let reason = reason.filter(|reason| !reason.trim().is_empty());
    let status = Status { state, reason };
    if before.status == status {
        return Err(Refusal::Unchanged);
    }
    let step = Step {
        edit: "status",
        from: Some(before.status.state.name().to_owned()),
        to: Some(status.state.name().to_owned()),
        reason: status.reason.clone(),
    };
    let mut claim = Claim::clone(before);
    claim.status = status;
    Ok(replaced(review, EditName::Status(state.group()), claim, Some(step), stamp.now))
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

fn replaced(review: &Review, name: EditName, claim: Claim, step: Option<Step>, now: Timestamp) -> Edit {
    let id = claim.id;
    let mut changes = vec![Change::Claim(id, Some(Arc::new(Claim { modified: now, ..claim })))];
    changes.extend(step.map(|step| step.remembered(review, id, now)));
    Edit { name, changes }
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
    Ok(replaced(review, name, claim, Some(step), now))
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
