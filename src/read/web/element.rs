//! What the elements of a page are to somebody who reads it.

use dom_query::{Element, NodeRef, local_name};
use html5ever::ns;

use crate::article::BlockKind;

/// How an element takes part in the flow of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Nothing of it is read.
    Left,
    /// Its words go on with those around it.
    Inline,
    /// Its words stand apart.
    Block,
    /// A line end.
    LineEnd,
    /// A picture.
    Picture,
    /// A link.
    Link,
    /// Words between quotation marks that browsers draw.
    Quoted,
    /// White space counts.
    Preformatted,
    /// A table.
    Table,
    /// A row of one.
    Row,
    /// A cell of one.
    Cell,
}

/// The sort of an element by its name.
pub(super) fn sort(element: &Element) -> Sort {
    if element.name.ns != ns!(html) {
        // Formulas have words; drawings have none that are part of a text.
        let is_formula = element.name.ns == ns!(mathml) && !element.name.local.starts_with("annotation");
        return if is_formula { Sort::Inline } else { Sort::Left };
    }
    match &*element.name.local {
        "script" | "style" | "template" | "noscript" | "iframe" | "frame" | "frameset" | "noframes" | "head"
        | "object" | "embed" | "audio" | "video" | "canvas" | "select" | "datalist" | "textarea" | "input"
        | "progress" | "meter" | "map" | "param" | "source" | "track" | "link" | "meta" | "title" | "base" => {
            Sort::Left
        }
        "br" => Sort::LineEnd,
        "img" => Sort::Picture,
        "a" => Sort::Link,
        "q" => Sort::Quoted,
        "pre" | "listing" | "xmp" | "plaintext" => Sort::Preformatted,
        "table" => Sort::Table,
        "tr" => Sort::Row,
        "td" | "th" => Sort::Cell,
        "address" | "article" | "aside" | "blockquote" | "body" | "button" | "caption" | "center" | "dd"
        | "details" | "dialog" | "dir" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer"
        | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hgroup" | "hr" | "html" | "legend" | "li"
        | "main" | "menu" | "nav" | "ol" | "optgroup" | "option" | "p" | "picture" | "search" | "section"
        | "summary" | "tbody" | "tfoot" | "thead" | "ul" => Sort::Block,
        _ if style_says(
            element,
            &["display:block", "display:flex", "display:grid", "display:table", "display:list-item"],
        ) =>
        {
            Sort::Block
        }
        _ => Sort::Inline,
    }
}

/// Classes by which pages hide words from all who see.
const HIDDEN: &[&str] = &[
    "visually-hidden",
    "visuallyhidden",
    "sr-only",
    "screen-reader-text",
    "screen-reader",
    "screenreader-only",
    "u-visually-hidden",
    "u-hidden-visually",
    "a11y-hidden",
    "element-invisible",
    "offscreen",
];

/// Whether an element that stands apart by its name stands in the line by its style.
pub(super) fn stands_in_line(element: &Element) -> bool {
    &*element.name.local == "div" && style_says(element, &["display:inline", "display:-webkit-inline"])
}

/// Whether an element is on the page without being seen.
pub(super) fn is_hidden(element: &Element) -> bool {
    element.attr_ref(local_name!("hidden")).is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
        // Word writes the marks of lists into the text for programs that know no lists.
        || style_says(element, &["display:none", "visibility:hidden", "mso-list:ignore"])
        || (&*element.name.local == "dialog" && element.attr_ref(local_name!("open")).is_none())
        || tokens(element.attr_ref(local_name!("class"))).any(|class| HIDDEN.contains(&class))
}

/// Whether an element holds links that lead about a site.
pub(super) fn is_navigation(element: &Element) -> bool {
    &*element.name.local == "nav"
        || element.attr_ref(local_name!("role")).is_some_and(|role| matches!(role, "navigation" | "menu" | "menubar"))
}

/// Whether the style of an element has one of these declarations, which are written without white space.
fn style_says(element: &Element, declarations: &[&str]) -> bool {
    const LONGEST: usize = 2000;
    let Some(style) = element.attr_ref(local_name!("style")).filter(|style| style.len() <= LONGEST) else {
        return false;
    };
    let bare: String = style.chars().filter(|c| !c.is_ascii_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    declarations.iter().any(|declaration| bare.contains(declaration))
}

/// The words of a class or of another list, at most some dozens.
fn tokens(list: Option<&str>) -> impl Iterator<Item = &str> {
    list.unwrap_or_default().split_ascii_whitespace().take(64)
}

/// What an element makes of the words in it; `None` when they are what they would be without it.
pub(super) fn frame(element: &Element) -> Option<BlockKind> {
    let by_name = match &*element.name.local {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
        "blockquote" => Some(BlockKind::Quotation),
        "li" | "dt" | "dd" => Some(BlockKind::ListItem),
        "figcaption" | "caption" => Some(BlockKind::Caption),
        _ => None,
    };
    let class = element.attr_ref(local_name!("class"));
    let property = element.attr_ref(local_name!("itemprop"));
    if class.is_none() && property.is_none() && element.attr_ref(local_name!("rel")).is_none() {
        return by_name;
    }
    let classes = || tokens(class);
    let has = |known: &[&str]| classes().any(|class| known.iter().any(|known| class.eq_ignore_ascii_case(known)));
    let some = |test: &dyn Fn(&str) -> bool| classes().any(|class| test(&class.to_ascii_lowercase()));
    if has(EMBEDS) || some(&|class| class.starts_with("wp-block-embed")) {
        return Some(BlockKind::Embed);
    }
    if by_name == Some(BlockKind::Heading) {
        return by_name;
    }
    let of_word = WORD.iter().find(|(name, _)| has(&[name])).map(|(_, kind)| *kind);
    if of_word.is_some() {
        return of_word;
    }
    if has(EDITOR_NOTES) {
        return Some(BlockKind::EditorNote);
    }
    if some(&|class| ["pullquote", "pull-quote"].iter().any(|quote| class.contains(quote))) {
        return Some(BlockKind::Quotation);
    }
    if some(&|class| {
        ["photo-credit", "image-credit", "img-credit", "photocredit", "imagecredit", "caption-credit"]
            .iter()
            .any(|credit| class.contains(credit))
    }) || has(&["credit", "copyright", "photographer"])
    {
        return Some(BlockKind::Credit);
    }
    if some(&|class| class.contains("caption-text") || names_caption(class)) && !has(&["wp-caption"]) {
        return Some(BlockKind::Caption);
    }
    let is = |value: Option<&str>, known: &[&str]| tokens(value).any(|word| known.contains(&word));
    if has(STANDFIRSTS) || is(property, &["alternativeHeadline"]) {
        return Some(BlockKind::Standfirst);
    }
    let is_author = is(property, &["author", "datePublished", "dateModified"])
        || is(element.attr_ref(local_name!("rel")), &["author"]);
    if is_author
        || some(&|class| {
            BYLINES.iter().any(|byline| {
                class == *byline || class.ends_with(&format!("__{byline}")) || class.ends_with(&format!("-{byline}"))
            })
        })
    {
        return Some(BlockKind::Byline);
    }
    by_name
}

/// Whether a class is that of a caption, rather than of something with or without one.
fn names_caption(class: &str) -> bool {
    let describes = |before: &str| {
        let word = before.trim_end_matches(['-', '_']).rsplit(['-', '_']).next();
        matches!(word, Some("no" | "without" | "has" | "with"))
    };
    class.strip_suffix("caption").is_some_and(|before| !describes(before))
}

/// Classes of posts that pages show inside an article.
const EMBEDS: &[&str] = &[
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "tiktok-embed",
    "fb-post",
    "fb-video",
    "bluesky-embed",
    "mastodon-embed",
    "reddit-embed-bq",
    "reddit-card",
    "telegram-post",
    "truthsocial-embed",
    "threads-embed",
    "text-post-media",
    "vk-post",
];

/// Classes of paragraphs that Word copies.
const WORD: &[(&str, BlockKind)] = &[
    ("MsoTitle", BlockKind::Headline),
    ("MsoSubtitle", BlockKind::Standfirst),
    ("MsoQuote", BlockKind::Quotation),
    ("MsoIntenseQuote", BlockKind::Quotation),
    ("MsoCaption", BlockKind::Caption),
    ("MsoListParagraph", BlockKind::ListItem),
    ("MsoListParagraphCxSpFirst", BlockKind::ListItem),
    ("MsoListParagraphCxSpMiddle", BlockKind::ListItem),
    ("MsoListParagraphCxSpLast", BlockKind::ListItem),
];

/// Classes of what an editor put in.
const EDITOR_NOTES: &[&str] = &[
    "correction",
    "corrections",
    "clarification",
    "editor-note",
    "editors-note",
    "editorsnote",
    "editor_note",
    "article-correction",
    "article__correction",
    "update-note",
];

/// Classes of the summary under a headline.
const STANDFIRSTS: &[&str] = &[
    "standfirst",
    "dek",
    "deck",
    "subheadline",
    "sub-headline",
    "subhead-line",
    "subtitle",
    "sub-title",
    "vorspann",
    "chapo",
    "entradilla",
    "article__dek",
    "article-dek",
    "article__standfirst",
    "article__subtitle",
    "article-subtitle",
    "article__summary",
    "article-summary",
];

/// Classes of the line that names author and date, alone or as the end of a longer class.
const BYLINES: &[&str] = &["byline", "author", "authors", "author-name", "dateline", "bylines"];

/// Whether a table has rows of data, rather than being there to put things side by side.
pub(super) fn is_data_table(table: &NodeRef<'_>) -> bool {
    if table.attr("role").is_some_and(|role| matches!(&*role, "presentation" | "none")) {
        return false;
    }
    let (mut rows, mut cells) = (0_usize, 0_usize);
    let mut paragraphs_in_cell = 0_usize;
    for node in table.descendants_it() {
        let Some(element) = node.element_ref() else {
            continue;
        };
        match &*element.name.local {
            "table" | "h1" | "h2" | "h3" | "ul" | "ol" | "figure" | "blockquote" | "form" | "article" | "section" => {
                return false;
            }
            "tr" => rows += 1,
            "td" | "th" => {
                cells += 1;
                paragraphs_in_cell = 0;
            }
            "p" | "div" => {
                paragraphs_in_cell += 1;
                if paragraphs_in_cell > 2 {
                    return false;
                }
            }
            _ => {}
        }
    }
    cells > rows && rows > 0
}

/// The words that a picture stands for, when it is one of the small ones inside a line: pages put pictures in the place of emoji.
pub(super) fn emoji(element: &Element) -> Option<String> {
    const LONGEST: usize = 40;
    let words = element.attr_ref(local_name!("alt"))?.trim();
    let is_emoji = !words.is_empty()
        && words.len() <= LONGEST
        && words.chars().all(|c| !c.is_ascii() && !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control());
    is_emoji.then(|| words.to_owned())
}
