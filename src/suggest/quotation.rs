//! Proposals of quotations between marks.

use std::ops::Range;

use super::{
    Language, Proposal, ProposedSpeaker,
    attribution::{self, Attribution, Way},
    dialogue, indirect,
    judge::{self, Look},
    lexicon,
    mark::Marked,
    paragraph::Paragraph,
};
use crate::{
    article::{Article, BlockKind},
    claim::{Form, Tag, Voice},
    text::{ByteIndex, Span, Text},
};

/// A quotation on its way to a proposal.
struct Draft {
    segments: Vec<Range<usize>>,
    attribution: Attribution,
    form: Form,
}

/// The quotation that the paragraph before ended with.
#[derive(Default)]
struct Carry {
    /// Whether its last quotation was never closed, and who says it.
    open: Option<Option<Range<usize>>>,
    /// Who spoke last.
    speaker: Option<Range<usize>>,
    /// Whether the paragraph ended with a colon.
    colon: bool,
}

/// The quotations of an article.
pub(super) fn proposals(article: &Article, language: Language) -> Vec<Proposal> {
    let text = article.text();
    let lexicon = lexicon::of(language);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut carry = Carry::default();
    let mut reports = Vec::new();
    let inside = language == Language::French && has_dashes_inside(text.as_str());
    for block in article.blocks() {
        if matches!(block.kind, BlockKind::Byline | BlockKind::Credit | BlockKind::Link) {
            continue;
        }
        let paragraph = Paragraph::of(text.as_str(), block.span.range(), language, lexicon);
        let spoken = spoken(&paragraph, language, inside, &mut drafts);
        read(&paragraph, language, &spoken, &mut carry, &mut drafts);
        if matches!(language, Language::English | Language::Other) {
            for sentence in &paragraph.sentences {
                reports.extend(indirect::reported(&paragraph, sentence));
            }
        }
    }
    let reported = reports.iter().filter_map(|report| reported(text, report)).collect::<Vec<_>>();
    drafts.into_iter().filter_map(|draft| proposal(text, draft)).chain(reported).collect()
}

/// How many dashes after the end of a sentence show that a text has its dialogue inside paragraphs.
const DASHES_INSIDE: usize = 4;

/// Whether dialogue opens with dashes inside the paragraphs of this text.
fn has_dashes_inside(text: &str) -> bool {
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

/// Adds what is said after dashes, and gives the tokens it takes up.
fn spoken(paragraph: &Paragraph<'_>, language: Language, inside: bool, drafts: &mut Vec<Draft>) -> Vec<Range<usize>> {
    if !language.has_dash_dialogue() {
        return Vec::new();
    }
    let mut taken = Vec::new();
    for speech in dialogue::speeches(paragraph, language, inside) {
        let way = if speech.speaker.is_some() { Way::Dash } else { Way::DashAlone };
        let attribution = Attribution { way, speaker: speech.speaker, cue: speech.cue, ..Attribution::NOBODY };
        drafts.push(Draft { segments: speech.segments, attribution, form: Form::Direct });
        taken.push(speech.tokens);
    }
    taken
}

fn read(
    paragraph: &Paragraph<'_>,
    language: Language,
    spoken: &[Range<usize>],
    carry: &mut Carry,
    drafts: &mut Vec<Draft>,
) {
    let mut last: Option<Range<usize>> = None;
    let mut open = None;
    let first_draft = drafts.len();
    let mut waiting: Vec<usize> = Vec::new();
    for (number, at, stretch) in paragraph.quotes() {
        if spoken.iter().any(|speech| speech.contains(&at)) {
            continue;
        }
        let sentence = &paragraph.sentences[number];
        let marked = &paragraph.marked[stretch];
        let look = Look::at(paragraph.inner(stretch));
        let mut attribution = attribution::in_sentence(paragraph, sentence, at);
        let begins = at == 0;
        if begins
            && let Some(speaker) = carry.open.clone()
            && attribution.way != Way::After
        {
            attribution = Attribution { way: Way::Continued, speaker, ..Attribution::NOBODY };
        }
        if attribution.speaker.is_none() {
            let alone = sentence.tokens.len() <= 3;
            let previous = number.checked_sub(1).map(|number| &paragraph.sentences[number]);
            let carried = last
                .clone()
                .or_else(|| previous.and_then(|previous| attribution::last_speaker(paragraph, previous)))
                .or_else(|| previous.and_then(|previous| attribution::subject_of(paragraph, previous)))
                .or_else(|| carry.colon.then(|| carry.speaker.clone()).flatten());
            let subject = (!alone).then(|| attribution::subject_of(paragraph, sentence)).flatten();
            if let Some(subject) = subject {
                attribution.speaker = Some(subject);
                attribution.way = Way::Subject;
            } else if let Some(carried) = carried {
                attribution.speaker = Some(carried);
                attribution.way = Way::Carried;
            }
        }
        if !judge::is_quotation(paragraph, sentence, at, look, &attribution, language) {
            continue;
        }
        if attribution.speaker.is_none() {
            waiting.push(drafts.len());
        }
        if attribution.speaker.is_some() {
            last.clone_from(&attribution.speaker);
        }
        if !marked.closed {
            open = Some(attribution.speaker.clone());
        }
        let whole = look.ends_sentence || look.ends_open || look.begins_large;
        let form = if whole || attribution.way == Way::After { Form::Direct } else { Form::Partial };
        let cut = (language == Language::French)
            .then(|| Paragraph::of(paragraph.text, marked.inner.clone(), language, lexicon::of(language)))
            .and_then(|inner| dialogue::between_marks(&inner));
        let segments = match cut {
            Some(speech) if !speech.segments.is_empty() => {
                attribution =
                    Attribution { way: Way::Inside, speaker: speech.speaker, cue: speech.cue, ..Attribution::NOBODY };
                with_marks(speech.segments, marked)
            }
            _ => vec![marked.outer.clone()],
        };
        drafts.push(Draft { segments, attribution, form });
    }
    // What begins a paragraph is said by whoever the next quotation names, or else by whoever spoke last.
    for number in waiting {
        let later = drafts[number..].iter().find_map(|draft| draft.attribution.speaker.clone());
        let speaker = later.or_else(|| carry.speaker.clone());
        drafts[number].attribution.way = if speaker.is_some() { Way::Carried } else { Way::Nobody };
        drafts[number].attribution.speaker = speaker;
    }
    carry.open = open;
    let _ = first_draft;
    carry.colon = paragraph.text[paragraph.range.clone()].trim_end().ends_with(':');
    let spoke = last.or_else(|| {
        let sentence = paragraph.sentences.last()?;
        attribution::last_speaker(paragraph, sentence).or_else(|| attribution::subject_of(paragraph, sentence))
    });
    carry.speaker = spoke.or(carry.speaker.take());
}

/// Segments that reach to the marks where they begin and end at them.
fn with_marks(mut segments: Vec<Range<usize>>, marked: &Marked) -> Vec<Range<usize>> {
    if let Some(first) = segments.first_mut().filter(|first| first.start <= marked.inner.start + 4) {
        first.start = marked.outer.start;
    }
    if let Some(last) = segments.last_mut().filter(|last| last.end + 4 >= marked.inner.end) {
        last.end = marked.outer.end;
    }
    segments
}

fn proposal(text: &Text, draft: Draft) -> Option<Proposal> {
    let span = |range: &Range<usize>| -> Option<Span> {
        text.trimmed_span(ByteIndex::new(range.start)..ByteIndex::new(range.end))
    };
    let segments: Vec<Span> = draft.segments.iter().filter_map(span).collect();
    if segments.is_empty() {
        return None;
    }
    let place = draft.attribution.speaker.as_ref().and_then(span);
    let speaker = place.map(|place| ProposedSpeaker { name: text.slice(place).to_owned(), place: Some(place) });
    Some(Proposal {
        tag: Tag::Quote,
        form: draft.form,
        voice: Voice::Source,
        segments,
        speaker,
        cue: draft.attribution.cue.as_ref().and_then(span),
        checkworthy: None,
        confidence: 0.9,
        rule: rule(draft.attribution.way),
        reason: String::new(),
    })
}

fn reported(text: &Text, report: &indirect::Reported) -> Option<Proposal> {
    let draft = Draft { segments: report.segments.clone(), attribution: report.attribution(), form: Form::Indirect };
    let rule = match report.rule {
        indirect::Rule::That => "assertion.reported.that",
        indirect::Rule::Bare => "assertion.reported.bare",
        indirect::Rule::CueAfter => "assertion.reported.cue-after",
        indirect::Rule::CueMiddle => "assertion.reported.cue-middle",
        indirect::Rule::According => "assertion.reported.according-to",
        indirect::Rule::To => "assertion.reported.to",
        indirect::Rule::Mood => "assertion.reported.mood",
    };
    proposal(text, draft).map(|proposal| Proposal { tag: Tag::Assertion, rule, ..proposal })
}

fn rule(way: Way) -> &'static str {
    match way {
        Way::After => "quote.marks.cue-after",
        Way::Before => "quote.marks.cue-before",
        Way::According => "quote.marks.according-to",
        Way::Colon => "quote.marks.colon",
        Way::Signed => "quote.marks.signed",
        Way::Continued => "quote.marks.continued",
        Way::Around => "quote.marks.cue-around",
        Way::Carried => "quote.marks.carried",
        Way::Subject => "quote.marks.subject",
        Way::Nobody => "quote.marks.no-cue",
        Way::Inside => "quote.marks.cue-inside",
        Way::Dash => "quote.dash.cue",
        Way::DashAlone => "quote.dash.alone",
    }
}
