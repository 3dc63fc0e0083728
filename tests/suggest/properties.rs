//! What holds for any text, however hostile.

use std::fmt::Write as _;

use claimlight::{
    article::{Article, Block, BlockKind, Metadata, Source},
    claim::Form,
    suggest::{Language, Proposal, attributed},
    text::{ByteIndex, Text},
};
use proptest::{collection::vec, prelude::*, sample::select};

const LANGUAGES: [Language; 9] = [
    Language::English,
    Language::German,
    Language::French,
    Language::Spanish,
    Language::Russian,
    Language::Polish,
    Language::Chinese,
    Language::Japanese,
    Language::Other,
];

const PIECES: [&str; 52] = [
    "\"",
    "“",
    "”",
    "„",
    "‘",
    "’",
    "'",
    "''",
    "«",
    "»",
    "「",
    "」",
    "『",
    "』",
    "—",
    "--",
    "- ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    ",",
    ".",
    "?",
    "!",
    ":",
    "(",
    ")",
    "<a href=\"",
    "said ",
    "Lind ",
    "she ",
    "that ",
    "according to ",
    "told ",
    "Dr. Ines Prado ",
    "the bridge was shut",
    "sagte ",
    "laut ",
    "so Weber",
    "dit-elle",
    "— Non ",
    "сказал он",
    "と述べた",
    "说：",
    "e\u{301}",
    "👩‍👩‍👧",
    "\u{202E}",
    "שלום",
    "5\" pipe",
    "’s",
];

fn article(text: &str) -> Article {
    let text = Text::new(text).expect("a text");
    Article::new(text, Vec::new(), Metadata::default(), Source::default()).expect("no blocks")
}

/// What every proposal keeps to.
fn keeps_to_the_rules(article: &Article, proposals: &[Proposal]) {
    let text = article.text();
    let starts: Vec<_> = proposals.iter().map(|proposal| proposal.segments[0].start()).collect();
    assert!(starts.is_sorted(), "in text order");
    for (number, proposal) in proposals.iter().enumerate() {
        let same_tag = proposals[number + 1..].iter().filter(|other| other.tag == proposal.tag);
        for other in same_tag.flat_map(|other| &other.segments) {
            assert!(
                proposal.segments.iter().all(|segment| !segment.overlaps(*other)),
                "claims of one tag share no text"
            );
        }
        let places = proposal.segments.iter().chain(&proposal.cue);
        for span in places.chain(proposal.speaker.iter().filter_map(|speaker| speaker.place.as_ref())) {
            assert!(span.end() <= text.end() && text.span(span.start()..span.end()) == Some(*span), "{span:?}");
            assert_eq!(text.trimmed_span(span.start()..span.end()), Some(*span), "white space at an end");
        }
        assert!(proposal.segments.windows(2).all(|pair| pair[0].end() < pair[1].start()), "segments apart");
        assert!((0.0..=1.0).contains(&proposal.confidence) && !proposal.rule.is_empty() && !proposal.reason.is_empty());
        assert!(proposal.speaker.iter().all(|speaker| !speaker.name.trim().is_empty()));
    }
}

proptest! {
    #[test]
    fn any_text_gives_proposals_that_keep_to_the_rules(pieces in vec(select(PIECES.as_slice()), 0..60), language in select(LANGUAGES.as_slice())) {
        let article = article(&pieces.concat());
        let proposals = attributed(&article, Some(language));
        keeps_to_the_rules(&article, &proposals);
        prop_assert_eq!(attributed(&article, Some(language)), proposals);
    }

    #[test]
    fn any_characters_give_proposals_that_keep_to_the_rules(text in "[\\PC\n]{0,200}", language in select(LANGUAGES.as_slice())) {
        let article = article(&text);
        keeps_to_the_rules(&article, &attributed(&article, Some(language)));
    }
}

/// None of these measures time; whatever looks at a whole text where it may look at a piece makes them unbearably slow.
#[test]
fn floods_are_borne() {
    const TIMES: usize = 40_000;
    let floods = [
        "\"",
        "“",
        "”",
        "'",
        "‘a",
        "«",
        "„",
        "「",
        "—",
        "- ",
        " — A",
        "<a ",
        "said ",
        "Lind said ",
        "Lind, ",
        "\"a\" said Lind ",
        "\"A.\" ",
        "(",
        "that ",
        "and ",
        "according to ",
        "A. ",
        "Ann Lind, ",
        "sagte, ",
        "laut A ",
        "— a, dit-il, ",
        "«x",
        "’s ",
        "他说：“好。”",
        "「行く」と述べた",
        "a",
        "\n\"",
        "e\u{301}",
        "the of ",
    ];
    for flood in floods {
        let article = article(&flood.repeat(TIMES));
        for language in [Language::English, Language::German, Language::French, Language::Spanish, Language::Japanese] {
            attributed(&article, Some(language));
        }
    }
    let mut names = String::new();
    for number in 0..5_000 {
        write!(names, "Ann Name{number}q said the minister of Place{number} had said \"no, never\" to him. ")
            .expect("a string grows");
    }
    attributed(&article(&names), Some(Language::English));
}

#[test]
fn a_block_set_apart_is_a_quotation_of_whoever_announces_it() {
    let content = "Mayor Ada Lind wrote to the harbour office:\n\nThe bridge is closed.\n\nShared by nobody.";
    let text = Text::new(content).expect("a text");
    let start = content.find("The bridge").expect("the block");
    let span = text.span(ByteIndex::new(start)..ByteIndex::new(start + "The bridge is closed.".len())).expect("a span");
    let blocks = vec![Block { kind: BlockKind::Quotation, span }];
    let article = Article::new(text, blocks, Metadata::default(), Source::default()).expect("one block");
    let proposals = attributed(&article, Some(Language::English));
    let quotes: Vec<_> = proposals.iter().filter(|proposal| proposal.form == Form::Block).collect();
    assert_eq!(quotes.len(), 1);
    assert_eq!(quotes[0].segments, [span]);
    assert_eq!(quotes[0].speaker.as_ref().map(|speaker| speaker.name.as_str()), Some("Ada Lind"));
}

#[test]
fn marks_in_a_tag_that_goes_over_a_line_end_are_no_quotations() {
    let content = "The post says it all. <post author=\"Hale\" date=\"12 May\n2031\">The bridge is open again.</post>";
    let text = Text::new(content).expect("a text");
    let blocks = vec![Block { kind: BlockKind::Paragraph, span: text.whole().expect("words") }];
    let article = Article::new(text, blocks, Metadata::default(), Source::default()).expect("one block");
    assert_eq!(attributed(&article, Some(Language::English)), []);
}
