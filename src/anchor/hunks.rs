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
    hunks
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
