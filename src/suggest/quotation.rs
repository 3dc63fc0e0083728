//! Proposals of quotations between marks.

use std::ops::Range;

use super::{
    Language, Proposal, ProposedSpeaker,
    attribution::{self, Attribution, Way},
    judge::{self, Look},
    lexicon,
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
    for block in article.blocks() {
        if matches!(block.kind, BlockKind::Byline | BlockKind::Credit | BlockKind::Link) {
            continue;
        }
        let paragraph = Paragraph::of(text.as_str(), block.span.range(), language, lexicon);
        read(&paragraph, language, &mut carry, &mut drafts);
    }
    drafts.into_iter().filter_map(|draft| proposal(text, draft)).collect()
}

fn read(paragraph: &Paragraph<'_>, language: Language, carry: &mut Carry, drafts: &mut Vec<Draft>) {
    let mut last: Option<Range<usize>> = None;
    let mut open = None;
    let first_draft = drafts.len();
    let mut waiting: Vec<usize> = Vec::new();
    for (number, at, stretch) in paragraph.quotes() {
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
        drafts.push(Draft { segments: vec![marked.outer.clone()], attribution, form });
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
    }
}
