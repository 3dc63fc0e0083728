//! Whether an assignment that was opened is to be begun.

use eframe::egui::{Key, Label, RichText, ScrollArea, TextEdit, Ui};

use super::words;
use crate::{
    app::{Action, Command, LessonCommand, NEWER, Offer, State},
    teaching::{KeyPlace, Pseudonym},
    text::inert,
    ui::{
        claims_list::name_field,
        forms::fields::{address_ui, caption, heading, primary},
        keys::keeps_form,
        theme::{Palette, STRONG, font},
    },
};

/// What is typed into the form.
#[derive(Debug, Default)]
pub(super) struct BeginForm {
    pseudonym: String,
}

impl BeginForm {
    pub(super) fn ui(&mut self, ui: &mut Ui, state: &State, offer: &Offer, is_new: bool, outbox: &mut Vec<Command>) {
        if is_new {
            self.pseudonym.clone_from(&state.settings.pseudonym);
        }
        let screen = ui.ctx().content_rect();
        ui.set_width((screen.width() - 80.0).min(600.0));
        heading(ui, "Begin this assignment");
        ui.add(Label::new(RichText::new(inert(offer.title())).font(font(STRONG, 15.0))).wrap());
        if !offer.teacher().is_empty() {
            ui.weak(format!("From {}", inert(offer.teacher())));
        }
        ScrollArea::vertical().max_height((screen.height() - 320.0).max(90.0)).auto_shrink([false, true]).show(
            ui,
            |ui| {
                // Room for the scroll bar.
                ui.set_max_width(ui.available_width() - 14.0);
                asked_ui(ui, offer);
            },
        );
        caption(ui, "Pseudonym");
        let field = TextEdit::singleline(&mut self.pseudonym).hint_text("The name by which the teacher knows you");
        let response = ui.add_enabled(!offer.is_newer(), field.desired_width(f32::INFINITY));
        name_field(ui, response.id, "Pseudonym");
        if is_new {
            response.request_focus();
        }
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let refused = Pseudonym::new(&self.pseudonym).err();
        let palette = Palette::of(ui.visuals().dark_mode);
        if let Some(refused) = refused.as_ref().filter(|_| !offer.is_newer()) {
            let ink = if self.pseudonym.trim().is_empty() { palette.soft_ink } else { palette.warning };
            ui.add(Label::new(RichText::new(refused.to_string()).size(12.5).color(ink)).wrap());
        }
        let is_ready = refused.is_none() && !offer.is_newer();
        let typed = keeps_form(ui) || is_entered;
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            let begin = ui.add_enabled(is_ready, primary(ui, "Begin")).on_hover_text("Ctrl+Enter");
            if begin.clicked() || (typed && is_ready) {
                outbox.push(Command::Lesson(LessonCommand::Begin(self.pseudonym.clone())));
            }
            let as_it_is = ui.button("Open it as it is").on_hover_text("For the teacher: shows the assignment itself");
            if as_it_is.clicked() {
                outbox.push(Command::Lesson(LessonCommand::OpenAsItIs));
            }
            if ui.button("Cancel").on_hover_text("Esc").clicked() {
                outbox.push(Command::Do(Action::Escape));
            }
        });
    }
}

/// What is told and asked.
fn asked_ui(ui: &mut Ui, offer: &Offer) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let Some(assignment) = offer.assignment() else { return };
    let task = &assignment.task;
    if offer.is_newer() {
        ui.add(Label::new(RichText::new(NEWER).color(palette.warning)).wrap());
    }
    if !task.instructions.trim().is_empty() {
        ui.add_space(4.0);
        ui.add(Label::new(RichText::new(inert(task.instructions.trim()))).wrap());
    }
    caption(ui, "What is asked");
    for sentence in words::asked(task) {
        ui.add(Label::new(format!("· {sentence}")).wrap());
    }
    if matches!(assignment.key, KeyPlace::Open(_)) {
        ui.add(Label::new("· This is practice: the answers are in the file.").wrap());
    }
    if !task.codebook.text.trim().is_empty() {
        caption(ui, "Rules of the teacher");
        ui.add(Label::new(inert(task.codebook.text.trim())).wrap());
    }
    if let Some(link) = &task.codebook.link {
        address_ui(ui, link);
    }
    if !offer.faults().is_empty() {
        caption(ui, "The file was not quite right. This is left out or mended:");
        for fault in offer.faults() {
            ui.add(Label::new(RichText::new(format!("· {}", inert(fault))).color(palette.warning)).wrap());
        }
    }
}
