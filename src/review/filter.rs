//! Questions about claims.

use std::{collections::BTreeSet, sync::Arc};

use super::Review;
use crate::{
    claim::{Claim, ClaimId, Segments, Speaker, SpeakerId, StatusGroup, Tag, VerdictKind},
    text::{Span, search},
};

/// Which claims a list shows. An empty list means all; of several conditions each must hold, of several values of one any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimFilter {
    /// Only these tags.
    pub tags: Vec<Tag>,
    /// Only these groups of states.
    pub groups: Vec<StatusGroup>,
    /// Only these verdicts on whether it was said, by their labels' names; `None` is no verdict.
    pub attribution: Vec<Option<String>>,
    /// Only these verdicts on whether it is so.
    pub content: Vec<Option<String>>,
    /// Only these speakers, by any name they go by, so that a filter means something in another review; an empty name is nobody.
    pub speakers: Vec<String>,
    /// Only claims with one of these flags.
    pub flags: Vec<String>,
    /// Only claims with one of these labels.
    pub labels: Vec<String>,
    /// Only claims that have these words in their text, wording, speaker, labels or note. They are found as
    /// [`search`] finds them in the article, letter case aside.
    pub words: String,
    /// Only the claims that a figure counts, where no other condition says which.
    pub counted: Option<Counted>,
}

/// The claims that a figure counted when it was followed. They are those of one review, and nothing that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Counted {
    /// What the figure stands for, such as “Status: In review”.
    pub name: String,
    /// The claims. Shared, since lists compare filters in every frame.
    pub claims: Arc<BTreeSet<ClaimId>>,
}

impl ClaimFilter {
    /// Whether every claim passes.
    pub fn is_empty(&self) -> bool {
        let Self { tags, groups, attribution, content, speakers, flags, labels, words, counted } = self;
        tags.is_empty()
            && groups.is_empty()
            && attribution.is_empty()
            && content.is_empty()
            && speakers.is_empty()
            && flags.is_empty()
            && labels.is_empty()
            && words.trim().is_empty()
            && counted.is_none()
    }

    /// Which verdicts of this kind pass.
    pub fn verdicts(&self, kind: VerdictKind) -> &Vec<Option<String>> {
        match kind {
            VerdictKind::Attribution => &self.attribution,
            VerdictKind::Content => &self.content,
        }
    }

    /// As [`Self::verdicts`], to be changed.
    pub fn verdicts_mut(&mut self, kind: VerdictKind) -> &mut Vec<Option<String>> {
        match kind {
            VerdictKind::Attribution => &mut self.attribution,
            VerdictKind::Content => &mut self.content,
        }
    }

    /// Whether this claim passes. Whoever asks about many claims asks [`Self::sieve`] once.
    pub fn passes(&self, review: &Review, claim: &Claim) -> bool {
        self.sieve(review).passes(claim)
    }

    /// The filter made ready to be asked about many claims of one review.
    pub fn sieve<'a>(&'a self, review: &'a Review) -> Sieve<'a> {
        let words = self.words.trim();
        let query = search::Query { words: words.to_owned(), ..search::Query::default() };
        let wanted = |speaker: &&Speaker| self.speakers.iter().any(|name| !name.is_empty() && speaker.goes_by(name));
        Sieve {
            filter: self,
            review,
            words: match search::Pattern::new(&query) {
                _ if words.is_empty() => Words::Any,
                Some(pattern) => Words::With(pattern),
                None => Words::Nowhere,
            },
            speakers: review.speakers().iter().filter(wanted).map(|speaker| speaker.id).collect(),
            passes_nobody: self.speakers.iter().any(String::is_empty),
        }
    }
}

/// A [`ClaimFilter`] made ready for one review.
#[derive(Debug)]
pub struct Sieve<'a> {
    filter: &'a ClaimFilter,
    review: &'a Review,
    words: Words,
    speakers: Vec<SpeakerId>,
    passes_nobody: bool,
}

/// What must be among the words of a claim.
#[derive(Debug)]
enum Words {
    /// Nothing in particular.
    Any,
    /// These.
    With(search::Pattern),
    /// Something that is found nowhere.
    Nowhere,
}

impl Sieve<'_> {
    /// Whether this claim passes.
    pub fn passes(&self, claim: &Claim) -> bool {
        let filter = self.filter;
        let any = |wanted: &[String], own: &[String]| wanted.is_empty() || own.iter().any(|name| wanted.contains(name));
        (filter.tags.is_empty() || filter.tags.contains(&claim.tag))
            && (filter.groups.is_empty() || filter.groups.contains(&claim.status.state.group()))
            && VerdictKind::ALL.into_iter().all(|kind| self.verdict_passes(claim, kind))
            && self.speaker_passes(claim)
            && any(&filter.flags, &claim.flags)
            && any(&filter.labels, &claim.labels)
            && filter.counted.as_ref().is_none_or(|counted| counted.claims.contains(&claim.id))
            && self.words_pass(claim)
    }

    fn verdict_passes(&self, claim: &Claim, kind: VerdictKind) -> bool {
        let wanted = self.filter.verdicts(kind);
        let given = self.review.visible_verdicts(claim).get(kind);
        wanted.is_empty() || wanted.iter().any(|label| label.as_deref() == given)
    }

    fn speaker_passes(&self, claim: &Claim) -> bool {
        self.filter.speakers.is_empty()
            || claim.speaker.map_or(self.passes_nobody, |speaker| self.speakers.contains(&speaker))
    }

    fn words_pass(&self, claim: &Claim) -> bool {
        let pattern = match &self.words {
            Words::Any => return true,
            Words::Nowhere => return false,
            Words::With(pattern) => pattern,
        };
        let text = self.review.article().text();
        let speaker = claim.speaker.and_then(|id| self.review.speaker(id));
        let exact = claim.segments.placed().iter().map(|span| text.slice(*span));
        let lost = claim.segments.lost().iter().map(|lost| lost.exact.as_str());
        let names = speaker.into_iter().flat_map(|speaker| std::iter::once(&speaker.name).chain(&speaker.aliases));
        let own = [claim.note.as_str(), claim.claim_text.as_deref().unwrap_or_default()];
        exact
            .chain(lost)
            .chain(names.map(String::as_str))
            .chain(claim.labels.iter().map(String::as_str))
            .chain(own)
            .any(|words| pattern.is_in(words))
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
