//! The pupil's side of a lesson: forms to choose, begin and hand in, what is asked beside the article, and the codebook.

mod bar;
mod begin;
mod choose;
mod codebook;
pub(crate) mod cuts;
mod hand_in;
mod words;

use eframe::egui::Ui;

pub(crate) use self::{
    bar::lesson_bar_ui,
    codebook::{CodebookView, codebook_takes_list},
    words::standing,
};
use self::{begin::BeginForm, choose::ChooseForm};
use crate::app::{Command, LessonForm, State};

/// What is chosen and typed in forms about lessons.
#[derive(Debug, Default)]
pub(crate) struct LessonForms {
    begin: BeginForm,
    choose: ChooseForm,
}

impl LessonForms {
    /// Shows the form that lies over the window. `is_new` says that it was not there in the frame before.
    pub(crate) fn ui(&mut self, ui: &mut Ui, state: &State, form: LessonForm, is_new: bool, outbox: &mut Vec<Command>) {
        match form {
            LessonForm::Begin => {
                if let Some(offer) = state.lessons.offer() {
                    self.begin.ui(ui, state, offer, is_new, outbox);
                }
            }
            LessonForm::Choose => self.choose.ui(ui, state, is_new, outbox),
            LessonForm::HandIn => {
                if let Some(document) = &state.document {
                    hand_in::hand_in_ui(ui, document, is_new, outbox);
                }
            }
        }
    }
}
