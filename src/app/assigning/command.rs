//! What happens to what a teacher makes, and what must be done in the world for it.

use std::path::PathBuf;

use super::{AssignmentChoice, KeyChoice};
use crate::{
    app::Secret,
    claim::{ClaimId, Tag},
    store::Target,
    teaching::{AssignmentId, Task, Tolerance},
};

/// What a person can ask for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AssignAction {
    /// Make an assignment of the article that is open.
    NewAssignment,
    /// Write the key as a file of its own.
    SaveKey,
    /// Say how exactly the key is expected, and where.
    Key,
    /// Let another way to mark the focused claim be as right: the selection.
    AddAlternative,
    /// Let the focused claim be one that may be left out, or no more.
    Optional,
    /// Score in the selection, too, and nowhere else.
    AddPassage,
    /// Write the agreed version of two reviewers.
    WriteAgreed,
}

/// Something that happened to what a teacher makes, or two reviewers.
#[derive(Clone, Debug)]
pub enum AssignCommand {
    /// Something else was chosen.
    Choose(Box<AssignmentChoice>),
    /// The names of those who agreed, as they are typed.
    Names(String),
    /// The place was typed, or chosen.
    Place(PathBuf),
    /// Whether what is there may be replaced.
    Replace(bool),
    /// The place is to be chosen in a dialog.
    Browse,
    /// The system has no dialog.
    NoDialog,
    /// It was looked at what is at the place, for the question of this number: what is there or, in a sentence, why nothing can be
    /// written.
    Seen {
        /// The number.
        number: u64,
        /// What is there.
        target: Result<Target, String>,
        /// Whether the open review's own file has something settled in it.
        is_settled_on_disk: bool,
    },
    /// It is to be written; a sealed key with this password.
    Write(Option<Secret>),
    /// So far is it.
    GoesOn(u64, AssignStage),
    /// It was written.
    Written {
        /// The number.
        number: u64,
        /// The file.
        path: PathBuf,
        /// Whether the disk confirmed it.
        is_confirmed: bool,
    },
    /// It was not written, for a reason said in a sentence.
    NotWritten(u64, String),
    /// It is to stop.
    Stop,
    /// The path of what was written is to be copied.
    CopyPath,
    /// The key of the assignment that was just written is to be written as well.
    SaveItsKey,
    /// What the key says of a claim is changed.
    Entry(ClaimId, EntryChange),
    /// What holds for the key as a whole is changed.
    Key(KeyChange),
    /// Whether two reviewers are asked for a reason for each thing they settle.
    AskForReasons(bool),
    /// A difference is to be looked at, by the number of its row, and the form left.
    GoToRow(usize),
}

/// A change of what a key says of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryChange {
    /// Whether it may be left out.
    Optional(bool),
    /// What the teacher says about it, as it is typed.
    Note(String),
    /// The rule of the codebook on which it turns.
    Rule(Option<String>),
    /// The selection, or without one the claim's own words with another tag, is as right.
    AddAlternative,
    /// What the alternative of this number is.
    AlternativeTag(usize, Tag),
    /// Who says it then, by name.
    AlternativeSpeaker(usize, String),
    /// The alternative of this number is none.
    RemoveAlternative(usize),
}

/// A change of what holds for a key as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyChange {
    /// The open review becomes a key.
    Begin,
    /// It becomes an ordinary review again.
    End,
    /// Which differences at the edges do not count.
    Tolerance(Tolerance),
    /// The selection is scored, too, and nothing else.
    AddPassages,
    /// The passage of this number is not scored any more.
    RemovePassage(usize),
}

/// How far something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum AssignStage {
    /// It is being put together.
    #[default]
    Making,
    /// The key is being sealed.
    Sealing,
    /// It is being written.
    Writing,
}

impl AssignStage {
    /// What is going on, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Making => "Putting it together…",
            Self::Sealing => "Sealing the key… It takes a moment, so that trying passwords takes for ever",
            Self::Writing => "Writing…",
        }
    }

    /// How much of it is done.
    pub fn part(self) -> f32 {
        match self {
            Self::Making => 0.1,
            Self::Sealing => 0.4,
            Self::Writing => 0.9,
        }
    }
}

/// What must be done in the world.
#[derive(Clone, Debug, PartialEq)]
pub enum AssignEffect {
    /// Ask where to write; answer with [`AssignCommand::Place`].
    AskWhere {
        /// The folder to begin in.
        folder: Option<PathBuf>,
        /// The name to begin with.
        name: String,
    },
    /// Look at what is at a place; answer with [`AssignCommand::Seen`] and this number.
    LookAt {
        /// The number.
        number: u64,
        /// The place.
        path: PathBuf,
    },
    /// Make something and write it; answer with [`AssignCommand::Written`] or [`AssignCommand::NotWritten`].
    Write(AssignRequest),
    /// Nobody waits for it any more.
    Stop,
}

/// Something that is to be made of the open review, and written.
#[derive(Clone, Debug, PartialEq)]
pub struct AssignRequest {
    /// Its number: an answer to another is not looked at.
    pub number: u64,
    /// Where it goes.
    pub path: PathBuf,
    /// Whether it may take the place of what is there.
    pub replace: bool,
    /// What it is.
    pub what: ToWrite,
}

/// What is to be made of the open review.
#[derive(Clone, Debug, PartialEq)]
pub enum ToWrite {
    /// An assignment.
    Assignment {
        /// Its id.
        id: AssignmentId,
        /// What is asked.
        task: Box<Task>,
        /// Where the key is.
        key: KeyChoice,
        /// What it is sealed with.
        secret: Option<Secret>,
        /// The teacher's name.
        teacher: String,
    },
    /// A key: that of an assignment, where it was made for one.
    Key(Option<(AssignmentId, Box<Task>)>),
}
