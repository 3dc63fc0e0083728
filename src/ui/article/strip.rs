//! The scroll bar, and beside it the strip that shows where claims are.

use eframe::egui::{Color32, CornerRadius, Painter, Rect, pos2};

use super::column::Column;
use crate::{claim::Tag, review::Review, ui::theme::Palette};

/// The width of the strip, in points: a lane for each tag.
pub(crate) const STRIP_WIDTH: f32 = 14.0;
/// The width of the scroll bar, in points.
pub(crate) const BAR_WIDTH: f32 = 12.0;

/// The smallest height of the scroll bar's thumb and of a claim's mark, in points.
const LEAST_THUMB: f32 = 28.0;
const LEAST_MARK: f32 = 2.0;

/// Where claims are, as bands of the strip; made anew only when the review or the strip's height changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Strip {
    made_for: Option<(u64, u32, u64)>,
    /// For each tag, the bands from top to bottom, as shares of the height.
    bands: [Vec<(f32, f32)>; 3],
}

impl Strip {
    /// Brings the bands in step with the review.
    pub(super) fn follow(&mut self, review: &Review, column: &Column, revision: u64, height: f32) {
        // Measuring pieces while scrolling changes the total a little; the bands need not follow below some two in a hundred.
        let key = (revision, height as u32, (column.heights.total().max(1.0).ln() * 40.0) as u64);
        if self.made_for == Some(key) || height <= 0.0 {
            return;
        }
        self.made_for = Some(key);
        self.bands = Default::default();
        let total = column.heights.total().max(1.0);
        // Claims and pieces are both in text order, so one pass over both finds every place.
        let mut piece = 0;
        for claim in review.claims().in_order() {
            let Some(extent) = claim.segments.extent() else { continue };
            while piece + 1 < column.pieces.len() && column.pieces[piece].span.end() <= extent.start() {
                piece += 1;
            }
            let Some(span) = column.pieces.get(piece).map(|piece| piece.span) else { break };
            let share = (extent.start().get().saturating_sub(span.start().get())) as f32 / span.len() as f32;
            let top = column.heights.before(piece) + f64::from(column.heights.get(piece) * share);
            let tall = f64::from(column.heights.get(piece)) * extent.len() as f64 / span.len() as f64;
            let (top, bottom) = ((top / total) as f32, ((top + tall) / total) as f32);
            let bottom = bottom.max(top + LEAST_MARK / height).min(1.0);
            let lane = &mut self.bands[claim.tag as usize];
            match lane.last_mut() {
                Some(last) if top <= last.1 + 0.5 / height => last.1 = last.1.max(bottom),
                _ => lane.push((top, bottom)),
            }
        }
    }

    /// Paints the bands, a lane for each tag.
    pub(super) fn paint(&self, painter: &Painter, rect: Rect, palette: &Palette) {
        let lane = (rect.width() - 2.0) / 3.0;
        for (number, tag) in Tag::ALL.into_iter().enumerate() {
            let left = rect.left() + 1.0 + lane * number as f32;
            for (top, bottom) in &self.bands[tag as usize] {
                let upper = pos2(left, rect.top() + top * rect.height());
                let lower = pos2(left + lane - 1.0, rect.top() + bottom * rect.height());
                painter.rect_filled(Rect::from_min_max(upper, lower), CornerRadius::ZERO, palette.strong(tag));
            }
        }
    }
}

/// Where the thumb is for a view of `height` that begins at `top` of an article of `total`, all in points.
pub(crate) fn thumb(track: Rect, top: f64, total: f64, height: f32) -> Option<Rect> {
    if total <= f64::from(height) || track.height() < LEAST_THUMB {
        return None;
    }
    let long = (f64::from(track.height()) * f64::from(height) / total).max(f64::from(LEAST_THUMB)) as f32;
    let share = (top / (total - f64::from(height))).clamp(0.0, 1.0) as f32;
    let y = track.top() + share * (track.height() - long);
    Some(Rect::from_min_max(pos2(track.left() + 3.0, y), pos2(track.right() - 3.0, y + long)))
}

/// Which height of the article the thumb means when its upper edge is at `y`.
pub(crate) fn top_for_thumb(track: Rect, y: f32, total: f64, height: f32) -> f64 {
    let long = (f64::from(track.height()) * f64::from(height) / total).max(f64::from(LEAST_THUMB)) as f32;
    let share = ((y - track.top()) / (track.height() - long).max(1.0)).clamp(0.0, 1.0);
    f64::from(share) * (total - f64::from(height)).max(0.0)
}

/// Paints the thumb.
pub(crate) fn paint_thumb(painter: &Painter, thumb: Rect, color: Color32) {
    painter.rect_filled(thumb, CornerRadius::same(3), color);
}
