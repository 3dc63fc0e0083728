//! From a decoded string to text as the review file promises it.

use super::{
    Text, TextError,
    scan::{self, is},
};

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
    let mut rest = decoded.strip_prefix('\u{FEFF}').unwrap_or(decoded);
    // What stays is copied whole, up to the next sign that does not; most texts have none.
    while let Some(at) = first_to_change(rest) {
        content.push_str(&rest[..at]);
        let mut signs = rest[at..].chars();
        if let Some(sign) = signs.next() {
            match kept(sign, signs.clone().next()) {
                Some(kept) => content.push(kept),
                None => controls_removed += usize::from(sign != '\r'),
            }
        }
        rest = signs.as_str();
    }
    content.push_str(rest);
    Ok(Normalised { text: Text::new(content)?, controls_removed })
}

/// Every sign of a decoded string with what [`normalise`] makes of it; of the two signs of a line end the second is kept.
pub fn kept_signs(decoded: &str) -> impl Iterator<Item = (char, Option<char>)> {
    let mut signs = decoded.chars().peekable();
    let mut is_first = true;
    std::iter::from_fn(move || {
        let sign = signs.next()?;
        let is_mark = std::mem::take(&mut is_first) && sign == '\u{FEFF}';
        Some((sign, kept(sign, signs.peek().copied()).filter(|_| !is_mark)))
    })
}

/// What a sign becomes before another: every line end a line feed, a control character nothing.
fn kept(sign: char, next: Option<char>) -> Option<char> {
    match sign {
        '\r' if next == Some('\n') => None,
        '\r' | '\u{2028}' | '\u{2029}' | '\u{0085}' | '\u{000B}' | '\u{000C}' => Some('\n'),
        sign => Some(sign).filter(|sign| !sign.is_control() || matches!(sign, '\n' | '\t')),
    }
}

/// Whether [`normalise`] leaves a string as it is.
pub fn is_normalised(content: &str) -> bool {
    !content.starts_with('\u{FEFF}') && first_to_change(content).is_none()
}

/// The first place at which something that may not stay stands.
fn first_to_change(decoded: &str) -> Option<usize> {
    // C0 controls and DEL; C1 controls begin with 0xC2, U+2028 and U+2029 with 0xE2.
    scan::find(decoded.as_bytes(), 0, |[byte, next, last]| {
        (is(byte < 0x20) & is(byte != b'\n') & is(byte != b'\t'))
            | is(byte == 0x7F)
            | (is(byte == 0xC2) & is(next < 0xA0))
            | (is(byte == 0xE2) & is(next == 0x80) & is(last & 0xFE == 0xA8))
    })
}
