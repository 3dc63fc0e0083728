//! The text of a document as it is put together.
//!
//! A reader tells in order what it meets: words, paragraphs, tables, boxes beside the text, notes, places of remarks. Lines
//! stand in the text as soon as their words are known, so that a place in it is a number of bytes that seldom has to move.

use super::{
    LeftOut,
    look::Look,
    sheet::{Mark, Places, Row, Sheet, Table},
};
use crate::{
    article::{Block, BlockKind, Metadata, Page},
    read::{
        Draft, ReadError, Remark, Warning, Watch, blocks,
        labels::{ends_sentence, kind_by_label},
        plain_text,
    },
    text::{ByteIndex, Text},
};

/// A document as far as it has been read.
#[derive(Default)]
pub(super) struct Manuscript {
    /// What the document says about itself; words of the text go before it.
    pub(super) metadata: Metadata,
    /// What is not in the text.
    pub(super) left_out: Tally,
    /// Where words go now.
    sheet: Sheet,
    /// What was written on before the boxes and notes that are open.
    outer: Vec<Sheet>,
    /// Notes, which stand at the end, with their places among each other.
    notes: Vec<(usize, Sheet)>,
    remarks: Vec<(String, Remark)>,
    has_headline: bool,
    has_body: bool,
    /// Whether a style has said of any paragraph that it is a title.
    has_titles: bool,
    /// All bytes and lines so far, wherever they are.
    bytes: usize,
    lines: usize,
    controls: usize,
}

/// How much of what is not in the text.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) pictures: usize,
    pub(super) changes: usize,
    pub(super) hidden: usize,
    pub(super) symbols: usize,
    pub(super) equations: usize,
    pub(super) embedded: usize,
}

impl Manuscript {
    /// Begins a text of which something is known.
    pub(super) fn about(metadata: Metadata) -> Self {
        Self { metadata, ..Self::default() }
    }

    /// Adds words to the open line as they are; line ends in them are spaces.
    pub(super) fn push(&mut self, words: &str) {
        let sheet = &mut self.sheet;
        let before = sheet.text.len();
        for c in words.chars() {
            let c =
                if matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{B}' | '\u{C}') { ' ' } else { c };
            if (c.is_control() && c != '\t') || c == '\u{FEFF}' {
                self.controls += usize::from(c != '\u{FEFF}');
                continue;
            }
            if sheet.open.is_none() {
                if c.is_whitespace() {
                    continue;
                }
                sheet.open_line();
            } else if sheet.after_mark {
                if c.is_whitespace() {
                    continue;
                }
                sheet.text.push(' ');
                sheet.after_mark = false;
            }
            sheet.words_outside_links |= sheet.links == 0 && !c.is_whitespace();
            sheet.text.push(c);
        }
        self.bytes += sheet.text.len() - before;
    }

    /// Adds words in which a run of white space is one space, as in HTML and ODT.
    pub(super) fn push_collapsed(&mut self, words: &str) {
        let is_space = |c: char| matches!(c, ' ' | '\n' | '\r' | '\t' | '\u{C}');
        let mut collapsed = String::with_capacity(words.len());
        let mut after_space = self.sheet.open.is_none() || self.sheet.text.ends_with(' ');
        for c in words.chars() {
            if !is_space(c) {
                collapsed.push(c);
            } else if !after_space {
                collapsed.push(' ');
            }
            after_space = is_space(c);
        }
        self.push(&collapsed);
    }

    /// Ends the line, but not the paragraph.
    pub(super) fn break_line(&mut self) {
        if self.sheet.look.has_lines() && !self.is_in_row() {
            self.end_line();
            self.sheet.tight = true;
        } else {
            self.push(" ");
        }
    }

    /// Says what the open paragraph is.
    pub(super) fn set_look(&mut self, look: Look) {
        self.sheet.look = look;
    }

    /// Begins a paragraph, after the end of the one before unless that goes on.
    pub(super) fn begin_paragraph(&mut self, look: Look) {
        if std::mem::take(&mut self.sheet.goes_on) {
            self.sheet.look = look;
        } else {
            self.end_paragraph();
            self.sheet.look = look;
        }
    }

    /// Ends the open paragraph.
    pub(super) fn end_paragraph(&mut self) {
        self.sheet.goes_on = false;
        self.end_line();
        self.sheet.tight = false;
        self.sheet.look = Look::Plain;
    }

    /// Has the open paragraph go on in the next: the mark between the two was deleted.
    pub(super) fn join_next_paragraph(&mut self) {
        self.sheet.goes_on = true;
    }

    /// Says that the words up to [`Manuscript::end_link`] lead elsewhere.
    pub(super) fn begin_link(&mut self) {
        self.sheet.links += 1;
    }

    pub(super) fn end_link(&mut self) {
        self.sheet.links = self.sheet.links.saturating_sub(1);
    }

    /// Begins a table; `columns` when they are known.
    pub(super) fn begin_table(&mut self, columns: Option<usize>) {
        self.end_paragraph();
        if let Some(Table { row: Some(row), .. }) = self.sheet.tables.last_mut() {
            row.is_nest = true;
        }
        self.sheet.tables.push(Table { columns, row: None });
    }

    /// Says how many columns the table has that began last.
    pub(super) fn set_columns(&mut self, columns: usize) {
        if let Some(table) = self.sheet.tables.last_mut() {
            table.columns = Some(columns);
        }
    }

    pub(super) fn end_table(&mut self) {
        self.end_row();
        self.sheet.tables.pop();
    }

    pub(super) fn begin_row(&mut self) {
        self.end_row();
        let Sheet { text, blocks, marks, tables, .. } = &mut self.sheet;
        if let Some(table) = tables.last_mut() {
            let (text, block, mark) = (text.len(), blocks.len(), marks.len());
            table.row = Some(Row { text, block, mark, cells: Vec::new(), is_nest: false });
        }
    }

    /// Begins the next cell of the row.
    pub(super) fn begin_cell(&mut self) {
        self.end_paragraph();
        let block = self.sheet.blocks.len();
        if let Some(Table { row: Some(row), .. }) = self.sheet.tables.last_mut() {
            row.cells.push(block);
        }
    }

    /// Ends the row, if one is open: its cells come to stand on one line, unless the table is there for the looks.
    pub(super) fn end_row(&mut self) {
        self.end_paragraph();
        let Some(table) = self.sheet.tables.last_mut() else {
            return;
        };
        if let Some(row) = table.row.take()
            && table.columns != Some(1)
            && !row.is_nest
        {
            self.sheet.join_row(&row);
        }
    }

    /// Ends the row and takes it out: it was deleted.
    pub(super) fn drop_row(&mut self) {
        self.end_paragraph();
        if let Some(row) = self.sheet.tables.last_mut().and_then(|table| table.row.take()) {
            self.sheet.text.truncate(row.text);
            self.sheet.blocks.truncate(row.block);
            self.sheet.marks.truncate(row.mark);
        }
    }

    /// Has what follows stand after the open paragraph, since it is in a box beside it.
    pub(super) fn begin_box(&mut self) {
        self.outer.push(std::mem::take(&mut self.sheet));
    }

    pub(super) fn end_box(&mut self) {
        let inner = self.end_sheet();
        if !inner.text.is_empty() {
            self.sheet.boxes.push(inner);
        }
        if self.sheet.open.is_none() {
            self.put_boxes();
        }
    }

    /// Has what follows stand at the end of the text, since it is a note, behind its mark.
    pub(super) fn begin_note(&mut self, mark: &str) {
        self.outer.push(std::mem::take(&mut self.sheet));
        if !mark.is_empty() {
            self.push(mark);
            self.sheet.after_mark = true;
            self.sheet.goes_on = true;
        }
    }

    /// Ends a note that stands behind those of lower `place`.
    pub(super) fn end_note(&mut self, place: usize) {
        let note = self.end_sheet();
        if !note.text.is_empty() {
            self.notes.push((place, note));
        }
    }

    /// Says that the words a remark is about begin here.
    pub(super) fn remark_begins(&mut self, id: String) {
        self.mark(Mark::RemarkBegins(id));
    }

    pub(super) fn remark_ends(&mut self, id: String) {
        self.mark(Mark::RemarkEnds(id));
    }

    /// Says that a remark hangs on this place; it is about the paragraph unless its words are known.
    pub(super) fn remark_here(&mut self, id: String) {
        self.mark(Mark::RemarkHere(id));
    }

    /// Says what a remark says.
    pub(super) fn remark(&mut self, id: String, author: Option<String>, words: &str) {
        let lines: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let words: String = lines.join("\n").chars().filter(|&c| !c.is_control() || c == '\n').collect();
        let author = author.map(|author| one_line(&author)).filter(|author| !author.is_empty());
        if !words.is_empty() {
            self.bytes += words.len();
            self.lines += 1;
            self.remarks.push((id, Remark { span: None, author, words }));
        }
    }

    /// Says that a page of the source begins here.
    pub(super) fn page_begins(&mut self, label: &str) {
        self.mark(Mark::Page(one_line(label)));
    }

    /// Whether words stand on the open line.
    pub(super) fn has_open_line(&self) -> bool {
        self.sheet.open.is_some()
    }

    /// Whether all of it is within the limits.
    ///
    /// # Errors
    /// When there are too many bytes or lines.
    pub(super) fn check(&self, watch: &Watch) -> Result<(), ReadError> {
        let limits = watch.limits();
        if self.lines > limits.blocks {
            return Err(ReadError::TooManyBlocks { limit: limits.blocks });
        }
        if self.bytes > limits.text_bytes {
            return Err(ReadError::TextTooLong { bytes: self.bytes, limit: limits.text_bytes });
        }
        Ok(())
    }

    /// Ends everything.
    ///
    /// # Errors
    /// When the text is too long, or the watch says so.
    pub(super) fn into_draft(mut self, watch: &Watch) -> Result<Draft, ReadError> {
        while !self.outer.is_empty() {
            self.end_box();
        }
        self.end_sheet_here();
        self.notes.sort_by_key(|(place, _)| *place);
        for (_, note) in std::mem::take(&mut self.notes) {
            self.sheet.append(note);
        }
        let warnings = self.warnings();
        let Sheet { mut text, blocks, marks, .. } = self.sheet;
        text.push('\n');
        let text = Text::new(text).map_err(|fault| ReadError::of_text(&fault))?;
        let span = |start: usize, end: usize| {
            let end = end.min(text.len());
            text.trimmed_span(ByteIndex::new(start.min(end))..ByteIndex::new(end))
        };
        let mut blocks: Vec<Block> =
            blocks.iter().filter_map(|&(kind, start, end)| Some(Block { kind, span: span(start, end)? })).collect();
        if !self.has_titles {
            find_titles(&text, &mut blocks, &mut self.metadata, watch)?;
        }
        let places = Places::of(&marks);
        let block_at = |at: usize| {
            let number = blocks.partition_point(|block| block.span.end().get() < at);
            blocks.get(number).or(blocks.last()).map(|block| block.span)
        };
        let mut remarks: Vec<Remark> = Vec::with_capacity(self.remarks.len());
        for (id, remark) in self.remarks {
            let words = places.words.get(id.as_str()).and_then(|&(start, end)| span(start, end));
            let place = || places.here.get(id.as_str()).and_then(|&at| block_at(at));
            remarks.push(Remark { span: words.or_else(place), ..remark });
        }
        remarks.sort_by_key(|remark| remark.span.map(|span| (span.start(), span.end())));
        let first_word = |at: usize| Some(span(at, text.len())?.start());
        let pages = marks.into_iter().filter_map(|(at, mark)| match mark {
            Mark::Page(label) if !label.is_empty() => Some(Page { label, start: first_word(at)? }),
            _ => None,
        });
        let pages = pages.collect();
        Ok(Draft { metadata: self.metadata, warnings, remarks, pages, ..Draft::new(text, blocks) })
    }

    fn warnings(&self) -> Vec<Warning> {
        let tally = &self.left_out;
        let table = [
            (tally.changes, LeftOut::Changes as fn(usize) -> LeftOut),
            (tally.hidden, LeftOut::Hidden),
            (tally.pictures, LeftOut::Pictures),
            (tally.equations, LeftOut::Equations),
            (tally.symbols, LeftOut::Symbols),
            (tally.embedded, LeftOut::Embedded),
        ];
        let found = table.into_iter().filter(|(count, _)| *count > 0);
        let mut warnings: Vec<Warning> = found.map(|(count, what)| Warning::LeftOut(what(count))).collect();
        if self.controls > 0 {
            warnings.push(Warning::ControlsRemoved { count: self.controls });
        }
        warnings
    }

    fn mark(&mut self, mark: Mark) {
        let sheet = &mut self.sheet;
        // Between two lines, a place is that of the words to come.
        let between = usize::from(sheet.open.is_none() && !sheet.text.is_empty());
        sheet.marks.push((sheet.text.len() + between, mark));
    }

    fn is_in_row(&self) -> bool {
        self.sheet.tables.last().is_some_and(|table| table.row.is_some() && table.columns != Some(1))
    }

    /// Ends the sheet that is open and goes back to the one before.
    fn end_sheet(&mut self) -> Sheet {
        self.end_sheet_here();
        let outer = self.outer.pop().unwrap_or_default();
        std::mem::replace(&mut self.sheet, outer)
    }

    fn end_sheet_here(&mut self) {
        self.end_paragraph();
        while !self.sheet.tables.is_empty() {
            self.end_table();
        }
        self.put_boxes();
    }

    fn end_line(&mut self) {
        if let Some(start) = self.sheet.open.take() {
            self.sheet.trim_end();
            let words = self.sheet.text.get(start..).unwrap_or_default().to_owned();
            let kind = self.kind(&words);
            self.has_body |= kind == BlockKind::Paragraph;
            self.lines += 1;
            self.sheet.put(kind, start, &words);
        }
        self.sheet.words_outside_links = false;
        self.put_boxes();
    }

    fn put_boxes(&mut self) {
        for inner in std::mem::take(&mut self.sheet.boxes) {
            self.sheet.append(inner);
        }
    }

    /// What the open line is, by its look, its words and what has come before.
    fn kind(&mut self, words: &str) -> BlockKind {
        self.has_titles |= matches!(self.sheet.look, Look::Title | Look::Heading(_));
        let is_first = !self.has_headline && !self.has_body && !self.is_in_row();
        match self.sheet.look {
            Look::Title | Look::Heading(1) if is_first => {
                self.has_headline = true;
                self.metadata.title = Some(one_line(words));
                BlockKind::Headline
            }
            Look::Title | Look::Heading(_) => BlockKind::Heading,
            Look::Standfirst if self.has_body => BlockKind::Heading,
            Look::Standfirst => BlockKind::Standfirst,
            Look::Quotation => match kind_by_label(words) {
                Some(note @ (BlockKind::RepublisherNote | BlockKind::EditorNote)) => note,
                _ => BlockKind::Quotation,
            },
            Look::ListItem => BlockKind::ListItem,
            Look::Caption => BlockKind::Caption,
            Look::Credit => BlockKind::Credit,
            Look::Contents => BlockKind::Link,
            Look::Plain if self.is_in_row() => BlockKind::Paragraph,
            Look::Byline => self.byline(words),
            Look::Plain => {
                if let Some(kind) = kind_by_label(words) {
                    kind
                } else if !self.has_body && blocks::is_byline(words) {
                    self.byline(words)
                } else if self.sheet.words_outside_links {
                    BlockKind::Paragraph
                } else {
                    BlockKind::Link
                }
            }
        }
    }

    fn byline(&mut self, words: &str) -> BlockKind {
        let mut said = Metadata::default();
        blocks::take_byline(words, &mut said);
        // What the text says goes before what the program wrote down.
        if !said.authors.is_empty() {
            self.metadata.authors = said.authors;
        }
        self.metadata.published = said.published.or(self.metadata.published);
        self.metadata.updated = said.updated.or(self.metadata.updated);
        BlockKind::Byline
    }
}

/// Finds titles and bylines in a text whose author used no styles, as in plain text: by the words and where they stand.
fn find_titles(text: &Text, blocks: &mut [Block], metadata: &mut Metadata, watch: &Watch) -> Result<(), ReadError> {
    let (found, said) = plain_text::blocks_of(text, watch)?;
    for block in blocks.iter_mut().filter(|block| block.kind == BlockKind::Paragraph) {
        let same = found.binary_search_by_key(&block.span.start(), |found| found.span.start());
        let kind =
            same.ok().and_then(|at| found.get(at)).filter(|found| found.span == block.span).map(|found| found.kind);
        let words = text.slice(block.span);
        // The mark of a note hides where a sentence ends.
        let before_mark = words.strip_suffix(']').and_then(|words| Some(words.rsplit_once('[')?.0));
        let is_note = words.starts_with('[') || before_mark.is_some_and(ends_sentence);
        if let Some(kind @ (BlockKind::Headline | BlockKind::Standfirst | BlockKind::Heading | BlockKind::Byline)) =
            kind
            && !is_note
        {
            block.kind = kind;
            if kind == BlockKind::Headline {
                metadata.title = Some(one_line(text.slice(block.span)));
            }
        }
    }
    if !said.authors.is_empty() {
        metadata.authors = said.authors;
    }
    metadata.published = said.published.or(metadata.published);
    Ok(())
}

/// Words without line ends and runs of white space.
pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
