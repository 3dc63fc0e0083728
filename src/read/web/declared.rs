//! The encoding that a page says it is in.

use dom_query::Document;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use html5ever::{TokenizerResult, driver, tendril::StrTendril, tokenizer::BufferQueue};

/// How far into a page the declaration is looked for, in bytes. Browsers stop after one kilobyte; archives put scripts in front.
const HEAD: usize = 16 * 1024;

/// The encoding that a page or an XML document declares in its first bytes, as [`declaration`] says.
///
/// `None` when there is no declaration, when bytes make no sense in that encoding, or when they are UTF-8 all the same, with
/// more sequences of several bytes than chance would give: servers often say one thing and pages another.
pub(in crate::read) fn encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    if !head.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let encoding = declaration(head)?;
    if encoding != UTF_8 && is_surely_utf_8(bytes) {
        return Some(UTF_8);
    }
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|_| encoding)
}

/// What `<meta charset>`, its older form or an XML declaration names. Those that cannot be true, since the declaration itself was read
/// as ASCII, stand for UTF-8, as the HTML standard has it.
fn declaration(head: &[u8]) -> Option<&'static Encoding> {
    let (ascii, ..) = WINDOWS_1252.decode(head);
    let label = label_in_xml(&ascii).or_else(|| label_in_meta(&ascii))?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    Some(if encoding == UTF_16BE || encoding == UTF_16LE { UTF_8 } else { encoding })
}

fn label_in_xml(head: &str) -> Option<String> {
    let (declaration, _) = head.trim_start().strip_prefix("<?xml")?.split_once("?>")?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split_once(quote).map(|(label, _)| label.to_owned())
}

/// The tree builder says which encoding a page names, so that nothing here needs to know how.
fn label_in_meta(head: &str) -> Option<String> {
    let parser = driver::parse_document(Document::default(), driver::ParseOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(head));
    loop {
        match parser.tokenizer.feed(&input) {
            TokenizerResult::Done => return None,
            TokenizerResult::Script(_) => {}
            TokenizerResult::EncodingIndicator(label) => return Some(label.to_string()),
        }
    }
}

/// Whether bytes are UTF-8 with so many sequences of several bytes that it is no accident.
fn is_surely_utf_8(bytes: &[u8]) -> bool {
    const ENOUGH: usize = 4;
    std::str::from_utf8(bytes).is_ok_and(|text| text.chars().filter(|c| !c.is_ascii()).nth(ENOUGH - 1).is_some())
}
