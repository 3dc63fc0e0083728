//! Calibration: an agreement with another file that is to be reached, and whether it is.

use eframe::egui::{Button, DragValue, Label, RichText, Role, Ui, WidgetInfo};

use super::words;
use crate::{
    app::{Command, Document, ReviewsCommand},
    compare::{Calibration, Gate, GateMeasure, Standing},
    text::inert,
    ui::{
        claims_list::name_field,
        forms::fields::choice_ui,
        theme::{Palette, STRONG, font},
    },
};

/// Whether the agreement is reached: a line under the tabs, as long as one is to be.
pub(super) fn strip_ui(ui: &mut Ui, document: &Document, outbox: &mut Vec<Command>) {
    let reviews = &document.reviews;
    let Some(standing) = reviews.standing() else { return };
    let palette = Palette::of(ui.visuals().dark_mode);
    let calibration = &standing.calibration;
    let is_beside = reviews.calibration().is_some();
    let figure = reviews.calibrated_figure();
    let is_reached_now = figure.and_then(|figure| calibration.gate.is_reached_by(figure));
    let value = figure.map(words::figure);
    let goal = format!(
        "{} of at least {:.3} with “{}”",
        calibration.gate.measure.label(),
        calibration.gate.least,
        inert(&calibration.name).replace(['\n', '\t'], " ")
    );
    let (sign, color, sentence) = match (standing.reached, is_reached_now) {
        (Some((at, reached)), _) => {
            let when = at.strftime("%-d %B %Y at %H:%M UTC");
            let now = value.map(|value| format!("; now {value}")).unwrap_or_default();
            (
                "✓",
                palette.success,
                format!("Calibrated on {when}: {reached:.3}, {goal}{now}. What was tagged since counts"),
            )
        }
        (None, Some(true)) => {
            let value = value.unwrap_or_default();
            ("✓", palette.success, format!("Calibration reached: {value}, {goal}; the history does not say so yet"))
        }
        (None, _) => {
            let state = match (is_beside, value) {
                (false, _) => "open that very file beside this review to measure it".to_owned(),
                (true, None) => "being measured".to_owned(),
                (true, Some(value)) => format!("it is {value} now"),
            };
            let words = format!("Not calibrated yet: {goal}; {state}. What you tag until then does not count");
            ("…", palette.warning, words)
        }
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        ui.label(RichText::new(sign).font(font(STRONG, 13.0)).color(color));
        ui.vertical(|ui| {
            let response = ui.add(Label::new(RichText::new(&sentence).size(12.5).color(color)).wrap());
            response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &sentence));
            ui.horizontal(|ui| buttons_ui(ui, document, standing, is_reached_now, outbox));
        });
    });
}

fn buttons_ui(
    ui: &mut Ui,
    document: &Document,
    standing: &Standing,
    is_reached_now: Option<bool>,
    outbox: &mut Vec<Command>,
) {
    if document.read_only.is_some() {
        return;
    }
    let can_note = standing.reached.is_none() && is_reached_now == Some(true);
    if can_note && ui.add(Button::new("Note it").small()).on_hover_text("Writes it into the history").clicked() {
        outbox.push(Command::Reviews(ReviewsCommand::NoteReached));
    }
    let hint = "Ends the calibration; what was reached stays in the history";
    if ui.add(Button::new("End").small()).on_hover_text(hint).clicked() {
        outbox.push(Command::Reviews(ReviewsCommand::Calibrate(None)));
    }
}

/// What is to be reached: with the second of the two that are held against each other. `gate` holds what is chosen until it counts.
pub(super) fn form_ui(ui: &mut Ui, document: &Document, gate: &mut Gate, outbox: &mut Vec<Command>) {
    let reviews = &document.reviews;
    let Some((number, other)) = reviews.merges_with() else {
        ui.weak("Hold one other review against the open one to calibrate with it");
        return;
    };
    let name = other.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let set = reviews.standing().map(|standing| &standing.calibration);
    ui.horizontal_wrapped(|ui| {
        let measures = GateMeasure::ALL.map(|measure| (measure, measure.label()));
        choice_ui(ui, "Measure to reach", &mut gate.measure, measures);
        ui.label("at least");
        let field = DragValue::new(&mut gate.least).range(0.0..=1.0).speed(0.005).fixed_decimals(3);
        let response = ui.add(field);
        name_field(ui, response.id, "At least");
        let calibration = Calibration { sha256: other.sha256.clone(), name, gate: *gate };
        let is_set = set.is_some_and(|set| {
            set.sha256 == calibration.sha256
                && set.gate.measure == gate.measure
                && (set.gate.least - gate.least).abs() < 0.000_5
        });
        let hint = format!("Measures your review against that of {}", reviews.name(&document.review, number));
        let is_possible = !is_set && document.read_only.is_none();
        if ui.add_enabled(is_possible, Button::new("Calibrate")).on_hover_text(hint).clicked() {
            outbox.push(Command::Reviews(ReviewsCommand::Calibrate(Some(calibration))));
        }
    });
    ui.weak("It is kept in the history of this review, with the hash of the other file, and is here when the file is opened again");
}
