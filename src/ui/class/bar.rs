//! What of the class is shown, and what can be done with it.

use eframe::egui::{Button, Label, ProgressBar, RichText, Role, Ui, WidgetInfo};

use super::words;
use crate::{
    app::{Action, ClassAction, ClassCommand, ClassTab, Command, ReadingClass, State},
    classroom::Which,
    text::inert,
    ui::{
        menu::{action_button_ui, hint},
        theme::{Palette, STRONG, font},
    },
};

/// How wide the name of the class is shown at most, in points.
const NAME_WIDTH: f32 = 150.0;

pub(super) fn bar_ui(ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
    let class = &state.class;
    let Some(open) = class.open() else { return };
    ui.horizontal_wrapped(|ui| {
        name_ui(ui, &open.source.folder, open.class.pupils.len());
        ui.separator();
        ui.horizontal(|ui| tabs_ui(ui, state, outbox));
        if open.corrected() > 0 {
            ui.separator();
            ui.horizontal(|ui| layers_ui(ui, class.which, outbox));
        }
        if class.roster().is_some() {
            ui.separator();
            let mut shows = class.shows_names();
            if ui.checkbox(&mut shows, "Show names").changed() {
                outbox.push(Command::Do(Action::Class(ClassAction::ShowNames)));
            }
        }
        ui.separator();
        if let Some(reading) = &class.reading {
            reading_ui(ui, reading, outbox);
        } else {
            action_button_ui(ui, state, Action::Class(ClassAction::ReadAgain), "Read again", outbox);
        }
        let unwritten = class.unwritten();
        let name = match unwritten {
            0 => "Give back".to_owned(),
            count => format!("Give back {count}…"),
        };
        action_button_ui(ui, state, Action::Class(ClassAction::GiveBack), &name, outbox);
        if class.is_writing {
            ui.spinner();
        }
        action_button_ui(ui, state, Action::Class(ClassAction::Write), "Write…", outbox);
    });
}

fn name_ui(ui: &mut Ui, folder: &std::path::Path, pupils: usize) {
    let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
    let words = format!("{} · {}", words::counted(pupils, "pupil", "pupils"), inert(&name));
    ui.scope(|ui| {
        ui.set_max_width(NAME_WIDTH);
        let response = ui.add(Label::new(RichText::new(&words).font(font(STRONG, 13.5))).truncate());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        response.on_hover_text(folder.to_string_lossy());
    });
}

fn tabs_ui(ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
    let class = &state.class;
    let palette = Palette::of(ui.visuals().dark_mode);
    ui.spacing_mut().item_spacing.x = 4.0;
    let faulty = class.open().map_or(0, |open| open.remarks.len());
    for tab in ClassTab::ALL {
        let is_on = class.tab == tab;
        let words = if tab == ClassTab::Files && faulty > 0 {
            RichText::new(format!("{} {faulty} !", tab.label())).color(palette.warning)
        } else {
            RichText::new(tab.label())
        };
        let button = Button::selectable(is_on, words.font(font(STRONG, 13.0))).frame_when_inactive(true);
        let action = Action::Class(ClassAction::Show(tab));
        let hover = crate::app::table::entry(action).map(hint).unwrap_or_default();
        let response = ui.add(button).on_hover_text(hover);
        response
            .widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, format!("Class: {}", tab.label())));
        if response.clicked() && !is_on {
            outbox.push(Command::Do(action));
        }
    }
}

fn layers_ui(ui: &mut Ui, which: Which, outbox: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.x = 4.0;
    for (layer, words) in [(Which::First, "Handed in"), (Which::Last, "Corrected")] {
        let is_on = which == layer;
        let response = ui.add(Button::selectable(is_on, words).frame_when_inactive(true));
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, format!("Layer: {words}")));
        if response.on_hover_text("Which layer the figures, the order and the article are of (L)").clicked() && !is_on {
            outbox.push(Command::Do(Action::Class(ClassAction::OtherLayer)));
        }
    }
}

/// How far the reading is.
pub(super) fn reading_ui(ui: &mut Ui, reading: &ReadingClass, outbox: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        let (words, share) = match (reading.is_key_open, reading.of) {
            (false, _) => ("Opening the key…".to_owned(), 0.0),
            (true, 0) => ("Reading…".to_owned(), 0.0),
            (true, of) => (format!("Reading {} of {of}", reading.done + 1), reading.done as f32 / of as f32),
        };
        let palette = Palette::of(ui.visuals().dark_mode);
        let bar = ProgressBar::new(share).desired_width(170.0).fill(palette.accent).text(&words);
        let response = ui.add(bar);
        response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &words));
        if ui.button("Stop").on_hover_text("Stops reading; what was read before stays (Esc)").clicked() {
            outbox.push(Command::Class(ClassCommand::Stop));
        }
    });
}
