//! The public report, `ClaimReview`, the queries, the sources and the corrections.

use claimlight::{
    claim::{State, VerdictKind},
    report::{Kind, Options},
    review::operations::Ask,
};
use serde_json::Value;

use crate::support::{Newsroom, page, text_of, texts};

fn html(room: &Newsroom, kind: Kind) -> scraper::Html {
    page(&text_of(room.review(), kind, &Options::default()))
}

fn claim_reviews(room: &Newsroom, address: Option<&str>) -> Vec<Value> {
    let options = Options { page: address.map(str::to_owned), ..Options::default() };
    let value: Value = serde_json::from_str(&text_of(room.review(), Kind::ClaimReview, &options)).expect("JSON");
    assert_eq!(value["@context"], "https://schema.org");
    value["@graph"].as_array().expect("a list").clone()
}

#[test]
fn the_public_report_has_what_was_agreed_and_nothing_else() {
    let room = Newsroom::full();
    let page = html(&room, Kind::Public);
    assert_eq!(
        texts(&page, "h3"),
        [
            "“Catches fell 40% last year,” […] “and they will fall again.”",
            "The catch of the harbour fell by 40 % in 2025",
            "It opened in 1951."
        ]
    );
    assert_eq!(texts(&page, ".summary"), ["3 claims checked · True 1, Mostly false 1"]);
    let all = page.root_element().text().collect::<String>();
    for words in ["Ana Ruiz", "The board says 12 %", "We stand by it.", "The harbour’s chronicle", "Landings in 2025"]
    {
        assert!(all.contains(words), "{words}");
    }
    for words in ["telephone 555", "Harbour master", "Fuel costs"] {
        assert!(!all.contains(words), "{words}");
    }
}

#[test]
fn an_address_of_another_scheme_is_text() {
    let room = Newsroom::full();
    let page = html(&room, Kind::Public);
    assert!(page.root_element().text().any(|words| words == "javascript:alert(1)"));
    let markdown = text_of(room.review(), Kind::PublicMarkdown, &Options::default());
    assert!(markdown.contains(r"javascript\:alert\(1\)"));
    assert!(!markdown.contains("<javascript"));
    assert!(markdown.contains("](<https://fish.example/landings.csv>)"));
}

#[test]
fn claim_review_has_the_fields_that_search_engines_require() {
    let room = Newsroom::full();
    let reviews = claim_reviews(&room, Some("https://check.example/harbour#top"));
    assert_eq!(reviews.len(), 2);
    let fell = &reviews[0];
    let table = [
        ("/@type", "ClaimReview"),
        ("/url", "https://check.example/harbour#claim-2"),
        ("/datePublished", "1970-01-01"),
        ("/author/@type", "Person"),
        ("/author/name", "R. Viewer"),
        ("/claimReviewed", "The catch of the harbour fell by 40 % in 2025"),
        ("/itemReviewed/@type", "Claim"),
        ("/itemReviewed/appearance/url", "https://gull.example/harbour?page=1&view=all"),
        ("/reviewRating/@type", "Rating"),
        ("/reviewRating/alternateName", "Mostly false"),
    ];
    for (pointer, words) in table {
        assert_eq!(fell.pointer(pointer).and_then(Value::as_str), Some(words), "{pointer}");
    }
    for (pointer, number) in [("ratingValue", 2), ("bestRating", 5), ("worstRating", 1)] {
        assert_eq!(fell["reviewRating"][pointer], number, "{pointer}");
    }
    // Nobody is named as the author of what the article itself says.
    assert!(fell["itemReviewed"].get("author").is_none());
    for address in [None, Some("check.example"), Some("javascript:alert(1)"), Some("mailto:a@b.example")] {
        assert!(claim_reviews(&room, address)[0].get("url").is_none(), "{address:?}");
    }
}

#[test]
fn a_rating_is_a_number_only_on_the_scale_of_truth() {
    let mut room = Newsroom::full();
    let opened = room.claim("It opened");
    let again = Ask { reason: Some("new evidence".to_owned()), duplicate_of: None };
    room.take(opened, State::InProgress, &again);
    room.approve(opened, VerdictKind::Content, "unproven", "The plaque is gone.");
    room.speaker(opened, "Harbour Board");
    let found = claim_reviews(&room, None).remove(1);
    assert_eq!(found["reviewRating"]["alternateName"], "Unproven");
    assert!(found["reviewRating"].get("ratingValue").is_none());
    assert_eq!(found["itemReviewed"]["author"]["name"], "Harbour Board");
}

#[test]
fn queries_are_what_is_open_and_what_should_read_otherwise() {
    let room = Newsroom::full();
    let page = html(&room, Kind::Queries);
    assert_eq!(texts(&page, ".summary"), ["4 claims are open · 1 correction is proposed"]);
    assert_eq!(texts(&page, "h2")[..4], ["Waited for", "Being checked", "Still to check", "Proposed corrections"]);
    let waiting = texts(&page, ".card").remove(0);
    for words in
        ["The harbour employs 900 people.", "a reply by the harbour master", "Where does the figure come from?"]
    {
        assert!(waiting.contains(words), "{words} in {waiting}");
    }
    let change = texts(&page, ".change > div");
    assert_eq!(change, ["BeforeCatches fell 40% last year", "AfterLandings fell by 12 % against 2024."]);
}

#[test]
fn sources_stand_with_their_archived_copies_and_claims() {
    let room = Newsroom::full();
    let page = html(&room, Kind::Sources);
    assert_eq!(texts(&page, ".summary"), ["2 sources · 1 with an archived copy"]);
    let first = texts(&page, ".card").remove(0);
    for words in ["Landings in 2025", "https://archive.example/1/landings", "For A2"] {
        assert!(first.contains(words), "{words} in {first}");
    }
}

#[test]
fn a_correction_stands_with_what_went_out_and_what_came_of_it() {
    let mut room = Newsroom::full();
    let fell = room.claim("Catches");
    room.publish(fell, "1.0");
    let reason = Ask { reason: Some("The board revised its figures".to_owned()), duplicate_of: None };
    room.take(fell, State::InProgress, &reason);
    let open = texts(&html(&room, Kind::Corrections), ".change > div");
    assert_eq!(open, ["BeforeMostly false", "AfterNot settled yet"]);
    room.approve(fell, VerdictKind::Content, "mixed", "The board now says 25 %.");
    let page = html(&room, Kind::Corrections);
    assert_eq!(texts(&page, ".summary"), ["1 correction"]);
    assert_eq!(texts(&page, ".change > div"), ["BeforeMostly false", "AfterMixed"]);
    let card = texts(&page, ".card").remove(0);
    assert!(card.contains("version 1.0") && card.contains("The board revised its figures"), "{card}");
    assert!(html(&room, Kind::Public).root_element().text().any(|words| words == "Corrections"));
}
