//! Questions about claims.

use std::{collections::HashSet, sync::Arc};

use super::Review;
use crate::{
    claim::{Claim, ClaimId, Segments, StatusGroup, Tag},
    text::{Span, search},
};

/// Which claims a list shows. Empty sets mean all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimFilter {
    /// Only these tags.
    pub tags: Vec<Tag>,
    /// Only these groups of states.
    pub groups: Vec<StatusGroup>,
    /// Only claims that have these words, letter case aside, in their text, wording, speaker, labels or note.
    pub words: String,
    /// Only these claims, where a figure that counts them led here.
    pub only: Option<Arc<HashSet<ClaimId>>>,
}

impl ClaimFilter {
    /// Whether every claim passes.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty() && self.groups.is_empty() && self.words.trim().is_empty() && self.only.is_none()
    }

    /// Whether this claim passes.
    pub fn passes(&self, review: &Review, claim: &Claim) -> bool {
        (self.tags.is_empty() || self.tags.contains(&claim.tag))
            && (self.groups.is_empty() || self.groups.contains(&claim.status.state.group()))
            && self.only.as_ref().is_none_or(|only| only.contains(&claim.id))
            && self.words_pass(review, claim)
    }

    fn words_pass(&self, review: &Review, claim: &Claim) -> bool {
        let wanted = self.words.trim().to_lowercase();
        if wanted.is_empty() {
            return true;
        }
        let speaker = claim.speaker.and_then(|id| review.speaker(id));
        let exact = claim.segments.placed().iter().map(|span| review.article().text().slice(*span));
        let lost = claim.segments.lost().iter().map(|lost| lost.exact.as_str());
        let names = speaker.into_iter().flat_map(|speaker| std::iter::once(&speaker.name).chain(&speaker.aliases));
        let own = [claim.note.as_str(), claim.claim_text.as_deref().unwrap_or_default()];
        exact
            .chain(lost)
            .chain(names.map(String::as_str))
            .chain(claim.labels.iter().map(String::as_str))
            .chain(own)
            .any(|words| words.to_lowercase().contains(&wanted))
    }
}

/// The other places that have the words of a claim's only or first segment and are not yet a claim of its tag.
pub fn same_words(review: &Review, id: ClaimId) -> Vec<Span> {
    let text = review.article().text();
    let Some((claim, first)) =
        review.claims().get(id).and_then(|claim| Some((claim, *claim.segments.placed().first()?)))
    else {
        return Vec::new();
    };
    let query = search::Query { words: text.slice(first).to_owned(), match_case: true, whole_words: true };
    let is_free = |span: &Span| {
        let there = Segments::one(*span);
        !claim.segments.overlaps(&there) && review.claims().overlapping(claim.tag, &there, claim.id).is_none()
    };
    search::find_all(text, &query).spans.into_iter().filter(is_free).collect()
}
