//! What verdicts rest on.

use super::{Change, Edit, EditName, Refusal, Review, Stamp, Step, changes_of, check, find, unlocked};
use crate::claim::{
    Claim, ClaimId, Evidence, EvidenceId, EvidenceLink,
    lifecycle::{self, Part},
};

/// Adds a piece of evidence and links claims to it. The piece gets an id of its own, and each claim a link like `link` to it.
///
/// # Errors
/// When a claim is not there or its finding may not be changed now.
pub fn add_evidence(
    review: &Review,
    claims: &[ClaimId],
    piece: Evidence,
    link: &EvidenceLink,
    stamp: &mut Stamp<'_>,
) -> Result<(Edit, EvidenceId), Refusal> {
    let piece = Evidence { id: EvidenceId((stamp.new_id)()), ..piece };
    let id = piece.id;
    let name = piece.name().to_owned();
    let mut changes = vec![Change::Evidence(id, Some(Box::new(piece)))];
    for claim in claims {
        changes.extend(linked(review, *claim, EvidenceLink { evidence: id, ..link.clone() }, &name, stamp)?);
    }
    Ok((Edit { name: EditName::AddEvidence, changes }, id))
}

/// Changes a piece of evidence.
///
/// # Errors
/// When it is not there or comes out as it was.
pub fn amend_evidence(review: &Review, id: EvidenceId, change: impl FnOnce(&mut Evidence)) -> Result<Edit, Refusal> {
    let before = review.piece(id).ok_or(Refusal::UnknownEvidence)?;
    let mut piece = before.clone();
    change(&mut piece);
    piece.id = id;
    if piece == *before {
        return Err(Refusal::Unchanged);
    }
    Ok(Edit { name: EditName::AmendEvidence, changes: vec![Change::Evidence(id, Some(Box::new(piece)))] })
}

/// Takes a piece of evidence out of the review, and its links from the claims.
///
/// # Errors
/// When it is not there, or a finding that rests on it may not be changed now.
pub fn remove_evidence(review: &Review, id: EvidenceId, stamp: &mut Stamp<'_>) -> Result<Edit, Refusal> {
    review.piece(id).ok_or(Refusal::UnknownEvidence)?;
    let mut changes = Vec::new();
    let rests = |claim: &Claim| claim.check().evidence.iter().any(|link| link.evidence == id);
    for claim in review.claims().in_order().iter().filter(|claim| rests(claim)) {
        changes.extend(unlinked(review, claim, id, stamp)?);
    }
    changes.push(Change::Evidence(id, None));
    Ok(Edit { name: EditName::RemoveEvidence, changes })
}

/// Links a claim to a piece of evidence, or puts another link in the place of the one it has.
///
/// # Errors
/// When one of them is not there, the link is as it was, or the finding may not be changed now.
pub fn link_evidence(
    review: &Review,
    claim: ClaimId,
    link: EvidenceLink,
    stamp: &mut Stamp<'_>,
) -> Result<Edit, Refusal> {
    let name = review.piece(link.evidence).ok_or(Refusal::UnknownEvidence)?.name().to_owned();
    Ok(Edit { name: EditName::LinkEvidence, changes: linked(review, claim, link, &name, stamp)? })
}

/// Takes a link to a piece of evidence from a claim; the piece stays in the review.
///
/// # Errors
/// When the claim is not there or not linked to it, or the finding may not be changed now.
pub fn unlink_evidence(
    review: &Review,
    claim: ClaimId,
    evidence: EvidenceId,
    stamp: &mut Stamp<'_>,
) -> Result<Edit, Refusal> {
    let before = find(review, claim)?;
    if before.check().evidence.iter().all(|link| link.evidence != evidence) {
        return Err(Refusal::Unchanged);
    }
    Ok(Edit { name: EditName::UnlinkEvidence, changes: unlinked(review, before, evidence, stamp)? })
}

fn linked(
    review: &Review,
    id: ClaimId,
    link: EvidenceLink,
    name: &str,
    stamp: &mut Stamp<'_>,
) -> Result<Vec<Change>, Refusal> {
    let before = find(review, id)?;
    unlocked(before, Part::Finding)?;
    let old = before.check().evidence.iter().find(|old| old.evidence == link.evidence);
    if old == Some(&link) {
        return Err(Refusal::Unchanged);
    }
    let said = |link: &EvidenceLink| format!("{name} ({})", link.stance.name());
    let (from, to) = (old.map(said), Some(said(&link)));
    let mut claim = Claim::clone(before);
    let mut steps = check::taken_up(review, &mut claim, stamp)?;
    steps.push(Step { edit: "evidence", from, to, reason: None });
    claim.amend_check(|check| match check.evidence.iter_mut().find(|old| old.evidence == link.evidence) {
        Some(old) => *old = link,
        None => check.evidence.push(link),
    });
    Ok(changes_of(review, claim, steps, stamp.now))
}

fn unlinked(
    review: &Review,
    before: &Claim,
    evidence: EvidenceId,
    stamp: &mut Stamp<'_>,
) -> Result<Vec<Change>, Refusal> {
    // A finding that nobody relies on, as of a skipped claim, may lose its evidence.
    if !matches!(lifecycle::locked(before, Part::Finding), None | Some(lifecycle::Guard::Skipped)) {
        unlocked(before, Part::Finding)?;
    }
    let name = review.piece(evidence).map(|piece| piece.name().to_owned());
    let mut claim = before.clone();
    claim.amend_check(|check| check.evidence.retain(|link| link.evidence != evidence));
    let step = Step { edit: "evidence", from: name, to: None, reason: None };
    Ok(changes_of(review, claim, vec![step], stamp.now))
}
