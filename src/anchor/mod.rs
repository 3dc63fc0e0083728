//! Finds stretches of a text again in a text that has changed.
//!
//! ```text
//!              tokens        in order           blocks elsewhere
//! old text ─┐
//!           ├────────► Alignment ────► moves ────► places ────► Outcome
//! new text ─┘                                         │ lost
//!                                                     ▼
//!                            approximate search of what nothing lays claim to
//! ```
//!
//! Both texts are cut into words, numbers and signs, folded so that typography does not count, and aligned: first what stands
//! in the same order, then blocks that stand elsewhere. A stretch goes where its words went, and with them what is between
//! them; so neighbours move together, and words that stood elsewhere before are not taken for those that were cut out. What
//! this loses is searched for, with few errors, among the words that are left. Without the old text, quotation and context
//! are searched for together.
//!
//! A wrong place is worse than none, since what was found about a claim would stand beside other words: a place is refused
//! when the words there have too little in common with the old ones, and several that are as likely are all named.
//!
//! Work is bounded by counts, never by a clock, so that the same texts have the same outcome on any machine. Of texts on which
//! it runs out, what is left is an orphan.

mod align;
mod border;
mod chain;
mod context;
mod difference;
mod ends;
mod fold;
mod hunks;
mod letter;
mod likeness;
mod lost;
mod moves;
mod outcome;
mod place;
mod quoted;
mod search;
mod stored;
mod token;

pub use hunks::{Hunk, hunks};
pub use outcome::{Fate, Outcome, Piece};

use crate::text::{Span, Text};

/// What is known about the old stretches.
#[derive(Clone, Copy, Debug)]
pub enum Old<'a> {
    /// The text they are of.
    Stored {
        /// The text.
        text: &'a Text,
        /// The stretches of it.
        spans: &'a [Span],
    },
    /// Their words alone, as another program or an earlier search left them. The limits are stricter: what is short needs the
    /// words that were beside it.
    Quoted(&'a [Quotation<'a>]),
}

/// A stretch of a text that is not at hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quotation<'a> {
    /// Its words.
    pub exact: &'a str,
    /// The words before it, of which the last 32 folded characters count; empty when they are not known.
    pub prefix: &'a str,
    /// The words after it, of which the first 32 count; empty when they are not known.
    pub suffix: &'a str,
}

/// Finds each of the old stretches in `new`; the outcomes are in their order, and each depends on the texts and its own
/// stretch alone, as long as the work that may be done is enough for all.
///
/// Takes some tens of nanoseconds for each byte of the two texts, and some microseconds for each stretch whose words have changed;
/// a quotation that does not stand to the letter, with what was beside it, costs a search of the whole text.
pub fn reanchor(old: &Old<'_>, new: &Text) -> Vec<Outcome> {
    match *old {
        Old::Stored { text, spans } => stored::reanchor(text, spans, new),
        Old::Quoted(quotations) => quoted::reanchor(quotations, new),
    }
}

/// Whether two stretches have the same words: typography aside, case not.
pub fn is_same_words(one: &str, other: &str) -> bool {
    fold::Folded::new(one, 0..one.len()).is_same(&fold::Folded::new(other, 0..other.len()))
}
