//! The difference of two texts: either can be made of the other, and it reads well.

use std::fmt::Write as _;

use claimlight::anchor::{Hunk, hunks};
use proptest::{collection::vec, prelude::*};

use super::properties::piece;

/// One text made of the other; `old` and `new` may change places.
fn made(of: &str, hunks: &[Hunk], to: &str, back: bool) -> String {
    let mut made = String::new();
    let mut done = 0;
    for hunk in hunks {
        let (own, theirs) = if back { (&hunk.new, &hunk.old) } else { (&hunk.old, &hunk.new) };
        made.push_str(&of[done..own.start]);
        made.push_str(&to[theirs.clone()]);
        done = own.end;
    }
    made + &of[done..]
}

/// Fails unless either text can be made of the other.
fn assert_exact(old: &str, new: &str) -> Vec<Hunk> {
    let hunks = hunks(old, new);
    assert!(made(old, &hunks, new, false) == new, "the new text of the old one");
    assert!(made(new, &hunks, old, true) == old, "the old text of the new one");
    assert!(hunks.iter().all(|hunk| old[hunk.old.clone()] != new[hunk.new.clone()]), "each exchanges something");
    assert_eq!(hunks.is_empty(), old == new);
    hunks
}

/// The new text with what was taken out as `[-…-]` and what was put in as `{+…+}`.
fn shown(old: &str, new: &str) -> String {
    let mut shown = String::new();
    let mut done = 0;
    for hunk in assert_exact(old, new) {
        shown.push_str(&new[done..hunk.new.start]);
        if !hunk.old.is_empty() {
            write!(shown, "[-{}-]", &old[hunk.old.clone()]).expect("a string takes anything");
        }
        if !hunk.new.is_empty() {
            write!(shown, "{{+{}+}}", &new[hunk.new.clone()]).expect("a string takes anything");
        }
        done = hunk.new.end;
    }
    shown + &new[done..]
}

#[test]
fn words_are_exchanged_as_a_whole() {
    for (old, new, expected) in [
        ("The council met on Monday.", "The council met on Tuesday.", "The council met on [-Monday-]{+Tuesday+}."),
        ("It cost 45 crowns.", "It cost 54 crowns.", "It cost [-45-]{+54+} crowns."),
        ("It was noted.", "It was not noted.", "It was {+not +}noted."),
        ("“Yes”", "\"Yes\"", "[-“-]{+\"+}Yes[-”-]{+\"+}"),
        ("THE END", "The end", "[-THE END-]{+The end+}"),
        ("a\n\nb", "a\n\n\nb", "a\n\n{+\n+}b"),
        ("", "New.", "{+New.+}"),
        ("Old.", "", "[-Old.-]"),
        ("The same.", "The same.", "The same."),
        ("旧い橋は閉鎖。", "新しい橋は閉鎖。", "[-旧-]{+新し+}い橋は閉鎖。"),
    ] {
        assert_eq!(shown(old, new), expected);
    }
}

#[test]
fn a_new_paragraph_is_a_paragraph() {
    let (one, two, three) = ("The first ends.", "The second ends.", "The third ends.");
    let without = format!("{one}\n\n{three}");
    let with = format!("{one}\n\n{two}\n\n{three}");
    assert_eq!(shown(&without, &with), format!("{one}\n\n{{+{two}\n\n+}}{three}"));
    assert_eq!(shown(&with, &without), format!("{one}\n\n[-{two}\n\n-]{three}"));
}

#[test]
fn a_few_words_that_two_sentences_share_are_exchanged_with_them() {
    assert_eq!(
        shown("Boats of the company carried many people.", "The board of trade did not answer."),
        "[-Boats of the company carried many people-]{+The board of trade did not answer+}."
    );
    assert_eq!(
        shown("Old notes are gone.\n\nIt meets on 12 May.", "It meets on 14 May."),
        "[-Old notes are gone.\n\n-]It meets on [-12-]{+14+} May.",
        "what is in another line is nothing to them"
    );
    assert_eq!(shown("on 12 May and 9 June", "on 14 May and 8 June"), "on [-12-]{+14+} May and [-9-]{+8+} June");
}

#[test]
fn any_two_texts_have_a_difference() {
    let line = "word ".repeat(200_000);
    let other = "слово ".repeat(150_000);
    let no_space = "x".repeat(1_000_000);
    let marks = format!("a{}", "\u{301}".repeat(100_000));
    let texts = ["", " ", "\n", "a", line.as_str(), other.as_str(), no_space.as_str(), marks.as_str(), "שלום לכולם"];
    for old in texts {
        for new in texts {
            assert_exact(old, new);
        }
    }
}

#[test]
fn ten_megabytes_of_one_line_have_a_difference() {
    let words: Vec<String> = (0..1_300_000).map(|number| format!("w{number}")).collect();
    let old = words.join(" ");
    let new = old.replace("77777 ", "7777 w1 ").replacen("w40000 ", "", 3);
    assert!(old.len() > 9_000_000);
    assert_eq!(assert_exact(&old, &new).len(), 14);
    // Where nothing is there just once, work is bounded and the outcome as exact.
    let old = "the same ten words again and again until it ends ".repeat(200_000);
    assert_exact(&old, &old.replacen("ten", "nine", 7));
}

proptest! {
    #[test]
    fn either_text_can_be_made_of_the_other(old in vec(piece(), 0..80), new in vec(piece(), 0..80)) {
        assert_exact(&old.concat(), &new.concat());
    }

    #[test]
    fn an_edited_text_can_be_made_of_the_one_before(
        pieces in vec(piece(), 1..200), at in 0.0..1.0, put in vec(piece(), 0..5), out in 0..9_usize,
    ) {
        let from = (pieces.len() as f64 * at) as usize;
        let to = (from + out).min(pieces.len());
        let new = [&pieces[..from], &put, &pieces[to..]].concat().concat();
        assert_exact(&pieces.concat(), &new);
    }
}
