//! Words from a file, as they are drawn.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::inert;

/// Words as they are drawn: in one line, at most `most` signs of common width wide, without signs that XML forbids; those
/// that act on what is around them are made visible.
pub fn shown(words: &str, most: usize) -> String {
    let mut line = String::new();
    let mut width = 0;
    let words = inert(words);
    let mut signs = words.graphemes(true).peekable();
    while let Some(sign) = signs.next() {
        let wide = if sign.len() > 2 { 2 } else { 1 };
        let is_last = signs.peek().is_none();
        if width + wide > most - usize::from(!is_last) {
            line.push('…');
            break;
        }
        // A flood of marks on one letter is as long as a line; the first few say what it is.
        let kept = sign.chars().take(8).map(|c| if c.is_control() { ' ' } else { c });
        line.extend(kept);
        width += wide;
    }
    line
}
