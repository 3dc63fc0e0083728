//! Line ends put together again, and what becomes of a hyphen at one.
//!
//! The rule, in this order. `head` is the word before the hyphen, `tail` the one after the line end.
//!
//! 1. A hyphen that the file says is none of the word's goes.
//! 2. Before a capital letter, a figure or a sign, it stays: *Müller-Lüdenscheidt*, *COVID-19*.
//! 3. Before *and*, *und*, *oder* and the like it stays, with a space after it: *Nah- und Fernverkehr*.
//! 4. Where the document has `headtail` or `head-tail` inside a line, it is written as there; the more frequent form decides.
//! 5. After a word that has a hyphen already, a single letter, a figure or capitals alone it stays: *state-of-the-art*, *e-mail*, *UN-led*;
//!    so it does after a first part that mostly keeps it, such as *well* and *self*.
//! 6. Otherwise it goes: programs break words far more often than lines end in a hyphen.

use std::collections::HashMap;

/// What may follow a hyphen that stands for the rest of a word.
const AND: &[&str] = &[
    "und", "oder", "bzw", "sowie", "bis", "wie", "and", "or", "to", "but", "et", "ou", "y", "o", "e", "en", "of", "и",
    "или",
];

/// First parts after which a hyphen is mostly one of the word's.
const KEEPS: &[&str] = &[
    "well", "self", "ex", "all", "half", "high", "low", "long", "short", "full", "part", "cross", "quasi", "non", "so",
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "thirty", "forty",
    "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// How often words, with and without hyphens, stand inside the lines of a document.
#[derive(Debug, Default)]
pub(super) struct Lexicon(HashMap<String, u32>);

/// What the file says of a hyphen at the end of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Softness {
    /// Nothing, or there is none.
    #[default]
    Unsaid,
    /// That it is U+00AD; some files say so of every hyphen.
    Named,
    /// That it is drawn for one that takes no room of its own.
    Sure,
}

/// What stands between the words of two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    Space,
    Nothing,
    /// Nothing, and the hyphen before it goes.
    NoHyphen,
}

impl Lexicon {
    /// Takes in a line: the words at its ends may be parts of words.
    pub(super) fn take(&mut self, line: &str) {
        let mut words = line.split_whitespace().peekable();
        words.next();
        while let Some(word) = words.next() {
            if words.peek().is_none() && ends_with_hyphen(word) {
                break;
            }
            let word = bare(word);
            if word.chars().nth(2).is_some() {
                *self.0.entry(word).or_default() += 1;
            }
        }
    }

    fn count(&self, word: &str) -> u32 {
        self.0.get(word).copied().unwrap_or_default()
    }

    /// How two lines are put together; `soft` says that the first ends with a hyphen that is none of the word's.
    pub(super) fn joint(&self, line: &str, next: &str, soft: bool) -> Joint {
        let Some(first) = next.chars().next() else { return Joint::Space };
        if !ends_with_hyphen(line) {
            let last = line.chars().next_back();
            let dense = |c: char| super::fragment::is_ideograph(c);
            let is_dense = last.is_some_and(dense) && (dense(first) || first.is_ascii_digit())
                || (dense(first) && last.is_some_and(|c| c.is_ascii_digit()));
            return if is_dense { Joint::Nothing } else { Joint::Space };
        }
        let stem = &line[..line.len() - line.chars().next_back().map_or(0, char::len_utf8)];
        if soft {
            return Joint::NoHyphen;
        }
        if !stem.ends_with(char::is_alphanumeric) {
            // A dash with a space before it, or two in a row.
            return Joint::Space;
        }
        if !first.is_lowercase() {
            return Joint::Nothing;
        }
        let head = bare(stem.split_whitespace().next_back().unwrap_or_default());
        let after = next.split_whitespace().next().unwrap_or_default();
        let tail = bare(after);
        if AND.contains(&tail.as_str()) && after.len() == tail.len() {
            return Joint::Space;
        }
        let (joined, hyphened) = (self.count(&format!("{head}{tail}")), self.count(&format!("{head}-{tail}")));
        if joined != hyphened {
            return if joined > hyphened { Joint::NoHyphen } else { Joint::Nothing };
        }
        let last_part = stem.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_capitals = last_part.chars().all(|c| !c.is_lowercase()) && last_part.chars().any(char::is_uppercase);
        let keeps = head.contains('-')
            || tail.contains('-') && KEEPS.contains(&head.as_str())
            || last_part.chars().nth(1).is_none()
            || stem.ends_with(|c: char| c.is_ascii_digit())
            || (is_capitals && last_part.chars().count() <= 5)
            || KEEPS.contains(&head.as_str());
        if keeps { Joint::Nothing } else { Joint::NoHyphen }
    }
}

pub(super) fn ends_with_hyphen(line: &str) -> bool {
    line.ends_with(['-', '\u{AD}', '\u{2010}'])
}

/// A word in small letters without the marks around it.
fn bare(word: &str) -> String {
    let is_in_word = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    word.trim_matches(|c: char| !is_in_word(c)).to_lowercase().replace(['\u{AD}', '\u{2010}'], "-")
}
