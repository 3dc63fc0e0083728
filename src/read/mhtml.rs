//! Web pages saved as one file: MHTML, which is a mail with the page and its pictures as parts.

use encoding_rs::Encoding;
use mailparse::{MailHeaderMap as _, ParsedMail};
use memchr::memmem;

use super::{
    DocumentFault, Draft, Input, ReadError, Reader, Watch, encoding,
    web::{self, Container, Wanted},
};

/// Reads MHTML.
pub(super) struct Mhtml;

/// How far into a file its head is looked for, in bytes.
const HEAD: usize = 16 * 1024;

impl Reader for Mhtml {
    fn name_and_version(&self) -> &'static str {
        "mhtml 1 (dom_smoothie 0.19)"
    }

    fn media_type(&self) -> &'static str {
        "multipart/related"
    }

    fn recognises(&self, input: &Input<'_>) -> bool {
        is_saved_page(input.bytes(), input.name_ends_with(&[".mht", ".mhtml"]))
    }

    fn read(&self, input: &Input<'_>, watch: &Watch) -> Result<Draft, ReadError> {
        let fault = |_| ReadError::Damaged("the parts it is made of cannot be told apart");
        check_size(input.bytes(), watch)?;
        let mail = mailparse::parse_mail(input.bytes()).map_err(fault)?;
        watch.check()?;
        let address = mail.headers.get_first_value("Snapshot-Content-Location");
        let page = page(&mail, address.as_deref()).ok_or(ReadError::Damaged("the page itself is not in it"))?;
        let bytes = page.get_body_raw().map_err(|_fault| ReadError::Damaged("the page in it cannot be decoded"))?;
        let encoding = encoding_of(page, &bytes);
        let decoded = encoding::decode(&bytes, encoding, watch)?;
        let container = Container {
            address: address.or_else(|| page.headers.get_first_value("Content-Location")),
            title: mail.headers.get_first_value("Subject"),
        };
        let wanted = Wanted { whole_page: input.whole_page(), container, ..Wanted::default() };
        let mut draft = web::read(&decoded.content, &wanted, watch)?;
        draft.warnings.splice(0..0, decoded.warnings());
        draft.encoding = Some(encoding);
        Ok(draft)
    }
}

/// Counts what a list is made of when a message is taken apart: fields and parts, of which a few bytes each would fill the
/// memory.
pub(super) fn check_size(bytes: &[u8], watch: &Watch) -> Result<(), ReadError> {
    let limits = watch.limits();
    if memchr::memchr_iter(b'\n', bytes).count() > limits.blocks {
        return Err(ReadError::TooManyBlocks { limit: limits.blocks });
    }
    // Signatures and ruled lines begin like parts do.
    let limit = limits.archive.parts.saturating_mul(10);
    if memmem::find_iter(bytes, b"\n--").nth(limit).is_some() {
        return Err(DocumentFault::TooManyParts { limit }.into());
    }
    Ok(())
}

/// Whether bytes are a page rather than a letter: related parts under a head that browsers write, or none that letters have.
fn is_saved_page(bytes: &[u8], is_named_so: bool) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let begins_like_a_head = head.first().is_some_and(u8::is_ascii_alphabetic);
    if !begins_like_a_head || !names_its_type(head) {
        return false;
    }
    let Ok((headers, _)) = mailparse::parse_headers(head) else {
        return false;
    };
    let value = |name: &str| headers.get_first_value(name);
    let Some(kind) = value("Content-Type").map(|kind| kind.to_lowercase()) else {
        return false;
    };
    let is_saved = value("Snapshot-Content-Location").is_some()
        || value("From").is_some_and(|from| from.to_lowercase().contains("<saved by "))
        || value("X-MimeOLE").is_some_and(|maker| maker.contains("MHTML"));
    let is_letter = value("To").is_some() || value("Received").is_some() || value("Message-ID").is_some();
    (kind.starts_with("multipart/related") || (is_named_so && kind.starts_with("text/html")))
        && value("MIME-Version").is_some()
        && (is_saved || (is_named_so && !is_letter))
}

/// Whether some line begins with the name of the header without which nothing is a saved page. Most texts have none, and are done.
fn names_its_type(head: &[u8]) -> bool {
    const NAME: &[u8] = b"content-type";
    let begins = |line: usize| head.get(line..line + NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME));
    begins(0) || memchr::memchr_iter(b'\n', head).any(|end| begins(end + 1))
}

/// The part that is the page: the one at its address, or else the first of its type. The others are frames.
fn page<'m>(mail: &'m ParsedMail<'m>, address: Option<&str>) -> Option<&'m ParsedMail<'m>> {
    let is_page =
        |part: &&ParsedMail<'_>| matches!(part.ctype.mimetype.as_str(), "text/html" | "application/xhtml+xml");
    let is_at_address = |part: &&ParsedMail<'_>| {
        address.is_some() && part.headers.get_first_value("Content-Location").as_deref() == address
    };
    mail.parts().filter(is_page).find(is_at_address).or_else(|| mail.parts().find(is_page))
}

/// The encoding of a part: the one it is said to be in, if it can be; what the page itself says; a guess.
fn encoding_of(part: &ParsedMail<'_>, bytes: &[u8]) -> &'static Encoding {
    let label = part.ctype.params.get("charset");
    let said = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let fits =
        |encoding: &&'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    said.filter(fits).or_else(|| encoding::detect(bytes)).or(said).unwrap_or(encoding_rs::WINDOWS_1252)
}
