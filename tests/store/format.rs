//! The bytes of a file.

use claimlight::{
    claim::{LostSegment, Segments},
    review::Claims,
    store::{Carried, decode, encode},
};

use crate::support::{assert_keeps_the_format, sample};

const EXPECTED: &str = include_str!("sample.claims.json");

#[test]
fn a_review_has_exactly_these_bytes() {
    let bytes = encode(&sample(), &Carried::default()).unwrap();
    assert_eq!(String::from_utf8(bytes.clone()).unwrap(), EXPECTED);
    assert_keeps_the_format(&bytes);
}

#[test]
fn the_bytes_open_as_the_review_without_a_fault() {
    let decoded = decode(EXPECTED.as_bytes()).unwrap();
    assert_eq!(decoded.review, sample());
    assert_eq!(decoded.carried, Carried::default());
    assert_eq!((decoded.faults, decoded.newer), (Vec::new(), None));
}

#[test]
fn a_byte_order_mark_and_other_line_ends_do_not_matter() {
    let marked = format!("\u{FEFF}{}", EXPECTED.replace('\n', "\r\n"));
    assert_eq!(decode(marked.as_bytes()).unwrap().review, sample());
}

#[test]
fn null_means_the_same_as_absence() {
    let mut file: serde_json::Value = serde_json::from_str(EXPECTED).unwrap();
    let claim = file["claims"][1].as_object_mut().unwrap();
    for field in ["speaker", "cue", "claim_text", "verdicts", "confidence", "rationale", "flags", "evidence"] {
        claim.remove(field);
    }
    for field in ["form", "voice", "status", "labels", "note", "origin"] {
        claim[field] = serde_json::Value::Null;
    }
    for field in ["evidence", "contacts", "history"] {
        file[field] = serde_json::Value::Null;
    }
    file["article"]["blocks"] = serde_json::Value::Null;
    let decoded = decode(file.to_string().as_bytes()).unwrap();
    assert_eq!(decoded.review, sample());
    assert_eq!(decoded.faults, Vec::new());
}

#[test]
fn an_orphaned_claim_is_flagged_in_the_file_and_not_in_the_model() {
    let review = sample();
    let mut claim = claimlight::claim::Claim::clone(&review.claims().in_order()[0]);
    let lost = LostSegment {
        exact: "words that went".to_owned(),
        prefix: "before ".to_owned(),
        suffix: " after".to_owned(),
        start: 7,
        end: 22,
    };
    claim.segments = Segments::with_lost(claim.segments.placed().iter().copied(), vec![lost]).unwrap();
    claim.flags = vec!["hedged".to_owned(), "translated".to_owned()];
    let claims: Claims = [claim].into_iter().collect();
    let review = claimlight::review::Review::from_parts(
        review.article().clone(),
        String::new(),
        review.speakers().to_vec(),
        claims,
        Vec::new(),
    );
    let bytes = encode(&review, &Carried::default()).unwrap();
    let file: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(file["claims"][0]["flags"], serde_json::json!(["hedged", "orphaned", "translated"]));
    assert_keeps_the_format(&bytes);
    assert_eq!(decode(&bytes).unwrap().review, review);
}
