//! Bad files get a sentence and lose nothing.

use claimlight::{
    review::Review,
    store::{Decoded, FaultKind, OpenError, check_bytes, check_file, decode},
};
use serde_json::{Value, json};

use crate::support::{TEXT, article, id, sample, sample_file, span};

fn open(file: &Value) -> Decoded {
    decode(file.to_string().as_bytes()).expect("a review")
}

fn refused(file: &Value) -> (String, String) {
    let fault = decode(file.to_string().as_bytes()).expect_err("a fault");
    let pointer = fault.pointer().expect("a pointer").to_owned();
    assert!(fault.to_string().contains(if pointer.is_empty() { "top level" } else { &pointer }), "{fault}");
    assert!(fault.to_string().contains(&fault.reason()), "{fault}");
    (pointer, fault.reason())
}

/// Puts the offsets of a segment elsewhere.
fn misplace(file: &mut Value, by: i64) {
    for claim in file["claims"].as_array_mut().expect("claims") {
        for segment in claim["segments"].as_array_mut().expect("segments") {
            for field in ["start", "end"] {
                segment[field] = json!(segment[field].as_i64().expect("an offset") + by);
            }
        }
    }
}

#[test]
fn broken_json_is_named_by_line_and_column() {
    let cases: [(&[u8], (usize, usize)); 7] = [
        (b"", (1, 1)),
        (b" \n\n", (1, 1)),
        (b"{\n  \"format\": ,\n", (2, 13)),
        ("{\n  \"é👩\": ,\n".as_bytes(), (2, 9)),
        (b"{\"format\": \"claimlight-review\"", (1, 31)),
        (b"{\n\"a\": \"\xFF\"}", (2, 7)),
        (b"PK\x03\x04\xC3\x28", (1, 5)),
    ];
    for (bytes, place) in cases {
        match decode(bytes) {
            Err(OpenError::Json { line, column, reason }) => {
                assert_eq!((line, column), place, "{reason}");
                assert!(!reason.is_empty() && !reason.contains("line"), "{reason}");
            }
            other => panic!("{:?}: {other:?}", String::from_utf8_lossy(bytes)),
        }
    }
}

#[test]
fn deep_nesting_ends_in_a_sentence() {
    let arrays = "[".repeat(200_000);
    for other in [arrays.clone(), format!("{{\"format\": {arrays}")] {
        assert!(matches!(decode(other.as_bytes()), Err(OpenError::OtherFormat)));
    }
    for deep in [format!("{{\"of_tomorrow\": {arrays}"), "{\"a\":".repeat(200_000)] {
        match decode(deep.as_bytes()) {
            Err(OpenError::Json { line: 1, reason, .. }) => assert!(reason.contains("recursion limit"), "{reason}"),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn json_of_another_kind_is_said_to_be_that() {
    for other in
        ["[]", "7", "\"claimlight-review\"", "{}", r#"{"format": "other"}"#, r#"{"name": "x", "version": "1.0"}"#]
    {
        let fault = decode(other.as_bytes()).expect_err(other);
        assert!(matches!(fault, OpenError::OtherFormat), "{other}: {fault:?}");
    }
    let mut file = sample_file();
    file["format"] = json!("claimlight-library");
    assert!(matches!(decode(file.to_string().as_bytes()), Err(OpenError::OtherFormat)));
}

#[test]
fn schema_faults_are_named_by_pointer_and_reason() {
    let duplicate = id(1).to_string();
    let cases: [(&str, Value, &str, &str); 21] = [
        ("/claims/1/segments/0/start", json!("12"), "/claims/1/segments/0/start", "string"),
        ("/claims/1/segments/0/start", json!(-1), "/claims/1/segments/0/start", "-1"),
        ("/claims/1/segments/0/start", json!(1.5), "/claims/1/segments/0/start", "1.5"),
        ("/claims/1/segments", json!([]), "/claims/1/segments", "at least one"),
        ("/claims/1/segments", json!({}), "/claims/1/segments", "map"),
        ("/claims/1/segments/0", json!({"start": 1, "end": 2}), "/claims/1/segments/0", "exact"),
        ("/claims/1/id", json!("1"), "/claims/1/id", "UUID"),
        ("/claims/1/id", json!(duplicate), "/claims/1/id", "/claims/0"),
        ("/claims/1/tag", json!("verse"), "/claims/1/tag", "“verse” is no tag"),
        ("/claims/1/tag", json!("x".repeat(9999)), "/claims/1/tag", "x…”"),
        ("/claims/1/created", json!("yesterday"), "/claims/1/created", "“yesterday” is no time"),
        ("/claims/1/flags", json!([3]), "/claims/1/flags/0", "3"),
        ("/claims/1/status", json!("spotted"), "/claims/1/status", "a status"),
        ("/claims/1", json!(null), "/claims/1", "a claim"),
        ("/claims", json!(7), "/claims", "7"),
        ("/speakers/0/id", json!(5), "/speakers/0/id", "an id"),
        ("/article", json!({}), "/article", "text"),
        ("/article/text", json!("a\r\nb"), "/article/text", "U+000D"),
        ("/article/text", json!("a\u{0}b"), "/article/text", "U+0000"),
        ("/offset_unit", json!("utf16"), "/offset_unit", "“utf16”"),
        ("/version", json!("0.9"), "/version", "0.9"),
    ];
    for (place, value, pointer, reason) in cases {
        let mut file = sample_file();
        *file.pointer_mut(place).expect(place) = value;
        let fault = refused(&file);
        assert_eq!(fault.0, pointer, "{}", fault.1);
        assert!(fault.1.contains(reason) && fault.1.len() < 400, "{place}: {}", fault.1);
    }
    let mut file = sample_file();
    let twice = file["speakers"][0].clone();
    file["speakers"].as_array_mut().unwrap().push(twice);
    assert_eq!(refused(&file).0, "/speakers/1/id");
}

#[test]
fn a_missing_field_is_named_with_the_object_it_is_missing_from() {
    for (object, field) in [("", "article"), ("/claims/0", "id"), ("/claims/0", "tag"), ("/claims/0", "modified")] {
        let mut file = sample_file();
        file.pointer_mut(object).unwrap().as_object_mut().unwrap().remove(field);
        let (pointer, reason) = refused(&file);
        assert_eq!(pointer, object);
        assert!(reason.contains(field), "{reason}");
    }
}

#[test]
fn a_newer_major_version_opens_if_it_can_be_read_and_else_says_so() {
    let mut file = sample_file();
    file["version"] = json!("2.1");
    let decoded = open(&file);
    assert_eq!(decoded.review, sample());
    assert!(decoded.newer.is_some_and(|newer| newer.is_major && newer.version == "2.1"));
    file["claims"][0]["segments"] = json!({"from": [1, 2]});
    let fault = decode(file.to_string().as_bytes()).unwrap_err();
    assert!(matches!(&fault, OpenError::NewerMajor { version, .. } if version == "2.1"), "{fault}");
    assert!(fault.to_string().contains("/claims/0/segments"), "{fault}");
}

#[test]
fn a_segment_that_has_moved_is_found_again_and_reported() {
    for by in [-5, 3, 40, 4_000_000_000_000] {
        let mut file = sample_file();
        misplace(&mut file, by);
        let decoded = open(&file);
        let claims = decoded.review.claims();
        assert_eq!(claims.len(), sample().claims().len());
        for (found, own) in claims.in_order().iter().zip(sample().claims().in_order()) {
            assert_eq!(found.segments, own.segments, "moved by {by}");
        }
        let places: Vec<&str> = decoded.faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert!(
            ["/claims/0/segments/0", "/claims/0/segments/1", "/claims/1/segments/0"].iter().all(|p| places.contains(p)),
            "{places:?}"
        );
    }
}

#[test]
fn a_segment_with_its_ends_the_wrong_way_round_is_found_by_its_words() {
    let mut file = sample_file();
    let segment = &mut file["claims"][1]["segments"][0];
    (segment["start"], segment["end"]) = (segment["end"].clone(), segment["start"].clone());
    let decoded = open(&file);
    assert!(matches!(&decoded.faults[..], [fault] if matches!(fault.kind, FaultKind::Moved { .. })));
    assert_eq!(decoded.review, sample());
}

#[test]
fn of_several_places_the_one_in_the_same_context_is_taken_then_the_nearest() {
    let text = "The vote was lost. Then the vote was won. Again the vote was held.";
    let claim = |prefix: &str, suffix: &str, start: u64| {
        let mut file = sample_file();
        file["article"] = json!({"text": text});
        file["claims"].as_array_mut().unwrap().truncate(1);
        let claim = &mut file["claims"][0];
        claim["cue"] = json!(null);
        claim["segments"] =
            json!([{"start": start, "end": start + 8, "exact": "vote was", "prefix": prefix, "suffix": suffix}]);
        let decoded = open(&file);
        let claim = decoded.review.claims().in_order()[0].clone();
        claim.segments.placed().first().map(|span| span.start().get())
    };
    assert_eq!(claim("Then the ", " won.", 0), Some(28));
    assert_eq!(claim("Again the ", "", 0), Some(52));
    assert_eq!(claim("", "", 30), Some(28), "the nearest where nothing else is known");
    assert_eq!(claim("", "", 5), Some(4));
    assert_eq!(claim("Xy", "Zz", 5), None, "in no such context: none is the likelier");
}

#[test]
fn words_that_are_gone_are_kept_as_orphaned() {
    let mut file = sample_file();
    file["claims"][1]["segments"][0]["exact"] = json!("The tunnel closed");
    let decoded = open(&file);
    assert!(matches!(&decoded.faults[..], [fault] if matches!(fault.kind, FaultKind::Lost { .. })));
    let claims = decoded.review.claims().in_order();
    let orphan = claims.iter().find(|claim| claim.is_orphaned()).expect("an orphaned claim");
    assert_eq!(orphan.segments.lost()[0].exact, "The tunnel closed");
    assert_eq!(orphan.id.0, id(2));
}

#[test]
fn a_span_that_cuts_a_character_takes_it_in() {
    let review = Review::new(article(TEXT), "");
    let family = span(&review, "👩‍👩‍👧");
    let start = review.article().text().to_code_point(family.start()).0;
    let mut file = sample_file();
    file["claims"][1]["segments"] = json!([{"start": start, "end": start + 1, "exact": "👩"}]);
    let decoded = open(&file);
    assert_eq!(decoded.faults.len(), 1);
    assert_eq!(decoded.faults[0].kind, FaultKind::Widened { start, end: start + 1 });
    assert_eq!(decoded.review.claims().get(claimlight::claim::ClaimId(id(2))).unwrap().segments.placed(), [family]);
}

#[test]
fn overlaps_of_one_tag_are_kept_and_reported_and_others_are_no_fault() {
    let mut file = sample_file();
    let mut twin = file["claims"][1].clone();
    twin["id"] = json!(id(3));
    file["claims"].as_array_mut().unwrap().push(twin.clone());
    let decoded = open(&file);
    assert_eq!(decoded.review.claims().len(), 3);
    let expected = FaultKind::Overlap { tag: "assertion", other: "/claims/1".to_owned() };
    assert_eq!((decoded.faults[0].pointer.as_str(), &decoded.faults[0].kind), ("/claims/2", &expected));
    assert_eq!(decoded.faults.len(), 1);
    file["claims"][2]["tag"] = json!("commentary");
    assert_eq!(open(&file).faults, Vec::new());
}

#[test]
fn segments_of_one_claim_that_touch_are_joined_and_reported() {
    let mut file = sample_file();
    let segment = file["claims"][1]["segments"][0].clone();
    file["claims"][1]["segments"].as_array_mut().unwrap().push(segment);
    let decoded = open(&file);
    assert_eq!(decoded.faults.len(), 1);
    assert_eq!(decoded.faults[0].kind, FaultKind::Joined);
    assert_eq!(decoded.review, sample());
}

#[test]
fn blocks_cues_and_hashes_that_cannot_be_are_reported() {
    let mut file = sample_file();
    file["article"]["text_sha256"] = json!("0".repeat(64));
    file["article"]["blocks"] = json!([
        {"kind": "heading", "start": 0, "end": 17},
        {"kind": "caption", "start": 5, "end": 9},
        {"kind": "caption", "start": 9, "end": 9},
        {"kind": "caption", "start": 9, "end": 99999},
    ]);
    file["article"]["pages"] = json!([
        {"label": "9", "start": 3},
        {"label": "9", "start": 3},
        {"label": "10", "start": 99999},
        {"label": null, "start": 20},
    ]);
    file["claims"][0]["cue"] = json!({"start": 88888, "end": 99999});
    let decoded = open(&file);
    let pointers: Vec<&str> = decoded.faults.iter().map(|fault| fault.pointer.as_str()).collect();
    let expected = [
        "/article/text_sha256",
        "/article/blocks/1",
        "/article/blocks/2",
        "/article/blocks/3",
        "/article/pages/1",
        "/article/pages/2",
        "/claims/0/cue",
    ];
    assert_eq!(pointers, expected);
    assert_eq!(decoded.review.article().blocks()[0].kind.name(), "heading");
    let pages: Vec<&str> = decoded.review.article().pages().iter().map(|page| page.label.as_str()).collect();
    assert_eq!(pages, ["9", ""]);
    assert_eq!(decoded.review.claims().in_order()[0].cue, None);
}

#[test]
fn many_segments_that_are_nowhere_end_in_time() {
    // Each search looks at the whole text; were there no limit, this would be terabytes.
    let text = "ab ".repeat(400_000);
    let mut file = sample_file();
    let claim = file["claims"][1].clone();
    let claims: Vec<Value> = (0..20_000)
        .map(|number| {
            let mut claim = claim.clone();
            claim["id"] = json!(id(5000 + number));
            claim["segments"] = json!([{"start": 1, "end": 5, "exact": format!("ab ac{number}")}]);
            claim
        })
        .collect();
    file["article"] = json!({"text": text});
    file["claims"] = json!(claims);
    let decoded = open(&file);
    assert_eq!(decoded.faults.len(), 20_000);
    assert_eq!(decoded.review.claims().tally().orphaned, 20_000);
}

#[test]
fn check_prints_a_line_for_each_fault() {
    let name = "a.claims.json";
    assert_eq!(check_bytes(name, sample_file().to_string().as_bytes()), Vec::<String>::new());
    assert!(check_bytes(name, b"{\n  \"format\": ,")[0].starts_with("a.claims.json:2:13: "));
    let mut file = sample_file();
    file["claims"][0]["segments"][0]["start"] = json!("12");
    assert!(
        check_bytes(name, file.to_string().as_bytes())[0].starts_with("a.claims.json:/claims/0/segments/0/start: ")
    );
    let mut file = sample_file();
    misplace(&mut file, 2);
    file["claims"][0]["segments"][0]["exact"] = json!("line\nfeed");
    let lines = check_bytes(name, file.to_string().as_bytes());
    assert!(
        lines.len() >= 3 && lines.iter().all(|line| line.starts_with("a.claims.json:/claims/") && !line.contains('\n')),
        "{lines:?}"
    );
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(check_file(folder.path()).len(), 1);
    assert_eq!(check_file(&folder.path().join("none.claims.json")).len(), 1);
}
