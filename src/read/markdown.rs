//! Markdown as it is read: the marks go, the structure stays.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{
    Draft, Input, Limits, ReadError, Reader, Warning, Watch, blocks, credit, front_matter, labels::kind_by_label,
    plain_text,
};
use crate::{
    article::{Block, BlockKind, Metadata},
    text::{ByteIndex, Text},
};

/// Reads Markdown as most programs write it, with tables, footnotes, struck words and front matter.
pub(super) struct Markdown;

impl Reader for Markdown {
    fn name_and_version(&self) -> &'static str {
        "markdown 1"
    }

    fn media_type(&self) -> &'static str {
        "text/markdown"
    }

    fn recognises(&self, input: &Input<'_>) -> bool {
        // A name alone proves nothing, but it lowers what the content must prove.
        let enough = if input.name_ends_with(&[".md", ".markdown", ".mdown"]) { 1 } else { 3 };
        input.text().is_some_and(|decoded| marks(&decoded.content) >= enough)
    }

    fn read(&self, input: &Input<'_>, watch: &Watch) -> Result<Draft, ReadError> {
        let (source, mut warnings) = input.normalised(watch)?;
        let Limits { depth, marks: limit, .. } = *watch.limits();
        let too_much = if is_nested_too_deep(source.as_str(), depth) {
            Some(Warning::NestedTooDeep)
        } else {
            has_more_marks(source.as_str(), limit).then_some(Warning::TooManyMarks { limit })
        };
        if let Some(warning) = too_much {
            warnings.push(warning);
            let (blocks, metadata) = plain_text::blocks_of(&source, watch)?;
            return Ok(Draft { metadata, warnings, ..Draft::new(source, blocks) });
        }
        let mut page = Page::default();
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
        for (number, event) in Parser::new_ext(source.as_str(), options).enumerate() {
            if number.is_multiple_of(1024) {
                watch.check()?;
                page.check_size(watch)?;
            }
            page.take(event);
        }
        page.end_block();
        page.check_size(watch)?;
        page.into_draft(warnings)
    }
}

/// How sure the content is to be Markdown: two points for each sort of mark that hardly stands in other text, one for each
/// that may. Only the start is looked at.
fn marks(content: &str) -> u32 {
    const LINES: usize = 2000;
    const LONGEST: usize = 4096;
    let mut sure = [false; 6];
    let mut likely = [false; 4];
    let content = content.trim_start_matches('\u{FEFF}');
    sure[0] = content.strip_prefix("---\n").or_else(|| content.strip_prefix("---\r\n")).is_some_and(|rest| {
        rest.lines().take(1).any(|line| line.contains(':'))
            && rest.lines().take(60).any(|line| line.trim_end() == "---")
    });
    for line in content.lines().take(LINES) {
        let line = &line[..line.ceil_char_boundary(LONGEST.min(line.len()))];
        let bare = line.trim_start();
        if !may_have_marks(line, bare) {
            continue;
        }
        let hashes = bare.len() - bare.trim_start_matches('#').len();
        sure[1] |= (1..=6).contains(&hashes) && bare[hashes..].starts_with(' ');
        sure[2] |= line.split_once("](").is_some_and(|(before, after)| before.contains('[') && after.contains(')'));
        sure[3] |= bare.starts_with("```") || bare.starts_with("~~~");
        sure[4] |=
            bare.starts_with('|') && bare.contains("---") && bare.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        sure[5] |= is_wrapped_in(line, "**") || is_wrapped_in(line, "__");
        likely[0] |= ["- ", "* ", "+ ", "1. "].iter().any(|mark| bare.starts_with(mark));
        likely[1] |= bare.starts_with("> ");
        likely[2] |= is_wrapped_in(line, "*") || is_wrapped_in(line, "_");
        likely[3] |= is_wrapped_in(line, "`");
    }
    let count = |found: &[bool]| found.iter().map(|&one| u32::from(one)).sum::<u32>();
    count(&sure) * 2 + count(&likely)
}

/// Whether a line, `bare` without its indent, has a sign that some mark is made of; most lines have none, and are done.
fn may_have_marks(line: &str, bare: &str) -> bool {
    let first = bare.bytes().next().unwrap_or_default();
    matches!(first, b'#' | b'~' | b'|' | b'-' | b'+' | b'1' | b'>')
        || memchr::memchr3(b'*', b'_', b'`', line.as_bytes()).is_some()
        || memchr::memchr(b']', line.as_bytes()).is_some()
}

/// Whether words stand between two of a mark, close to them.
fn is_wrapped_in(line: &str, mark: &str) -> bool {
    let mut pieces = line.split(mark);
    let outside = pieces.next().is_some_and(|before| !before.ends_with(char::is_alphanumeric));
    let inside = |words: &str| {
        words.starts_with(char::is_alphanumeric) && !words.ends_with(char::is_whitespace) && !words.is_empty()
    };
    outside
        && pieces.next().is_some_and(inside)
        && pieces.next().is_some_and(|after| !after.starts_with(char::is_alphanumeric))
}

/// Whether quotations and lists nest deeper than the limit, or deep in so many lines that it would take too long: each line
/// is held against all that are open.
fn is_nested_too_deep(content: &str, limit: usize) -> bool {
    const STEPS: usize = 20_000_000;
    let (depth, lines) =
        content.lines().fold((1, 0), |(depth, lines), line| (depth.max(nesting_of_line(line)), lines + 1));
    // What few levels cost in any number of lines is no concern.
    depth > limit || (depth > 16 && depth * lines > STEPS)
}

/// Whether there are more signs than the limit that may be marks inside a line: the parser makes a node of each before it looks what it is.
fn has_more_marks(content: &str, limit: usize) -> bool {
    let is_mark = |byte: &u8| matches!(byte, b'*' | b'_' | b'~' | b'[' | b']' | b'<' | b'&' | b'`' | b'\\' | b'|');
    content.bytes().filter(is_mark).nth(limit).is_some()
}

/// How deep a line can nest at most: one level for each mark it begins with and one for two columns of indent.
fn nesting_of_line(line: &str) -> usize {
    let prefix = line.bytes().take_while(|byte| {
        matches!(byte, b'>' | b'-' | b'*' | b'+' | b'.' | b')' | b' ' | b'\t') || byte.is_ascii_digit()
    });
    let (mut levels, mut columns) = (0, 0);
    for byte in prefix {
        match byte {
            b'>' | b'-' | b'*' | b'+' | b'.' | b')' => levels += 1,
            b' ' => columns += 1,
            b'\t' => columns += 4,
            _ => {}
        }
    }
    levels + columns / 2
}

/// The text as far as it has been read, and what is open.
#[derive(Default)]
struct Page {
    text: String,
    /// Kinds with their bytes in `text`.
    blocks: Vec<(BlockKind, usize, usize)>,
    metadata: Metadata,
    front_matter: String,
    html: usize,
    /// The words of the block that is open.
    line: String,
    /// What the pictures inside it show.
    captions: Vec<String>,
    /// Quotations, lists and footnotes that are open, as the kind they give to what is in them.
    around: Vec<BlockKind>,
    leaf: Leaf,
    links: usize,
    /// Whether the open block has words that are no link.
    words_outside_links: bool,
    has_headline: bool,
    has_body: bool,
}

/// What words belong to.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Leaf {
    #[default]
    Paragraph,
    Heading(HeadingLevel),
    Code,
    Row,
    Picture,
    FrontMatter,
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::Code(words) => self.words(&words),
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.break_line(),
            Event::FootnoteReference(label) => {
                self.push("[");
                self.push(&label);
                self.push("]");
            }
            // Browsers show this as a line end; it is so common that it is no loss.
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.break_line(),
            Event::InlineHtml(_) => self.html += 1,
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_block();
                self.leaf = Leaf::Heading(*level);
            }
            Tag::BlockQuote(_) => self.open(BlockKind::Quotation),
            Tag::Item => self.open(BlockKind::ListItem),
            Tag::FootnoteDefinition(label) => {
                self.open(BlockKind::Paragraph);
                self.push("[");
                self.push(label);
                self.push("] ");
            }
            Tag::CodeBlock(_) => {
                self.end_block();
                self.leaf = Leaf::Code;
            }
            Tag::TableHead | Tag::TableRow => {
                self.end_block();
                self.leaf = Leaf::Row;
            }
            Tag::TableCell if !self.line.is_empty() => self.push(" | "),
            Tag::Image { .. } => {
                // Pictures hold no pictures that matter: a caption is one string, however deep its words stand.
                self.captions.push(String::new());
                self.leaf = Leaf::Picture;
            }
            Tag::Link { .. } => self.links += 1,
            Tag::MetadataBlock(_) => self.leaf = Leaf::FrontMatter,
            // The words of a footnote follow its label on the same line.
            Tag::Paragraph if self.line.starts_with('[') && self.around.last() == Some(&BlockKind::Paragraph) => {}
            Tag::HtmlBlock => {
                self.end_block();
                self.html += 1;
            }
            Tag::Paragraph | Tag::List(_) => self.end_block(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.end_block();
                self.around.pop();
            }
            TagEnd::Image => self.leaf = Leaf::Paragraph,
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            TagEnd::MetadataBlock(_) => {
                front_matter::take(&self.front_matter, &mut self.metadata);
                self.leaf = Leaf::Paragraph;
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::TableHead | TagEnd::TableRow => {
                self.end_block();
            }
            _ => {}
        }
    }

    fn open(&mut self, kind: BlockKind) {
        self.end_block();
        self.around.push(kind);
    }

    fn words(&mut self, words: &str) {
        match self.leaf {
            Leaf::FrontMatter => self.front_matter.push_str(words),
            Leaf::Code => {
                for piece in words.split_inclusive('\n') {
                    self.push(piece.trim_end_matches('\n'));
                    if piece.ends_with('\n') {
                        self.line.push('\n');
                    }
                }
            }
            _ => self.push(words),
        }
    }

    /// Adds words to what is open, without the control characters that entities can bring in.
    fn push(&mut self, words: &str) {
        let clean = words.chars().map(|c| if matches!(c, '\n' | '\u{2028}' | '\u{2029}') { ' ' } else { c });
        let clean = clean.filter(|&c| c == '\t' || !(c.is_control() || c == '\u{FEFF}'));
        if let (Leaf::Picture, Some(caption)) = (self.leaf, self.captions.last_mut()) {
            caption.extend(clean);
            return;
        }
        self.words_outside_links |= self.links == 0 && !words.trim().is_empty();
        self.line.extend(clean);
    }

    fn break_line(&mut self) {
        match self.leaf {
            Leaf::Paragraph | Leaf::Code => self.line.push('\n'),
            _ => self.push(" "),
        }
    }

    /// Ends the open block: puts its lines, then the captions of its pictures, into the text.
    fn end_block(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.trim().is_empty() {
            self.put(&line);
        }
        for caption in std::mem::take(&mut self.captions) {
            self.put_lines(BlockKind::Caption, &caption);
        }
        self.words_outside_links = false;
        self.leaf = Leaf::Paragraph;
    }

    fn put(&mut self, line: &str) {
        let words = line.trim();
        let kind = match self.leaf {
            Leaf::Heading(HeadingLevel::H1) if !self.has_headline && !self.has_body => {
                self.has_headline = true;
                if self.metadata.title.is_none() {
                    self.metadata.title = Some(words.split_whitespace().collect::<Vec<_>>().join(" "));
                }
                BlockKind::Headline
            }
            Leaf::Heading(_) => BlockKind::Heading,
            Leaf::Row => BlockKind::TableRow,
            Leaf::Code => BlockKind::Paragraph,
            _ => self.kind_of_paragraph(words),
        };
        self.has_body |= kind == BlockKind::Paragraph;
        let parts = if matches!(kind, BlockKind::Paragraph | BlockKind::Credit) {
            credit::parts(words, Vec::new)
        } else {
            None
        };
        if let Some((cut, [first, second])) = parts {
            self.put_lines(first, &words[..cut]);
            self.put_lines(second, &words[cut..]);
        } else {
            self.put_lines(kind, words);
        }
    }

    fn kind_of_paragraph(&mut self, words: &str) -> BlockKind {
        let labelled = kind_by_label(words);
        if let Some(around) = self.around.last_mut() {
            // A note keeps its voice in every paragraph of the quotation that holds it.
            if let (BlockKind::Quotation, Some(note @ (BlockKind::RepublisherNote | BlockKind::EditorNote))) =
                (*around, labelled)
            {
                *around = note;
            }
            return *around;
        }
        if let Some(kind) = labelled {
            return kind;
        }
        if !self.has_body && blocks::is_byline(words) {
            blocks::take_byline(words, &mut self.metadata);
            return BlockKind::Byline;
        }
        if self.words_outside_links { BlockKind::Paragraph } else { BlockKind::Link }
    }

    /// Puts each line of a block into the text as a block of its own, since a line end inside one would mean nothing.
    fn put_lines(&mut self, kind: BlockKind, words: &str) {
        let mut separator = "\n\n";
        for line in words.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
            if !self.text.is_empty() {
                self.text.push_str(separator);
            }
            separator = "\n";
            let start = self.text.len();
            self.text.push_str(line);
            self.blocks.push((kind, start, self.text.len()));
        }
    }

    fn check_size(&self, watch: &Watch) -> Result<(), ReadError> {
        let limits = watch.limits();
        if self.blocks.len() > limits.blocks {
            return Err(ReadError::TooManyBlocks { limit: limits.blocks });
        }
        let bytes = self.text.len().saturating_add(self.line.len());
        if bytes > limits.text_bytes {
            return Err(ReadError::TextTooLong { bytes, limit: limits.text_bytes });
        }
        Ok(())
    }

    fn into_draft(mut self, mut warnings: Vec<Warning>) -> Result<Draft, ReadError> {
        if self.html > 0 {
            warnings.push(Warning::HtmlLeftOut { count: self.html });
        }
        self.text.push('\n');
        let text = Text::new(self.text).map_err(|fault| ReadError::of_text(&fault))?;
        let block = |(kind, start, end): (BlockKind, usize, usize)| {
            let span = text.trimmed_span(ByteIndex::new(start)..ByteIndex::new(end))?;
            Some(Block { kind, span })
        };
        let blocks = self.blocks.into_iter().filter_map(block).collect();
        Ok(Draft { metadata: self.metadata, warnings, ..Draft::new(text, blocks) })
    }
}
