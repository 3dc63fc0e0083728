//! The speakers of a review: names, roles, organisations, and two that are one.

use std::collections::HashMap;

use eframe::egui::{EventFilter, Id, Key, Layout, Modifiers, Rect, Ui, UiBuilder, vec2};

use super::{
    fields::heading,
    register::{CHOICE_HEIGHT, Listing, Shown, Watch, choice_row_ui, close_ui, counted, fits, nothing_ui, writable_ui},
    speaker_record::SpeakerRecord,
};
use crate::{
    app::{Command, Document},
    claim::{Speaker, SpeakerId},
    figure::shown,
    review::Review,
};

/// Up to how many speakers are found without a filter.
const FEW: usize = 8;

/// The width of the list beside the fields, and the width of a form that has room for both, in points.
const LIST_WIDTH: f32 = 250.0;
const WIDE: f32 = 600.0;

/// Between the list and the fields, in points.
const GAP: f32 = 24.0;

/// What is listed, and what is being typed about the speaker that is chosen.
#[derive(Debug, Default)]
pub(super) struct SpeakersForm {
    watch: Watch,
    list: Listing,
    counts: HashMap<SpeakerId, usize>,
    chosen: Option<SpeakerId>,
    record: Option<SpeakerRecord>,
    /// Whether the filter or a row had the keyboard in the frame before, so that the arrows choose.
    list_has_keyboard: bool,
    /// Whether the chosen row is to be brought into sight.
    reveals: bool,
}

impl SpeakersForm {
    /// Takes over what is being typed, as when the form is left.
    pub(super) fn leave(&mut self, outbox: &mut Vec<Command>) {
        if let Some(mut record) = self.record.take() {
            record.commit(outbox);
        }
    }

    /// Shows the form.
    pub(super) fn ui(&mut self, ui: &mut Ui, document: &Document, is_new: bool, outbox: &mut Vec<Command>) {
        self.follow(document, is_new);
        let screen = ui.ctx().content_rect();
        let width = (screen.width() - 80.0).min(780.0);
        ui.set_width(width);
        heading(ui, "Speakers");
        writable_ui(ui, document);
        if document.review.speakers().is_empty() {
            nothing_ui(ui, "No speakers yet. Choose a claim and press S to say who makes it");
            return close_ui(ui, outbox);
        }
        let height = (screen.height() - 220.0).clamp(130.0, 520.0);
        let (_, rect) = ui.allocate_space(vec2(width, height));
        // The fields beside the list, or below it where there is no room.
        let (list, fields) = if width >= WIDE {
            rect.split_left_right_at_x(rect.left() + LIST_WIDTH)
        } else {
            rect.split_top_bottom_at_y(rect.top() + height * 0.4)
        };
        let stroke = ui.visuals().widgets.noninteractive.bg_stroke;
        if width >= WIDE {
            ui.painter().vline(fields.left() + GAP / 2.0, fields.y_range(), stroke);
        } else {
            ui.painter().hline(fields.x_range(), fields.top() + GAP / 4.0, stroke);
        }
        let fields = if width >= WIDE {
            fields.with_min_x(fields.left() + GAP)
        } else {
            fields.with_min_y(fields.top() + GAP / 2.0)
        };
        let part =
            |rect: Rect, salt: &'static str| UiBuilder::new().id_salt(salt).max_rect(rect).layout(Layout::default());
        self.list_ui(&mut ui.new_child(part(list, "list")), document, list.height(), is_new, outbox);
        self.record_ui(&mut ui.new_child(part(fields, "fields")), document, fields.height(), outbox);
        close_ui(ui, outbox);
    }

    /// Brings the list and the choice in step with the review.
    fn follow(&mut self, document: &Document, is_new: bool) {
        let review = &document.review;
        let has_changed = self.watch.see(document);
        if is_new {
            self.list.words.clear();
            self.reveals = true;
            // Whoever speaks in the claim that is looked at is most likely who is meant.
            self.chosen = document.focused().and_then(|claim| claim.speaker).or(self.chosen);
        }
        if has_changed {
            self.counts.clear();
            for speaker in review.claims().in_order().iter().filter_map(|claim| claim.speaker) {
                *self.counts.entry(speaker).or_default() += 1;
            }
            self.reveals = true;
        }
        self.list.follow(has_changed, |wanted| listed(review, wanted, None));
        if self.chosen.is_none_or(|id| review.speaker(id).is_none()) {
            let into =
                self.record.take().and_then(|record| record.merged_into()).filter(|id| review.speaker(*id).is_some());
            let first =
                self.list.rows.first().and_then(|row| review.speakers().get(*row)).or(review.speakers().first());
            self.chosen = into.or(first.map(|speaker| speaker.id));
            self.reveals = true;
        }
        let Some(speaker) = self.chosen.and_then(|id| review.speaker(id)) else {
            self.record = None;
            return;
        };
        match &mut self.record {
            Some(record) if record.is_of(speaker.id) => record.follow(review, speaker, has_changed),
            record => *record = Some(SpeakerRecord::of(review, speaker)),
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, document: &Document, height: f32, is_new: bool, outbox: &mut Vec<Command>) {
        let speakers = document.review.speakers();
        let moved = self.step(ui, speakers, outbox);
        let mut room = height;
        let has_filter = speakers.len() > FEW;
        let mut filter_has_keyboard = false;
        if has_filter {
            let response = self.list.filter_ui(ui, "Filter speakers");
            if is_new {
                response.request_focus();
            }
            filter_has_keyboard = response.has_focus();
            room -= response.rect.height() + ui.spacing().item_spacing.y;
        }
        self.list_has_keyboard = filter_has_keyboard;
        if self.list.rows.is_empty() {
            nothing_ui(ui, "No speaker goes by these words");
        }
        let reveal = std::mem::take(&mut self.reveals).then(|| self.row_of_chosen(speakers)).flatten();
        let (chosen, counts) = (self.chosen, &self.counts);
        let (mut pressed, mut has_keyboard) = (None, false);
        self.list.rows_ui(ui, "speakers", (CHOICE_HEIGHT, room), reveal, |ui, row| {
            let Some(speaker) = speakers.get(row) else { return };
            let id = row_id(speaker.id);
            let is_chosen = chosen == Some(speaker.id);
            let claims = counts.get(&speaker.id).copied().unwrap_or_default();
            let response = row_ui(ui, id, speaker, &counted(claims, "claim", "claims"), "", is_chosen, is_chosen);
            if response.clicked() {
                pressed = Some(speaker.id);
            }
            if response.has_focus() {
                has_keyboard = true;
                // So that the arrows are known to belong to the list in the next frame.
                let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
                ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
            }
        });
        self.list_has_keyboard |= has_keyboard;
        if let Some(id) = pressed {
            self.choose(id, outbox);
        }
        // The keyboard stays in the filter while the arrows choose from there.
        let follows = pressed.is_some() || (moved && !filter_has_keyboard) || (is_new && !has_filter);
        if let Some(id) = self.chosen.filter(|_| follows) {
            ui.memory_mut(|memory| memory.request_focus(row_id(id)));
        }
    }

    /// Chooses another speaker by the arrows. Returns whether it did.
    fn step(&mut self, ui: &Ui, speakers: &[Speaker], outbox: &mut Vec<Command>) -> bool {
        if !std::mem::take(&mut self.list_has_keyboard) || self.list.rows.is_empty() {
            return false;
        }
        let step = ui.input_mut(|input| {
            let mut count = |key| input.count_and_consume_key(Modifiers::NONE, key).cast_signed();
            count(Key::ArrowDown) - count(Key::ArrowUp) + 10 * (count(Key::PageDown) - count(Key::PageUp))
        });
        if step == 0 {
            return false;
        }
        let last = self.list.rows.len() - 1;
        let next = match self.row_of_chosen(speakers) {
            Some(row) => row.saturating_add_signed(step).min(last),
            None => 0,
        };
        if let Some(speaker) = self.list.rows.get(next).and_then(|row| speakers.get(*row)) {
            self.choose(speaker.id, outbox);
        }
        true
    }

    fn row_of_chosen(&self, speakers: &[Speaker]) -> Option<usize> {
        let chosen = self.chosen?;
        self.list.rows.iter().position(|row| speakers.get(*row).is_some_and(|speaker| speaker.id == chosen))
    }

    fn choose(&mut self, id: SpeakerId, outbox: &mut Vec<Command>) {
        if self.chosen != Some(id) {
            self.leave(outbox);
            self.chosen = Some(id);
            self.reveals = true;
        }
    }

    fn record_ui(&mut self, ui: &mut Ui, document: &Document, height: f32, outbox: &mut Vec<Command>) {
        if let Some(record) = &mut self.record {
            let claims = self.counts.get(&record.id()).copied().unwrap_or_default();
            record.ui(ui, document, claims, height, outbox);
        }
    }
}

/// A row for a speaker. What is read aloud begins with `does`.
pub(super) fn row_ui(
    ui: &mut Ui,
    id: Id,
    speaker: &Speaker,
    end: &str,
    does: &str,
    is_chosen: bool,
    is_stop: bool,
) -> eframe::egui::Response {
    let name = shown(&speaker.name, 80);
    let parts = [&speaker.role, &speaker.organisation].into_iter().flatten();
    let more = parts.map(|part| shown(part, 80)).collect::<Vec<_>>().join(", ");
    let comma = if more.is_empty() { "" } else { ", " };
    let spoken = format!("{does}{name}{comma}{more}: {end}");
    choice_row_ui(ui, id, &Shown { name: &name, more: &more, end, spoken: &spoken, is_chosen, is_stop })
}

/// Where the speakers are that have the words that are wanted, by name; without the one `except`.
pub(super) fn listed(review: &Review, wanted: &str, except: Option<SpeakerId>) -> Vec<usize> {
    let speakers = review.speakers();
    let has = |speaker: &Speaker| {
        let known = [&speaker.role, &speaker.organisation].into_iter().flatten();
        let parts = std::iter::once(&speaker.name).chain(&speaker.aliases).chain(known);
        fits(wanted, &parts.map(String::as_str).collect::<Vec<_>>())
    };
    let fitting = speakers.iter().enumerate().filter(|(_, speaker)| Some(speaker.id) != except && has(speaker));
    let mut rows: Vec<usize> = fitting.map(|(row, _)| row).collect();
    rows.sort_by_cached_key(|row| speakers.get(*row).map(|speaker| speaker.name.to_lowercase()));
    rows
}

fn row_id(id: SpeakerId) -> Id {
    Id::unique(("speaker of the register", id.0))
}
