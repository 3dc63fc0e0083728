//! The pupil's side of a lesson: what is begun, what the open submission asks and lacks, what the codebook says about what is looked at.

mod command;
mod work;

use std::sync::Arc;

pub use self::{
    command::{Beginning, Beside, LessonAction, LessonCommand, LessonEffect, LessonFacts, LessonForm},
    work::{Lesson, Looking},
};
use super::Arrival;
use crate::{
    classroom::Hint,
    review::Review,
    teaching::{Assignment, AssignmentId, Masthead, Role, Task},
};

/// Why an assignment of a newer version is not begun.
pub const NEWER: &str = "This assignment was made by a newer version of the program, and this one does not know all that it asks for. \
    Begin it with that version, or ask the teacher for another file";

/// Why the program says nothing of what it would look at.
pub const NO_HINTS: &str = "This assignment is done without the program’s hints, so that the reading is your own";

/// What lessons need of the window, whatever is open.
#[derive(Clone, Debug, Default)]
pub struct Lessons {
    /// An assignment that arrived, while it is asked what becomes of it.
    pub(super) offer: Option<Box<Offer>>,
    /// The lessons that come with the program, once they were looked at.
    pub listed: Option<Arc<[LessonFacts]>>,
    /// Whether the codebook is beside the article.
    pub shows_codebook: bool,
    /// What in the codebook what is looked at may turn on, while the codebook is shown.
    pub(super) hints: Vec<Hint>,
    /// What that was made for.
    pub(super) looking: Option<Looking>,
    /// The open keys of assignments that were begun, as long as the window is open.
    pub(super) keys: Vec<(AssignmentId, Arc<Review>)>,
}

/// An assignment that arrived, with what came along.
#[derive(Clone, Debug)]
pub struct Offer {
    pub(super) arrival: Arrival,
}

impl Lessons {
    /// The assignment that may be begun.
    pub fn offer(&self) -> Option<&Offer> {
        self.offer.as_deref()
    }

    /// The rules on which what is looked at may turn, the likeliest first.
    pub fn hints(&self) -> &[Hint] {
        &self.hints
    }
}

impl Offer {
    /// What is asked for.
    pub fn assignment(&self) -> Option<&Assignment> {
        match self.arrival.review.role() {
            Some(Role::Assignment(assignment)) => Some(assignment),
            _ => None,
        }
    }

    /// What the assignment is called: its article's title or, where that is hidden, its file.
    pub fn title(&self) -> &str {
        let is_hidden = |assignment: &Assignment| assignment.task.masthead == Masthead::Hidden;
        let title = self.arrival.review.article().metadata.title.as_deref();
        title.filter(|_| !self.assignment().is_some_and(is_hidden)).unwrap_or(&self.arrival.proposed_name)
    }

    /// Who made it; may be empty.
    pub fn teacher(&self) -> &str {
        self.arrival.review.reviewer().trim()
    }

    /// What was wrong with its file, a line each.
    pub fn faults(&self) -> &[String] {
        &self.arrival.faults
    }

    /// Whether a newer program made it, so that it cannot be known what it asks for.
    pub fn is_newer(&self) -> bool {
        self.arrival.is_newer
    }
}

/// The tags that are asked for, such as `quotes, assertions and commentary`.
pub fn tags_asked(task: &Task) -> String {
    let words: Vec<&str> = task.tags.iter().map(|tag| tag.plural()).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((only, _)) => (*only).to_owned(),
        None => String::new(),
    }
}
