//! A claim of a submission: its tag and what the assignment asks for, and nothing of the check.

use eframe::egui::{ScrollArea, Ui};

use super::{
    Inspector,
    head::head_ui,
    remarks::{cue_ui, flags_ui, form_ui, voice_ui},
};
use crate::{
    app::{Amendment, Command, Document, PlaceOfFocus, State},
    claim::Claim,
    teaching::AskedField,
    ui::forms::fields::caption,
};

impl Inspector {
    /// The focused claim as far as the pupil is asked about it.
    pub(super) fn pupil_ui(
        &mut self,
        ui: &mut Ui,
        state: &State,
        document: &Document,
        claim: &Claim,
        outbox: &mut Vec<Command>,
    ) {
        let Some(task) = document.task() else { return };
        let is_open = document.read_only.is_none() && !document.is_handed_in();
        ScrollArea::vertical().id_salt("inspector").auto_shrink(false).show(ui, |ui| {
            ui.add_enabled_ui(is_open, |ui| {
                head_ui(ui, state, document, claim, outbox);
                if task.why {
                    self.why_ui(ui, claim, outbox);
                }
                for field in &task.fields {
                    self.asked_ui(ui, state, document, claim, *field, outbox);
                }
            });
        });
        self.note_keyboard(ui);
    }

    /// The reason for the claim, which is its note.
    fn why_ui(&mut self, ui: &mut Ui, claim: &Claim, outbox: &mut Vec<Command>) {
        caption(ui, "Why");
        let mut note = claim.note.clone();
        let hint = "Why is it this? Point at the words, or name a rule";
        if self.typed_ui(ui, PlaceOfFocus::Note, "Why", hint, 2, &mut note) {
            outbox.push(Command::Amend(claim.id, Amendment::Note(note)));
        }
    }

    fn asked_ui(
        &mut self,
        ui: &mut Ui,
        state: &State,
        document: &Document,
        claim: &Claim,
        field: AskedField,
        outbox: &mut Vec<Command>,
    ) {
        match field {
            AskedField::Speaker => self.speaker_ui(ui, &document.review, claim, outbox),
            AskedField::Cue => {
                caption(ui, "Cue");
                cue_ui(ui, state, &document.review, claim, outbox);
            }
            AskedField::Form => {
                ui.add_space(6.0);
                ui.horizontal(|ui| form_ui(ui, claim, outbox));
            }
            AskedField::Voice => {
                ui.add_space(6.0);
                ui.horizontal(|ui| voice_ui(ui, claim, outbox));
            }
            AskedField::Wording => self.wording_ui(ui, claim, outbox),
            AskedField::Flags => {
                caption(ui, "Flags");
                flags_ui(ui, claim, outbox);
            }
        }
    }
}
