//! Painting what is different: a ground and a line through what was taken out, a ground and a line under what was put in, a sign
//! beside the lines with either.

use std::ops::Range;

use eframe::egui::{Align2, CornerRadius, Painter, Rect, Stroke, pos2, vec2};

use crate::{
    anchor::Hunk,
    claim::Tag,
    text::Span,
    ui::{
        article::{column::Placed, highlight::paint_line, paragraph::Paragraph as _},
        theme::{Palette, STRONG, font},
    },
};

/// The space to the left of each text, in points: signs of what is different stand in it.
pub(super) const GUTTER: f32 = 24.0;

/// One of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The text as it was.
    Old,
    /// The text that takes its place.
    New,
}

impl Side {
    /// The bytes of a hunk that are of this text.
    pub(super) fn of(self, hunk: &Hunk) -> Range<usize> {
        match self {
            Self::Old => hunk.old.clone(),
            Self::New => hunk.new.clone(),
        }
    }
}

/// The parts of hunks that lie in a piece, as bytes of the piece.
pub(super) fn changes_in(hunks: &[Hunk], side: Side, piece: Span) -> Vec<Range<usize>> {
    let (start, end) = (piece.start().get(), piece.end().get());
    let first = hunks.partition_point(|hunk| side.of(hunk).end <= start);
    let near = hunks.get(first..).unwrap_or_default().iter().map(|hunk| side.of(hunk));
    near.take_while(|range| range.start < end)
        .filter(|range| !range.is_empty())
        .map(|range| range.start.max(start) - start..range.end.min(end) - start)
        .collect()
}

/// The grounds behind words that one text has alone.
pub(super) fn paint_grounds(
    painter: &Painter,
    placed: &Placed,
    changes: &[Range<usize>],
    side: Side,
    palette: &Palette,
) {
    let ground = if side == Side::Old { palette.removed } else { palette.added };
    for change in changes {
        for rectangle in placed.paragraph.rectangles(change.clone()) {
            let rectangle = rectangle.translate(placed.origin.to_vec2()).expand2(vec2(1.0, 1.0));
            painter.rect_filled(rectangle, CornerRadius::same(2), ground);
        }
    }
}

/// The lines through or under them, and the signs in the margin at `margin`.
pub(super) fn paint_lines(
    painter: &Painter,
    placed: &Placed,
    changes: &[Range<usize>],
    side: Side,
    margin: f32,
    palette: &Palette,
) {
    let (color, sign) = if side == Side::Old { (palette.error, "−") } else { (palette.success, "+") };
    let mut last = f32::NEG_INFINITY;
    for change in changes {
        for rectangle in placed.paragraph.rectangles(change.clone()) {
            let rectangle = rectangle.translate(placed.origin.to_vec2());
            let y = if side == Side::Old { rectangle.center().y + 1.0 } else { rectangle.bottom() + 1.0 };
            painter.hline(rectangle.x_range(), y, Stroke::new(1.2, color));
            if rectangle.top() > last + 1.0 {
                last = rectangle.top();
                let at = pos2(margin, rectangle.center().y);
                painter.text(at, Align2::CENTER_CENTER, sign, font(STRONG, 13.0), color);
            }
        }
    }
}

/// The stretches of the claim that is looked at, behind the words.
pub(super) fn paint_claim_ground(painter: &Painter, placed: &Placed, range: Range<usize>, tag: Tag, palette: &Palette) {
    for rectangle in placed.paragraph.rectangles(range) {
        let rectangle = rectangle.translate(placed.origin.to_vec2()).expand2(vec2(1.0, 1.5));
        painter.rect_filled(rectangle, CornerRadius::same(2), palette.focus_tint(tag));
    }
}

/// The line under them with the pattern of the tag; a place that is not decided on has an outline as well.
pub(super) fn paint_claim_line(
    painter: &Painter,
    placed: &Placed,
    range: Range<usize>,
    tag: Tag,
    is_open: bool,
    palette: &Palette,
) {
    for rectangle in placed.paragraph.rectangles(range) {
        let rectangle = rectangle.translate(placed.origin.to_vec2());
        let stroke = Stroke::new(2.2, palette.strong(tag));
        paint_line(painter, rectangle.x_range().min..rectangle.x_range().max, rectangle.bottom() + 3.5, tag, stroke);
        if is_open {
            let outline = Stroke::new(1.2, palette.strong(tag));
            painter.rect_stroke(rectangle.expand(2.5), 3, outline, eframe::egui::StrokeKind::Outside);
        }
    }
}

/// The number of a place among several.
pub(super) fn paint_number(painter: &Painter, placed: &Placed, at: usize, number: usize, tag: Tag, palette: &Palette) {
    let caret = placed.paragraph.caret(at).translate(placed.origin.to_vec2());
    let ground = Rect::from_min_size(pos2(caret.left() - 2.0, caret.top() - 11.0), vec2(14.0, 14.0));
    painter.rect_filled(ground, CornerRadius::same(7), palette.strong(tag));
    painter.text(ground.center(), Align2::CENTER_CENTER, number.to_string(), font(STRONG, 10.5), palette.paper);
}
