//! What a reviewer should know about how an article was read.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{LeftOut, TooMuch, error::Size};

/// What a reviewer should know about how an article was read; [`fmt::Display`] gives the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// Bytes that mean nothing in the encoding.
    Replaced {
        /// How many characters stand for them.
        count: usize,
        /// The encoding's name.
        encoding: &'static str,
    },
    /// Replacement characters that the file itself holds.
    LostBefore {
        /// How many.
        count: usize,
    },
    /// Control characters.
    ControlsRemoved {
        /// How many.
        count: usize,
    },
    /// HTML in Markdown.
    HtmlLeftOut {
        /// How many pieces.
        count: usize,
    },
    /// Markdown that nests too deep.
    NestedTooDeep,
    /// Markdown with more marks than the limit.
    TooManyMarks {
        /// The limit.
        limit: usize,
    },
    /// A web page on which no article could be told from the rest.
    NoArticleFound,
    /// A web page of which the article is but a small part of the running text.
    ArticleMayBeIncomplete,
    /// Something about the pages of a PDF document.
    Pdf(PdfWarning),
    /// An archive of web pages that was not looked through to its end.
    ArchiveInPart(TooMuch),
    /// Pages of an archive that are longer than the limit.
    PagesTooLong {
        /// How many.
        count: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// What a document or an e-mail holds beside its words.
    LeftOut(LeftOut),
}

/// What a reviewer should know about a PDF document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum PdfWarning {
    /// Running heads, footers, addresses and page numbers.
    SetApart {
        /// How many lines.
        lines: usize,
    },
    /// Pages that are pictures, or draw letters that have no meaning.
    PagesWithoutText {
        /// Which, by their labels.
        pages: String,
        /// How many.
        count: usize,
    },
    /// Pages whose words a program recognised in a picture.
    Recognised {
        /// Which, by their labels.
        pages: String,
        /// How many.
        count: usize,
    },
    /// Pages with letters that the file draws without saying which they are, told by their numbers.
    Guessed {
        /// Which, by their labels.
        pages: String,
        /// How many.
        count: usize,
    },
    /// Letters that the file draws without saying which they are.
    UnknownLetters {
        /// How many.
        count: usize,
    },
}

impl fmt::Display for PdfWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SetApart { lines: 1 } => {
                f.write_str("One line of a running head or a page number was left out; open the whole page to see it")
            }
            Self::SetApart { lines } => {
                write!(
                    f,
                    "{lines} lines of running heads, addresses and page numbers were left out; open the whole page to see them"
                )
            }
            Self::PagesWithoutText { pages, count: 1 } => {
                write!(
                    f,
                    "Page {pages} has no text that can be read, as when it is a scan, so its words are missing; have a program recognise the text (OCR)"
                )
            }
            Self::PagesWithoutText { pages, .. } => {
                write!(
                    f,
                    "Pages {pages} have no text that can be read, as when they are scans, so their words are missing; have a program recognise the text (OCR)"
                )
            }
            Self::Recognised { pages, count: 1 } => {
                write!(
                    f,
                    "The words of page {pages} were recognised in a picture by a program; compare quotations with the picture"
                )
            }
            Self::Recognised { pages, .. } => {
                write!(
                    f,
                    "The words of pages {pages} were recognised in pictures by a program; compare quotations with the pictures"
                )
            }
            Self::Guessed { pages, count: 1 } => {
                write!(
                    f,
                    "The file does not say which letters it draws on page {pages}; they were told by their numbers, so compare quotations with the document"
                )
            }
            Self::Guessed { pages, .. } => {
                write!(
                    f,
                    "The file does not say which letters it draws on pages {pages}; they were told by their numbers, so compare quotations with the document"
                )
            }
            Self::UnknownLetters { count: 1 } => f.write_str(
                "The file does not say which letter one of its signs is, so it shows as �; compare with the document",
            ),
            Self::UnknownLetters { count } => {
                write!(
                    f,
                    "The file does not say which letters {count} of its signs are, so they show as �; compare with the document"
                )
            }
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Pdf(ref warning) => warning.fmt(f),
            Self::LeftOut(ref what) => what.fmt(f),
            Self::Replaced { count: 1, encoding } => {
                write!(f, "One character could not be decoded as {encoding} and shows as �; if it matters, open the file again with another encoding")
            }
            Self::Replaced { count, encoding } => {
                write!(f, "{count} characters could not be decoded as {encoding} and show as �; if the text looks wrong, open the file again with another encoding")
            }
            Self::LostBefore { count: 1 } => {
                f.write_str("One character was lost before the file was saved and shows as �; look for the original")
            }
            Self::LostBefore { count } => {
                write!(f, "{count} characters were lost before the file was saved and show as �; look for the original")
            }
            Self::ControlsRemoved { count: 1 } => {
                f.write_str("One control character was left out; compare with the original if the text looks wrong")
            }
            Self::ControlsRemoved { count } => {
                write!(f, "{count} control characters were left out; compare with the original if the text looks wrong")
            }
            Self::HtmlLeftOut { count: 1 } => {
                f.write_str("One piece of HTML was left out; compare with the original if words are missing")
            }
            Self::HtmlLeftOut { count } => {
                write!(f, "{count} pieces of HTML were left out; compare with the original if words are missing")
            }
            Self::NestedTooDeep => {
                f.write_str("Its Markdown is nested too deep to follow, so it is shown as plain text with its marks")
            }
            Self::TooManyMarks { limit } => {
                write!(f, "Its Markdown has more than {limit} marks, the limit, so it is shown as plain text with its marks")
            }
            Self::NoArticleFound => {
                f.write_str("No article could be told from the rest of this page, so all of it is shown; take what you need")
            }
            Self::ArchiveInPart(what) => {
                write!(f, "The archive was not looked through to its end, since there is a limit and {what}; if the page you need is not listed, keep it as an archive of its own")
            }
            Self::PagesTooLong { count: 1, limit } => {
                write!(f, "One page in the archive has more than {} unpacked, the limit, or grows more than pages do, and is not listed; open it in a browser and save it", Size(limit))
            }
            Self::PagesTooLong { count, limit } => {
                write!(f, "{count} pages in the archive have more than {} unpacked, the limit, or grow more than pages do, and are not listed; open them in a browser and save them", Size(limit))
            }
            Self::ArticleMayBeIncomplete => {
                f.write_str("Much running text on this page was taken for something beside the article; look at the whole page if words are missing")
            }
        }
    }
}
