//! The sentences of a paragraph.

use std::ops::Range;

use super::{
    Language,
    lexicon::Classes,
    mark::Marked,
    token::{Kind, Token},
};

/// The most tokens of a sentence; a longer one is cut, so that the work in a sentence is bounded.
const LONGEST_SENTENCE: usize = 400;

/// The sentences of a paragraph, as ranges of its tokens. A quotation that ends with a full stop ends its sentence unless words go on
/// in small letters or attribute it.
pub(super) fn sentences(text: &str, tokens: &[Token], marked: &[Marked], language: Language) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        let ends = match tokens[at].kind {
            Kind::Stop => true,
            Kind::Quote(number) => marked.get(number as usize).is_some_and(|marked| ends_sentence(text, marked)),
            Kind::Abbreviated => tokens
                .get(at + 1)
                .is_some_and(|next| next.kind == Kind::Name && next.is(Classes::NOT_A_NAME | Classes::PRONOUN)),
            _ => false,
        };
        at += 1;
        if !ends && at - start < LONGEST_SENTENCE {
            continue;
        }
        while tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Stop | Kind::Close)) {
            at += 1;
        }
        let goes_on = tokens.get(at).is_some_and(|next| match next.kind {
            Kind::Word | Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash => true,
            _ => {
                language != Language::German
                    && matches!(tokens[at - 1].kind, Kind::Quote(_))
                    && attributes(&tokens[at..])
            }
        });
        if !goes_on || at - start >= LONGEST_SENTENCE {
            sentences.push(start..at);
            start = at;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

/// Whether a quotation ends with a sign that ends a sentence.
fn ends_sentence(text: &str, marked: &Marked) -> bool {
    text.get(marked.inner.clone()).is_some_and(|inner| {
        inner.trim_end().trim_end_matches(['’', '\'', '”', '"', '»']).ends_with(['.', '!', '?', '…', '。', '！', '？'])
    })
}

/// How many tokens are looked at to see whether words attribute the quotation before them.
const ATTRIBUTION_REACH: usize = 8;

/// Whether these tokens begin with a name and a verb of saying, as in `“Why?” Trump asked`.
fn attributes(tokens: &[Token]) -> bool {
    for token in tokens.iter().take(ATTRIBUTION_REACH) {
        if token.kind == Kind::Word && token.is(Classes::SAY) {
            return true;
        }
        let belongs = matches!(token.kind, Kind::Name | Kind::Abbreviated | Kind::Possessive)
            || token.is(Classes::TITLE | Classes::ROLE | Classes::ADVERB | Classes::INSIDE | Classes::DETERMINER);
        if !belongs {
            return false;
        }
    }
    false
}
