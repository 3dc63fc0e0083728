//! Where the ends of a stretch are: token by token and, where tokens have changed, letter by letter.

use std::{cmp::Ordering, ops::Range};

use super::{
    border,
    fold::{Sign, Signs, lower},
    place::{NEIGHBOURS, Partners, Places},
};

/// How many bytes beside a border may hold the characters that are looked at.
const REACH: usize = 8 * border::MOST;

impl Places<'_> {
    /// Where a stretch begins whose first token is `from`, given the first of its pairs and the nearest one before it.
    pub(super) fn start(&self, span: &Range<usize>, from: usize, first: Partners, left: Option<Partners>) -> usize {
        let (old, new) = (&self.alignment.old, &self.alignment.new);
        if first.0 == from {
            return self.sentence_start(span, first, left).unwrap_or_else(|| self.inside(first, span.start));
        }
        let usual = new[first.1].range().start;
        let is_near_start = first.1 <= NEIGHBOURS && from <= NEIGHBOURS && !self.alignment.moved[first.0];
        let (left_end, from_new) = match left {
            Some((left_old, left_new)) => (old[left_old].range().end, left_new + 1),
            None if is_near_start => (0, 0),
            None => return usual,
        };
        if from_new >= first.1 {
            return usual;
        }
        let before = left_end.min(span.start)..span.start;
        let after = span.start..old[first.0].range().start;
        self.split(before, after, from_new..first.1, false).unwrap_or(usual)
    }

    /// Where it ends, in the same way; `to` is the token after its last one.
    pub(super) fn end(&self, span: &Range<usize>, to: usize, last: Partners, right: Option<Partners>) -> usize {
        let (old, new) = (&self.alignment.old, &self.alignment.new);
        if last.0 + 1 == to {
            return self.inside(last, span.end);
        }
        let usual = new[last.1].range().end;
        let is_near_end =
            new.len() - last.1 <= NEIGHBOURS && old.len() - to <= NEIGHBOURS && !self.alignment.moved[last.0];
        let (right_start, to_new) = match right {
            Some((right_old, right_new)) => (old[right_old].range().start, right_new),
            None if is_near_end => (self.old.len(), new.len()),
            None => return usual,
        };
        if last.1 + 1 >= to_new {
            return usual;
        }
        let before = old[last.0].range().end..span.end;
        let after = span.end..right_start.max(span.end);
        self.split(before, after, last.1 + 1..to_new, true).unwrap_or(usual)
    }

    /// Where a sentence begins now that began with the first word of the stretch, when words were put before it: that word has
    /// lost its capital letter. What was put before it is part of what the sentence says.
    fn sentence_start(&self, span: &Range<usize>, first: Partners, left: Option<Partners>) -> Option<usize> {
        let left = left.filter(|left| left.0 + 1 == first.0 && left.1 + 1 < first.1)?;
        let (old, new) = (self.alignment.old[first.0].range(), self.alignment.new[first.1].range());
        let was_capital = self.old.get(old.clone())?.chars().next()?.is_uppercase();
        let is_small = self.new.get(new)?.chars().next()?.is_lowercase();
        let has_lost_it = old.start == span.start && was_capital && is_small;
        has_lost_it.then(|| self.alignment.new[left.1 + 1].range().start)
    }

    /// The place in the new text of a place in or at an end of a token that is the same in both, after as many folded letters.
    fn inside(&self, (old, new): Partners, at: usize) -> usize {
        let (old, new) = (self.alignment.old[old].range(), self.alignment.new[new].range());
        if at <= old.start {
            return new.start;
        }
        if at >= old.end {
            return new.end;
        }
        let before = Signs::new(self.old, old).take_while(|sign| sign.end() <= at).count();
        Signs::new(self.new, new.clone()).nth(before).map_or(new.end, Sign::start)
    }

    /// Parts new tokens, of which there must be one, at a border of the old text, given what stands before and after it there.
    /// Where the border does not cut a word it is put between tokens: at their starts, or with `late` at their ends.
    pub(super) fn split(
        &self,
        before: Range<usize>,
        after: Range<usize>,
        tokens: Range<usize>,
        late: bool,
    ) -> Option<usize> {
        let border = before.end;
        let tokens = self.alignment.new.get(tokens)?;
        let stretch = tokens.first()?.range().start..tokens.last()?.range().end;
        if stretch.len() > REACH || !self.pay(border::cost(stretch.len())) {
            return None;
        }
        let signs: Vec<Sign> = Signs::new(self.new, stretch.clone()).collect();
        let place = |at: usize| match at.checked_sub(1) {
            None => stretch.start,
            Some(before) if late => signs[before].end(),
            Some(_) => signs.get(at).map_or(stretch.end, |sign| sign.start()),
        };
        let cuts_word = self.cuts_word(border);
        let may_part = |at: usize| {
            let place = place(at);
            let number = tokens.partition_point(|token| token.range().end < place);
            let is_between =
                tokens.get(number).is_none_or(|token| token.range().end == place || place <= token.range().start);
            cuts_word || place == stretch.start || place == stretch.end || is_between
        };
        let before = self.letters(before.start.max(border.saturating_sub(REACH))..border);
        let after = self.letters(border..after.end.min(border + REACH));
        let before = before.strip_prefix(&[' ']).unwrap_or(&before);
        let after = after.strip_suffix(&[' ']).unwrap_or(&after);
        let theirs: Vec<char> = signs.iter().map(|sign| lower(sign.c)).collect();
        border::split(before, after, &theirs, late, may_part).map(place)
    }

    /// Whether a token of the old text goes on over this place.
    fn cuts_word(&self, at: usize) -> bool {
        let side = |token: &super::token::Token| {
            if token.range().end <= at {
                Ordering::Less
            } else if token.range().start >= at {
                Ordering::Greater
            } else {
                Ordering::Equal
            }
        };
        self.alignment.old.binary_search_by(side).is_ok()
    }

    /// The folded characters of a stretch of the old text, whose ends may be anywhere.
    fn letters(&self, range: Range<usize>) -> Vec<char> {
        let range = self.old.floor_char_boundary(range.start)..self.old.ceil_char_boundary(range.end);
        Signs::new(self.old, range).map(|sign| lower(sign.c)).collect()
    }
}
