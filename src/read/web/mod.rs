//! Saved web pages.
//!
//! A page goes through these steps: pictures inside the source are taken out (`pictures`); a tree is built within limits (`tree`); what an
//! archive put in is cut out (`archived`); what the page and the tool that saved it say about the article is collected (`about`); the extractor
//! says which words are the article (`article`); one walk turns the tree into lines (`flow`); what the extractor left out is looked at again
//! (`second_look`, `top`); and lines become blocks (`blocks`).

mod about;
mod archived;
mod article;
mod blocks;
mod declared;
mod element;
mod flow;
mod pictures;
mod recognise;
mod second_look;
mod top;
mod tree;

use std::thread;

pub(super) use about::address::web as address;
pub(super) use declared::encoding as declared_encoding;
use recognise::Named;

use super::{Draft, Input, ReadError, Reader, Watch};

/// Reads web pages that a browser or a tool has saved.
pub(super) struct WebPage;

impl Reader for WebPage {
    fn name_and_version(&self) -> &'static str {
        NAME
    }

    fn media_type(&self) -> &'static str {
        "text/html"
    }

    fn recognises(&self, input: &Input<'_>) -> bool {
        let named = if input.name_ends_with(&[".html", ".htm", ".xhtml", ".xht", ".shtml"]) {
            Named::Page
        } else if input.name_ends_with(&[".md", ".markdown", ".mdown", ".txt", ".text"]) {
            Named::OtherText
        } else {
            Named::Unknown
        };
        input.text().is_some_and(|decoded| recognise::is_page(&decoded.content, named))
    }

    fn read(&self, input: &Input<'_>, watch: &Watch) -> Result<Draft, ReadError> {
        let decoded = input.text().ok_or(ReadError::Foreign(input.foreign()))?;
        let wanted = Wanted { whole_page: input.whole_page(), as_extracted: input.as_extracted(), ..Wanted::default() };
        let mut draft = read(&decoded.content, &wanted, watch)?;
        draft.warnings.splice(0..0, decoded.warnings());
        Ok(draft)
    }
}

/// The reader of pages, with the extractor whose results its own depend on.
pub(super) const NAME: &str = "html 1 (dom_smoothie 0.19)";

/// How a page is to be read, and what its container says about it.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    /// Whether everything on the page is wanted, as [`super::Options::whole_page`] has it.
    pub(super) whole_page: bool,
    /// Whether the words are to be those the extractor chose, as [`super::Options::as_extracted`] has it.
    pub(super) as_extracted: bool,
    /// Whether the source is but a piece of a page, such as what a browser puts on the clipboard.
    pub(super) piece: bool,
    /// What the container of the page knows about it.
    pub(super) container: Container,
}

/// What the container of a page knows about it.
#[derive(Clone, Debug, Default)]
pub(super) struct Container {
    /// Where the page came from.
    pub(super) address: Option<String>,
    /// What it is called.
    pub(super) title: Option<String>,
}

/// Reads a piece of a page that somebody copied: all of it, and nothing is looked for.
///
/// # Errors
/// When it is over a limit, has no words, or the watch says so.
pub(super) fn read_piece(html: &str, watch: &Watch) -> Result<Draft, ReadError> {
    // Systems put the whole page on the clipboard, and mark what was copied of it.
    let after = html.split_once("<!--StartFragment-->").map_or(html, |(_, after)| after);
    let copied = after.split_once("<!--EndFragment-->").map_or(after, |(copied, _)| copied);
    read(copied, &Wanted { piece: true, ..Wanted::default() }, watch)
}

/// How much stack the reading of a page gets, whoever asks for it: trees are as deep as the limit on depth, and the extractor goes down them.
const STACK: usize = 16 * 1024 * 1024;

/// Reads the source of a page.
///
/// # Errors
/// When it is over a limit, shows no words, or the watch says so.
pub(super) fn read(html: &str, wanted: &Wanted, watch: &Watch) -> Result<Draft, ReadError> {
    let html = pictures::without_data(html);
    let limit = watch.limits().html_bytes;
    if html.len() > limit {
        return Err(ReadError::PageTooLong { bytes: html.len(), limit });
    }
    on_a_large_stack(|| read_page(&html, wanted, watch))
}

/// Does some work on a thread of its own with a stack that is large enough, and turns its end by a panic into an error: third parties'
/// code meets pages here that nobody has tried it on.
pub(super) fn on_a_large_stack<T: Send>(work: impl FnOnce() -> Result<T, ReadError> + Send) -> Result<T, ReadError> {
    thread::scope(|scope| {
        let worker = thread::Builder::new().name("reader".to_owned()).stack_size(STACK);
        let running = worker.spawn_scoped(scope, work).map_err(ReadError::from)?;
        running.join().map_err(|_panic| ReadError::BrokeOff)?
    })
}

fn read_page(html: &str, wanted: &Wanted, watch: &Watch) -> Result<Draft, ReadError> {
    let page = tree::parse(html, watch)?;
    watch.check()?;
    let archive = archived::cut_out(&page);
    if wanted.piece {
        return blocks::of_piece(&page, watch);
    }
    let found = article::find(&page);
    watch.check()?;
    let mut about = about::of(&page, found.as_ref().map(|found| &found.said), &archive, &wanted.container);
    if wanted.as_extracted {
        about.metadata.authors = found.iter().filter_map(|found| found.said.byline.clone()).collect();
    }
    watch.check()?;
    blocks::draft(&page, found, about, wanted, watch)
}

/// What a first look at a page shows.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    /// What the page calls itself.
    pub(super) title: Option<String>,
    /// Whether there is an article on it.
    pub(super) has_article: bool,
}

/// Looks at a page without reading it; `None` when it is over a limit.
pub(super) fn look(html: &str, watch: &Watch) -> Option<Look> {
    on_a_large_stack(|| {
        let page = tree::parse(html, watch)?;
        let found = article::find(&page);
        let title = page.select_single("title").text();
        Ok(Look { title: about::plain(&title), has_article: found.is_some_and(|found| found.is_long()) })
    })
    .ok()
}
