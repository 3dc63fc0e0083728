//! Stretches of which only the words and their context are known.

use claimlight::anchor::{Old, Outcome, Quotation, reanchor};

use super::{
    assert_is_sound,
    marked::{marked, with_spans},
    text,
};

fn find(exact: &str, prefix: &str, suffix: &str, new: &str) -> Outcome {
    let new = text(new);
    let outcomes = reanchor(&Old::Quoted(&[Quotation { exact, prefix, suffix }]), &new);
    assert_is_sound(&outcomes[0], &new);
    outcomes[0].clone()
}

/// Holds each row: prefix, words, suffix, the new text, what becomes of it.
fn hold(rows: &[(&str, &str, &str, &str, &str)]) {
    for &(prefix, exact, suffix, new, expected) in rows {
        let after = marked(new);
        let outcome = find(exact, prefix, suffix, after.text.as_str());
        let shown = with_spans(&after.text, &outcome.fate.span().into_iter().collect::<Vec<_>>());
        assert_eq!((outcome.fate.name(), shown.as_str()), (expected, new), "of {prefix}⟦{exact}⟧{suffix}: {outcome:?}");
    }
}

const SEASONS: &str = "it was a year of gain, it was a year of loss, we had all in hand, we had none in hand";

#[test]
fn words_are_found_by_what_was_beside_them() {
    let loss = SEASONS.replace("loss, we had", "⟦loss, we had⟧");
    let first = SEASONS.replacen("in hand", "⟦in hand⟧", 1);
    hold(&[
        ("it was a year of ", "loss, we had", " all in", loss.as_str(), "same"),
        ("we had all ", "in hand", ", we had", first.as_str(), "same"),
    ]);
    // What is known is there to the letter, and nowhere else.
    assert_eq!(find("in hand", "we had all ", "", SEASONS).fate.name(), "moved");
    // Short words want both sides to the letter, or nearly.
    assert_eq!(find("in hand", "we had ill ", "", SEASONS).fate.name(), "orphan");
}

#[test]
fn words_without_context_must_be_unlike_all_others() {
    hold(&[
        ("", "year of gain", "", "it was a ⟦year of gain⟧, it was a year of loss", "moved"),
        ("", "lorem ipsum", "", "⟦lorem ipsum⟧ dolor", "moved"),
        ("", "holy mountain", "", "lorem ipsum dolor", "orphan"),
        // Short words stand anywhere; others take them wherever they are.
        ("", "gain", "", "it was a year of gain", "orphan"),
        ("", "", "", "anything", "orphan"),
        ("", "anything at all", "", "", "orphan"),
    ]);
    assert_eq!(find("it was a year of", "", "", SEASONS).fate.name(), "ambiguous");
}

#[test]
fn changed_words_are_found_between_their_neighbours() {
    hold(&[
        (
            "The ministry counted ",
            "41 closed schools",
            " in the whole north.",
            "Early on the ministry counted ⟦47 closed schools⟧ in the whole north. More will follow.",
            "changed",
        ),
        // The copy elsewhere is another: what was beside these words is beside none now.
        (
            "The ministry counted ",
            "41 closed schools",
            " in the whole north.",
            "The ministry counted in the whole north. The union, too, named 41 closed schools on Monday.",
            "orphan",
        ),
    ]);
}

#[test]
fn long_words_are_found_wherever_they_are() {
    hold(&[(
        "Nobody had expected it. ",
        "The last ferry to the islands left at nine.",
        " Then the storm came.",
        "A new beginning. ⟦The last ferry to the islands left at nine.⟧ A new end.",
        "moved",
    )]);
}
