//! What is done in a lesson, and what must be done in the world for it.

use std::{path::PathBuf, sync::Arc};

use crate::{
    review::Review,
    teaching::{AssignmentId, Pseudonym},
};

/// An action of the menu of lessons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LessonAction {
    /// List the lessons that come with the program.
    Choose,
    /// Begin an assignment made of the open review, with its claims as the key.
    Practise,
    /// Look at the next span that is cut beforehand.
    NextSpan,
    /// Look at the one before.
    PreviousSpan,
    /// Show the codebook beside the article, or put it away.
    Codebook,
    /// Show what is told about the assignment, or fold it.
    Instructions,
    /// Say what is lacking, and hand the submission in.
    HandIn,
    /// Take back what was handed in.
    TakeBack,
}

/// A form about a lesson that lies over the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LessonForm {
    /// Whether an assignment is to be begun.
    Begin,
    /// The lessons that come with the program.
    Choose,
    /// What a submission lacks before it is handed in.
    HandIn,
}

/// Something that happened in a lesson.
#[derive(Clone, Debug)]
pub enum LessonCommand {
    /// The assignment that arrived is begun under this pseudonym.
    Begin(String),
    /// It is opened as it is, as by its teacher.
    OpenAsItIs,
    /// The lessons that come with the program were looked at.
    Listed(Arc<[LessonFacts]>),
    /// The lesson of this name is wanted.
    Practise(&'static str),
    /// The key of an assignment lies in the program.
    KeyFound(AssignmentId, Arc<Review>),
    /// What the submission lacks, by its number in the list, is to be seen.
    GoToLack(usize),
    /// The submission is handed in.
    HandIn,
}

/// Something that must be done in the world for a lesson.
#[derive(Clone, Debug, PartialEq)]
pub enum LessonEffect {
    /// Look at the lessons that come with the program and answer with [`LessonCommand::Listed`].
    List,
    /// Open the lesson of this name.
    Open(&'static str),
    /// Open an assignment that is in no file.
    Offer(Arc<Review>, Beside),
    /// Begin a submission and open it.
    Begin(Box<Beginning>),
    /// Look for the key of an assignment among the lessons that come with the program and answer with [`LessonCommand::KeyFound`].
    FindKey(AssignmentId),
}

/// What a file is best called, and where it is best put.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// The name.
    pub name: String,
    /// The folder.
    pub folder: Option<PathBuf>,
}

/// A submission that is to be begun.
#[derive(Clone, Debug, PartialEq)]
pub struct Beginning {
    /// Of this assignment.
    pub assignment: Arc<Review>,
    /// By this pupil.
    pub pseudonym: Pseudonym,
    /// Where it is best kept.
    pub beside: Beside,
}

/// What there is to know about a lesson before it is begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonFacts {
    /// By what it is asked for.
    pub name: &'static str,
    /// Its language as a BCP 47 tag.
    pub language: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// How hard it is among those of its language: the easiest is 1.
    pub level: usize,
    /// How many there are in its language.
    pub levels: usize,
    /// How many words its article has.
    pub words: usize,
    /// How many spans are cut beforehand; none when the pupil looks for them.
    pub spans: usize,
    /// Whether a reason is asked for.
    pub why: bool,
}
