//! A review and how it changes.

use super::{
    Change, Claims, Edit, EditName, HistoryEntry, Inverse, Refusal,
    records::{Record, Records, Replaced},
};
use crate::{
    article::Article,
    claim::{
        Claim, Contact, ContactId, Evidence, EvidenceId, Practice, Schemes, Speaker, SpeakerId, Verdicts, lifecycle,
    },
    teaching::Role,
};

/// One reviewer's work on one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    article: Article,
    reviewer: String,
    speakers: Records<Speaker>,
    claims: Claims,
    desk: Desk,
    history: Vec<HistoryEntry>,
    /// What it is in a class; most reviews are nothing there.
    role: Option<Box<Role>>,
}

/// What a review has for the check of its claims, beside the claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// What verdicts rest on, in the order it was added.
    pub evidence: Records<Evidence>,
    /// Who was asked, in the order they were added.
    pub contacts: Records<Contact>,
    /// What verdicts are chosen from.
    pub schemes: Schemes,
    /// How those who check work together.
    pub practice: Practice,
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
        let speakers = speakers.into_iter().collect();
        Self { article, reviewer, speakers, claims, desk: Desk::default(), history, role: None }
    }

    /// The same review with what a file holds for the check of its claims.
    #[must_use]
    pub fn with_desk(self, desk: Desk) -> Self {
        Self { desk, ..self }
    }

    /// The same review with what it is in a class.
    #[must_use]
    pub fn with_role(self, role: Option<Role>) -> Self {
        Self { role: role.map(Box::new), ..self }
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
        self.speakers.all()
    }

    /// The speaker with this id.
    pub fn speaker(&self, id: SpeakerId) -> Option<&Speaker> {
        self.speakers.get(id)
    }

    /// The first speaker who goes by this name or has it as an alias, letter case aside.
    pub fn speaker_named(&self, name: &str) -> Option<&Speaker> {
        self.speakers.all().iter().find(|speaker| speaker.goes_by(name))
    }

    /// What the review has for the check of its claims.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// What verdicts rest on, in the order it was added.
    pub fn evidence(&self) -> &[Evidence] {
        self.desk.evidence.all()
    }

    /// The piece of evidence with this id.
    pub fn piece(&self, id: EvidenceId) -> Option<&Evidence> {
        self.desk.evidence.get(id)
    }

    /// Who was asked, in the order they were added.
    pub fn contacts(&self) -> &[Contact] {
        self.desk.contacts.all()
    }

    /// The contact with this id.
    pub fn contact(&self, id: ContactId) -> Option<&Contact> {
        self.desk.contacts.get(id)
    }

    /// What verdicts are chosen from.
    pub fn schemes(&self) -> &Schemes {
        &self.desk.schemes
    }

    /// How those who check work together.
    pub fn practice(&self) -> Practice {
        self.desk.practice
    }

    /// Whether the first verdict on a claim is still hidden from the reviewer: a second one is wanted without sight of it.
    pub fn hides_first_verdict(&self, claim: &Claim) -> bool {
        lifecycle::hides_first(claim, self.practice(), self.reviewer())
    }

    /// The verdicts on a claim that the reviewer may see: none while the first is hidden.
    pub fn visible_verdicts<'a>(&self, claim: &'a Claim) -> &'a Verdicts {
        if self.hides_first_verdict(claim) {
            return const { &Verdicts { attribution: None, content: None } };
        }
        &claim.check().verdicts
    }

    /// Hands what a claim stands among to one of the rules of its [`lifecycle`].
    pub fn ask<T>(&self, rule: impl FnOnce(&lifecycle::Surroundings<'_>) -> T) -> T {
        rule(&lifecycle::Surroundings {
            practice: self.practice(),
            evidence: &|id| self.piece(id),
            claim: &|id| self.claims.get(id).map(|claim| &**claim),
            was_asked: &|id| self.contacts().iter().any(|contact| contact.claims.contains(&id)),
        })
    }

    /// What it is in a class: an assignment, a submission or a key.
    pub fn role(&self) -> Option<&Role> {
        self.role.as_deref()
    }

    /// The claims.
    pub fn claims(&self) -> &Claims {
        &self.claims
    }

    /// Whether `other` is the same review, whatever claims the two have.
    pub fn is_same_but_for_claims(&self, other: &Self) -> bool {
        // By name, so that none that is new is forgotten.
        let Self { article, reviewer, speakers, claims: _, desk, history, role } = self;
        *article == other.article
            && *reviewer == other.reviewer
            && *speakers == other.speakers
            && *desk == other.desk
            && *history == other.history
            && *role == other.role
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
        if let Change::Article(article, claims) = change {
            if self.role.is_some() && article.text() != self.article.text() {
                return Err(Refusal::TextOfLesson);
            }
            return claims.fit(article.text());
        }
        let Change::Claim(id, Some(claim)) = change else {
            return Ok(());
        };
        if let Some(speaker) = claim.speaker
            && self.speaker(speaker).is_none()
        {
            return Err(Refusal::UnknownSpeaker);
        }
        if claim.check().evidence.iter().any(|link| self.piece(link.evidence).is_none()) {
            return Err(Refusal::UnknownEvidence);
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
            Change::Speaker(id, speaker) => {
                put_record(&mut self.speakers, id, speaker, Change::Speaker, Change::SpeakerOrder)
            }
            Change::SpeakerOrder(order) => vec![Change::SpeakerOrder(self.speakers.arrange(&order))],
            Change::Evidence(id, piece) => {
                let put = |id, piece: Option<Evidence>| Change::Evidence(id, piece.map(Box::new));
                put_record(&mut self.desk.evidence, id, piece.map(|piece| *piece), put, Change::EvidenceOrder)
            }
            Change::EvidenceOrder(order) => vec![Change::EvidenceOrder(self.desk.evidence.arrange(&order))],
            Change::Contact(id, contact) => {
                let put = |id, contact: Option<Contact>| Change::Contact(id, contact.map(Box::new));
                put_record(&mut self.desk.contacts, id, contact.map(|contact| *contact), put, Change::ContactOrder)
            }
            Change::ContactOrder(order) => vec![Change::ContactOrder(self.desk.contacts.arrange(&order))],
            Change::Schemes(schemes) => {
                vec![Change::Schemes(Box::new(std::mem::replace(&mut self.desk.schemes, *schemes)))]
            }
            Change::Practice(practice) => {
                vec![Change::Practice(std::mem::replace(&mut self.desk.practice, practice))]
            }
            Change::Article(article, claims) => {
                let article = std::mem::replace(&mut self.article, *article);
                vec![Change::Article(Box::new(article), std::mem::replace(&mut self.claims, claims))]
            }
            Change::Metadata(metadata) => {
                vec![Change::Metadata(Box::new(std::mem::replace(&mut self.article.metadata, *metadata)))]
            }
            Change::Role(role) => vec![Change::Role(std::mem::replace(&mut self.role, role))],
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
}

/// Puts a record in its list and returns the changes that put the old one back.
fn put_record<T: Record>(
    records: &mut Records<T>,
    id: T::Id,
    record: Option<T>,
    put: impl Fn(T::Id, Option<T>) -> Change,
    arrange: impl Fn(Vec<T::Id>) -> Change,
) -> Vec<Change> {
    let was_there = records.get(id).is_some();
    match records.put(id, record) {
        Replaced::Record(before) => vec![put(id, Some(before))],
        Replaced::TakenOut(before, order) => vec![put(id, Some(before)), arrange(order)],
        Replaced::Nothing if !was_there && records.get(id).is_some() => vec![put(id, None)],
        Replaced::Nothing => Vec::new(),
    }
}

/// The inverse of changes whose own inverses are `undo`: those of the last change first.
fn inverse(name: EditName, undo: Vec<Vec<Change>>) -> Inverse {
    Inverse(Edit { name, changes: undo.into_iter().rev().flatten().collect() })
}
