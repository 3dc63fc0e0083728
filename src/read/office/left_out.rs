//! What a document holds that is not in the text.

use std::fmt;

/// What a document or an e-mail holds that is not in the text as it stands there; [`fmt::Display`] gives the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LeftOut {
    /// Pictures, charts and drawings.
    Pictures(usize),
    /// Changes that somebody proposed and nobody took or refused.
    Changes(usize),
    /// Stretches that are not shown.
    Hidden(usize),
    /// Signs of a font that has no letters.
    Symbols(usize),
    /// Equations, whose signs stand on one line now.
    Equations(usize),
    /// Documents inside the document.
    Embedded(usize),
    /// Files sent along with an e-mail, by their names.
    Attachments(Vec<String>),
    /// Other messages in an e-mail.
    Messages(usize),
    /// Words in an encoding that is not known.
    UnknownEncoding(String),
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pictures(1) => f.write_str(
                "One picture, chart or drawing is left out; compare with the original if the article rests on it",
            ),
            Self::Pictures(count) => {
                write!(
                    f,
                    "{count} pictures, charts or drawings are left out; compare with the original if the article rests on them"
                )
            }
            Self::Changes(1) => {
                f.write_str("One tracked change is shown as accepted; see the original for the words before it")
            }
            Self::Changes(count) => {
                write!(f, "{count} tracked changes are shown as accepted; see the original for the words before them")
            }
            Self::Hidden(1) => f.write_str("One stretch of hidden text is left out; see the original for it"),
            Self::Hidden(count) => {
                write!(f, "{count} stretches of hidden text are left out; see the original for them")
            }
            Self::Symbols(1) => f.write_str("One sign of a symbol font shows as �; see the original for it"),
            Self::Symbols(count) => write!(f, "{count} signs of symbol fonts show as �; see the original for them"),
            Self::Equations(1) => {
                f.write_str("The signs of one equation stand on one line; see the original for how they are set")
            }
            Self::Equations(count) => {
                write!(f, "The signs of {count} equations stand on one line; see the original for how they are set")
            }
            Self::Embedded(1) => {
                f.write_str("One document inside this one is left out; open it by itself if you need it")
            }
            Self::Embedded(count) => {
                write!(f, "{count} documents inside this one are left out; open them by themselves if you need them")
            }
            Self::Attachments(names) => {
                const MOST: usize = 5;
                let noun = if names.len() == 1 { "attachment is" } else { "attachments are" };
                write!(
                    f,
                    "{} {noun} left out: {}",
                    names.len(),
                    names.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ")
                )?;
                if names.len() > MOST {
                    write!(f, " and {} more", names.len() - MOST)?;
                }
                f.write_str("; save and open them by themselves if you need them")
            }
            Self::Messages(1) => {
                f.write_str("One message that was sent along is left out; open it by itself if you need it")
            }
            Self::Messages(count) => {
                write!(
                    f,
                    "{count} messages that were sent along are left out; open them by themselves if you need them"
                )
            }
            Self::UnknownEncoding(name) => {
                write!(f, "Its encoding “{name}” is not known, so some letters may be wrong; compare with the original")
            }
        }
    }
}
