//! The head of the table, and the heads of its groups.

use eframe::egui::{
    Align2, Color32, CornerRadius, CursorIcon, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo,
    accesskit, pos2, vec2,
};

use super::{PICK_WIDTH, ROW_HEIGHT, Sheet, TrackView, left_center, paint_words};
use crate::{
    app::{Command, TableCommand},
    review::listing::{Column, Group},
    ui::theme::{Palette, STRONG, font},
};

/// How wide a column is at the least, in points, and whether it takes what room is left.
fn width_of(column: Column) -> (f32, bool) {
    match column {
        Column::Number => (58.0, false),
        Column::Tag => (42.0, false),
        Column::Words | Column::ClaimText => (200.0, true),
        Column::Speaker => (120.0, false),
        Column::Status => (114.0, false),
        Column::Priority | Column::Evidence => (76.0, false),
        Column::Attribution | Column::Content | Column::Zone | Column::Checker | Column::Approver => (110.0, false),
        Column::Confidence => (98.0, false),
        Column::Flags | Column::Labels | Column::Created | Column::Modified => (136.0, false),
        Column::Note => (170.0, true),
    }
}

/// The left edge and the width of each column in a table that is at least so wide, and how wide it is.
pub(super) fn places(shown: &[Column], room: f32) -> (Vec<(Column, f32, f32)>, f32) {
    let least: f32 = PICK_WIDTH + shown.iter().map(|column| width_of(*column).0).sum::<f32>();
    let growing = shown.iter().filter(|column| width_of(**column).1).count().max(1);
    let more = ((room - least) / growing as f32).max(0.0).floor();
    let mut left = PICK_WIDTH;
    let places = shown.iter().map(|column| {
        let (width, grows) = width_of(*column);
        let place = (*column, left, if grows { width + more } else { width });
        left += place.2;
        place
    });
    let places = places.collect();
    (places, left)
}

/// The names of the columns; a press sorts by one, a second the other way round.
pub(super) fn header_ui(ui: &Ui, sheet: &Sheet<'_>, rect: Rect, left: f32, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    ui.painter().rect_filled(rect, CornerRadius::ZERO, palette.panel);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
    let sort = sheet.state.settings.table.sort;
    for &(column, offset, width) in &sheet.columns {
        let cell = Rect::from_min_size(pos2(left + offset, rect.top()), vec2(width, rect.height()));
        if !cell.intersects(rect) {
            continue;
        }
        let response = ui.interact(cell.intersect(rect), TrackView::id().with(("head", column)), Sense::click());
        let is_sorted = sort.column == column;
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, format!("Sort by: {}", column.label())));
        if is_sorted {
            let direction = if sort.descending {
                accesskit::SortDirection::Descending
            } else {
                accesskit::SortDirection::Ascending
            };
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_sort_direction(direction));
        }
        if response.clicked() {
            outbox.push(Command::Table(TableCommand::SortBy(column)));
        }
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(cell.shrink2(vec2(2.0, 3.0)), CornerRadius::same(5), palette.raised);
        }
        if response.has_focus() {
            let stroke = Stroke::new(1.0, palette.accent);
            ui.painter().rect_stroke(
                cell.shrink2(vec2(2.0, 3.0)),
                CornerRadius::same(5),
                stroke,
                eframe::egui::StrokeKind::Inside,
            );
        }
        let room = width - 16.0 - if is_sorted { 12.0 } else { 0.0 };
        let ink = if is_sorted { palette.ink } else { palette.soft_ink };
        let is_cut = paint_words(ui, left_center(cell, 8.0), column.label(), font(STRONG, 12.0), ink, room);
        if is_sorted {
            paint_arrow(ui.painter(), pos2(cell.right() - 12.0, cell.center().y), sort.descending, palette.ink);
        }
        if is_cut {
            response.on_hover_text(column.label());
        }
    }
}

/// The head of a group, with how many claims are in it; a press shows or hides them.
pub(super) fn group_ui(ui: &Ui, sheet: &Sheet<'_>, group: &Group, rect: Rect, body: Rect, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(body));
    // The head stays where it is when the columns are moved.
    let shown = Rect::from_min_max(pos2(body.left(), rect.top()), pos2(body.right(), rect.bottom()));
    let response = ui.interact(shown.intersect(body), TrackView::id().with(("group", group.key)), Sense::click());
    let label = group.key.label(&sheet.document.review);
    let noun = if group.len() == 1 { "claim" } else { "claims" };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Group: {label}, {} {noun}", group.len())));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(!group.is_collapsed));
    if response.clicked() {
        outbox.push(Command::Table(TableCommand::Collapse(group.key)));
    }
    painter.rect_filled(shown, CornerRadius::ZERO, if response.hovered() { palette.raised } else { palette.panel });
    if response.has_focus() {
        let stroke = Stroke::new(1.0, palette.accent);
        painter.rect_stroke(shown.shrink(1.0), CornerRadius::same(4), stroke, eframe::egui::StrokeKind::Inside);
    }
    let center = pos2(shown.left() + 15.0, shown.center().y);
    paint_fold(&painter, center, group.is_collapsed, palette.soft_ink);
    let words = format!("{label}  ·  {}", group.len());
    let at = pos2(shown.left() + PICK_WIDTH, shown.top() + ROW_HEIGHT / 2.0);
    painter.text(at, Align2::LEFT_CENTER, words, font(STRONG, 12.5), palette.ink);
}

/// Paints which way the rows are sorted.
pub(crate) fn paint_arrow(painter: &Painter, center: Pos2, descending: bool, color: Color32) {
    let turn = if descending { -1.0 } else { 1.0 };
    let corners = [vec2(-4.0, 2.5), vec2(4.0, 2.5), vec2(0.0, -3.0)].map(|corner| center + corner * turn);
    painter.add(Shape::convex_polygon(corners.to_vec(), color, Stroke::NONE));
}

/// Paints whether a group shows its claims.
pub(crate) fn paint_fold(painter: &Painter, center: Pos2, is_collapsed: bool, color: Color32) {
    let corners = if is_collapsed {
        [vec2(-2.5, -4.5), vec2(-2.5, 4.5), vec2(3.5, 0.0)]
    } else {
        [vec2(-4.5, -2.5), vec2(4.5, -2.5), vec2(0.0, 3.5)]
    };
    painter.add(Shape::convex_polygon(corners.map(|corner| center + corner).to_vec(), color, Stroke::NONE));
}
