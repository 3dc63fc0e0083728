//! The claims as a table: a row a claim, whichever columns the reviewer chose, the article below it.
//!
//! Which claims there are, in which order and in which groups, is [`Listing`]'s and made by `app` when it changes; here the rows in
//! sight are laid out and no others. What is being typed into a cell is kept in [`editor`].

mod cells;
mod editor;
mod header;
mod keys;

use std::sync::Arc;

use eframe::egui::{
    self, Frame, Id, Panel, Pos2, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

pub(crate) use self::header::{paint_arrow, paint_fold};
use self::{cells::CellPlace, editor::Editor, header::header_ui};
use super::{filter_bar::nothing_listed_ui, theme::Palette};
use crate::{
    app::{Command, Document, Picking, State, TableCommand},
    claim::ClaimId,
    review::listing::{Column, Listed, Listing, Row},
};

/// The height of a row and of the head of the table, in points.
const ROW_HEIGHT: f32 = 30.0;
const HEADER_HEIGHT: f32 = 30.0;

/// The width of the boxes by which claims are picked, in points.
const PICK_WIDTH: f32 = 30.0;

/// The table and the article each have at least this height, in points.
const LEAST_HEIGHT: f32 = 120.0;

/// The table of claims.
#[derive(Debug)]
pub(crate) struct TrackView {
    /// The column the keyboard is in.
    column: Column,
    editor: Option<Editor>,
    /// The focused claim and its row when the table was last scrolled to it.
    shown: Option<(ClaimId, usize)>,
    /// Whether the column the keyboard is in is to come into sight.
    reveals_column: bool,
    /// What was in sight in the frame before: the offset and the size, the head left out.
    sight: Rect,
}

impl Default for TrackView {
    fn default() -> Self {
        Self { column: Column::Words, editor: None, shown: None, reveals_column: false, sight: Rect::ZERO }
    }
}

/// What a frame of the table is made from.
struct Sheet<'a> {
    state: &'a State,
    document: &'a Document,
    listing: &'a Listing,
    /// The columns that show, with their left edges and widths, in points from the left edge of the table.
    columns: Vec<(Column, f32, f32)>,
    width: f32,
    has_keyboard: bool,
}

/// The article below the table, in a panel whose edge can be drawn; returns its height. Without enough room there is none.
pub(crate) fn split_ui(ui: &mut Ui, height: Option<f32>, article: impl FnOnce(&mut Ui)) -> Option<f32> {
    let room = ui.available_height();
    if room < 2.0 * LEAST_HEIGHT {
        return None;
    }
    let panel = Panel::bottom("article below the table")
        .frame(Frame::new())
        .resizable(true)
        .default_size(height.unwrap_or(room * 0.42))
        .size_range(LEAST_HEIGHT..=room - LEAST_HEIGHT);
    let shown = panel.show(ui, |ui| {
        // The article takes what room there is and asks for none: the panel keeps its own size.
        ui.set_min_size(ui.available_size());
        article(ui);
    });
    Some(shown.response.rect.height())
}

impl TrackView {
    /// What takes the keyboard here.
    pub(crate) fn id() -> Id {
        Id::unique("track view")
    }

    /// Whether a cell is being changed.
    pub(crate) fn is_editing(&self) -> bool {
        self.editor.is_some()
    }

    /// Takes over whatever is still being typed, as before saving or undoing.
    pub(crate) fn commit(&mut self, outbox: &mut Vec<Command>) {
        outbox.extend(self.editor.take().and_then(Editor::command));
    }

    /// Shows it.
    pub(crate) fn show(&mut self, ui: &mut Ui, state: &State, document: &Document, outbox: &mut Vec<Command>) {
        let listing = Arc::clone(&document.tracking.listing);
        if listing.is_empty() {
            self.editor = None;
            nothing_listed_ui(ui, document, Self::id(), outbox);
            return;
        }
        let shown = &state.settings.table.columns;
        let (columns, width) = header::places(shown, ui.available_width() - ui.spacing().scroll.allocated_width());
        if !shown.contains(&self.column) {
            self.column = shown.first().copied().unwrap_or(Column::Number);
        }
        let has_keyboard = ui.memory(|memory| memory.has_focus(Self::id()));
        let sheet = Sheet { state, document, listing: &listing, columns, width, has_keyboard };
        if has_keyboard {
            self.follow_keys(ui, &sheet, outbox);
        }
        let mut area = ScrollArea::both().id_salt("table of claims").auto_shrink(false);
        if let Some(offset) = self.offset_to_focus(&sheet) {
            area = area.vertical_scroll_offset(offset);
        }
        if let Some(offset) = self.offset_to_column(&sheet) {
            area = area.horizontal_scroll_offset(offset);
        }
        area.show_viewport(ui, |ui, viewport| self.sheet_ui(ui, &sheet, viewport, outbox));
    }

    /// The rows in sight, and the head of the table over them.
    fn sheet_ui(&mut self, ui: &mut Ui, sheet: &Sheet<'_>, viewport: Rect, outbox: &mut Vec<Command>) {
        let count = sheet.listing.row_count();
        let origin = ui.max_rect().min;
        ui.set_min_size(vec2(sheet.width, HEADER_HEIGHT + count as f32 * ROW_HEIGHT));
        let seen = Rect::from_min_size(origin + viewport.min.to_vec2(), viewport.size()).intersect(ui.clip_rect());
        let body = seen.with_min_y(seen.top() + HEADER_HEIGHT);
        self.sight = Rect::from_min_size(viewport.min, vec2(viewport.width(), viewport.height() - HEADER_HEIGHT));

        let response = ui.interact(body, Self::id(), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, "Claims"));
        keys::keep_arrow_keys(ui);
        let first = (viewport.top() / ROW_HEIGHT).floor().max(0.0) as usize;
        let last = ((viewport.bottom() - HEADER_HEIGHT) / ROW_HEIGHT).ceil().max(0.0) as usize;
        // What begins in this frame shows in the next.
        let mut editor_seen = self.editor.is_none();
        for number in first..last.min(count) {
            let top = origin.y + HEADER_HEIGHT + number as f32 * ROW_HEIGHT;
            let rect = Rect::from_min_size(pos2(origin.x, top), vec2(sheet.width, ROW_HEIGHT));
            match sheet.listing.row(number) {
                Some(Row::Head(group)) => header::group_ui(ui, sheet, group, rect, body, outbox),
                Some(Row::Claim(listed)) => {
                    editor_seen |= self.editor.as_ref().is_some_and(|editor| editor.claim == listed.id);
                    self.row_ui(ui, sheet, listed, rect, body, outbox);
                }
                None => {}
            }
        }
        if !editor_seen {
            // Scrolled out of sight, what is typed is taken over, as when it is left.
            self.commit(outbox);
        }
        header_ui(ui, sheet, Rect::from_min_max(seen.min, pos2(seen.right(), body.top())), origin.x, outbox);
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        sheet: &Sheet<'_>,
        listed: Listed,
        rect: Rect,
        body: Rect,
        outbox: &mut Vec<Command>,
    ) {
        let review = &sheet.document.review;
        let Some(claim) = review.claims().get(listed.id) else { return };
        let is_focused = sheet.document.focus.is_some_and(|focus| focus.claim == listed.id);
        let is_picked = sheet.document.picked.contains(&listed.id);
        let row_id = Self::id().with(("row", listed.id.0));
        let row = ui.interact(rect.intersect(body), row_id, Sense::CLICK);
        row.widget_info(|| {
            let words = Column::Words.words(review, claim, listed.number);
            let label = format!("Claim {}, {}: {words}", listed.number, claim.tag.name());
            WidgetInfo::selected(Role::Row, true, is_focused, label)
        });
        if is_focused {
            ui.ctx().accesskit_node_builder(Self::id(), |node| node.set_active_descendant(row_id.accesskit_id()));
        }
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).accessibility_parent(row_id));
        ui.set_clip_rect(ui.clip_rect().intersect(body));
        let palette = Palette::of(ui.visuals().dark_mode);
        let hovered = ui.rect_contains_pointer(rect.intersect(body));
        cells::paint_ground(&ui, rect, claim.tag, (is_focused, is_picked, hovered), palette);

        let boxed = Rect::from_min_size(rect.min, vec2(PICK_WIDTH, ROW_HEIGHT));
        let mut chosen = cells::pick_ui(&mut ui, row_id, listed, boxed, is_picked, palette).then_some(Picking::Toggle);
        let mut was_clicked = row.clicked();
        let modifiers = ui.input(|input| input.modifiers);
        for &(column, left, width) in &sheet.columns {
            let cell = Rect::from_min_size(pos2(rect.left() + left, rect.top()), vec2(width, ROW_HEIGHT));
            if cell.right() < body.left() || body.right() < cell.left() {
                continue;
            }
            let place = CellPlace { rect: cell, id: row_id.with(column), column };
            let is_current = is_focused && column == self.column;
            if let Some(editor) = self.editor.as_mut().filter(|editor| editor.is_of(listed.id, column)) {
                let end = editor.show(&mut ui, review, claim, &place, outbox);
                self.end_editing(&ui, sheet, listed, end, outbox);
                continue;
            }
            let response = cells::cell_ui(&ui, review, claim, listed.number, &place, palette);
            if is_current && sheet.has_keyboard {
                cells::paint_cursor(&ui, cell, palette);
            }
            if response.clicked() {
                self.column = column;
                was_clicked = true;
            }
            if response.double_clicked() {
                self.begin_editing(ui.ctx(), sheet, listed.id, outbox);
            }
        }
        if was_clicked && chosen.is_none() {
            chosen = match modifiers {
                modifiers if modifiers.command => Some(Picking::Toggle),
                modifiers if modifiers.shift => Some(Picking::UpTo),
                _ => None,
            };
            if chosen.is_none() {
                outbox.push(Command::FocusClaim(listed.id));
            }
            if !self.is_editing() {
                ui.memory_mut(|memory| memory.request_focus(Self::id()));
            }
        }
        outbox.extend(chosen.map(|how| Command::Table(TableCommand::Pick(listed.id, how))));
    }

    /// Where to scroll when another row is focused, or it stands elsewhere, and is out of sight.
    fn offset_to_focus(&mut self, sheet: &Sheet<'_>) -> Option<f32> {
        let claim = sheet.document.focus?.claim;
        // While nothing has changed, the claim still stands where it stood.
        if let Some((shown, row)) = self.shown
            && shown == claim
            && sheet.listing.row(row).is_some_and(|row| matches!(row, Row::Claim(listed) if listed.id == claim))
        {
            return None;
        }
        let row = sheet.listing.row_of(claim)?;
        self.shown = Some((claim, row));
        let (top, bottom) = (row as f32 * ROW_HEIGHT, (row + 1) as f32 * ROW_HEIGHT);
        let (seen_top, height) = (self.sight.top(), self.sight.height());
        if height <= 0.0 || (seen_top <= top && bottom <= seen_top + height) {
            return None;
        }
        let offset = if top < seen_top && seen_top - top < 2.0 * height {
            top
        } else if bottom > seen_top + height && bottom - seen_top < 2.0 * height {
            bottom - height
        } else {
            top - height / 3.0
        };
        Some(offset.max(0.0))
    }

    /// Where to scroll when the keyboard has gone to a column that is out of sight.
    fn offset_to_column(&mut self, sheet: &Sheet<'_>) -> Option<f32> {
        if !std::mem::take(&mut self.reveals_column) {
            return None;
        }
        let (_, left, width) = *sheet.columns.iter().find(|(column, ..)| *column == self.column)?;
        if left - PICK_WIDTH < self.sight.left() {
            Some((left - PICK_WIDTH).max(0.0))
        } else if left + width > self.sight.right() {
            Some((left + width - self.sight.width()).max(0.0))
        } else {
            None
        }
    }
}

/// Where a point is that stands for a rectangle's left edge, half way down.
fn left_center(rect: Rect, inset: f32) -> Pos2 {
    pos2(rect.left() + inset, rect.center().y)
}

/// Paints one line of a cell, cut with an ellipsis where the room ends; returns whether it was cut.
fn paint_words(ui: &Ui, at: Pos2, words: &str, font: egui::FontId, color: egui::Color32, width: f32) -> bool {
    use egui::text::{LayoutJob, TextFormat, TextWrapping};
    let mut job = LayoutJob::single_section(words.to_owned(), TextFormat::simple(font, color));
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    let galley = ui.painter().layout_job(job);
    let is_cut = galley.elided;
    ui.painter().galley(pos2(at.x, at.y - galley.size().y / 2.0), galley, color);
    is_cut
}
