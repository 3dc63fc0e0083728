//! Whatever comes in ends in reviews or in a sentence.

use std::io::Write as _;

use claimlight::exchange::{
    self, ExchangeError, ExportOptions, Format, ImportOptions, NamedFile, NoteKind, Progress, Source, Watch,
};
use proptest::prelude::*;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::support::{about, export, file, import, review};

const TEXT: &str = "The quay cracked.";

fn fault(files: &[NamedFile], format: Format) -> ExchangeError {
    import(files, format, &ImportOptions::default()).expect_err("a fault")
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a file");
        archive.write_all(content).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

#[test]
fn files_that_are_cut_off_say_where() {
    let cut = [
        (Format::JsonLines, "{\"text\": \"a\"}\n{\"text\": \"b", "line 2"),
        (Format::ClaimLines, "{\"tag\": ", "line 1"),
        (Format::WebAnnotation, "[{\"type\": \"Annotation\"", "line 1"),
        (Format::LabelStudio, "[{\"data\": {\n\"text\": ", "line 2"),
        (Format::CasJson, "{\"%FEATURE_STRUCTURES\": [", "line 1"),
        (Format::Hypothesis, "{\"annotations\": [{}", "line 1"),
        (Format::CasXmi, "<a>\n<b>", "line 2"),
        (Format::RefiQda, "<Project>\n<Sources", "line 2"),
        // The first byte of an archive, and what cannot be told from words.
        (Format::RefiQda, "P", "line 1"),
        (Format::CasXmi, "<?xml version=\"1.0\"?>\n<", "line 2"),
    ];
    for (format, content, place) in cut {
        let fault = fault(&[file("a.x", content)], format).to_string();
        assert!(fault.starts_with(place) && fault.ends_with("It is cut off, or of another format"), "{fault}");
    }
    assert!(matches!(fault(&[file("a.xlsx", "PK\u{3}\u{4}")], Format::Xlsx), ExchangeError::Broken { .. }));
    assert!(matches!(fault(&[file("a.csv", "x,y\n1,2\n")], Format::Csv), ExchangeError::Broken { .. }));
}

#[test]
fn a_table_that_ends_inside_of_quotation_marks_says_so() {
    let is_said = |content: &str| {
        let imported = import(&[file("a.csv", content)], Format::Csv, &about(TEXT)).expect("a table");
        let mut notes = imported.notes.iter().chain(imported.reviews.iter().flat_map(|review| &review.notes));
        notes.any(|note| matches!(note.kind, NoteKind::CutOff(_)))
    };
    let head = "\"tag\",\"text\",\"modified\"\r\n";
    // Whether a row is whole, and what is left of it.
    for (is_whole, row) in [
        (true, "\"quote\",\"a\",\"2026-01-02\"\r\n"),
        (true, "\"quote\",\"a\",\"2026-01-02\""),
        (true, "quote,a,2026-01-02"),
        (true, "\"quote\",\"a\",\"2026\r\n\"\r\n"),
        (true, "\"quote\",\"a\",\"2026\r\n\""),
        (false, "\"quote\",\"a\",\"2026-01-02"),
        (false, "\"quote\",\"a\",\"2026-01-02\n"),
        (false, "\"quote\",\"a\",\"2026\n\"\"\n\n"),
        (false, "\"quote\",\"a"),
    ] {
        assert_eq!(is_said(&format!("{head}{row}")), !is_whole, "{row:?}");
    }
}

/// A spreadsheet of one sheet with these cells and these shared strings.
fn spreadsheet(rows: &str, strings: &str) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let relations = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"r2\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
    );
    let root = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
    zipped(&[
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn cell(place: &str, words: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{words}</t></is></c>")
}

/// The room for all cells between the first and the last would be more than any machine has.
#[test]
fn a_cell_at_the_far_end_of_a_spreadsheet_takes_no_room() {
    let head = format!("<row r=\"1\">{}{}</row>", cell("A1", "tag"), cell("B1", "text"));
    let row = |number: u32| {
        format!(
            "<row r=\"{number}\">{}{}</row>",
            cell(&format!("A{number}"), "quote"),
            cell(&format!("B{number}"), "The quay")
        )
    };
    let far = spreadsheet(&[head.clone(), row(2), row(1_048_576)].concat(), "<sst/>");
    let imported = import(&[file("a.xlsx", far)], Format::Xlsx, &about(TEXT)).unwrap();
    assert_eq!(imported.reviews[0].review.claims().len(), 2);
    let wide = format!("{head}<row r=\"1048576\">{}</row>", cell("XFD1048576", "x"));
    assert_eq!(fault(&[file("a.xlsx", spreadsheet(&wide, "<sst/>"))], Format::Xlsx), ExchangeError::TooWide);
}

#[test]
fn entities_of_a_spreadsheet_are_not_expanded() {
    let laughs = "<!DOCTYPE l [<!ENTITY a \"hahaha\"><!ENTITY b \"&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>";
    let rows = format!(
        "<row r=\"1\">{}{}</row><row r=\"2\">{}<c r=\"B2\" t=\"s\"><v>0</v></c></row>",
        cell("A1", "tag"),
        cell("B1", "text"),
        cell("A2", "quote")
    );
    let outcome = import(&[file("a.xlsx", spreadsheet(&rows, laughs))], Format::Xlsx, &about(TEXT));
    let kept = outcome
        .map(|imported| format!("{:?}", imported.reviews.iter().map(|review| &review.review).collect::<Vec<_>>()));
    assert!(!kept.unwrap_or_default().contains("haha"));
}

#[test]
fn what_is_small_in_a_file_and_large_in_memory_is_refused() {
    let zeros = "0,".repeat(10_000_001);
    for (format, content) in [
        (Format::WebAnnotation, format!("[{zeros}0]")),
        (Format::JsonLines, format!("{{\"text\":\"a\",\"other\":[{zeros}0]}}")),
    ] {
        assert_eq!(fault(&[file("a.json", content)], format), ExchangeError::TooManyValues, "{}", format.name());
    }
    let lines = [file("a.ann", "\n".repeat(10_000_001)), file("a.txt", "a")];
    assert_eq!(fault(&lines, Format::Brat), ExchangeError::TooManyValues);
    let columns = format!("tag,text{}\n", ",".repeat(2_000));
    assert_eq!(fault(&[file("a.csv", columns)], Format::Csv), ExchangeError::TooWide);
    let row = format!("tag,text\nquote,a{}\n", ",".repeat(2_000_000));
    assert_eq!(fault(&[file("a.csv", row)], Format::Csv), ExchangeError::TooWide);
    // Of each attribute it is looked whether its name was there before.
    let attributes: Vec<String> = (0..100_000).map(|number| format!("a{number}=\"\"")).collect();
    let element = format!("<XMI><x {}/></XMI>", attributes.join(" "));
    for format in [Format::CasXmi, Format::RefiQda] {
        let fault = fault(&[file("a.xmi", element.clone())], format).to_string();
        assert!(fault.contains("more than 1000 attributes"), "{fault}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A file that ends too early is a fault, or it is said; unless it ends where a shorter file would.
    #[test]
    fn a_file_that_is_cut_off_is_never_taken_for_whole(review in review(), parts in prop::collection::vec(0.0..1.0, 6)) {
        for format in Format::ALL.into_iter().filter(|format| format.reads()) {
            let whole = export(&review, format).files;
            let options = ImportOptions { articles: vec![review.article().clone()], ..ImportOptions::default() };
            let seen = |files: &[NamedFile]| {
                import(files, format, &options).map(|imported| {
                    let notes = imported.notes.iter().chain(imported.reviews.iter().flat_map(|review| &review.notes));
                    // Random claims share text, and some are lost in the review itself.
                    let notes = notes.filter(|note| !matches!(note.kind, NoteKind::Overlap(_) | NoteKind::Orphaned { .. })).count();
                    (notes, imported.reviews.iter().map(|back| crate::support::seen(&back.review, format)).collect::<Vec<_>>())
                })
            };
            let all = seen(&whole);
            for part in &parts {
                let mut files = whole.clone();
                let Some(first) = files.first_mut() else { continue };
                let at = (first.bytes.len() as f64 * part) as usize;
                let ends_a_line = matches!(first.bytes.get(at.saturating_sub(1)), Some(b'\n')) || matches!(first.bytes.get(at), Some(b'\r' | b'\n'));
                first.bytes.truncate(at);
                if ends_a_line || at == 0 {
                    continue;
                }
                let cut = seen(&files);
                let is_said = cut.as_ref().is_ok_and(|(notes, _)| *notes > 0);
                prop_assert!(cut.is_err() || is_said || cut == all, "{} cut at {at}", format.name());
            }
        }
    }
}

#[test]
fn another_encoding_is_named() {
    for format in Format::ALL.into_iter().filter(|format| format.reads() && *format != Format::Xlsx) {
        let mut files = vec![file("a.ann", *b"{\"text\": \"caf\xE9\"}")];
        files.push(file("a.txt", "a"));
        assert_eq!(fault(&files, format), ExchangeError::NotUtf8(13), "{}", format.name());
    }
    let files = [file("a.ann", "T1\tQuote 0 1\ta\n"), file("a.txt", *b"\xE9")];
    assert_eq!(fault(&files, Format::Brat), ExchangeError::NotUtf8(0));
    let project = "<Project><Sources><TextSource name=\"quay\" plainTextPath=\"internal://X.txt\"><PlainTextSelection/></TextSource></Sources></Project>";
    let archive = zipped(&[("project.qde", project.as_bytes()), ("sources/X.txt", b"caf\xE9")]);
    assert_eq!(fault(&[file("a.qdpx", archive)], Format::RefiQda), ExchangeError::NotUtf8(3));
    // What Excel calls Unicode text.
    let units: Vec<u8> = "\u{FEFF}tag\ttext\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(fault(&[file("a.csv", units)], Format::Csv), ExchangeError::NotUtf8(0));
}

#[test]
fn a_text_that_is_missing_is_named() {
    let fault_of = |files: &[NamedFile], format| fault(files, format).to_string();
    let brat = fault_of(&[file("quay.ann", "T1\tQuote 0 3\tThe\n")], Format::Brat);
    assert!(brat.contains("quay.ann needs “quay.txt”, which is not there"), "{brat}");
    let lines = fault_of(&[file("quay.jsonl", "{\"tag\": \"quote\", \"start\": 0, \"end\": 3}")], Format::ClaimLines);
    assert!(lines.contains("“quay” comes without its text") && lines.contains("--article"), "{lines}");
    let project =
        "<Project><Sources><TextSource name=\"quay\" plainTextPath=\"internal://X.txt\"/></Sources></Project>";
    let refi = fault_of(&[file("quay.qdpx", zipped(&[("project.qde", project.as_bytes())]))], Format::RefiQda);
    assert!(refi.contains("quay needs “internal://X.txt”"), "{refi}");
    let source = "https://news.example/quay";
    let selector = serde_json::json!([{"type": "TextQuoteSelector", "exact": "The quay"}]);
    let annotation = serde_json::json!([{"type": "Annotation", "body": {"type": "TextualBody", "purpose": "tagging", "value": "quote"},
        "tags": ["quote"], "uri": source, "target": [{"source": source, "selector": selector}]}]);
    let head = format!(
        "<row r=\"1\">{}{}</row><row r=\"2\">{}{}</row>",
        cell("A1", "tag"),
        cell("B1", "text"),
        cell("A2", "quote"),
        cell("B2", "The")
    );
    for (format, bytes) in [
        (Format::WebAnnotation, annotation.to_string().into_bytes()),
        (Format::Hypothesis, annotation.to_string().into_bytes()),
        (Format::Csv, b"tag,text\nquote,The\n".to_vec()),
        (Format::Xlsx, spreadsheet(&head, "<sst/>")),
    ] {
        assert!(matches!(fault(&[file("a.x", bytes)], format), ExchangeError::NoText(_)), "{}", format.name());
    }
    for (format, content) in [(Format::CasXmi, "<XMI/>"), (Format::CasJson, "{\"%FEATURE_STRUCTURES\": []}")] {
        assert!(fault_of(&[file("a.x", content)], format).contains("it has no text"), "{}", format.name());
    }
    for (format, content) in
        [(Format::JsonLines, "{\"id\": 1, \"label\": []}"), (Format::LabelStudio, "[{\"data\": {}}]")]
    {
        let imported = import(&[file("a.json", content)], format, &ImportOptions::default()).unwrap();
        assert!(imported.notes[0].to_string().ends_with("it has no text"), "{:?}", imported.notes);
    }
    assert_eq!(fault(&[], Format::Brat), ExchangeError::NoFile);
    assert_eq!(fault(&[], Format::Csv), ExchangeError::NoFile);
}

#[test]
fn entities_of_a_file_are_not_expanded() {
    let laughs = "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><XMI><Sofa sofaString=\"&b;\"/></XMI>";
    for format in [Format::CasXmi, Format::RefiQda] {
        assert_eq!(fault(&[file("a.xmi", laughs)], format), ExchangeError::Entities);
    }
    let undeclared = "<Project><Sources><TextSource name=\"a\"><PlainTextContent>&b;</PlainTextContent></TextSource></Sources></Project>";
    assert_eq!(fault(&[file("a.qde", undeclared)], Format::RefiQda), ExchangeError::Entities);
}

#[test]
fn names_that_lead_out_of_an_archive_are_refused() {
    for name in ["../evil.txt", "/etc/evil", "sources/../../evil", "..\\evil", "C:evil"] {
        let archive = zipped(&[("project.qde", b"<Project/>"), (name, b"x")]);
        for format in [Format::RefiQda, Format::Xlsx] {
            assert_eq!(fault(&[file("a.qdpx", archive.clone())], format), ExchangeError::Outside(name.to_owned()));
        }
    }
}

#[test]
fn an_archive_that_grows_too_large_is_refused() {
    // Some megabytes of the same byte pack to nothing, many times.
    let block = vec![b'0'; 64 * 1024 * 1024];
    let names: Vec<String> = (0..17).map(|number| format!("{number}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), block.as_slice())).collect();
    let bomb = zipped(&files);
    assert!(bomb.len() < 4 * 1024 * 1024, "{}", bomb.len());
    assert_eq!(fault(&[file("a.qdpx", bomb)], Format::RefiQda), ExchangeError::Bomb);
}

#[test]
fn more_annotations_than_are_read_are_a_sentence() {
    let many = 1_000_001;
    let line = format!("{{\"text\":\"a\",\"label\":[{}0]}}", "0,".repeat(many - 1));
    assert_eq!(fault(&[file("a.jsonl", line)], Format::JsonLines), ExchangeError::TooMany);
    let lines = "T1\tQuote 0 1\ta\n".repeat(many);
    assert_eq!(fault(&[file("a.ann", lines), file("a.txt", "a")], Format::Brat), ExchangeError::TooMany);
    let rows = format!("tag,text\n{}", "quote,a\n".repeat(many));
    assert_eq!(fault(&[file("a.csv", rows)], Format::Csv), ExchangeError::TooMany);
    let list = format!("[{}0]", "0,".repeat(many - 1));
    let list = list.replace('0', "{}");
    let task = format!("[{{\"data\":{{\"text\":\"a\"}},\"annotations\":[{{\"result\":{list}}}]}}]");
    let structures = format!("{{\"%FEATURE_STRUCTURES\":{list}}}");
    let annotations = list.replace("{}", "{\"type\":\"Annotation\"}");
    let selections = "<PlainTextSelection/>".repeat(many);
    let project = format!("<Project><Sources><TextSource name=\"a\">{selections}</TextSource></Sources></Project>");
    let places = "<x begin=\"0\"/>".repeat(many);
    for (format, content) in [
        (Format::Hypothesis, list),
        (Format::LabelStudio, task),
        (Format::CasJson, structures),
        (Format::WebAnnotation, annotations),
        (Format::ClaimLines, "{}\n".repeat(many)),
        (Format::RefiQda, project),
        (Format::CasXmi, format!("<XMI>{places}<Sofa id=\"1\" sofaString=\"a\"/></XMI>")),
    ] {
        assert_eq!(fault(&[file("a.json", content)], format), ExchangeError::TooMany, "{}", format.name());
    }
}

#[test]
fn deep_nesting_is_a_sentence() {
    let deep = "[".repeat(100_000);
    for format in [Format::WebAnnotation, Format::LabelStudio, Format::Hypothesis, Format::JsonLines] {
        assert!(matches!(fault(&[file("a.json", deep.clone())], format), ExchangeError::Broken { .. }));
    }
    let xml = "<a>".repeat(100_000);
    assert!(matches!(fault(&[file("a.xmi", xml)], Format::CasXmi), ExchangeError::Broken { .. }));
}

#[test]
fn work_can_be_stopped() {
    let lines = "{\"tag\":\"quote\",\"start\":0,\"end\":3,\"text\":\"The\"}\n".repeat(2_000);
    let mut heard = Vec::new();
    let mut ids = 0;
    let mut new_id = || {
        ids += 1;
        uuid::Uuid::from_u128(ids)
    };
    let mut stamp = claimlight::review::Stamp { now: jiff::Timestamp::UNIX_EPOCH, new_id: &mut new_id };
    let mut go_on = |progress: Progress| {
        heard.push(progress.done);
        progress.done < 1_000
    };
    let files = [file("a.jsonl", lines)];
    let stopped = exchange::import(&files, Format::ClaimLines, &about(TEXT), &mut stamp, &mut Watch::new(&mut go_on));
    assert_eq!(stopped.unwrap_err(), ExchangeError::Cancelled);
    assert_eq!(heard, [0, 512, 1024]);
    let review = import(&files, Format::ClaimLines, &about(TEXT)).unwrap().reviews.remove(0).review;
    for format in Format::ALL {
        let mut go_on = |_: Progress| false;
        let source = Source { name: "a", review: &review, proposals: &[] };
        let options = ExportOptions::default();
        let stopped = exchange::export(&[source], format, &options, &mut Watch::new(&mut go_on));
        assert_eq!(stopped.unwrap_err(), ExchangeError::Cancelled, "{}", format.name());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is damaged in a file of whatever format, nothing panics, and the sentence is one.
    #[test]
    fn damaged_files_end_in_reviews_or_a_sentence(
        review in review(),
        damage in prop::collection::vec((0.0..1.0, any::<u8>()), 1..6),
        cut in 0.0..1.0,
    ) {
        for format in Format::ALL.into_iter().filter(|format| format.reads()) {
            let mut files = export(&review, format).files;
            if let Some(first) = files.first_mut() {
                for (part, byte) in &damage {
                    let at = (first.bytes.len() as f64 * part) as usize;
                    if let Some(place) = first.bytes.get_mut(at) {
                        *place = *byte;
                    }
                }
                if cut > 0.5 {
                    first.bytes.truncate((first.bytes.len() as f64 * cut) as usize);
                }
            }
            let options = ImportOptions { articles: vec![review.article().clone()], ..ImportOptions::default() };
            if let Err(fault) = import(&files, format, &options) {
                prop_assert!(fault.to_string().len() > 20, "{}: {fault}", format.name());
            }
        }
    }

    /// Files of one format read as another, and bytes of none.
    #[test]
    fn any_bytes_end_in_reviews_or_a_sentence(bytes in prop::collection::vec(any::<u8>(), 0..200), review in review()) {
        let mut files: Vec<NamedFile> = Format::ALL.into_iter().flat_map(|format| export(&review, format).files).collect();
        files.push(file("a", bytes));
        for format in Format::ALL {
            for file in &files {
                let options = ImportOptions { articles: vec![review.article().clone()], ..ImportOptions::default() };
                let _either = import(std::slice::from_ref(file), format, &options);
            }
        }
    }
}
