//! The ways in which others get offsets and encodings wrong, each as a test.

use claimlight::{
    article::{Article, Metadata, Source as ArticleSource},
    claim::{Claim, ClaimId, Segments, Tag},
    exchange::{Format, ImportOptions, NoteKind, Part},
    review::Review,
    text::ByteIndex,
};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::support::{about, export, file, id, import, shown};

#[path = "../marked/mod.rs"]
#[expect(dead_code, reason = "nothing here looks at carets, nor shows spans")]
mod marked;

use marked::marked;

/// The tags of the claims of a text, in the order in which their spans end.
const TAGS: [Tag; 5] = [Tag::Assertion, Tag::Quote, Tag::Assertion, Tag::Quote, Tag::Commentary];

/// A review whose claims are the spans that markers show; commentary crosses the end of a quotation where there is one.
fn review(written: &str) -> Review {
    let marked = marked(written);
    let mut spans = marked.spans.clone();
    if let Some(start) = marked.text.as_str().find("worst") {
        let crossing = ByteIndex::new(start)..marked.spans[2].end();
        spans.push(marked.text.span(crossing).expect("a span"));
    }
    let claims = spans.iter().zip(TAGS).enumerate().map(|(number, (span, tag))| {
        Claim::new(ClaimId(id(number as u128 + 1)), tag, Segments::one(*span), Timestamp::UNIX_EPOCH)
    });
    let article =
        Article::new(marked.text, Vec::new(), Metadata::default(), ArticleSource::default()).expect("an article");
    Review::from_parts(article, String::new(), Vec::new(), claims.collect(), Vec::new())
}

/// Nested, crossing, with emoji, and after two line ends.
const HARBOUR: &str = "Ines Prado said: ⟦“⟦The quay cracked 📉⟧, worst of all.”⟧ Nobody ⟦agrees⟧ yet.\n\n⟦שלום, Noe\u{301}  and 👩‍👩‍👧⟧ wait.\n";

fn json_of(format: Format, review: &Review) -> Value {
    serde_json::from_slice(&export(review, format).files[0].bytes).expect("JSON")
}

fn text_of(review: &Review) -> Vec<char> {
    review.article().text().as_str().chars().collect()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).expect("a place")
}

#[test]
fn json_lines_are_ascii_so_that_no_encoding_is_guessed_wrong() {
    let review = review(HARBOUR);
    let bytes = &export(&review, Format::JsonLines).files[0].bytes;
    assert!(bytes.is_ascii());
    assert!(!bytes.starts_with(b"\xEF\xBB\xBF") && !bytes.contains(&b'\r'));
    assert_eq!(bytes.split(|byte| *byte == b'\n').count(), 2);
}

#[test]
fn labels_of_json_lines_are_objects_without_a_foreign_id() {
    let line = json_of(Format::JsonLines, &review(HARBOUR));
    let points = text_of(&review(HARBOUR));
    for label in line["label"].as_array().unwrap() {
        assert!(label.get("id").is_none(), "doccano takes an id of its own for an integer");
        let (start, end) = (number(&label["start_offset"]), number(&label["end_offset"]));
        assert!(start < end);
        assert_eq!(points[start..end].iter().collect::<String>(), label["text"].as_str().unwrap());
    }
}

/// What cannot be put right in a file is said to whoever exports it.
#[test]
fn what_other_programs_get_wrong_is_said_in_advance() {
    for (format, words) in [
        (Format::JsonLines, "allow overlapping spans"),
        (Format::LabelStudio, "nothing there checks"),
        (Format::LabelStudio, "Emoji joined"),
        (Format::Csv, "LibreOffice asks for the encoding"),
        (Format::Conll, "nest or cross"),
    ] {
        assert!(format.advice().contains(words), "{}: {}", format.name(), format.advice());
    }
}

#[test]
fn every_row_of_json_lines_has_the_same_keys() {
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let (full, empty) = (json_of(Format::JsonLines, &review(HARBOUR)), json_of(Format::JsonLines, &review("Nothing.")));
    assert_eq!(keys(&full), keys(&empty));
    let labels = full["label"].as_array().unwrap();
    assert!(labels.iter().all(|label| keys(label) == keys(&labels[0])));
}

#[test]
fn label_studio_has_the_words_of_every_region() {
    let review = review(HARBOUR);
    let tasks = json_of(Format::LabelStudio, &review);
    let points = text_of(&review);
    let configuration = &export(&review, Format::LabelStudio).files[1].bytes;
    assert!(configuration.starts_with(b"<View>"), "a declaration would be a fault there");
    let results = tasks[0]["annotations"][0]["result"].as_array().unwrap();
    let regions: Vec<&Value> = results.iter().filter(|result| result["type"] == "labels").collect();
    assert_eq!(regions.len(), 5);
    for region in regions {
        let value = &region["value"];
        let words: String = points[number(&value["start"])..number(&value["end"])].iter().collect();
        assert_eq!(words, value["text"].as_str().unwrap());
    }
}

#[test]
fn a_double_space_that_a_page_showed_as_one_is_the_same_words() {
    let text = "It cost  14 crowns.";
    let task = json!([{"data": {"text": text}, "annotations": [{"result": [
        {"id": "a", "from_name": "label", "to_name": "text", "type": "labels",
         "value": {"start": 3, "end": 18, "text": "cost 14 crowns", "labels": ["assertion"]}},
    ]}]}]);
    let imported = import(&[file("a.json", task.to_string())], Format::LabelStudio, &ImportOptions::default()).unwrap();
    assert_eq!(shown(&imported.reviews[0].review), ["A cost  14 crowns"]);
    assert_eq!(imported.reviews[0].notes, []);
}

#[test]
fn texts_of_refi_qda_have_bare_line_feeds_and_no_mark() {
    let exported = export(&review(HARBOUR), Format::RefiQda);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&exported.files[0].bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let text = names.iter().find(|name| name.starts_with("sources/")).unwrap();
    let mut content = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(text).unwrap(), &mut content).unwrap();
    assert_eq!(content, review(HARBOUR).article().text().as_str());
    assert!(!content.starts_with('\u{FEFF}') && !content.contains('\r'));
}

#[test]
fn a_stretch_over_a_line_end_is_fragments_in_brat() {
    let review = review("Before. ⟦One line\n\nand 👩‍👩‍👧 more⟧ after.");
    let exported = export(&review, Format::Brat);
    let lines = String::from_utf8(exported.files[0].bytes.clone()).unwrap();
    assert!(lines.starts_with("T1\tAssertion 8 16;18 32\tOne line and 👩‍👩‍👧 more\n"), "{lines}");
    let points = text_of(&review);
    let (sort_and_places, words) = lines.lines().next().unwrap()["T1\t".len()..].split_once('\t').unwrap();
    let places = sort_and_places.split_once(' ').unwrap().1;
    let fragments = places.split(';').map(|place| {
        let (start, end) = place.split_once(' ').unwrap();
        points[start.parse().unwrap()..end.parse().unwrap()].iter().collect::<String>()
    });
    let fragments: Vec<String> = fragments.collect();
    assert!(fragments.iter().all(|fragment| !fragment.contains('\n')));
    assert_eq!(fragments.join(" "), words);
}

#[test]
fn verdicts_are_named_as_the_context_of_web_annotations_knows_them() {
    let mut review = review(HARBOUR);
    let claim = Claim::clone(&review.claims().in_order()[0]);
    let mut judged = claim.clone();
    judged.amend_check(|check| check.verdicts.content = Some("false".to_owned()));
    let claims = review.claims().in_order().iter().map(|claim| Claim::clone(claim));
    let claims = claims.map(|other| if other.id == claim.id { judged.clone() } else { other });
    review = Review::from_parts(review.article().clone(), String::new(), Vec::new(), claims.collect(), Vec::new());
    let written = String::from_utf8(export(&review, Format::WebAnnotation).files[0].bytes.clone()).unwrap();
    assert!(written.contains("\"purpose\":\"oa:assessing\"") && written.contains("\"motivation\":\"oa:assessing\""));
    assert!(!written.contains("\"assessing\""));
}

#[test]
fn cells_are_guarded_and_nothing_else_carries_the_guard() {
    let mut review = review("⟦=1+1⟧ and ⟦'=2⟧ and ⟦’quoted’⟧.");
    let claims =
        review.claims().in_order().iter().map(|claim| Claim { note: "@cmd".to_owned(), ..Claim::clone(claim) });
    review = Review::from_parts(review.article().clone(), String::new(), Vec::new(), claims.collect(), Vec::new());
    let csv = String::from_utf8(export(&review, Format::Csv).files[0].bytes.clone()).unwrap();
    assert!(csv.contains("\"'=1+1\"") && csv.contains("\"''=2\"") && csv.contains("\"'@cmd\""), "{csv}");
    assert!(csv.contains("\"\""), "an empty cell stays empty");
    assert!(!csv.contains("\"'\""), "{csv}");
    let lines = String::from_utf8(export(&review, Format::JsonLines).files[0].bytes.clone()).unwrap();
    assert!(lines.contains("\"=1+1\"") && lines.contains("\"@cmd\"") && !lines.contains("'@cmd"));
}

/// The writer of spreadsheets would put words that begin and end so into the file as they stand.
#[test]
fn words_that_look_like_the_markup_of_a_spreadsheet_are_words() {
    let words = [
        "<r>a & b</r>",
        "<r><t>hidden</t></r>",
        "_x0041_ and __x000A_",
        "a\r\n\u{1}b\u{FFFE}\u{FFFF}",
        " both ends\n",
        "=<r>1</r>",
    ];
    let mut review = review("⟦One⟧ and ⟦two⟧ and ⟦three⟧ and ⟦four⟧ and ⟦five⟧.");
    let claims = review.claims().in_order().iter();
    let claims = claims.map(|claim| Claim {
        labels: words.map(str::to_owned).to_vec(),
        note: words.concat(),
        ..Claim::clone(claim)
    });
    let claims: Vec<Claim> =
        claims.zip(words).map(|(claim, word)| Claim { claim_text: Some(word.to_owned()), ..claim }).collect();
    review = Review::from_parts(
        review.article().clone(),
        String::new(),
        Vec::new(),
        claims.clone().into_iter().collect(),
        Vec::new(),
    );
    let imported =
        import(&export(&review, Format::Xlsx).files, Format::Xlsx, &about(review.article().text().as_str())).unwrap();
    let back: Vec<Claim> =
        imported.reviews[0].review.claims().in_order().iter().map(|claim| Claim::clone(claim)).collect();
    assert_eq!(back, claims);
}

#[test]
fn excel_gets_a_mark_and_everybody_else_none() {
    let review = review(HARBOUR);
    assert!(export(&review, Format::CsvExcel).files[0].bytes.starts_with(b"\xEF\xBB\xBF\"article\""));
    assert!(export(&review, Format::Csv).files[0].bytes.starts_with(b"\"article\""));
}

#[test]
fn conll_has_a_column_for_each_tag_and_says_what_it_drops() {
    // Claims of one tag that share text, and an end inside of a word.
    let marked = marked("⟦One ⟦two⟧ three⟧ harb⟦our⟧ four.");
    let tags = [Tag::Quote, Tag::Quote, Tag::Assertion];
    let claims = marked.spans.iter().zip(tags).enumerate().map(|(number, (span, tag))| {
        Claim::new(ClaimId(id(number as u128 + 1)), tag, Segments::one(*span), Timestamp::UNIX_EPOCH)
    });
    let article = Article::new(marked.text, Vec::new(), Metadata::default(), ArticleSource::default()).unwrap();
    let review = Review::from_parts(article, String::new(), Vec::new(), claims.collect(), Vec::new());
    let exported = export(&review, Format::Conll);
    let lines = String::from_utf8(exported.files[0].bytes.clone()).unwrap();
    assert_eq!(
        lines,
        "One\tB-quote\tO\tO\ntwo\tI-quote\tO\tO\nthree\tI-quote\tO\tO\nharbour\tO\tB-assertion\tO\nfour\tO\tO\tO\n.\tO\tO\tO\n\n"
    );
    let dropped: Vec<String> =
        exported.losses.iter().filter(|loss| loss.claim.is_some()).map(ToString::to_string).collect();
    assert!(
        dropped.contains(&"Q2: its part of the text, which another claim of its tag has".to_owned()),
        "{dropped:?}"
    );
    assert!(dropped.contains(&"A3: its exact ends, which lie inside of tokens".to_owned()), "{dropped:?}");
}

#[test]
fn nested_and_crossing_claims_stay_in_every_format_that_is_read() {
    let review = review(HARBOUR);
    for format in Format::ALL.into_iter().filter(|format| format.reads()) {
        let options = about(review.article().text().as_str());
        let imported = import(&export(&review, format).files, format, &options).unwrap();
        assert_eq!(shown(&imported.reviews[0].review), shown(&review), "{}", format.name());
        assert_eq!(imported.reviews[0].notes, [], "{}", format.name());
    }
}

/// The same place in every unit, as other programs have it.
#[test]
fn a_wrong_unit_is_found_out_by_the_quotation_and_repaired() {
    let text = "👩‍👩‍👧 Zoë said 😀 it's 40%.";
    let units = [("code points", 17, 25), ("UTF-16", 21, 29), ("UTF-8", 34, 42), ("grapheme", 13, 21)];
    for (name, start, end) in units {
        for (format, at) in [
            (Format::JsonLines, 0),
            (Format::ClaimLines, 0),
            (Format::Csv, 0),
            (Format::Brat, 0),
            (Format::WebAnnotation, 0),
            (Format::LabelStudio, 0),
            (Format::Hypothesis, 1),
        ] {
            let bytes = match format {
                Format::JsonLines => {
                    json!({"text": text, "label": [{"start_offset": start, "end_offset": end, "label": "assertion", "text": "it's 40%"}]})
                        .to_string()
                }
                Format::ClaimLines => json!({"tag": "assertion", "start": start, "end": end, "text": "it's 40%"}).to_string(),
                Format::Csv => format!("tag,start,end,text\nassertion,{start},{end},it's 40%\n"),
                Format::LabelStudio => {
                    let value = json!({"start": start, "end": end, "text": "it's 40%", "labels": ["assertion"]});
                    json!([{"data": {"text": text}, "annotations": [{"result": [{"id": "a", "type": "labels", "value": value}]}]}]).to_string()
                }
                Format::Brat => format!("T1\tAssertion {start} {end}\tit's 40%\n"),
                _ => {
                    let selector = json!([{"type": "TextPositionSelector", "start": start, "end": end}, {"type": "TextQuoteSelector", "exact": "it's 40%"}]);
                    json!([{"type": "Annotation", "body": {"type": "TextualBody", "purpose": "tagging", "value": "assertion"},
                            "tags": ["assertion"], "uri": "https://news.example/1", "target": [{"source": "https://news.example/1", "selector": selector}]}])
                        .to_string()
                }
            };
            let mut files = vec![file("a.ann", bytes)];
            if format == Format::Brat {
                files.push(file("a.txt", text));
            }
            let imported = import(&files, format, &about(text)).unwrap();
            let review = &imported.reviews[0];
            assert_eq!(shown(&review.review), ["A it's 40%"], "{} in {name}", format.name());
            let right = units[at].0 == name;
            let said = review.notes.iter().any(|note| matches!(note.kind, NoteKind::OtherUnit { .. }));
            assert_eq!(said, !right, "{} in {name}: {:?}", format.name(), review.notes);
            assert_eq!(review.notes.len(), usize::from(!right), "{:?}", review.notes);
        }
    }
}

/// Readers of lines make one sign of two, or count a mark that is not there.
#[test]
fn other_line_ends_and_marks_are_found_out_and_repaired() {
    let label =
        |start: u64, end: u64| json!({"start_offset": start, "end_offset": end, "label": "quote", "text": "three"});
    let cases = [
        // (the text, where "three" is said to be, whether that is odd)
        ("one\r\ntwo\r\nthree", 10, false),
        ("one\r\ntwo\r\nthree", 8, true),
        ("one\ntwo\nthree", 8, false),
        ("one\ntwo\nthree", 10, true),
        ("\u{FEFF}one\ntwo\nthree", 9, false),
        ("\u{FEFF}one\ntwo\nthree", 8, true),
        ("one\ntwo\nthree", 9, true),
    ];
    for (text, start, is_odd) in cases {
        let line = json!({"text": text, "label": [label(start, start + 5)]}).to_string();
        let imported = import(&[file("a.jsonl", line)], Format::JsonLines, &ImportOptions::default()).unwrap();
        let review = &imported.reviews[0];
        assert_eq!(shown(&review.review), ["Q three"], "{text:?} at {start}");
        assert!(!review.review.article().text().as_str().contains('\r'));
        let said = review.notes.iter().any(|note| matches!(note.kind, NoteKind::OtherUnit { .. }));
        assert_eq!(said, is_odd, "{text:?} at {start}: {:?}", review.notes);
    }
}

#[test]
fn a_stretch_that_cuts_a_sign_is_widened_and_said() {
    let text = "Noe\u{301} and 👩‍👩‍👧 wait.";
    let line = json!({"text": text, "label": [[0, 3, "quote"], [10, 11, "assertion"]]}).to_string();
    let imported = import(&[file("a.jsonl", line)], Format::JsonLines, &ImportOptions::default()).unwrap();
    let review = &imported.reviews[0];
    assert_eq!(shown(&review.review), ["Q Noe\u{301}", "A 👩‍👩‍👧"]);
    assert!(review.notes.iter().all(|note| matches!(note.kind, NoteKind::Widened { .. })), "{:?}", review.notes);
    assert_eq!(review.notes.len(), 2);
}

#[test]
fn what_a_format_cannot_hold_is_the_same_before_and_after() {
    let review = review(HARBOUR);
    for format in Format::ALL {
        let source = claimlight::exchange::Source { name: "harbour", review: &review, proposals: &[] };
        let options = claimlight::exchange::ExportOptions { internal: true, ..Default::default() };
        assert_eq!(claimlight::exchange::losses(&[source], format, &options), export(&review, format).losses);
        let has_text = !export(&review, format).losses.iter().any(|loss| loss.part == Part::Text);
        assert_eq!(has_text, format.has_text(), "{}", format.name());
    }
}

#[test]
fn words_that_are_too_long_for_a_cell_are_cut_said_and_found_again() {
    let long = format!("⟦{}end.⟧", "It rots. ".repeat(5_000));
    let review = review(&long);
    for format in [Format::CsvExcel, Format::Xlsx, Format::Csv] {
        let exported = export(&review, format);
        let cut = exported.losses.iter().filter(|loss| loss.part == Part::CutCell).count();
        assert_eq!(cut, usize::from(format != Format::Csv), "{}", format.name());
        let imported = import(&exported.files, format, &about(review.article().text().as_str())).unwrap();
        assert_eq!(shown(&imported.reviews[0].review), shown(&review), "{}", format.name());
        assert_eq!(imported.reviews[0].notes, []);
    }
}
