//! What a pupil hands in.

use std::sync::Arc;

use jiff::Timestamp;

use super::{AssignmentId, Task};
use crate::claim::{Claim, Speaker, named::named};

/// What a pupil makes of an assignment. The pupil's pseudonym is the name of the review's reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The assignment it is of.
    pub assignment: AssignmentId,
    /// The hash of the text that was handed out, as the file of a review has it; empty when none is known.
    pub text_sha256: String,
    /// What was asked.
    pub task: Task,
    /// When it was handed in.
    pub handed_in: Option<Timestamp>,
    /// What was handed in, once the claims of the review are the second layer.
    pub first: Option<FirstLayer>,
    /// What the teacher says about it.
    pub returned: Option<Returned>,
}

/// The claims as they were handed in, before any was corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstLayer {
    /// When the second was begun.
    pub closed: Timestamp,
    /// When the second was handed in; it need not be.
    pub second_handed_in: Option<Timestamp>,
    /// The claims, in text order.
    pub claims: Vec<Arc<Claim>>,
    /// The speakers they had then.
    pub speakers: Vec<Speaker>,
}

/// What a teacher says about a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// Who says it; may be empty.
    pub by: String,
    /// How far the pupil is.
    pub grade: Option<Grade>,
    /// The rest in words; may be empty.
    pub comment: String,
    /// When.
    pub at: Timestamp,
}

named! {
    /// How far a pupil is, in three levels.
    pub enum Grade {
        /// The three questions are not yet asked in order.
        Beginning = "beginning", "Beginning";
        /// Most is right, with help.
        Practising = "practising", "Practising";
        /// Right without help.
        Secure = "secure", "Secure";
    }
}

impl Submission {
    /// Whether the claims of the review are the second layer.
    pub fn is_second_layer(&self) -> bool {
        self.first.is_some()
    }

    /// When the layer that the claims of the review are was handed in.
    pub fn layer_handed_in(&self) -> Option<Timestamp> {
        self.first.as_ref().map_or(self.handed_in, |first| first.second_handed_in)
    }
}
