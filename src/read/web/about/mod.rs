//! What a page, and the tool that saved it, say about the article.
//!
//! Where several say something, the first of these is believed. The extractor goes first for title, publisher and day of publication: it follows
//! the same order, and knows more spellings.
//!
//! | field | order |
//! |---|---|
//! | title | JSON-LD, Dublin Core, Open Graph and its like, microdata, `<title>` without the site's name, the headline on the page |
//! | authors | JSON-LD, Dublin Core and `meta name=author`, microdata, the byline on the page; `author` has the exceptions |
//! | publisher | JSON-LD, `og:site_name`, Dublin Core, microdata |
//! | dates | JSON-LD, Open Graph, Dublin Core and its like, microdata, the one `<time>` of the page |
//! | language | `<html lang>`, JSON-LD, `content-language`, Dublin Core, `og:locale` |
//! | address | the canonical one, `og:url`, JSON-LD, where it was saved from; never a front page when a better one is known |
//! | address in an archive | where it was saved from, the archive's own marks |
//! | kind | the type in JSON-LD; the name of the section, where it is one of few words |

pub(super) mod address;
mod author;
pub(super) mod date;
mod json_ld;
mod saved;
mod tags;

use dom_query::Document;
use dom_smoothie::Readability;
use json_ld::Stated;
use tags::Tags;

use super::{
    Container,
    archived::{self, Archived},
    article::Said,
};
use crate::article::{ArticleKind, Metadata, PartialDate};

/// The longest value that is taken in, in characters.
const LONGEST: usize = 500;

/// What is known about an article beside its text.
#[derive(Clone, Debug, Default)]
pub(super) struct About {
    pub(super) metadata: Metadata,
    /// The summary meant for search engines and shared links, which is often the one under the headline.
    pub(super) summary: Option<String>,
}

/// Collects what is known.
pub(super) fn of(page: &Document, said: Option<&Said>, archive: &Archived, container: &Container) -> About {
    let tags = Tags::of(page);
    let saved = container.address.clone().or_else(|| saved::from(page));
    let saved_in_archive = saved.as_deref().and_then(archived::of_address);
    let archive = Archived {
        original: archive.original.clone().or_else(|| saved_in_archive.as_ref()?.original.clone()),
        copy: saved_in_archive.as_ref().and_then(|saved| saved.copy.clone()).or_else(|| archive.copy.clone()),
    };
    let here = if saved_in_archive.is_some() { None } else { saved }.or_else(|| archive.original.clone());
    let canonical = tags::link(page, "canonical", here.as_deref());
    let ld = json_ld::article(page, canonical.as_deref().or(here.as_deref())).unwrap_or_default();
    let archive_url = archive.copy.or_else(|| {
        let links = [tags::link(page, "bookmark", None), canonical.clone()];
        links.into_iter().flatten().find_map(|link| archived::of_address(&link)?.copy)
    });
    let publisher = said.and_then(|said| plain(said.site.as_deref()?)).or_else(|| publisher(page, &ld, &tags));
    let byline = said.and_then(|said| said.byline.as_deref());
    let url = url(canonical, tags.first(&["og:url"]), ld.url.clone(), here);
    let metadata = Metadata {
        title: said
            .and_then(|said| plain(&said.title))
            .or_else(|| title(page, &ld, &tags))
            .or_else(|| container.title.as_deref().and_then(plain)),
        authors: author::all(page, byline, publisher.as_deref(), &ld.authors, &tags),
        publisher,
        republisher: None,
        published: said.and_then(|said| date::parse(said.published.as_deref()?)).or_else(|| {
            dates(ld.published.as_deref(), &tags, PUBLISHED, || {
                tags::property(page, "[itemprop=datePublished], time[pubdate], time.entry-date.published")
                    .or_else(|| tags::only_time(page))
            })
        }),
        updated: dates(ld.updated.as_deref(), &tags, UPDATED, || tags::property(page, "[itemprop=dateModified]")),
        url,
        archive_url,
        language: language(page, &ld, &tags),
        kind: kind(&ld, &tags),
    };
    let summary = tags.first(&["og:description", "description", "twitter:description", "dc:description"]);
    About { metadata, summary }
}

/// Names of tags, the first the most trusted.
const TITLES: &[&str] = &[
    "dc:title",
    "dcterms:title",
    "og:title",
    "weibo:article:title",
    "weibo:webpage:title",
    "title",
    "twitter:title",
    "parsely-title",
    "headline",
];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "dcterms:available",
    "dcterms:created",
    "dcterms:issued",
    "dc:date:issued",
    "dc:date",
    "parsely-pub-date",
    "weibo:article:create_at",
    "datepublished",
    "citation_publication_date",
    "sailthru:date",
    "pubdate",
    "date",
];
const UPDATED: &[&str] =
    &["article:modified_time", "og:updated_time", "dcterms:modified", "dc:date:modified", "datemodified", "lastmod"];

fn title(page: &Document, ld: &Stated, tags: &Tags) -> Option<String> {
    let shown = || {
        // The extractor's way of taking the site's name off.
        let readability = Readability::with_document(page.clone(), None, None).ok()?;
        plain(&readability.get_article_title())
    };
    let by_machine = match (&ld.name, &ld.headline) {
        // Either may be the site's; the one that the page's own title has is the article's.
        (Some(name), Some(headline)) if name != headline => {
            let title = shown().unwrap_or_default().to_lowercase();
            let says = |words: &String| title.contains(&words.to_lowercase());
            Some(if says(name) && !says(headline) { name } else { headline }.clone())
        }
        (name, headline) => headline.clone().or_else(|| name.clone()),
    };
    by_machine.or_else(|| tags.first(TITLES)).or_else(|| tags::property(page, "[itemprop=headline]")).or_else(shown)
}

fn publisher(page: &Document, ld: &Stated, tags: &Tags) -> Option<String> {
    ld.publisher
        .clone()
        .or_else(|| tags.first(&["og:site_name", "dc:publisher", "dcterms:publisher", "citation_journal_title"]))
        .or_else(|| tags::property(page, "[itemprop=publisher] [itemprop=name]"))
        .filter(|name| address::web(name).is_none())
}

fn dates(
    stated: Option<&str>,
    tags: &Tags,
    names: &[&str],
    shown: impl FnOnce() -> Option<String>,
) -> Option<PartialDate> {
    let tagged = || names.iter().find_map(|name| date::parse(&tags.first(&[name])?));
    stated.and_then(date::parse).or_else(tagged).or_else(|| date::parse(&shown()?))
}

fn language(page: &Document, ld: &Stated, tags: &Tags) -> Option<String> {
    let html = page.select_single("html");
    let own = || html.attr("lang").or_else(|| html.attr("xml:lang")).map(|tag| tag.to_string());
    let tagged =
        || tags.first(&["content-language", "dc:language", "dcterms:language", "language", "inlanguage", "og:locale"]);
    [own(), ld.language.clone(), tagged()].into_iter().flatten().find_map(|tag| language_tag(&tag))
}

/// A tag as BCP 47 has it, or its like with a low line; the first, where several are listed.
fn language_tag(written: &str) -> Option<String> {
    let tag = written.split([',', ';', ' ']).find(|tag| !tag.is_empty())?.replace('_', "-");
    let mut parts = tag.split('-');
    let language = parts.next()?;
    let is_language = (2..=8).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_rest =
        parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    (is_language && is_rest && tag.len() <= 35).then_some(tag)
}

/// The address of the article: the canonical one, unless that is a front page and another is known that is none.
fn url(canonical: Option<String>, graph: Option<String>, ld: Option<String>, here: Option<String>) -> Option<String> {
    let graph = graph.and_then(|url| address::web(&url));
    // An archive names its own copy.
    let original = |url: String| match archived::of_address(&url) {
        Some(archived) => archived.original,
        None => Some(url),
    };
    let known: Vec<String> = [canonical, graph, ld, here].into_iter().flatten().filter_map(original).collect();
    known.iter().find(|url| !address::is_front_page(url)).or_else(|| known.first()).cloned()
}

/// Names of sections and genres that say what sort of article stands in them.
const SECTIONS: &[(&str, ArticleKind)] = &[
    ("opinion", ArticleKind::Opinion),
    ("opinions", ArticleKind::Opinion),
    ("op-ed", ArticleKind::Opinion),
    ("editorial", ArticleKind::Opinion),
    ("editorials", ArticleKind::Opinion),
    ("commentary", ArticleKind::Opinion),
    ("kommentar", ArticleKind::Opinion),
    ("meinung", ArticleKind::Opinion),
    ("opinión", ArticleKind::Opinion),
    ("tribune", ArticleKind::Opinion),
    ("мнение", ArticleKind::Opinion),
    ("мнения", ArticleKind::Opinion),
    ("analysis", ArticleKind::Analysis),
    ("analyse", ArticleKind::Analysis),
    ("análisis", ArticleKind::Analysis),
    ("анализ", ArticleKind::Analysis),
    ("background", ArticleKind::Background),
    ("hintergrund", ArticleKind::Background),
    ("satire", ArticleKind::Satire),
];

fn kind(ld: &Stated, tags: &Tags) -> Option<ArticleKind> {
    let sections = || ld.sections.iter().cloned().chain(tags.first(&["article:section", "genre"]));
    let by_section = |section: String| {
        let section = section.trim().to_lowercase();
        SECTIONS.iter().find(|(name, _)| *name == section).map(|(_, kind)| *kind)
    };
    ld.kind.or_else(|| sections().find_map(by_section))
}

/// A value as words on one line: references resolved, markup and control characters gone, white space collapsed, at most [`LONGEST`] characters.
pub(super) fn plain(value: &str) -> Option<String> {
    let head: String = value.chars().take(4 * LONGEST).collect();
    let text = if head.contains(['&', '<']) { Document::fragment(head).text().to_string() } else { head };
    let clean: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && *c != '\u{FEFF}')
        .collect();
    let words = clean.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let words: String = words.chars().take(LONGEST).collect();
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_owned())
}
