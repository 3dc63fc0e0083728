//! WACZ: a ZIP archive with WARC files and a list of the pages that were meant to be kept.

use std::io::BufRead as _;

use memchr::memmem;
use serde::Deserialize;

use super::{Allowance, Pages, take_records};
use crate::read::{
    ReadError, Watch,
    archive::{self, Archive},
};

/// Whether bytes are a ZIP archive with the files of a WACZ; their names stand at its end.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    const TAIL: usize = 256 * 1024;
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    let names = |name: &[u8]| memmem::find(tail, name).is_some();
    archive::is_archive(bytes) && names(b"archive/") && names(b".warc") && names(b"datapackage.json")
}

/// Takes in the pages of a WACZ.
///
/// # Errors
/// When it is damaged or over a limit, or the watch says so.
pub(super) fn take(bytes: &[u8], allowance: &Allowance, pages: &mut Pages<'_>, watch: &Watch) -> Result<(), ReadError> {
    let mut archive = Archive::open(bytes, watch)?;
    for name in archive.parts_in("pages/") {
        let list = archive.part(&name, watch)?.unwrap_or_default();
        allowance.spend(list.len());
        list_pages(&list, pages);
    }
    for name in archive.parts_in("archive/").iter().filter(|name| name.contains(".warc")) {
        if allowance.excess().is_some() {
            break;
        }
        let records = archive.part(name, watch)?.unwrap_or_default();
        allowance.spend(records.len());
        take_records(&records, allowance, pages, watch)?;
    }
    Ok(())
}

/// One page of the list, which has a line of JSON for each.
#[derive(Deserialize)]
struct Listed {
    url: String,
    title: Option<String>,
}

fn list_pages(list: &[u8], pages: &mut Pages<'_>) {
    for line in list.lines().map_while(Result::ok) {
        // The first line is about the list itself.
        if let Ok(Listed { url, title }) = serde_json::from_str(&line)
            && !pages.mean(url, title.filter(|title| !title.trim().is_empty()))
        {
            return;
        }
    }
}
