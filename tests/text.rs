//! Text, places in it, and what is found there: words, sentences, quotations, search hits.
//!
//! In the tables `⟦…⟧` is a span and `|` a caret; neither is part of the text.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

use claimlight::text::{
    ByteIndex, CodePointIndex, Span, Text, quotation,
    search::{Query, find_all},
    sentence, word,
};
use proptest::{collection::vec, prelude::*, sample::select};

/// A text with the places that its markers show.
struct Marked {
    text: Text,
    spans: Vec<Span>,
    carets: Vec<ByteIndex>,
}

fn marked(written: &str) -> Marked {
    let (mut content, mut starts, mut ranges, mut carets) = (String::new(), Vec::new(), Vec::new(), Vec::new());
    for c in written.chars() {
        let here = ByteIndex::new(content.len());
        match c {
            '⟦' => starts.push(here),
            '⟧' => ranges.push(starts.pop().expect("a marker that opens")..here),
            '|' => carets.push(here),
            c => content.push(c),
        }
    }
    let text = Text::new(content).expect("a text");
    let spans = ranges.into_iter().map(|range| text.span(range).expect("markers on grapheme boundaries")).collect();
    Marked { text, spans, carets }
}

/// The text with markers around these spans, to compare by eye.
fn with_spans(text: &Text, spans: &[Span]) -> String {
    with_marks(text, spans.iter().flat_map(|span| [(span.start(), '⟦'), (span.end(), '⟧')]).collect())
}

fn with_marks(text: &Text, mut marks: Vec<(ByteIndex, char)>) -> String {
    // A span that ends where another begins is closed first.
    marks.sort_by_key(|(at, mark)| (*at, *mark != '⟧'));
    let mut written = text.as_str().to_owned();
    for (at, mark) in marks.into_iter().rev() {
        written.insert(at.get(), mark);
    }
    written
}

fn text(content: &str) -> Text {
    Text::new(content).expect("a text")
}

/// Pieces that strings for property tests are made of: each is one or more whole code points of another sort.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "a",
        "Z",
        " ",
        "\n",
        "\t",
        ".",
        "é",
        "e\u{301}",
        "ß",
        "Ж",
        "ا",
        "ש",
        "한",
        "각",
        "中",
        "。",
        "「",
        "」",
        "の",
        "👩‍👩‍👧‍👦",
        "👍🏽",
        "🇩🇪",
        "🇫",
        "\u{200D}",
        "\u{FE0F}",
        "\u{200B}",
        "\u{202E}",
        "\u{00A0}",
        "क्षि",
        "ก็",
        "\"",
        "“",
        "”",
        "'",
        "’",
        "«",
        "»",
        "3",
        "Mr.",
        "U.S.",
        "!",
        "?",
        "𝔘",
        "\u{10FFFF}",
        "\u{0600}",
    ];
    select(PIECES).prop_map(str::to_owned)
}

/// A string of any script.
fn any_string() -> impl Strategy<Value = String> {
    vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

/// A string that is longer than several checkpoints of the code point count, often a multiple of their distance.
fn long_string() -> impl Strategy<Value = String> {
    (vec(piece(), 1..40), prop_oneof![Just(1023), Just(1024), Just(2048), Just(4096), 0..6000_usize]).prop_map(
        |(pieces, length)| {
            let mut content = String::new();
            for piece in pieces.iter().cycle() {
                if content.len() + piece.len() > length {
                    break;
                }
                content.push_str(piece);
            }
            content.extend(std::iter::repeat_n('x', length - content.len()));
            content
        },
    )
}

proptest! {
    #[test]
    fn code_points_and_bytes_convert_as_counting_does(content in prop_oneof![any_string(), long_string()]) {
        let text = text(&content);
        let places: Vec<usize> = content.char_indices().map(|(at, _)| at).chain([content.len()]).collect();
        prop_assert_eq!(text.code_points(), places.len() as u64 - 1);
        for (number, place) in places.iter().enumerate() {
            prop_assert_eq!(text.to_code_point(ByteIndex::new(*place)), CodePointIndex(number as u64));
            prop_assert_eq!(text.to_byte(CodePointIndex(number as u64)), Some(ByteIndex::new(*place)));
        }
        prop_assert_eq!(text.to_byte(CodePointIndex(places.len() as u64)), None);
        prop_assert_eq!(text.to_byte(CodePointIndex(u64::MAX)), None);
    }
}

#[test]
fn double_click_takes_a_word() {
    let rows = [
        "a ⟦li|on⟧ roared",
        "a ⟦|lion⟧ roared",
        "a ⟦lion|⟧ roared",
        "a lion⟦ | ⟧roared",
        "⟦|lion⟧",
        "⟦lion|⟧",
        "the ⟦like|minded⟧-ness of it",
        "the likeminded-⟦|ness⟧",
        "the ⟦likeminded|⟧-ness",
        "they ⟦don’|t⟧ know",
        "they ⟦do|n't⟧ know",
        "over ⟦1,0|00.5⟧ of them",
        "he left⟦.|”⟧ And",
        "he ⟦left|⟧.” And",
        "end of a ⟦line|⟧\nnext",
        "“⟦No|⟧”",
        "⟦мо|ре⟧ и небо",
        "⟦|中⟧文",
        "中⟦文|⟧",
        "שלום ⟦עו|לם⟧",
        "a ⟦e\u{301}t|e\u{301}⟧ b",
        "x⟦   |  ⟧y",
        "up ⟦|👩‍👩‍👧‍👦⟧ down",
    ];
    for row in rows {
        let Marked { text, carets, .. } = marked(row);
        let caret = carets[0];
        let found = word::at(&text, caret).expect("a word");
        let shown = with_spans(&text, &[found]);
        assert_eq!(shown, row.replace('|', ""), "at {caret:?}");
    }
    assert_eq!(word::at(&text(""), ByteIndex::ZERO), None);
}

#[test]
fn the_caret_moves_by_words() {
    // Each row shows every place a caret stops at.
    let rows = [
        "|Once |upon |a |time|",
        "|He |said: “|No, |never”|",
        "|one   |two|",
        "|end.|\n|Start |of|",
        "|end.|  \n\n|“|Start|",
        "|likeminded-|ness |don’t|",
        "|море |и |небо|",
        "|中|文|",
        "",
    ];
    for row in rows {
        let Marked { text, carets, .. } = marked(row);
        let mut forward = vec![ByteIndex::ZERO];
        while forward[forward.len() - 1] < text.end() {
            forward.push(word::next(&text, forward[forward.len() - 1]));
        }
        let mut back = vec![text.end()];
        while back[back.len() - 1] > ByteIndex::ZERO {
            back.push(word::previous(&text, back[back.len() - 1]));
        }
        back.reverse();
        let shown = |places: &[ByteIndex]| with_marks(&text, places.iter().map(|place| (*place, '|')).collect());
        let wanted = if row.is_empty() { "|".to_owned() } else { shown(&carets) };
        assert_eq!(shown(&forward), wanted);
        assert_eq!(shown(&back), wanted, "backwards");
    }
}

#[test]
fn sentences_are_told_apart() {
    let rows = [
        "⟦One.⟧ ⟦Two!⟧ ⟦Three?⟧ ⟦Four⟧",
        "⟦Mr. Adler met Dr. Bloom of St. Ives.⟧ ⟦They talked.⟧",
        "⟦Several U.S. officials left.⟧ ⟦They flew.⟧",
        "⟦The U.S. Senate met.⟧ ⟦It voted.⟧",
        "⟦They live in the U.S.⟧ ⟦The house is old.⟧",
        "⟦Fruit, e.g. Apples, and i.e. Pears.⟧",
        "⟦It was No. 5 on Jan. 3 of that year.⟧",
        "⟦Did he agree?⟧ ⟦No.⟧ ⟦He did not.⟧",
        "⟦J. R. Doe and George W. Bell wrote it.⟧",
        "⟦She took plan B.⟧ ⟦The plan failed.⟧",
        "⟦Am 3. Oktober, z.B. Dienstag, d. h. Morgen, kam Dr. Maier.⟧ ⟦Er blieb.⟧",
        "⟦Sie spielt in der 3. Liga.⟧ ⟦Das reicht.⟧",
        "⟦1. Introduction of the law.⟧",
        "⟦It happened in 1990.⟧ ⟦He was there.⟧",
        "⟦“We will see,” she said.⟧ ⟦He nodded.⟧",
        "⟦“Why?” she asked.⟧ ⟦“Because.”⟧",
        "⟦“Stop!” he cried, and ran.⟧",
        "⟦\"Why?\" she asked.⟧ ⟦\"It is late.\"⟧ ⟦He left.⟧",
        "⟦He said: “It is done.”⟧ ⟦Nobody spoke.⟧",
        "⟦(It was late.)⟧ ⟦Nobody spoke.⟧",
        "⟦Nobody spoke [of this.]⟧ ⟦It was late.⟧",
        "⟦It is so.[3]⟧ ⟦Then it was not.[12]⟧ ⟦End.⟧",
        "⟦A line\nthat goes on.⟧\n⟦Another one.⟧",
        "⟦Yahoo! shares rose.⟧",
        "⟦今日は雨だ。⟧⟦明日は晴れ！⟧⟦本当？⟧",
        "⟦「行く。」と彼は言った。⟧⟦「はい！」⟧",
        "⟦他走了。⟧⟦“好！”⟧⟦她笑了。⟧",
        "⟦M. Dupont et Mme Petit, p. ex. Jean, sont là.⟧ ⟦Il pleut.⟧",
        "⟦El Sr. López y la Dra. Gil vinieron.⟧ ⟦Ella habló.⟧",
        "⟦Его зовут проф. Иванов, т. е. Пётр.⟧ ⟦Он приехал из г. Тверь.⟧",
        "⟦Wait... what is this?⟧",
        "⟦He paid $3.50 at 5 p.m. on Friday.⟧ ⟦She did not.⟧",
        "⟦Acme Inc. Chairman Roe resigned.⟧ ⟦He was ill.⟧",
        "⟦The end.⟧   ",
        "⟦हाँ।⟧ ⟦नहीं।⟧",
        "⟦هل جاء؟⟧ ⟦نعم.⟧",
    ];
    for row in rows {
        let Marked { text, spans, .. } = marked(row);
        let paragraph = text.whole().expect("some text");
        assert_eq!(with_spans(&text, &sentence::all(&text, paragraph)), row);
        for span in spans {
            assert_eq!(sentence::at(&text, paragraph, span.start()), span, "at the start in {row}");
            let last = text.previous_grapheme(span.end());
            assert_eq!(sentence::at(&text, paragraph, last), span, "at the last character in {row}");
        }
    }
}

#[test]
fn the_caret_moves_by_sentences() {
    let Marked { text, carets, .. } = marked("  |One is here. |Mr. Two is “there.”  |Three|");
    let paragraph = text.whole().expect("some text");
    let mut at = carets[0];
    for caret in &carets[1..] {
        at = sentence::next_start(&text, paragraph, at);
        assert_eq!(at, *caret);
    }
    assert_eq!(sentence::next_start(&text, paragraph, at), at, "at the end it stays");
    for caret in carets.iter().rev().skip(1) {
        at = sentence::previous_start(&text, paragraph, at);
        assert_eq!(at, *caret);
    }
    assert_eq!(sentence::previous_start(&text, paragraph, at), ByteIndex::ZERO);
}

#[test]
fn selections_grow_to_quotations() {
    // `|` marks both ends of the inner span, `⟦…⟧` the quotation that it grows to.
    let rows = [
        "He said: ⟦“We |will| see.”⟧ Then",
        "He said: ⟦\"We |will| see.\"⟧ Then \"no\".",
        "One \"a\" and ⟦\"the |other| b\"⟧ here",
        "Er sagte: ⟦„Wir |werden| sehen.“⟧ Dann",
        "Er sagte: ⟦„Wir |werden| sehen.”⟧ Dann",
        "Er sagte: ⟦»Wir |werden| sehen.«⟧ Dann",
        "Il dit : ⟦« Nous |verrons| bien. »⟧ Puis",
        "Il dit : ⟦‹Nous |verrons| bien.›⟧ Puis",
        "彼は⟦「|行く|。」⟧と言った",
        "「彼は⟦『|行く|』⟧と言った」",
        "She: “He said ⟦‘|no|’⟧ to me.” So",
        "She: ⟦“He |said ‘no’ to| me.”⟧ So",
        "She: ⟦“He said |‘no’| to me.”⟧ So",
        "She: ⟦'We don't |know|.'⟧ So",
        "She: ⟦‘We don’t |know|.’⟧ So",
        "⟦‘The reviewers’ |notes| are lost.’⟧ So",
        "⟦‘It was the |reviewers|’⟧ and so",
        "⟦'In the '90s |'tis| said.'⟧ So",
        "No end: ⟦“We |will| see⟧",
        "No end: ⟦\"We |will| see⟧",
        "A 5\" pipe, ⟦\"the |long| one\"⟧, fits",
        "⟦“|We|”⟧",
        "⟦\"Outer 'inner' |part|\"⟧",
        "\"Outer ⟦'|inner|'⟧ part\"",
    ];
    for row in rows {
        let Marked { text, carets, .. } = marked(row);
        let inner = text.span(carets[0]..carets[1]).expect("an inner span");
        let found = quotation::enclosing(&text, text.whole().expect("some text"), inner).expect(row);
        assert_eq!(with_spans(&text, &[found]), row.replace('|', ""));
    }
    let none = [
        "The reviewers' notes are |here| and the dogs' too",
        "'tis |said| in the '90s' end",
        "“before” |between| “after”",
        "\"before\" |between| \"after\"",
        "it’s |not| one’s own",
        "rock 'n' roll |is| not 'n' dead",
        "before ” |no| opening",
        "|“all of it”|",
    ];
    for row in none {
        let Marked { text, carets, .. } = marked(row);
        let inner = text.span(carets[0]..carets[1]).expect("an inner span");
        assert_eq!(quotation::enclosing(&text, text.whole().expect("some text"), inner), None, "{row}");
    }
}

fn shown_hits(content: &str, query: &Query) -> String {
    let text = text(content);
    with_spans(&text, &find_all(&text, query).spans)
}

#[test]
fn words_are_found() {
    // The query, whether case counts, whether whole words, and the text with its hits.
    let rows = [
        ("lion", false, false, "A ⟦Lion⟧, ⟦lion⟧s and a sea⟦LION⟧"),
        ("lion", true, false, "A Lion, ⟦lion⟧s"),
        ("lion", false, true, "A ⟦Lion⟧, lions and a sealion, ⟦lion⟧"),
        ("the lion", false, false, "⟦the\n  lion⟧ and ⟦The\u{00A0}lion⟧"),
        ("  the   lion ", false, false, "⟦the lion⟧"),
        ("don't", false, false, "they ⟦don’t⟧, ⟦don't⟧"),
        ("don’t", true, false, "they ⟦don't⟧"),
        ("\"no\"", false, false, "⟦“no”⟧ and ⟦„no“⟧"),
        ("well-known", false, false, "⟦well–known⟧ ⟦well\u{2011}known⟧"),
        ("a.c", false, false, "abc ⟦a.c⟧"),
        ("(x)", false, true, "⟦(x)⟧"),
        ("море", false, true, "⟦Море⟧ и мореход, ⟦МОРЕ⟧"),
        ("東", false, true, "⟦東⟧京"),
        ("straße", false, false, "⟦STRAßE⟧"),
        ("e", false, false, "e\u{301} ⟦e⟧"),
        ("👩", false, false, "👩‍👩‍👧‍👦 ⟦👩⟧"),
        ("don", false, true, "don’t ⟦don⟧"),
        ("1", false, true, "1,000 ⟦1⟧"),
        ("aa", false, false, "⟦aa⟧⟦aa⟧a"),
        ("", false, false, "nothing"),
        (" \n\u{00A0}", false, false, "noth ing"),
    ];
    for (words, match_case, whole_words, shown) in rows {
        let content = shown.replace(['⟦', '⟧'], "");
        let query = Query { words: words.to_owned(), match_case, whole_words };
        assert_eq!(shown_hits(&content, &query), shown, "{words:?}");
    }
}
