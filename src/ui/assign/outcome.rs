//! What was written, what is in it, and what not.

use eframe::egui::{Label, RichText, ScrollArea, Ui};

use super::room;
use crate::{
    app::{Action, AssignCommand, AssignForm, AssignOutcome, Command},
    ui::{
        exchange_parts::{part_ui, soft_ui},
        forms::fields::{heading, primary},
        theme::{STRONG, font},
    },
};

pub(super) fn outcome_ui(
    ui: &mut Ui,
    form: AssignForm,
    outcome: &AssignOutcome,
    is_first: bool,
    outbox: &mut Vec<Command>,
) {
    heading(
        ui,
        match form {
            AssignForm::Assignment => "The assignment is written",
            AssignForm::SaveKey | AssignForm::Key => "The key is written",
            AssignForm::Agreed => "The agreed version is written",
        },
    );
    ScrollArea::vertical().id_salt("outcome").max_height(room(ui, 190.0)).auto_shrink([false, true]).show(ui, |ui| {
        let path = outcome.path.to_string_lossy();
        ui.add(Label::new(RichText::new(path).font(font(STRONG, 13.5))).wrap());
        for (title, lines) in [("In the file", &outcome.inside), ("Not in the file", &outcome.outside)] {
            if lines.is_empty() {
                continue;
            }
            part_ui(ui, title);
            for line in lines {
                ui.add(Label::new(format!("· {line}")).wrap());
            }
        }
        if !outcome.mind.is_empty() {
            part_ui(ui, "Mind");
            for line in &outcome.mind {
                soft_ui(ui, line);
            }
        }
    });
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        let done = ui.add(primary(ui, "Done"));
        if is_first {
            done.request_focus();
        }
        if done.clicked() {
            outbox.push(Command::Do(Action::Escape));
        }
        if outcome.has_key {
            let hint = "Writes the key of this assignment as a file of its own, which stays with you";
            if ui.button("Save its key…").on_hover_text(hint).clicked() {
                outbox.push(Command::Assign(AssignCommand::SaveItsKey));
            }
        }
        if ui.button("Copy path").on_hover_text("Copies where the file is").clicked() {
            outbox.push(Command::Assign(AssignCommand::CopyPath));
        }
    });
}
