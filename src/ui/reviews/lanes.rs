//! What several reviewers marked, painted about the words of the article: a lane of lines for each under the words or, for many, how
//! many of them marked what and how divided they are.

use std::ops::Range;

use eframe::egui::{CornerRadius, Painter, Rect, Stroke, lerp, pos2, vec2};

use crate::{
    app::{Document, Opposed, Row, RowKind},
    claim::{Claim, Tag},
    review::excerpt,
    text::Span,
    ui::{
        article::{
            Markings,
            column::{Column, LANE, Placed},
            highlight::{levels, paint_letters, paint_line},
            paragraph::Paragraph as _,
            pieces::piece_at,
        },
        theme::Palette,
    },
};

/// How many reviewers have a lane each; of more only shares are shown.
pub(super) const MOST_LANES: usize = 6;

/// How many lines are stacked in a lane; claims nested deeper share the lower.
const MOST_LEVELS: usize = 2;

/// How many claims of a paragraph are named to a screen reader, and how much of each.
const MOST_NAMED: usize = 12;
const NAMED_BYTES: usize = 80;

/// How many marks the strip shows at most.
const MOST_MARKS: usize = 2000;

/// The reviews as they are painted.
pub(super) struct Lanes<'a> {
    document: &'a Document,
    shown: Vec<usize>,
}

/// A segment of a claim in a piece.
struct Mark<'a> {
    claim: &'a Claim,
    /// The number of its row.
    row: Option<usize>,
    /// The bytes of the piece it has.
    range: Range<usize>,
    begins: bool,
    length: usize,
    level: usize,
}

impl<'a> Lanes<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, shown: document.reviews.shown() }
    }

    fn has_lanes(&self) -> bool {
        self.shown.len() <= MOST_LANES
    }

    fn row(&self, number: usize) -> Option<&'a Row> {
        self.document.reviews.collation().rows.get(number)
    }

    /// The segments of the claims of one reviewer that are shown, the shortest first.
    fn marks(&self, member: usize, piece: Span) -> Vec<Mark<'a>> {
        let reviews = &self.document.reviews;
        let Some(review) = reviews.review(&self.document.review, member) else { return Vec::new() };
        let is_of_two = matches!(reviews.opposed(), Opposed::Two(..));
        let mut marks = Vec::new();
        for claim in review.claims().touching(piece.start(), piece.end()) {
            let row = reviews.collation().row_of(member, claim.id);
            let is_listed = row.is_some_and(|row| reviews.rows().binary_search(&row).is_ok());
            if is_of_two && !is_listed {
                continue;
            }
            for span in claim.segments.placed() {
                let Some(shared) = span.intersection(piece) else { continue };
                let from = piece.start().get();
                marks.push(Mark {
                    claim,
                    row,
                    range: shared.start().get() - from..shared.end().get() - from,
                    begins: span.start() >= piece.start(),
                    length: span.len(),
                    level: 0,
                });
            }
        }
        marks.sort_by_key(|mark| (mark.length, mark.range.start));
        let levels = levels(marks.iter().map(|mark| mark.range.clone()), MOST_LEVELS);
        for (mark, level) in marks.iter_mut().zip(levels) {
            mark.level = level;
        }
        marks
    }

    /// The rows that lie in a piece, as bytes of it; rows are in text order, and those of several reviewers apart.
    fn stretches(&self, piece: Span) -> impl Iterator<Item = (usize, &'a Row, Range<usize>)> {
        let rows = &self.document.reviews.collation().rows;
        let (start, end) = (piece.start(), piece.end());
        let first = rows.partition_point(|row| row.place.end <= start);
        let here = rows.iter().enumerate().skip(first).take_while(move |(_, row)| row.place.start < end);
        here.map(move |(number, row)| {
            let range = row.place.start.max(start).get() - start.get()..row.place.end.min(end).get() - start.get();
            (number, row, range)
        })
    }

    fn is_current(&self, row: Option<usize>) -> bool {
        row.is_some() && row == self.document.reviews.current()
    }
}

/// The tag that most claims of a row have; of several the first.
fn commonest(row: &Row, document: &Document) -> Tag {
    let count = |tag: Tag| {
        let has = |(member, claim): &&(usize, crate::claim::ClaimId)| {
            let review = document.reviews.review(&document.review, *member);
            review.and_then(|review| review.claims().get(*claim)).is_some_and(|claim| claim.tag == tag)
        };
        row.claims.iter().filter(has).count()
    };
    Tag::ALL.into_iter().rev().max_by_key(|tag| count(*tag)).unwrap_or(Tag::Assertion)
}

impl Markings for Lanes<'_> {
    fn lanes(&self) -> usize {
        if self.has_lanes() { self.shown.len() } else { 1 }
    }

    fn paint_behind(&self, painter: &Painter, placed: &Placed, piece: Span, palette: &Palette) {
        let fill = |range: Range<usize>, color| {
            for rectangle in placed.paragraph.rectangles(range) {
                let rectangle = rectangle.translate(placed.origin.to_vec2()).expand2(vec2(0.5, 1.5));
                painter.rect_filled(rectangle, CornerRadius::same(2), color);
            }
        };
        if matches!(self.document.reviews.opposed(), Opposed::All) {
            for (number, row, range) in self.stretches(piece) {
                let RowKind::Stretch { division, .. } = row.kind else { continue };
                let share = division.value().unwrap_or_default() as f32;
                if share > 0.0 {
                    fill(range.clone(), palette.paper.lerp_to_gamma(palette.current_hit, share));
                }
                if self.is_current(Some(number)) {
                    for rectangle in placed.paragraph.rectangles(range) {
                        let rectangle = rectangle.translate(placed.origin.to_vec2()).expand(2.0);
                        let stroke = Stroke::new(1.6, palette.accent);
                        painter.rect_stroke(rectangle, 2, stroke, eframe::egui::StrokeKind::Middle);
                    }
                }
            }
            return;
        }
        let mut marks: Vec<Mark<'_>> = self.shown.iter().flat_map(|member| self.marks(*member, piece)).collect();
        // The current ones last, of the others the longest first.
        marks.sort_by_key(|mark| (self.is_current(mark.row), std::cmp::Reverse(mark.length)));
        for mark in marks {
            let row = mark.row.and_then(|row| self.row(row));
            let is_open = row.is_some_and(|row| row.is_contested() && row.settled.is_none());
            if self.is_current(mark.row) {
                fill(mark.range, palette.focus_tint(mark.claim.tag));
            } else if is_open {
                fill(mark.range, palette.tint(mark.claim.tag));
            }
        }
    }

    fn paint_over(&self, painter: &Painter, placed: &Placed, piece: Span, palette: &Palette, zoom: f32) {
        let scale = zoom.sqrt();
        let lines = |range: Range<usize>| {
            let rectangles = placed.paragraph.rectangles(range).into_iter();
            rectangles.map(|rectangle| rectangle.translate(placed.origin.to_vec2()))
        };
        if !self.has_lanes() {
            for (_, row, range) in self.stretches(piece) {
                let RowKind::Stretch { marked, .. } = row.kind else { continue };
                let tag = commonest(row, self.document);
                let share = marked as f32 / self.shown.len().max(1) as f32;
                let stroke = Stroke::new(lerp(0.8..=3.4, share) * scale, palette.strong(tag));
                for rectangle in lines(range) {
                    paint_line(
                        painter,
                        rectangle.left()..rectangle.right(),
                        rectangle.bottom() + 3.0 * scale,
                        tag,
                        stroke,
                    );
                }
            }
            return;
        }
        for (lane, member) in self.shown.iter().enumerate() {
            for mark in self.marks(*member, piece).into_iter().rev() {
                let tag = mark.claim.tag;
                let color = palette.strong(tag);
                let width = if self.is_current(mark.row) { 2.6 } else { 1.7 } * scale;
                for (number, rectangle) in lines(mark.range).enumerate() {
                    let y = rectangle.bottom() + (2.5 + lane as f32 * LANE + mark.level as f32 * 3.2) * scale;
                    let mut left = rectangle.left();
                    if number == 0 && mark.begins {
                        let corner = pos2(left - 1.0, y - 2.5 * scale);
                        let sign = format!("{}{}", member + 1, tag.letter());
                        let height = (LANE - 0.5) * scale;
                        left += paint_letters(painter, corner, height, &sign, color, palette.paper) + 1.0;
                    }
                    paint_line(painter, left..rectangle.right(), y, tag, Stroke::new(width, color));
                }
            }
        }
        let current = self.document.reviews.current_row();
        let here = current.and_then(|row| {
            let start = row.place.start.max(piece.start());
            let end = row.place.end.min(piece.end());
            (start < end).then(|| start.get() - piece.start().get()..end.get() - piece.start().get())
        });
        if let Some(range) = here {
            let (top, bottom) = (placed.paragraph.caret(range.start).top(), placed.paragraph.caret(range.end).bottom());
            let x = placed.origin.x - placed.style.indent - 12.0;
            let line = placed.origin.y + top..=placed.origin.y + bottom;
            painter.vline(x, line, Stroke::new(3.0, palette.accent));
        }
    }

    fn paint_strip(&self, painter: &Painter, strip: Rect, column: &Column, palette: &Palette) {
        let reviews = &self.document.reviews;
        let total = column.heights.total().max(1.0);
        let every = reviews.rows().len() / MOST_MARKS + 1;
        let rows = reviews.rows().iter().step_by(every).copied().chain(reviews.current());
        for number in rows {
            let Some(row) = self.row(number).filter(|row| row.is_contested() || self.is_current(Some(number))) else {
                continue;
            };
            if column.pieces.is_empty() {
                return;
            }
            let piece = piece_at(&column.pieces, row.place.start);
            let span = column.pieces[piece].span;
            let share = row.place.start.get().saturating_sub(span.start().get()) as f32 / span.len().max(1) as f32;
            let top = column.heights.before(piece) + f64::from(column.heights.get(piece) * share);
            let y = strip.top() + (top / total) as f32 * strip.height();
            let is_current = self.is_current(Some(number));
            let color = match (is_current, row.settled) {
                (true, _) => palette.accent,
                (false, None) => palette.warning,
                (false, Some(_)) => palette.line,
            };
            let inset = if is_current { 1.0 } else { 4.0 };
            let mark = Rect::from_min_max(pos2(strip.left() + inset, y), pos2(strip.right() - inset, y + 3.0));
            painter.rect_filled(mark, CornerRadius::ZERO, color);
        }
    }

    fn describe(&self, piece: Span) -> Option<String> {
        let document = self.document;
        let mut said = Vec::new();
        for member in &self.shown {
            let Some(review) = document.reviews.review(&document.review, *member) else { continue };
            let name = document.reviews.name(&document.review, *member);
            let mut claims = review.claims().touching(piece.start(), piece.end());
            claims.truncate(MOST_NAMED);
            for claim in claims {
                let words = excerpt(review, claim, NAMED_BYTES);
                said.push(format!("{name}: {} “{words}”", claim.tag.name()));
            }
            if said.len() >= MOST_NAMED {
                break;
            }
        }
        (!said.is_empty()).then(|| said.join(". "))
    }
}
