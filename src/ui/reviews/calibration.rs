//! Calibration: an agreement with another file that is to be reached, and whether it is.

use eframe::egui::{Button, DragValue, RichText, Role, Ui, WidgetInfo};

use super::words;
use crate::{
    app::{Calibration, Command, Document, ReviewsCommand},
    compare::{Gate, GateMeasure},
    ui::{
        claims_list::name_field,
        forms::fields::choice_ui,
        theme::{Palette, STRONG, font},
    },
};

/// Whether the agreement is reached: a line under the tabs, as long as one is to be.
pub(super) fn strip_ui(ui: &mut Ui, document: &Document, outbox: &mut Vec<Command>) {
    let reviews = &document.reviews;
    let Some(calibration) = reviews.calibration() else { return };
    let palette = Palette::of(ui.visuals().dark_mode);
    let at = reviews.others().iter().position(|other| other.file == calibration.with);
    let name = at.map(|at| reviews.name(&document.review, at + 1)).unwrap_or_default();
    let known = reviews.figures().and_then(|figures| figures.calibration.as_ref());
    let figure = known.filter(|(of, _)| of == calibration).map(|(_, figure)| *figure);
    let Gate { measure, least } = calibration.gate;
    let (sign, color, verdict) = match figure.map(|figure| calibration.gate.is_reached_by(figure)) {
        None => ("…", palette.soft_ink, "being measured"),
        Some(None) => ("?", palette.warning, "n/a"),
        Some(Some(true)) => ("✓", palette.success, "reached"),
        Some(Some(false)) => ("✗", palette.warning, "not reached"),
    };
    let value = figure.map(words::figure).unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        ui.label(RichText::new(sign).font(font(STRONG, 13.0)).color(color));
        let sentence =
            format!("Calibration with {name}: {} {value} of at least {least:.3}, {verdict}", measure.label());
        let response = ui.label(RichText::new(&sentence).color(color));
        response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &sentence));
        if ui.add(Button::new("End").small()).on_hover_text("Ends the calibration").clicked() {
            outbox.push(Command::Reviews(ReviewsCommand::Calibrate(None)));
        }
    });
}

/// What is to be reached: with the second of the two that are held against each other. `gate` holds what is chosen until it counts.
pub(super) fn form_ui(ui: &mut Ui, document: &Document, gate: &mut Gate, outbox: &mut Vec<Command>) {
    let reviews = &document.reviews;
    let Some((number, other)) = reviews.merges_with() else {
        ui.weak("Hold one other review against the open one to calibrate with it");
        return;
    };
    let set = reviews.calibration().filter(|calibration| calibration.with == other.file);
    let before = set.map_or(*gate, |calibration| calibration.gate);
    *gate = before;
    let is_begun = ui
        .horizontal_wrapped(|ui| {
            let measures = GateMeasure::ALL.map(|measure| (measure, measure.label()));
            choice_ui(ui, "Measure to reach", &mut gate.measure, measures);
            ui.label("at least");
            let field = DragValue::new(&mut gate.least).range(0.0..=1.0).speed(0.005).fixed_decimals(3);
            let response = ui.add(field);
            name_field(ui, response.id, "At least");
            let hint = format!("Measures your review against that of {}", reviews.name(&document.review, number));
            set.is_none() && ui.button("Calibrate").on_hover_text(hint).clicked()
        })
        .inner;
    if is_begun || (set.is_some() && *gate != before) {
        let calibration = Calibration { with: other.file.clone(), gate: *gate };
        outbox.push(Command::Reviews(ReviewsCommand::Calibrate(Some(calibration))));
    }
}
