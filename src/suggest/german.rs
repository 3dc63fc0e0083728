//! German clauses that attribute: the finite verb stands second, and its subject on either side of it.

use std::ops::Range;

use super::{
    attribution,
    clause::{Clause, Sort},
    indirect::{Reported, Rule},
    lexicon::Classes,
    paragraph::{Paragraph, Sentence},
    phrase,
    token::{Kind, Token},
};

/// How far before a verb the beginning of its clause is looked for, in tokens.
const REACH: usize = 40;

/// The clause of the word at `at`, if it attributes.
pub(super) fn clause(tokens: &[Token], sentence: &Range<usize>, at: usize) -> Option<Clause> {
    let token = &tokens[at];
    if token.is(Classes::ACCORDING) {
        return according(tokens, sentence, at);
    }
    if token.is(Classes::SO) {
        return so(tokens, sentence, at);
    }
    if token.kind == Kind::Name && at != sentence.start {
        return None;
    }
    let (speaker, inverted) = subject(tokens, sentence, at);
    let start = speaker.as_ref().map_or(at, |speaker| speaker.start.min(at));
    let end = speaker.as_ref().map_or(at + 1, |speaker| speaker.end.max(at + 1));
    Some(Clause { sort: Sort::Finite, cue: at..at + 1, speaker, inverted, unreal: false, whole: start..end })
}

/// “laut Weber”, “Weber zufolge”.
fn according(tokens: &[Token], sentence: &Range<usize>, at: usize) -> Option<Clause> {
    let after = phrase::beginning_at(tokens, at + 1, sentence.end, true);
    let before = phrase::ending_at(tokens, sentence.start, at);
    // “zufolge” stands behind its noun; a comma, a verb or the end of the sentence then follows.
    let is_behind = tokens[at].range().len() == 7;
    let speaker = if is_behind { before } else { after }?;
    let whole = speaker.start.min(at)..speaker.end.max(at + 1);
    Some(Clause {
        sort: Sort::According,
        cue: at..at + 1,
        speaker: Some(speaker),
        inverted: false,
        unreal: false,
        whole,
    })
}

/// “…“, so Weber”.
fn so(tokens: &[Token], sentence: &Range<usize>, at: usize) -> Option<Clause> {
    let follows = at > sentence.start && matches!(tokens[at - 1].kind, Kind::Comma | Kind::Quote(_) | Kind::Dash);
    let next = tokens.get(at + 1).filter(|_| at + 1 < sentence.end)?;
    let begins = next.is_name() || next.is(Classes::DETERMINER | Classes::TITLE | Classes::ROLE);
    if !follows || !begins {
        return None;
    }
    let speaker = phrase::beginning_at(tokens, at + 1, sentence.end, false)?;
    let whole = at..speaker.end;
    Some(Clause { sort: Sort::Finite, cue: at..at + 1, speaker: Some(speaker), inverted: true, unreal: false, whole })
}

/// The subject of the verb at `at`, and whether it stands after the verb.
fn subject(tokens: &[Token], sentence: &Range<usize>, at: usize) -> (Option<Range<usize>>, bool) {
    let mut next = at + 1;
    while next < sentence.end && tokens[next].is(Classes::ADVERB) && tokens[next].kind == Kind::Word {
        next += 1;
    }
    let pronoun = tokens.get(next).filter(|_| next < sentence.end).is_some_and(|token| {
        token.is(Classes::PRONOUN) && (!token.is(Classes::OBJECT_PRONOUN) || token.is(Classes::PERSON))
    });
    let after = || {
        if pronoun {
            return Some(next..next + 1);
        }
        phrase::beginning_at(tokens, next, sentence.end, false)
            .filter(|group| !tokens[group.start].is(Classes::OBLIQUE))
            .map(|group| with_apposition(tokens, sentence, group))
    };
    if pronoun && tokens[next].is_es() {
        return (place_of_words(tokens, sentence).or_else(after), true);
    }
    let field = field_start(tokens, sentence, at);
    if field == at {
        let joined =
            at > sentence.start && tokens[at - 1].is(Classes::CONJUNCTION) && tokens[at - 1].kind == Kind::Word;
        if joined {
            return (phrase::first_subject(tokens, &(sentence.start..at)), false);
        }
        // Nothing before it but a quotation or a comma.
        return (after().or_else(|| phrase::first_subject(tokens, sentence)), true);
    }
    let first = &tokens[field];
    if first.is(Classes::AUXILIARY) {
        // “„…“, hatte Weber erklärt”.
        let group = phrase::beginning_at(tokens, field + 1, sentence.end, false);
        return (group.map(|group| with_apposition(tokens, sentence, group)), true);
    }
    let adverbial = first.is(Classes::PREPOSITION | Classes::ADVERB | Classes::TIME | Classes::SO | Classes::OBLIQUE)
        || first.is(Classes::CONJUNCTION)
        || matches!(first.kind, Kind::Quote(_));
    if adverbial && let Some(group) = after() {
        return (Some(group), true);
    }
    // A verb at the end of its clause, as a participle is: the subject is at the beginning.
    let ends = at + 1 >= sentence.end || !tokens[at + 1].is_word();
    let group = match tokens[at - 1].kind {
        Kind::Comma => {
            let comma = (field..at - 1).rev().take(REACH).find(|at| tokens[*at].kind == Kind::Comma);
            comma
                .and_then(|comma| phrase::ending_at(tokens, sentence.start, comma))
                .map(|group| with_apposition(tokens, sentence, group))
        }
        _ if ends => phrase::first_subject(tokens, &(field..at)),
        _ => phrase::ending_at(tokens, field, at),
    };
    let group = group.or_else(|| phrase::first_subject(tokens, &(field..at)));
    let inverted = group.is_none();
    (group.or_else(after), inverted)
}

/// The group with the name that follows it between commas: “der Vorsitzende des Verbands, Max Weber, …”.
fn with_apposition(tokens: &[Token], sentence: &Range<usize>, group: Range<usize>) -> Range<usize> {
    let is_comma = tokens.get(group.end).is_some_and(|token| token.kind == Kind::Comma) && group.end < sentence.end;
    let mut end = group.end + 1;
    while end < sentence.end && end < group.end + 7 && (tokens[end].is_name() || tokens[end].kind == Kind::Abbreviated)
    {
        end += 1;
    }
    let is_name = end >= group.end + 2 && tokens.get(end).is_none_or(|token| !token.is_word());
    if is_comma && is_name { group.start..end } else { group }
}

/// The text in which it says so: “in einer Erklärung heißt es”.
fn place_of_words(tokens: &[Token], sentence: &Range<usize>) -> Option<Range<usize>> {
    let place = sentence
        .clone()
        .find(|at| tokens[*at].is_in() && tokens.get(at + 1).is_some_and(Token::is_word) && at + 1 < sentence.end)?;
    let mut group = phrase::beginning_at(tokens, place + 1, sentence.end, true)?;
    let verb = group.clone().find(|at| tokens[*at].is(Classes::SAY));
    group.end = verb.unwrap_or(group.end);
    (!group.is_empty()).then_some(group)
}

/// Where the clause of the verb at `at` begins: after a quotation, a colon, or a comma that opens a clause.
fn field_start(tokens: &[Token], sentence: &Range<usize>, at: usize) -> usize {
    let mut start = at;
    while start > sentence.start && at - start < REACH {
        let before = &tokens[start - 1];
        let ends = match before.kind {
            Kind::Quote(_) => start == at || tokens[start].kind == Kind::Comma,
            Kind::Colon | Kind::Semicolon | Kind::Dash | Kind::Stop => true,
            Kind::Comma => start == at && matches!(tokens[start.saturating_sub(2)].kind, Kind::Quote(_) | Kind::Stop),
            _ => before.is(Classes::CONJUNCTION) && before.kind == Kind::Word,
        };
        if ends {
            break;
        }
        start -= 1;
    }
    if start < at && tokens[start].kind == Kind::Comma { start + 1 } else { start }
}

/// How many tokens may stand between a German verb of saying and the comma before what is reported.
const TO_COMMA: usize = 16;

/// What a German paragraph reports without its words: clauses after “dass” and in the mood of reported speech, and sentences in that mood.
pub(super) fn reported(paragraph: &Paragraph<'_>) -> Vec<Reported> {
    let mut found = Vec::new();
    let mut speaker: Option<Range<usize>> = None;
    for sentence in &paragraph.sentences {
        let before = speaker.clone();
        speaker = attribution::last_speaker(paragraph, sentence).or(before.clone());
        let report = by_clause(paragraph, sentence).or_else(|| by_mood(paragraph, sentence, before));
        found.extend(report);
    }
    found
}

fn by_clause(paragraph: &Paragraph<'_>, sentence: &Sentence) -> Option<Reported> {
    let tokens = &paragraph.tokens;
    let end = without_stop(tokens, &sentence.tokens);
    let clause = sentence.clauses.iter().find(|clause| clause.speaker.is_some())?;
    let cue = clause.cue.start;
    let (content, rule) = if clause.sort == Sort::According {
        if clause.whole.start == sentence.tokens.start {
            (clause.whole.end..end, Rule::According)
        } else {
            return None;
        }
    } else if tokens[cue].is(Classes::SO) {
        let comma = clause.whole.start.checked_sub(1).filter(|comma| tokens[*comma].kind == Kind::Comma)?;
        (sentence.tokens.start..comma, Rule::CueAfter)
    } else {
        let comma = (cue + 1..end.min(cue + TO_COMMA)).find(|at| tokens[*at].kind == Kind::Comma)?;
        let first = tokens.get(comma + 1).filter(|_| comma + 1 < end)?;
        let mood = tokens[comma + 1..end].iter().any(|token| token.is(Classes::SUBJUNCTIVE));
        if first.is_that() {
            (comma + 2..end, Rule::That)
        } else if mood && tokens[cue].is(Classes::CLAUSE) && !first.is_relative() {
            (comma + 1..end, Rule::Bare)
        } else {
            return None;
        }
    };
    report(
        paragraph,
        &content,
        clause.speaker.as_ref().and_then(|speaker| paragraph.bytes(speaker)),
        paragraph.bytes(&clause.cue),
        rule,
    )
}

/// A sentence whose first auxiliary stands in the mood of reported speech goes on with what the speaker before said.
fn by_mood(paragraph: &Paragraph<'_>, sentence: &Sentence, speaker: Option<Range<usize>>) -> Option<Reported> {
    let tokens = &paragraph.tokens;
    if !sentence.clauses.is_empty() || speaker.is_none() {
        return None;
    }
    let first = sentence.tokens.clone().find(|at| tokens[*at].is(Classes::AUXILIARY | Classes::SUBJUNCTIVE))?;
    if !tokens[first].is(Classes::SUBJUNCTIVE) || !tokens[first].is(Classes::AUXILIARY) {
        return None;
    }
    let content = sentence.tokens.start..without_stop(tokens, &sentence.tokens);
    report(paragraph, &content, speaker, None, Rule::Mood)
}

fn report(
    paragraph: &Paragraph<'_>,
    content: &Range<usize>,
    speaker: Option<Range<usize>>,
    cue: Option<Range<usize>>,
    rule: Rule,
) -> Option<Reported> {
    let tokens = paragraph.tokens.get(content.clone())?;
    let words = tokens.iter().filter(|token| token.is_word()).count();
    let quoted = tokens.first().is_some_and(|first| matches!(first.kind, Kind::Quote(_)));
    (words >= 3 && !quoted).then(|| paragraph.bytes(content)).flatten().map(|range| Reported {
        segments: vec![range],
        speaker,
        cue,
        rule,
    })
}

fn without_stop(tokens: &[Token], sentence: &Range<usize>) -> usize {
    let mut end = sentence.end;
    while end > sentence.start && matches!(tokens[end - 1].kind, Kind::Stop | Kind::Semicolon | Kind::Colon) {
        end -= 1;
    }
    end
}
