//! A comparison as tables to read. The name of a review comes last in its row, so that none has to be cut.

use std::{io, path::Path};

use super::{Compared, Results};
use crate::{
    claim::Tag,
    compare::{Agreement, Confusion, Counts, Figure, FindingKind, Firmness, Layer, Mode, Scores, Unit},
    text::inert,
};

/// A table as it is printed: each row is cells and a name.
struct Table {
    title: String,
    columns: Vec<String>,
    rows: Vec<(Vec<String>, String)>,
}

/// Writes the tables.
///
/// # Errors
/// When they cannot be written.
pub(super) fn write(results: &Results, out: &mut dyn io::Write) -> io::Result<()> {
    let Results { file, continuum, layer, reviews, .. } = results;
    if reviews.is_empty() {
        return Ok(());
    }
    let (characters, words) = (continuum.length(Unit::Character), continuum.length(Unit::Word));
    let key = name(file, layer);
    writeln!(out, "Key: {key}, {} claims in {words} words, {characters} characters", layer.marks().len())?;
    let names: Vec<String> = reviews.iter().map(|review| name(&review.file, &review.layer)).collect();
    let table = |title: &str, columns: &[&str], row: &dyn Fn(&Compared) -> Vec<String>| Table {
        title: title.to_owned(),
        columns: columns.iter().map(|column| (*column).to_owned()).collect(),
        rows: reviews.iter().map(row).zip(names.iter().cloned()).collect(),
    };
    let kinds: Vec<&str> = FindingKind::ALL.iter().map(|kind| short(*kind)).collect();
    table("Claims, punctuation, determiners and quotation marks at the edges aside", &kinds, &|review| {
        FindingKind::ALL.map(|kind| review.comparison.counts.of_kind(kind).to_string()).to_vec()
    })
    .write(out)?;
    let modes: Vec<String> =
        Mode::ALL.iter().flat_map(|mode| [format!("{} P", mode.name()), "R".into(), "F1".into()]).collect();
    let modes: Vec<&str> = modes.iter().map(String::as_str).collect();
    table("Precision, recall and F1 of claims, to the letter", &modes, &|review| of_modes(&review.comparison.scores))
        .write(out)?;
    table("The same, punctuation, determiners and quotation marks at the edges aside", &modes, &|review| {
        of_modes(&review.comparison.tolerant_scores)
    })
    .write(out)?;
    for tag in Tag::ALL {
        let title = format!("{}: F1 of claims; overlap in characters; κ of words", tag.label());
        table(&title, &["strict", "exact", "partial", "type", "Dice", "IoU", "κ"], &|review| {
            let of_tag = review.comparison.of_tag(tag);
            let mut cells = Mode::ALL.map(|mode| shown(of_tag.scores.in_mode(mode).f1())).to_vec();
            let others = [of_tag.overlap.dice(), of_tag.overlap.iou(), review.comparison.words.of_tag(tag).kappa()];
            cells.extend(others.map(shown));
            cells
        })
        .write(out)?;
    }
    table(
        "Speakers of the claims that both found",
        &["same", "different", "only key", "only review", "share"],
        &|review| {
            let speakers = review.comparison.speakers;
            let counts = [speakers.same, speakers.different, speakers.only_key, speakers.only_other];
            counts.iter().map(usize::to_string).chain([shown(speakers.share())]).collect()
        },
    )
    .write(out)?;
    for unit in [Unit::Word, Unit::Character] {
        let pair = |review: &Compared| match unit {
            Unit::Word => review.comparison.words,
            _ => review.comparison.characters,
        };
        let title = format!("Agreement with the key, {} by {}", unit.name(), unit.name());
        table(&title, &AGREEMENT, &|review| of_agreement(&pair(review).agreement, pair(review).confusion.kappa()))
            .write(out)?;
        if let [only] = reviews.as_slice() {
            confusion(&pair(only).confusion, out)?;
        }
    }
    together(results, &names, out)?;
    gamma(results, &names, out)?;
    writeln!(out, "\nn/a: there is nothing to count, or nothing that differs, so that chance is unknown.")?;
    writeln!(
        out,
        "α and uα from 0.8 are firm, from 0.667 tentative; trained annotators of attributions reached {}.",
        Firmness::TRAINED
    )
}

/// γ, when it was asked for.
fn gamma(results: &Results, names: &[String], out: &mut dyn io::Write) -> io::Result<()> {
    let Some(of_all) = &results.gamma else {
        return Ok(());
    };
    let of_reviews = results.reviews.iter().filter_map(|review| review.gamma.as_ref());
    let of_several = of_all.iter().filter(|_| names.len() > 1);
    let several = ["all, with the key", "all, without the key"].map(str::to_owned);
    let rows = of_reviews.chain(of_several).zip(names.iter().cloned().chain(several));
    Table {
        title: "γ, to about ±0.02, and the disorder it comes from".to_owned(),
        columns: ["observed", "expected", "γ"].map(str::to_owned).to_vec(),
        rows: rows.map(|(of, name)| ([of.observed, of.expected, of.gamma].map(shown).to_vec(), name)).collect(),
    }
    .write(out)
}

/// The columns of what is measured unit by unit.
const AGREEMENT: [&str; 9] = ["observed", "κ", "α", "uα", "|uα", "cuα", "(Q)uα", "(A)uα", "(C)uα"];

fn of_agreement(agreement: &Agreement, kappa: Figure) -> Vec<String> {
    let (units, unitizing) = (&agreement.together.units, &agreement.together.unitizing);
    let mut cells =
        [units.observed, kappa, units.alpha, unitizing.alpha, unitizing.marked, unitizing.coding].map(shown).to_vec();
    cells.extend(Tag::ALL.map(|tag| shown(unitizing.of_tag(tag))));
    cells
}

/// The agreement of all, when there are more than two.
fn together(results: &Results, names: &[String], out: &mut dyn io::Write) -> io::Result<()> {
    if names.len() < 2 {
        return Ok(());
    }
    let others: Vec<&Layer> = results.reviews.iter().map(|review| &review.layer).collect();
    let all: Vec<&Layer> = std::iter::once(&results.layer).chain(others.iter().copied()).collect();
    for unit in [Unit::Word, Unit::Character] {
        let row = |layers: &[&Layer], name: &str| {
            let agreement = Agreement::of(layers, &results.continuum, unit);
            (of_agreement(&agreement, agreement.together.units.mean_pairwise_kappa), name.to_owned())
        };
        Table {
            title: format!("Agreement of all, {} by {}; κ is the mean of all pairs", unit.name(), unit.name()),
            columns: AGREEMENT.map(str::to_owned).to_vec(),
            rows: vec![row(&all, "with the key"), row(&others, "without the key")],
        }
        .write(out)?;
    }
    Ok(())
}

fn confusion(confusion: &Confusion, out: &mut dyn io::Write) -> io::Result<()> {
    let labels = || std::iter::once("none").chain(Tag::ALL.iter().map(|tag| tag.name()));
    let rows = confusion.rows().iter().zip(labels());
    Table {
        title: format!("Labels in {}: a row is the key’s, a column the review’s", confusion.unit().label()),
        columns: labels().map(str::to_owned).collect(),
        rows: rows.map(|(row, label)| (row.iter().map(u64::to_string).collect(), label.to_owned())).collect(),
    }
    .write(out)
}

fn of_modes(scores: &Scores) -> Vec<String> {
    let of_mode = |counts: &Counts| [counts.precision(), counts.recall(), counts.f1()].map(shown);
    Mode::ALL.into_iter().flat_map(|mode| of_mode(scores.in_mode(mode))).collect()
}

/// Who a review is by, and its file, which tells two of one name apart.
fn name(file: &Path, layer: &Layer) -> String {
    let file = if file == Path::new("-") { "standard input".into() } else { file.to_string_lossy() };
    let named = match layer.reviewer().trim() {
        "" => file.into_owned(),
        reviewer => format!("{reviewer} ({file})"),
    };
    inert(&named).replace(['\n', '\t'], " ")
}

fn short(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Correct => "correct",
        FindingKind::WrongTag => "tag",
        FindingKind::Boundary => "boundary",
        FindingKind::BoundaryAndTag => "both",
        FindingKind::Missed => "missed",
        FindingKind::Extra => "extra",
        FindingKind::Split => "split",
        FindingKind::Merged => "merged",
    }
}

fn shown(figure: Figure) -> String {
    figure.value().map_or_else(|| "n/a".to_owned(), |value| format!("{value:.3}"))
}

impl Table {
    fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        writeln!(out, "\n{}", self.title)?;
        let cells = |column: usize| self.rows.iter().filter_map(move |(cells, _)| cells.get(column));
        let width = |column: usize, head: &str| {
            cells(column).map(|cell| cell.chars().count()).chain([head.chars().count()]).max().unwrap_or_default()
        };
        let widths: Vec<usize> = self.columns.iter().enumerate().map(|(column, head)| width(column, head)).collect();
        let mut line = |cells: &[String], name: &str| {
            let cells: Vec<String> =
                cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:>width$}", width = *width)).collect();
            writeln!(out, "{}", format!("  {}  {name}", cells.join("  ")).trim_end())
        };
        line(&self.columns, "")?;
        self.rows.iter().try_for_each(|(cells, name)| line(cells, name))
    }
}
