//! Archives of the web: WARC, also packed with gzip, and WACZ, which is a ZIP archive of those.
//!
//! An archive holds everything a browser asked for. What it has of pages is listed, those with an article first, and one of them is read.
//! How much is unpacked is bounded as it is for any archive (`allowance`).

mod allowance;
mod http;
mod pages;
mod record;
mod wacz;

use std::io::{BufReader, Read as _};

use allowance::{Allowance, Unpacked};
use flate2::read::MultiGzDecoder;
use pages::Pages;

pub use self::allowance::TooMuch;
use super::{Draft, Input, ReadError, Reader, Watch};

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
        let allowance = Allowance::new(watch.limits().archive);
        let mut pages = Pages::new(&allowance);
        take_records(input.bytes(), &allowance, &mut pages, watch)?;
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
        let allowance = Allowance::new(watch.limits().archive);
        let mut pages = Pages::new(&allowance);
        wacz::take(input.bytes(), &allowance, &mut pages, watch)?;
        pages.read(input.part(), input.whole_page(), watch)
    }
}

/// Takes in the pages of a WARC file, packed with gzip or not.
fn take_records(bytes: &[u8], allowance: &Allowance, pages: &mut Pages<'_>, watch: &Watch) -> Result<(), ReadError> {
    if is_gzip(bytes) {
        record::each(BufReader::new(Unpacked::of(bytes, allowance)), allowance, watch, &mut |record| pages.take(record))
    } else {
        record::each(bytes, allowance, watch, &mut |record| pages.take(record))
    }
}

fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1F\x8B\x08")
}
