//! What reports are made of: a copy of a review that holds nothing but what may leave.

use std::collections::HashMap;

use super::secrets::Secrets;
use crate::text::inert;
use crate::{
    article::Metadata,
    claim::{
        Claim, ClaimId, Contact, Evidence, Reply, Schemes, Speaker, VerdictKind, VerdictLabel, VerdictScheme, lifecycle,
    },
    review::{Desk, HistoryEntry, Review},
};

/// A review without what is confidential, all of whose words but those of the article are inert.
///
/// Every report is made of this and of nothing else, so that none can let out what it should not.
pub(super) struct Material {
    /// The review.
    pub review: Review,
    /// Whether the report stays at the desk.
    pub internal: bool,
    /// What each claim lacks before its verdict can be proposed. Asked before anything was taken out, so that it does not tell
    /// what was.
    missing: HashMap<ClaimId, Vec<String>>,
}

/// How words are made fit to leave.
struct Wash {
    secrets: Secrets,
}

impl Material {
    /// What of a review may leave; all of it when the report is for the desk alone.
    pub(super) fn new(review: &Review, internal: bool) -> Self {
        let secrets = if internal { Secrets::Nothing } else { Secrets::of(review) };
        let wash = Wash { secrets };
        let stays = |confidential: bool| internal || !confidential;
        let evidence: Vec<Evidence> =
            review.evidence().iter().filter(|piece| stays(piece.confidential)).map(|piece| wash.piece(piece)).collect();
        let contacts =
            review.contacts().iter().filter(|contact| stays(contact.confidential)).map(|contact| wash.contact(contact));
        let links = |claim: &mut Claim| {
            claim.amend_check(|check| {
                let leaves = |id| review.piece(id).is_some_and(|piece| stays(piece.confidential));
                check.evidence.retain(|link| leaves(link.evidence));
            });
        };
        let claims = review.claims().in_order().iter().map(|claim| {
            let mut claim = wash.claim(claim);
            links(&mut claim);
            claim
        });
        let desk = Desk {
            evidence: evidence.into_iter().collect(),
            contacts: contacts.collect(),
            schemes: VerdictKind::ALL
                .into_iter()
                .fold(Schemes::default(), |all, kind| all.with(scheme(review.schemes().of(kind)))),
            practice: review.practice(),
        };
        let mut article = review.article().clone();
        article.metadata = metadata(&article.metadata);
        let speakers = review.speakers().iter().map(speaker).collect();
        // What was linked when is in the history by name; no report has a use for it.
        let history = review.history().iter().filter(|entry| internal || entry.edit != "evidence");
        let history = history.map(|entry| wash.entry(entry)).collect();
        let reviewer = inert(review.reviewer()).into_owned();
        let clean = Review::from_parts(article, reviewer, speakers, claims.collect(), history);
        let missing = |claim: &Claim| {
            let mut missing = lifecycle::missing_finding(claim);
            // What is no fact lacks nothing else.
            if missing.contains(&lifecycle::Guard::Commentary) {
                missing.retain(|guard| *guard == lifecycle::Guard::Commentary);
            }
            missing.iter().map(ToString::to_string).collect()
        };
        Self {
            review: clean.with_desk(desk),
            internal,
            missing: review.claims().in_order().iter().map(|claim| (claim.id, missing(claim))).collect(),
        }
    }

    /// What a claim lacks before its verdict can be proposed, as the end of a sentence each.
    pub(super) fn missing(&self, claim: ClaimId) -> &[String] {
        self.missing.get(&claim).map(Vec::as_slice).unwrap_or_default()
    }

    /// The number of a claim in every report: its place in the text.
    pub(super) fn number(&self, claim: ClaimId) -> usize {
        self.review.claims().position(claim).map_or(0, |position| position + 1)
    }

    /// The number of a claim with the letter of its tag, such as `A3`.
    pub(super) fn mark(&self, claim: &Claim) -> String {
        format!("{}{}", claim.tag.letter(), self.number(claim.id))
    }

    /// The words of a claim in the article, as they stand; those of a segment that is lost, as its file has them.
    pub(super) fn exact(&self, claim: &Claim) -> String {
        let text = self.review.article().text();
        let placed = claim.segments.placed().iter().map(|span| text.slice(*span));
        let lost = claim.segments.lost().iter().map(|segment| segment.exact.as_str());
        let words: Vec<&str> = placed.chain(lost).collect();
        inert(&words.join(" […] ")).into_owned()
    }

    /// What a claim says: in its own words or else in the article's.
    pub(super) fn said(&self, claim: &Claim) -> String {
        let own = claim.claim_text.as_deref().filter(|words| !words.trim().is_empty());
        own.map_or_else(|| self.exact(claim), str::to_owned)
    }

    /// Who was asked about a claim.
    pub(super) fn contacts(&self, claim: ClaimId) -> impl Iterator<Item = &Contact> {
        self.review.contacts().iter().filter(move |contact| contact.claims.contains(&claim))
    }
}

impl Wash {
    /// Words of the desk.
    fn words(&self, words: &str) -> String {
        inert(&self.secrets.hidden(words)).into_owned()
    }

    fn maybe(&self, words: Option<&str>) -> Option<String> {
        words.map(|words| self.words(words))
    }

    fn list(&self, words: &[String]) -> Vec<String> {
        words.iter().map(|words| self.words(words)).collect()
    }

    fn claim(&self, claim: &Claim) -> Claim {
        let mut claim = claim.clone();
        claim.claim_text = self.maybe(claim.claim_text.as_deref());
        claim.status.reason = self.maybe(claim.status.reason.as_deref());
        claim.flags = self.list(&claim.flags);
        claim.labels = self.list(&claim.labels);
        claim.note = self.words(&claim.note);
        claim.amend_check(|check| {
            for words in [
                &mut check.rationale,
                &mut check.searched,
                &mut check.selection_reason,
                &mut check.context,
                &mut check.said_at,
                &mut check.first_appearance,
            ] {
                *words = self.words(words);
            }
            check.checker = self.maybe(check.checker.as_deref());
            check.approver = self.maybe(check.approver.as_deref());
            check.chain = self.list(&check.chain);
            if let Some(published) = &mut check.published {
                published.version = self.words(&published.version);
            }
        });
        claim
    }

    fn piece(&self, piece: &Evidence) -> Evidence {
        let mut piece = piece.clone();
        for words in [
            &mut piece.title,
            &mut piece.author,
            &mut piece.publisher,
            &mut piece.address,
            &mut piece.archive_address,
            &mut piece.locator,
            &mut piece.passage,
            &mut piece.interest,
        ] {
            *words = self.words(words);
        }
        piece.calculation = self.list(&piece.calculation);
        // Where a file lies at the desk says nothing to others.
        piece.file = None;
        piece
    }

    fn contact(&self, contact: &Contact) -> Contact {
        let mut contact = contact.clone();
        for words in [&mut contact.who, &mut contact.channel, &mut contact.question] {
            *words = self.words(words);
        }
        if let Reply::Answer(answer) = &mut contact.reply {
            *answer = self.words(answer);
        }
        contact
    }

    fn entry(&self, entry: &HistoryEntry) -> HistoryEntry {
        HistoryEntry {
            by: self.words(&entry.by),
            from: self.maybe(entry.from.as_deref()),
            to: self.maybe(entry.to.as_deref()),
            reason: self.maybe(entry.reason.as_deref()),
            ..entry.clone()
        }
    }
}

/// Speakers are the article's, and public.
fn speaker(speaker: &Speaker) -> Speaker {
    let maybe = |words: &Option<String>| words.as_deref().map(|words| inert(words).into_owned());
    Speaker {
        id: speaker.id,
        name: inert(&speaker.name).into_owned(),
        role: maybe(&speaker.role),
        organisation: maybe(&speaker.organisation),
        aliases: speaker.aliases.iter().map(|words| inert(words).into_owned()).collect(),
        speaker_type: speaker.speaker_type,
        same_as: maybe(&speaker.same_as),
    }
}

fn metadata(known: &Metadata) -> Metadata {
    let maybe = |words: &Option<String>| words.as_deref().map(|words| inert(words).into_owned());
    Metadata {
        title: maybe(&known.title),
        authors: known.authors.iter().map(|words| inert(words).into_owned()).collect(),
        publisher: maybe(&known.publisher),
        republisher: maybe(&known.republisher),
        published: known.published,
        updated: known.updated,
        url: maybe(&known.url),
        archive_url: maybe(&known.archive_url),
        language: maybe(&known.language),
        kind: known.kind,
    }
}

fn scheme(scheme: &VerdictScheme) -> VerdictScheme {
    let label = |label: &VerdictLabel| VerdictLabel {
        name: label.name.clone(),
        label: inert(&label.label).into_owned(),
        meaning: inert(&label.meaning).into_owned(),
        ..label.clone()
    };
    VerdictScheme {
        name: inert(&scheme.name).into_owned(),
        source: inert(&scheme.source).into_owned(),
        labels: scheme.labels.iter().map(label).collect(),
        ..scheme.clone()
    }
}
