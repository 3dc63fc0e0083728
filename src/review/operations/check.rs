//! The check of claims: statuses and verdicts. The rules are those of [`lifecycle`].

use super::{Change, Edit, EditName, Refusal, Review, Stamp, Step, changes_of, find, unlocked};
use crate::claim::{
    Claim, ClaimId, Practice, SecondVerdict, State, StatusGroup, VerdictKind, Verdicts,
    lifecycle::{self, Part, Request, Warning},
};

/// What goes with a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Why: of skipping, waiting, sending back and opening again.
    pub reason: Option<String>,
    /// Of a duplicate: the claim that is checked instead.
    pub duplicate_of: Option<ClaimId>,
}

/// An edit that takes steps of a check, and what should be known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The edit.
    pub edit: Edit,
    /// What makes verdicts weaker than they could be.
    pub warnings: Vec<(ClaimId, Warning)>,
}

/// Takes the work on claims to where one person calls it `group`, over the steps that lead there.
///
/// # Errors
/// When one of them lacks what a step demands; then none is changed. When all are there already.
pub fn set_group(
    review: &Review,
    ids: &[ClaimId],
    group: StatusGroup,
    ask: &Ask,
    stamp: &mut Stamp<'_>,
) -> Result<Found, Refusal> {
    let path = |claim: &Claim| {
        let state = claim.status.state;
        let names_reason = ask.reason.is_some() && matches!(group, StatusGroup::Waiting | StatusGroup::Skipped);
        // Where it is already, another reason may still be given.
        if state.group() == group && names_reason {
            return vec![state];
        }
        lifecycle::path(state, group, review.practice())
    };
    take(review, ids, path, &|to| request(review, to, ask, stamp))
}

/// Takes the work on claims to a state, in one step.
///
/// # Errors
/// As [`set_group`].
pub fn set_state(
    review: &Review,
    ids: &[ClaimId],
    to: State,
    ask: &Ask,
    stamp: &mut Stamp<'_>,
) -> Result<Found, Refusal> {
    take(review, ids, |_| vec![to], &|to| request(review, to, ask, stamp))
}

/// Leaves claims out as `to`, which says that they cannot or will not be checked, over the steps that lead there.
///
/// # Errors
/// As [`set_group`].
pub fn skip(review: &Review, ids: &[ClaimId], to: State, ask: &Ask, stamp: &mut Stamp<'_>) -> Result<Found, Refusal> {
    let path = |claim: &Claim| {
        let from = claim.status.state;
        let mut steps = lifecycle::path(from, StatusGroup::Skipped, review.practice());
        match steps.last_mut() {
            Some(last) => *last = to,
            // A duplicate is taken up before it is left out for another reason.
            None if from == State::Duplicate => steps.extend([State::Queued, to]),
            None => steps.push(to),
        }
        steps
    };
    take(review, ids, path, &|to| request(review, to, ask, stamp))
}

/// Notes that approved claims went out in this version of a report.
///
/// # Errors
/// When one of them is not approved or no longer in the article.
pub fn publish(review: &Review, ids: &[ClaimId], version: &str, stamp: &mut Stamp<'_>) -> Result<Edit, Refusal> {
    let ask = Ask::default();
    let made = |to| Request { version: Some(version.to_owned()), ..request(review, to, &ask, stamp) };
    take(review, ids, |_| vec![State::Published], &made).map(|found| found.edit)
}

fn request(review: &Review, to: State, ask: &Ask, stamp: &Stamp<'_>) -> Request {
    let Ask { reason, duplicate_of } = ask.clone();
    Request { reason, duplicate_of, ..Request::new(to, review.reviewer(), stamp.now) }
}

/// Takes each claim along its path, as one edit.
fn take(
    review: &Review,
    ids: &[ClaimId],
    path: impl Fn(&Claim) -> Vec<State>,
    request: &dyn Fn(State) -> Request,
) -> Result<Found, Refusal> {
    let mut changes = Vec::new();
    let mut warnings = Vec::new();
    let mut refused = Vec::new();
    let mut last = None;
    let mut count = 0;
    for id in ids {
        let before = find(review, *id)?;
        let mut claim = Claim::clone(before);
        let mut steps = Vec::new();
        let mut missing = Vec::new();
        let mut now = None;
        for to in path(before) {
            let from = claim.status.clone();
            let asked = request(to);
            now = Some(asked.now);
            match review.ask(|around| lifecycle::step(&claim, &asked, around)) {
                Ok(step) => {
                    if step.is_correction {
                        let version = claim.check().published.as_ref().map(|published| published.version.clone());
                        steps.push(Step { edit: "correction", from: version, to: None, reason: step.reason.clone() });
                    }
                    let self_approved = step.is_self_approval.then(|| "Self-approved".to_owned());
                    claim.status = step.status;
                    claim.amend_check(|check| *check = step.check);
                    warnings.extend(step.warnings.into_iter().map(|warning| (*id, warning)));
                    if from != claim.status {
                        steps.push(status_step(from.state, to, step.reason.or(self_approved)));
                    }
                }
                Err(found) => {
                    missing = found;
                    break;
                }
            }
        }
        if !missing.is_empty() {
            refused.push(missing);
        } else if let (Some(now), true) = (now, claim != **before) {
            last = Some(claim.status.state);
            count += 1;
            let is_duplicate = claim.status.state == State::Duplicate;
            let target = claim.status.duplicate_of;
            changes.extend(changes_of(review, claim, steps, now));
            if let (true, Some(target)) = (is_duplicate, target) {
                changes.extend(followers(review, *id, target, now));
            }
        }
    }
    let failing = refused.len();
    match (refused.into_iter().next(), last) {
        (Some(first), _) if ids.len() == 1 => Err(Refusal::Missing(first)),
        (Some(first), _) => Err(Refusal::SeveralMissing { failing, all: ids.len(), first }),
        (None, None) => Err(Refusal::Unchanged),
        (None, Some(state)) => Ok(Found { edit: Edit { name: EditName::Status(state, count), changes }, warnings }),
    }
}

/// What was a duplicate of a claim that becomes one itself points to the claim that is checked in the end.
fn followers(review: &Review, id: ClaimId, target: ClaimId, now: jiff::Timestamp) -> Vec<Change> {
    let follows = review.claims().in_order().iter().filter(|claim| claim.status.duplicate_of == Some(id));
    let moved = follows.flat_map(|follower| {
        let mut claim = Claim::clone(follower);
        claim.status.duplicate_of = Some(target);
        changes_of(review, claim, Vec::new(), now)
    });
    moved.collect()
}

/// Gives a verdict by the name of its label, or takes it back. A claim that nobody has taken up is being checked from then on.
///
/// # Errors
/// When the claim is not there or has this verdict, the label is none of the scheme, or the finding may not be changed now.
pub fn set_verdict(
    review: &Review,
    id: ClaimId,
    kind: VerdictKind,
    label: Option<&str>,
    stamp: &mut Stamp<'_>,
) -> Result<Edit, Refusal> {
    let before = find(review, id)?;
    unlocked(before, Part::Finding)?;
    let old = before.check().verdicts.get(kind);
    if old == label {
        return Err(Refusal::Unchanged);
    }
    if let Some(label) = label {
        known(review, kind, label)?;
        if kind == VerdictKind::Content && before.tag == crate::claim::Tag::Commentary {
            return Err(Refusal::Locked(lifecycle::Guard::Commentary));
        }
    }
    let mut claim = Claim::clone(before);
    let mut steps = taken_up(review, &mut claim, stamp)?;
    claim.amend_check(|check| *check.verdicts.get_mut(kind) = label.map(str::to_owned));
    let (from, to) = (old.map(str::to_owned), label.map(str::to_owned));
    steps.push(Step { edit: verdict_edit(kind), from, to, reason: None });
    Ok(Edit { name: EditName::Verdict(kind), changes: changes_of(review, claim, steps, stamp.now) })
}

/// Takes a claim that nobody has taken up into progress.
pub(super) fn taken_up(review: &Review, claim: &mut Claim, stamp: &Stamp<'_>) -> Result<Vec<Step>, Refusal> {
    if claim.status.state.group() != StatusGroup::ToCheck {
        return Ok(Vec::new());
    }
    let from = claim.status.state;
    let asked = Request::new(State::InProgress, review.reviewer(), stamp.now);
    let step = review.ask(|around| lifecycle::step(claim, &asked, around)).map_err(Refusal::Missing)?;
    claim.status = step.status;
    Ok(vec![status_step(from, State::InProgress, None)])
}

/// Gives the second verdict on a claim in review. Where both agree and everything else is there, it is approved; where they differ,
/// it goes back with both recorded.
///
/// # Errors
/// When the claim is not in review, a label is none of its scheme, or the first verdict is the reviewer's own.
pub fn second_verdict(
    review: &Review,
    id: ClaimId,
    verdicts: &Verdicts,
    stamp: &mut Stamp<'_>,
) -> Result<Edit, Refusal> {
    let before = find(review, id)?;
    if before.status.state != State::InReview {
        return Err(Refusal::NotInReview);
    }
    for kind in VerdictKind::ALL {
        if let Some(label) = verdicts.get(kind) {
            known(review, kind, label)?;
        }
    }
    let by = review.reviewer().trim();
    if by.is_empty() {
        return Err(Refusal::Missing(vec![lifecycle::Guard::Name]));
    }
    if let Some(checker) = before.check().checker.as_ref().filter(|name| lifecycle::same_person(Some(name), by)) {
        return Err(Refusal::OwnSecondVerdict { checker: checker.clone() });
    }
    let mut claim = Claim::clone(before);
    let second = SecondVerdict { by: by.to_owned(), verdicts: verdicts.clone(), at: stamp.now };
    claim.amend_check(|check| check.second = Some(second));
    let agrees = *verdicts == before.check().verdicts;
    let spoken = |verdicts: &Verdicts| {
        let each =
            VerdictKind::ALL.into_iter().filter_map(|kind| Some(format!("{}: {}", kind.name(), verdicts.get(kind)?)));
        Some(each.collect::<Vec<_>>().join(", ")).filter(|words| !words.is_empty())
    };
    let mut steps = vec![Step {
        edit: "second_verdict",
        from: spoken(&before.check().verdicts),
        to: spoken(verdicts),
        reason: None,
    }];
    let (to, reason) = if agrees {
        (State::Approved, None)
    } else {
        (State::InProgress, Some("The second verdict differs from the first".to_owned()))
    };
    // A desk that does not ask for a second verdict may still take one, as a remark.
    if review.practice() == Practice::DeskBlind || !agrees {
        let asked = Request { reason: reason.clone(), ..Request::new(to, by, stamp.now) };
        let step = review.ask(|around| lifecycle::step(&claim, &asked, around)).map_err(Refusal::Missing)?;
        claim.status = step.status;
        claim.amend_check(|check| *check = step.check);
        steps.push(status_step(State::InReview, to, reason));
    }
    Ok(Edit { name: EditName::SecondVerdict, changes: changes_of(review, claim, steps, stamp.now) })
}

/// Mends what contradicts itself in the check of claims, losing as little as can be.
///
/// # Errors
/// When nothing does.
pub fn mend(review: &Review, stamp: &mut Stamp<'_>) -> Result<Edit, Refusal> {
    let mut changes = Vec::new();
    let mut count = 0;
    for before in review.claims().in_order() {
        let Some(claim) = review.ask(|around| lifecycle::mended(before, around)) else { continue };
        let reason = Some("It contradicted itself".to_owned());
        let mut steps = Vec::new();
        if before.status.state != claim.status.state {
            steps.push(status_step(before.status.state, claim.status.state, reason.clone()));
        }
        let lost =
            before.check().verdicts.get(VerdictKind::Content).filter(|_| claim.check().verdicts.content.is_none());
        if let Some(lost) = lost {
            let edit = verdict_edit(VerdictKind::Content);
            steps.push(Step { edit, from: Some(lost.to_owned()), to: None, reason });
        }
        changes.extend(changes_of(review, claim, steps, stamp.now));
        count += 1;
    }
    if count == 0 { Err(Refusal::Unchanged) } else { Ok(Edit { name: EditName::Mend(count), changes }) }
}

fn known(review: &Review, kind: VerdictKind, label: &str) -> Result<(), Refusal> {
    let found = review.schemes().of(kind).label(label).is_some_and(|label| !label.withdrawn);
    if found { Ok(()) } else { Err(Refusal::UnknownLabel(label.to_owned())) }
}

/// What a change of verdict is called in the history.
pub(in crate::review) fn verdict_edit(kind: VerdictKind) -> &'static str {
    match kind {
        VerdictKind::Attribution => "attribution_verdict",
        VerdictKind::Content => "content_verdict",
    }
}

pub(super) fn status_step(from: State, to: State, reason: Option<String>) -> Step {
    Step { edit: "status", from: Some(from.name().to_owned()), to: Some(to.name().to_owned()), reason }
}
