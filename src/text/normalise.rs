//! From a decoded string to text as the review file promises it.

use super::{Text, TextError, text::is_forbidden};

/// A text and what had to be changed to make it one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normalised {
    /// The text.
    pub text: Text,
    /// How many control characters were taken out.
    pub controls_removed: usize,
}

/// Makes a text of a decoded string: a leading byte-order mark goes, `\r\n`, `\r`, U+2028, U+2029, U+0085, form feed and vertical tab
/// become `\n`, other control characters go. Everything else, composed or not, stays as it is.
///
/// # Errors
/// When the text is longer than [`Text::MAX_BYTES`].
pub fn normalise(decoded: &str) -> Result<Normalised, TextError> {
    let decoded = decoded.strip_prefix('\u{FEFF}').unwrap_or(decoded);
    let mut content = String::with_capacity(decoded.len());
    let mut controls_removed = 0;
    let mut chars = decoded.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                content.push('\n');
            }
            '\u{2028}' | '\u{2029}' | '\u{0085}' | '\u{000B}' | '\u{000C}' => content.push('\n'),
            c if is_forbidden(c) => controls_removed += 1,
            c => content.push(c),
        }
    }
    Ok(Normalised { text: Text::new(content)?, controls_removed })
}
