//! What several reviewers marked, painted about the words of the article: a lane of lines for each under the words or, for many, how
//! many of them marked what and how divided they are.

use std::ops::Range;

use eframe::egui::{Painter, Rect, Stroke, lerp};

use crate::{
    app::{Document, Opposed, Row, RowKind},
    claim::Tag,
    review::excerpt,
    text::Span,
    ui::{
        article::{
            Markings,
            column::{Column, LANE, Placed},
            highlight::paint_line,
            marking::{BAR_INDENT, Lane, Strand, fill, frame, mark_strip, paint_bar, paint_strand, stack, within},
            paragraph::Paragraph as _,
        },
        theme::Palette,
    },
};

/// How many reviewers have a lane each; of more only shares are shown.
pub(super) const MOST_LANES: usize = 6;

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

/// A segment of a claim, and the number of the claim's row.
type Mark = (Option<usize>, Strand);

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
    fn marks(&self, member: usize, piece: Span) -> Vec<Mark> {
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
            let strands = claim.segments.placed().iter().filter_map(|span| Strand::of(claim.tag, *span, piece));
            marks.extend(strands.map(|strand| (row, strand)));
        }
        stack(&mut marks);
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
        if matches!(self.document.reviews.opposed(), Opposed::All) {
            for (number, row, range) in self.stretches(piece) {
                let RowKind::Stretch { division, .. } = row.kind else { continue };
                let share = division.value().unwrap_or_default() as f32;
                if share > 0.0 {
                    fill(painter, placed, range.clone(), palette.paper.lerp_to_gamma(palette.current_hit, share));
                }
                if self.is_current(Some(number)) {
                    frame(painter, placed, range, Stroke::new(1.6, palette.accent));
                }
            }
            return;
        }
        let mut marks: Vec<Mark> = self.shown.iter().flat_map(|member| self.marks(*member, piece)).collect();
        // The current ones last, of the others the longest first.
        marks.sort_by_key(|(row, strand)| (self.is_current(*row), std::cmp::Reverse(strand.length)));
        for (number, strand) in marks {
            let row = number.and_then(|row| self.row(row));
            let is_open = row.is_some_and(|row| row.is_contested() && row.settled.is_none());
            if self.is_current(number) {
                fill(painter, placed, strand.range, palette.focus_tint(strand.tag));
            } else if is_open {
                fill(painter, placed, strand.range, palette.tint(strand.tag));
            }
        }
    }

    fn paint_over(&self, painter: &Painter, placed: &Placed, piece: Span, palette: &Palette, zoom: f32) {
        let scale = zoom.sqrt();
        if !self.has_lanes() {
            for (_, row, range) in self.stretches(piece) {
                let RowKind::Stretch { marked, .. } = row.kind else { continue };
                let tag = commonest(row, self.document);
                let share = marked as f32 / self.shown.len().max(1) as f32;
                let stroke = Stroke::new(lerp(0.8..=3.4, share) * scale, palette.strong(tag));
                for rectangle in placed.paragraph.rectangles(range) {
                    let rectangle = rectangle.translate(placed.origin.to_vec2());
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
        for (number, member) in self.shown.iter().enumerate() {
            let lane = Lane { number, sign_height: LANE - 0.5 };
            for (row, strand) in self.marks(*member, piece).iter().rev() {
                let sign = format!("{}{}", member + 1, strand.tag.letter());
                paint_strand(painter, placed, (lane, strand), &sign, self.is_current(*row), palette, scale);
            }
        }
        if let Some(range) = self.document.reviews.current_row().and_then(|row| within(&row.place, piece)) {
            paint_bar(painter, placed, &range, BAR_INDENT, palette);
        }
    }

    fn paint_strip(&self, painter: &Painter, strip: Rect, column: &Column, palette: &Palette) {
        let reviews = &self.document.reviews;
        let every = reviews.rows().len() / MOST_MARKS + 1;
        let rows = reviews.rows().iter().step_by(every).copied().chain(reviews.current());
        for number in rows {
            let Some(row) = self.row(number).filter(|row| row.is_contested() || self.is_current(Some(number))) else {
                continue;
            };
            let is_current = self.is_current(Some(number));
            let color = match (is_current, row.settled) {
                (true, _) => palette.accent,
                (false, None) => palette.warning,
                (false, Some(_)) => palette.line,
            };
            mark_strip(painter, strip, column, row.place.start, color, is_current);
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
