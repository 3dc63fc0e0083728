//! A sentence as words in lower case.

use super::Quoted;

/// How many words of a sentence are looked at, and so how much one endless sentence costs; news has none as long.
const MOST_WORDS: usize = 600;

/// The words of one sentence, kept between sentences so that nothing is allocated anew.
#[derive(Default)]
pub(super) struct Words {
    /// The words in lower case, one after the other: UTF-8, since only whole characters are added.
    lower: Vec<u8>,
    words: Vec<Word>,
}

/// One word.
#[derive(Clone, Copy)]
pub(super) struct Word {
    start: u32,
    end: u32,
    /// Whether it stands between quotation marks.
    pub(super) is_quoted: bool,
    /// What it begins with.
    pub(super) begins_with: Start,
    /// Whether its script parts no words.
    is_unspaced: bool,
}

/// What a word begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    Capital,
    Digit,
    Other,
}

impl Start {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' => Self::Other,
            '0'..='9' => Self::Digit,
            _ if c.is_uppercase() => Self::Capital,
            _ => Self::Other,
        }
    }
}

/// Whether a letter is of a script that parts no words by spaces: Chinese, Japanese, Korean and what stands between them.
fn is_unspaced(c: char) -> bool {
    c >= '\u{2E80}'
}

impl Word {
    /// Whether it is a number in digits.
    pub(super) fn is_figure(self) -> bool {
        self.begins_with == Start::Digit
    }
}

impl Words {
    /// Cuts a sentence into words: letters and digits with the apostrophes inside; a hyphen parts words. Returns how many bytes of the
    /// sentence were looked at.
    pub(super) fn read(&mut self, sentence: &str, quoted: &Quoted) -> usize {
        self.lower.clear();
        self.words.clear();
        let mut stretches = quoted.stretches().iter().peekable();
        let bytes = sentence.as_bytes();
        let mut word: Option<Word> = None;
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            if word.is_none() && byte.is_ascii() {
                // Most words are ASCII letters between spaces.
                if !byte.is_ascii_alphanumeric() {
                    at += 1;
                    continue;
                }
                let length = plain_length(&bytes[at..]);
                if length > 0 {
                    while stretches.next_if(|stretch| stretch.end <= at).is_some() {}
                    let start = self.lower.len();
                    self.lower.extend_from_slice(&bytes[at..at + length]);
                    self.lower[start..].make_ascii_lowercase();
                    self.words.push(Word {
                        start: start as u32,
                        end: self.lower.len() as u32,
                        is_quoted: stretches.peek().is_some_and(|stretch| stretch.start <= at),
                        begins_with: Start::of(char::from(*byte)),
                        is_unspaced: false,
                    });
                    at += length;
                    if self.words.len() >= MOST_WORDS && at < bytes.len() {
                        return at;
                    }
                    continue;
                }
            }
            let c = if byte.is_ascii() {
                char::from(*byte)
            } else {
                sentence.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(char::REPLACEMENT_CHARACTER)
            };
            if c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric()) {
                // Chinese and Japanese put no space between a number and a word.
                let is_cut =
                    |word: &Word| is_unspaced(c) != word.is_unspaced && (c.is_ascii_digit() || word.is_figure());
                self.words.extend(word.take_if(|word| is_cut(word)));
                let word = word.get_or_insert_with(|| {
                    while stretches.next_if(|stretch| stretch.end <= at).is_some() {}
                    Word {
                        start: self.lower.len() as u32,
                        end: 0,
                        is_quoted: stretches.peek().is_some_and(|stretch| stretch.start <= at),
                        begins_with: Start::of(c),
                        is_unspaced: is_unspaced(c),
                    }
                });
                at += self.take(sentence, at, c);
                word.end = self.lower.len() as u32;
                continue;
            }
            let next = at + c.len_utf8();
            if let Some(open) = word {
                if joins(c, open.is_figure(), sentence.get(next..).unwrap_or_default()) {
                    // Of the signs that join, only this one is not ASCII.
                    self.lower.push(if c == '’' { b'\'' } else { c as u8 });
                } else {
                    self.words.push(open);
                    word = None;
                    if self.words.len() >= MOST_WORDS {
                        return at;
                    }
                }
            }
            at = next;
        }
        self.words.extend(word);
        sentence.len()
    }

    /// Takes the letter or digit `c` at this place in lower case and, if it is ASCII, those of its kind after it. Returns how many bytes.
    fn take(&mut self, sentence: &str, at: usize, c: char) -> usize {
        if !c.is_ascii() {
            for lower in c.to_lowercase() {
                self.lower.extend_from_slice(lower.encode_utf8(&mut [0; 4]).as_bytes());
            }
            return c.len_utf8();
        }
        let rest = &sentence.as_bytes()[at..];
        let length = rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let start = self.lower.len();
        self.lower.extend_from_slice(&rest[..length]);
        self.lower[start..].make_ascii_lowercase();
        length
    }

    /// The words, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Word> + '_ {
        self.words.iter().copied()
    }

    /// The word with this number, in lower case; empty when there is none.
    pub(super) fn get(&self, number: usize) -> &[u8] {
        self.words.get(number).map_or(&[], |word| self.slice(*word))
    }

    /// Whether the word with this number begins with a capital letter.
    pub(super) fn is_capital(&self, number: usize) -> bool {
        self.words.get(number).is_some_and(|word| word.begins_with == Start::Capital)
    }

    /// A word in lower case.
    pub(super) fn slice(&self, word: Word) -> &[u8] {
        self.lower.get(word.start as usize..word.end as usize).unwrap_or_default()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }
}

/// The length of the ASCII word that begins these bytes, if it ends with them or with a sign that joins nothing to it; else 0.
fn plain_length(bytes: &[u8]) -> usize {
    let length = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(bytes.len());
    let is_plain = bytes.get(length).is_none_or(|end| end.is_ascii() && !matches!(end, b'\'' | b'.' | b','));
    if is_plain { length } else { 0 }
}

/// Whether a sign leaves what stands on both sides of it one word: an apostrophe, the point or comma of a number.
fn joins(sign: char, in_figure: bool, after: &str) -> bool {
    match sign {
        '\'' | '’' => after.starts_with(char::is_alphabetic),
        '.' | ',' => in_figure && after.starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}
