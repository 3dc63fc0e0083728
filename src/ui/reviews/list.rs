//! What the reviewers made of the text, in text order; below it the row that is looked at.

use eframe::egui::{
    Align2, CornerRadius, FontId, Panel, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use super::{lanes::MOST_LANES, row::row_ui, words};
use crate::{
    app::{Action, AssignAction, Command, Document, Opposed, ReviewsCommand, Row, RowKind, State},
    claim::Tag,
    review::{excerpt, one_line},
    ui::{
        claims_list::line_of_text,
        menu::action_button_ui,
        sight::Sight,
        theme::{Palette, READING, STRONG, font},
    },
};

/// The height of a line of the list, in points.
const ROW_HEIGHT: f32 = 44.0;

/// The most of a claim's words that a line can show, in bytes.
const EXCERPT_BYTES: usize = 120;

/// What the list keeps from frame to frame.
#[derive(Debug, Default)]
pub(super) struct RowsList {
    sight: Sight<usize>,
}

impl RowsList {
    pub(super) fn show(&mut self, ui: &mut Ui, state: &State, document: &Document, outbox: &mut Vec<Command>) {
        let reviews = &document.reviews;
        head_ui(ui, state, document, outbox);
        let height = ui.available_height();
        if reviews.current_row().is_some() {
            Panel::bottom("row in full")
                .resizable(true)
                .default_size(height * 0.52)
                .size_range(90.0..=(height * 0.7).max(91.0))
                .frame(eframe::egui::Frame::new().inner_margin(eframe::egui::Margin { top: 8, ..Default::default() }))
                .show(ui, |ui| {
                    ScrollArea::vertical()
                        .id_salt("row in full")
                        .auto_shrink(false)
                        .show(ui, |ui| row_ui(ui, state, document, outbox));
                });
        }
        if reviews.rows().is_empty() {
            nothing_ui(ui, document);
            return;
        }
        let pitch = ROW_HEIGHT + ui.spacing().item_spacing.y;
        let mut area = ScrollArea::vertical().id_salt("rows of reviews").auto_shrink(false);
        if let Some(offset) =
            self.sight.offset_to(reviews.current(), pitch, |current| reviews.rows().binary_search(&current).ok())
        {
            area = area.vertical_scroll_offset(offset);
        }
        let output = area.show_rows(ui, ROW_HEIGHT, reviews.rows().len(), |ui, rows| {
            for number in rows.filter_map(|at| reviews.rows().get(at).copied()) {
                line_ui(ui, document, number, outbox);
            }
        });
        self.sight.note(&output);
    }
}

/// How many there are, and what can be done about several at once.
fn head_ui(ui: &mut Ui, state: &State, document: &Document, outbox: &mut Vec<Command>) {
    let reviews = &document.reviews;
    let collation = reviews.collation();
    let (all, differ) = (collation.rows.len(), collation.contested());
    let what = if matches!(reviews.opposed(), Opposed::All) { "divided" } else { "differences" };
    let mut words = format!("{differ} {what}, {} agreed", all - differ);
    if reviews.merges_with().is_some() && differ > 0 {
        words = format!("{words}; {} not settled", collation.unsettled());
    }
    ui.label(words);
    if matches!(reviews.opposed(), Opposed::All) && reviews.count() > MOST_LANES {
        ui.label(
            RichText::new(
                "The thicker a line, the more of them marked it; the darker the ground, the more divided they are",
            )
            .size(12.0)
            .weak(),
        );
    }
    if reviews.merges_with().is_some() && collation.rows.iter().any(|row| row.settled.is_some()) {
        let action = Action::Assign(AssignAction::WriteAgreed);
        action_button_ui(ui, state, action, "Write agreed version…", outbox);
    }
    let untaken = reviews.untaken().len();
    if reviews.merges_with().is_some() && untaken > 0 {
        let words = match untaken {
            1 => "Take the one that only they have".to_owned(),
            _ => format!("Take all {untaken} that only they have"),
        };
        action_button_ui(ui, state, Action::TakeAllUntaken, &words, outbox);
    }
}

fn nothing_ui(ui: &mut Ui, document: &Document) {
    let collation = document.reviews.collation();
    ui.add_space(6.0);
    ui.weak(if collation.rows.is_empty() {
        "None of these reviews has a claim"
    } else if collation.contested() == 0 {
        "They agree on every claim. Untick “Differences only” to see what they agree on"
    } else {
        "Nothing of what is chosen above"
    });
}

/// The tags of a reviewer's claims in a row, such as `QA`.
fn letters(document: &Document, row: &Row, member: usize) -> (String, Option<Tag>) {
    let review = document.reviews.review(&document.review, member);
    let tags: Vec<Tag> = row.of(member).iter().filter_map(|id| Some(review?.claims().get(*id)?.tag)).collect();
    let letters = tags.iter().map(|tag| tag.letter()).collect();
    (letters, tags.first().copied())
}

fn line_ui(ui: &mut Ui, document: &Document, number: usize, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
    let reviews = &document.reviews;
    let Some(row) = reviews.collation().rows.get(number) else { return };
    let words = words_of(document, row);
    let is_current = reviews.current() == Some(number);
    let (kind, state) = (words::row(row, document), words::state(row, document));
    response.widget_info(|| {
        let state = if state.is_empty() { String::new() } else { format!(". {state}") };
        WidgetInfo::selected(Role::ListBoxOption, true, is_current, format!("{kind}: {words}{state}"))
    });
    if response.clicked() {
        outbox.push(Command::Reviews(ReviewsCommand::Choose(number)));
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
    let mut left = card.left() + 8.0;
    if let RowKind::Pair { .. } = row.kind {
        for member in reviews.shown() {
            let (letters, tag) = letters(document, row, member);
            let letters = if letters.is_empty() { "–".to_owned() } else { letters };
            let sign = format!("{}{letters}", member + 1);
            let ink = if tag.is_some() { palette.paper } else { palette.soft_ink };
            let galley = painter.layout_no_wrap(sign, font(STRONG, 11.0), ink);
            let badge = Rect::from_min_size(pos2(left, card.top() + 6.0), vec2(galley.size().x + 8.0, 17.0));
            match tag {
                Some(tag) => painter.rect_filled(badge, CornerRadius::same(4), palette.strong(tag)),
                None => painter.rect_stroke(
                    badge,
                    CornerRadius::same(4),
                    Stroke::new(1.0, palette.line),
                    StrokeKind::Inside,
                ),
            };
            painter.galley(badge.center() - galley.size() / 2.0, galley, ink);
            left = badge.right() + 4.0;
        }
        left += 4.0;
    }
    let width = card.right() - left - 8.0;
    line_of_text(&painter, pos2(left, card.top() + 4.0), &words, font(READING, 14.0), palette.ink, width);
    let left = card.left() + 8.0;
    let y = card.bottom() - 18.0;
    let (sign, color) = match row.settled {
        _ if !row.is_contested() => ("=", palette.success),
        Some(_) => ("✓", palette.success),
        None => ("≠", palette.warning),
    };
    painter.text(pos2(left + 4.0, y + 7.0), Align2::CENTER_CENTER, sign, font(STRONG, 12.0), color);
    let said = if state.is_empty() { kind } else { format!("{kind} · {state}") };
    let width = card.right() - left - 22.0;
    line_of_text(&painter, pos2(left + 14.0, y), &said, FontId::proportional(11.5), palette.soft_ink, width);
}

/// The first words of a row.
fn words_of(document: &Document, row: &Row) -> String {
    if let RowKind::Stretch { .. } = row.kind {
        let text = document.review.article().text().as_str();
        let words = text.get(row.place.start.get()..row.place.end.get()).unwrap_or_default();
        return one_line(words, EXCERPT_BYTES);
    }
    let first = row.claims.first().and_then(|(member, claim)| {
        let review = document.reviews.review(&document.review, *member)?;
        Some(excerpt(review, review.claims().get(*claim)?, EXCERPT_BYTES))
    });
    first.unwrap_or_default()
}
