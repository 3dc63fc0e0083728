//! Keys and assignments made of reviews.

use std::{collections::BTreeSet, sync::Arc};

use super::codebook::Codebook;
use crate::{
    article::{Article, BlockKind, Metadata, Source},
    claim::{Claim, ClaimId, Segments, Speaker, SpeakerId},
    review::Review,
    teaching::{AnswerKey, Assignment, AssignmentId, KeyEntry, KeyPlace, Masthead, Refused, Role, Sealed, Task},
};

/// The key that goes with an assignment.
#[derive(Clone, Copy, Debug)]
pub enum Enclosed<'a> {
    /// None: it stays with the teacher.
    Nothing,
    /// A sealed one.
    Sealed(&'a Sealed),
    /// One that lies open, for practice.
    Open(&'a Review),
}

/// Whether a block is one that pupils do not see, since it says who wrote the article.
pub fn is_hidden(task: &Task, kind: BlockKind) -> bool {
    is_hidden_by(task.masthead, kind)
}

/// The same where only the masthead of the task is known.
pub(super) fn is_hidden_by(masthead: Masthead, kind: BlockKind) -> bool {
    masthead == Masthead::Hidden && matches!(kind, BlockKind::Headline | BlockKind::Byline | BlockKind::Credit)
}

/// Makes a key of the claims of a review.
///
/// Of each claim it keeps what a pupil can be held against; the reviewer's note becomes the teacher's note, and a label that is
/// the id of a rule of the codebook says on which it turns. What an earlier key says of it stays. Claims that the task does not ask
/// for, or that lie where pupils do not see them, are left out.
///
/// # Errors
/// When nothing is left, or a claim has no place in the text, or none lies in the passages that are scored.
pub fn key(review: &Review, assignment: Option<(AssignmentId, &Task)>) -> Result<Review, Refused> {
    let asked = |claim: &&Arc<Claim>| {
        let Some((_, task)) = assignment else { return true };
        let zone = claim.segments.extent().map(|extent| review.article().zone(extent));
        task.tags.contains(&claim.tag) && zone.is_none_or(|zone| !is_hidden(task, zone))
    };
    let claims: Vec<&Arc<Claim>> = review.claims().in_order().iter().filter(asked).collect();
    if claims.is_empty() {
        return Err(Refused::EmptyKey);
    }
    let nowhere = claims.iter().filter(|claim| claim.is_orphaned()).count();
    if nowhere > 0 {
        return Err(Refused::ClaimsNowhere(nowhere));
    }
    let before = review.role().and_then(Role::key).cloned().unwrap_or_default();
    let entries = claims.iter().map(|claim| (claim.id, entry(claim, before.entry(claim.id))));
    let mut answers = AnswerKey::new(entries, before.tolerance, before.passages().iter().copied())?;
    answers.assignment = assignment.map(|(id, _)| id).or(before.assignment);
    let passages = Segments::new(answers.passages().iter().copied());
    if passages.is_some_and(|passages| !claims.iter().any(|claim| claim.segments.overlaps(&passages))) {
        return Err(Refused::NothingInPassages);
    }
    let speakers = used_speakers(review, &claims, &answers);
    let kept = claims.iter().map(|claim| bare_claim(claim)).collect();
    let masthead = assignment.map_or(Masthead::Shown, |(_, task)| task.masthead);
    let article = handed_out(review.article(), masthead);
    let made = Review::from_parts(article, review.reviewer().to_owned(), speakers, kept, Vec::new());
    Ok(made.with_role(Some(Role::Key(answers))))
}

/// What the key says of a claim: what it said before and, where that is nothing, what the reviewer noted.
fn entry(claim: &Claim, before: Option<&KeyEntry>) -> KeyEntry {
    let mut entry = before.cloned().unwrap_or_default();
    if entry.note.is_empty() {
        claim.note.trim().clone_into(&mut entry.note);
    }
    if entry.rule.is_none() {
        entry.rule = claim.labels.iter().find(|label| Codebook::english().rule(label).is_some()).cloned();
    }
    entry
}

/// The claim without what is no business of a class.
fn bare_claim(claim: &Claim) -> Claim {
    Claim {
        form: claim.form,
        voice: claim.voice,
        speaker: claim.speaker,
        cue: claim.cue,
        claim_text: claim.claim_text.clone(),
        flags: claim.flags.clone(),
        ..Claim::new(claim.id, claim.tag, claim.segments.clone(), claim.created)
    }
}

fn used_speakers(review: &Review, claims: &[&Arc<Claim>], answers: &AnswerKey) -> Vec<Speaker> {
    let of_claims = claims.iter().filter_map(|claim| claim.speaker);
    let of_alternatives = answers
        .entries()
        .flat_map(|(_, entry)| entry.alternatives.iter().filter_map(|alternative| alternative.speaker));
    let used: BTreeSet<SpeakerId> = of_claims.chain(of_alternatives).collect();
    review.speakers().iter().filter(|speaker| used.contains(&speaker.id)).cloned().collect()
}

/// The spans of all claims of a review, to be cut beforehand: where each is, and nothing of what it is.
///
/// # Errors
/// When there are none, or one has no place in the text.
pub fn cut(review: &Review) -> Result<Vec<Segments>, Refused> {
    let claims = review.claims().in_order();
    if claims.is_empty() {
        return Err(Refused::NothingToCut);
    }
    if claims.iter().any(|claim| claim.is_orphaned()) {
        return Err(Refused::SpanNowhere);
    }
    let mut spans: Vec<Segments> = claims.iter().map(|claim| claim.segments.clone()).collect();
    spans.sort_by(|one, other| one.placed().cmp(other.placed()));
    spans.dedup();
    Ok(spans)
}

/// Makes an assignment of an article. Nothing that a reviewer did with the article goes into it, but for the key that is enclosed.
///
/// # Errors
/// When what is enclosed is no key, or one of another article.
pub fn assignment(
    article: &Article,
    teacher: &str,
    id: AssignmentId,
    task: Task,
    enclosed: Enclosed<'_>,
) -> Result<Review, Refused> {
    let handed = handed_out(article, task.masthead);
    let (key, speakers, claims) = match enclosed {
        Enclosed::Nothing => (KeyPlace::Absent, Vec::new(), Vec::new()),
        Enclosed::Sealed(sealed) => (KeyPlace::Sealed(sealed.clone()), Vec::new(), Vec::new()),
        Enclosed::Open(review) => {
            let Some(Role::Key(answers)) = review.role() else {
                return Err(Refused::NotAKey(Role::words_of(review.role())));
            };
            if review.article().text() != article.text() {
                return Err(Refused::AnotherArticle);
            }
            let mut open = answers.clone();
            open.assignment = Some(id);
            (KeyPlace::Open(open), review.speakers().to_vec(), review.claims().in_order().to_vec())
        }
    };
    let made = Review::from_parts(handed, teacher.to_owned(), speakers, claims.into_iter().collect(), Vec::new());
    Ok(made.with_role(Some(Role::Assignment(Assignment { id, task, key }))))
}

/// The key of an assignment in which it lies open, as a review of its own; a key as it is.
///
/// # Errors
/// When there is none, or it is sealed.
pub fn open_key(review: &Review) -> Result<Review, Refused> {
    match review.role() {
        Some(Role::Key(_)) => Ok(review.clone()),
        Some(Role::Assignment(Assignment { key: KeyPlace::Open(key), .. })) => {
            Ok(review.clone().with_role(Some(Role::Key(key.clone()))))
        }
        Some(Role::Assignment(Assignment { key: KeyPlace::Sealed(_), .. })) => Err(Refused::KeyIsSealed),
        Some(Role::Assignment(_)) => Err(Refused::NoKey),
        other => Err(Refused::NotAKey(Role::words_of(other))),
    }
}

/// The claims of a key about which it has something to say, in text order.
pub fn noted(key: &Review) -> Vec<(ClaimId, &KeyEntry)> {
    let Some(answers) = key.role().and_then(Role::key) else { return Vec::new() };
    key.claims().in_order().iter().filter_map(|claim| Some((claim.id, answers.entry(claim.id)?))).collect()
}

/// The article as it is handed out: without earlier texts and, where the masthead is hidden, without what says whose it is. The words
/// of the masthead stay in the text, where a window leaves them out ([`is_hidden`]): without them every place would be another.
fn handed_out(article: &Article, masthead: Masthead) -> Article {
    let mut handed = article.clone();
    handed.versions = Arc::default();
    if masthead == Masthead::Hidden {
        let Metadata { language, kind, .. } = article.metadata.clone();
        handed.metadata = Metadata { language, kind, ..Metadata::default() };
        handed.source = Source::default();
    }
    handed
}
