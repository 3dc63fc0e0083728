//! Stretches whose old text is at hand.

use claimlight::anchor::{Fate, Piece};

use super::{
    marked::{marked, with_spans},
    with_stored,
};

/// Holds each row: what becomes of the marked stretch, and where it is.
fn hold(rows: &[(&str, &str, &str)]) {
    for &(old, new, expected) in rows {
        let (before, after) = (marked(old), marked(new));
        let outcomes = with_stored(&before.text, &before.spans, &after.text);
        let found = outcomes[0].fate.span();
        let shown = with_spans(&after.text, &found.into_iter().collect::<Vec<_>>());
        assert_eq!((outcomes[0].fate.name(), shown.as_str()), (expected, new), "of {old}");
    }
}

#[test]
fn unchanged_words_stay_themselves() {
    hold(&[
        ("Rain fell. ⟦The dam held.⟧ Nobody slept.", "Rain fell. ⟦The dam held.⟧ Nobody slept.", "same"),
        ("Rain fell. ⟦The dam held.⟧ Nobody slept.", "At noon rain fell. ⟦The dam held.⟧ Nobody slept.", "same"),
        ("Rain fell. ⟦The dam held.⟧ Nobody slept.", "⟦The dam held.⟧ Nobody slept.", "same"),
        ("Rain fell. ⟦The dam held.⟧", "Rain fell. ⟦The dam held.⟧ Later it broke.", "same"),
        // Offsets count code points, whatever they take in other encodings.
        ("Hello 👩‍👩‍👧‍👦 and 🇫🇮: ⟦wages rose 2%⟧.", "Now! Hello 👩‍👩‍👧‍👦 and 🇫🇮: ⟦wages rose 2%⟧.", "same"),
        // Right to left, in logical order.
        ("قالت الوزيرة إن ⟦7 جسور انهارت⟧ ليلا.", "قالت الوزيرة مساء إن ⟦7 جسور انهارت⟧ ليلا.", "same"),
        ("市长说，⟦大桥已经关闭⟧。居民不满。", "昨天市长说，⟦大桥已经关闭⟧。居民不满。", "same"),
        // The first of several that are alike is held by the beginning of the text.
        ("⟦No⟧. Yes. No. Yes. No. Yes.", "⟦No⟧. Yes. No. Yes. No. Yes. No. Yes.", "same"),
        // An end inside a word stays there.
        ("The un⟦easy⟧ peace lasts.", "So far the un⟦easy⟧ peace lasts.", "same"),
    ]);
}

#[test]
fn typography_is_no_change() {
    hold(&[
        ("She wrote: ⟦\"20 000 - no more\"⟧ in May.", "She wrote: ⟦“20\u{A0}000 – no more”⟧ in May.", "same"),
        ("La ⟦députée a cédé⟧ à Alès.", "La ⟦de\u{301}pute\u{301}e a ce\u{301}de\u{301}⟧ à Alès.", "same"),
        ("⟦Nobody saw the ferry sink.⟧", "⟦Nobody saw the fer-\nry si\u{AD}nk.⟧", "same"),
        ("⟦The office filed it.⟧ Why?", "⟦The oﬃce ﬁled it.⟧ Why?", "same"),
        ("Ice melts.\n\n⟦Ships wait\n\noff Kotka.⟧", "Ice melts. ⟦Ships wait off Kotka.⟧", "same"),
        // A power is no number of more digits.
        ("It covers ⟦about 10² fields⟧ now.", "It covers ⟦about 102 fields⟧ now.", "changed"),
    ]);
}

#[test]
fn changed_words_are_never_passed_off_as_the_old_ones() {
    hold(&[
        ("The clinic said ⟦36 nurses had left⟧ by May.", "The clinic said ⟦63 nurses had left⟧ by May.", "changed"),
        ("He said ⟦the bridge was safe for lorries⟧.", "He said ⟦the bridge was not safe for lorries⟧.", "changed"),
        ("\"Never,\" ⟦Mrs. Hale said⟧ then.", "\"Never,\" ⟦Mr. Hale said⟧ then.", "changed"),
        ("⟦Flood closes port⟧", "⟦FLOOD CLOSES PORT⟧\n\nBy our staff.", "changed"),
        (
            "⟦The board met and the chair will step down⟧ in May.",
            "⟦The board met. The chair will step down⟧ in May.",
            "changed",
        ),
        // Words before a sentence that began with the claim belong to it now.
        ("They met. ⟦Critics welcomed the plan⟧.", "They met. ⟦By then, critics welcomed the plan⟧.", "changed"),
        // A changed border is found by its letters.
        (
            "Yesterday the ⟦regional court fined⟧ two firms.",
            "Yesterday the ⟦regional courts have fined⟧ two firms.",
            "changed",
        ),
    ]);
}

#[test]
fn a_change_is_shown_word_by_word() {
    let (old, new) = (marked("⟦He was found guilty in May.⟧ So."), marked("⟦He was not found guilty in June.⟧ So."));
    let outcomes = with_stored(&old.text, &old.spans, &new.text);
    let Fate::Changed { span, moved, difference } = &outcomes[0].fate else { panic!("{outcomes:?}") };
    assert_eq!((*span, *moved), (new.spans[0], false));
    let piece = |sort: fn(String) -> Piece, words: &str| sort(words.to_owned());
    let expected = [
        piece(Piece::Kept, "He was "),
        piece(Piece::Added, "not "),
        piece(Piece::Kept, "found guilty in "),
        piece(Piece::Removed, "May"),
        piece(Piece::Added, "June"),
        piece(Piece::Kept, "."),
    ];
    assert_eq!(difference.as_slice(), expected);
}

#[test]
fn what_stands_elsewhere_has_moved() {
    let report = "The mayor opened the new harbour on Friday morning. Fishermen had asked for it since the storm.";
    let vote = "In the evening the council voted on the budget for schools.";
    let claim = "Turnout was 61 percent, the office said.";
    let edited = "Turnout was 63 percent, the office said.";
    hold(&[
        (
            &format!("{report}\n\n⟦{claim}⟧ It was low.\n\n{vote}"),
            &format!("⟦{claim}⟧ It was low.\n\n{report}\n\n{vote}"),
            "moved",
        ),
        (&format!("{report}\n\n⟦{claim}⟧\n\n{vote}"), &format!("⟦{edited}⟧\n\n{report}\n\n{vote}"), "changed"),
    ]);
    let (old, new) = (marked(&format!("{report} ⟦{claim}⟧ {vote}")), marked(&format!("{edited} {report} {vote}")));
    let outcomes = with_stored(&old.text, &old.spans, &new.text);
    assert!(matches!(outcomes[0].fate, Fate::Changed { moved: true, .. }), "{outcomes:?}");
}

#[test]
fn what_is_gone_is_an_orphan() {
    hold(&[
        ("One. ⟦The rumour that fish sing was heard twice.⟧ Two.", "One. Two.", "orphan"),
        // Letters in common are no likeness.
        ("Dedicated to ⟦Ines⟧, who taught me chess.", "Our machines are heard in many lines of business.", "orphan"),
        // A corrected name does not jump to the same name elsewhere.
        (
            "Olga drew the maps with Timo, and later ⟦Olga⟧ sold the atlas.",
            "Olga drew the maps with Timo, and later Petra sold the atlas.",
            "orphan",
        ),
        (
            "Now open: ⟦Gardener, part-time⟧. Housing possible.",
            "Guards and parties welcome in the garden. Housing possible.",
            "orphan",
        ),
        (
            "⟦a small grey cat sleeps under the warm stove⟧",
            "Exports of timber fell for the ninth month in a row.",
            "orphan",
        ),
        // The same words stand elsewhere and always have.
        (
            "Costs: unknown. Prices rose. Then the ⟦budget hearing⟧ took place. Much later the budget hearing was moved.",
            "Costs: unknown. Prices rose. Much later the budget hearing was moved.",
            "orphan",
        ),
    ]);
}

#[test]
fn neighbours_of_a_deleted_copy_keep_theirs() {
    let old = marked("Ada said ⟦nothing was wrong⟧ here. Then Bo said ⟦nothing was wrong⟧ there. Cy left.");
    let new = marked("Then Bo said ⟦nothing was wrong⟧ there. Cy left.");
    let outcomes = with_stored(&old.text, &old.spans, &new.text);
    assert_eq!(outcomes[0].fate.span(), None, "{outcomes:?}");
    assert_eq!(outcomes[1].fate, Fate::Same(new.spans[0]));
}

#[test]
fn two_places_that_are_as_likely_are_both_named() {
    let claim = "The tunnel will cost four hundred million crowns";
    let old = marked(&format!("Alpha beta gamma delta. ⟦{claim}⟧. Epsilon zeta eta theta."));
    let new = marked(&format!(
        "Mu nu xi omicron. ⟦{claim}⟧. Pi rho sigma.\n\nUpsilon phi chi psi. ⟦{claim}⟧. Omega digamma."
    ));
    let outcomes = with_stored(&old.text, &old.spans, &new.text);
    assert_eq!(outcomes[0].fate, Fate::Ambiguous(new.spans), "{outcomes:?}");
}

#[test]
fn an_orphan_says_where_it_stood() {
    let old = marked("Rain fell. ⟦Seven hundred people marched to the old mill.⟧ Nobody slept.");
    let new = marked("Rain fell.| Nobody slept.");
    let outcomes = with_stored(&old.text, &old.spans, &new.text);
    assert_eq!(outcomes[0].fate, Fate::Orphan { near: Some(new.carets[0]) });
}
