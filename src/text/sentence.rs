//! Sentences: the bounds of UAX 29, and what they get wrong in news repaired.
//!
//! Repaired are full stops of abbreviations, initials and ordinals, questions and exclamations inside a sentence
//! (“Why?” she asked), line feeds that mean a space, and numbers of notes in brackets. What cannot be told apart without
//! understanding the words is parted: a break too many is mended by extending a selection.

use std::{borrow::Cow, ops::Range};

use super::{
    ByteIndex, Span, Text,
    abbreviation::{self, Follow},
    quotation, sentence_bound, window,
};

/// How far from the place asked for a look goes, in bytes; a longer sentence is cut there.
const REACH: usize = 16 * 1024;

/// The sentence of `within`, a paragraph, that holds `index`; white space belongs to the sentence before it. All of
/// `within` when it is nothing but white space.
pub fn at(text: &Text, within: Span, index: ByteIndex) -> Span {
    sentences(text, &look(text, within, index))
        .take_while(|(whole, _)| whole.start <= index.get())
        .last()
        .map_or(within, |(_, sentence)| sentence)
}

/// Where the next sentence of `within` after `index` begins; the end of `within` when none does.
pub fn next_start(text: &Text, within: Span, index: ByteIndex) -> ByteIndex {
    let next = sentences(text, &look(text, within, index)).find(|(_, sentence)| sentence.start() > index);
    next.map_or_else(|| look_end(text, within, index), |(_, sentence)| sentence.start())
}

/// Where the sentence of `within` that holds `index` begins, or, at its start, the one before; the start of `within`
/// when none does.
pub fn previous_start(text: &Text, within: Span, index: ByteIndex) -> ByteIndex {
    sentences(text, &look(text, within, index))
        .map(|(_, sentence)| sentence.start())
        .take_while(|start| *start < index)
        .last()
        .unwrap_or_else(|| within.start().min(index))
}

/// Every sentence of `within`, in text order.
pub fn all(text: &Text, within: Span) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut rest = within.range();
    while !rest.is_empty() {
        let end = text.grapheme_ceil(ByteIndex::new((rest.start + 2 * REACH).min(rest.end)));
        let mut here: Vec<(Range<usize>, Span)> = sentences(text, &(rest.start..end.get())).collect();
        // The last one of a look that ends early may go on; it is looked at again from its own start.
        let unfinished = (end.get() < rest.end && here.len() > 1).then(|| here.pop()).flatten();
        found.extend(here.into_iter().map(|(_, sentence)| sentence));
        rest.start = unfinished.map_or(end.get(), |(whole, _)| whole.start);
    }
    found
}

/// The part of `within` that a question about `index` looks at.
fn look(text: &Text, within: Span, index: ByteIndex) -> Range<usize> {
    let range = window::around(text.as_str(), &within.range(), index.get(), REACH);
    text.grapheme_floor(ByteIndex::new(range.start)).get()..text.grapheme_ceil(ByteIndex::new(range.end)).get()
}

fn look_end(text: &Text, within: Span, index: ByteIndex) -> ByteIndex {
    ByteIndex::new(look(text, within, index).end)
}

/// The sentences of a stretch: each with the bytes up to the next one, and trimmed.
fn sentences<'t>(text: &'t Text, stretch: &Range<usize>) -> impl Iterator<Item = (Range<usize>, Span)> + use<'t> {
    let content = text.as_str().get(stretch.clone()).unwrap_or_default();
    let ends = breaks(content).into_iter().chain(std::iter::once(content.len()));
    let base = stretch.start;
    let mut start = 0;
    ends.filter_map(move |end| {
        let whole = base + start..base + end;
        start = end;
        let sentence = text.trimmed_span(ByteIndex::new(whole.start)..ByteIndex::new(whole.end))?;
        Some((whole, sentence))
    })
}

/// The places between two sentences of a paragraph, in bytes, its ends left out.
fn breaks(paragraph: &str) -> Vec<usize> {
    let flat = without_line_ends(paragraph);
    let mut breaks: Vec<usize> = Vec::new();
    for offset in sentence_bound::bounds(&flat) {
        let end = before_opening_marks(&flat, after_note_mark(&flat, offset));
        let start = breaks.last().copied().unwrap_or_default();
        if end < flat.len() && end > start && !goes_on(&flat[start..end], &flat[end..]) {
            breaks.push(end);
        }
    }
    breaks
}

/// The paragraph with each line feed that stands alone, and so means a space, as one; no byte moves.
fn without_line_ends(paragraph: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\n', paragraph.as_bytes()).is_none() {
        return Cow::Borrowed(paragraph);
    }
    let mut flat = String::with_capacity(paragraph.len());
    let mut chars = paragraph.chars().peekable();
    let mut previous = None;
    while let Some(c) = chars.next() {
        let alone = c == '\n' && previous != Some('\n') && chars.peek() != Some(&'\n');
        flat.push(if alone { ' ' } else { c });
        previous = Some(c);
    }
    Cow::Owned(flat)
}

/// UAX 29 breaks `so.[3] Then` inside the brackets; the sentence ends after them.
fn after_note_mark(flat: &str, offset: usize) -> usize {
    let before = &flat[..offset];
    let rest = &flat[offset..];
    if !before.ends_with('[') {
        return offset;
    }
    let inside = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    match inside.strip_prefix(']') {
        Some(after) if rest.len() - inside.len() <= 3 => flat.len() - after.trim_start().len(),
        _ => offset,
    }
}

/// UAX 29 takes every mark after 。 into the sentence, the opening one of the next sentence too, since no space parts them.
fn before_opening_marks(flat: &str, offset: usize) -> usize {
    let before = &flat[..offset];
    let rest = before.trim_end_matches(['「', '『', '（', '《', '〈', '【', '“', '‘']);
    let ended = rest.trim_end_matches(['」', '』', '）', '》', '〉', '】', '”', '’']);
    if ended.ends_with(['。', '！', '？', '｡']) { rest.len() } else { offset }
}

/// Whether the sentence that `before` ends with goes on in `after`, although UAX 29 parts them.
fn goes_on(before: &str, after: &str) -> bool {
    let ink = before.trim_end();
    if before.ends_with('\n') {
        return false;
    }
    let closers: &[char] = &['」', '』', '）'];
    if ink.ends_with(closers) && ink.len() == before.len() {
        // 「行く。」と言った: the particle takes the quotation into the sentence.
        return after.starts_with(['と', 'っ', 'て']);
    }
    let core = ink.trim_end_matches(is_closer);
    let next = after.trim_start_matches(|c: char| quotation::is_mark(c) || matches!(c, '(' | '[' | '¿' | '¡'));
    if next.starts_with(char::is_lowercase) {
        return true;
    }
    let Some(stopped) = core.strip_suffix('.') else {
        // No space after "?" or "!" but a bracket or a letter: part of a name, or a note.
        return ink.len() == before.len() && core.ends_with(['!', '?']) && !after.is_empty();
    };
    if core.len() < ink.len() && ink.len() < before.len() {
        // A closed quotation or bracket after the full stop: the abbreviation, if it is one, has ended all the same.
        return false;
    }
    full_stop_goes_on(stopped, next)
}

/// Whether a sentence goes on after `stopped` and a full stop with `next`.
fn full_stop_goes_on(stopped: &str, next: &str) -> bool {
    let following = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let digits_follow = next.starts_with(|c: char| c.is_numeric());
    let word = last_word(stopped);
    let lead = stopped[..stopped.len() - word.len()].trim_end();
    if word.is_empty() {
        return false;
    }
    if word.chars().all(|c| c.is_ascii_digit()) {
        // "3." alone counts a list; else it is an ordinal or a number that ends the sentence.
        return word.len() <= 2 && (lead.is_empty() || abbreviation::is_ordinal_between(last_word(lead), following));
    }
    let pair = lead.strip_suffix('.').map(|lead| format!("{}. {word}", last_word(lead)));
    let follows_pair = pair.as_deref().and_then(abbreviation::follows);
    match abbreviation::follows(word).into_iter().chain(follows_pair).min_by_key(|f| *f as u8) {
        Some(Follow::Anything) => true,
        Some(Follow::Number) if digits_follow => true,
        Some(Follow::Name) => !abbreviation::is_opener(following),
        _ => is_initials(word) && !digits_follow && !abbreviation::is_opener(following),
    }
}

/// The letters, digits, full stops and hyphens at the end of a string.
fn last_word(words: &str) -> &str {
    let lead = words.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-'));
    words[lead.len()..].trim_start_matches(['.', '-'])
}

/// Whether a word is single letters between full stops, as "J", "J.R" or "U.S".
fn is_initials(word: &str) -> bool {
    word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
        || (word.contains('.') && word.split('.').all(|part| part.chars().count() == 1))
}

fn is_closer(c: char) -> bool {
    quotation::is_mark(c) || matches!(c, ')' | ']' | '}')
}
