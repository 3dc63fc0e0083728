//! What holds for any texts.

use claimlight::{
    anchor::Fate,
    text::{ByteIndex, Span, Text},
};
use proptest::{collection::vec, prelude::*, sample::select};

use super::{text, with_stored};

/// Sentences of which each has a number of its own, so that none is like another.
fn article(sentences: usize) -> Vec<String> {
    const WHO: [&str; 5] =
        ["The harbour office", "A witness", "Dr. Ines Prado", "The cooperative", "Die Bürgermeisterin"];
    const WHAT: [&str; 6] =
        ["counted", "denied the loss of", "sold", "asked for", "had never seen", "promised the island"];
    const OF: [&str; 4] = ["crates of herring", "old nets", "неизвестных писем", "旧船"];
    let sentence = |number: usize| {
        let many = number * 7919 % 1000 + 1000;
        format!("{} {} {many} {} on day {number}.", WHO[number % 5], WHAT[number / 2 % 6], OF[number / 3 % 4])
    };
    (0..sentences).map(sentence).collect()
}

/// The text of sentences and the span of each.
fn joined(sentences: &[String]) -> (Text, Vec<Span>) {
    let mut content = String::new();
    let mut ranges = Vec::new();
    for sentence in sentences {
        let start = ByteIndex::new(content.len());
        content.push_str(sentence);
        ranges.push(start..ByteIndex::new(content.len()));
        content.push_str(if ranges.len() % 4 == 0 { "\n\n" } else { " " });
    }
    let text = text(&content);
    let spans = ranges.into_iter().map(|range| text.span(range).expect("a span")).collect();
    (text, spans)
}

pub(super) fn piece() -> impl Strategy<Value = &'static str> {
    const PIECES: [&str; 16] = [
        "a",
        "b ",
        "the ",
        "word",
        "\n",
        "-\n",
        ".",
        "é",
        "e\u{301}",
        "中",
        "🇫🇮",
        "👩\u{200D}👧",
        "\u{AD}",
        "“",
        "ﬁ",
        "ا",
    ];
    select(&PIECES[..])
}

proptest! {
    #[test]
    fn the_same_text_leaves_each_segment_the_same(pieces in vec(piece(), 1..60), cuts in vec(0..200_usize, 2..8)) {
        let text = text(&pieces.concat());
        let spans: Vec<Span> = cuts
            .windows(2)
            .filter_map(|cut| text.trimmed_span(ByteIndex::new(cut[0].min(cut[1]))..ByteIndex::new(cut[0].max(cut[1]))))
            .collect();
        for (outcome, span) in with_stored(&text, &spans, &text).iter().zip(&spans) {
            prop_assert_eq!(&outcome.fate, &Fate::Same(*span));
        }
    }

    #[test]
    fn what_is_put_in_elsewhere_moves_nothing(count in 2..60_usize, at in 0..60_usize, put_in in "[a-z]{1,9}( [a-zé,.]{1,9}){0,30}") {
        let mut sentences = article(count);
        let (old, spans) = joined(&sentences);
        let at = at % (count + 1);
        sentences.insert(at, format!("Meanwhile {put_in}."));
        let (new, mut places) = joined(&sentences);
        places.remove(at);
        for (outcome, place) in with_stored(&old, &spans, &new).iter().zip(places) {
            prop_assert_eq!(&outcome.fate, &Fate::Same(place));
        }
    }

    #[test]
    fn what_is_taken_out_is_an_orphan(count in 2..60_usize, at in 0..60_usize) {
        let mut sentences = article(count);
        let (old, mut spans) = joined(&sentences);
        let at = at % count;
        sentences.remove(at);
        let (new, places) = joined(&sentences);
        let gone = spans.remove(at);
        prop_assert_eq!(with_stored(&old, &[gone], &new)[0].fate.name(), "orphan");
        for (outcome, place) in with_stored(&old, &spans, &new).iter().zip(places) {
            prop_assert_eq!(&outcome.fate, &Fate::Same(place));
        }
    }

    #[test]
    fn a_block_that_moves_takes_its_segments_along(count in 8..60_usize, from in 0..60_usize, to in 0..60_usize) {
        let mut sentences = article(count);
        let (old, mut spans) = joined(&sentences);
        let from = from % (count - 2);
        let block: Vec<String> = sentences.drain(from..from + 2).collect();
        let segments: Vec<Span> = spans.drain(from..from + 2).collect();
        let to = to % (sentences.len() + 1);
        sentences.splice(to..to, block);
        let (new, places) = joined(&sentences);
        for (outcome, place) in with_stored(&old, &segments, &new).iter().zip(&places[to..to + 2]) {
            prop_assert_eq!(outcome.fate.span(), Some(*place), "{:?}", outcome);
            prop_assert!(matches!(outcome.fate, Fate::Same(_) | Fate::Moved(_)));
        }
    }

    #[test]
    fn whatever_the_texts_are_places_are_sound_and_always_the_same(
        old in vec(piece(), 0..80),
        new in vec(piece(), 0..80),
        cuts in vec(0..200_usize, 2..8),
    ) {
        let (old, new) = (text(&old.concat()), text(&new.concat()));
        let spans: Vec<Span> = cuts
            .windows(2)
            .filter_map(|cut| old.trimmed_span(ByteIndex::new(cut[0].min(cut[1]))..ByteIndex::new(cut[0].max(cut[1]))))
            .collect();
        prop_assert_eq!(with_stored(&old, &spans, &new), with_stored(&old, &spans, &new));
    }
}
