//! What stands beside a place.

use super::{
    fold::{Sign, Signs, lower},
    likeness::likeness,
};

/// How many folded characters beside a place count.
pub(super) const LENGTH: usize = 32;

/// How many bytes hold so many characters, whatever they are.
const BYTES: usize = LENGTH * 8;

/// The folded characters beside a stretch, without case.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// Before it, in text order.
    pub(super) before: Vec<char>,
    /// After it.
    pub(super) after: Vec<char>,
}

impl Context {
    /// What stands beside bytes `start..end` of a text.
    pub(super) fn beside(content: &str, start: usize, end: usize) -> Self {
        let from = content.floor_char_boundary(start.saturating_sub(BYTES));
        let to = content.ceil_char_boundary(end.saturating_add(BYTES));
        Self::new(content.get(from..start).unwrap_or_default(), content.get(end..to).unwrap_or_default())
    }

    /// What these words are beside a stretch.
    pub(super) fn new(before: &str, after: &str) -> Self {
        let letters =
            |words: &str| -> Vec<char> { Signs::new(words, 0..words.len()).map(|sign| lower(sign.c)).collect() };
        let (mut before, mut after) = (letters(before), letters(after));
        before.drain(..before.len().saturating_sub(LENGTH));
        after.truncate(LENGTH);
        // White space stands beside everything.
        before = if before == [' '] { Vec::new() } else { before };
        after = if after == [' '] { Vec::new() } else { after };
        Self { before, after }
    }

    /// What stands beside characters `start..end` of a folded text.
    pub(super) fn of_signs(signs: &[Sign], start: usize, end: usize) -> Self {
        let letters = |signs: &[Sign]| signs.iter().map(|sign| lower(sign.c)).collect();
        let before = letters(&signs[start.saturating_sub(LENGTH)..start]);
        Self { before, after: letters(&signs[end..(end + LENGTH).min(signs.len())]) }
    }

    /// Whether the stretch, whose folded characters are `words`, begins and ends inside a word.
    pub(super) fn cuts_words(&self, words: &[char]) -> (bool, bool) {
        let is_inside = |one: Option<&char>, other: Option<&char>| {
            one.is_some_and(|c| c.is_alphanumeric()) && other.is_some_and(|c| c.is_alphanumeric())
        };
        (is_inside(self.before.last(), words.first()), is_inside(words.last(), self.after.first()))
    }

    /// How far a place has this beside it, whose own context is `other`.
    pub(super) fn beside_place(&self, other: &Self) -> (Side, Side) {
        let reversed = |letters: &[char]| -> Vec<char> { letters.iter().rev().copied().collect() };
        let before = Side::new(&reversed(&self.before), &reversed(&other.before));
        (before, Side::new(&self.after, &other.after))
    }
}

/// How alike what is beside a place must be to count as what it was.
const SAME: f32 = 0.75;

/// Fewer characters than these stand beside anything.
const SAYS_LITTLE: usize = 4;

/// One side of a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side {
    /// How alike it is to what it was; 1 when that is not known, so that it speaks neither way.
    pub(super) alike: f32,
    /// Whether it is known what it was.
    pub(super) is_known: bool,
    /// How many characters of it are known and all there.
    pub(super) agreed: Option<usize>,
    says_something: bool,
}

impl Side {
    /// Compares what is known of the one with as much of the other; both begin at the place.
    fn new(known: &[char], other: &[char]) -> Self {
        // Some programs keep the white space at a border and some do not.
        let known = known.strip_prefix(&[' ']).unwrap_or(known);
        let other = other.strip_prefix(&[' ']).unwrap_or(other);
        let says_something = known.len() >= SAYS_LITTLE || known.len() == other.len();
        if known.is_empty() {
            return Self { alike: 1.0, is_known: other.is_empty(), agreed: Some(0), says_something };
        }
        let other = &other[..other.len().min(known.len())];
        let agreed = (known == other).then_some(known.len());
        Self { alike: likeness(known, other), is_known: true, agreed, says_something }
    }

    /// Whether it is what it was.
    pub(super) fn is_same(self) -> bool {
        self.is_known && self.says_something && self.alike >= SAME
    }
}

/// The likeness of words and of what is beside them in one figure, weighted as Hypothesis does it (`match-quote.ts`, 2026),
/// without its weight for the place.
pub(super) fn score(words: f32, (before, after): (Side, Side)) -> f32 {
    (50.0 * words + 20.0 * before.alike + 20.0 * after.alike) / 90.0
}
