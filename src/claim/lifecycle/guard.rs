//! What stands in the way of a step.

use crate::claim::{State, VerdictKind};

/// What a step demands and does not find. [`std::fmt::Display`] says what is missing and what to do, as the end of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Guard {
    /// The work cannot go from the one state to the other.
    #[error("a claim cannot go from “{}” to “{}”: take it to “{}” first", from.label(), to.label(), State::InProgress.label())]
    NoSuchStep {
        /// Where it is.
        from: State,
        /// Where it should go.
        to: State,
    },
    /// A skipped claim needs a reason.
    #[error("the reason is missing: say why it is not checked")]
    SkipReason,
    /// Waiting needs a note.
    #[error("say what is waited for: a reply, a document, a second opinion")]
    WaitingNote,
    /// Sending back needs a comment.
    #[error("say what the checker should do about it")]
    Comment,
    /// Reopening needs a reason.
    #[error("say why the check is opened again")]
    ReopenReason,
    /// A duplicate needs the claim it duplicates.
    #[error("choose the claim that is checked instead")]
    Target,
    /// The target is a duplicate, or the claim itself.
    #[error("the claim to check instead is a duplicate itself: choose the one it points to")]
    TargetIsDuplicate,
    /// A verdict is missing.
    #[error("no verdict on “{}”", kind.label())]
    Verdict {
        /// Which.
        kind: VerdictKind,
    },
    /// An assertion has no verdict at all.
    #[error("no verdict that fits an assertion: whether it is so or, of an attributed one, whether it was said")]
    AnyVerdict,
    /// Commentary can be neither true nor false.
    #[error("commentary is neither true nor false: skip it as opinion, or tag the fact in it as an assertion")]
    Commentary,
    /// There is no rationale.
    #[error("no rationale: say why the verdict is what it is")]
    Rationale,
    /// There is nothing the verdict rests on.
    #[error("no evidence: add a piece, or say where was looked in vain")]
    Evidence,
    /// Nobody says who takes the step.
    #[error("your name is missing: give it under “Reviewer and steps taken”")]
    Name,
    /// Whoever found it cannot agree to it.
    #[error("somebody else must approve what {checker} found")]
    SelfApproval {
        /// Who found it.
        checker: String,
    },
    /// The blind second verdict is missing.
    #[error("the second verdict, given without sight of the first, is missing")]
    SecondVerdict,
    /// Some of its words are no longer in the article.
    #[error("some of its words are no longer in the article: place it anew")]
    Orphaned,
    /// The report's version is missing.
    #[error("the report’s version is missing")]
    Version,
    /// The finding is frozen until it is approved.
    #[error("the verdict is with whoever approves it: send it back first")]
    InReview,
    /// The finding is agreed.
    #[error("the verdict is approved: open the check again first")]
    Approved,
    /// It went out.
    #[error("it went out in a report: open the check again, which starts a correction")]
    Published,
    /// It is skipped.
    #[error("the claim is skipped: take it up first")]
    Skipped,
}
