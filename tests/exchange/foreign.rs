//! Files as other programs write them, with labels, shapes and habits of their own.

use claimlight::{
    claim::{State, Tag},
    exchange::{Format, ImportOptions, Imported, Mapping, NamedFile, NoteKind},
};
use serde_json::json;

use crate::support::{about, file, import, shown};

const TEXT: &str = "Ines Prado said: “The quay cracked 📉.” Nobody agrees.\n";

fn mapped(rules: &str) -> ImportOptions {
    ImportOptions { mapping: Mapping::parse(rules).expect("rules"), ..about(TEXT) }
}

fn read(files: &[NamedFile], format: Format, options: &ImportOptions) -> Imported {
    import(files, format, options).expect("an import")
}

fn notes(imported: &Imported) -> Vec<String> {
    let of_reviews = imported.reviews.iter().flat_map(|review| &review.notes);
    imported.notes.iter().chain(of_reviews).map(ToString::to_string).collect()
}

#[test]
fn doccano_in_all_its_forms() {
    let lines = [
        json!({"id": 7, "text": TEXT, "label": [[17, 37, "quote"], [38, 51, "Opinion"]], "Comments": []}),
        json!({"id": 8, "text": TEXT, "entities": [{"id": 0, "start_offset": 17, "end_offset": 37, "label": "quote"}], "relations": []}),
        json!({"data": TEXT, "label": [[17, 37, "PER"]]}),
    ];
    let lines = lines.map(|line| line.to_string()).join("\n");
    let imported = read(&[file("all.jsonl", lines)], Format::JsonLines, &mapped("PER=quote"));
    let all: Vec<Vec<String>> = imported.reviews.iter().map(|review| shown(&review.review)).collect();
    let quote = "Q “The quay cracked 📉.".to_owned();
    assert_eq!(all, [vec![quote.clone(), "C  Nobody agree".to_owned()], vec![quote.clone()], vec![quote]]);
    assert_eq!(imported.reviews[0].name, "7");
    // What it was called there stays with it.
    assert_eq!(imported.reviews[2].review.claims().in_order()[0].labels, ["PER"]);
    assert_eq!(notes(&imported), Vec::<String>::new());
}

#[test]
fn a_label_that_stands_for_nothing_is_said_and_left_out() {
    let line = json!({"text": TEXT, "label": [[17, 37, "quote"], [39, 45, "ORG"]]}).to_string();
    let imported = read(&[file("a.jsonl", line.clone())], Format::JsonLines, &ImportOptions::default());
    assert_eq!(shown(&imported.reviews[0].review).len(), 1);
    assert_eq!(
        notes(&imported),
        ["line 1, label 2: Left out: the label “ORG” stands for no tag. Say for which, as in --map \"ORG=assertion\""]
    );
    assert!(imported.reviews[0].notes[0].is_left_out());
    let imported = read(&[file("a.jsonl", line)], Format::JsonLines, &mapped("*=commentary"));
    assert_eq!(shown(&imported.reviews[0].review).len(), 2);
}

#[test]
fn rules_of_a_mapping_are_read_or_refused() {
    let mapping = Mapping::parse("Loaded language = commentary, a=b=QUOTE,*=assertion").unwrap();
    assert_eq!(mapping.tag("loaded LANGUAGE"), Some(Tag::Commentary));
    assert_eq!(mapping.tag("a=b"), Some(Tag::Quote));
    assert_eq!(mapping.tag("anything"), Some(Tag::Assertion));
    assert_eq!(Mapping::parse("").unwrap().tag("Opinion"), Some(Tag::Commentary));
    assert_eq!(Mapping::parse("opinion=quote").unwrap().tag("Opinion"), Some(Tag::Quote));
    for wrong in ["quote", "a=novel", "=quote", "a=quote,b"] {
        assert!(Mapping::parse(wrong).unwrap_err().to_string().contains("LABEL=quote"), "{wrong}");
    }
}

#[test]
fn web_annotations_of_all_shapes() {
    let quote = json!({"type": "TextQuoteSelector", "exact": "The quay cracked"});
    let source = "https://news.example/quay";
    let list = json!([
        {"type": "Annotation", "id": "http://a.example/1", "motivation": "tagging", "bodyValue": "A remark",
         "body": {"type": "TextualBody", "value": "quote"}, "target": {"source": source, "selector": quote}},
        {"@type": "oa:Annotation", "body": [{"type": "TextualBody", "purpose": "tagging", "value": "claim"}],
         "target": {"source": {"id": source}, "selector": {"type": "FragmentSelector", "value": "p1", "refinedBy": quote}}},
        {"type": "Annotation", "body": {"type": "TextualBody", "purpose": "tagging", "value": "claim"}, "target": source},
        {"type": "Cat"},
    ]);
    let collection = json!({"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": list}});
    for value in [&list, &collection, &json!({"@graph": list})] {
        let imported = read(&[file("a.jsonld", value.to_string())], Format::WebAnnotation, &about(TEXT));
        assert_eq!(shown(&imported.reviews[0].review), ["Q The quay cracked", "A The quay cracked"]);
        let notes = notes(&imported);
        assert_eq!(notes.len(), 2, "{notes:?}");
        assert!(notes[0].contains("annotation 4: Left out: it is no annotation"), "{notes:?}");
        assert!(notes.iter().any(|note| note.contains("annotation 3: Left out: it names no place")), "{notes:?}");
        assert_eq!(imported.reviews[0].review.claims().in_order()[0].note, "A remark");
    }
}

#[test]
fn hypothesis_as_its_client_and_its_api_have_it() {
    let annotation = |tags: &[&str], text: &str| {
        json!({"id": "x1", "user": "acct:ines@example.org", "uri": "https://news.example/quay", "text": text, "tags": tags,
               "created": "2026-01-15T10:00:00.5+00:00", "updated": "2026-01-15T10:00:00+00:00", "document": {"title": ["Quay"]},
               "target": [{"source": "https://news.example/quay", "selector": [
                   {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 1, "endContainer": "/p[1]", "endOffset": 2},
                   {"type": "TextPositionSelector", "start": 18, "end": 37},
                   {"type": "TextQuoteSelector", "exact": "The quay cracked 📉", "prefix": "said: “", "suffix": ".”"}]}]})
    };
    let all = json!([
        annotation(&["kind:quote", "verdict:false", "harbour"], "Look it up"),
        annotation(&["opinion"], ""),
        annotation(&[], "")
    ]);
    let mut reply = annotation(&["quote"], "Yes");
    reply["references"] = json!(["x1"]);
    let export = json!({"export_date": "…", "annotations": all, "rows": [reply]});
    let imported = read(&[file("a.json", export.to_string())], Format::Hypothesis, &about(TEXT));
    let review = &imported.reviews[0].review;
    assert_eq!(shown(review), ["Q The quay cracked 📉", "C The quay cracked 📉"]);
    assert_eq!(review.reviewer(), "ines");
    let first = &review.claims().in_order()[0];
    assert_eq!((first.note.as_str(), first.check().verdicts.content.as_deref()), ("Look it up", Some("false")));
    assert_eq!(first.created.to_string(), "2026-01-15T10:00:00.5Z");
    let notes = notes(&imported);
    assert!(notes.iter().any(|note| note.contains("Not taken: it is a reply")), "{notes:?}");
    assert!(notes.iter().any(|note| note.contains("Left out: it has no label")), "{notes:?}");
}

#[test]
fn label_studio_with_annotators_predictions_and_the_short_form() {
    let region = |id: &str, start: u64, label: &str| {
        json!({"id": id, "from_name": "label", "to_name": "text", "type": "labels",
               "value": {"start": start, "end": start + 8, "text": "The quay", "labels": [label]}})
    };
    let choice = json!({"id": "a", "from_name": "verdict", "to_name": "text", "type": "choices", "value": {"choices": ["false"]}});
    let tone =
        json!({"id": "a", "from_name": "tone", "to_name": "text", "type": "choices", "value": {"choices": ["angry"]}});
    let relation = json!({"type": "relation", "from_id": "a", "to_id": "b", "labels": ["saidBy"]});
    let tasks = json!([
        {"id": 3, "data": {"body": TEXT}, "completions": [
            {"completed_by": {"email": "ines@example.org"}, "result": [region("a", 18, "quote"), choice, tone, relation]},
            {"completed_by": 2, "result": [region("a", 18, "assertion")]}], "predictions": [{"result": []}]},
        {"id": 4, "data": {"text": TEXT}, "predictions": [{"model_version": "tagger-2", "result": [region("a", 18, "quote")]}]},
        {"id": 5, "text": TEXT, "label": [{"start": 18, "end": 26, "text": "The quay", "labels": ["quote"]}], "annotator": 1},
    ]);
    let imported = read(&[file("a.json", tasks.to_string())], Format::LabelStudio, &ImportOptions::default());
    let all: Vec<(&str, &str, Vec<String>)> = imported
        .reviews
        .iter()
        .map(|review| (review.name.as_str(), review.review.reviewer(), shown(&review.review)))
        .collect();
    let quote = || vec!["Q The quay".to_owned()];
    assert_eq!(
        all,
        [
            ("3", "ines@example.org", quote()),
            ("3-2", "2", vec!["A The quay".to_owned()]),
            ("4", "", quote()),
            ("5", "1", quote())
        ]
    );
    let first = &imported.reviews[0].review.claims().in_order()[0];
    assert_eq!(
        (first.check().verdicts.content.as_deref(), &*first.labels),
        (Some("false"), &["tone: angry".to_owned()][..])
    );
    let predicted = &imported.reviews[2].review.claims().in_order()[0];
    assert_eq!(predicted.origin, claimlight::claim::Origin::Rule("tagger-2".to_owned()));
    let notes = notes(&imported);
    assert!(
        notes.iter().any(|note| note.contains("predictions")) && notes.iter().any(|note| note.contains("relation")),
        "{notes:?}"
    );
}

#[test]
fn brat_with_what_claims_have_not() {
    let annotations = "T1\tQuote 17 38\t“The quay cracked 📉.”\nT2\tPerson 0 10\tInes Prado\nA1\tVerdict T1 False\nA2\tHedged T1\n\
                       R1\tSaidBy Arg1:T1 Arg2:T2\n#1\tAnnotatorNotes T1\tLook it up\n#2\tAnnotatorNotes R1\tSure\nT3\tQuote x y\tz\n";
    let files = [file("quay.ann", annotations), file("quay.txt", TEXT)];
    let imported = read(&files, Format::Brat, &ImportOptions::default());
    assert_eq!(imported.reviews[0].name, "quay");
    assert_eq!(shown(&imported.reviews[0].review), ["Q “The quay cracked 📉.”"]);
    let claim = &imported.reviews[0].review.claims().in_order()[0];
    assert_eq!(claim.note, "Look it up");
    assert_eq!(claim.check().verdicts.content.as_deref(), Some("false"));
    assert_eq!(claim.labels, ["Hedged: true"]);
    let notes = notes(&imported);
    assert_eq!(notes.len(), 4, "{notes:?}");
    assert!(notes.iter().any(|note| note.contains("line 2: Left out: the label “Person”")), "{notes:?}");
    assert!(notes.iter().any(|note| note.contains("line 8: Left out: its places cannot be read")), "{notes:?}");
}

/// An export names predictions by their numbers in the database, unless it is asked for them.
#[test]
fn label_studio_with_predictions_that_are_only_numbered() {
    let region = json!({"id": "a", "from_name": "tag", "to_name": "text", "type": "labels",
                        "value": {"start": 18, "end": 26, "text": "The quay", "labels": ["quote"]}});
    let tasks = json!([
        {"id": 1, "data": {"text": TEXT}, "annotations": [{"id": 1, "result": [region]}], "predictions": [1, 2]},
        {"id": 2, "data": {"text": TEXT}, "annotations": [7], "predictions": [3]},
    ]);
    let imported = read(&[file("a.json", tasks.to_string())], Format::LabelStudio, &ImportOptions::default());
    assert_eq!(shown(&imported.reviews[0].review), ["Q The quay"]);
    assert_eq!(
        notes(&imported),
        [
            "task 1: Not taken: its predictions, since there are annotations",
            "task 2: Left out: annotations of which it has only the number; export them as JSON",
            "task 2: Not taken: predictions of which it has only the number",
        ]
    );
}

/// What Java writes: every annotation of the general type, offsets in UTF-16, signs beyond the basic plane as numbers.
#[test]
fn a_cas_made_by_java() {
    let xmi = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><xmi:XMI xmlns:tcas=\"http:///uima/tcas.ecore\" xmlns:xmi=\"http://www.omg.org/XMI\" \
               xmlns:cas=\"http:///uima/cas.ecore\" xmi:version=\"2.0\">\n    <cas:NULL xmi:id=\"0\"/>\n\
               <tcas:Annotation xmi:id=\"2\" sofa=\"1\" begin=\"3\" end=\"7\"/>\n\
               <type:Token xmi:id=\"4\" sofa=\"1\" begin=\"3\" end=\"7\" xmlns:type=\"http:///x/type.ecore\"/>\n\
               <tcas:Annotation xmi:id=\"3\" sofa=\"1\" begin=\"8\" end=\"15\"/>\n\
               <cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text\" \
               sofaString=\"&#129395; This &#128115;&#127995;\u{200D}♀️ is &amp;&#10;\"/>\n    <cas:View sofa=\"1\" members=\"2 3\"/>\n</xmi:XMI>";
    let imported = read(&[file("debug.xmi", xmi)], Format::CasXmi, &mapped("Annotation=assertion"));
    assert_eq!(imported.reviews[0].review.article().text().as_str(), "🥳 This 👳🏻\u{200D}♀️ is &\n");
    assert_eq!(shown(&imported.reviews[0].review), ["A This", "A 👳🏻\u{200D}♀️"]);
    assert_eq!(notes(&imported), ["Not taken: 1 tokens and sentences, which are no claims"]);
    let json = json!({"%TYPES": {}, "%FEATURE_STRUCTURES": [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": "🥳 This"},
        {"%ID": 2, "%TYPE": "webanno.custom.Span", "@sofa": 1, "begin": 3, "end": 7, "value": "quote", "note": "Why?", "odd": "x"}],
        "%VIEWS": {}});
    let imported = read(&[file("a.json", json.to_string())], Format::CasJson, &ImportOptions::default());
    assert_eq!(shown(&imported.reviews[0].review), ["Q This"]);
    let claim = &imported.reviews[0].review.claims().in_order()[0];
    assert_eq!((claim.note.as_str(), &*claim.labels), ("Why?", &["odd: x".to_owned()][..]));
}

#[test]
fn tables_as_others_make_them() {
    let tables = [
        "Tag;Start;End;Exact text\r\nQuote;17;38;“The quay cracked 📉.”\r\n",
        "kind\tquote\tnote\nquote\t“The quay cracked 📉.”\tWhy?\n\n",
        "\u{FEFF}\"label\",\"begin\",\"end\",\"text\"\n\"QUOTE\",\"17.0\",\"38.0\",\"“The quay cracked 📉.”\"\n",
    ];
    for table in tables {
        let imported = read(&[file("a.csv", table)], Format::Csv, &about(TEXT));
        assert_eq!(shown(&imported.reviews[0].review), ["Q “The quay cracked 📉.”"], "{table}");
    }
    let twice = "tag,start,end,text\nquote,17; 39,24,“The q\nquote,x,24,a\n";
    let imported = read(&[file("a.csv", twice)], Format::Csv, &about(TEXT));
    assert_eq!(notes(&imported).len(), 2, "{:?}", notes(&imported));
}

#[test]
fn a_project_of_another_program_with_nested_codes_and_inline_text() {
    let project = format!(
        "<?xml version=\"1.0\"?><Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"p\"><Users><User guid=\"U1\" name=\"Ines\"/><User guid=\"U2\" name=\"Jo\"/></Users>\
         <CodeBook><Codes><Code guid=\"C0\" name=\"Speech\"><Code guid=\"C1\" name=\"Quotation\"/></Code></Codes></CodeBook>\
         <Sources><TextSource guid=\"S\" name=\"quay\"><PlainTextContent>{TEXT}</PlainTextContent>\
         <PlainTextSelection guid=\"P1\" startPosition=\"17\" endPosition=\"38\" creatingUser=\"U1\"><Description>Why &amp; how?</Description><Coding><CodeRef targetGUID=\"C1\"/></Coding></PlainTextSelection>\
         <PlainTextSelection guid=\"P2\" startPosition=\"0\" endPosition=\"10\" creatingUser=\"U2\"><Coding><CodeRef targetGUID=\"C0\"/></Coding></PlainTextSelection>\
         <PlainTextSelection guid=\"P3\" startPosition=\"0\" endPosition=\"4\" creatingUser=\"U2\"/></TextSource></Sources></Project>"
    );
    let imported = read(&[file("p.qde", project)], Format::RefiQda, &ImportOptions::default());
    let all: Vec<(&str, Vec<String>)> =
        imported.reviews.iter().map(|review| (review.review.reviewer(), shown(&review.review))).collect();
    let (quote, name) = (vec!["Q “The quay cracked 📉.”".to_owned()], vec!["Q Ines Prado".to_owned()]);
    assert_eq!(all, [("Ines", quote), ("Jo", name)]);
    let first = &imported.reviews[0].review.claims().in_order()[0];
    assert_eq!((first.note.as_str(), first.labels.as_slice()), ("Why & how?", &["Quotation".to_owned()][..]));
    assert_eq!(notes(&imported), ["quay, selection 3: Left out: no code is given to it"]);
}

#[test]
fn words_that_moved_or_are_gone_are_found_or_kept() {
    let row = |start: u64, words: &str| {
        json!({"tag": "quote", "start": start, "end": start + 8, "text": words, "status": "queued"}).to_string()
    };
    let lines =
        [row(18, "The quay"), row(50, "Nobody agrees"), row(3, "Words of another article altogether")].join("\n");
    let imported = read(&[file("a.jsonl", lines)], Format::ClaimLines, &about(TEXT));
    let review = &imported.reviews[0].review;
    let mut all = shown(review);
    all.sort();
    assert_eq!(all, ["Q  lost: Words of another article altogether", "Q Nobody agrees", "Q The quay"]);
    let kinds: Vec<&NoteKind> = imported.reviews[0].notes.iter().map(|note| &note.kind).collect();
    assert!(kinds.iter().any(|kind| matches!(kind, NoteKind::Moved { .. })), "{kinds:?}");
    assert!(kinds.iter().any(|kind| matches!(kind, NoteKind::Orphaned { .. })), "{kinds:?}");
    assert!(review.claims().in_order().iter().all(|claim| claim.status.state == State::Queued));
}

#[test]
fn a_word_that_is_not_known_goes_into_the_note() {
    let line = json!({"tag": "quote", "start": 18, "end": 26, "text": "The quay", "status": "half done"}).to_string();
    let imported = read(&[file("a.jsonl", line)], Format::ClaimLines, &about(TEXT));
    let claim = &imported.reviews[0].review.claims().in_order()[0];
    assert_eq!(claim.note, "status: half done");
    assert_eq!(notes(&imported), ["line 1: The status “half done” is not known here; it stands in the claim’s note"]);
}

#[test]
fn what_is_said_about_other_articles_is_not_taken_for_this_one() {
    let annotation = |source: &str| {
        json!({"type": "Annotation", "body": {"type": "TextualBody", "purpose": "tagging", "value": "quote"},
               "target": {"source": source, "selector": {"type": "TextQuoteSelector", "exact": "The quay cracked"}}})
    };
    let (ours, other) = ("https://news.example/quay/", "https://news.example/other");
    let mut options = about(TEXT);
    options.articles[0].metadata.url = Some("https://news.example/quay".to_owned());
    let both = json!([annotation(ours), annotation(other), annotation(other)]).to_string();
    let imported = read(&[file("a.jsonld", both)], Format::WebAnnotation, &options);
    assert_eq!(imported.reviews.len(), 1);
    assert_eq!(shown(&imported.reviews[0].review), ["Q The quay cracked"]);
    assert_eq!(
        notes(&imported),
        ["Left out: 2 annotations on “https://news.example/other”, which comes without its text"]
    );
    // When there is nothing else, the one article that is given is meant.
    let alone = json!([annotation(other)]).to_string();
    assert_eq!(read(&[file("a.jsonld", alone)], Format::WebAnnotation, &options).reviews.len(), 1);
}
