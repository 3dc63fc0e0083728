//! What happens to the check of claims, to evidence, contacts and speakers.

use crate::{
    claim::{
        ClaimId, Confidence, Contact, ContactId, Evidence, EvidenceId, EvidenceLink, Practice, Priority, SpeakerId,
        State, StatusGroup, VerdictKind, VerdictScheme, Verdicts,
    },
    review::operations::Ask,
};

/// Where the work on claims should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// In one-person terms, over the steps that lead there.
    Group(StatusGroup),
    /// This state: in one step or, where the claim is left out, over the steps that lead there.
    State(State),
}

/// Something that happened to the check of claims.
#[derive(Clone, Debug, PartialEq)]
pub enum CheckCommand {
    /// The work on these claims is to be taken somewhere. Where a reason or a claim to check instead is missing, it is asked for.
    TakeTo {
        /// Which claims.
        claims: Vec<ClaimId>,
        /// Where.
        target: Target,
        /// What goes with the step.
        ask: Ask,
    },
    /// A verdict was given by its label's name, or taken back.
    Verdict(ClaimId, VerdictKind, Option<String>),
    /// A second verdict was given, without sight of the first.
    SecondVerdict(ClaimId, Verdicts),
    /// A field of the check of these claims was changed.
    Amend(Vec<ClaimId>, CheckField),
    /// A piece of evidence was added, and these claims linked to it. Its id is not looked at, nor that in the link.
    AddEvidence(Vec<ClaimId>, Box<Evidence>, EvidenceLink),
    /// A piece of evidence was changed.
    AmendEvidence(Box<Evidence>),
    /// A piece of evidence was taken out of the review.
    RemoveEvidence(EvidenceId),
    /// A claim was linked to a piece of evidence, or its link changed.
    LinkEvidence(ClaimId, EvidenceLink),
    /// A claim's link to a piece of evidence was taken away.
    UnlinkEvidence(ClaimId, EvidenceId),
    /// Somebody was asked or is to be. The contact's id is not looked at.
    AddContact(Box<Contact>),
    /// A contact was changed.
    AmendContact(Box<Contact>),
    /// A contact was taken out.
    RemoveContact(ContactId),
    /// The first of two speakers is to become the second.
    MergeSpeakers(SpeakerId, SpeakerId),
    /// Verdicts are chosen from another scheme.
    SetScheme(Box<VerdictScheme>),
    /// A label of the reviewer's own.
    AddLabel(VerdictKind, String),
    /// A label is no longer offered, or is again.
    WithdrawLabel(VerdictKind, String, bool),
    /// Who approves.
    SetPractice(Practice),
    /// Approved claims went out in this version of a report.
    Publish(Vec<ClaimId>, String),
}

/// A change to one field of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckField {
    /// Why the verdicts are what they are, as it is typed.
    Rationale(String),
    /// How sure the verdicts are.
    Confidence(Option<Confidence>),
    /// Where was looked in vain, as it is typed.
    Searched(String),
    /// How urgent it is.
    Priority(Option<Priority>),
    /// Why it is checked and not another.
    SelectionReason(String),
    /// What a reader must know to understand it, as it is typed.
    Context(String),
    /// When it was said; what is no date clears it.
    SaidOn(String),
    /// Where it was said.
    SaidAt(String),
    /// Where it appeared first.
    FirstAppearance(String),
    /// Whom the speaker cites, outermost first.
    Chain(Vec<String>),
}
