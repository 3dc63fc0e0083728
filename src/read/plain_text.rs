//! Plain text, in any encoding and either habit of line ends.

use super::{
    Draft, Input, ReadError, Reader, Watch, blocks, credit,
    labels::ends_sentence,
    layout::{self, Unit},
};
use crate::{
    article::{Block, BlockKind, Metadata},
    text::{ByteIndex, Text},
};

/// The longest heading inside an article, and the longest caption next to a credit, in characters.
const LONGEST_HEADING: usize = 100;
const LONGEST_CAPTION: usize = 400;
/// The shortest text that counts as body when it does not end like a sentence, in bytes.
const BODY: usize = 100;
/// How far the top of an article reaches, in units.
const TOP: usize = 12;

/// Reads plain text.
pub(super) struct PlainText;

impl Reader for PlainText {
    fn name_and_version(&self) -> &'static str {
        "plain-text 1"
    }

    fn media_type(&self) -> &'static str {
        "text/plain"
    }

    fn recognises(&self, input: &Input<'_>) -> bool {
        input.text().is_some()
    }

    fn read(&self, input: &Input<'_>, watch: &Watch) -> Result<Draft, ReadError> {
        let (text, warnings) = input.normalised(watch)?;
        let (blocks, metadata) = blocks_of(&text, watch)?;
        Ok(Draft { metadata, warnings, ..Draft::new(text, blocks) })
    }

    fn blocks_in_place(&self, text: &Text, watch: &Watch) -> Option<Result<(Vec<Block>, Metadata), ReadError>> {
        Some(blocks_of(text, watch))
    }
}

/// Finds the blocks of plain text, and what its top says about it.
pub(super) fn blocks_of(text: &Text, watch: &Watch) -> Result<(Vec<Block>, Metadata), ReadError> {
    let content = text.as_str();
    let mut units = layout::units(content, watch)?;
    captions(content, &mut units);
    let metadata = top(content, &mut units);
    quotations(&mut units);
    body(content, &mut units, watch)?;
    let block = |unit: &Unit| {
        let span = text.trimmed_span(ByteIndex::new(unit.start)..ByteIndex::new(unit.end))?;
        Some(Block { kind: unit.kind.unwrap_or_default(), span })
    };
    let mut blocks: Vec<Block> = units.iter().filter_map(block).collect();
    // Cutting between letters can meet a grapheme cluster; what both halves claim belongs to the first.
    blocks.dedup_by(|second, first| second.span.start() < first.span.end());
    Ok((blocks, metadata))
}

/// Marks captions: the line next to a credit on its own, and lines that repeat a caption.
fn captions(text: &str, units: &mut [Unit]) {
    let is = |unit: Option<&Unit>, kind| unit.is_some_and(|unit| unit.kind == Some(kind));
    for at in 0..units.len() {
        if units[at].kind != Some(BlockKind::Credit) {
            continue;
        }
        let glued = is(units.get(at + 1), BlockKind::Caption) || (at > 0 && is(units.get(at - 1), BlockKind::Caption));
        if glued {
            continue;
        }
        let before = at
            .checked_sub(1)
            .filter(|&before| units[at].gap_before == 0 && before > 0 && is_caption_like(text, &units[before]));
        // Only the last line before a blank one: otherwise it is as likely to be the article's first.
        let after = Some(at + 1).filter(|&after| {
            units
                .get(after)
                .is_some_and(|unit| unit.gap_before == 0 && unit.gap_after > 0 && is_caption_like(text, unit))
        });
        if let Some(caption) = before.or(after) {
            units[caption].kind = Some(BlockKind::Caption);
        }
    }
    for at in 0..units.len() {
        if units[at].kind != Some(BlockKind::Caption) {
            continue;
        }
        for near in at.saturating_sub(2)..(at + 3).min(units.len()) {
            if units[near].kind.is_none() && credit::are_same_words(units[near].words(text), units[at].words(text)) {
                units[near].kind = Some(BlockKind::Caption);
            }
        }
    }
}

fn is_caption_like(text: &str, unit: &Unit) -> bool {
    unit.kind.is_none()
        && !blocks::is_byline(unit.words(text))
        && unit.words(text).chars().nth(LONGEST_CAPTION).is_none()
}

/// Marks headline, standfirst and byline, which stand before the first paragraph.
fn top(text: &str, units: &mut [Unit]) -> Metadata {
    let mut metadata = Metadata::default();
    let has_body_after = |units: &[Unit], at: usize| {
        units[at + 1..]
            .iter()
            .take(TOP)
            .any(|unit| unit.kind.is_none() && (ends_sentence(unit.words(text)) || unit.end - unit.start > BODY))
    };
    let mut headline = None;
    for at in 0..units.len().min(TOP) {
        if units[at].kind.is_some() {
            continue;
        }
        let words = units[at].words(text);
        if blocks::is_byline(words) {
            units[at].kind = Some(BlockKind::Byline);
            blocks::take_byline(words, &mut metadata);
        } else if headline.is_none() && is_section_name(text, units, at) {
            units[at].kind = Some(BlockKind::Heading);
        } else if headline.is_none() && blocks::is_title_like(words) && has_body_after(units, at) {
            units[at].kind = Some(BlockKind::Headline);
            metadata.title = Some(words.split_whitespace().collect::<Vec<_>>().join(" "));
            headline = Some(at);
        } else if headline.is_some_and(|headline| headline + 1 == at) && is_standfirst(text, units, at) {
            units[at].kind = Some(BlockKind::Standfirst);
        } else {
            break;
        }
    }
    // Agencies put their authors at the end.
    let end = units.len().saturating_sub(2)..units.len();
    for unit in &mut units[end] {
        if unit.kind.is_none() && unit.gap_before > 0 && blocks::is_byline(unit.words(text)) {
            unit.kind = Some(BlockKind::Byline);
            blocks::take_byline(unit.words(text), &mut metadata);
        }
    }
    metadata
}

/// Whether a unit is the name of a section over the headline, such as "World": a few words where headlines have more, and a
/// longer title right under them.
fn is_section_name(text: &str, units: &[Unit], at: usize) -> bool {
    const MOST_WORDS: usize = 3;
    let is_short = |unit: &Unit| unit.words(text).split_whitespace().nth(MOST_WORDS).is_none();
    let titles = || units[at..].iter().take(TOP / 2).take_while(|unit| is_title(text, unit));
    titles().next().is_some_and(is_short) && titles().any(|unit| !is_short(unit))
}

/// Whether a unit can be a title as far as its words go.
fn is_title(text: &str, unit: &Unit) -> bool {
    unit.kind.is_none() && blocks::is_title_like(unit.words(text)) && !blocks::is_byline(unit.words(text))
}

/// Whether the unit under the headline sums the article up: it reads like a second title, or stands over the byline.
fn is_standfirst(text: &str, units: &[Unit], at: usize) -> bool {
    let words = units[at].words(text);
    let byline_below =
        units[at + 1..].iter().take(2).any(|unit| unit.kind.is_none() && blocks::is_byline(unit.words(text)));
    let body_below = units[at + 1..].iter().take(TOP).any(|unit| unit.kind.is_none());
    let short = words.chars().nth(LONGEST_CAPTION).is_none();
    short && body_below && (byline_below || blocks::is_title_like(words))
}

/// Marks quotations that are set apart by an indent, where an indent is the exception.
fn quotations(units: &mut [Unit]) {
    const INDENT: usize = 2;
    let indented = units.iter().filter(|unit| unit.indent >= INDENT).count();
    if indented * 3 > units.len() {
        return;
    }
    for unit in units {
        if unit.kind.is_none() && unit.indent >= INDENT && unit.stands_alone() {
            unit.kind = Some(BlockKind::Quotation);
        }
    }
}

/// Marks headings and the link lines that republishers put after their notes.
fn body(text: &str, units: &mut [Unit], watch: &Watch) -> Result<(), ReadError> {
    for at in 1..units.len() {
        if at.is_multiple_of(1024) {
            watch.check()?;
        }
        let unit = units[at];
        let words = unit.words(text);
        if unit.kind.is_some() || unit.lines > 1 || !unit.stands_alone() || !blocks::is_title_like(words) {
            continue;
        }
        // A title in the middle of a text leads away from it when it belongs to the note above rather than to the text below.
        let after_note = follows_note(units, at) && unit.gap_before <= unit.gap_after;
        if after_note {
            units[at].kind = Some(BlockKind::Link);
        } else if is_heading(text, units, at) {
            units[at].kind = Some(BlockKind::Heading);
        }
    }
    Ok(())
}

/// Whether a note stands above, with nothing but links between.
fn follows_note(units: &[Unit], at: usize) -> bool {
    let above = units[..at].iter().rev().take(TOP).find(|unit| unit.kind != Some(BlockKind::Link));
    above.is_some_and(|unit| unit.kind == Some(BlockKind::RepublisherNote))
}

/// Whether a title has a longer text under it.
fn is_heading(text: &str, units: &[Unit], at: usize) -> bool {
    let words = units[at].words(text);
    let below = units.get(at + 1).filter(|unit| unit.kind.is_none_or(|kind| kind == BlockKind::Quotation));
    words.chars().nth(LONGEST_HEADING).is_none()
        && below.is_some_and(|unit| {
            let length = unit.end - unit.start;
            length > words.len() && (length > BODY || ends_sentence(unit.words(text)))
        })
}
