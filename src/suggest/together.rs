//! All families of rules together.

use super::{
    Language, Proposal, attributed, own_voice,
    scoring::{Reader, checkworthiness_of, quoted},
};
use crate::{article::Article, claim::Tag, text::Span};

/// Everything that is proposed for an article, in text order: what is quoted or reported, with its speakers, and what the article says in
/// voices of its own. Where both find an assertion in the same words, the one that knows the speaker is kept.
pub fn all(article: &Article, language: Option<Language>) -> Vec<Proposal> {
    let language = language.unwrap_or_else(|| Language::of(article));
    let mut proposals = attributed(article, Some(language));
    let reported: Vec<Span> = assertions_in(&proposals);
    let own = own_voice(article, language.code()).into_iter().filter(|proposal| {
        proposal.tag != Tag::Assertion || !proposal.segments.iter().any(|span| meets(&reported, *span))
    });
    let mut reader = Reader::new(language.code());
    for proposal in proposals.iter_mut().filter(|proposal| proposal.tag == Tag::Assertion) {
        let words = proposal.segments.first().map(|span| article.text().slice(*span)).unwrap_or_default();
        proposal
            .checkworthy
            .get_or_insert_with(|| checkworthiness_of(&reader.read(words, &quoted(words)), reader.language()));
    }
    proposals.extend(own);
    proposals.sort_by_key(|proposal| {
        // Of those that begin together, the longer one holds the others.
        proposal.segments.first().map(|first| (first.start(), usize::MAX - first.len()))
    });
    proposals
}

/// The places of assertions, in text order.
fn assertions_in(proposals: &[Proposal]) -> Vec<Span> {
    let assertions = proposals.iter().filter(|proposal| proposal.tag == Tag::Assertion);
    let mut places: Vec<Span> = assertions.flat_map(|proposal| proposal.segments.iter().copied()).collect();
    places.sort();
    places
}

/// Whether a stretch shares text with one of these, which share none with one another.
fn meets(places: &[Span], span: Span) -> bool {
    let after = places.partition_point(|place| place.end() <= span.start());
    places.get(after).is_some_and(|place| place.start() < span.end())
}
