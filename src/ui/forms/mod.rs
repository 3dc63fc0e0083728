//! Forms over the window: a piece of evidence, a contact, the speakers, all sources, how a desk works.

pub(crate) mod fields;

mod contact;
mod desk;
mod details;
mod evidence;
mod register;
mod sources;
mod speaker_record;
mod speakers;

use eframe::egui::Ui;

use self::{
    contact::ContactForm, desk::DeskForm, details::DetailsForm, evidence::EvidenceForm, sources::SourcesForm,
    speakers::SpeakersForm,
};
use crate::app::{Command, Document, Overlay, State};

/// What is being typed into the forms.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    evidence: EvidenceForm,
    contact: ContactForm,
    speakers: SpeakersForm,
    sources: SourcesForm,
    desk: DeskForm,
    details: DetailsForm,
}

impl Forms {
    /// Takes over what is being typed into forms that have no button for it, as when they are left.
    pub(crate) fn commit(&mut self, outbox: &mut Vec<Command>) {
        self.speakers.leave(outbox);
        self.desk.leave(outbox);
    }

    /// Shows the form that lies over the window. `is_new` says that it was not there in the frame before.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        state: &State,
        document: &Document,
        overlay: Overlay,
        is_new: bool,
        outbox: &mut Vec<Command>,
    ) {
        match overlay {
            Overlay::AddEvidence => self.evidence.ui(ui, state, document, None, is_new, outbox),
            Overlay::Evidence(id) => self.evidence.ui(ui, state, document, Some(id), is_new, outbox),
            Overlay::AddContact => self.contact.ui(ui, document, None, is_new, outbox),
            Overlay::Contact(id) => self.contact.ui(ui, document, Some(id), is_new, outbox),
            Overlay::Speakers => self.speakers.ui(ui, document, is_new, outbox),
            Overlay::Sources => self.sources.ui(ui, document, is_new, outbox),
            Overlay::Desk => self.desk.ui(ui, document, is_new, outbox),
            Overlay::Details => self.details.ui(ui, document, is_new, outbox),
            Overlay::Palette
            | Overlay::Help
            | Overlay::History
            | Overlay::Report
            | Overlay::Key
            | Overlay::Export
            | Overlay::Import
            | Overlay::Assign(_)
            | Overlay::Lesson(_)
            | Overlay::Class(_) => {}
        }
    }
}
