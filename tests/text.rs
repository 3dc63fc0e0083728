//! Text, places in it, and what is found there: words, sentences, quotations, search hits.
//!
//! In the tables `⟦…⟧` is a span and `|` a caret; neither is part of the text.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

mod marked;

use claimlight::text::{
    ByteIndex, CodePointIndex, Text, TextError, normalise, quotation,
    search::{Hits, Query, find_all},
    sentence, word,
};
use marked::{Marked, marked, with_marks, with_spans};
use proptest::{collection::vec, prelude::*, sample::select};

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
fn code_points_are_found_in_a_text_that_is_dense_in_one_half_and_sparse_in_the_other() {
    for content in ["x".repeat(40_000) + &"👍".repeat(10_000), "👍".repeat(10_000) + &"x".repeat(40_000)] {
        let text = text(&content);
        for (number, (at, _)) in content.char_indices().enumerate().step_by(37) {
            assert_eq!(text.to_byte(CodePointIndex(number as u64)), Some(ByteIndex::new(at)), "{number}");
            assert_eq!(text.to_code_point(ByteIndex::new(at)), CodePointIndex(number as u64), "{at}");
        }
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
        ("don", false, true, "⟦don⟧’ ⟦don⟧. don.t"),
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

#[test]
fn a_text_refuses_what_a_file_may_not_hold() {
    let rows = [
        ("a\tb\nc", None),
        ("é\u{0007}", Some((7, 1))),
        ("\r\n", Some((13, 0))),
        ("ab\u{007F}", Some((0x7F, 2))),
        ("中\u{0085}", Some((0x85, 1))),
        ("£100 ¡\u{00A0}", None),
    ];
    for (content, fault) in rows {
        let wanted = fault.map(|(code, at)| TextError::ControlCharacter { code, at });
        assert_eq!(Text::new(content).err(), wanted, "{content:?}");
    }
    let longest = "x".repeat(Text::MAX_BYTES);
    assert_eq!(text(&longest).code_points(), Text::MAX_BYTES as u64);
    let bytes = Text::MAX_BYTES + 1;
    assert_eq!(Text::new(longest + "x").err(), Some(TextError::TooLong { bytes }));
}

#[test]
fn decoded_strings_become_texts() {
    let rows = [
        ("a\r\nb\rc\nd", "a\nb\nc\nd", 0),
        ("\u{FEFF}a\u{FEFF}", "a\u{FEFF}", 0),
        ("a\u{2028}b\u{2029}c\u{0085}d\u{000C}e\u{000B}f", "a\nb\nc\nd\ne\nf", 0),
        ("a\0b\u{0007}c\u{009F}\u{007F}\tz", "abc\tz", 4),
        ("e\u{301} é", "e\u{301} é", 0),
        ("\r\r\n\n", "\n\n\n", 0),
        ("", "", 0),
    ];
    for (decoded, content, controls_removed) in rows {
        let normalised = normalise(decoded).expect("a text");
        assert_eq!((normalised.text.as_str(), normalised.controls_removed), (content, controls_removed), "{decoded:?}");
    }
}

#[test]
fn selections_are_trimmed_to_ink() {
    // `|` marks what was selected, `⟦…⟧` the span it means.
    let rows = [
        "a| ⟦b c⟧ \n|d",
        "a |⟦b|⟧",
        "⟦e|\u{301}b⟧|",
        "⟦|e|\u{301}⟧b",
        "⟦👩|\u{200D}👧⟧| x",
        "|\u{00A0}⟦x⟧\u{3000}|",
        "⟦| \u{301}a⟧|",
    ];
    for row in rows {
        let mut carets = Vec::new();
        let mut content = String::new();
        for c in row.chars().filter(|c| !matches!(c, '⟦' | '⟧')) {
            if c == '|' {
                carets.push(ByteIndex::new(content.len()));
            } else {
                content.push(c);
            }
        }
        let text = text(&content);
        let span = text.trimmed_span(carets[0]..carets[1]).expect("some ink");
        assert_eq!(with_spans(&text, &[span]), row.replace('|', ""));
    }
    let text = text("ab  e\u{301} c");
    let nothing = [(2, 4), (2, 2), (1, 1), (5, 5), (3, 1), (9, 90), (90, 99)];
    for (start, end) in nothing {
        let range = ByteIndex::new(start)..ByteIndex::new(end);
        assert_eq!(text.trimmed_span(range), None, "{start}..{end}");
    }
}

#[test]
fn spans_know_each_other() {
    let text = text("0123456789");
    let span = |start, end| text.span(ByteIndex::new(start)..ByteIndex::new(end)).expect("a span");
    let (low, high, middle) = (span(1, 4), span(4, 8), span(3, 6));
    assert!(!low.overlaps(high) && low.overlaps(middle) && middle.overlaps(high));
    assert_eq!((low.intersection(high), low.intersection(middle)), (None, Some(span(3, 4))));
    assert_eq!((low.cover(high), low.len()), (span(1, 8), 3));
    assert!(span(1, 8).contains_span(middle) && middle.contains_span(middle) && !middle.contains_span(low));
    assert!(low.contains(ByteIndex::new(3)) && !low.contains(low.end()));
    assert_eq!(text.slice(middle), "345");
    assert_eq!(text.span(ByteIndex::new(4)..ByteIndex::new(4)), None);
    assert_eq!(text.span(ByteIndex::new(4)..ByteIndex::new(11)), None);
    assert_eq!(Text::new("é").map(|other| other.slice(low).to_owned()), Ok(String::new()));
}

/// Every sign of which a text of a European language may have many, beside those that join what is next to them.
#[test]
fn graphemes_of_common_signs_are_those_of_uax_29() {
    use unicode_segmentation::UnicodeSegmentation as _;
    let common = ('\u{20}'..'\u{7F}').chain('\u{A0}'..'\u{340}').chain('\u{2000}'..'\u{2080}');
    let beside =
        ['a', ' ', '\n', '©', '\u{AD}', '“', '‼', '\u{301}', '\u{200D}', '\u{600}', '\u{FE0F}', '👩', '🇩', 'क', '한'];
    for sign in common {
        for other in beside {
            for pair in [format!("{sign}{other}"), format!("{other}{sign}")] {
                let middle = pair.chars().next().map_or(0, char::len_utf8);
                let is_bound = pair.graphemes(true).count() == 2;
                assert_eq!(text(&pair).is_grapheme_boundary(ByteIndex::new(middle)), is_bound, "{pair:?}");
            }
        }
    }
}

proptest! {
    #[test]
    fn graphemes_are_those_of_uax_29(content in any_string()) {
        use unicode_segmentation::UnicodeSegmentation as _;
        let text = text(&content);
        let mut bounds: Vec<usize> = content.grapheme_indices(true).map(|(at, _)| at).collect();
        bounds.push(content.len());
        bounds.dedup();
        for at in 0..=content.len() + 2 {
            let index = ByteIndex::new(at);
            let before = bounds.iter().rev().find(|bound| **bound < at).copied().unwrap_or_default();
            let after = bounds.iter().find(|bound| **bound > at).copied().unwrap_or(content.len());
            let is_bound = bounds.contains(&at);
            prop_assert_eq!(text.is_grapheme_boundary(index), is_bound, "at {}", at);
            prop_assert_eq!(text.grapheme_floor(index).get(), if is_bound { at } else { before });
            prop_assert_eq!(text.grapheme_ceil(index).get(), if is_bound { at } else { after });
            if content.is_char_boundary(at) {
                prop_assert_eq!(text.next_grapheme(index).get(), after, "after {}", at);
                prop_assert_eq!(text.previous_grapheme(index).get(), before, "before {}", at);
            }
        }
    }

    #[test]
    fn any_range_trims_to_a_span_of_its_ink(content in any_string(), start in 0..200_usize, length in 0..200_usize) {
        let text = text(&content);
        let (start, end) = (ByteIndex::new(start), ByteIndex::new(start + length));
        if let Some(span) = text.trimmed_span(start..end) {
            prop_assert_eq!(text.span(span.start()..span.end()), Some(span));
            prop_assert!(span.start() >= text.grapheme_floor(start) && span.end() <= text.grapheme_ceil(end));
            prop_assert!(!text.slice(span).trim().is_empty());
            prop_assert_eq!(text.trimmed_span(span.start()..span.end()), Some(span));
        }
    }

    #[test]
    fn words_and_sentences_cover_any_text(content in any_string(), at in 0..250_usize) {
        let text = text(&content);
        let index = ByteIndex::new(at);
        if let Some(paragraph) = text.whole() {
            let word = word::at(&text, index).expect("a word");
            prop_assert!(word.start() <= index.min(text.end()));
            let sentences = sentence::all(&text, paragraph);
            let ink: String = content.split_whitespace().collect();
            let told: String = sentences.iter().flat_map(|s| text.slice(*s).split_whitespace()).collect();
            prop_assert_eq!(ink, told);
            prop_assert!(sentences.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
            let sentence = sentence::at(&text, paragraph, index);
            prop_assert!(sentences.contains(&sentence) || sentences.is_empty());
            let quotation = quotation::enclosing(&text, paragraph, word);
            prop_assert!(quotation.is_none_or(|q| q.contains_span(word) && q != word));
        }
        for (forward, back) in [
            (word::next(&text, index), word::previous(&text, index)),
            (text.whole().map_or(text.end(), |all| sentence::next_start(&text, all, index)),
             text.whole().map_or(ByteIndex::ZERO, |all| sentence::previous_start(&text, all, index))),
        ] {
            prop_assert!(text.is_grapheme_boundary(forward) && text.is_grapheme_boundary(back));
            prop_assert!(forward > index || forward == text.end(), "forward to {:?}", forward);
            prop_assert!(back < index || back == ByteIndex::ZERO, "back to {:?}", back);
        }
    }

    #[test]
    fn hits_are_what_was_looked_for(content in any_string(), words in vec(piece(), 1..3), whole_words: bool) {
        let text = text(&content);
        let query = Query { words: words.concat(), match_case: true, whole_words };
        let hits = find_all(&text, &query).spans;
        prop_assert!(hits.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
        for hit in hits {
            prop_assert_eq!(text.span(hit.start()..hit.end()), Some(hit));
            prop_assert_eq!(signs_alike(text.slice(hit)), signs_alike(&query.words));
            prop_assert!(!whole_words || (word::is_boundary(&text, hit.start()) && word::is_boundary(&text, hit.end())));
        }
    }

    #[test]
    fn word_boundaries_are_those_of_uax_29(content in any_string()) {
        use unicode_segmentation::UnicodeSegmentation as _;
        let text = text(&content);
        let bounds: Vec<usize> =
            content.split_word_bound_indices().map(|(at, _)| at).chain([0, content.len()]).collect();
        for (at, _) in content.char_indices() {
            prop_assert_eq!(word::is_boundary(&text, ByteIndex::new(at)), bounds.contains(&at), "at {}", at);
        }
    }
}

/// Words as search sees them: white space and the marks of one sign all alike.
fn signs_alike(words: &str) -> String {
    let words = words.replace(['’', '‘'], "'").replace(['“', '”', '„'], "\"");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn hits_end_at_the_most_there_are() {
    let text = text(&"na ".repeat(Hits::MOST + 1));
    let query = Query { words: "na".to_owned(), ..Query::default() };
    let hits = find_all(&text, &query);
    assert_eq!((hits.spans.len(), hits.cut_off), (Hits::MOST, true));
    let exactly = self::text(&"na ".repeat(Hits::MOST));
    assert!(!find_all(&exactly, &query).cut_off);
}

#[test]
fn a_query_as_long_as_an_article_is_found_nowhere() {
    let words = "lion ".repeat(200_000);
    let query = Query { words: words.clone(), ..Query::default() };
    assert_eq!(find_all(&text(&words), &query), Hits::default());
}

/// Lines of 4 MB, each of which has nowhere to stop in its own way.
fn hostile_lines() -> Vec<(&'static str, Text)> {
    let pieces = [
        "word ",
        "a",
        " ",
        ".",
        "e\u{301}\u{301}",
        "中",
        "“",
        "'s ",
        "\"",
        "s' ",
        "Mr. ",
        "J.",
        "3. ",
        "a\u{200D}",
        "🇩",
    ];
    pieces.into_iter().map(|piece| (piece, text(&piece.repeat(4_000_000 / piece.len())))).collect()
}

#[test]
fn one_endless_line_is_read_in_small_pieces() {
    // Each call that read the whole line would make this take minutes.
    for (piece, text) in hostile_lines() {
        let line = text.whole().expect("some text");
        let mut at = text.grapheme_floor(ByteIndex::new(text.len() / 2));
        for _ in 0..5 {
            let word = word::at(&text, at).expect("a word");
            assert!(word.len() <= 40_000, "{piece:?}");
            let sentence = sentence::at(&text, line, at);
            assert!(sentence.contains_span(text.span(at..text.next_grapheme(at)).expect("a cluster")), "{piece:?}");
            let quotation = quotation::enclosing(&text, line, word);
            assert!(quotation.is_none_or(|quotation| quotation.contains_span(word)), "{piece:?}");
            let (next, back) = (word::next(&text, at), word::previous(&text, at));
            assert!(back < at && at < next, "{piece:?}");
            assert!(sentence::previous_start(&text, line, at) < at, "{piece:?}");
            assert!(sentence::next_start(&text, line, at) > at, "{piece:?}");
            at = next;
        }
    }
}
