//! XML, out and in. What a file declares of its own is never expanded.

use std::borrow::Cow;

use quick_xml::{
    Reader, Writer, XmlVersion,
    escape::escape,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event, attributes::Attribute},
    name::QName,
};

use super::{
    error::ExchangeError,
    json,
    limits::{MAX_ATTRIBUTES, MAX_VALUES},
};

/// Whether XML 1.0 has no way to hold this sign.
pub(super) fn is_forbidden(sign: char) -> bool {
    matches!(sign, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Words without signs that XML has no way to hold; each is counted as one, as U+FFFD is.
pub(super) fn allowed(words: &str) -> Cow<'_, str> {
    if words.contains(is_forbidden) {
        Cow::Owned(words.replace(is_forbidden, "\u{FFFD}"))
    } else {
        Cow::Borrowed(words)
    }
}

/// XML as it is written.
pub(super) struct Page(Writer<Vec<u8>>);

impl Page {
    pub(super) fn begin() -> Result<Self, ExchangeError> {
        let mut page = Self(Writer::new(Vec::new()));
        page.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(page)
    }

    /// XML without a declaration, for a reader that takes none.
    pub(super) fn bare() -> Self {
        Self(Writer::new(Vec::new()))
    }

    fn write(&mut self, event: Event<'_>) -> Result<(), ExchangeError> {
        self.0.write_event(event).map_err(|fault| ExchangeError::NotWritten(fault.to_string()))
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<(), ExchangeError> {
        self.write(Event::Start(element(name, attributes)))
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<(), ExchangeError> {
        self.write(Event::Empty(element(name, attributes)))
    }

    pub(super) fn text(&mut self, words: &str) -> Result<(), ExchangeError> {
        self.write(Event::Text(BytesText::new(&allowed(words))))
    }

    pub(super) fn close(&mut self, name: &str) -> Result<(), ExchangeError> {
        self.write(Event::End(BytesEnd::new(name)))
    }

    /// An element that holds nothing but words.
    pub(super) fn words(&mut self, name: &str, attributes: &[(&str, &str)], words: &str) -> Result<(), ExchangeError> {
        self.open(name, attributes)?;
        self.text(words)?;
        self.close(name)
    }

    pub(super) fn end(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }
}

fn element<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (key, value) in attributes {
        // A reader makes spaces of line ends and tabs in an attribute, unless they are written so.
        let value = escape(allowed(value)).replace('\n', "&#10;").replace('\t', "&#9;");
        element.push_attribute(Attribute { key: QName(key), value: Cow::Owned(value) });
    }
    element
}

/// Something in XML that came in.
pub(super) enum Node {
    /// An element begins: its name without prefix, and its attributes without prefixes, in order.
    Open(String, Attributes),
    /// It ends.
    Close(String),
    /// Words between.
    Words(String),
}

/// Attributes of an element.
#[derive(Default)]
pub(super) struct Attributes(pub(super) Vec<(String, String)>);

impl Attributes {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Hands everything in some XML to `take`, in order; an element without content begins and ends.
pub(super) fn read(bytes: &[u8], mut take: impl FnMut(Node) -> Result<(), ExchangeError>) -> Result<(), ExchangeError> {
    let words = json::utf8(bytes)?;
    let mut reader = Reader::from_str(words);
    let (mut depth, mut count) = (0_usize, 0_usize);
    let mut has_element = false;
    let place = |at: u64| {
        let before = words.get(..usize::try_from(at).unwrap_or(usize::MAX)).unwrap_or(words);
        format!("line {}", before.matches('\n').count() + 1)
    };
    loop {
        let at = reader.buffer_position();
        let broken = |reason: String| ExchangeError::Broken { place: place(at), reason };
        let event = reader.read_event().map_err(|fault| broken(fault.to_string()))?;
        count += 1;
        if count > MAX_VALUES {
            return Err(ExchangeError::TooManyValues);
        }
        match event {
            Event::Start(start) => {
                depth += 1;
                has_element = true;
                take(opened(&start).map_err(broken)?)?;
            }
            Event::Empty(start) => {
                let name = start.local_name().into_inner().to_owned();
                has_element = true;
                take(opened(&start).map_err(broken)?)?;
                take(Node::Close(name))?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                take(Node::Close(end.local_name().into_inner().to_owned()))?;
            }
            Event::Text(text) => take(Node::Words(text.xml10_content().into_owned()))?,
            Event::CData(data) => take(Node::Words(data.xml10_content().into_owned()))?,
            Event::GeneralRef(reference) => {
                let sign = reference.resolve_char_ref().map_err(|fault| broken(fault.to_string()))?;
                let known = match (sign, &*reference.xml10_content()) {
                    (Some(sign), _) => sign.to_string(),
                    (None, "amp") => "&".to_owned(),
                    (None, "lt") => "<".to_owned(),
                    (None, "gt") => ">".to_owned(),
                    (None, "quot") => "\"".to_owned(),
                    (None, "apos") => "'".to_owned(),
                    (None, _) => return Err(ExchangeError::Entities),
                };
                take(Node::Words(known))?;
            }
            Event::DocType(_) => return Err(ExchangeError::Entities),
            Event::Eof if depth > 0 => return Err(broken("the file ends inside of an element".to_owned())),
            Event::Eof if !has_element => return Err(broken("there is no element in it".to_owned())),
            Event::Eof => return Ok(()),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
}

/// The first element of some XML that may be cut off: its name without prefix, and its attributes. Nothing declared comes before it.
pub(super) fn root(words: &str) -> Option<(String, Attributes)> {
    let mut reader = Reader::from_str(words);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => {
                return match opened(&start).ok()? {
                    Node::Open(name, attributes) => Some((name, attributes)),
                    _ => None,
                };
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Text(_) => {}
            _ => return None,
        }
    }
}

fn opened(start: &BytesStart<'_>) -> Result<Node, String> {
    let mut attributes = Attributes::default();
    for (number, attribute) in start.attributes().enumerate() {
        if number == MAX_ATTRIBUTES {
            return Err(format!("an element has more than {MAX_ATTRIBUTES} attributes"));
        }
        let attribute = attribute.map_err(|fault| fault.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|fault| fault.to_string())?;
        attributes.0.push((attribute.key.local_name().into_inner().to_owned(), value.into_owned()));
    }
    Ok(Node::Open(start.local_name().into_inner().to_owned(), attributes))
}
