//! The annotated copy.

use claimlight::{claim::Tag, report::Kind};
use scraper::{ElementRef, Selector};

use crate::{
    desk::Desk,
    support::{Newsroom, page, texts, written},
};

/// The runs of the article: their words, and the tags of the claims around them from the outside in.
fn runs(html: &str) -> Vec<(String, Vec<String>)> {
    let page = page(html);
    let selector = Selector::parse("article .run").expect("a selector");
    let tags = |run: ElementRef<'_>| {
        let mut around: Vec<String> = run
            .ancestors()
            .filter_map(|node| node.value().as_element())
            .take_while(|element| element.name() == "span")
            .map(|element| element.attr("class").unwrap_or_default().to_owned())
            .collect();
        around.reverse();
        around
    };
    page.select(&selector).map(|run| (run.text().collect(), tags(run))).collect()
}

#[test]
fn the_words_are_those_of_the_article_run_by_run() {
    let room = Newsroom::full();
    let html = String::from_utf8(written(room.review(), Kind::Annotated)).unwrap();
    let all: String = runs(&html).into_iter().map(|(words, _)| words).collect();
    let article = room.review().article();
    let blocks: String = article.blocks().iter().map(|block| article.text().slice(block.span)).collect();
    assert_eq!(all, blocks);
}

#[test]
fn claims_that_nest_and_cross_are_marked_where_they_are() {
    let room = Newsroom::full();
    let html = String::from_utf8(written(room.review(), Kind::Annotated)).unwrap();
    let found = runs(&html);
    let third: Vec<(&str, String)> =
        found.iter().skip(2).take(9).map(|(words, tags)| (words.as_str(), tags.join(" "))).collect();
    let expected = [
        ("“", "quote"),
        ("Catches fell 40% last year", "quote assertion"),
        (",”", "quote"),
        (" said minister Ana Ruiz, ", ""),
        ("“and they will fall ", "quote"),
        ("again.”", "quote commentary"),
        (" Experts doubt it.", "commentary"),
        ("The harbour employs 900 people.", "assertion"),
        (" ", ""),
    ];
    assert_eq!(third, expected.map(|(words, tags)| (words, tags.to_owned())));
}

#[test]
fn every_segment_begins_with_its_letter_and_number_and_every_claim_is_listed() {
    let room = Newsroom::full();
    let html = String::from_utf8(written(room.review(), Kind::Annotated)).unwrap();
    let page = page(&html);
    let marks = texts(&page, "article .words .mark");
    assert_eq!(marks, ["Q1", "A2", "Q1", "C3", "A4", "A5", "C6", "A7", "A8"]);
    assert_eq!(texts(&page, ".claims .card > .mark"), ["Q1", "A2", "C3", "A4", "A5", "C6", "A7", "A8"]);
    // Every link inside leads somewhere.
    let ids: Vec<&str> =
        page.tree.nodes().filter_map(|node| node.value().as_element().and_then(|element| element.attr("id"))).collect();
    let selector = Selector::parse("a[href^='#']").unwrap();
    for link in page.select(&selector) {
        let target = link.attr("href").unwrap().trim_start_matches('#');
        assert_eq!(ids.iter().filter(|id| **id == target).count(), 1, "{target}");
    }
}

#[test]
fn the_margin_says_where_the_work_is_without_colour() {
    let room = Newsroom::full();
    let html = String::from_utf8(written(room.review(), Kind::Annotated)).unwrap();
    let lines = texts(&page(&html), ".margin li");
    let expected = [
        "Q1 ✓ Approved: Verbatim",
        "A2 ✓ Approved: Mostly false",
        "C3 – Not checkable",
        "A4 … Waiting",
        "A5 ✓ Approved: True",
        "C6 ○ Spotted",
        "A7 ○ Spotted",
        "A8 ◐ In progress",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_source_stands_under_its_claim() {
    let room = Newsroom::full();
    let html = String::from_utf8(written(room.review(), Kind::Annotated)).unwrap();
    let card = texts(&page(&html), "#claim-2").remove(0);
    for words in [
        "The catch of the harbour fell by 40 % in 2025",
        "Catches fell 40% last year",
        "Mostly false",
        "Landings in 2025",
        "Primary source".to_lowercase().as_str(),
        "cell D14",
        "Landings fell by 12 % against 2024.",
        "https://fish.example/landings.csv",
        "https://archive.example/1/landings",
        "Ministry press office",
        "We stand by it.",
    ] {
        assert!(card.contains(words), "{words} in {card}");
    }
}

#[test]
fn it_is_one_file_that_loads_nothing() {
    let room = Newsroom::full();
    let html = String::from_utf8(written(room.review(), Kind::Annotated)).unwrap();
    assert!(
        html.contains(r#"http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"#)
    );
    for loads in ["<link", "<script", "<img", "src=", "@import", "url("] {
        assert!(!html.contains(loads), "{loads}");
    }
    for promise in ["prefers-color-scheme: dark", "@media print", "size: A4", "break-inside: avoid"] {
        assert!(html.contains(promise), "{promise}");
    }
}

#[test]
fn an_article_without_claims_is_a_report_as_well() {
    let room = Newsroom::new();
    for kind in Kind::ALL {
        assert!(!written(room.review(), kind).is_empty(), "{kind:?}");
    }
    let mut room = Newsroom::new();
    room.tag(Tag::Assertion, &["By Mara Oln"]);
    let html = String::from_utf8(written(room.review(), Kind::Annotated)).unwrap();
    assert_eq!(texts(&page(&html), ".margin li"), ["A1 ○ Spotted"]);
}

#[test]
fn an_article_of_which_nothing_is_known_has_a_name_as_well() {
    let desk = Desk::new("Only words.");
    let html = String::from_utf8(written(&desk.review, Kind::Annotated)).unwrap();
    assert_eq!(texts(&page(&html), "h1"), ["Untitled article"]);
}

#[test]
fn the_same_review_gives_the_same_bytes() {
    for kind in Kind::ALL {
        let reports = [0, 1].map(|_| written(Newsroom::full().review(), kind));
        assert_eq!(reports[0], reports[1], "{kind:?}");
    }
}
