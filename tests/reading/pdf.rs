//! PDF documents: order, hyphens, what belongs to the pages, and what has no text.

use claimlight::{
    article::{ArticleKind, BlockKind},
    read::{self, Isolation, Limits, Options, PdfWarning, ReadError, Reading, Shown, Warning},
    text::ByteIndex,
};

use super::{
    now,
    sheets::{Document, Sheet},
    table,
};

/// Options with which documents are read as the window does it.
pub(crate) fn options() -> Options {
    Options { isolation: Isolation::Program(env!("CARGO_BIN_EXE_claimlight").into()), ..Options::default() }
}

fn read(document: &Document) -> Reading {
    read::read_bytes_with(Some("a.pdf"), &document.bytes(), now(), &options()).expect("a document with text")
}

fn fault(bytes: &[u8], options: &Options) -> String {
    match read::read_bytes_with(Some("a.pdf"), bytes, now(), options) {
        Ok(reading) => panic!("it was read: {}", reading.article.text().as_str()),
        Err(fault) => fault.to_string(),
    }
}

fn blocks(document: &Document) -> String {
    table(&read(document).article)
}

const LEFT: [&str; 10] = [
    "The ferry to the outer islands will stay in",
    "harbour until the middle of May, the board",
    "said on Tuesday. Two of its engines are to",
    "be taken out, and a third is being watched.",
    "No date was given for the second vessel, of",
    "which the crew has been on leave since the",
    "first week of March. The islands have asked",
    "for a smaller boat to carry post and bread.",
    "Whether there will be one depends upon the",
    "county, which has so far not answered, and",
];
const RIGHT: [&str; 10] = [
    "upon the weather, as the small boat may not",
    "sail in winds above force six. Islanders say",
    "that they were told of the closure by a note",
    "on the door of the post office. The minister",
    "had promised a letter to each household, and",
    "none has come. A count of the fares that are",
    "lost shows that the board spends more on the",
    "repair than on the boat itself. The auditors",
    "will look into it. Their report is due after",
    "the summer, when the ferry should be back.",
];

/// Both columns as one paragraph.
fn both_columns() -> String {
    format!("\nparagraph| {} {}", LEFT.join(" "), RIGHT.join(" "))
}

#[test]
fn columns_are_read_one_after_the_other_in_whatever_order_they_are_drawn() {
    let by_columns = Sheet::default().lines(60.0, 100.0, 10.0, &LEFT).lines(310.0, 100.0, 10.0, &RIGHT);
    let right_first = Sheet::default().lines(310.0, 100.0, 10.0, &RIGHT).lines(60.0, 100.0, 10.0, &LEFT);
    let mut by_rows = Sheet::default();
    for (at, (left, right)) in LEFT.iter().zip(RIGHT).enumerate() {
        let y = 100.0 + at as f32 * 12.5;
        by_rows = by_rows.text(60.0, y, 10.0, left).text(310.0, y, 10.0, right);
    }
    for sheet in [by_columns, right_first, by_rows] {
        assert_eq!(blocks(&Document::of([sheet])), both_columns());
    }
}

#[test]
fn a_title_over_columns_comes_first_and_a_line_in_a_last_column_last() {
    let first = Sheet::default()
        .bold(60.0, 60.0, 20.0, "A ferry that everyone waits for in vain")
        .text(60.0, 80.0, 10.0, "By Ilse Marrow")
        .lines(60.0, 110.0, 10.0, &LEFT)
        .lines(310.0, 110.0, 10.0, &RIGHT[..9]);
    let last = Sheet::default().text(60.0, 60.0, 10.0, "the summer, when the ferry should be back, if").text(
        310.0,
        60.0,
        10.0,
        "it comes back at all in this long year.",
    );
    let reading = read(&Document::of([first, last]));
    let body = format!("{} {}", LEFT.join(" "), RIGHT[..9].join(" "));
    let expected = format!(
        "\nheadline| A ferry that everyone waits for in vain\nbyline| By Ilse Marrow\nparagraph| {body} the summer, when the \
         ferry should be back, if it comes back at all in this long year."
    );
    assert_eq!(table(&reading.article), expected);
    assert_eq!(reading.article.metadata.title.as_deref(), Some("A ferry that everyone waits for in vain"));
    assert_eq!(reading.article.metadata.authors, ["Ilse Marrow"]);
}

#[test]
fn a_quotation_set_apart_is_one_block_however_short_its_last_line_is() {
    let quotation = ["We were told that it would sail", "in March, and not in May at all.", "No one says why."];
    let after = ["Other islanders had heard of the closure in", "the shop."];
    let sheet = |quotation: &[&str]| {
        let y = 100.0 + LEFT.len() as f32 * 12.5;
        let end = y + quotation.len() as f32 * 12.5;
        Sheet::default()
            .lines(60.0, 100.0, 10.0, &LEFT[..9])
            .text(60.0, y - 12.5, 10.0, "county.")
            .lines(75.0, y, 10.0, quotation)
            .lines(60.0, end, 10.0, &after)
    };
    let whole = format!(
        "\nparagraph| {} county.\nparagraph| {}\nparagraph| {}",
        LEFT[..9].join(" "),
        quotation.join(" "),
        after.join(" ")
    );
    assert_eq!(blocks(&Document::of([sheet(&quotation)])), whole);
    // Where a line ends long before the others do, there are two.
    let two = ["We were told that it would sail", "in May.", "No one has said why it will not", "sail in May."];
    let parted = format!("{}\nparagraph| {}", two[..2].join(" "), two[2..].join(" "));
    assert_eq!(blocks(&Document::of([sheet(&two)])), whole.replace(&quotation.join(" "), &parted));
}

#[test]
fn rows_of_a_table_stay_rows() {
    let mut sheet = Sheet::default().text(60.0, 80.0, 10.0, "What was landed, in tons, by harbour and year, is this:");
    for (at, row) in
        [["Harbour", "2029", "2030"], ["Northport", "412", "390"], ["Alder", "88", "97"]].iter().enumerate()
    {
        for (column, cell) in row.iter().enumerate() {
            sheet = sheet.text(60.0 + column as f32 * 120.0, 120.0 + at as f32 * 14.0, 10.0, cell);
        }
    }
    let expected = "\nparagraph| What was landed, in tons, by harbour and year, is this:\ntable_row| Harbour 2029 2030\
                    \ntable_row| Northport 412 390\ntable_row| Alder 88 97";
    assert_eq!(blocks(&Document::of([sheet])), expected);
}

/// Lines that end in a hyphen, and what becomes of it. `rest` is another line of the document.
#[test]
fn hyphens_at_line_ends_go_or_stay() {
    let cases = [
        ("the board will not recon-", "sider its plan to close the harbour", "", "will not reconsider its"),
        ("the north-south railway and the well-", "known bridge over the Alder were", "", "the well-known bridge"),
        (
            "she had been re-",
            "elected by the county in the spring",
            "he was re-elected, she was re-elected",
            "been re-elected by",
        ),
        (
            "the council has coop-",
            "erated with the auditors for years",
            "they cooperated gladly today",
            "has cooperated with",
        ),
        ("the ministry for Nah-", "und Fernverkehr did not answer us", "", "for Nah- und Fernverkehr"),
        ("a speech by Mr Müller-", "Lüdenscheidt was broken off", "", "Mr Müller-Lüdenscheidt was"),
        ("the first case of COVID-", "19 was found in the harbour town", "", "of COVID-19 was"),
        ("a state-of-the-", "art pump was bought for the lock", "", "a state-of-the-art pump"),
        ("an e-", "mail of the board says otherwise now", "", "an e-mail of"),
        ("from 1990-", "odd letters that were found in the cellar", "", "1990-odd letters"),
        ("the boat was late –", "and nobody had said why it was so", "", "was late – and nobody"),
    ];
    for (line, next, rest, expected) in cases {
        let sheet = Sheet::default().lines(60.0, 100.0, 10.0, &[line, next]).text(
            60.0,
            200.0,
            10.0,
            &format!("Also {rest} so."),
        );
        let reading = read(&Document::of([sheet]));
        let text = reading.article.text().as_str();
        assert!(text.contains(expected), "{expected:?} is not in {text:?}");
    }
}

#[test]
fn a_hyphen_that_the_file_calls_soft_goes_and_one_inside_a_line_stays() {
    // The hyphen is drawn, and the file says that it stands for U+00AD.
    let broken = "BT /F1 10 Tf 60 742 Td (the well) Tj /Span << /ActualText <FEFF00AD> >> BDC (-) Tj EMC ET";
    let sheet =
        Sheet::default().raw(broken).text(60.0, 112.5, 10.0, "known bridge of the well-known town, an\u{AD}other.");
    assert_eq!(blocks(&Document::of([sheet])), "\nparagraph| the wellknown bridge of the well-known town, an-other.");
}

fn with_heads(pages: usize) -> Document {
    let page = |number: usize| {
        Sheet::default()
            .text(60.0, 40.0, 8.0, "The Harbour Gazette")
            .text(420.0, 40.0, 8.0, "12 May 2031")
            .lines(60.0, 100.0, 10.0, &LEFT[number - 1..])
            .text(60.0, 300.0, 10.0, &format!("Page {number} has a line of its own, which nothing else repeats."))
            .text(60.0, 810.0, 8.0, "https://gazette.example/ferry")
            .text(290.0, 810.0, 8.0, &format!("{number}/{pages}"))
    };
    Document::of((1..=pages).map(page))
}

#[test]
fn what_pages_repeat_at_one_place_is_set_apart_and_can_be_seen() {
    let reading = read(&with_heads(3));
    let text = reading.article.text().as_str();
    assert!(
        !text.contains("Gazette") && !text.contains("2031") && !text.contains("gazette") && !text.contains("2/3"),
        "{text}"
    );
    assert!(text.contains("Page 2 has a line of its own") && text.matches("said on Tuesday").count() == 3);
    assert_eq!(reading.warnings, [Warning::Pdf(PdfWarning::SetApart { lines: 6 })]);
    let sentence = reading.warnings[0].to_string();
    assert!(sentence.starts_with("6 lines of running heads, addresses and page numbers were left out"), "{sentence}");
    assert_eq!(reading.shown, Shown::ArticleAlone);
    assert_eq!(reading.article.metadata.url.as_deref(), Some("https://gazette.example/ferry"));

    let whole = Options { whole_page: true, ..options() };
    let reading = read::read_bytes_with(None, &with_heads(3).bytes(), now(), &whole).expect("a document with text");
    assert_eq!(reading.article.text().as_str().matches("The Harbour Gazette").count(), 3);
    assert_eq!((reading.shown, reading.warnings.len()), (Shown::WholePage, 0));
}

#[test]
fn two_pages_are_too_few_to_tell_but_what_the_file_calls_page_furniture_goes() {
    assert!(read(&with_heads(2)).article.text().as_str().contains("The Harbour Gazette"));
    let declared = Sheet::default()
        .raw("/Artifact << /Type /Pagination /Subtype /Header >> BDC")
        .text(60.0, 40.0, 8.0, "The Harbour Gazette")
        .raw("EMC")
        .lines(60.0, 100.0, 10.0, &LEFT);
    let reading = read(&Document::of([declared]));
    assert!(!reading.article.text().as_str().contains("Gazette"));
    assert_eq!(reading.warnings, [Warning::Pdf(PdfWarning::SetApart { lines: 1 })]);
}

#[test]
fn pages_keep_their_labels_as_locators() {
    let sheet = |words: &str| Sheet::default().text(60.0, 100.0, 10.0, words);
    let pages =
        ["First words stand here.", "Second words stand here.", "Third words stand here.", "Fourth words stand here."];
    let mut document = Document::of(pages.map(sheet));
    let labels = |reading: &Reading| -> Vec<(String, String)> {
        let text = reading.article.text().as_str();
        let first = |at: ByteIndex| text[at.get()..].split(' ').next().unwrap_or_default().to_owned();
        reading.article.pages().iter().map(|page| (page.label.clone(), first(page.start))).collect()
    };
    let pairs = |labels: [&str; 4]| {
        labels
            .into_iter()
            .zip(["First", "Second", "Third", "Fourth"])
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(labels(&read(&document)), pairs(["1", "2", "3", "4"]));
    document.catalog = "/PageLabels << /Nums [0 << /S /r /St 4 >> 2 << /S /D /P (A-) /St 12 >>] >>".to_owned();
    let reading = read(&document);
    assert_eq!(labels(&reading), pairs(["iv", "v", "A-12", "A-13"]));
    let third = reading.article.text().as_str().find("Third words").expect("it is there");
    assert_eq!(reading.article.page_at(ByteIndex::new(third + 3)).map(|page| page.label.as_str()), Some("A-12"));
}

#[test]
fn a_paragraph_goes_on_over_a_page_and_the_note_between_follows_it() {
    let first = Sheet::default().lines(60.0, 100.0, 10.0, &LEFT).text(
        60.0,
        780.0,
        7.0,
        "1 So the minutes of the board of 3 May.",
    );
    let second = Sheet::default().lines(60.0, 100.0, 10.0, &RIGHT);
    let expected = format!("{}\nparagraph| 1 So the minutes of the board of 3 May.", both_columns());
    assert_eq!(blocks(&Document::of([first, second])), expected);
}

#[test]
fn type_and_place_tell_headings_lists_and_captions() {
    let sheet = Sheet::default()
        .text(60.0, 60.0, 22.0, "Nobody checked the lock of Northport")
        .lines(60.0, 100.0, 10.0, &LEFT[..4])
        .bold(60.0, 165.0, 10.0, "What the files show")
        .lines(60.0, 180.0, 10.0, &LEFT[4..8])
        .text(60.0, 240.0, 8.0, "The lock gates at low water, seen from the north mole")
        .text(60.0, 270.0, 10.0, "• the pumps of the lock")
        .text(60.0, 282.5, 10.0, "• the gates of the lock")
        .text(72.0, 300.0, 10.0, "An indent begins a paragraph when lines are set close to one another and")
        .lines(60.0, 312.5, 10.0, &["end late; the next one follows."]);
    let expected = format!(
        "\nheadline| Nobody checked the lock of Northport\nparagraph| {}\nheading| What the files show\nparagraph| {}\
         \ncaption| The lock gates at low water, seen from the north mole\nlist_item| • the pumps of the lock\
         \nlist_item| • the gates of the lock\nparagraph| An indent begins a paragraph when lines are set close to one another \
         and end late; the next one follows.",
        LEFT[..4].join(" "),
        LEFT[4..8].join(" ")
    );
    assert_eq!(blocks(&Document::of([sheet])), expected);
}

#[test]
fn what_the_info_dictionary_says_is_taken_when_it_is_about_the_article() {
    let sheet = Sheet::default().lines(60.0, 100.0, 10.0, &LEFT);
    let with = |info: &str| {
        let document =
            Document { info: info.to_owned(), catalog: "/Lang (de-AT)".to_owned(), ..Document::of([sheet.clone()]) };
        let metadata = read(&document).article.metadata;
        let date =
            |date: Option<claimlight::article::PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
        assert_eq!((metadata.language.as_deref(), metadata.kind), (Some("de-AT"), None::<ArticleKind>));
        (
            metadata.title.unwrap_or_default(),
            metadata.authors.join("+"),
            date(metadata.published),
            date(metadata.updated),
        )
    };
    let all = "/Title (The ferry) /Author (Ilse Marrow; Piet Ohlsen) /CreationDate (D:20310512103000+02'00') /ModDate (D:20310601)";
    assert_eq!(
        with(all),
        ("The ferry".into(), "Ilse Marrow+Piet Ohlsen".into(), "2031-05-12".into(), "2031-06-01".into())
    );
    let utf_16 = "/Title <FEFF041C043E04410442> /Author (admin)";
    assert_eq!(with(utf_16), ("Мост".into(), String::new(), String::new(), String::new()));
    for title in
        ["Microsoft Word - ferry.doc", "ferry_final_2.indd", "untitled", "C:\\\\texts\\\\ferry", "https://a.example/"]
    {
        assert_eq!(with(&format!("/Title ({title})")).0, "", "{title}");
    }
    let printed = "/Producer (Skia/PDF m120) /Title (The ferry) /CreationDate (D:20310512)";
    assert_eq!(with(printed), ("The ferry".into(), String::new(), String::new(), String::new()));
}

#[test]
fn letters_are_what_the_file_says_and_raised_signs_stay_with_their_line() {
    let sheet = Sheet::default()
        .cyrillic(60.0, 100.0, 10.0, "Паром вернулся")
        .text(60.0, 140.0, 10.0, "The board said so")
        .text(132.0, 136.0, 6.0, "2")
        .text(140.0, 140.0, 10.0, "in May, and the office did too.");
    let text = read(&Document::of([sheet])).article.text().as_str().to_owned();
    assert!(text.starts_with("Паром вернулся\n\n"), "{text}");
    assert!(text.contains("said so2 in May") || text.contains("said so 2 in May"), "{text}");
}

#[test]
fn writing_that_runs_left_is_read_so_and_figures_in_it_are_not() {
    // As it is seen: the number reads from the left, the words from the right.
    let sheet = Sheet::default().hebrew(60.0, 100.0, 10.0, "(1.5) רבעמ םולש");
    let text = read(&Document::of([sheet])).article.text().as_str().to_owned();
    assert_eq!(text, "שלום מעבר (1.5)");
}

#[test]
fn a_scan_says_so_and_one_in_part_says_which_pages() {
    let scan = Sheet::default().picture();
    let words = Sheet::default().lines(60.0, 100.0, 10.0, &LEFT);
    let sentence = fault(&Document::of([scan.clone(), scan.clone()]).bytes(), &options());
    assert!(sentence.starts_with("None of its 2 pages has text") && sentence.contains("(OCR)"), "{sentence}");
    let reading =
        read(&Document::of([words.clone(), scan.clone(), scan.clone(), scan.clone(), words.clone(), scan.clone()]));
    let expected = PdfWarning::PagesWithoutText { pages: "2–4, 6".to_owned(), count: 4 };
    assert_eq!(reading.warnings, [Warning::Pdf(expected)]);
    // A blank page lacks nothing.
    assert_eq!(read(&Document::of([words, Sheet::default()])).warnings, []);
}

#[test]
fn words_that_a_program_recognised_in_a_picture_are_read_with_a_warning() {
    let sheet = Sheet::default().picture().unseen(60.0, 100.0, 10.0, "The ferry stays in harbour until May.");
    let reading = read(&Document::of([sheet]));
    assert_eq!(table(&reading.article), "\nparagraph| The ferry stays in harbour until May.");
    let expected = PdfWarning::Recognised { pages: "1".to_owned(), count: 1 };
    assert_eq!(reading.warnings, [Warning::Pdf(expected)]);
}

#[test]
fn what_is_drawn_twice_or_beyond_the_page_is_not_read_twice_or_at_all() {
    let sheet = Sheet::default()
        .text(60.0, 100.0, 10.0, "The shadow of a title")
        .text(60.4, 100.3, 10.0, "The shadow of a title")
        .text(900.0, 100.0, 10.0, "off the page");
    assert_eq!(blocks(&Document::of([sheet])), "\nparagraph| The shadow of a title");
}

#[test]
fn a_protected_document_says_so() {
    let key = "00".repeat(32);
    let document = Document {
        trailer: format!(
            "/ID [<{key}> <{key}>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>"
        ),
        ..Document::of([Sheet::default().lines(60.0, 100.0, 10.0, &LEFT)])
    };
    let sentence = fault(&document.bytes(), &options());
    assert!(sentence.starts_with("It is protected by a password"), "{sentence}");
}

#[test]
fn too_many_pages_and_too_much_text_are_refused() {
    let document = with_heads(5);
    let limits = Limits { pages: 4, ..Limits::default() };
    let sentence = fault(&document.bytes(), &Options { limits, ..options() });
    assert_eq!(sentence, "It has 5 pages, more than the limit of 4; open a part of it");
    let limits = Limits { text_bytes: 400, ..Limits::default() };
    let sentence = fault(&document.bytes(), &Options { limits, ..options() });
    assert!(
        sentence.starts_with("Its text has ") && sentence.contains("more than the limit of 400 bytes"),
        "{sentence}"
    );
    let limits = Limits { pdf_bytes: 100, ..Limits::default() };
    let sentence = fault(&document.bytes(), &Options { limits, ..options() });
    assert!(sentence.contains("more than the limit of 100 bytes"), "{sentence}");
}

#[test]
fn damage_gives_text_or_a_sentence() {
    let whole = with_heads(3).bytes();
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below as u64).expect("it is small")
    };
    let mut texts = 0;
    for round in 0..40 {
        let mut bytes = whole.clone();
        match round % 4 {
            0 => bytes.truncate(20 + random(whole.len() - 20)),
            1 => (0..=round * 4).for_each(|_| bytes[9 + random(whole.len() - 9)] = random(256) as u8),
            2 => drop(bytes.drain(9 + random(whole.len() / 2)..whole.len() / 2 + random(whole.len() / 2))),
            _ => {
                let at = 9 + random(whole.len() - 9);
                let part = bytes[at..].to_vec();
                bytes.extend(part);
            }
        }
        match read::read_bytes_with(None, &bytes, now(), &options()) {
            Ok(reading) => texts += usize::from(!reading.article.text().is_empty()),
            Err(
                ReadError::NoPageFound
                | ReadError::NoTextLayer { .. }
                | ReadError::Protected
                | ReadError::ProtectionUnknown,
            ) => {}
            Err(fault) => panic!("round {round}: {fault}"),
        }
    }
    assert!(texts > 20, "only {texts} of 40 damaged documents gave a text");
}

#[test]
fn a_document_is_known_by_its_content_even_after_rubbish() {
    let bytes = Document::of([Sheet::default().lines(60.0, 100.0, 10.0, &LEFT)]).bytes();
    let after_rubbish = [b"\xFF\xFE\x00rubbish\x01\n".as_slice(), &bytes].concat();
    for bytes in [&bytes, &after_rubbish] {
        let reading = read::read_bytes_with(Some("article.txt"), bytes, now(), &options()).expect("a document");
        assert_eq!(reading.article.source.media_type.as_deref(), Some("application/pdf"));
        assert_eq!(reading.article.source.reader.as_deref(), Some("pdf 1"));
        assert_eq!(reading.article.blocks()[0].kind, BlockKind::Paragraph);
    }
    let about = "A file of this kind begins with %PDF-1.7, and nobody knows why the sign of per cent.";
    let reading = read::read_bytes(Some("a.txt"), about.as_bytes(), now()).expect("a text");
    assert_eq!(reading.article.source.media_type.as_deref(), Some("text/plain"));
}
