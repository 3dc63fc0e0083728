//! Texts folded for comparison: what a re-saved file changes without changing a word.

use std::{collections::VecDeque, ops::Range};

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// How many code points of one cluster are composed together; no script has as many marks on one letter.
const LONGEST_CLUSTER: usize = 32;

/// One folded character and the bytes of the text it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    /// The character.
    pub(super) c: char,
    /// Where what it stands for begins. Texts stay below 4 GiB, and a whole text may be folded.
    start: u32,
    /// Where that ends.
    end: u32,
}

impl Sign {
    fn new(c: char, start: usize, end: usize) -> Self {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { c, start: narrow(start), end: narrow(end) }
    }

    /// Where what it stands for begins, in bytes.
    pub(super) fn start(self) -> usize {
        self.start as usize
    }

    /// Where that ends, in bytes.
    pub(super) fn end(self) -> usize {
        self.end as usize
    }
}

/// The folded characters of a stretch of text, one after another.
///
/// Folded are: canonical equivalents (NFC), compatibility spaces and runs of white space, ligatures, full-width forms,
/// quotation marks, dashes, the ellipsis; soft hyphens, zero-width spaces and marks of direction are left out, and a word
/// hyphenated over a line end is joined. Case stays, and so do superscripts, since 10² is not 102.
#[derive(Debug)]
pub(super) struct Signs<'a> {
    content: &'a str,
    at: usize,
    end: usize,
    /// What one cluster or ligature gave beyond its first character.
    ready: VecDeque<Sign>,
    after_letter: bool,
}

impl<'a> Signs<'a> {
    /// Those of `range`, which must lie on character boundaries; otherwise there are none.
    pub(super) fn new(content: &'a str, range: Range<usize>) -> Self {
        let fits = content.get(range.clone()).is_some();
        let (at, end) = if fits { (range.start, range.end) } else { (0, 0) };
        Self { content, at, end, ready: VecDeque::new(), after_letter: false }
    }

    /// The next character, when it is an ASCII one that stands for itself: nearly all of most texts.
    fn plain(&mut self) -> Option<Sign> {
        let bytes = self.content.as_bytes();
        let first = bytes[self.at];
        let next = if self.at + 1 < self.end { bytes[self.at + 1] } else { b'.' };
        let is_plain = match first {
            // More white space may follow a space, and a line end a hyphen.
            b' ' | b'-' => next.is_ascii_graphic(),
            _ => first.is_ascii_graphic() && next.is_ascii(),
        };
        if !is_plain {
            return None;
        }
        self.at += 1;
        self.after_letter = first.is_ascii_alphabetic();
        Some(Sign::new(char::from(first), self.at - 1, self.at))
    }

    fn rest(&self) -> std::str::Chars<'a> {
        self.content.get(self.at..self.end).unwrap_or_default().chars()
    }

    fn white_space(&mut self) -> Sign {
        let start = self.at;
        let run = self.rest().take_while(|c| c.is_whitespace() || is_ignored(*c));
        self.at += run.map(char::len_utf8).sum::<usize>();
        Sign::new(' ', start, self.at)
    }

    /// The length of a hyphen and a line end inside a word, when they stand here.
    fn hyphenation(&self) -> Option<usize> {
        let mut rest = self.rest();
        let hyphen = rest.next().filter(|c| matches!(c, '-' | '\u{2010}'))?;
        let goes_on = self.after_letter && rest.next() == Some('\n') && rest.next().is_some_and(char::is_lowercase);
        goes_on.then(|| hyphen.len_utf8() + 1)
    }

    /// Folds the cluster that begins here.
    fn cluster(&mut self) {
        let start = self.at;
        let mut length = 0;
        let mut count = 0;
        for c in self.rest().take(LONGEST_CLUSTER) {
            if count > 0 && !joins(c) {
                break;
            }
            length += c.len_utf8();
            count += 1;
        }
        self.at += length;
        let end = self.at;
        let written = self.content.get(start..end).unwrap_or_default();
        let mut push = |c: char| {
            if !is_ignored(c) {
                each_folded(c, |c| self.ready.push_back(Sign::new(c, start, end)));
            }
        };
        if count == 1 && written.chars().all(is_composed) {
            written.chars().for_each(&mut push);
        } else {
            written.nfc().for_each(&mut push);
        }
    }
}

impl Iterator for Signs<'_> {
    type Item = Sign;

    fn next(&mut self) -> Option<Sign> {
        loop {
            if let Some(sign) = self.ready.pop_front() {
                self.after_letter = sign.c.is_alphabetic();
                return Some(sign);
            }
            if self.at >= self.end {
                return None;
            }
            if let Some(sign) = self.plain() {
                return Some(sign);
            }
            let c = self.rest().next()?;
            if c.is_whitespace() {
                self.after_letter = false;
                return Some(self.white_space());
            }
            if is_ignored(c) {
                self.at += c.len_utf8();
            } else if let Some(length) = self.hyphenation() {
                self.at += length;
            } else {
                self.cluster();
            }
        }
    }
}

/// Whether a character is drawn onto the one before it, or makes one syllable with it.
fn joins(c: char) -> bool {
    c >= '\u{300}' && (is_combining_mark(c) || ('\u{1161}'..='\u{11FF}').contains(&c))
}

/// Whether a character that stands alone is surely its own composed form; spares most texts the tables.
fn is_composed(c: char) -> bool {
    matches!(c, '\0'..='\u{2FF}' | '\u{400}'..='\u{8FF}' | '\u{3000}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

/// Whether a character is drawn as nothing and means nothing for the words: soft hyphens, zero-width spaces, marks of
/// direction. Joiners stay, since words differ by them in Persian, Hindi and among emoji.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'
        | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn each_folded(c: char, mut each: impl FnMut(char)) {
    let several = match c {
        '…' => "...",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => "",
    };
    if !several.is_empty() {
        return several.chars().for_each(each);
    }
    each(match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => '"',
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '‹' | '›' | '′' | '＇' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => '-',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    });
}

/// A letter as it counts where case does not; one for one, so that places stay.
pub(super) fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

/// A stretch of text, folded as a whole, with the way back to its bytes.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    signs: Vec<Sign>,
}

impl Folded {
    /// The folded stretch, without white space at its ends.
    pub(super) fn new(content: &str, range: Range<usize>) -> Self {
        let mut signs: Vec<Sign> = Signs::new(content, range).collect();
        if signs.last().is_some_and(|sign| sign.c == ' ') {
            signs.pop();
        }
        if signs.first().is_some_and(|sign| sign.c == ' ') {
            signs.remove(0);
        }
        Self { signs }
    }

    /// Its characters.
    pub(super) fn signs(&self) -> &[Sign] {
        &self.signs
    }

    /// Its characters without case.
    pub(super) fn lower(&self) -> Vec<char> {
        self.signs.iter().map(|sign| lower(sign.c)).collect()
    }

    /// Whether both have the same words, case included.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.signs.iter().map(|sign| sign.c).eq(other.signs.iter().map(|sign| sign.c))
    }
}
