//! A lesson that is practised once more.

use super::submission;
use crate::{
    review::{Change, Edit, EditName, Review},
    teaching::{Refused, Role, Submission},
};

/// Takes a submission back to where it was when it was begun, as one step that can be taken back itself: no claims, and nothing that
/// hung on them, no history, not handed in.
///
/// # Errors
/// When it is no submission, or nothing was done in it.
pub fn start_over(review: &Review) -> Result<Edit, Refused> {
    let submission = submission::of(review)?;
    let claims = review.claims().in_order().iter().map(|claim| Change::Claim(claim.id, None));
    let contacts = review.contacts().iter().map(|contact| Change::Contact(contact.id, None));
    let evidence = review.evidence().iter().map(|piece| Change::Evidence(piece.id, None));
    let speakers = review.speakers().iter().map(|speaker| Change::Speaker(speaker.id, None));
    let mut changes: Vec<Change> = claims.chain(contacts).chain(evidence).chain(speakers).collect();
    if !review.history().is_empty() {
        changes.push(Change::Forget(review.history().len()));
    }
    let begun = Submission { handed_in: None, first: None, ..submission.clone() };
    if begun != *submission {
        changes.push(Change::Role(Some(Box::new(Role::Submission(begun)))));
    }
    if changes.is_empty() { Err(Refused::NothingDone) } else { Ok(Edit { name: EditName::StartOver, changes }) }
}
