//! Archives of the web: WARC, also packed with gzip, and WACZ, which is a ZIP archive of those.
//!
//! An archive holds everything a browser asked for. What it has of pages is listed, those with an article first, and one of them is read.

mod http;
mod pages;
mod record;
mod wacz;

use std::io::{BufReader, Read as _};

use flate2::read::MultiGzDecoder;
use pages::Pages;

use super::{Draft, Input, ReadError, Reader, Watch};

/// The most bytes that come out of an archive altogether.
const MOST_INFLATED: u64 = 512 * 1024 * 1024;

/// Reads WARC files.
pub(super) struct Warc;

impl Reader for Warc {
    fn name_and_version(&self) -> &'static str {
        "warc 1 (dom_smoothie 0.19)"
    }

    fn media_type(&self) -> &'static str {
        "application/warc"
    }

    fn recognises(&self, input: &Input<'_>) -> bool {
        let bytes = input.bytes();
        let mut head = [0; 5];
        bytes.starts_with(b"WARC/")
            || (is_gzip(bytes) && MultiGzDecoder::new(bytes).read_exact(&mut head).is_ok_and(|()| head == *b"WARC/"))
    }

    fn read(&self, input: &Input<'_>, watch: &Watch) -> Result<Draft, ReadError> {
        let mut pages = Pages::default();
        let bytes = input.bytes();
        if is_gzip(bytes) {
            let inflated = MultiGzDecoder::new(bytes).take(MOST_INFLATED);
            record::each(BufReader::new(inflated), watch, &mut |record| pages.take(record))?;
        } else {
            record::each(bytes, watch, &mut |record| pages.take(record))?;
        }
        pages.read(input.part(), input.whole_page(), watch)
    }
}

/// Reads WACZ files.
pub(super) struct Wacz;

impl Reader for Wacz {
    fn name_and_version(&self) -> &'static str {
        "wacz 1 (dom_smoothie 0.19)"
    }

    fn media_type(&self) -> &'static str {
        "application/wacz"
    }

    fn recognises(&self, input: &Input<'_>) -> bool {
        wacz::is_one(input.bytes())
    }

    fn read(&self, input: &Input<'_>, watch: &Watch) -> Result<Draft, ReadError> {
        let pages = wacz::pages(input.bytes(), watch)?;
        pages.read(input.part(), input.whole_page(), watch)
    }
}

fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1F\x8B\x08")
}
