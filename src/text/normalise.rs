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
    let mut content = String::with_capacity(decoded.len());
    let mut controls_removed = 0;
    for (sign, kept) in kept_signs(decoded) {
        match kept {
            Some(kept) => content.push(kept),
            None => controls_removed += usize::from(!matches!(sign, '\r' | '\u{FEFF}')),
        }
    }
    Ok(Normalised { text: Text::new(content)?, controls_removed })
}

/// Every sign of a decoded string with what [`normalise`] makes of it; of the two signs of a line end the second is kept.
pub fn kept_signs(decoded: &str) -> impl Iterator<Item = (char, Option<char>)> {
    let mut signs = decoded.chars().peekable();
    let mut is_first = true;
    std::iter::from_fn(move || {
        let sign = signs.next()?;
        let kept = match sign {
            '\u{FEFF}' if is_first => None,
            '\r' if signs.peek() == Some(&'\n') => None,
            '\r' | '\u{2028}' | '\u{2029}' | '\u{0085}' | '\u{000B}' | '\u{000C}' => Some('\n'),
            sign => Some(sign).filter(|sign| !is_forbidden(*sign)),
        };
        is_first = false;
        Some((sign, kept))
    })
}
