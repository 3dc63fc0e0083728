//! Words, after UAX 29: a hyphen parts them, an apostrophe does not, an ideograph stands alone.

use std::{iter, ops::Range};

use unicode_segmentation::UnicodeSegmentation as _;

use super::{ByteIndex, Span, Text, window};

/// How far from the caret a look begins, in bytes: a few lines, so that almost every word is found in the first look.
const FIRST_REACH: usize = 256;

/// How far a look goes at most, in bytes. A longer word or run is cut there.
const LAST_REACH: usize = 16 * 1024;

/// The word, or the run of white space or signs, that holds `index`. At the end of a word that no word follows it is
/// that word. `None` for the empty text.
pub fn at(text: &Text, index: ByteIndex) -> Option<Span> {
    let index = text.grapheme_floor(index).get();
    let run = widening(text, index, |window, runs| {
        let mut before: Option<Run> = None;
        for run in runs {
            if run.range.end == index {
                before = Some(run);
            } else if run.range.end > index {
                let of_word_before = run.kind != Kind::Word && before.as_ref().is_some_and(|b| b.kind == Kind::Word);
                let chosen = if of_word_before { before.unwrap_or(run) } else { run };
                return (!window.cuts(&chosen.range)).then_some(chosen.range);
            }
        }
        before.map(|run| run.range).filter(|run| !window.cuts(run))
    });
    let run = run.unwrap_or_else(|| window::around(text.as_str(), &(0..text.len()), index, LAST_REACH));
    let start = text.grapheme_floor(ByteIndex::new(run.start));
    let end = text.grapheme_ceil(ByteIndex::new(run.end));
    text.span(start..end)
}

/// The words of a text in order, as bytes; white space and signs are left out.
pub fn all(text: &Text) -> impl Iterator<Item = Range<usize>> {
    let segments = text.as_str().split_word_bound_indices().filter(|(_, segment)| kind_of(segment) == Kind::Word);
    segments.map(|(start, segment)| start..start + segment.len())
}

/// Where the caret goes one word on: to the start of the next word, or first to the end of the line, and from there to
/// the first sign of the next line.
pub fn next(text: &Text, index: ByteIndex) -> ByteIndex {
    let index = text.grapheme_floor(index).get();
    let found = widening(text, index, |window, runs| {
        stops(text, window, runs).find(|stop| *stop > index && text.is_grapheme_boundary(ByteIndex::new(*stop)))
    });
    let farthest = || text.grapheme_ceil(ByteIndex::new(index.saturating_add(LAST_REACH)));
    found.map_or_else(farthest, ByteIndex::new)
}

/// Where the caret goes one word back: to the start of this word or of the one before, or first to the end of the line
/// above.
pub fn previous(text: &Text, index: ByteIndex) -> ByteIndex {
    let index = index.get().min(text.len());
    let found = widening(text, index, |window, runs| {
        stops(text, window, runs)
            .take_while(|stop| *stop < index)
            .filter(|stop| text.is_grapheme_boundary(ByteIndex::new(*stop)))
            .last()
    });
    let farthest = || text.grapheme_floor(ByteIndex::new(index.saturating_sub(LAST_REACH)));
    found.map_or_else(farthest, ByteIndex::new)
}

/// Whether a word may begin or end at `index`.
pub fn is_boundary(text: &Text, index: ByteIndex) -> bool {
    let (content, at) = (text.as_str(), index.get());
    let (Some(before), Some(after)) = (content.get(..at), content.get(at..)) else {
        return false;
    };
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else {
        return true;
    };
    if is_plain_letter(left) && is_plain_letter(right) {
        return false;
    }
    // Two characters on either side decide, unless one of them takes part in longer clusters.
    let left_len: usize = before.chars().rev().take(2).map(char::len_utf8).sum();
    let right_len: usize = after.chars().take(2).map(char::len_utf8).sum();
    let near = &content[at - left_len..at + right_len];
    if near.chars().all(|c| is_plain_letter(c) || c.is_ascii() || matches!(c, '\u{2010}'..='\u{2027}')) {
        return near.split_word_bound_indices().any(|(offset, _)| offset == left_len);
    }
    let window = Window::new(text, at, FIRST_REACH);
    window.content.split_word_bound_indices().any(|(offset, _)| window.start + offset == at)
}

/// Whether `c` is a letter or digit that always forms one word with another such: those of the best-known alphabets that part
/// words by spaces, without the marks that combine with them.
pub(super) fn is_plain_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        '\u{80}'..='\u{52F}' => c.is_alphabetic() && c != '\u{345}',
        _ => matches!(c, '\u{5D0}'..='\u{5EA}' | '\u{620}'..='\u{64A}'),
    }
}

/// What a run is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Word,
    Space,
    LineEnd,
    Signs,
}

/// A word, or neighbouring segments of one other kind.
#[derive(Debug)]
struct Run {
    kind: Kind,
    /// In bytes of the whole text.
    range: Range<usize>,
}

/// A stretch of a text that begins between words as far as can be told.
struct Window<'t> {
    content: &'t str,
    /// Where it begins, in bytes of the whole text.
    start: usize,
    text_len: usize,
}

impl<'t> Window<'t> {
    fn new(text: &'t Text, index: usize, reach: usize) -> Self {
        let mut range = window::around(text.as_str(), &(0..text.len()), index, reach);
        if range.start > 0 {
            // The cut may lie inside a word; white space before the index is a sure place between two.
            let lead = &text.as_str()[range.start..index.min(range.end).max(range.start)];
            range.start += lead.find(char::is_whitespace).unwrap_or_default();
        }
        Self { start: range.start, content: &text.as_str()[range], text_len: text.len() }
    }

    fn end(&self) -> usize {
        self.start + self.content.len()
    }

    /// Whether the run may go on outside the window.
    fn cuts(&self, run: &Range<usize>) -> bool {
        (run.start == self.start && self.start > 0) || (run.end == self.end() && self.end() < self.text_len)
    }

    fn runs(&self) -> impl Iterator<Item = Run> {
        let start = self.start;
        let mut segments = self
            .content
            .split_word_bound_indices()
            .map(move |(offset, segment)| (kind_of(segment), start + offset..start + offset + segment.len()))
            .peekable();
        iter::from_fn(move || {
            let (kind, mut range) = segments.next()?;
            while matches!(kind, Kind::Space | Kind::Signs)
                && let Some((_, more)) = segments.next_if(|(other, _)| *other == kind)
            {
                range.end = more.end;
            }
            Some(Run { kind, range })
        })
    }
}

fn kind_of(segment: &str) -> Kind {
    if segment.contains('\n') {
        Kind::LineEnd
    } else if segment.chars().all(char::is_whitespace) {
        Kind::Space
    } else if segment.chars().any(char::is_alphanumeric) {
        Kind::Word
    } else {
        Kind::Signs
    }
}

/// Asks wider and wider windows until one has the answer; `None` when none has.
fn widening<T>(
    text: &Text,
    index: usize,
    ask: impl Fn(&Window<'_>, &mut dyn Iterator<Item = Run>) -> Option<T>,
) -> Option<T> {
    iter::successors(Some(FIRST_REACH), |reach| (*reach < LAST_REACH).then_some(reach * 4)).find_map(|reach| {
        let window = Window::new(text, index, reach);
        ask(&window, &mut window.runs())
    })
}

/// Where a caret that moves by words may stop, in text order.
fn stops<'a>(
    text: &'a Text,
    window: &'a Window<'_>,
    runs: &'a mut dyn Iterator<Item = Run>,
) -> impl Iterator<Item = usize> {
    // At a cut nothing is known of what stands before, so it counts as the start of a line's middle.
    let mut line_is_blank = window.start == 0;
    let mut ink_end = None;
    let inside = runs.flat_map(move |run| {
        let line_end = (run.kind == Kind::LineEnd).then_some(ink_end).flatten();
        let first_ink = line_is_blank && matches!(run.kind, Kind::Word | Kind::Signs);
        let start = (run.kind == Kind::Word || first_ink).then_some(run.range.start);
        match run.kind {
            Kind::LineEnd => (line_is_blank, ink_end) = (true, None),
            Kind::Space => {}
            Kind::Word | Kind::Signs => (line_is_blank, ink_end) = (false, Some(run.range.end)),
        }
        line_end.into_iter().chain(start)
    });
    let (cut, end) = (window.start, window.end());
    let first = (cut == 0).then_some(0);
    let last = (end == text.len()).then_some(end);
    first.into_iter().chain(inside.filter(move |stop| *stop > cut)).chain(last)
}
