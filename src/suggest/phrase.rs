//! Groups of words around a noun: who says something.

use std::ops::Range;

use super::{
    lexicon::Classes,
    token::{Kind, Token},
};

/// How many tokens a group may have, and how far the look for one goes.
const LONGEST: usize = 30;

/// The group that ends just before the token `end`, within `floor..end`; `None` when no noun stands there.
pub(super) fn ending_at(tokens: &[Token], floor: usize, end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1).filter(|last| *last >= floor)?;
    let head = &tokens[last];
    if head.is(Classes::PRONOUN) && head.kind != Kind::Number {
        return Some(last..end);
    }
    if !head.is_word() && !matches!(head.kind, Kind::Abbreviated | Kind::Possessive | Kind::Quote(_)) {
        return None;
    }
    if head.is(Classes::CONJUNCTION | Classes::PREPOSITION | Classes::OBJECT_PRONOUN) && head.kind == Kind::Word {
        return None;
    }
    let mut start = last;
    while start > floor && end - start < LONGEST {
        let before = &tokens[start - 1];
        let goes_on = match before.kind {
            Kind::Name | Kind::Word | Kind::Number => belongs(tokens, floor, start - 1),
            Kind::Possessive | Kind::Abbreviated => true,
            // A nickname or a scare quote inside the group.
            Kind::Quote(_) => before.is_plain_quote() && start - 1 > floor && tokens[start - 2].is_word(),
            _ => false,
        };
        if !goes_on {
            break;
        }
        start -= 1;
    }
    let start = without_lead(tokens, start, end);
    (start < end).then_some(start..end)
}

/// Whether the word at `at` belongs to the group that goes on after it.
fn belongs(tokens: &[Token], floor: usize, at: usize) -> bool {
    let (word, next) = (&tokens[at], &tokens[at + 1]);
    if word.is(Classes::AUXILIARY | Classes::OBJECT_PRONOUN) && !word.is(Classes::DETERMINER) {
        return false;
    }
    if word.is(Classes::PRONOUN) && !word.is(Classes::DETERMINER) {
        return false;
    }
    let text_is_and = word.kind == Kind::Word && word.is(Classes::CONJUNCTION);
    if text_is_and {
        // Two names joined, as in "Lind and Okoye".
        return at > floor
            && next.is_name()
            && tokens[at - 1].is_name()
            && !word.is(Classes::PREPOSITION | Classes::ADVERB);
    }
    if word.kind == Kind::Word
        && word.is(Classes::SAY | Classes::SAYING)
        && !word.is(Classes::ROLE | Classes::STATEMENT)
    {
        return false;
    }
    if word.kind == Kind::Name && word.is(Classes::CONJUNCTION) {
        return false;
    }
    true
}

/// Where the group begins when what only leads to it is left out: "On Monday" of "On Monday Lind".
fn without_lead(tokens: &[Token], start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let token = &tokens[at];
        if token.is(Classes::PREPOSITION) && at + 1 < end {
            // The last name, or the last group with an article, is what remains.
            return last_group(tokens, at, end);
        }
        let leads = token.is(Classes::ADVERB | Classes::TIME | Classes::NEGATION)
            || matches!(token.kind, Kind::Comma | Kind::Abbreviated)
            || (token.is(Classes::CONJUNCTION) && !token.is(Classes::DETERMINER));
        if !leads || at + 1 == end {
            break;
        }
        at += 1;
    }
    at
}

/// Where the last name before `end` begins, or the last group that an article opens.
fn last_group(tokens: &[Token], start: usize, end: usize) -> usize {
    let mut at = end;
    while at > start
        && (tokens[at - 1].is_name() || tokens[at - 1].kind == Kind::Abbreviated || tokens[at - 1].is(Classes::TITLE))
    {
        at -= 1;
    }
    if at < end && !(at > start && tokens[at - 1].is(Classes::PREPOSITION)) {
        return at;
    }
    (start..end).rev().find(|at| tokens[*at].is(Classes::DETERMINER)).unwrap_or(start)
}

/// The group that begins at the token `start`, within `start..ceiling`. With `whole`, every preposition belongs to it.
pub(super) fn beginning_at(tokens: &[Token], start: usize, ceiling: usize, whole: bool) -> Option<Range<usize>> {
    let mut start = start;
    while start < ceiling && tokens[start].is(Classes::ADVERB) && !tokens[start].is_name() {
        start += 1;
    }
    let first = tokens.get(start).filter(|_| start < ceiling)?;
    if first.is(Classes::PRONOUN) && !first.is(Classes::DETERMINER) {
        return Some(start..start + 1);
    }
    let begins = first.is_name()
        || first.kind == Kind::Number
        || (first.is_word()
            && !first.is(Classes::PREPOSITION | Classes::CONJUNCTION | Classes::AUXILIARY | Classes::OBJECT_PRONOUN));
    if !begins {
        return None;
    }
    let mut end = start + 1;
    while end < ceiling && end - start < LONGEST {
        let token = &tokens[end];
        let goes_on = match token.kind {
            Kind::Possessive | Kind::Abbreviated => true,
            Kind::Quote(_) => end + 1 < ceiling && tokens[end + 1].is_name(),
            Kind::Name | Kind::Word | Kind::Number => {
                let ends = token.is(Classes::AUXILIARY | Classes::PRONOUN | Classes::OBJECT_PRONOUN)
                    && !token.is(Classes::DETERMINER);
                let verb = token.kind == Kind::Word
                    && token.is(Classes::SAY | Classes::SAYING)
                    && !token.is(Classes::ROLE | Classes::STATEMENT);
                let joins = token.is(Classes::CONJUNCTION)
                    && !token.is(Classes::PREPOSITION)
                    && tokens[end - 1].is_name()
                    && tokens.get(end + 1).is_some_and(Token::is_name);
                let time = token.is(Classes::TIME) && !whole;
                let preposition = token.is(Classes::PREPOSITION) && !token.is(Classes::INSIDE) && !whole;
                !ends
                    && !verb
                    && !time
                    && !preposition
                    && (joins || !token.is(Classes::CONJUNCTION) || token.is(Classes::PREPOSITION))
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        end += 1;
    }
    while end > start + 1 && tokens[end - 1].is(Classes::PREPOSITION | Classes::DETERMINER | Classes::CONJUNCTION) {
        end -= 1;
    }
    Some(start..end)
}

/// The first group of a sentence that can be its subject: what leads to it, up to a comma, is left out.
pub(super) fn first_subject(tokens: &[Token], sentence: &Range<usize>) -> Option<Range<usize>> {
    let mut at = sentence.start;
    let first = tokens.get(at).filter(|_| at < sentence.end)?;
    let leads =
        first.is(Classes::PREPOSITION | Classes::CONJUNCTION | Classes::SAYING | Classes::ADVERB | Classes::TIME)
            && !first.is(Classes::DETERMINER)
            || matches!(first.kind, Kind::Quote(_) | Kind::Comma | Kind::Dash);
    if leads {
        let comma = (at..sentence.end).take(LONGEST).find(|at| tokens[*at].kind == Kind::Comma);
        at = comma.map_or(at + 1, |comma| comma + 1);
    }
    while at < sentence.end && (tokens[at].is(Classes::ADVERB | Classes::CONJUNCTION) || !tokens[at].is_word()) {
        at += 1;
    }
    let group = beginning_at(tokens, at, sentence.end, false)?;
    // Without a known verb the group may run on; a name ends where small letters go on.
    let mut end = group.start + 1;
    if tokens[group.start].is_name() {
        while end < group.end
            && (tokens[end].kind != Kind::Word || tokens[end].is(Classes::INSIDE | Classes::TITLE | Classes::ROLE))
        {
            end += 1;
        }
        while end > group.start + 1 && (tokens[end - 1].is(Classes::INSIDE) || tokens[end - 1].kind == Kind::Possessive)
        {
            end -= 1;
        }
        return Some(group.start..end);
    }
    Some(group.start..group.end.min(group.start + 6))
}
