//! A claim as a card.

use eframe::egui::{
    self, Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2,
    text::{LayoutJob, TextFormat, TextWrapping},
    vec2,
};

use crate::{
    claim::{Claim, VerdictKind},
    review::{
        Review, excerpt,
        listing::{Column, Listed},
    },
    ui::{
        article::highlight::paint_line,
        theme::{Palette, READING, STRONG, font},
    },
};

/// The height of a card, and how far the next one is below it, in points.
pub(super) const CARD_HEIGHT: f32 = 96.0;
pub(super) const CARD_PITCH: f32 = CARD_HEIGHT + 7.0;

/// The most of a claim's words that a card shows, in bytes.
const EXCERPT_BYTES: usize = 200;

/// A card. `marks` says whether it is focused, whether it is picked, and whether the board has the keyboard.
pub(super) fn card_ui(
    ui: &mut Ui,
    review: &Review,
    claim: &Claim,
    listed: Listed,
    marks: (bool, bool, bool),
) -> Response {
    let size = vec2(ui.available_width(), CARD_HEIGHT);
    let (_, rect) = ui.allocate_space(size);
    let id = super::BoardView::id().with(("card", listed.id.0));
    let sense = Sense::CLICK | Sense::DRAG;
    let response = ui.interact(rect.intersect(ui.clip_rect()), id, sense);
    response.widget_info(|| {
        let words = excerpt(review, claim, EXCERPT_BYTES);
        let label = format!("Card {}, {}: {words}", listed.number, claim.tag.name());
        WidgetInfo::selected(Role::ListItem, true, marks.0, label)
    });
    let palette = Palette::of(ui.visuals().dark_mode);
    if ui.is_rect_visible(rect) {
        paint(ui.painter(), review, claim, rect, marks, palette);
    }
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grab);
    }
    response
}

/// Paints a card.
pub(super) fn paint(
    painter: &Painter,
    review: &Review,
    claim: &Claim,
    rect: Rect,
    (is_focused, is_picked, has_keyboard): (bool, bool, bool),
    palette: &Palette,
) {
    let fill = if is_focused {
        palette.tint(claim.tag)
    } else if is_picked {
        palette.selection
    } else {
        palette.raised
    };
    painter.rect_filled(rect, CornerRadius::same(7), fill);
    let edge = match (is_focused && has_keyboard, is_focused || is_picked) {
        (true, _) => Stroke::new(1.8, palette.accent),
        (false, true) => Stroke::new(1.0, palette.strong(claim.tag)),
        (false, false) => Stroke::new(1.0, palette.line),
    };
    painter.rect_stroke(rect, CornerRadius::same(7), edge, StrokeKind::Inside);

    let inner = rect.shrink2(vec2(9.0, 8.0));
    let badge = Rect::from_min_size(inner.min, vec2(16.0, 16.0));
    painter.rect_filled(badge, CornerRadius::same(4), palette.strong(claim.tag));
    painter.text(badge.center(), Align2::CENTER_CENTER, claim.tag.letter(), font(STRONG, 11.0), palette.paper);
    let line = Stroke::new(1.7, palette.strong(claim.tag));
    paint_line(painter, badge.right() + 5.0..badge.right() + 25.0, badge.center().y, claim.tag, line);
    let priority = Column::Priority.words(review, claim, 0);
    if !priority.is_empty() {
        let words = format!("{priority} priority");
        let at = pos2(inner.right(), badge.center().y);
        painter.text(at, Align2::RIGHT_CENTER, words, FontId::proportional(11.0), palette.soft_ink);
    }
    let at = pos2(inner.left(), badge.bottom() + 4.0);
    let words = excerpt(review, claim, EXCERPT_BYTES);
    let bottom = paint_rows(painter, at, &words, font(READING, 13.5), palette.ink, (inner.width(), 2));
    let speaker = Column::Speaker.words(review, claim, 0);
    let found = review.visible_verdicts(claim);
    let verdicts = VerdictKind::ALL.into_iter().filter_map(|kind| review.schemes().verdict(found, kind));
    let reason = claim.status.reason_words();
    let second: Vec<&str> =
        Some(speaker.as_str()).filter(|name| !name.is_empty()).into_iter().chain(verdicts).chain(reason).collect();
    let at = pos2(inner.left(), bottom.max(inner.bottom() - 15.0));
    paint_rows(painter, at, &second.join(" · "), FontId::proportional(11.5), palette.soft_ink, (inner.width(), 1));
}

/// Paints words on a few lines at most, cut with an ellipsis; returns where they end.
fn paint_rows(
    painter: &Painter,
    at: Pos2,
    words: &str,
    font: FontId,
    color: Color32,
    (width, rows): (f32, usize),
) -> f32 {
    let mut job = LayoutJob::single_section(words.to_owned(), TextFormat::simple(font, color));
    job.wrap = TextWrapping { max_width: width.max(0.0), max_rows: rows, ..TextWrapping::default() };
    let galley = painter.layout_job(job);
    let bottom = at.y + galley.size().y;
    painter.galley(at, galley, color);
    bottom
}
