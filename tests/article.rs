//! Articles: blocks cover the text, and places find their block.
//!
//! In the tables `⟦…⟧` is a block or a span and `|` a caret; neither is part of the text.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

mod marked;

use claimlight::{
    article::{Article, Block, BlockFault, BlockKind, Metadata, PartialDate, Source},
    text::{ByteIndex, Text},
};
use marked::{Marked, marked, with_spans};
use proptest::prelude::*;

fn article(text: &Text, blocks: Vec<Block>) -> Result<Article, BlockFault> {
    Article::new(text.clone(), blocks, Metadata::default(), Source::default())
}

fn words(article: &Article) -> Vec<(BlockKind, &str)> {
    article.blocks().iter().map(|block| (block.kind, article.text().slice(block.span))).collect()
}

#[test]
fn text_without_a_block_becomes_paragraphs() {
    use BlockKind::{Heading, Paragraph};
    // The marked blocks are headings.
    let rows: [(&str, &[(BlockKind, &str)]); 9] = [
        ("", &[]),
        ("  \n\n ", &[]),
        ("one\ntwo\n\n  three ", &[(Paragraph, "one"), (Paragraph, "two"), (Paragraph, "three")]),
        ("⟦one⟧\ntwo", &[(Heading, "one"), (Paragraph, "two")]),
        ("zero\n⟦one\ntwo⟧\nthree", &[(Paragraph, "zero"), (Heading, "one\ntwo"), (Paragraph, "three")]),
        ("a ⟦b⟧ c", &[(Paragraph, "a"), (Heading, "b"), (Paragraph, "c")]),
        ("⟦ one \n⟧⟦two⟧", &[(Heading, "one"), (Heading, "two")]),
        ("⟦   ⟧one", &[(Paragraph, "one")]),
        ("⟦one⟧⟦ \n ⟧\n⟦two⟧", &[(Heading, "one"), (Heading, "two")]),
    ];
    for (row, wanted) in rows {
        let Marked { text, spans, .. } = marked(row);
        let blocks = spans.into_iter().map(|span| Block { kind: Heading, span }).collect();
        assert_eq!(words(&article(&text, blocks).expect("an article")), wanted, "{row}");
    }
}

#[test]
fn blocks_out_of_order_are_refused() {
    let text = Text::new("zero one two").expect("a text");
    let block = |start, end| {
        let span = text.span(ByteIndex::new(start)..ByteIndex::new(end)).expect("a span");
        Block { kind: BlockKind::Paragraph, span }
    };
    let rows = [
        (vec![block(0, 4), block(5, 8), block(9, 12)], None),
        (vec![block(0, 5), block(5, 8)], None),
        (vec![block(0, 6), block(5, 8)], Some(1)),
        (vec![block(0, 4), block(9, 12), block(5, 8)], Some(2)),
        (vec![block(0, 4), block(0, 4)], Some(1)),
    ];
    for (blocks, position) in rows {
        assert_eq!(article(&text, blocks).err().map(|fault| fault.position), position);
    }
}

#[test]
fn a_place_finds_its_block() {
    // Each caret, in turn, with the number of its block.
    let rows = [
        ("|⟦o|ne|⟧|", [0, 0, 0, 0].as_slice()),
        ("⟦one|⟧\n|⟦tw|o⟧", &[0, 1, 1]),
        ("|  ⟦one⟧ | \n|\n ⟦two⟧ |", &[0, 1, 1, 1]),
        ("⟦one⟧|⟦two⟧", &[1]),
    ];
    for (row, numbers) in rows {
        let Marked { text, spans, carets } = marked(row);
        let blocks = spans.into_iter().map(|span| Block { kind: BlockKind::Paragraph, span }).collect();
        let article = article(&text, blocks).expect("an article");
        let found: Vec<Option<usize>> = carets.iter().map(|caret| article.block_at(*caret)).collect();
        assert_eq!(found, numbers.iter().copied().map(Some).collect::<Vec<_>>(), "{row}");
        let past = ByteIndex::new(text.len() + 10);
        assert_eq!(article.block_at(past), Some(article.blocks().len() - 1), "past the end of {row}");
    }
    let empty = article(&Text::new("").expect("a text"), Vec::new()).expect("an article");
    assert_eq!(empty.block_at(ByteIndex::ZERO), None);
}

#[test]
fn a_span_has_the_zone_in_which_it_begins() {
    let Marked { text, spans, .. } = marked("⟦Title⟧\n⟦A caption⟧ ⟦the rest⟧");
    let kinds = [BlockKind::Headline, BlockKind::Caption];
    let blocks = spans.iter().zip(kinds).map(|(span, kind)| Block { kind, span: *span }).collect();
    let article = article(&text, blocks).expect("an article");
    assert_eq!(article.zone(text.whole().expect("some text")), BlockKind::Headline);
    assert_eq!(article.zone(spans[1]), BlockKind::Caption);
    assert_eq!(article.zone(spans[2]), BlockKind::Paragraph);
}

#[test]
fn a_selection_is_cut_at_the_blocks() {
    // `|` marks both ends of the selection, `⟦…⟧` the spans it is cut to; each line is a block.
    let rows = [
        "|⟦one⟧\n⟦two⟧\n\n⟦three⟧|",
        "o|⟦ne⟧\n⟦t⟧|wo",
        "one |  \n \n| two",
        "o|⟦n⟧|e\ntwo",
        "one|\n|two",
        "one\n | ⟦two⟧ \n | three",
    ];
    for row in rows {
        let Marked { text, carets, .. } = marked(row);
        let article = article(&text, Vec::new()).expect("an article");
        let cut = with_spans(&text, &article.spans_by_block(carets[0], carets[1]));
        assert_eq!(cut, row.replace('|', ""));
        assert_eq!(article.spans_by_block(carets[1], carets[1]), [], "nothing selected in {row}");
    }
}

#[test]
fn dates_may_be_partly_known() {
    for written in ["2016", "2016-12", "2016-12-10", "0001-01-01", "9999-12-31"] {
        let date: PartialDate = written.parse().expect(written);
        assert_eq!(date.to_string(), written);
    }
    for written in
        ["", "16", "2016-13", "2016-02-30", "2016/12", "10.12.2016", "2016-1", "２０１６", "+016", "2016-12-1x", "-999"]
    {
        let fault = written.parse::<PartialDate>().expect_err(written);
        assert_eq!(fault.to_string(), format!("“{written}” is not a date like 2016, 2016-12 or 2016-12-10"));
    }
    let order: Vec<PartialDate> = ["2015", "2016-02", "2016-02-03", "2016-03"].iter().flat_map(|d| d.parse()).collect();
    assert!(order.is_sorted() && order.len() == 4);
}

proptest! {
    #[test]
    fn blocks_hold_all_ink_in_order(content in "[a-c \n\t\u{A0}\u{301}é]{0,60}", cuts in proptest::collection::vec(0..80_usize, 0..10)) {
        let text = Text::new(content.as_str()).expect("a text");
        let mut cuts = cuts;
        cuts.sort_unstable();
        let blocks = cuts
            .chunks_exact(2)
            .filter_map(|cut| text.span(ByteIndex::new(cut[0])..ByteIndex::new(cut[1])))
            .map(|span| Block { kind: BlockKind::Heading, span })
            .collect();
        let article = article(&text, blocks).expect("an article");
        let blocks = article.blocks();
        prop_assert!(blocks.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
        for block in blocks {
            prop_assert_eq!(text.trimmed_span(block.span.start()..block.span.end()), Some(block.span));
        }
        for (at, c) in content.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let here = ByteIndex::new(at);
            let block = article.block_at(here).map(|number| blocks[number]);
            prop_assert!(block.is_some_and(|block| block.span.contains(here)), "{:?} at {}", c, at);
        }
    }
}
