//! Why a document whose bytes are whole cannot be read.

use std::fmt;

/// Why a document whose bytes are whole cannot be read; the sentences say what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentFault {
    /// A part that must be there is not.
    #[error("Its part “{part}” is missing; open it in the program it was made with, save it again, and open that")]
    MissingPart {
        /// The part's name.
        part: String,
    },
    /// A part is not well-formed. Half an article would look like a whole one, so there is none.
    #[error(
        "Its part “{part}” is broken at byte {at}; open it in the program it was made with, save it again, and open that"
    )]
    Broken {
        /// The part's name.
        part: String,
        /// Where, in bytes of UTF-8 from the part's start.
        at: u64,
    },
    /// Elements or groups nest deeper than the limit.
    #[error("It is nested more than {limit} levels deep, the limit; save it as plain text and open that")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// It has more parts than the limit.
    #[error(
        "It has more than {limit} parts, the limit; open it in the program it was made with, and paste the words you need"
    )]
    TooManyParts {
        /// The limit.
        limit: usize,
    },
    /// Its words are locked.
    #[error(
        "It is protected by a password or by digital rights management; open it in the program it was made with or for, and paste the words you need"
    )]
    Locked,
    /// A book without a text.
    #[error("There is no chapter in this book that can be read; open it in a book reader and paste the words you need")]
    NoChapter,
    /// Somebody asked for a chapter that is not there.
    #[error("There is no part {} in it; {}", .asked.saturating_add(1), Choose(*.count))]
    NoSuchPart {
        /// Which was asked for, counted from 0.
        asked: usize,
        /// How many there are.
        count: usize,
    },
    /// An e-mail without words.
    #[error("There are no words in this e-mail, only attachments; save the attachment you need and open that")]
    OnlyAttachments,
}

struct Choose(usize);

impl fmt::Display for Choose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 | 1 => f.write_str("it is a single article"),
            count => write!(f, "choose one of its {count}"),
        }
    }
}
