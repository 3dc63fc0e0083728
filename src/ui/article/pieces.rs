//! The article as the view lays it out: a piece is laid out whole or not at all.

use crate::{
    article::{Article, BlockKind},
    text::{ByteIndex, Span},
};

/// The most bytes laid out at once. A block is rarely as long; one that is longer is cut at white space, so that a file
/// of a single line costs no more than one of many.
const MOST_BYTES: usize = 4096;

/// A block of the article, or a part of a very long one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// What its block is.
    pub kind: BlockKind,
    /// Where it is.
    pub span: Span,
    /// Whether its block begins with it; if not, it follows without a gap.
    pub begins_block: bool,
}

/// Cuts an article into pieces, in text order.
pub(crate) fn pieces(article: &Article) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(article.blocks().len());
    for block in article.blocks() {
        let mut start = block.span.start();
        let mut begins_block = true;
        while start < block.span.end() {
            let end = cut(article, start, block.span.end());
            let Some(span) = article.text().span(start..end) else {
                break;
            };
            pieces.push(Piece { kind: block.kind, span, begins_block });
            begins_block = false;
            start = end;
        }
    }
    pieces
}

/// Where a piece that begins at `start` ends: after the last white space that leaves it short enough.
fn cut(article: &Article, start: ByteIndex, end: ByteIndex) -> ByteIndex {
    let text = article.text();
    if end.get() - start.get() <= MOST_BYTES {
        return end;
    }
    let limit = text.grapheme_floor(ByteIndex::new(start.get() + MOST_BYTES));
    let limit = if limit > start { limit } else { text.next_grapheme(start) };
    let words = text.as_str().get(start.get()..limit.get()).unwrap_or_default();
    let space = words.char_indices().rev().find(|(_, c)| c.is_whitespace());
    let after_space = space.map(|(at, c)| text.grapheme_ceil(ByteIndex::new(start.get() + at + c.len_utf8())));
    after_space.filter(|at| *at > start && *at <= limit).unwrap_or(limit)
}

/// The number of the piece that holds `index`, or of the next one after it, or of the last.
pub(crate) fn piece_at(pieces: &[Piece], index: ByteIndex) -> usize {
    let after = pieces.partition_point(|piece| piece.span.end() <= index);
    let ends_here = after > 0 && pieces[after - 1].span.end() == index;
    let next_begins_later = pieces.get(after).is_none_or(|piece| index < piece.span.start());
    if ends_here && next_begins_later { after - 1 } else { after.min(pieces.len().saturating_sub(1)) }
}
