//! What was taken out of words and put in.

use super::{align::Alignment, fold::Folded, hunks::common_space, outcome::Piece, token::tokens};

/// Longer words are not compared piece by piece, in bytes: whoever has to look at so much looks at both texts.
const LONGEST: usize = 16 * 1024;

/// The difference of two stretches of words, word by word; words of more than [`LONGEST`] bytes are exchanged as a whole.
pub(super) fn difference(old: &str, new: &str) -> Vec<Piece> {
    let mut writer = Writer { old, new, at: (0, 0), pieces: Vec::new() };
    if old.len().max(new.len()) <= LONGEST {
        let alignment = Alignment::in_order(tokens(old), tokens(new));
        for (number, token) in alignment.old.iter().enumerate() {
            let Some(partner) = alignment.partner(number).map(|partner| alignment.new[partner]) else { continue };
            let (own, theirs) = (Folded::new(old, token.range()), Folded::new(new, partner.range()));
            // Partners may differ in case, which is a change.
            if own.is_same(&theirs) {
                writer.changed(token.range().start, partner.range().start);
                writer.kept(token.range().end, partner.range().end);
            }
        }
    }
    writer.changed(old.len(), new.len());
    writer.pieces
}

struct Writer<'a> {
    old: &'a str,
    new: &'a str,
    /// How far both are written.
    at: (usize, usize),
    pieces: Vec<Piece>,
}

impl Writer<'_> {
    fn kept(&mut self, old: usize, new: usize) {
        let words = self.new.get(self.at.1..new).unwrap_or_default();
        self.at = (old, new);
        match self.pieces.last_mut() {
            Some(Piece::Kept(before)) => before.push_str(words),
            _ if words.is_empty() => {}
            _ => self.pieces.push(Piece::Kept(words.to_owned())),
        }
    }

    /// Both up to here; white space of another kind is no change.
    fn changed(&mut self, old: usize, new: usize) {
        let removed = self.old.get(self.at.0..old).unwrap_or_default();
        let added = self.new.get(self.at.1..new).unwrap_or_default();
        if removed == added || (removed.trim().is_empty() && added.trim().is_empty()) {
            return self.kept(old, new);
        }
        // What is white space at both ends of both is kept.
        let lead = common_space(removed.chars(), added.chars());
        let trail = common_space(removed[lead..].chars().rev(), added[lead..].chars().rev());
        if lead > 0 {
            self.kept(self.at.0 + lead, self.at.1 + lead);
        }
        let removed = &removed[lead..removed.len() - trail];
        let added = &added[lead..added.len() - trail];
        self.at = (old - trail, new - trail);
        if !removed.is_empty() {
            self.pieces.push(Piece::Removed(removed.to_owned()));
        }
        if !added.is_empty() {
            self.pieces.push(Piece::Added(added.to_owned()));
        }
        if trail > 0 {
            self.kept(old, new);
        }
    }
}
