//! What holds for any claims.

use std::collections::BTreeSet;

use claimlight::{
    claim::Tag,
    compare::{
        Agreement, Comparison, Continuum, Edges, Key, Layer, Mark, Matching, Mode, Pair, Scores, Tolerance, Unit,
        findings,
    },
};
use proptest::prelude::*;

use crate::support::{line, split};

/// Claims of which those of one tag share no text, some with two segments.
fn claims() -> impl Strategy<Value = Vec<Mark>> {
    let segment = (0_u64..60, 1_u64..12).prop_map(|(start, length)| start..(start + length).min(64));
    let claim = (0_usize..3, prop::collection::vec(segment, 1..3))
        .prop_map(|(number, ranges)| split(Tag::ALL[number].letter(), ranges));
    prop::collection::vec(claim, 0..12).prop_map(|claims| {
        let mut apart: Vec<Mark> = Vec::new();
        for claim in claims {
            if apart.iter().all(|other| other.tag != claim.tag || other.places.shared_len(&claim.places) == 0) {
                apart.push(claim);
            }
        }
        apart
    })
}

fn key(claims: &[Mark]) -> Key {
    Key::of_layer(&Layer::new("", claims.iter().cloned())).tolerating(Tolerance::NONE)
}

fn continuum() -> Continuum {
    line(64)
}

/// The greatest weight that pairs of these can have, by trying all.
fn heaviest(key: &[&Mark], other: &[&Mark]) -> u64 {
    let Some((first, rest)) = key.split_first() else {
        return 0;
    };
    let mut best = heaviest(rest, other);
    for (number, mark) in other.iter().enumerate() {
        let times = if mark.tag == first.tag { 2 } else { 1 };
        let weight = times * mark.places.shared_len(&first.places);
        if weight > 0 {
            let others: Vec<&Mark> =
                other.iter().enumerate().filter(|(at, _)| *at != number).map(|(_, mark)| *mark).collect();
            best = best.max(weight + heaviest(rest, &others));
        }
    }
    best
}

proptest! {
    #[test]
    fn the_order_of_claims_is_nothing_to_it(key_claims in claims(), other_claims in claims(), by in 1_usize..5) {
        let turned = |claims: &[Mark]| {
            let mut claims = claims.to_vec();
            claims.reverse();
            let by = by.min(claims.len());
            claims.rotate_left(by);
            claims
        };
        let one = Comparison::of(&key(&key_claims), &Layer::new("", other_claims.clone()), &continuum());
        let two = Comparison::of(&key(&turned(&key_claims)), &Layer::new("", turned(&other_claims)), &continuum());
        prop_assert_eq!(one, two);
    }

    #[test]
    fn each_claim_is_in_one_finding(key_claims in claims(), other_claims in claims()) {
        let (key, other) = (key(&key_claims), Layer::new("", other_claims));
        let matching = Matching::of(&key, &other, &continuum());
        let findings = findings(&key, &other, &matching);
        let mut expected: Vec<usize> = findings.iter().flat_map(|finding| finding.key.clone()).collect();
        expected.sort_unstable();
        prop_assert_eq!(expected, (0..key.spans().len()).collect::<Vec<_>>());
        let mut found: Vec<usize> = findings.iter().flat_map(|finding| finding.other.clone()).collect();
        found.sort_unstable();
        prop_assert_eq!(found, (0..other.marks().len()).collect::<Vec<_>>());
    }

    #[test]
    fn no_other_pairs_weigh_more(key_claims in claims(), other_claims in claims()) {
        let (key, other) = (key(&key_claims), Layer::new("", other_claims));
        let matching = Matching::of(&key, &other, &continuum());
        let (exact, rest): (Vec<&Pair>, Vec<&Pair>) = matching.pairs.iter().partition(|pair| pair.exact);
        let places = |mark: &Mark| (mark.tag, mark.places.clone());
        let expected: BTreeSet<_> = key.spans().iter().map(|span| places(span.first())).collect();
        let both = other.marks().iter().filter(|mark| expected.contains(&places(mark))).count();
        prop_assert_eq!(exact.iter().filter(|pair| pair.same_tag).count(), both, "what is the same is paired first");
        let taken: BTreeSet<usize> = exact.iter().map(|pair| pair.key).collect();
        let rows: Vec<&Mark> =
            key.spans().iter().enumerate().filter(|(at, _)| !taken.contains(at)).map(|(_, span)| span.first()).collect();
        let taken: BTreeSet<usize> = exact.iter().map(|pair| pair.other).collect();
        let columns: Vec<&Mark> =
            other.marks().iter().enumerate().filter(|(at, _)| !taken.contains(at)).map(|(_, mark)| mark).collect();
        let weight: u64 = rest.iter().map(|pair| pair.shared * if pair.same_tag { 2 } else { 1 }).sum();
        prop_assume!(rows.len() * columns.len() <= 60);
        prop_assert_eq!(weight, heaviest(&rows, &columns));
    }

    #[test]
    fn a_review_agrees_with_itself(claims in claims()) {
        let layer = Layer::new("", claims.clone());
        let comparison = Comparison::of(&key(&claims), &layer, &continuum());
        for mode in Mode::ALL {
            let counts = comparison.scores.in_mode(mode);
            prop_assert_eq!(counts.correct, claims.len());
            prop_assert_eq!(counts.f1().value(), (!claims.is_empty()).then_some(1.0));
        }
        for figure in [comparison.characters.confusion.kappa(), comparison.characters.agreement.together.unitizing.alpha] {
            prop_assert!(figure.value().is_none_or(|value| (value - 1.0).abs() < 1e-12));
        }
    }

    #[test]
    fn shares_are_shares(key_claims in claims(), other_claims in claims()) {
        let (key, other) = (key(&key_claims), Layer::new("", other_claims));
        let matching = Matching::of(&key, &other, &continuum());
        for edges in [Edges::Exact, Edges::WithinTolerance] {
            let scores = Scores::of(&key, &matching, edges);
            for mode in Mode::ALL {
                let counts = scores.in_mode(mode);
                prop_assert_eq!((counts.possible(), counts.actual()), (key.spans().len(), other.marks().len()));
                for figure in [counts.precision(), counts.recall(), counts.f1()] {
                    prop_assert!(figure.value().is_none_or(|share| (0.0..=1.0).contains(&share)));
                }
            }
        }
    }

    #[test]
    fn the_order_of_reviewers_is_nothing_to_agreement(one in claims(), two in claims(), three in claims()) {
        let layers = [one, two, three].map(|claims| Layer::new("", claims));
        let [first, second, third] = &layers;
        for unit in [Unit::Character, Unit::Word] {
            let agreement = Agreement::of(&[first, second, third], &continuum(), unit).together;
            let turned = Agreement::of(&[third, first, second], &continuum(), unit).together;
            for (one, two) in [
                (agreement.units.alpha, turned.units.alpha),
                (agreement.units.multi_kappa, turned.units.multi_kappa),
                (agreement.unitizing.alpha, turned.unitizing.alpha),
                (agreement.unitizing.coding, turned.unitizing.coding),
            ] {
                let alike = match (one.value(), two.value()) {
                    (Some(one), Some(two)) => (one - two).abs() < 1e-9,
                    (one, two) => one == two,
                };
                prop_assert!(alike, "{one:?} and {two:?}");
            }
        }
    }
}
