//! Proposals: what in an article may be a quotation, commentary or a statement to check. The reviewer decides; nothing here changes
//! a review.
//!
//! Each proposal names the rule that made it, says why in words a pupil understands, and how sure the rule is. The same article gives the
//! same proposals, in the order of the text. No rule looks further than its paragraph or a fixed number of bytes, so that the time grows
//! with the length of the text and no faster.

mod attribution;
mod checkable;
mod clause;
mod compose;
mod dialogue;
mod east_asian;
mod german;
mod glance;
mod indirect;
mod judge;
mod judging;
mod language;
mod lexicon;
mod lower;
mod mark;
mod own_voice;
mod paragraph;
mod people;
mod phrase;
mod proposal;
mod quick;
mod quotation;
mod scoring;
mod sentence;
mod shape;
mod together;
mod token;

pub use language::Language;
pub use own_voice::{assertions, commentary, own_voice};
pub use proposal::{Proposal, ProposedSpeaker};
pub use scoring::{checkworthiness, subjectivity};
pub use together::all;

use crate::article::Article;

/// What an article quotes or reports, with its speakers, in text order. Without a language, the article's own is taken or, where that is
/// not known, the one its words show.
pub fn attributed(article: &Article, language: Option<Language>) -> Vec<Proposal> {
    let language = language.unwrap_or_else(|| Language::of(article));
    let mut proposals = quotation::proposals(article, language);
    proposals.sort_by_key(|proposal| proposal.segments.first().map(|first| (first.start(), usize::MAX - first.len())));
    proposals
}
