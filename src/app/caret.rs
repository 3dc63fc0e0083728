//! The caret and the selection, which live in the document and so survive scrolling.

use crate::{
    app::Unit,
    article::Article,
    text::{ByteIndex, Span, quotation, sentence, word},
};

/// Where the caret is and what is selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The end that stays.
    pub anchor: ByteIndex,
    /// The end that moves: the caret.
    pub head: ByteIndex,
    /// What was selected before each [`Self::expand`], for the way back.
    smaller: Vec<(ByteIndex, ByteIndex)>,
}

impl Selection {
    /// A caret with nothing selected.
    pub fn caret(at: ByteIndex) -> Self {
        Self { anchor: at, head: at, smaller: Vec::new() }
    }

    /// A stretch that is selected, caret at its end.
    pub fn of(span: Span) -> Self {
        Self { anchor: span.start(), head: span.end(), smaller: Vec::new() }
    }

    /// Whether nothing is selected.
    pub fn is_caret(&self) -> bool {
        self.anchor == self.head
    }

    /// The selected range, which may be empty.
    pub fn range(&self) -> (ByteIndex, ByteIndex) {
        (self.anchor.min(self.head), self.anchor.max(self.head))
    }

    /// What a reviewer means by it: a trimmed span in each block it touches.
    pub fn spans(&self, article: &Article) -> Vec<Span> {
        let (start, end) = self.range();
        if start == end { Vec::new() } else { article.spans_by_block(start, end) }
    }

    /// Moves the caret, taking the selection's end along if `extend`.
    pub fn place(&mut self, at: ByteIndex, extend: bool) {
        self.head = at;
        if !extend {
            self.anchor = at;
        }
        self.smaller.clear();
    }

    /// Selects the smallest of word, quotation, sentence and paragraph that is larger than what is selected. It ends there: one
    /// key too many must not select the whole article. Returns whether there is one.
    pub fn expand(&mut self, article: &Article) -> bool {
        let (start, end) = self.range();
        let Some(larger) = larger_unit(article, start, end) else {
            return false;
        };
        self.smaller.push((self.anchor, self.head));
        self.anchor = larger.start();
        self.head = larger.end();
        true
    }

    /// Takes the last [`Self::expand`] back. Returns whether there was one.
    pub fn shrink(&mut self) -> bool {
        let Some((anchor, head)) = self.smaller.pop() else {
            return false;
        };
        (self.anchor, self.head) = (anchor, head);
        true
    }
}

fn larger_unit(article: &Article, start: ByteIndex, end: ByteIndex) -> Option<Span> {
    let text = article.text();
    let block = article.blocks().get(article.block_at(start)?)?.span;
    // Across paragraphs, those it touches are what is larger.
    let last = article.blocks().get(article.block_at(end)?)?.span;
    let paragraphs = if end > last.start() { block.cover(last) } else { block };
    let covers = |span: &Span| span.start() <= start && end <= span.end() && span.len() > end.get() - start.get();
    let inside_block = end <= block.end();
    let word = || word::at(text, start);
    let quotation = || {
        let inner = text.trimmed_span(start..end).or_else(word)?;
        quotation::enclosing(text, block, inner)
    };
    let sentence = || Some(sentence::at(text, block, start));
    let smallest =
        [word().filter(|_| inside_block), quotation().filter(|_| inside_block), sentence().filter(|_| inside_block)];
    smallest
        .into_iter()
        .flatten()
        .filter(covers)
        .min_by_key(|span| span.len())
        .or_else(|| Some(paragraphs).filter(covers))
}

/// The unit of text that holds `at`.
pub(super) fn unit_at(article: &Article, at: ByteIndex, unit: Unit) -> Option<Span> {
    let text = article.text();
    let block = article.blocks().get(article.block_at(at)?)?.span;
    match unit {
        Unit::Grapheme => text.span(at..text.next_grapheme(at)),
        Unit::Word => word::at(text, at),
        Unit::Sentence => Some(sentence::at(text, block, at)),
        Unit::Paragraph => Some(block),
        Unit::Document => text.trimmed_span(ByteIndex::ZERO..text.end()),
    }
}

/// Where the caret goes from `at` one unit on. It stops only inside blocks and at their ends.
pub(super) fn on(article: &Article, at: ByteIndex, unit: Unit) -> ByteIndex {
    let text = article.text();
    let Some(number) = article.block_at(at) else {
        return at;
    };
    let block = article.blocks()[number].span;
    let next_block = article.blocks().get(number + 1).map(|block| block.span);
    let beyond = next_block.map_or(block.end(), Span::start);
    let within = |to: ByteIndex| if at >= block.end() { beyond } else { to.clamp(block.start(), block.end()) };
    match unit {
        Unit::Grapheme => within(text.next_grapheme(at)),
        Unit::Word => within(word::next(text, at)),
        Unit::Sentence => {
            let sentence = sentence::at(text, block, at);
            let after = text.trimmed_span(sentence.end()..block.end()).map(Span::start);
            if at >= block.end() {
                beyond
            } else {
                after.filter(|to| *to > at).unwrap_or(if at < block.end() && next_block.is_none() {
                    block.end()
                } else {
                    beyond
                })
            }
        }
        Unit::Paragraph => next_block.map_or(block.end(), Span::start),
        Unit::Document => article.blocks().last().map_or(at, |block| block.span.end()),
    }
}

/// Where the caret goes from `at` one unit back. It stops only inside blocks and at their ends.
pub(super) fn back(article: &Article, at: ByteIndex, unit: Unit) -> ByteIndex {
    let text = article.text();
    let Some(number) = article.block_at(at) else {
        return at;
    };
    let block = article.blocks()[number].span;
    let previous_block = number.checked_sub(1).map(|number| article.blocks()[number].span);
    let before = previous_block.map_or(block.start(), Span::end);
    let within = |to: ByteIndex| if at <= block.start() { before } else { to.clamp(block.start(), block.end()) };
    match unit {
        Unit::Grapheme => within(text.previous_grapheme(at)),
        Unit::Word => within(word::previous(text, at)),
        Unit::Sentence => {
            let inside = |block: Span, at: ByteIndex| sentence::at(text, block, text.previous_grapheme(at)).start();
            if at > block.start() {
                // From a sentence's own start its first step back leads into the one before, which trimming parts by white space.
                let words_before = text.trimmed_span(block.start()..at).map_or(at, Span::end);
                inside(block, words_before).min(at)
            } else {
                previous_block.map_or(block.start(), |block| inside(block, block.end()))
            }
        }
        Unit::Paragraph if at > block.start() => block.start(),
        Unit::Paragraph => previous_block.map_or(block.start(), Span::start),
        Unit::Document => article.blocks().first().map_or(at, |block| block.span.start()),
    }
}
