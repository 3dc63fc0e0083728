//! The bar over a comparison, and the one that says that the article's file has changed.

use eframe::egui::{Align, Label, Layout, RichText, Role, Ui, WidgetInfo};

use crate::{
    app::{Action, Command, Comparing, Document, ReplaceCommand, State, table::entry},
    ui::{
        forms::fields::primary,
        menu::{action_button_ui, hint},
        theme::{Palette, STRONG, font},
    },
};

/// How much is different, and the ways out: carrying over, or cancelling.
pub(super) fn bar_ui(ui: &mut Ui, state: &State, comparing: &Comparing, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    ui.horizontal(|ui| {
        let count = comparing.comparison.hunks.len();
        let words = match count {
            0 => "The texts are the same".to_owned(),
            1 => "The texts differ in 1 place".to_owned(),
            count => format!("The texts differ in {count} places"),
        };
        ui.label(RichText::new(words).font(font(STRONG, 13.5)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let carry = primary(ui, "Carry over");
            let tooltip = entry(Action::CarryOver).map(hint).unwrap_or_default();
            if ui.add(carry).on_hover_text(tooltip).clicked() {
                outbox.push(Command::Do(Action::CarryOver));
            }
            let cancel = ui.button("Cancel").on_hover_text("Leaves everything as it is (Esc)");
            if cancel.clicked() {
                outbox.push(Command::Replace(ReplaceCommand::GiveUp));
            }
            action_button_ui(ui, state, Action::NextCompared, "↓", outbox);
            action_button_ui(ui, state, Action::PreviousCompared, "↑", outbox);
            ui.add_space(4.0);
            let undecided = comparing.undecided();
            let words = match undecided {
                0 => "Every claim is decided".to_owned(),
                1 => "1 undecided claim would be left without a place".to_owned(),
                count => format!("{count} undecided claims would be left without a place"),
            };
            let color = if undecided == 0 { palette.success } else { palette.warning };
            ui.add(Label::new(RichText::new(words).color(color)).truncate());
        });
    });
}

/// Says that the file the article was read from is another now.
pub(crate) fn source_bar_ui(ui: &mut Ui, document: &Document, outbox: &mut Vec<Command>) {
    let Some(source) = &document.changed_source else { return };
    let palette = Palette::of(ui.visuals().dark_mode);
    let name = source.file_name().unwrap_or(source.as_os_str()).to_string_lossy();
    let words = format!("“{name}” has changed since this review was made of it");
    ui.horizontal(|ui| {
        ui.label(RichText::new("!").font(font(STRONG, 15.0)).color(palette.warning));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let not_now = ui.button("Not now").on_hover_text("It is looked at again when the review is opened");
            if not_now.clicked() {
                outbox.push(Command::Replace(ReplaceCommand::KeepSource));
            }
            let compare = ui.button("Compare…").on_hover_text("Shows both texts side by side; nothing is changed yet");
            if compare.clicked() {
                outbox.push(Command::Replace(ReplaceCommand::CompareSource));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let response = ui.add(Label::new(&words).truncate());
                response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, &words));
            });
        });
    });
}
