//! Values that other programs give for the same claims: nervaluate, seqeval, scikit-learn, krippendorff, nltk, statsmodels, irrCAC and
//! two programs for uα. A text of 100 units, once of letters and once of words.

use claimlight::{
    claim::Tag,
    compare::{Agreement, Comparison, Continuum, Layer, Mode, Pairwise, Scores, Unit},
    text::Text,
};

use crate::support::{compared, layer, line, near, tag};

const KEY: &[(char, u64, u64)] = &[('Q', 5, 15), ('A', 20, 30), ('C', 40, 50), ('Q', 60, 66), ('A', 70, 80)];
const FIRST: &[(char, u64, u64)] = &[('Q', 5, 15), ('A', 22, 30), ('A', 40, 50), ('Q', 59, 66), ('C', 85, 90)];
const SECOND: &[(char, u64, u64)] =
    &[('Q', 5, 14), ('A', 20, 30), ('C', 40, 45), ('C', 45, 50), ('A', 60, 66), ('A', 70, 80)];

/// The text and the three layers: of letters, or of words.
fn reviewers(unit: Unit) -> (Continuum, [Layer; 3]) {
    if unit == Unit::Character {
        return (line(100), [KEY, FIRST, SECOND].map(layer));
    }
    let text = Text::new(vec!["x"; 100].join(" ")).expect("a text");
    let in_words = |claims: &[(char, u64, u64)]| {
        let claims: Vec<_> = claims.iter().map(|(tag, start, end)| (*tag, 2 * start, 2 * end - 1)).collect();
        layer(&claims)
    };
    (Continuum::new(&text), [KEY, FIRST, SECOND].map(in_words))
}

fn pair(numbers: (usize, usize), unit: Unit) -> Pairwise {
    let (continuum, layers) = reviewers(unit);
    Pairwise::of(&layers[numbers.0], &layers[numbers.1], &continuum, unit)
}

/// Correct, incorrect, partial, missed, extra.
fn counts(scores: &Scores, mode: Mode) -> [usize; 5] {
    let counts = scores.in_mode(mode);
    [counts.correct, counts.incorrect, counts.partial, counts.missed, counts.extra]
}

#[test]
fn spans_score_as_in_other_programs() {
    type Row = (Mode, [usize; 5], [f64; 3]);
    let (continuum, [key, first, second]) = reviewers(Unit::Character);
    let of_first: [Row; 4] = [
        (Mode::Strict, [1, 3, 0, 1, 1], [0.2, 0.2, 0.2]),
        (Mode::Exact, [2, 2, 0, 1, 1], [0.4, 0.4, 0.4]),
        (Mode::Partial, [2, 0, 2, 1, 1], [0.6, 0.6, 0.6]),
        (Mode::Type, [3, 1, 0, 1, 1], [0.6, 0.6, 0.6]),
    ];
    let of_second: [Row; 4] = [
        (Mode::Strict, [2, 3, 0, 0, 1], [2.0 / 6.0, 0.4, 4.0 / 11.0]),
        (Mode::Exact, [3, 2, 0, 0, 1], [0.5, 0.6, 6.0 / 11.0]),
        (Mode::Partial, [3, 0, 2, 0, 1], [4.0 / 6.0, 0.8, 8.0 / 11.0]),
        (Mode::Type, [4, 1, 0, 0, 1], [4.0 / 6.0, 0.8, 8.0 / 11.0]),
    ];
    for (layer, rows) in [(first, of_first), (second, of_second)] {
        let scores = compared(&key, &layer, &continuum).scores;
        for (mode, expected, [precision, recall, f1]) in rows {
            assert_eq!(counts(&scores, mode), expected, "{mode:?}");
            let counts = scores.in_mode(mode);
            near(counts.precision(), precision, 6, "precision");
            near(counts.recall(), recall, 6, "recall");
            near(counts.f1(), f1, 6, "F1");
        }
    }
}

#[test]
fn a_tag_is_scored_by_itself() {
    let (continuum, [key, first, _]) = reviewers(Unit::Character);
    let comparison = compared(&key, &first, &continuum);
    for (letter, partial, of_type) in [('Q', 0.75, 1.0), ('A', 0.25, 0.5), ('C', 0.0, 0.0)] {
        let scores = comparison.of_tag(tag(letter)).scores;
        near(scores.in_mode(Mode::Partial).f1(), partial, 6, "partial F1");
        near(scores.in_mode(Mode::Type).f1(), of_type, 6, "type F1");
    }
}

#[test]
fn units_agree_as_in_other_programs() {
    type Table = [[u64; 4]; 4];
    let rows: [((usize, usize), [f64; 4], Table); 3] = [
        ((0, 1), [0.72, 0.539_322, 0.634_146, 0.540_378], [[48, 1, 0, 5], [0, 16, 0, 0], [12, 0, 8, 0], [0, 0, 10, 0]]),
        ((0, 2), [0.93, 0.888_286, 0.979_839, 0.888_462], [[54, 0, 0, 0], [1, 9, 6, 0], [0, 0, 20, 0], [0, 0, 0, 10]]),
        ((1, 2), [0.65, 0.419_473, 0.612_245, 0.418_080], [[48, 0, 12, 0], [2, 9, 6, 0], [0, 0, 8, 10], [5, 0, 0, 0]]),
    ];
    for unit in [Unit::Character, Unit::Word] {
        for (numbers, [accuracy, kappa, marked, alpha], table) in rows {
            let pair = pair(numbers, unit);
            assert_eq!(pair.confusion.rows(), &table);
            assert_eq!(pair.confusion.kappa().unit(), unit);
            near(pair.confusion.observed(), accuracy, 6, "observed agreement");
            near(pair.confusion.kappa(), kappa, 6, "κ");
            near(pair.confusion.marked_or_not().kappa(), marked, 6, "κ of what is marked");
            near(pair.agreement.together.units.alpha, alpha, 6, "α");
            near(pair.agreement.together.units.mean_pairwise_kappa, kappa, 6, "the mean of one κ");
        }
    }
}

#[test]
fn three_reviewers_agree_as_in_other_programs() {
    for unit in [Unit::Character, Unit::Word] {
        let (continuum, layers) = reviewers(unit);
        let layers: Vec<&Layer> = layers.iter().collect();
        let agreement = Agreement::of(&layers, &continuum, unit);
        assert_eq!((agreement.reviewers, agreement.length), (3, 100));
        let units = agreement.together.units;
        near(units.alpha, 0.619_136, 6, "α");
        near(units.fleiss_kappa, 0.617_862, 6, "Fleiss’ κ");
        near(units.multi_kappa, 0.619_006, 6, "multi-κ");
        near(units.mean_pairwise_kappa, 0.615_694, 6, "mean κ");
        near(units.gwet_ac1, 0.707_04, 5, "AC1");
    }
}

#[test]
fn a_tag_overlaps_as_it_does_by_counting() {
    type Row = (char, f64, f64, f64);
    let of_first: [Row; 3] =
        [('Q', 0.963_716, 0.9697, 0.9412), ('A', 0.285_714, 0.4211, 0.2667), ('C', -0.071_429, 0.0, 0.0)];
    let of_second: [Row; 3] = [('Q', 0.683_544, 0.72, 0.5625), ('A', 0.831_461, 0.8696, 0.7692), ('C', 1.0, 1.0, 1.0)];
    let (continuum, [key, first, second]) = reviewers(Unit::Character);
    for (layer, rows) in [(first, of_first), (second, of_second)] {
        let comparison = compared(&key, &layer, &continuum);
        for (letter, kappa, dice, iou) in rows {
            let of_tag = comparison.of_tag(tag(letter));
            near(comparison.characters.of_tag(tag(letter)).kappa(), kappa, 6, "κ");
            near(of_tag.overlap.dice(), dice, 4, "Dice");
            near(of_tag.overlap.iou(), iou, 4, "IoU");
        }
        let kappas: f64 = rows.iter().map(|(_, kappa, ..)| kappa).sum();
        near(comparison.characters.mean_kappa_of_tags(), kappas / 3.0, 6, "the mean");
    }
}

#[test]
fn units_are_cut_as_in_other_programs() {
    type Row<'a> = (&'a [usize], f64, f64, f64, f64, [f64; 3]);
    let rows: [Row<'_>; 4] = [
        (&[0, 1], 0.548_323, 0.641, 0.581, 0.34, [1.0, 0.458, 0.0]),
        (&[0, 2], 0.890_457, 0.980, 0.805, 0.45, [0.690, 0.761, 1.0]),
        (&[1, 2], 0.427_145, 0.619, 0.298, 0.33, [0.656, 0.151, -0.089]),
        (&[0, 1, 2], 0.623_424, 0.746, 0.577, 0.373_333, [0.784, 0.471, 0.432]),
    ];
    for unit in [Unit::Character, Unit::Word] {
        let (continuum, layers) = reviewers(unit);
        for (numbers, alpha, marked, coding, coverage, by_tag) in rows {
            let chosen: Vec<&Layer> = numbers.iter().map(|number| &layers[*number]).collect();
            let unitizing = Agreement::of(&chosen, &continuum, unit).together.unitizing;
            near(unitizing.alpha, alpha, 6, "uα");
            near(unitizing.marked, marked, 3, "|uα");
            near(unitizing.coding, coding, 3, "cuα");
            near(unitizing.coding_coverage, coverage, 6, "coverage");
            for (tag, expected) in Tag::ALL.into_iter().zip(by_tag) {
                near(unitizing.of_tag(tag), expected, 3, "(k)uα");
            }
        }
    }
}

/// The order of the claims, and of the reviewers, is nothing to any figure.
#[test]
fn the_order_of_claims_does_not_count() {
    let (continuum, [key, ..]) = reviewers(Unit::Character);
    let mut turned = SECOND.to_vec();
    turned.reverse();
    let comparisons: Vec<Comparison> =
        [layer(SECOND), layer(&turned)].iter().map(|layer| compared(&key, layer, &continuum)).collect();
    assert_eq!(comparisons[0], comparisons[1]);
}
