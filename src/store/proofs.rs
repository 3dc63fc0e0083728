//! Remembers which claims were shown to read back as what they are, so that a save need not show it again for those that did
//! not change.
//!
//! What a claim's bytes are read as depends on the bytes, on the text, and on which speakers and pieces of evidence are listed. The
//! proof of a claim is therefore kept with a checksum of its bytes, for one text, and for as long as nothing that was listed is missing.
//! The claim itself is kept too: as long as it is, it cannot be changed in place, and no other one gets its address.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::codec::Listed;
use crate::{claim::Claim, text::Text};

/// Which claims were shown to read back as what they are. It goes from one save of a document to the next.
#[derive(Debug, Default)]
pub struct Proofs(Mutex<Known>);

/// What is known on one text.
#[derive(Clone, Debug, Default)]
struct Known {
    /// The text, and what was listed.
    basis: Option<(Text, Listed)>,
    claims: Arc<HashMap<usize, Proof>>,
}

impl Known {
    /// Whether it holds on a text, with these listed: for the very text, and while nothing is missing that was listed.
    fn holds_for(&self, text: &Text, listed: &Listed) -> bool {
        self.basis
            .as_ref()
            .is_some_and(|(of, were_listed)| std::ptr::eq(of.as_str(), text.as_str()) && listed.has_all_of(were_listed))
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
    /// What is known of claims of a text, with these listed. What does not hold with them any more is forgotten.
    pub(super) fn of(&self, text: &Text, listed: &Listed) -> Proven {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !known.holds_for(text, listed) {
            known.claims = Arc::default();
        }
        known.basis = Some((text.clone(), listed.clone()));
        Proven(Arc::clone(&known.claims))
    }

    /// Remembers what was shown of claims of a text with these listed, unless something else was asked about meanwhile. `count` is how many
    /// claims the review has.
    pub(super) fn add(&self, text: &Text, listed: &Listed, count: usize, proofs: Vec<Proof>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !known.holds_for(text, listed) {
            return;
        }
        let claims = Arc::make_mut(&mut known.claims);
        claims.extend(proofs.into_iter().map(|proof| (address(&proof.claim), proof)));
        // Claims that nobody else holds are in no review and no step that can be taken back.
        if claims.len() > 2 * count {
            claims.retain(|_, proof| Arc::strong_count(&proof.claim) > 1);
        }
    }
}

fn address(claim: &Arc<Claim>) -> usize {
    Arc::as_ptr(claim).addr()
}
