//! One article and one reviewer's claims on it.
//!
//! Every change is an [`Edit`]; [`Review::apply`] returns its inverse. The functions of [`operations`] make edits, and say
//! in a sentence why one cannot be made.

mod claims;
mod edit;
mod filter;
mod history;
pub mod operations;
mod records;
#[expect(clippy::module_inception, reason = "the type is the module's subject")]
mod review;

pub use claims::{Claims, Tally};
pub use edit::{Change, Edit, EditName, Field, Inverse};
pub use filter::{ClaimFilter, same_words};
pub use history::HistoryEntry;
pub use operations::{Edge, Refusal, Stamp};
pub use records::{Record, Records};
pub use review::{Desk, Review};
