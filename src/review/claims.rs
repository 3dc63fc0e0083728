//! The claims of a review: by id, in text order, and by place.

use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use super::Refusal;
use crate::{
    claim::{Claim, ClaimId, Segments, StatusGroup, Tag},
    text::{ByteIndex, Span, Text},
};

/// The size in bytes of the stretches by which claims are looked up: about what one screen shows, so that a frame asks
/// for a few pages and gets few claims it does not paint.
const PAGE_BYTES: usize = 2048;

/// Every claim of a review. Finding those of a stretch costs what the stretch holds, however many there are in all.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    by_id: HashMap<ClaimId, Arc<Claim>>,
    /// Invariant: the same claims, sorted by [`order`].
    in_order: Vec<Arc<Claim>>,
    /// Invariant: page `i` names the claims with a placed segment in bytes `i * PAGE_BYTES .. (i + 1) * PAGE_BYTES`.
    pages: Vec<Vec<ClaimId>>,
    tally: Tally,
}

/// How many claims there are of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    by_tag: [usize; 3],
    by_group: [usize; 5],
    /// Claims that some of whose words are no longer in the text.
    pub orphaned: usize,
}

impl Tally {
    /// How many have this tag.
    pub fn tagged(&self, tag: Tag) -> usize {
        self.by_tag[tag as usize]
    }

    /// How many are in this group of states.
    pub fn in_group(&self, group: StatusGroup) -> usize {
        self.by_group[group as usize]
    }

    /// How many there are.
    pub fn all(&self) -> usize {
        self.by_tag.iter().sum()
    }

    /// How many there are to check in the end: all but the skipped ones.
    pub fn checkable(&self) -> usize {
        self.all() - self.in_group(StatusGroup::Skipped)
    }

    fn count(&mut self, claim: &Claim, change: impl Fn(&mut usize)) {
        change(&mut self.by_tag[claim.tag as usize]);
        change(&mut self.by_group[claim.status.state.group() as usize]);
        if claim.is_orphaned() {
            change(&mut self.orphaned);
        }
    }
}

impl PartialEq for Claims {
    fn eq(&self, other: &Self) -> bool {
        self.in_order == other.in_order
    }
}

impl Eq for Claims {}

impl<C: Into<Arc<Claim>>> FromIterator<C> for Claims {
    /// Takes many at once; of claims with one id the last stays.
    fn from_iter<I: IntoIterator<Item = C>>(claims: I) -> Self {
        let claims = claims.into_iter();
        let mut all = Self::default();
        all.by_id.reserve(claims.size_hint().0);
        all.in_order.reserve(claims.size_hint().0);
        let mut has_replaced = false;
        for claim in claims.map(Into::into) {
            if let Some(replaced) = all.by_id.insert(claim.id, Arc::clone(&claim)) {
                all.forget_place(&replaced);
                has_replaced = true;
            }
            all.note_place(&claim);
            all.in_order.push(claim);
        }
        if has_replaced {
            all.in_order.retain(|claim| all.by_id.get(&claim.id).is_some_and(|last| Arc::ptr_eq(last, claim)));
        }
        // A file has its claims in order, which a sort that looks for runs finds out in one pass.
        all.in_order.sort_by_key(|claim| order(claim));
        all
    }
}

impl Claims {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.in_order.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.in_order.is_empty()
    }

    /// How many there are of what.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// The claim with this id.
    pub fn get(&self, id: ClaimId) -> Option<&Arc<Claim>> {
        self.by_id.get(&id)
    }

    /// All, in text order; of those that begin together the longest first. Claims all of whose words are lost come before
    /// the others.
    pub fn in_order(&self) -> &[Arc<Claim>] {
        &self.in_order
    }

    /// The place of a claim in [`Self::in_order`].
    pub fn position(&self, id: ClaimId) -> Option<usize> {
        let claim = self.by_id.get(&id)?;
        self.in_order.binary_search_by_key(&order(claim), |other| order(other)).ok()
    }

    /// The claims with a segment in `start..end`, in text order.
    pub fn touching(&self, start: ByteIndex, end: ByteIndex) -> Vec<&Arc<Claim>> {
        let last = page_of(end).min(self.pages.len().saturating_sub(1));
        let pages = self.pages.get(page_of(start)..=last).unwrap_or_default();
        let mut ids: Vec<ClaimId> = pages.iter().flatten().copied().collect();
        ids.sort_unstable();
        ids.dedup();
        let touches =
            |claim: &&Arc<Claim>| claim.segments.placed().iter().any(|span| span.start() < end && start < span.end());
        let mut claims: Vec<&Arc<Claim>> = ids.iter().filter_map(|id| self.by_id.get(id)).filter(touches).collect();
        claims.sort_unstable_by_key(|claim| order(claim));
        claims
    }

    /// The claims whose segments hold the byte at `index`, innermost (shortest segment) first.
    pub fn at(&self, index: ByteIndex) -> Vec<&Arc<Claim>> {
        let here =
            |claim: &Claim| claim.segments.placed().iter().find(|span| span.contains(index)).map(|span| span.len());
        let page = self.pages.get(page_of(index)).map(Vec::as_slice).unwrap_or_default();
        let mut found: Vec<(usize, &Arc<Claim>)> = page
            .iter()
            .filter_map(|id| self.by_id.get(id))
            .filter_map(|claim| here(claim).map(|length| (length, claim)))
            .collect();
        found.sort_unstable_by_key(|(length, claim)| (*length, Reverse(order(claim))));
        found.into_iter().map(|(_, claim)| claim).collect()
    }

    /// A claim of this tag, other than `except`, that shares text with these segments.
    pub fn overlapping(&self, tag: Tag, segments: &Segments, except: ClaimId) -> Option<&Arc<Claim>> {
        segments
            .placed()
            .iter()
            .flat_map(|span| self.touching(span.start(), span.end()))
            .find(|claim| claim.tag == tag && claim.id != except)
    }

    /// Whether the claims can be those of a text: each stretch is one of it, and claims of one tag share none.
    pub(super) fn fit(&self, text: &Text) -> Result<(), Refusal> {
        for tag in Tag::ALL {
            let of_tag = self.in_order.iter().filter(|claim| claim.tag == tag);
            let mut spans: Vec<(Span, ClaimId)> =
                of_tag.flat_map(|claim| claim.segments.placed().iter().map(|span| (*span, claim.id))).collect();
            if !spans.iter().all(|(span, _)| text.span(span.start()..span.end()).is_some()) {
                return Err(Refusal::OutsideText);
            }
            spans.sort_unstable();
            // The stretches of one claim are apart, so that of two that share text one follows the other.
            if let Some([_, (_, other)]) = spans.array_windows().find(|[(one, _), (other, _)]| one.overlaps(*other)) {
                return Err(Refusal::Overlap { tag, other: *other });
            }
        }
        Ok(())
    }

    /// Puts a claim in or, with `None`, takes it out; returns what stood there.
    pub(super) fn replace(&mut self, id: ClaimId, claim: Option<Arc<Claim>>) -> Option<Arc<Claim>> {
        let before = self.by_id.remove(&id);
        if let Some(before) = &before {
            if let Ok(position) = self.in_order.binary_search_by_key(&order(before), |other| order(other)) {
                self.in_order.remove(position);
            }
            self.forget_place(before);
        }
        if let Some(claim) = claim {
            let position = self.in_order.partition_point(|other| order(other) < order(&claim));
            self.in_order.insert(position, Arc::clone(&claim));
            self.note_place(&claim);
            self.by_id.insert(id, claim);
        }
        before
    }

    fn note_place(&mut self, claim: &Claim) {
        self.tally.count(claim, |count| *count += 1);
        for page in pages_of(claim) {
            if self.pages.len() <= page {
                self.pages.resize(page + 1, Vec::new());
            }
            if !self.pages[page].contains(&claim.id) {
                self.pages[page].push(claim.id);
            }
        }
    }

    fn forget_place(&mut self, claim: &Claim) {
        self.tally.count(claim, |count| *count -= 1);
        for page in pages_of(claim) {
            if let Some(ids) = self.pages.get_mut(page) {
                ids.retain(|id| *id != claim.id);
            }
        }
    }
}

/// Text order: by the first place, longer before shorter, then by id so that the order is total; without a place first.
fn order(claim: &Claim) -> (Option<(ByteIndex, Reverse<ByteIndex>)>, ClaimId) {
    (claim.segments.extent().map(|span| (span.start(), Reverse(span.end()))), claim.id)
}

fn page_of(index: ByteIndex) -> usize {
    index.get() / PAGE_BYTES
}

/// The pages a claim has text on; a page may come twice.
fn pages_of(claim: &Claim) -> impl Iterator<Item = usize> {
    claim.segments.placed().iter().flat_map(|span: &Span| page_of(span.start())..=(span.end().get() - 1) / PAGE_BYTES)
}
