//! E-mail as mail programs save it: one message.

use mailparse::{DispositionType, MailHeaderMap as _, ParsedMail};

use super::manuscript::one_line;
use crate::{
    article::{Block, BlockKind, Metadata, PartialDate},
    read::{
        DocumentFault, Draft, Encoding, Input, LeftOut, ReadError, Reader, Warning, Watch, encoding, mhtml::check_size,
        plain_text, web,
    },
    text::{self, ByteIndex, Normalised, Text},
};

/// Reads e-mail.
pub(in crate::read) struct Email;

impl Reader for Email {
    fn name_and_version(&self) -> &'static str {
        "email 1"
    }

    fn media_type(&self) -> &'static str {
        "message/rfc822"
    }

    fn recognises(&self, input: &Input<'_>) -> bool {
        is_message(input.bytes())
    }

    fn read(&self, input: &Input<'_>, watch: &Watch) -> Result<Draft, ReadError> {
        read(message(input.bytes()), watch)
    }
}

/// The message without the line that mail folders put in front of each.
fn message(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if !bytes.starts_with(b"From ") {
        return bytes;
    }
    let end = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| end + 1);
    bytes.get(end..).unwrap_or_default()
}

/// Whether bytes begin with the heading of a message: fields and nothing else up to a blank line, the sender and two others
/// that messages have among them. Web pages that browsers save as messages are none.
fn is_message(bytes: &[u8]) -> bool {
    const HEAD: usize = 64 * 1024;
    const KNOWN: [&str; 10] = [
        "date",
        "received",
        "message-id",
        "to",
        "subject",
        "mime-version",
        "return-path",
        "delivered-to",
        "cc",
        "reply-to",
    ];
    let bytes = message(bytes);
    let (mut has_sender, mut known) = (false, [false; KNOWN.len()]);
    for line in bytes.get(..bytes.len().min(HEAD)).unwrap_or_default().split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(colon) = line.iter().position(|byte| *byte == b':') else {
            return false;
        };
        let (name, value) = line.split_at(colon);
        if name.is_empty()
            || !name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b' '))
        {
            return false;
        }
        let name = String::from_utf8_lossy(name).trim().to_ascii_lowercase();
        let is_saved_page = name == "snapshot-content-location"
            || (name == "from" && String::from_utf8_lossy(value).to_ascii_lowercase().contains("saved by "));
        if is_saved_page {
            return false;
        }
        has_sender |= name == "from" || name == "sender";
        if let Some(place) = KNOWN.iter().position(|known| *known == name) {
            known[place] = true;
        }
    }
    has_sender && known.iter().filter(|known| **known).count() >= 2
}

fn read(bytes: &[u8], watch: &Watch) -> Result<Draft, ReadError> {
    check_size(bytes, watch)?;
    let broken = |_| DocumentFault::Broken { part: "message".to_owned(), at: 0 };
    let mail = mailparse::parse_mail(bytes).map_err(broken)?;
    watch.check()?;
    let mut parts = Parts::default();
    parts.collect(&mail, watch)?;
    let mut body = match parts.plain(watch)? {
        Some(body) => body,
        None => match parts.html.first() {
            Some(html) => web::read_piece(&characters(html, watch)?.0, watch)?,
            None if parts.attachments.is_empty() && parts.messages == 0 => {
                Draft::new(Text::new("").map_err(|fault| ReadError::of_text(&fault))?, Vec::new())
            }
            None => return Err(DocumentFault::OnlyAttachments.into()),
        },
    };
    body.warnings.extend(parts.warnings());
    with_head(&mail, body)
}

/// The pieces of a message by what they are.
#[derive(Default)]
struct Parts<'m> {
    plain: Vec<&'m ParsedMail<'m>>,
    html: Vec<&'m ParsedMail<'m>>,
    attachments: Vec<String>,
    pictures: usize,
    messages: usize,
}

impl<'m> Parts<'m> {
    fn collect(&mut self, mail: &'m ParsedMail<'m>, watch: &Watch) -> Result<(), ReadError> {
        let mut open = vec![mail];
        while let Some(part) = open.pop() {
            watch.check()?;
            if !part.subparts.is_empty() {
                open.extend(part.subparts.iter().rev());
                continue;
            }
            let disposition = part.get_content_disposition();
            let name = disposition.params.get("filename").or_else(|| part.ctype.params.get("name"));
            let name = name.map(|name| one_line(name).chars().filter(|c| !c.is_control()).collect::<String>());
            let kind = part.ctype.mimetype.as_str();
            match (kind, disposition.disposition) {
                (_, DispositionType::Attachment) => self.attach(kind, name),
                ("text/plain", _) if name.is_none() => self.plain.push(part),
                ("text/html", _) if name.is_none() => self.html.push(part),
                (kind, _) if kind.starts_with("image/") => self.pictures += 1,
                ("message/rfc822", _) => self.messages += 1,
                // The alternative for machines, and what says how a message went.
                (kind, _) if kind.starts_with("multipart/") => {}
                (kind, _) if name.is_none() && (kind.starts_with("text/") || kind.starts_with("message/")) => {}
                _ => self.attach(kind, name),
            }
        }
        Ok(())
    }

    fn attach(&mut self, kind: &str, name: Option<String>) {
        self.attachments.push(name.filter(|name| !name.is_empty()).unwrap_or_else(|| kind.to_owned()));
    }

    /// The words of all plain parts; `None` when there are none.
    fn plain(&self, watch: &Watch) -> Result<Option<Draft>, ReadError> {
        let (mut content, mut quoted, mut warnings, mut used) = (String::new(), Vec::new(), Vec::new(), None);
        for part in &self.plain {
            let (words, encoding, mut more) = characters(part, watch)?;
            if words.trim().is_empty() {
                continue;
            }
            used = used.or(encoding);
            warnings.append(&mut more);
            let is = |name: &str, value: &str| {
                part.ctype.params.get(name).is_some_and(|found| found.eq_ignore_ascii_case(value))
            };
            let Normalised { text, controls_removed } =
                text::normalise(&words).map_err(|fault| ReadError::of_text(&fault))?;
            if controls_removed > 0 {
                warnings.push(Warning::ControlsRemoved { count: controls_removed });
            }
            for line in lines(text.as_str(), is("format", "flowed"), is("delsp", "yes")) {
                put(&mut content, &mut quoted, &line);
            }
            content.push('\n');
        }
        if content.trim().is_empty() {
            return Ok(None);
        }
        let limit = watch.limits().text_bytes;
        if content.len() > limit {
            return Err(ReadError::TextTooLong { bytes: content.len(), limit });
        }
        let text = Text::new(content).map_err(|fault| ReadError::of_text(&fault))?;
        let (mut blocks, _) = plain_text::blocks_of(&text, watch)?;
        for block in &mut blocks {
            let at = block.span.start().get();
            let range = quoted.partition_point(|(start, _): &(usize, usize)| *start <= at);
            let is_quoted = range.checked_sub(1).and_then(|range| quoted.get(range)).is_some_and(|(_, end)| at < *end);
            block.kind = match block.kind {
                _ if is_quoted => BlockKind::Quotation,
                // The subject is the title.
                BlockKind::Headline | BlockKind::Standfirst => BlockKind::Paragraph,
                kind => kind,
            };
        }
        Ok(Some(Draft { warnings, encoding: used, ..Draft::new(text, blocks) }))
    }

    fn warnings(&self) -> Vec<Warning> {
        let mut left_out = Vec::new();
        if !self.attachments.is_empty() {
            left_out.push(LeftOut::Attachments(self.attachments.clone()));
        }
        if self.messages > 0 {
            left_out.push(LeftOut::Messages(self.messages));
        }
        if self.pictures > 0 {
            left_out.push(LeftOut::Pictures(self.pictures));
        }
        left_out.into_iter().map(Warning::LeftOut).collect()
    }
}

type Characters = (String, Option<&'static Encoding>, Vec<Warning>);

/// The characters of a part: in the encoding it declares if they are, or by the look of its bytes.
fn characters(part: &ParsedMail<'_>, watch: &Watch) -> Result<Characters, ReadError> {
    let bytes = part.get_body_raw().map_err(|_fault| DocumentFault::Broken { part: "message".to_owned(), at: 0 })?;
    let label = part.ctype.charset.trim();
    let declared = Encoding::for_label(label.as_bytes()).filter(|_| !label.eq_ignore_ascii_case("us-ascii"));
    let is_right =
        |encoding: &&'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(&bytes).is_some();
    let detected = || encoding::detect(&bytes);
    let Some(encoding) = declared.filter(is_right).or_else(detected).or(declared) else {
        return Ok((String::new(), None, Vec::new()));
    };
    let decoded = encoding::decode(&bytes, encoding, watch)?;
    let mut warnings = Vec::new();
    if decoded.replaced > 0 {
        warnings.push(Warning::Replaced { count: decoded.replaced, encoding: encoding.name() });
    }
    if declared.is_none() && !label.eq_ignore_ascii_case("us-ascii") && !bytes.is_ascii() {
        warnings.push(Warning::LeftOut(LeftOut::UnknownEncoding(one_line(label))));
    }
    Ok((decoded.content.into_owned(), Some(encoding), warnings))
}

/// A line of a message without the marks of quoting.
struct Line {
    words: String,
    quoted: bool,
}

/// The lines of a message. In flowed text a space at the end of a line says that the next goes on with it (RFC 3676).
fn lines(content: &str, flowed: bool, without_space: bool) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut goes_on = None;
    for line in content.lines() {
        let (depth, words) = unquoted(line);
        let words = if flowed { words.strip_prefix(' ').unwrap_or(words) } else { words };
        let is_signature = words == "-- ";
        match lines.last_mut().filter(|_| goes_on == Some(depth) && !is_signature) {
            Some(last) => last.words.push_str(words),
            None => lines.push(Line { words: words.to_owned(), quoted: depth > 0 }),
        }
        goes_on = (flowed && words.ends_with(' ') && !is_signature).then_some(depth);
        if let (Some(_), true, Some(last)) = (goes_on, without_space, lines.last_mut()) {
            last.words.pop();
        }
    }
    lines
}

/// How often a line is quoted, and its words.
fn unquoted(line: &str) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line);
    while let Some(after) = rest.strip_prefix('>') {
        depth += 1;
        // Marks stand together or with a space after each.
        rest = if after.starts_with(" >") { after.trim_start() } else { after };
    }
    (depth, if depth > 0 { rest.strip_prefix(' ').unwrap_or(rest) } else { rest })
}

/// Adds a line, with a blank one where quoted words begin or end.
fn put(content: &mut String, quoted: &mut Vec<(usize, usize)>, line: &Line) {
    let is_after_quoted = quoted.last().is_some_and(|(_, end)| *end == content.len());
    if line.quoted != is_after_quoted && !content.is_empty() && !content.ends_with("\n\n") {
        content.push('\n');
    }
    let start = content.len();
    content.push_str(&line.words);
    content.push('\n');
    if line.quoted {
        match quoted.last_mut().filter(|_| is_after_quoted) {
            Some((_, end)) => *end = content.len(),
            None => quoted.push((start, content.len())),
        }
    }
}

/// Puts the subject, the sender and the date over the words.
fn with_head(mail: &ParsedMail<'_>, body: Draft) -> Result<Draft, ReadError> {
    let field = |name: &str| {
        let value = mail.headers.get_first_value(name)?;
        let value: String = one_line(&value).chars().filter(|c| !c.is_control()).collect();
        Some(value).filter(|value| !value.is_empty())
    };
    let (subject, sender, date) = (field("Subject"), field("From").or_else(|| field("Sender")), field("Date"));
    let mut head = String::new();
    let mut blocks: Vec<(BlockKind, usize, usize)> = Vec::new();
    let mut line = |kind: BlockKind, words: String, gap: &str| {
        if !head.is_empty() {
            head.push_str(gap);
        }
        blocks.push((kind, head.len(), head.len() + words.len()));
        head.push_str(&words);
    };
    if let Some(subject) = &subject {
        line(BlockKind::Headline, subject.clone(), "");
    }
    if let Some(sender) = &sender {
        line(BlockKind::Byline, format!("From: {sender}"), "\n\n");
    }
    if let Some(date) = &date {
        line(BlockKind::Byline, format!("Date: {date}"), if sender.is_some() { "\n" } else { "\n\n" });
    }
    if !head.is_empty() && !body.text.is_empty() {
        head.push_str("\n\n");
    }
    // White space in front of the words would be a second gap.
    let words = body.text.as_str();
    let lead = words.len() - words.trim_start().len();
    let base = head.len();
    head.push_str(words.trim());
    head.push('\n');
    let text = Text::new(head).map_err(|fault| ReadError::of_text(&fault))?;
    blocks.extend(body.blocks.iter().map(|block| {
        let place = |index: ByteIndex| (index.get() + base).saturating_sub(lead);
        (block.kind, place(block.span.start()), place(block.span.end()))
    }));
    let block = |(kind, start, end): (BlockKind, usize, usize)| {
        let span = text.trimmed_span(ByteIndex::new(start)..ByteIndex::new(end.min(text.len())))?;
        Some(Block { kind, span })
    };
    let blocks = blocks.into_iter().filter_map(block).collect();
    let metadata = Metadata {
        title: subject,
        authors: sender.as_deref().map(sender_name).into_iter().collect(),
        published: date.as_deref().and_then(day),
        ..body.metadata
    };
    Ok(Draft { text, blocks, metadata, ..body })
}

/// The name of a sender, or the address when there is none.
fn sender_name(sender: &str) -> String {
    let name = mailparse::addrparse(sender).ok().and_then(|list| match list.first()? {
        mailparse::MailAddr::Single(single) => single.display_name.clone().or_else(|| Some(single.addr.clone())),
        mailparse::MailAddr::Group(group) => Some(group.group_name.clone()),
    });
    name.map(|name| one_line(&name)).filter(|name| !name.is_empty()).unwrap_or_else(|| sender.to_owned())
}

/// The day of a date as its sender's clock had it.
fn day(date: &str) -> Option<PartialDate> {
    let date = jiff::fmt::rfc2822::parse(date).map(|time| time.date()).ok().or_else(|| {
        let seconds = mailparse::dateparse(date).ok()?;
        Some(jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date())
    })?;
    date.to_string().parse().ok()
}
