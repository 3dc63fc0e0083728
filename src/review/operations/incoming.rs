//! Claims that come in from another review of the same text, as from another program.

use std::collections::HashMap;

use super::{Change, Edit, EditName, Review, Stamp, made};
use crate::claim::{Claim, ClaimId, Evidence, EvidenceId, Speaker, SpeakerId, Tag};

/// What becomes of a claim that comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// It is new and comes in.
    New,
    /// The review has one of its tag on its words already. That one stays as it is.
    Here {
        /// The claim that is there.
        claim: ClaimId,
        /// Whether the same is said about both.
        is_alike: bool,
    },
    /// Another of its tag shares text with it, which claims of one tag never do. It stays out.
    Overlaps {
        /// The claim with which it does: one of the review, or one that came in before it.
        claim: ClaimId,
    },
}

/// What comes in, and what does not.
#[derive(Clone, Debug)]
pub struct TakenIn {
    /// The step; `None` when nothing comes in.
    pub edit: Option<Edit>,
    /// What becomes of each claim, in text order, by its id there.
    pub fates: Vec<(ClaimId, Incoming)>,
}

/// Makes claims of those of another review of the same text, as one step, with their speakers and evidence. Speakers go by their names:
/// whoever is known already is the same. No claim that is there is changed.
pub fn take_in<'a>(review: &'a Review, other: &'a Review, stamp: &mut Stamp<'_>) -> TakenIn {
    let mut all = review.claims().clone();
    let orphans = orphans(review);
    let known = |piece: &'a Evidence| ((piece.title.as_str(), piece.address.as_str()), piece.id);
    let mut newcomers = Newcomers {
        review,
        other,
        ids: HashMap::new(),
        speakers: HashMap::new(),
        evidence: review.evidence().iter().rev().map(known).collect(),
        added: Vec::new(),
        claims: Vec::new(),
    };
    let mut fates = Vec::with_capacity(other.claims().len());
    for claim in other.claims().in_order() {
        let here = match claim.segments.placed().first() {
            Some(first) => {
                let near = review.claims().touching(first.start(), first.end());
                let is_it = |near: &&Claim| near.tag == claim.tag && near.segments.placed() == claim.segments.placed();
                near.into_iter().map(|near| &**near).find(is_it).map(|near| near.id)
            }
            None => orphans.get(&(claim.tag, lost_words(claim))).copied(),
        };
        let fate = if let Some(here) = here {
            let is_alike = review.claims().get(here).is_some_and(|here| said(review, here) == said(other, claim));
            newcomers.ids.insert(claim.id, here);
            Incoming::Here { claim: here, is_alike }
        } else if let Some(overlapped) = all.overlapping(claim.tag, &claim.segments, claim.id) {
            Incoming::Overlaps { claim: overlapped.id }
        } else {
            let id = if all.get(claim.id).is_none() { claim.id } else { ClaimId((stamp.new_id)()) };
            let claim = newcomers.take(claim, id, stamp);
            all.replace(id, Some(claim.into()));
            Incoming::New
        };
        fates.push((claim.id, fate));
    }
    TakenIn { edit: newcomers.into_edit(stamp), fates }
}

/// The claims none of whose words are in the text, by their tag and these words.
fn orphans(review: &Review) -> HashMap<(Tag, String), ClaimId> {
    let without_place = review.claims().in_order().iter().filter(|claim| claim.segments.placed().is_empty());
    without_place.map(|claim| ((claim.tag, lost_words(claim)), claim.id)).collect()
}

fn lost_words(claim: &Claim) -> String {
    claim.segments.lost().iter().map(|lost| lost.exact.as_str()).collect::<Vec<_>>().join("\n")
}

/// What is said about a claim, as far as another program may have changed it.
fn said<'a>(review: &'a Review, claim: &'a Claim) -> impl PartialEq + 'a {
    let speaker = claim.speaker.and_then(|id| review.speaker(id)).map(|speaker| speaker.name.as_str());
    let status = (claim.status.state, claim.status.reason.as_deref());
    let words = (claim.note.as_str(), claim.claim_text.as_deref(), &claim.labels, &claim.flags);
    (speaker, claim.form, claim.voice, status, words, &claim.check().verdicts, &claim.check().rationale)
}

/// What comes in, while it is gathered.
struct Newcomers<'a> {
    review: &'a Review,
    other: &'a Review,
    /// Which claim of the review one of the other is.
    ids: HashMap<ClaimId, ClaimId>,
    /// Which speaker of the review one of the other is.
    speakers: HashMap<SpeakerId, SpeakerId>,
    /// The evidence of the review by title and address, and what is added to it.
    evidence: HashMap<(&'a str, &'a str), EvidenceId>,
    /// Speakers and evidence that come with claims.
    added: Vec<Change>,
    claims: Vec<Claim>,
}

impl Newcomers<'_> {
    fn take(&mut self, claim: &Claim, id: ClaimId, stamp: &mut Stamp<'_>) -> Claim {
        let mut new = Claim { id, ..claim.clone() };
        new.speaker = claim.speaker.and_then(|speaker| self.speaker(speaker, stamp));
        new.amend_check(|check| {
            check.evidence.retain_mut(|link| match self.evidence(link.evidence, stamp) {
                Some(here) => {
                    link.evidence = here;
                    true
                }
                None => false,
            });
        });
        self.ids.insert(claim.id, id);
        self.claims.push(new.clone());
        new
    }

    fn speaker(&mut self, id: SpeakerId, stamp: &mut Stamp<'_>) -> Option<SpeakerId> {
        if let Some(known) = self.speakers.get(&id) {
            return Some(*known);
        }
        let speaker = self.other.speaker(id)?;
        let known = self.review.speaker_named(&speaker.name).map(|known| known.id);
        let here = known.unwrap_or_else(|| {
            let new = if self.review.speaker(id).is_none() { id } else { SpeakerId((stamp.new_id)()) };
            self.added.push(Change::Speaker(new, Some(Speaker { id: new, ..speaker.clone() })));
            new
        });
        self.speakers.insert(id, here);
        Some(here)
    }

    fn evidence(&mut self, id: EvidenceId, stamp: &mut Stamp<'_>) -> Option<EvidenceId> {
        let piece = self.other.piece(id)?;
        let (review, added) = (self.review, &mut self.added);
        let here = self.evidence.entry((&piece.title, &piece.address)).or_insert_with(|| {
            let new = if review.piece(id).is_none() { id } else { EvidenceId((stamp.new_id)()) };
            added.push(Change::Evidence(new, Some(Box::new(Evidence { id: new, ..piece.clone() }))));
            new
        });
        Some(*here)
    }

    fn into_edit(self, stamp: &Stamp<'_>) -> Option<Edit> {
        let Self { review, ids, added: mut changes, mut claims, .. } = self;
        if claims.is_empty() {
            return None;
        }
        let name = EditName::Import(claims.len());
        for claim in &mut claims {
            let of = &mut claim.status.duplicate_of;
            *of = of.map(|of| ids.get(&of).copied().unwrap_or(of));
        }
        changes.extend(claims.into_iter().flat_map(|claim| made(review, claim, stamp.now)));
        Some(Edit { name, changes })
    }
}
