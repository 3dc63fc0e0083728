//! The parts that forms are made of.

use eframe::egui::{
    self, Align, Button, ComboBox, Key, Layout, Response, RichText, Role, TextEdit, Ui, WidgetInfo, vec2,
};

use crate::{
    article::PartialDate,
    claim::Address,
    ui::{
        claims_list::name_field,
        keys::keeps_form,
        theme::{Palette, STRONG, font},
    },
};

/// The width of what stands before a field, in points.
const NAME_WIDTH: f32 = 128.0;

/// How a form was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// It was not.
    NotYet,
    /// What stands in it is to be kept.
    Kept,
    /// It was left without keeping anything.
    Dropped,
}

/// What a form is about.
pub(crate) fn heading(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).font(font(STRONG, 17.0)));
    ui.add_space(4.0);
}

/// What the fields below it are about.
pub(crate) fn caption(ui: &mut Ui, words: &str) {
    ui.add_space(6.0);
    ui.label(RichText::new(words).size(11.5).weak());
}

/// What a field is, and the field.
pub(crate) fn row_ui<R>(ui: &mut Ui, name: &str, field: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_top(|ui| {
        let size = vec2(NAME_WIDTH, ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(size);
            ui.label(RichText::new(name).size(12.5));
        });
        ui.vertical(|ui| field(ui)).inner
    })
    .inner
}

/// A row with a field of one line.
pub(crate) fn line_ui(ui: &mut Ui, name: &str, hint: &str, words: &mut String) -> Response {
    row_ui(ui, name, |ui| {
        let field = TextEdit::singleline(words).hint_text(hint).desired_width(f32::INFINITY);
        let response = ui.add(field);
        name_field(ui, response.id, name);
        response
    })
}

/// A row with a field of several lines.
pub(crate) fn lines_ui(ui: &mut Ui, name: &str, hint: &str, rows: usize, words: &mut String) -> Response {
    row_ui(ui, name, |ui| {
        let field = TextEdit::multiline(words).hint_text(hint).desired_rows(rows).desired_width(f32::INFINITY);
        // Ctrl+Enter keeps the form and must not begin a line.
        let field = field.return_key(egui::KeyboardShortcut::new(egui::Modifiers::NONE, Key::Enter));
        let response = ui.add(field);
        name_field(ui, response.id, name);
        response
    })
}

/// A row with a field for a date, of which the month and the day may be missing; says so while what stands there is none.
pub(crate) fn date_ui(ui: &mut Ui, name: &str, words: &mut String) -> Response {
    row_ui(ui, name, |ui| {
        ui.horizontal(|ui| {
            let response = ui.add(TextEdit::singleline(words).hint_text("2026-11-24").desired_width(110.0));
            name_field(ui, response.id, name);
            if !words.trim().is_empty() && date_of(words).is_none() {
                ui.colored_label(Palette::of(ui.visuals().dark_mode).warning, "A date as 2026-11-24, 2026-11 or 2026");
            }
            response
        })
        .inner
    })
}

/// The date that some words are.
pub(crate) fn date_of(words: &str) -> Option<PartialDate> {
    words.trim().parse().ok()
}

/// Whether some words are a date or nothing at all.
pub(crate) fn is_date_or_nothing(words: &str) -> bool {
    words.trim().is_empty() || date_of(words).is_some()
}

/// The words in which a date is typed.
pub(crate) fn date_words(date: Option<&PartialDate>) -> String {
    date.map(ToString::to_string).unwrap_or_default()
}

/// A list of which one thing is chosen.
pub(crate) fn choice_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    choices: impl IntoIterator<Item = (T, &'static str), IntoIter: Clone>,
) {
    let choices = choices.into_iter();
    let chosen = choices.clone().find(|(choice, _)| choice == value).map_or("", |(_, label)| label);
    let combo = ComboBox::from_id_salt(name).selected_text(chosen).width(104.0);
    let response = combo.show_ui(ui, |ui| {
        for (choice, label) in choices {
            ui.selectable_value(value, choice, label);
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, name));
}

/// Buttons of which one is on.
pub(crate) fn pills_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    choices: impl IntoIterator<Item = (T, &'static str)>,
) -> bool {
    let mut changed = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (choice, label) in choices {
            let is_on = *value == choice;
            let button = Button::selectable(is_on, RichText::new(label).size(12.0)).frame_when_inactive(true);
            let response = ui.add(button);
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, format!("{name}: {label}")));
            if response.clicked() && !is_on {
                *value = choice;
                changed = true;
            }
        }
    });
    changed
}

/// The button that does what is meant, in the colour that says so.
pub(crate) fn primary(ui: &Ui, words: &str) -> Button<'static> {
    let palette = Palette::of(ui.visuals().dark_mode);
    Button::new(RichText::new(words).color(palette.on_accent)).fill(palette.accent)
}

/// The end of a form: a button that keeps it, which Ctrl+Enter does too, and one that does not.
pub(crate) fn end_ui(ui: &mut Ui, keep: &str, is_ready: bool) -> Left {
    let typed = keeps_form(ui);
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        let button = primary(ui, keep);
        let is_kept = ui.add_enabled(is_ready, button).on_hover_text("Ctrl+Enter").clicked();
        if ui.button("Cancel").on_hover_text("Esc").clicked() {
            return Left::Dropped;
        }
        if is_ready && (is_kept || typed) { Left::Kept } else { Left::NotYet }
    })
    .inner
}

/// An address: one of the web opens in the browser, one to write to is copied, and any other is words and nothing more.
pub(crate) fn address_ui(ui: &mut Ui, words: &str) {
    match Address::parse(words) {
        Some(address) if address.is_web() => {
            if ui.link(words).on_hover_text(format!("Opens {} in the browser", address.host())).clicked() {
                open_address(ui, &address);
            }
        }
        Some(address) => {
            if ui.link(words).on_hover_text("Copies the address").clicked() {
                ui.ctx().copy_text(address.host().to_owned());
            }
        }
        None => {
            ui.label(words).on_hover_text("Only addresses that begin with http, https or mailto are opened");
        }
    }
}

/// Opens an address in the browser: nothing else in the program opens one.
pub(crate) fn open_address(ui: &Ui, address: &Address) {
    ui.ctx().open_url(egui::OpenUrl::new_tab(address.as_str()));
}

/// Selects all that stands in a field.
pub(crate) fn select_all(context: &egui::Context, id: egui::Id, words: &str) {
    use egui::text::{CCursor, CCursorRange};
    let mut field = egui::text_edit::TextEditState::load(context, id).unwrap_or_default();
    let end = CCursor::new(words.chars().count());
    field.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(0), end)));
    field.store(context, id);
}
