//! Whether text is a web page: by what it begins with, and by the tags that follow.

use aho_corasick::AhoCorasick;

/// How far into a page tags are counted, in bytes.
const HEAD: usize = 64 * 1024;

/// Elements that nothing but a whole page begins with.
const OF_PAGES: &[&str] = &["html", "head", "body", "title", "meta", "base", "link", "script", "style", "noscript"];
/// Elements that a piece of a page may begin with.
const OF_PIECES: &[&str] = &[
    "div",
    "p",
    "article",
    "section",
    "main",
    "header",
    "footer",
    "nav",
    "aside",
    "figure",
    "table",
    "ul",
    "ol",
    "dl",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "center",
    "font",
    "span",
    "a",
    "b",
    "strong",
    "em",
    "i",
    "br",
    "hr",
    "img",
    "form",
];
/// Tags that end an element with words of its own.
const ENDS: &[&str] = &[
    "</html",
    "</body",
    "</head",
    "</title",
    "</script",
    "</style",
    "</p>",
    "</div",
    "</li",
    "</td",
    "</h1",
    "</h2",
    "</h3",
    "</article",
    "</section",
    "</blockquote",
    "</a>",
    "</span",
];

/// What a file's name says about its content.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Page,
    OtherText,
    Unknown,
}

/// Whether text is a web page or a piece of one, rather than text in which tags occur.
pub(super) fn is_page(content: &str, named: Named) -> bool {
    let rest = after_comments(content);
    let ends = |most: usize| ends(rest, most);
    if has_prefix(rest, "<!doctype html") {
        let after = rest.split_once('>').map_or("", |(_, after)| after);
        return named == Named::Page || after_comments(after).starts_with('<') || ends(1);
    }
    let Some(name) = first_element(rest) else {
        return false;
    };
    if OF_PAGES.contains(&name.as_str()) {
        let after = rest.split_once('>').map_or("", |(_, after)| after);
        return after_comments(after).starts_with('<') || ends(2) || (named == Named::Page && ends(1));
    }
    match named {
        Named::Page => OF_PIECES.contains(&name.as_str()),
        // Markdown often begins with a piece of a page.
        Named::OtherText => false,
        Named::Unknown => OF_PIECES.contains(&name.as_str()) && ends(3) && is_mostly_in_tags(rest),
    }
}

/// What follows white space, comments and declarations of XML.
fn after_comments(content: &str) -> &str {
    let mut rest = content.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let after = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->").map(|(_, after)| after)
        } else if rest.starts_with("<?") {
            rest.split_once('>').map(|(_, after)| after)
        } else {
            None
        };
        match after {
            Some(after) => rest = after.trim_start(),
            None => return rest,
        }
    }
}

fn has_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// The name of the element that the text begins with, in lower case.
fn first_element(text: &str) -> Option<String> {
    let rest = text.strip_prefix('<')?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
    rest[end..].starts_with([' ', '\t', '\n', '\r', '>', '/']).then(|| rest[..end].to_ascii_lowercase())
}

/// Whether at least so many tags end an element near the start.
fn ends(text: &str, least: usize) -> bool {
    let head = &text.as_bytes()[..text.len().min(HEAD)];
    let Ok(tags) = AhoCorasick::builder().ascii_case_insensitive(true).build(ENDS) else {
        return false;
    };
    tags.find_iter(head).nth(least - 1).is_some()
}

/// Whether most lines near the start begin or end with a tag, as they do where a program wrote them.
fn is_mostly_in_tags(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(text.len().min(HEAD))];
    let lines = || head.lines().map(str::trim).filter(|line| !line.is_empty());
    let tagged = lines().filter(|line| line.starts_with('<') || line.ends_with('>')).count();
    tagged * 2 > lines().count()
}
