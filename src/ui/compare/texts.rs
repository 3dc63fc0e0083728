//! The two texts side by side.

use std::{ops::Range, sync::Arc};

use eframe::egui::{
    self, Area, CornerRadius, CursorIcon, Frame, Id, Order, Painter, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo,
    pos2, vec2,
};

use super::{
    CompareView, is_same,
    paint::{
        Side, changes_in, paint_claim_ground, paint_claim_line, paint_grounds, paint_lines, paint_number,
    },
    rows::Rows,
};
use crate::{
    anchor::Hunk,
    app::{Action, Command, Comparing, Document, Motion, State, Unit},
    article::{Article, BlockKind},
    claim::{Claim, Tag},
    review::Comparison,
    text::{ByteIndex, Span, Text},
    ui::{
        article::{
            column::{Column, Measure, Placed},
            heights::Heights,
            line_beside,
            paragraph::Paragraph as _,
            pieces::piece_at,
            strip::{BAR_WIDTH, STRIP_WIDTH, paint_thumb, thumb, top_for_thumb},
        },
        menu::action_button_ui,
        theme::{Palette, STRONG, font},
    },
};

/// The space to the left of each text, in points: signs of what is different stand in it.
const GUTTER: f32 = 24.0;
/// The space to the right of each text.
const GAP: f32 = 12.0;
/// The height of the headings over the texts.
const HEADING: f32 = 28.0;
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
    rect: Option<Rect>,
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

    pub(super) fn rect(&self) -> Rect {
        self.rect.unwrap_or(Rect::ZERO)
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
        self.rect = Some(space);
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
        self.click_old(ui, &old_response, document, comparing, &layout, &shown, outbox);
        let mut caret = None;
        let clip = ui.painter().clip_rect().intersect(body);
        let painter = ui.painter().with_clip_rect(clip);
        for row in &shown {
            if let Some(placed) = &row.old {
                paint_old(&painter, document, comparing, &layout, placed, palette);
                describe(ui, old_article, &layout.old, placed, old_body, Side::Old, &comparing.comparison.hunks);
            }
            if let Some(placed) = &row.new {
                let at = paint_new(&painter, document, comparing, &layout, placed, palette);
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

    fn scroll_while_dragging(
        &mut self,
        ui: &Ui,
        layout: &mut Layout,
        articles: (&Article, &Article),
        body: Rect,
    ) {
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
        let Some(at) = response.interact_pointer_pos().and_then(index) else {
            self.drag_from = None;
            return;
        };
        let (pressed, down, extend) =
            ui.input(|input| (input.pointer.primary_pressed(), input.pointer.primary_down(), input.modifiers.shift));
        if pressed {
            self.goal = None;
            response.request_focus();
            self.drag_from = Some(at);
            outbox.push(Command::PlaceCaret { at, extend });
        } else if down && response.dragged() && self.drag_from.is_some_and(|from| from != at) {
            outbox.push(Command::PlaceCaret { at, extend: true });
        } else if !down {
            self.drag_from = None;
            if response.triple_clicked() {
                outbox.push(Command::SelectUnits { from: at, to: at, unit: Unit::Sentence });
            } else if response.double_clicked() {
                outbox.push(Command::SelectUnits { from: at, to: at, unit: Unit::Word });
            }
        }
    }

    /// A click on a claim in the old text looks at it.
    #[expect(clippy::too_many_arguments, reason = "a click is read from everything the frame has found out")]
    fn click_old(
        &self,
        ui: &Ui,
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
        ui.ctx().request_repaint();
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
        // As many marks as the strip has lines are enough, however many places differ.
        let hunks = &comparing.comparison.hunks;
        let every = (hunks.len() / (strip.height().max(1.0) as usize)).max(1);
        for hunk in hunks.iter().step_by(every) {
            for (side, x, color) in
                [(Side::Old, 3.0, palette.error), (Side::New, STRIP_WIDTH / 2.0 + 1.0, palette.success)]
            {
                let range = side.of(hunk);
                let column = if side == Side::Old { &layout.old } else { &layout.new };
                if range.is_empty() || column.pieces.is_empty() {
                    continue;
                }
                let piece = piece_at(&column.pieces, ByteIndex::new(range.start));
                let row = if side == Side::Old { layout.rows.of_old(piece) } else { layout.rows.of_new(piece) };
                let share = (layout.heights.before(row) / total) as f32;
                let at = pos2(strip.left() + x, strip.top() + share * strip.height());
                let mark = Rect::from_min_size(at, vec2(4.0, 3.0));
                painter.rect_filled(mark, CornerRadius::ZERO, color);
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

    fn measured(&mut self, context: &egui::Context, articles: (&Article, &Article), number: usize) -> f32 {
        self.place(context, articles, number, (0.0, 0.0), 0.0);
        self.heights.get(number)
    }
}

/// The part of a span that lies in a piece, as bytes of the piece.
fn within(column: &Column, number: usize, span: Span) -> Option<Range<usize>> {
    let shared = span.intersection(column.pieces[number].span)?;
    Some(column.to_piece(number, shared.start())..column.to_piece(number, shared.end()))
}

fn paint_old(
    painter: &Painter,
    document: &Document,
    comparing: &Comparing,
    layout: &Layout,
    placed: &Placed,
    palette: &Palette,
) {
    let hunks = &comparing.comparison.hunks;
    let changes = changes_in(hunks, Side::Old, layout.old.pieces[placed.number].span);
    let claim = current_claim(document, comparing);
    let stretches: Vec<Range<usize>> = claim
        .map(|claim| claim.segments.placed().iter().filter_map(|span| within(&layout.old, placed.number, *span)).collect())
        .unwrap_or_default();
    let tag = claim.map_or(Tag::Quote, |claim| claim.tag);
    for range in &stretches {
        paint_claim_ground(painter, placed, range.clone(), tag, palette);
    }
    paint_grounds(painter, placed, &changes, Side::Old, palette);
    paint_words(painter, placed, palette);
    let margin = placed.origin.x - placed.style.indent - GUTTER / 2.0;
    paint_lines(painter, placed, &changes, Side::Old, margin, palette);
    for range in stretches {
        paint_claim_line(painter, placed, range, tag, false, palette);
    }
}

/// Paints a piece of the new text; returns where the caret is, if it is in it.
fn paint_new(
    painter: &Painter,
    document: &Document,
    comparing: &Comparing,
    layout: &Layout,
    placed: &Placed,
    palette: &Palette,
) -> Option<Rect> {
    let column = &layout.new;
    let piece = column.pieces[placed.number].span;
    let changes = changes_in(&comparing.comparison.hunks, Side::New, piece);
    let tag = current_claim(document, comparing).map_or(Tag::Quote, |claim| claim.tag);
    let current = comparing.current();
    let places = current.map(|current| comparing.places(current)).unwrap_or_default();
    let is_open = current.is_some_and(|current| comparing.decision(current).is_none());
    let candidates = comparing.current_fate().filter(|_| is_open).map(|fate| fate.candidates()).unwrap_or_default();
    let marked = |spans: &[Span]| -> Vec<Range<usize>> {
        spans.iter().filter_map(|span| within(column, placed.number, *span)).collect()
    };
    for range in marked(&places).into_iter().chain(marked(candidates)) {
        paint_claim_ground(painter, placed, range, tag, palette);
    }
    paint_grounds(painter, placed, &changes, Side::New, palette);
    let (start, end) = comparing.selection.range();
    if start < piece.end() && piece.start() < end {
        let range = column.to_piece(placed.number, start)..column.to_piece(placed.number, end);
        for rectangle in placed.paragraph.rectangles(range) {
            let rectangle = rectangle.translate(placed.origin.to_vec2()).expand2(vec2(0.0, 1.5));
            painter.rect_filled(rectangle, CornerRadius::same(2), palette.selection);
        }
    }
    paint_words(painter, placed, palette);
    let margin = placed.origin.x - placed.style.indent - GUTTER / 2.0;
    paint_lines(painter, placed, &changes, Side::New, margin, palette);
    for range in marked(&places) {
        paint_claim_line(painter, placed, range, tag, is_open, palette);
    }
    for (number, span) in candidates.iter().enumerate() {
        if let Some(range) = within(column, placed.number, *span) {
            paint_claim_line(painter, placed, range.clone(), tag, true, palette);
            paint_number(painter, placed, range.start, number + 1, tag, palette);
        }
    }
    let head = comparing.selection.head;
    (piece_at(&column.pieces, head) == placed.number).then(|| {
        let caret = placed.paragraph.caret(column.to_piece(placed.number, head)).translate(placed.origin.to_vec2());
        painter.vline(caret.left(), caret.y_range(), Stroke::new(1.5, palette.accent));
        caret
    })
}

fn paint_words(painter: &Painter, placed: &Placed, palette: &Palette) {
    let ink = if placed.style.soft { palette.soft_ink } else { palette.ink };
    placed.paragraph.paint(painter, placed.origin, ink);
}

/// The claim that is looked at, as it is in the review.
fn current_claim<'a>(document: &'a Document, comparing: &Comparing) -> Option<&'a Claim> {
    document.review.claims().get(comparing.current_fate()?.id).map(|claim| &**claim)
}

/// What the columns are.
fn headings_ui(ui: &Ui, document: &Document, comparing: &Comparing, bodies: [Rect; 2], palette: &Palette) {
    let of = |article: &Article| {
        let source = &article.source;
        let file = source.file.as_deref().unwrap_or("pasted text");
        match source.opened {
            Some(opened) => format!("{file}, read {}", opened.strftime("%-d %b %Y, %H:%M UTC")),
            None => file.to_owned(),
        }
    };
    let old = document.review.article();
    for (body, name, article) in [(bodies[0], "Text as it was", old), (bodies[1], "New text", &comparing.comparison.article)]
    {
        let at = pos2(body.left() + GUTTER, body.top() - HEADING / 2.0);
        let strip = Rect::from_min_max(pos2(body.left(), body.top() - HEADING), pos2(body.right() - 6.0, body.top()));
        let painter = ui.painter().with_clip_rect(strip.intersect(ui.clip_rect()));
        let heading = painter.text(at, egui::Align2::LEFT_CENTER, name, font(STRONG, 13.0), palette.ink);
        let beside = pos2(heading.right() + 8.0, at.y);
        let details = egui::FontId::proportional(12.0);
        painter.text(beside, egui::Align2::LEFT_CENTER, of(article), details, palette.soft_ink);
    }
    let y = bodies[0].top() - 0.5;
    ui.painter().hline(bodies[0].left()..=bodies[1].right(), y, Stroke::new(1.0, palette.line));
}

/// The bar beside selected words: what the key does, for the pointer.
fn place_bar_ui(context: &egui::Context, state: &State, end: Rect, bounds: Rect, outbox: &mut Vec<Command>) {
    if !bounds.contains(end.center()) {
        return;
    }
    let below = end.bottom() + 46.0 < bounds.bottom();
    let at = pos2(end.left() - 60.0, if below { end.bottom() + 10.0 } else { end.top() - 46.0 });
    let area = Area::new(Id::unique("place bar")).order(Order::Middle).fixed_pos(at).constrain_to(bounds).fade_in(false);
    area.accessible_name("Place the claim").show(context, |ui| {
        Frame::popup(ui.style()).inner_margin(4).corner_radius(8).show(ui, |ui| {
            action_button_ui(ui, state, Action::PlaceClaim, "H  Place the claim here", outbox);
        });
    });
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

/// Puts a paragraph into the accessibility tree.
fn describe(
    ui: &Ui,
    article: &Article,
    column: &Column,
    placed: &Placed,
    body: Rect,
    side: Side,
    hunks: &[Hunk],
) {
    let piece = column.pieces[placed.number];
    let id = CompareView::id().with((side == Side::Old, piece.span.start().get()));
    let response = ui.interact(placed.rect().intersect(body), id, Sense::hover());
    let role = match piece.kind {
        BlockKind::Headline | BlockKind::Heading => Role::Heading,
        BlockKind::Caption => Role::Caption,
        BlockKind::ListItem => Role::ListItem,
        BlockKind::Quotation => Role::Blockquote,
        _ => Role::Paragraph,
    };
    response.widget_info(|| WidgetInfo::labeled(role, true, article.text().slice(piece.span)));
    let changes = changes_in(hunks, side, piece.span);
    if !changes.is_empty() {
        let words = article.text().slice(piece.span);
        let named: Vec<&str> = changes.into_iter().take(20).filter_map(|range| words.get(range)).collect();
        let what = if side == Side::Old { "Taken out" } else { "Put in" };
        let description = format!("{what}: {}", named.join(" … "));
        ui.ctx().accesskit_node_builder(id, |node| node.set_description(description));
    }
}
