//! The key in the article: the pupil's claims are painted as always, and under them, in a lane of its own, what the key has where it
//! differs.

use std::ops::Range;

use eframe::egui::{Align2, Painter, Rect, Stroke, pos2};

use super::list::sign_of;
use crate::{
    app::{Document, HeldKey, RevealRow, Standing, explain},
    text::Span,
    ui::{
        article::{
            Markings,
            column::{Column, LANE, Placed},
            marking::{Lane, Strand, frame, mark_strip, paint_bar, paint_strand, stack, within},
            paragraph::Paragraph as _,
        },
        theme::{Palette, STRONG, font},
    },
};

/// How many rows of a paragraph are named to a screen reader.
const MOST_NAMED: usize = 12;

/// How many marks the strip shows at most.
const MOST_MARKS: usize = 2000;

/// The key as it is painted.
pub(super) struct KeyMarks<'a> {
    document: &'a Document,
    key: &'a HeldKey,
}

/// Of which row a stretch of a claim of the key is.
#[derive(Clone, Copy)]
struct OfRow {
    row: usize,
    /// Whether the key leaves it open.
    is_optional: bool,
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
    fn marks(&self, piece: Span) -> Vec<(OfRow, Strand)> {
        let mut marks = Vec::new();
        for (number, row) in self.rows_in(piece) {
            let of = OfRow { row: number, is_optional: row.standing != Standing::Counts };
            for choice in row.expected(self.key) {
                let spans = choice.segments.placed().iter();
                marks.extend(spans.filter_map(|span| Some((of, Strand::of(choice.tag, *span, piece)?))));
            }
        }
        stack(&mut marks);
        marks
    }

    fn is_current(&self, row: usize) -> bool {
        self.document.revealing.current() == Some(row)
    }

    /// The place of the row that is looked at as far as it lies in a piece.
    fn current_in(&self, piece: Span) -> Option<Range<usize>> {
        let place = self.document.revealing.current_row()?.place();
        within(&place, piece)
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
        for (_, strand) in self.marks(piece).into_iter().filter(|(of, _)| self.is_current(of.row)) {
            frame(painter, placed, strand.range, Stroke::new(1.6, palette.strong(strand.tag)));
        }
    }

    fn paint_over(&self, painter: &Painter, placed: &Placed, piece: Span, palette: &Palette, zoom: f32) {
        let scale = zoom.sqrt();
        // Its signs are words, which need to be read.
        let lane = Lane { number: 1, sign_height: LANE + 0.5 };
        for (of, strand) in self.marks(piece).iter().rev() {
            let letter = strand.tag.letter();
            let sign = if of.is_optional { format!("(Key {letter})") } else { format!("Key {letter}") };
            paint_strand(painter, placed, (lane, strand), &sign, self.is_current(of.row), palette, scale);
        }
        let x = placed.origin.x - placed.style.indent;
        let mut before = None;
        for (_, row) in self.rows_in(piece).filter(|(_, row)| piece.start() <= row.place().start) {
            let byte = row.place().start.get() - piece.start().get();
            let y = placed.origin.y + placed.paragraph.caret(byte).center().y;
            // Of several on one line the first stands for all.
            if before == Some(y.round() as i32) {
                continue;
            }
            before = Some(y.round() as i32);
            let (sign, color) = sign_of(row, palette);
            painter.text(pos2(x - 13.0, y), Align2::CENTER_CENTER, sign, font(STRONG, 13.0 * scale), color);
        }
        if let Some(range) = self.current_in(piece) {
            paint_bar(painter, placed, &range, 24.0, palette);
        }
    }

    fn paint_strip(&self, painter: &Painter, strip: Rect, column: &Column, palette: &Palette) {
        let revealing = &self.document.revealing;
        let every = revealing.rows().len() / MOST_MARKS + 1;
        for number in revealing.rows().iter().step_by(every).copied().chain(revealing.current()) {
            let Some(row) = revealing.revealed().rows.get(number) else { continue };
            let is_current = self.is_current(number);
            let color = if is_current { palette.accent } else { sign_of(row, palette).1 };
            mark_strip(painter, strip, column, row.place().start, color, is_current);
        }
    }

    fn describe(&self, piece: Span) -> Option<String> {
        let rows = self.rows_in(piece).filter(|(_, row)| row.standing != Standing::Outside).take(MOST_NAMED);
        let said: Vec<String> = rows.map(|(_, row)| explain(row, self.key, &self.document.review).sentence).collect();
        (!said.is_empty()).then(|| said.join(". "))
    }
}
