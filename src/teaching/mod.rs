//! What a teacher hands out and a pupil hands in: the nouns.
//!
//! Each is a review with a [`Role`], and in its file one section by that name beside the article and the claims:
//!
//! | role | its claims are | what it never has |
//! |---|---|---|
//! | [`Assignment`] | none, or those of its key where that lies open | claims that are not of the key |
//! | [`Submission`] | the pupil's; in the second layer those that were corrected, and the first layer is kept beside them | any key: no type in it can hold one |
//! | [`AnswerKey`] | what is expected, each in the way that is shown | |
//!
//! In a submission the *note* of a claim is the reason that the pupil gives for it, its *why*.

mod assignment;
mod key;
mod pseudonym;
mod refused;
mod role;
mod submission;
mod task;
mod tolerance;

pub use assignment::{Assignment, AssignmentId, KeyPlace, Sealed};
pub use key::{Alternative, AnswerKey, KeyEntry, MOST_ALTERNATIVES};
pub use pseudonym::Pseudonym;
pub use refused::Refused;
pub use role::Role;
pub use submission::{FirstLayer, Grade, Returned, Submission};
pub use task::{Asked, AskedField, CodebookNote, Masthead, Task};
pub use tolerance::Tolerance;
