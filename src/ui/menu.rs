//! The bar at the top: menus from the table, what is open, whether it is saved.

use eframe::egui::{
    self, Align, Button, Color32, Frame, Label, Layout, MenuBar, RichText, Role, ScrollArea, Stroke, Ui, WidgetInfo,
};

use super::{
    keys::Shortcut,
    theme::{Palette, STRONG, font},
};
use crate::app::{
    Action, Command, Document, State, View,
    table::{ENTRIES, Entry, Group, entry},
};

/// The bar at the top.
pub(crate) fn menu_bar_ui(ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
    MenuBar::new().ui(ui, |ui| {
        let is_comparing = state.document.as_ref().is_some_and(|document| document.comparing().is_some());
        let is_menu = |group: &Group| match group {
            Group::Move => false,
            Group::Compare => is_comparing,
            Group::Merge => state.view == View::Compare && state.document.is_some(),
            _ => true,
        };
        for group in Group::ALL.into_iter().filter(is_menu) {
            ui.menu_button(group.label(), |ui| menu_ui(ui, state, group, outbox));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            view_switch_ui(ui, state, outbox);
            ui.add_space(4.0);
            for (action, name) in [(Action::Palette, "Commands"), (Action::Find, "Find")] {
                action_button_ui(ui, state, action, name, outbox);
            }
            ui.add_space(4.0);
            if let Some(document) = state.document.as_ref().filter(|_| state.view != View::Class) {
                document_ui(ui, state, document);
            }
        });
    });
}

/// The views: one of them is on.
fn view_switch_ui(ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let frame = Frame::new().fill(palette.raised).stroke(Stroke::new(1.0, palette.line)).corner_radius(6);
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.spacing_mut().button_padding.x = 7.0;
        // The bar is laid out from right to left.
        for view in View::ALL.into_iter().rev() {
            let Some(entry) = entry(Action::Show(view)) else { continue };
            let is_on = state.view == view;
            let is_enabled = entry.is_enabled(state);
            let button = Button::selectable(is_on, view.label()).frame_when_inactive(true).stroke(Stroke::NONE);
            let button = if is_on { button } else { button.fill(Color32::TRANSPARENT) };
            let response = ui.add_enabled(is_enabled, button).on_hover_text(hint(entry));
            response.widget_info(|| {
                WidgetInfo::selected(Role::RadioButton, is_enabled, is_on, format!("View: {}", view.label()))
            });
            if response.clicked() {
                outbox.push(Command::Do(entry.action));
            }
        }
    });
}

fn menu_ui(ui: &mut Ui, state: &State, group: Group, outbox: &mut Vec<Command>) {
    // A menu that is longer than the window is scrolled.
    let height = (ui.ctx().content_rect().height() - 70.0).max(120.0);
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .show(ui, |ui| entries_ui(ui, state, group, outbox));
}

fn entries_ui(ui: &mut Ui, state: &State, group: Group, outbox: &mut Vec<Command>) {
    ui.set_min_width(250.0);
    for entry in ENTRIES.iter().filter(|entry| entry.group == group) {
        let keys = entry.keys.first().map(|keys| Shortcut::shown(keys)).unwrap_or_default();
        let name = entry.name_now(state);
        let is_enabled = entry.is_enabled(state);
        let button = Button::new(name.as_str()).shortcut_text(RichText::new(keys.as_str()).weak());
        let response = ui.add_enabled(is_enabled, button).on_hover_text(entry.description);
        response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, is_enabled, &name));
        name_keys(ui, response.id, &keys);
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        if response.clicked() {
            outbox.push(Command::Do(entry.action));
        }
        if entry.action == Action::OpenSample {
            recent_ui(ui, state, outbox);
        }
    }
}

/// Says to a screen reader by which keys something is done, apart from its name.
pub(crate) fn name_keys(ui: &Ui, id: egui::Id, keys: &str) {
    if !keys.is_empty() {
        ui.ctx().accesskit_node_builder(id, |node| node.set_keyboard_shortcut(keys));
    }
}

fn recent_ui(ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
    ui.add_enabled_ui(!state.settings.recent.is_empty(), |ui| {
        ui.menu_button("Recent files", |ui| {
            for path in &state.settings.recent {
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                if ui.button(name).on_hover_text(path.to_string_lossy()).clicked() {
                    outbox.push(Command::Open(path.clone()));
                }
            }
        });
    });
}

/// A button for an action of the table: enabled as the table says, with its description and keys as the tooltip.
pub(crate) fn action_button_ui(ui: &mut Ui, state: &State, action: Action, name: &str, outbox: &mut Vec<Command>) {
    let Some(entry) = entry(action) else { return };
    let response = ui.add_enabled(entry.is_enabled(state), Button::new(name)).on_hover_text(hint(entry));
    if response.clicked() {
        outbox.push(Command::Do(action));
    }
}

/// What an action does, with its keys.
pub(crate) fn hint(entry: &Entry) -> String {
    match entry.keys.first() {
        Some(keys) => format!("{} ({})", entry.description, Shortcut::shown(keys)),
        None => entry.description.to_owned(),
    }
}

/// The room below which a title is not begun, in points.
const LEAST_FOR_TITLE: f32 = 96.0;

/// Title, source and whether it is saved, from right to left as far as there is room.
fn document_ui(ui: &mut Ui, state: &State, document: &Document) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let (words, color) = if document.read_only.is_some() {
        ("Reading only", palette.warning)
    } else if state.saving {
        ("Saving…", palette.soft_ink)
    } else if document.is_unsaved() {
        ("Not saved", palette.warning)
    } else if document.file.is_some() {
        ("Saved ✓", palette.success)
    } else {
        ("No file yet", palette.soft_ink)
    };
    let tooltip = document.file.as_ref().map_or_else(
        || "Every edit is in a journal on disk until you save".to_owned(),
        |file| file.path.to_string_lossy().into_owned(),
    );
    ui.label(RichText::new(words).color(color)).on_hover_text(tooltip);
    let metadata = &document.review.article().metadata;
    let source = metadata.publisher.as_deref().or(document.review.article().source.file.as_deref());
    let title = document.title();
    let room = ui.available_width() - 12.0;
    // A letter or two tell nothing; the title of the window has it, too.
    if room < LEAST_FOR_TITLE {
        return;
    }
    ui.add_space(4.0);
    ui.allocate_ui_with_layout(egui::vec2(room, ui.available_height()), Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(12.0);
        ui.spacing_mut().item_spacing.x = 6.0;
        let source = source.filter(|source| *source != title && !document.lesson.hides());
        let for_source = if source.is_some() { (room * 0.35).min(180.0) } else { 0.0 };
        ui.scope(|ui| {
            ui.set_max_width(room - for_source - 40.0);
            ui.add(Label::new(RichText::new(&title).font(font(STRONG, 13.5))).truncate()).on_hover_text(&title);
        });
        if let Some(source) = source {
            ui.add(Label::new(RichText::new(format!("· {source}")).weak()).truncate());
        }
    });
}
