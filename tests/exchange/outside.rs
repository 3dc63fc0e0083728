//! Exports for readers that others wrote: `tests/outside/exchange.py` looks at what this leaves in the build folder.

use std::{fs, path::Path};

use claimlight::{
    article::{Article, Block, BlockKind, Metadata, Source as ArticleSource},
    claim::{
        Claim, ClaimId, Evidence, EvidenceId, EvidenceKind, EvidenceLink, LostSegment, Segments, Speaker, SpeakerId,
        Stance, State, Tag,
    },
    exchange::{self, ExportOptions, Format, Source, Watch},
    review::{Desk, Review},
    suggest,
    text::{ByteIndex, Text},
};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::support::id;

/// Emoji with joiners, combining marks, right-to-left letters, double spaces, a tab, line ends inside of claims, what looks like a formula, a
/// tag, a link, an end of a cell.
const TEXT: &str = "Harbour  news\n\nMayor Ana Ruiz said: “Crime fell 40% last year 📉, the best result in Europe.” Experts doubt it.\n\n\
    “It is,” she said, “=1+1 </script> 👩‍👩‍👧 שלום עולם,\nno more.” Noe\u{301} wrote\t<b>[x](javascript:alert(1))</b> | `a` & so on.\n\n\
    Police data show a 12% fall. 橋の上で。 مرحبا 🇮🇹 end.\n";

/// Words of the text, each by the first place it has after the one before; several are one claim.
const CLAIMS: [(Tag, &[&str]); 8] = [
    (Tag::Quote, &["“Crime fell 40% last year 📉, the best result in Europe.”"]),
    (Tag::Assertion, &["Crime fell 40% last year 📉"]),
    (Tag::Commentary, &["the best result in Europe.” Experts doubt it."]),
    (Tag::Quote, &["“It is,”", "“=1+1 </script> 👩‍👩‍👧 שלום עולם,\nno more.”"]),
    (Tag::Assertion, &["=1+1 </script>"]),
    (Tag::Assertion, &["Noe\u{301} wrote\t<b>[x](javascript:alert(1))</b> | `a`"]),
    (Tag::Assertion, &["Police data show a 12% fall."]),
    (Tag::Commentary, &["橋の上で。 مرحبا 🇮🇹"]),
];

fn hard() -> Review {
    let text = Text::new(TEXT).expect("a text");
    let span = |words: &str| {
        let start = TEXT.find(words).expect("words of the text");
        text.span(ByteIndex::new(start)..ByteIndex::new(start + words.len())).expect("a span")
    };
    let block = Block { kind: BlockKind::Headline, span: span("Harbour  news") };
    let metadata = Metadata {
        title: Some("Harbour & <news> 📉".to_owned()),
        authors: vec!["=Ines".to_owned()],
        url: Some("https://news.example/2026/harbour".to_owned()),
        language: Some("en".to_owned()),
        published: Some("2026-01".parse().expect("a date")),
        ..Metadata::default()
    };
    let article = Article::new(text.clone(), vec![block], metadata, ArticleSource::default()).expect("an article");
    let speaker = Speaker { role: Some("Mayor".to_owned()), ..Speaker::named(SpeakerId(id(100)), "Ana “=Ruiz”") };
    let evidence = Evidence {
        title: "Yearbook; 2025 […] {x}".to_owned(),
        author: "Statistics Office".to_owned(),
        publisher: "Town of A".to_owned(),
        published: Some("2025-12-01".parse().expect("a date")),
        accessed: Some("2026-01-15".parse().expect("a date")),
        address: "https://stats.example/2025.pdf?a=1&b=2".to_owned(),
        kind: Some(EvidenceKind::Dataset),
        passage: "12%\nfewer".to_owned(),
        ..Evidence::new(EvidenceId(id(200)))
    };
    let book = Evidence { title: "A book without an address".to_owned(), ..Evidence::new(EvidenceId(id(201))) };
    let at = Timestamp::from_second(1_768_471_200).expect("a time");
    let claims = CLAIMS.iter().enumerate().map(|(number, (tag, words))| {
        let segments = Segments::new(words.iter().map(|words| span(words))).expect("segments");
        let mut claim = Claim::new(ClaimId(id(number as u128 + 1)), *tag, segments, at);
        if number == 6 {
            // What a writer of spreadsheets may take for markup of its own, and for a sign by its number.
            "<r>_x0041_ & b</r>".clone_into(&mut claim.note);
        }
        if number == 1 || number == 4 {
            claim.speaker = Some(speaker.id);
            claim.status.state = State::Approved;
            "=HYPERLINK(\"http://evil.example\")\nsecond line; \"quoted\"\t| <i>".clone_into(&mut claim.note);
            claim.labels = vec!["to do; soon".to_owned(), "@home".to_owned()];
            claim.flags = vec!["hedged".to_owned()];
            claim.cue = Some(span("said"));
            claim.amend_check(|check| {
                check.verdicts.content = Some("false".to_owned());
                "Official data: 12%. </script>".clone_into(&mut check.rationale);
                check.evidence = vec![
                    EvidenceLink::new(evidence.id, Stance::Undermines),
                    EvidenceLink::new(book.id, Stance::Context),
                ];
            });
        }
        claim
    });
    let lost = LostSegment {
        exact: "Words that were cut 📉".to_owned(),
        prefix: "before ".to_owned(),
        suffix: " after".to_owned(),
        start: 1,
        end: 9,
    };
    let orphan = Segments::with_lost(None, vec![lost]).expect("a segment");
    let orphan = Claim::new(ClaimId(id(99)), Tag::Assertion, orphan, at);
    let claims = claims.chain([orphan]).collect();
    let desk = Desk { evidence: [evidence, book].into_iter().collect(), ..Desk::default() };
    Review::from_parts(article, "R. Viewer 📉".to_owned(), vec![speaker], claims, Vec::new()).with_desk(desk)
}

#[test]
fn every_format_is_left_for_others_to_read() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exchange");
    let _old = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let review = hard();
    let proposals = suggest::all(review.article(), None);
    assert!(!proposals.is_empty());
    let source = Source { name: "harbour", review: &review, proposals: &proposals };
    let other = Review::new(review.article().clone(), "Nobody");
    let empty = Source { name: "empty", review: &other, proposals: &[] };
    let mut losses = serde_json::Map::new();
    for format in Format::ALL {
        let sources = [source, empty];
        // A second review, without claims, shows that rows without them have the same shape.
        let sources = if format.gathers() { &sources[..] } else { &sources[..1] };
        let exported = exchange::export(sources, format, &ExportOptions::default(), &mut Watch::none()).unwrap();
        let place = folder.join(format.name());
        fs::create_dir_all(&place).unwrap();
        for file in exported.files {
            fs::write(place.join(file.name), file.bytes).unwrap();
        }
        let lost = exported.losses.iter().filter(|loss| loss.source == "harbour").map(ToString::to_string);
        losses.insert(format.name().to_owned(), lost.map(Value::from).collect());
    }
    let text = review.article().text();
    let claims = review.claims().in_order().iter().map(|claim| {
        let words = claim.segments.placed().iter().map(|span| text.slice(*span)).collect::<Vec<_>>();
        let starts = claim.segments.placed().iter().map(|span| text.to_code_point(span.start()).0).collect::<Vec<_>>();
        json!({
            "id": claim.id.to_string(),
            "tag": claim.tag.name(),
            "words": words,
            "starts": starts,
            "verdict": claim.check().verdicts.content,
            "speaker": claim.speaker.map(|_| "Ana “=Ruiz”"),
            "note": claim.note,
            "labels": claim.labels,
        })
    });
    let expected = json!({
        "text": text.as_str(),
        "claims": claims.collect::<Vec<_>>(),
        "lost": "Words that were cut 📉",
        "evidence": review.evidence().iter().map(|piece| json!({"title": piece.title, "address": piece.address})).collect::<Vec<_>>(),
        "proposals": proposals.len(),
        "losses": losses,
    });
    fs::write(folder.join("expected.json"), expected.to_string()).unwrap();
    assert!(fs::read_dir(&folder).unwrap().count() > Format::ALL.len());
}
