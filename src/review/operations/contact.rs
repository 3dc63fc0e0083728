//! Who was asked.

use super::{Change, Edit, EditName, Refusal, Review, Stamp};
use crate::claim::{Contact, ContactId};

/// Adds a contact, which gets an id of its own.
///
/// # Errors
/// When it names a claim that is not there.
pub fn add_contact(review: &Review, contact: Contact, stamp: &mut Stamp<'_>) -> Result<(Edit, ContactId), Refusal> {
    let contact = Contact { id: ContactId((stamp.new_id)()), ..contact };
    let id = contact.id;
    names_claims(review, &contact)?;
    Ok((Edit { name: EditName::AddContact, changes: vec![Change::Contact(id, Some(Box::new(contact)))] }, id))
}

/// Changes a contact.
///
/// # Errors
/// When it is not there, comes out as it was, or names a claim that is not there.
pub fn amend_contact(review: &Review, id: ContactId, change: impl FnOnce(&mut Contact)) -> Result<Edit, Refusal> {
    let before = review.contact(id).ok_or(Refusal::UnknownContact)?;
    let mut contact = before.clone();
    change(&mut contact);
    contact.id = id;
    if contact == *before {
        return Err(Refusal::Unchanged);
    }
    names_claims(review, &contact)?;
    Ok(Edit { name: EditName::AmendContact, changes: vec![Change::Contact(id, Some(Box::new(contact)))] })
}

/// Takes a contact out of the review.
///
/// # Errors
/// When it is not there.
pub fn remove_contact(review: &Review, id: ContactId) -> Result<Edit, Refusal> {
    review.contact(id).ok_or(Refusal::UnknownContact)?;
    Ok(Edit { name: EditName::RemoveContact, changes: vec![Change::Contact(id, None)] })
}

fn names_claims(review: &Review, contact: &Contact) -> Result<(), Refusal> {
    let all_known = contact.claims.iter().all(|claim| review.claims().get(*claim).is_some());
    if all_known { Ok(()) } else { Err(Refusal::UnknownClaim) }
}
