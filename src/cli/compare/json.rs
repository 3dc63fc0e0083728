//! A comparison as one JSON value. Its keys are a contract.
//!
//! ```json
//! {"text": {"sha256": "…", "characters": 812, "words": 131},
//!  "key": {"file": "key.claims.json", "reviewer": "…", "claims": 12, "without_place": 0, "overlapping": 0},
//!  "reviews": [{
//!    "file": "…", "reviewer": "…", "claims": 11, "without_place": 0, "overlapping": 0,
//!    "carried_over": null,
//!    "counts": {"correct": 7, "wrong_tag": 1, "boundary": 1, "boundary_and_tag": 0, "missed": 2, "extra": 1, "split": 1, "merged": 0},
//!    "findings": [{"kind": "boundary", "scored": true, "key": ["id"], "claims": ["id"], "start": 12, "end": 58}],
//!    "scores": {"strict": SCORE, "exact": SCORE, "partial": SCORE, "type": SCORE},
//!    "tolerant_scores": {"strict": SCORE, …},
//!    "overlap": OVERLAP,
//!    "tags": {"quote": {"scores": {…}, "tolerant_scores": {…}, "overlap": OVERLAP}, "assertion": {…}, "commentary": {…}},
//!    "speakers": {"same": 4, "different": 0, "only_key": 1, "only_other": 0, "neither": 2, "share": FIGURE},
//!    "words": PAIR, "characters": PAIR}],
//!  "together": {"with_key": AGREEMENTS, "without_key": AGREEMENTS},
//!  "failed": [{"file": "…", "reason": "…"}]}
//! ```
//!
//! - FIGURE is `{"value": 0.75, "unit": "claim"}`; where there is no value, `{"value": null, "unit": "claim", "why": "nothing"}`. The unit is
//!   `claim`, `word` or `character`; `why` is `nothing`, `no_variation`, `too_little`, `one_reviewer`, `too_much_work` or `stopped`.
//! - SCORE is `{"correct", "incorrect", "partial", "missed", "extra", "precision": FIGURE, "recall": FIGURE, "f1": FIGURE}`; `scores` compares
//!   places to the letter, `tolerant_scores` without punctuation, determiners and quotation marks at the edges.
//! - OVERLAP is `{"key", "review", "shared", "precision", "recall", "dice", "iou"}`: three numbers of characters, then figures.
//! - PAIR compares a review with the key unit by unit: `{"confusion": {"labels": ["none", "quote", "assertion", "commentary"], "rows": [[…]]},
//!   "kappa", "kappa_marked", "tags": {"quote": {"kappa"}, …}, "mean_kappa_of_tags", "agreement": AGREEMENT}`; a row is a label of the key.
//! - AGREEMENTS is `{"reviewers": 3, "words": AGREEMENT, "characters": AGREEMENT}` and `null` with fewer than two reviewers; AGREEMENT is
//!   `{"unit", "length", COEFFICIENTS, "tags": {"quote": COEFFICIENTS, …}, "mean_of_tags": {"alpha", "unitizing_alpha"}}`, and COEFFICIENTS are
//!   `"observed", "alpha"` (Krippendorff), `"fleiss_kappa", "multi_kappa", "mean_pairwise_kappa", "gwet_ac1"`, `"unitizing": {"alpha"` (uα of 2016)
//!   `, "marked"` (|uα)`, "coding"` (cuα)`, "coding_coverage", "quote", "assertion", "commentary"` ((k)uα)`}`.
//! - `carried_over` is `{"same", "moved", "changed", "lost"}` for a review of another text, which was carried over to that of the key.
//! - With `--gamma` a review has `"gamma": GAMMA`, and `together` has `"gamma": {"with_key": GAMMA, "without_key": GAMMA}`; GAMMA is
//!   `{"observed", "expected", "gamma"}`, three figures.
//! - `start` and `end` are code points of the text of the key, end exclusive; a finding has those of all its claims together.

use std::{io, path::Path};

use serde_json::{Map, Value, json};

use super::{Compared, Results};
use crate::{
    claim::Tag,
    compare::{
        Agreement, Coefficients, Counts, Figure, Finding, FindingKind, Gamma, Key, Layer, Mode, Overlap, Pairwise,
        Scores, Unit,
    },
    store::Digest,
};

/// Writes the value and a line end.
///
/// # Errors
/// When it cannot be written.
pub(super) fn write(results: &Results, out: &mut dyn io::Write) -> io::Result<()> {
    let Results { file, key, continuum, layer, reviews, failed, gamma: of_all } = results;
    let others: Vec<&Layer> = reviews.iter().map(|review| &review.layer).collect();
    let all: Vec<&Layer> = std::iter::once(layer).chain(others.iter().copied()).collect();
    let together = |layers: &[&Layer]| {
        if layers.len() < 2 {
            return Value::Null;
        }
        let of_unit = |unit| agreement(&Agreement::of(layers, continuum, unit));
        json!({"reviewers": layers.len(), "words": of_unit(Unit::Word), "characters": of_unit(Unit::Character)})
    };
    let mut together = json!({"with_key": together(&all), "without_key": together(&others)});
    if let Some([with_key, without_key]) = of_all {
        together["gamma"] = json!({"with_key": gamma(with_key), "without_key": gamma(without_key)});
    }
    let hash = Digest::of_text(continuum.text()).to_string();
    let value = json!({
        "text": {"sha256": hash, "characters": continuum.length(Unit::Character), "words": continuum.length(Unit::Word)},
        "key": Value::Object(head(file, layer)),
        "reviews": reviews.iter().map(|compared| review(compared, key)).collect::<Vec<_>>(),
        "together": together,
        "failed": failed.iter().map(|failed| json!({"file": name(&failed.file), "reason": failed.reason})).collect::<Vec<_>>(),
    });
    serde_json::to_writer(&mut *out, &value)?;
    out.write_all(b"\n")
}

fn name(file: &Path) -> String {
    file.to_string_lossy().into_owned()
}

fn head(file: &Path, layer: &Layer) -> Map<String, Value> {
    let fields = [
        ("file", json!(name(file))),
        ("reviewer", json!(layer.reviewer())),
        ("claims", json!(layer.marks().len())),
        ("without_place", json!(layer.without_place())),
        ("overlapping", json!(layer.overlapping_in_tag())),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn review(compared: &Compared, key: &Key) -> Value {
    let Compared { file, layer, carried, comparison, gamma: of_both } = compared;
    let mut value = head(file, layer);
    let carried = carried.map(
        |counts| json!({"same": counts.same, "moved": counts.moved, "changed": counts.changed, "lost": counts.lost}),
    );
    let counts = FindingKind::ALL.map(|kind| (kind.name().to_owned(), json!(comparison.counts.of_kind(kind))));
    let of_tag = |tag| {
        let of_tag = comparison.of_tag(tag);
        json!({
            "scores": scores(&of_tag.scores),
            "tolerant_scores": scores(&of_tag.tolerant_scores),
            "overlap": overlap(&of_tag.overlap),
        })
    };
    let speakers = comparison.speakers;
    let fields = [
        ("carried_over", carried.unwrap_or(Value::Null)),
        ("counts", Value::Object(counts.into_iter().collect())),
        ("findings", comparison.findings.iter().map(|found| finding(found, key, layer)).collect()),
        ("scores", scores(&comparison.scores)),
        ("tolerant_scores", scores(&comparison.tolerant_scores)),
        ("overlap", overlap(&comparison.overlap)),
        ("tags", by_tag(of_tag)),
        (
            "speakers",
            json!({
                "same": speakers.same,
                "different": speakers.different,
                "only_key": speakers.only_key,
                "only_other": speakers.only_other,
                "neither": speakers.neither,
                "share": figure(speakers.share()),
            }),
        ),
        ("words", pairwise(&comparison.words)),
        ("characters", pairwise(&comparison.characters)),
    ];
    value.extend(fields.into_iter().map(|(name, value)| (name.to_owned(), value)));
    value.extend(of_both.iter().map(|of_both| ("gamma".to_owned(), gamma(of_both))));
    Value::Object(value)
}

fn gamma(gamma: &Gamma) -> Value {
    json!({"observed": figure(gamma.observed), "expected": figure(gamma.expected), "gamma": figure(gamma.gamma)})
}

fn finding(finding: &Finding, key: &Key, layer: &Layer) -> Value {
    let expected = finding.key.iter().map(|number| key.spans()[*number].first());
    let found = finding.other.iter().map(|number| &layer.marks()[*number]);
    let extents = expected.clone().chain(found.clone()).filter_map(|mark| mark.places.extent());
    let start = extents.clone().map(|extent| extent.start).min();
    let end = extents.map(|extent| extent.end).max();
    json!({
        "kind": finding.kind.name(),
        "scored": finding.is_scored,
        "key": expected.map(|mark| mark.claim.to_string()).collect::<Vec<_>>(),
        "claims": found.map(|mark| mark.claim.to_string()).collect::<Vec<_>>(),
        "start": start,
        "end": end,
    })
}

pub(in crate::cli) fn figure(figure: Figure) -> Value {
    let unit = figure.unit().name();
    match figure.get() {
        Ok(value) => json!({"value": value, "unit": unit}),
        Err(reason) => json!({"value": null, "unit": unit, "why": reason.name()}),
    }
}

fn by_tag(of_tag: impl Fn(Tag) -> Value) -> Value {
    Value::Object(Tag::ALL.into_iter().map(|tag| (tag.name().to_owned(), of_tag(tag))).collect())
}

fn scores(scores: &Scores) -> Value {
    let score = |counts: &Counts| {
        json!({
            "correct": counts.correct,
            "incorrect": counts.incorrect,
            "partial": counts.partial,
            "missed": counts.missed,
            "extra": counts.extra,
            "precision": figure(counts.precision()),
            "recall": figure(counts.recall()),
            "f1": figure(counts.f1()),
        })
    };
    Value::Object(Mode::ALL.into_iter().map(|mode| (mode.name().to_owned(), score(scores.in_mode(mode)))).collect())
}

fn overlap(overlap: &Overlap) -> Value {
    json!({
        "key": overlap.key,
        "review": overlap.other,
        "shared": overlap.shared,
        "precision": figure(overlap.precision()),
        "recall": figure(overlap.recall()),
        "dice": figure(overlap.dice()),
        "iou": figure(overlap.iou()),
    })
}

fn pairwise(pair: &Pairwise) -> Value {
    let labels: Vec<&str> = std::iter::once("none").chain(Tag::ALL.iter().map(|tag| tag.name())).collect();
    json!({
        "confusion": {"labels": labels, "rows": pair.confusion.rows()},
        "kappa": figure(pair.confusion.kappa()),
        "kappa_marked": figure(pair.confusion.marked_or_not().kappa()),
        "tags": by_tag(|tag| json!({"kappa": figure(pair.of_tag(tag).kappa())})),
        "mean_kappa_of_tags": figure(pair.mean_kappa_of_tags()),
        "agreement": agreement(&pair.agreement),
    })
}

fn agreement(agreement: &Agreement) -> Value {
    let mut value = Map::new();
    value.insert("unit".to_owned(), json!(agreement.unit.name()));
    value.insert("length".to_owned(), json!(agreement.length));
    value.extend(coefficients(&agreement.together));
    value.insert("tags".to_owned(), by_tag(|tag| Value::Object(coefficients(agreement.of_tag(tag)))));
    let alpha = agreement.mean_of_tags(|of_tag| of_tag.units.alpha);
    let unitizing = agreement.mean_of_tags(|of_tag| of_tag.unitizing.alpha);
    value.insert("mean_of_tags".to_owned(), json!({"alpha": figure(alpha), "unitizing_alpha": figure(unitizing)}));
    Value::Object(value)
}

fn coefficients(coefficients: &Coefficients) -> Map<String, Value> {
    let (units, unitizing) = (&coefficients.units, &coefficients.unitizing);
    let mut family = Map::new();
    for (name, coefficient) in [
        ("alpha", unitizing.alpha),
        ("marked", unitizing.marked),
        ("coding", unitizing.coding),
        ("coding_coverage", unitizing.coding_coverage),
    ] {
        family.insert(name.to_owned(), figure(coefficient));
    }
    family.extend(Tag::ALL.into_iter().map(|tag| (tag.name().to_owned(), figure(unitizing.of_tag(tag)))));
    let fields = [
        ("observed", figure(units.observed)),
        ("alpha", figure(units.alpha)),
        ("fleiss_kappa", figure(units.fleiss_kappa)),
        ("multi_kappa", figure(units.multi_kappa)),
        ("mean_pairwise_kappa", figure(units.mean_pairwise_kappa)),
        ("gwet_ac1", figure(units.gwet_ac1)),
        ("unitizing", Value::Object(family)),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
