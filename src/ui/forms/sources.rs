//! All evidence and all contacts of a review.

use eframe::egui::Ui;

use crate::app::{Command, Document};

/// What is being typed.
#[derive(Debug, Default)]
pub(super) struct SourcesForm {}

impl SourcesForm {
    /// Shows the form.
    pub(super) fn ui(&mut self, ui: &mut Ui, document: &Document, is_new: bool, outbox: &mut Vec<Command>) {
        let _ = (ui, document, is_new, outbox);
    }
}
