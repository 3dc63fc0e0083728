//! What is reported without its exact words, in English: “Lind said that the bridge was safe”.

use std::{iter, ops::Range};

use super::{
    clause::{Clause, Sort},
    lexicon::Classes,
    paragraph::{Paragraph, Sentence},
    token::{Kind, Token},
};

/// A reported clause.
#[derive(Clone, Debug)]
pub(super) struct Reported {
    /// Its words, in bytes.
    pub(super) segments: Vec<Range<usize>>,
    /// Who says it, in bytes.
    pub(super) speaker: Option<Range<usize>>,
    /// The words that say so, in bytes.
    pub(super) cue: Option<Range<usize>>,
    /// How it is reported.
    pub(super) rule: Rule,
}

/// How a clause is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// After “that”, “if” or the like.
    That,
    /// Straight after the verb.
    Bare,
    /// Before the verb.
    CueAfter,
    /// On both sides of it.
    CueMiddle,
    /// With “according to”.
    According,
    /// “promised to …”.
    To,
    /// German: by the mood of its verb, in a sentence of its own.
    Mood,
}

/// How many tokens may stand between a verb and “that”.
const TO_THAT: usize = 14;

/// The fewest tokens of a reported clause.
const FEWEST: usize = 3;

/// The reported clauses of a sentence, apart from each other, in order.
pub(super) fn reported(paragraph: &Paragraph<'_>, sentence: &Sentence) -> Vec<Reported> {
    let mut found: Vec<(Vec<Range<usize>>, &Clause, Rule)> = Vec::new();
    for (number, clause) in sentence.clauses.iter().enumerate() {
        let taken = found.iter().flat_map(|(segments, ..)| segments).any(|segment| segment.contains(&clause.cue.start));
        let Some(speaker) = &clause.speaker else { continue };
        // “I think” is the text's own voice.
        let is_own = paragraph.tokens[speaker.start].is_first_person();
        if clause.unreal || taken || is_own && !paragraph.tokens[clause.cue.start].is(Classes::PURE) {
            continue;
        }
        let next = sentence.clauses.get(number + 1);
        let segments = match clause.sort {
            Sort::According => according(paragraph, sentence, clause),
            _ => by_verb(paragraph, sentence, clause, next),
        };
        let Some((segments, rule)) = segments else { continue };
        let apart = |segment: &Range<usize>| {
            found
                .iter()
                .flat_map(|(segments, ..)| segments)
                .all(|other| segment.end <= other.start || other.end <= segment.start)
        };
        if segments.iter().all(apart) && is_statement(paragraph, &segments) {
            found.push((segments, clause, rule));
        }
    }
    found
        .into_iter()
        .map(|(segments, clause, rule)| Reported {
            segments: segments.iter().filter_map(|segment| paragraph.bytes(segment)).collect(),
            speaker: clause.speaker.as_ref().and_then(|speaker| paragraph.bytes(speaker)),
            cue: paragraph.bytes(&clause.cue),
            rule,
        })
        .collect()
}

/// Whether tokens can be a clause: long enough, and not marked words alone.
fn is_statement(paragraph: &Paragraph<'_>, segments: &[Range<usize>]) -> bool {
    let tokens = segments.iter().flat_map(|segment| &paragraph.tokens[segment.clone()]);
    let (words, all) = tokens.fold((0, 0), |(words, all), token| (words + usize::from(token.is_word()), all + 1));
    words >= FEWEST || all > FEWEST && words >= 2
}

fn according(paragraph: &Paragraph<'_>, sentence: &Sentence, clause: &Clause) -> Option<(Vec<Range<usize>>, Rule)> {
    let tokens = &paragraph.tokens;
    let end = content_end(tokens, sentence, clause.whole.end);
    if clause.cue.start == sentence.tokens.start {
        let comma = (clause.cue.end..end).find(|at| tokens[*at].kind == Kind::Comma)?;
        let content = comma + 1..end;
        return (!content.is_empty()).then_some((vec![content], Rule::According));
    }
    let comma = clause.cue.start.checked_sub(1).filter(|comma| tokens[*comma].kind == Kind::Comma);
    let content = content_start(tokens, sentence, clause.cue.start)..comma.unwrap_or(clause.cue.start);
    let marked = content.len() <= 2 && content.clone().any(|at| matches!(tokens[at].kind, Kind::Quote(_)));
    (!content.is_empty() && !marked).then_some((vec![content], Rule::According))
}

fn by_verb(
    paragraph: &Paragraph<'_>,
    sentence: &Sentence,
    clause: &Clause,
    next: Option<&Clause>,
) -> Option<(Vec<Range<usize>>, Rule)> {
    let tokens = &paragraph.tokens;
    let verb = &tokens[clause.cue.start];
    let after = if clause.inverted { clause.whole.end } else { clause.cue.end };
    if !verb.is(Classes::CLAUSE | Classes::OBJECT | Classes::URGING) {
        return None;
    }
    let forward = (!clause.inverted).then(|| forward(tokens, sentence, verb, after)).flatten();
    if let Some((start, rule)) = forward {
        let mut end = content_end(tokens, sentence, start);
        if let Some(next) = next.filter(|next| next.cue.start > start) {
            end = before_next(tokens, start, end, next);
        }
        let quoted = tokens.get(start).is_some_and(|first| matches!(first.kind, Kind::Quote(_)));
        return (start < end && !quoted).then(|| (iter::once(start..end).collect(), rule));
    }
    // Backward: the clause stands after what it reports, or in its middle.
    let before = clause.whole.start.checked_sub(1).filter(|before| *before > sentence.tokens.start)?;
    if tokens[before].kind != Kind::Comma || !verb.is(Classes::CLAUSE) || clause.sort == Sort::Participle {
        return None;
    }
    let content = content_start(tokens, sentence, before)..before;
    let is_quote = |token: Option<&Token>| token.is_some_and(|token| matches!(token.kind, Kind::Quote(_)));
    let quoted = is_quote(tokens[content.clone()].first()) || is_quote(tokens[content.clone()].last());
    let adverbial = tokens[content.start]
        .is(Classes::PREPOSITION | Classes::TIME | Classes::SAYING | Classes::CONJUNCTION)
        && content.len() <= 8;
    let goes_on =
        tokens.get(after).filter(|_| after < sentence.tokens.end).is_some_and(|token| token.kind == Kind::Comma);
    if goes_on && is_quote(tokens.get(after + 1)) {
        // What is quoted after it was said, and what stands before it was not.
        return None;
    }
    if goes_on {
        let rest = after + 1..content_end(tokens, sentence, after + 1);
        let verb_follows =
            tokens.get(after + 1).is_some_and(|token| token.kind != Kind::Name || !token.is(Classes::SAYING));
        let participle = tokens
            .get(after + 1)
            .is_some_and(|token| token.is(Classes::SAYING | Classes::CONJUNCTION) || token.is_relative());
        let names_the_speaker = clause.inverted && !looks_like_clause(tokens, rest.start, rest.end.min(rest.start + 6));
        if !rest.is_empty() && verb_follows && !participle && !quoted && !names_the_speaker {
            return Some((vec![content, rest], Rule::CueMiddle));
        }
    }
    (!quoted && !adverbial && content.len() >= 4).then_some((vec![content], Rule::CueAfter))
}

/// Where the reported clause begins that follows its verb.
fn forward(tokens: &[Token], sentence: &Sentence, verb: &Token, after: usize) -> Option<(usize, Rule)> {
    let end = sentence.tokens.end;
    let limit = end.min(after + TO_THAT);
    // A sign before “that” ends the search.
    let stop = (after..limit)
        .find(|at| matches!(tokens[*at].kind, Kind::Colon | Kind::Quote(_) | Kind::Stop | Kind::Semicolon))
        .unwrap_or(limit);
    let opener = (after..stop).find(|at| {
        let token = &tokens[*at];
        token.is_that() && token.kind == Kind::Word
    });
    let clause_verb = verb.is(Classes::CLAUSE);
    let first = tokens.get(after).filter(|_| after < end)?;
    if verb.is(Classes::URGING)
        && let Some(to) = (after..stop.min(after + 8)).find(|at| is_to(tokens, *at))
        && (to == after || verb.is(Classes::OBJECT))
        && opener.is_none_or(|that| that > to)
    {
        return Some((after, Rule::To));
    }
    if let Some(asks) = (after..stop.min(after + 8)).find(|at| tokens[*at].is_question())
        && verb.is(Classes::OBJECT)
        && !tokens[after..asks].iter().any(|token| token.kind == Kind::Comma)
    {
        return Some((asks, Rule::That));
    }
    if let Some(that) = opener
        && clause_verb
        && (that == after || !looks_like_clause(tokens, after, that))
    {
        return Some((that + 1, Rule::That));
    }
    if !clause_verb {
        return None;
    }
    let mut start = after;
    if verb.is(Classes::OBJECT) {
        start = after_object(tokens, start, stop)?;
    } else if first.is(Classes::PREPOSITION) && !first.is(Classes::CONJUNCTION) {
        // “said on Monday the bridge …”
        let time = (after..stop.min(after + 4)).rev().find(|at| tokens[*at].is(Classes::TIME))?;
        start = time + 1;
    }
    while start < stop && tokens[start].is(Classes::TIME) && !tokens[start].is(Classes::DETERMINER) {
        start += 1;
    }
    if tokens.get(start).is_some_and(|token| token.kind == Kind::Comma) {
        return None;
    }
    // Other verbs than “said” often take a noun: “announced new measures”.
    let needs_subject = !verb.is(Classes::PURE);
    let has_subject = || {
        (start..end.min(start + 7)).any(|at| {
            let token = &tokens[at];
            token.is(Classes::AUXILIARY) && at > start || token.is(Classes::PRONOUN) && !token.is(Classes::DETERMINER)
        })
    };
    (begins_clause(tokens, start, end) && (!needs_subject || has_subject())).then_some((start, Rule::Bare))
}

/// Whether a clause with a subject and a verb can begin here.
fn begins_clause(tokens: &[Token], start: usize, end: usize) -> bool {
    let Some(first) = tokens.get(start).filter(|_| start < end) else { return false };
    let sign = !first.is_word() && !matches!(first.kind, Kind::Quote(_));
    if sign || first.is(Classes::SAY | Classes::AUXILIARY) && !first.is(Classes::ROLE) {
        return false;
    }
    let preposition = first.is(Classes::PREPOSITION) && !first.is(Classes::CONJUNCTION);
    let object = first.is(Classes::OBJECT_PRONOUN) && !first.is(Classes::PRONOUN);
    !preposition && !object && looks_like_clause(tokens, start, end)
}

/// Whether a finite verb is near enough.
fn looks_like_clause(tokens: &[Token], start: usize, end: usize) -> bool {
    tokens[start..end.min(start + 20)]
        .iter()
        .any(|token| token.is(Classes::AUXILIARY | Classes::SAY) || token.is_verb_like())
}

/// The place after the person spoken to: “told reporters”, “told a Senate panel Wednesday”.
fn after_object(tokens: &[Token], start: usize, stop: usize) -> Option<usize> {
    let first = tokens.get(start).filter(|_| start < stop)?;
    if first.is(Classes::OBJECT_PRONOUN) {
        return Some(start + 1);
    }
    let mut at = start;
    if first.is(Classes::DETERMINER) {
        at += 1;
        while at < stop
            && tokens[at].is_word()
            && !tokens[at].is(Classes::DETERMINER
                | Classes::PRONOUN
                | Classes::PREPOSITION
                | Classes::TIME
                | Classes::AUXILIARY)
            && at < start + 4
        {
            at += 1;
        }
        return Some(at);
    }
    if first.kind == Kind::Name {
        while at < stop
            && (tokens[at].kind == Kind::Name || matches!(tokens[at].kind, Kind::Abbreviated | Kind::Possessive))
        {
            at += 1;
        }
        return Some(at);
    }
    Some(start + 1)
}

/// Whether “to” and a verb stand here, and not “to the harbour”.
fn is_to(tokens: &[Token], at: usize) -> bool {
    let verb = tokens.get(at + 1).is_some_and(|next| {
        next.kind == Kind::Word
            && !next.is(Classes::DETERMINER | Classes::PRONOUN | Classes::OBJECT_PRONOUN | Classes::PREPOSITION)
    });
    tokens[at].is_to() && verb
}

/// Where the reported words end that begin at `start`: with the sentence, or where the text takes over.
fn content_end(tokens: &[Token], sentence: &Sentence, start: usize) -> usize {
    let mut end = sentence.tokens.end;
    while end > start && matches!(tokens[end - 1].kind, Kind::Stop | Kind::Semicolon | Kind::Close) {
        end -= 1;
    }
    let takes_over = |at: usize| {
        let sign = matches!(tokens[at].kind, Kind::Comma | Kind::Semicolon | Kind::Dash);
        let next = tokens.get(at + 1).filter(|_| at + 1 < end);
        sign && next.is_some_and(|next| next.is(Classes::SAYING) || next.is_contrast() || next.is(Classes::ACCORDING))
    };
    let end = (start..end).find(|at| takes_over(*at)).unwrap_or(end);
    // One dash begins the text's own aside; two hold one of the speaker's.
    let mut dashes = (start + 1..end).filter(|at| tokens[*at].kind == Kind::Dash);
    match (dashes.next(), dashes.next()) {
        (Some(only), None) if only >= start + FEWEST => only,
        _ => end,
    }
}

/// Where reported words end when another verb of saying follows: before the “and” or comma that leads to it.
fn before_next(tokens: &[Token], start: usize, end: usize, next: &Clause) -> usize {
    // A verb that shares the subject of the one before has it far in front.
    let lead = if next.whole.start <= start { next.cue.start } else { next.whole.start.min(next.cue.start) };
    let Some(before) = lead.checked_sub(1).filter(|before| *before > start && *before < end) else { return end };
    let mut cut = before;
    if tokens[cut].is(Classes::ADVERB) && cut > start {
        cut -= 1;
    }
    let joined = tokens[cut].kind == Kind::Comma || tokens[cut].is_and();
    if !joined {
        return end;
    }
    while cut > start && (tokens[cut - 1].kind == Kind::Comma) {
        cut -= 1;
    }
    cut
}

/// Where the reported words begin that end at `end`: with the sentence, after a conjunction that opens it.
fn content_start(tokens: &[Token], sentence: &Sentence, end: usize) -> usize {
    let mut start = sentence.tokens.start;
    while start < end
        && (!tokens[start].is_word() && !matches!(tokens[start].kind, Kind::Quote(_)) || tokens[start].is_and())
    {
        start += 1;
    }
    start
}
