//! The answer of a server, as an archive kept it.

use std::borrow::Cow;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use httparse::{EMPTY_HEADER, Response, Status};

use super::{allowance::Allowance, record};

/// A page out of an answer.
#[derive(Debug)]
pub(super) struct Page {
    /// The media type, with the encoding it may name.
    pub(super) media_type: String,
    /// Its bytes, unpacked.
    pub(super) bytes: Vec<u8>,
}

/// The page that an answer brings; `None` when it brings none, or one that is over a limit or packed in a way that is not read.
pub(super) fn page(answer: &[u8], allowance: &Allowance) -> Option<Page> {
    let mut headers = [EMPTY_HEADER; 256];
    let mut response = Response::new(&mut headers);
    let Ok(Status::Complete(length)) = response.parse(answer) else {
        return None;
    };
    let value = |name: &str| {
        let header = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(header.value).trim().to_lowercase())
    };
    let media_type = value("Content-Type")?;
    if response.code != Some(200) || !record::is_html(&media_type) {
        return None;
    }
    let body = answer.get(length..).unwrap_or_default();
    let is_chunked = value("Transfer-Encoding").is_some_and(|coding| coding.contains("chunked"));
    let body = if is_chunked { unchunked(body) } else { body.into() };
    let bytes = unpacked(&body, &value("Content-Encoding").unwrap_or_default(), allowance)?;
    Some(Page { media_type, bytes })
}

/// The chunks of a body put together. Tools that did so already leave the field of the head as it was.
fn unchunked(body: &[u8]) -> Cow<'_, [u8]> {
    let mut whole = Vec::new();
    let mut rest = body;
    loop {
        let Ok(Status::Complete((start, size))) = httparse::parse_chunk_size(rest) else {
            return if whole.is_empty() { body.into() } else { whole.into() };
        };
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let Some(chunk) = rest.get(start..start.saturating_add(size)).filter(|_| size > 0) else {
            // The last chunk, or one that is cut off.
            whole.extend_from_slice(if size > 0 { rest.get(start..).unwrap_or_default() } else { &[] });
            return if whole.is_empty() { body.into() } else { whole.into() };
        };
        whole.extend_from_slice(chunk);
        rest = &rest[start + size..];
        rest = rest.strip_prefix(b"\r\n").unwrap_or(rest);
    }
}

/// A body as it was before it was packed. What is cut off gives as much as is there.
fn unpacked(body: &[u8], coding: &str, allowance: &Allowance) -> Option<Vec<u8>> {
    let bytes = match coding {
        "gzip" | "x-gzip" if body.starts_with(b"\x1F\x8B") => allowance.page(MultiGzDecoder::new(body), body.len()),
        "deflate" if body.first().is_some_and(|first| first & 0x0F == 8) => {
            allowance.page(ZlibDecoder::new(body), body.len())
        }
        "deflate" => allowance.page(DeflateDecoder::new(body), body.len()),
        // Not packed, or unpacked already by the tool that kept it: a page begins with a bracket or white space.
        _ if matches!(coding, "" | "identity") || body.trim_ascii_start().starts_with(b"<") => Some(body.to_vec()),
        _ => None,
    }?;
    (!bytes.is_empty()).then_some(bytes)
}
