//! The text as a line of units that reviewers mark, which the literature calls a continuum.

use std::ops::Range;

use super::{Places, Unit};
use crate::text::{ByteIndex, CodePointIndex, Text, word};

/// A text as a line of characters and of words; only what lies in the marked passages counts, when there are any.
#[derive(Clone, Debug)]
pub struct Continuum {
    text: Text,
    /// The code point in the middle of each word that counts, in text order: a claim has the words whose middle it has.
    words: Vec<u64>,
    /// What counts; `None` for everything.
    passages: Option<Places>,
}

impl Continuum {
    /// The whole text.
    pub fn new(text: &Text) -> Self {
        let mut words = Vec::new();
        let (mut at, mut count) = (0, 0);
        for range in word::all(text) {
            count += text.as_str()[at..range.start].chars().count() as u64;
            let length = text.as_str()[range.clone()].chars().count() as u64;
            words.push(count + length / 2);
            count += length;
            at = range.end;
        }
        Self { text: text.clone(), words, passages: None }
    }

    /// The same text, of which only these passages count.
    #[must_use]
    pub fn only_in(mut self, passages: Places) -> Self {
        let inside = |middle: &u64| passages.ranges().any(|passage| passage.contains(middle));
        self.words.retain(inside);
        self.passages = Some(passages);
        self
    }

    /// The text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// What counts; `None` for everything.
    pub fn passages(&self) -> Option<&Places> {
        self.passages.as_ref()
    }

    /// How many characters or words count; there is no line of claims, so these are as characters.
    pub fn length(&self, unit: Unit) -> u64 {
        match unit {
            Unit::Word => self.words.len() as u64,
            Unit::Character | Unit::Claim => {
                self.passages.as_ref().map_or(self.text.code_points(), |passages| self.in_text(passages).len())
            }
        }
    }

    /// How many units that count stand before a place in code points.
    pub fn units_before(&self, place: u64, unit: Unit) -> u64 {
        match (unit, &self.passages) {
            (Unit::Word, _) => self.words.partition_point(|middle| *middle < place) as u64,
            (Unit::Character | Unit::Claim, None) => place.min(self.text.code_points()),
            (Unit::Character | Unit::Claim, Some(passages)) => {
                passages.ranges().map(|passage| place.clamp(passage.start, passage.end) - passage.start).sum()
            }
        }
    }

    /// Whether a claim counts: some of its words lie in a passage that does.
    pub fn counts(&self, places: &Places) -> bool {
        self.passages.as_ref().is_none_or(|passages| passages.shared_len(places) > 0)
    }

    /// The bytes of a stretch, for showing it in the article.
    pub fn bytes(&self, stretch: &Range<u64>) -> Range<ByteIndex> {
        let at = |place: u64| self.text.to_byte(CodePointIndex(place)).unwrap_or(self.text.end());
        at(stretch.start)..at(stretch.end)
    }

    fn in_text(&self, passages: &Places) -> Places {
        passages.shared(&Places::one(0..self.text.code_points()))
    }
}
