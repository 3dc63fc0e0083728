//! A stretch of the text as it is put together: lines, tables, places.

use std::collections::HashMap;

use super::look::Look;
use crate::{article::BlockKind, read::credit};

/// A stretch of text that is put together by itself.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is something the next words meet, in any company")]
pub(super) struct Sheet {
    pub(super) text: String,
    /// Kinds with their bytes in `text`.
    pub(super) blocks: Vec<(BlockKind, usize, usize)>,
    /// Where the open line begins.
    pub(super) open: Option<usize>,
    pub(super) look: Look,
    /// Whether the next line goes on with the paragraph of the last.
    pub(super) tight: bool,
    /// Whether the open line goes on in the next paragraph.
    pub(super) goes_on: bool,
    /// Whether a note's mark stands on the open line and nothing else.
    pub(super) after_mark: bool,
    pub(super) links: usize,
    pub(super) words_outside_links: bool,
    /// Places, never before the one in front.
    pub(super) marks: Vec<(usize, Mark)>,
    pub(super) tables: Vec<Table>,
    /// Boxes that stand after the open line.
    pub(super) boxes: Vec<Sheet>,
}

pub(super) enum Mark {
    RemarkBegins(String),
    RemarkEnds(String),
    RemarkHere(String),
    Page(String),
}

pub(super) struct Table {
    pub(super) columns: Option<usize>,
    pub(super) row: Option<Row>,
}

pub(super) struct Row {
    /// The length of the text, the number of blocks and of marks before it.
    pub(super) text: usize,
    pub(super) block: usize,
    pub(super) mark: usize,
    /// The number of blocks before each cell.
    pub(super) cells: Vec<usize>,
    /// Whether there is a table inside.
    pub(super) is_nest: bool,
}

impl Sheet {
    pub(super) fn open_line(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str(if self.tight { "\n" } else { "\n\n" });
        }
        self.open = Some(self.text.len());
    }

    /// Takes the white space off the end of the text.
    pub(super) fn trim_end(&mut self) {
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        for (at, _) in self.marks.iter_mut().rev().take_while(|(at, _)| *at > end) {
            *at = end;
        }
    }

    /// Notes the last line as a block, or as two where a credit and a caption were run together.
    pub(super) fn put(&mut self, kind: BlockKind, start: usize, words: &str) {
        let may_be_two = matches!(kind, BlockKind::Paragraph | BlockKind::Credit) && self.tables.is_empty();
        let Some((cut, [first, second])) = may_be_two.then(|| credit::parts(words, Vec::new)).flatten() else {
            self.blocks.push((kind, start, self.text.len()));
            return;
        };
        let gap = "\n\n";
        self.text.insert_str(start + cut, gap);
        for (at, _) in self.marks.iter_mut().rev().take_while(|(at, _)| *at >= start + cut) {
            *at += gap.len();
        }
        self.blocks.push((first, start, start + cut));
        self.blocks.push((second, start + cut + gap.len(), self.text.len()));
    }

    /// Adds what was put together by itself.
    pub(super) fn append(&mut self, other: Self) {
        if other.text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let base = self.text.len();
        self.text.push_str(&other.text);
        self.blocks.extend(other.blocks.into_iter().map(|(kind, start, end)| (kind, start + base, end + base)));
        self.marks.extend(other.marks.into_iter().map(|(at, mark)| (at + base, mark)));
    }

    /// Puts the cells of a row on one line with bars between, as a table in Markdown is read.
    pub(super) fn join_row(&mut self, row: &Row) {
        /// How long a cell of several paragraphs may be, in bytes; a longer one holds running text.
        const LONGEST: usize = 300;
        let blocks = self.blocks.split_off(row.block);
        let (Some(&(_, first, _)), Some(&(.., last))) = (blocks.first(), blocks.last()) else {
            return;
        };
        let cell_of = |block: usize| row.cells.partition_point(|&begin| begin <= row.block + block);
        let mut lengths: HashMap<usize, (usize, usize)> = HashMap::new();
        for (number, (_, start, end)) in blocks.iter().enumerate() {
            let (count, length) = lengths.entry(cell_of(number)).or_default();
            (*count, *length) = (*count + 1, *length + end - start);
        }
        if lengths.values().any(|&(count, length)| count > 1 && length > LONGEST) {
            self.blocks.extend(blocks);
            return;
        }
        let mut line = String::with_capacity(last - first + blocks.len());
        let mut moved: Vec<(usize, usize, usize)> = Vec::with_capacity(blocks.len());
        let mut cell_before = None;
        for (number, &(_, start, end)) in blocks.iter().enumerate() {
            let cell = cell_of(number);
            match cell_before {
                None => {}
                Some(before) if before == cell => line.push(' '),
                Some(before) => line.push_str(&" | ".repeat(cell - before)),
            }
            cell_before = Some(cell);
            moved.push((start, end, first + line.len()));
            line.push_str(&self.text[start..end]);
        }
        let place = |at: usize| -> usize {
            let number = moved.partition_point(|(_, end, _)| *end < at);
            // Between two blocks, a place is that of the words to come.
            moved.get(number).map_or(first + line.len(), |(start, _, new)| new + at.saturating_sub(*start))
        };
        for (at, _) in self.marks.iter_mut().rev().take_while(|(at, _)| *at >= first) {
            *at = place(*at);
        }
        self.text.truncate(first);
        self.text.push_str(&line);
        self.blocks.push((BlockKind::TableRow, first, self.text.len()));
    }
}

/// Where the words of remarks are, and where remarks hang.
pub(super) struct Places<'m> {
    pub(super) words: HashMap<&'m str, (usize, usize)>,
    pub(super) here: HashMap<&'m str, usize>,
}

impl<'m> Places<'m> {
    pub(super) fn of(marks: &'m [(usize, Mark)]) -> Self {
        let mut places = Self { words: HashMap::new(), here: HashMap::new() };
        for (at, mark) in marks {
            match mark {
                Mark::RemarkBegins(id) => {
                    places.words.entry(id).or_insert((*at, *at));
                    places.here.entry(id).or_insert(*at);
                }
                Mark::RemarkEnds(id) => {
                    places.words.entry(id).and_modify(|(_, end)| *end = *at);
                }
                Mark::RemarkHere(id) => {
                    places.here.entry(id).or_insert(*at);
                }
                Mark::Page(_) => {}
            }
        }
        places
    }
}
