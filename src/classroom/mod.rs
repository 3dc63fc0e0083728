//! Assignments made, submissions begun and handed in, held against their key, and a class together.
//!
//! ```text
//! review ──► make::key ──────────────────────────────► Expected ─┐
//!    └─────► make::assignment ──► begin ──► hand_in ──► layers ───┴─► Reveal, Progress ──► Class
//! ```
//!
//! Everything here is pure: files, passwords and times are for whoever calls it. What changes a review in place is an
//! [`Edit`](crate::review::Edit) that can be undone; what makes another file is a new review.

mod class;
pub mod codebook;
mod expected;
pub mod make;
pub mod practice;
pub mod print;
mod progress;
mod remarks;
mod reveal;
mod roster;
mod sheet;
pub mod submission;

pub use class::{Class, ClassPupil, Handed};
pub use codebook::{Codebook, Hint, Rule};
pub use expected::{Expected, Which, expected_by};
pub use progress::{Progress, Step, changes};
pub use remarks::remarks;
pub use reveal::{Difference, Reveal, SpeakerDifference};
pub use roster::{Roster, RosterFault};
pub use sheet::{Remark, write_sheet};
pub use submission::Lack;
