//! Why an article could not be read.

use std::{fmt, io, time::Duration};

use super::{ArchiveFault, DocumentFault, Foreign, TooMuch};
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
    /// A web page is longer than the limit.
    #[error("Without its pictures the page has {}, more than the limit of {}; copy the article in a browser and paste it", Size(*.bytes), Size(*.limit))]
    PageTooLong {
        /// Its length in bytes of UTF-8.
        bytes: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// The elements of a web page nest deeper than the limit.
    #[error(
        "The elements of the page are nested more than {limit} deep, the limit; copy the article in a browser and paste it"
    )]
    NestedTooDeep {
        /// The limit.
        limit: usize,
    },
    /// An element of a web page has more attributes than the limit.
    #[error(
        "An element of the page has more than {limit} attributes, the limit; copy the article in a browser and paste it"
    )]
    TooManyAttributes {
        /// The limit.
        limit: usize,
    },
    /// A web page has more elements, texts and attributes than the limit.
    #[error(
        "The page has more than {limit} elements, texts and attributes, the limit; copy the article in a browser and paste it"
    )]
    TooManyParts {
        /// The limit.
        limit: usize,
    },
    /// A web page shows nothing by itself.
    #[error(
        "There are no words on this page, which its scripts fill in only when a browser shows it; open it in a browser, wait until the article is there, and save it again"
    )]
    NoWordsOnPage,
    /// An archive holds no web page.
    #[error("There is no web page in this archive that Claimlight can unpack; choose another file")]
    NoPageInArchive,
    /// In as much of an archive of web pages as is looked through there is none.
    #[error(
        "No web page was found before the limit, at which the archive is read no further: {0}; keep the page you need as an archive of its own"
    )]
    ArchiveTooLarge(TooMuch),
    /// A saved page or an archive is not whole.
    #[error("The file is damaged: {0}; save or download it again")]
    Damaged(&'static str),
    /// Somebody asked for an article the file does not hold.
    #[error("The file holds {}, so there is no number {}; choose another", Articles(*.count), .asked.saturating_add(1))]
    NoSuchPart {
        /// Which was asked for, counted from 0.
        asked: usize,
        /// How many there are.
        count: usize,
    },
    /// A reader broke off where it should not.
    #[error(
        "This is a fault in Claimlight: reading this format broke off; save the text as plain text, or report the file"
    )]
    BrokeOff,
    /// The reader did not finish in time.
    #[error("Reading took longer than {} s, the limit; open a part of it or save it as plain text", .limit.as_secs())]
    TookTooLong {
        /// The limit.
        limit: Duration,
    },
    /// A document has more pages than the limit.
    #[error("It has {pages} pages, more than the limit of {limit}; open a part of it")]
    TooManyPages {
        /// How many.
        pages: usize,
        /// The limit.
        limit: usize,
    },
    /// A document opens with a password alone.
    #[error("It is protected by a password; open it in a PDF viewer, save it without the password, and open that")]
    Protected,
    /// A document is encrypted in a way that is not known.
    #[error(
        "It is encrypted in a way that Claimlight does not know; print it to a new PDF in a PDF viewer and open that"
    )]
    ProtectionUnknown,
    /// A document is so damaged that nothing in it can be found.
    #[error(
        "It is damaged or cut off, so that no page of it can be found; get it again, or open it in a PDF viewer and save it anew"
    )]
    NoPageFound,
    /// A document is made of pictures, or of letters that have no meaning.
    #[error("{}", NoText(*.pages))]
    NoTextLayer {
        /// How many pages it has.
        pages: usize,
    },
    /// A reader needs more memory than it is given.
    #[error("Reading it takes more than {} of memory, the limit; the file is damaged or made to do harm, so print it to a new PDF in a PDF viewer or paste its words", Size(*.limit))]
    TooMuchMemory {
        /// The limit in bytes.
        limit: usize,
    },
    /// A reader came to an end that it should not.
    #[error(
        "The file is damaged in a way that its reader could not bear; nothing else is harmed. Print it to a new PDF in a PDF viewer and open that, or paste its words"
    )]
    ReaderCrashed,
    /// A reader runs in a process of its own, and there is none.
    #[error(
        "PDF documents are read in a process of their own, which could not be started: {why}; install Claimlight anew or paste the words of the document"
    )]
    NoReaderProcess {
        /// What the system says.
        why: String,
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

/// A number of articles in words.
struct Articles(usize);

impl fmt::Display for Articles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => f.write_str("one article"),
            count => write!(f, "{count} articles"),
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

/// That there is no text in so many pages.
struct NoText(usize);

impl fmt::Display for NoText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => f.write_str("Its page has no text that can be read: it is a picture, as scanners make them, or its fonts do not say which letters they draw")?,
            pages => write!(f, "None of its {pages} pages has text that can be read: they are pictures, as scanners make them, or their fonts do not say which letters they draw")?,
        }
        f.write_str("; have a program recognise the text (OCR), save that as a new PDF and open it")
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
