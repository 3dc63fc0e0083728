//! A review and how it changes.

use super::{Change, Claims, Edit, EditName, HistoryEntry, Inverse, Refusal};
use crate::{
    article::Article,
    claim::{Speaker, SpeakerId},
};

/// One reviewer's work on one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    article: Article,
    reviewer: String,
    speakers: Vec<Speaker>,
    claims: Claims,
    history: Vec<HistoryEntry>,
}

impl Review {
    /// A review without claims.
    pub fn new(article: Article, reviewer: impl Into<String>) -> Self {
        Self::from_parts(article, reviewer.into(), Vec::new(), Claims::default(), Vec::new())
    }

    /// A review as a file holds it. The file's own checks have been made; nothing is refused here.
    pub fn from_parts(
        article: Article,
        reviewer: String,
        speakers: Vec<Speaker>,
        claims: Claims,
        history: Vec<HistoryEntry>,
    ) -> Self {
        Self { article, reviewer, speakers, claims, history }
    }

    /// The article.
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// The reviewer's name; may be empty.
    pub fn reviewer(&self) -> &str {
        &self.reviewer
    }

    /// The speakers, in the order they were added.
    pub fn speakers(&self) -> &[Speaker] {
        &self.speakers
    }

    /// The speaker with this id.
    pub fn speaker(&self, id: SpeakerId) -> Option<&Speaker> {
        self.speakers.iter().find(|speaker| speaker.id == id)
    }

    /// The first speaker who goes by this name or has it as an alias, letter case aside.
    pub fn speaker_named(&self, name: &str) -> Option<&Speaker> {
        self.speakers.iter().find(|speaker| speaker.goes_by(name))
    }

    /// The claims.
    pub fn claims(&self) -> &Claims {
        &self.claims
    }

    /// The steps taken, oldest first.
    pub fn history(&self) -> &[HistoryEntry] {
        &self.history
    }

    /// Makes the change, whole or not at all, and returns what undoes it.
    ///
    /// # Errors
    /// When a claim would overlap another of its tag, or name a speaker that is not there; then nothing has changed.
    pub fn apply(&mut self, edit: &Edit) -> Result<Inverse, Refusal> {
        let mut undo = Vec::with_capacity(edit.changes.len());
        for change in &edit.changes {
            if let Err(refusal) = self.check(change) {
                undo.into_iter().rev().flatten().for_each(|change| {
                    self.put(change);
                });
                return Err(refusal);
            }
            undo.push(self.put(change.clone()));
        }
        Ok(inverse(edit.name.clone(), undo))
    }

    /// Makes a change that was made before, so that nothing has to be checked, and returns what undoes it.
    pub fn revert(&mut self, step: Inverse) -> Inverse {
        let Inverse(Edit { name, changes }) = step;
        let undo = changes.into_iter().map(|change| self.put(change)).collect();
        inverse(name, undo)
    }

    /// Makes a change that a journal recorded: it was checked when it was made.
    pub fn replay(&mut self, edit: Edit) -> Inverse {
        self.revert(Inverse(edit))
    }

    fn check(&self, change: &Change) -> Result<(), Refusal> {
        let Change::Claim(id, Some(claim)) = change else {
            return Ok(());
        };
        if let Some(speaker) = claim.speaker
            && self.speaker(speaker).is_none()
        {
            return Err(Refusal::UnknownSpeaker);
        }
        let before = self.claims.get(*id);
        let moved = before.is_none_or(|before| before.tag != claim.tag || before.segments != claim.segments);
        if moved && let Some(other) = self.claims.overlapping(claim.tag, &claim.segments, *id) {
            return Err(Refusal::Overlap { tag: claim.tag, other: other.id });
        }
        Ok(())
    }

    /// Puts one record in its place and returns the changes that put the old one back.
    fn put(&mut self, change: Change) -> Vec<Change> {
        match change {
            Change::Claim(id, claim) => vec![Change::Claim(id, self.claims.replace(id, claim))],
            Change::Speaker(id, speaker) => self.put_speaker(id, speaker),
            Change::SpeakerOrder(order) => {
                let before = self.speakers.iter().map(|speaker| speaker.id).collect();
                self.speakers
                    .sort_by_key(|speaker| order.iter().position(|id| *id == speaker.id).unwrap_or(usize::MAX));
                vec![Change::SpeakerOrder(before)]
            }
            Change::Metadata(metadata) => {
                vec![Change::Metadata(Box::new(std::mem::replace(&mut self.article.metadata, *metadata)))]
            }
            Change::Reviewer(name) => vec![Change::Reviewer(std::mem::replace(&mut self.reviewer, name))],
            Change::Remember(entries) => {
                let count = entries.len();
                self.history.extend(entries);
                vec![Change::Forget(count)]
            }
            Change::Forget(count) => {
                let kept = self.history.len().saturating_sub(count);
                vec![Change::Remember(self.history.split_off(kept))]
            }
        }
    }

    fn put_speaker(&mut self, id: SpeakerId, speaker: Option<Speaker>) -> Vec<Change> {
        let position = self.speakers.iter().position(|other| other.id == id);
        match (position, speaker) {
            (Some(position), Some(speaker)) => {
                let before = std::mem::replace(&mut self.speakers[position], speaker);
                vec![Change::Speaker(id, Some(before))]
            }
            (Some(position), None) => {
                let order = self.speakers.iter().map(|speaker| speaker.id).collect();
                let before = self.speakers.remove(position);
                vec![Change::Speaker(id, Some(before)), Change::SpeakerOrder(order)]
            }
            (None, Some(speaker)) => {
                self.speakers.push(speaker);
                vec![Change::Speaker(id, None)]
            }
            (None, None) => Vec::new(),
        }
    }
}

/// The inverse of changes whose own inverses are `undo`: those of the last change first.
fn inverse(name: EditName, undo: Vec<Vec<Change>>) -> Inverse {
    Inverse(Edit { name, changes: undo.into_iter().rev().flatten().collect() })
}
