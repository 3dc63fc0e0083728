//! Measures how well sentences are told apart: judging from reporting, worth a check from not.
//!
//! ```text
//! cargo run --release --example measure_labels -- FOLDER [PREDICTIONS]
//! ```
//!
//! `FOLDER` holds label sets, `*.jsonl`: each line an object with `id`, `lang`, `text` and `label`. What is measured follows from the labels:
//! `SUBJ` and `opinion` are judging, `check-worthy` is worth a check, and every other label is the opposite. For each set, in the order of
//! the names, F1 of either class and their mean (macro-F1), average precision, and how often scores of a band are right; in brackets where
//! 95 of 100 draws with replacement fall. With `PREDICTIONS`, a folder, the labels and scores are written there, one file for each set.

#![expect(clippy::print_stdout, reason = "the table is what this is for")]

use std::{
    error::Error,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use claimlight::suggest::{checkworthiness, subjectivity};
use serde::{Deserialize, Serialize};

/// How many draws the intervals rest on.
const DRAWS: usize = 1000;
/// From which score on a sentence is taken to be of the positive class.
const LEAST: f32 = 0.5;
/// The bounds of the bands of scores.
const BANDS: [f32; 7] = [0.0, 0.2, 0.5, 0.65, 0.8, 0.9, 1.01];

#[derive(Deserialize)]
struct Row {
    id: String,
    lang: String,
    text: String,
    label: String,
}

#[derive(Serialize)]
struct Prediction<'r> {
    id: &'r str,
    label: &'r str,
    score: f32,
}

/// A sentence as it was labelled and scored.
#[derive(Clone, Copy)]
struct Item {
    is_positive: bool,
    score: f32,
}

/// What is told apart in a set.
struct Task {
    name: &'static str,
    positive: &'static str,
    negative: &'static str,
    score: fn(&str, &str) -> f32,
}

const TASKS: [Task; 3] = [
    Task { name: "judging", positive: "SUBJ", negative: "OBJ", score: subjectivity },
    Task { name: "judging", positive: "opinion", negative: "other", score: subjectivity },
    Task { name: "worth a check", positive: "check-worthy", negative: "not-check-worthy", score: checkworthiness },
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let folder = arguments.next().ok_or("name a folder of label sets")?;
    let predictions = arguments.next();
    let mut sets: Vec<PathBuf> =
        fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    sets.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    sets.sort();
    for path in sets {
        let content = fs::read_to_string(&path)?;
        let mut rows: Vec<Row> = content.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
        // Equal scores are ranked by id, so that the order of the file makes no difference.
        rows.sort_by(|one, other| one.id.cmp(&other.id));
        measure(&path, &rows, predictions.as_deref())?;
    }
    Ok(())
}

fn measure(path: &Path, rows: &[Row], predictions: Option<&Path>) -> Result<(), Box<dyn Error>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Some(task) = TASKS.iter().find(|task| rows.iter().any(|row| row.label == task.positive)) else {
        println!("{name}: no label that is known");
        return Ok(());
    };
    let is_positive = |row: &Row| row.label == task.positive;
    let score = |row: &Row| (task.score)(&row.text, &row.lang);
    let items: Vec<Item> = rows.iter().map(|row| Item { is_positive: is_positive(row), score: score(row) }).collect();
    let positives = items.iter().filter(|item| item.is_positive).count();
    println!("{name}: {} sentences, {positives} {} ({})", items.len(), task.positive, task.name);
    for (name, figure) in [
        ("macro-F1", macro_f1 as fn(&[Item]) -> f64),
        ("F1 of the class", positive_f1),
        ("precision", precision),
        ("recall", recall),
        ("average precision", average_precision),
    ] {
        let (low, high) = interval(&items, figure);
        println!("  {name:18} {:.3} [{low:.3}, {high:.3}]", figure(&items));
    }
    for bounds in BANDS.windows(2) {
        let band: Vec<&Item> = items.iter().filter(|item| (bounds[0]..bounds[1]).contains(&item.score)).collect();
        let right = band.iter().filter(|item| item.is_positive).count();
        println!(
            "  score {:.2} to {:.2}: {right:5} of {:5} are {}",
            bounds[0],
            bounds[1].min(1.0),
            band.len(),
            task.positive
        );
    }
    if let Some(folder) = predictions {
        fs::create_dir_all(folder)?;
        let mut file = fs::File::create(folder.join(&*name))?;
        for (row, item) in rows.iter().zip(&items) {
            let label = if item.score >= LEAST { task.positive } else { task.negative };
            writeln!(file, "{}", serde_json::to_string(&Prediction { id: &row.id, label, score: item.score })?)?;
        }
    }
    Ok(())
}

/// How many items are right and wrong.
struct Counts {
    true_positive: f64,
    false_positive: f64,
    false_negative: f64,
    true_negative: f64,
}

fn counts(items: &[Item]) -> Counts {
    let count = |is_positive, is_found| {
        items.iter().filter(|item| item.is_positive == is_positive && (item.score >= LEAST) == is_found).count() as f64
    };
    Counts {
        true_positive: count(true, true),
        false_positive: count(false, true),
        false_negative: count(true, false),
        true_negative: count(false, false),
    }
}

/// A share, 0 of nothing.
fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn precision(items: &[Item]) -> f64 {
    let counts = counts(items);
    share(counts.true_positive, counts.true_positive + counts.false_positive)
}

fn recall(items: &[Item]) -> f64 {
    let counts = counts(items);
    share(counts.true_positive, counts.true_positive + counts.false_negative)
}

fn positive_f1(items: &[Item]) -> f64 {
    let counts = counts(items);
    let right = 2.0 * counts.true_positive;
    share(right, right + counts.false_positive + counts.false_negative)
}

fn macro_f1(items: &[Item]) -> f64 {
    let counts = counts(items);
    let right = 2.0 * counts.true_negative;
    let negative = share(right, right + counts.false_positive + counts.false_negative);
    f64::midpoint(positive_f1(items), negative)
}

fn average_precision(items: &[Item]) -> f64 {
    let mut ranked = items.to_vec();
    ranked.sort_by(|one, other| other.score.total_cmp(&one.score));
    let mut seen = 0.0;
    let mut sum = 0.0;
    for (rank, item) in ranked.iter().enumerate() {
        if item.is_positive {
            seen += 1.0;
            sum += seen / (rank + 1) as f64;
        }
    }
    share(sum, seen)
}

/// Where 95 of 100 draws with replacement fall. The draws are the same each time.
fn interval(items: &[Item], figure: fn(&[Item]) -> f64) -> (f64, f64) {
    let mut state = 7_u64;
    let mut draw = || {
        // The generator of Knuth’s MMIX: its high bits are good enough to draw by.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items[(state >> 33) as usize % items.len()]
    };
    let mut figures: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let drawn: Vec<Item> = items.iter().map(|_| draw()).collect();
            figure(&drawn)
        })
        .collect();
    figures.sort_by(f64::total_cmp);
    (figures[DRAWS * 25 / 1000], figures[DRAWS * 975 / 1000])
}
