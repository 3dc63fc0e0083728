//! What differs from the key, in text order; below it the difference that is looked at.

use eframe::egui::{
    self, Align2, CornerRadius, FontId, Panel, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::detail::detail_ui;
use crate::{
    app::{Command, Document, HeldKey, RevealCommand, RevealRow, Standing, State, row_name},
    claim::Tag,
    review::{excerpt, one_line},
    text::inert,
    ui::{
        claims_list::line_of_text,
        sight::Sight,
        theme::{Palette, READING, STRONG, font},
    },
};

/// The height of a line of the list, in points.
const ROW_HEIGHT: f32 = 42.0;

/// The most of a claim's words that a line can show, in bytes.
const EXCERPT_BYTES: usize = 120;

/// What the list keeps from frame to frame.
#[derive(Debug, Default)]
pub(super) struct DifferenceList {
    sight: Sight<usize>,
}

impl DifferenceList {
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        state: &State,
        document: &Document,
        key: &HeldKey,
        outbox: &mut Vec<Command>,
    ) {
        let revealing = &document.revealing;
        head_ui(ui, document, outbox);
        let height = ui.available_height();
        let pitch = ROW_HEIGHT + ui.spacing().item_spacing.y;
        let listed = revealing.rows().len();
        let is_listed = revealing.current().is_some_and(|current| revealing.rows().binary_search(&current).is_ok());
        if is_listed {
            Panel::bottom("difference in full")
                .resizable(true)
                // A short list leaves its room to what the key has.
                .default_size((height - pitch * listed as f32 - 10.0).clamp(height * 0.62, height * 0.78))
                .size_range(90.0..=(height * 0.78).max(91.0))
                .frame(egui::Frame::new().inner_margin(egui::Margin { top: 8, ..Default::default() }))
                .show(ui, |ui| {
                    ScrollArea::vertical()
                        .id_salt(("difference in full", revealing.current()))
                        .auto_shrink(false)
                        .show(ui, |ui| detail_ui(ui, state, document, key, outbox));
                });
        }
        if revealing.rows().is_empty() {
            nothing_ui(ui, document);
            return;
        }
        let line_of = |current: usize| revealing.rows().binary_search(&current).ok();
        let mut area = ScrollArea::vertical().id_salt("differences").auto_shrink(false);
        if let Some(offset) = self.sight.offset_to(revealing.current(), pitch, line_of) {
            area = area.vertical_scroll_offset(offset);
        }
        let output = area.show_rows(ui, ROW_HEIGHT, listed, |ui, rows| {
            for number in rows.filter_map(|at| revealing.rows().get(at).copied()) {
                line_ui(ui, document, key, number, outbox);
            }
        });
        self.sight.note(&output);
    }
}

/// How many there are, and whether what is right is listed, too.
fn head_ui(ui: &mut Ui, document: &Document, outbox: &mut Vec<Command>) {
    let revealing = &document.revealing;
    let revealed = revealing.revealed();
    ui.horizontal_wrapped(|ui| {
        let mut differences_only = !revealing.lists_all();
        if ui.checkbox(&mut differences_only, "Differences only").changed() {
            outbox.push(Command::Do(crate::app::Action::Reveal(crate::app::RevealAction::Everything)));
        }
        let kept = revealed.kept();
        let mut words = format!("{} right", revealed.right());
        if kept > 0 {
            words = format!("{words}, {kept} kept");
        }
        ui.label(words);
    });
}

fn nothing_ui(ui: &mut Ui, document: &Document) {
    let revealing = &document.revealing;
    ui.add_space(6.0);
    let missed = revealing.revealed().rows.iter().filter(|row| row.difference.own.is_empty() && row.is_open()).count();
    if missed > 0 && !revealing.shows_missed(&document.review) {
        ui.weak("Nothing that you tagged differs. There is more in the key: go on tagging, or show what is missed");
    } else if revealing.revealed().rows.is_empty() {
        ui.weak("Nothing is tagged yet");
    } else {
        ui.weak("No difference is open. Untick “Differences only” to see everything");
    }
}

/// The tag of a row, by the pupil or else by the key.
pub(super) fn tag_of(document: &Document, key: &HeldKey, row: &RevealRow) -> Option<Tag> {
    let own = row.difference.own.first().and_then(|id| document.review.claims().get(*id)).map(|claim| claim.tag);
    own.or_else(|| row.expected(key).first().map(|choice| choice.tag))
}

/// The first words of a row: the pupil's or, where there are none, the key's.
pub(super) fn words_of(document: &Document, key: &HeldKey, row: &RevealRow) -> String {
    let review = &document.review;
    if let Some(claim) = row.difference.own.first().and_then(|id| review.claims().get(*id)) {
        return excerpt(review, claim, EXCERPT_BYTES);
    }
    let text = review.article().text();
    let segments = row.expected(key).first().map(|choice| choice.segments.placed().to_vec()).unwrap_or_default();
    let words: Vec<&str> = segments.iter().map(|span| text.slice(*span)).collect();
    one_line(&inert(&words.join(" […] ")), EXCERPT_BYTES)
}

/// What a row is called, and what was decided about it.
fn kind_of(row: &RevealRow) -> String {
    let name = row_name(row);
    match (row.is_kept, row.standing) {
        (true, _) => format!("{name}, kept"),
        (false, Standing::Optional) => format!("{name}, does not count"),
        (false, _) => name.to_owned(),
    }
}

fn line_ui(ui: &mut Ui, document: &Document, key: &HeldKey, number: usize, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
    let revealing = &document.revealing;
    let Some(row) = revealing.revealed().rows.get(number) else { return };
    let (words, kind) = (words_of(document, key, row), kind_of(row));
    let is_current = revealing.current() == Some(number);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_current, format!("{kind}: {words}")));
    if response.clicked() {
        outbox.push(Command::Reveal(RevealCommand::Choose(number)));
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter_at(rect);
    let card = rect.shrink2(vec2(1.0, 1.0));
    if is_current || response.hovered() || response.has_focus() {
        painter.rect_filled(card, CornerRadius::same(7), palette.raised);
    }
    if is_current || response.has_focus() {
        let stroke = Stroke::new(if is_current { 1.6 } else { 1.0 }, palette.accent);
        painter.rect_stroke(card, CornerRadius::same(7), stroke, StrokeKind::Inside);
    }
    let left = card.left() + 8.0;
    let mut words_left = left;
    if let Some(tag) = tag_of(document, key, row) {
        let badge = Rect::from_min_size(pos2(left, card.top() + 5.0), vec2(17.0, 17.0));
        if row.difference.own.is_empty() {
            painter.rect_stroke(
                badge,
                CornerRadius::same(4),
                Stroke::new(1.4, palette.strong(tag)),
                StrokeKind::Inside,
            );
            painter.text(badge.center(), Align2::CENTER_CENTER, tag.letter(), font(STRONG, 11.0), palette.strong(tag));
        } else {
            painter.rect_filled(badge, CornerRadius::same(4), palette.strong(tag));
            painter.text(badge.center(), Align2::CENTER_CENTER, tag.letter(), font(STRONG, 11.0), palette.paper);
        }
        words_left = badge.right() + 7.0;
    }
    let width = card.right() - words_left - 8.0;
    line_of_text(&painter, pos2(words_left, card.top() + 3.0), &words, font(READING, 14.0), palette.ink, width);
    let y = card.bottom() - 18.0;
    let (sign, color) = sign_of(row, palette);
    painter.text(pos2(left + 5.0, y + 7.0), Align2::CENTER_CENTER, sign, font(STRONG, 12.0), color);
    let width = card.right() - left - 24.0;
    line_of_text(&painter, pos2(left + 16.0, y), &kind, FontId::proportional(11.5), palette.soft_ink, width);
}

/// The sign of a row, which says the same as its colour.
pub(super) fn sign_of(row: &RevealRow, palette: &Palette) -> (&'static str, egui::Color32) {
    match row.standing {
        Standing::LeftOut | Standing::Outside => ("–", palette.soft_ink),
        _ if row.is_kept => ("=", palette.accent),
        _ if row.is_difference() => ("≠", palette.warning),
        _ => ("✓", palette.success),
    }
}
