//! Which addresses are links.

use url::Url;

/// The schemes that a reader may follow; all others are shown as text alone.
const FOLLOWED: [&str; 3] = ["http", "https", "mailto"];

/// An address as a report shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// As it was written.
    pub words: String,
    /// Where it leads, if it may be followed.
    pub link: Option<String>,
}

impl Address {
    /// The address; `None` when there is none.
    pub(super) fn of(words: &str) -> Option<Self> {
        let words = words.trim();
        (!words.is_empty()).then(|| Self { words: words.to_owned(), link: link(words) })
    }
}

/// Where an address leads, if it may be followed: ASCII without spaces, quotation marks, angle brackets or backslashes.
pub(super) fn link(address: &str) -> Option<String> {
    let parsed = Url::parse(address.trim()).ok()?;
    FOLLOWED.contains(&parsed.scheme()).then(|| {
        // The parser leaves some of these where it knows no structure, as in a mail address or a query.
        let escapes =
            [(' ', "%20"), ('"', "%22"), ('\'', "%27"), ('<', "%3C"), ('>', "%3E"), ('\\', "%5C"), ('`', "%60")];
        escapes.into_iter().fold(String::from(parsed), |link, (sign, escape)| link.replace(sign, escape))
    })
}

/// Where an address of the web leads: [`link`] for `http` and `https` alone.
pub(super) fn web_link(address: &str) -> Option<String> {
    link(address).filter(|link| link.starts_with("http"))
}
