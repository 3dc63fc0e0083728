//! The fact-check log, in both formats, read by others.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use claimlight::{
    report::{self, Kind, LOG_COLUMNS, Omission, Options},
    review::Review,
};

use crate::support::{Newsroom, written};

fn csv_rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect()
}

fn xlsx_rows(bytes: &[u8]) -> (Vec<Vec<Data>>, usize) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let formulas = book.worksheet_formula("Log").expect("a sheet").used_cells().count();
    let range = book.worksheet_range("Log").expect("a sheet");
    (range.rows().map(<[Data]>::to_vec).collect(), formulas)
}

fn column(name: &str) -> usize {
    LOG_COLUMNS.iter().position(|column| *column == name).expect("a column")
}

#[test]
fn the_columns_are_those_of_the_contract() {
    let contract = "number, zone, paragraph, tag, form, exact text, claim text, speaker, status, attribution verdict, \
        content verdict, confidence, rationale, evidence count, primary count, titles, addresses, archive addresses, \
        accessed, locator, contacted, reply, checker, reviewer, checked at, notes, start, end, page";
    let rows = csv_rows(&written(Newsroom::full().review(), Kind::Log));
    assert_eq!(rows[0].join(", "), contract);
    assert_eq!(rows.len(), 9);
}

#[test]
fn a_row_says_what_is_known_of_its_claim() {
    let room = Newsroom::full();
    let rows = csv_rows(&written(room.review(), Kind::Log));
    let row = &rows[2];
    let expected = [
        ("number", "2"),
        ("zone", "Paragraph"),
        ("paragraph", "3"),
        ("page", "A3"),
        ("tag", "Assertion"),
        ("form", ""),
        ("exact text", "Catches fell 40% last year"),
        ("claim text", "The catch of the harbour fell by 40 % in 2025"),
        ("status", "Approved"),
        ("attribution verdict", ""),
        ("content verdict", "Mostly false"),
        ("confidence", "High"),
        ("evidence count", "1"),
        ("primary count", "1"),
        ("titles", "Landings in 2025"),
        ("addresses", "https://fish.example/landings.csv"),
        ("archive addresses", "https://archive.example/1/landings"),
        ("accessed", "2026-03-03"),
        ("locator", "cell D14"),
        ("contacted", "Ministry press office"),
        ("reply", "We stand by it."),
        ("checker", "R. Viewer"),
        ("reviewer", "R. Viewer"),
    ];
    for (name, value) in expected {
        assert_eq!(row[column(name)], value, "{name}");
    }
    assert!(row[column("checked at")].starts_with("1970-01-01T00:00:"));
    assert_eq!(rows[1][column("speaker")], "Ana Ruiz");
    assert_eq!(rows[1][column("attribution verdict")], "Verbatim");
    assert_eq!(rows[7][column("zone")], "Caption");
}

#[test]
fn places_are_code_points_of_the_text() {
    let room = Newsroom::full();
    let points: Vec<char> = room.review().article().text().as_str().chars().collect();
    let rows = csv_rows(&written(room.review(), Kind::Log));
    for row in &rows[1..] {
        let places = |name: &str| -> Vec<usize> {
            row[column(name)].split("; ").map(|place| place.parse().expect("a number")).collect()
        };
        let words =
            places("start").into_iter().zip(places("end")).map(|(start, end)| points[start..end].iter().collect());
        assert_eq!(words.collect::<Vec<String>>().join(" […] "), row[column("exact text")]);
    }
}

#[test]
fn the_spreadsheet_says_the_same_with_numbers_as_numbers_and_no_formula() {
    let room = Newsroom::full();
    let rows = csv_rows(&written(room.review(), Kind::Log));
    let (cells, formulas) = xlsx_rows(&written(room.review(), Kind::LogXlsx));
    assert_eq!(formulas, 0);
    assert_eq!(cells.len(), rows.len());
    for (cells, row) in cells.iter().zip(&rows) {
        assert_eq!(&cells.iter().map(ToString::to_string).collect::<Vec<_>>(), row);
    }
    for name in ["number", "paragraph", "evidence count", "start"] {
        assert!(matches!(cells[2][column(name)], Data::Float(_)), "{name}");
    }
}

#[test]
fn cells_that_begin_like_a_formula_begin_with_an_apostrophe() {
    for beginning in ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"] {
        let mut room = Newsroom::full();
        let claim = room.claim("Fuel costs");
        room.reword(claim, beginning);
        room.note(claim, beginning);
        room.speaker(claim, beginning);
        let rows = csv_rows(&written(room.review(), Kind::Log));
        for name in ["claim text", "notes", "speaker"] {
            let cell = &rows[8][column(name)];
            assert!(cell.is_empty() || cell.starts_with('\''), "{name}: {cell:?}");
        }
        assert!(rows[8][column("notes")].starts_with('\''), "{beginning:?}");
        let (cells, formulas) = xlsx_rows(&written(room.review(), Kind::LogXlsx));
        assert_eq!(formulas, 0);
        assert!(cells[8][column("notes")].to_string().starts_with('\''));
        // What is empty stays empty.
        assert_eq!(rows[8][column("locator")], "");
    }
}

/// The writer of spreadsheets would put words that begin and end so into the file as they stand.
#[test]
fn words_that_look_like_the_markup_of_a_spreadsheet_are_words() {
    for words in ["<r>a & b</r>", "<r><t>hidden</t></r>"] {
        let mut room = Newsroom::full();
        let claim = room.claim("Fuel costs");
        room.note(claim, words);
        let (cells, _) = xlsx_rows(&written(room.review(), Kind::LogXlsx));
        assert_eq!(cells[8][column("notes")].to_string(), format!("'{words}"));
    }
}

#[test]
fn a_byte_order_mark_is_there_when_it_is_asked_for() {
    let room = Newsroom::full();
    let with = |bom| report::write(room.review(), Kind::Log, &Options { bom, ..Options::default() }).unwrap().bytes;
    assert_eq!(with(true)[..3], *b"\xEF\xBB\xBF");
    assert_eq!(with(true)[3..], with(false));
    assert!(with(false).ends_with(b"\r\n"));
}

#[test]
fn what_a_spreadsheet_cannot_hold_is_cut_and_said() {
    let mut room = Newsroom::full();
    let claim = room.claim("Fuel costs");
    room.note(claim, &"🐟".repeat(100_000));
    let report = |review: &Review, kind| report::write(review, kind, &Options::default()).expect("a report");
    let sheet = report(room.review(), Kind::LogXlsx);
    assert!(sheet.left_out.contains(&Omission::CutCells(1)), "{:?}", sheet.left_out);
    let (cells, _) = xlsx_rows(&sheet.bytes);
    let note = cells[8][column("notes")].to_string();
    assert!(note.ends_with(" […]"));
    assert!(note.encode_utf16().count() <= 32_767);
    let log = report(room.review(), Kind::Log);
    assert_eq!(csv_rows(&log.bytes)[8][column("notes")].chars().count(), 100_000);
}
