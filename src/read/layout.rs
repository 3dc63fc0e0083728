//! Plain text to units: the stretches that a reader sees as one piece.
//!
//! Plain text comes in two habits. Either each line is a paragraph, or paragraphs are wrapped at some width and parted by
//! blank lines. In wrapped text a line ends where the next word no longer fits, mostly in mid-sentence; that tells the two
//! apart.

use super::{
    ReadError, Watch, blocks, credit,
    labels::{ends_sentence, kind_by_label},
};
use crate::article::BlockKind;

/// The longest line that may be wrapped, and the shortest width that somebody wraps at, in columns.
const WIDEST: usize = 120;
const NARROWEST: usize = 40;

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// The bytes of its words, white space at both ends left out.
    start: usize,
    end: usize,
    /// Columns of white space before the words.
    indent: usize,
    /// How wide the words are, at most `WIDEST + 1`.
    columns: usize,
    /// Blank lines before it.
    gap: usize,
    /// The mark it begins with, if it is one of a list's.
    marker: Option<Marker>,
    /// What it is by its first words.
    kind: Option<BlockKind>,
}

/// A stretch of text that becomes one block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Its bytes.
    pub(super) start: usize,
    pub(super) end: usize,
    /// How many lines it has.
    pub(super) lines: usize,
    /// The least indent of its lines, in columns.
    pub(super) indent: usize,
    /// Blank lines before and after it; many at the ends of the text.
    pub(super) gap_before: usize,
    pub(super) gap_after: usize,
    /// What it is, where that shows before its surroundings are known.
    pub(super) kind: Option<BlockKind>,
}

impl Unit {
    /// Its words.
    pub(super) fn words<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether blank lines, or the text's ends, stand on both sides.
    pub(super) fn stands_alone(&self) -> bool {
        self.gap_before > 0 && self.gap_after > 0
    }
}

/// The gap at both ends of a text.
const EDGE: usize = usize::MAX;

/// Cuts a text into units that together hold all of its words.
///
/// # Errors
/// When there are more lines than the limit, or the watch says so.
pub(super) fn units(text: &str, watch: &Watch) -> Result<Vec<Unit>, ReadError> {
    let mut lines = lines(text, watch)?;
    mark_list_items(&mut lines);
    let lines = lines;
    let habit = Habit::of(text, &lines);
    let mut units: Vec<Unit> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        if number.is_multiple_of(1024) {
            watch.check()?;
        }
        let joined = number > 0 && units.last().is_some_and(|unit| habit.joins(text, unit, &lines[number - 1], line));
        match units.last_mut() {
            Some(unit) if joined => {
                unit.end = line.end;
                unit.lines += 1;
                unit.indent = unit.indent.min(line.indent);
            }
            _ => push_line(text, &lines, number, &mut units),
        }
    }
    for next in 1..units.len() {
        units[next - 1].gap_after = units[next].gap_before;
    }
    Ok(units)
}

fn lines(text: &str, watch: &Watch) -> Result<Vec<Line>, ReadError> {
    let limit = watch.limits().blocks;
    let mut lines = Vec::new();
    let (mut at, mut gap) = (0, EDGE);
    for (number, whole) in text.split_inclusive('\n').enumerate() {
        if number.is_multiple_of(4096) {
            watch.check()?;
        }
        let words = whole.trim();
        if words.is_empty() {
            gap = gap.saturating_add(1);
        } else {
            let start = at + whole.len() - whole.trim_start().len();
            let indent = text[at..start].chars().map(|c| if c == '\t' { 4 } else { usize::from(c == ' ') }).sum();
            let end = start + words.len();
            let marker = Marker::of(words);
            lines.push(Line { start, end, indent, columns: columns(words), gap, marker, kind: kind_of(words, gap) });
            gap = 0;
        }
        if lines.len() > limit {
            return Err(ReadError::TooManyBlocks { limit });
        }
        at += whole.len();
    }
    Ok(lines)
}

/// How wide words are; East Asian signs take two columns.
fn columns(words: &str) -> usize {
    let head = &words.as_bytes()[..words.len().min(WIDEST + 1)];
    if head.is_ascii() {
        return head.len();
    }
    let wide = |c: char| matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}');
    words.chars().take(WIDEST + 1).map(|c| if wide(c) { 2 } else { 1 }).sum()
}

/// Adds a line as a unit of its own, or as two when a credit and a caption stand on it.
fn push_line(text: &str, lines: &[Line], number: usize, units: &mut Vec<Unit>) {
    let line = lines[number];
    let unit = Unit {
        start: line.start,
        end: line.end,
        lines: 1,
        indent: line.indent,
        gap_before: line.gap,
        gap_after: EDGE,
        kind: line.kind,
    };
    let words = unit.words(text);
    let may_be_credit = matches!(unit.kind, None | Some(BlockKind::Credit | BlockKind::Caption));
    let parts = if may_be_credit { credit::parts(words, || neighbours(text, lines, number)) } else { None };
    let Some((cut, [first, second])) = parts else {
        // A "©" that opens a whole paragraph names no maker.
        let too_long =
            unit.kind == Some(BlockKind::Credit) && words.chars().nth(super::labels::LONGEST_CREDIT).is_some();
        units.push(Unit { kind: unit.kind.filter(|_| !too_long), ..unit });
        return;
    };
    let first_end = line.start + words[..cut].trim_end().len();
    units.push(Unit { end: first_end, kind: Some(first), ..unit });
    units.push(Unit { start: line.start + cut, gap_before: 0, kind: Some(second), ..unit });
}

/// The words of the lines next to one.
fn neighbours<'t>(text: &'t str, lines: &[Line], number: usize) -> Vec<&'t str> {
    let words = |line: &Line| text.get(line.start..line.end).unwrap_or_default();
    let before = number.checked_sub(1).and_then(|before| lines.get(before));
    before.into_iter().chain(lines.get(number + 1)).map(words).collect()
}

/// What a line is by its first words, with `gap` blank lines before it.
fn kind_of(words: &str, gap: usize) -> Option<BlockKind> {
    if words.starts_with('>') {
        return Some(BlockKind::Quotation);
    }
    match kind_by_label(words) {
        // "Comment: why the bridge matters" over an article is its title.
        Some(BlockKind::RepublisherNote | BlockKind::EditorNote | BlockKind::Link)
            if gap == EDGE && blocks::is_title_like(words) =>
        {
            None
        }
        kind => kind,
    }
}

/// The mark of a list entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marker {
    Bullet(char),
    Number(u32),
}

impl Marker {
    /// A dash of a dialogue is none: only signs that nothing else begins with, and the hyphen and asterisk of typewriters.
    fn of(words: &str) -> Option<Self> {
        let (mark, rest) = words.split_once([' ', '\t', '\u{A0}'])?;
        if rest.trim().is_empty() {
            return None;
        }
        let mut chars = mark.chars();
        if let (Some(bullet @ ('-' | '*' | '•' | '◦' | '▪' | '‣' | '●' | '■' | '·')), None) =
            (chars.next(), chars.next())
        {
            return Some(Self::Bullet(bullet));
        }
        let figures = mark.strip_suffix(['.', ')'])?.trim_start_matches('(');
        (figures.len() <= 3).then(|| figures.parse().ok().map(Self::Number)).flatten()
    }

    /// Whether `other` can be the entry after this one.
    fn precedes(self, other: Self) -> bool {
        match (self, other) {
            (Self::Bullet(one), Self::Bullet(other)) => one == other,
            (Self::Number(one), Self::Number(other)) => one + 1 == other,
            _ => false,
        }
    }
}

/// Marks the entries of lists: lines that have a list's mark and another entry close by, for a lone "1984. " is no list.
fn mark_list_items(lines: &mut [Line]) {
    const CLOSE: usize = 8;
    for number in 0..lines.len() {
        let Some(own) = lines[number].marker else {
            continue;
        };
        let mut after = lines[number + 1..].iter().take(CLOSE).filter_map(|line| line.marker);
        let mut before = lines[..number].iter().rev().take(CLOSE).filter_map(|line| line.marker);
        if after.any(|other| own.precedes(other)) || before.any(|other| other.precedes(own)) {
            lines[number].kind = Some(BlockKind::ListItem);
        }
    }
}

/// How a text uses line ends.
struct Habit {
    /// The width that paragraphs are wrapped at, in columns.
    wrapped_at: Option<usize>,
    /// Whether blank lines part its paragraphs.
    blank_lines_part: bool,
}

impl Habit {
    fn of(text: &str, lines: &[Line]) -> Self {
        let groups = lines.iter().filter(|line| line.gap > 0).count();
        let wrapped_at = width(text, lines);
        Self { wrapped_at, blank_lines_part: wrapped_at.is_some() || groups * 2 >= lines.len() }
    }

    /// Whether a line goes on with the unit before it.
    fn joins(&self, text: &str, unit: &Unit, before: &Line, line: &Line) -> bool {
        if line.gap > 0 {
            return false;
        }
        match (unit.kind, line.kind) {
            (Some(BlockKind::Quotation), Some(BlockKind::Quotation)) => return true,
            (_, Some(_)) => return false,
            // A note goes on to the next blank line, where blank lines part anything at all.
            (Some(BlockKind::RepublisherNote | BlockKind::EditorNote), None) if self.blank_lines_part => return true,
            (Some(BlockKind::ListItem), None) if line.indent > unit.indent => return true,
            _ => {}
        }
        self.wrapped_at.is_some_and(|width| is_wrapped(text, width, before, line))
    }
}

/// Whether a line end is there because the next word did not fit, or cuts a sentence anyway.
fn is_wrapped(text: &str, width: usize, before: &Line, line: &Line) -> bool {
    let next = &text[line.start..line.end];
    let goes_on = next.starts_with(char::is_lowercase) && !ends_sentence(&text[before.start..before.end]);
    before.columns <= WIDEST && (goes_on || is_full(text, width, before, line))
}

/// Whether the first word of `line` would have gone past the width on the line before; an eighth is left for ragged ends.
fn is_full(text: &str, width: usize, before: &Line, line: &Line) -> bool {
    let first_word = text[line.start..line.end].split_whitespace().next().unwrap_or_default();
    before.columns + 1 + columns(first_word) + width / 8 > width
}

/// The width a text is wrapped at: its lines are full in most cases, and often end in mid-sentence.
fn width(text: &str, lines: &[Line]) -> Option<usize> {
    let breaks =
        || lines.windows(2).filter(|pair| pair[1].gap == 0 && pair[0].columns <= WIDEST && has_no_mark(&pair[1]));
    let width = breaks().map(|pair| pair[0].columns).max().filter(|width| *width >= NARROWEST)?;
    let (mut all, mut full, mut cut) = (0_usize, 0_usize, 0_usize);
    for pair in breaks() {
        all += 1;
        full += usize::from(is_full(text, width, &pair[0], &pair[1]));
        cut += usize::from(!ends_sentence(&text[pair[0].start..pair[0].end]));
    }
    (full * 3 >= all * 2 && cut * 3 >= all).then_some(width)
}

/// Whether nothing but the width can have put a line on a line of its own.
fn has_no_mark(line: &Line) -> bool {
    line.kind.is_none() && line.marker.is_none()
}
