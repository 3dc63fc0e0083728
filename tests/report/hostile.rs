//! Words that try to act do nothing in any report.

use claimlight::{
    claim::{Reply, Stance, VerdictKind},
    report::{self, Kind, Options},
    review::operations,
};
use pulldown_cmark::{Event, LinkType, Options as MarkdownOptions, Parser, Tag};

use crate::support::{Newsroom, html_kinds, page, text_of};

/// What a hostile file may hold wherever a person types.
const HOSTILE: [&str; 14] = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "</style></title><base href=//evil.example>",
    "<!-- ]]> --> <![CDATA[",
    "{{ 7 * 7 }} {% include \"/etc/passwd\" %} ${7}",
    "=cmd|' /C calc'!A0",
    "\u{202E}gnorw\u{2066} \u{202B}",
    "[a](javascript:alert(1)) ![x](https://evil.example/x.png) <https://evil.example>",
    "# One\n\n- two\n\n    three\n\n> four\n\n1. five\n\n***\n\n`six` ~~seven~~ | a | b |\n|---|---|",
    "https://evil.example www.evil.example &amp; &#x3c;b&#62;",
    "javascript:alert(1)",
    "\u{0}\u{7}\u{FFFE}\u{85}\r\n\u{2028}",
];

/// A review that has these words wherever it can.
fn with(words: &str) -> Newsroom {
    let mut room = Newsroom::full();
    let claim = room.claim("Fuel costs");
    room.speaker(claim, words);
    room.reword(claim, words);
    room.note(claim, words);
    room.evidence(claim, Stance::Supports, |piece| {
        for field in [
            &mut piece.title,
            &mut piece.author,
            &mut piece.publisher,
            &mut piece.address,
            &mut piece.archive_address,
            &mut piece.locator,
            &mut piece.passage,
            &mut piece.interest,
        ] {
            words.clone_into(field);
        }
        piece.calculation = vec![words.to_owned()];
    });
    room.search(claim, words);
    room.contact(claim, words, Reply::Answer(words.to_owned()), false);
    room.act(|review, _| operations::add_label(review, VerdictKind::Content, &format!("L {words}")));
    room.approve(claim, VerdictKind::Content, "mostly_false", words);
    let mut metadata = room.review().article().metadata.clone();
    metadata.title = Some(words.to_owned());
    metadata.authors = vec![words.to_owned()];
    metadata.url = Some(words.to_owned());
    metadata.language = Some(words.to_owned());
    room.act(|review, _| operations::amend_article(review, metadata));
    room
}

#[test]
fn html_has_the_elements_of_its_templates_alone() {
    for words in HOSTILE {
        let room = with(words);
        for kind in html_kinds() {
            let html = text_of(room.review(), kind, &Options { internal: true, ..Options::default() });
            page(&html);
            assert!(!html.contains(['\u{202E}', '\u{2066}', '\u{202B}', '\u{0}', '\u{7}']), "{kind:?}");
        }
    }
}

#[test]
fn the_check_of_html_finds_what_was_not_escaped() {
    for words in HOSTILE.iter().take(3) {
        let found = std::panic::catch_unwind(|| page(&format!("<!DOCTYPE html><p title=\"\">{words}</p>")));
        assert!(found.is_err(), "{words}");
    }
}

#[test]
fn markdown_makes_no_element_of_words() {
    let count = |markdown: &str| {
        let mut kinds = Vec::new();
        for event in Parser::new_ext(markdown, MarkdownOptions::all()) {
            match event {
                Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                    assert_eq!(link_type, LinkType::Inline);
                    assert!(dest_url.starts_with("https://"), "{dest_url}");
                }
                Event::Start(tag) => kinds.push(format!("{tag:?}").split([' ', '(']).next().unwrap().to_owned()),
                Event::Html(html) | Event::InlineHtml(html) => panic!("markup: {html}"),
                Event::Code(_) | Event::Rule | Event::InlineMath(_) | Event::DisplayMath(_) => panic!("{event:?}"),
                _ => {}
            }
        }
        kinds
    };
    let tame = count(&text_of(with("Tame words").review(), Kind::PublicMarkdown, &Options::default()));
    assert!(tame.contains(&"Heading".to_owned()));
    for words in HOSTILE {
        let room = with(words);
        let markdown = text_of(room.review(), Kind::PublicMarkdown, &Options::default());
        let mut found = count(&markdown);
        // An address that is one makes a link, and words that are blank leave a line out; neither makes anything else.
        found.dedup();
        let mut expected = tame.clone();
        expected.dedup();
        assert_eq!(found, expected, "{words:?}\n{markdown}");
        assert!(!markdown.contains(['\u{202E}', '\u{2066}', '\u{0}']));
    }
}

#[test]
fn claim_review_can_stand_in_a_page() {
    for words in HOSTILE {
        let room = with(words);
        let json = text_of(room.review(), Kind::ClaimReview, &Options::default());
        assert!(!json.contains('<'), "{json}");
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        let said = value["@graph"].as_array().unwrap().last().unwrap()["claimReviewed"].as_str().unwrap();
        if words.starts_with("</script>") {
            assert_eq!(said, words);
        }
    }
}

#[test]
fn a_hundred_thousand_signs_go_through_every_report() {
    let words = "<b>=1\u{202E}".repeat(100_000 / 6);
    let room = with(&words);
    for kind in Kind::ALL {
        let report = report::write(room.review(), kind, &Options::default()).unwrap();
        assert!(report.bytes.len() > 1000, "{kind:?}");
        if kind.extension() == "html" {
            page(std::str::from_utf8(&report.bytes).unwrap());
        }
    }
}
