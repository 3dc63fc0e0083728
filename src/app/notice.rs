//! Sentences for the reviewer.

/// A sentence that stays until it is read or has been there for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub kind: NoticeKind,
    /// What happened, why, and what to do.
    pub words: String,
    /// A number that tells two notices with the same words apart.
    pub number: u64,
}

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeKind {
    /// Good to know; goes away by itself.
    Info,
    /// Something is not as it should be; stays until it is put away.
    Warning,
    /// Something could not be done; stays until it is put away.
    Error,
}
