//! Why an edit is not made.

use crate::claim::{ClaimId, Tag, lifecycle::Guard};

/// Why an edit is not made; [`std::fmt::Display`] is a sentence for the reviewer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// A claim of this tag has some of the text already.
    #[error("This overlaps another {}; claims of one tag may not share text. Choose another tag, or change that claim", tag.name())]
    Overlap {
        /// The tag both would have.
        tag: Tag,
        /// The claim that is there.
        other: ClaimId,
    },
    /// Nothing but white space was selected.
    #[error("Select some words first")]
    NothingSelected,
    /// The text of a lesson is the one that was handed out.
    #[error(
        "This belongs to a lesson, and its places to the text that was handed out. Make a new assignment of the other text"
    )]
    TextOfLesson,
    /// A claim would stand outside the text.
    #[error("A claim would have a place that the text has not. Compare the texts again")]
    OutsideText,
    /// The claim is not in the review.
    #[error("That claim is no longer there")]
    UnknownClaim,
    /// The speaker is not in the review.
    #[error("That speaker is no longer there")]
    UnknownSpeaker,
    /// The piece of evidence is not in the review.
    #[error("That piece of evidence is no longer there")]
    UnknownEvidence,
    /// The contact is not in the review.
    #[error("That contact is no longer there")]
    UnknownContact,
    /// The label is none of the scheme.
    #[error("“{0}” is no label of the verdict scheme. Choose another, or add it to the scheme")]
    UnknownLabel(String),
    /// The label is there already.
    #[error("The verdict scheme has “{0}” already")]
    LabelExists(String),
    /// A claim would be left without a stretch.
    #[error("A claim keeps at least one segment. Delete the claim instead")]
    LastSegment,
    /// An end would pass the other end of its segment.
    #[error("A segment keeps at least one character")]
    EmptySegment,
    /// No other place has the same words, or each is a claim already.
    #[error("No other place has these words")]
    NoOtherPlace,
    /// Something of a lesson makes no sense.
    #[error(transparent)]
    Lesson(#[from] crate::teaching::Refused),
    /// The state of the check does not allow the change.
    #[error("This cannot be changed now: {0}")]
    Locked(Guard),
    /// A step of the check lacks what it demands.
    #[error("Not yet: {}", listed(.0))]
    Missing(Vec<Guard>),
    /// The same for some of several claims, of which none was changed.
    #[error("Nothing was changed: {failing} of {all} claims are not ready. The first: {}", listed(.first))]
    SeveralMissing {
        /// How many are not ready.
        failing: usize,
        /// How many there are.
        all: usize,
        /// What the first of them lacks.
        first: Vec<Guard>,
    },
    /// Nobody may give the second verdict on what they found themselves.
    #[error("The second verdict is for somebody else than {checker}, who gave the first")]
    OwnSecondVerdict {
        /// Who gave the first.
        checker: String,
    },
    /// There is no verdict to give a second one to.
    #[error("A second verdict is given while the first is in review")]
    NotInReview,
    /// Nothing would change; said to nobody.
    #[error("Nothing changes")]
    Unchanged,
}

/// What is missing, as one sentence.
fn listed(missing: &[Guard]) -> String {
    missing.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
