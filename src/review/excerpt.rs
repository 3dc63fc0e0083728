//! A few words that stand for many.

use super::Review;
use crate::claim::Claim;

/// The first words of a claim, about `most` bytes of them, on one line.
pub fn excerpt(review: &Review, claim: &Claim, most: usize) -> String {
    let text = review.article().text();
    let placed = claim.segments.placed().iter().map(|span| text.slice(*span));
    let lost = claim.segments.lost().iter().map(|lost| lost.exact.as_str());
    let mut words = String::new();
    for part in placed.chain(lost) {
        if !words.is_empty() {
            words.push_str(" […] ");
        }
        words.push_str(&one_line(part, most));
        if words.len() > most {
            break;
        }
    }
    words
}

/// The beginning of some words, up to a word's end, with every run of white space made one space.
pub fn one_line(words: &str, most: usize) -> String {
    let mut line = String::new();
    for word in words.split_whitespace() {
        if line.len() > most {
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        // A script without spaces is one long word: what does not fit is cut where it is painted.
        line.extend(word.chars().take(most));
    }
    line
}
