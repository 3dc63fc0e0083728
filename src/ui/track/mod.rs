//! The claims as a table.

use eframe::egui::{Id, Ui};

use crate::app::{Command, Document, State};

/// The table of claims.
#[derive(Debug, Default)]
pub(crate) struct TrackView {}

impl TrackView {
    /// What takes the keyboard here.
    pub(crate) fn id() -> Id {
        Id::unique("track view")
    }

    /// Shows it.
    pub(crate) fn show(&mut self, ui: &mut Ui, _state: &State, _document: &Document, _outbox: &mut Vec<Command>) {
        let _ = (self, ui);
    }
}
