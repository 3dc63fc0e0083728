//! The steps taken in this sitting, to go back and forth.

use crate::{
    claim::ClaimId,
    review::{EditName, Field, Inverse},
};

/// Every step since the document was opened. Saving forgets none.
#[derive(Clone, Debug, Default)]
pub struct UndoStack {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Typing that still goes on: the next amendment of this field joins the last step.
    typing: Option<(ClaimId, Field)>,
    last_serial: u64,
    saved_serial: u64,
}

#[derive(Clone, Debug)]
struct Step {
    inverse: Inverse,
    /// Tells the state after this step from every other there has been.
    serial: u64,
}

impl UndoStack {
    /// Takes in a step that was just made. `typing` names the field while it is being typed into, so that one sitting at a
    /// field is one step.
    pub fn push(&mut self, inverse: Inverse, typing: Option<(ClaimId, Field)>) {
        self.undone.clear();
        self.last_serial += 1;
        let serial = self.last_serial;
        match self.done.last_mut() {
            // The older inverse names the whole record as it was before, so it undoes both.
            Some(step) if typing.is_some() && self.typing == typing => step.serial = serial,
            _ => self.done.push(Step { inverse, serial }),
        }
        self.typing = typing;
    }

    /// Ends typing: the next amendment is a step of its own.
    pub fn seal(&mut self) {
        self.typing = None;
    }

    /// Takes the last step out to be undone; hand its inverse to [`Self::undone`].
    pub fn take_done(&mut self) -> Option<(Inverse, u64)> {
        self.seal();
        self.done.pop().map(|step| (step.inverse, step.serial))
    }

    /// Keeps a step that was undone.
    pub fn undone(&mut self, inverse: Inverse, serial: u64) {
        self.undone.push(Step { inverse, serial });
    }

    /// Takes the last undone step out to be made again; hand its inverse to [`Self::redone`].
    pub fn take_undone(&mut self) -> Option<(Inverse, u64)> {
        self.seal();
        self.undone.pop().map(|step| (step.inverse, step.serial))
    }

    /// Keeps a step that was made again.
    pub fn redone(&mut self, inverse: Inverse, serial: u64) {
        self.done.push(Step { inverse, serial });
    }

    /// What the state now is called in [`Self::note_saved`].
    pub fn serial(&self) -> u64 {
        self.done.last().map_or(0, |step| step.serial)
    }

    /// Notes that the state with this serial is in the file.
    pub fn note_saved(&mut self, serial: u64) {
        self.seal();
        self.saved_serial = serial;
    }

    /// Notes that the state now is in no file, as after a recovery.
    pub fn note_unsaved(&mut self) {
        self.saved_serial = u64::MAX;
    }

    /// Whether the state now is another than the one in the file.
    pub fn is_unsaved(&self) -> bool {
        self.serial() != self.saved_serial
    }

    /// The name of the step that undo takes back.
    pub fn next_undo(&self) -> Option<&EditName> {
        self.done.last().map(|step| step.inverse.name())
    }

    /// The name of the step that redo makes again.
    pub fn next_redo(&self) -> Option<&EditName> {
        self.undone.last().map(|step| step.inverse.name())
    }

    /// The names of the steps made, oldest first.
    pub fn done_names(&self) -> impl ExactSizeIterator<Item = &EditName> {
        self.done.iter().map(|step| step.inverse.name())
    }

    /// The names of the steps undone, the one that redo makes again first.
    pub fn undone_names(&self) -> impl ExactSizeIterator<Item = &EditName> {
        self.undone.iter().rev().map(|step| step.inverse.name())
    }
}
