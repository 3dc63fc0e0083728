//! Figures about the claims.

use eframe::egui::{Id, Ui};

use crate::app::{Command, Document, State};

/// The figures.
#[derive(Debug, Default)]
pub(crate) struct SummaryView {}

impl SummaryView {
    /// What takes the keyboard here.
    pub(crate) fn id() -> Id {
        Id::unique("summary view")
    }

    /// Shows it.
    pub(crate) fn show(&mut self, ui: &mut Ui, _state: &State, _document: &Document, _outbox: &mut Vec<Command>) {
        let _ = (self, ui);
    }
}
