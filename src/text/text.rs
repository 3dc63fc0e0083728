//! The text of an article, immutable and normalised.

use std::{ops::Range, sync::Arc};

use unicode_segmentation::GraphemeCursor;

use super::{
    ByteIndex, CodePointIndex, Span, letter,
    scan::{self, is},
};

/// The distance in bytes between two places whose code point count is kept, a trade of 1/64 of the memory for a count
/// that looks at most this far.
const CHECKPOINT_DISTANCE: usize = 256;

/// How far from where it would be in an even text the checkpoint of a code point is looked for before all are searched.
const EVEN_REACH: usize = 8;

/// How many bytes are counted together where a place is looked for between two checkpoints.
const STEP: usize = 64;

/// How many regional indicators in a row are paired to flags: twice as many flags as there are.
const LONGEST_FLAG_ROW: usize = 1024;

/// A text that keeps to the promises of the review file: line ends are `\n`, no byte-order mark, no control character but
/// `\n` and `\t`, at most [`Text::MAX_BYTES`]. It never changes; cloning shares it.
#[derive(Clone, Debug)]
pub struct Text {
    content: Arc<str>,
    /// How many code points begin before byte `i * CHECKPOINT_DISTANCE`; empty when every code point is one byte.
    checkpoints: Arc<[u32]>,
    code_points: u64,
}

/// Why a string cannot be a [`Text`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TextError {
    /// The text is longer than the limit.
    #[error("the text has {bytes} bytes, more than the limit of {} MiB", Text::MAX_BYTES / (1024 * 1024))]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// A control character stands where only `\n` and `\t` may.
    #[error("the text has the control character U+{code:04X} at code point {at}")]
    ControlCharacter {
        /// The character's number.
        code: u32,
        /// Where it stands, in code points.
        at: usize,
    },
}

/// Where the first character stands that may not stand in a [`Text`]: C0 and C1 controls and DEL, except the line feed and the tab.
fn first_forbidden(content: &str) -> Option<usize> {
    // C0 and DEL are one byte each, C1 is 0xC2 and 0x80..=0x9F.
    scan::find(content.as_bytes(), 0, |[byte, next, _]| {
        (is(byte < 0x20) & is(byte != b'\n') & is(byte != b'\t'))
            | is(byte == 0x7F)
            | (is(byte == 0xC2) & is(next < 0xA0))
    })
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.content == other.content
    }
}

impl Eq for Text {}

impl Text {
    /// The longest text there is: 64 MiB.
    pub const MAX_BYTES: usize = 64 * 1024 * 1024;

    /// Takes a string that is normalised already, as in a review file.
    ///
    /// # Errors
    /// When it is too long or holds a control character; [`normalise`](super::normalise) mends the latter.
    pub fn new(content: impl Into<Arc<str>>) -> Result<Self, TextError> {
        let content = content.into();
        if content.len() > Self::MAX_BYTES {
            return Err(TextError::TooLong { bytes: content.len() });
        }
        if let Some(at) = first_forbidden(&content)
            && let Some(c) = content[at..].chars().next()
        {
            return Err(TextError::ControlCharacter { code: c.into(), at: content[..at].chars().count() });
        }
        Ok(Self::index(content))
    }

    fn index(content: Arc<str>) -> Self {
        if content.is_ascii() {
            let code_points = content.len() as u64;
            return Self { content, checkpoints: Arc::new([]), code_points };
        }
        let mut checkpoints = Vec::with_capacity(content.len() / CHECKPOINT_DISTANCE + 1);
        let mut count = 0_u32;
        for chunk in content.as_bytes().chunks(CHECKPOINT_DISTANCE) {
            checkpoints.push(count);
            count += count_code_points(chunk);
        }
        Self { content, checkpoints: checkpoints.into(), code_points: u64::from(count) }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// Its length in bytes.
    pub fn len(&self) -> usize {
        self.content.len()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// Its length in code points.
    pub fn code_points(&self) -> u64 {
        self.code_points
    }

    /// The place after the last byte.
    pub fn end(&self) -> ByteIndex {
        ByteIndex::new(self.content.len())
    }

    /// The words of a span; empty for a span of another text that does not fit this one.
    pub fn slice(&self, span: Span) -> &str {
        self.content.get(span.range()).unwrap_or_default()
    }

    /// The span of exactly these bytes; `None` when it would be empty, out of the text, or cut a grapheme cluster.
    pub fn span(&self, range: Range<ByteIndex>) -> Option<Span> {
        let fits =
            range.end <= self.end() && self.is_grapheme_boundary(range.start) && self.is_grapheme_boundary(range.end);
        fits.then(|| Span::on_checked_boundaries(range.start, range.end)).flatten()
    }

    /// The span that a reviewer means by these bytes: white space at both ends left out, a grapheme cluster cut by an
    /// end taken in whole. `None` when the range is empty or holds nothing but white space.
    pub fn trimmed_span(&self, range: Range<ByteIndex>) -> Option<Span> {
        if range.is_empty() {
            return None;
        }
        let start = self.grapheme_floor(range.start);
        let end = self.grapheme_ceil(range.end);
        let words = self.content.get(start.get()..end.get())?;
        let lead = words.len() - words.trim_start().len();
        let trail = words.len() - words.trim_end().len();
        if lead + trail >= words.len() {
            return None;
        }
        // White space followed by a combining mark is one cluster: trimming must not cut it.
        let start = self.grapheme_floor(ByteIndex::new(start.get() + lead));
        let end = self.grapheme_ceil(ByteIndex::new(end.get() - trail));
        Span::on_checked_boundaries(start, end)
    }

    /// The whole text as a span; `None` for the empty text.
    pub fn whole(&self) -> Option<Span> {
        Span::on_checked_boundaries(ByteIndex::ZERO, self.end())
    }

    /// Whether a grapheme cluster may begin or end here, after UAX 29. One exception: deep in a run of regional
    /// indicators, far longer than any row of flags, each stands alone, since pairing them would need the whole run.
    pub fn is_grapheme_boundary(&self, index: ByteIndex) -> bool {
        let at = index.get();
        let bytes = self.content.as_bytes();
        let beside = at.checked_sub(1).and_then(|before| bytes.get(before..=at));
        if let Some([left, right]) = beside
            && left.is_ascii()
            && right.is_ascii()
        {
            // The one pair of these that belongs together is a carriage return with its line feed, which no text has.
            return true;
        }
        let (Some(before), Some(after)) = (self.content.get(..at), self.content.get(at..)) else {
            return false;
        };
        let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else {
            return true;
        };
        if letter::stands_alone(left) && letter::stands_alone(right) {
            return true;
        }
        if is_regional_indicator(left) && is_regional_indicator(right) {
            let mut run = before.chars().rev().take_while(|c| is_regional_indicator(*c));
            if run.nth(LONGEST_FLAG_ROW).is_some() {
                return true;
            }
        }
        GraphemeCursor::new(at, self.len(), true).is_boundary(&self.content, 0).unwrap_or(false)
    }

    /// The nearest grapheme boundary at or before `index`.
    pub fn grapheme_floor(&self, index: ByteIndex) -> ByteIndex {
        let at = ByteIndex::new(index.get().min(self.len()));
        if self.is_grapheme_boundary(at) { at } else { self.previous_grapheme(at) }
    }

    /// The nearest grapheme boundary at or after `index`.
    pub fn grapheme_ceil(&self, index: ByteIndex) -> ByteIndex {
        if self.is_grapheme_boundary(index) { index } else { self.next_grapheme(index) }
    }

    /// The next grapheme boundary after `index`; the end of the text at the end.
    pub fn next_grapheme(&self, index: ByteIndex) -> ByteIndex {
        let after = (index.get() + 1).min(self.len());
        let mut places = (after..self.len()).map(ByteIndex::new);
        places.find(|place| self.is_grapheme_boundary(*place)).unwrap_or(self.end())
    }

    /// The last grapheme boundary before `index`; the start of the text at the start.
    pub fn previous_grapheme(&self, index: ByteIndex) -> ByteIndex {
        let mut places = (0..index.get().min(self.len() + 1)).rev().map(ByteIndex::new);
        places.find(|place| self.is_grapheme_boundary(*place)).unwrap_or(ByteIndex::ZERO)
    }

    /// How many code points begin before `index`.
    pub fn to_code_point(&self, index: ByteIndex) -> CodePointIndex {
        let at = index.get().min(self.len());
        if self.checkpoints.is_empty() {
            return CodePointIndex(at as u64);
        }
        // A text whose length is a multiple of the distance has no checkpoint at its very end.
        let checkpoint = (at / CHECKPOINT_DISTANCE).min(self.checkpoints.len() - 1);
        let rest = &self.content.as_bytes()[checkpoint * CHECKPOINT_DISTANCE..at];
        CodePointIndex(u64::from(self.checkpoints[checkpoint]) + u64::from(count_code_points(rest)))
    }

    /// The place before the code point with this number; `None` past the end of the text.
    pub fn to_byte(&self, index: CodePointIndex) -> Option<ByteIndex> {
        if index.0 > self.code_points {
            return None;
        }
        if index.0 == self.code_points {
            return Some(self.end());
        }
        if self.checkpoints.is_empty() {
            return usize::try_from(index.0).ok().map(ByteIndex::new);
        }
        let checkpoint = self.checkpoint_before(index.0);
        let mut left = index.0 - u64::from(self.checkpoints[checkpoint]);
        let mut at = checkpoint * CHECKPOINT_DISTANCE;
        // Whole steps are counted many bytes at a time.
        for step in self.content.as_bytes()[at..].chunks_exact(STEP) {
            let count = u64::from(count_code_points(step));
            if count > left {
                break;
            }
            left -= count;
            at += STEP;
        }
        for word in self.content.as_bytes()[at..].as_chunks().0 {
            let count = u64::from(count_in_word(u64::from_ne_bytes(*word)));
            if count > left {
                break;
            }
            left -= count;
            at += word.len();
        }
        for (offset, &byte) in self.content.as_bytes()[at..].iter().enumerate() {
            if !is_continuation(byte) {
                if left == 0 {
                    return Some(ByteIndex::new(at + offset));
                }
                left -= 1;
            }
        }
        Some(self.end())
    }

    /// The last checkpoint with at most this many code points before it. There are checkpoints, and more code points.
    fn checkpoint_before(&self, code_point: u64) -> usize {
        let counts = &self.checkpoints;
        // In most texts it is about where it would be if all code points were of one length.
        let even = (code_point * counts.len() as u64 / self.code_points) as usize;
        let near = even.saturating_sub(EVEN_REACH)..(even + EVEN_REACH).min(counts.len());
        let is_before = |&count: &u32| u64::from(count) <= code_point;
        let found = near.start + counts[near.clone()].partition_point(is_before);
        if near.start < found && (found < near.end || near.end == counts.len()) {
            return found - 1;
        }
        counts.partition_point(is_before).saturating_sub(1)
    }
}

/// Whether two of this character make a flag.
fn is_regional_indicator(c: char) -> bool {
    ('\u{1F1E6}'..='\u{1F1FF}').contains(&c)
}

/// Counts the code points that begin in these bytes.
fn count_code_points(bytes: &[u8]) -> u32 {
    // A step's count fits a byte, and bytes are added many at a time.
    let in_step = |step: &[u8]| step.iter().map(|&byte| u8::from(!is_continuation(byte))).sum::<u8>();
    bytes.chunks(STEP).map(|step| u32::from(in_step(step))).sum()
}

/// Counts the code points that begin in these eight bytes.
fn count_in_word(bytes: u64) -> u32 {
    // Of a byte that continues one, the highest bit is set and the next is not.
    const LOWEST_BITS: u64 = 0x0101_0101_0101_0101;
    8 - ((bytes >> 7) & !(bytes >> 6) & LOWEST_BITS).count_ones()
}

/// Whether a UTF-8 byte continues a code point that began before it.
fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}
