//! Practice: whether the claim that was tagged last is right, said at once below the article.

use eframe::egui::{Frame, Label, RichText, ScrollArea, Ui};

use super::{
    counts_ui,
    detail::{edges_ui, sentence_ui, why_ui},
};
use crate::{
    app::{Action, Command, Document, Explained, HeldKey, RevealAction, RevealRow, State, View, explain},
    compare::FindingKind,
    teaching::Role as Lesson,
    ui::{
        app::bar_below,
        menu::action_button_ui,
        theme::{Palette, STRONG, font},
    },
};

/// The most height that an answer takes, as a share of the window's.
const MOST_HEIGHT: f32 = 0.24;

/// The bar below the article, where tags are answered at once.
pub(crate) fn answer_bar_ui(ui: &mut Ui, state: &State, frame: Frame, outbox: &mut Vec<Command>) {
    let Some(document) = state.document.as_ref().filter(|_| state.view == View::Read) else { return };
    let revealing = &document.revealing;
    if revealing.answers_at_once(&document.review) && !revealing.is_shown() {
        bar_below(ui, "answer bar", frame, |ui| bar_ui(ui, state, document, outbox));
    }
}

fn bar_ui(ui: &mut Ui, state: &State, document: &Document, outbox: &mut Vec<Command>) {
    let revealing = &document.revealing;
    let Some(key) = revealing.held() else {
        ui.weak("Reading the key of the lesson…");
        return;
    };
    let height = (ui.ctx().content_rect().height() * MOST_HEIGHT).max(80.0);
    ScrollArea::vertical().id_salt("answer").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        match revealing.answer() {
            Some(row) => answer_ui(ui, document, key, row),
            None => {
                ui.weak("Practice: each tag is answered here at once");
            }
        }
        if is_at_end(document)
            && let Some(task) = document.review.role().and_then(Lesson::task)
        {
            ui.add_space(4.0);
            ui.label("All of the key is found. This is how it went:");
            counts_ui(ui, &revealing.revealed().components, None, task);
        }
    });
    ui.horizontal_wrapped(|ui| {
        action_button_ui(ui, state, Action::Reveal(RevealAction::Check), "Check what I have", outbox);
        action_button_ui(ui, state, Action::Reveal(RevealAction::Missed), "Show what is missed", outbox);
        action_button_ui(ui, state, Action::Reveal(RevealAction::Again), "Again", outbox);
    });
}

/// Whether everything that the key wants was seen.
fn is_at_end(document: &Document) -> bool {
    let components = &document.revealing.revealed().components;
    components.identified.of > 0 && components.identified.right == components.identified.of
}

fn answer_ui(ui: &mut Ui, document: &Document, key: &HeldKey, row: &RevealRow) {
    let explained = explain(row, key, &document.review);
    // Who says it is not told before the pupil has said it.
    let is_asked = row.difference.speakers.as_ref().is_some_and(|speakers| speakers.given.is_none());
    if is_asked && row.difference.kind == FindingKind::Correct {
        let words = RichText::new("✓  Tag and words are right. Who says it? Press S and write the name");
        let success = Palette::of(ui.visuals().dark_mode).success;
        ui.add(Label::new(words.font(font(STRONG, 13.5)).color(success)).wrap());
        return;
    }
    let speaker = explained.speaker.clone().filter(|_| !is_asked);
    let explained = Explained { speaker, ..explained };
    sentence_ui(ui, row, &explained);
    edges_ui(ui, &explained);
    why_ui(ui, document, row);
}
