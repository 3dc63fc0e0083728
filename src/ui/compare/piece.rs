//! A piece of either text with what is different in it and the claim that is looked at.

use std::ops::Range;

use eframe::egui::{CornerRadius, Painter, Rect, Stroke, vec2};

use super::paint::{
    GUTTER, Side, changes_in, paint_claim_ground, paint_claim_line, paint_grounds, paint_lines, paint_number,
};
use crate::{
    app::{Comparing, Document},
    claim::{Claim, Tag},
    review::ClaimFate,
    text::Span,
    ui::{
        article::{
            column::{Column, Placed},
            paragraph::Paragraph as _,
            pieces::piece_at,
        },
        theme::Palette,
    },
};

/// The part of a span that lies in a piece, as bytes of the piece.
fn within(column: &Column, number: usize, span: Span) -> Option<Range<usize>> {
    let shared = span.intersection(column.pieces[number].span)?;
    Some(column.to_piece(number, shared.start())..column.to_piece(number, shared.end()))
}

pub(super) fn paint_old(
    painter: &Painter,
    document: &Document,
    comparing: &Comparing,
    column: &Column,
    piece: &Placed,
    palette: &Palette,
) {
    let hunks = &comparing.comparison.hunks;
    let changes = changes_in(hunks, Side::Old, column.pieces[piece.number].span);
    let claim = current_claim(document, comparing);
    let stretches: Vec<Range<usize>> = claim
        .map(|claim| claim.segments.placed().iter().filter_map(|span| within(column, piece.number, *span)).collect())
        .unwrap_or_default();
    let tag = claim.map_or(Tag::Quote, |claim| claim.tag);
    for range in &stretches {
        paint_claim_ground(painter, piece, range.clone(), tag, palette);
    }
    paint_grounds(painter, piece, &changes, Side::Old, palette);
    paint_words(painter, piece, palette);
    let margin = piece.origin.x - piece.style.indent - GUTTER / 2.0;
    paint_lines(painter, piece, &changes, Side::Old, margin, palette);
    for range in stretches {
        paint_claim_line(painter, piece, range, tag, true, palette);
    }
}

/// Paints a piece of the new text; returns where the caret is, if it is in it.
pub(super) fn paint_new(
    painter: &Painter,
    document: &Document,
    comparing: &Comparing,
    column: &Column,
    piece: &Placed,
    palette: &Palette,
) -> Option<Rect> {
    let span = column.pieces[piece.number].span;
    let changes = changes_in(&comparing.comparison.hunks, Side::New, span);
    let tag = current_claim(document, comparing).map_or(Tag::Quote, |claim| claim.tag);
    let current = comparing.current();
    let places = current.map(|current| comparing.places(current)).unwrap_or_default();
    let is_open = current.is_some_and(|current| comparing.decision(current).is_none());
    let candidates = comparing.current_fate().filter(|_| is_open).map(ClaimFate::candidates).unwrap_or_default();
    let marked = |spans: &[Span]| -> Vec<Range<usize>> {
        spans.iter().filter_map(|span| within(column, piece.number, *span)).collect()
    };
    for range in marked(&places).into_iter().chain(marked(candidates)) {
        paint_claim_ground(painter, piece, range, tag, palette);
    }
    paint_grounds(painter, piece, &changes, Side::New, palette);
    let (start, end) = comparing.selection.range();
    if start < span.end() && span.start() < end {
        let range = column.to_piece(piece.number, start)..column.to_piece(piece.number, end);
        for rectangle in piece.paragraph.rectangles(range) {
            let rectangle = rectangle.translate(piece.origin.to_vec2()).expand2(vec2(0.0, 1.5));
            painter.rect_filled(rectangle, CornerRadius::same(2), palette.selection);
        }
    }
    paint_words(painter, piece, palette);
    let margin = piece.origin.x - piece.style.indent - GUTTER / 2.0;
    paint_lines(painter, piece, &changes, Side::New, margin, palette);
    for range in marked(&places) {
        paint_claim_line(painter, piece, range, tag, is_open, palette);
    }
    for (number, span) in candidates.iter().enumerate() {
        if let Some(range) = within(column, piece.number, *span) {
            paint_claim_line(painter, piece, range.clone(), tag, true, palette);
            paint_number(painter, piece, range.start, number + 1, tag, palette);
        }
    }
    let head = comparing.selection.head;
    (piece_at(&column.pieces, head) == piece.number).then(|| {
        let caret = piece.paragraph.caret(column.to_piece(piece.number, head)).translate(piece.origin.to_vec2());
        painter.vline(caret.left(), caret.y_range(), Stroke::new(1.5, palette.accent));
        caret
    })
}

fn paint_words(painter: &Painter, piece: &Placed, palette: &Palette) {
    let ink = if piece.style.soft { palette.soft_ink } else { palette.ink };
    piece.paragraph.paint(painter, piece.origin, ink);
}

/// The claim that is looked at, as it is in the review.
fn current_claim<'a>(document: &'a Document, comparing: &Comparing) -> Option<&'a Claim> {
    document.review.claims().get(comparing.current_fate()?.id).map(|claim| &**claim)
}
