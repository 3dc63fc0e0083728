//! What is done about a key that is looked at, and what must be done in the world for it.

use std::{path::PathBuf, sync::Arc};

use super::{HeldKey, RevealTab, Revealed};
use crate::{app::Secret, review::Review, teaching::Sealed};

/// An action about the key of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RevealAction {
    /// Hold the submission against its key, or leave that.
    Look,
    /// Begin the second layer.
    Correct,
    /// Look at the next difference.
    Next,
    /// Look at the one before.
    Previous,
    /// Make the claims that are looked at what the key has.
    Take,
    /// Keep them as they are, with a reason.
    Keep,
    /// List what is right as well, or differences only.
    Everything,
    /// Show what was learnt since the submission was handed in, or again the differences.
    Learnt,
    /// In practice, hold everything against the key that is tagged.
    Check,
    /// In practice, show what is missed as well.
    Missed,
    /// In practice, answer each tag at once, or no longer.
    AtOnce,
    /// In practice, begin once more.
    Again,
}

/// Something that happened about a key.
#[derive(Clone, Debug)]
pub enum RevealCommand {
    /// The key is in this file.
    With(PathBuf),
    /// The system has no file dialog.
    NoDialog,
    /// The key in a file is sealed; asked for under this number.
    IsSealed(u64, SealedKey),
    /// This is the teacher's password.
    Password(Secret),
    /// A key was read for what was asked under this number.
    Came(u64, Result<Arc<HeldKey>, KeyFault>),
    /// The submission was compared for [`RevealEffect::Compare`] of this number.
    Compared(u64, Arc<Revealed>),
    /// This row is looked at, by its number among all.
    Choose(usize),
    /// Something else is to be shown beside the article.
    Show(RevealTab),
    /// Why the claims that are looked at are kept, as it is typed.
    Reason(String),
}

/// Something that must be done in the world for a key.
#[derive(Clone, Debug, PartialEq)]
pub enum RevealEffect {
    /// Ask for the file of the key.
    Ask,
    /// Read a key and answer with [`RevealCommand::Came`], or [`RevealCommand::IsSealed`], and this number.
    Read(u64, PathBuf),
    /// Open a sealed key and answer with [`RevealCommand::Came`] and this number.
    Open(u64, SealedKey, Secret),
    /// Make a key of what lies open with the document and answer with [`RevealCommand::Came`] and this number.
    Prepare(u64, Arc<Review>),
    /// Compare the open submission with the key and answer with [`RevealCommand::Compared`] and this number.
    Compare(u64),
}

/// Why there is no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFault {
    /// A sentence.
    pub words: String,
    /// Whether the password was another, so that it is asked for again.
    pub is_password: bool,
}

/// A sealed key, and the file in which it lies.
#[derive(Clone, Debug, PartialEq)]
pub struct SealedKey {
    /// What its file is called.
    pub name: String,
    /// The key.
    pub sealed: Sealed,
    /// The assignment in which it lies.
    pub assignment: Arc<Review>,
}
