//! The files of a class: which do not count and why, and what is to be said of those that do.

use std::path::Path;

use eframe::egui::{Frame, Id, Label, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo};

use super::{keep_arrow_keys, scroll_by_keys, words};
use crate::{
    app::{Action, ClassAction, Command, KeySource, State},
    classroom::Remark,
    text::inert,
    ui::{
        menu::action_button_ui,
        theme::{Palette, STRONG, font},
    },
};

/// How many remarks are shown.
const MOST: usize = 500;

pub(super) fn files_ui(ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
    let class = &state.class;
    let Some(open) = class.open() else { return };
    let palette = Palette::of(ui.visuals().dark_mode);
    let id = Id::unique("list of the class");
    let list = ui.interact(ui.available_rect_before_wrap(), id, Sense::click());
    list.widget_info(|| WidgetInfo::labeled(Role::List, true, "Files of the class"));
    keep_arrow_keys(ui, id);
    ScrollArea::vertical().id_salt("files of the class").auto_shrink(false).show(ui, |ui| {
        scroll_by_keys(ui, id);
        ui.horizontal_wrapped(|ui| {
            action_button_ui(ui, state, Action::Class(ClassAction::Open), "Open a class…", outbox);
            action_button_ui(ui, state, Action::Class(ClassAction::ReadAgain), "Read again", outbox);
            action_button_ui(ui, state, Action::Class(ClassAction::OpenRoster), "Open a roster…", outbox);
        });
        let mut line = |name: &str, words: &str| {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(name).size(12.5).weak());
                ui.label(inert(words));
            });
        };
        line("Submissions", &open.source.folder.to_string_lossy());
        let key = match &open.source.key {
            KeySource::File(file) => file.to_string_lossy().into_owned(),
            KeySource::Document => "the document that was open".to_owned(),
        };
        let sealed = if open.was_sealed { ", opened with a password" } else { "" };
        line("Key", &format!("{key}{sealed}, {}", words::counted(open.spans.len(), "claim", "claims")));
        if let Some(folder) = class.return_folder() {
            line("Given back to", &folder.to_string_lossy());
        }
        if let Some(roster) = class.roster() {
            let on_it = open.class.pupils.iter().filter(|pupil| roster.name(&pupil.pseudonym).is_some()).count();
            line("Roster", &format!("{on_it} of {} pupils are on it", open.class.pupils.len()));
        }
        if !open.passed_over.is_empty() {
            let files = words::counted(
                open.passed_over.len(),
                "file is an assignment or a key",
                "files are assignments or keys",
            );
            line("Passed over", &files);
        }
        let (counted, not): (Vec<&Remark>, Vec<&Remark>) = open.remarks.iter().partition(|remark| remark.is_counted);
        part_ui(ui, "Do not count", "Every file that was read counts", &not, palette);
        part_ui(ui, "Count, and something is to be said of them", "", &counted, palette);
    });
}

fn part_ui(ui: &mut Ui, title: &str, none: &str, remarks: &[&Remark], palette: &Palette) {
    if remarks.is_empty() {
        if !none.is_empty() {
            ui.add_space(8.0);
            ui.weak(none);
        }
        return;
    }
    ui.add_space(10.0);
    ui.label(RichText::new(format!("{title}: {}", remarks.len())).font(font(STRONG, 14.0)));
    for remark in remarks.iter().take(MOST) {
        let path = Path::new(&remark.file);
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let name = inert(&name).into_owned();
        Frame::new().fill(palette.raised).corner_radius(7).inner_margin(8).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            let response = ui.add(Label::new(RichText::new(&name).font(font(STRONG, 13.0))).truncate());
            response.on_hover_text(remark.file.as_str());
            let color = if remark.is_counted { palette.ink } else { palette.error };
            let sentence = inert(&remark.sentence).into_owned();
            let response = ui.add(Label::new(RichText::new(&sentence).color(color)).wrap());
            response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("{name}: {sentence}")));
        });
    }
    if remarks.len() > MOST {
        ui.weak(format!("and {} more", remarks.len() - MOST));
    }
}
