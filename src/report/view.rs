//! Claims, evidence and contacts in the words in which reports show them.

use jiff::Timestamp;

use super::{link::Address, material::Material};
use crate::{
    article::PartialDate,
    claim::{Claim, Contact, Evidence, EvidenceLink, Reply, Speaker, Stance, State, StatusGroup, Tag, VerdictKind},
};

/// A claim as reports show it.
pub(super) struct ClaimView {
    pub number: usize,
    pub mark: String,
    pub tag: &'static str,
    pub tag_label: &'static str,
    pub form: &'static str,
    /// What it says: in its own words or else in the article's.
    pub said: String,
    /// The article's words, where its own are others.
    pub exact: Option<String>,
    pub context: String,
    pub speaker: Option<SpeakerView>,
    /// When and where it was said.
    pub statement: String,
    pub first_appearance: Option<Address>,
    pub status_sign: &'static str,
    pub status: &'static str,
    pub status_class: &'static str,
    pub reason: Option<String>,
    /// The mark of the claim that is checked instead.
    pub duplicate_of: Option<(usize, String)>,
    pub verdicts: Vec<VerdictView>,
    pub confidence: Option<&'static str>,
    pub rationale: String,
    pub searched: String,
    pub evidence: Vec<EvidenceView>,
    pub contacts: Vec<ContactView>,
    pub checked: String,
    pub published: Option<String>,
    pub is_orphaned: bool,
    pub note: String,
    pub missing: Vec<String>,
}

/// Who said it.
pub(super) struct SpeakerView {
    pub name: String,
    /// Role and organisation.
    pub role: String,
    pub same_as: Option<Address>,
}

/// What was found.
pub(super) struct VerdictView {
    pub question: &'static str,
    pub label: String,
    pub meaning: String,
    /// Whether it is not agreed yet.
    pub is_proposed: bool,
}

/// A source.
pub(super) struct EvidenceView {
    pub name: String,
    /// What it says about a claim, with a sign for it; empty where no claim is in question.
    pub stance: &'static str,
    pub sign: &'static str,
    /// Author, publisher, date.
    pub origin: String,
    /// What sort of source it is, and how near.
    pub sort: String,
    pub address: Option<Address>,
    pub archive: Option<Address>,
    pub archived: Option<String>,
    pub accessed: Option<String>,
    pub locator: String,
    pub passage: String,
    pub interest: String,
    pub calculation: Vec<String>,
    /// Whether it must stay at the desk; only ever so in an internal report.
    pub is_confidential: bool,
}

/// Somebody who was asked.
pub(super) struct ContactView {
    pub who: String,
    /// How they were asked; only ever in an internal report, for it may be a private number.
    pub channel: String,
    pub question: String,
    pub asked: Option<String>,
    pub deadline: Option<String>,
    pub answered: Option<String>,
    pub reply: String,
    pub is_open: bool,
    pub is_confidential: bool,
}

/// The sign of a group of states, which tells them apart without colour.
pub(super) fn status_sign(group: StatusGroup) -> &'static str {
    match group {
        StatusGroup::ToCheck => "○",
        StatusGroup::Checking => "◐",
        StatusGroup::Waiting => "…",
        StatusGroup::Checked => "✓",
        StatusGroup::Skipped => "–",
    }
}

fn status_class(group: StatusGroup) -> &'static str {
    match group {
        StatusGroup::ToCheck => "to-check",
        StatusGroup::Checking => "checking",
        StatusGroup::Waiting => "waiting",
        StatusGroup::Checked => "checked",
        StatusGroup::Skipped => "skipped",
    }
}

/// A day in words.
pub(super) fn day(at: Timestamp) -> String {
    at.strftime("%-d %B %Y").to_string()
}

/// Those of these words that say something, with commas.
pub(super) fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let said: Vec<&str> = words.into_iter().map(str::trim).filter(|words| !words.is_empty()).collect();
    said.join(", ")
}

fn date(date: Option<PartialDate>) -> Option<String> {
    date.map(|date| date.to_string())
}

impl ClaimView {
    /// What there is to show of a claim.
    pub(super) fn of(material: &Material, claim: &Claim) -> Self {
        let review = &material.review;
        let check = claim.check();
        let state = claim.status.state;
        let said = material.said(claim);
        let exact = material.exact(claim);
        let is_agreed = matches!(state, State::Approved | State::Published);
        let verdict = |kind: VerdictKind| {
            let name = check.verdicts.get(kind)?;
            let known = review.schemes().of(kind).label(name);
            Some(VerdictView {
                question: kind.label(),
                label: review.schemes().words(kind, name).to_owned(),
                meaning: known.map(|label| label.meaning.clone()).unwrap_or_default(),
                is_proposed: !is_agreed,
            })
        };
        let link = |link: &EvidenceLink| Some(EvidenceView::linked(review.piece(link.evidence)?, link));
        let target = claim.status.duplicate_of.and_then(|id| review.claims().get(id));
        let by = |words: &str, name: &Option<String>| name.as_ref().map(|name| format!("{words} {name}"));
        let checked = [by("checked by", &check.checker), by("approved by", &check.approver)];
        Self {
            number: material.number(claim.id),
            mark: material.mark(claim),
            tag: claim.tag.name(),
            tag_label: claim.tag.label(),
            form: if claim.tag == Tag::Quote { claim.form.label() } else { "" },
            exact: (said != exact).then_some(exact),
            said,
            context: check.context.clone(),
            speaker: claim.speaker.and_then(|id| review.speaker(id)).map(SpeakerView::of),
            statement: listed([date(check.said_on).unwrap_or_default().as_str(), &check.said_at]),
            first_appearance: Address::of(&check.first_appearance),
            status_sign: status_sign(state.group()),
            status: state.label(),
            status_class: status_class(state.group()),
            reason: claim.status.reason_words().map(str::to_owned),
            duplicate_of: target.map(|target| (material.number(target.id), material.mark(target))),
            verdicts: VerdictKind::ALL.into_iter().filter_map(verdict).collect(),
            confidence: check.confidence.map(crate::claim::Confidence::label),
            rationale: check.rationale.clone(),
            searched: check.searched.clone(),
            evidence: check.evidence.iter().filter_map(link).collect(),
            contacts: material.contacts(claim.id).map(|contact| ContactView::of(contact, material.internal)).collect(),
            checked: listed(checked.iter().flatten().map(String::as_str)),
            published: check.published.as_ref().map(|out| format!("version {}, {}", out.version, day(out.at))),
            is_orphaned: claim.is_orphaned(),
            note: if material.internal { claim.note.clone() } else { String::new() },
            missing: material.missing(claim.id).to_vec(),
        }
    }

    /// The verdicts in a few words.
    pub(super) fn verdict_words(&self) -> String {
        self.verdicts.iter().map(|verdict| verdict.label.as_str()).collect::<Vec<_>>().join(" · ")
    }
}

impl SpeakerView {
    pub(super) fn of(speaker: &Speaker) -> Self {
        let role = [&speaker.role, &speaker.organisation];
        Self {
            name: speaker.name.clone(),
            role: listed(role.into_iter().flatten().map(String::as_str)),
            same_as: speaker.same_as.as_deref().and_then(Address::of),
        }
    }
}

impl EvidenceView {
    /// A source by itself.
    pub(super) fn of(piece: &Evidence) -> Self {
        Self {
            name: piece.name().to_owned(),
            stance: "",
            sign: "",
            origin: listed([&*piece.author, &piece.publisher, &date(piece.published).unwrap_or_default()]),
            sort: piece.kind.map(|kind| kind.label().to_owned()).unwrap_or_default(),
            address: Address::of(&piece.address),
            archive: Address::of(&piece.archive_address),
            archived: date(piece.archived),
            accessed: date(piece.accessed),
            locator: piece.locator.clone(),
            passage: piece.passage.clone(),
            interest: piece.interest.clone(),
            calculation: piece.calculation.clone(),
            is_confidential: piece.confidential,
        }
    }

    /// A source as a claim is linked to it.
    pub(super) fn linked(piece: &Evidence, link: &EvidenceLink) -> Self {
        let alone = Self::of(piece);
        let level = link.level.map(|level| format!("{} source", level.label().to_lowercase()));
        Self {
            stance: link.stance.label(),
            sign: match link.stance {
                Stance::Supports => "+",
                Stance::Undermines => "−",
                Stance::Context => "·",
                Stance::Inconclusive => "?",
            },
            sort: listed([alone.sort.as_str(), level.as_deref().unwrap_or_default()]),
            ..alone
        }
    }
}

impl ContactView {
    pub(super) fn of(contact: &Contact, internal: bool) -> Self {
        Self {
            who: contact.who.clone(),
            channel: if internal { contact.channel.clone() } else { String::new() },
            question: contact.question.clone(),
            asked: date(contact.asked),
            deadline: date(contact.deadline),
            answered: date(contact.answered),
            reply: match &contact.reply {
                Reply::Open => "No answer yet".to_owned(),
                Reply::Answer(words) => words.clone(),
                Reply::NoReply => "No reply".to_owned(),
            },
            is_open: contact.is_open(),
            is_confidential: contact.confidential,
        }
    }
}

/// What stands at the head of a report.
pub(super) struct Head {
    /// What the report is.
    pub kind: &'static str,
    pub title: String,
    pub language: String,
    pub authors: String,
    pub publisher: String,
    pub published: String,
    pub address: Option<Address>,
    pub archive: Option<Address>,
    pub reviewer: String,
    /// The day of the last change.
    pub as_of: String,
    /// Whether it must stay at the desk.
    pub internal: bool,
    /// What is left out and why, a sentence each.
    pub left_out: Vec<String>,
}

impl Head {
    pub(super) fn of(material: &Material, kind: super::Kind, left_out: &[super::Omission]) -> Self {
        let known = &material.review.article().metadata;
        let or_none = |words: &Option<String>| words.clone().unwrap_or_default();
        let mut sentences: Vec<String> = left_out.iter().map(|omission| omission.in_report()).collect();
        sentences.dedup();
        Self {
            kind: kind.label(),
            title: known.title.clone().unwrap_or_else(|| "Untitled article".to_owned()),
            language: or_none(&known.language),
            authors: listed(known.authors.iter().map(String::as_str)),
            publisher: listed([or_none(&known.publisher).as_str(), &or_none(&known.republisher)]),
            published: date(known.published).unwrap_or_default(),
            address: known.url.as_deref().and_then(Address::of),
            archive: known.archive_url.as_deref().and_then(Address::of),
            reviewer: material.review.reviewer().trim().to_owned(),
            as_of: last_change(material).map(day).unwrap_or_default(),
            internal: material.internal,
            left_out: sentences,
        }
    }
}

/// When the review was changed last.
fn last_change(material: &Material) -> Option<Timestamp> {
    let claims = material.review.claims().in_order().iter().map(|claim| claim.modified);
    claims.chain(material.review.history().iter().map(|entry| entry.at)).max()
}
