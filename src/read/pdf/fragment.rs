//! Characters to fragments: pieces of a line that no wide gap parts.

use super::{
    glyph::{Glyph, Turn},
    hyphen::{Softness, ends_with_hyphen},
};

/// The gap that parts words, in ems, and the one between signs that are written without spaces.
const SPACE: f32 = 0.17;
const SPACE_IDEOGRAPHS: f32 = 0.55;
/// The gap that parts columns, in ems. A line with a wider gap is put together again when no column stands there.
const WIDE: f32 = 0.9;

/// How much more ink than usual bold type takes.
const BOLD: f32 = 1.2;

/// A piece of a line on the page turned so that writing runs right. Lengths are in points.
#[derive(Clone, Debug)]
pub(super) struct Fragment {
    pub(super) words: String,
    pub(super) start: f32,
    pub(super) end: f32,
    pub(super) base: f32,
    pub(super) size: f32,
    pub(super) bold: bool,
    /// What the file says of the hyphen it ends with.
    pub(super) soft: Softness,
    /// Whether it has such a hyphen elsewhere, which shows that the file says so of every hyphen.
    pub(super) soft_inside: bool,
    pub(super) furniture: bool,
    /// Its place in the order in which the page is drawn.
    pub(super) order: usize,
}

impl Fragment {
    /// Its signs that are not white space.
    pub(super) fn signs(&self) -> usize {
        self.words.chars().filter(|c| !c.is_whitespace()).count()
    }

    pub(super) fn top(&self) -> f32 {
        self.base - self.size * 0.75
    }

    pub(super) fn bottom(&self) -> f32 {
        self.base + self.size * 0.2
    }
}

/// Whether a sign belongs to a script that is written without spaces.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{312F}' | '\u{3190}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a sign is of a script that runs from right to left.
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// The fragments of all lines that run one way.
pub(super) fn fragments(glyphs: &[Glyph], turn: Turn) -> Vec<Fragment> {
    let mut found: Vec<Fragment> = Vec::new();
    let mut open: Vec<&Glyph> = Vec::new();
    for glyph in glyphs.iter().filter(|glyph| glyph.turn == turn) {
        if !open.is_empty() && !continues(&open, glyph) {
            close(&mut open, &mut found);
        }
        open.push(glyph);
    }
    close(&mut open, &mut found);
    found
}

/// Whether a glyph stands next to those before it on the same line.
fn continues(open: &[&Glyph], glyph: &Glyph) -> bool {
    let (Some(first), Some(last)) = (open.first(), open.last()) else { return false };
    let size = last.size.max(glyph.size);
    let differs = (last.size - glyph.size).abs() > size * 0.15;
    // Raised and lowered signs are smaller.
    let leeway = if differs { 0.55 } else { 0.2 };
    if (last.base - glyph.base).abs() > size * leeway || glyph.furniture != last.furniture || size > 3.0 * last.size {
        return false;
    }
    let right = glyph.start - last.end;
    let left = last.start - glyph.end;
    let near = |gap: f32| gap > -0.6 * size && gap < WIDE * size;
    // Some programs draw writing that runs left from its end, some from its beginning.
    let runs_left =
        glyph.text.chars().chain(last.text.chars()).any(is_right_to_left) || first.start > last.start + size;
    near(right) || (runs_left && near(left))
}

fn close(open: &mut Vec<&Glyph>, found: &mut Vec<Fragment>) {
    let mut glyphs = std::mem::take(open);
    let drawn_after_soft = without_unseen_hyphens(&mut glyphs);
    let order = found.len();
    let leftwards = glyphs.iter().flat_map(|glyph| glyph.text.chars()).filter(|c| is_right_to_left(*c)).count();
    let rightwards = glyphs.iter().flat_map(|glyph| glyph.text.chars()).filter(|c| c.is_alphabetic()).count();
    let is_leftwards = leftwards * 2 > rightwards;
    if leftwards > 0 {
        glyphs.sort_by(|one, other| one.start.total_cmp(&other.start));
    }
    let visible = |glyph: &&&Glyph| !glyph.text.trim().is_empty();
    let (Some(start), Some(end)) = (
        glyphs.iter().filter(visible).map(|glyph| glyph.start).reduce(f32::min),
        glyphs.iter().filter(visible).map(|glyph| glyph.end).reduce(f32::max),
    ) else {
        return;
    };
    let (size, base) = prevailing(&glyphs);
    let weights: Vec<f32> = glyphs.iter().filter_map(|glyph| glyph.weight).collect();
    let bold = !weights.is_empty() && weights.iter().sum::<f32>() > BOLD * weights.len() as f32;
    let last = glyphs.iter().rfind(visible).map_or(Softness::Unsaid, |glyph| glyph.soft);
    let soft = if drawn_after_soft { Softness::Sure } else { last };
    let soft_inside = glyphs.iter().rev().skip(1).any(|glyph| glyph.soft == Softness::Named);
    let furniture = glyphs.iter().all(|glyph| glyph.furniture);
    let words = if is_leftwards { leftwards_words(&glyphs) } else { words(&glyphs) };
    found.push(Fragment { words, start, end, base, size, bold, soft, soft_inside, furniture, order });
}

/// Leaves out soft hyphens that take no room, which stand wherever a word may be broken. Whether the last glyph is a hyphen that
/// was drawn because one of them is in its place.
fn without_unseen_hyphens(glyphs: &mut Vec<&Glyph>) -> bool {
    let is_unseen = |at: usize| {
        let glyph = glyphs[at];
        let room = glyphs.get(at + 1).map_or(glyph.end - glyph.start, |next| next.start - glyph.start);
        glyph.soft != Softness::Unsaid && room.abs() < glyph.size * 0.1
    };
    let unseen: Vec<bool> = (0..glyphs.len()).map(is_unseen).collect();
    let count = glyphs.len();
    let drawn = count > 1 && unseen[count - 2] && ends_with_hyphen(&glyphs[count - 1].text);
    let mut unseen = unseen.into_iter();
    glyphs.retain(|_| !unseen.next().unwrap_or_default());
    drawn
}

/// The size and the base line of most of the glyphs.
fn prevailing(glyphs: &[&Glyph]) -> (f32, f32) {
    let mut sizes: Vec<(f32, f32)> =
        glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).map(|glyph| (glyph.size, glyph.base)).collect();
    sizes.sort_by(|one, other| one.0.total_cmp(&other.0));
    sizes.get(sizes.len() / 2).copied().unwrap_or_default()
}

/// The words of glyphs from left to right, with a space in each gap that is wide enough.
fn words(glyphs: &[&Glyph]) -> String {
    let mut words = String::new();
    let tracking = tracking(glyphs);
    let mut last: Option<&Glyph> = None;
    let mut glyphs = glyphs.iter().peekable();
    while let Some(glyph) = glyphs.next() {
        if let Some(last) = last {
            let size = last.size.max(glyph.size);
            let dense = last.text.chars().next_back().is_some_and(is_ideograph)
                || glyph.text.chars().next().is_some_and(is_ideograph);
            let space = if dense { SPACE_IDEOGRAPHS } else { SPACE };
            let is_mark = glyph.text.starts_with(unicode_normalization::char::is_combining_mark);
            if glyph.start - last.end > space * size + tracking && !is_mark {
                push_space(&mut words);
            }
        }
        if glyph.text.trim().is_empty() {
            push_space(&mut words);
        } else if let Some((letter, next)) = glyphs.peek().and_then(|next| Some((accented(glyph, next)?, *next))) {
            words.push(letter);
            glyphs.next();
            last = Some(next);
            continue;
        } else {
            words.push_str(&glyph.text);
        }
        last = Some(glyph);
    }
    words.truncate(words.trim_end().len());
    words
}

/// The letter that an accent and the letter drawn under it are together.
fn accented(accent: &Glyph, letter: &Glyph) -> Option<char> {
    let mark = match accent.text.as_str() {
        "`" => '\u{300}',
        "´" => '\u{301}',
        "ˆ" => '\u{302}',
        "˜" => '\u{303}',
        "¯" => '\u{304}',
        "˘" => '\u{306}',
        "˙" => '\u{307}',
        "¨" => '\u{308}',
        "˚" => '\u{30A}',
        "˝" => '\u{30B}',
        "ˇ" => '\u{30C}',
        "¸" => '\u{327}',
        _ => return None,
    };
    let middle = |glyph: &Glyph| f32::midpoint(glyph.start, glyph.end);
    let is_under = (middle(accent) - middle(letter)).abs() < accent.size * 0.2;
    let base = match letter.text.as_str() {
        "ı" => 'i',
        "ȷ" => 'j',
        other => other.chars().next()?,
    };
    is_under.then(|| unicode_normalization::char::compose(base, mark)).flatten()
}

/// The gap that spaced letters have between them: what most gaps of a line are, when that is more than none.
fn tracking(glyphs: &[&Glyph]) -> f32 {
    const FEWEST: usize = 6;
    let is_letter = |glyph: &Glyph| glyph.text.chars().any(char::is_alphabetic);
    let letters = glyphs.windows(2).filter(|pair| pair.iter().all(|glyph| is_letter(glyph)));
    let mut gaps: Vec<f32> = letters.map(|pair| pair[1].start - pair[0].end).collect();
    if gaps.len() < FEWEST || glyphs.iter().any(|glyph| glyph.text.trim().is_empty()) {
        return 0.0;
    }
    gaps.sort_by(f32::total_cmp);
    gaps[gaps.len() / 2].max(0.0)
}

fn push_space(words: &mut String) {
    if !words.is_empty() && !words.ends_with(' ') {
        words.push(' ');
    }
}

/// The words of a line that runs left, of glyphs sorted from left to right. Runs of figures and of Latin letters keep their order, and
/// brackets are turned, since the file has them as they are seen.
fn leftwards_words(glyphs: &[&Glyph]) -> String {
    let mut signs: Vec<&str> = Vec::with_capacity(glyphs.len());
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        let is_apart = last.is_some_and(|last| glyph.start - last.end > SPACE * last.size.max(glyph.size));
        if is_apart || glyph.text.trim().is_empty() {
            signs.push(" ");
        }
        if !glyph.text.trim().is_empty() {
            signs.push(&glyph.text);
        }
        last = Some(glyph);
    }
    signs.reverse();
    let is_ltr = |sign: &&str| sign.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !is_right_to_left(c));
    let mut words = String::new();
    let mut rest = signs.as_slice();
    while let Some((first, others)) = rest.split_first() {
        let mut end = rest.iter().take_while(|sign| is_ltr(sign)).count();
        if end == 0 {
            match *first {
                " " => push_space(&mut words),
                sign => words.push_str(turned(sign)),
            }
            rest = others;
            continue;
        }
        // What stands between two of them, such as a full stop in a number, is of the run.
        while let Some(next) = rest[end..].iter().take(3).position(is_ltr).filter(|skipped| *skipped > 0) {
            if rest[end..end + next].iter().any(|sign| sign.chars().any(is_right_to_left)) {
                break;
            }
            end += next + rest[end + next..].iter().take_while(|sign| is_ltr(sign)).count();
        }
        let (run, others) = rest.split_at(end);
        for sign in run.iter().rev() {
            match *sign {
                " " => push_space(&mut words),
                sign => words.push_str(sign),
            }
        }
        rest = others;
    }
    words.truncate(words.trim_end().len());
    words
}

/// The other bracket of a pair.
fn turned(sign: &str) -> &str {
    match sign {
        "(" => ")",
        ")" => "(",
        "[" => "]",
        "]" => "[",
        "{" => "}",
        "}" => "{",
        "«" => "»",
        "»" => "«",
        other => other,
    }
}
