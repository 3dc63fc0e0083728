//! Which addresses may be opened: the one rule, for the window and for what is written.

use url::Url;

/// An address that may be opened: one of the web, or one to write to. Any other is shown and never opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    url: Url,
}

impl Address {
    /// The address that some words are; `None` for whatever may not be opened.
    pub fn parse(words: &str) -> Option<Self> {
        let url = Url::parse(words.trim()).ok()?;
        let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
        let is_letter = url.scheme() == "mailto" && url.path().contains('@');
        (is_web || is_letter).then_some(Self { url })
    }

    /// The address as it is opened: every sign in it that could mean something else is escaped.
    pub fn as_str(&self) -> &str {
        self.url.as_str()
    }

    /// Whom it leads to: the host, in the letters it is looked up by, or the one who is written to.
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_else(|| self.url.path())
    }

    /// Whether it is one of the web, and not one to write to.
    pub fn is_web(&self) -> bool {
        self.url.scheme() != "mailto"
    }
}
