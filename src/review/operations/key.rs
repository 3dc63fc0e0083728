//! What a teacher says about the claims of a key, and how exactly they are expected.

use std::collections::BTreeSet;

use super::{Change, Edit, EditName, Refusal, Review, Stamp, find};
use crate::{
    claim::{ClaimId, Segments, Speaker, SpeakerId, Tag},
    teaching::{Alternative, AnswerKey, Assignment, KeyEntry, KeyPlace, Refused, Role, Tolerance},
    text::Span,
};

/// Makes an answer key of a review that has no task: its claims are what is expected.
///
/// # Errors
/// When it is a key already, or something else of a lesson.
pub fn begin_key(review: &Review) -> Result<Edit, Refusal> {
    match review.role() {
        None => {
            let role = Some(Box::new(Role::Key(AnswerKey::default())));
            Ok(Edit { name: EditName::BeginKey, changes: vec![Change::Role(role)] })
        }
        Some(role) if role.key().is_some() => Err(Refusal::Unchanged),
        Some(role) => Err(Refused::NotAKey(role.words()).into()),
    }
}

/// Makes an ordinary review of an answer key. What was said of its claims for the key goes; the claims stay.
///
/// # Errors
/// When it is no key.
pub fn end_key(review: &Review) -> Result<Edit, Refusal> {
    match review.role() {
        Some(Role::Key(_)) => Ok(Edit { name: EditName::EndKey, changes: vec![Change::Role(None)] }),
        other => Err(Refused::NotAKey(Role::words_of(other)).into()),
    }
}

/// Changes what the key says of a claim; what says nothing any more is left out.
///
/// # Errors
/// When there is no key or no such claim, it comes out as it was, or it contradicts itself.
pub fn amend_entry(review: &Review, claim: ClaimId, change: impl FnOnce(&mut KeyEntry)) -> Result<Edit, Refusal> {
    find(review, claim)?;
    with_key(review, |key| {
        let mut entry = key.entry(claim).cloned().unwrap_or_default();
        change(&mut entry);
        if entry == KeyEntry::default() {
            key.forget(claim);
            return Ok(());
        }
        key.set(claim, entry).map_err(Refusal::from)
    })
}

/// Adds another way to mark a claim that is as right: these stretches or, without any, its own. It has the claim's tag and
/// speaker, or the first tag with which it is no way that is there.
///
/// # Errors
/// As [`amend_entry`]; and when there is every such way.
pub fn add_alternative(review: &Review, id: ClaimId, spans: &[Span]) -> Result<Edit, Refusal> {
    let claim = find(review, id)?;
    let segments = match Segments::new(spans.iter().copied()) {
        Some(segments) => segments,
        None if claim.is_orphaned() => return Err(Refusal::NothingSelected),
        None => claim.segments.clone(),
    };
    let known = review.role().and_then(Role::key).and_then(|key| key.entry(id));
    let is_there = |tag: Tag| {
        let is_claim = claim.tag == tag && claim.segments == segments;
        let is_alternative = known
            .is_some_and(|entry| entry.alternatives.iter().any(|known| known.tag == tag && known.segments == segments));
        is_claim || is_alternative
    };
    let tags = std::iter::once(claim.tag).chain(Tag::ALL.into_iter().filter(|tag| *tag != claim.tag));
    let tag = tags.into_iter().find(|tag| !is_there(*tag)).ok_or(Refused::SameAlternative)?;
    let speaker = claim.speaker;
    amend_entry(review, id, |entry| entry.alternatives.push(Alternative { tag, segments, speaker }))
}

/// Says who makes the claim in one of its alternatives, by name; nobody by an empty one. A name that nobody has becomes a speaker.
///
/// # Errors
/// As [`amend_entry`].
pub fn set_alternative_speaker(
    review: &Review,
    claim: ClaimId,
    alternative: usize,
    name: &str,
    stamp: &mut Stamp<'_>,
) -> Result<Edit, Refusal> {
    let name = name.trim();
    let known = review.speaker_named(name).map(|speaker| speaker.id);
    let new = (!name.is_empty() && known.is_none()).then(|| Speaker::named(SpeakerId((stamp.new_id)()), name));
    let speaker = if name.is_empty() { None } else { known.or(new.as_ref().map(|new| new.id)) };
    let mut edit = amend_entry(review, claim, |entry| {
        if let Some(alternative) = entry.alternatives.get_mut(alternative) {
            alternative.speaker = speaker;
        }
    })?;
    edit.changes.splice(0..0, new.map(|new| Change::Speaker(new.id, Some(new))));
    Ok(edit)
}

/// Says which differences at the edges do not count.
///
/// # Errors
/// When there is no key, or it says so already.
pub fn set_tolerance(review: &Review, tolerance: Tolerance) -> Result<Edit, Refusal> {
    with_key(review, |key| {
        key.tolerance = tolerance;
        Ok(())
    })
}

/// Scores in these stretches, too, and nowhere else.
///
/// # Errors
/// When there is no key, nothing is selected, or they are scored already.
pub fn add_passages(review: &Review, spans: &[Span]) -> Result<Edit, Refusal> {
    if spans.is_empty() {
        return Err(Refusal::NothingSelected);
    }
    with_key(review, |key| {
        let all: Vec<Span> = key.passages().iter().chain(spans).copied().collect();
        key.set_passages(all);
        Ok(())
    })
}

/// Scores in these stretches alone; in the whole article without any.
///
/// # Errors
/// When there is no key, or they are those that are scored.
pub fn set_passages(review: &Review, spans: Vec<Span>) -> Result<Edit, Refusal> {
    with_key(review, |key| {
        key.set_passages(spans);
        Ok(())
    })
}

/// The same edit with what the key says of claims that it takes out: a key says nothing of a claim that is not there.
pub fn without_entries(review: &Review, mut edit: Edit) -> Edit {
    let Some(key) = review.role().and_then(Role::key) else { return edit };
    let mut gone = BTreeSet::new();
    for change in &edit.changes {
        match change {
            Change::Claim(id, None) if key.entry(*id).is_some() => gone.insert(*id),
            Change::Claim(id, Some(_)) => gone.remove(id),
            _ => false,
        };
    }
    let forgotten = with_key(review, |key| {
        for claim in &gone {
            key.forget(*claim);
        }
        Ok(())
    });
    edit.changes.extend(forgotten.map(|forgotten| forgotten.changes).unwrap_or_default());
    edit
}

/// An edit of the key that lies open in a review.
fn with_key(review: &Review, change: impl FnOnce(&mut AnswerKey) -> Result<(), Refusal>) -> Result<Edit, Refusal> {
    let mut role = review.role().cloned();
    let key = match &mut role {
        Some(Role::Key(key) | Role::Assignment(Assignment { key: KeyPlace::Open(key), .. })) => key,
        other => return Err(Refused::NotAKey(Role::words_of(other.as_ref())).into()),
    };
    change(key)?;
    if role.as_ref() == review.role() {
        return Err(Refusal::Unchanged);
    }
    Ok(Edit { name: EditName::AmendKey, changes: vec![Change::Role(role.map(Box::new))] })
}
