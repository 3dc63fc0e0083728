//! The sheet: a row a pupil, a column a component. Rows in sight are laid out and no others.

use eframe::egui::{
    CornerRadius, CursorIcon, Event, FontId, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, accesskit, pos2, vec2,
};

use super::{is_seen, keep_arrow_keys};
use crate::{
    app::{ClassColumn, ClassCommand, ClassSort, Classing, Command, RowMove},
    ui::{
        claims_list::line_of_text,
        theme::{Palette, STRONG, font},
        track::{paint_arrow, paint_fold},
    },
};

/// The height of a row and of the head, at 100 %, in points.
const ROW_HEIGHT: f32 = 30.0;

/// The width of the mark by which a row is opened, in points.
const FOLD_WIDTH: f32 = 26.0;

/// The sheet of a class.
#[derive(Debug)]
pub(super) struct SheetView {
    /// The row the sheet was last scrolled to.
    shown: Option<usize>,
    /// What was in sight in the frame before, the head left out.
    sight: Rect,
}

impl Default for SheetView {
    fn default() -> Self {
        Self { shown: None, sight: Rect::ZERO }
    }
}

/// What a frame of the sheet is made from.
struct Frame<'a> {
    class: &'a Classing,
    zoom: f32,
    columns: Vec<(ClassColumn, f32, f32)>,
    width: f32,
    row_height: f32,
    has_keyboard: bool,
}

/// How wide a column is at the least, at 100 %, in points.
fn width_of(column: ClassColumn, has_second: bool) -> f32 {
    match column {
        ClassColumn::Pupil => 150.0,
        ClassColumn::Mark => 152.0,
        ClassColumn::Claims | ClassColumn::Learnt | ClassColumn::Lost => 66.0,
        ClassColumn::Overlaps => 82.0,
        ClassColumn::Extra => 92.0,
        _ if has_second => 112.0,
        _ => 84.0,
    }
}

impl SheetView {
    /// What takes the keyboard here.
    pub(super) fn id() -> Id {
        Id::unique("sheet of the class")
    }

    pub(super) fn show(&mut self, ui: &mut Ui, class: &Classing, zoom: f32, outbox: &mut Vec<Command>) {
        let has_second = class.open().is_some_and(|open| open.corrected() > 0);
        let is_shown = |column: &ClassColumn| has_second || !matches!(column, ClassColumn::Learnt | ClassColumn::Lost);
        let columns: Vec<ClassColumn> = ClassColumn::ALL.into_iter().filter(is_shown).collect();
        let least: f32 = columns.iter().map(|column| width_of(*column, has_second) * zoom).sum::<f32>() + FOLD_WIDTH;
        let room = ui.available_width() - ui.spacing().scroll.allocated_width();
        // What room is left is for names.
        let more = (room - least).max(0.0).min(180.0 * zoom);
        let mut left = FOLD_WIDTH;
        let columns: Vec<(ClassColumn, f32, f32)> = columns
            .into_iter()
            .map(|column| {
                let own = width_of(column, has_second) * zoom;
                let width = if column == ClassColumn::Pupil { own + more } else { own };
                let place = (column, left, width);
                left += width;
                place
            })
            .collect();
        let has_keyboard = ui.memory(|memory| memory.has_focus(Self::id()));
        let frame = Frame { class, zoom, columns, width: left, row_height: (ROW_HEIGHT * zoom).round(), has_keyboard };
        if has_keyboard {
            self.follow_keys(ui, &frame, outbox);
        }
        let mut area = ScrollArea::both().id_salt("sheet of the class").auto_shrink(false);
        if let Some(offset) = self.offset_to_chosen(&frame) {
            area = area.vertical_scroll_offset(offset);
        }
        area.show_viewport(ui, |ui, viewport| self.rows_ui(ui, &frame, viewport, outbox));
    }

    fn rows_ui(&mut self, ui: &mut Ui, frame: &Frame<'_>, viewport: Rect, outbox: &mut Vec<Command>) {
        let rows = frame.class.rows();
        let origin = ui.max_rect().min;
        let height = frame.row_height;
        ui.set_min_size(vec2(frame.width, (rows.len() + 1) as f32 * height));
        let seen = Rect::from_min_size(origin + viewport.min.to_vec2(), viewport.size()).intersect(ui.clip_rect());
        let body = seen.with_min_y(seen.top() + height);
        self.sight = Rect::from_min_size(viewport.min, vec2(viewport.width(), viewport.height() - height));
        let response = ui.interact(body, Self::id(), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, "Sheet of the class"));
        keep_arrow_keys(ui, Self::id());
        let first = (viewport.top() / height).floor().max(0.0) as usize;
        let last = ((viewport.bottom() - height) / height).ceil().max(0.0) as usize;
        for (at, pupil) in rows.iter().enumerate().take(last).skip(first) {
            let top = origin.y + (at + 1) as f32 * height;
            let rect = Rect::from_min_size(pos2(origin.x, top), vec2(frame.width, height));
            row_ui(ui, frame, *pupil, rect, body, outbox);
        }
        header_ui(ui, frame, Rect::from_min_max(seen.min, pos2(seen.right(), body.top())), origin.x, outbox);
    }

    fn follow_keys(&mut self, ui: &Ui, frame: &Frame<'_>, outbox: &mut Vec<Command>) {
        let page = (self.sight.height() / frame.row_height).floor().max(2.0) as isize - 1;
        let mut wishes = Vec::new();
        ui.input_mut(|input| {
            input.events.retain(|event| {
                let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
                let wish = wish(*key, *modifiers, page, frame.class.facing().is_some());
                let is_taken = wish.is_some();
                wishes.extend(wish);
                !is_taken
            });
        });
        outbox.extend(wishes.into_iter().map(Command::Class));
    }

    /// Where to scroll when another row is chosen and is out of sight.
    fn offset_to_chosen(&mut self, frame: &Frame<'_>) -> Option<f32> {
        let chosen = frame.class.chosen()?;
        let row = frame.class.rows().iter().position(|row| *row == chosen)?;
        if self.shown.replace(row) == Some(row) {
            return None;
        }
        let (top, bottom) = (row as f32 * frame.row_height, (row + 1) as f32 * frame.row_height);
        let (seen_top, height) = (self.sight.top(), self.sight.height());
        if height <= 0.0 || (seen_top <= top && bottom <= seen_top + height) {
            return None;
        }
        Some(if top < seen_top { top } else { (bottom - height).max(0.0) })
    }
}

fn wish(key: Key, modifiers: Modifiers, page: isize, is_open: bool) -> Option<ClassCommand> {
    if modifiers.any() {
        return None;
    }
    let go = |to| Some(ClassCommand::Go(to));
    match key {
        Key::ArrowDown => go(RowMove::By(1)),
        Key::ArrowUp => go(RowMove::By(-1)),
        Key::PageDown => go(RowMove::By(page)),
        Key::PageUp => go(RowMove::By(-page)),
        Key::Home => go(RowMove::First),
        Key::End => go(RowMove::Last),
        Key::Enter | Key::Space => Some(ClassCommand::OpenRow(!is_open)),
        _ => None,
    }
}

fn row_ui(ui: &mut Ui, frame: &Frame<'_>, pupil: usize, rect: Rect, body: Rect, outbox: &mut Vec<Command>) {
    let class = frame.class;
    let palette = Palette::of(ui.visuals().dark_mode);
    let is_chosen = class.chosen() == Some(pupil);
    let is_open = class.facing().is_some_and(|facing| facing.pupil == pupil);
    let row_id = SheetView::id().with(("pupil", pupil));
    let row = ui.interact(rect.intersect(body), row_id, Sense::CLICK);
    row.widget_info(|| {
        let cells = frame.columns.iter().map(|(column, ..)| (*column, class.cell(pupil, *column)));
        let said = cells.filter(|(column, words)| *column != ClassColumn::Pupil && !words.is_empty());
        let said: Vec<String> = said.map(|(column, words)| format!("{} {words}", column.label())).collect();
        WidgetInfo::selected(Role::Row, true, is_chosen, format!("{}: {}", class.name(pupil), said.join(", ")))
    });
    ui.ctx().accesskit_node_builder(row_id, |node| node.set_expanded(is_open));
    if is_chosen {
        ui.ctx().accesskit_node_builder(SheetView::id(), |node| node.set_active_descendant(row_id.accesskit_id()));
    }
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).accessibility_parent(row_id));
    ui.set_clip_rect(ui.clip_rect().intersect(body));
    let painter = ui.painter().clone();
    if is_chosen {
        painter.rect_filled(rect, CornerRadius::ZERO, palette.selection);
        let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        painter.rect_filled(bar, CornerRadius::ZERO, palette.accent);
        if frame.has_keyboard {
            let shown = rect.intersect(body).shrink(1.0);
            painter.rect_stroke(shown, CornerRadius::same(3), Stroke::new(1.5, palette.accent), StrokeKind::Inside);
        }
    } else if ui.rect_contains_pointer(rect.intersect(body)) {
        painter.rect_filled(rect, CornerRadius::ZERO, palette.raised);
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line.gamma_multiply(0.6)));
    paint_fold(&painter, pos2(rect.left() + FOLD_WIDTH / 2.0 + 2.0, rect.center().y), !is_open, palette.soft_ink);
    for &(column, left, width) in &frame.columns {
        let cell = Rect::from_min_size(pos2(rect.left() + left, rect.top()), vec2(width, rect.height()));
        if is_seen(&ui, cell) {
            cell_ui(&ui, frame, pupil, column, cell, row_id, palette);
        }
    }
    if row.clicked() {
        let is_fold = row.interact_pointer_pos().is_some_and(|at| at.x < rect.left() + FOLD_WIDTH);
        outbox.push(Command::Class(ClassCommand::Choose(pupil)));
        if is_fold || row.double_clicked() {
            outbox.push(Command::Class(ClassCommand::OpenRow(row.double_clicked() || !is_open)));
        }
        ui.memory_mut(|memory| memory.request_focus(SheetView::id()));
    }
}

fn cell_ui(ui: &Ui, frame: &Frame<'_>, pupil: usize, column: ClassColumn, rect: Rect, row: Id, palette: &Palette) {
    let words = frame.class.cell(pupil, column);
    let response = ui.interact(rect.intersect(ui.clip_rect()), row.with(column), Sense::hover());
    response.widget_info(|| {
        let shown = if words.is_empty() { "none" } else { words.as_str() };
        WidgetInfo::labeled(Role::GridCell, true, format!("{} of {}: {shown}", column.label(), frame.class.name(pupil)))
    });
    let size = 13.5 * frame.zoom;
    let shown = if column == ClassColumn::Pupil { font(STRONG, size) } else { FontId::proportional(size) };
    let color = match (column, words.as_str()) {
        (_, "–" | "0") => palette.soft_ink,
        (ClassColumn::Overlaps, _) => palette.warning,
        (ClassColumn::Mark, words) if words.starts_with('•') => palette.warning,
        _ => palette.ink,
    };
    let at = pos2(rect.left() + 8.0, rect.center().y - size * 0.62);
    // Two layers in one cell have no room for more.
    let painted = if words.contains('→') { words.replace(" of ", "/") } else { words.clone() };
    line_of_text(ui.painter(), at, &painted, shown, color, rect.width() - 12.0);
    if column == ClassColumn::Pupil {
        response.on_hover_text(words);
    }
}

/// The names of the columns; a press sorts by one, a second the other way round.
fn header_ui(ui: &Ui, frame: &Frame<'_>, rect: Rect, left: f32, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, CornerRadius::ZERO, palette.panel);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
    let ClassSort { column: sorted, descending } = frame.class.sort();
    for &(column, at, width) in &frame.columns {
        let cell = Rect::from_min_size(pos2(left + at, rect.top()), vec2(width, rect.height()));
        if !rect.intersects(cell) {
            continue;
        }
        let is_sorted = column == sorted;
        let id = SheetView::id().with(("head", column));
        let response = ui.interact(cell.intersect(rect), id, Sense::click()).on_hover_cursor(CursorIcon::PointingHand);
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, format!("Sort by: {}", column.label())));
        ui.ctx().accesskit_node_builder(id, |node| {
            if is_sorted {
                let direction =
                    if descending { accesskit::SortDirection::Descending } else { accesskit::SortDirection::Ascending };
                node.set_sort_direction(direction);
            }
        });
        if response.hovered() || response.has_focus() {
            painter.rect_filled(cell.shrink(1.0), CornerRadius::same(4), palette.raised);
        }
        if response.has_focus() {
            let stroke = Stroke::new(1.0, palette.accent);
            painter.rect_stroke(cell.shrink(1.0), CornerRadius::same(4), stroke, StrokeKind::Inside);
        }
        let size = 12.5 * frame.zoom;
        let at = pos2(cell.left() + 8.0, cell.center().y - size * 0.62);
        let color = if is_sorted { palette.ink } else { palette.soft_ink };
        line_of_text(&painter, at, column.label(), font(STRONG, size), color, width - 22.0);
        if is_sorted {
            paint_arrow(&painter, pos2(cell.right() - 10.0, cell.center().y), descending, palette.soft_ink);
        }
        if response.on_hover_text(column.meaning()).clicked() {
            outbox.push(Command::Class(ClassCommand::SortBy(column)));
        }
    }
}
