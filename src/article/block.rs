//! The blocks of an article.

use crate::text::{ByteIndex, Span, Text};

/// What a block is; the names in files are those of [`BlockKind::name`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The article's title.
    Headline,
    /// The summary under the title.
    Standfirst,
    /// The line that names the author or the date.
    Byline,
    /// Who made a picture, or who holds a right.
    Credit,
    /// The title of a section.
    Heading,
    /// Running text, and whatever is none of the others.
    #[default]
    Paragraph,
    /// A quotation set apart.
    Quotation,
    /// One entry of a list.
    ListItem,
    /// One row of a table.
    TableRow,
    /// The text under a picture.
    Caption,
    /// A line that leads to another article.
    Link,
    /// A post or document shown inside the article.
    Embed,
    /// What a republisher put in, such as a "Comment:" block.
    RepublisherNote,
    /// What the publisher's editor put in, such as a correction.
    EditorNote,
}

impl BlockKind {
    /// Every kind, in the order of the file format's documentation.
    pub const ALL: [Self; 14] = [
        Self::Headline,
        Self::Standfirst,
        Self::Byline,
        Self::Credit,
        Self::Heading,
        Self::Paragraph,
        Self::Quotation,
        Self::ListItem,
        Self::TableRow,
        Self::Caption,
        Self::Link,
        Self::Embed,
        Self::RepublisherNote,
        Self::EditorNote,
    ];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Byline => "byline",
            Self::Credit => "credit",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::Quotation => "quotation",
            Self::ListItem => "list_item",
            Self::TableRow => "table_row",
            Self::Caption => "caption",
            Self::Link => "link",
            Self::Embed => "embed",
            Self::RepublisherNote => "republisher_note",
            Self::EditorNote => "editor_note",
        }
    }

    /// The kind with this name in files.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The words a reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Self::Headline => "Headline",
            Self::Standfirst => "Standfirst",
            Self::Byline => "Byline",
            Self::Credit => "Credit",
            Self::Heading => "Heading",
            Self::Paragraph => "Paragraph",
            Self::Quotation => "Quotation",
            Self::ListItem => "List item",
            Self::TableRow => "Table row",
            Self::Caption => "Caption",
            Self::Link => "Link",
            Self::Embed => "Embedded post",
            Self::RepublisherNote => "Republisher’s note",
            Self::EditorNote => "Editor’s note",
        }
    }
}

/// A stretch of an article and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is. A single line feed inside is a line end of the source that means no more than a space.
    pub span: Span,
}

/// Blocks that are out of order or overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("block {position} begins before the block in front of it has ended")]
pub struct BlockFault {
    /// The number of the second of the two, counted from 0.
    pub position: usize,
}

/// Adds a paragraph for every line, or part of one, that no block covers.
pub(super) fn with_gaps_filled(text: &Text, blocks: Vec<Block>) -> Vec<Block> {
    let mut filled = Vec::with_capacity(blocks.len());
    let mut covered = ByteIndex::ZERO;
    for block in blocks {
        fill(text, covered, block.span.start(), &mut filled);
        covered = block.span.end();
        filled.push(block);
    }
    fill(text, covered, text.end(), &mut filled);
    filled
}

fn fill(text: &Text, start: ByteIndex, end: ByteIndex, into: &mut Vec<Block>) {
    let mut at = start.get();
    for line in text.as_str().get(at..end.get()).unwrap_or_default().split_inclusive('\n') {
        let line_end = at + line.len();
        if let Some(span) = text.trimmed_span(ByteIndex::new(at)..ByteIndex::new(line_end)) {
            into.push(Block { kind: BlockKind::Paragraph, span });
        }
        at = line_end;
    }
}
