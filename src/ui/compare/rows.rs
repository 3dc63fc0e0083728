//! Which pieces of two texts stand side by side.

use crate::{anchor::Hunk, ui::article::pieces::Piece};

/// What stands side by side: a piece of either text, or of one alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The piece of the old text.
    pub old: Option<usize>,
    /// The piece of the new text.
    pub new: Option<usize>,
}

/// The rows of two texts, with the ways from the pieces back to them.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// From top to bottom; each piece of either text is in just one, in the order of its text.
    pub all: Vec<Row>,
    of_old: Vec<usize>,
    of_new: Vec<usize>,
}

impl Rows {
    /// Puts pieces side by side that have most in common; what has no counterpart fills the gaps, two by two.
    pub(super) fn new(old: &[Piece], new: &[Piece], hunks: &[Hunk]) -> Self {
        let mut rows = Self { all: Vec::new(), of_old: vec![0; old.len()], of_new: vec![0; new.len()] };
        let (mut at_old, mut at_new) = (0, 0);
        for (partner_old, partner_new) in partners(old, new, hunks) {
            rows.fill(at_old..partner_old, at_new..partner_new);
            rows.push(Row { old: Some(partner_old), new: Some(partner_new) });
            (at_old, at_new) = (partner_old + 1, partner_new + 1);
        }
        rows.fill(at_old..old.len(), at_new..new.len());
        rows
    }

    /// The row of a piece of the old text.
    pub(super) fn of_old(&self, piece: usize) -> usize {
        self.of_old.get(piece).copied().unwrap_or_default()
    }

    /// The row of a piece of the new text.
    pub(super) fn of_new(&self, piece: usize) -> usize {
        self.of_new.get(piece).copied().unwrap_or_default()
    }

    fn fill(&mut self, mut old: std::ops::Range<usize>, mut new: std::ops::Range<usize>) {
        loop {
            let row = Row { old: old.next(), new: new.next() };
            if row == Row::default() {
                return;
            }
            self.push(row);
        }
    }

    fn push(&mut self, row: Row) {
        let number = self.all.len();
        if let Some(piece) = row.old.and_then(|piece| self.of_old.get_mut(piece)) {
            *piece = number;
        }
        if let Some(piece) = row.new.and_then(|piece| self.of_new.get_mut(piece)) {
            *piece = number;
        }
        self.all.push(row);
    }
}

/// The pieces that belong together, in the order of both texts.
fn partners(old: &[Piece], new: &[Piece], hunks: &[Hunk]) -> Vec<(usize, usize)> {
    let mut partners: Vec<(usize, usize)> = Vec::new();
    // What the last piece of the old text shares with which of the new.
    let mut best: Option<(usize, usize, usize)> = None;
    for (old, new, length) in shared(old, new, hunks) {
        let is_free = partners.last().is_none_or(|(_, taken)| *taken < new);
        match &mut best {
            Some((own, theirs, most)) if *own == old => {
                if length > *most && is_free {
                    (*theirs, *most) = (new, length);
                }
            }
            known => {
                partners.extend(known.take().map(|(own, theirs, _)| (own, theirs)));
                let is_free = partners.last().is_none_or(|(_, taken)| *taken < new);
                *known = is_free.then_some((old, new, length));
            }
        }
    }
    partners.extend(best.map(|(own, theirs, _)| (own, theirs)));
    partners
}

/// How many bytes pieces of the old text and of the new one have in common, in the order of both.
fn shared(old: &[Piece], new: &[Piece], hunks: &[Hunk]) -> Vec<(usize, usize, usize)> {
    let end = |pieces: &[Piece]| pieces.last().map_or(0, |piece| piece.span.end().get());
    let last = Hunk { old: end(old)..end(old), new: end(new)..end(new) };
    let mut shared: Vec<(usize, usize, usize)> = Vec::new();
    let (mut at_old, mut at_new) = (0, 0);
    let (mut from_old, mut from_new) = (0, 0);
    for hunk in hunks.iter().chain([&last]) {
        // From here to the hunk both texts are the same.
        while from_old < hunk.old.start && from_new < hunk.new.start {
            while old.get(at_old).is_some_and(|piece| piece.span.end().get() <= from_old) {
                at_old += 1;
            }
            while new.get(at_new).is_some_and(|piece| piece.span.end().get() <= from_new) {
                at_new += 1;
            }
            let (Some(own), Some(theirs)) = (old.get(at_old), new.get(at_new)) else { break };
            // White space between pieces is passed over.
            let gap = (own.span.start().get().saturating_sub(from_old))
                .max(theirs.span.start().get().saturating_sub(from_new));
            if gap > 0 {
                (from_old, from_new) = (from_old + gap, from_new + gap);
                continue;
            }
            let length = (own.span.end().get() - from_old)
                .min(theirs.span.end().get() - from_new)
                .min(hunk.old.start - from_old)
                .min(hunk.new.start - from_new);
            match shared.last_mut() {
                Some((one, other, known)) if (*one, *other) == (at_old, at_new) => *known += length,
                _ => shared.push((at_old, at_new, length)),
            }
            (from_old, from_new) = (from_old + length, from_new + length);
        }
        (from_old, from_new) = (hunk.old.end, hunk.new.end);
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        anchor::hunks,
        article::{Article, Metadata, Source},
        text::Text,
        ui::article::pieces::pieces,
    };

    fn article(content: &str) -> Article {
        Article::new(Text::new(content).unwrap(), Vec::new(), Metadata::default(), Source::default()).unwrap()
    }

    /// The rows of two texts of one letter a paragraph or a few words, such as `a|a -|b`.
    fn rows(old: &str, new: &str) -> String {
        let (old, new) = (article(old), article(new));
        let (old_pieces, new_pieces) = (pieces(&old), pieces(&new));
        let rows = Rows::new(&old_pieces, &new_pieces, &hunks(old.text().as_str(), new.text().as_str()));
        let words = |article: &Article, piece: Option<&Piece>| {
            piece.map_or("-", |piece| article.text().slice(piece.span)).to_owned()
        };
        for (number, row) in rows.all.iter().enumerate() {
            assert!(row.old.is_none_or(|piece| rows.of_old(piece) == number));
            assert!(row.new.is_none_or(|piece| rows.of_new(piece) == number));
        }
        let row = |row: &Row| {
            let one = words(&old, row.old.and_then(|piece| old_pieces.get(piece)));
            format!("{one}|{}", words(&new, row.new.and_then(|piece| new_pieces.get(piece))))
        };
        rows.all.iter().map(row).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn pieces_stand_beside_those_they_share_words_with() {
        for (old, new, expected) in [
            ("a\n\nb", "a\n\nb", "a|a / b|b"),
            ("a\n\nb", "a\n\nx\n\nb", "a|a / -|x / b|b"),
            ("a\n\nx\n\nb", "a\n\nb", "a|a / x|- / b|b"),
            ("a\n\nx\n\nb", "a\n\ny\n\nb", "a|a / x|y / b|b"),
            ("one two three", "one two\n\nthree", "one two three|one two / -|three"),
            ("one two\n\nthree", "one two three", "one two|one two three / three|-"),
            ("a", "", "a|-"),
            ("", "a\n\nb", "-|a / -|b"),
            ("", "", ""),
            ("  a b\n\n\nc", "a b\n\nc d", "a b|a b / c|c d"),
        ] {
            assert_eq!(rows(old, new), expected, "{old:?} {new:?}");
        }
    }
}
