//! Who makes claims.

use super::{Change, Edit, EditName, Field, Refusal, Review, Stamp, Step, changes_of, find, reworded, unlocked};
use crate::claim::{Claim, ClaimId, Speaker, SpeakerId, lifecycle::Part};

/// Says who makes these claims: a speaker who goes by this name, or else a new one; an empty name says nobody.
///
/// # Errors
/// When a claim is not there or went out in a report, or all have this speaker.
pub fn set_speaker(review: &Review, ids: &[ClaimId], name: &str, stamp: &mut Stamp<'_>) -> Result<Edit, Refusal> {
    let name = name.trim();
    let mut added = None;
    let speaker = if name.is_empty() {
        None
    } else if let Some(known) = review.speaker_named(name) {
        Some(known.id)
    } else {
        let speaker = Speaker::named(SpeakerId((stamp.new_id)()), name);
        Some(added.insert(speaker).id)
    };
    let name_of = |id: SpeakerId| review.speaker(id).map(|speaker| speaker.name.clone());
    let mut changes: Vec<Change> =
        added.map(|speaker| Change::Speaker(speaker.id, Some(speaker))).into_iter().collect();
    let mut count = 0;
    for id in ids {
        let before = find(review, *id)?;
        if before.speaker == speaker {
            continue;
        }
        unlocked(before, Part::Remarks)?;
        let step = Step {
            edit: "speaker",
            from: before.speaker.and_then(name_of),
            to: speaker.map(|id| name_of(id).unwrap_or_else(|| name.to_owned())),
            reason: None,
        };
        let claim = Claim { speaker, ..Claim::clone(before) };
        let name = EditName::Amend(Field::Speaker);
        changes.extend(reworded(review, name, before, claim, Some(step), stamp.now)?.changes);
        count += 1;
    }
    match count {
        0 => Err(Refusal::Unchanged),
        1 => Ok(Edit { name: EditName::Amend(Field::Speaker), changes }),
        count => Ok(Edit { name: EditName::AmendSeveral(Field::Speaker, count), changes }),
    }
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

/// Makes one speaker of two, who were the same all along, so that no verdict is lost: `into` gets the other's claims, and its names as aliases; what only the other has known of it is kept.
///
/// # Errors
/// When one of them is not there, both are one, or a claim of the other went out in a report.
pub fn merge_speakers(
    review: &Review,
    other: SpeakerId,
    into: SpeakerId,
    stamp: &mut Stamp<'_>,
) -> Result<Edit, Refusal> {
    if other == into {
        return Err(Refusal::Unchanged);
    }
    let gone = review.speaker(other).ok_or(Refusal::UnknownSpeaker)?;
    let mut kept = review.speaker(into).ok_or(Refusal::UnknownSpeaker)?.clone();
    for name in std::iter::once(&gone.name).chain(&gone.aliases) {
        if !kept.goes_by(name) {
            kept.aliases.push(name.clone());
        }
    }
    kept.role = kept.role.or_else(|| gone.role.clone());
    kept.organisation = kept.organisation.or_else(|| gone.organisation.clone());
    kept.same_as = kept.same_as.or_else(|| gone.same_as.clone());
    let name = kept.name.clone();
    let mut changes = vec![Change::Speaker(into, Some(kept))];
    for before in review.claims().in_order().iter().filter(|claim| claim.speaker == Some(other)) {
        unlocked(before, Part::Remarks)?;
        let step = Step { edit: "speaker", from: Some(gone.name.clone()), to: Some(name.clone()), reason: None };
        changes.extend(changes_of(
            review,
            Claim { speaker: Some(into), ..Claim::clone(before) },
            vec![step],
            stamp.now,
        ));
    }
    changes.push(Change::Speaker(other, None));
    Ok(Edit { name: EditName::MergeSpeakers, changes })
}
