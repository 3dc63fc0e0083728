//! The lines of a page to the blocks of an article.

use dom_query::{Document, NodeId};

use super::{
    Wanted,
    about::About,
    article::Found,
    flow::{self, Kept, Line},
    second_look, top,
};
use crate::{
    article::{Block, BlockKind},
    read::{Draft, ReadError, Shown, Warning, Watch, blocks, credit, labels},
    text::{ByteIndex, Text},
};

/// The longest line that leads elsewhere, in characters; a longer one is text that happens to be a link.
const LONGEST_LINK: usize = 240;

/// The article of a page, or all of it.
///
/// # Errors
/// When there is too much of it, nothing at all, or the watch says so.
pub(super) fn draft(
    page: &Document,
    found: Option<Found>,
    mut about: About,
    wanted: &Wanted,
    watch: &Watch,
) -> Result<Draft, ReadError> {
    let Wanted { whole_page, as_extracted, .. } = *wanted;
    let has_article = found.is_some();
    let found = found.unwrap_or_default();
    let flow::Lines { mut lines, controls } = flow::lines(&page.root(), &found.kept, as_extracted, watch)?;
    if lines.is_empty() {
        return Err(ReadError::NoWordsOnPage);
    }
    let has_article = has_article && lines.iter().any(|line| !line.kept.is_empty());
    let mut warnings = Vec::new();
    if has_article && !as_extracted {
        second_look::complete(&mut lines);
        if !whole_page && second_look::is_doubtful(&lines) {
            warnings.push(Warning::ArticleMayBeIncomplete);
        }
        top::complete(&mut lines, &mut about, found.said.byline.as_deref());
    } else if !has_article {
        warnings.push(Warning::NoArticleFound);
    }
    let alone = has_article && !whole_page;
    let is_all = lines.iter().all(|line| line.kept == line.words);
    if alone {
        lines.retain(|line| !line.kept.is_empty());
        for line in &mut lines {
            line.words = std::mem::take(&mut line.kept);
        }
    }
    if controls > 0 {
        warnings.push(Warning::ControlsRemoved { count: controls });
    }
    let mut draft = assemble(&lines, &mut about, watch)?;
    draft.metadata = about.metadata;
    draft.warnings = warnings;
    draft.shown = match (alone, is_all) {
        (true, false) => Shown::ArticleAlone,
        (false, false) if has_article => Shown::WholePage,
        _ => Shown::Everything,
    };
    Ok(draft)
}

/// All blocks of a piece of a page, such as one from the clipboard.
///
/// # Errors
/// When there is too much of it, nothing at all, or the watch says so.
pub(super) fn of_piece(page: &Document, watch: &Watch) -> Result<Draft, ReadError> {
    let flow::Lines { lines, controls } = flow::lines(&page.root(), &Kept::default(), false, watch)?;
    if lines.is_empty() {
        return Err(ReadError::OnlyWhiteSpace);
    }
    let mut about = About::default();
    let mut lines = lines;
    top::of_piece(&mut lines, &mut about);
    let mut draft = assemble(&lines, &mut about, watch)?;
    draft.metadata = about.metadata;
    if controls > 0 {
        draft.warnings.push(Warning::ControlsRemoved { count: controls });
    }
    Ok(draft)
}

/// Puts lines into a text, each with its kind.
fn assemble(lines: &[Line], about: &mut About, watch: &Watch) -> Result<Draft, ReadError> {
    let mut text = Assembled::default();
    let mut notes = Notes::default();
    let mut has_body = false;
    for (number, line) in lines.iter().enumerate() {
        if number.is_multiple_of(1024) {
            watch.check()?;
        }
        let kind = notes.carried(line, kind_of(line, has_body));
        has_body |= kind == BlockKind::Paragraph && labels::ends_sentence(&line.words);
        if kind == BlockKind::Byline {
            blocks::take_byline(&line.words, &mut about.metadata);
        }
        let divisible = matches!(kind, BlockKind::Paragraph | BlockKind::Credit | BlockKind::Caption);
        let parts = if divisible { credit::parts(&line.words, Vec::new) } else { None };
        if let Some((cut, kinds)) = parts {
            text.put(kinds[0], &line.words[..cut], line.follows_line_end);
            text.put(kinds[1], &line.words[cut..], true);
        } else {
            text.put(kind, &line.words, line.follows_line_end);
        }
    }
    text.into_draft()
}

/// What a line is: by the elements around it, or by its words.
fn kind_of(line: &Line, has_body: bool) -> BlockKind {
    let words = line.words.as_str();
    let is_short = |most: usize| words.chars().nth(most).is_none();
    let leads_elsewhere = line.is_link && is_short(LONGEST_LINK);
    match line.frame {
        Some(BlockKind::Byline) if !is_short(labels::LONGEST_CREDIT) => BlockKind::Paragraph,
        Some(BlockKind::Byline) if has_body && !blocks::is_byline(words) => BlockKind::Paragraph,
        Some(BlockKind::ListItem) if leads_elsewhere => BlockKind::Link,
        Some(BlockKind::Quotation) => match labels::kind_by_label(words) {
            Some(note @ (BlockKind::RepublisherNote | BlockKind::EditorNote)) => note,
            _ => BlockKind::Quotation,
        },
        Some(frame) => frame,
        None => match labels::kind_by_label(words) {
            Some(kind) => kind,
            None if !has_body && blocks::is_byline(words) => BlockKind::Byline,
            None if leads_elsewhere => BlockKind::Link,
            None => BlockKind::Paragraph,
        },
    }
}

/// Notes that go on: in every line of the quotation that holds them.
#[derive(Default)]
struct Notes {
    around: Option<NodeId>,
    kind: Option<BlockKind>,
}

impl Notes {
    /// The kind of a line, where the note before it may go on.
    fn carried(&mut self, line: &Line, kind: BlockKind) -> BlockKind {
        let is_note = matches!(kind, BlockKind::RepublisherNote | BlockKind::EditorNote);
        if line.frame != Some(BlockKind::Quotation) {
            *self = Self::default();
        } else if is_note {
            *self = Self { around: line.around, kind: Some(kind) };
        } else if self.around.is_some() && self.around == line.around {
            return self.kind.unwrap_or(kind);
        }
        kind
    }
}

/// A text with its blocks, as it grows.
#[derive(Default)]
struct Assembled {
    text: String,
    blocks: Vec<(BlockKind, usize, usize)>,
}

impl Assembled {
    /// Adds a block: after a line end, or after a blank line.
    fn put(&mut self, kind: BlockKind, words: &str, follows_line_end: bool) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str(if follows_line_end { "\n" } else { "\n\n" });
        }
        let start = self.text.len();
        self.text.push_str(words);
        self.blocks.push((kind, start, self.text.len()));
    }

    fn into_draft(mut self) -> Result<Draft, ReadError> {
        self.text.push('\n');
        let text = Text::new(self.text).map_err(|fault| ReadError::of_text(&fault))?;
        let block = |(kind, start, end): (BlockKind, usize, usize)| {
            let span = text.trimmed_span(ByteIndex::new(start)..ByteIndex::new(end))?;
            Some(Block { kind, span })
        };
        let mut blocks: Vec<Block> = self.blocks.into_iter().filter_map(block).collect();
        // A cut between letters can meet a grapheme cluster; what both halves claim belongs to the first.
        blocks.dedup_by(|second, first| second.span.start() < first.span.end());
        Ok(Draft::new(text, blocks))
    }
}
