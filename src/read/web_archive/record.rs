//! The records of a WARC file, one after another.

use std::io::{self, BufRead, Read as _};

use mailparse::MailHeaderMap as _;

use super::allowance::{Allowance, TooMuch};
use crate::read::{ReadError, Watch};

/// The longest head of a record, in bytes.
const LONGEST_HEAD: u64 = 64 * 1024;

/// A record that may be a page.
#[derive(Debug)]
pub(super) struct Record {
    /// Where it came from.
    pub(super) address: String,
    /// When it was kept.
    pub(super) date: Option<String>,
    /// Whether the content begins with the head of an answer, rather than being a file.
    pub(super) is_response: bool,
    /// The media type of the content.
    pub(super) media_type: String,
    /// What was kept.
    pub(super) content: Vec<u8>,
}

/// Gives each record that may be a page to `take`, until it wants no more.
///
/// What is cut off at the end is left out; everything before it was whole.
///
/// # Errors
/// When the file is no WARC file after all, or the watch says so.
pub(super) fn each(
    mut input: impl BufRead,
    allowance: &Allowance,
    watch: &Watch,
    take: &mut impl FnMut(Record) -> bool,
) -> Result<(), ReadError> {
    let limits = *allowance.limits();
    for number in 0..=limits.records {
        watch.check()?;
        let Some(head) = head(&mut input) else {
            let nothing = number == 0 && allowance.excess().is_none();
            return if nothing { Err(ReadError::Damaged("its first record cannot be read")) } else { Ok(()) };
        };
        if number == limits.records {
            allowance.exceed(TooMuch::Records { limit: limits.records });
            return Ok(());
        }
        let mut content = (&mut input).take(head.length);
        // Pages are shorter, recordings are not.
        let is_wanted = head.is_wanted && head.length <= limits.part_bytes as u64;
        let mut bytes = Vec::new();
        let read = if is_wanted { content.read_to_end(&mut bytes).is_ok() } else { skip(&mut content, watch)? };
        if !read || content.limit() > 0 {
            return Ok(());
        }
        if head.is_wanted && !is_wanted {
            allowance.leave_out();
        }
        if is_wanted && !take(Record { content: bytes, ..head.record }) {
            return Ok(());
        }
    }
    Ok(())
}

/// Reads on without keeping anything; whether that went well.
fn skip(content: &mut io::Take<&mut impl BufRead>, watch: &Watch) -> Result<bool, ReadError> {
    const STEP: u64 = 1024 * 1024;
    while content.limit() > 0 {
        watch.check()?;
        match io::copy(&mut content.by_ref().take(STEP), &mut io::sink()) {
            Ok(0) | Err(_) => return Ok(false),
            Ok(_) => {}
        }
    }
    Ok(true)
}

struct Head {
    length: u64,
    is_wanted: bool,
    record: Record,
}

/// The next head: a line with the version, and fields as mails have them. `None` at the end, and where there is no head.
fn head(input: &mut impl BufRead) -> Option<Head> {
    let mut limited = input.take(LONGEST_HEAD);
    let mut version = Vec::new();
    // Two line ends part the records; some tools write more.
    while version.trim_ascii().is_empty() {
        version.clear();
        if limited.read_until(b'\n', &mut version).ok()? == 0 {
            return None;
        }
    }
    if !version.starts_with(b"WARC/") {
        return None;
    }
    let mut fields = Vec::new();
    loop {
        let before = fields.len();
        if limited.read_until(b'\n', &mut fields).ok()? == 0 {
            return None;
        }
        if fields[before..].trim_ascii().is_empty() {
            break;
        }
    }
    let (headers, _) = mailparse::parse_headers(&fields).ok()?;
    let value = |name: &str| headers.get_first_value(name).map(|value| value.trim().to_owned());
    let kind = value("WARC-Type").unwrap_or_default();
    let media_type = value("Content-Type").unwrap_or_default().to_lowercase();
    let is_response = kind == "response" && media_type.starts_with("application/http");
    let is_page = matches!(kind.as_str(), "resource" | "response" | "conversion") && is_html(&media_type);
    // Some tools put addresses between angle brackets.
    let address = value("WARC-Target-URI").unwrap_or_default().trim_matches(['<', '>']).to_owned();
    let record = Record { address, date: value("WARC-Date"), is_response, media_type, content: Vec::new() };
    Some(Head { length: value("Content-Length")?.parse().ok()?, is_wanted: is_response || is_page, record })
}

/// Whether a media type is that of a page.
pub(super) fn is_html(media_type: &str) -> bool {
    let kind = media_type.split(';').next().unwrap_or_default().trim();
    matches!(kind, "text/html" | "application/xhtml+xml")
}
