//! Why an article could not be read.

use std::{fmt, io, time::Duration};

use super::{ArchiveFault, DocumentFault, Foreign};
use crate::{article::BlockFault, text::TextError};

/// Why an article could not be read. The sentences leave out the file's name, which whoever shows them knows.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is no such file.
    #[error("There is no file at this place; check the path or choose another file")]
    NotFound,
    /// The file was there a moment ago.
    #[error("The file vanished while it was being read; see whether it was moved or renamed, then open it again")]
    Vanished,
    /// The path leads to a folder.
    #[error("This is a folder, not an article; open a file in it")]
    Folder,
    /// The path leads to a device, a pipe or a socket.
    #[error("This is a device or a pipe, which may never end; save what it holds as a file and open that")]
    NoRegularFile,
    /// The system does not let this user read the file.
    #[error("The system does not permit reading this file; change its permissions or open a copy")]
    NoPermission,
    /// There are no bytes.
    #[error("There is nothing in it, not one byte; choose another file")]
    Empty,
    /// There are no words.
    #[error("There is nothing but white space in it; choose another file")]
    OnlyWhiteSpace,
    /// The bytes are no text.
    #[error("This is {}; {}", .0.name(), .0.remedy())]
    Foreign(Foreign),
    /// It is a review, which another layer opens.
    #[error("This is a Claimlight review, not an article; open it as a review")]
    Review,
    /// The file is longer than the limit.
    #[error("It has {}, more than the limit of {}; open a part of it", Size(*.bytes), Size(*.limit))]
    FileTooLarge {
        /// Its length in bytes, or the part of it that was looked at.
        bytes: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// The text is longer than the limit.
    #[error("Its text has {}, more than the limit of {}; open a part of it", Size(*.bytes), Size(*.limit))]
    TextTooLong {
        /// Its length in bytes of UTF-8.
        bytes: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// There are more blocks or lines than the limit.
    #[error("It has more than {limit} lines or blocks, the limit; open a part of it")]
    TooManyBlocks {
        /// The limit.
        limit: usize,
    },
    /// The reader did not finish in time.
    #[error("Reading took longer than {} s, the limit; open a part of it or save it as plain text", .limit.as_secs())]
    TookTooLong {
        /// The limit.
        limit: Duration,
    },
    /// Somebody asked the reader to stop.
    #[error("Reading was cancelled")]
    Cancelled,
    /// The system reported something else.
    #[error("The system could not read it: {0}; try again or open a copy")]
    Io(#[source] io::Error),
    /// A reader broke its promise about blocks.
    #[error("This is a fault in Claimlight: {0}; save the text as plain text, or report the file")]
    Blocks(#[from] BlockFault),
    /// The archive that a document is cannot be unpacked.
    #[error(transparent)]
    Archive(#[from] ArchiveFault),
    /// What is inside a document is at fault.
    #[error(transparent)]
    Document(#[from] DocumentFault),
}

impl From<io::Error> for ReadError {
    fn from(fault: io::Error) -> Self {
        match fault.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::NoPermission,
            io::ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Io(fault),
        }
    }
}

impl ReadError {
    /// A text error as this layer reports it.
    pub(super) fn of_text(fault: &TextError) -> Self {
        match fault {
            TextError::TooLong { bytes } => Self::TextTooLong { bytes: *bytes, limit: crate::text::Text::MAX_BYTES },
            // Readers hand over normalised text; if one does not, it is refused like any other content that is no text.
            TextError::ControlCharacter { .. } => Self::Foreign(Foreign::UNKNOWN),
        }
    }
}

/// A number of bytes as a reader sees it.
pub(super) struct Size(pub(super) usize);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const KIB: usize = 1024;
        const MIB: usize = KIB * KIB;
        match self.0 {
            0..KIB => write!(f, "{} bytes", self.0),
            KIB..MIB => tenths(f, self.0, KIB, "KiB"),
            _ => tenths(f, self.0, MIB, "MiB"),
        }
    }
}

/// Rounds up to tenths, so that a size over a limit never reads like the limit itself.
fn tenths(f: &mut fmt::Formatter<'_>, bytes: usize, unit: usize, name: &str) -> fmt::Result {
    let count = bytes.saturating_mul(10).div_ceil(unit);
    if count.is_multiple_of(10) {
        write!(f, "{} {name}", count / 10)
    } else {
        write!(f, "{}.{} {name}", count / 10, count % 10)
    }
}
