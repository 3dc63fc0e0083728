//! Which differences at the edges of a claim do not count.

use std::ops::Range;

use super::{Continuum, Places};
use crate::{teaching::Tolerance, text::quotation};

impl Tolerance {
    /// The stretches without what does not count at their edges. One that has nothing else stays as it is.
    pub(super) fn core(self, places: &Places, continuum: &Continuum) -> Places {
        if self == Self::NONE {
            return places.clone();
        }
        Places::new(places.ranges().map(|range| self.core_of(&range, continuum)))
    }

    fn core_of(self, range: &Range<u64>, continuum: &Continuum) -> Range<u64> {
        let bytes = continuum.bytes(range);
        let words = continuum.text().as_str().get(bytes.start.get()..bytes.end.get()).unwrap_or_default();
        let mut core = words;
        // How many bytes were left out in front.
        let mut lead = 0;
        loop {
            let begun = core.trim_start_matches(|c| self.is_passed_over(c));
            let kept = self.without_determiner(begun.trim_end_matches(|c| self.is_passed_over(c)));
            lead += core.len() - begun.len() + begun.trim_end_matches(|c| self.is_passed_over(c)).len() - kept.len();
            if kept.len() == core.len() {
                break;
            }
            core = kept;
        }
        if core.is_empty() {
            return range.clone();
        }
        let start = range.start + words.get(..lead).unwrap_or_default().chars().count() as u64;
        start..start + core.chars().count() as u64
    }

    fn is_passed_over(self, c: char) -> bool {
        c.is_whitespace() || self.punctuation && is_punctuation(c) || self.quotation_marks && quotation::is_mark(c)
    }

    /// The words without a determiner in front, when others follow.
    fn without_determiner(self, words: &str) -> &str {
        if !self.determiners {
            return words;
        }
        if let Some((article, rest)) = words.split_once(['\'', '’'])
            && ["l", "d", "qu"].contains(&article.to_lowercase().as_str())
            && rest.starts_with(char::is_alphabetic)
        {
            return rest;
        }
        match words.split_once(char::is_whitespace) {
            Some((first, rest)) if DETERMINERS.contains(&first.to_lowercase().as_str()) && !rest.trim().is_empty() => {
                rest
            }
            _ => words,
        }
    }
}

/// Words that may be left out in front without making a claim another: articles and demonstratives, and the conjunction “that”.
/// Numbers, negations and possessives are not among them, since they say something.
const DETERMINERS: [&str; 42] = [
    "the", "a", "an", "this", "that", "these", "those", "der", "die", "das", "den", "dem", "des", "ein", "eine",
    "einen", "einem", "einer", "eines", "dass", "daß", "le", "la", "les", "un", "une", "ce", "cet", "cette", "ces",
    "que", "el", "los", "las", "lo", "una", "unos", "unas", "este", "esta", "estos", "estas",
];

/// A sign that ends or parts sentences and clauses, or encloses them. Signs that change what is said, such as those of numbers,
/// currencies and percentages, are not among them.
fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '…'
            | '('
            | ')'
            | '['
            | ']'
            | '—'
            | '–'
            | '¡'
            | '¿'
            | '。'
            | '，'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '（'
            | '）'
            | '،'
            | '؛'
            | '؟'
    )
}
