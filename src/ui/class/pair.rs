//! The article with a pupil's claims beside those of the key: a lane of lines for each under the words, and a ground where they differ.

use std::ops::Range;

use eframe::egui::{Painter, Rect, Stroke};

use crate::{
    app::{Facing, OpenClass},
    review::{Review, excerpt},
    text::Span,
    ui::{
        article::{
            Markings,
            column::{Column, LANE, Placed},
            marking::{BAR_INDENT, Lane, Strand, fill, frame, mark_strip, paint_bar, paint_strand, stack, within},
        },
        theme::Palette,
    },
};

/// How many claims of a paragraph are named to a screen reader, and how much of each.
const MOST_NAMED: usize = 12;
const NAMED_BYTES: usize = 80;

/// The key and a pupil, as they are painted.
pub(super) struct PairLanes<'a> {
    open: &'a OpenClass,
    facing: &'a Facing,
}

/// A segment of a claim, and the number of the claim's entry among what there is to look at.
type Mark = (Option<usize>, Strand);

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
    fn marks(&self, review: &Review, is_key: bool, piece: Span) -> Vec<Mark> {
        let mut marks = Vec::new();
        for claim in review.claims().touching(piece.start(), piece.end()) {
            let entry = self.facing.entry_of(claim.id, is_key);
            let strands = claim.segments.placed().iter().filter_map(|span| Strand::of(claim.tag, *span, piece));
            marks.extend(strands.map(|strand| (entry, strand)));
        }
        stack(&mut marks);
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
        let mut marks: Vec<Mark> =
            both.iter().enumerate().flat_map(|(lane, (review, _))| self.marks(review, lane == 0, piece)).collect();
        marks.sort_by_key(|(_, strand)| std::cmp::Reverse(strand.length));
        for (_, strand) in marks.into_iter().filter(|(entry, _)| self.is_different(*entry)) {
            fill(painter, placed, strand.range, palette.tint(strand.tag));
        }
        if let Some(range) = self.current(piece) {
            frame(painter, placed, range, Stroke::new(2.2, palette.accent));
        }
    }

    fn paint_over(&self, painter: &Painter, placed: &Placed, piece: Span, palette: &Palette, zoom: f32) {
        let scale = zoom.sqrt();
        for (number, (review, sign)) in self.reviews().into_iter().enumerate() {
            let lane = Lane { number, sign_height: LANE - 0.5 };
            for (entry, strand) in self.marks(review, number == 0, piece).iter().rev() {
                let is_current = entry.is_some() && *entry == self.facing.current;
                let sign = format!("{sign}{}", strand.tag.letter());
                paint_strand(painter, placed, (lane, strand), &sign, is_current, palette, scale);
            }
        }
        if let Some(range) = self.current(piece) {
            paint_bar(painter, placed, &range, BAR_INDENT, palette);
        }
    }

    fn paint_strip(&self, painter: &Painter, strip: Rect, column: &Column, palette: &Palette) {
        let entries = &self.facing.reveal.entries;
        for number in &self.facing.differences {
            mark_strip(painter, strip, column, entries[*number].bytes.start, palette.warning, false);
        }
        if let Some(entry) = self.facing.current.and_then(|current| entries.get(current)) {
            mark_strip(painter, strip, column, entry.bytes.start, palette.accent, true);
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
