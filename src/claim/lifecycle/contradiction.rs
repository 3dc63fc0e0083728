//! What no course of steps leads to, though a file may have it.

use super::{Guard, Surroundings, missing_finding};
use crate::claim::{Claim, State, Status, Tag, VerdictKind};

/// Something about the check of a claim that contradicts its status. [`std::fmt::Display`] is a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Contradiction {
    /// It is proposed, approved or published without what that demands.
    #[error("It is “{}”, but {missing}", state.label())]
    Unfounded {
        /// Where it is.
        state: State,
        /// What is missing.
        missing: Guard,
    },
    /// It is skipped or waits without a reason.
    #[error("It is “{}”, but does not say why", state.label())]
    NoReason {
        /// Where it is.
        state: State,
    },
    /// It is a duplicate of nothing, of itself, or of another duplicate.
    #[error("It is a duplicate, but the claim to check instead is missing or a duplicate itself")]
    NoTarget,
    /// Commentary has a verdict on its truth.
    #[error("It is commentary, but has a verdict on whether it is so")]
    CommentaryVerdict,
    /// It is published, but no longer in the article.
    #[error("It went out in a report, but some of its words are no longer in the article")]
    PublishedOrphan,
}

/// What contradicts itself in a claim.
pub fn contradictions(claim: &Claim, around: &Surroundings<'_>) -> Vec<Contradiction> {
    let Status { state, reason, duplicate_of } = &claim.status;
    let state = *state;
    let check = claim.check();
    let mut found = Vec::new();
    match state {
        State::InReview | State::Approved | State::Published => {
            let missing = missing_finding(claim).into_iter().filter(|guard| *guard != Guard::Commentary);
            found.extend(missing.map(|missing| Contradiction::Unfounded { state, missing }));
        }
        State::Waiting | State::NotCheckable | State::WontCheck if reason.is_none() => {
            found.push(Contradiction::NoReason { state });
        }
        State::Duplicate => {
            let target = duplicate_of.and_then(|target| (around.claim)(target));
            if target.is_none_or(|target| target.id == claim.id || target.status.state == State::Duplicate) {
                found.push(Contradiction::NoTarget);
            }
        }
        _ => {}
    }
    if claim.tag == Tag::Commentary && check.verdicts.get(VerdictKind::Content).is_some() {
        found.push(Contradiction::CommentaryVerdict);
    }
    if state == State::Published && claim.is_orphaned() {
        found.push(Contradiction::PublishedOrphan);
    }
    found
}

/// The claim without its contradictions, losing as little as can be: it goes back to where the work can go on from, and commentary
/// loses a verdict on its truth. `None` when there is nothing to mend.
pub fn mended(claim: &Claim, around: &Surroundings<'_>) -> Option<Claim> {
    let found = contradictions(claim, around);
    if found.is_empty() {
        return None;
    }
    let mut claim = claim.clone();
    for contradiction in &found {
        match contradiction {
            Contradiction::CommentaryVerdict => claim.amend_check(|check| check.verdicts.content = None),
            Contradiction::NoReason { state: State::Waiting }
            | Contradiction::Unfounded { .. }
            | Contradiction::PublishedOrphan => {
                claim.status = Status { state: State::InProgress, ..Status::default() };
                claim.amend_check(|check| check.approver = None);
            }
            Contradiction::NoReason { .. } | Contradiction::NoTarget => {
                claim.status = Status { state: State::Queued, ..Status::default() };
            }
        }
    }
    Some(claim)
}
