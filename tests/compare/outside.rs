//! Generated cases with what comes of them, for programs that others wrote: `tests/outside/compare.py` looks at what this leaves in
//! the build folder.

use std::{fs, ops::Range, path::Path};

use claimlight::{
    claim::Tag,
    compare::{
        Agreement, Coefficients, Comparison, Confusion, Continuum, Figure, Key, Layer, Mark, Mode, Overlap, Places,
        Scores, Tolerance, Unit,
    },
    text::Text,
};
use serde_json::{Value, json};

use crate::support::{mark, split};

const CASES: u64 = 500;

const LETTERS: [char; 3] = ['Q', 'A', 'C'];

/// Numbers that look as if they were drawn by lot and are the same each time (`SplitMix64`).
pub(crate) struct Lot(pub(crate) u64);

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut drawn = self.0;
        drawn = (drawn ^ (drawn >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        drawn = (drawn ^ (drawn >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        drawn ^ (drawn >> 31)
    }

    /// One of `range`.
    pub(crate) fn of(&mut self, range: Range<u64>) -> u64 {
        range.start + self.next() % (range.end - range.start).max(1)
    }

    pub(crate) fn letter(&mut self) -> char {
        LETTERS[self.of(0..3) as usize]
    }
}

/// A text of words and spaces.
fn text(lot: &mut Lot) -> String {
    let words = lot.of(10..60);
    (0..words).map(|_| "x".repeat(lot.of(1..9) as usize)).collect::<Vec<_>>().join(" ")
}

/// Claims of a key and of a review in which it is never in doubt which stand for which: each claim of the review stays within
/// reach of its own, and what is split or merged keeps its tag.
fn plain(lot: &mut Lot, length: u64) -> [Vec<Mark>; 2] {
    let (mut key, mut other) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at + 12 < length {
        // A stretch of its own for each claim, of which the claim leaves some at both ends, or none.
        let reach = at..(at + lot.of(8..40)).min(length);
        at = reach.end;
        let start = reach.start + lot.of(0..3);
        let end = reach.end - lot.of(0..3);
        let letter = lot.letter();
        let tag = if lot.of(0..4) == 0 { lot.letter() } else { letter };
        match lot.of(0..10) {
            0 => {}
            1 => key.push(mark(letter, start..end)),
            2 => other.push(mark(letter, start..end)),
            3 => {
                let middle = lot.of(start + 1..end);
                key.push(mark(letter, start..end));
                other.extend([mark(tag, start..middle), mark(tag, middle..end)]);
            }
            4 => {
                let middle = lot.of(start + 1..end);
                key.extend([mark(letter, start..middle), mark(letter, middle..end)]);
                other.push(mark(tag, start..end));
            }
            5..=7 => {
                key.push(mark(letter, start..end));
                other.push(mark(tag, start..end));
            }
            _ => {
                key.push(mark(letter, start..end));
                let inner = lot.of(reach.start..end - 1);
                other.push(mark(tag, inner..lot.of(inner.max(start) + 1..reach.end + 1)));
            }
        }
    }
    [key, other]
}

/// Claims that lie in one another and cross, some of several segments; those of one tag share no text.
fn tangled(lot: &mut Lot, length: u64) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for _ in 0..lot.of(0..14) {
        let letter = lot.letter();
        let segments = if lot.of(0..5) == 0 { 2 } else { 1 };
        let segment = |_| {
            let start = lot.of(0..length);
            start..(start + 1 + lot.of(0..30)).min(length)
        };
        let ranges: Vec<Range<u64>> = (0..segments).map(segment).collect();
        let mark = split(letter, ranges);
        let is_free = |other: &Mark| other.tag != mark.tag || other.places.shared_len(&mark.places) == 0;
        if marks.iter().all(is_free) {
            marks.push(mark);
        }
    }
    marks
}

fn written(layer: &Layer) -> Value {
    let segments = |places: &Places| places.ranges().map(|range| [range.start, range.end]).collect::<Vec<_>>();
    layer.marks().iter().map(|mark| json!({"tag": mark.tag.name(), "segments": segments(&mark.places)})).collect()
}

fn number(figure: Figure) -> Value {
    figure.value().map_or(Value::Null, |value| json!(value))
}

fn scores(scores: &Scores) -> Value {
    let mode = |mode: Mode| {
        let counts = scores.in_mode(mode);
        json!({
            "counts": [counts.correct, counts.incorrect, counts.partial, counts.missed, counts.extra],
            "figures": [number(counts.precision()), number(counts.recall()), number(counts.f1())],
        })
    };
    Value::Object(Mode::ALL.into_iter().map(|of| (of.name().to_owned(), mode(of))).collect())
}

fn confusion(confusion: &Confusion) -> Value {
    json!({"rows": confusion.rows(), "kappa": number(confusion.kappa())})
}

fn overlap(overlap: &Overlap) -> Value {
    json!([overlap.precision(), overlap.recall(), overlap.dice(), overlap.iou()].map(number))
}

fn coefficients(coefficients: &Coefficients) -> Value {
    let (units, unitizing) = (&coefficients.units, &coefficients.unitizing);
    json!({
        "alpha": number(units.alpha),
        "fleiss_kappa": number(units.fleiss_kappa),
        "unitizing": {
            "alpha": number(unitizing.alpha),
            "marked": number(unitizing.marked),
            "coding": number(unitizing.coding),
            "coverage": number(unitizing.coding_coverage),
            "tags": Tag::ALL.map(|tag| number(unitizing.of_tag(tag))),
        },
    })
}

fn by_tag(of_tag: impl Fn(Tag) -> Value) -> Value {
    Value::Object(Tag::ALL.into_iter().map(|tag| (tag.name().to_owned(), of_tag(tag))).collect())
}

/// Two layers with everything that other programs can say of them.
fn pair(key: &Layer, other: &Layer, continuum: &Continuum) -> Value {
    let comparison = Comparison::of(&Key::of_layer(key).tolerating(Tolerance::NONE), other, continuum);
    let unit = |unit: Unit| {
        let pair = if unit == Unit::Word { &comparison.words } else { &comparison.characters };
        json!({
            "confusion": confusion(&pair.confusion),
            "marked": number(pair.confusion.marked_or_not().kappa()),
            "tags": by_tag(|tag| number(pair.of_tag(tag).kappa())),
        })
    };
    let pairs = comparison.matching.pairs.iter().map(|pair| (pair.key, pair.other)).collect::<Vec<_>>();
    json!({
        "key": written(key),
        "other": written(other),
        "pairs": pairs,
        "scores": scores(&comparison.scores),
        "tags": by_tag(|tag| {
            let of_tag = comparison.of_tag(tag);
            json!({"scores": scores(&of_tag.scores), "overlap": overlap(&of_tag.overlap)})
        }),
        "word": unit(Unit::Word),
        "character": unit(Unit::Character),
    })
}

#[test]
fn cases_are_left_for_other_programs() {
    let case = |number: u64| {
        let mut lot = Lot(number);
        let content = text(&mut lot);
        let length = content.len() as u64;
        let continuum = Continuum::new(&Text::new(content.clone()).expect("a text"));
        let [key, other] = plain(&mut lot, length).map(|marks| Layer::new("", marks));
        let layers: Vec<Layer> = (0..lot.of(2..5)).map(|_| Layer::new("", tangled(&mut lot, length))).collect();
        let all: Vec<&Layer> = layers.iter().collect();
        let agreement = |unit: Unit| {
            let agreement = Agreement::of(&all, &continuum, unit);
            json!({"together": coefficients(&agreement.together), "tags": by_tag(|tag| coefficients(agreement.of_tag(tag)))})
        };
        json!({
            "text": content,
            "plain": pair(&key, &other, &continuum),
            "tangled": pair(&layers[0], &layers[1], &continuum),
            "layers": layers.iter().map(written).collect::<Vec<_>>(),
            "word": agreement(Unit::Word),
            "character": agreement(Unit::Character),
        })
    };
    let cases: Vec<Value> = (0..CASES).map(case).collect();
    let claims = |case: &Value| case["plain"]["key"].as_array().map_or(0, Vec::len);
    assert!(cases.iter().map(claims).sum::<usize>() > 1000, "the cases have claims");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compare");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("cases.json"), Value::Array(cases).to_string()).expect("a file");
}
