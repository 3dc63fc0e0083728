//! The article beside another version of it: both texts side by side with what is different, and the claims to be carried over.
//!
//! A row is a piece of either text, or one of each; both columns are laid out and scrolled row by row, so that what belongs together
//! stays side by side. As in the article view, a frame lays out what is visible and no more.

mod around;
mod bar;
mod claim;
mod list;
mod paint;
mod piece;
mod rows;
mod texts;

use std::sync::Arc;

use eframe::egui::{self, CentralPanel, Frame, Margin, Panel, Spinner, Ui};

pub(crate) use self::bar::source_bar_ui;
use self::{list::ClaimsToCarry, texts::TextsView};
use super::theme::Palette;
use crate::{
    app::{Action, Command, Comparing, Document, Motion, Replacing, State},
    review::Phase,
    text::ByteIndex,
};

/// The width of the list of claims at first, in points, and between what it can be drawn.
const LIST_WIDTH: f32 = 320.0;
const LIST_WIDTHS: std::ops::RangeInclusive<f32> = 260.0..=520.0;

/// The comparison's own state.
#[derive(Default)]
pub(crate) struct CompareView {
    texts: TextsView,
    list: ClaimsToCarry,
}

impl CompareView {
    /// The id by which the new text holds the keyboard.
    pub(crate) fn id() -> egui::Id {
        egui::Id::unique("new text")
    }

    /// Brings a place of the new text into view.
    pub(crate) fn reveal(&mut self, at: ByteIndex) {
        self.texts.reveal(None, Some(at));
    }

    /// Brings a place of either text into view.
    pub(crate) fn reveal_beside(&mut self, old: Option<ByteIndex>, new: Option<ByteIndex>) {
        self.texts.reveal(old, new);
    }

    /// Where a movement by lines or screens leads from the caret in the new text.
    pub(crate) fn move_by_layout(
        &mut self,
        context: &egui::Context,
        comparing: &Comparing,
        motion: Motion,
    ) -> Option<ByteIndex> {
        self.texts.move_by_layout(context, comparing, motion)
    }

    /// Forgets where moving by lines kept to.
    pub(crate) fn forget_goal(&mut self) {
        self.texts.forget_goal();
    }

    /// Shows the comparison in all the space there is.
    pub(crate) fn show(&mut self, ui: &mut Ui, state: &State, document: &Document, outbox: &mut Vec<Command>) {
        match &document.replacing {
            Some(Replacing::Deciding(comparing)) => self.deciding_ui(ui, state, document, comparing, outbox),
            Some(Replacing::Underway { phase, .. }) => {
                *self = Self::default();
                underway_ui(ui, *phase, outbox);
            }
            None => *self = Self::default(),
        }
    }

    fn deciding_ui(
        &mut self,
        ui: &mut Ui,
        state: &State,
        document: &Document,
        comparing: &Comparing,
        outbox: &mut Vec<Command>,
    ) {
        let palette = Palette::of(ui.visuals().dark_mode);
        let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(10, 6));
        Panel::top("comparison bar").frame(bar).show(ui, |ui| bar::bar_ui(ui, state, comparing, outbox));
        let panel = Frame::new().fill(palette.panel).inner_margin(Margin::same(10));
        Panel::right("claims to carry over")
            .frame(panel)
            .default_size(LIST_WIDTH)
            .size_range(LIST_WIDTHS)
            .show(ui, |ui| self.list.show(ui, state, document, comparing, outbox));
        let zoom = f32::from(state.settings.zoom_percent) / 100.0;
        CentralPanel::default()
            .frame(Frame::new().fill(palette.paper))
            .show(ui, |ui| self.texts.show(ui, document, comparing, zoom, state, outbox));
    }
}

/// What is shown while the comparison is made.
fn underway_ui(ui: &mut Ui, phase: Phase, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let words = match phase {
        Phase::Reading => "Reading the new text…",
        Phase::Texts => "Comparing the texts…",
        Phase::Claims => "Looking for the claims in the new text…",
    };
    let step = match phase {
        Phase::Reading => 1,
        Phase::Texts => 2,
        Phase::Claims => 3,
    };
    CentralPanel::default().frame(Frame::new().fill(palette.paper)).show(ui, |ui| {
        ui.vertical_centered(|ui| {
            ui.add_space(ui.available_height() * 0.36);
            ui.add(Spinner::new().size(20.0));
            ui.add_space(8.0);
            ui.label(words);
            ui.weak(format!("Step {step} of 3"));
            ui.add_space(8.0);
            if ui.button("Cancel").on_hover_text("Esc").clicked() {
                outbox.push(Command::Do(Action::Escape));
            }
        });
    });
}

/// Whether two comparisons are one.
fn is_same(one: &Comparing, other: &Arc<crate::review::Comparison>) -> bool {
    Arc::ptr_eq(&one.comparison, other)
}
