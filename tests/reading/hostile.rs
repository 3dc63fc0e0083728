//! Archives and documents that mean harm, or were harmed.

use std::{
    io::{Cursor, Write as _},
    time::Duration,
};

use claimlight::read::{self, ArchiveLimits, Limits, Options, ReadError};
use proptest::prelude::*;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    now,
    packed::{RELATIONS, TYPES, archive, blocks, document, docx, docx_with, epub, fault, odt, p, packed, read},
};

#[test]
fn no_entity_that_a_file_declares_is_expanded() {
    let entities: Vec<String> =
        (1..20).map(|number| format!("<!ENTITY l{number} \"{}\">", format!("&l{};", number - 1).repeat(10))).collect();
    let entities = entities.concat();
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY l0 \"boats\">{entities}]>{}",
        &document(&p("There: &l19; &amp; &#33;"))[38..]
    );
    let parts = [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", &bomb)];
    assert_eq!(blocks(&packed(&parts)), "\nparagraph| There: &l19; & !");
}

#[test]
fn a_part_that_grows_without_end_is_refused_early() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, content) in [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS)] {
        zip.start_file(name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.start_file("word/document.xml", options).unwrap();
    for _ in 0..100 {
        zip.write_all(&vec![b' '; 1024 * 1024]).unwrap();
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    let sentence = "Its part “word/document.xml” unpacks to more than 100 times its length, as in files made to fill a memory; \
                    if you trust it, open it in another program and paste its words";
    assert_eq!(fault(&bytes), sentence);
    // What the archive says about the length of its part is changed to a few bytes.
    let length = 100_u32 * 1024 * 1024;
    let places: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, four)| *four == length.to_le_bytes()).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(fault(&bytes).starts_with("It is damaged or not whole; "));
}

#[test]
fn each_limit_of_archives_has_its_sentence() {
    let with =
        |archive: ArchiveLimits| Options { limits: Limits { archive, ..Limits::default() }, ..Options::default() };
    let document = document(&p(&"The harbour is closed. ".repeat(50)));
    let parts = [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", &document)];
    let bytes = archive(CompressionMethod::Deflated, &parts);
    let read = |options: &Options| {
        read::read_bytes_with(None, &bytes, now(), options).map(|_| ()).map_err(|fault| fault.to_string())
    };
    assert_eq!(read(&Options::default()), Ok(()));
    let table = [
        (ArchiveLimits { parts: 2, ..ArchiveLimits::default() }, "It has more than 2 parts inside, the limit; "),
        (
            ArchiveLimits { part_bytes: 1000, ..ArchiveLimits::default() },
            "Its part “word/document.xml” has more than 1000 bytes unpacked, the limit; ",
        ),
        (
            ArchiveLimits { total_bytes: 1100, ..ArchiveLimits::default() },
            "Its parts have more than 1.1 KiB unpacked, the limit; ",
        ),
        (
            ArchiveLimits { ratio: 2, free_bytes: 500, ..ArchiveLimits::default() },
            "Its part “word/document.xml” unpacks to more than 2 times its length, ",
        ),
    ];
    for (limits, sentence) in table {
        let fault = read(&with(limits)).unwrap_err();
        assert!(fault.starts_with(sentence), "{fault}");
    }
    let limits = Limits { time: Duration::ZERO, ..Limits::default() };
    assert!(read(&Options { limits, ..Options::default() }).unwrap_err().starts_with("Reading took longer than"));
}

#[test]
fn an_archive_of_too_many_parts_is_refused() {
    let names: Vec<String> = (0..3000).map(|number| format!("word/{number}.xml")).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let document = document(&p("Words."));
    let bytes = packed(&[&[("word/document.xml", document.as_str())][..], &parts].concat());
    assert!(fault(&bytes).starts_with("It has more than 2000 parts inside, the limit; "));
}

#[test]
fn nesting_is_counted() {
    let nested =
        |open: &str, inside: &str, close: &str| format!("{}{inside}{}", open.repeat(20_000), close.repeat(20_000));
    let sentence = "It is nested more than 512 levels deep, the limit; save it as plain text and open that";
    assert_eq!(fault(&docx(&nested("<w:tbl><w:tr><w:tc>", &p("x"), "</w:tc></w:tr></w:tbl>"))), sentence);
    assert_eq!(fault(&odt("", &nested("<text:section>", "<text:p>x</text:p>", "</text:section>"))), sentence);
    assert_eq!(fault(&epub("", &[("One", &nested("<div>", "x", "</div>"))])), sentence);
    assert_eq!(fault(format!("{{\\rtf1 {}", nested("{", "x", "}") + "}").as_bytes()), sentence);
    let level = |number: usize| format!("Content-Type: multipart/mixed; boundary=b{number}x\n\n--b{number}x\n");
    let multipart: String = (0..200).map(level).collect();
    let mail = format!("From: a@example.org\nTo: b@example.org\nDate: x\n{multipart}\nWords.");
    assert!(fault(mail.as_bytes()).starts_with("Its part “message” is broken"), "{}", fault(mail.as_bytes()));
    let mail = format!("From: a@example.org\nTo: b@example.org\nDate: x\n\n{}", "--b\n".repeat(30_000));
    assert!(fault(mail.as_bytes()).starts_with("It has more than 20000 parts, the limit; "));
}

#[test]
fn names_that_lead_out_of_the_archive_lead_nowhere() {
    let document = document(&p("Words."));
    let relations = RELATIONS.replace("word/document.xml", "../../../../etc/passwd");
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", &relations),
        ("../../etc/passwd", "x"),
        ("word/document.xml", &document),
    ];
    assert_eq!(blocks(&packed(&parts)), "\nparagraph| Words.");
    let parts = [("[Content_Types].xml", TYPES), ("_rels/.rels", &relations), ("/word/other.xml", "x")];
    let sentence = "Its part “word/document.xml” is missing; open it in the program it was made with, save it again, and open that";
    assert_eq!(fault(&packed(&parts)), sentence);
}

#[test]
fn what_is_broken_gives_a_sentence_and_not_half_an_article() {
    let broken = document(&[p("The first half."), "<w:p><w:r></w:p>".to_owned(), p("The second half.")].concat());
    let parts = [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", &broken)];
    assert!(fault(&packed(&parts)).starts_with("Its part “word/document.xml” is broken at byte "));
    let cut = &document(&p("The first half."))[..110];
    let parts = [("[Content_Types].xml", TYPES), ("word/document.xml", cut)];
    assert!(fault(&packed(&parts)).starts_with("Its part “word/document.xml” is broken at byte "));
    let whole = docx(&p("Words."));
    let sentence = "It is damaged or not whole; get the file again, or repair it by opening and saving it in the program it was made with";
    assert_eq!(fault(&whole[..whole.len() - 60]), sentence);
    assert!(
        fault(br"{\rtf1\ansi The first half {\b of {\i an article").starts_with("Its part “RTF” is broken at byte ")
    );
}

#[test]
fn other_office_files_are_named_and_have_a_remedy() {
    let compound = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), vec![0; 500], name].concat()
    };
    let encrypted = packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>"),
        ("content.xml", "garbage"),
    ]);
    let inner = String::from_utf8_lossy(&docx(&p("Words."))).into_owned();
    let table = [
        (
            packed(&[("[Content_Types].xml", "<Types>spreadsheetml</Types>"), ("xl/workbook.xml", "<x/>")]),
            "This is a spreadsheet; ",
        ),
        (packed(&[("ppt/presentation.xml", "<x/>")]), "This is a presentation; "),
        (packed(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]), "This is a spreadsheet; "),
        (packed(&[("Index/Document.iwa", "x")]), "This is an Apple Pages document; export it from Pages as Word"),
        (packed(&[("inner.docx", &inner)]), "This is a ZIP archive; unpack it and open a file in it"),
        (
            compound("WordDocument"),
            "This is a Word document of the old kind (.doc); open it in Word or LibreOffice, save it as DOCX",
        ),
        (compound("EncryptedPackage"), "This is an office document protected by a password; "),
        (compound("Workbook"), "This is a spreadsheet; "),
        (compound("__properties_version1.0"), "This is an Outlook message (.msg); "),
        (encrypted, "It is protected by a password or by digital rights management; "),
    ];
    for (bytes, sentence) in table {
        assert!(fault(&bytes).starts_with(sentence), "{}", fault(&bytes));
    }
}

#[test]
fn templates_and_documents_with_macros_are_read_as_text() {
    let document = document(&p("Words."));
    for kind in [
        "wordprocessingml.template.main+xml",
        "ms-word.document.macroEnabled.main+xml",
        "ms-word.template.macroEnabledTemplate.main+xml",
    ] {
        let types = format!("<Types><Override ContentType=\"application/vnd.{kind}\"/></Types>");
        let relations = RELATIONS.replace("word/document.xml", "/Word/Main.xml");
        let parts = [
            ("[Content_Types].xml", types.as_str()),
            ("_rels/.rels", &relations),
            ("word\\main.xml", &document),
            ("word/vbaProject.bin", "x"),
        ];
        assert_eq!(blocks(&packed(&parts)), "\nparagraph| Words.", "{kind}");
    }
}

/// Marks and words in any order, more or less as documents have them.
fn pieces(of: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(of), 0..60).prop_map(|pieces| pieces.concat())
}

const WORD: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:del>",
    "</w:del>",
    "<w:br/>",
    "<w:tab/>",
    "<w:commentRangeStart w:id=\"1\"/>",
    "<w:commentRangeEnd w:id=\"1\"/>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
    "<w:trPr><w:del/></w:trPr>",
    "<w:tblGrid><w:gridCol/></w:tblGrid>",
    "<mc:AlternateContent>",
    "</mc:AlternateContent>",
    "Der Hafen ",
    "é\u{301}",
    " ",
    "東",
    "&x;",
    "&amp;",
    "<w:sym w:char=\"zz\"/>",
    "<",
    "\u{FEFF}",
];
const BALANCED: &[&str] = &[
    "<w:p><w:r><w:t>Words </w:t></w:r></w:p>",
    "<w:p><w:r><w:br/><w:t> x\u{301}</w:t></w:r></w:p>",
    "<w:tbl/>",
    "<w:tr/>",
    "<w:tc/>",
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:commentRangeStart w:id=\"1\"/><w:tc><w:p><w:r><w:t>\u{301}b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    "<w:p><w:r><w:txbxContent><w:tbl><w:tr><w:tc><w:p><w:r><w:t>box</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:txbxContent><w:t>© Ann Lee / ReutersThe pier at dusk in May</w:t></w:r></w:p>",
    "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>joined </w:t></w:r></w:p>",
    "<w:commentRangeEnd w:id=\"1\"/>",
    "<w:p><w:r><w:txbxContent/><w:t> </w:t></w:r></w:p>",
    "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
];
const RICH: &[&str] = &[
    "{",
    "}",
    "\\par ",
    "\\cell ",
    "\\row ",
    "\\trowd ",
    "\\intbl ",
    "\\pard ",
    "{\\footnote ",
    "\\chftn ",
    "\\u8217?",
    "\\u-10179?",
    "\\'e9",
    "\\'8d",
    "Words ",
    "é",
    "\\*",
    "{\\*\\atrfstart 1}",
    "{\\*\\annotation x}",
    "{\\stylesheet{\\s1 Quote;}}",
    "\\s1 ",
    "{\\fonttbl{\\f1 A;}}",
    "\\f1 ",
    "{\\shptxt ",
    "{\\upr ",
    "{\\*\\ud ",
    "\\bin9 ",
    "\\line ",
    "\\deleted ",
    "\\v ",
    "\\uc9 ",
    "\\",
    "\\'",
];
const MAIL: &[&str] = &[
    "Content-Type: multipart/mixed; boundary=b\n",
    "Content-Type: text/plain; charset=utf-16\n",
    "\n",
    "--b\n",
    "--b--\n",
    "> quoted\n",
    ">> \n",
    "Words. ",
    "é",
    "Content-Transfer-Encoding: base64\n",
    "=E9=\n",
    "Subject: =?x?Q?=E9?=\n",
    "Content-Type: text/plain; format=flowed; delsp=yes\n",
];

/// Whether bytes give an article whose blocks hold every word, or a sentence that blames the file.
fn is_sound(bytes: &[u8]) {
    match read(bytes) {
        Ok(reading) => {
            crate::assert_blocks_hold_every_word(&reading.article);
            let length = reading.article.text().len();
            assert!(reading.remarks.iter().filter_map(|remark| remark.span).all(|span| span.end().get() <= length));
        }
        Err(fault) => {
            assert!(!matches!(fault, ReadError::Blocks(_) | ReadError::BrokeOff), "{fault}");
        }
    }
}

proptest! {
    #[test]
    fn any_marks_give_an_article_or_a_sentence(word in pieces(WORD), rich in pieces(RICH), mail in pieces(MAIL)) {
        let comments = "<w:comments><w:comment w:id=\"1\"><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment></w:comments>";
        is_sound(&docx_with(&word, &[("word/comments.xml", comments)]));
        is_sound(&odt("", &word.replace("w:", "text:")));
        is_sound(&epub("", &[("One", &word.replace("w:", ""))]));
        is_sound(format!("{{\\rtf1 {rich}").as_bytes());
        is_sound(format!("From: a@example.org\nTo: b@example.org\nDate: x\n{mail}").as_bytes());
    }

    #[test]
    fn whole_documents_keep_every_word(body in pieces(BALANCED)) {
        let comments = "<w:comments><w:comment w:id=\"1\"><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment></w:comments>";
        let bytes = docx_with(&body, &[("word/comments.xml", comments)]);
        is_sound(&bytes);
        let counts = |text: &str, word: &str| text.matches(word).count();
        if let Ok(reading) = read(&bytes) {
            let text = reading.article.text().as_str().to_owned();
            for word in ["Words", "x\u{301}", "box", "joined", "Reuters", "The pier"] {
                prop_assert_eq!(counts(&text, word), counts(&body, word), "{}", word);
            }
            prop_assert!(!text.contains("gone"));
        }
    }

    #[test]
    fn any_bytes_in_a_part_give_an_article_or_a_sentence(bytes in prop::collection::vec(any::<u8>(), 0..400), at in 0_usize..900) {
        let content = String::from_utf8_lossy(&bytes);
        is_sound(&packed(&[("[Content_Types].xml", TYPES), ("word/document.xml", &content)]));
        let mut harmed = docx(&p("Words."));
        for (offset, byte) in bytes.iter().take(8).enumerate() {
            let place = (at + offset * 97) % harmed.len();
            harmed[place] ^= byte;
        }
        is_sound(&harmed);
    }
}
