//! What is painted about the words of an article besides its own claims: grounds, frames, lines in lanes, a bar before the line, marks
//! beside the scroll bar.

use std::ops::Range;

use eframe::egui::{Color32, CornerRadius, Painter, Rect, Stroke, StrokeKind, pos2, vec2};

use super::{
    column::{Column, LANE, Placed},
    highlight::{levels, paint_letters, paint_line},
    paragraph::Paragraph as _,
    pieces::piece_at,
};
use crate::{
    claim::Tag,
    text::{ByteIndex, Span},
    ui::theme::Palette,
};

/// How many lines are stacked in a lane; claims nested deeper share the lower.
const MOST_LEVELS: usize = 2;

/// How far a bar stands before the lines, in points.
pub(crate) const BAR_INDENT: f32 = 12.0;

/// A segment of a claim in a lane of a piece.
#[derive(Clone, Debug)]
pub(crate) struct Strand {
    /// The tag of its claim.
    pub(crate) tag: Tag,
    /// The bytes of the piece it has.
    pub(crate) range: Range<usize>,
    /// Whether the segment begins in this piece.
    pub(crate) begins: bool,
    /// The length of the whole segment, by which nesting is told.
    pub(crate) length: usize,
    /// How far below the first line of the lane its line runs, counted from 0.
    level: usize,
}

impl Strand {
    /// A segment as far as it lies in a piece.
    pub(crate) fn of(tag: Tag, segment: Span, piece: Span) -> Option<Self> {
        let range = within(&(segment.start()..segment.end()), piece)?;
        Some(Self { tag, range, begins: segment.start() >= piece.start(), length: segment.len(), level: 0 })
    }
}

/// A lane below the words: its number, counted from 0, and how high the signs at the beginning of its strands are, in points.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lane {
    pub(crate) number: usize,
    pub(crate) sign_height: f32,
}

/// Puts the strands of one lane in order, the shortest first, and those that meet below one another.
pub(crate) fn stack<T>(strands: &mut [(T, Strand)]) {
    strands.sort_by_key(|(_, strand)| (strand.length, strand.range.start));
    let levels = levels(strands.iter().map(|(_, strand)| strand.range.clone()), MOST_LEVELS);
    for ((_, strand), level) in strands.iter_mut().zip(levels) {
        strand.level = level;
    }
}

/// Paints the line of a strand, with a sign where it begins; thicker when it is of what is looked at.
pub(crate) fn paint_strand(
    painter: &Painter,
    placed: &Placed,
    (lane, strand): (Lane, &Strand),
    sign: &str,
    is_current: bool,
    palette: &Palette,
    scale: f32,
) {
    let color = palette.strong(strand.tag);
    let stroke = Stroke::new(if is_current { 2.6 } else { 1.7 } * scale, color);
    for (number, rectangle) in placed.paragraph.rectangles(strand.range.clone()).into_iter().enumerate() {
        let rectangle = rectangle.translate(placed.origin.to_vec2());
        let y = rectangle.bottom() + (2.5 + lane.number as f32 * LANE + strand.level as f32 * 3.2) * scale;
        let mut left = rectangle.left();
        if number == 0 && strand.begins {
            // A higher sign grows to both sides.
            let above = 2.75 + (lane.sign_height - LANE) / 2.0;
            let corner = pos2(left - 1.0, y - above * scale);
            left += paint_letters(painter, corner, lane.sign_height * scale, sign, color, palette.paper) + 1.0;
        }
        paint_line(painter, left..rectangle.right(), y, strand.tag, stroke);
    }
}

/// A place as far as it lies in a piece, as bytes of it.
pub(crate) fn within(place: &Range<ByteIndex>, piece: Span) -> Option<Range<usize>> {
    let (start, end) = (place.start.max(piece.start()), place.end.min(piece.end()));
    (start < end).then(|| start.get() - piece.start().get()..end.get() - piece.start().get())
}

/// Fills what lies behind some bytes of a piece.
pub(crate) fn fill(painter: &Painter, placed: &Placed, range: Range<usize>, color: Color32) {
    for rectangle in placed.paragraph.rectangles(range) {
        let rectangle = rectangle.translate(placed.origin.to_vec2()).expand2(vec2(0.5, 1.5));
        painter.rect_filled(rectangle, CornerRadius::same(2), color);
    }
}

/// Frames some bytes of a piece.
pub(crate) fn frame(painter: &Painter, placed: &Placed, range: Range<usize>, stroke: Stroke) {
    for rectangle in placed.paragraph.rectangles(range) {
        let rectangle = rectangle.translate(placed.origin.to_vec2()).expand(2.0);
        painter.rect_stroke(rectangle, 2, stroke, StrokeKind::Middle);
    }
}

/// Paints a bar before the lines of what is looked at, `indent` points before them.
pub(crate) fn paint_bar(painter: &Painter, placed: &Placed, range: &Range<usize>, indent: f32, palette: &Palette) {
    let (top, bottom) = (placed.paragraph.caret(range.start).top(), placed.paragraph.caret(range.end).bottom());
    let line = placed.origin.y + top..=placed.origin.y + bottom;
    painter.vline(placed.origin.x - placed.style.indent - indent, line, Stroke::new(3.0, palette.accent));
}

/// Marks a place of the article beside the scroll bar; what is looked at has more of the width.
pub(crate) fn mark_strip(
    painter: &Painter,
    strip: Rect,
    column: &Column,
    at: ByteIndex,
    color: Color32,
    is_current: bool,
) {
    if column.pieces.is_empty() {
        return;
    }
    let total = column.heights.total().max(1.0);
    let piece = piece_at(&column.pieces, at);
    let span = column.pieces[piece].span;
    let share = at.get().saturating_sub(span.start().get()) as f32 / span.len().max(1) as f32;
    let top = column.heights.before(piece) + f64::from(column.heights.get(piece) * share);
    let y = strip.top() + (top / total) as f32 * strip.height();
    let inset = if is_current { 1.0 } else { 4.0 };
    let mark = Rect::from_min_max(pos2(strip.left() + inset, y), pos2(strip.right() - inset, y + 3.0));
    painter.rect_filled(mark, CornerRadius::ZERO, color);
}
