//! The claims of a review on another version of its article, as an edit.

use std::sync::Arc;

use jiff::Timestamp;

use super::{
    Change, ClaimFate, Claims, Comparison, Concern, Edit, EditName, HistoryEntry, Review, operations::verdict_edit,
};
use crate::{
    anchor::{Fate, Hunk, is_same_words},
    article::{Article, Metadata, Patch, Version},
    claim::{Claim, ClaimId, LostSegment, Segments, State, Status, VerdictKind, Verdicts, lifecycle},
    text::{ByteIndex, CodePointIndex, Span, Text},
};

/// How many code points of context a stretch keeps that is not found again.
const CONTEXT: usize = 32;

/// Why a claim is to be looked at again, for the history.
const REASON: &str = "The text of the article changed";

/// What is to become of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Decision {
    /// It goes where it was found; what was not found of it is lost.
    #[default]
    Accept,
    /// It goes to these stretches of the new text. Those of its own that were found with the same words stay.
    Place(Vec<Span>),
    /// It keeps its old words and what stood beside them, and is without a place.
    Leave,
}

impl Decision {
    /// The stretches of the new text that it gives a claim.
    pub fn spans(&self, fate: &ClaimFate) -> Vec<Span> {
        match self {
            Self::Accept => fate.proposed().collect(),
            Self::Place(spans) => {
                let all_sure = fate.concern().is_sure();
                let sure = fate.segments.iter().filter(|segment| Concern::of(&segment.outcome.fate).is_sure());
                let kept = sure.filter_map(|segment| segment.outcome.fate.span()).filter(|_| !all_sure);
                kept.chain(spans.iter().copied()).collect()
            }
            Self::Leave => Vec::new(),
        }
    }
}

/// Puts the other version of the article in the place of the review's own, and every claim to what was decided. Claims whose words
/// are others lose their verdicts to the history and are to be checked again, as after any change of wording. The text that was
/// there stays with the article as a difference. What is known about the article is that of the new version and, where it says
/// nothing, that of the old one.
pub fn carry_over(
    review: &Review,
    comparison: &Comparison,
    decide: impl Fn(&ClaimFate) -> Decision,
    now: Timestamp,
) -> Edit {
    let (old, new) = (review.article().text(), comparison.article.text());
    let mut history = Vec::new();
    let mut remember = |claim: Option<ClaimId>, edit: &str, from: Option<String>, to: Option<String>| {
        let (edit, by, reason) = (edit.to_owned(), review.reviewer().to_owned(), Some(REASON.to_owned()));
        history.push(HistoryEntry { at: now, by, claim, edit, from, to, reason });
    };
    if comparison.is_same_text() {
        let hash = |article: &Article| article.source.sha256.clone();
        remember(None, "source", hash(review.article()), hash(&comparison.article));
    } else {
        let (from, to) = comparison.hashes.clone();
        remember(None, "text", Some(from), Some(to));
    }
    let mut claims: Vec<Arc<Claim>> = Vec::with_capacity(comparison.claims.len());
    for (before, fate) in review.claims().in_order().iter().zip(&comparison.claims) {
        let decision = decide(fate);
        let mut claim = Claim::clone(before);
        claim.cue = before.cue.and_then(|_| comparison.cues.get(&before.id).copied());
        claim.segments = segments(before, fate, &decision, old);
        let is_changed = is_changed(fate, &decision, &claim, new);
        if is_changed || matches!(decision, Decision::Place(_)) {
            claim.modified = now;
            remember(Some(claim.id), "segments", Some(words_before(fate)), Some(words_at(&claim, new)));
        }
        if is_changed {
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
    let article = succeeding(review.article(), comparison, now);
    let claims: Claims = claims.into_iter().collect();
    let changes = vec![Change::Article(Box::new(article), claims), Change::Remember(history)];
    Edit { name: EditName::ReplaceArticle, changes }
}

/// Whether a claim that is decided about so would have other words, and so what was found about it would be taken back. `None` when
/// it would have none.
pub fn rewords(fate: &ClaimFate, decision: &Decision, new: &Text) -> Option<bool> {
    let segments = Segments::new(decision.spans(fate))?;
    Some(has_other_words(fate, decision, &segments, new))
}

fn is_changed(fate: &ClaimFate, decision: &Decision, claim: &Claim, new: &Text) -> bool {
    *decision != Decision::Leave && has_other_words(fate, decision, &claim.segments, new)
}

fn has_other_words(fate: &ClaimFate, decision: &Decision, segments: &Segments, new: &Text) -> bool {
    match decision {
        Decision::Accept => fate.segments.iter().any(|segment| matches!(segment.outcome.fate, Fate::Changed { .. })),
        Decision::Place(_) => !is_same_words(&words_before(fate), &joined(segments, new)),
        Decision::Leave => false,
    }
}

/// The words of a claim in the old text.
fn words_before(fate: &ClaimFate) -> String {
    fate.segments.iter().map(|segment| segment.exact.as_str()).collect::<Vec<_>>().join(" […] ")
}

/// The words of a claim where it is now.
fn words_at(claim: &Claim, text: &Text) -> String {
    joined(&claim.segments, text)
}

fn joined(segments: &Segments, text: &Text) -> String {
    segments.placed().iter().map(|span| text.slice(*span)).collect::<Vec<_>>().join(" […] ")
}

/// The new version with what the review knows about the article, and with the text it takes the place of.
fn succeeding(old: &Article, comparison: &Comparison, now: Timestamp) -> Article {
    let mut article = comparison.article.clone();
    article.metadata = completed(article.metadata, &old.metadata);
    article.versions = Arc::clone(&old.versions);
    if !comparison.is_same_text() {
        let patch = |hunk: &Hunk| {
            let place = |at: usize| {
                let CodePointIndex(place) = comparison.article.text().to_code_point(ByteIndex::new(at));
                place
            };
            let text = old.text().as_str().get(hunk.old.clone()).unwrap_or_default().to_owned();
            Patch { start: place(hunk.new.start), end: place(hunk.new.end), text }
        };
        let version = Version {
            text_sha256: comparison.hashes.0.clone(),
            source: old.source.clone(),
            replaced: now,
            difference: comparison.hunks.iter().map(patch).collect(),
        };
        article.versions = old.versions.iter().cloned().chain([version]).collect();
    }
    article
}

/// The stretches of a claim after what was decided.
fn segments(before: &Claim, fate: &ClaimFate, decision: &Decision, old: &Text) -> Segments {
    let placed = before.segments.placed().iter().map(|span| lost_segment(*span, old));
    let as_lost = placed.chain(before.segments.lost().iter().cloned());
    let lost = match decision {
        Decision::Accept => {
            let gone = fate.segments.iter().zip(as_lost).filter(|(segment, _)| segment.outcome.fate.span().is_none());
            gone.map(|(_, lost)| lost).collect()
        }
        // As when an orphaned claim is placed: what was lost of it has been found.
        Decision::Place(_) => Vec::new(),
        Decision::Leave => as_lost.collect(),
    };
    // A claim has at least one stretch, which is placed or lost.
    Segments::with_lost(decision.spans(fate), lost).unwrap_or_else(|| before.segments.clone())
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
