//! Addresses in a page.

use url::Url;

use crate::claim::Address;

/// The longest address that is taken in, in bytes.
const LONGEST: usize = 2000;

/// An address of the web as it is written, if it is one; the letters stay, since others will look for them.
pub(in crate::read) fn web(written: &str) -> Option<String> {
    let written = written.trim();
    let fits = written.len() <= LONGEST && !written.contains(|c: char| c.is_whitespace() || c.is_control());
    (fits && Address::parse(written).is_some_and(|address| address.is_web())).then(|| written.to_owned())
}

/// The same, where it may be written as seen from another address.
pub(super) fn web_from(written: &str, base: Option<&str>) -> Option<String> {
    web(written).or_else(|| {
        let base = Url::parse(base?).ok()?;
        web(base.join(written.trim()).ok()?.as_str())
    })
}

/// Whether an address leads to the front page of a site.
pub(super) fn is_front_page(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| matches!(url.path(), "" | "/") && url.query().is_none())
}

/// Whether two addresses are the same page as far as anyone can tell: scheme, a leading `www.`, what follows `#` and a last `/` aside.
pub(super) fn are_same(one: &str, other: &str) -> bool {
    let bare = |address: &str| {
        let url = Url::parse(address).ok()?;
        let host = url.host_str()?.trim_start_matches("www.").to_owned();
        Some((host, url.path().trim_end_matches('/').to_owned(), url.query().map(str::to_owned)))
    };
    bare(one).is_some_and(|one| bare(other) == Some(one))
}
