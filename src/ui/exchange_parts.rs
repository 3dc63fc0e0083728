//! What the forms of exports and imports have in common: lists that fold, of any length, and what is wrong.

use eframe::egui::{CollapsingHeader, Label, RichText, Role, ScrollArea, Ui, WidgetInfo};

use super::theme::{Palette, STRONG, font};

/// The height of a list that was unfolded at most, in points.
const LIST_HEIGHT: f32 = 132.0;

/// A heading that folds a list of lines, of which those in sight alone are laid out.
pub(super) fn folded_ui(ui: &mut Ui, salt: &str, title: &str, count: usize, line: impl Fn(usize) -> (String, String)) {
    CollapsingHeader::new(RichText::new(title).size(12.5)).id_salt(salt).show(ui, |ui| {
        let height = ui.text_style_height(&eframe::egui::TextStyle::Body);
        // A line is as high as is reckoned with, or the last ones would be out of reach.
        ui.spacing_mut().interact_size.y = height;
        let area = ScrollArea::vertical().id_salt((salt, "lines")).max_height(LIST_HEIGHT).auto_shrink([false, true]);
        area.show_rows(ui, height, count, |ui, shown| {
            for number in shown {
                let (words, more) = line(number);
                ui.horizontal(|ui| {
                    ui.label(RichText::new(&words).font(font(STRONG, 12.5)));
                    // What does not fit on its line is read under the pointer, and by a screen reader.
                    ui.add(Label::new(RichText::new(&more).size(12.5)).truncate()).on_hover_text(&more);
                });
            }
        });
    });
}

/// What went wrong, in a sentence.
pub(super) fn fault_ui(ui: &mut Ui, words: &str) {
    let color = Palette::of(ui.visuals().dark_mode).error;
    ui.horizontal_top(|ui| {
        ui.label(RichText::new("×").font(font(STRONG, 15.0)).color(color));
        let response = ui.add(Label::new(RichText::new(words).color(color)).wrap());
        response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, words));
    });
}

/// What the lines below are about.
pub(super) fn part_ui(ui: &mut Ui, words: &str) {
    ui.add_space(6.0);
    ui.label(RichText::new(words).font(font(STRONG, 13.0)));
}

/// A line that is wrapped, softly.
pub(super) fn soft_ui(ui: &mut Ui, words: &str) {
    ui.add(Label::new(RichText::new(words).weak().size(12.5)).wrap());
}
