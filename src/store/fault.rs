//! What is wrong with a review file, and what was done about it.

use std::path::PathBuf;

use super::schema;
use crate::{claim::lifecycle::Contradiction, text::TextError};

/// Something in a review file that is not as the format promises. The file was opened all the same, and this says how.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct Fault {
    /// Where it is, as a JSON Pointer.
    pub pointer: String,
    /// What it is.
    pub kind: FaultKind,
}

/// The kinds of [`Fault`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FaultKind {
    /// The words of a segment were found in another place.
    #[error("“{}” is not at {start}–{end}; it was found at {found_start}–{found_end}", schema::shortened(exact))]
    Moved {
        /// The words.
        exact: String,
        /// Where the file says they begin.
        start: u64,
        /// Where the file says they end.
        end: u64,
        /// Where they begin.
        found_start: u64,
        /// Where they end.
        found_end: u64,
    },
    /// The words of a segment were not found, or in several places of which none is the likelier.
    #[error(
        "“{}” is not at {start}–{end} nor found elsewhere; the claim is kept as orphaned",
        schema::shortened(exact)
    )]
    Lost {
        /// The words.
        exact: String,
        /// Where the file says they begin.
        start: u64,
        /// Where the file says they end.
        end: u64,
    },
    /// A stretch cut a character of several code points in two.
    #[error("{start}–{end} cuts a character in two; the whole character was taken in")]
    Widened {
        /// Where the file says it begins.
        start: u64,
        /// Where the file says it ends.
        end: u64,
    },
    /// Two segments of one claim share text or touch.
    #[error("segments of this claim overlap or touch; they were joined")]
    Joined,
    /// Two claims of one tag share text.
    #[error("the claim overlaps the {tag} {other}; claims of one tag may not share text. Both are kept")]
    Overlap {
        /// The tag of both.
        tag: &'static str,
        /// Where the other claim is, as a JSON Pointer.
        other: String,
    },
    /// A cue is not in the text, or its claim was found elsewhere and it could not be carried along.
    #[error("the cue at {start}–{end} is not a stretch of the text; it was left out")]
    CueLeftOut {
        /// Where the file says it begins.
        start: u64,
        /// Where the file says it ends.
        end: u64,
    },
    /// A claim names a speaker who is not listed.
    #[error("the speaker {0} is not in the list of speakers; the claim is shown without one")]
    UnknownSpeaker(String),
    /// A claim is linked to evidence that is not listed.
    #[error("the evidence {0} is not in the list of evidence; the link is kept in the file and not shown")]
    UnknownEvidence(String),
    /// A claim is linked to a piece of evidence more than once.
    #[error("the claim is linked to the evidence {0} already; this link was left out")]
    LinkedTwice(String),
    /// A contact has an answer and says that there was none.
    #[error("the contact has an answer and “no_reply”; the answer was kept")]
    AnsweredAndNot,
    /// The value of a label is none of the scale of truth.
    #[error("{0} is no place on the scale from 1 to 5; it is kept in the file, and the label is shown without one")]
    NoPlaceOnScale(u64),
    /// What is said of the check of a claim contradicts itself.
    #[error("{0}. Nothing was changed")]
    Contradiction(Contradiction),
    /// A part of what a file is in a class makes no sense.
    #[error("{what} {why}; it was left out")]
    LeftOut {
        /// What it is, with its article.
        what: &'static str,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A task asks for no tag.
    #[error("the task asks for no tag; it was taken to ask for all")]
    NoTagAsked,
    /// A key says something of a claim that is not there.
    #[error("the key says something of the claim {0}, which is not in the file; it is kept")]
    UnknownKeyClaim(String),
    /// A word is not one of its list.
    #[error("“{}” is not {what} known to this version; it is kept in the file", schema::shortened(word))]
    UnknownWord {
        /// What it should be.
        what: &'static str,
        /// The word.
        word: String,
    },
    /// A block cannot stand where it is said to.
    #[error("the block at {start}–{end} is empty, not in the text or overlaps another; it was left out")]
    BlockLeftOut {
        /// Where the file says it begins.
        start: u64,
        /// Where the file says it ends.
        end: u64,
    },
    /// A page cannot begin where it is said to.
    #[error("the page at {start} begins behind the next one or not in the text; it was left out")]
    PageLeftOut {
        /// Where the file says it begins.
        start: u64,
    },
    /// The text begins with U+FEFF.
    #[error(
        "the text begins with a byte-order mark, which no text of a review should have; it is kept, since offsets count it"
    )]
    ByteOrderMark,
    /// A difference to an earlier text does not fit.
    #[error(
        "the difference does not fit the text it belongs to, so that the earlier text cannot be made again; it is kept as it is"
    )]
    VersionDifference,
    /// An earlier text is not the one that was hashed.
    #[error(
        "the earlier text that the difference leads to does not have the hash that is given for it; somebody changed the one or the other"
    )]
    VersionHash,
    /// So many earlier texts that not all were made again.
    #[error("there are {left} more earlier texts, which were not checked since they are too many")]
    VersionsUnchecked {
        /// How many.
        left: usize,
    },
    /// The text is not the one that was hashed.
    #[error("the text does not have the hash that is given for it; somebody changed the one or the other")]
    TextHash,
}

impl FaultKind {
    /// Whether what was read is not what the file says. Of what only contradicts itself nothing was changed.
    pub fn is_repaired(&self) -> bool {
        !matches!(self, Self::Contradiction(_))
    }
}

/// Why a file cannot be opened as a review.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// There is no such file.
    #[error("“{}” is not there. It may have been moved or renamed", .0.display())]
    NotFound(PathBuf),
    /// It is a folder.
    #[error("“{}” is a folder. Choose a file in it", .0.display())]
    IsFolder(PathBuf),
    /// It is a device, a pipe or the like.
    #[error("“{}” is not an ordinary file. Choose a file", .0.display())]
    NotAFile(PathBuf),
    /// The system does not let the user read it.
    #[error("“{}” may not be read by you. Ask its owner, or copy it to a place of your own", .0.display())]
    NoPermission(PathBuf),
    /// It is larger than any review.
    #[error("“{}” has {bytes} bytes, more than the limit of {} MiB for a review file", path.display(), limit / (1024 * 1024))]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its length.
        bytes: u64,
        /// The most it may have.
        limit: u64,
    },
    /// The disk does not give it.
    #[error("“{}” could not be read: {fault}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's words.
        fault: std::io::Error,
    },
    /// It is no JSON.
    #[error("The file is broken at line {line}, column {column}: {reason}")]
    Json {
        /// The line, from 1.
        line: usize,
        /// The column in code points, from 1.
        column: usize,
        /// What is wrong there.
        reason: String,
    },
    /// It is JSON of another kind.
    #[error("This is JSON, but no Claimlight review: its “format” is not “{}”", schema::FORMAT)]
    OtherFormat,
    /// It is from a version that made other files.
    #[error(
        "The file is of version {version}, which this program cannot read ({reason}). Open it with the newer program that wrote it"
    )]
    NewerMajor {
        /// Its version.
        version: String,
        /// What could not be read.
        reason: String,
    },
    /// Something is not as the format has it.
    #[error("The file is no review as the format has it, at {}: {reason}", place(pointer))]
    Schema {
        /// Where, as a JSON Pointer.
        pointer: String,
        /// What is wrong there.
        reason: String,
    },
    /// Its text is none.
    #[error(
        "The file is no review as the format has it, at /article/text: {0}. Make the review anew from the article’s own file"
    )]
    Text(TextError),
}

impl OpenError {
    /// The JSON Pointer of what is wrong, if there is one.
    pub fn pointer(&self) -> Option<&str> {
        match self {
            Self::Schema { pointer, .. } => Some(pointer),
            Self::OtherFormat => Some("/format"),
            Self::NewerMajor { .. } => Some("/version"),
            Self::Text(_) => Some("/article/text"),
            _ => None,
        }
    }

    /// What is wrong, without the place in the file.
    pub fn reason(&self) -> String {
        match self {
            Self::Json { reason, .. } | Self::Schema { reason, .. } => reason.clone(),
            Self::Text(fault) => fault.to_string(),
            other => other.to_string(),
        }
    }
}

/// A JSON Pointer for a sentence; that of the whole file is empty.
fn place(pointer: &str) -> &str {
    if pointer.is_empty() { "its top level" } else { pointer }
}
