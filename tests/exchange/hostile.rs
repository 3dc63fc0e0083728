//! Whatever comes in ends in reviews or in a sentence.

use std::io::Write as _;

use claimlight::exchange::{
    self, ExchangeError, ExportOptions, Format, ImportOptions, NamedFile, Progress, Source, Watch,
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
    ];
    for (format, content, place) in cut {
        let fault = fault(&[file("a.x", content)], format).to_string();
        assert!(fault.starts_with(place) && fault.ends_with("It is cut off, or of another format"), "{fault}");
    }
    assert!(matches!(fault(&[file("a.xlsx", "PK\u{3}\u{4}")], Format::Xlsx), ExchangeError::Broken { .. }));
    assert!(matches!(fault(&[file("a.csv", "x,y\n1,2\n")], Format::Csv), ExchangeError::Broken { .. }));
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
    assert!(matches!(fault(&[file("a.json", list.replace('0', "{}"))], Format::Hypothesis), ExchangeError::TooMany));
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
