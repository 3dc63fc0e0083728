//! What the tool that saved a page wrote into it.

use dom_query::{Document, NodeData};

use super::address;

/// How many nodes from the start are looked at; tools write at the top.
const MOST_NODES: usize = 4000;
/// The longest comment that is looked at, in bytes.
const LONGEST: usize = 4096;

/// The address a page was saved from: in the comment of a browser, of `SingleFile` or of `HTTrack`, or where Save Page WE and
/// `WebScrapBook` put it.
pub(super) fn from(page: &Document) -> Option<String> {
    let comments = page.root().descendants_it().take(MOST_NODES).find_map(|node| {
        let comment = node.query(|node| match &node.data {
            NodeData::Comment { contents } if contents.len() <= LONGEST => Some(contents.to_string()),
            _ => None,
        });
        in_comment(comment.flatten()?.trim())
    });
    let attributes = || {
        let page_we = page.select_single("meta[name=savepage-url][content]").attr("content");
        page_we.or_else(|| page.select_single("html[data-scrapbook-source]").attr("data-scrapbook-source"))
    };
    comments.or_else(|| address::web(&attributes()?))
}

fn in_comment(comment: &str) -> Option<String> {
    // The number is how long the address is.
    if let Some(rest) = comment.strip_prefix("saved from url=(") {
        return address::web(rest.split_once(')')?.1);
    }
    if comment.starts_with("Page saved with SingleFile") {
        let line = comment.lines().find_map(|line| line.trim().strip_prefix("url:"))?;
        return address::web(line);
    }
    let mirrored = comment.strip_prefix("Mirrored from ")?.split_once(" by HTTrack")?.0;
    address::web(mirrored).or_else(|| address::web(&format!("http://{mirrored}")))
}
