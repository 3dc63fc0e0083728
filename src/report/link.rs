//! Addresses as reports show them. Which of them may be followed is said by [`claim::Address`].

use crate::claim;

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
        let link = claim::Address::parse(words).map(|address| escaped(&address));
        (!words.is_empty()).then(|| Self { words: words.to_owned(), link })
    }
}

/// Where an address of the web leads, if it is one.
pub(super) fn web_link(words: &str) -> Option<String> {
    claim::Address::parse(words).filter(claim::Address::is_web).map(|address| escaped(&address))
}

/// An address without spaces, quotation marks, angle brackets or backslashes, which the parser leaves where it knows no
/// structure, as in a query or an address of mail.
fn escaped(address: &claim::Address) -> String {
    let escapes = [(' ', "%20"), ('"', "%22"), ('\'', "%27"), ('<', "%3C"), ('>', "%3E"), ('\\', "%5C"), ('`', "%60")];
    escapes.into_iter().fold(address.as_str().to_owned(), |link, (sign, escape)| link.replace(sign, escape))
}
