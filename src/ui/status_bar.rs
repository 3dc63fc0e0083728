//! The bar at the bottom: how many claims of what, how far the check is, where one reads.

use eframe::egui::{Align, Color32, Layout, RichText, Sense, Ui, vec2};

use super::{article::highlight::paint_line, theme::Palette};
use crate::{
    app::{Action, Command, State, View},
    claim::{StatusGroup, Tag},
};

/// The bar at the bottom. `place` is the paragraph read and how many there are.
pub(crate) fn status_bar_ui(ui: &mut Ui, state: &State, place: (usize, usize), outbox: &mut Vec<Command>) {
    if state.view == View::Class {
        // The counts of the document that is open say nothing of a class.
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| zoom_ui(ui, state, outbox));
        return;
    }
    let Some(document) = &state.document else { return };
    let palette = Palette::of(ui.visuals().dark_mode);
    let tally = document.review.claims().tally();
    ui.horizontal_centered(|ui| {
        for tag in Tag::ALL {
            let count = tally.tagged(tag);
            let (rect, _) = ui.allocate_exact_size(vec2(16.0, 10.0), Sense::hover());
            let stroke = eframe::egui::Stroke::new(2.0, palette.strong(tag));
            paint_line(ui.painter(), rect.left()..rect.right(), rect.center().y, tag, stroke);
            ui.label(format!("{count} {}", counted(tag, count)));
            ui.add_space(6.0);
        }
        let (checked, checkable) = (tally.in_group(StatusGroup::Checked), tally.checkable());
        // A pupil checks nothing.
        let is_checked = document.submission().is_none();
        if checkable > 0 && is_checked {
            let share = checked as f32 / checkable as f32;
            let (rect, _) = ui.allocate_exact_size(vec2(70.0, 6.0), Sense::hover());
            ui.painter().rect_filled(rect, 3, palette.line);
            ui.painter().rect_filled(rect.with_max_x(rect.left() + rect.width() * share), 3, palette.success);
        }
        if is_checked {
            ui.label(format!("{checked} of {checkable} checked"));
        }
        if tally.orphaned > 0 {
            ui.label(RichText::new(format!("{} without a place", tally.orphaned)).color(palette.warning))
                .on_hover_text("Their words are no longer in the text. Choose one, select the right words and press H");
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            zoom_ui(ui, state, outbox);
            ui.add_space(6.0);
            let article = document.shown_article();
            let block = place.0.checked_sub(1).and_then(|number| article.blocks().get(number));
            let page = block.and_then(|block| article.page_at(block.span.start()));
            let page = page.map(|page| format!(" · p. {}", page.label)).unwrap_or_default();
            ui.label(RichText::new(format!("¶ {} of {}{page}", place.0, place.1)).weak());
            if let Some(path) = &state.loading {
                ui.spinner();
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                if ui.button("Cancel").on_hover_text("Stops opening it; what is open stays (Esc)").clicked() {
                    outbox.push(Command::StopReading);
                }
                ui.label(format!("Opening {name}…"));
            }
        });
    });
}

/// How large the text is, from right to left.
fn zoom_ui(ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
    let zoom = format!("{} %", state.settings.zoom_percent);
    if ui.button("+").on_hover_text("Larger text (Ctrl++)").clicked() {
        outbox.push(Command::Do(Action::ZoomIn));
    }
    if flat(ui, &zoom).on_hover_text("Normal text size (Ctrl+0)").clicked() {
        outbox.push(Command::Do(Action::ZoomReset));
    }
    if ui.button("−").on_hover_text("Smaller text (Ctrl+−)").clicked() {
        outbox.push(Command::Do(Action::ZoomOut));
    }
}

fn flat(ui: &mut Ui, words: &str) -> eframe::egui::Response {
    ui.add(eframe::egui::Button::new(words).fill(Color32::TRANSPARENT).frame(false))
}

fn counted(tag: Tag, count: usize) -> &'static str {
    if count == 1 { tag.name() } else { tag.plural() }
}
