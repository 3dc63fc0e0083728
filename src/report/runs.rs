//! A block of the article in runs: stretches all of whose words belong to the same claims.

use super::material::Material;
use crate::text::inert;
use crate::{claim::Claim, text::Span};

/// Words that all belong to the same claims.
pub(super) struct Run {
    /// The words.
    pub words: String,
    /// Their claims, outermost first.
    pub claims: Vec<RunClaim>,
}

/// A claim as far as it holds a run.
#[derive(Clone)]
pub(super) struct RunClaim {
    /// The letter of its tag and its number.
    pub mark: String,
    /// Its number.
    pub number: usize,
    /// The name of its tag.
    pub tag: &'static str,
    /// Whether a segment of it begins with the run.
    pub begins: bool,
    /// Whether that is its first.
    pub is_first: bool,
}

/// A segment of a claim inside a block.
struct Piece<'a> {
    claim: &'a Claim,
    span: Span,
    is_first: bool,
    begins_here: bool,
}

/// The runs of a stretch of the article, in order; together their words are its words.
pub(super) fn runs(material: &Material, block: Span) -> Vec<Run> {
    let text = material.review.article().text();
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for claim in material.review.claims().touching(block.start(), block.end()) {
        for (number, segment) in claim.segments.placed().iter().enumerate() {
            let Some(span) = segment.intersection(block) else { continue };
            let begins_here = span.start() == segment.start();
            pieces.push(Piece { claim, span, is_first: number == 0, begins_here });
        }
    }
    // Of those that begin together the longer holds the shorter.
    pieces.sort_by_key(|piece| (piece.span.start(), std::cmp::Reverse(piece.span.end())));
    let mut ends: Vec<_> = pieces.iter().flat_map(|piece| [piece.span.start(), piece.span.end()]).collect();
    ends.extend([block.start(), block.end()]);
    ends.sort_unstable();
    ends.dedup();
    let mut runs = Vec::with_capacity(ends.len());
    let mut open: Vec<&Piece<'_>> = Vec::new();
    let mut coming = pieces.iter().peekable();
    for pair in ends.windows(2) {
        open.retain(|piece| piece.span.end() > pair[0]);
        while let Some(piece) = coming.next_if(|piece| piece.span.start() <= pair[0]) {
            open.push(piece);
        }
        let Some(span) = text.span(pair[0]..pair[1]) else { continue };
        let claims = open.iter().map(|piece| RunClaim {
            mark: material.mark(piece.claim),
            number: material.number(piece.claim.id),
            tag: piece.claim.tag.name(),
            begins: piece.begins_here && piece.span.start() == pair[0],
            is_first: piece.is_first,
        });
        runs.push(Run { words: inert(text.slice(span)).into_owned(), claims: claims.collect() });
    }
    runs
}
