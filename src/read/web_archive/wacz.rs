//! WACZ: a ZIP archive with WARC files and a list of the pages that were meant to be kept.

use std::{
    borrow::Cow,
    io::{BufRead, BufReader, Cursor, Read as _},
};

use memchr::memmem;
use serde::Deserialize;
use zip::ZipArchive;

use super::{MOST_INFLATED, Pages, is_gzip, record};
use crate::read::{ReadError, Watch};

/// The most files in the archive, and the most lines of the list of pages.
const MOST_FILES: usize = 2000;
const MOST_LINES: usize = 2000;
/// The longest list of pages, in bytes.
const LONGEST_LIST: u64 = 8 * 1024 * 1024;
/// How often longer a file may be unpacked than packed, beyond what is [`FREE`].
const MOST_RATIO: u64 = 100;
const FREE: u64 = 100 * 1024;

/// Whether bytes are a ZIP archive with the files of a WACZ; their names stand at its end.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    const TAIL: usize = 256 * 1024;
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    let names = |name: &[u8]| memmem::find(tail, name).is_some();
    bytes.starts_with(b"PK\x03\x04") && names(b"archive/") && names(b".warc") && names(b"datapackage.json")
}

/// The pages of a WACZ.
///
/// # Errors
/// When it is damaged or over a limit, or the watch says so.
pub(super) fn pages(bytes: &[u8], watch: &Watch) -> Result<Pages, ReadError> {
    let damaged = |_| ReadError::Damaged("its list of files cannot be read");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MOST_FILES {
        return Err(ReadError::ArchiveTooLarge);
    }
    let mut pages = Pages::default();
    let names: Vec<String> = archive.file_names().flatten().map(Cow::into_owned).collect();
    for name in names.iter().filter(|name| name.starts_with("pages/")) {
        let file = archive.by_name(name).map_err(|_fault| ReadError::Damaged("its list of pages cannot be read"))?;
        list(BufReader::new(file.take(LONGEST_LIST)), &mut pages);
    }
    let mut inflated = 0;
    let mut warcs: Vec<&String> =
        names.iter().filter(|name| name.starts_with("archive/") && name.contains(".warc")).collect();
    warcs.sort();
    for name in warcs {
        watch.check()?;
        let file = archive.by_name(name).map_err(|_fault| ReadError::Damaged("a file in it cannot be read"))?;
        inflated += file.size();
        let most = file.compressed_size().saturating_mul(MOST_RATIO).saturating_add(FREE);
        if file.size() > most || inflated > MOST_INFLATED {
            return Err(ReadError::ArchiveTooLarge);
        }
        let mut file = BufReader::new(file.take(most));
        let mut take = |record| pages.take(record);
        if is_gzip(file.fill_buf().map_err(ReadError::from)?) {
            let unpacked = flate2::bufread::MultiGzDecoder::new(file).take(MOST_INFLATED);
            record::each(BufReader::new(unpacked), watch, &mut take)?;
        } else {
            record::each(file, watch, &mut take)?;
        }
    }
    Ok(pages)
}

/// One page of the list, which has a line of JSON for each.
#[derive(Deserialize)]
struct Listed {
    url: String,
    title: Option<String>,
}

fn list(lines: impl BufRead, pages: &mut Pages) {
    for line in lines.lines().take(MOST_LINES).map_while(Result::ok) {
        // The first line is about the list itself.
        if let Ok(Listed { url, title }) = serde_json::from_str(&line) {
            pages.mean(url, title.filter(|title| !title.trim().is_empty()));
        }
    }
}
