//! The claims on a board, a column for each state.

use eframe::egui::{Id, Ui};

use crate::app::{Command, Document, State};

/// The board.
#[derive(Debug, Default)]
pub(crate) struct BoardView {}

impl BoardView {
    /// What takes the keyboard here.
    pub(crate) fn id() -> Id {
        Id::unique("board view")
    }

    /// Shows it.
    pub(crate) fn show(&mut self, ui: &mut Ui, _state: &State, _document: &Document, _outbox: &mut Vec<Command>) {
        let _ = (self, ui);
    }
}
