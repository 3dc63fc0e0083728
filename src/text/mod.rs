//! Text as it was read, and the places in it.
//!
//! A place is a [`ByteIndex`], a stretch is a [`Span`]: half-open, never empty, never inside a grapheme cluster.
//!
//! ```text
//! byte   0   1   2   3   4
//!        ├ N ┼ o ┼  é    ┤        "Noé": 4 bytes, 3 code points, 3 graphemes
//! point  0   1   2       3
//! ```
//!
//! Files count Unicode code points ([`CodePointIndex`]); [`Text`] is the one place that converts.

mod abbreviation;
mod index;
mod inert;
pub(crate) mod letter;
mod normalise;
pub mod quotation;
pub(crate) mod scan;
pub mod search;
pub mod sentence;
mod sentence_bound;
mod sentence_case;
mod span;
#[expect(clippy::module_inception, reason = "the type is the module's subject")]
mod text;
mod window;
pub mod word;

pub use index::{ByteIndex, CodePointIndex};
pub use inert::{inert, neutralised};
pub use normalise::{Normalised, is_normalised, kept_signs, normalise};
pub use sentence_case::{lower_first, upper_first};
pub use span::Span;
pub use text::{Text, TextError};
