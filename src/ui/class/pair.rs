//! The article with a pupil's claims beside those of the key: a lane of lines for each under the words, and a ground where they differ.

use std::ops::Range;

use eframe::egui::{Painter, Rect, Stroke, pos2};

use super::heat::{fill, frame, mark_strip, paint_bar, within};
use crate::{
    app::{Facing, OpenClass},
    claim::Claim,
    review::{Review, excerpt},
    text::Span,
    ui::{
        article::{
            Markings,
            column::{Column, LANE, Placed},
            highlight::{levels, paint_letters, paint_line},
            paragraph::Paragraph as _,
        },
        theme::Palette,
    },
};

/// How many lines are stacked in a lane; claims nested deeper share the lower.
const MOST_LEVELS: usize = 2;

/// How many claims of a paragraph are named to a screen reader, and how much of each.
const MOST_NAMED: usize = 12;
const NAMED_BYTES: usize = 80;

/// The key and a pupil, as they are painted.
pub(super) struct PairLanes<'a> {
    open: &'a OpenClass,
    facing: &'a Facing,
}

/// A segment of a claim in a piece.
struct Mark<'a> {
    claim: &'a Claim,
    /// The number of its entry among what there is to look at.
    entry: Option<usize>,
    /// The bytes of the piece it has.
    range: Range<usize>,
    begins: bool,
    length: usize,
    level: usize,
}

impl<'a> PairLanes<'a> {
    pub(super) fn new(open: &'a OpenClass, facing: &'a Facing) -> Self {
        Self { open, facing }
    }

    /// The two lanes: of the key, and of the pupil.
    fn reviews(&self) -> [(&'a Review, &'static str); 2] {
        [(&self.open.key, "K"), (&self.facing.review, "P")]
    }

    fn is_different(&self, entry: Option<usize>) -> bool {
        entry.is_some_and(|entry| self.facing.differences.binary_search(&entry).is_ok())
    }

    /// The segments of the claims of one of both, the shortest first.
    fn marks(&self, review: &'a Review, is_key: bool, piece: Span) -> Vec<Mark<'a>> {
        let mut marks = Vec::new();
        for claim in review.claims().touching(piece.start(), piece.end()) {
            let entry = self.facing.entry_of(claim.id, is_key);
            for span in claim.segments.placed() {
                let Some(range) = within(&(span.start()..span.end()), piece) else { continue };
                let begins = span.start() >= piece.start();
                marks.push(Mark { claim, entry, range, begins, length: span.len(), level: 0 });
            }
        }
        marks.sort_by_key(|mark| (mark.length, mark.range.start));
        let levels = levels(marks.iter().map(|mark| mark.range.clone()), MOST_LEVELS);
        for (mark, level) in marks.iter_mut().zip(levels) {
            mark.level = level;
        }
        marks
    }

    fn current(&self, piece: Span) -> Option<Range<usize>> {
        within(&self.facing.reveal.entries.get(self.facing.current?)?.bytes, piece)
    }
}

impl Markings for PairLanes<'_> {
    fn lanes(&self) -> usize {
        2
    }

    fn paint_behind(&self, painter: &Painter, placed: &Placed, piece: Span, palette: &Palette) {
        let both = self.reviews();
        let mut marks: Vec<Mark<'_>> =
            both.iter().enumerate().flat_map(|(lane, (review, _))| self.marks(review, lane == 0, piece)).collect();
        marks.sort_by_key(|mark| std::cmp::Reverse(mark.length));
        for mark in marks.into_iter().filter(|mark| self.is_different(mark.entry)) {
            fill(painter, placed, mark.range, palette.tint(mark.claim.tag));
        }
        if let Some(range) = self.current(piece) {
            frame(painter, placed, range, palette.accent);
        }
    }

    fn paint_over(&self, painter: &Painter, placed: &Placed, piece: Span, palette: &Palette, zoom: f32) {
        let scale = zoom.sqrt();
        for (lane, (review, sign)) in self.reviews().into_iter().enumerate() {
            for mark in self.marks(review, lane == 0, piece).into_iter().rev() {
                let tag = mark.claim.tag;
                let color = palette.strong(tag);
                let width = if mark.entry.is_some() && mark.entry == self.facing.current { 2.6 } else { 1.7 } * scale;
                for (number, rectangle) in placed.paragraph.rectangles(mark.range.clone()).into_iter().enumerate() {
                    let rectangle = rectangle.translate(placed.origin.to_vec2());
                    let y = rectangle.bottom() + (2.5 + lane as f32 * LANE + mark.level as f32 * 3.2) * scale;
                    let mut left = rectangle.left();
                    if number == 0 && mark.begins {
                        let corner = pos2(left - 1.0, y - 2.5 * scale);
                        let words = format!("{sign}{}", tag.letter());
                        left +=
                            paint_letters(painter, corner, (LANE - 0.5) * scale, &words, color, palette.paper) + 1.0;
                    }
                    paint_line(painter, left..rectangle.right(), y, tag, Stroke::new(width, color));
                }
            }
        }
        if let Some(range) = self.current(piece) {
            paint_bar(painter, placed, &range, palette);
        }
    }

    fn paint_strip(&self, painter: &Painter, strip: Rect, column: &Column, palette: &Palette) {
        let entries = &self.facing.reveal.entries;
        for number in &self.facing.differences {
            mark_strip(painter, strip, column, entries[*number].bytes.start, palette.warning, 4.0);
        }
        if let Some(entry) = self.facing.current.and_then(|current| entries.get(current)) {
            mark_strip(painter, strip, column, entry.bytes.start, palette.accent, 1.0);
        }
    }

    fn describe(&self, piece: Span) -> Option<String> {
        let mut said = Vec::new();
        for ((review, _), name) in self.reviews().into_iter().zip(["Key", "Pupil"]) {
            let mut claims = review.claims().touching(piece.start(), piece.end());
            claims.truncate(MOST_NAMED);
            let words = claims
                .into_iter()
                .map(|claim| format!("{name}: {} “{}”", claim.tag.name(), excerpt(review, claim, NAMED_BYTES)));
            said.extend(words);
        }
        (!said.is_empty()).then(|| said.join(". "))
    }
}
