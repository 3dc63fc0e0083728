//! Clauses that say that somebody said something: their verb and their subject.

use std::ops::Range;

use super::{
    Language,
    lexicon::Classes,
    phrase,
    token::{Kind, Token},
};

/// How a clause attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A finite verb: “said”.
    Finite,
    /// A participle: “saying”.
    Participle,
    /// “according to”.
    According,
}

/// A verb of saying and who says it.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// How it attributes.
    pub(super) sort: Sort,
    /// The words that attribute, as tokens.
    pub(super) cue: Range<usize>,
    /// Who speaks, as tokens.
    pub(super) speaker: Option<Range<usize>>,
    /// Whether subject and verb are inverted: “said Lind”.
    pub(super) inverted: bool,
    /// Whether it is denied, or only going to be said.
    pub(super) unreal: bool,
    /// From its first to its last token, speaker and cue.
    pub(super) whole: Range<usize>,
}

/// How far the subject of a verb is looked for, in tokens.
const REACH: usize = 40;

/// The clauses of a sentence, in order.
pub(super) fn clauses(tokens: &[Token], sentence: &Range<usize>, language: Language) -> Vec<Clause> {
    let mut found: Vec<Clause> = Vec::new();
    for at in sentence.clone() {
        let token = &tokens[at];
        if !token.is(Classes::SAY | Classes::SAYING | Classes::NAMING | Classes::ACCORDING | Classes::SO)
            && !is_according(tokens, at, sentence)
        {
            continue;
        }
        let clause = if language == Language::German {
            super::german::clause(tokens, sentence, at)
        } else if is_according(tokens, at, sentence) {
            according(tokens, sentence, at)
        } else if is_verb(tokens, sentence, at) {
            Some(verb(tokens, sentence, at, found.last()))
        } else {
            None
        };
        found.extend(clause);
    }
    found
}

/// Whether “according” and “to” stand here.
fn is_according(tokens: &[Token], at: usize, sentence: &Range<usize>) -> bool {
    // The longest word of its kind: nine letters, a preposition after it.
    tokens[at].is(Classes::ACCORDING)
        || (tokens[at].range().len() == 9
            && at + 1 < sentence.end
            && tokens[at].is(Classes::NOT_A_NAME)
            && tokens[at + 1].range().len() == 2
            && tokens[at + 1].is(Classes::PREPOSITION))
}

fn according(tokens: &[Token], sentence: &Range<usize>, at: usize) -> Option<Clause> {
    let cue = if tokens[at].is(Classes::ACCORDING) { at..at + 1 } else { at..at + 2 };
    let speaker = phrase::beginning_at(tokens, cue.end, sentence.end, true)?;
    let whole = cue.start..speaker.end;
    Some(Clause { sort: Sort::According, cue, speaker: Some(speaker), inverted: false, unreal: false, whole })
}

/// Whether the word is used as a verb: many are nouns as well.
fn is_verb(tokens: &[Token], sentence: &Range<usize>, at: usize) -> bool {
    let token = &tokens[at];
    if token.kind == Kind::Name && at != sentence.start {
        return false;
    }
    let next = tokens.get(at + 1).filter(|_| at + 1 < sentence.end);
    if next.is_some_and(|next| next.kind == Kind::Word && next.is(Classes::SAY) && !next.is(Classes::SAYING)) {
        return false;
    }
    if token.is(Classes::ROLE | Classes::STATEMENT)
        && next.is_some_and(|next| next.is(Classes::AUXILIARY | Classes::PREPOSITION | Classes::TIME))
    {
        return false;
    }
    let Some(before) = at.checked_sub(1).filter(|before| *before >= sentence.start).map(|before| &tokens[before])
    else {
        return true;
    };
    let noun = (before.is(Classes::DETERMINER) && !before.is(Classes::PRONOUN))
        || before.kind == Kind::Possessive && !token.is(Classes::SAYING)
        || (before.is(Classes::PREPOSITION) && !before.is(Classes::CONJUNCTION) && before.range().len() != 2);
    !noun
}

fn verb(tokens: &[Token], sentence: &Range<usize>, at: usize, previous: Option<&Clause>) -> Clause {
    let token = &tokens[at];
    let mut left = at;
    let (mut passive, mut negated) = (false, false);
    while left > sentence.start {
        let before = &tokens[left - 1];
        let is_small = before.kind == Kind::Word || left - 1 == sentence.start;
        let skipped = is_small && before.is(Classes::AUXILIARY | Classes::ADVERB | Classes::NEGATION)
            || (before.kind == Kind::Word && is_manner(before));
        if !skipped || before.is(Classes::PRONOUN) {
            break;
        }
        passive |= before.is(Classes::BEING);
        negated |= before.is(Classes::NEGATION);
        left -= 1;
    }
    if token.is(Classes::SAYING) && !passive {
        // A participle shares the subject of the verb before it, or of its sentence.
        let speaker = previous
            .and_then(|previous| previous.speaker.clone())
            .or_else(|| phrase::first_subject(tokens, &(sentence.start..at)))
            .or_else(|| after_comma(tokens, sentence, at));
        return clause_of(Sort::Participle, at, speaker, false, negated);
    }
    if left == sentence.start && left < at && !tokens[left].is(Classes::ADVERB | Classes::DETERMINER) {
        // “Having said that …, the minister”: the subject stands after the comma, and something else is the news.
        let speaker = after_comma(tokens, sentence, at);
        return clause_of(Sort::Participle, at, speaker, false, true);
    }
    if passive && !token.is(Classes::SAYING) {
        let agent = (at + 1..sentence.end.min(at + 12)).find(|by| is_by(tokens, *by));
        let speaker = agent.and_then(|by| phrase::beginning_at(tokens, by + 1, sentence.end, false));
        return clause_of(Sort::Finite, at, speaker, false, negated);
    }
    let infinitive =
        left > sentence.start && tokens[left - 1].range().len() == 2 && tokens[left - 1].is(Classes::PREPOSITION);
    if infinitive {
        let speaker = previous
            .and_then(|previous| previous.speaker.clone())
            .or_else(|| phrase::first_subject(tokens, &(sentence.start..left)));
        return clause_of(Sort::Finite, at, speaker, false, true);
    }
    let (speaker, inverted) = subject(tokens, sentence, left, at);
    clause_of(Sort::Finite, at, speaker, inverted, negated)
}

fn clause_of(sort: Sort, at: usize, speaker: Option<Range<usize>>, inverted: bool, unreal: bool) -> Clause {
    let cue = at..at + 1;
    let whole = match &speaker {
        Some(speaker) if sort == Sort::Finite => speaker.start.min(at)..speaker.end.max(at + 1),
        _ => cue.clone(),
    };
    Clause { sort, cue, speaker, inverted, unreal, whole }
}

/// Whether a word is an adverb of manner, by its ending.
fn is_manner(token: &Token) -> bool {
    token.classes == Classes::NONE && token.range().len() > 4 && token.is_adverb_like()
}

fn is_by(tokens: &[Token], at: usize) -> bool {
    tokens[at].is(Classes::PREPOSITION) && tokens[at].is_by()
}

fn after_comma(tokens: &[Token], sentence: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let comma = (at..sentence.end).take(REACH).find(|at| tokens[*at].kind == Kind::Comma)?;
    phrase::beginning_at(tokens, comma + 1, sentence.end, false)
}

/// The subject of the verb at `at`, whose auxiliaries begin at `left`; and whether it stands after the verb.
fn subject(tokens: &[Token], sentence: &Range<usize>, left: usize, at: usize) -> (Option<Range<usize>>, bool) {
    let after = || phrase::beginning_at(tokens, at + 1, sentence.end, false);
    let Some(before) = left.checked_sub(1).filter(|before| *before >= sentence.start) else {
        return (after(), true);
    };
    match tokens[before].kind {
        Kind::Quote(_) => {
            // A verb straight after a quotation: its subject follows, or is the one before the quotation.
            let after = after();
            return if after.is_some() { (after, true) } else { (phrase::first_subject(tokens, sentence), false) };
        }
        Kind::Comma | Kind::Dash => {
            let signs = tokens[sentence.start..=before].iter().rev();
            let ink = signs.take(REACH).find(|token| !matches!(token.kind, Kind::Comma | Kind::Dash));
            let is_quoted = ink.is_some_and(|ink| matches!(ink.kind, Kind::Quote(_) | Kind::Stop));
            if is_quoted && let Some(after) = after() {
                return (Some(after), true);
            }
            if let Some(start) = parenthesis_start(tokens, sentence, before) {
                let group = phrase::ending_at(tokens, sentence.start, start);
                if group.is_some() {
                    return (group, false);
                }
            }
            return match after() {
                Some(group) if left == at && tokens[before].kind == Kind::Comma => (Some(group), true),
                _ => (phrase::first_subject(tokens, sentence), false),
            };
        }
        Kind::Close => {
            let open = (sentence.start..before).rev().take(REACH).find(|at| tokens[*at].kind == Kind::Open);
            return (open.and_then(|open| phrase::ending_at(tokens, sentence.start, open)), false);
        }
        _ => {}
    }
    let word = &tokens[before];
    if word.is(Classes::PRONOUN) && word.is(Classes::CONJUNCTION) || word.is_relative() {
        // "Lind, who said": the one before the relative word.
        let mut end = before;
        if end > sentence.start && tokens[end - 1].kind == Kind::Comma {
            end -= 1;
        }
        return (phrase::ending_at(tokens, sentence.start, end), false);
    }
    if word.kind == Kind::Word && word.is(Classes::CONJUNCTION) && !word.is(Classes::PRONOUN) {
        // "took the floor and said": the subject of the sentence.
        return (phrase::first_subject(tokens, &(sentence.start..before)), false);
    }
    let group = phrase::ending_at(tokens, sentence.start, left);
    if group.is_some() {
        return (group, false);
    }
    (phrase::first_subject(tokens, &(sentence.start..before)), false)
}

/// Where the parenthesis between two commas begins that ends with the comma at `end`: the place of the first comma.
fn parenthesis_start(tokens: &[Token], sentence: &Range<usize>, end: usize) -> Option<usize> {
    let kind = tokens[end].kind;
    let comma = (sentence.start..end).rev().take(REACH).find(|at| tokens[*at].kind == kind)?;
    (comma > sentence.start && !matches!(tokens[comma - 1].kind, Kind::Quote(_))).then_some(comma)
}
