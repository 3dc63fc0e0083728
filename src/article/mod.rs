//! An article: a text that never changes, the blocks it is made of, and what is known about it.

mod block;
mod metadata;
mod page;
mod version;

use std::sync::Arc;

pub use block::{Block, BlockFault, BlockKind};
pub use metadata::{ArticleKind, Metadata, PartialDate, PartialDateError, Source};
pub use page::Page;
pub use version::{Patch, Version};

use crate::text::{ByteIndex, Span, Text};

/// An article as it was read. Cloning shares the text and the blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    text: Text,
    /// Invariant: in text order, apart from each other, trimmed, and together they hold every character of the text that
    /// is not white space; but for an article of which some is not to be seen ([`Self::showing`]).
    blocks: Arc<[Block]>,
    /// Invariant: in text order, each at a place of its own. Empty when the source has no pages.
    pages: Arc<[Page]>,
    /// What is known about it; a reviewer may correct this.
    pub metadata: Metadata,
    /// Where it came from.
    pub source: Source,
    /// The texts that this one took the place of, oldest first.
    pub versions: Arc<[Version]>,
}

impl Article {
    /// Puts an article together. Text that no block covers becomes paragraphs, one a line.
    ///
    /// # Errors
    /// When blocks are out of order or overlap; the fault names the first that does.
    pub fn new(text: Text, mut blocks: Vec<Block>, metadata: Metadata, source: Source) -> Result<Self, BlockFault> {
        if let Some(position) = blocks.windows(2).position(|pair| pair[1].span.start() < pair[0].span.end()) {
            return Err(BlockFault { position: position + 1 });
        }
        for block in &mut blocks {
            let trimmed = text.trimmed_span(block.span.start()..block.span.end());
            block.span = trimmed.unwrap_or(block.span);
        }
        blocks.retain(|block| !text.slice(block.span).trim().is_empty());
        let blocks = block::with_gaps_filled(&text, blocks).into();
        Ok(Self { text, blocks, pages: Arc::default(), metadata, source, versions: Arc::default() })
    }

    /// The same article with the pages of its source; those out of order, beyond the text or inside a character are left out.
    #[must_use]
    pub fn with_pages(mut self, pages: impl IntoIterator<Item = Page>) -> Self {
        let mut kept: Vec<Page> = Vec::new();
        for page in pages {
            let follows = kept.last().is_none_or(|last| last.start < page.start);
            if follows && page.start < self.text.end() && self.text.as_str().is_char_boundary(page.start.get()) {
                kept.push(page);
            }
        }
        self.pages = kept.into();
        self
    }

    /// The text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The same text with the blocks that somebody is to see, and no others: what lies outside them is not shown, walked through or
    /// selected. Places stay what they are.
    #[must_use]
    pub fn showing(&self, is_shown: impl Fn(BlockKind) -> bool) -> Self {
        let blocks = self.blocks.iter().filter(|block| is_shown(block.kind)).copied().collect();
        Self { blocks, ..self.clone() }
    }

    /// The texts that this one took the place of, the latest first, each made of the one after it. It ends at the first that
    /// cannot be made, as when a file was tampered with.
    pub fn earlier_texts(&self) -> impl Iterator<Item = (&Version, Text)> {
        let latest_first = self.versions.iter().rev();
        latest_first.scan(self.text.clone(), |newer, version| {
            *newer = version.text(newer)?;
            Some((version, newer.clone()))
        })
    }

    /// The blocks, in text order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The pages of its source, in text order; empty when it has none.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The page that `index` is on: a locator others can follow.
    pub fn page_at(&self, index: ByteIndex) -> Option<&Page> {
        let after = self.pages.partition_point(|page| page.start <= index);
        after.checked_sub(1).and_then(|number| self.pages.get(number))
    }

    /// The number of the block that holds `index`, or of the next one after it, or of the last. `None` without blocks.
    pub fn block_at(&self, index: ByteIndex) -> Option<usize> {
        let after = self.blocks.partition_point(|block| block.span.end() <= index);
        // The end of a block belongs to it when white space follows.
        if after > 0
            && self.blocks[after - 1].span.end() == index
            && self.blocks.get(after).is_none_or(|b| index < b.span.start())
        {
            return Some(after - 1);
        }
        (!self.blocks.is_empty()).then(|| after.min(self.blocks.len() - 1))
    }

    /// The kind of the block in which a span begins: a claim's *zone*.
    pub fn zone(&self, span: Span) -> BlockKind {
        self.block_at(span.start()).map_or(BlockKind::Paragraph, |block| self.blocks[block].kind)
    }

    /// Cuts a stretch into one trimmed span for each block it touches, since a claim has a segment per paragraph.
    pub fn spans_by_block(&self, start: ByteIndex, end: ByteIndex) -> Vec<Span> {
        let first = self.blocks.partition_point(|block| block.span.end() <= start);
        self.blocks[first..]
            .iter()
            .take_while(|block| block.span.start() < end)
            .filter_map(|block| self.text.trimmed_span(start.max(block.span.start())..end.min(block.span.end())))
            .collect()
    }
}
