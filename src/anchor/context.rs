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

    /// How alike the two are before and after the stretch.
    pub(super) fn likeness(&self, other: &Self) -> (f32, f32) {
        let reversed = |letters: &[char]| -> Vec<char> { letters.iter().rev().copied().collect() };
        let before = beginnings(&reversed(&self.before), &reversed(&other.before));
        (before, beginnings(&self.after, &other.after))
    }
}

/// How alike two stretches are that begin at one place and were cut somewhere. Where one text ends both must.
fn beginnings(one: &[char], other: &[char]) -> f32 {
    let shorter = one.len().min(other.len());
    if shorter < LENGTH / 2 {
        return likeness(one, other);
    }
    likeness(&one[..shorter], &other[..shorter])
}
