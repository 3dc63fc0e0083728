//! Painting the claims: a tint behind the words, a line with a pattern under them, a letter where each begins.

use std::ops::Range;

use eframe::egui::{Align2, Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};

use super::{column::Placed, paragraph::Paragraph as _};
use crate::{
    app::Focus,
    claim::{Claim, ClaimId, StatusGroup, Tag},
    review::Claims,
    text::Span,
    ui::theme::{Palette, STRONG, font},
};

/// How many lines are stacked under words; claims nested deeper share the lowest.
const MOST_LEVELS: usize = 3;

/// A segment of a claim, as far as it lies in one piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// The claim.
    pub claim: ClaimId,
    /// Its tag.
    pub tag: Tag,
    /// Its status.
    pub status: StatusGroup,
    /// The number of the segment.
    pub segment: usize,
    /// The bytes of the piece it has.
    pub start: usize,
    /// And where they end.
    pub end: usize,
    /// Whether the segment begins in this piece.
    pub begins: bool,
    /// Whether it ends in this piece.
    pub ends: bool,
    /// The length of the whole segment, by which nesting is told.
    pub length: usize,
    /// How far below the words its line runs, counted from 0.
    pub level: usize,
}

/// The marks of a piece, innermost first.
pub(super) fn marks(claims: &Claims, piece: Span) -> Vec<Mark> {
    let mut marks: Vec<Mark> =
        claims.touching(piece.start(), piece.end()).into_iter().flat_map(|claim| marks_of(claim, piece)).collect();
    marks.sort_by_key(|mark| (mark.length, mark.start));
    // The inner line runs next to the words, each outer one below those it would meet.
    let levels = levels(marks.iter().map(|mark| mark.start..mark.end), MOST_LEVELS);
    for (mark, level) in marks.iter_mut().zip(levels) {
        mark.level = level;
    }
    marks
}

/// How far below the words the line of each of several places runs, counted from 0: the first that no place before it has where it runs.
/// What finds none among `most` shares the lowest.
pub(crate) fn levels(places: impl Iterator<Item = Range<usize>>, most: usize) -> Vec<usize> {
    let mut done: Vec<(Range<usize>, usize)> = Vec::new();
    for place in places {
        let meets = |other: &Range<usize>| other.start < place.end && place.start < other.end;
        let is_taken = |level: usize| done.iter().any(|(other, taken)| *taken == level && meets(other));
        let level = (0..most).find(|level| !is_taken(*level)).unwrap_or(most - 1);
        done.push((place, level));
    }
    done.into_iter().map(|(_, level)| level).collect()
}

fn marks_of(claim: &Claim, piece: Span) -> impl Iterator<Item = Mark> {
    claim.segments.placed().iter().enumerate().filter(move |(_, span)| span.overlaps(piece)).map(
        move |(segment, span)| Mark {
            claim: claim.id,
            tag: claim.tag,
            status: claim.status.state.group(),
            segment,
            start: span.start().max(piece.start()).get() - piece.start().get(),
            end: span.end().min(piece.end()).get() - piece.start().get(),
            begins: span.start() >= piece.start(),
            ends: span.end() <= piece.end(),
            length: span.len(),
            level: 0,
        },
    )
}

/// The stretches of a piece that have one innermost mark each.
fn stretches(marks: &[Mark]) -> Vec<(Range<usize>, &Mark)> {
    let mut ends: Vec<usize> = marks.iter().flat_map(|mark| [mark.start, mark.end]).collect();
    ends.sort_unstable();
    ends.dedup();
    let innermost = |start: usize, end: usize| marks.iter().find(|mark| mark.start <= start && end <= mark.end);
    ends.windows(2).filter_map(|pair| Some((pair[0]..pair[1], innermost(pair[0], pair[1])?))).collect()
}

/// Paints what lies behind the words.
pub(super) fn paint_behind(
    painter: &Painter,
    placed: &Placed,
    marks: &[Mark],
    focus: Option<Focus>,
    palette: &Palette,
) {
    for (range, mark) in stretches(marks) {
        // A nested claim keeps its own tint while the outer one is looked at.
        let is_focused = focus.is_some_and(|focus| focus.claim == mark.claim);
        let tint = if is_focused { palette.focus_tint(mark.tag) } else { palette.tint(mark.tag) };
        for rectangle in placed.paragraph.rectangles(range) {
            let rectangle = rectangle.translate(placed.origin.to_vec2()).expand2(vec2(0.5, 1.0));
            painter.rect_filled(rectangle, CornerRadius::same(2), tint);
        }
    }
}

/// Paints the lines under the words and the letters.
pub(super) fn paint_over(
    painter: &Painter,
    placed: &Placed,
    marks: &[Mark],
    focus: Option<Focus>,
    palette: &Palette,
    zoom: f32,
) {
    let scale = zoom.sqrt();
    for mark in marks.iter().rev() {
        let color = palette.strong(mark.tag);
        let is_focused = focus.is_some_and(|focus| focus.claim == mark.claim);
        for (number, rectangle) in placed.paragraph.rectangles(mark.start..mark.end).into_iter().enumerate() {
            let rectangle = rectangle.translate(placed.origin.to_vec2());
            let y = rectangle.bottom() + (1.5 + mark.level as f32 * 3.5) * scale;
            let mut left = rectangle.left();
            if number == 0 && mark.begins {
                let corner = pos2(rectangle.left() - 1.0, y - 3.0 * scale);
                left += paint_letter(painter, corner, mark.tag, color, palette.paper, zoom) + 1.0;
            }
            let width = if is_focused { 2.6 } else { 1.7 } * scale;
            paint_line(painter, left..rectangle.right(), y, mark.tag, Stroke::new(width, color));
        }
    }
}

/// Paints the letter on its ground and returns how wide that is.
fn paint_letter(painter: &Painter, corner: Pos2, tag: Tag, ground: Color32, ink: Color32, zoom: f32) -> f32 {
    let size = 11.0 * zoom.sqrt();
    let ground_rect = Rect::from_min_size(corner, Vec2::splat(size));
    painter.rect_filled(ground_rect, CornerRadius::same(2), ground);
    painter.text(ground_rect.center(), Align2::CENTER_CENTER, tag.letter(), font(STRONG, size - 2.0), ink);
    size
}

/// Paints letters on a ground of this height and returns how wide that is, as beside the line of one of several reviewers.
pub(crate) fn paint_letters(
    painter: &Painter,
    corner: Pos2,
    height: f32,
    words: &str,
    ground: Color32,
    ink: Color32,
) -> f32 {
    let words = painter.layout_no_wrap(words.to_owned(), font(STRONG, height - 0.8), ink);
    let rect = Rect::from_min_size(corner, vec2(words.size().x + 4.0, height));
    painter.rect_filled(rect, CornerRadius::same(2), ground);
    painter.galley(rect.center() - words.size() / 2.0, words, ink);
    rect.width()
}

/// Paints a line with the pattern of its tag: whole for a quote, broken for an assertion, waved for commentary.
pub(crate) fn paint_line(painter: &Painter, across: Range<f32>, y: f32, tag: Tag, stroke: Stroke) {
    let (left, right) = (across.start, across.end);
    if right <= left {
        return;
    }
    match tag {
        Tag::Quote => {
            painter.hline(left..=right, y, stroke);
        }
        Tag::Assertion => {
            let (dash, gap) = (stroke.width * 3.4, stroke.width * 1.9);
            painter.extend(Shape::dashed_line(&[pos2(left, y), pos2(right, y)], stroke, dash, gap));
        }
        Tag::Commentary => {
            let half = stroke.width * 1.7;
            let turns = ((right - left) / half).ceil() as usize;
            let rise = stroke.width * 0.75;
            let point = |turn: usize| {
                let x = (left + turn as f32 * half).min(right);
                pos2(x, if turn.is_multiple_of(2) { y - rise } else { y + rise })
            };
            painter.line((0..=turns).map(point).collect(), Stroke::new(stroke.width * 0.75, stroke.color));
        }
    }
}

/// Paints the status of the claims that begin in a piece, in the margin beside their first line.
pub(super) fn paint_margin(
    painter: &Painter,
    placed: &Placed,
    marks: &[Mark],
    left: f32,
    palette: &Palette,
    zoom: f32,
) {
    let size = 9.0 * zoom.sqrt();
    let mut begins: Vec<(f32, &Mark)> = marks
        .iter()
        .filter(|mark| mark.begins && mark.segment == 0)
        .map(|mark| (placed.paragraph.caret(mark.start).center().y, mark))
        .collect();
    begins.sort_by(|(y, mark), (other_y, other)| y.total_cmp(other_y).then(mark.start.cmp(&other.start)));
    let mut line = None;
    let mut beside = 0;
    for (y, mark) in begins {
        beside = if line == Some(y.round() as i32) { beside + 1 } else { 0 };
        line = Some(y.round() as i32);
        if beside < 3 {
            let center = pos2(left - 14.0 - beside as f32 * (size + 4.0), placed.origin.y + y);
            paint_status(painter, center, size, mark.status, palette.strong(mark.tag), palette);
        }
    }
}

/// Paints a status mark: a ring, a half-filled ring, dots, a tick, a bar.
pub(crate) fn paint_status(
    painter: &Painter,
    center: Pos2,
    size: f32,
    status: StatusGroup,
    color: Color32,
    palette: &Palette,
) {
    let radius = size / 2.0;
    let stroke = Stroke::new(1.4, color);
    match status {
        StatusGroup::ToCheck => {
            painter.circle_stroke(center, radius - 0.7, stroke);
        }
        StatusGroup::Checking => {
            painter.circle_stroke(center, radius - 0.7, stroke);
            painter.circle_filled(center, radius * 0.42, color);
        }
        StatusGroup::Waiting => {
            for step in [-1.0, 0.0, 1.0] {
                painter.circle_filled(center + vec2(step * radius * 0.8, 0.0), 1.4, color);
            }
        }
        StatusGroup::Checked => {
            painter.circle_filled(center, radius, palette.success);
            let tick = [vec2(-0.45, 0.02), vec2(-0.1, 0.38), vec2(0.48, -0.34)].map(|at| center + at * radius);
            painter.line(tick.to_vec(), Stroke::new(1.6, palette.paper));
        }
        StatusGroup::Skipped => {
            painter.hline(center.x - radius..=center.x + radius, center.y, Stroke::new(1.8, palette.soft_ink));
        }
    }
}
