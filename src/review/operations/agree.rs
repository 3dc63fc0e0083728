//! The agreed version of two reviewers: what became of one review while they settled what they made differently.

use std::sync::Arc;

use super::{Change, Contested, Edit, EditName, HistoryEntry, Refusal, Review, Stamp};
use crate::{
    claim::{Claim, ClaimId},
    teaching::{Role, Submission},
};

/// The label of claims that two reviewers made differently and have not settled.
pub const NOT_SETTLED: &str = "not settled";

/// What an entry of the history about something that is left open is called.
const ENTRY: &str = "merge_open";

/// What became of it.
const OPEN: &str = "open";

/// Makes the agreed version of a review in which two reviewers settled what they made differently: under both their `names`, with
/// `author` as who made the claims that say nothing of that, and with what is still `open` marked and remembered as such. Of a
/// submission it is one that was not handed in yet.
///
/// # Errors
/// When there is no name.
pub fn agree(
    review: &Review,
    names: &str,
    author: &str,
    open: &[Contested<'_>],
    stamp: &Stamp<'_>,
) -> Result<Edit, Refusal> {
    let names = names.trim();
    if names.is_empty() {
        return Err(crate::teaching::Refused::NoPseudonym.into());
    }
    let is_open = |id: ClaimId| open.iter().any(|contested| contested.mine.contains(&id));
    let author = Some(author.trim()).filter(|author| !author.is_empty());
    let mut changes = Vec::new();
    for before in review.claims().in_order() {
        let mut claim = Claim::clone(before);
        if claim.author.is_none() {
            claim.author = author.map(str::to_owned);
        }
        claim.labels.retain(|label| label != NOT_SETTLED);
        if is_open(claim.id) {
            claim.labels.push(NOT_SETTLED.to_owned());
        }
        if claim != **before {
            changes.push(Change::Claim(claim.id, Some(Arc::new(claim))));
        }
    }
    if let Some(Role::Submission(submission)) = review.role() {
        let fresh = Submission { handed_in: None, first: None, returned: None, ..submission.clone() };
        if fresh != *submission {
            changes.push(Change::Role(Some(Box::new(Role::Submission(fresh)))));
        }
    }
    if review.reviewer() != names {
        changes.push(Change::Reviewer(names.to_owned()));
    }
    let left_open = open.iter().map(|contested| HistoryEntry {
        at: stamp.now,
        by: names.to_owned(),
        claim: contested.mine.first().copied(),
        edit: ENTRY.to_owned(),
        from: Some(contested.described()),
        to: Some(OPEN.to_owned()),
        reason: None,
    });
    let left_open: Vec<HistoryEntry> = left_open.collect();
    if !left_open.is_empty() {
        changes.push(Change::Remember(left_open));
    }
    if changes.is_empty() {
        return Err(Refusal::Unchanged);
    }
    Ok(Edit { name: EditName::Agree, changes })
}
