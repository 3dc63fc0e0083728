//! Words from a file, made harmless where they leave the program: signs that act on what is around them are made visible, and no
//! spreadsheet takes them for a formula.

use std::{borrow::Cow, fmt::Write as _};

/// The same words without signs that change how others are shown or read: of each such sign its number stands there.
///
/// These are overrides, embeddings and isolates of the writing direction, control characters, and what is no character. A
/// carriage return is a line end. The marks of direction (U+200E, U+200F, U+061C) stay: right-to-left text needs them, and
/// they reach no further than the next letter.
pub fn inert(words: &str) -> Cow<'_, str> {
    if !words.contains(acts) {
        return Cow::Borrowed(words);
    }
    let mut shown = String::with_capacity(words.len());
    let mut signs = words.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\r' if signs.peek() == Some(&'\n') => {}
            '\r' => shown.push('\n'),
            sign if acts(sign) => {
                // Writing to a string does not fail.
                let _written = write!(shown, "⟨U+{:04X}⟩", u32::from(sign));
            }
            sign => shown.push(sign),
        }
    }
    Cow::Owned(shown)
}

fn acts(sign: char) -> bool {
    match sign {
        '\n' | '\t' => false,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{FDD0}'..='\u{FDEF}' => true,
        sign => sign.is_control() || u32::from(sign) & 0xFFFE == 0xFFFE,
    }
}

/// Words that no spreadsheet takes for a formula: an apostrophe stands before those that begin like one, in letters of any width.
pub fn neutralised(cell: &str) -> Cow<'_, str> {
    const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if cell.starts_with(FORMULA) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}
