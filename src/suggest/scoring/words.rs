//! A sentence as words in lower case.

use super::{
    super::lower::{Lower, is_plain, plain_end},
    Quoted,
};
use crate::text::letter;

/// How many words of a sentence are looked at, and so how much one endless sentence costs; news has none as long.
const MOST_WORDS: usize = 600;

/// The words of one sentence, kept between sentences so that nothing is allocated anew.
#[derive(Default)]
pub(super) struct Words {
    /// The sentence in lower case, and after it the words that are longer or shorter so.
    lower: Lower,
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
        self.lower.take(sentence);
        self.words.clear();
        let mut stretches = quoted.stretches().iter().peekable();
        let bytes = sentence.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            if byte.is_ascii() && !is_plain(*byte) {
                at += 1;
                continue;
            }
            while stretches.next_if(|stretch| stretch.end <= at).is_some() {}
            let is_quoted = stretches.peek().is_some_and(|stretch| stretch.start <= at);
            // Most words are ASCII letters between spaces.
            let end = if is_plain(*byte) { plain_end(bytes, at) } else { at };
            if end > at && bytes.get(end).is_none_or(|end| end.is_ascii() && !matches!(end, b'\'' | b'.' | b',')) {
                let begins_with = Start::of(char::from(*byte));
                let (start, end) = (at as u32, end as u32);
                self.words.push(Word { start, end, is_quoted, begins_with });
                at = end as usize;
            } else {
                at = self.read_mixed(sentence, at, is_quoted);
            }
            if self.words.len() >= MOST_WORDS && at < bytes.len() {
                return at;
            }
        }
        sentence.len()
    }

    /// Reads a word that may hold anything, or the one sign that stands where none begins. Returns where it ends.
    fn read_mixed(&mut self, sentence: &str, start: usize, is_quoted: bool) -> usize {
        let mut chars = sentence.get(start..).unwrap_or_default().chars();
        let Some(first) = chars.next().filter(|c| letter::is_alphanumeric(*c)) else {
            return sentence.len() - chars.as_str().len();
        };
        let (is_figure, is_first_unspaced) = (first.is_ascii_digit(), is_unspaced(first));
        let mut is_in_place = self.lower.lower(start, first);
        let mut at = start + first.len_utf8();
        let mut end = at;
        while let Some(c) = chars.next() {
            if letter::is_alphanumeric(c) {
                // Chinese and Japanese put no space between a number and a word.
                if is_unspaced(c) != is_first_unspaced && (c.is_ascii_digit() || is_figure) {
                    break;
                }
                is_in_place &= self.lower.lower(at, c);
                at += c.len_utf8();
                end = at;
            } else if joins(c, is_figure, chars.as_str()) {
                // Of the signs that join, only the curly apostrophe is not ASCII, and it is kept as a straight one.
                is_in_place &= c.is_ascii();
                at += c.len_utf8();
            } else {
                break;
            }
        }
        let length = end - start;
        let (from, to) = if is_in_place {
            (start, start + length)
        } else {
            let from = self.lower.append(sentence.get(start..end).unwrap_or_default());
            (from, self.lower.len())
        };
        let begins_with = Start::of(first);
        let (start, end) = (from as u32, to as u32);
        self.words.push(Word { start, end, is_quoted, begins_with });
        at
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
        self.lower.get(word.start as usize, word.end as usize)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }
}

/// Whether a sign leaves what stands on both sides of it one word: an apostrophe, the point or comma of a number.
fn joins(sign: char, in_figure: bool, after: &str) -> bool {
    match sign {
        '\'' | '’' => after.starts_with(char::is_alphabetic),
        '.' | ',' => in_figure && after.starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}
