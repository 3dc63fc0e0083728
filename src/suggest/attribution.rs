//! Who says what stands between marks, and by which words we know.

use std::ops::Range;

use super::{
    clause::{Clause, Sort},
    lexicon::Classes,
    paragraph::{Paragraph, Sentence},
    phrase,
    token::Kind,
};

/// How a quotation is attributed; from the surest way to the least sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// A verb and its subject straight after it.
    After,
    /// A verb and its subject straight before it.
    Before,
    /// “according to”.
    According,
    /// A name and a colon.
    Colon,
    /// A dash and a name after it.
    Signed,
    /// The quotation goes on from the paragraph before.
    Continued,
    /// A verb somewhere in the sentence.
    Around,
    /// The words before or after it in the paragraph are attributed, and this goes on.
    Carried,
    /// Speakers take turns: whoever spoke the time before last.
    Turn,
    /// No verb of saying: the subject of the sentence.
    Subject,
    /// Nothing.
    Nobody,
    /// The narrator speaks between the marks.
    Inside,
    /// Speech after a dash, attributed inside it.
    Dash,
    /// Speech after a dash.
    DashAlone,
    /// Words set apart, or a post shown in the article.
    Block,
    /// A particle or verb beside the marks, in Chinese or Japanese.
    EastAsian,
}

/// Who says something: places in bytes of the text.
#[derive(Clone, Debug)]
pub(super) struct Attribution {
    /// How it is known.
    pub(super) way: Way,
    /// Who.
    pub(super) speaker: Option<Range<usize>>,
    /// The words that say so.
    pub(super) cue: Option<Range<usize>>,
    /// Whether the verb takes the words for a name or judgement.
    pub(super) is_naming: bool,
    /// Whether the verb stands before the quotation.
    pub(super) is_before: bool,
    /// How many tokens stand between the verb and the quotation.
    pub(super) distance: usize,
}

impl Attribution {
    /// Nobody says it.
    pub(super) const NOBODY: Self =
        Self { way: Way::Nobody, speaker: None, cue: None, is_naming: false, is_before: false, distance: usize::MAX };
}

/// The attribution of the quotation at the token `at` of a sentence, by the words of that sentence alone.
pub(super) fn in_sentence(paragraph: &Paragraph<'_>, sentence: &Sentence, at: usize) -> Attribution {
    let tokens = &paragraph.tokens;
    let inner = match tokens[at].kind {
        Kind::Quote(stretch) => paragraph.inner(stretch as usize),
        _ => "",
    };
    let after = sentence.clauses.iter().find(|clause| is_straight_after(paragraph, clause, at));
    let before = sentence.clauses.iter().rev().find(|clause| clause.cue.end <= at && clause.whole.start < at);
    let ends_with_sign = inner.ends_with([',', '!', '?', '.', '…', '-', '—', '–']);
    let comma_follows = tokens.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Comma | Kind::Dash));
    if let Some(clause) = after
        && (ends_with_sign || comma_follows || clause.inverted || before.is_none())
    {
        return found(paragraph, clause, Way::After, at);
    }
    if let Some(clause) = before {
        let way = match clause.sort {
            Sort::According => Way::According,
            _ if is_straight_before(paragraph, clause, at) => Way::Before,
            _ => Way::Around,
        };
        return found(paragraph, clause, way, at);
    }
    if let Some(clause) = after {
        return found(paragraph, clause, Way::After, at);
    }
    if let Some(clause) = sentence.clauses.iter().find(|clause| clause.whole.start > at) {
        let way = if clause.sort == Sort::According { Way::According } else { Way::Around };
        return found(paragraph, clause, way, at);
    }
    by_sign(paragraph, sentence, at).unwrap_or(Attribution::NOBODY)
}

fn found(paragraph: &Paragraph<'_>, clause: &Clause, way: Way, at: usize) -> Attribution {
    let cue = &paragraph.tokens[clause.cue.start];
    Attribution {
        way,
        speaker: clause.speaker.as_ref().and_then(|speaker| paragraph.bytes(speaker)),
        cue: paragraph.bytes(&clause.cue),
        is_naming: cue.is(Classes::NAMING),
        is_before: clause.cue.end <= at,
        distance: if clause.cue.start > at { clause.whole.start - at - 1 } else { at - clause.cue.end },
    }
}

/// Whether nothing but commas and dashes stands between the quotation and the clause.
fn is_straight_after(paragraph: &Paragraph<'_>, clause: &Clause, at: usize) -> bool {
    clause.sort != Sort::Participle
        && clause.whole.start > at
        && clause.whole.start <= at + 3
        && paragraph.tokens[at + 1..clause.whole.start]
            .iter()
            .all(|token| matches!(token.kind, Kind::Comma | Kind::Dash) || token.is(Classes::ADVERB))
}

/// Whether the verb is close before the quotation: only an object, a time or “that” between.
fn is_straight_before(paragraph: &Paragraph<'_>, clause: &Clause, at: usize) -> bool {
    let end = clause.cue.end.max(if clause.inverted { clause.whole.end } else { 0 });
    let Some(between) = paragraph.tokens.get(end..at) else { return end == at };
    let last_is_sign = between
        .last()
        .is_none_or(|token| matches!(token.kind, Kind::Colon | Kind::Comma | Kind::Dash) || token.is_that());
    last_is_sign && between.len() <= 14 || between.len() <= 2
}

/// A name and a colon before, or a dash and a name after.
fn by_sign(paragraph: &Paragraph<'_>, sentence: &Sentence, at: usize) -> Option<Attribution> {
    let tokens = &paragraph.tokens;
    let attribution = |way, speaker: Option<Range<usize>>, cue: Option<Range<usize>>| Attribution {
        way,
        speaker: speaker.and_then(|speaker| paragraph.bytes(&speaker)),
        cue,
        is_naming: false,
        is_before: false,
        distance: 0,
    };
    if at > sentence.tokens.start && tokens[at - 1].kind == Kind::Colon {
        let lead = sentence.tokens.start..at - 1;
        let speaker = phrase::first_subject(tokens, &lead).or_else(|| phrase::ending_at(tokens, lead.start, lead.end));
        return Some(attribution(Way::Colon, speaker, Some(tokens[at - 1].range())));
    }
    if let Some(speaker) = announced(paragraph, sentence, at) {
        let colon = tokens[speaker.end].range();
        return Some(attribution(Way::Colon, Some(speaker), Some(colon)));
    }
    let dash = tokens.get(at + 1).filter(|_| at + 1 < sentence.tokens.end)?;
    let signature = at + 2..sentence.tokens.end;
    let is_name = tokens.get(at + 2).is_some_and(super::token::Token::is_name) && signature.len() <= 12;
    if dash.kind == Kind::Dash && is_name {
        let speaker = phrase::beginning_at(tokens, at + 2, sentence.tokens.end, true);
        return Some(attribution(Way::Signed, speaker, Some(dash.range())));
    }
    None
}

/// The most tokens before the colon of a headline.
const HEADLINE_SPEAKER: usize = 6;

/// Who is named before the colon of a headline that quotes: “Minister: bridge "unsafe"”.
fn announced(paragraph: &Paragraph<'_>, sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    let tokens = &paragraph.tokens;
    let range = &sentence.tokens;
    let ends = tokens[range.clone()].last().is_some_and(|last| last.kind == Kind::Stop);
    let alone = range.len() == tokens.len() && !ends;
    let colon = (range.start + 1..at.min(range.start + HEADLINE_SPEAKER)).find(|at| tokens[*at].kind == Kind::Colon)?;
    let named = tokens[range.start..colon].iter().all(|token| token.is_word() || token.kind == Kind::Abbreviated);
    (alone && named).then_some(range.start..colon)
}

/// The subject of a sentence without a verb of saying.
pub(super) fn subject_of(paragraph: &Paragraph<'_>, sentence: &Sentence) -> Option<Range<usize>> {
    phrase::first_subject(&paragraph.tokens, &sentence.tokens).and_then(|subject| paragraph.bytes(&subject))
}

/// Who speaks in a sentence beside the one of a quotation: by its last clause that attributes.
pub(super) fn last_speaker(paragraph: &Paragraph<'_>, sentence: &Sentence) -> Option<Range<usize>> {
    let clause = sentence.clauses.iter().rev().find(|clause| clause.speaker.is_some())?;
    clause.speaker.as_ref().and_then(|speaker| paragraph.bytes(speaker))
}
