//! Letters that a file draws without saying which they are.
//!
//! Most such files number their letters as ASCII does, or as the common fonts do, which begin with the space at 3. Which of the two, if
//! any, shows in how often each letter comes out: what is read wrongly has no more *e* than *q*.

use super::glyph::Glyph;

/// What is added to a number to give the letter.
const SHIFTS: [u32; 3] = [0, 29, 31];
/// The fewest letters to judge by.
const FEWEST: usize = 40;
/// The least part of the letters that the commonest eight of languages in Latin script make up; it is 0.53 to 0.68 in running text.
const COMMON: f32 = 0.47;
/// The least part of what is drawn that must come out as letters.
const LETTERS: f32 = 0.6;

/// Gives letters to what has none, when its numbers can be told. How many it gave.
pub(super) fn guess(glyphs: &mut [Glyph]) -> usize {
    let codes: Vec<u32> = glyphs.iter().filter_map(|glyph| glyph.code).collect();
    let Some(shift) = SHIFTS.into_iter().find(|shift| is_plausible(&codes, *shift)) else { return 0 };
    let mut given = 0;
    for glyph in glyphs {
        if let Some(letter) = glyph.code.and_then(|code| letter(code, shift)) {
            glyph.text = letter.to_string();
            given += 1;
        }
    }
    given
}

fn is_plausible(codes: &[u32], shift: u32) -> bool {
    let letters: Vec<char> =
        codes.iter().filter_map(|code| letter(*code, shift)).filter(|c| c.is_alphabetic()).collect();
    let visible = codes.iter().filter(|code| letter(**code, shift) != Some(' ')).count();
    let common = letters.iter().filter(|c| "eaintors".contains(c.to_ascii_lowercase())).count();
    let small = letters.iter().filter(|c| c.is_lowercase()).count();
    letters.len() >= FEWEST
        && letters.len() as f32 >= LETTERS * visible as f32
        && common as f32 >= COMMON * letters.len() as f32
        && small * 3 > letters.len()
}

/// The letter of a number; above ASCII as Windows has it, when nothing is added.
fn letter(code: u32, shift: u32) -> Option<char> {
    let code = u8::try_from(code.checked_add(shift)?).ok()?;
    match code {
        0x20..=0x7E => Some(char::from(code)),
        0xA0..=0xFF if shift == 0 => Some(char::from(code)),
        0x80..=0x9F if shift == 0 => {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[code]).0.chars().next().filter(|c| !c.is_control())
        }
        _ => None,
    }
}
