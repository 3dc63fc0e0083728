//! The pages of an archive, and the one that is wanted.

use encoding_rs::Encoding;

use super::{
    allowance::{Allowance, TooMuch},
    http,
    record::{Record, is_html},
};
use crate::read::{
    Draft, Part, ReadError, Warning, Watch, encoding,
    web::{self, Container, Wanted},
};

/// How many pages are looked at to see which have an article; together they are no longer than one page may be.
const MOST_LOOKED_AT: usize = 40;
/// The shortest page that may have an article, in bytes.
const SHORTEST: usize = 500;

/// A page of an archive.
#[derive(Debug)]
struct Page {
    address: String,
    date: Option<String>,
    title: Option<String>,
    media_type: String,
    bytes: Vec<u8>,
}

/// The pages of an archive, in the order in which they were kept.
#[derive(Debug)]
pub(super) struct Pages<'a> {
    allowance: &'a Allowance,
    kept: Vec<Page>,
    /// The addresses that somebody meant to keep, with their titles, where the archive says so.
    meant: Vec<(String, Option<String>)>,
}

impl<'a> Pages<'a> {
    pub(super) fn new(allowance: &'a Allowance) -> Self {
        Self { allowance, kept: Vec::new(), meant: Vec::new() }
    }

    /// Notes a page that was meant to be kept, rather than what came along with it; whether there is room for more.
    pub(super) fn mean(&mut self, address: String, title: Option<String>) -> bool {
        self.meant.push((address, title));
        self.meant.len() < self.allowance.limits().pages
    }

    /// Takes in a record if it is a page; whether there is room for more.
    pub(super) fn take(&mut self, record: Record) -> bool {
        let Record { address, date, is_response, media_type, content } = record;
        let page = if is_response {
            http::page(&content, self.allowance).map(|page| (page.media_type, page.bytes))
        } else {
            is_html(&media_type).then_some((media_type, content))
        };
        let Some((media_type, bytes)) = page else {
            return self.allowance.excess().is_none();
        };
        let is_known = self.kept.iter().any(|page| page.address == address && page.bytes == bytes);
        if bytes.len() >= SHORTEST && !is_known {
            let limit = self.allowance.limits().pages;
            if self.kept.len() >= limit {
                self.allowance.exceed(TooMuch::Pages { limit });
                return false;
            }
            self.kept.push(Page { address, date, title: None, media_type, bytes });
        }
        self.allowance.excess().is_none()
    }

    /// Reads the page that is wanted, counted among those listed.
    ///
    /// # Errors
    /// When there is no page, or no such one, or it cannot be read.
    pub(super) fn read(mut self, part: usize, whole_page: bool, watch: &Watch) -> Result<Draft, ReadError> {
        if self.kept.is_empty() {
            let page = TooMuch::Page { limit: self.allowance.limits().part_bytes };
            let excess = self.allowance.excess().or((self.allowance.too_long() > 0).then_some(page));
            return Err(excess.map_or(ReadError::NoPageInArchive, ReadError::ArchiveTooLarge));
        }
        self.order(watch)?;
        let parts: Vec<Part> = self.kept.iter().map(Page::part).collect();
        let count = self.kept.len();
        if part >= count {
            return Err(ReadError::NoSuchPart { asked: part, count });
        }
        let mut page = self.kept.swap_remove(part);
        let encoding = page.encoding();
        let decoded = encoding::decode(&page.bytes, encoding, watch)?;
        let container = Container { address: Some(page.address.clone()), title: page.title.take() };
        let mut draft = web::read(&decoded.content, &Wanted { whole_page, container, ..Wanted::default() }, watch)?;
        let in_part = self.allowance.excess().map(Warning::ArchiveInPart);
        let (left_out, limit) = (self.allowance.too_long(), self.allowance.limits().part_bytes);
        let too_long = (left_out > 0).then_some(Warning::PagesTooLong { count: left_out, limit });
        draft.warnings.splice(0..0, in_part.into_iter().chain(too_long).chain(decoded.warnings()));
        draft.encoding = Some(encoding);
        if count > 1 {
            draft.parts = parts;
        }
        Ok(draft)
    }

    /// Puts the pages that were meant first, then those that have an article.
    fn order(&mut self, watch: &Watch) -> Result<(), ReadError> {
        let mut ranks = Vec::new();
        let mut looked_at = 0;
        for (number, page) in self.kept.iter_mut().enumerate() {
            watch.check()?;
            let meant = self.meant.iter().find(|(address, _)| *address == page.address);
            looked_at += page.bytes.len();
            let look = if number < MOST_LOOKED_AT && looked_at <= watch.limits().html_bytes {
                let decoded = encoding::decode(&page.bytes, page.encoding(), watch)?;
                web::look(&decoded.content, watch).unwrap_or_default()
            } else {
                web::Look::default()
            };
            page.title = meant.and_then(|(_, title)| title.clone()).or(look.title);
            ranks.push((meant.is_none() && !self.meant.is_empty(), !look.has_article, number));
        }
        let mut pages: Vec<Option<Page>> = std::mem::take(&mut self.kept).into_iter().map(Some).collect();
        ranks.sort_unstable();
        self.kept = ranks.iter().filter_map(|(.., number)| pages.get_mut(*number)?.take()).collect();
        Ok(())
    }
}

impl Page {
    fn part(&self) -> Part {
        let name = self.title.clone().unwrap_or_else(|| self.address.clone());
        Part { name, address: web::address(&self.address), kept: self.date.clone() }
    }

    /// The encoding: the one the answer named, if the bytes can be in it; what the page itself says; a guess.
    fn encoding(&self) -> &'static Encoding {
        let label = self.media_type.split_once("charset=").map(|(_, label)| label.trim_matches(['"', '\'', ' ']));
        let said = label.and_then(|label| Encoding::for_label(label.split(';').next().unwrap_or_default().as_bytes()));
        let fits = |encoding: &&'static Encoding| {
            encoding.decode_without_bom_handling_and_without_replacement(&self.bytes).is_some()
        };
        said.filter(fits).or_else(|| encoding::detect(&self.bytes)).or(said).unwrap_or(encoding_rs::WINDOWS_1252)
    }
}
