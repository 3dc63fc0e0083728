//! Which parts of a claim may be changed, and what a change of wording does.

use super::{Guard, step::same_person};
use crate::claim::{Claim, Practice, State, Status, Verdicts};

/// A part of a claim, as the rules for changing it go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// What is checked: its segments, its tag, its own words. A verdict belongs to it.
    Wording,
    /// What was found: verdicts, confidence, rationale, evidence, where was looked.
    Finding,
    /// Anything else.
    Remarks,
}

/// Why this part of a claim may not be changed now; `None` when it may.
pub fn locked(claim: &Claim, part: Part) -> Option<Guard> {
    match (claim.status.state, part) {
        (State::Published, _) => Some(Guard::Published),
        (State::Approved, Part::Finding) => Some(Guard::Approved),
        (State::InReview, Part::Finding) => Some(Guard::InReview),
        (State::NotCheckable | State::WontCheck | State::Duplicate, Part::Finding) => Some(Guard::Skipped),
        _ => None,
    }
}

/// Whether the first verdict is hidden from whoever is at work: where a second verdict is given blind, from everybody but the one who
/// gave the first, until the second is there.
pub fn hides_first(claim: &Claim, practice: Practice, by: &str) -> bool {
    practice == Practice::DeskBlind
        && claim.status.state == State::InReview
        && !same_person(claim.check().checker.as_deref(), by)
}

/// Whether what a verdict belongs to is another after a change: the tag, the segments, the claim's own words or, where there is a
/// verdict on whether it was said, who said it.
pub fn is_reworded(before: &Claim, after: &Claim) -> bool {
    before.tag != after.tag
        || before.segments != after.segments
        || before.claim_text != after.claim_text
        || (before.speaker != after.speaker && before.check().verdicts.attribution.is_some())
}

/// What becomes of a claim whose wording has changed: its verdicts are taken from it, for the history, and it goes back to being
/// checked. `None` when there is no verdict to lose.
pub fn displaced(claim: &mut Claim) -> Option<Verdicts> {
    if claim.check().verdicts.is_empty() {
        return None;
    }
    let mut taken = Verdicts::default();
    claim.amend_check(|check| {
        taken = std::mem::take(&mut check.verdicts);
        check.confidence = None;
        check.approver = None;
        check.second = None;
    });
    if matches!(claim.status.state, State::InReview | State::Approved | State::Waiting) {
        claim.status = Status { state: State::InProgress, ..Status::default() };
    }
    Some(taken)
}
