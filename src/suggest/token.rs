//! Tokens: the words and signs of a paragraph, each marked stretch being one token.

use std::ops::Range;

use super::{
    Language,
    lexicon::{Classes, Lexicon},
    lower::{Lower, is_plain, plain_end},
    mark::Marked,
    shape::Shape,
};
use crate::text::letter;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word that begins with a capital letter, or has no case.
    Name,
    /// Any other word.
    Word,
    /// Digits.
    Number,
    /// The “'s” of a possessive.
    Possessive,
    /// A comma.
    Comma,
    /// A sign that ends a sentence.
    Stop,
    /// The full stop of an abbreviation.
    Abbreviated,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A dash, also of two hyphens.
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// The marked stretch with this number.
    Quote(u32),
    /// Anything else.
    Other,
}

/// A word or sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    start: u32,
    end: u32,
    shape: Shape,
    /// What it is.
    pub(super) kind: Kind,
    /// What its word tells.
    pub(super) classes: Classes,
}

impl Token {
    /// Its bytes in the whole text.
    pub(super) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether its word is in any of these classes.
    pub(super) fn is(&self, classes: Classes) -> bool {
        self.classes.is(classes)
    }

    /// Whether it ends like an adverb of manner.
    pub(super) fn is_adverb_like(&self) -> bool {
        self.shape == Shape::Manner
    }

    /// Whether it is the word before whoever does something in the passive.
    pub(super) fn is_by(&self) -> bool {
        self.shape == Shape::By
    }

    /// Whether it is a relative pronoun.
    pub(super) fn is_relative(&self) -> bool {
        self.shape == Shape::Relative
    }

    /// Whether it is a marked stretch that may be a nickname or a sneer inside a group of words.
    pub(super) fn is_plain_quote(&self) -> bool {
        matches!(self.kind, Kind::Quote(_)) && self.shape != Shape::EndsWithSign
    }

    /// Whether it may stand small inside a name.
    pub(super) fn is_particle(&self) -> bool {
        self.shape == Shape::Particle
    }

    /// Whether it is the German “es”.
    pub(super) fn is_es(&self) -> bool {
        self.shape == Shape::Es
    }

    /// Whether it is the German “in”.
    pub(super) fn is_in(&self) -> bool {
        self.shape == Shape::In
    }

    /// Whether the speaker of the text speaks of themselves with it.
    pub(super) fn is_first_person(&self) -> bool {
        self.shape == Shape::FirstPerson
    }

    /// Whether it is “to”.
    pub(super) fn is_to(&self) -> bool {
        self.shape == Shape::To
    }

    /// Whether it joins clauses.
    pub(super) fn is_and(&self) -> bool {
        self.shape == Shape::And
    }

    /// Whether the text contradicts after it.
    pub(super) fn is_contrast(&self) -> bool {
        self.shape == Shape::Contrast
    }

    /// Whether a reported question follows it.
    pub(super) fn is_question(&self) -> bool {
        self.shape == Shape::Question
    }

    /// Whether it may be a finite verb, by its ending.
    pub(super) fn is_verb_like(&self) -> bool {
        self.shape == Shape::VerbLike && self.kind == Kind::Word
    }

    /// Whether it opens a clause with what is said.
    pub(super) fn is_that(&self) -> bool {
        self.shape == Shape::That
    }

    /// Whether a narrator goes on with it after a comma, in French.
    pub(super) fn goes_on_narrating(&self) -> bool {
        self.kind == Kind::Word
            && (self.shape == Shape::Participle && self.classes == Classes::NONE || self.is(Classes::NARRATING))
    }

    /// Whether it ends like a French adverb of manner.
    pub(super) fn is_manner_in_french(&self) -> bool {
        self.shape == Shape::MannerInFrench
    }

    /// Whether it ends like a French verb in a past tense.
    pub(super) fn is_past_in_french(&self) -> bool {
        self.shape == Shape::PastInFrench
    }

    /// Whether it is a word of any sort.
    pub(super) fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Name | Kind::Word | Kind::Number)
    }

    /// Whether it is a capitalised word that may belong to a name.
    pub(super) fn is_name(&self) -> bool {
        self.kind == Kind::Name && !self.is(Classes::NOT_A_NAME | Classes::DETERMINER | Classes::PRONOUN)
    }
}

/// The tokens of a paragraph of `text`; `marked` are its marked stretches, in bytes of the whole text.
pub(super) fn tokens(
    text: &str,
    paragraph: Range<usize>,
    marked: &[Marked],
    language: Language,
    lexicon: &Lexicon,
) -> Vec<Token> {
    let content = &text[..paragraph.end];
    let bytes = content.as_bytes();
    let mut tokens: Vec<Token> = Vec::with_capacity(paragraph.len() / 5);
    let mut lower = Lower::default();
    lower.take(&content[paragraph.start..]);
    let mut stretches = marked.iter().enumerate().peekable();
    let mut at = paragraph.start;
    while at < bytes.len() {
        if let Some((number, stretch)) = stretches.peek()
            && stretch.outer.start <= at
        {
            let shape = if ends_with_sign(text, stretch) { Shape::EndsWithSign } else { Shape::Plain };
            push(&mut tokens, at..stretch.outer.end, Kind::Quote(*number as u32), Classes::NONE, shape);
            at = stretch.outer.end.max(at + 1);
            stretches.next();
            continue;
        }
        let limit = stretches.peek().map_or(bytes.len(), |(_, stretch)| stretch.outer.start);
        let byte = bytes[at];
        if byte.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let plain = plain_word_end(&bytes[..limit], at);
        let rest = &content[at..limit];
        let Some(c) = rest.chars().next() else { break };
        if plain.is_some() || letter::is_alphanumeric(c) {
            let (end, is_in_place) = plain.map_or_else(
                || {
                    let (length, is_in_place) = word_length(rest, at - paragraph.start, &mut lower);
                    (at + length, is_in_place)
                },
                |end| (end, true),
            );
            let word = &content[at..end];
            let mut classes = if is_in_place {
                lexicon.classes_of_lower(lower.get(at - paragraph.start, end - paragraph.start))
            } else {
                lexicon.classes(word)
            };
            if classes.is(Classes::PRONOUN | Classes::OBJECT_PRONOUN) && is_initialism(word) {
                // “US” is no pronoun.
                classes = Classes::NONE;
            }
            let kind = if byte.is_ascii_digit() {
                Kind::Number
            } else if c.is_uppercase() {
                Kind::Name
            } else {
                Kind::Word
            };
            push(&mut tokens, at..end, kind, classes, Shape::of(word, language));
            at = end;
            continue;
        }
        let (kind, length) = sign(c, rest, tokens.last(), content, language);
        push(&mut tokens, at..at + length, kind, Classes::NONE, Shape::Plain);
        at += length;
    }
    tokens
}

fn push(tokens: &mut Vec<Token>, range: Range<usize>, kind: Kind, classes: Classes, shape: Shape) {
    let (Ok(start), Ok(end)) = (u32::try_from(range.start), u32::try_from(range.end)) else { return };
    tokens.push(Token { start, end, shape, kind, classes });
}

/// The kind and the length in bytes of the sign at the start of `rest`.
fn sign(c: char, rest: &str, before: Option<&Token>, content: &str, language: Language) -> (Kind, usize) {
    let length = c.len_utf8();
    let is_possessive = |c: char| c == '\'' || c == '’';
    match c {
        ',' | '،' | '、' | '，' => (Kind::Comma, length),
        '.' if rest.starts_with("...") => (Kind::Stop, 3),
        '.' if before.is_some_and(|word| is_abbreviated(word, content, &rest[1..], language)) => (Kind::Abbreviated, 1),
        '.' | '!' | '?' | '…' | '。' | '！' | '？' => (Kind::Stop, length),
        ':' | '：' => (Kind::Colon, length),
        ';' | '；' => (Kind::Semicolon, length),
        '-' if rest.starts_with("--") => (Kind::Dash, 2),
        '—' | '–' | '―' => (Kind::Dash, length),
        '-' if rest[1..].starts_with(char::is_whitespace) => (Kind::Dash, 1),
        '(' | '[' | '（' => (Kind::Open, length),
        ')' | ']' | '）' => (Kind::Close, length),
        _ if is_possessive(c) && rest[length..].starts_with('s') => {
            let after = &rest[length + 1..];
            if after.starts_with(letter::is_alphanumeric) {
                (Kind::Other, length)
            } else {
                (Kind::Possessive, length + 1)
            }
        }
        _ if is_possessive(c) => (Kind::Possessive, length),
        _ => (Kind::Other, length),
    }
}

/// Where the word ends that begins here, if it is ASCII letters and digits, and nothing after them can join it; most words are so.
fn plain_word_end(bytes: &[u8], start: usize) -> Option<usize> {
    let end = plain_end(bytes, start);
    let may_join = |byte: &u8| !byte.is_ascii() || matches!(byte, b'-' | b'_' | b'.' | b'@' | b'\'' | b',');
    (end > start && !bytes.get(end).is_some_and(may_join)).then_some(end)
}

/// The length in bytes of the word at the start of `rest`: letters and digits, and what joins them. `lower` keeps the text in lower case,
/// the word at `place`; whether the word is there as the lists have it is said, too.
fn word_length(rest: &str, place: usize, lower: &mut Lower) -> (usize, bool) {
    let bytes = rest.as_bytes();
    let mut is_in_place = true;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if is_plain(byte) {
            at = plain_end(bytes, at);
        } else if byte.is_ascii() {
            let joins = match byte {
                b'-' | b'_' | b'.' | b'@' => true,
                b'\'' => !ends_with_possessive(&rest[at + 1..]),
                b',' => at > 0 && bytes[at - 1].is_ascii_digit() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit),
                _ => false,
            };
            if !joins || !rest[at + 1..].starts_with(letter::is_alphanumeric) {
                break;
            }
            at += 1;
        } else {
            let Some(c) = rest[at..].chars().next() else { break };
            if letter::is_alphanumeric(c) {
                is_in_place &= lower.lower(place + at, c);
            } else {
                let after = &rest[at + c.len_utf8()..];
                let joins = c == '’' && after.starts_with(letter::is_alphanumeric) && !ends_with_possessive(after);
                let combines = matches!(c, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{AD}');
                if !joins && !combines {
                    break;
                }
                is_in_place &= combines && lower.lower(place + at, c);
            }
            at += c.len_utf8();
        }
    }
    (at.max(rest.chars().next().map_or(1, char::len_utf8)), is_in_place)
}

/// Whether an “s” that ends a word stands here.
fn ends_with_possessive(after: &str) -> bool {
    after.strip_prefix('s').is_some_and(|rest| !rest.starts_with(letter::is_alphanumeric))
}

/// Whether the full stop after this word ends no sentence.
fn is_abbreviated(word: &Token, content: &str, after: &str, language: Language) -> bool {
    let range = word.range();
    if !content[range.end..].starts_with('.') {
        return false;
    }
    let letters = &content[range];
    match word.kind {
        Kind::Number => language == Language::German && letters.len() <= 2,
        Kind::Name | Kind::Word => {
            let is_initial = letters.chars().count() == 1 && word.kind == Kind::Name && !letters.starts_with('I');
            let capital = word.kind == Kind::Name || language != Language::English;
            let number_follows = after.trim_start().starts_with(|c: char| c.is_ascii_digit());
            is_initial || letters.contains('.') || (word.is(Classes::ABBREVIATION) && (capital || number_follows))
        }
        _ => false,
    }
}

/// Whether marked words end with a comma or with a sign that ends a sentence, inside or straight after the marks.
fn ends_with_sign(text: &str, marked: &Marked) -> bool {
    let inner = text.get(marked.inner.clone()).unwrap_or_default().trim_end();
    let after = text.get(marked.outer.end..).unwrap_or_default();
    let signs = [',', '.', '!', '?', '…', '—', ';', ':'];
    inner.ends_with(signs) || after.starts_with(signs)
}

/// Whether a word of two letters or more has capital letters alone.
fn is_initialism(word: &str) -> bool {
    word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}
