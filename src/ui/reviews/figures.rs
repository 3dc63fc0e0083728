//! How well the reviewers agree: figures with their units, each with a sentence on what it means.

use eframe::egui::{CollapsingHeader, Grid, Label, ProgressBar, RichText, Role, ScrollArea, Ui, WidgetInfo};

use super::{calibration, words};
use crate::{
    app::{Command, Document, Figures, Measuring, ReviewsCommand},
    claim::Tag,
    compare::{
        Agreement, Comparison, Confusion, Counts, Edges, Figure, Firmness, Gate, GateMeasure, Mode, Overlap, Pairwise,
        Scores, Unit,
    },
    ui::{
        forms::fields::pills_ui,
        theme::{Palette, STRONG, font},
    },
};

/// What was chosen among the figures.
#[derive(Debug)]
pub(super) struct FiguresView {
    edges: Edges,
    unit: Unit,
    /// What is to be reached, while it does not count yet.
    gate: Gate,
}

impl Default for FiguresView {
    fn default() -> Self {
        let gate = Gate { measure: GateMeasure::UnitizingAlpha, least: Firmness::TRAINED };
        Self { edges: Edges::WithinTolerance, unit: Unit::Word, gate }
    }
}

impl FiguresView {
    pub(super) fn show(&mut self, ui: &mut Ui, document: &Document, outbox: &mut Vec<Command>) {
        let Some(figures) = document.reviews.figures() else {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label("Measuring…");
            });
            return;
        };
        ScrollArea::vertical().id_salt("figures of reviews").auto_shrink(false).show(ui, |ui| {
            who_ui(ui, document);
            if let Some(pair) = &figures.pair {
                self.pair_ui(ui, pair);
            }
            self.units_ui(ui, figures);
            if let Some(pair) = &figures.pair {
                speakers_ui(ui, pair);
            }
            gamma_ui(ui, document, outbox);
            section(ui, "Calibration", CALIBRATION);
            calibration::form_ui(ui, document, &mut self.gate, outbox);
            ui.add_space(12.0);
        });
    }

    fn pair_ui(&mut self, ui: &mut Ui, pair: &Comparison) {
        section(ui, "Claims", CLAIMS);
        let edges = [(Edges::WithinTolerance, "Edges aside"), (Edges::Exact, "To the letter")];
        pills_ui(ui, "Edges", &mut self.edges, edges);
        let scores = |scores: Scores, tolerant: Scores| match self.edges {
            Edges::Exact => scores,
            Edges::WithinTolerance => tolerant,
        };
        let rows = std::iter::once(("All tags", scores(pair.scores, pair.tolerant_scores))).chain(
            Tag::ALL.into_iter().map(|tag| {
                let of_tag = pair.of_tag(tag);
                (tag.label(), scores(of_tag.scores, of_tag.tolerant_scores))
            }),
        );
        table_ui(ui, "scores", &Mode::ALL.map(Mode::label), |ui| {
            for (name, scores) in rows {
                ui.label(name);
                for mode in Mode::ALL {
                    score_ui(ui, name, mode, scores.in_mode(mode));
                }
                ui.end_row();
            }
        });
        section(ui, "Marked text, in characters", OVERLAP);
        table_ui(ui, "overlap", &["Dice", "IoU", "P", "R"], |ui| {
            let of_tags = Tag::ALL.into_iter().map(|tag| (tag.label(), pair.of_tag(tag).overlap));
            for (name, overlap) in std::iter::once(("Any tag", pair.overlap)).chain(of_tags) {
                overlap_ui(ui, name, &overlap);
            }
        });
    }

    fn units_ui(&mut self, ui: &mut Ui, figures: &Figures) {
        section(ui, "Unit by unit", UNITS);
        pills_ui(ui, "Unit", &mut self.unit, [(Unit::Word, "Words"), (Unit::Character, "Characters")]);
        let agreement = if self.unit == Unit::Word { &figures.words } else { &figures.characters };
        let pairwise =
            figures.pair.as_ref().map(|pair| if self.unit == Unit::Word { &pair.words } else { &pair.characters });
        let together = &agreement.together;
        Grid::new("coefficients").num_columns(2).spacing([10.0, 3.0]).show(ui, |ui| {
            figure_ui(ui, "Same label", together.units.observed, OBSERVED, false);
            match pairwise {
                Some(pairwise) => kappas_ui(ui, pairwise),
                None => several_ui(ui, agreement),
            }
            figure_ui(ui, "Krippendorff’s α", together.units.alpha, ALPHA, true);
            for tag in Tag::ALL {
                let name = format!("α of {}", tag.name());
                figure_ui(ui, &name, agreement.of_tag(tag).units.alpha, ALPHA_OF_TAG, true);
            }
            let unitizing = &together.unitizing;
            figure_ui(ui, "uα (2016)", unitizing.alpha, UNITIZING, true);
            figure_ui(ui, "|uα, marked or not", unitizing.marked, MARKED, true);
            figure_ui(ui, "cuα, tags where both marked", unitizing.coding, CODING, true);
            figure_ui(ui, "of the text cuα looks at", unitizing.coding_coverage, COVERAGE, false);
            for tag in Tag::ALL {
                let name = format!("({})uα, {}", tag.letter(), tag.name());
                figure_ui(ui, &name, unitizing.of_tag(tag), OF_TAG, true);
            }
        });
        if let Some(pairwise) = pairwise {
            confusion_ui(ui, &pairwise.confusion);
        }
    }
}

/// Whose agreement it is, and that no one number says it.
fn who_ui(ui: &mut Ui, document: &Document) {
    let reviews = &document.reviews;
    let names: Vec<String> = reviews.shown().iter().map(|number| reviews.name(&document.review, *number)).collect();
    let words = match names.as_slice() {
        [first, second] => format!("{second} held against {first}"),
        all => format!("All {} reviews with one another", all.len()),
    };
    ui.add(Label::new(RichText::new(words).font(font(STRONG, 13.0))).wrap());
    ui.weak("n/a: there is nothing to count, or nothing that differs, so that chance is unknown");
}

/// A heading, and below it on demand what the figures mean.
fn section(ui: &mut Ui, name: &str, meaning: &str) {
    ui.add_space(10.0);
    ui.label(RichText::new(name).font(font(STRONG, 14.0)));
    CollapsingHeader::new(RichText::new("What this means").size(12.0)).id_salt(("meaning", name)).show(ui, |ui| {
        ui.add(Label::new(RichText::new(meaning).size(12.5)).wrap());
    });
}

fn table_ui(ui: &mut Ui, name: &str, columns: &[&str], rows: impl FnOnce(&mut Ui)) {
    Grid::new(name).num_columns(columns.len() + 1).spacing([12.0, 4.0]).striped(true).show(ui, |ui| {
        ui.label("");
        for column in columns {
            ui.label(RichText::new(*column).size(12.0).weak());
        }
        ui.end_row();
        rows(ui);
    });
}

/// A cell with a name for a screen reader.
fn cell_ui(ui: &mut Ui, shown: &str, name: &str, hover: &str) {
    let response = ui.label(RichText::new(shown).font(font(STRONG, 13.0)));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    response.on_hover_text(hover);
}

fn score_ui(ui: &mut Ui, of: &str, mode: Mode, counts: &Counts) {
    let [precision, recall, f1] = [counts.precision(), counts.recall(), counts.f1()].map(words::figure);
    let name = format!("F1, {}, {of}: {f1}; precision {precision}, recall {recall}", mode.name());
    let Counts { correct, incorrect, partial, missed, extra } = counts;
    let hover = format!(
        "F1 {f1} · precision {precision} · recall {recall}\n{correct} right, {partial} partly, {incorrect} wrong, {missed} only in the \
         first, {extra} only in the second"
    );
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        cell_ui(ui, &f1, &name, &hover);
        let small = RichText::new(format!("P {precision}\nR {recall}")).size(10.5).weak();
        ui.add(Label::new(small).extend()).on_hover_text("Precision, recall");
    });
}

fn overlap_ui(ui: &mut Ui, of: &str, overlap: &Overlap) {
    ui.label(of);
    let figures = [
        ("Dice", overlap.dice()),
        ("IoU", overlap.iou()),
        ("precision", overlap.precision()),
        ("recall", overlap.recall()),
    ];
    let hover =
        format!("{} characters in the first, {} in the second, {} in both", overlap.key, overlap.other, overlap.shared);
    for (name, figure) in figures {
        let shown = words::figure(figure);
        cell_ui(ui, &shown, &format!("{name}, {of}: {shown}"), &hover);
    }
    ui.end_row();
}

/// A figure in a row of its own, with what it means; how firm conclusions from it are, where that is known of it.
fn figure_ui(ui: &mut Ui, name: &str, figure: Figure, meaning: &str, is_alpha: bool) {
    let shown = words::figure(figure);
    let hover = match figure.get() {
        Ok(_) => meaning.to_owned(),
        Err(reason) => format!("{meaning}\n\nn/a: {}", reason.label()),
    };
    ui.add(Label::new(RichText::new(name).size(12.5)).extend()).on_hover_text(&hover);
    ui.horizontal(|ui| {
        let response = ui.label(RichText::new(&shown).font(font(STRONG, 13.0)));
        let unit = figure.unit().label();
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}, {unit}: {shown}")));
        response.on_hover_text(&hover);
        if let Some(firmness) = Firmness::of(figure).filter(|_| is_alpha) {
            let short = match firmness {
                Firmness::Firm => "firm",
                Firmness::Tentative => "tentative",
                Firmness::Weak => "too low",
            };
            ui.label(RichText::new(short).size(11.0).weak()).on_hover_text(firmness.label());
        }
    });
    ui.end_row();
}

fn kappas_ui(ui: &mut Ui, pairwise: &Pairwise) {
    figure_ui(ui, "Cohen’s κ", pairwise.confusion.kappa(), KAPPA, false);
    figure_ui(ui, "κ, marked or not", pairwise.confusion.marked_or_not().kappa(), KAPPA_MARKED, false);
    for tag in Tag::ALL {
        let name = format!("κ of {}", tag.name());
        figure_ui(ui, &name, pairwise.of_tag(tag).kappa(), KAPPA_OF_TAG, false);
    }
    figure_ui(ui, "Mean κ of the tags", pairwise.mean_kappa_of_tags(), KAPPA_OF_TAG, false);
}

/// The coefficients for more than two reviewers.
fn several_ui(ui: &mut Ui, agreement: &Agreement) {
    let units = &agreement.together.units;
    figure_ui(ui, "Mean κ of all pairs", units.mean_pairwise_kappa, KAPPA, false);
    figure_ui(ui, "Fleiss’ κ", units.fleiss_kappa, SEVERAL, false);
    figure_ui(ui, "Multi-κ (Davies and Fleiss)", units.multi_kappa, SEVERAL, false);
    figure_ui(ui, "Gwet’s AC1", units.gwet_ac1, SEVERAL, false);
}

fn confusion_ui(ui: &mut Ui, confusion: &Confusion) {
    section(ui, &format!("Labels, in {}", confusion.unit().label()), CONFUSION);
    let labels: Vec<Option<Tag>> = std::iter::once(None).chain(Tag::ALL.map(Some)).collect();
    let word = |label: Option<Tag>| label.map_or("none", Tag::name);
    let heads: Vec<String> =
        labels.iter().map(|label| label.map_or("–".to_owned(), |tag| tag.letter().to_string())).collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    table_ui(ui, "confusion", &heads, |ui| {
        for row in &labels {
            ui.label(word(*row));
            for column in &labels {
                let count = confusion.count(*row, *column);
                let name = format!("{} by the first, {} by the second: {count}", word(*row), word(*column));
                cell_ui(ui, &count.to_string(), &name, &name);
            }
            ui.end_row();
        }
    });
}

fn speakers_ui(ui: &mut Ui, pair: &Comparison) {
    section(ui, "Speakers", SPEAKERS);
    let speakers = pair.speakers;
    Grid::new("speakers agreed").num_columns(2).spacing([10.0, 3.0]).show(ui, |ui| {
        figure_ui(ui, "Same speaker", speakers.share(), SPEAKERS, false);
    });
    ui.weak(format!(
        "{} the same, {} different, {} only by the first, {} only by the second",
        speakers.same, speakers.different, speakers.only_key, speakers.only_other
    ));
}

fn gamma_ui(ui: &mut Ui, document: &Document, outbox: &mut Vec<Command>) {
    section(ui, "γ, claims as wholes", GAMMA);
    let palette = Palette::of(ui.visuals().dark_mode);
    match document.reviews.gamma {
        Measuring::Not => {
            if ui.button("Measure γ").on_hover_text("Takes longer; the window goes on meanwhile").clicked() {
                outbox.push(Command::Reviews(ReviewsCommand::MeasureGamma));
            }
        }
        Measuring::Underway(done, all) => {
            ui.horizontal(|ui| {
                let share = done as f32 / all.max(1) as f32;
                let bar = ProgressBar::new(share).desired_width(160.0).fill(palette.accent);
                let response = ui.add(bar);
                response
                    .widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, format!("γ: {done} of {all}")));
                if ui.button("Cancel").clicked() {
                    outbox.push(Command::Reviews(ReviewsCommand::StopGamma));
                }
            });
        }
        Measuring::Done(gamma) => {
            Grid::new("gamma").num_columns(2).spacing([10.0, 3.0]).show(ui, |ui| {
                figure_ui(ui, "γ", gamma.gamma, GAMMA, false);
                figure_ui(ui, "Observed disorder", gamma.observed, DISORDER, false);
                figure_ui(ui, "Expected disorder", gamma.expected, DISORDER, false);
            });
        }
    }
}

const CLAIMS: &str = "Claims as wholes, the first reviewer’s taken for the key. Precision: how many of the second’s claims are right; \
recall: how many of the first’s were found; F1: both in one. Strict: tag and place; exact: the place, whatever the tag; partial: the same, \
and half a point for sharing some text; type: the tag, where some text is shared. Small figures below: precision, recall. “Edges aside” \
leaves out punctuation, determiners and quotation marks at the edges; “To the letter” is what other programs count.";
const OVERLAP: &str = "How much of the text both marked, wherever claims begin and end. Dice: twice what both marked, of what they marked \
together; IoU: what both marked, of what either did; P and R: the same as shares of the second’s and the first’s.";
const UNITS: &str = "Every word, or every character, gets the label of the innermost claim it is in, or none. These figures say how often \
the reviewers give the same label, and how much more often than chance would. They say nothing about who is right.";
const OBSERVED: &str =
    "The share of units on which they give the same label. Most of a text has none, so it is high for everyone";
const KAPPA: &str = "Cohen’s κ (1960): agreement above what chance would give two reviewers who use the labels as often as these. 1 is \
perfect, 0 no better than chance";
const KAPPA_MARKED: &str = "The same, when all that counts is whether something is marked";
const KAPPA_OF_TAG: &str = "The same for one tag alone: what has it, and what does not";
const SEVERAL: &str =
    "Agreement of several reviewers above chance; the coefficients differ in what they take for chance";
const ALPHA: &str = "Krippendorff’s α, nominal: agreement above chance for any number of reviewers. From 0.800 firm, from 0.667 tentative; \
trained annotators of attributions reached 0.75";
const ALPHA_OF_TAG: &str = "The same for one tag alone: what has it, and what does not";
const UNITIZING: &str = "uα of Krippendorff and others (2016): agreement on where claims begin and end and what they are, gaps included. \
Another number than the older α_U of 1995";
const MARKED: &str = "|uα: agreement on what is marked at all, whatever the tag";
const CODING: &str = "cuα: agreement on tags, only where both have marked something";
const COVERAGE: &str = "The share of all that was compared that cuα looks at; when it is small, cuα says little";
const OF_TAG: &str = "(k)uα: how reliable this tag is, where both have marked something";
const CONFUSION: &str = "How many units have which label from the first reviewer (rows) and from the second (columns). On the diagonal they \
agree; – is no claim.";
const SPEAKERS: &str =
    "Of the claims both have and for which either names a speaker, the share in which both name the same";
const GAMMA: &str = "γ of Mathet and others (2015) aligns claims as wholes and tolerates near misses: 1 is perfect, 0 chance. The expected \
disorder is sampled, so γ is known to about ±0.02.";
const DISORDER: &str =
    "How far the best alignment of the claims is from perfect; the observed one is exact, the expected one is sampled";
const CALIBRATION: &str = "An agreement with the second review (a key, or the review of somebody of experience) that is to be reached before \
your work counts. It stands in the history of your review, and so does when it was reached. Until then, and after, the line above says so.";
