//! The key: the article with what is expected, numbered, and each of it.

use std::{collections::BTreeSet, ops::Range};

use askama::Template;
use uuid::Uuid;

use super::{
    head::{Head, counted, said},
    paper::{Direction, Paper, bytes},
    rules::RuleView,
    shares::edges,
};
use crate::{
    claim::{ClaimId, Form, Tag},
    classroom::Expected,
    compare::{KeySpan, Layer, Mark, view},
};

#[derive(Template)]
#[template(path = "key.html")]
struct Answers {
    head: Head,
    by: String,
    summary: String,
    legend: Vec<(&'static str, &'static str, char)>,
    edges: String,
    has_passages: bool,
    without_place: usize,
    blocks: Vec<BlockView>,
    spans: Vec<SpanView>,
    /// The rules on which spans turn, each once.
    rules: Vec<RuleView>,
}

struct BlockView {
    number: usize,
    kind: &'static str,
    direction: Direction,
    runs: Vec<RunView>,
}

struct RunView {
    words: String,
    /// The spans that begin with it or go on with it after a gap: tag, mark.
    begins: Vec<(&'static str, String)>,
    /// The tags around it.
    lines: Vec<&'static str>,
    opens_passage: bool,
    closes_passage: bool,
}

struct SpanView {
    tag: &'static str,
    mark: String,
    words: String,
    direction: Direction,
    /// Tag, form and speaker.
    is: MarkView,
    form: &'static str,
    is_optional: bool,
    alternatives: Vec<MarkView>,
    rule: Option<RuleView>,
    note: String,
}

/// One way to mark a span.
struct MarkView {
    tag: &'static str,
    speaker: Option<String>,
    /// Its words, where they are others.
    words: Option<String>,
}

/// Puts the page together.
pub(super) fn write(expected: &Expected<'_>, paper: &Paper<'_>) -> Result<String, askama::Error> {
    let key = expected.key();
    let spans: Vec<SpanView> =
        (1..).zip(key.spans()).map(|(number, span)| SpanView::of(expected, paper, number, span)).collect();
    let mut known = BTreeSet::new();
    let rules = spans.iter().filter_map(|span| span.rule.clone()).filter(|rule| known.insert(rule.title.clone()));
    let rules: Vec<RuleView> = rules.collect();
    let of_tag = |tag: Tag| key.spans().iter().filter(|span| span.first().tag == tag).count();
    let tags = [
        counted(of_tag(Tag::Quote), "quote", "quotes"),
        counted(of_tag(Tag::Assertion), "assertion", "assertions"),
        counted(of_tag(Tag::Commentary), "commentary", "commentaries"),
    ];
    let optional = key.spans().iter().filter(|span| span.is_optional).count();
    let open = if optional == 0 { String::new() } else { format!(" · {optional} may be left out") };
    let claims = expected.review().claims().in_order();
    let answers = Answers {
        head: Head::of("Answer key", paper),
        by: said(expected.review().reviewer()),
        summary: format!("{}: {}{open}", counted(key.spans().len(), "claim", "claims"), tags.join(", ")),
        legend: Tag::ALL.map(|tag| (tag.name(), tag.label(), tag.letter())).into(),
        edges: match edges(key.tolerance) {
            none if none.is_empty() => "At the edges every difference counts.".to_owned(),
            some => some,
        },
        has_passages: key.passages.is_some(),
        without_place: claims.len() - key.spans().len(),
        blocks: blocks(expected, paper, &spans),
        spans,
        rules,
    };
    answers.render()
}

/// The blocks, cut where a span or a passage begins or ends.
fn blocks(expected: &Expected<'_>, paper: &Paper<'_>, spans: &[SpanView]) -> Vec<BlockView> {
    let key = expected.key();
    let of_key = Layer::new("", key.spans().iter().map(|span| span.first().clone()));
    let passages = key.passages.clone().unwrap_or_default();
    let scored = Layer::new("", [Mark::new(ClaimId(Uuid::nil()), Tag::Quote, passages.clone())]);
    let stretches = view::stretches(&[&of_key, &scored], expected.continuum());
    let cuts: Vec<Range<usize>> =
        stretches.iter().map(|stretch| stretch.bytes.start.get()..stretch.bytes.end.get()).collect();
    let passages = bytes(&passages, expected.continuum());
    let blocks = paper.blocks().map(|(number, block)| {
        let mut at = block.span.range().start;
        let runs = paper.pieces(block, &cuts).into_iter().map(|piece| {
            let range = piece.cut.map(|cut| cuts[cut].clone()).unwrap_or_default();
            let in_block = range.start.max(at)..range.end.min(block.span.range().end);
            at = in_block.end.max(at);
            let marks = piece.cut.map(|cut| stretches[cut].said.as_slice()).unwrap_or_default();
            let own = marks.iter().filter(|said| said.layer == 0).map(|said| said.mark);
            let begins = own.clone().filter(|mark| {
                let place = stretches[piece.cut.unwrap_or_default()].code_points.start;
                of_key.marks()[*mark].places.ranges().any(|part| part.start == place) && range.start == in_block.start
            });
            RunView {
                words: piece.words,
                begins: begins.map(|mark| (spans[mark].tag, spans[mark].mark.clone())).collect(),
                lines: own.map(|mark| spans[mark].tag).collect(),
                opens_passage: passages.iter().any(|part| part.start == in_block.start) && !in_block.is_empty(),
                closes_passage: passages.iter().any(|part| part.end == in_block.end) && !in_block.is_empty(),
            }
        });
        let (kind, direction) = (block.kind.name(), paper.direction_of(block.span.range()));
        BlockView { number, kind, direction, runs: runs.collect() }
    });
    blocks.collect()
}

impl SpanView {
    fn of(expected: &Expected<'_>, paper: &Paper<'_>, number: usize, span: &KeySpan) -> Self {
        let first = span.first();
        let claim = expected.review().claims().get(first.claim);
        let entry = expected.entry(number - 1);
        let places = bytes(&first.places, expected.continuum());
        let form = claim.filter(|claim| claim.tag == Tag::Quote && claim.form != Form::default());
        let alternatives = span.choices().iter().skip(1).map(|mark| MarkView::of(mark, expected, paper, first));
        Self {
            tag: first.tag.name(),
            mark: format!("{}{number}", first.tag.letter()),
            direction: paper.direction_of(places.first().cloned().unwrap_or_default()),
            words: paper.shown(places),
            is: MarkView::of(first, expected, paper, first),
            form: form.map(|claim| claim.form.label()).unwrap_or_default(),
            is_optional: span.is_optional,
            alternatives: alternatives.collect(),
            rule: entry.and_then(|entry| entry.rule.as_deref()).map(|rule| RuleView::of(rule, paper.article())),
            note: entry.map(|entry| said(&entry.note)).unwrap_or_default(),
        }
    }
}

impl MarkView {
    fn of(mark: &Mark, expected: &Expected<'_>, paper: &Paper<'_>, shown: &Mark) -> Self {
        Self {
            tag: mark.tag.label(),
            speaker: mark.speaker.as_ref().map(|names| said(&names.name)),
            words: (mark.places != shown.places).then(|| paper.shown(bytes(&mark.places, expected.continuum()))),
        }
    }
}
