//! Layers from few words.

use std::ops::Range;

use claimlight::{
    claim::{ClaimId, Tag},
    compare::{Comparison, Continuum, Figure, FindingKind, Key, KeySpan, Layer, Mark, Matching, Places},
    text::Text,
};
use uuid::Uuid;

use crate::marked::marked;

/// A tag by its letter.
pub(crate) fn tag(letter: char) -> Tag {
    Tag::ALL.into_iter().find(|tag| tag.letter() == letter).expect("a tag")
}

/// A claim of one segment.
pub(crate) fn mark(letter: char, range: Range<u64>) -> Mark {
    split(letter, std::iter::once(range))
}

/// A claim of several segments.
pub(crate) fn split(letter: char, ranges: impl IntoIterator<Item = Range<u64>>) -> Mark {
    let places = Places::new(ranges);
    let start = places.extent().unwrap_or_default().start;
    Mark::new(ClaimId(Uuid::from_u128(u128::from(start))), tag(letter), places)
}

/// A layer from tags, starts and ends.
pub(crate) fn layer(claims: &[(char, u64, u64)]) -> Layer {
    Layer::new("R. Viewer", claims.iter().map(|(letter, start, end)| mark(*letter, *start..*end)))
}

/// A text of this many letters, none of which is a word that may be left out.
pub(crate) fn line(length: usize) -> Continuum {
    Continuum::new(&Text::new("x".repeat(length)).expect("a text"))
}

/// The claims that markers show, which take these tags one after another.
pub(crate) fn written(text: &str, letters: &str) -> (Continuum, Layer) {
    let marked = marked(text);
    let continuum = Continuum::new(&marked.text);
    let place = |at| marked.text.to_code_point(at).0;
    let marks = marked
        .spans
        .iter()
        .zip(letters.chars())
        .map(|(span, letter)| mark(letter, place(span.start())..place(span.end())));
    assert_eq!(marked.spans.len(), letters.chars().count(), "a letter for each span of {text}");
    let layer = Layer::new("R. Viewer", marks);
    (continuum, layer)
}

/// What a layer comes to against another as the key.
pub(crate) fn compared(key: &Layer, other: &Layer, continuum: &Continuum) -> Comparison {
    Comparison::of(&Key::of_layer(key), other, continuum)
}

/// The findings by name, with their claims as `key>other`.
pub(crate) fn found(key: &Key, other: &Layer, continuum: &Continuum) -> Vec<String> {
    let matching = Matching::of(key, other, continuum);
    let list = |numbers: &[usize]| numbers.iter().map(usize::to_string).collect::<Vec<_>>().join("+");
    let findings = claimlight::compare::findings(key, other, &matching);
    findings
        .iter()
        .map(|finding| {
            let open = if finding.is_scored { "" } else { " (open)" };
            format!("{} {}>{}{open}", finding.kind.name(), list(&finding.key), list(&finding.other))
        })
        .collect()
}

/// How many findings there are of each kind, without those of which there are none.
pub(crate) fn counted(comparison: &Comparison) -> Vec<(&'static str, usize)> {
    let counts = FindingKind::ALL.map(|kind| (kind.name(), comparison.counts.of_kind(kind)));
    counts.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// A key of claims in this order, each with its choices.
pub(crate) fn key_of(spans: impl IntoIterator<Item = KeySpan>) -> Key {
    Key::new("T. Eacher", spans)
}

/// Holds a figure against a value, half a unit of the last of `digits` places allowed.
pub(crate) fn near(figure: Figure, expected: f64, digits: i32, what: &str) {
    let value = figure.get().expect(what);
    assert!((value - expected).abs() <= 0.5001 * 10_f64.powi(-digits), "{what}: {value}, not {expected}");
}
