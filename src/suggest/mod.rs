//! Proposals: what in an article may be a quotation, commentary or a statement to check. The reviewer decides; nothing here changes
//! a review.
//!
//! Each proposal names the rule that made it, says why in words a pupil understands, and how sure the rule is. The same article gives the
//! same proposals, in the order of the text. No rule looks further than its paragraph or a fixed number of bytes, so that the time grows
//! with the length of the text and no faster.

mod checkable;
mod judging;
mod own_voice;
mod proposal;
mod scoring;

pub use own_voice::{assertions, commentary, own_voice};
pub use proposal::{Proposal, ProposedSpeaker};
pub use scoring::{checkworthiness, subjectivity};
