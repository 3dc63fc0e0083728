//! Remembers which claims were shown to read back as what they are, so that a save need not show it again for those that did
//! not change.
//!
//! What a claim's bytes are read as depends on the bytes, on the text, and on which speakers and pieces of evidence are listed. The
//! proof of a claim is therefore kept with a checksum of its bytes, for one text, and for as long as nothing that was listed is missing.
//! The claim itself is kept too: as long as it is, it cannot be changed in place, and no other one gets its address.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

use uuid::Uuid;

use crate::{claim::Claim, review::Review, text::Text};

/// Which claims were shown to read back as what they are. It goes from one save of a document to the next.
#[derive(Debug, Default)]
pub struct Proofs(Mutex<Known>);

/// What is known on one text.
#[derive(Clone, Debug, Default)]
struct Known {
    /// The text, and the ids of the speakers and pieces of evidence that were listed.
    basis: Option<(Text, HashSet<Uuid>)>,
    claims: Arc<HashMap<usize, Proof>>,
}

impl Known {
    /// Whether it holds on a text, with these listed: for the very text, and while nothing is missing that was listed.
    fn holds_for(&self, text: &Text, listed: &HashSet<Uuid>) -> bool {
        self.basis
            .as_ref()
            .is_some_and(|(of, were_listed)| std::ptr::eq(of.as_str(), text.as_str()) && were_listed.is_subset(listed))
    }
}

/// A claim, and the checksum of its bytes, which were shown to read as it.
#[derive(Clone, Debug)]
pub(super) struct Proof {
    pub(super) claim: Arc<Claim>,
    pub(super) checksum: u32,
}

/// What is known already when a save begins.
#[derive(Clone, Debug, Default)]
pub(super) struct Proven(Arc<HashMap<usize, Proof>>);

impl Proven {
    /// Whether bytes with this checksum were shown to read as this very claim.
    pub(super) fn has(&self, claim: &Arc<Claim>, checksum: u32) -> bool {
        self.0.get(&address(claim)).is_some_and(|proof| proof.checksum == checksum)
    }
}

impl Proofs {
    /// What is known of the claims of a review. What does not hold for it any more is forgotten.
    pub(super) fn of(&self, review: &Review) -> Proven {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let listed = listed(review);
        let text = review.article().text();
        if !known.holds_for(text, &listed) {
            known.claims = Arc::default();
        }
        known.basis = Some((text.clone(), listed));
        Proven(Arc::clone(&known.claims))
    }

    /// Remembers what was shown of a review's claims, unless something else was asked about meanwhile.
    pub(super) fn add(&self, review: &Review, proofs: Vec<Proof>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !known.holds_for(review.article().text(), &listed(review)) {
            return;
        }
        let claims = Arc::make_mut(&mut known.claims);
        claims.extend(proofs.into_iter().map(|proof| (address(&proof.claim), proof)));
        // Claims that nobody else holds are in no review and no step that can be taken back.
        if claims.len() > 2 * review.claims().len() {
            claims.retain(|_, proof| Arc::strong_count(&proof.claim) > 1);
        }
    }
}

fn address(claim: &Arc<Claim>) -> usize {
    Arc::as_ptr(claim).addr()
}

/// What claims of a review may name.
fn listed(review: &Review) -> HashSet<Uuid> {
    let speakers = review.speakers().iter().map(|speaker| speaker.id.0);
    speakers.chain(review.evidence().iter().map(|piece| piece.id.0)).collect()
}
