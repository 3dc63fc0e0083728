//! Where there is nothing, or nothing to tell apart, there is no number; and the other edges of what can be compared.

use claimlight::{
    claim::Tag,
    compare::{
        Agreement, AnotherText, Comparison, Continuum, Figure, Firmness, Key, Layer, Mode, Pairwise, Places, Undefined,
        Unit,
    },
    review::{Review, operations},
    text::{ByteIndex, Text},
};

use crate::{
    desk::Desk,
    support::{compared, layer, line, mark, near, split, tag},
};

fn why(figure: Figure) -> Option<Undefined> {
    figure.get().err()
}

/// All figures of a comparison.
fn figures(comparison: &Comparison) -> Vec<Figure> {
    let mut figures = vec![comparison.speakers.share()];
    let mut scores = vec![comparison.scores, comparison.tolerant_scores];
    let mut overlaps = vec![comparison.overlap];
    for tag in Tag::ALL {
        let of_tag = comparison.of_tag(tag);
        scores.extend([of_tag.scores, of_tag.tolerant_scores]);
        overlaps.push(of_tag.overlap);
    }
    for counts in scores.iter().flat_map(|scores| Mode::ALL.map(|mode| *scores.in_mode(mode))) {
        figures.extend([counts.precision(), counts.recall(), counts.f1()]);
    }
    for overlap in overlaps {
        figures.extend([overlap.precision(), overlap.recall(), overlap.dice(), overlap.iou()]);
    }
    for pair in [&comparison.words, &comparison.characters] {
        figures.extend([pair.confusion.kappa(), pair.confusion.marked_or_not().kappa(), pair.mean_kappa_of_tags()]);
        figures.extend(of_agreement(&pair.agreement));
    }
    figures
}

fn of_agreement(agreement: &Agreement) -> Vec<Figure> {
    let coefficients = std::iter::once(&agreement.together).chain(Tag::ALL.iter().map(|tag| agreement.of_tag(*tag)));
    let mut figures = Vec::new();
    for of in coefficients {
        let (units, unitizing) = (of.units, of.unitizing);
        figures.extend([units.alpha, units.fleiss_kappa, units.multi_kappa, units.mean_pairwise_kappa, units.gwet_ac1]);
        figures.extend([unitizing.alpha, unitizing.marked, unitizing.coding]);
        figures.extend(Tag::ALL.map(|tag| unitizing.of_tag(tag)));
    }
    figures
}

#[test]
fn of_two_empty_reviews_nothing_is_said() {
    for continuum in [line(100), line(0)] {
        let comparison = compared(&layer(&[]), &layer(&[]), &continuum);
        for figure in figures(&comparison) {
            assert_eq!(figure.value(), None, "{figure:?}");
        }
        assert_eq!(why(comparison.scores.in_mode(Mode::Strict).f1()), Some(Undefined::Nothing));
    }
    let comparison = compared(&layer(&[]), &layer(&[]), &line(100));
    assert_eq!(why(comparison.characters.confusion.kappa()), Some(Undefined::NoVariation));
    assert_eq!(comparison.characters.confusion.observed().value(), Some(1.0), "they do agree");
}

#[test]
fn an_empty_review_has_missed_everything() {
    let key = layer(&[('Q', 5, 15), ('A', 20, 30), ('C', 40, 50), ('Q', 60, 66), ('A', 70, 80)]);
    let comparison = compared(&key, &layer(&[]), &line(100));
    for mode in Mode::ALL {
        let counts = comparison.scores.in_mode(mode);
        assert_eq!((counts.missed, counts.possible(), counts.actual()), (5, 5, 0));
        assert_eq!((counts.f1().value(), counts.recall().value()), (Some(0.0), Some(0.0)));
        assert_eq!(why(counts.precision()), Some(Undefined::Nothing), "of no claims none is right or wrong");
    }
    assert_eq!(comparison.characters.confusion.kappa().value(), Some(0.0));
    let unitizing = comparison.characters.agreement.together.unitizing;
    assert_eq!(why(unitizing.coding), Some(Undefined::Nothing), "nothing was marked by both");
    assert_eq!(unitizing.coding_coverage.value(), Some(0.0));
}

#[test]
fn where_all_is_one_label_chance_is_unknown() {
    let whole = layer(&[('Q', 0, 100)]);
    let comparison = compared(&whole, &whole, &line(100));
    let pair = comparison.characters;
    let units = pair.agreement.together.units;
    for figure in [pair.confusion.kappa(), units.alpha, units.fleiss_kappa, units.multi_kappa, units.gwet_ac1] {
        assert_eq!(why(figure), Some(Undefined::NoVariation));
    }
    assert_eq!(why(units.mean_pairwise_kappa), Some(Undefined::NoVariation));
    assert_eq!(why(pair.agreement.together.unitizing.alpha), Some(Undefined::NoVariation));
    // Each has one label, and they differ: still nothing is known of chance.
    let other = compared(&whole, &layer(&[('A', 0, 100)]), &line(100));
    assert_eq!(why(other.characters.confusion.kappa()), Some(Undefined::NoVariation));
}

#[test]
fn one_reviewer_agrees_with_nobody() {
    let only = layer(&[('Q', 0, 10)]);
    let agreement = Agreement::of(&[&only], &line(100), Unit::Character);
    for figure in of_agreement(&agreement) {
        assert_eq!(why(figure), Some(Undefined::OneReviewer));
    }
    for figure in of_agreement(&Agreement::of(&[], &line(100), Unit::Word)) {
        assert_eq!(why(figure), Some(Undefined::OneReviewer));
    }
}

#[test]
fn a_text_without_words_has_figures_in_characters_alone() {
    let continuum = Continuum::new(&Text::new("… !! ??").expect("a text"));
    let claims = layer(&[('C', 2, 4)]);
    let comparison = compared(&claims, &claims, &continuum);
    assert_eq!(why(comparison.words.confusion.kappa()), Some(Undefined::Nothing));
    assert_eq!(comparison.characters.confusion.kappa().value(), Some(1.0));
}

#[test]
fn nested_claims_are_measured_by_tag() {
    let key = layer(&[('A', 0, 40), ('Q', 10, 20), ('C', 50, 60)]);
    let other = layer(&[('A', 0, 40), ('Q', 12, 20), ('C', 50, 58)]);
    let comparison = compared(&key, &other, &line(100));
    for (letter, kappa) in [('A', 1.0), ('Q', 0.878_049), ('C', 0.878_049)] {
        near(comparison.characters.of_tag(tag(letter)).kappa(), kappa, 6, "κ");
    }
    // The innermost claim decides: the quotation is a quotation, and the assertion around it is in two pieces.
    let table = comparison.characters.confusion;
    assert_eq!(table.count(Some(Tag::Quote), Some(Tag::Quote)), 8);
    assert_eq!(table.count(Some(Tag::Quote), Some(Tag::Assertion)), 2);
    assert_eq!(table.count(Some(Tag::Assertion), Some(Tag::Assertion)), 30);
}

#[test]
fn what_claims_of_one_tag_share_counts_once() {
    let twice = layer(&[('Q', 0, 20), ('Q', 10, 30)]);
    assert_eq!(twice.overlapping_in_tag(), 1);
    let once = layer(&[('Q', 0, 30)]);
    assert_eq!(once.overlapping_in_tag(), 0);
    let pair = Pairwise::of(&twice, &once, &line(100), Unit::Character);
    assert_eq!(pair.confusion.count(Some(Tag::Quote), Some(Tag::Quote)), 30);
    assert_eq!(pair.confusion.kappa().value(), Some(1.0));
    let comparison = compared(&twice, &once, &line(100));
    assert_eq!(comparison.overlap.dice().value(), Some(1.0));
    assert_eq!((comparison.overlap.key, comparison.overlap.other), (30, 30));
}

#[test]
fn words_belong_to_the_claim_that_has_their_middle() {
    let continuum = Continuum::new(&Text::new("Alder, birch – cedar’s oak.").expect("a text"));
    assert_eq!(continuum.length(Unit::Word), 4);
    for (range, words) in [(0..5, 1), (0..2, 0), (0..3, 1), (2..12, 2), (5..7, 0), (0..27, 4)] {
        let only = Layer::new("", [mark('A', range.clone())]);
        let pair = Pairwise::of(&only, &only, &continuum, Unit::Word);
        assert_eq!(pair.confusion.count(Some(Tag::Assertion), Some(Tag::Assertion)), words, "{range:?}");
    }
}

#[test]
fn characters_are_code_points() {
    let continuum = Continuum::new(&Text::new("é🌉e\u{301} 水").expect("a text"));
    assert_eq!(continuum.length(Unit::Character), 6);
    let both = layer(&[('Q', 0, 2), ('A', 2, 4)]);
    let pair = Pairwise::of(&both, &both, &continuum, Unit::Character);
    assert_eq!(pair.confusion.count(Some(Tag::Assertion), Some(Tag::Assertion)), 2);
    assert_eq!(continuum.bytes(&(1..4)), ByteIndex::new(2)..ByteIndex::new(9));
}

#[test]
fn a_figure_is_a_number_or_a_reason() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(Figure::new(value, Unit::Word).value(), None);
    }
    let some =
        [Figure::new(0.5, Unit::Word), Figure::undefined(Undefined::Nothing, Unit::Word), Figure::new(1.0, Unit::Word)];
    assert_eq!(Figure::mean(some, Unit::Word).value(), Some(0.75), "what has no number is not counted as 0");
    assert_eq!(Figure::mean([some[1]], Unit::Word).value(), None);
}

#[test]
fn an_alpha_is_firm_tentative_or_weak() {
    let of = |alpha: f64| Firmness::of(Figure::new(alpha, Unit::Word)).map(Firmness::name);
    for (alpha, expected) in
        [(1.0, "firm"), (0.8, "firm"), (0.799, "tentative"), (0.667, "tentative"), (0.66, "weak"), (-0.2, "weak")]
    {
        assert_eq!(of(alpha), Some(expected), "{alpha}");
    }
    assert_eq!(Firmness::of(Figure::undefined(Undefined::NoVariation, Unit::Word)), None);
}

#[test]
fn places_are_in_order_and_apart() {
    let places = Places::new([20..30, 0..5, 5..8, 9..9, 25..40]);
    assert_eq!(places.ranges().collect::<Vec<_>>(), [0..8, 20..40]);
    assert_eq!((places.len(), places.extent()), (28, Some(0..40)));
    let others = Places::new([7..21, 39..50]);
    assert_eq!(places.shared(&others).ranges().collect::<Vec<_>>(), [7..8, 20..21, 39..40]);
    assert_eq!(places.united(&others), Places::one(0..50));
    assert_eq!(Places::new([]).extent(), None);
}

/// A review of this text with one quote.
fn review(content: &str, words: &str) -> Review {
    let mut desk = Desk::new(content);
    let at = content.find(words).expect("the words");
    let span = desk.text().span(ByteIndex::new(at)..ByteIndex::new(at + words.len())).expect("a span");
    desk.act(|review, stamp| operations::tag(review, Tag::Quote, &[span], stamp).map(|(edit, _)| edit))
        .expect("a claim");
    desk.review
}

#[test]
fn a_layer_is_what_a_review_marks() {
    let review = review("Ä. “Nó,” she said.", "“Nó,”");
    let continuum = Continuum::new(review.article().text());
    let layer = Layer::of(&review, &continuum).expect("the same text");
    assert_eq!(layer.reviewer(), "R. Viewer");
    let marks: Vec<_> = layer.marks().iter().map(|mark| (mark.tag, mark.places.clone())).collect();
    assert_eq!(marks, [(Tag::Quote, Places::one(3..8))]);
    assert_eq!(layer.marks()[0].claim, review.claims().in_order()[0].id);
    let other = Continuum::new(&Text::new("Ä. “Nó,” he said.").expect("a text"));
    assert_eq!(Layer::of(&review, &other), Err(AnotherText));
    assert_eq!(Key::of(&review, &other), Err(AnotherText));
}

#[test]
fn a_claim_without_a_place_is_counted_and_left_out() {
    let layer = Layer::new("", [split('Q', []), mark('A', 0..4)]);
    assert_eq!((layer.marks().len(), layer.without_place()), (1, 1));
}
