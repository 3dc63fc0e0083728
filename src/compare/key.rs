//! What claims are compared with: a review that others are held against.

use super::{AnotherText, Continuum, Layer, Mark, Places, Tolerance};
use crate::{claim::Tag, review::Review};

/// The claims that are expected, and how exactly.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    reviewer: String,
    /// Invariant: in text order of their first choices.
    spans: Vec<KeySpan>,
    /// Which differences at the edges do not count.
    pub tolerance: Tolerance,
    /// The passages in which claims are scored; `None` for the whole text.
    pub passages: Option<Places>,
}

/// One claim that is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySpan {
    /// Invariant: never empty, and each has a place.
    choices: Vec<Mark>,
    /// Whether it may be left out: then it is neither missed when it is, nor counted when it is not.
    pub is_optional: bool,
}

impl KeySpan {
    /// A claim that may be marked in any of these ways, the first of which is shown. Those without a place are left out; `None`
    /// when that leaves nothing.
    pub fn new(choices: impl IntoIterator<Item = Mark>) -> Option<Self> {
        let choices: Vec<Mark> = choices.into_iter().filter(|choice| !choice.places.is_empty()).collect();
        (!choices.is_empty()).then_some(Self { choices, is_optional: false })
    }

    /// The same, which may be left out.
    #[must_use]
    pub fn optional(self) -> Self {
        Self { is_optional: true, ..self }
    }

    /// The way to mark it that is shown.
    pub fn first(&self) -> &Mark {
        &self.choices[0]
    }

    /// Every way to mark it, the one that is shown first.
    pub fn choices(&self) -> &[Mark] {
        &self.choices
    }
}

impl Key {
    /// Takes what is expected in any order; nothing at the edges counts, and the whole text does.
    pub fn new(reviewer: impl Into<String>, spans: impl IntoIterator<Item = KeySpan>) -> Self {
        let mut spans: Vec<KeySpan> = spans.into_iter().collect();
        spans.sort_by(|one, other| one.first().order().cmp(&other.first().order()));
        Self { reviewer: reviewer.into(), spans, tolerance: Tolerance::ALL, passages: None }
    }

    /// A review as a key: each of its claims is expected, in no other way.
    pub fn of_layer(layer: &Layer) -> Self {
        let spans = layer.marks().iter().filter_map(|mark| KeySpan::new([mark.clone()]));
        Self::new(layer.reviewer(), spans)
    }

    /// As [`Self::of_layer`].
    ///
    /// # Errors
    /// When the review is of another text than `continuum`.
    pub fn of(review: &Review, continuum: &Continuum) -> Result<Self, AnotherText> {
        Layer::of(review, continuum).map(|layer| Self::of_layer(&layer))
    }

    /// The same with another tolerance.
    #[must_use]
    pub fn tolerating(self, tolerance: Tolerance) -> Self {
        Self { tolerance, ..self }
    }

    /// The same, scored only inside these passages.
    #[must_use]
    pub fn only_in(self, passages: Places) -> Self {
        Self { passages: Some(passages), ..self }
    }

    /// Whose key it is; may be empty.
    pub fn reviewer(&self) -> &str {
        &self.reviewer
    }

    /// What is expected, in text order.
    pub fn spans(&self) -> &[KeySpan] {
        &self.spans
    }

    /// The key for one tag alone: of each claim that `tag_of` gives this tag, the choices that have it.
    pub(super) fn of_tag(&self, tag: Tag, tag_of: impl Fn(usize) -> Tag) -> Self {
        let span = |(number, span): (usize, &KeySpan)| {
            let choices = span.choices.iter().filter(|choice| tag_of(number) == tag && choice.tag == tag).cloned();
            KeySpan::new(choices).map(|of_tag| KeySpan { is_optional: span.is_optional, ..of_tag })
        };
        let spans = self.spans.iter().enumerate().filter_map(span);
        Self { spans: spans.collect(), ..self.clone() }
    }
}
