//! Keys that know more than a review: choices, claims that may be left out, passages that are scored.

use claimlight::compare::{Comparison, Continuum, Key, KeySpan, Layer, Mode, Places};

use crate::support::{counted, found, key_of, layer, line, mark, split, tag};

fn span(choices: &[(char, u64, u64)]) -> KeySpan {
    KeySpan::new(choices.iter().map(|(letter, start, end)| mark(*letter, *start..*end))).expect("a choice")
}

/// Correct, incorrect, missed and extra, of both.
fn strictly(key: &Key, other: &Layer, continuum: &Continuum) -> (usize, usize, usize, usize) {
    let scores = Comparison::of(key, other, continuum).scores;
    let counts = scores.in_mode(Mode::Strict);
    (counts.correct, counts.incorrect, counts.missed, counts.extra)
}

#[test]
fn the_best_choice_counts() {
    let key = key_of([span(&[('A', 0, 20), ('C', 0, 20), ('A', 0, 30)]), span(&[('Q', 40, 50)])]);
    let continuum = line(100);
    for (claim, expected) in [
        (('A', 0, 20), "correct 0>0"),
        (('C', 0, 20), "correct 0>0"),
        (('A', 0, 30), "correct 0>0"),
        (('Q', 0, 20), "wrong_tag 0>0"),
        (('C', 0, 30), "wrong_tag 0>0"),
        (('A', 0, 29), "boundary 0>0"),
    ] {
        let findings = found(&key, &layer(&[claim, ('Q', 40, 50)]), &continuum);
        assert_eq!(findings, [expected, "correct 1>1"], "{claim:?}");
    }
}

#[test]
fn two_claims_never_share_a_choice() {
    // Both could be the same claim; together they are right only one way.
    let key = key_of([span(&[('A', 0, 10), ('A', 10, 20)]), span(&[('A', 0, 10)])]);
    let findings = found(&key, &layer(&[('A', 0, 10), ('A', 10, 20)]), &line(100));
    assert_eq!(findings.len(), 2);
    assert!(findings.iter().all(|finding| finding.starts_with("correct")), "{findings:?}");
}

#[test]
fn a_choice_decides_where_a_claim_is_counted_and_measured() {
    let key = key_of([span(&[('A', 0, 20), ('C', 0, 20)])]);
    let comparison = Comparison::of(&key, &layer(&[('C', 0, 20)]), &line(100));
    let of = |letter| *comparison.of_tag(tag(letter)).scores.in_mode(Mode::Strict);
    assert_eq!((of('C').correct, of('C').possible()), (1, 1));
    assert_eq!((of('A').missed, of('A').possible()), (0, 0), "an assertion was not asked for in the end");
    assert_eq!(comparison.characters.confusion.kappa().value(), Some(1.0));
    assert_eq!(comparison.of_tag(tag('C')).overlap.dice().value(), Some(1.0));
}

#[test]
fn an_optional_claim_is_in_no_count() {
    let key = key_of([span(&[('A', 0, 20)]), span(&[('C', 40, 50)]).optional()]);
    let continuum = line(100);
    for (claims, counts, findings) in [
        (&[('A', 0, 20)][..], (1, 0, 0, 0), &["correct 0>0"][..]),
        (&[('A', 0, 20), ('C', 40, 50)], (1, 0, 0, 0), &["correct 0>0", "correct 1>1 (open)"]),
        (&[('A', 0, 20), ('Q', 42, 50)], (1, 0, 0, 0), &["correct 0>0", "boundary_and_tag 1>1 (open)"]),
        (&[('C', 40, 50)], (0, 0, 1, 0), &["missed 0>", "correct 1>0 (open)"]),
        (&[('A', 0, 20), ('C', 60, 70)], (1, 0, 0, 1), &["correct 0>0", "extra >1"]),
    ] {
        assert_eq!(strictly(&key, &layer(claims), &continuum), counts, "{claims:?}");
        assert_eq!(found(&key, &layer(claims), &continuum), findings, "{claims:?}");
    }
    // Left out, it is not in what the key marks; marked, it is.
    for (claims, observed) in [(&[('A', 0, 20)][..], 1.0), (&[('A', 0, 20), ('C', 40, 50)], 1.0)] {
        let comparison = Comparison::of(&key, &layer(claims), &continuum);
        assert_eq!(comparison.characters.confusion.observed().value(), Some(observed));
    }
    let right = counted(&Comparison::of(&key, &layer(&[('A', 0, 20), ('C', 40, 50)]), &continuum));
    assert_eq!(right, [("correct", 1)]);
}

#[test]
fn of_two_that_fit_as_well_the_one_that_must_be_marked_is_meant() {
    let key = key_of([span(&[('A', 0, 10)]).optional(), span(&[('A', 20, 30)])]);
    let one = Layer::new("", [split('A', [5..10, 20..25])]);
    assert_eq!(found(&key, &one, &line(100)), ["boundary 1>0"]);
}

#[test]
fn only_marked_passages_are_scored() {
    let spans = [span(&[('A', 0, 20)]), span(&[('C', 40, 50)]), span(&[('Q', 70, 80)])];
    let key = key_of(spans).only_in(Places::new([10..45, 90..95]));
    let continuum = line(100);
    let other = layer(&[('A', 0, 20), ('C', 42, 50), ('Q', 55, 60), ('A', 90, 99)]);
    // What lies wholly outside is in no finding; what reaches in is compared as a whole.
    assert_eq!(found(&key, &other, &continuum), ["correct 0>0", "boundary 1>1", "extra >3"]);
    assert_eq!(strictly(&key, &other, &continuum), (1, 1, 0, 1));
    let comparison = Comparison::of(&key, &other, &continuum);
    assert_eq!(comparison.matching.outside, [2]);
    assert_eq!(comparison.characters.agreement.length, 40);
    assert_eq!(comparison.characters.confusion.rows(), &[[20, 0, 5, 0], [0; 4], [0, 0, 10, 0], [2, 0, 0, 3]]);
    assert_eq!((comparison.overlap.key, comparison.overlap.other, comparison.overlap.shared), (15, 18, 13));
}

#[test]
fn words_outside_the_passages_are_not_counted() {
    use claimlight::{compare::Unit, text::Text};
    let text = Text::new("One two three four five").expect("a text");
    let continuum = Continuum::new(&text).only_in(Places::new([0..7, 14..18]));
    assert_eq!((continuum.length(Unit::Word), continuum.length(Unit::Character)), (3, 11));
    assert_eq!(continuum.units_before(14, Unit::Word), 2);
    assert_eq!(continuum.units_before(16, Unit::Character), 9);
}

#[test]
fn a_claim_needs_a_choice_that_has_a_place() {
    assert_eq!(KeySpan::new([]), None);
    assert_eq!(KeySpan::new([split('Q', [])]), None);
    assert_eq!(KeySpan::new([split('Q', []), mark('A', 0..3)]).expect("a span").choices().len(), 1);
}
