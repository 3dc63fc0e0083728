//! Speech that opens with a dash, as fiction in French, Spanish, Russian and Polish has it, and the words of the narrator inside it:
//! the *incise* of “— Partez, dit-elle, avant la nuit.”

use std::ops::Range;

use super::{
    Language,
    lexicon::Classes,
    paragraph::Paragraph,
    phrase,
    token::{Kind, Token},
};

/// Something said after a dash.
#[derive(Clone, Debug)]
pub(super) struct Speech {
    /// The words said, in bytes, the narrator's left out.
    pub(super) segments: Vec<Range<usize>>,
    /// Who says them, in bytes.
    pub(super) speaker: Option<Range<usize>>,
    /// The verb, in bytes.
    pub(super) cue: Option<Range<usize>>,
    /// All of it, in tokens of its paragraph.
    pub(super) tokens: Range<usize>,
}

/// The narrator's words inside a speech.
struct Incise {
    /// From its first token to the one that ends it, that one left out.
    tokens: Range<usize>,
    cue: usize,
    speaker: Option<Range<usize>>,
}

/// How far an incise may go, in tokens.
const LONGEST_INCISE: usize = 40;

/// Whether a dash here opens speech in the middle of a paragraph: after the end of a sentence or a colon, before a capital.
pub(super) fn opens_inside(tokens: &[Token], at: usize) -> bool {
    let after = at
        .checked_sub(1)
        .and_then(|before| tokens.get(before))
        .is_some_and(|before| matches!(before.kind, Kind::Stop | Kind::Colon | Kind::Abbreviated | Kind::Quote(_)));
    let before = tokens.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Name | Kind::Open | Kind::Number));
    tokens[at].kind == Kind::Dash && after && before
}

/// The speeches of a paragraph; `inside` says whether a dash may open one in its middle.
pub(super) fn speeches(paragraph: &Paragraph<'_>, language: Language, inside: bool) -> Vec<Speech> {
    let tokens = &paragraph.tokens;
    let mut starts: Vec<usize> = Vec::new();
    if tokens.first().is_some_and(|first| first.kind == Kind::Dash) && tokens.len() > 1 {
        starts.push(0);
    }
    if inside && language == Language::French {
        starts.extend((1..tokens.len()).filter(|at| opens_inside(tokens, *at)));
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([tokens.len()]).collect();
    starts.iter().zip(ends).filter_map(|(start, end)| speech(paragraph, start + 1..end, language, inside)).collect()
}

fn speech(paragraph: &Paragraph<'_>, within: Range<usize>, language: Language, inside: bool) -> Option<Speech> {
    let (segments, incise) = match language {
        Language::French => without_incises(paragraph, within.clone()),
        _ => between_dashes(paragraph, within.clone()),
    };
    let segments = if inside { before_narration(paragraph, segments) } else { segments };
    let segments: Vec<Range<usize>> =
        segments.into_iter().filter_map(|tokens| paragraph.bytes(&tokens)).filter(|range| !range.is_empty()).collect();
    (!segments.is_empty()).then(|| Speech {
        segments,
        speaker: incise
            .as_ref()
            .and_then(|incise| incise.speaker.clone())
            .and_then(|speaker| paragraph.bytes(&speaker)),
        cue: incise.as_ref().map(|incise| paragraph.tokens[incise.cue].range()),
        tokens: within.start - 1..within.end,
    })
}

/// What is said between French marks, when the narrator speaks inside them too; `paragraph` is what stands between them.
pub(super) fn between_marks(paragraph: &Paragraph<'_>) -> Option<Speech> {
    let (segments, incise) = without_incises(paragraph, 0..paragraph.tokens.len());
    let incise = incise?;
    Some(Speech {
        segments: segments.iter().filter_map(|tokens| paragraph.bytes(tokens)).collect(),
        speaker: incise.speaker.and_then(|speaker| paragraph.bytes(&speaker)),
        cue: Some(paragraph.tokens[incise.cue].range()),
        tokens: 0..paragraph.tokens.len(),
    })
}

fn without_incises(paragraph: &Paragraph<'_>, within: Range<usize>) -> (Vec<Range<usize>>, Option<Incise>) {
    let tokens = &paragraph.tokens;
    let mut segments = Vec::new();
    let mut first_incise = None;
    let mut start = within.start;
    let mut at = within.start + 1;
    while at < within.end {
        let Some(incise) = incise(tokens, at, within.end) else {
            at += 1;
            continue;
        };
        if at > start {
            segments.push(start..at);
        }
        let end = incise.tokens.end;
        first_incise.get_or_insert(incise);
        let Some(sign) = tokens.get(end).filter(|_| end < within.end) else {
            return (trimmed(tokens, segments), first_incise);
        };
        start = end + 1;
        if matches!(sign.kind, Kind::Stop) && narrates(paragraph, start..within.end) {
            return (trimmed(tokens, segments), first_incise);
        }
        at = start + 1;
    }
    if start < within.end {
        segments.push(start..within.end);
    }
    (trimmed(tokens, segments), first_incise)
}

/// Segments up to the first sentence of the narrator: where dialogue runs on inside a paragraph, no line end shows that speech is over.
fn before_narration(paragraph: &Paragraph<'_>, mut segments: Vec<Range<usize>>) -> Vec<Range<usize>> {
    if let Some(last) = segments.last_mut() {
        let stops = last.clone().filter(|at| paragraph.tokens[*at].kind == Kind::Stop && *at + 1 < last.end);
        let end = stops
            .map(|stop| stop + 1)
            .find(|start| paragraph.tokens[*start].kind == Kind::Name && narrates(paragraph, *start..last.end));
        last.end = end.unwrap_or(last.end);
    }
    segments
}

/// The incise that begins at `at`: a verb of saying before its subject, straight after a sign.
fn incise(tokens: &[Token], at: usize, end: usize) -> Option<Incise> {
    let before = &tokens[at - 1];
    if !matches!(before.kind, Kind::Comma | Kind::Stop | Kind::Dash | Kind::Semicolon | Kind::Close | Kind::Quote(_)) {
        return None;
    }
    let mut verb = at;
    // “lui dit-il”, “se dit-il”.
    while verb < end && verb < at + 2 && tokens[verb].is(Classes::OBJECT_PRONOUN) && !tokens[verb].is(Classes::SAY) {
        verb += 1;
    }
    let token = tokens.get(verb).filter(|_| verb < end)?;
    if token.kind != Kind::Word || !token.is(Classes::SAY) {
        return None;
    }
    let mut next = verb + 1;
    while next < end && next < verb + 3 && (tokens[next].is(Classes::ADVERB) || tokens[next].is_manner_in_french()) {
        next += 1;
    }
    let speaker = if token.is(Classes::INVERTED) {
        Some(verb..verb + 1)
    } else {
        let next = tokens.get(next).filter(|_| next < end)?;
        let begins = next.is(Classes::DETERMINER | Classes::TITLE | Classes::PERSON) || next.kind == Kind::Name;
        if !begins {
            return None;
        }
        Some(phrase::beginning_at(tokens, verb + 1, end, false).unwrap_or(verb..verb + 1))
    };
    let from = speaker.as_ref().map_or(verb + 1, |speaker| speaker.end.max(verb + 1));
    Some(Incise { tokens: at..incise_end(tokens, from, end), cue: verb, speaker })
}

/// Where an incise ends whose subject ends at `from`: at the first sign after which the narrator does not go on.
fn incise_end(tokens: &[Token], from: usize, end: usize) -> usize {
    let limit = end.min(from + LONGEST_INCISE);
    let mut at = from;
    while at < limit {
        match tokens[at].kind {
            Kind::Stop | Kind::Semicolon | Kind::Colon | Kind::Dash => return at,
            Kind::Comma if !tokens.get(at + 1).is_some_and(Token::goes_on_narrating) => return at,
            _ => at += 1,
        }
    }
    limit
}

/// Whether the words after an incise and a full stop are the narrator's: nobody is spoken to, nothing is asked or exclaimed, and it is
/// told in a past tense.
fn narrates(paragraph: &Paragraph<'_>, within: Range<usize>) -> bool {
    let tokens = &paragraph.tokens[within];
    let sentence = tokens.iter().position(|token| token.kind == Kind::Stop).map_or(tokens, |end| &tokens[..=end]);
    let speaks = sentence.iter().any(|token| token.is(Classes::SPOKEN));
    let told = sentence.iter().filter(|token| token.kind == Kind::Word).any(Token::is_past_in_french);
    let asks = sentence.last().is_some_and(|end| {
        end.kind == Kind::Stop && !paragraph.text[end.range()].starts_with('.') || end.range().len() > 1
    });
    !speaks && !asks && told
}

/// Speech in Spanish, Russian or Polish: the narrator's words stand between dashes and begin small.
fn between_dashes(paragraph: &Paragraph<'_>, within: Range<usize>) -> (Vec<Range<usize>>, Option<Incise>) {
    let tokens = &paragraph.tokens;
    let mut segments = Vec::new();
    let mut first_incise = None;
    let mut start = within.start;
    let mut at = within.start;
    let mut narrating = false;
    while at < within.end {
        let is_dash = tokens[at].kind == Kind::Dash;
        if is_dash && narrating {
            narrating = false;
            start = at + 1;
        } else if is_dash && let Some(incise) = told(tokens, at + 1, within.end) {
            segments.push(start..at);
            first_incise.get_or_insert(incise);
            narrating = true;
        }
        at += 1;
    }
    if !narrating && start < within.end {
        segments.push(start..within.end);
    }
    (trimmed(tokens, segments), first_incise)
}

/// The narrator's words after a dash: a verb of saying among the first of them.
fn told(tokens: &[Token], at: usize, end: usize) -> Option<Incise> {
    if tokens.get(at).is_none_or(|first| first.kind != Kind::Word) {
        return None;
    }
    let cue = (at..end.min(at + 4)).find(|at| tokens[*at].is(Classes::SAY))?;
    let speaker = phrase::beginning_at(tokens, cue + 1, end, false).or_else(|| phrase::ending_at(tokens, at, cue));
    Some(Incise { tokens: at..end, cue, speaker })
}

/// Segments without signs at their beginnings and commas at their ends.
fn trimmed(tokens: &[Token], segments: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let outside = |kind: Kind| matches!(kind, Kind::Comma | Kind::Dash | Kind::Semicolon | Kind::Colon);
    let trim = |mut segment: Range<usize>| {
        while segment.start < segment.end
            && (outside(tokens[segment.start].kind) || tokens[segment.start].kind == Kind::Stop)
        {
            segment.start += 1;
        }
        while segment.end > segment.start && outside(tokens[segment.end - 1].kind) {
            segment.end -= 1;
        }
        segment
    };
    segments.into_iter().map(trim).filter(|segment| !segment.is_empty()).collect()
}

/// How many dashes after the end of a sentence show that a text has its dialogue inside paragraphs.
const DASHES_INSIDE: usize = 4;

/// Whether dialogue opens with dashes inside the paragraphs of this text.
pub(super) fn has_dashes_inside(text: &str) -> bool {
    const LOOK: usize = 32;
    let near = |from: usize, to: usize| &text[text.floor_char_boundary(from)..text.floor_char_boundary(to)];
    let ends = |at: usize| near(at.saturating_sub(LOOK), at).trim_end().ends_with(['.', '!', '?', '…', '»', ':']);
    let begins = |at: usize| {
        near(at, at + LOOK).trim_start_matches(['—', '–', '-', ' ', '\u{A0}']).starts_with(char::is_uppercase)
    };
    let is_dash = |at: usize| text[at..].starts_with(['—', '–']) || text[at..].starts_with("--");
    let dashes = text.match_indices([' ', '\u{A0}', '\n']).filter(|(at, space)| is_dash(at + space.len()));
    dashes.filter(|(at, space)| ends(*at) && begins(at + space.len())).take(DASHES_INSIDE).count() == DASHES_INSIDE
}
