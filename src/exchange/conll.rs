//! `CoNLL`: a token a line, and a column each for quotes, assertions and commentary in the scheme of inside, outside, beginning.
//!
//! Tokens are the words and signs between the word boundaries of UAX 29, white space left out. Blocks of the article are parted by an empty
//! line. A stretch that ends inside of a token has all of it. Since a column holds one stretch at each token, of claims of one tag that share
//! text only the first has it, and a claim of several stretches is several.

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Watch, error::ExchangeError, loss::Part, sheet::Sheet};
use crate::{
    claim::{ClaimId, Tag},
    text::Span,
};

/// A token: where it is, and what it begins or goes on with, of each tag.
struct Token {
    start: usize,
    end: usize,
    marks: [Mark; 3],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Outside,
    Begins,
    GoesOn,
}

/// Writes a review.
pub(super) fn write(sheet: &Sheet<'_>, watch: &mut Watch<'_>) -> Result<Vec<u8>, ExchangeError> {
    let mut tokens = tokens(sheet.text());
    mark(sheet, &mut tokens, |_, _| {});
    let mut blocks = sheet.article().blocks().iter().map(|block| block.span.end().get()).peekable();
    let mut bytes = Vec::new();
    for (number, token) in tokens.iter().enumerate() {
        watch.step(number, tokens.len())?;
        let mut parts = false;
        while blocks.next_if(|end| *end <= token.start).is_some() {
            parts = number > 0;
        }
        if parts {
            bytes.push(b'\n');
        }
        bytes.extend_from_slice(&sheet.text().as_bytes()[token.start..token.end]);
        for (tag, mark) in Tag::ALL.into_iter().zip(token.marks) {
            let letter = match mark {
                Mark::Outside => "\tO",
                Mark::Begins => "\tB-",
                Mark::GoesOn => "\tI-",
            };
            bytes.extend_from_slice(letter.as_bytes());
            if mark != Mark::Outside {
                bytes.extend_from_slice(tag.name().as_bytes());
            }
        }
        bytes.push(b'\n');
    }
    bytes.push(b'\n');
    Ok(bytes)
}

/// What the columns do not hold of each claim.
pub(super) fn losses(sheet: &Sheet<'_>) -> Vec<(ClaimId, Part)> {
    let mut losses = Vec::new();
    mark(sheet, &mut tokens(sheet.text()), |claim, part| losses.push((claim, part)));
    losses.sort_unstable();
    losses.dedup();
    losses
}

fn tokens(text: &str) -> Vec<Token> {
    let is_token = |(_, word): &(usize, &str)| !word.trim().is_empty();
    let token = |(start, word): (usize, &str)| Token { start, end: start + word.len(), marks: [Mark::Outside; 3] };
    text.split_word_bound_indices().filter(is_token).map(token).collect()
}

fn mark(sheet: &Sheet<'_>, tokens: &mut [Token], mut lose: impl FnMut(ClaimId, Part)) {
    for row in &sheet.rows {
        let column = Tag::ALL.iter().position(|tag| *tag == row.claim.tag).unwrap_or_default();
        for place in &row.places {
            let range = covered(tokens, place.span);
            let covered = &mut tokens[range];
            let ends = covered.first().zip(covered.last()).map(|(first, last)| first.start..last.end);
            let words = place.exact.trim();
            let begins = place.span.start().get() + (place.exact.len() - place.exact.trim_start().len());
            if ends.is_none_or(|ends| ends != (begins..begins + words.len())) {
                lose(row.claim.id, Part::Ends);
            }
            if covered.iter().any(|token| token.marks[column] != Mark::Outside) {
                lose(row.claim.id, Part::Overlap);
                continue;
            }
            for (number, token) in covered.iter_mut().enumerate() {
                token.marks[column] = if number == 0 { Mark::Begins } else { Mark::GoesOn };
            }
        }
    }
}

/// The tokens that share text with a stretch.
fn covered(tokens: &[Token], span: Span) -> std::ops::Range<usize> {
    let first = tokens.partition_point(|token| token.end <= span.start().get());
    let after = tokens.partition_point(|token| token.start < span.end().get());
    first..after.max(first)
}
