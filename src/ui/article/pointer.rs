//! What the pointer does in the article: placing the caret, selecting, dragging the ends of a segment.

use eframe::egui::{self, CornerRadius, CursorIcon, Painter, Pos2, Rect, Response, Ui, vec2};

use super::{
    ArticleView,
    column::{Column, Placed},
    highlight::Mark,
    paragraph::Paragraph as _,
};
use crate::{
    app::{Command, Document, Focus, Unit},
    claim::ClaimId,
    review::Edge,
    text::ByteIndex,
    ui::theme::Palette,
};

/// How far from the end of a segment the pointer may be to take hold of it, in points.
const GRIP: f32 = 6.0;

/// What the pointer is about while it is held down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Gesture {
    /// It went down and has not moved: a click, perhaps.
    Press { at: ByteIndex, extend: bool },
    /// It selects by units, from where it went down.
    Select { from: ByteIndex, unit: Unit },
    /// It drags an end of a segment, which is put down where it is let go.
    MoveEnd { claim: ClaimId, segment: usize, edge: Edge, to: ByteIndex },
}

impl Gesture {
    /// Whether the article scrolls when the pointer leaves it.
    pub(super) fn scrolls(self) -> bool {
        !matches!(self, Self::Press { .. })
    }
}

impl ArticleView {
    #[expect(clippy::too_many_arguments, reason = "a gesture is read from everything the frame has found out")]
    pub(super) fn follow_pointer(
        &mut self,
        ui: &Ui,
        response: &Response,
        document: &Document,
        column: &Column,
        placed: &[Placed],
        marks: &[Vec<Mark>],
        outbox: &mut Vec<Command>,
    ) {
        let Some(at) = response.interact_pointer_pos().or_else(|| response.hover_pos()) else {
            self.gesture = None;
            return;
        };
        let Some(index) = index_at(column, placed, at) else { return };
        let handle = document.focus.and_then(|focus| handle_at(placed, marks, focus, at));
        if response.hovered() || response.dragged() {
            let over_handle = handle.is_some() || matches!(self.gesture, Some(Gesture::MoveEnd { .. }));
            ui.ctx().set_cursor_icon(if over_handle { CursorIcon::ResizeHorizontal } else { CursorIcon::Text });
        }
        let (pressed, down, extend) =
            ui.input(|input| (input.pointer.primary_pressed(), input.pointer.primary_down(), input.modifiers.shift));
        if pressed && response.hovered() {
            self.goal = None;
            response.request_focus();
            // A quick hand presses twice within a frame, or is elsewhere by the time it begins: what counts is each press and
            // where it was.
            let (now, downs) = ui.input(|input| (input.time, presses_of(input)));
            let count = downs.iter().map(|place| self.presses.count(now, *place)).last().unwrap_or(1);
            let from = downs.last().and_then(|place| index_at(column, placed, *place)).unwrap_or(index);
            self.gesture = Some(match (handle, document.focus) {
                (Some((segment, edge)), Some(Focus { claim, .. })) => {
                    Gesture::MoveEnd { claim, segment, edge, to: index }
                }
                _ => press(count, from, extend, outbox),
            });
        }
        if down {
            self.drag(index, response.dragged(), document, outbox);
        } else if let Some(gesture) = self.gesture.take() {
            release(gesture, index, response.clicked(), outbox);
        }
    }

    fn drag(&mut self, index: ByteIndex, is_dragged: bool, document: &Document, outbox: &mut Vec<Command>) {
        match &mut self.gesture {
            Some(Gesture::Press { at, extend }) if is_dragged => {
                let from = *at;
                select(from, index, *extend, outbox);
                self.gesture = Some(Gesture::Select { from, unit: Unit::Grapheme });
            }
            Some(Gesture::Select { unit: Unit::Grapheme, .. }) if document.selection.head != index => {
                outbox.push(Command::PlaceCaret { at: index, extend: true });
            }
            Some(Gesture::Select { from, unit }) if is_dragged && *unit != Unit::Grapheme => {
                outbox.push(Command::SelectUnits { from: *from, to: index, unit: *unit });
            }
            Some(Gesture::MoveEnd { to, .. }) => *to = index,
            _ => {}
        }
    }

    /// Paints the ends of the focused claim's segments, and where a dragged one would come to be.
    pub(super) fn paint_handles(
        &self,
        painter: &Painter,
        document: &Document,
        column: &Column,
        placed: &[Placed],
        marks: &[Vec<Mark>],
        palette: &Palette,
    ) {
        let Some(focus) = document.focus else { return };
        for (placed, marks) in placed.iter().zip(marks) {
            for mark in marks.iter().filter(|mark| mark.claim == focus.claim) {
                for (_, rect) in handles(placed, mark) {
                    painter.rect_filled(rect.shrink2(vec2(1.5, 0.0)), CornerRadius::same(2), palette.strong(mark.tag));
                }
            }
        }
        if let Some(Gesture::MoveEnd { to, .. }) = self.gesture {
            let on = placed.iter().find(|placed| {
                let span = column.pieces[placed.number].span;
                span.start() <= to && to <= span.end()
            });
            if let Some(placed) = on {
                let caret =
                    placed.paragraph.caret(column.to_piece(placed.number, to)).translate(placed.origin.to_vec2());
                painter.vline(caret.left(), caret.y_range().expand(3.0), egui::Stroke::new(2.5, palette.accent));
            }
        }
    }
}

/// Selects from where the pointer went down to where it is; with `extend`, from where the selection began.
fn select(from: ByteIndex, to: ByteIndex, extend: bool, outbox: &mut Vec<Command>) {
    if !extend {
        outbox.push(Command::PlaceCaret { at: from, extend: false });
    }
    outbox.push(Command::PlaceCaret { at: to, extend: true });
}

/// Where the button went down in this frame, each time it did.
pub(crate) fn presses_of(input: &egui::InputState) -> Vec<Pos2> {
    let place = |event: &egui::Event| match event {
        egui::Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed: true, .. } => Some(*pos),
        _ => None,
    };
    input.events.iter().filter_map(place).collect()
}

/// What letting go at `index` comes to. A click may have trembled a little.
fn release(gesture: Gesture, index: ByteIndex, is_click: bool, outbox: &mut Vec<Command>) {
    match gesture {
        Gesture::Press { at, extend } if !is_click => select(at, index, extend, outbox),
        Gesture::Press { at, extend: false } => outbox.push(Command::Click(at)),
        Gesture::Press { at, extend: true } => outbox.push(Command::PlaceCaret { at, extend: true }),
        Gesture::MoveEnd { claim, segment, edge, .. } => {
            outbox.push(Command::MoveEnd { claim, segment, edge, to: index });
        }
        Gesture::Select { .. } => {}
    }
}

/// The gesture that a press begins: by the count of presses it selects a word, a sentence, a paragraph.
fn press(presses: u8, at: ByteIndex, extend: bool, outbox: &mut Vec<Command>) -> Gesture {
    let unit = match presses {
        2 => Unit::Word,
        3 => Unit::Sentence,
        4 => Unit::Paragraph,
        _ => return Gesture::Press { at, extend },
    };
    outbox.push(Command::SelectUnits { from: at, to: at, unit });
    Gesture::Select { from: at, unit }
}

/// Counts presses in quick succession at one place; the toolkit counts to three only.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Presses {
    last: f64,
    place: Pos2,
    count: u8,
}

impl Presses {
    /// The longest time between two presses that belong together, in seconds, and the largest distance, in points.
    const WITHIN: (f64, f32) = (0.35, 6.0);

    fn count(&mut self, now: f64, here: Pos2) -> u8 {
        let (seconds, points) = Self::WITHIN;
        let follows = now - self.last < seconds && here.distance(self.place) < points;
        self.count = if follows { self.count % 4 + 1 } else { 1 };
        (self.last, self.place) = (now, here);
        self.count
    }
}

/// The place in the article nearest to a point.
fn index_at(column: &Column, placed: &[Placed], at: Pos2) -> Option<ByteIndex> {
    let distance = |placed: &&Placed| {
        let rect = placed.rect();
        (rect.top() - at.y).max(at.y - rect.bottom()).max(0.0)
    };
    let nearest = placed.iter().min_by(|one, other| distance(one).total_cmp(&distance(other)))?;
    let byte = nearest.paragraph.byte_at(at - nearest.origin);
    Some(column.to_article(nearest.number, byte))
}

/// The handles of a mark: each end that is in the piece, and where it can be taken hold of.
fn handles(placed: &Placed, mark: &Mark) -> impl Iterator<Item = (Edge, Rect)> {
    let rectangles = placed.paragraph.rectangles(mark.start..mark.end);
    let grip = |x: f32, rect: &Rect| {
        let upper = egui::pos2(x - 3.0, rect.top() - 2.0);
        Rect::from_min_max(upper, egui::pos2(x + 3.0, rect.bottom() + 2.0)).translate(placed.origin.to_vec2())
    };
    let start = rectangles.first().filter(|_| mark.begins).map(|rect| (Edge::Start, grip(rect.left() - 2.0, rect)));
    let end = rectangles.last().filter(|_| mark.ends).map(|rect| (Edge::End, grip(rect.right() + 2.0, rect)));
    start.into_iter().chain(end)
}

/// The end of the focused claim's segment that the pointer can take hold of.
fn handle_at(placed: &[Placed], marks: &[Vec<Mark>], focus: Focus, at: Pos2) -> Option<(usize, Edge)> {
    let all = placed.iter().zip(marks).flat_map(|(placed, marks)| marks.iter().map(move |mark| (placed, mark)));
    all.filter(|(_, mark)| mark.claim == focus.claim)
        .flat_map(|(placed, mark)| handles(placed, mark).map(|(edge, rect)| (mark.segment, edge, rect)))
        .find(|(_, _, rect)| rect.expand2(vec2(GRIP - 3.0, 0.0)).contains(at))
        .map(|(segment, edge, _)| (segment, edge))
}
