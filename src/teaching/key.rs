//! What is expected of a pupil.

use std::collections::BTreeMap;

use super::{AssignmentId, Refused, Tolerance};
use crate::{
    claim::{ClaimId, Segments, SpeakerId, Tag},
    text::Span,
};

/// The most alternatives that one claim of a key has.
pub const MOST_ALTERNATIVES: usize = 8;

/// What a key says beside its claims, which are those of its review: each is expected in the way in which it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerKey {
    /// The assignment it belongs to, when it was made for one.
    pub assignment: Option<AssignmentId>,
    /// Which differences at the edges do not count.
    pub tolerance: Tolerance,
    /// Invariant: none has more alternatives than [`MOST_ALTERNATIVES`], or one of them twice, or one that is not in the text.
    entries: BTreeMap<ClaimId, KeyEntry>,
    /// Invariant: in text order and apart. Empty for the whole article.
    passages: Vec<Span>,
}

/// What a key says of one of its claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyEntry {
    /// Other ways to mark it that are as right.
    pub alternatives: Vec<Alternative>,
    /// Whether it may be left out.
    pub optional: bool,
    /// What the teacher says about it; may be empty.
    pub note: String,
    /// The rule of the codebook on which it turns, by its id.
    pub rule: Option<String>,
}

/// Another way to mark a claim of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// What it is then.
    pub tag: Tag,
    /// Where it is then.
    pub segments: Segments,
    /// Who says it then: a speaker of the key's review.
    pub speaker: Option<SpeakerId>,
}

impl Default for AnswerKey {
    /// Nothing beside the claims; nothing at the edges counts, and the whole text is scored.
    fn default() -> Self {
        Self { assignment: None, tolerance: Tolerance::ALL, entries: BTreeMap::new(), passages: Vec::new() }
    }
}

impl AnswerKey {
    /// Takes what is said of claims, which differences do not count, and the passages that are scored: none for the whole
    /// article.
    ///
    /// # Errors
    /// When it contradicts itself; the refusal says how.
    pub fn new(
        entries: impl IntoIterator<Item = (ClaimId, KeyEntry)>,
        tolerance: Tolerance,
        passages: impl IntoIterator<Item = Span>,
    ) -> Result<Self, Refused> {
        let mut key = Self { tolerance, passages: apart(passages), ..Self::default() };
        for (claim, entry) in entries {
            if key.entries.contains_key(&claim) {
                return Err(Refused::TwoEntries);
            }
            key.set(claim, entry)?;
        }
        Ok(key)
    }

    /// What is said of a claim.
    pub fn entry(&self, claim: ClaimId) -> Option<&KeyEntry> {
        self.entries.get(&claim)
    }

    /// Everything that is said of claims, by their ids.
    pub fn entries(&self) -> impl Iterator<Item = (ClaimId, &KeyEntry)> {
        self.entries.iter().map(|(claim, entry)| (*claim, entry))
    }

    /// Says something of a claim, in the place of what was said.
    ///
    /// # Errors
    /// When it contradicts itself; then nothing has changed.
    pub fn set(&mut self, claim: ClaimId, entry: KeyEntry) -> Result<(), Refused> {
        if entry.alternatives.len() > MOST_ALTERNATIVES {
            return Err(Refused::TooManyAlternatives);
        }
        if entry.alternatives.iter().any(|alternative| !alternative.segments.lost().is_empty()) {
            return Err(Refused::AlternativeNowhere);
        }
        let mut rest = entry.alternatives.as_slice();
        while let Some((first, others)) = rest.split_first() {
            if others.contains(first) {
                return Err(Refused::SameAlternative);
            }
            rest = others;
        }
        self.entries.insert(claim, entry);
        Ok(())
    }

    /// Says nothing of a claim any more; returns whether something was said.
    pub fn forget(&mut self, claim: ClaimId) -> bool {
        self.entries.remove(&claim).is_some()
    }

    /// The passages that are scored, in text order and apart; none for the whole article.
    pub fn passages(&self) -> &[Span] {
        &self.passages
    }

    /// Scores in these passages alone; in the whole article without any.
    pub fn set_passages(&mut self, passages: impl IntoIterator<Item = Span>) {
        self.passages = apart(passages);
    }
}

fn apart(spans: impl IntoIterator<Item = Span>) -> Vec<Span> {
    Segments::new(spans).map(|segments| segments.placed().to_vec()).unwrap_or_default()
}
