//! A review beside another version of its article: what is different, and what has become of each claim.

use std::collections::{BTreeMap, HashMap};

use super::Review;
use crate::{
    anchor::{Fate, Hunk, Old, Outcome, Quotation, hunks, reanchor},
    article::Article,
    claim::{Claim, ClaimId, LostSegment, Tag},
    text::{Span, Text},
};

/// A review beside another version of its article. Nothing of the review has changed.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The other version.
    pub article: Article,
    /// What is different, in bytes of the review's own text and of the other version's.
    pub hunks: Vec<Hunk>,
    /// What has become of each claim, in the order of the review.
    pub claims: Vec<ClaimFate>,
    /// Where the cues are that were found again.
    pub(super) cues: HashMap<ClaimId, Span>,
    /// The names of the two texts, for the history: their hashes.
    pub(super) hashes: (String, String),
}

/// A part of the work of [`compare`], as it is told while it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The other version is read.
    Reading,
    /// The texts are compared.
    Texts,
    /// The claims are looked for.
    Claims,
}

/// What has become of a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimFate {
    /// The claim.
    pub id: ClaimId,
    /// What has become of its stretches, those that were in the text first; never empty.
    pub segments: Vec<SegmentFate>,
}

/// What has become of a stretch.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentFate {
    /// Its words in the old text.
    pub exact: String,
    /// What has become of it.
    pub outcome: Outcome,
}

/// How much attention a claim asks for, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concern {
    /// Its words are where they were.
    Same,
    /// Its words are elsewhere.
    Moved,
    /// Its words are others.
    Changed,
    /// Its words may be in several places.
    Ambiguous,
    /// Some of its words are nowhere.
    Orphan,
}

impl Concern {
    /// Every one, that which asks for most attention to begin with first: what was found before what was not.
    pub const ALL: [Self; 5] = [Self::Changed, Self::Ambiguous, Self::Orphan, Self::Moved, Self::Same];

    /// How much attention a fate asks for.
    pub fn of(fate: &Fate) -> Self {
        match fate {
            Fate::Same(_) => Self::Same,
            Fate::Moved(_) => Self::Moved,
            Fate::Changed { .. } => Self::Changed,
            Fate::Ambiguous(_) => Self::Ambiguous,
            Fate::Orphan { .. } => Self::Orphan,
        }
    }

    /// The words a reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Self::Same => "The same",
            Self::Moved => "Moved",
            Self::Changed => "Changed",
            Self::Ambiguous => "In several places",
            Self::Orphan => "Not found",
        }
    }

    /// Whether the words are those that the claim had, so that no one need look at it.
    pub fn is_sure(self) -> bool {
        matches!(self, Self::Same | Self::Moved)
    }
}

impl ClaimFate {
    /// The outcome that asks for most attention.
    pub fn worst(&self) -> Option<&Outcome> {
        self.segments.iter().map(|segment| &segment.outcome).max_by_key(|outcome| Concern::of(&outcome.fate))
    }

    /// How much attention it asks for.
    pub fn concern(&self) -> Concern {
        self.worst().map_or(Concern::Orphan, |worst| Concern::of(&worst.fate))
    }

    /// The places that were found for it.
    pub fn proposed(&self) -> impl Iterator<Item = Span> {
        self.segments.iter().filter_map(|segment| segment.outcome.fate.span())
    }

    /// The places among which there is nothing to choose, of its first stretch that has several.
    pub fn candidates(&self) -> &[Span] {
        let several = |segment: &SegmentFate| matches!(segment.outcome.fate, Fate::Ambiguous(_));
        match self.segments.iter().find(|segment| several(segment)).map(|segment| &segment.outcome.fate) {
            Some(Fate::Ambiguous(candidates)) => candidates,
            _ => &[],
        }
    }
}

impl Comparison {
    /// Whether the two texts are the same, letter for letter.
    pub fn is_same_text(&self) -> bool {
        self.hunks.is_empty()
    }
}

/// Compares a review with another version of its article. `hashes` name the old text and the new one. `goes_on` is told what is
/// begun, and says whether to go on. `None` when it did not.
pub fn compare(
    review: &Review,
    article: Article,
    hashes: (String, String),
    mut goes_on: impl FnMut(Phase) -> bool,
) -> Option<Comparison> {
    let (old, new) = (review.article().text(), article.text().clone());
    if !goes_on(Phase::Texts) {
        return None;
    }
    let hunks = hunks(old.as_str(), new.as_str());
    if !goes_on(Phase::Claims) {
        return None;
    }
    let mut claims = fates(review, &new);
    keep_apart(review, &mut claims);
    let with_cue = || review.claims().in_order().iter().filter_map(|claim| Some((claim.id, claim.cue?)));
    let cues: Vec<Span> = with_cue().map(|(_, cue)| cue).collect();
    let found = reanchor(&Old::Stored { text: old, spans: &cues }, &new);
    let cues = with_cue().zip(found).filter_map(|((id, _), outcome)| Some((id, outcome.fate.span()?))).collect();
    Some(Comparison { article, hunks, claims, cues, hashes })
}

/// What becomes of each claim. Stretches that were lost before are looked for by their words.
fn fates(review: &Review, new: &Text) -> Vec<ClaimFate> {
    let claims = review.claims().in_order();
    let text = review.article().text();
    let spans: Vec<Span> = claims.iter().flat_map(|claim| claim.segments.placed()).copied().collect();
    let lost: Vec<Quotation<'_>> = claims.iter().flat_map(|claim| claim.segments.lost()).map(quotation).collect();
    let mut placed = reanchor(&Old::Stored { text, spans: &spans }, new).into_iter();
    let mut lost = reanchor(&Old::Quoted(&lost), new).into_iter();
    let fate = |claim: &std::sync::Arc<Claim>| {
        let words = claim.segments.placed().iter().map(|span| text.slice(*span).to_owned());
        let of_placed = words.zip(placed.by_ref());
        let mut segments: Vec<SegmentFate> = Vec::new();
        // The shorter list comes first, since `zip` takes one from the first before it finds that the second has ended.
        segments.extend(of_placed.map(|(exact, outcome)| SegmentFate { exact, outcome }));
        let words = claim.segments.lost().iter().map(|lost| lost.exact.clone());
        segments.extend(words.zip(lost.by_ref()).map(|(exact, outcome)| SegmentFate { exact, outcome }));
        ClaimFate { id: claim.id, segments }
    };
    claims.iter().map(fate).collect()
}

fn quotation(lost: &LostSegment) -> Quotation<'_> {
    Quotation { exact: &lost.exact, prefix: &lost.prefix, suffix: &lost.suffix }
}

/// Takes a place from each stretch that would share text with another claim of its tag, as no two claims do. Of two that would, the
/// one of the surer outcome keeps it.
fn keep_apart(review: &Review, fates: &mut [ClaimFate]) {
    let claims = review.claims().in_order();
    let mut order: Vec<(usize, usize)> = fates
        .iter()
        .enumerate()
        .flat_map(|(claim, fate)| (0..fate.segments.len()).map(move |at| (claim, at)))
        .collect();
    let outcome = |(claim, at): (usize, usize)| &fates[claim].segments[at].outcome;
    order.sort_by(|one, other| {
        let (one, other) = (outcome(*one), outcome(*other));
        Concern::of(&one.fate).cmp(&Concern::of(&other.fate)).then(other.score.total_cmp(&one.score))
    });
    let mut taken: HashMap<Tag, Taken> = HashMap::new();
    for (claim, at) in order {
        let outcome = &mut fates[claim].segments[at].outcome;
        let Some(span) = outcome.fate.span() else { continue };
        if !taken.entry(claims[claim].tag).or_default().take(span, claim) {
            outcome.fate = Fate::Orphan { near: Some(span.start()) };
        }
    }
}

/// The places that claims of one tag have.
#[derive(Debug, Default)]
struct Taken(
    /// By their starts, with the number of the claim. Those of other claims share no text.
    BTreeMap<Span, usize>,
);

impl Taken {
    /// Takes a place for a claim, unless another has a part of it.
    fn take(&mut self, span: Span, claim: usize) -> bool {
        // Places of one claim may share text, and are few; the nearest of another is soon found.
        let mut before = self.0.range(..span).rev().filter(|(_, other)| **other != claim);
        let mut after = self.0.range(span..).filter(|(_, other)| **other != claim);
        let is_free = before.next().is_none_or(|(theirs, _)| !theirs.overlaps(span))
            && after.next().is_none_or(|(theirs, _)| !theirs.overlaps(span));
        if is_free {
            self.0.insert(span, claim);
        }
        is_free
    }
}
