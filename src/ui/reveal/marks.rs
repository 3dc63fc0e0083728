//! The key in the article: the pupil's claims are painted as always, and under them, in a lane of its own, what the key has where it
//! differs.

use std::ops::Range;

use eframe::egui::{Align2, CornerRadius, Painter, Rect, Stroke, StrokeKind, pos2, vec2};

use super::list::sign_of;
use crate::{
    app::{Document, HeldKey, RevealRow, Standing, explain},
    claim::Tag,
    text::{ByteIndex, Span},
    ui::{
        article::{
            Markings,
            column::{Column, LANE, Placed},
            highlight::{levels, paint_letters, paint_line},
            paragraph::Paragraph as _,
            pieces::piece_at,
        },
        theme::{Palette, STRONG, font},
    },
};

/// How many lines are stacked in the lane of the key; claims nested deeper share the lower.
const MOST_LEVELS: usize = 2;

/// How many rows of a paragraph are named to a screen reader.
const MOST_NAMED: usize = 12;

/// How many marks the strip shows at most.
const MOST_MARKS: usize = 2000;

/// The key as it is painted.
pub(super) struct KeyMarks<'a> {
    document: &'a Document,
    key: &'a HeldKey,
}

/// A stretch of a claim of the key in a piece.
struct Mark {
    row: usize,
    /// Whether the key leaves it open.
    is_optional: bool,
    tag: Tag,
    /// The bytes of the piece it has.
    range: Range<usize>,
    begins: bool,
    length: usize,
    level: usize,
}

impl<'a> KeyMarks<'a> {
    pub(super) fn new(document: &'a Document, key: &'a HeldKey) -> Self {
        Self { document, key }
    }

    /// The rows that are listed and lie in a piece, in text order.
    fn rows_in(&self, piece: Span) -> impl Iterator<Item = (usize, &'a RevealRow)> {
        let revealing = &self.document.revealing;
        let rows = &revealing.revealed().rows;
        let listed = revealing.rows().iter().filter_map(move |number| Some((*number, rows.get(*number)?)));
        listed.filter(move |(_, row)| {
            let place = row.place();
            place.start < piece.end() && piece.start() < place.end
        })
    }

    /// What the key has in a piece where it is to be shown, the shortest first.
    fn marks(&self, piece: Span) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (number, row) in self.rows_in(piece) {
            for choice in row.expected(self.key) {
                for span in choice.segments.placed() {
                    let Some(shared) = span.intersection(piece) else { continue };
                    let from = piece.start().get();
                    marks.push(Mark {
                        row: number,
                        is_optional: row.standing != Standing::Counts,
                        tag: choice.tag,
                        range: shared.start().get() - from..shared.end().get() - from,
                        begins: span.start() >= piece.start(),
                        length: span.len(),
                        level: 0,
                    });
                }
            }
        }
        marks.sort_by_key(|mark| (mark.length, mark.range.start));
        let levels = levels(marks.iter().map(|mark| mark.range.clone()), MOST_LEVELS);
        for (mark, level) in marks.iter_mut().zip(levels) {
            mark.level = level;
        }
        marks
    }

    fn is_current(&self, row: usize) -> bool {
        self.document.revealing.current() == Some(row)
    }

    /// The place of the row that is looked at as far as it lies in a piece.
    fn current_in(&self, piece: Span) -> Option<Range<usize>> {
        let place = self.document.revealing.current_row()?.place();
        let (start, end) = (place.start.max(piece.start()), place.end.min(piece.end()));
        (start < end).then(|| start.get() - piece.start().get()..end.get() - piece.start().get())
    }
}

impl Markings for KeyMarks<'_> {
    fn lanes(&self) -> usize {
        2
    }

    fn keeps_claims(&self) -> bool {
        true
    }

    fn paint_behind(&self, painter: &Painter, placed: &Placed, piece: Span, palette: &Palette) {
        for mark in self.marks(piece).iter().filter(|mark| self.is_current(mark.row)) {
            for rectangle in placed.paragraph.rectangles(mark.range.clone()) {
                let rectangle = rectangle.translate(placed.origin.to_vec2()).expand2(vec2(1.5, 2.0));
                let stroke = Stroke::new(1.6, palette.strong(mark.tag));
                painter.rect_stroke(rectangle, CornerRadius::same(3), stroke, StrokeKind::Middle);
            }
        }
    }

    fn paint_over(&self, painter: &Painter, placed: &Placed, piece: Span, palette: &Palette, zoom: f32) {
        let scale = zoom.sqrt();
        for mark in self.marks(piece).into_iter().rev() {
            let color = palette.strong(mark.tag);
            let width = if self.is_current(mark.row) { 2.6 } else { 1.7 } * scale;
            for (number, rectangle) in placed.paragraph.rectangles(mark.range).into_iter().enumerate() {
                let rectangle = rectangle.translate(placed.origin.to_vec2());
                let y = rectangle.bottom() + (2.5 + LANE + mark.level as f32 * 3.2) * scale;
                let mut left = rectangle.left();
                if number == 0 && mark.begins {
                    let corner = pos2(left - 1.0, y - 3.0 * scale);
                    let letter = mark.tag.letter();
                    let sign = if mark.is_optional { format!("(Key {letter})") } else { format!("Key {letter}") };
                    left += paint_letters(painter, corner, (LANE + 0.5) * scale, &sign, color, palette.paper) + 1.0;
                }
                paint_line(painter, left..rectangle.right(), y, mark.tag, Stroke::new(width, color));
            }
        }
        let x = placed.origin.x - placed.style.indent;
        let mut line = None;
        for (_, row) in self.rows_in(piece).filter(|(_, row)| piece.start() <= row.place().start) {
            let byte = row.place().start.get() - piece.start().get();
            let y = placed.origin.y + placed.paragraph.caret(byte).center().y;
            // Of several on one line the first stands for all.
            if line == Some(y.round() as i32) {
                continue;
            }
            line = Some(y.round() as i32);
            let (sign, color) = sign_of(row, palette);
            painter.text(pos2(x - 13.0, y), Align2::CENTER_CENTER, sign, font(STRONG, 13.0 * scale), color);
        }
        if let Some(range) = self.current_in(piece) {
            let (top, bottom) = (placed.paragraph.caret(range.start).top(), placed.paragraph.caret(range.end).bottom());
            let line = placed.origin.y + top..=placed.origin.y + bottom;
            painter.vline(x - 24.0, line, Stroke::new(3.0, palette.accent));
        }
    }

    fn paint_strip(&self, painter: &Painter, strip: Rect, column: &Column, palette: &Palette) {
        let revealing = &self.document.revealing;
        let total = column.heights.total().max(1.0);
        let every = revealing.rows().len() / MOST_MARKS + 1;
        let top_of = |at: ByteIndex| {
            let piece = piece_at(&column.pieces, at);
            let span = column.pieces[piece].span;
            let share = at.get().saturating_sub(span.start().get()) as f32 / span.len().max(1) as f32;
            let top = column.heights.before(piece) + f64::from(column.heights.get(piece) * share);
            strip.top() + (top / total) as f32 * strip.height()
        };
        if column.pieces.is_empty() {
            return;
        }
        for number in revealing.rows().iter().step_by(every).copied().chain(revealing.current()) {
            let Some(row) = revealing.revealed().rows.get(number) else { continue };
            let y = top_of(row.place().start);
            let is_current = self.is_current(number);
            let color = if is_current { palette.accent } else { sign_of(row, palette).1 };
            let inset = if is_current { 1.0 } else { 4.0 };
            let mark = Rect::from_min_max(pos2(strip.left() + inset, y), pos2(strip.right() - inset, y + 3.0));
            painter.rect_filled(mark, CornerRadius::ZERO, color);
        }
    }

    fn describe(&self, piece: Span) -> Option<String> {
        let rows = self.rows_in(piece).filter(|(_, row)| row.standing != Standing::Outside).take(MOST_NAMED);
        let said: Vec<String> = rows.map(|(_, row)| explain(row, self.key, &self.document.review).sentence).collect();
        (!said.is_empty()).then(|| said.join(". "))
    }
}
