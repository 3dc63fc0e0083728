//! The one way in which a review changes.

use std::{fmt, sync::Arc};

use super::{Claims, HistoryEntry, operations::Settlement};
use crate::{
    article::{Article, Metadata},
    claim::{
        Claim, ClaimId, Contact, ContactId, Evidence, EvidenceId, Practice, Schemes, Speaker, SpeakerId, State, Tag,
        VerdictKind, lifecycle::Part,
    },
    teaching::Role,
};

/// A step as the reviewer sees it: one thing to undo, one line of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What the step is called.
    pub name: EditName,
    /// What it puts where, in order.
    pub changes: Vec<Change>,
}

/// One record that is put in the place of another. Since a change names the whole new record, its inverse is the old one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A claim is made, replaced or, with `None`, taken out.
    Claim(ClaimId, Option<Arc<Claim>>),
    /// A speaker is made, replaced or taken out; a new one goes to the end of the list.
    Speaker(SpeakerId, Option<Speaker>),
    /// The speakers stand in this order. Only inverses need it, to put a speaker back where it was.
    SpeakerOrder(Vec<SpeakerId>),
    /// A piece of evidence is made, replaced or taken out; a new one goes to the end of the list.
    Evidence(EvidenceId, Option<Box<Evidence>>),
    /// The evidence stands in this order. Only inverses need it.
    EvidenceOrder(Vec<EvidenceId>),
    /// A contact is made, replaced or taken out; a new one goes to the end of the list.
    Contact(ContactId, Option<Box<Contact>>),
    /// The contacts stand in this order. Only inverses need it.
    ContactOrder(Vec<ContactId>),
    /// Verdicts are chosen from other schemes.
    Schemes(Box<Schemes>),
    /// Those who check work together in another way.
    Practice(Practice),
    /// Another version of the article takes the place of this one, and with it every claim, since a place belongs to one text.
    Article(Box<Article>, Claims),
    /// The article's metadata are replaced.
    Metadata(Box<Metadata>),
    /// The reviewer's name is replaced.
    Reviewer(String),
    /// What the review is in a class is replaced.
    Role(Option<Box<Role>>),
    /// Steps are added at the end of the history.
    Remember(Vec<HistoryEntry>),
    /// This many steps are taken off the end of the history. Only inverses need it.
    Forget(usize),
}

/// What undoes an [`Edit`], and itself is undone by another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inverse(pub(super) Edit);

impl Inverse {
    /// The step as an edit, for the journal, which records what undo did like anything else.
    pub fn as_edit(&self) -> &Edit {
        &self.0
    }

    /// What the step is called.
    pub fn name(&self) -> &EditName {
        &self.0.name
    }

    /// The claims it touches.
    pub fn claims(&self) -> impl Iterator<Item = ClaimId> {
        self.0.claims()
    }
}

impl Edit {
    /// The claims it touches.
    pub fn claims(&self) -> impl Iterator<Item = ClaimId> {
        self.changes.iter().filter_map(|change| match change {
            Change::Claim(id, _) => Some(*id),
            _ => None,
        })
    }
}

/// What a step is called; [`fmt::Display`] gives the words a reader sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditName {
    /// A claim was made.
    Tag(Tag),
    /// Claims were made of proposals; how many.
    Accept(usize),
    /// Claims were made of what others wrote beside the text; how many.
    TakeNotes(usize),
    /// Claims came in from another program; how many.
    Import(usize),
    /// A claim got another tag.
    Retag(Tag),
    /// Several claims got another tag; how many.
    RetagSeveral(Tag, usize),
    /// Other places with the same words became claims.
    TagSame(Tag, usize),
    /// A claim got one more stretch.
    AddSegment,
    /// A claim lost a stretch.
    RemoveSegment,
    /// An end of a stretch was moved.
    MoveEnd,
    /// An orphaned claim was given a place.
    Place,
    /// A claim was given another place.
    MoveClaim,
    /// Claims were deleted.
    Delete(usize),
    /// A field of a claim was changed.
    Amend(Field),
    /// The work on claims was taken to a state; of how many claims.
    Status(State, usize),
    /// A verdict was given, changed or taken back.
    Verdict(VerdictKind),
    /// A second verdict was given without sight of the first.
    SecondVerdict,
    /// A piece of evidence was added to a claim.
    AddEvidence,
    /// A piece of evidence was changed.
    AmendEvidence,
    /// A piece of evidence was taken out of the review.
    RemoveEvidence,
    /// A claim was linked to a piece of evidence, or the link was changed.
    LinkEvidence,
    /// A link to a piece of evidence was taken from a claim.
    UnlinkEvidence,
    /// Somebody is to be asked.
    AddContact,
    /// A contact was changed.
    AmendContact,
    /// A contact was taken out.
    RemoveContact,
    /// Two speakers became one.
    MergeSpeakers,
    /// Verdicts are chosen from another scheme, or a scheme has other labels.
    Schemes,
    /// Those who check work together in another way.
    Practice,
    /// Contradictions in the check of claims were mended.
    Mend(usize),
    /// Several claims were changed in one step; in which field, and how many.
    AmendSeveral(Field, usize),
    /// A speaker's own record was changed.
    AmendSpeaker,
    /// The article's metadata were changed.
    AmendArticle,
    /// Another version of the article took the place of the one that was there.
    ReplaceArticle,
    /// The reviewer's name was changed.
    Reviewer,
    /// What is said of a claim of a key, or how exactly it is expected.
    AmendKey,
    /// A review became an answer key.
    BeginKey,
    /// An answer key became an ordinary review again.
    EndKey,
    /// Two reviewers' work became their agreed version.
    Agree,
    /// An agreement with a key is to be reached before work counts, or no more.
    Calibrate,
    /// It was reached.
    Calibrated,
    /// What an assignment asks for.
    AmendTask,
    /// A submission was handed in.
    HandIn,
    /// What was handed in was taken back.
    TakeBack,
    /// The claims as they were handed in are kept, and the second layer is begun.
    SecondLayer,
    /// A pupil's claims became what the key has there.
    TakeKey,
    /// A pupil kept claims that the key has otherwise, and said why.
    KeepOwn,
    /// A lesson is begun once more.
    StartOver,
    /// A teacher said something about a submission.
    Return,
    /// It was settled what becomes of claims that two reviewers made differently.
    Settle(Settlement),
    /// Claims that only another reviewer has were taken over; how many.
    TakeOver(usize),
    /// A step of a journal, by the words it was recorded with.
    Recorded(String),
}

/// A field of a claim that the inspector edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// How its words reach the reader.
    Form,
    /// In whose voice it stands.
    Voice,
    /// Who says it.
    Speaker,
    /// The words that attribute it.
    Cue,
    /// What it says, in its own words.
    ClaimText,
    /// The reviewer's own remarks.
    Labels,
    /// The codebook's remarks.
    Flags,
    /// Anything else.
    Note,
    /// What the teacher says about it, in an answer key.
    KeyNote,
    /// Why the verdicts are what they are.
    Rationale,
    /// How sure the verdicts are.
    Confidence,
    /// Where was looked in vain.
    Searched,
    /// How urgent it is.
    Priority,
    /// Why it is checked and not another.
    SelectionReason,
    /// What a reader must know to understand it.
    Context,
    /// When and where it was said.
    Statement,
    /// Where it appeared first.
    FirstAppearance,
    /// Whom the speaker cites.
    Chain,
}

impl Field {
    /// Which rules for changing it apply.
    pub fn part(self) -> Part {
        match self {
            Self::ClaimText => Part::Wording,
            Self::Rationale | Self::Confidence | Self::Searched => Part::Finding,
            Self::Form
            | Self::Voice
            | Self::Speaker
            | Self::Cue
            | Self::Labels
            | Self::Flags
            | Self::Note
            | Self::KeyNote
            | Self::Priority
            | Self::SelectionReason
            | Self::Context
            | Self::Statement
            | Self::FirstAppearance
            | Self::Chain => Part::Remarks,
        }
    }

    /// The words a reader sees, inside a sentence.
    pub fn label(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Voice => "voice",
            Self::Speaker => "speaker",
            Self::Cue => "cue",
            Self::ClaimText => "claim in its own words",
            Self::Labels => "labels",
            Self::Flags => "flags",
            Self::Note => "note",
            Self::KeyNote => "teacher’s note",
            Self::Rationale => "rationale",
            Self::Confidence => "confidence",
            Self::Searched => "where was looked",
            Self::Priority => "priority",
            Self::SelectionReason => "reason for checking",
            Self::Context => "context",
            Self::Statement => "time and place of the statement",
            Self::FirstAppearance => "first appearance",
            Self::Chain => "attribution chain",
        }
    }
}

impl fmt::Display for EditName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tag(tag) => write!(f, "Tag as {}", tag.name()),
            Self::TakeNotes(1) => f.write_str("Take over comment"),
            Self::TakeNotes(count) => write!(f, "Take over comments as {count} claims"),
            Self::Import(1) => f.write_str("Import claim"),
            Self::Import(count) => write!(f, "Import {count} claims"),
            Self::Accept(1) => f.write_str("Accept proposal"),
            Self::Accept(count) => write!(f, "Accept {count} proposals"),
            Self::Retag(tag) => write!(f, "Change tag to {}", tag.name()),
            Self::RetagSeveral(tag, count) => write!(f, "Change tag of {count} claims to {}", tag.name()),
            Self::TagSame(tag, 1) => write!(f, "Tag the same words as {}", tag.name()),
            Self::TagSame(tag, count) => write!(f, "Tag {count} places as {}", tag.name()),
            Self::AddSegment => f.write_str("Add segment"),
            Self::RemoveSegment => f.write_str("Remove segment"),
            Self::MoveEnd => f.write_str("Move end"),
            Self::MoveClaim => f.write_str("Place claim elsewhere"),
            Self::Place => f.write_str("Place orphaned claim"),
            Self::Delete(1) => f.write_str("Delete claim"),
            Self::Delete(count) => write!(f, "Delete {count} claims"),
            Self::Amend(field) => write!(f, "Change {}", field.label()),
            Self::Status(state, 1) => write!(f, "Set status to “{}”", state.label()),
            Self::Status(state, count) => write!(f, "Set status of {count} claims to “{}”", state.label()),
            Self::Verdict(VerdictKind::Attribution) => f.write_str("Give verdict on whether it was said"),
            Self::Verdict(VerdictKind::Content) => f.write_str("Give verdict on whether it is so"),
            Self::SecondVerdict => f.write_str("Give second verdict"),
            Self::AddEvidence => f.write_str("Add evidence"),
            Self::AmendEvidence => f.write_str("Change evidence"),
            Self::RemoveEvidence => f.write_str("Remove evidence"),
            Self::LinkEvidence => f.write_str("Link evidence"),
            Self::UnlinkEvidence => f.write_str("Unlink evidence"),
            Self::AddContact => f.write_str("Add contact"),
            Self::AmendContact => f.write_str("Change contact"),
            Self::RemoveContact => f.write_str("Remove contact"),
            Self::MergeSpeakers => f.write_str("Merge speakers"),
            Self::Schemes => f.write_str("Change verdict scheme"),
            Self::Practice => f.write_str("Change who approves"),
            Self::Mend(1) => f.write_str("Mend contradictions of a claim"),
            Self::Mend(count) => write!(f, "Mend contradictions of {count} claims"),
            Self::AmendSeveral(field, count) => write!(f, "Change {} of {count} claims", field.label()),
            Self::AmendSpeaker => f.write_str("Change speaker’s record"),
            Self::AmendArticle => f.write_str("Change article’s details"),
            Self::ReplaceArticle => f.write_str("Replace the article’s text"),
            Self::Reviewer => f.write_str("Change reviewer’s name"),
            Self::AmendKey => f.write_str("Change answer key"),
            Self::BeginKey => f.write_str("Prepare as answer key"),
            Self::EndKey => f.write_str("Make an ordinary review of the key"),
            Self::Agree => f.write_str("Make the agreed version"),
            Self::Calibrate => f.write_str("Change calibration"),
            Self::Calibrated => f.write_str("Note that the calibration is reached"),
            Self::AmendTask => f.write_str("Change what is asked"),
            Self::HandIn => f.write_str("Hand in"),
            Self::TakeBack => f.write_str("Take back"),
            Self::SecondLayer => f.write_str("Begin second layer"),
            Self::TakeKey => f.write_str("Take the key’s"),
            Self::KeepOwn => f.write_str("Keep mine"),
            Self::StartOver => f.write_str("Start the lesson over"),
            Self::Return => f.write_str("Mark submission"),
            Self::Settle(settlement) => f.write_str(settlement.label()),
            Self::TakeOver(1) => f.write_str("Take over claim"),
            Self::TakeOver(count) => write!(f, "Take over {count} claims"),
            Self::Recorded(words) => f.write_str(words),
        }
    }
}
