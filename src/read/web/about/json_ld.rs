//! What a page says about itself in JSON-LD, with the words of schema.org.

use dom_query::Document;
use serde_json::{Map, Value};

use super::{address, plain};
use crate::article::ArticleKind;

type Object = Map<String, Value>;

/// How many scripts, bytes of one script, objects and levels are looked at.
const MOST_SCRIPTS: usize = 50;
const LONGEST_SCRIPT: usize = 1024 * 1024;
const MOST_OBJECTS: usize = 2000;
const DEEPEST: usize = 6;
/// How many authors an article has at most.
const MOST_AUTHORS: usize = 50;

/// The types that are articles, with the kind they state.
const ARTICLES: &[(&str, Option<ArticleKind>)] = &[
    ("NewsArticle", None),
    ("ReportageNewsArticle", Some(ArticleKind::Report)),
    ("AnalysisNewsArticle", Some(ArticleKind::Analysis)),
    ("OpinionNewsArticle", Some(ArticleKind::Opinion)),
    ("BackgroundNewsArticle", Some(ArticleKind::Background)),
    ("AskPublicNewsArticle", None),
    ("ReviewNewsArticle", Some(ArticleKind::Opinion)),
    ("AdvertiserContentArticle", None),
    ("SatiricalArticle", Some(ArticleKind::Satire)),
    ("Article", None),
    ("BlogPosting", None),
    ("LiveBlogPosting", None),
    ("Report", None),
    ("ScholarlyArticle", None),
    ("MedicalScholarlyArticle", None),
    ("TechArticle", None),
    ("APIReference", None),
    ("SocialMediaPosting", None),
    ("DiscussionForumPosting", None),
];

/// A type that is an article's.
struct Type {
    /// The kind it states, if it does.
    kind: Option<ArticleKind>,
}

/// What an article says about itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Stated {
    pub(super) headline: Option<String>,
    pub(super) name: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    pub(super) kind: Option<ArticleKind>,
    pub(super) sections: Vec<String>,
}

/// The article of a page among the objects in its scripts: the one at `url`, or else the first. Scripts that are no JSON are passed over.
pub(super) fn article(page: &Document, url: Option<&str>) -> Option<Stated> {
    let scripts = page.select("script[type]");
    let of_type =
        |kind: &str| kind.trim().get(..19).is_some_and(|head| head.eq_ignore_ascii_case("application/ld+json"));
    let values: Vec<Value> = scripts
        .iter()
        .filter(|script| script.attr("type").is_some_and(|kind| of_type(&kind)))
        .take(MOST_SCRIPTS)
        .filter_map(|script| parse(&script.text()))
        .collect();
    let mut objects = Vec::new();
    for value in &values {
        collect(value, 0, &mut objects);
    }
    let articles = || objects.iter().copied().filter(|object| type_of(object).is_some());
    let is_here = |object: &&Object| {
        let own = address_of(object);
        own.zip(url).is_some_and(|(own, url)| address::are_same(&own, url))
    };
    let article = articles().find(is_here).or_else(|| articles().next())?;
    Some(stated(article, &objects))
}

/// A script's JSON, mended where pages break it in ways that do not change what it means.
fn parse(source: &str) -> Option<Value> {
    if source.len() > LONGEST_SCRIPT {
        return None;
    }
    let bare = source.trim();
    let bare = bare.strip_prefix("//<![CDATA[").or_else(|| bare.strip_prefix("<![CDATA[")).unwrap_or(bare);
    let bare = bare.strip_suffix("//]]>").or_else(|| bare.strip_suffix("]]>")).unwrap_or(bare);
    let bare = bare.trim().trim_start_matches("<!--").trim_end_matches("-->").trim().trim_end_matches(';');
    serde_json::from_str(bare).ok().or_else(|| {
        // Line ends inside strings.
        let spaced: String = bare.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&spaced).ok()
    })
}

/// Every object in lists, graphs and as the main thing of another.
fn collect<'v>(value: &'v Value, depth: usize, objects: &mut Vec<&'v Object>) {
    if depth > DEEPEST || objects.len() >= MOST_OBJECTS {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, depth + 1, objects)),
        Value::Object(object) => {
            objects.push(object);
            for key in ["@graph", "mainEntity", "hasPart", "item", "itemListElement", "author", "publisher"] {
                if let Some(value @ (Value::Array(_) | Value::Object(_))) = object.get(key) {
                    collect(value, depth + 1, objects);
                }
            }
        }
        _ => {}
    }
}

/// Which of the types that are articles an object has.
fn type_of(object: &Object) -> Option<Type> {
    let types = object.get("@type")?;
    let known = |written: &Value| {
        let name = written.as_str()?.rsplit(['/', '#', ':']).next()?;
        ARTICLES.iter().find(|(known, _)| *known == name).map(|(_, kind)| Type { kind: *kind })
    };
    match types {
        Value::Array(types) => types.iter().filter_map(known).max_by_key(|known| known.kind.is_some()),
        one => known(one),
    }
}

fn address_of(object: &Object) -> Option<String> {
    let here = |value: &Value| match value {
        Value::String(url) => address::web(url),
        Value::Object(page) => {
            page.get("@id").or_else(|| page.get("url")).and_then(Value::as_str).and_then(address::web)
        }
        _ => None,
    };
    ["url", "mainEntityOfPage", "@id"].iter().find_map(|key| object.get(*key).and_then(here))
}

fn stated(article: &Object, objects: &[&Object]) -> Stated {
    let words = |key: &str| article.get(key).and_then(Value::as_str).and_then(plain);
    let names = |key: &str| {
        let mut names = Vec::new();
        if let Some(value) = article.get(key) {
            names_of(value, objects, 0, &mut names);
        }
        names
    };
    let mut authors = names("author");
    if authors.is_empty() {
        authors = names("creator");
    }
    let sections =
        ["genre", "articleSection"].iter().filter_map(|key| article.get(*key)).flat_map(|value| match value {
            Value::Array(values) => values.iter().filter_map(Value::as_str).take(10).map(str::to_owned).collect(),
            value => value.as_str().map(str::to_owned).into_iter().collect::<Vec<_>>(),
        });
    let language = match article.get("inLanguage") {
        Some(Value::Object(language)) => language.get("alternateName").and_then(Value::as_str).and_then(plain),
        _ => words("inLanguage"),
    };
    Stated {
        headline: words("headline"),
        name: words("name"),
        authors,
        publisher: names("publisher").into_iter().next(),
        published: words("datePublished"),
        updated: words("dateModified"),
        language,
        url: address_of(article),
        kind: type_of(article).and_then(|known| known.kind),
        sections: sections.collect(),
    }
}

/// The names of people and bodies: a string, an object with a name, a reference to one, or a list of these.
fn names_of(value: &Value, objects: &[&Object], depth: usize, names: &mut Vec<String>) {
    if depth > 2 || names.len() >= MOST_AUTHORS {
        return;
    }
    let mut add = |name: &str| {
        if address::web(name).is_none()
            && let Some(name) = plain(name)
            && !names.contains(&name)
        {
            names.push(name);
        }
    };
    match value {
        Value::String(name) => add(name),
        Value::Array(values) => {
            for value in values.iter().take(MOST_AUTHORS) {
                names_of(value, objects, depth + 1, names);
            }
        }
        Value::Object(object) => match (object.get("name"), object.get("@id")) {
            (Some(Value::String(name)), _) => add(name),
            (Some(value @ Value::Array(_)), _) => names_of(value, objects, depth + 1, names),
            (_, Some(id)) => {
                let known = objects.iter().find(|other| other.get("@id") == Some(id) && other.get("name").is_some());
                if let Some(name) = known.and_then(|known| known.get("name")).and_then(Value::as_str) {
                    add(name);
                }
            }
            _ => {}
        },
        _ => {}
    }
}
