//! Reading: encodings, limits, hostile input, and the blocks of plain text.

#![expect(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a helper of a test fails the test")]

mod reading;

use std::{fs, io, path::Path, time::Duration};

use claimlight::{
    article::{Article, BlockKind},
    read::{self, Cancel, Limits, Options, ReadError, Reading, Warning},
};
use encoding_rs::{EUC_JP, Encoding, GBK, ISO_2022_JP, KOI8_R, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};
use proptest::prelude::*;
use reading::now;

const ENGLISH: &str =
    "The harbour “will open again” in May, said Ilse Marrow – and the café, too.\nNobody believed her.\n";
const RUSSIAN: &str =
    "Министр заявила, что паром вернётся в мае. «Мы не могли рисковать», — сказала она журналистам в порту.\n";
const JAPANESE: &str =
    "港湾大臣は記者会見で、フェリーの運航を五月に再開すると述べた。「危険を冒すわけにはいかない」と彼女は話した。\n";
const CHINESE: &str =
    "港务部长在新闻发布会上表示，渡轮将于五月恢复运营。“我们不能冒险，”她说，岛上的居民对此表示怀疑。\n";
const GERMAN: &str = "Die Ministerin für Häfen erklärte am Donnerstag, die Fähre müsse länger im Hafen bleiben als geplant. Größere Schäden schloss sie nicht aus.\n";

fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    read::read_bytes(Some("article.txt"), bytes, now())
}

fn text_of(bytes: &[u8]) -> String {
    read(bytes).unwrap().article.text().as_str().to_owned()
}

fn encoding_of(article: &Article) -> &str {
    article.source.encoding.as_deref().unwrap()
}

fn utf_16(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let mark = mark.then_some('\u{FEFF}');
    let units: Vec<u16> = mark.into_iter().chain(text.chars()).collect::<String>().encode_utf16().collect();
    units.iter().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn encodings_are_told_apart_by_their_bytes() {
    let in_legacy = |text: &str, encoding: &'static Encoding| encoding.encode(text).0.into_owned();
    let table: Vec<(&str, Vec<u8>, &str)> = vec![
        (ENGLISH, ENGLISH.as_bytes().to_vec(), "UTF-8"),
        (ENGLISH, [b"\xEF\xBB\xBF", ENGLISH.as_bytes()].concat(), "UTF-8"),
        (ENGLISH, utf_16(ENGLISH, false, true), "UTF-16LE"),
        (ENGLISH, utf_16(ENGLISH, true, true), "UTF-16BE"),
        (ENGLISH, utf_16(ENGLISH, false, false), "UTF-16LE"),
        (ENGLISH, utf_16(ENGLISH, true, false), "UTF-16BE"),
        (RUSSIAN, utf_16(RUSSIAN, false, false), "UTF-16LE"),
        (RUSSIAN, utf_16(RUSSIAN, true, false), "UTF-16BE"),
        (CHINESE, utf_16(CHINESE, false, false), "UTF-16LE"),
        (JAPANESE, utf_16(JAPANESE, true, false), "UTF-16BE"),
        (RUSSIAN, in_legacy(RUSSIAN, WINDOWS_1251), "windows-1251"),
        (JAPANESE, in_legacy(JAPANESE, SHIFT_JIS), "Shift_JIS"),
        (JAPANESE, in_legacy(JAPANESE, EUC_JP), "EUC-JP"),
        (JAPANESE, in_legacy(JAPANESE, ISO_2022_JP), "ISO-2022-JP"),
        (CHINESE, in_legacy(CHINESE, GBK), "GBK"),
        // ISO-8859-1 is the part of windows-1252 without curved quotation marks; the standard knows one name for both.
        (GERMAN, in_legacy(GERMAN, WINDOWS_1252), "windows-1252"),
    ];
    for (text, bytes, encoding) in table {
        let Reading { article, warnings, .. } = read(&bytes).unwrap();
        assert_eq!((article.text().as_str(), encoding_of(&article)), (text, encoding));
        assert_eq!(warnings, [], "{encoding}");
    }
}

#[test]
fn a_named_encoding_overrules_the_guess() {
    let text = "Паром вернётся в мае.\n";
    let bytes = KOI8_R.encode(text).0;
    let options = Options { encoding: read::encoding_named(" koi8-r "), ..Options::default() };
    let reading = read::read_bytes_with(None, &bytes, now(), &options).unwrap();
    assert_eq!((reading.article.text().as_str(), encoding_of(&reading.article)), (text, "KOI8-R"));
    assert_eq!(read::encoding_named("no such encoding"), None);
}

#[test]
fn what_cannot_be_decoded_is_shown_and_counted() {
    let damaged = [GERMAN.as_bytes(), b"Ende \xFF\xFE.\n"].concat();
    let Reading { article, warnings, .. } = read(&damaged).unwrap();
    assert_eq!(article.text().as_str(), format!("{GERMAN}Ende \u{FFFD}\u{FFFD}.\n"));
    assert_eq!(warnings, [Warning::Replaced { count: 2, encoding: "UTF-8" }]);
    assert!(warnings[0].to_string().starts_with("2 characters could not be decoded as UTF-8"));

    let cut_off = &GERMAN.as_bytes()[..=GERMAN.find('ä').unwrap()];
    let options = Options { encoding: Some(encoding_rs::UTF_8), ..Options::default() };
    let reading = read::read_bytes_with(None, cut_off, now(), &options).unwrap();
    assert_eq!(reading.warnings, [Warning::Replaced { count: 1, encoding: "UTF-8" }]);

    let odd = [utf_16(ENGLISH, false, true), vec![0x41]].concat();
    assert_eq!(read(&odd).unwrap().warnings, [Warning::Replaced { count: 1, encoding: "UTF-16LE" }]);

    let lost_before = "The caf\u{FFFD} is closed.\n";
    assert_eq!(read(lost_before.as_bytes()).unwrap().warnings, [Warning::LostBefore { count: 1 }]);
}

#[test]
fn control_characters_are_left_out_and_counted() {
    let Reading { article, warnings, .. } = read(b"The har\0bour\x07 is closed.\x1B\n").unwrap();
    assert_eq!(article.text().as_str(), "The harbour is closed.\n");
    assert_eq!(warnings, [Warning::ControlsRemoved { count: 3 }]);
    assert_eq!(read(b"a\0b").unwrap().article.text().as_str(), "ab");
    // A stray zero in a text that is no UTF-8 does not make it UTF-16.
    let old = b"The caf\xE9 at the harbour is shut, \0and will be for weeks, said the owner. Nobody believed her.\n";
    assert_eq!(
        text_of(old),
        "The café at the harbour is shut, and will be for weeks, said the owner. Nobody believed her.\n"
    );
}

#[test]
fn line_ends_of_every_system_become_line_feeds() {
    for bytes in [&b"one\r\n\r\ntwo"[..], b"one\r\rtwo", b"one\n\ntwo", "one\u{2029}\u{2028}two".as_bytes()] {
        assert_eq!(text_of(bytes), "one\n\ntwo");
    }
}

#[test]
fn content_that_is_no_text_is_named() {
    let zip_of_sheets = b"PK\x03\x04\x14\x00\x06\x00....[Content_Types].xml....xl/workbook.xml";
    let table: &[(&[u8], &str)] = &[
        (zip_of_sheets, "a spreadsheet"),
        (b"PK\x03\x04\x14\x00\x00\x00notes/a.bin", "a ZIP archive"),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "a PNG image"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", "a JPEG image"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "an old Microsoft Office document"),
        (&[0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1], "binary data of an unknown kind"),
    ];
    for (bytes, name) in table {
        let fault = read(bytes).unwrap_err();
        assert!(matches!(fault, ReadError::Foreign(foreign) if foreign.name() == *name), "{name}: {fault}");
        assert!(fault.to_string().starts_with(&format!("This is {name}; ")), "{fault}");
    }
}

#[test]
fn nothing_to_read_is_said_so() {
    assert!(matches!(read(b""), Err(ReadError::Empty)));
    assert!(matches!(read::read_pasted("", now()), Err(ReadError::Empty)));
    for blank in [&b"  \r\n\t \n"[..], b"\xEF\xBB\xBF", b"\xFF\xFE", "\u{3000}\u{A0}".as_bytes()] {
        assert!(matches!(read(blank), Err(ReadError::OnlyWhiteSpace)), "{blank:?}");
    }
}

#[test]
fn paths_that_are_no_file_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let read_path = |path: &Path| read::read_file(path, now());
    assert!(matches!(read_path(folder.path()), Err(ReadError::Folder)));
    assert!(matches!(read_path(&folder.path().join("none.txt")), Err(ReadError::NotFound)));
    #[cfg(unix)]
    assert!(matches!(read_path(Path::new("/dev/zero")), Err(ReadError::NoRegularFile)));
    let permission = ReadError::from(io::Error::from(io::ErrorKind::PermissionDenied));
    assert!(matches!(permission, ReadError::NoPermission));
    assert!(matches!(ReadError::from(io::Error::other("the disk is gone")), ReadError::Io(_)));
}

#[test]
fn a_file_brings_its_source_along() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.txt");
    fs::write(&path, "abc").unwrap();
    let source = read::read_file(&path, now()).unwrap().article.source;
    assert_eq!(source.file.as_deref(), Some("report.txt"));
    assert_eq!(source.media_type.as_deref(), Some("text/plain"));
    // The digest of "abc" in the standard's own example.
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(source.sha256.as_deref(), Some(digest));
    assert_eq!(source.opened, Some(now()));
    assert_eq!(source.reader.as_deref(), Some("plain-text 1"));
}

#[test]
fn pasted_text_has_no_file() {
    let Reading { article, warnings, .. } = read::read_pasted("From the\0 clipboard", now()).unwrap();
    assert_eq!(article.text().as_str(), "From the clipboard");
    assert_eq!((article.source.file, article.source.encoding), (None, None));
    assert_eq!(warnings, [Warning::ControlsRemoved { count: 1 }]);
}

#[test]
fn limits_are_kept_and_named() {
    let with = |limits: Limits, text: &str| {
        read::read_bytes_with(None, text.as_bytes(), now(), &Options { limits, ..Options::default() })
    };
    let usual = Limits::default();
    let fault = with(Limits { file_bytes: 2048, ..usual }, &"x".repeat(2049)).unwrap_err();
    assert_eq!(fault.to_string(), "It has 2.1 KiB, more than the limit of 2 KiB; open a part of it");
    let fault = with(Limits { text_bytes: 10, ..usual }, "eleven char").unwrap_err();
    assert!(matches!(fault, ReadError::TextTooLong { bytes: 11, limit: 10 }));
    for text in ["a\n\nb\n\nc", "a\nb\nc", "# a\n\n**b**\n\n[c](d)"] {
        let fault = with(Limits { blocks: 2, ..usual }, text).unwrap_err();
        assert!(matches!(fault, ReadError::TooManyBlocks { limit: 2 }), "{fault}");
    }
    let fault = with(Limits { time: Duration::ZERO, ..usual }, "some words").unwrap_err();
    assert!(matches!(fault, ReadError::TookTooLong { .. }));
    let cancel = Cancel::default();
    cancel.request();
    let options = Options { cancel, ..Options::default() };
    assert!(matches!(read::read_bytes_with(None, b"some words", now(), &options), Err(ReadError::Cancelled)));
}

#[test]
fn a_file_over_the_limit_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.txt");
    fs::File::create(&path).unwrap().set_len(64 * 1024 * 1024 + 1).unwrap();
    let fault = read::read_file(&path, now()).unwrap_err();
    assert_eq!(fault.to_string(), "It has 64.1 MiB, more than the limit of 64 MiB; open a part of it");
}

#[test]
fn one_line_of_ten_megabytes_is_one_paragraph() {
    let line = "The ferry stays in the harbour. ".repeat(320_000);
    let article = read(line.as_bytes()).unwrap().article;
    assert_eq!(article.blocks().len(), 1);
    assert_eq!(article.text().slice(article.blocks()[0].span), line.trim());
    let without_spaces = "港".repeat(3_400_000);
    assert_eq!(read(without_spaces.as_bytes()).unwrap().article.blocks().len(), 1);
}

#[test]
fn an_article_of_ten_megabytes_and_many_paragraphs_is_read() {
    let text = "She said that it was so.\n\n".repeat(400_000);
    assert_eq!(read(text.as_bytes()).unwrap().article.blocks().len(), 400_000);
}

#[test]
fn review_files_are_recognised_by_content() {
    for review in [
        &br#"{"format":"claimlight-review"}"#[..],
        b"\xEF\xBB\xBF\r\n {\n  \"format\" :\n \"claimlight-review\",",
        br#"{"version": "1.0", "format": "claimlight-review"}"#,
    ] {
        assert!(read::looks_like_review(review));
        assert!(matches!(read(review), Err(ReadError::Review)));
    }
    for other in [
        &b""[..],
        b"{}",
        br#"{"format":"other"}"#,
        br#"The key "format": "claimlight-review" is first."#,
        b"{\"format\"",
    ] {
        assert!(!read::looks_like_review(other));
    }
}

#[test]
fn the_sample_reads_as_it_is_meant() {
    let Reading { article, warnings, .. } = read::sample(now()).unwrap();
    assert_eq!(warnings, []);
    let count = |kind| article.blocks().iter().filter(|block| block.kind == kind).count();
    let expected = [
        (BlockKind::Headline, 1),
        (BlockKind::Byline, 2),
        (BlockKind::Credit, 1),
        (BlockKind::Caption, 2),
        (BlockKind::Heading, 1),
        (BlockKind::Link, 2),
        (BlockKind::RepublisherNote, 2),
        (BlockKind::EditorNote, 1),
        (BlockKind::Paragraph, 18),
    ];
    for (kind, number) in expected {
        assert_eq!(count(kind), number, "{}", kind.name());
    }
    assert_eq!(article.metadata.title.as_deref(), read::SAMPLE.lines().next());
    assert_eq!(article.metadata.authors, ["Ilse Marrow", "Teo Quill"]);
    assert_eq!(article.metadata.published.unwrap().to_string(), "2031-03-14");
    let words = read::SAMPLE.split_whitespace().count();
    assert!((600..=900).contains(&words), "{words} words");
}

/// The article's promise about its blocks.
fn assert_blocks_hold_every_word(article: &Article) {
    let text = article.text();
    let mut end = 0;
    for block in article.blocks() {
        let span = block.span;
        assert!(text.as_str()[end..span.start().get()].trim().is_empty());
        assert!(text.is_grapheme_boundary(span.start()) && text.is_grapheme_boundary(span.end()));
        assert_eq!(text.trimmed_span(span.start()..span.end()), Some(span));
        end = span.end().get();
    }
    assert!(text.as_str()[end..].trim().is_empty());
}

/// Lines that bring every rule of the readers into play, in any order.
fn lines() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just(""),
        Just("   "),
        Just("By Ilse Marrow"),
        Just("14 March 2031"),
        Just("© Bram Osk / ReutersThe harbour of Port Callin at dusk"),
        Just("Comment: Nobody asked."),
        Just("Read more: The ferry"),
        Just("- a bullet"),
        Just("> quoted"),
        Just("1. first"),
        Just("2. second"),
        Just("# Title"),
        Just("[link](target)"),
        Just("![a picture](p.png)"),
        Just("**bold** words  "),
        Just("| a | b |"),
        Just("|---|---|"),
        Just("```"),
        Just("---"),
        Just("<div>html</div>"),
        Just("    indented"),
        Just("title: front matter"),
        Just("A short title"),
        Just("\u{301}combining \u{1F468}\u{200D}\u{1F469} &#1; &#x2028; text\u{200D}"),
        Just("The minister said that the ferry would stay in the harbour for six more weeks, at the very least."),
    ];
    prop::collection::vec(line, 0..24).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn any_bytes_give_an_article_or_a_sentence(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        match read(&bytes) {
            Ok(reading) => assert_blocks_hold_every_word(&reading.article),
            Err(fault) => prop_assert!(!fault.to_string().is_empty()),
        }
    }

    #[test]
    fn any_characters_keep_every_word(text in "\\PC{0,300}") {
        if let Ok(reading) = read::read_pasted(&text, now()) {
            assert_blocks_hold_every_word(&reading.article);
        }
    }

    #[test]
    fn plain_text_keeps_every_character(text in lines()) {
        if let Ok(reading) = read::read_bytes(Some("article.txt"), text.as_bytes(), now()) {
            assert_blocks_hold_every_word(&reading.article);
            if reading.article.source.media_type.as_deref() == Some("text/plain") {
                prop_assert_eq!(reading.article.text().as_str(), text);
            }
        }
    }

    #[test]
    fn markdown_gives_sound_blocks(text in lines()) {
        if let Ok(reading) = read::read_bytes(Some("article.md"), text.as_bytes(), now()) {
            assert_blocks_hold_every_word(&reading.article);
        }
    }

    #[test]
    fn utf_16_is_never_taken_for_binary(text in "[a-zA-Zа-яА-Я .,\n]{2,200}", big: bool, mark: bool) {
        let reading = read(&utf_16(&text, big, mark));
        if !text.trim().is_empty() && text.contains(['.', ' ', 'e']) {
            let article = reading.unwrap().article;
            prop_assert_eq!(article.text().as_str(), text);
        }
    }
}
