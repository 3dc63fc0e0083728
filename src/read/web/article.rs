//! Which words of a page are its article.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::{flow::Kept, tree};

/// How long an article is at least that is one beyond doubt, in characters.
const LONG: usize = 500;

/// How deep the nodes of a page may be together for one to be looked for: the extractor looks at each node from every one around it. Long
/// pages stay far below.
const DEPTHS: usize = 10_000_000;

/// What the extractor found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The nodes that are part of the article.
    pub(super) kept: Kept,
    /// What it collected about the article.
    pub(super) said: Said,
    length: usize,
}

/// What the extractor says about an article, as the page has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    /// Its title.
    pub(super) title: String,
    /// The line that names its authors, by what is meant for machines or by a line on the page.
    pub(super) byline: Option<String>,
    /// The site it is on.
    pub(super) site: Option<String>,
    /// When it was published.
    pub(super) published: Option<String>,
}

impl Found {
    /// Whether there is enough of it to be an article.
    pub(super) fn is_long(&self) -> bool {
        self.length >= LONG
    }
}

/// Finds the article. `None` when no part of the page looks like one, or when to look would take too long.
///
/// The extractor works on a copy and moves, renames and wraps elements, but nodes keep their numbers. So it says which words are the
/// article, and everything else about them is read off the page itself.
pub(super) fn find(page: &Document) -> Option<Found> {
    if tree::depths(page) > DEPTHS {
        return None;
    }
    let config = Config { keep_classes: true, ..Config::default() };
    let mut readability = Readability::with_document(page.clone(), None, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    let root = readability.doc.select_single("#readability-page-1");
    let kept: Kept = root.nodes().first()?.descendants_it().map(|node| node.id).collect();
    let said = Said {
        title: article.title,
        byline: article.byline,
        site: article.site_name,
        published: article.published_time,
    };
    Some(Found { kept, said, length: article.length })
}
