//! Spans that are cut beforehand, about the words of the article.

use eframe::egui::{Color32, Painter, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use crate::{
    app::Document,
    text::Span,
    ui::{
        article::{column::Placed, paragraph::Paragraph as _},
        theme::Palette,
    },
};

/// Paints what of them lies in a piece: broken outlines, whole ones with a tick for those that are tagged, a strong one for the one
/// that is looked at.
pub(crate) fn paint(painter: &Painter, document: &Document, placed: &Placed, piece: Span, palette: &Palette) {
    let Some(task) = document.task().filter(|task| !task.spans.is_empty()) else { return };
    let current = document.current_cut().map(|(number, _)| number);
    for (number, cut) in task.spans.iter().enumerate() {
        let is_tagged = document.lesson.claim_of(number).is_some();
        let is_current = current == Some(number);
        let color = match (is_current, is_tagged) {
            (true, _) => palette.accent,
            (false, true) => palette.success,
            (false, false) => palette.soft_ink,
        };
        let stroke = Stroke::new(if is_current { 2.2 } else { 1.2 }, color);
        for span in cut.placed().iter().filter(|span| span.overlaps(piece)) {
            let (start, end) = (span.start().max(piece.start()), span.end().min(piece.end()));
            let range = start.get() - piece.start().get()..end.get() - piece.start().get();
            let rectangles = placed.paragraph.rectangles(range);
            let last = rectangles.len().saturating_sub(1);
            for (line, rectangle) in rectangles.into_iter().enumerate() {
                let rectangle = rectangle.translate(placed.origin.to_vec2()).expand2(vec2(2.0, 2.5));
                if is_tagged {
                    painter.rect_stroke(rectangle, 3, stroke, StrokeKind::Middle);
                } else {
                    dashed(painter, rectangle, stroke);
                }
                if is_tagged && line == last && span.end() <= piece.end() {
                    tick(painter, rectangle, palette.success, palette.paper);
                }
            }
        }
    }
}

fn dashed(painter: &Painter, rect: Rect, stroke: Stroke) {
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    painter.extend(Shape::dashed_line(&corners, stroke, 5.0, 3.5));
}

/// A tick at the upper right corner of what is done.
fn tick(painter: &Painter, rect: Rect, ground: Color32, ink: Color32) {
    let center = pos2(rect.right(), rect.top());
    painter.circle_filled(center, 5.0, ground);
    let points = [vec2(-2.2, 0.1), vec2(-0.5, 1.9), vec2(2.4, -1.7)].map(|at| center + at);
    painter.line(points.to_vec(), Stroke::new(1.4, ink));
}

/// The same for a screen reader: which spans lie in a piece, and what has become of them.
pub(crate) fn describe(document: &Document, piece: Span) -> Option<String> {
    let task = document.task().filter(|task| !task.spans.is_empty())?;
    let text = document.review.article().text();
    let here = task.spans.iter().enumerate().filter(|(_, cut)| cut.placed().iter().any(|span| span.overlaps(piece)));
    let words = here.map(|(number, cut)| {
        let words: Vec<&str> = cut.placed().iter().map(|span| text.slice(*span)).collect();
        format!("Span {}: {}, {}", number + 1, words.join(" … "), state(document, number))
    });
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| words.join(". "))
}

/// What has become of a span, for a sentence.
pub(super) fn state(document: &Document, number: usize) -> String {
    let claim = document.lesson.claim_of(number).and_then(|id| document.review.claims().get(id));
    claim.map_or_else(|| "not tagged yet".to_owned(), |claim| format!("tagged as {}", claim.tag.name()))
}
