//! Painting marks: bars, columns, the strip, and the figures at the top.

use eframe::egui::{
    Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2,
    text::{LayoutJob, TextFormat, TextWrapping},
    vec2,
};

use super::marks::MarkState;
use crate::{
    claim::{StatusGroup, Tag},
    figure::{Look, Mark, shown},
    ui::{
        article::highlight::{paint_line, paint_status},
        theme::{Palette, STRONG, font},
    },
};

/// The size of text beside marks, in points at 100 %, and of what is said in passing.
const TEXT: f32 = 12.5;
const SMALL: f32 = 10.5;
/// The room for a bar’s figure.
const FIGURE: f32 = 58.0;
/// The room below columns and lanes for what is said of them.
const FOOT: f32 = 20.0;
/// The room before lanes.
const LANE_LABEL: f32 = 112.0;
/// How many signs of a label are laid out at all.
const MOST_SIGNS: usize = 120;

/// Where marks of a card are painted, and with what.
pub(super) struct Frame<'a> {
    pub painter: &'a Painter,
    pub palette: &'a Palette,
    pub scale: f32,
    /// The card below its heading.
    pub area: Rect,
}

/// Where the lanes of a strip are.
pub(super) fn lanes(area: Rect, scale: f32) -> Rect {
    let left = area.left() + (LANE_LABEL * scale).min(area.width() * 0.3);
    Rect::from_min_max(pos2(left, area.top()), pos2(area.right(), area.bottom() - FOOT * scale))
}

impl Frame<'_> {
    /// Bars below each other.
    pub(super) fn bars(&self, marks: &[Mark], rects: &[Rect], states: &[MarkState]) {
        for ((mark, rect), state) in marks.iter().zip(rects).zip(states) {
            self.ground(*rect, *state);
            let indent = if mark.is_part { 14.0 * self.scale } else { 0.0 };
            let middle = rect.center().y;
            let mut left = rect.left() + 2.0 + indent;
            if has_sign(mark.look) {
                self.sign(pos2(left + 6.0 * self.scale, middle), mark.look, mark.is_part);
                left += 18.0 * self.scale;
            }
            let bars_left = rect.left() + (rect.width() * 0.44).min(190.0 * self.scale);
            let bars_right = rect.right() - FIGURE * self.scale;
            let (ink, size) = if mark.is_part { (self.palette.soft_ink, TEXT - 1.0) } else { (self.palette.ink, TEXT) };
            self.text(pos2(left, middle), Align2::LEFT_CENTER, &mark.label, size, ink, bars_left - left - 6.0);
            let width = (bars_right - bars_left) * mark.length as f32;
            let half = if mark.is_part { 3.5 } else { 6.5 } * self.scale;
            let bar = Rect::from_min_max(
                pos2(bars_left, middle - half),
                pos2(bars_left + width.max(if mark.length > 0.0 { 2.0 } else { 0.0 }), middle + half),
            );
            self.bar(bar, mark.look);
            let at = pos2(bar.right() + 7.0 * self.scale, middle);
            self.text(at, Align2::LEFT_CENTER, &mark.figure, TEXT, self.palette.soft_ink, FIGURE * self.scale);
            self.ring(*rect, *state);
        }
    }

    /// Columns side by side.
    pub(super) fn columns(&self, marks: &[Mark], rects: &[Rect], states: &[MarkState]) {
        let Some(first) = rects.first() else { return };
        let bottom = first.bottom() - FOOT * self.scale;
        let top = first.top() + FOOT * self.scale;
        self.painter.hline(self.area.left()..=self.area.right(), bottom + 1.0, Stroke::new(1.0, self.palette.line));
        let every = ((46.0 * self.scale / first.width()).ceil() as usize).max(1);
        for (number, ((mark, rect), state)) in marks.iter().zip(rects).zip(states).enumerate() {
            self.ground(*rect, *state);
            let middle = rect.center().x;
            if mark.length > 0.0 {
                let height = (bottom - top) * mark.length as f32;
                let half = rect.width() * 0.36;
                let column = Rect::from_min_max(pos2(middle - half, bottom - height), pos2(middle + half, bottom));
                self.bar(column, mark.look);
                let at = pos2(middle, column.top() - 2.0);
                self.text(at, Align2::CENTER_BOTTOM, &mark.figure, SMALL, self.palette.soft_ink, f32::INFINITY);
            }
            if number % every == 0 {
                let at = pos2(middle.max(self.area.left() + 16.0 * self.scale), bottom + 4.0);
                self.text(at, Align2::CENTER_TOP, &mark.label, SMALL, self.palette.soft_ink, f32::INFINITY);
            }
            self.ring(*rect, *state);
        }
    }

    /// The text from its start to its end, a lane for each tag.
    pub(super) fn strip(&self, shares: &[[f64; 3]], rects: &[Rect], states: &[MarkState]) {
        let lanes = lanes(self.area, self.scale);
        let pitch = lanes.height() / 3.0;
        for (rect, state) in rects.iter().zip(states) {
            self.ground(*rect, *state);
        }
        for tag in Tag::ALL {
            let baseline = lanes.top() + pitch * (tag as usize + 1) as f32 - 6.0 * self.scale;
            let most = pitch - 12.0 * self.scale;
            let middle = pos2(self.area.left() + 8.0 * self.scale, baseline - most / 2.0);
            self.sign(middle, Look::Tag(tag), false);
            let room = lanes.left() - middle.x - 14.0 * self.scale;
            let label = middle + vec2(12.0 * self.scale, 0.0);
            self.text(label, Align2::LEFT_CENTER, tag.label(), TEXT, self.palette.ink, room);
            for (rect, shares) in rects.iter().zip(shares) {
                let share = shares[tag as usize] as f32;
                if share > 0.0 {
                    let top = baseline - (most * share).max(1.0);
                    let filled = Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), baseline));
                    self.painter.rect_filled(filled, CornerRadius::ZERO, self.palette.strong(tag));
                }
            }
            let stroke = Stroke::new(1.5, self.palette.strong(tag));
            paint_line(self.painter, lanes.left()..lanes.right(), baseline + 2.5 * self.scale, tag, stroke);
        }
        let foot = self.area.bottom();
        let ends = [(lanes.left(), Align2::LEFT_BOTTOM, "Start"), (lanes.right(), Align2::RIGHT_BOTTOM, "End")];
        for (x, align, words) in ends {
            self.text(pos2(x, foot), align, words, SMALL, self.palette.soft_ink, f32::INFINITY);
        }
        for (rect, state) in rects.iter().zip(states) {
            self.ring(*rect, *state);
        }
    }

    /// Behind a mark that is pointed at.
    fn ground(&self, rect: Rect, state: MarkState) {
        if state.is_hovered {
            self.painter.rect_filled(rect.expand2(vec2(4.0, 0.0)), CornerRadius::same(4), self.palette.panel);
        }
    }

    /// Around the mark that has the keyboard.
    fn ring(&self, rect: Rect, state: MarkState) {
        if state.has_focus {
            ring(self.painter, rect.expand2(vec2(4.0, 0.0)), CornerRadius::same(4), self.palette);
        }
    }

    fn bar(&self, rect: Rect, look: Look) {
        if rect.width() <= 0.0 {
            return;
        }
        let palette = self.palette;
        let square = CornerRadius::ZERO;
        let line = |color| Stroke::new(1.7, color);
        match look {
            Look::Tag(tag) => {
                self.painter.rect_filled(rect, square, palette.focus_tint(tag));
                paint_line(self.painter, rect.left()..rect.right(), rect.bottom(), tag, line(palette.strong(tag)));
            }
            Look::Status(group) => {
                self.painter.rect_filled(rect, square, palette.selection);
                let color = if group == StatusGroup::Skipped { palette.soft_ink } else { palette.status(group) };
                self.painter.hline(rect.left()..=rect.right(), rect.bottom(), line(color));
            }
            Look::Plain => {
                self.painter.rect_filled(rect, square, palette.selection);
                self.painter.hline(rect.left()..=rect.right(), rect.bottom(), line(palette.accent));
            }
            Look::Outline => {
                let corners =
                    [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
                let stroke = Stroke::new(1.0, palette.soft_ink);
                self.painter.extend(Shape::dashed_line(&corners, stroke, 2.5, 2.5));
            }
        }
    }

    /// The sign of a tag, its letter, or of a group of states.
    fn sign(&self, center: Pos2, look: Look, is_part: bool) {
        let size = if is_part { 8.0 } else { 12.0 } * self.scale;
        match look {
            Look::Tag(tag) => {
                let ground = Rect::from_center_size(center, Vec2::splat(size));
                self.painter.rect_filled(ground, CornerRadius::same(2), self.palette.strong(tag));
                let letter = font(STRONG, size - 2.0);
                self.painter.text(center, Align2::CENTER_CENTER, tag.letter(), letter, self.palette.paper);
            }
            Look::Status(group) => {
                let color =
                    if group == StatusGroup::Skipped { self.palette.soft_ink } else { self.palette.status(group) };
                paint_status(self.painter, center, size * 0.85, group, color, self.palette);
            }
            Look::Plain | Look::Outline => {}
        }
    }

    fn text(&self, at: Pos2, align: Align2, words: &str, size: f32, color: Color32, room: f32) {
        text(self.painter, (at, align), words, FontId::proportional(size * self.scale), color, room);
    }
}

fn has_sign(look: Look) -> bool {
    matches!(look, Look::Tag(_) | Look::Status(_))
}

fn ring(painter: &Painter, rect: Rect, corners: CornerRadius, palette: &Palette) {
    painter.rect_stroke(rect, corners, Stroke::new(2.0, palette.accent), StrokeKind::Inside);
}

/// Words in one line, cut where the room ends.
fn text(painter: &Painter, (at, align): (Pos2, Align2), words: &str, font: FontId, color: Color32, room: f32) {
    let mut job = LayoutJob::single_section(shown(words, MOST_SIGNS), TextFormat::simple(font, color));
    job.wrap = TextWrapping { max_width: room.max(1.0), ..TextWrapping::truncate_at_width(room.max(1.0)) };
    let galley = painter.layout_job(job);
    let rect = align.anchor_size(at, galley.size());
    painter.galley(rect.min, galley, color);
}

/// A figure at the top, by itself.
pub(super) fn tile(painter: &Painter, rect: Rect, mark: &Mark, state: MarkState, palette: &Palette, scale: f32) {
    let corners = CornerRadius::same(10);
    let ground = if state.is_hovered { palette.panel } else { palette.raised };
    painter.rect(rect, corners, ground, Stroke::new(1.0, palette.line), StrokeKind::Inside);
    let inside = rect.shrink2(vec2(14.0, 10.0) * scale);
    text(
        painter,
        (inside.left_top(), Align2::LEFT_TOP),
        &mark.figure,
        font(STRONG, 21.0 * scale),
        palette.ink,
        inside.width(),
    );
    let label = FontId::proportional(TEXT * scale);
    text(painter, (inside.left_bottom(), Align2::LEFT_BOTTOM), &mark.label, label, palette.soft_ink, inside.width());
    if mark.look == Look::Status(StatusGroup::Checked) {
        let y = rect.bottom() - 5.0;
        painter.hline(inside.left()..=inside.right(), y, Stroke::new(2.0, palette.line));
        let done = inside.left() + inside.width() * mark.length as f32;
        painter.hline(inside.left()..=done, y, Stroke::new(3.0, palette.success));
    }
    if state.has_focus {
        ring(painter, rect, corners, palette);
    }
}
