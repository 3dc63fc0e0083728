//! The cells of a row.

use eframe::egui::{
    Align2, CornerRadius, FontId, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::{ROW_HEIGHT, left_center, paint_words};
use crate::{
    claim::{Claim, Tag},
    review::{
        Review,
        listing::{Column, Listed},
    },
    ui::{
        article::highlight::paint_status,
        theme::{Palette, READING, STRONG, font},
    },
};

/// Where a cell is.
pub(super) struct CellPlace {
    pub(super) rect: Rect,
    pub(super) id: Id,
    pub(super) column: Column,
}

/// Paints what a row stands on: whether it is focused, picked, under the pointer.
pub(super) fn paint_ground(
    ui: &Ui,
    rect: Rect,
    tag: Tag,
    (is_focused, is_picked, is_hovered): (bool, bool, bool),
    palette: &Palette,
) {
    let painter = ui.painter();
    if is_focused {
        painter.rect_filled(rect, CornerRadius::ZERO, palette.tint(tag));
    } else if is_picked {
        painter.rect_filled(rect, CornerRadius::ZERO, palette.selection);
    } else if is_hovered {
        painter.rect_filled(rect, CornerRadius::ZERO, palette.raised);
    }
    if is_focused {
        let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        painter.rect_filled(bar, CornerRadius::ZERO, palette.strong(tag));
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line.gamma_multiply(0.6)));
}

/// The box by which a claim is picked; returns whether it was pressed.
pub(super) fn pick_ui(ui: &mut Ui, row: Id, listed: Listed, rect: Rect, is_picked: bool, palette: &Palette) -> bool {
    let response = ui.interact(rect.intersect(ui.clip_rect()), row.with("pick"), Sense::CLICK);
    response
        .widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_picked, format!("Pick claim {}", listed.number)));
    let square = Rect::from_center_size(rect.center() + vec2(2.0, 0.0), vec2(13.0, 13.0));
    if is_picked {
        ui.painter().rect_filled(square, CornerRadius::same(3), palette.accent);
        let tick = [vec2(-3.2, 0.2), vec2(-0.8, 2.6), vec2(3.4, -2.6)].map(|at| square.center() + at);
        ui.painter().line(tick.to_vec(), Stroke::new(1.6, palette.on_accent));
    } else {
        let color = if response.hovered() { palette.ink } else { palette.soft_ink };
        ui.painter().rect_stroke(square, CornerRadius::same(3), Stroke::new(1.0, color), StrokeKind::Inside);
    }
    response.clicked()
}

/// A cell that is not being changed.
pub(super) fn cell_ui(
    ui: &Ui,
    review: &Review,
    claim: &Claim,
    number: usize,
    place: &CellPlace,
    palette: &Palette,
) -> Response {
    let response = ui.interact(place.rect.intersect(ui.clip_rect()), place.id, Sense::CLICK);
    let words = place.column.words(review, claim, number);
    response.widget_info(|| {
        let shown = if words.is_empty() { "none" } else { words.as_str() };
        WidgetInfo::labeled(Role::GridCell, true, format!("{} of claim {number}: {shown}", place.column.label()))
    });
    let at = left_center(place.rect, 8.0);
    let room = place.rect.width() - 14.0;
    let plain = FontId::proportional(13.0);
    let is_cut = match place.column {
        Column::Tag => {
            let badge = Rect::from_center_size(pos2(at.x + 9.0, at.y), vec2(18.0, 18.0));
            ui.painter().rect_filled(badge, CornerRadius::same(4), palette.strong(claim.tag));
            let letter = claim.tag.letter();
            ui.painter().text(badge.center(), Align2::CENTER_CENTER, letter, font(STRONG, 12.0), palette.paper);
            // The letter stands for the word.
            true
        }
        Column::Status => {
            let group = claim.status.state.group();
            paint_status(ui.painter(), pos2(at.x + 5.0, at.y), 9.0, group, palette.status(group), palette);
            paint_words(ui, at + vec2(16.0, 0.0), &words, plain, palette.ink, room - 16.0)
        }
        Column::Words => paint_words(ui, at, &words, font(READING, 14.5), palette.ink, room),
        Column::Number | Column::Zone | Column::Created | Column::Modified => {
            paint_words(ui, at, &words, plain, palette.soft_ink, room)
        }
        _ => paint_words(ui, at, &words, plain, palette.ink, room),
    };
    if is_cut && response.hovered() { response.on_hover_text(words) } else { response }
}

/// Paints that the keyboard is in a cell.
pub(super) fn paint_cursor(ui: &Ui, rect: Rect, palette: &Palette) {
    let rect = Rect::from_min_size(rect.min, vec2(rect.width(), ROW_HEIGHT)).shrink(1.0);
    ui.painter().rect_stroke(rect, CornerRadius::same(3), Stroke::new(1.5, palette.accent), StrokeKind::Inside);
}
