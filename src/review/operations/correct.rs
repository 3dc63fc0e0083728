//! A pupil who corrects a submission after the key was shown: claims become what the key has, or are kept with a reason.
//!
//! Nothing of a key is named here but what the pupil takes over. What was kept stands in the history, with the places of the claims
//! it was about, so that it is known again when the file is opened the next time; a claim that is changed after that is asked about
//! again.

use std::{collections::HashSet, sync::Arc};

use super::{
    Change, Edit, EditName, Field, Refusal, Review, Stamp, Step, amended, changes_of, delete, find, made, new_claim,
    places_of, reworded, unlocked,
};
use crate::{
    claim::{Claim, ClaimId, Segments, Speaker, SpeakerId, Tag, lifecycle::Part, usual_form, usual_voice},
    review::HistoryEntry,
    text::Span,
};

/// What an entry of the history about this is called.
const ENTRY: &str = "keep";

/// What stands before the reason in a note.
const BEFORE_REASON: &str = "Kept: ";

/// What is expected of a claim.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// What it is.
    pub tag: Tag,
    /// Where it is.
    pub segments: Segments,
    /// Who says it, where that is asked for.
    pub speaker: Option<String>,
}

/// Makes claims what is expected of them, as one step: the first of `own` becomes the first of `wanted` and so on, claims too many
/// are deleted, claims too few are made. Of a claim that stays, everything but tag, place and speaker stays as well.
///
/// Returns the first of the claims, if one is left.
///
/// # Errors
/// When a claim is not there, or nothing would change. What would overlap is refused by [`Review::apply`].
pub fn take_expected(
    review: &Review,
    own: &[ClaimId],
    wanted: &[Wanted],
    stamp: &mut Stamp<'_>,
) -> Result<(Edit, Option<ClaimId>), Refusal> {
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut changes = Vec::new();
    if let Some(rest) = own.get(wanted.len()..).filter(|rest| !rest.is_empty()) {
        changes.extend(delete(review, rest, stamp)?.changes);
    }
    let mut first = None;
    for (number, wanted) in wanted.iter().enumerate() {
        let speaker = wanted.speaker.as_deref().map(|name| speaker_of(review, &mut speakers, name, stamp));
        let Some(id) = own.get(number) else {
            let claim = new_claim(review, wanted.tag, wanted.segments.placed(), stamp)?;
            first.get_or_insert(claim.id);
            changes.extend(made(review, Claim { speaker: speaker.or(claim.speaker), ..claim }, stamp.now));
            continue;
        };
        first.get_or_insert(*id);
        let before = find(review, *id)?;
        let claim = become_wanted(review, before, wanted, speaker)?;
        if claim == **before {
            continue;
        }
        let steps = steps(review, &speakers, before, &claim);
        changes.extend(reworded(review, EditName::TakeKey, before, claim, None, stamp.now)?.changes);
        changes.extend(steps.into_iter().map(|step| step.remembered(review, before.id, stamp.now)));
    }
    if changes.is_empty() {
        return Err(Refusal::Unchanged);
    }
    // A claim is put in after the speaker it names.
    let speakers = speakers.into_iter().map(|speaker| Change::Speaker(speaker.id, Some(speaker)));
    Ok((Edit { name: EditName::TakeKey, changes: speakers.chain(changes).collect() }, first))
}

fn become_wanted(
    review: &Review,
    before: &Arc<Claim>,
    wanted: &Wanted,
    speaker: Option<SpeakerId>,
) -> Result<Claim, Refusal> {
    unlocked(before, Part::Remarks)?;
    let mut claim = Claim::clone(before);
    if claim.tag != wanted.tag {
        claim.tag = wanted.tag;
        claim.form = usual_form(review.article(), wanted.tag, wanted.segments.placed());
        claim.voice = usual_voice(review.article(), wanted.tag, wanted.segments.placed());
    }
    claim.segments = Segments::new(wanted.segments.placed().iter().copied()).ok_or(Refusal::OutsideText)?;
    claim.speaker = speaker.or(claim.speaker);
    Ok(claim)
}

/// The history of one claim that became another.
fn steps(review: &Review, added: &[Speaker], before: &Claim, after: &Claim) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut note = |edit, from: Option<String>, to: Option<String>| {
        if from != to {
            steps.push(Step { edit, from, to, reason: None });
        }
    };
    note("tag", Some(before.tag.name().to_owned()), Some(after.tag.name().to_owned()));
    note("segments", Some(places_of(review, before)), Some(places_of(review, after)));
    let name = |claim: &Claim| {
        let id = claim.speaker?;
        let speaker = review.speaker(id).or_else(|| added.iter().find(|speaker| speaker.id == id))?;
        Some(speaker.name.clone())
    };
    note("speaker", name(before), name(after));
    steps
}

/// The speaker of the review who goes by a name; a new one where there is none.
fn speaker_of(review: &Review, added: &mut Vec<Speaker>, name: &str, stamp: &mut Stamp<'_>) -> SpeakerId {
    let known = added.iter().find(|speaker| speaker.goes_by(name));
    if let Some(known) = review.speaker_named(name).or(known) {
        return known.id;
    }
    let speaker = Speaker::named(SpeakerId((stamp.new_id)()), name);
    let id = speaker.id;
    added.push(speaker);
    id
}

/// Keeps claims as they are although a key has it otherwise. The reason goes behind what the note of the first of them has already;
/// where there is no claim at `place`, it stands in the history alone.
///
/// # Errors
/// When a claim is not there or may not be changed now.
pub fn keep_own(
    review: &Review,
    own: &[ClaimId],
    place: Option<Span>,
    reason: &str,
    stamp: &mut Stamp<'_>,
) -> Result<Edit, Refusal> {
    let reason = reason.trim();
    let mut changes = Vec::new();
    if let Some(id) = own.first() {
        let before = find(review, *id)?;
        let add = |claim: &mut Claim| {
            let kept = claim.note.trim_end();
            claim.note = if kept.is_empty() {
                format!("{BEFORE_REASON}{reason}")
            } else {
                format!("{kept}\n{BEFORE_REASON}{reason}")
            };
        };
        if let Some(claim) = amended(before, Field::Note, add)? {
            changes.extend(changes_of(review, claim, Vec::new(), stamp.now));
        }
    }
    let (claim, from) = subject(review, own, place);
    changes.push(Change::Remember(vec![HistoryEntry {
        at: stamp.now,
        by: review.reviewer().to_owned(),
        claim,
        edit: ENTRY.to_owned(),
        from: Some(from),
        to: None,
        reason: Some(reason.to_owned()).filter(|reason| !reason.is_empty()),
    }]));
    Ok(Edit { name: EditName::KeepOwn, changes })
}

/// What a review's history says was kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept(HashSet<(Option<ClaimId>, String)>);

impl Kept {
    /// Reads the history.
    pub fn of(review: &Review) -> Self {
        let kept = review.history().iter().filter(|entry| entry.edit == ENTRY);
        Self(kept.filter_map(|entry| Some((entry.claim, entry.from.clone()?))).collect())
    }

    /// Whether these claims of the review, as they are now, were kept; without any, that there is none at `place`.
    pub fn has(&self, review: &Review, own: &[ClaimId], place: Option<Span>) -> bool {
        !self.0.is_empty() && self.0.contains(&subject(review, own, place))
    }
}

/// The first of the claims, and all of them in words: what they are, where, and by whom.
fn subject(review: &Review, own: &[ClaimId], place: Option<Span>) -> (Option<ClaimId>, String) {
    let claims: Vec<String> = own
        .iter()
        .filter_map(|id| review.claims().get(*id))
        .map(|claim| {
            let speaker = claim.speaker.and_then(|id| review.speaker(id));
            let by = speaker.map(|speaker| format!(" by {}", speaker.name)).unwrap_or_default();
            format!("{} {}{by}", claim.tag.name(), places_of(review, claim))
        })
        .collect();
    if !claims.is_empty() {
        return (own.first().copied(), claims.join(", "));
    }
    let text = review.article().text();
    let point = |at| text.to_code_point(at).0;
    let at = place.map(|span| format!(" {}-{}", point(span.start()), point(span.end()))).unwrap_or_default();
    (None, format!("nothing{at}"))
}
