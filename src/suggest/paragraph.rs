//! A paragraph as the rules see it.

use std::ops::Range;

use super::{
    Language,
    clause::{self, Clause},
    lexicon::Lexicon,
    mark::{self, Marked},
    sentence,
    token::{self, Kind, Token},
};

/// A paragraph: its tokens, its marked stretches, its sentences and who says something in them.
#[derive(Debug)]
pub(super) struct Paragraph<'t> {
    /// The whole text, in whose bytes all places are.
    pub(super) text: &'t str,
    /// Where the paragraph is.
    pub(super) range: Range<usize>,
    /// Its marked stretches, outermost, in order.
    pub(super) marked: Vec<Marked>,
    /// Its tokens.
    pub(super) tokens: Vec<Token>,
    /// Its sentences, in tokens, each with its clauses that attribute.
    pub(super) sentences: Vec<Sentence>,
}

/// A sentence.
#[derive(Debug)]
pub(super) struct Sentence {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Its clauses that attribute, in order.
    pub(super) clauses: Vec<Clause>,
}

impl<'t> Paragraph<'t> {
    /// Reads the paragraph `range` of a text.
    pub(super) fn of(text: &'t str, range: Range<usize>, language: Language, lexicon: &Lexicon) -> Self {
        let mut marked = mark::outermost(&text[range.clone()], lexicon);
        for stretch in &mut marked {
            for place in [&mut stretch.outer, &mut stretch.inner] {
                *place = place.start + range.start..place.end + range.start;
            }
        }
        let tokens = token::tokens(text, range.clone(), &marked, language, lexicon);
        let sentences = sentence::sentences(text, &tokens, &marked, language)
            .into_iter()
            .map(|sentence| Sentence { clauses: clause::clauses(&tokens, &sentence, language), tokens: sentence })
            .collect();
        Self { text, range, marked, tokens, sentences }
    }

    /// The bytes of a range of tokens.
    pub(super) fn bytes(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let first = self.tokens.get(tokens.start)?;
        let last = self.tokens.get(tokens.end.checked_sub(1)?)?;
        (tokens.start < tokens.end).then(|| first.range().start..last.range().end)
    }

    /// The quotations: for each the number of its sentence, of its token and of its stretch.
    pub(super) fn quotes(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        self.sentences.iter().enumerate().flat_map(move |(number, sentence)| {
            sentence.tokens.clone().filter_map(move |at| match self.tokens[at].kind {
                Kind::Quote(stretch) => Some((number, at, stretch as usize)),
                _ => None,
            })
        })
    }

    /// The words between the marks of a stretch.
    pub(super) fn inner(&self, stretch: usize) -> &'t str {
        self.marked.get(stretch).and_then(|marked| self.text.get(marked.inner.clone())).unwrap_or_default().trim()
    }
}
