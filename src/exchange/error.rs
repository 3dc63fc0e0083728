//! Why nothing was written or read.

use super::limits::{MAX_BYTES, MAX_COLUMNS, MAX_RECORDS, MAX_UNPACKED, MAX_VALUES};

/// Why an export or an import has no result. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExchangeError {
    /// The format refused something.
    #[error("It could not be put together: {0}. Try another format")]
    NotWritten(String),
    /// The format is one that can only be written.
    #[error("Files of the format {0} are written and not read. `claimlight export --list` says which are")]
    NotRead(&'static str),
    /// It was stopped.
    #[error("It was stopped; nothing was written")]
    Cancelled,
    /// There is no file to read.
    #[error("There is no file of this format. Name one, or a folder that has some")]
    NoFile,
    /// It is a codebook in which nothing is.
    #[error("It is a codebook without codes. Choose one that has some")]
    NoCodes,
    /// The file is too large.
    #[error("It has {bytes} bytes, more than the limit of {} MiB. Cut it into files", MAX_BYTES / (1024 * 1024))]
    TooLarge {
        /// Its length.
        bytes: usize,
    },
    /// There are too many annotations.
    #[error("It has more than {MAX_RECORDS} annotations, the limit. Cut it into files")]
    TooMany,
    /// There are too many values, elements or lines.
    #[error("It has more than {MAX_VALUES} values, the limit. Cut it into files")]
    TooManyValues,
    /// A table is too wide.
    #[error("It has more than {MAX_COLUMNS} columns, the limit. Keep those that are needed")]
    TooWide,
    /// The file is in another encoding than its format demands.
    #[error("It is not UTF-8: byte {0} begins no character. Save it as UTF-8 in the program it comes from")]
    NotUtf8(usize),
    /// The file is broken or of another format.
    #[error("{place}: {reason}. It is cut off, or of another format")]
    Broken {
        /// Where, such as `line 3, column 7`.
        place: String,
        /// What is wrong there.
        reason: String,
    },
    /// The file declares things that are not read.
    #[error("Its XML declares a document type or entities of its own, which are not expanded. Save it without them")]
    Entities,
    /// An archive holds more than it should.
    #[error("Unpacked, it is larger than {} MiB, the limit. Unpack it and look at what is inside", MAX_UNPACKED / (1024 * 1024))]
    Bomb,
    /// A name in an archive leads out of it.
    #[error("It holds a file “{0}”, whose name leads out of the archive. It was not read")]
    Outside(String),
    /// A file that belongs to another is not there.
    #[error("{of} needs “{missing}”, which is not there. Put it beside it, or name the article with --article")]
    Missing {
        /// The file that needs it.
        of: String,
        /// The file that is missing.
        missing: String,
    },
    /// The format has no text, and no article was given.
    #[error("What is said about “{0}” comes without its text. Name the article with --article")]
    NoText(String),
    /// The text is none.
    #[error("The text cannot be used: {0}")]
    Text(String),
}
