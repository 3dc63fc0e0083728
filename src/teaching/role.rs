//! What a review is in a class.

use super::{AnswerKey, Assignment, KeyPlace, Submission, Task};

/// What a review is in a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A teacher hands it out.
    Assignment(Assignment),
    /// A pupil makes it of an assignment and hands it in.
    Submission(Submission),
    /// It is what submissions are held against.
    Key(AnswerKey),
}

impl Role {
    /// What it is, with its article, for a sentence.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Assignment(_) => "an assignment",
            Self::Submission(_) => "a submission",
            Self::Key(_) => "an answer key",
        }
    }

    /// The same for what may have no role.
    pub fn words_of(role: Option<&Self>) -> &'static str {
        role.map_or("a review without a task", Self::words)
    }

    /// What a pupil is asked to do, where there is a pupil.
    pub fn task(&self) -> Option<&Task> {
        match self {
            Self::Assignment(assignment) => Some(&assignment.task),
            Self::Submission(submission) => Some(&submission.task),
            Self::Key(_) => None,
        }
    }

    /// The key that lies open in it.
    pub fn key(&self) -> Option<&AnswerKey> {
        match self {
            Self::Assignment(Assignment { key: KeyPlace::Open(key), .. }) | Self::Key(key) => Some(key),
            Self::Assignment(_) | Self::Submission(_) => None,
        }
    }
}
