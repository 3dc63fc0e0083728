//! What a teacher hands out.

use std::fmt;

use uuid::Uuid;

use super::{AnswerKey, Refused, Task};

/// What an armored file of the age format begins with.
const SEAL: &str = "-----BEGIN AGE ENCRYPTED FILE-----";

/// The id of an assignment, by which its submissions and its key know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssignmentId(pub Uuid);

impl fmt::Display for AssignmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An article with a task for a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Its id.
    pub id: AssignmentId,
    /// What the pupils are asked to do.
    pub task: Task,
    /// Where the key is.
    pub key: KeyPlace,
}

/// Where the key of an assignment is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum KeyPlace {
    /// Not in the file.
    #[default]
    Absent,
    /// In the file, behind the teacher's password.
    Sealed(Sealed),
    /// In the file, for practice with answers at once: the claims of the file are those of the key.
    Open(AnswerKey),
}

/// The file of a key, sealed with a password: a text that `age --decrypt` opens, too.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(String);

impl Sealed {
    /// Takes a text that looks sealed; what is in it, opening it will tell.
    ///
    /// # Errors
    /// When it does not look so.
    pub fn new(text: impl Into<String>) -> Result<Self, Refused> {
        let text = text.into();
        if text.trim_start().starts_with(SEAL) { Ok(Self(text)) } else { Err(Refused::NotSealed) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}
