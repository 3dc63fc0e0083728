//! Pages as browsers, tools and archives save them: all of them the same article.

use claimlight::{
    article::{ArticleKind, Metadata},
    read::{Options, Shown},
};

use super::{BODY, page, read, read_named, table};

const SINGLE_FILE: &str = include_str!("pages/single_file.html");
const COMPLETE: &str = include_str!("pages/complete.html");
const WAYBACK: &str = include_str!("pages/wayback.html");
const ARCHIVE_TODAY: &str = include_str!("pages/archive_today.html");
const SAVE_PAGE_WE: &str = include_str!("pages/save_page_we.html");
const WEB_SCRAP_BOOK: &str = include_str!("pages/web_scrap_book.html");
const HT_TRACK: &str = include_str!("pages/ht_track.html");
const GRAPH: &str = include_str!("pages/graph.html");
const HOSTILE: &str = include_str!("pages/hostile.html");

const ADDRESS: &str = "https://tarn.example/2031/bridge";

fn known(source: &str) -> Metadata {
    read(source).article.metadata
}

fn published(metadata: &Metadata) -> Option<String> {
    metadata.published.map(|date| date.to_string())
}

#[test]
fn every_save_is_the_same_article() {
    for source in [SINGLE_FILE, COMPLETE, WAYBACK, ARCHIVE_TODAY, SAVE_PAGE_WE, HT_TRACK] {
        let reading = read(source);
        assert_eq!(reading.warnings, [], "{source}");
        assert_eq!(reading.shown, Shown::ArticleAlone, "{source}");
        let blocks = table(&reading.article);
        let top = "\nheadline| Bridge reopens after nine years\nbyline| By Mara Oln\nparagraph| The old bridge";
        assert!(blocks.starts_with(top), "{blocks}");
        assert_eq!(blocks.lines().count(), 7, "{blocks}");
        assert!(blocks.ends_with("the brass band that played on Monday."), "{blocks}");
        let title = reading.article.metadata.title.unwrap();
        assert!(title.starts_with("Bridge reopens after nine years"), "{title}");
        assert_eq!(reading.article.metadata.url.unwrap().trim_end_matches('/').replace("http:", "https:"), ADDRESS);
    }
}

#[test]
fn single_file_and_json_ld_say_who_and_when() {
    let metadata = known(SINGLE_FILE);
    assert_eq!(metadata.title.as_deref(), Some("Bridge reopens after nine years"));
    assert_eq!(metadata.authors, ["Mara Oln", "Teo Quill"]);
    assert_eq!(metadata.publisher.as_deref(), Some("The Tarn Courier"));
    // The day as the publisher wrote it, whatever day it was elsewhere.
    assert_eq!(published(&metadata).as_deref(), Some("2031-05-12"));
    assert_eq!(metadata.updated.unwrap().to_string(), "2031-05-13");
    assert_eq!(metadata.language.as_deref(), Some("en"));
    assert_eq!(metadata.kind, Some(ArticleKind::Report));
    assert_eq!(metadata.archive_url, None);
}

#[test]
fn tags_of_a_browsers_save() {
    let metadata = known(COMPLETE);
    assert_eq!(metadata.authors, ["Oln, Mara"]);
    assert_eq!(published(&metadata).as_deref(), Some("2031-05-12"));
    assert_eq!(metadata.kind, Some(ArticleKind::Opinion));
    assert_eq!(metadata.language.as_deref(), Some("en-GB"));
}

#[test]
fn archives_give_both_addresses_and_take_their_bars_away() {
    let wayback = known(WAYBACK);
    assert_eq!(
        wayback.archive_url.as_deref(),
        Some("https://web.archive.org/web/20310601120000/https://tarn.example/2031/bridge")
    );
    let today = known(ARCHIVE_TODAY);
    assert_eq!(
        today.archive_url.as_deref(),
        Some("http://archive.today/20310601120000/https://tarn.example/2031/bridge")
    );
    for source in [WAYBACK, ARCHIVE_TODAY] {
        let options = Options { whole_page: true, ..Options::default() };
        let whole = read_named("page.html", source.as_bytes(), &options).unwrap();
        let text = whole.article.text().as_str();
        assert!(text.starts_with("Home\n\nSport\n\nBridge reopens"), "{text}");
        assert!(text.ends_with("on Monday.\n"), "{text}");
    }
}

#[test]
fn dublin_core_and_microdata() {
    let core = known(SAVE_PAGE_WE);
    assert_eq!(core.authors, ["Mara Oln", "Teo Quill"]);
    assert_eq!(published(&core).as_deref(), Some("2031-05-12"));
    assert_eq!(core.language.as_deref(), Some("en-GB"));
    assert_eq!(core.publisher.as_deref(), Some("The Tarn Courier"));
    let micro = known(WEB_SCRAP_BOOK);
    assert_eq!(micro.title.as_deref(), Some("Bridge reopens after nine years"));
    assert_eq!(micro.authors, ["Mara Oln"]);
    assert_eq!(published(&micro).as_deref(), Some("2031-05-12"));
    assert_eq!(micro.updated.unwrap().to_string(), "2031-05-14");
    assert_eq!(micro.url.as_deref(), Some(ADDRESS));
}

#[test]
fn json_ld_is_read_from_graphs_and_past_what_is_broken() {
    let metadata = known(GRAPH);
    assert_eq!(metadata.title.as_deref(), Some("Bridge reopens after nine years"));
    assert_eq!(metadata.authors, ["Mara Oln"]);
    assert_eq!(metadata.publisher.as_deref(), Some("The Tarn Courier"));
    assert_eq!(published(&metadata).as_deref(), Some("2031-05-12"));
    assert_eq!(metadata.language.as_deref(), Some("en-GB"));
    assert_eq!(metadata.kind, Some(ArticleKind::Opinion));
    assert_eq!(metadata.url.as_deref(), Some(ADDRESS));
}

#[test]
fn hostile_values_are_bounded_and_never_addresses_of_anything_but_the_web() {
    let metadata = known(HOSTILE);
    assert_eq!(metadata.title.as_deref(), Some("Bridge reopens"));
    assert_eq!(metadata.url, None);
    assert_eq!(published(&metadata), None);
    assert_eq!(metadata.language, None);
    assert!((1..=50).contains(&metadata.authors.len()), "{}", metadata.authors.len());
    let long = "x".repeat(100_000);
    let metadata = known(&page(BODY).replace("<title>", &format!("<meta property=og:title content='{long}'><title>")));
    assert!(metadata.title.unwrap().len() <= 500);
}

#[test]
fn dates_as_pages_write_them() {
    let table = [
        ("2031-05-12T09:30:00+02:00", Some("2031-05-12")),
        ("20310512", Some("2031-05-12")),
        ("2031/05/12 09:30", Some("2031-05-12")),
        ("Mon, 12 May 2031 09:30:00 GMT", Some("2031-05-12")),
        ("May 12, 2031", Some("2031-05-12")),
        ("12 May 2031 at 9:30 am", Some("2031-05-12")),
        ("2031-05", Some("2031-05")),
        ("2031", Some("2031")),
        ("1936344600", Some("2031-05-12")),
        ("yesterday", None),
        ("0000-00-00T00:00:00Z", None),
    ];
    for (written, expected) in table {
        let meta = format!("<meta property=article:published_time content='{written}'><title>");
        let metadata = known(&page(BODY).replace("<title>", &meta));
        assert_eq!(published(&metadata).as_deref(), expected, "{written}");
    }
}
