//! A text cut into what an editor changes as one: words, numbers, single signs.

use std::ops::Range;

use super::fold::{Signs, lower};

/// A word, a number, a CJK character or a punctuation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Stands for its folded letters without case. Two that differ and have one hash are as likely as a fault of the
    /// machine; made on purpose, they cost a segment its place, and nothing else.
    pub(super) hash: u64,
    /// Where it begins, in bytes.
    pub(super) start: u32,
    /// Where it ends.
    pub(super) end: u32,
}

impl Token {
    /// Its length in bytes.
    pub(super) fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Its bytes.
    pub(super) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// How a character makes tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// It parts tokens and is none.
    Space,
    /// It makes a word with those beside it.
    Word,
    /// It is a token by itself.
    Single,
}

fn class(c: char) -> Class {
    if c.is_ascii() {
        return match c {
            ' ' => Class::Space,
            c if c.is_ascii_alphanumeric() => Class::Word,
            _ => Class::Single,
        };
    }
    if is_unspaced(c) || !(c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)) {
        return Class::Single;
    }
    Class::Word
}

/// Whether a character is of a script that writes words without spaces: Han, kana, Thai, Lao, Burmese, Khmer.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// How many folded characters a word has at most. What is longer is no word, and a place in it would be sought for long.
const LONGEST_WORD: usize = 256;

/// The tokens of a text, in its order.
pub(super) fn tokens(content: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(content.len() / 5);
    // How many characters of a word have been read.
    let mut letters = 0;
    for sign in Signs::new(content, 0..content.len()) {
        let class = class(sign.c);
        if class == Class::Space {
            letters = 0;
            continue;
        }
        let (start, end) = (place(sign.start()), place(sign.end()));
        let letter = u64::from(u32::from(lower(sign.c)));
        match tokens.last_mut() {
            Some(word) if 0 < letters && letters < LONGEST_WORD && class == Class::Word => {
                word.hash = mix(word.hash, letter);
                word.end = end;
                letters += 1;
            }
            _ => {
                tokens.push(Token { hash: mix(0, letter), start, end });
                letters = usize::from(class == Class::Word);
            }
        }
    }
    tokens
}

/// Texts stay below 4 GiB.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Adds to a hash: a rotation and a multiplication by an odd constant of 64 bits, folded so that every bit counts.
pub(super) fn mix(hash: u64, more: u64) -> u64 {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mixed = (hash.rotate_left(23) ^ more.wrapping_add(ODD)).wrapping_mul(ODD);
    mixed ^ (mixed >> 32)
}
