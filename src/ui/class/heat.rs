//! The article as a class marked it: the ground the darker the more divided the class is, or the more give it a tag; the line under the
//! words the thicker the more have marked them.

use std::ops::Range;

use eframe::egui::{Color32, Painter, Rect, Stroke, lerp};

use super::words;
use crate::{
    app::{Classing, Heat, Marked, OpenClass},
    text::Span,
    ui::{
        article::{
            Markings,
            column::{Column, Placed},
            highlight::paint_line,
            marking::{BAR_INDENT, fill, frame, mark_strip, paint_bar, within},
            paragraph::Paragraph as _,
        },
        theme::Palette,
    },
};

/// How many stretches of a paragraph are named to a screen reader.
const MOST_NAMED: usize = 12;

/// How much of a stretch is named, in bytes.
const NAMED_BYTES: usize = 60;

/// How many marks the strip shows at most.
const MOST_MARKS: usize = 2000;

/// The article of a class, as it is painted.
pub(super) struct HeatMap<'a> {
    class: &'a Classing,
    open: &'a OpenClass,
    marked: &'a Marked,
}

impl<'a> HeatMap<'a> {
    pub(super) fn new(class: &'a Classing, open: &'a OpenClass) -> Self {
        Self { class, open, marked: open.marked(class.which) }
    }

    /// The stretches that lie in a piece, as bytes of it.
    fn stretches(&self, piece: Span) -> impl Iterator<Item = (usize, Range<usize>)> {
        let (start, end) = (piece.start(), piece.end());
        let stretches = &self.marked.stretches;
        let first = stretches.partition_point(|stretch| stretch.bytes.end <= start);
        let here = stretches.iter().enumerate().skip(first);
        here.take_while(move |(_, stretch)| stretch.bytes.start < end).map(move |(number, stretch)| {
            let from = stretch.bytes.start.max(start).get() - start.get();
            (number, from..stretch.bytes.end.min(end).get() - start.get())
        })
    }

    /// How hot a stretch is, from 0 to 1.
    fn heat(&self, number: usize) -> f32 {
        let pupils = self.marked.layers.len().max(1) as f32;
        match self.class.heat {
            Heat::Division => self.marked.division(number) as f32,
            Heat::Tagged(tag) => self.marked.shares.get(number).map_or(0.0, |share| share.given(tag) as f32 / pupils),
        }
    }

    /// The place that is looked at as far as it lies in a piece.
    fn looked(&self, piece: Span) -> Option<Range<usize>> {
        within(&self.class.looked()?.place, piece)
    }
}

/// The colour of the ground for a heat from 0 to 1.
pub(super) fn ground(heat: Heat, share: f32, palette: &Palette) -> Color32 {
    let share = share.clamp(0.0, 1.0);
    // Two camps of one size are divided by a half, and more than that is rare: the root makes the most of the shades.
    let (hottest, share) = match heat {
        Heat::Division => (palette.current_hit, share.sqrt()),
        Heat::Tagged(tag) => (palette.focus_tint(tag), share),
    };
    palette.paper.lerp_to_gamma(hottest, share)
}

impl Markings for HeatMap<'_> {
    fn lanes(&self) -> usize {
        1
    }

    fn paint_behind(&self, painter: &Painter, placed: &Placed, piece: Span, palette: &Palette) {
        for (number, range) in self.stretches(piece) {
            let heat = self.heat(number);
            if heat > 0.0 {
                fill(painter, placed, range, ground(self.class.heat, heat, palette));
            }
        }
        if let Some(range) = self.looked(piece) {
            frame(painter, placed, range, Stroke::new(2.2, palette.accent));
        }
    }

    fn paint_over(&self, painter: &Painter, placed: &Placed, piece: Span, palette: &Palette, zoom: f32) {
        let scale = zoom.sqrt();
        let pupils = self.marked.layers.len().max(1) as f32;
        for (number, range) in self.stretches(piece) {
            let Some(share) = self.marked.shares.get(number) else { continue };
            let (tag, count) = match self.class.heat {
                Heat::Division => (share.commonest(), share.marked),
                Heat::Tagged(tag) => (tag, share.given(tag)),
            };
            if count == 0 {
                continue;
            }
            let stroke = Stroke::new(lerp(0.8..=4.0, count as f32 / pupils) * scale, palette.strong(tag));
            for rectangle in placed.paragraph.rectangles(range) {
                let rectangle = rectangle.translate(placed.origin.to_vec2());
                let y = rectangle.bottom() + 3.5 * scale;
                paint_line(painter, rectangle.left()..rectangle.right(), y, tag, stroke);
            }
        }
        if let Some(range) = self.looked(piece) {
            paint_bar(painter, placed, &range, BAR_INDENT, palette);
        }
    }

    fn paint_strip(&self, painter: &Painter, strip: Rect, column: &Column, palette: &Palette) {
        let every = self.marked.stretches.len() / MOST_MARKS + 1;
        for (number, stretch) in self.marked.stretches.iter().enumerate().step_by(every) {
            let heat = self.heat(number);
            if heat > 0.0 {
                let color = palette.panel.lerp_to_gamma(palette.warning, heat);
                mark_strip(painter, strip, column, stretch.bytes.start, color, false);
            }
        }
        if let Some(looked) = self.class.looked() {
            mark_strip(painter, strip, column, looked.place.start, palette.accent, true);
        }
    }

    fn describe(&self, piece: Span) -> Option<String> {
        let text = self.open.key.article().text().as_str();
        let pupils = self.marked.layers.len();
        let named = self.stretches(piece).take(MOST_NAMED).filter_map(|(number, _)| {
            let (stretch, share) = (self.marked.stretches.get(number)?, self.marked.shares.get(number)?);
            let words = words::excerpt(text, &stretch.bytes, NAMED_BYTES);
            let division = words::percent(self.marked.division(number));
            Some(format!("“{words}”: {} of {pupils} marked it, {division} divided", share.marked))
        });
        let named: Vec<String> = named.collect();
        (!named.is_empty()).then(|| named.join(". "))
    }
}
