//! A sentence as words in lower case.

use super::Quoted;

/// How many words of a sentence are looked at, and so how much one endless sentence costs; news has none as long.
const MOST_WORDS: usize = 600;

/// The words of one sentence, kept between sentences so that nothing is allocated anew.
#[derive(Default)]
pub(super) struct Words {
    lower: String,
    words: Vec<Word>,
}

/// One word.
#[derive(Clone, Copy)]
pub(super) struct Word {
    start: u32,
    end: u32,
    /// Whether it stands between quotation marks.
    pub(super) is_quoted: bool,
    /// Whether it begins with a capital letter.
    pub(super) is_capital: bool,
    /// Whether it begins with a digit.
    pub(super) is_figure: bool,
    /// Whether its script parts no words.
    is_unspaced: bool,
}

/// Whether a letter is of a script that parts no words by spaces: Chinese, Japanese, Korean and what stands between them.
fn is_unspaced(c: char) -> bool {
    c >= '\u{2E80}'
}

impl Words {
    /// Cuts a sentence into words: letters and digits with the apostrophes inside; a hyphen parts words. Returns how many bytes of the
    /// sentence were looked at.
    pub(super) fn read(&mut self, sentence: &str, quoted: &Quoted) -> usize {
        self.lower.clear();
        self.words.clear();
        let mut stretches = quoted.stretches().iter().peekable();
        let mut word: Option<Word> = None;
        let mut chars = sentence.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric()) {
                // Chinese and Japanese put no space between a number and a word.
                let is_cut = |word: &Word| is_unspaced(c) != word.is_unspaced && (c.is_ascii_digit() || word.is_figure);
                self.words.extend(word.take_if(|word| is_cut(word)));
                let word = word.get_or_insert_with(|| {
                    while stretches.next_if(|stretch| stretch.end <= at).is_some() {}
                    Word {
                        start: self.lower.len() as u32,
                        end: 0,
                        is_quoted: stretches.peek().is_some_and(|stretch| stretch.start <= at),
                        is_capital: c.is_uppercase(),
                        is_figure: c.is_ascii_digit(),
                        is_unspaced: is_unspaced(c),
                    }
                });
                if c.is_ascii() {
                    self.lower.push(c.to_ascii_lowercase());
                } else {
                    self.lower.extend(c.to_lowercase());
                }
                word.end = self.lower.len() as u32;
            } else if word.is_some() && Self::joins(c, word.is_some_and(|word| word.is_figure), chars.peek()) {
                self.lower.push(if c == '’' { '\'' } else { c });
            } else if let Some(word) = word.take() {
                self.words.push(word);
                if self.words.len() >= MOST_WORDS {
                    return at;
                }
            }
        }
        self.words.extend(word);
        sentence.len()
    }

    /// Whether a sign between two characters leaves them one word: an apostrophe, the point or comma of a number.
    fn joins(sign: char, in_figure: bool, next: Option<&(usize, char)>) -> bool {
        match sign {
            '\'' | '’' => next.is_some_and(|(_, c)| c.is_alphabetic()),
            '.' | ',' => in_figure && next.is_some_and(|(_, c)| c.is_ascii_digit()),
            _ => false,
        }
    }

    /// The words, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Word> + '_ {
        self.words.iter().copied()
    }

    /// The word with this number, in lower case; empty when there is none.
    pub(super) fn get(&self, number: usize) -> &str {
        self.words.get(number).map_or("", |word| self.slice(*word))
    }

    /// A word in lower case.
    pub(super) fn slice(&self, word: Word) -> &str {
        self.lower.get(word.start as usize..word.end as usize).unwrap_or_default()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }
}
