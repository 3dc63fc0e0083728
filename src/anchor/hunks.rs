//! The difference of two whole texts, letter for letter.

use std::ops::Range;

use super::{align::Alignment, token::tokens};

/// A stretch of the old text and the stretch of the new one that stands in its place, in bytes; one of them may be empty. What
/// lies between two hunks is the same in both texts, letter for letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// What was taken out.
    pub old: Range<usize>,
    /// What was put in.
    pub new: Range<usize>,
}

/// The most that two texts have in common between two hunks and that is still exchanged with both, in code points: a word or two
/// in the middle of a sentence that is another.
const SHORT_BETWEEN: usize = 32;

/// What ends a sentence or a line: across it nothing is joined.
const ENDS: [char; 7] = ['\n', '.', '!', '?', '。', '！', '？'];

/// How far words that were put in or taken out are looked for in another place where they come to the same, in bytes.
const SLIDES_AT_MOST: usize = 512;

/// What has to be exchanged to make one text of the other, in text order. Words are exchanged as a whole; blocks that stand
/// elsewhere are taken out in one place and put in at the other. Either text can be made of the other and the hunks.
pub fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    let alignment = Alignment::in_order(tokens(old), tokens(new));
    let mut hunks = Vec::new();
    // How far both are compared.
    let (mut at_old, mut at_new) = (0, 0);
    let mut changed = |old_range: Range<usize>, new_range: Range<usize>| {
        if let (Some(removed), Some(added)) = (old.get(old_range.clone()), new.get(new_range.clone()))
            && removed != added
        {
            hunks.push(trimmed(old_range.start, removed, new_range.start, added));
        }
    };
    for (number, token) in alignment.old.iter().enumerate() {
        let Some(partner) = alignment.partner(number).map(|partner| alignment.new[partner]) else { continue };
        let (own, theirs) = (token.range(), partner.range());
        // Partners may differ in case and typography, and signs that are written as one make several tokens of one place.
        let is_same = old.get(own.clone()).is_some_and(|words| new.get(theirs.clone()) == Some(words));
        if is_same && at_old <= own.start && at_new <= theirs.start {
            changed(at_old..own.start, at_new..theirs.start);
            (at_old, at_new) = (own.end, theirs.end);
        }
    }
    changed(at_old..old.len(), at_new..new.len());
    slid(joined(hunks, old, new), old, new)
}

/// Joins hunks that have little between them, measured by what they exchange: a few words that two sentences happen to share tell
/// a reader nothing.
fn joined(hunks: Vec<Hunk>, old: &str, new: &str) -> Vec<Hunk> {
    let count = |text: &str, range: &Range<usize>| text.get(range.clone()).map_or(0, |words| words.chars().count());
    let size = |hunk: &Hunk| count(old, &hunk.old).max(count(new, &hunk.new));
    let is_in_line = |hunk: &Hunk| {
        let has_end =
            |text: &str, range: &Range<usize>| text.get(range.clone()).is_none_or(|words| words.contains('\n'));
        !has_end(old, &hunk.old) && !has_end(new, &hunk.new)
    };
    let mut joined: Vec<Hunk> = Vec::with_capacity(hunks.len());
    // How much the last one exchanges, as long as it stays in its line.
    let mut last_in_line: Option<usize> = None;
    for hunk in hunks {
        let in_line = is_in_line(&hunk).then(|| size(&hunk));
        if let (Some(last), Some(size_of_last), Some(size)) = (joined.last_mut(), last_in_line, in_line) {
            let between = old.get(last.old.end..hunk.old.start).unwrap_or("\n");
            let length = between.chars().take(SHORT_BETWEEN + 1).count();
            let is_little = length <= SHORT_BETWEEN && length * 2 <= size_of_last + size;
            if is_little && !between.contains(ENDS) {
                (last.old.end, last.new.end) = (hunk.old.end, hunk.new.end);
                last_in_line = Some(size_of_last + length + size);
                continue;
            }
        }
        last_in_line = in_line;
        joined.push(hunk);
    }
    joined
}

/// Moves what was only put in, or only taken out, to the beginning of a line, where that comes to the same: a new paragraph is then
/// a paragraph, and not the end of one and most of the next.
fn slid(mut hunks: Vec<Hunk>, old: &str, new: &str) -> Vec<Hunk> {
    for number in 0..hunks.len() {
        let before = number.checked_sub(1).map(|before| hunks[before].clone());
        let after = hunks.get(number + 1).cloned();
        let hunk = &mut hunks[number];
        let (text, range) = match (hunk.old.is_empty(), hunk.new.is_empty()) {
            (true, false) => (new, hunk.new.clone()),
            (false, true) => (old, hunk.old.clone()),
            _ => continue,
        };
        let floor = before.map_or(0, |before| if hunk.old.is_empty() { before.new.end } else { before.old.end });
        let ceiling =
            after.map_or(text.len(), |after| if hunk.old.is_empty() { after.new.start } else { after.old.start });
        let Some(by) = slide(text, &range, floor, ceiling) else { continue };
        for range in [&mut hunk.old, &mut hunk.new] {
            *range = range.start.saturating_add_signed(by)..range.end.saturating_add_signed(by);
        }
    }
    hunks
}

/// By how many bytes a stretch can be moved so that it begins a line and the text without it is the same.
fn slide(text: &str, range: &Range<usize>, floor: usize, ceiling: usize) -> Option<isize> {
    let bytes = text.as_bytes();
    let begins = |at: usize| text.is_char_boundary(at) && (at == 0 || bytes[at - 1] == b'\n');
    let is_whole = |start: usize, end: usize| begins(start) && text.is_char_boundary(end);
    if begins(range.start) {
        return None;
    }
    for by in 1..=SLIDES_AT_MOST {
        let (start, end) = (range.start + by, range.end + by);
        if end > ceiling || bytes[start - 1] != bytes[end - 1] {
            break;
        }
        if is_whole(start, end) {
            return Some(by.cast_signed());
        }
    }
    for by in 1..=SLIDES_AT_MOST {
        let (Some(start), Some(end)) = (range.start.checked_sub(by), range.end.checked_sub(by)) else { break };
        if start < floor || bytes[start] != bytes[end] {
            break;
        }
        if is_whole(start, end) {
            return Some(-by.cast_signed());
        }
    }
    None
}

/// A hunk without the white space that both have at an end.
fn trimmed(old_start: usize, removed: &str, new_start: usize, added: &str) -> Hunk {
    let lead = common_space(removed.chars(), added.chars());
    let trail = common_space(removed[lead..].chars().rev(), added[lead..].chars().rev());
    Hunk {
        old: old_start + lead..old_start + removed.len() - trail,
        new: new_start + lead..new_start + added.len() - trail,
    }
}

/// How many bytes of white space come first in both.
pub(super) fn common_space(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    let both = one.zip(other).take_while(|(own, theirs)| own == theirs && own.is_whitespace());
    both.map(|(c, _)| c.len_utf8()).sum()
}
