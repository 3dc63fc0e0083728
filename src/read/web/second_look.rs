//! A second look at what the extractor left out: a line too many costs little, a lost paragraph costs a claim.

use std::collections::HashSet;

use dom_query::NodeId;

use super::flow::Line;
use crate::{article::BlockKind, read::labels};

/// The shortest running text that is taken for a paragraph, in bytes.
const SHORTEST: usize = 80;
/// How many lines beyond the ends of the article are looked at.
const BEYOND: usize = 10;

/// Brings back what belongs to the article by where it stands: posts shown inside it, and running text in the same element
/// as its paragraphs, or right between two of them.
pub(super) fn complete(lines: &mut [Line]) {
    let is_kept = |line: &Line| !line.kept.is_empty();
    let Some(first) = lines.iter().position(is_kept) else {
        return;
    };
    let last = lines.iter().rposition(is_kept).unwrap_or(first);
    let homes: HashSet<NodeId> =
        lines.iter().filter(|line| is_kept(line) && is_running(line)).filter_map(|line| line.around).collect();
    let range = first.saturating_sub(BEYOND)..(last + 1 + BEYOND).min(lines.len());
    for at in range {
        let is_between = is_running(&lines[at]) && has_kept_neighbours(lines, at);
        let line = &mut lines[at];
        let is_inside = (first..=last).contains(&at);
        let is_post = is_inside && line.frame == Some(BlockKind::Embed);
        let is_at_home = is_running(line) && line.around.is_some_and(|around| homes.contains(&around));
        if line.kept.is_empty() && (is_post || is_at_home || is_between) {
            line.kept.clone_from(&line.words);
        }
    }
}

/// Whether paragraphs of the article stand close by on both sides.
fn has_kept_neighbours(lines: &[Line], at: usize) -> bool {
    const CLOSE: usize = 2;
    let is_paragraph = |line: &Line| !line.kept.is_empty() && is_running(line);
    lines[at.saturating_sub(CLOSE)..at].iter().any(is_paragraph) && lines[at + 1..].iter().take(CLOSE).any(is_paragraph)
}

/// Whether more running text was left out than is in the article.
pub(super) fn is_doubtful(lines: &[Line]) -> bool {
    const ENOUGH: usize = 5;
    let (mut kept, mut left, mut left_lines) = (0, 0, 0);
    for line in lines.iter().filter(|line| is_running(line)) {
        if line.kept.is_empty() {
            left += line.words.len();
            left_lines += 1;
        } else {
            kept += line.kept.len();
        }
    }
    left_lines >= ENOUGH && left > kept
}

/// Whether a line is a paragraph or a quotation of some length that ends like a sentence.
fn is_running(line: &Line) -> bool {
    matches!(line.frame, None | Some(BlockKind::Quotation))
        && !line.is_link
        && line.words.len() >= SHORTEST
        && labels::ends_sentence(&line.words)
}
