//! Who wrote an article.
//!
//! What is meant for programs is believed first, but programs are also told accounts, the site's own name, and what a system fills in when
//! nobody was named. A line of the page that names people goes before those. An account that no line shows to readers names nobody; the
//! site's name stays, since a person's own site bears theirs.

use dom_query::Document;

use super::{address, plain, tags, tags::Tags};
use crate::read::{blocks, web::top::folded};

/// The names of tags, the most trusted first.
const TAGS: &[&str] = &[
    "dc:creator",
    "dcterms:creator",
    "author",
    "parsely-author",
    "citation_author",
    "sailthru:author",
    "byl",
    "article:author",
];

/// What systems call an author when none was named, in lower case.
const NOBODY: &[&str] = &[
    "admin",
    "administrator",
    "anonymous",
    "anónimo",
    "no author",
    "nobody",
    "publisher",
    "super user",
    "unbekannt",
    "unknown",
    "webmaster",
];

/// Where pages show their author.
const SHOWN: &str = "[rel=author], [itemprop=author], .author-name, .byline, .author";
/// Where pages show it in any of the ways there are names for.
const SHOWN_SOMEHOW: &str = "[rel=author], [itemprop=author], [class*=author], [class*=byline]";
/// How long a line that shows it is at most, in characters.
const LONGEST_LINE: usize = 160;

/// The authors of an article: of those that its JSON-LD states, of tags, microdata and the line on the page that names them.
pub(super) fn all(
    page: &Document,
    byline: Option<&str>,
    publisher: Option<&str>,
    stated: &[String],
    tags: &Tags,
) -> Vec<String> {
    let microdata = || {
        tags::property(page, "[itemprop=author] [itemprop=name]").or_else(|| tags::property(page, "[itemprop=author]"))
    };
    let mut by_machine = people(stated.iter().cloned());
    if by_machine.is_empty() {
        by_machine = people(tags.all(TAGS));
    }
    if by_machine.is_empty() {
        by_machine = people(microdata());
    }
    let is_person = |name: &String| !is_account(name) && !is_site(name, publisher);
    if by_machine.iter().any(is_person) {
        return by_machine;
    }
    let shown = byline.and_then(plain).map(|line| in_line(&line)).unwrap_or_default();
    if by_machine.is_empty() {
        return shown;
    }
    if !shown.is_empty() && shown.iter().all(is_person) {
        return shown;
    }
    // The extractor takes what is meant for programs for the byline, so lines of the page are looked at.
    let lines = tags::properties(page, SHOWN);
    let person = lines.iter().map(|line| in_line(line)).find(|names| names.iter().any(is_person));
    person.unwrap_or_else(|| {
        let lines: Vec<String> = tags::properties(page, SHOWN_SOMEHOW)
            .into_iter()
            .filter(|line| line.chars().nth(LONGEST_LINE).is_none())
            .map(|line| folded(&line))
            .collect();
        by_machine.retain(|name| {
            is_site(name, publisher) && name.contains(char::is_uppercase)
                || lines.iter().any(|line| line.contains(&folded(name)))
        });
        by_machine
    })
}

/// The names in values, each once, without addresses and what is no name.
fn people(values: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut people = Vec::new();
    for value in values.into_iter().filter(|value| address::web(value).is_none()) {
        for name in blocks::names(&value) {
            let is_somebody = name.contains(char::is_alphabetic) && !NOBODY.contains(&name.to_lowercase().as_str());
            if is_somebody && !people.contains(&name) {
                people.push(name);
            }
        }
    }
    people
}

/// The names in a line of the page, which may be anything: it counts when it is nothing but names.
fn in_line(line: &str) -> Vec<String> {
    let line = blocks::names_in_line(line);
    let words = if line.is_labelled { 1..=5 } else { 2..=5 };
    people([line.names]).into_iter().filter(|name| words.contains(&name.split_whitespace().count())).collect()
}

/// Whether a name is one by which a program knows an author, rather than readers: a single word with figures, or without a capital.
fn is_account(name: &str) -> bool {
    !name.contains(char::is_whitespace)
        && name.is_ascii()
        && (name.contains(|c: char| c.is_ascii_digit()) || !name.contains(|c: char| c.is_ascii_uppercase()))
}

/// Whether a name is the publisher's.
fn is_site(name: &str, publisher: Option<&str>) -> bool {
    publisher.is_some_and(|publisher| folded(publisher) == folded(name))
}
