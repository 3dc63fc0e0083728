//! Texts made to be hard. None of these measures time: whatever compares all with all makes them unbearably slow.

use claimlight::{
    anchor::{Old, Quotation, reanchor},
    text::{ByteIndex, Span, Text},
};

use super::{assert_is_sound, text, with_stored};

fn spans(text: &Text, every: usize, length: usize) -> Vec<Span> {
    let starts = (0..text.len().saturating_sub(length)).step_by(every);
    starts.filter_map(|at| text.trimmed_span(ByteIndex::new(at)..ByteIndex::new(at + length))).collect()
}

fn hold(old: &str, new: &str) {
    let (old, new) = (text(old), text(new));
    let mut spans = spans(&old, old.len() / 12 + 1, 60);
    spans.extend(old.whole());
    with_stored(&old, &spans, &new);
    let quotations: Vec<Quotation<'_>> =
        spans.iter().map(|span| Quotation { exact: old.slice(*span), prefix: "b", suffix: "a a" }).collect();
    for outcome in reanchor(&Old::Quoted(&quotations), &new) {
        assert_is_sound(&outcome, &new);
    }
}

#[test]
fn one_letter_over_and_over() {
    hold(&"a".repeat(200_000), &"a".repeat(200_001));
    hold(&"a ".repeat(100_000), &"a ".repeat(100_007));
    hold(&"a".repeat(200_000), &"b".repeat(200_000));
    hold(&"ab ".repeat(60_000), &"ba ".repeat(60_000));
}

#[test]
fn marks_without_end() {
    hold(&"e\u{301}".repeat(50_000), &format!("e{}", "\u{301}".repeat(50_000)));
    hold(&"\u{AD}\u{200B}a".repeat(20_000), &"a\u{2060}".repeat(20_000));
    hold(&"🇫".repeat(5_000), &"🇮".repeat(5_001));
    hold(&" \n\t\u{A0}".repeat(20_000), "a");
}

#[test]
fn a_million_copies_of_the_words() {
    let old = text("Before. Ha ha. After.");
    let span = old.span(ByteIndex::new(8)..ByteIndex::new(14)).expect("a span");
    let new = text(&"Ha ha. ".repeat(1_000_000));
    let outcomes = with_stored(&old, &[span; 2], &new);
    assert!(outcomes.windows(2).all(|two| two[0] == two[1]), "each of them comes out the same");
    let quotation = Quotation { exact: "Ha ha.", prefix: "Before. ", suffix: " After." };
    let outcomes = reanchor(&Old::Quoted(&[quotation]), &new);
    assert!(outcomes.iter().all(|outcome| outcome.fate.span().is_none()), "none is the likelier");
}

#[test]
fn nothing_in_common() {
    let word = |number: u32| format!("w{:x} ", number.wrapping_mul(0x9E37_79B9));
    let (old, new): (String, String) = ((0..20_000).map(word).collect(), (20_000..40_000).map(word).collect());
    let old = text(&old);
    let spans = spans(&old, 20_000, 90);
    for outcome in with_stored(&old, &spans, &text(&new)) {
        assert_eq!(outcome.fate.name(), "orphan");
    }
}

#[test]
fn segments_that_cover_everything_many_times() {
    let words: String = (0..30_000).map(|number| number.to_string() + " ").collect();
    let (old, new) = (text(&words), text(&words.replace('7', "8")));
    let whole = old.whole().expect("a span");
    with_stored(&old, &[whole; 40], &new);
}
