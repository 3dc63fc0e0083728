//! Which claims stand for which, and what is said of them.

use claimlight::compare::{Key, Layer, Matching, Mode, SpeakerAgreement, Tolerance};

use crate::support::{compared, counted, found, layer, line, mark, split, written};

/// What is found when the claims of both are these, by tag, start and end, on a line of letters.
fn on_a_line(key: &[(char, u64, u64)], other: &[(char, u64, u64)]) -> Vec<String> {
    found(&Key::of_layer(&layer(key)), &layer(other), &line(100))
}

#[test]
fn each_claim_is_in_one_finding() {
    type Claims<'a> = &'a [(char, u64, u64)];
    let table: [(&str, Claims<'_>, Claims<'_>, &[&str]); 20] = [
        ("nothing", &[], &[], &[]),
        ("the same", &[('Q', 0, 9)], &[('Q', 0, 9)], &["correct 0>0"]),
        ("another tag", &[('Q', 0, 9)], &[('A', 0, 9)], &["wrong_tag 0>0"]),
        ("another border", &[('Q', 0, 9)], &[('Q', 1, 9)], &["boundary 0>0"]),
        ("both", &[('Q', 0, 9)], &[('A', 1, 9)], &["boundary_and_tag 0>0"]),
        ("missed", &[('Q', 0, 9)], &[], &["missed 0>"]),
        ("extra", &[], &[('Q', 0, 9)], &["extra >0"]),
        ("touching is not sharing", &[('Q', 0, 10)], &[('Q', 10, 20)], &["missed 0>", "extra >0"]),
        ("split in two", &[('C', 40, 50)], &[('C', 40, 45), ('C', 45, 50)], &["split 0>0+1"]),
        ("split in three", &[('C', 40, 50)], &[('C', 40, 43), ('C', 43, 46), ('C', 46, 50)], &["split 0>0+1+2"]),
        ("merged", &[('C', 40, 45), ('C', 45, 50)], &[('C', 40, 50)], &["merged 0+1>0"]),
        (
            "a part of another tag is no part",
            &[('C', 40, 50)],
            &[('C', 40, 46), ('A', 46, 50)],
            &["boundary 0>0", "extra >1"],
        ),
        (
            "a part that is mostly elsewhere",
            &[('C', 40, 50)],
            &[('C', 40, 47), ('C', 47, 60)],
            &["boundary 0>0", "extra >1"],
        ),
        (
            "exact first, although another shares as much",
            &[('A', 0, 20), ('A', 20, 40)],
            &[('A', 20, 40), ('C', 0, 20)],
            &["wrong_tag 0>0", "correct 1>1"],
        ),
        (
            "all at once: the first would take what the second needs",
            &[('A', 0, 10), ('A', 12, 30)],
            &[('A', 5, 20), ('A', 20, 31)],
            &["boundary 0>0", "boundary 1>1"],
        ),
        (
            "a quotation a little too long is not the assertion around it",
            &[('A', 0, 40), ('Q', 10, 20)],
            &[('Q', 9, 21)],
            &["missed 0>", "boundary 1>0"],
        ),
        (
            "what shares little is not taken for its tag’s sake",
            &[('A', 0, 10), ('C', 10, 20)],
            &[('C', 0, 12)],
            &["boundary_and_tag 0>0", "missed 1>"],
        ),
        (
            "nested",
            &[('A', 0, 40), ('Q', 10, 20), ('C', 50, 60)],
            &[('Q', 12, 20), ('A', 0, 40), ('C', 50, 58)],
            &["correct 0>0", "boundary 1>1", "boundary 2>2"],
        ),
        ("crossing", &[('A', 0, 20), ('Q', 10, 30)], &[('A', 0, 20), ('Q', 10, 30)], &["correct 0>0", "correct 1>1"]),
        (
            "two tags of one place, the other way round",
            &[('A', 0, 20), ('Q', 0, 20)],
            &[('Q', 0, 20), ('C', 0, 20)],
            &["correct 0>0", "wrong_tag 1>1"],
        ),
    ];
    for (what, key, other, expected) in table {
        let mut findings = on_a_line(key, other);
        findings.sort();
        let mut expected: Vec<&str> = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(findings, expected, "{what}");
    }
}

#[test]
fn segments_are_one_claim() {
    let continuum = line(100);
    let halves = Layer::new("", [split('Q', [0..10, 20..30])]);
    let first_alone = Layer::new("", [mark('Q', 0..10)]);
    let as_two = Layer::new("", [mark('Q', 0..10), mark('Q', 20..30)]);
    let with_gap = Layer::new("", [mark('Q', 0..30)]);
    for (other, expected) in [
        (&halves, "correct 0>0"),
        (&first_alone, "boundary 0>0"),
        (&as_two, "split 0>0+1"),
        (&with_gap, "boundary 0>0"),
    ] {
        assert_eq!(found(&Key::of_layer(&halves), other, &continuum), [expected]);
    }
    assert_eq!(found(&Key::of_layer(&as_two), &halves, &continuum), ["merged 0+1>0"]);
    // What lies between the segments is nobody's: a claim there is another.
    let between = Layer::new("", [mark('Q', 10..20)]);
    assert_eq!(found(&Key::of_layer(&halves), &between, &continuum), ["missed 0>", "extra >0"]);
}

#[test]
fn edges_that_say_nothing_do_not_count() {
    // Of each pair of brackets in one text the first claim is the key's, the second the reviewer's.
    let table = [
        ("⟦“⟦We stay⟧,”⟧ she said.", "correct"),
        ("⟦⟦«Nous restons»⟧, ⟧dit-elle.", "correct"),
        ("Osei said ⟦that ⟦the truce had failed⟧.⟧", "correct"),
        ("Osei said ⟦that the ⟦truce had failed⟧⟧.", "correct"),
        ("⟦Der ⟦Bürgermeister schweigt⟧⟧.", "correct"),
        ("⟦L’⟦accord a échoué⟧⟧.", "correct"),
        ("⟦Los ⟦barcos volvieron⟧…⟧", "correct"),
        ("⟦「⟦水が来た⟧」⟧と言った。", "correct"),
        ("⟦No ⟦boats were lost⟧⟧.", "boundary"),
        ("⟦Two ⟦boats were lost⟧⟧.", "boundary"),
        ("It fell by ⟦−⟦5% in May⟧⟧.", "boundary"),
        ("It cost ⟦$⟦5 million⟧⟧.", "boundary"),
        ("⟦⟦The quay⟧ closed⟧.", "boundary"),
        ("⟦The ⟦“⟧⟧", "boundary"),
    ];
    for (text, expected) in table {
        let (continuum, both) = written(text, "QQ");
        // The longer one comes first, whichever ends first.
        let [outer, inner] = [0, 1].map(|number| Layer::new("", [both.marks()[number].clone()]));
        for (key, other) in [(&outer, &inner), (&inner, &outer)] {
            let key = Key::of_layer(key);
            assert_eq!(found(&key, other, &continuum), [format!("{expected} 0>0")], "{text}");
            let strictly = found(&key.clone().tolerating(Tolerance::NONE), other, &continuum);
            assert_eq!(strictly, ["boundary 0>0"], "{text}, to the letter");
            let comparison = claimlight::compare::Comparison::of(&key, other, &continuum);
            assert_eq!(comparison.scores.in_mode(Mode::Strict).correct, 0, "{text}");
            let correct = usize::from(expected == "correct");
            assert_eq!(comparison.tolerant_scores.in_mode(Mode::Strict).correct, correct, "{text}");
        }
    }
}

#[test]
fn each_tolerance_stands_alone() {
    let all = [
        ("⟦⟦It rains⟧.⟧", Tolerance { punctuation: true, ..Tolerance::NONE }),
        ("⟦The ⟦rain fell⟧⟧", Tolerance { determiners: true, ..Tolerance::NONE }),
        ("⟦“⟦It rains⟧”⟧", Tolerance { quotation_marks: true, ..Tolerance::NONE }),
    ];
    for (own, (text, _)) in all.iter().enumerate() {
        for (other, (_, tolerance)) in all.iter().enumerate() {
            let (continuum, both) = written(text, "QQ");
            let [outer, inner] = [0, 1].map(|number| Layer::new("", [both.marks()[number].clone()]));
            let key = Key::of_layer(&outer).tolerating(*tolerance);
            let expected = if own == other { "correct 0>0" } else { "boundary 0>0" };
            assert_eq!(found(&key, &inner, &continuum), [expected], "{text} with {tolerance:?}");
        }
    }
}

#[test]
fn the_counts_are_those_of_the_findings() {
    let key = layer(&[('Q', 5, 15), ('A', 20, 30), ('C', 40, 50), ('Q', 60, 66), ('A', 70, 80)]);
    let other = layer(&[('Q', 5, 14), ('A', 20, 30), ('C', 40, 45), ('C', 45, 50), ('A', 60, 66), ('A', 70, 80)]);
    let comparison = compared(&key, &other, &line(100));
    assert_eq!(counted(&comparison), [("correct", 2), ("wrong_tag", 1), ("boundary", 1), ("split", 1)]);
}

#[test]
fn a_long_chain_is_solved_as_a_whole() {
    // Each claim of the review shares three letters with the one before it and two with its own, but for the last, which has no
    // one else: a choice at one end decides about the other.
    let count = 2000_u64;
    let key: Vec<_> = (0..count).map(|number| ('A', 5 * number, 5 * number + 5)).collect();
    let other: Vec<_> = (0..count).map(|number| ('A', 5 * number + 3, 5 * number + 8)).collect();
    let continuum = line(5 * count as usize + 10);
    let (key, other) = (Key::of_layer(&layer(&key)), layer(&other));
    let matching = Matching::of(&key, &other, &continuum);
    let shared: u64 = matching.pairs.iter().map(|pair| pair.shared).sum();
    assert_eq!(shared, 3 * (count - 1), "each goes with the next of the key");
    assert_eq!((matching.missed.len(), matching.extra.len()), (1, 1));
}

#[test]
fn speakers_are_compared_where_claims_are_paired() {
    use claimlight::{
        claim::{Speaker, SpeakerId},
        compare::{Mark, Names},
    };
    use uuid::Uuid;
    let said = |letter: char, start: u64, name: &str, aliases: &[&str]| {
        let mut speaker = Speaker::named(SpeakerId(Uuid::nil()), name);
        speaker.aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
        let named = (!name.is_empty()).then(|| Names::of(&speaker));
        Mark { speaker: named, ..mark(letter, start..start + 5) }
    };
    let key = [
        said('Q', 0, "Mara Tolund", &["the chair"]),
        said('Q', 10, "Mara Tolund", &[]),
        said('A', 20, "Mara Tolund", &["the minister"]),
        said('A', 30, "Mara Tolund", &[]),
        said('A', 40, "", &[]),
        said('Q', 50, "", &[]),
        said('C', 60, "", &[]),
        said('Q', 70, "Mara Tolund", &[]),
    ];
    let other = [
        said('Q', 0, "The Chair", &[]),
        said('Q', 10, " mara tolund ", &[]),
        said('A', 20, "Jon Berg", &["the minister"]),
        said('A', 30, "", &[]),
        said('A', 40, "Jon Berg", &[]),
        said('Q', 50, "", &[]),
        said('C', 60, "", &[]),
    ];
    let comparison = compared(&Layer::new("", key), &Layer::new("", other), &line(100));
    let expected = SpeakerAgreement { same: 2, different: 1, only_key: 1, only_other: 1, neither: 1 };
    assert_eq!(comparison.speakers, expected);
    assert_eq!(comparison.speakers.share().value(), Some(0.4));
}
