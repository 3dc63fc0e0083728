//! A page to the tree that browsers would build of it, within limits.
//!
//! The tree builder takes time in the square of how deep elements nest, and the tokenizer in the square of how many attributes an
//! element has, so both are counted while tokens pass from the one to the other. Whatever is over a limit never becomes part of a tree.

use std::{
    borrow::Cow,
    cell::{Cell, Ref, RefCell},
    collections::HashMap,
};

use dom_query::{Document, NodeId};
use html5ever::{
    Attribute, QualName, TokenizerResult,
    interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
    tendril::StrTendril,
    tokenizer::{BufferQueue, Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
    tree_builder::{TreeBuilder, TreeBuilderOpts},
};

use crate::read::{Limits, ReadError, Watch};

/// How many bytes the tokenizer gets between two questions to the watch.
const CHUNK: usize = 8 * 1024;
/// How many bytes may pass without a token before they are looked at for attributes.
const LONG_TOKEN: usize = 2 * CHUNK;

/// Builds the tree of a page.
///
/// # Errors
/// When the page is over a limit, or the watch says so.
pub(super) fn parse(html: &str, watch: &Watch) -> Result<Document, ReadError> {
    let limits = *watch.limits();
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new(Guarded::new(limits), options);
    let sink = Counted { builder, limits, tokens: Cell::new(0) };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    let (mut at, mut token_at, mut tokens) = (0, 0, 0);
    let mut open_tag: Option<OpenTag> = None;
    while at < html.len() {
        watch.check()?;
        let start = at;
        at = html.floor_char_boundary((at + CHUNK).min(html.len()));
        input.push_back(html[start..at].into());
        // A script has ended, or an encoding was named: neither is of interest here.
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        if let Some(fault) = tokenizer.sink.fault() {
            return Err(fault);
        }
        if tokenizer.sink.tokens.get() != tokens {
            tokens = tokenizer.sink.tokens.get();
            token_at = start;
            open_tag = None;
        } else if at - token_at >= LONG_TOKEN {
            let from = if open_tag.is_some() { start } else { token_at };
            let open_tag = open_tag.get_or_insert_default();
            open_tag.push(&html.as_bytes()[from..at]);
            if open_tag.attributes() > limits.attributes {
                return Err(ReadError::TooManyAttributes { limit: limits.attributes });
            }
        }
    }
    tokenizer.end();
    if let Some(fault) = tokenizer.sink.fault() {
        return Err(fault);
    }
    let page = tokenizer.sink.builder.sink.page;
    // Mending misnested tags moves elements about, so what was counted may be too little.
    if is_deeper(&page, limits.depth) {
        return Err(ReadError::NestedTooDeep { limit: limits.depth });
    }
    Ok(page)
}

fn is_deeper(page: &Document, limit: usize) -> bool {
    each_depth(page).any(|depth| depth > limit)
}

/// How deep all nodes of a page are, added up.
pub(super) fn depths(page: &Document) -> usize {
    each_depth(page).fold(0, usize::saturating_add)
}

/// How deep each node of a page is, in the order in which they stand in it.
fn each_depth(page: &Document) -> impl Iterator<Item = usize> {
    std::iter::successors(Some((page.root(), 0_usize)), |(node, depth)| {
        if let Some(child) = node.first_child() {
            return Some((child, depth + 1));
        }
        let mut open = Some((*node, *depth));
        while let Some((node, depth)) = open {
            if let Some(sibling) = node.next_sibling() {
                return Some((sibling, depth));
            }
            open = node.parent().map(|parent| (parent, depth.saturating_sub(1)));
        }
        None
    })
    .map(|(_, depth)| depth)
}

/// Counts the attributes of a tag that has not ended, while its bytes come in. Where in them it began is not known, so every place counts at
/// which a tag may begin.
#[derive(Default)]
struct OpenTag {
    /// How many bytes have come.
    seen: usize,
    /// Each state that a tag begun somewhere can be in, with the most attributes of those in it.
    states: Vec<(At, usize)>,
}

/// Where in a tag one is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Gap,
    Name,
    Equals,
    Value,
    Quoted(u8),
}

impl OpenTag {
    /// Takes in more bytes.
    fn push(&mut self, bytes: &[u8]) {
        for (number, &byte) in bytes.iter().enumerate() {
            // A tag that has ended is not the one that is open.
            self.states.retain_mut(|(at, count)| {
                let Some(next) = at.after(byte) else {
                    return false;
                };
                *count += usize::from(next == At::Name && *at != At::Name);
                *at = next;
                true
            });
            self.merge();
            let is_start = byte == b'<' && bytes.get(number + 1).is_some_and(u8::is_ascii_alphabetic);
            if is_start && self.seen + number < LONG_TOKEN {
                self.states.push((At::Name, 0));
            }
        }
        self.seen += bytes.len();
    }

    /// Keeps one of those in the same state.
    fn merge(&mut self) {
        let mut number = 1;
        while number < self.states.len() {
            let (at, count) = self.states[number];
            if let Some(same) = self.states[..number].iter().position(|(other, _)| *other == at) {
                self.states[same].1 = self.states[same].1.max(count);
                self.states.swap_remove(number);
            } else {
                number += 1;
            }
        }
    }

    fn attributes(&self) -> usize {
        self.states.iter().map(|(_, count)| *count).max().unwrap_or(0)
    }
}

impl At {
    /// Where one is after a byte; `None` when the tag has ended.
    fn after(self, byte: u8) -> Option<Self> {
        Some(match (self, byte) {
            (Self::Quoted(quote), byte) if byte == quote => Self::Gap,
            (Self::Quoted(_), _) => self,
            (_, b'>') => return None,
            (Self::Equals, b'"' | b'\'') => Self::Quoted(byte),
            (Self::Equals, byte) if byte.is_ascii_whitespace() => Self::Equals,
            (Self::Equals | Self::Value, byte) if !byte.is_ascii_whitespace() => Self::Value,
            (_, b'=') => Self::Equals,
            (_, b'/') => Self::Gap,
            (_, byte) if byte.is_ascii_whitespace() => Self::Gap,
            _ => Self::Name,
        })
    }
}

/// Passes tokens on to the tree builder as long as nothing is over a limit.
struct Counted {
    builder: TreeBuilder<NodeId, Guarded>,
    limits: Limits,
    tokens: Cell<usize>,
}

impl Counted {
    fn fault(&self) -> Option<ReadError> {
        let limits = &self.limits;
        self.builder.sink.excess.get().map(|excess| match excess {
            Excess::Depth => ReadError::NestedTooDeep { limit: limits.depth },
            Excess::Attributes => ReadError::TooManyAttributes { limit: limits.attributes },
            Excess::Parts => ReadError::TooManyParts { limit: limits.page_parts },
        })
    }
}

impl TokenSink for Counted {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<NodeId> {
        self.tokens.set(self.tokens.get().wrapping_add(usize::from(!matches!(token, Token::ParseError(_)))));
        if let Token::TagToken(Tag { attrs, .. }) = &token
            && attrs.len() > self.limits.attributes
        {
            self.builder.sink.excess.set(Some(Excess::Attributes));
        }
        if self.builder.sink.excess.get().is_some() {
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(token, line_number)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// What there is too much of.
#[derive(Clone, Copy)]
enum Excess {
    Depth,
    Attributes,
    Parts,
}

/// A page that counts how deep its nodes are and how many.
struct Guarded {
    page: Document,
    limits: Limits,
    /// How deep each node is.
    depths: RefCell<HashMap<NodeId, u32>>,
    /// Nodes and attributes.
    parts: Cell<usize>,
    /// Attributes that came with repeated tags of the two elements there is one of.
    added: Cell<usize>,
    excess: Cell<Option<Excess>>,
}

impl Guarded {
    fn new(limits: Limits) -> Self {
        Self {
            page: Document::default(),
            limits,
            depths: RefCell::default(),
            parts: Cell::new(0),
            added: Cell::new(0),
            excess: Cell::new(None),
        }
    }

    fn count(&self, parts: usize) {
        self.parts.set(self.parts.get().saturating_add(parts));
        if self.parts.get() > self.limits.page_parts {
            self.excess.set(Some(Excess::Parts));
        }
    }

    fn depth(&self, node: NodeId) -> u32 {
        self.depths.borrow().get(&node).copied().unwrap_or(0)
    }

    fn put_at(&self, node: NodeId, depth: u32) {
        self.depths.borrow_mut().insert(node, depth);
        if depth as usize > self.limits.depth {
            self.excess.set(Some(Excess::Depth));
        }
    }

    fn put(&self, child: &NodeOrText<NodeId>, depth: u32) {
        match child {
            NodeOrText::AppendNode(node) => self.put_at(*node, depth),
            NodeOrText::AppendText(_) => self.count(1),
        }
    }
}

impl TreeSink for Guarded {
    type Handle = NodeId;
    type Output = Document;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Document {
        self.page
    }

    // Pages are full of errors, and nobody asks for them.
    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.page.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.page.elem_name(target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.count(1 + attributes.len());
        self.page.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.count(1);
        self.page.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.count(1);
        self.page.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.put(&child, self.depth(*parent) + 1);
        self.page.append(parent, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        self.put(&child, self.depth(*element).max(self.depth(*previous) + 1));
        self.page.append_based_on_parent_node(element, previous, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        self.page.append_doctype_to_document(name, public_id, system_id);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let contents = self.page.get_template_contents(target);
        self.put_at(contents, self.depth(*target) + 1);
        contents
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        self.page.same_node(one, other)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.page.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.put(&child, self.depth(*sibling));
        self.page.append_before_sibling(sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.added.set(self.added.get().saturating_add(attributes.len()));
        if self.added.get() > self.limits.attributes {
            self.excess.set(Some(Excess::Attributes));
            return;
        }
        self.count(attributes.len());
        self.page.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.page.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.page.reparent_children(node, new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.page.is_mathml_annotation_xml_integration_point(handle)
    }
}
