//! Stretches of a text found again in a text that has changed.
//!
//! In the tables `⟦…⟧` is the stretch and is no part of the text; a new text without it is one in which the stretch is gone.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

mod hostile;
mod hunks;
#[path = "../marked/mod.rs"]
mod marked;
mod properties;
mod quoted;
mod stored;

use claimlight::{
    anchor::{Fate, Old, Outcome, reanchor},
    text::{Span, Text},
};

fn text(content: &str) -> Text {
    Text::new(content).expect("a text")
}

/// What has become of spans whose text is at hand.
fn with_stored(old: &Text, spans: &[Span], new: &Text) -> Vec<Outcome> {
    let outcomes = reanchor(&Old::Stored { text: old, spans }, new);
    assert_eq!(outcomes.len(), spans.len(), "an outcome for each span");
    for outcome in &outcomes {
        assert_is_sound(outcome, new);
    }
    outcomes
}

/// Every place is inside the text and on grapheme boundaries, and every score is one.
fn assert_is_sound(outcome: &Outcome, new: &Text) {
    let mut spans: Vec<Span> = outcome.fate.span().into_iter().collect();
    match &outcome.fate {
        Fate::Ambiguous(several) => {
            assert!(several.len() > 1, "one place is not several");
            spans.extend(several);
        }
        Fate::Orphan { near: Some(near) } => assert!(new.is_grapheme_boundary(*near), "{near:?}"),
        _ => {}
    }
    for span in spans {
        assert_eq!(new.span(span.start()..span.end()), Some(span), "a span of the new text");
    }
    assert!((0.0..=1.0).contains(&outcome.score), "a score of {}", outcome.score);
}
