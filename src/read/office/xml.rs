//! The XML of documents, piece by piece, within limits.
//!
//! Elements go by their names without prefix, since programs choose prefixes and nest elements as they like. No entity that
//! a file declares is expanded: those of XML and HTML become their signs, others stay as they are written.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_html5_entity,
    events::{BytesRef, BytesStart, Event},
};

use crate::read::{DocumentFault, ReadError, Watch, encoding};

/// A part's characters: by its mark, by what its first line declares, or UTF-8.
///
/// # Errors
/// When the watch says so.
pub(super) fn characters(bytes: &[u8], watch: &Watch) -> Result<String, ReadError> {
    let encoding = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(|| declared(bytes)).unwrap_or(UTF_8);
    Ok(encoding::decode(bytes, encoding, watch)?.content.into_owned())
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    const LINE: usize = 200;
    match bytes {
        [b'<', 0, ..] => return Some(UTF_16LE),
        [0, b'<', ..] => return Some(UTF_16BE),
        _ => {}
    }
    let line = String::from_utf8_lossy(bytes.get(..bytes.len().min(LINE))?).into_owned();
    let declaration = line.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let label = value.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?;
    // A part that says UTF-16 in single bytes is not in UTF-16.
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

/// One piece of XML.
pub(super) enum Piece<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// The element that began last, and has not ended, ends.
    Close,
    /// Words between marks.
    Words(Cow<'a, str>),
}

/// The beginning of an element.
pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of an attribute by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.value_where(|local, _| local == name)
    }

    /// The value of an attribute by its whole name.
    pub(super) fn prefixed(&self, name: &str) -> Option<String> {
        self.value_where(|_, whole| whole == name)
    }

    fn value_where(&self, is: impl Fn(&str, &str) -> bool) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| {
            let whole = attribute.key;
            is(whole.local_name().into_inner(), whole.into_inner())
        })?;
        let value = found.normalized_value(XmlVersion::Implicit1_0);
        Some(value.map_or_else(|_| found.value.to_string(), Cow::into_owned))
    }
}

/// Goes through a part.
pub(super) struct Pieces<'a, 'w> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    watch: &'w Watch,
    depth: usize,
    count: usize,
}

impl<'a, 'w> Pieces<'a, 'w> {
    pub(super) fn of(part: &'a str, characters: &'a str, watch: &'w Watch) -> Self {
        let mut reader = Reader::from_str(characters);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, part, watch, depth: 0, count: 0 }
    }

    /// The next piece; `None` after the last.
    ///
    /// # Errors
    /// When the part is broken or nests too deep, or the watch says so.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'a>>, ReadError> {
        loop {
            self.count += 1;
            if self.count.is_multiple_of(1024) {
                self.watch.check()?;
            }
            match self.reader.read_event().map_err(|_fault| self.broken())? {
                Event::Start(start) => {
                    self.depth += 1;
                    let limit = self.watch.limits().depth;
                    if self.depth > limit {
                        return Err(DocumentFault::TooDeep { limit }.into());
                    }
                    return Ok(Some(Piece::Open(Element(start))));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Piece::Close));
                }
                Event::Text(words) => return Ok(Some(Piece::Words(words.xml10_content()))),
                Event::CData(words) => return Ok(Some(Piece::Words(words.xml10_content()))),
                Event::GeneralRef(entity) => return Ok(Some(Piece::Words(resolved(&entity).into()))),
                Event::Eof if self.depth > 0 || self.count == 1 => return Err(self.broken()),
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    /// Goes to the end of the element that has just begun, passing over all that is in it.
    ///
    /// # Errors
    /// As [`Pieces::next`].
    pub(super) fn skip(&mut self) -> Result<(), ReadError> {
        self.words_inside().map(|_| ())
    }

    /// The words of the element that has just begun, whatever is in it, up to some length, and goes to its end.
    ///
    /// # Errors
    /// As [`Pieces::next`].
    pub(super) fn words_inside(&mut self) -> Result<String, ReadError> {
        const LONGEST: usize = 64 * 1024;
        let mut words = String::new();
        let mut open = 1_usize;
        while open > 0 {
            match self.next()? {
                Some(Piece::Open(_)) => open += 1,
                Some(Piece::Close) => open -= 1,
                Some(Piece::Words(more)) if words.len() < LONGEST => words.push_str(&more),
                Some(Piece::Words(_)) => {}
                None => return Err(self.broken()),
            }
        }
        Ok(words)
    }

    fn broken(&self) -> ReadError {
        let at = self.reader.error_position().max(self.reader.buffer_position());
        DocumentFault::Broken { part: self.part.to_owned(), at }.into()
    }
}

/// What an entity stands for: a sign of XML or HTML, or itself.
fn resolved(entity: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return c.to_string();
    }
    let name = entity.xml10_content();
    resolve_html5_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned)
}
