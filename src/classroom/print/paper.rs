//! The article on paper: its blocks without what is hidden, cut where something begins or ends, and pieces of it with the words around.

use std::ops::Range;

use unicode_bidi::{BidiClass, bidi_class};

use crate::{
    article::{Article, Block},
    classroom::make,
    compare::{Continuum, Places},
    teaching::Masthead,
    text::{ByteIndex, Span, inert},
};

/// Which way words run, as HTML has it.
pub(super) type Direction = &'static str;

/// About how many bytes of an excerpt's neighbourhood are shown on each side.
const AROUND: usize = 90;

/// More bytes of the words themselves are shortened in their middle.
const LONGEST: usize = 700;

/// An article as it is printed.
#[derive(Clone, Copy)]
pub(super) struct Paper<'a> {
    article: &'a Article,
    masthead: Masthead,
    pub(super) direction: Direction,
}

/// A piece of a block.
pub(super) struct Piece {
    /// Its words, inert.
    pub(super) words: String,
    /// The cut it is in, by its number.
    pub(super) cut: Option<usize>,
}

/// Words of the article with those around them.
#[derive(Clone)]
pub(super) struct Excerpt {
    pub(super) direction: Direction,
    /// The number of the paragraph in which it begins; nothing when all of it is hidden.
    pub(super) paragraph: Option<usize>,
    pub(super) runs: Vec<Run>,
}

/// Words of an excerpt that all belong to the same.
#[derive(Clone)]
pub(super) struct Run {
    pub(super) words: String,
    /// Whether the key has them.
    pub(super) is_key: bool,
    /// Whether the pupil's words begin or end with them.
    pub(super) opens: bool,
    pub(super) closes: bool,
}

impl<'a> Paper<'a> {
    pub(super) fn new(article: &'a Article, masthead: Masthead) -> Self {
        Self { article, masthead, direction: direction(article.text().as_str()).unwrap_or("ltr") }
    }

    pub(super) fn article(&self) -> &'a Article {
        self.article
    }

    pub(super) fn is_masthead_hidden(&self) -> bool {
        self.masthead == Masthead::Hidden
    }

    /// What the article is called, where that is not hidden.
    pub(super) fn title(&self) -> String {
        let title = self.article.metadata.title.as_deref().filter(|_| !self.is_masthead_hidden());
        title.map_or_else(|| "An article".to_owned(), |title| inert(title).into_owned())
    }

    /// The blocks that are shown, with their numbers as the window has them.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (usize, &'a Block)> {
        let masthead = self.masthead;
        let numbered = (1_usize..).zip(self.article.blocks());
        numbered.filter(move |(_, block)| !make::is_hidden_by(masthead, block.kind))
    }

    /// A block in pieces. The cuts are in text order and apart.
    pub(super) fn pieces(&self, block: &Block, cuts: &[Range<usize>]) -> Vec<Piece> {
        let range = block.span.range();
        let mut pieces = Vec::new();
        let mut at = range.start;
        let first = cuts.partition_point(|cut| cut.end <= range.start);
        for (number, cut) in cuts.iter().enumerate().skip(first).take_while(|(_, cut)| cut.start < range.end) {
            let (start, end) = (cut.start.max(range.start), cut.end.min(range.end));
            pieces.push(Piece { words: self.words(at..start), cut: None });
            pieces.push(Piece { words: self.words(start..end), cut: Some(number) });
            at = end;
        }
        pieces.push(Piece { words: self.words(at..range.end), cut: None });
        pieces.retain(|piece| !piece.words.is_empty());
        pieces
    }

    /// Which way a block runs; that of the article where nothing in it says so.
    pub(super) fn direction_of(&self, range: Range<usize>) -> Direction {
        direction(self.article.text().as_str().get(range).unwrap_or_default()).unwrap_or(self.direction)
    }

    /// A stretch without white space at its ends.
    pub(super) fn trimmed(&self, range: &Range<usize>) -> Range<usize> {
        let bytes = ByteIndex::new(range.start)..ByteIndex::new(range.end);
        self.article.text().trimmed_span(bytes).map_or(range.clone(), Span::range)
    }

    /// The words of some stretches, as far as they are shown, each on one line.
    pub(super) fn shown(&self, ranges: impl IntoIterator<Item = Range<usize>>) -> String {
        let shown = self.visible(ranges);
        let words = shortened(&shown, self.article.text().as_str());
        let pieces = words.into_iter().map(|range| range.map_or_else(|| "[…]".to_owned(), |range| self.line(range)));
        pieces.collect::<Vec<_>>().join(" … ").replace(" … […] … ", " […] ")
    }

    /// The places of a claim as far as they are shown, in bytes.
    fn visible(&self, ranges: impl IntoIterator<Item = Range<usize>>) -> Vec<Range<usize>> {
        let mut shown = Vec::new();
        for range in ranges {
            for (_, block) in self.blocks_from(range.start) {
                let own = block.span.range();
                if own.start >= range.end {
                    break;
                }
                let part = own.start.max(range.start)..own.end.min(range.end);
                if !part.is_empty() {
                    shown.push(part);
                }
            }
        }
        shown
    }

    fn blocks_from(&self, at: usize) -> impl Iterator<Item = (usize, &'a Block)> {
        let blocks = self.article.blocks();
        let first = blocks.partition_point(|block| block.span.end().get() <= at);
        let masthead = self.masthead;
        let numbered = (first + 1..).zip(&blocks[first..]);
        numbered.filter(move |(_, block)| !make::is_hidden_by(masthead, block.kind))
    }

    /// What the key and a pupil marked, with the words around them in their paragraphs.
    pub(super) fn excerpt(&self, key: &[Range<usize>], own: &[Range<usize>]) -> Excerpt {
        let own = &self.visible(own.iter().cloned());
        let key = &self.visible(key.iter().cloned());
        let all = || key.iter().chain(own);
        let (start, end) = (all().map(|range| range.start).min(), all().map(|range| range.end).max());
        let extent = start.unwrap_or_default()..end.unwrap_or_default();
        let mut shown = self.visible([extent.clone()]);
        let holds = |at: usize| self.blocks_from(at).next().filter(|(_, block)| block.span.range().start <= at);
        let paragraph = shown.first().and_then(|first| holds(first.start)).map(|(number, _)| number);
        let direction = self.direction_of(shown.first().cloned().unwrap_or_default());
        let (mut is_begun, mut goes_on) = (false, false);
        let content = self.article.text().as_str();
        if let Some(first) = shown.first_mut()
            && let Some((_, block)) = holds(first.start)
        {
            first.start = begins_around(content, block.span.range().start, first.start);
            is_begun = first.start > block.span.range().start;
        }
        if let Some(last) = shown.last_mut()
            && let Some((_, block)) = holds(last.start)
        {
            last.end = ends_around(content, last.end, block.span.range().end);
            goes_on = last.end < block.span.range().end;
        }
        let mut runs: Vec<Run> = is_begun.then(|| Run::plain("… ")).into_iter().collect();
        let mut is_first = true;
        for range in shortened(&shown, content) {
            let Some(range) = range else {
                runs.push(Run::plain(" […] "));
                is_first = true;
                continue;
            };
            if !std::mem::take(&mut is_first) {
                runs.push(Run::plain(" ¶ "));
            }
            runs.extend(self.runs(&range, key, own));
        }
        runs.extend(goes_on.then(|| Run::plain(" …")));
        Excerpt { direction, paragraph, runs }
    }

    fn runs(&self, range: &Range<usize>, key: &[Range<usize>], own: &[Range<usize>]) -> Vec<Run> {
        let mut ends: Vec<usize> = key.iter().chain(own).flat_map(|part| [part.start, part.end]).collect();
        ends.retain(|end| range.start < *end && *end < range.end);
        ends.extend([range.start, range.end]);
        ends.sort_unstable();
        ends.dedup();
        let within = |parts: &[Range<usize>], at: usize| parts.iter().any(|part| part.contains(&at));
        let runs = ends.windows(2).map(|pair| Run {
            words: self.words(pair[0]..pair[1]),
            is_key: within(key, pair[0]),
            opens: own.iter().any(|part| part.start == pair[0]),
            closes: own.iter().any(|part| part.end == pair[1]),
        });
        runs.collect()
    }

    fn words(&self, range: Range<usize>) -> String {
        inert(self.article.text().as_str().get(range).unwrap_or_default()).into_owned()
    }

    fn line(&self, range: Range<usize>) -> String {
        self.words(range).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Run {
    fn plain(words: &str) -> Self {
        Self { words: words.to_owned(), is_key: false, opens: false, closes: false }
    }
}

/// Places of the text in bytes.
pub(super) fn bytes(places: &Places, continuum: &Continuum) -> Vec<Range<usize>> {
    let range = |range: Range<u64>| {
        let bytes = continuum.bytes(&range);
        bytes.start.get()..bytes.end.get()
    };
    places.ranges().map(range).collect()
}

/// Which way most of the letters run; nothing without any that say so.
fn direction(words: &str) -> Option<Direction> {
    let (mut left, mut right) = (0_usize, 0_usize);
    for letter in words.chars() {
        match bidi_class(letter) {
            BidiClass::L => left += 1,
            BidiClass::R | BidiClass::AL => right += 1,
            _ => {}
        }
    }
    (left + right > 0).then_some(if right > left { "rtl" } else { "ltr" })
}

/// Where the words before a place begin: at a word, and not before their paragraph.
fn begins_around(content: &str, block: usize, at: usize) -> usize {
    let from = content.floor_char_boundary(at.saturating_sub(AROUND)).max(block);
    if from == block {
        return block;
    }
    let before = content.get(from..at).unwrap_or_default();
    // Where there are no spaces, the words before are left out.
    before.find(char::is_whitespace).map_or(at, |space| from + space + 1)
}

/// Where the words after a place end.
fn ends_around(content: &str, at: usize, block: usize) -> usize {
    let to = content.ceil_char_boundary(at.saturating_add(AROUND).min(content.len())).min(block);
    if to == block {
        return block;
    }
    let after = content.get(at..to).unwrap_or_default();
    after.rfind(char::is_whitespace).map_or(at, |space| at + space)
}

/// The same stretches, of which the middle is left out when they are long: nothing stands for it.
fn shortened(ranges: &[Range<usize>], content: &str) -> Vec<Option<Range<usize>>> {
    let all: usize = ranges.iter().map(ExactSizeIterator::len).sum();
    if all <= LONGEST {
        return ranges.iter().cloned().map(Some).collect();
    }
    let mut head = Vec::new();
    let mut left = LONGEST / 2;
    for range in ranges {
        let end = content.floor_char_boundary(range.end.min(range.start + left));
        if range.start < end {
            head.push(Some(range.start..end));
        }
        left = left.saturating_sub(range.len());
    }
    let mut tail = Vec::new();
    let mut left = LONGEST / 2;
    for range in ranges.iter().rev() {
        let start = content.ceil_char_boundary(range.start.max(range.end.saturating_sub(left)));
        if start < range.end {
            tail.push(Some(start..range.end));
        }
        left = left.saturating_sub(range.len());
    }
    head.push(None);
    head.extend(tail.into_iter().rev());
    head
}
