//! What has become of a stretch.

use crate::text::{ByteIndex, Span};

/// What has become of one stretch of the old text.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Where it is now, if anywhere.
    pub fate: Fate,
    /// How sure that is, from 0 to 1: the likeness of the words for a place that follows from the old text, and of the words and
    /// what surrounds them for one that was searched for. For an orphan that of the best place that was refused.
    pub score: f32,
}

/// Where a stretch of the old text is now.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Fate {
    /// The same words in the same order with what surrounds them. Typography may have changed: quotation marks, dashes, white
    /// space, hyphenation, composed or decomposed letters.
    Same(Span),
    /// The same words, elsewhere.
    Moved(Span),
    /// Other words: what was found about the old ones has to be looked at again.
    Changed {
        /// Where they are.
        span: Span,
        /// Whether they are elsewhere, too.
        moved: bool,
        /// What was taken out and put in.
        difference: Vec<Piece>,
    },
    /// Several places, of which none is the likelier by enough.
    Ambiguous(
        /// The likeliest first.
        Vec<Span>,
    ),
    /// Nowhere.
    Orphan {
        /// The place at which it would stand, by what stood before it; `None` when nothing is known about that.
        near: Option<ByteIndex>,
    },
}

impl Fate {
    /// The place, when there is one.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Same(span) | Self::Moved(span) | Self::Changed { span, .. } => Some(*span),
            Self::Ambiguous(_) | Self::Orphan { .. } => None,
        }
    }

    /// Its name on the command line.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Same(_) => "same",
            Self::Moved(_) => "moved",
            Self::Changed { .. } => "changed",
            Self::Ambiguous(_) => "ambiguous",
            Self::Orphan { .. } => "orphan",
        }
    }
}

/// A piece of changed words. The kept and the removed pieces together are the old words, the kept and the added ones the new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both, as the new text has it.
    Kept(String),
    /// In the old words alone.
    Removed(String),
    /// In the new words alone.
    Added(String),
}
