//! A tree to the lines that a reader sees, white space collapsed as browsers do.

use std::collections::HashSet;

use dom_query::{NodeData, NodeId, NodeRef};

use super::element::{self, Sort};
use crate::{
    article::BlockKind,
    read::{ReadError, Watch},
};

/// What stands between the cells of a row.
const CELL: &str = " | ";

/// Which nodes are part of the article.
pub(super) type Kept = HashSet<NodeId>;

/// A line of a page: words that nothing parts from each other.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// All of its words.
    pub(super) words: String,
    /// Those that are part of the article.
    pub(super) kept: String,
    /// What the elements around it make of it.
    pub(super) frame: Option<BlockKind>,
    /// The level of a heading; 0 for anything else.
    pub(super) level: u8,
    /// Whether a mere line end parts it from the line before.
    pub(super) follows_line_end: bool,
    /// Whether all of its words are links.
    pub(super) is_link: bool,
    /// The element around the innermost that it stands in as a block.
    pub(super) around: Option<NodeId>,
}

/// The lines under some node, and what is to be said about them.
#[derive(Debug)]
pub(super) struct Lines {
    /// In the order in which they stand on the page.
    pub(super) lines: Vec<Line>,
    /// How many control characters were left out.
    pub(super) controls: usize,
}

/// The lines under a node; `all_kept` has those in which the extractor sees words of the article, even if nobody sees them on the page.
///
/// # Errors
/// When there are more lines or words than the limits, or the watch says so.
pub(super) fn lines(root: &NodeRef<'_>, kept: &Kept, all_kept: bool, watch: &Watch) -> Result<Lines, ReadError> {
    let mut flow = Flow {
        kept,
        all_kept,
        watch,
        lines: Vec::new(),
        all: Words::default(),
        article: Words::default(),
        first: None,
        words_outside_links: false,
        after_line_end: false,
        quotations: 0,
        nodes: 0,
        bytes: 0,
        controls: 0,
    };
    flow.children(root, &Surroundings::default())?;
    flow.end_block();
    flow.check()?;
    Ok(Lines { lines: flow.lines, controls: flow.controls })
}

/// What of a table of data words stand in.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Table {
    #[default]
    Nothing,
    Rows,
    Row,
}

/// What words stand in.
#[derive(Clone, Copy, Default)]
struct Surroundings {
    frame: Option<BlockKind>,
    level: u8,
    in_link: bool,
    in_navigation: bool,
    preformatted: bool,
    table: Table,
    block: Option<NodeId>,
    around: Option<NodeId>,
}

/// Words as they gather.
#[derive(Default)]
struct Words {
    line: String,
    /// Whether white space came after them.
    space: bool,
}

impl Words {
    fn push(&mut self, c: char) {
        if std::mem::take(&mut self.space) && !self.line.is_empty() {
            self.line.push(' ');
        }
        self.line.push(c);
    }

    fn next_cell(&mut self) {
        self.space = false;
        if !self.line.is_empty() {
            self.line.push_str(CELL);
        }
    }

    /// The words so far, trimmed; the marks of empty cells at the end go.
    fn take(&mut self, in_row: bool) -> String {
        self.space = false;
        let mut line = std::mem::take(&mut self.line);
        let mut words = line.trim();
        while in_row && let Some(rest) = words.strip_suffix(CELL.trim()) {
            words = rest.trim_end();
        }
        if words.len() < line.len() {
            line = words.to_owned();
        }
        line
    }
}

struct Flow<'w> {
    kept: &'w Kept,
    all_kept: bool,
    watch: &'w Watch,
    lines: Vec<Line>,
    all: Words,
    article: Words,
    /// What the first word of the open line stands in.
    first: Option<Surroundings>,
    words_outside_links: bool,
    after_line_end: bool,
    quotations: usize,
    nodes: usize,
    bytes: usize,
    controls: usize,
}

impl Flow<'_> {
    // Trees are at most as deep as the limit, and the thread has the stack for it.
    fn children(&mut self, node: &NodeRef<'_>, surroundings: &Surroundings) -> Result<(), ReadError> {
        let mut next = node.first_child();
        while let Some(child) = next {
            self.nodes += 1;
            if self.nodes.is_multiple_of(4096) {
                self.check()?;
            }
            self.node(&child, surroundings)?;
            next = child.next_sibling();
        }
        Ok(())
    }

    fn node(&mut self, node: &NodeRef<'_>, surroundings: &Surroundings) -> Result<(), ReadError> {
        let is_kept = self.kept.contains(&node.id);
        let words = node.query(|node| match &node.data {
            NodeData::Text { contents } => Some(contents.clone()),
            _ => None,
        });
        if let Some(words) = words.flatten() {
            self.words(&words, is_kept, surroundings);
            return Ok(());
        }
        let Some(element) = node.element_ref() else {
            return Ok(());
        };
        let sort = element::sort(&element);
        let is_hidden = element::is_hidden(&element) && !(self.all_kept && is_kept);
        if sort == Sort::Left || is_hidden {
            return Ok(());
        }
        let sort = if sort == Sort::Block && element::stands_in_line(&element) {
            // Extensions put signs into pages; one without words is no reason to part those around it.
            if !node.text().contains(|c: char| !c.is_whitespace()) {
                return Ok(());
            }
            Sort::Inline
        } else {
            sort
        };
        let mut inside = *surroundings;
        inside.in_navigation |= element::is_navigation(&element);
        if let Some(frame) = element::frame(&element).filter(|frame| overrules(*frame, surroundings.frame)) {
            inside.frame = Some(frame);
            inside.level = level(&element.name.local);
        }
        // Under a picture, the line of credit is a line of its own.
        let is_credit = (inside.frame, surroundings.frame) == (Some(BlockKind::Credit), Some(BlockKind::Caption));
        let sort = if is_credit && sort == Sort::Inline { Sort::Block } else { sort };
        let emoji = if sort == Sort::Picture { element::emoji(&element) } else { None };
        drop(element);
        match sort {
            Sort::Left => {}
            Sort::LineEnd => self.line_end(surroundings),
            Sort::Picture => {
                let words = emoji.unwrap_or_default();
                words.chars().for_each(|c| self.push(c, is_kept, surroundings));
            }
            Sort::Quoted => {
                self.quotations += 1;
                let (open, close) = if self.quotations.is_multiple_of(2) { ('‘', '’') } else { ('“', '”') };
                self.push(open, is_kept, surroundings);
                self.children(node, &inside)?;
                self.push(close, is_kept, surroundings);
                self.quotations -= 1;
            }
            Sort::Inline => self.children(node, &inside)?,
            Sort::Link => {
                inside.in_link = true;
                self.children(node, &inside)?;
            }
            Sort::Cell if surroundings.table == Table::Row => {
                self.all.next_cell();
                self.article.next_cell();
                self.children(node, &inside)?;
            }
            // Inside a row nothing parts words but cells.
            _ if surroundings.table == Table::Row => {
                self.space();
                self.children(node, &inside)?;
                self.space();
            }
            Sort::Block | Sort::Preformatted | Sort::Table | Sort::Row | Sort::Cell => {
                self.end_block();
                inside.around = surroundings.block;
                inside.block = Some(node.id);
                inside.preformatted |= sort == Sort::Preformatted;
                if sort == Sort::Table {
                    inside.table = if element::is_data_table(node) { Table::Rows } else { Table::Nothing };
                } else if sort == Sort::Row && inside.table == Table::Rows {
                    inside.table = Table::Row;
                    inside.frame = inside.frame.or(Some(BlockKind::TableRow));
                }
                self.children(node, &inside)?;
                self.end_block();
            }
        }
        Ok(())
    }

    fn words(&mut self, words: &str, is_kept: bool, surroundings: &Surroundings) {
        for c in words.chars() {
            match c {
                '\n' if surroundings.preformatted => self.line_end(surroundings),
                ' ' | '\t' if surroundings.preformatted => self.push(c, is_kept, surroundings),
                ' ' | '\t' | '\n' | '\r' | '\u{C}' => self.space(),
                '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{B}' => self.line_end(surroundings),
                c if c.is_control() => self.controls += 1,
                c => self.push(c, is_kept, surroundings),
            }
        }
    }

    fn push(&mut self, c: char, is_kept: bool, surroundings: &Surroundings) {
        self.first.get_or_insert(*surroundings);
        self.words_outside_links |= !surroundings.in_link && !c.is_whitespace();
        self.all.push(c);
        if is_kept {
            self.article.push(c);
        }
    }

    fn space(&mut self) {
        self.all.space = true;
        self.article.space = true;
    }

    fn line_end(&mut self, surroundings: &Surroundings) {
        if surroundings.table == Table::Row || surroundings.level > 0 {
            self.space();
            return;
        }
        // A second one in a row leaves a line blank.
        let ended = self.end_line();
        self.after_line_end = ended || !self.after_line_end;
    }

    fn end_block(&mut self) {
        self.end_line();
        self.after_line_end = false;
    }

    /// Ends the open line; whether there was one.
    fn end_line(&mut self) -> bool {
        let surroundings = self.first.take().unwrap_or_default();
        let in_row = surroundings.table == Table::Row;
        let words = self.all.take(in_row);
        let kept = self.article.take(in_row);
        let is_link = !std::mem::take(&mut self.words_outside_links);
        if !has_words(&words) {
            return false;
        }
        self.bytes += words.len();
        let Surroundings { frame, level, around, .. } = surroundings;
        // Extractors take short lists of links along.
        let leads_about = is_link && surroundings.in_navigation && !self.all_kept;
        let kept = if has_words(&kept) && !leads_about { kept } else { String::new() };
        let follows_line_end = std::mem::take(&mut self.after_line_end);
        self.lines.push(Line { words, kept, frame, level, follows_line_end, is_link, around });
        true
    }

    fn check(&self) -> Result<(), ReadError> {
        self.watch.check()?;
        let limits = self.watch.limits();
        if self.lines.len() > limits.blocks {
            return Err(ReadError::TooManyBlocks { limit: limits.blocks });
        }
        let bytes = self.bytes.saturating_add(self.all.line.len());
        if bytes > limits.text_bytes {
            return Err(ReadError::TextTooLong { bytes, limit: limits.text_bytes });
        }
        Ok(())
    }
}

/// Whether what an element makes of its words holds inside another. A caption, a post and a note stay what they are, whatever stands in them.
fn overrules(inner: BlockKind, outer: Option<BlockKind>) -> bool {
    match outer {
        Some(BlockKind::Embed | BlockKind::EditorNote | BlockKind::TableRow | BlockKind::Heading) => false,
        Some(BlockKind::Caption) => inner == BlockKind::Credit,
        Some(BlockKind::Credit | BlockKind::Byline | BlockKind::Standfirst) => inner == BlockKind::Heading,
        _ => true,
    }
}

/// The level of a heading by the name of its element; 0 for any other.
fn level(name: &str) -> u8 {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => level - b'0',
        _ => 0,
    }
}

/// Whether there is anything to see.
fn has_words(line: &str) -> bool {
    line.chars()
        .any(|c| !c.is_whitespace() && !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'))
}
