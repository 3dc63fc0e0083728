//! What a page says about itself in its `meta` and `link` elements and in marks on what it shows (microdata).

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

use super::{address, plain};

/// How many elements are looked at.
const MOST: usize = 2000;

/// The attributes that hold the name of a value, the most trusted first.
const KEYS: [&str; 4] = ["property", "name", "itemprop", "http-equiv"];

/// The values of each name, in lower case with full stops as colons: Open Graph, Dublin Core and the rest. With each stands which
/// attribute held the name: a page that says something in two ways says it twice.
#[derive(Clone, Debug, Default)]
pub(super) struct Tags(HashMap<String, Vec<(usize, String)>>);

impl Tags {
    pub(super) fn of(page: &Document) -> Self {
        let mut tags: HashMap<String, Vec<(usize, String)>> = HashMap::new();
        for node in page.select("meta[content]").nodes().iter().take(MOST) {
            let named = KEYS.iter().enumerate().find_map(|(rank, key)| Some((rank, node.attr(key)?)));
            let (rank, name) = named.unwrap_or_default();
            let value = node.attr("content").and_then(|value| plain(&value));
            if let Some(value) = value.filter(|_| !name.is_empty() && name.len() <= 100) {
                // One attribute may list several properties.
                for name in name.split_ascii_whitespace().take(4) {
                    let values = tags.entry(name.to_ascii_lowercase().replace('.', ":")).or_default();
                    if values.len() < 20 {
                        values.push((rank, value.clone()));
                    }
                }
            }
        }
        Self(tags)
    }

    /// The value of the first name that has one.
    pub(super) fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| Some(self.0.get(*name)?.first()?.1.clone()))
    }

    /// All values of the first name that has any, in the most trusted of the ways in which the page says them.
    pub(super) fn all(&self, names: &[&str]) -> Vec<String> {
        let values = names.iter().find_map(|name| self.0.get(*name)).map(Vec::as_slice).unwrap_or_default();
        let best = values.iter().map(|(rank, _)| *rank).min();
        values.iter().filter(|(rank, _)| Some(*rank) == best).map(|(_, value)| value.clone()).collect()
    }
}

/// The address in a `link` element, such as the canonical one.
pub(super) fn link(page: &Document, rel: &str, base: Option<&str>) -> Option<String> {
    let links = page.select("link[rel][href]");
    let is = |node: &&NodeRef<'_>| {
        node.attr("rel").is_some_and(|value| value.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(rel)))
    };
    links.nodes().iter().take(MOST).find(is).and_then(|node| address::web_from(&node.attr("href")?, base))
}

/// The words or the machine's value of what has a property of microdata.
pub(super) fn property(page: &Document, selector: &str) -> Option<String> {
    page.select(selector).nodes().iter().take(MOST).find_map(value)
}

/// The same for each of the first elements that have it.
pub(super) fn properties(page: &Document, selector: &str) -> Vec<String> {
    const MOST: usize = 50;
    page.select(selector).nodes().iter().take(MOST).filter_map(value).collect()
}

/// What an element marked with a property says.
fn value(node: &NodeRef<'_>) -> Option<String> {
    let machine = ["content", "datetime"].iter().find_map(|key| node.attr(key));
    machine.and_then(|value| plain(&value)).or_else(|| {
        // An element may hold all of a page, and many may hold one another.
        let texts = node.descendants_it().take(MOST).filter(NodeRef::is_text).map(|node| node.text());
        let mut words = String::new();
        for text in texts {
            let left = super::LONGEST.saturating_sub(words.len());
            words.extend(text.chars().take(left));
            if left == 0 {
                break;
            }
        }
        plain(&words)
    })
}

/// The one day that elements for times on the page name, when they agree.
pub(super) fn only_time(page: &Document) -> Option<String> {
    let times = page.select("time[datetime]");
    let mut days = times.nodes().iter().take(MOST).filter_map(|node| node.attr("datetime"));
    let first = days.next()?;
    let day = |time: &str| time.get(..10).map(str::to_owned);
    days.all(|other| day(&other) == day(&first)).then(|| first.to_string())
}
