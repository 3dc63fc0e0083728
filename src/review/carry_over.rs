//! The claims of a review on another version of its article.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use jiff::Timestamp;

use super::{HistoryEntry, Review, operations::verdict_edit};
use crate::{
    anchor::{Fate, Old, Outcome, Quotation, reanchor},
    article::{Article, Metadata},
    claim::{Claim, ClaimId, LostSegment, Segments, State, Status, Tag, VerdictKind, Verdicts, lifecycle},
    text::{CodePointIndex, Span, Text},
};

/// How many code points of context a stretch keeps that is not found again.
const CONTEXT: usize = 32;

/// Why a claim is to be looked at again, for the history.
const REASON: &str = "The text of the article changed";

/// A review of another version of its article.
#[derive(Clone, Debug)]
pub struct CarriedOver {
    /// The review: what was found again is in its place, the rest is lost; a claim whose words have changed has lost its verdicts
    /// and is to be checked again, as after any change of wording.
    pub review: Review,
    /// What has become of each claim, in the order of the old review.
    pub claims: Vec<ClaimFate>,
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

impl ClaimFate {
    /// The outcome that asks for most attention.
    pub fn worst(&self) -> Option<&Outcome> {
        self.segments.iter().map(|segment| &segment.outcome).max_by_key(|outcome| concern(&outcome.fate))
    }
}

/// How much attention a fate asks for.
fn concern(fate: &Fate) -> u8 {
    match fate {
        Fate::Same(_) => 0,
        Fate::Moved(_) => 1,
        Fate::Changed { .. } => 2,
        Fate::Ambiguous(_) => 3,
        Fate::Orphan { .. } => 4,
    }
}

/// Carries the claims of a review over to another version of its article. `hashes` name the old text and the new one, for the
/// history. What is known about the article is that of the new version and, where it says nothing, that of the old one.
pub fn carry_over(review: &Review, mut article: Article, hashes: (String, String), now: Timestamp) -> CarriedOver {
    let (old, new) = (review.article().text(), article.text().clone());
    let mut fates = fates(review, &new);
    let cues: Vec<Span> = review.claims().in_order().iter().filter_map(|claim| claim.cue).collect();
    let mut cues = reanchor(&Old::Stored { text: old, spans: &cues }, &new).into_iter();
    keep_apart(review, &mut fates);
    let mut history = review.history().to_vec();
    let mut remember = |claim: Option<ClaimId>, edit: &str, from: Option<String>, to: Option<String>| {
        let (edit, by, reason) = (edit.to_owned(), review.reviewer().to_owned(), Some(REASON.to_owned()));
        history.push(HistoryEntry { at: now, by, claim, edit, from, to, reason });
    };
    remember(None, "text", Some(hashes.0), Some(hashes.1));
    let mut claims: Vec<Arc<Claim>> = Vec::with_capacity(fates.len());
    for (before, fate) in review.claims().in_order().iter().zip(&fates) {
        let mut claim = Claim::clone(before);
        claim.cue = before.cue.and_then(|_| cues.next()?.fate.span());
        claim.segments = segments(before, fate, old).unwrap_or_else(|| before.segments.clone());
        let is_changed = fate.segments.iter().any(|segment| matches!(segment.outcome.fate, Fate::Changed { .. }));
        if is_changed {
            claim.modified = now;
            let words = |claim: &Claim, text: &Text| -> Option<String> {
                Some(claim.segments.placed().iter().map(|span| text.slice(*span)).collect::<Vec<_>>().join(" […] "))
            };
            remember(Some(claim.id), "segments", words(before, old), words(&claim, &new));
            for (kind, label) in taken(&mut claim) {
                remember(Some(claim.id), verdict_edit(kind), Some(label), None);
            }
            let (from, to) = (before.status.state, claim.status.state);
            if from != to {
                remember(Some(claim.id), "status", Some(from.name().to_owned()), Some(to.name().to_owned()));
            }
        }
        claims.push(Arc::new(claim));
    }
    article.metadata = completed(article.metadata, &review.article().metadata);
    let speakers = review.speakers().to_vec();
    let carried =
        Review::from_parts(article, review.reviewer().to_owned(), speakers, claims.into_iter().collect(), history);
    CarriedOver { review: carried.with_desk(review.desk().clone()), claims: fates }
}

/// What becomes of each claim. Stretches that were lost before are looked for by their words.
fn fates(review: &Review, new: &Text) -> Vec<ClaimFate> {
    let claims = review.claims().in_order();
    let text = review.article().text();
    let spans: Vec<Span> = claims.iter().flat_map(|claim| claim.segments.placed()).copied().collect();
    let lost: Vec<Quotation<'_>> = claims.iter().flat_map(|claim| claim.segments.lost()).map(quotation).collect();
    let mut placed = reanchor(&Old::Stored { text, spans: &spans }, new).into_iter();
    let mut lost = reanchor(&Old::Quoted(&lost), new).into_iter();
    let fate = |claim: &Arc<Claim>| {
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
        concern(&one.fate).cmp(&concern(&other.fate)).then(other.score.total_cmp(&one.score))
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

/// The stretches of a claim after what has become of them.
fn segments(before: &Claim, fate: &ClaimFate, old: &Text) -> Option<Segments> {
    let placed = before.segments.placed().iter().map(|span| lost_segment(*span, old));
    let as_lost = placed.chain(before.segments.lost().iter().cloned());
    let mut spans = Vec::new();
    let mut lost = Vec::new();
    for (segment, as_lost) in fate.segments.iter().zip(as_lost) {
        match segment.outcome.fate.span() {
            Some(span) => spans.push(span),
            None => lost.push(as_lost),
        }
    }
    Segments::with_lost(spans, lost)
}

/// A stretch as it is kept when it is nowhere: its words, what stood beside them, and where.
fn lost_segment(span: Span, old: &Text) -> LostSegment {
    let (before, after) = old.as_str().split_at(span.start().get());
    let after = after.get(span.len()..).unwrap_or_default();
    let from = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
    let CodePointIndex(start) = old.to_code_point(span.start());
    let CodePointIndex(end) = old.to_code_point(span.end());
    LostSegment {
        exact: old.slice(span).to_owned(),
        prefix: before[from..].to_owned(),
        suffix: after.chars().take(CONTEXT).collect(),
        start,
        end,
    }
}

/// Takes the verdicts of a claim whose words are others, and has it checked again.
fn taken(claim: &mut Claim) -> Vec<(VerdictKind, String)> {
    let verdicts: Verdicts = lifecycle::displaced(claim).unwrap_or_default();
    // What went out is locked for a reviewer, and yet its words have changed.
    if matches!(claim.status.state, State::InReview | State::Approved | State::Published) {
        claim.status = Status { state: State::InProgress, ..Status::default() };
    }
    VerdictKind::ALL.into_iter().filter_map(|kind| Some((kind, verdicts.get(kind)?.to_owned()))).collect()
}

/// What is known about an article, with what was known about its version before.
fn completed(new: Metadata, old: &Metadata) -> Metadata {
    let old = old.clone();
    Metadata {
        title: new.title.or(old.title),
        authors: if new.authors.is_empty() { old.authors } else { new.authors },
        publisher: new.publisher.or(old.publisher),
        republisher: new.republisher.or(old.republisher),
        published: new.published.or(old.published),
        updated: new.updated.or(old.updated),
        url: new.url.or(old.url),
        // A copy in an archive is one of the version it was made of.
        archive_url: new.archive_url,
        language: new.language.or(old.language),
        kind: new.kind.or(old.kind),
    }
}
