//! One article and one reviewer's claims on it.
//!
//! Every change is an [`Edit`]; [`Review::apply`] returns its inverse. The functions of [`operations`] make edits, and say
//! in a sentence why one cannot be made.

mod carry_over;
mod claims;
mod comparison;
mod condition;
mod edit;
mod excerpt;
pub mod figures;
mod filter;
mod history;
pub mod listing;
pub mod operations;
mod records;
#[expect(clippy::module_inception, reason = "the type is the module's subject")]
mod review;

pub use carry_over::{Decision, carry_over, rewords};
pub use claims::{Claims, Tally};
pub use comparison::{ClaimFate, Comparison, Concern, Phase, SegmentFate, compare};
pub use condition::Condition;
pub use edit::{Change, Edit, EditName, Field, Inverse};
pub use excerpt::{excerpt, one_line};
pub use filter::{ClaimFilter, Counted, Sieve, same_words};
pub use history::HistoryEntry;
pub use operations::{Edge, Refusal, Stamp};
pub use records::{Record, Records};
pub use review::{Desk, Review};
