//! What archives of the web put into the pages they keep: found, noted and cut out.

use dom_query::{Document, NodeRef};

use super::about::address;

/// What an archive says about a page it kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Archived {
    /// The address the page had.
    pub(super) original: Option<String>,
    /// The address of the copy.
    pub(super) copy: Option<String>,
}

/// The hosts of archive.today.
const TODAY: &[&str] =
    &["archive.today", "archive.ph", "archive.is", "archive.li", "archive.vn", "archive.md", "archive.fo"];
/// What archive.today puts around a page, by the ids.
const TODAYS_PARTS: &str = "#HEADER, #DIVALREADY, #DIVALREADY2, #DIVSHARE, #hashtags, #FOOTER";
/// What the Wayback Machine puts into a page, by the ids.
const WAYBACKS_PARTS: &str = "#wm-ipp-base, #wm-ipp, #wm-ipp-print, #donato, #wm-maximize";

/// Takes out what an archive has put into a page, and gives what it says there.
pub(super) fn cut_out(page: &Document) -> Archived {
    let mut archived = today(page);
    wayback(page, &mut archived);
    archived
}

/// An address of an archive taken apart.
pub(super) fn of_address(copy: &str) -> Option<Archived> {
    let copy = address::web(copy)?;
    let url = url::Url::parse(&copy).ok()?;
    let host = url.host_str()?;
    let is_wayback = matches!(host, "web.archive.org" | "wayback.archive.org" | "web-beta.archive.org");
    let is_today = TODAY.contains(&host);
    if !is_wayback && !is_today {
        return None;
    }
    // The rest of the address may have a scheme of its own, which no parser of addresses looks for.
    let original = copy.find("/http").and_then(|at| address::web(&copy[at + 1..]));
    Some(Archived { original, copy: Some(copy) })
}

/// archive.today shows a page inside one of its own, under a head with the address.
fn today(page: &Document) -> Archived {
    let links = page.select("link[rel=bookmark][href], link[rel=canonical][href]");
    let mut found = links.iter().filter_map(|link| of_address(&link.attr("href")?)).filter(is_of_today);
    let Some(mut archived) = found.next() else {
        return Archived::default();
    };
    // The longer of its addresses has the original in it.
    if let Some(longer) = found.find(|other| other.original.is_some()).filter(|_| archived.original.is_none()) {
        archived = longer;
    }
    if archived.original.is_none() {
        let asked = page.select_single("#HEADER input[name=q][value]").attr("value");
        archived.original = asked.and_then(|value| address::web(&value));
    }
    page.select(TODAYS_PARTS).remove();
    archived
}

fn is_of_today(archived: &Archived) -> bool {
    let url = archived.copy.as_deref().and_then(|copy| url::Url::parse(copy).ok());
    url.is_some_and(|url| url.host_str().is_some_and(|host| TODAY.contains(&host)))
}

/// The Wayback Machine puts its bar between two comments and what it knows into scripts and comments.
fn wayback(page: &Document, archived: &mut Archived) {
    const MOST_NODES: usize = 4000;
    let comments: Vec<NodeRef<'_>> = page
        .root()
        .descendants_it()
        .take(MOST_NODES)
        .filter(|node| comment_has(node, "BEGIN WAYBACK TOOLBAR INSERT"))
        .collect();
    for begin in comments {
        cut_to_end(&begin);
    }
    if archived.original.is_none() {
        let bar = page.select_single("#wmtbURL[value]").attr("value").and_then(|value| address::web(&value));
        archived.original = bar.or_else(|| told_to_script(page));
    }
    page.select(WAYBACKS_PARTS).remove();
}

fn comment_has(node: &NodeRef<'_>, words: &str) -> bool {
    node.query_or(false, |node| match &node.data {
        dom_query::NodeData::Comment { contents } => contents.contains(words),
        _ => false,
    })
}

/// Removes what stands between a comment that begins an insertion and the one that ends it. Without an end nothing is.
fn cut_to_end(begin: &NodeRef<'_>) {
    let mut between = Vec::new();
    let mut next = begin.next_sibling();
    while let Some(node) = next {
        if comment_has(&node, "END WAYBACK TOOLBAR INSERT") {
            between.iter().for_each(NodeRef::remove_from_parent);
            return;
        }
        between.push(node);
        next = node.next_sibling();
    }
}

/// The original's address in the call that starts the archive's script: `__wm.wombat("https://…", "20310512093000", …)`.
fn told_to_script(page: &Document) -> Option<String> {
    const MOST_SCRIPTS: usize = 20;
    page.select("script").iter().take(MOST_SCRIPTS).find_map(|script| {
        let source = script.text();
        let (_, call) = source.split_once("__wm.wombat(\"")?;
        address::web(call.split_once('"')?.0)
    })
}
