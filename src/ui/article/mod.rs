//! The article view: a reading column that lays out what is visible and no more.
//!
//! Layout (`column`, `paragraph`, `heights`) knows nothing of claims; painting them (`highlight`, `strip`) lays out nothing. The
//! place scrolled to is a piece and an offset into it, so that measuring what lies above never moves what is read.

pub(crate) mod column;
pub(crate) mod heights;
pub(crate) mod highlight;
pub(crate) mod marking;
pub(crate) mod paragraph;
pub(crate) mod pieces;
pub(crate) mod pointer;
pub(crate) mod strip;

use eframe::egui::{self, CornerRadius, CursorIcon, Painter, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use self::{
    column::{Column, Measure, Placed},
    highlight::{Mark, marks, paint_behind, paint_margin, paint_over},
    paragraph::Paragraph as _,
    pieces::piece_at,
    pointer::{Gesture, Presses},
    strip::{BAR_WIDTH, STRIP_WIDTH, Strip},
};
use crate::{
    app::{Command, Document, Motion},
    article::Article,
    text::{ByteIndex, Span},
    ui::{lesson::cuts, theme::Palette},
};

/// The space left and right of the column at the least, in points: status marks stand in it.
const MARGIN: f32 = 64.0;

/// How far from the edges of the view a place that is revealed comes to stand, as a share of the view's height.
const REVEAL_MARGIN: f32 = 0.15;

/// What is painted about the words of the article in the place of the claims of the review.
pub(crate) trait Markings {
    /// For how many lanes of lines there is to be room under the words.
    fn lanes(&self) -> usize;

    /// Whether the claims of the review are painted as well, and can be changed by the pointer.
    fn keeps_claims(&self) -> bool {
        false
    }

    /// Paints what lies behind the words of a piece.
    fn paint_behind(&self, painter: &Painter, placed: &Placed, piece: Span, palette: &Palette);

    /// Paints what stands under and beside them.
    fn paint_over(&self, painter: &Painter, placed: &Placed, piece: Span, palette: &Palette, zoom: f32);

    /// Paints where in the article there is something, beside the scroll bar.
    fn paint_strip(&self, painter: &Painter, strip: Rect, column: &Column, palette: &Palette);

    /// The same for a screen reader.
    fn describe(&self, piece: Span) -> Option<String>;
}

/// The article view's own state: what it has laid out, where it is scrolled to, what the pointer is about.
#[derive(Default)]
pub(crate) struct ArticleView {
    column: Option<Column>,
    /// The article the column was made for.
    article: Option<Article>,
    /// The piece at the upper edge of the view, and how much of it lies above.
    top: (usize, f32),
    reveal: Option<ByteIndex>,
    gesture: Option<Gesture>,
    presses: Presses,
    /// Where moving up and down by lines keeps to, in points from the column's left edge.
    goal: Option<f32>,
    strip: Strip,
    view_height: f32,
    /// Where the end of the selection was last painted, for the bar beside it.
    selection_end: Option<Rect>,
}

impl ArticleView {
    /// The id by which the view holds the keyboard.
    pub(crate) fn id() -> egui::Id {
        egui::Id::unique("article view")
    }

    /// Brings a place into view at the next frame.
    pub(crate) fn reveal(&mut self, at: ByteIndex) {
        self.reveal = Some(at);
    }

    /// Forgets where moving by lines kept to, as any other movement does.
    pub(crate) fn forget_goal(&mut self) {
        self.goal = None;
    }

    /// Where the end of the selection was painted, if it is in view.
    pub(crate) fn selection_end(&self) -> Option<Rect> {
        self.selection_end.filter(|_| self.gesture.is_none())
    }

    /// The number of the first paragraph in view, counted from 1, and how many there are.
    pub(crate) fn place_read(&self) -> (usize, usize) {
        let count = self.column.as_ref().map_or(0, |column| column.pieces.len());
        ((self.top.0 + 1).min(count), count)
    }

    /// Shows the article in all the space there is. What the reviewer does with it goes to `outbox`.
    pub(crate) fn show(&mut self, ui: &mut Ui, document: &Document, zoom: f32, outbox: &mut Vec<Command>) {
        self.show_with(ui, document, None, zoom, outbox);
    }

    /// The same with something else painted about the words than the claims of the review.
    pub(crate) fn show_with(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        markings: Option<&dyn Markings>,
        zoom: f32,
        outbox: &mut Vec<Command>,
    ) {
        let article = document.shown_article();
        let palette = Palette::of(ui.visuals().dark_mode);
        let space = ui.available_rect_before_wrap();
        let (body, strip, track) = areas(space);
        ui.painter().rect_filled(space, CornerRadius::ZERO, palette.paper);
        let response = ui.interact(body, Self::id(), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, document.title()));
        keep_keys(ui, document.proposals.current().is_some());
        let lanes = markings.map_or(0, Markings::lanes);
        // What stands in the margin is of the claims of the review; beside other things the words need the room.
        let margin = if markings.is_some() { MARGIN / 2.0 } else { MARGIN };
        let measure = Measure::new(ui.ctx(), body.width() - 2.0 * margin, zoom).with_lanes(lanes);
        self.fit(article, measure);
        self.view_height = body.height();
        let Some(mut column) = self.column.take() else { return };
        if column.pieces.is_empty() {
            self.column = Some(column);
            return;
        }
        let left = (body.center().x - column.measure.width / 2.0).max(body.left() + margin).round();

        self.scroll_by_input(ui, &response, &mut column, article, track);
        if let Some(at) = self.reveal.take() {
            self.bring_into_view(ui.ctx(), &mut column, article, at, left);
        }
        let placed = self.place_visible(ui.ctx(), &mut column, article, body, left);
        let keeps_claims = markings.is_none_or(Markings::keeps_claims);
        let of_piece = |placed: &Placed| {
            let span = column.pieces[placed.number].span;
            if keeps_claims { marks(document.review.claims(), span) } else { Vec::new() }
        };
        let marks: Vec<Vec<Mark>> = placed.iter().map(of_piece).collect();
        self.follow_pointer(ui, &response, document, &column, &placed, &marks, outbox);

        let painter = ui.painter_at(body);
        self.selection_end = None;
        for (placed, marks) in placed.iter().zip(&marks) {
            self.paint_piece(&painter, document, &column, placed, (marks, markings), left, palette);
            describe(ui, article, &column, placed, body);
            let piece = column.pieces[placed.number].span;
            let description = match markings {
                Some(markings) if !markings.keeps_claims() => markings.describe(piece),
                markings => {
                    let said =
                        [markings.and_then(|markings| markings.describe(piece)), cuts::describe(document, piece)];
                    said.into_iter().flatten().reduce(|all, more| format!("{all}. {more}"))
                }
            };
            if let Some(description) = description {
                let id = Self::id().with(("piece", column.pieces[placed.number].span.start().get()));
                ui.ctx().accesskit_node_builder(id, |node| node.set_description(description));
            }
        }
        if keeps_claims {
            self.paint_handles(&painter, document, &column, &placed, &marks, palette);
        }
        if let Some(markings) = markings {
            markings.paint_strip(&ui.painter_at(strip), strip, &column, palette);
        } else {
            self.strip.follow(&document.review, &column, document.revision, strip.height());
            self.strip.paint(&ui.painter_at(strip), strip, palette);
        }
        self.show_bars(ui, &mut column, strip, track, palette);
        self.column = Some(column);
    }

    /// Lays the column out anew when the article or the measure is another; the place read stays.
    fn fit(&mut self, article: &Article, measure: Measure) {
        let is_same = |known: &Article| {
            let has_same_text = std::ptr::eq(known.text().as_str(), article.text().as_str());
            // Of one text another reader may see more.
            has_same_text && std::ptr::eq(known.blocks(), article.blocks())
        };
        let same_text = self.article.as_ref().is_some_and(is_same);
        if same_text && self.column.as_ref().is_some_and(|column| column.measure == measure) {
            return;
        }
        let share = match (&self.column, same_text) {
            (Some(column), true) => self.top.1 / column.heights.get(self.top.0).max(1.0),
            _ => 0.0,
        };
        let column = Column::new(article, measure);
        self.top = if same_text { (self.top.0, share * column.heights.get(self.top.0)) } else { (0, 0.0) };
        if !same_text {
            self.gesture = None;
            self.goal = None;
            self.strip = Strip::default();
        }
        self.article = Some(article.clone());
        self.column = Some(column);
    }

    fn scroll_by_input(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        column: &mut Column,
        article: &Article,
        track: Rect,
    ) {
        let over = ui.rect_contains_pointer(response.rect.union(track));
        let wheel = if over { ui.input(egui::InputState::smooth_scroll_delta).y } else { 0.0 };
        // Text dragged past an edge comes in, the faster the further out the pointer is.
        let dragged = self
            .gesture
            .as_ref()
            .filter(|gesture| gesture.scrolls())
            .and_then(|_| ui.input(|input| input.pointer.latest_pos()));
        let beyond = dragged.map_or(0.0, |at| {
            (at.y - response.rect.bottom() + 8.0).max(0.0) - (response.rect.top() + 8.0 - at.y).max(0.0)
        });
        if beyond != 0.0 {
            ui.ctx().request_repaint();
        }
        let step = beyond * 12.0 * ui.input(|input| input.stable_dt).min(0.1);
        if wheel != 0.0 || step != 0.0 {
            self.scroll_by(ui.ctx(), column, article, step - wheel);
        }
    }

    /// Scrolls by a distance in points, measuring what comes in from above.
    fn scroll_by(&mut self, context: &egui::Context, column: &mut Column, article: &Article, distance: f32) {
        let (mut piece, mut offset) = self.top;
        offset += distance;
        while offset < 0.0 && piece > 0 {
            piece -= 1;
            offset += column.measured(context, article, piece);
        }
        while piece + 1 < column.heights.len() {
            let height = column.measured(context, article, piece);
            if offset < height {
                break;
            }
            offset -= height;
            piece += 1;
        }
        self.top = (piece, offset.max(0.0));
    }

    /// Scrolls as little as brings the line of `at` into view, with a margin.
    fn bring_into_view(
        &mut self,
        context: &egui::Context,
        column: &mut Column,
        article: &Article,
        at: ByteIndex,
        left: f32,
    ) {
        let number = piece_at(&column.pieces, at);
        let margin = self.view_height * REVEAL_MARGIN;
        // Far away nothing in between is measured: the piece is put at a third of the view.
        let height_above = column.heights.before(self.top.0) + f64::from(self.top.1);
        let distance = column.heights.before(number) - height_above;
        if distance.abs() > f64::from(self.view_height) * 3.0 {
            self.top = (number, 0.0);
            self.scroll_by(context, column, article, -self.view_height / 3.0);
        }
        let mut top = -self.top.1;
        if number >= self.top.0 {
            for before in self.top.0..number {
                top += column.measured(context, article, before);
            }
        } else {
            for before in number..self.top.0 {
                top -= column.measured(context, article, before);
            }
        }
        let placed = column.place(context, article, number, left, top);
        let caret = placed.paragraph.caret(column.to_piece(number, at)).translate(placed.origin.to_vec2());
        let below = caret.bottom() - (self.view_height - margin);
        let above = margin - caret.top();
        if below > 0.0 {
            self.scroll_by(context, column, article, below.min(caret.top() - margin).max(0.0));
        } else if above > 0.0 {
            self.scroll_by(context, column, article, -above);
        }
    }

    /// Lays out what is visible. Should the article end above the lower edge, it is scrolled back.
    fn place_visible(
        &mut self,
        context: &egui::Context,
        column: &mut Column,
        article: &Article,
        body: Rect,
        left: f32,
    ) -> Vec<Placed> {
        for attempt in 0..2 {
            self.top.0 = self.top.0.min(column.pieces.len() - 1);
            let mut placed = Vec::new();
            let mut y = body.top() - self.top.1;
            for number in self.top.0..column.pieces.len() {
                if y >= body.bottom() {
                    break;
                }
                placed.push(column.place(context, article, number, left, y));
                y += column.heights.get(number);
            }
            let gap = body.bottom() - y;
            if attempt > 0 || gap <= 0.5 || self.top == (0, 0.0) {
                return placed;
            }
            self.scroll_by(context, column, article, -gap);
        }
        Vec::new()
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "a piece is painted from everything the frame has found out about it"
    )]
    fn paint_piece(
        &mut self,
        painter: &Painter,
        document: &Document,
        column: &Column,
        placed: &Placed,
        (marks, markings): (&[Mark], Option<&dyn Markings>),
        left: f32,
        palette: &Palette,
    ) {
        let zoom = column.measure.zoom;
        let rect = placed.rect();
        if placed.style.boxed {
            let side = 14.0 * zoom;
            let ground = Rect::from_min_max(
                pos2(left - 4.0, rect.top() - side),
                pos2(left + column.measure.width, rect.bottom() + side),
            );
            painter.rect_filled(ground, CornerRadius::same(6), palette.panel);
            let bar = Rect::from_min_max(ground.left_top(), pos2(ground.left() + 4.0, ground.bottom()));
            painter.rect_filled(bar, CornerRadius::same(2), palette.soft_ink);
        }
        if placed.style.ruled {
            let x = rect.left() - 10.0 * zoom;
            painter.vline(x, rect.y_range(), Stroke::new(2.0, palette.line));
        }
        paint_behind(painter, placed, marks, document.focus, palette);
        if let Some(markings) = markings {
            markings.paint_behind(painter, placed, column.pieces[placed.number].span, palette);
        }
        let fill = |range: std::ops::Range<usize>, color| {
            for rectangle in placed.paragraph.rectangles(range) {
                let rectangle = rectangle.translate(placed.origin.to_vec2()).expand2(vec2(0.0, 1.5));
                painter.rect_filled(rectangle, CornerRadius::same(2), color);
            }
        };
        let outline = |range: std::ops::Range<usize>, stroke| {
            for rectangle in placed.paragraph.rectangles(range) {
                let rectangle = rectangle.translate(placed.origin.to_vec2()).expand(1.5);
                painter.rect_stroke(rectangle, CornerRadius::same(2), stroke, egui::StrokeKind::Middle);
            }
        };
        let span = column.pieces[placed.number].span;
        let within = |index| column.to_piece(placed.number, index);
        if document.find.is_open {
            for (number, hit) in document.find.hits_in(span.start(), span.end()) {
                let is_current = document.find.current == Some(number);
                let range = within(hit.start())..within(hit.end());
                fill(range.clone(), if is_current { palette.current_hit } else { palette.hit });
                // On a claim's tint the ground alone would hardly tell.
                outline(range, Stroke::new(if is_current { 1.6 } else { 0.8 }, palette.warning));
            }
        }
        if let Some(places) = &document.same {
            for place in places.iter().filter(|place| place.overlaps(span)) {
                outline(within(place.start())..within(place.end()), Stroke::new(1.2, palette.accent));
            }
        }
        let current = document.proposals.current();
        // What the program proposes is none of what reviewers marked.
        let proposals = markings.is_none().then(|| document.proposals.touching(span.start(), span.end()));
        for (_, proposal) in proposals.into_iter().flatten() {
            let is_current = current.is_some_and(|current| std::ptr::eq(current, proposal));
            let stroke = Stroke::new(if is_current { 2.2 } else { 1.0 }, palette.strong(proposal.tag));
            for place in proposal.segments.iter().filter(|place| place.overlaps(span)) {
                let (start, end) = (place.start().max(span.start()), place.end().min(span.end()));
                outline(within(start)..within(end), stroke);
            }
        }
        if markings.is_none_or(Markings::keeps_claims) {
            cuts::paint(painter, document, placed, span, palette);
        }
        let (start, end) = document.selection.range();
        if start < span.end() && span.start() < end {
            fill(within(start)..within(end), palette.selection);
        }
        let ink = if placed.style.soft { palette.soft_ink } else { palette.ink };
        placed.paragraph.paint(painter, placed.origin, ink);
        paint_over(painter, placed, marks, document.focus, palette, zoom);
        if let Some(markings) = markings {
            markings.paint_over(painter, placed, column.pieces[placed.number].span, palette, zoom);
        } else {
            paint_margin(painter, placed, marks, left, palette, zoom);
        }
        let head = document.selection.head;
        if piece_at(&column.pieces, head) == placed.number {
            let caret = placed.paragraph.caret(within(head)).translate(placed.origin.to_vec2());
            painter.vline(caret.left(), caret.y_range(), Stroke::new(1.5, palette.accent));
            self.selection_end = (!document.selection.is_caret()).then_some(caret);
        }
    }

    fn show_bars(&mut self, ui: &Ui, column: &mut Column, strip: Rect, track: Rect, palette: &Palette) {
        let total = column.heights.total();
        let above = column.heights.before(self.top.0) + f64::from(self.top.1);
        let response = ui.interact(track, Self::id().with("scroll bar"), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Scroll bar"));
        let on_strip = ui
            .interact(strip, Self::id().with("strip"), Sense::click_and_drag())
            .on_hover_cursor(CursorIcon::PointingHand);
        on_strip.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Where claims are"));
        if let Some(thumb) = strip::thumb(track, above, total, self.view_height) {
            let color = if response.hovered() || response.dragged() { palette.soft_ink } else { palette.line };
            strip::paint_thumb(&ui.painter_at(track), thumb, color);
            if let Some(at) = response.interact_pointer_pos() {
                let grip = ui.data_mut(|data| {
                    let grip = data.get_temp_mut_or_insert_with(response.id, || 0.0_f32);
                    if response.drag_started() || response.clicked() {
                        *grip = if thumb.contains(at) { at.y - thumb.top() } else { thumb.height() / 2.0 };
                    }
                    *grip
                });
                let (piece, offset) =
                    column.heights.at(strip::top_for_thumb(track, at.y - grip, total, self.view_height));
                self.top = (piece, offset);
            }
        }
        if let Some(at) = on_strip.interact_pointer_pos() {
            let share = f64::from(((at.y - strip.top()) / strip.height()).clamp(0.0, 1.0));
            let (piece, offset) = column.heights.at(share * total - f64::from(self.view_height) / 3.0);
            self.top = (piece, offset);
        }
    }

    /// Where a movement by lines or screens leads from the caret; `None` before the article has been laid out.
    pub(crate) fn move_by_layout(
        &mut self,
        context: &egui::Context,
        document: &Document,
        motion: Motion,
    ) -> Option<ByteIndex> {
        let article = document.shown_article();
        let mut column = self.column.take()?;
        let at = self.moved(context, article, &mut column, document.selection.head, motion);
        self.column = Some(column);
        Some(at)
    }

    fn moved(
        &mut self,
        context: &egui::Context,
        article: &Article,
        column: &mut Column,
        head: ByteIndex,
        motion: Motion,
    ) -> ByteIndex {
        if column.pieces.is_empty() {
            return head;
        }
        let number = piece_at(&column.pieces, head);
        let placed = column.place(context, article, number, 0.0, 0.0);
        let byte = column.to_piece(number, head);
        let line = placed.paragraph.line(byte);
        let screen = (self.view_height / placed.style.setting.line_height).floor() as usize;
        match motion {
            Motion::LineStart => return column.to_article(number, line.start),
            Motion::LineEnd => return column.to_article(number, line.end),
            _ => {}
        }
        let goal = *self.goal.get_or_insert(placed.paragraph.caret(byte).left() + placed.style.indent);
        let (count, down) = match motion {
            Motion::PageDown => (screen.saturating_sub(2).max(1), true),
            Motion::PageUp => (screen.saturating_sub(2).max(1), false),
            motion => (1, motion == Motion::LineDown),
        };
        if count > 1 {
            let distance = count as f32 * placed.style.setting.line_height;
            self.scroll_by(context, column, article, if down { distance } else { -distance });
        }
        let mut at = head;
        for _ in 0..count {
            at = line_beside(context, article, column, at, goal, down);
        }
        at
    }
}

/// The place on the next or previous line nearest to `goal`.
pub(crate) fn line_beside(
    context: &egui::Context,
    article: &Article,
    column: &mut Column,
    at: ByteIndex,
    goal: f32,
    down: bool,
) -> ByteIndex {
    let number = piece_at(&column.pieces, at);
    let placed = column.place(context, article, number, 0.0, 0.0);
    let caret = placed.paragraph.caret(column.to_piece(number, at));
    let half = placed.style.setting.line_height / 2.0;
    let y = caret.center().y + if down { 2.0 * half } else { -2.0 * half };
    if (0.0..placed.paragraph.height()).contains(&y) {
        let byte = placed.paragraph.byte_at(vec2(goal - placed.style.indent, y));
        return column.to_article(number, byte);
    }
    let next = if down { number + 1 } else { number.wrapping_sub(1) };
    if next >= column.pieces.len() {
        return if down { column.pieces[number].span.end() } else { column.pieces[number].span.start() };
    }
    let placed = column.place(context, article, next, 0.0, 0.0);
    let half = placed.style.setting.line_height / 2.0;
    let y = if down { half } else { placed.paragraph.height() - half };
    let byte = placed.paragraph.byte_at(vec2(goal - placed.style.indent, y));
    column.to_article(next, byte)
}

/// The article, the strip and the scroll bar, from left to right.
fn areas(space: Rect) -> (Rect, Rect, Rect) {
    let track = Rect::from_min_max(pos2(space.right() - BAR_WIDTH, space.top()), space.max);
    let strip = Rect::from_min_max(
        pos2(track.left() - STRIP_WIDTH, space.top() + 2.0),
        pos2(track.left(), space.bottom() - 2.0),
    );
    (Rect::from_min_max(space.min, pos2(strip.left(), space.bottom())), strip, track)
}

/// While the article has the keyboard, arrow keys move its caret and not the focus; while a proposal is looked at, Tab goes to the next.
fn keep_keys(ui: &Ui, tab: bool) {
    let filter = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab };
    ui.memory_mut(|memory| {
        if memory.has_focus(ArticleView::id()) {
            memory.set_focus_lock_filter(ArticleView::id(), filter);
        }
    });
}

/// Puts a paragraph into the accessibility tree.
fn describe(ui: &Ui, article: &Article, column: &Column, placed: &Placed, body: Rect) {
    let piece = column.pieces[placed.number];
    let id = ArticleView::id().with(("piece", piece.span.start().get()));
    let response = ui.interact(placed.rect().intersect(body), id, Sense::hover());
    let role = match piece.kind {
        crate::article::BlockKind::Headline | crate::article::BlockKind::Heading => Role::Heading,
        crate::article::BlockKind::Caption => Role::Caption,
        crate::article::BlockKind::ListItem => Role::ListItem,
        crate::article::BlockKind::Quotation => Role::Blockquote,
        _ => Role::Paragraph,
    };
    response.widget_info(|| WidgetInfo::labeled(role, true, article.text().slice(piece.span)));
}
