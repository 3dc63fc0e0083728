//! The two texts side by side.

use std::sync::Arc;

use eframe::egui::{
    self, CornerRadius, CursorIcon, Id, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::{
    CompareView,
    around::{HEADING, describe, headings_ui, place_bar_ui},
    is_same,
    paint::{GUTTER, Side},
    piece::{paint_new, paint_old},
    rows::Rows,
};
use crate::{
    anchor::Hunk,
    app::{Command, Comparing, Document, Motion, State, Unit},
    article::Article,
    review::Comparison,
    text::{ByteIndex, Text},
    ui::{
        article::{
            column::{Column, Measure, Placed},
            heights::Heights,
            line_beside,
            paragraph::Paragraph as _,
            pieces::piece_at,
            pointer::presses_of,
            strip::{BAR_WIDTH, STRIP_WIDTH, paint_thumb, thumb, top_for_thumb},
        },
        theme::Palette,
    },
};

/// The space to the right of each text.
const GAP: f32 = 12.0;
/// How large the texts are beside each other, as a share of the article's size.
const SMALLER: f32 = 0.8;
/// How far from the edges of the view a place that is revealed comes to stand, as a share of the view's height.
const REVEAL_MARGIN: f32 = 0.2;

/// The two texts as they are laid out.
struct Layout {
    /// What they are laid out for.
    comparison: Arc<Comparison>,
    /// The old text, and the column of it.
    old_text: Text,
    old: Column,
    new: Column,
    rows: Rows,
    heights: Heights,
}

/// What the view of the texts keeps from frame to frame.
#[derive(Default)]
pub(super) struct TextsView {
    layout: Option<Layout>,
    /// The row at the upper edge of the view, and how much of it lies above.
    top: (usize, f32),
    /// A place of the old text and one of the new that are to be in view.
    wanted: Option<(Option<ByteIndex>, Option<ByteIndex>)>,
    /// Where the pointer went down in the new text, while it is held.
    drag_from: Option<ByteIndex>,
    /// Where moving up and down by lines keeps to, in points from the column's left edge.
    goal: Option<f32>,
    height: f32,
}

/// A row on the screen.
struct Shown {
    old: Option<Placed>,
    new: Option<Placed>,
}

impl TextsView {
    /// Brings a place of either text into view at the next frame.
    pub(super) fn reveal(&mut self, old: Option<ByteIndex>, new: Option<ByteIndex>) {
        if old.is_some() || new.is_some() {
            self.wanted = Some((old, new));
        }
    }

    pub(super) fn forget_goal(&mut self) {
        self.goal = None;
    }

    /// Shows both texts in all the space there is.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        comparing: &Comparing,
        zoom: f32,
        state: &State,
        outbox: &mut Vec<Command>,
    ) {
        let palette = Palette::of(ui.visuals().dark_mode);
        let space = ui.available_rect_before_wrap();
        ui.painter().rect_filled(space, CornerRadius::ZERO, palette.paper);
        let track = Rect::from_min_max(pos2(space.right() - BAR_WIDTH, space.top() + HEADING), space.max);
        let strip = Rect::from_min_max(pos2(track.left() - STRIP_WIDTH, track.top()), track.left_bottom());
        let half = ((strip.left() - space.left()) / 2.0).floor();
        let body = Rect::from_min_max(pos2(space.left(), space.top() + HEADING), pos2(strip.left(), space.bottom()));
        let old_body = body.with_max_x(body.left() + half);
        let new_body = body.with_min_x(body.left() + half);
        headings_ui(ui, document, comparing, [old_body, new_body], palette);
        let old_response = ui.interact(old_body, Id::unique("old text"), Sense::click());
        old_response.widget_info(|| WidgetInfo::labeled(Role::Document, true, "Text as it was"));
        let response = ui.interact(new_body, CompareView::id(), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, "New text"));
        keep_keys(ui);
        self.height = body.height();
        let measure = Measure::new(ui.ctx(), half - GUTTER - GAP, zoom * SMALLER);
        self.fit(document, comparing, measure);
        let Some(mut layout) = self.layout.take() else { return };
        let old_article = document.review.article();
        let new_article = &comparing.comparison.article;
        let articles = (old_article, new_article);
        if ui.rect_contains_pointer(space) {
            let wheel = ui.input(egui::InputState::smooth_scroll_delta).y;
            if wheel != 0.0 {
                self.scroll_by(ui.ctx(), &mut layout, articles, -wheel);
            }
        }
        self.scroll_while_dragging(ui, &mut layout, articles, body);
        if let Some((old, new)) = self.wanted.take() {
            self.bring_into_view(ui.ctx(), &mut layout, articles, old, new);
        }
        let lefts = (old_body.left() + GUTTER, new_body.left() + GUTTER);
        let shown = self.place_visible(ui.ctx(), &mut layout, articles, body, lefts);
        let index = |at: egui::Pos2| index_at(&layout.new, &shown, at);
        self.follow_pointer(ui, &response, &index, outbox);
        click_old(&old_response, document, comparing, &layout, &shown, outbox);
        let mut caret = None;
        let clip = ui.painter().clip_rect().intersect(body);
        let painter = ui.painter().with_clip_rect(clip);
        for row in &shown {
            if let Some(placed) = &row.old {
                paint_old(&painter, document, comparing, &layout.old, placed, palette);
                describe(ui, old_article, &layout.old, placed, old_body, Side::Old, &comparing.comparison.hunks);
            }
            if let Some(placed) = &row.new {
                let at = paint_new(&painter, document, comparing, &layout.new, placed, palette);
                caret = caret.or(at);
                describe(ui, new_article, &layout.new, placed, new_body, Side::New, &comparing.comparison.hunks);
            }
        }
        ui.painter().vline(new_body.left(), space.y_range(), Stroke::new(1.0, palette.line));
        self.bars_ui(ui, &mut layout, strip, track, comparing, palette);
        self.layout = Some(layout);
        if let (Some(caret), false, None) = (caret, comparing.selection.is_caret(), self.drag_from) {
            place_bar_ui(ui.ctx(), state, caret, new_body, outbox);
        }
    }

    fn fit(&mut self, document: &Document, comparing: &Comparing, measure: Measure) {
        let old_text = document.review.article().text();
        let is_current = self.layout.as_ref().is_some_and(|layout| {
            is_same(comparing, &layout.comparison) && std::ptr::eq(layout.old_text.as_str(), old_text.as_str())
        });
        if is_current && self.layout.as_ref().is_some_and(|layout| layout.new.measure == measure) {
            return;
        }
        let old = Column::new(document.review.article(), measure.clone());
        let new = Column::new(&comparing.comparison.article, measure);
        let rows = match self.layout.take() {
            Some(layout) if is_current => {
                self.top.1 = 0.0;
                layout.rows
            }
            _ => {
                self.top = (0, 0.0);
                Rows::new(&old.pieces, &new.pieces, &comparing.comparison.hunks)
            }
        };
        let height = |column: &Column, piece: Option<usize>| piece.map_or(0.0, |piece| column.heights.get(piece));
        let heights = rows.all.iter().map(|row| height(&old, row.old).max(height(&new, row.new))).collect();
        let comparison = Arc::clone(&comparing.comparison);
        self.layout =
            Some(Layout { comparison, old_text: old_text.clone(), old, new, rows, heights: Heights::new(heights) });
    }

    /// Scrolls by a distance in points, measuring what comes in from above.
    fn scroll_by(
        &mut self,
        context: &egui::Context,
        layout: &mut Layout,
        articles: (&Article, &Article),
        distance: f32,
    ) {
        let (mut row, mut offset) = self.top;
        offset += distance;
        while offset < 0.0 && row > 0 {
            row -= 1;
            offset += layout.measured(context, articles, row);
        }
        while row + 1 < layout.rows.all.len() {
            let height = layout.measured(context, articles, row);
            if offset < height {
                break;
            }
            offset -= height;
            row += 1;
        }
        self.top = (row, offset.max(0.0));
    }

    fn scroll_while_dragging(&mut self, ui: &Ui, layout: &mut Layout, articles: (&Article, &Article), body: Rect) {
        let Some(at) = self.drag_from.and_then(|_| ui.input(|input| input.pointer.latest_pos())) else { return };
        let beyond = (at.y - body.bottom() + 8.0).max(0.0) - (body.top() + 8.0 - at.y).max(0.0);
        if beyond != 0.0 {
            ui.ctx().request_repaint();
            let step = beyond * 12.0 * ui.input(|input| input.stable_dt).min(0.1);
            self.scroll_by(ui.ctx(), layout, articles, step);
        }
    }

    /// Scrolls so that a place of the new text can be seen and, as far as both can, one of the old text.
    fn bring_into_view(
        &mut self,
        context: &egui::Context,
        layout: &mut Layout,
        articles: (&Article, &Article),
        old: Option<ByteIndex>,
        new: Option<ByteIndex>,
    ) {
        // The place that counts comes last.
        for (place, side) in [(old, Side::Old), (new, Side::New)] {
            let Some(at) = place else { continue };
            let column = if side == Side::Old { &layout.old } else { &layout.new };
            if column.pieces.is_empty() {
                continue;
            }
            let piece = piece_at(&column.pieces, at);
            let row = if side == Side::Old { layout.rows.of_old(piece) } else { layout.rows.of_new(piece) };
            let above = layout.heights.before(self.top.0) + f64::from(self.top.1);
            if (layout.heights.before(row) - above).abs() > f64::from(self.height) * 3.0 {
                // Far away nothing in between is measured: the row is put at a third of the view.
                self.top = (row, 0.0);
                self.scroll_by(context, layout, articles, -self.height / 3.0);
            }
            let mut top = -self.top.1;
            let (from, to) = (self.top.0.min(row), self.top.0.max(row));
            let between: f32 = (from..to).map(|row| layout.measured(context, articles, row)).sum();
            top += if row >= self.top.0 { between } else { -between };
            let (column, article) = match side {
                Side::Old => (&mut layout.old, articles.0),
                Side::New => (&mut layout.new, articles.1),
            };
            let placed = column.place(context, article, piece, 0.0, top);
            let caret = placed.paragraph.caret(column.to_piece(piece, at)).translate(placed.origin.to_vec2());
            let margin = self.height * REVEAL_MARGIN;
            let below = caret.bottom() - (self.height - margin);
            let above = margin - caret.top();
            if below > 0.0 {
                self.scroll_by(context, layout, articles, below.min(caret.top() - margin).max(0.0));
            } else if above > 0.0 {
                self.scroll_by(context, layout, articles, -above);
            }
        }
    }

    /// Lays out what is visible. Should the texts end above the lower edge, they are scrolled back.
    fn place_visible(
        &mut self,
        context: &egui::Context,
        layout: &mut Layout,
        articles: (&Article, &Article),
        body: Rect,
        lefts: (f32, f32),
    ) -> Vec<Shown> {
        for attempt in 0..2 {
            let count = layout.rows.all.len();
            self.top.0 = self.top.0.min(count.saturating_sub(1));
            let mut shown = Vec::new();
            let mut y = body.top() - self.top.1;
            for number in self.top.0..count {
                if y >= body.bottom() {
                    break;
                }
                shown.push(layout.place(context, articles, number, lefts, y));
                y += layout.heights.get(number);
            }
            let gap = body.bottom() - y;
            if attempt > 0 || gap <= 0.5 || self.top == (0, 0.0) {
                return shown;
            }
            self.scroll_by(context, layout, articles, -gap);
        }
        Vec::new()
    }

    fn follow_pointer(
        &mut self,
        ui: &Ui,
        response: &Response,
        index: &dyn Fn(egui::Pos2) -> Option<ByteIndex>,
        outbox: &mut Vec<Command>,
    ) {
        if response.hovered() || response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::Text);
        }
        let Some(at) = response.interact_pointer_pos().or_else(|| response.hover_pos()).and_then(index) else {
            self.drag_from = None;
            return;
        };
        let (down, extend) = ui.input(|input| (input.pointer.primary_down(), input.modifiers.shift));
        // A quick hand presses, drags and lets go within a frame: what counts is where each happened.
        let press = ui.input(presses_of).last().copied().filter(|place| response.rect.contains(*place)).and_then(index);
        if let Some(from) = press {
            self.goal = None;
            response.request_focus();
            self.drag_from = Some(from).filter(|_| down);
            outbox.push(Command::PlaceCaret { at: from, extend });
            if from != at {
                outbox.push(Command::PlaceCaret { at, extend: true });
            }
        } else if down && response.dragged() && self.drag_from.is_some_and(|from| from != at) {
            outbox.push(Command::PlaceCaret { at, extend: true });
        } else if !down {
            self.drag_from = None;
        }
        if !down && response.triple_clicked() {
            outbox.push(Command::SelectUnits { from: at, to: at, unit: Unit::Sentence });
        } else if !down && response.double_clicked() {
            outbox.push(Command::SelectUnits { from: at, to: at, unit: Unit::Word });
        }
    }

    fn bars_ui(
        &mut self,
        ui: &Ui,
        layout: &mut Layout,
        strip: Rect,
        track: Rect,
        comparing: &Comparing,
        palette: &Palette,
    ) {
        let total = layout.heights.total().max(1.0);
        let above = layout.heights.before(self.top.0) + f64::from(self.top.1);
        let response = ui.interact(track, CompareView::id().with("scroll bar"), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Scroll bar"));
        let on_strip = ui
            .interact(strip, CompareView::id().with("strip"), Sense::click_and_drag())
            .on_hover_cursor(CursorIcon::PointingHand);
        on_strip.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Where the texts differ"));
        let painter = ui.painter_at(strip);
        let sides = [(Side::Old, 3.0, palette.error), (Side::New, STRIP_WIDTH / 2.0 + 1.0, palette.success)];
        for (side, x, color) in sides {
            for (top, bottom) in layout.bands(&comparing.comparison.hunks, side, strip.height()) {
                let at = pos2(strip.left() + x, strip.top() + top);
                painter.rect_filled(Rect::from_min_size(at, vec2(4.0, bottom - top)), CornerRadius::ZERO, color);
            }
        }
        if let Some(thumb) = thumb(track, above, total, self.height) {
            let color = if response.hovered() || response.dragged() { palette.soft_ink } else { palette.line };
            paint_thumb(&ui.painter_at(track), thumb, color);
            if let Some(at) = response.interact_pointer_pos() {
                self.top = layout.heights.at(top_for_thumb(track, at.y - thumb.height() / 2.0, total, self.height));
            }
        }
        if let Some(at) = on_strip.interact_pointer_pos() {
            let share = f64::from(((at.y - strip.top()) / strip.height()).clamp(0.0, 1.0));
            self.top = layout.heights.at(share * total - f64::from(self.height) / 3.0);
        }
    }

    /// Where a movement by lines or screens leads from the caret in the new text.
    pub(super) fn move_by_layout(
        &mut self,
        context: &egui::Context,
        comparing: &Comparing,
        motion: Motion,
    ) -> Option<ByteIndex> {
        let article = &comparing.comparison.article;
        let column = &mut self.layout.as_mut()?.new;
        let head = comparing.selection.head;
        if column.pieces.is_empty() {
            return None;
        }
        let number = piece_at(&column.pieces, head);
        let placed = column.place(context, article, number, 0.0, 0.0);
        let byte = column.to_piece(number, head);
        let line = placed.paragraph.line(byte);
        let lines = (self.height / placed.style.setting.line_height).floor() as usize;
        let page = lines.saturating_sub(2).max(1);
        let (count, down) = match motion {
            Motion::LineStart => return Some(column.to_article(number, line.start)),
            Motion::LineEnd => return Some(column.to_article(number, line.end)),
            Motion::PageDown => (page, true),
            Motion::PageUp => (page, false),
            motion => (1, motion == Motion::LineDown),
        };
        let goal = *self.goal.get_or_insert(placed.paragraph.caret(byte).left() + placed.style.indent);
        Some((0..count).fold(head, |at, _| line_beside(context, article, column, at, goal, down)))
    }
}

impl Layout {
    /// Lays a row out with its upper edge at `top`; notes how high it is.
    fn place(
        &mut self,
        context: &egui::Context,
        articles: (&Article, &Article),
        number: usize,
        lefts: (f32, f32),
        top: f32,
    ) -> Shown {
        let row = self.rows.all[number];
        let old = row.old.map(|piece| self.old.place(context, articles.0, piece, lefts.0, top));
        let new = row.new.map(|piece| self.new.place(context, articles.1, piece, lefts.1, top));
        let height = |column: &Column, piece: Option<usize>| piece.map_or(0.0, |piece| column.heights.get(piece));
        self.heights.set(number, height(&self.old, row.old).max(height(&self.new, row.new)));
        Shown { old, new }
    }

    /// Where one of the texts has something of its own, from top to bottom of a strip of this height.
    fn bands(&self, hunks: &[Hunk], side: Side, height: f32) -> Vec<(f32, f32)> {
        /// The height of a single mark, and of the gap that is too small to see, in points.
        const MARK: f32 = 3.0;
        let column = if side == Side::Old { &self.old } else { &self.new };
        let total = self.heights.total().max(1.0);
        // As many marks as the strip has room for are enough, however many places differ.
        let every = (hunks.len() / ((height / MARK).max(1.0) as usize)).max(1);
        let mut bands: Vec<(f32, f32)> = Vec::new();
        for hunk in hunks.iter().step_by(every) {
            let range = side.of(hunk);
            if range.is_empty() || column.pieces.is_empty() {
                continue;
            }
            let piece = piece_at(&column.pieces, ByteIndex::new(range.start));
            let row = if side == Side::Old { self.rows.of_old(piece) } else { self.rows.of_new(piece) };
            let top = (self.heights.before(row) / total) as f32 * height;
            match bands.last_mut() {
                Some((_, bottom)) if top <= *bottom + MARK => *bottom = bottom.max(top + MARK),
                _ => bands.push((top, top + MARK)),
            }
        }
        bands
    }

    fn measured(&mut self, context: &egui::Context, articles: (&Article, &Article), number: usize) -> f32 {
        self.place(context, articles, number, (0.0, 0.0), 0.0);
        self.heights.get(number)
    }
}

/// A click on a claim in the old text looks at it.
fn click_old(
    response: &Response,
    document: &Document,
    comparing: &Comparing,
    layout: &Layout,
    shown: &[Shown],
    outbox: &mut Vec<Command>,
) {
    let Some(at) = response.interact_pointer_pos().filter(|_| response.clicked()) else { return };
    let on = shown.iter().filter_map(|row| row.old.as_ref()).find(|placed| placed.rect().contains(at));
    let Some(placed) = on else { return };
    let at = layout.old.to_article(placed.number, placed.paragraph.byte_at(at - placed.origin));
    let claim = document.review.claims().at(at).first().map(|claim| claim.id);
    let number = claim.and_then(|id| comparing.comparison.claims.iter().position(|fate| fate.id == id));
    outbox.extend(number.map(|number| Command::Replace(crate::app::ReplaceCommand::Choose(number))));
}

/// While the new text has the keyboard, arrow keys move its caret and Tab goes from claim to claim.
fn keep_keys(ui: &Ui) {
    let filter = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: true };
    ui.memory_mut(|memory| {
        if memory.has_focus(CompareView::id()) {
            memory.set_focus_lock_filter(CompareView::id(), filter);
        }
    });
}

/// The place in the new text nearest to a point.
fn index_at(column: &Column, shown: &[Shown], at: egui::Pos2) -> Option<ByteIndex> {
    let distance = |placed: &&Placed| {
        let rect = placed.rect();
        (rect.top() - at.y).max(at.y - rect.bottom()).max(0.0)
    };
    let placed = shown.iter().filter_map(|row| row.new.as_ref());
    let nearest = placed.min_by(|one, other| distance(one).total_cmp(&distance(other)))?;
    Some(column.to_article(nearest.number, nearest.paragraph.byte_at(at - nearest.origin)))
}
