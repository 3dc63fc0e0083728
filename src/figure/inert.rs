//! Words from a file, made harmless where they leave the program.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;

/// A cell of a table that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it.
pub fn neutralised(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Words as they are drawn: in one line, at most `most` signs of common width wide, without signs that XML forbids and without
/// those that turn the direction of what stands around them.
pub fn shown(words: &str, most: usize) -> String {
    let mut line = String::new();
    let mut width = 0;
    let mut signs = words.graphemes(true).peekable();
    while let Some(sign) = signs.next() {
        let wide = if sign.len() > 2 { 2 } else { 1 };
        let is_last = signs.peek().is_none();
        if width + wide > most - usize::from(!is_last) {
            line.push('…');
            break;
        }
        // A flood of marks on one letter is as long as a line; the first few say what it is.
        let kept = sign.chars().filter(|c| !turns(*c)).take(8).map(|c| if is_forbidden(c) { ' ' } else { c });
        line.extend(kept);
        width += wide;
    }
    line
}

/// Whether XML forbids a sign, or it breaks a line.
fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether a sign turns the direction of what follows it.
fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
