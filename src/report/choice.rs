//! Which claims a report is about, and what it leaves out and why.

use std::fmt;

use super::{Kind, Options, claim_review, link};
use crate::{
    claim::{Claim, ClaimId, State, StatusGroup, Tag, VerdictKind},
    review::Review,
};

/// Something that a report leaves out, and why. [`fmt::Display`] is for the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Omission {
    /// Claims whose check is not done.
    NotApproved(usize),
    /// Claims that are not checked.
    Skipped(usize),
    /// Claims some of whose words are no longer in the article.
    Orphaned(usize),
    /// Claims that are commentary, which is neither true nor false.
    Commentary(usize),
    /// Claims without a verdict on whether they are so.
    NoContentVerdict(usize),
    /// Claims whose own wording holds a verdict, which would be read as part of what was claimed.
    VerdictInWording(usize),
    /// Evidence that must not leave the desk.
    ConfidentialEvidence(usize),
    /// Contacts that must not leave the desk.
    ConfidentialContacts(usize),
    /// Cells that a spreadsheet cannot hold whole.
    CutCells(usize),
    /// The address at which the check is published.
    PageAddress,
}

impl Omission {
    /// What a report says of this itself. Of what is confidential it does not say how much there is.
    pub fn in_report(self) -> String {
        match self {
            Self::ConfidentialEvidence(_) | Self::ConfidentialContacts(_) => {
                "What is confidential is left out".to_owned()
            }
            other => other.to_string(),
        }
    }
}

impl fmt::Display for Omission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let claims = |count: usize, one: &str, several: &str| {
            if count == 1 { format!("1 claim {one}") } else { format!("{count} claims {several}") }
        };
        let words = match *self {
            Self::NotApproved(count) => claims(count, "is not approved yet", "are not approved yet"),
            Self::Skipped(count) => claims(count, "is skipped", "are skipped"),
            Self::Orphaned(count) => claims(
                count,
                "has words that are no longer in the article",
                "have words that are no longer in the article",
            ),
            Self::Commentary(count) => {
                claims(count, "is commentary, neither true nor false", "are commentary, neither true nor false")
            }
            Self::NoContentVerdict(count) => {
                claims(count, "has no verdict on whether it is so", "have no verdict on whether they are so")
            }
            Self::VerdictInWording(count) => claims(
                count,
                "has a verdict’s name in its own wording: reword it",
                "have a verdict’s name in their own wording: reword them",
            ),
            Self::ConfidentialEvidence(1) => "1 confidential source".to_owned(),
            Self::ConfidentialEvidence(count) => format!("{count} confidential sources"),
            Self::ConfidentialContacts(1) => "1 confidential contact".to_owned(),
            Self::ConfidentialContacts(count) => format!("{count} confidential contacts"),
            Self::CutCells(1) => "The end of 1 cell that is longer than a spreadsheet allows".to_owned(),
            Self::CutCells(count) => format!("The ends of {count} cells that are longer than a spreadsheet allows"),
            Self::PageAddress => {
                "The address of the published check, which search engines require: it was not given".to_owned()
            }
        };
        f.write_str(&words)
    }
}

/// Which claims a report is about, and what it leaves out.
pub(super) struct Choice {
    /// The claims, in text order.
    pub claims: Vec<ClaimId>,
    /// What is left out.
    pub left_out: Vec<Omission>,
}

impl Choice {
    /// What a report of this kind is about.
    pub(super) fn of(review: &Review, kind: Kind, options: &Options) -> Self {
        let mut counts = [0_usize; REASONS.len()];
        let mut claims = Vec::new();
        for claim in review.claims().in_order() {
            match kept_out(review, kind, claim) {
                Some(reason) => counts[reason as usize] += 1,
                None => claims.push(claim.id),
            }
        }
        let counted = REASONS.into_iter().map(|reason| (counts[reason as usize], reason));
        let mut left_out: Vec<Omission> =
            counted.filter(|(count, _)| *count > 0).map(|(count, reason)| reason.omission(count)).collect();
        if !options.internal && kind != Kind::ClaimReview {
            let evidence = review.evidence().iter().filter(|piece| piece.confidential).count();
            let contacts = review.contacts().iter().filter(|contact| contact.confidential).count();
            left_out.extend((evidence > 0).then_some(Omission::ConfidentialEvidence(evidence)));
            left_out
                .extend((contacts > 0 && kind != Kind::Sources).then_some(Omission::ConfidentialContacts(contacts)));
        }
        if kind == Kind::ClaimReview && options.page.as_deref().and_then(link::web_link).is_none() {
            left_out.push(Omission::PageAddress);
        }
        Self { claims, left_out }
    }
}

/// Why a claim is left out.
#[derive(Clone, Copy)]
enum Reason {
    NotApproved,
    Skipped,
    Orphaned,
    Commentary,
    NoContentVerdict,
    VerdictInWording,
}

/// All of them, in the order in which they are said.
const REASONS: [Reason; 6] = [
    Reason::NotApproved,
    Reason::Skipped,
    Reason::Orphaned,
    Reason::Commentary,
    Reason::NoContentVerdict,
    Reason::VerdictInWording,
];

impl Reason {
    fn omission(self, count: usize) -> Omission {
        match self {
            Self::NotApproved => Omission::NotApproved(count),
            Self::Skipped => Omission::Skipped(count),
            Self::Orphaned => Omission::Orphaned(count),
            Self::Commentary => Omission::Commentary(count),
            Self::NoContentVerdict => Omission::NoContentVerdict(count),
            Self::VerdictInWording => Omission::VerdictInWording(count),
        }
    }
}

/// Why a claim is not in a report of this kind.
fn kept_out(review: &Review, kind: Kind, claim: &Claim) -> Option<Reason> {
    match kind {
        Kind::Annotated | Kind::Log | Kind::LogXlsx | Kind::Sources | Kind::Corrections => None,
        Kind::Queries => (claim.status.state.group() == StatusGroup::Skipped).then_some(Reason::Skipped),
        Kind::Public | Kind::PublicMarkdown => unpublishable(claim),
        Kind::ClaimReview => unpublishable(claim).or_else(|| {
            let has_verdict = claim.check().verdicts.get(VerdictKind::Content).is_some();
            match claim.tag {
                Tag::Commentary => Some(Reason::Commentary),
                _ if !has_verdict => Some(Reason::NoContentVerdict),
                _ => claim_review::names_verdict(review, claim).then_some(Reason::VerdictInWording),
            }
        }),
    }
}

fn unpublishable(claim: &Claim) -> Option<Reason> {
    match claim.status.state {
        _ if claim.status.state.group() == StatusGroup::Skipped => Some(Reason::Skipped),
        State::Approved | State::Published if claim.is_orphaned() => Some(Reason::Orphaned),
        State::Approved | State::Published => None,
        _ => Some(Reason::NotApproved),
    }
}
