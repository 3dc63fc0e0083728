//! What a reviewer should know about how an article was read.

use std::fmt;

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
    /// A web page on which no article could be told from the rest.
    NoArticleFound,
    /// A web page of which the article is but a small part of the running text.
    ArticleMayBeIncomplete,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
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
            Self::NoArticleFound => {
                f.write_str("No article could be told from the rest of this page, so all of it is shown; take what you need")
            }
            Self::ArticleMayBeIncomplete => {
                f.write_str("Much running text on this page was taken for something beside the article; look at the whole page if words are missing")
            }
        }
    }
}
