//! What a reviewer should know about how an article was read.

use std::fmt;

use super::LeftOut;

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
    /// A format that is text but meant for machines.
    MarkupShown,
    /// What a document or an e-mail holds beside its words.
    LeftOut(LeftOut),
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
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
            Self::MarkupShown => {
                f.write_str("This looks like a web page, which Claimlight shows with its markup; copy the text from a browser and paste it instead")
            }
        }
    }
}
