//! Signs of fonts that have pictures and letters of other scripts in the place of Latin letters.

/// The Greek letters of the font Symbol in the place of `A` to `Z` and `a` to `z`.
const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

/// Other signs that stand in articles.
const SYMBOL: &[(u32, char)] = &[
    (0x2D, '−'),
    (0xA2, '′'),
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xAB, '↔'),
    (0xAC, '←'),
    (0xAD, '↑'),
    (0xAE, '→'),
    (0xAF, '↓'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB2, '″'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xBC, '…'),
    (0xD2, '®'),
    (0xD3, '©'),
    (0xD4, '™'),
];
const WINGDINGS: &[(u32, char)] = &[
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x4A, '☺'),
    (0x4C, '☹'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// The character that a sign of a font stands for; `None` when that is not known. Signs of such fonts have codes up to 255,
/// to which programs add 0xF000.
pub(super) fn character(font: &str, code: u32) -> Option<char> {
    let private = (0xF000..=0xF0FF).contains(&code);
    let low = if private { code - 0xF000 } else { code };
    let found = |table: &[(u32, char)]| table.iter().find(|(sign, _)| *sign == low).map(|(_, c)| *c);
    let font = font.trim().to_lowercase();
    let letter = |first: char, letters: &str| letters.chars().nth(low.checked_sub(first.into())? as usize);
    if font == "symbol" && low <= 0xFF {
        let greek = match low {
            0x41..=0x5A => letter('A', CAPITALS),
            0x61..=0x7A => letter('a', SMALL),
            _ => found(SYMBOL),
        };
        return greek.or_else(|| char::from_u32(low).filter(|c| c.is_ascii() && !c.is_control() && !c.is_alphabetic()));
    }
    if font.starts_with("wingdings") || font.contains("dingbats") || font == "webdings" {
        return if font == "wingdings" { found(WINGDINGS) } else { None };
    }
    char::from_u32(code).filter(|c| !private && !c.is_control())
}
