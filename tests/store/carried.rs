//! What this version does not know survives.

use claimlight::{
    claim::{Form, SpeakerType, State},
    review::{Review, Stamp, operations},
    store::{Carried, Decoded, decode, encode},
};
use serde_json::{Value, json};

use crate::{
    desk::checked,
    support::{assert_keeps_the_format, id, sample_file, time, with_note},
};

/// An integer no 64 bits hold and a fraction no double holds, in an object whose keys are not in alphabetical order.
fn unknown() -> Value {
    serde_json::from_str(
        r#"{"z": 12345678901234567890123, "a": 0.10000000000000000001, "m": [1e400, {"y": null, "b": []}]}"#,
    )
    .expect("JSON")
}

fn open(file: &Value) -> Decoded {
    decode(file.to_string().as_bytes()).expect("a review")
}

fn saved(review: &Review, carried: &Carried) -> Value {
    let bytes = encode(review, carried).expect("a review");
    assert_keeps_the_format(&bytes);
    serde_json::from_slice(&bytes).expect("JSON")
}

/// Every object of the file, as a JSON Pointer.
const OBJECTS: [&str; 29] = [
    "",
    "/article",
    "/article/source",
    "/article/blocks/1",
    "/article/pages/1",
    "/reviewer",
    "/speakers/0",
    "/claims/0",
    "/claims/0/segments/0",
    "/claims/0/segments/1",
    "/claims/0/cue",
    "/claims/0/status",
    "/claims/0/verdicts",
    "/claims/0/evidence/0",
    "/claims/0/evidence/1",
    "/claims/0/origin",
    "/claims/0/second_verdict",
    "/claims/0/second_verdict/verdicts",
    "/claims/0/published",
    "/claims/1",
    "/evidence/0",
    "/evidence/0/file",
    "/evidence/1",
    "/contacts/0",
    "/contacts/1",
    "/history/0",
    "/verdict_schemes",
    "/verdict_schemes/attribution",
    "/verdict_schemes/attribution/labels/1",
];

/// A file from a version 1.7 with everything in it that this version does not know.
fn newer_file() -> Value {
    let bytes = encode(&checked(), &Carried::default()).expect("a review of its own text");
    let mut file: Value = serde_json::from_slice(&bytes).expect("JSON");
    file["version"] = json!("1.7");
    file["article"]["pages"] = json!([{"label": "iv", "start": 0}, {"label": "v", "start": 25}]);
    file["history"] = json!([{"at": "2026-01-05T09:30:00Z", "by": "", "claim": null, "edit": "priority", "from": null, "to": "1", "reason": null}]);
    // What is out may not be changed, and the tests here change it.
    file["claims"][0]["status"]["state"] = json!("in_progress");
    for pointer in OBJECTS {
        file.pointer_mut(pointer).expect(pointer)["of_tomorrow"] = unknown();
    }
    file
}

/// The places of words of which a newer version may have more, in the order in which they are read.
const WORDS: [(&str, &str); 21] = [
    ("/article/published", "spring 2016"),
    ("/article/kind", "podcast"),
    ("/article/blocks/0/kind", "pull_quote"),
    ("/speakers/0/type", "machine"),
    ("/evidence/0/published", "in May"),
    ("/evidence/0/archived", "later"),
    ("/evidence/0/accessed", "today"),
    ("/evidence/0/kind", "dream"),
    ("/contacts/0/asked", "noon"),
    ("/contacts/0/deadline", "soon"),
    ("/contacts/0/answered", "never"),
    ("/claims/0/confidence", "shaken"),
    ("/claims/0/evidence/0/stance", "mocks"),
    ("/claims/0/evidence/0/level", "quaternary"),
    ("/claims/0/priority", "none"),
    ("/claims/0/said_on", "a Tuesday"),
    ("/claims/0/form", "sung"),
    ("/claims/0/voice", "chorus"),
    ("/claims/0/status/state", "on_ice"),
    ("/claims/0/origin/by", "import"),
    ("/practice", "by_lot"),
];

fn with_unknown_words(mut file: Value) -> Value {
    for (pointer, word) in WORDS {
        *file.pointer_mut(pointer).expect(pointer) = json!(word);
    }
    file["claims"][0]["origin"]["rule"] = json!("x");
    file
}

#[test]
fn unknown_fields_survive_at_every_level_with_big_numbers_and_the_order_of_keys() {
    let file = newer_file();
    let decoded = open(&file);
    assert_eq!(decoded.faults, Vec::new());
    assert!(!decoded.newer.is_some_and(|newer| newer.is_major));
    let again = saved(&decoded.review, &decoded.carried);
    assert_eq!(serde_json::to_string_pretty(&again).unwrap(), serde_json::to_string_pretty(&file).unwrap());
}

#[test]
fn unknown_words_survive_and_are_reported_only_when_the_file_should_not_have_them() {
    let file = with_unknown_words(newer_file());
    let decoded = open(&file);
    assert_eq!(decoded.faults, Vec::new());
    assert_eq!(saved(&decoded.review, &decoded.carried), file);

    let mut of_today = with_unknown_words(newer_file());
    of_today["version"] = json!("1.0");
    let decoded = open(&of_today);
    let pointers: Vec<&str> = decoded.faults.iter().map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(pointers, WORDS.map(|(pointer, _)| pointer));
    assert_eq!(saved(&decoded.review, &decoded.carried), of_today);
}

#[test]
fn a_word_that_the_reviewer_chose_takes_the_place_of_one_that_was_not_known() {
    let Decoded { mut review, carried, .. } = open(&with_unknown_words(newer_file()));
    let mut new_id = || id(0);
    let mut stamp = Stamp { now: time(9), new_id: &mut new_id };
    let claim = review.claims().in_order()[0].id;
    let state = operations::set_state(&review, &[claim], State::InProgress, &operations::Ask::default(), &mut stamp);
    review.apply(&state.unwrap().edit).unwrap();
    let form = operations::amend(
        &review,
        claim,
        claimlight::review::Field::Form,
        |claim| claim.form = Form::Direct,
        &mut stamp,
    );
    review.apply(&form.unwrap()).unwrap();
    let speaker = review.speakers()[0].id;
    let kind = operations::amend_speaker(&review, speaker, |speaker| speaker.speaker_type = SpeakerType::Document);
    review.apply(&kind.unwrap()).unwrap();
    let file = saved(&review, &carried);
    assert_eq!(file["claims"][0]["status"]["state"], "in_progress");
    assert_eq!(file["claims"][0]["form"], "direct");
    assert_eq!(file["claims"][0]["voice"], "chorus");
    assert_eq!(file["speakers"][0]["type"], "document");
    assert_eq!(file["claims"][0]["status"]["of_tomorrow"], unknown());
}

#[test]
fn a_claim_that_is_deleted_and_brought_back_has_its_own_fields_again() {
    let file = newer_file();
    let Decoded { mut review, carried, .. } = open(&file);
    let mut new_id = || id(0);
    let mut stamp = Stamp { now: time(9), new_id: &mut new_id };
    let claim = review.claims().in_order()[0].id;
    let undo = review.apply(&operations::delete(&review, &[claim], &mut stamp).unwrap()).unwrap();
    assert_eq!(saved(&review, &carried)["claims"].as_array().unwrap().len(), 1);
    review.revert(undo);
    assert_eq!(saved(&review, &carried), file);
}

#[test]
fn the_fields_of_a_segment_stay_with_it_when_its_end_is_moved() {
    let Decoded { mut review, carried, .. } = open(&newer_file());
    let mut new_id = || id(0);
    let mut stamp = Stamp { now: time(9), new_id: &mut new_id };
    let claim = review.claims().in_order()[0].id;
    let second = review.claims().in_order()[0].segments.placed()[1];
    let inwards = review.article().text().previous_grapheme(second.end());
    let edge = claimlight::review::Edge::End;
    let moved = operations::move_end(&review, claim, 1, edge, inwards, &mut stamp).unwrap();
    review.apply(&moved).unwrap();
    let first_gone = operations::remove_segment(&review, claim, 0, &mut stamp).unwrap();
    review.apply(&first_gone).unwrap();
    let file = saved(&review, &carried);
    assert_eq!(file["claims"][0]["segments"].as_array().unwrap().len(), 1);
    assert_eq!(file["claims"][0]["segments"][0]["exact"], "“none at all");
    assert_eq!(file["claims"][0]["segments"][0]["of_tomorrow"], unknown());
}

#[test]
fn a_speaker_who_is_not_listed_is_reported_and_kept_until_another_is_chosen() {
    let mut file = sample_file();
    let stranger = id(77).to_string();
    file["claims"][1]["speaker"] = json!(stranger);
    let decoded = open(&file);
    assert_eq!(decoded.faults.len(), 1);
    assert_eq!(decoded.faults[0].pointer, "/claims/1/speaker");
    assert_eq!(decoded.review.claims().in_order()[1].speaker, None);
    assert_eq!(saved(&decoded.review, &decoded.carried), file);
}

#[test]
fn other_edits_leave_what_is_carried_alone() {
    let mut file = newer_file();
    let Decoded { review, carried, .. } = open(&file);
    let after = saved(&with_note(review, "Ask again"), &carried);
    file["claims"][0]["note"] = json!("Ask again");
    file["claims"][0]["modified"] = after["claims"][0]["modified"].clone();
    assert_eq!(after, file);
}

#[test]
fn a_key_that_the_parser_uses_for_itself_does_no_harm() {
    let mut file = sample_file();
    file["of_tomorrow"] = json!({"$serde_json::private::Number": "not a number"});
    assert!(decode(file.to_string().as_bytes()).is_err());
    file["of_tomorrow"] = json!({"$serde_json::private::RawValue": "[1]"});
    assert_eq!(open(&file).faults, Vec::new());
}

#[test]
fn fields_of_any_depth_and_name_are_laid_out_as_the_rest() {
    let mut file = sample_file();
    let mut deep = json!({"a \"key\" with\na line feed": "…", "empty": {}, "none": [], "": [[], {}, 1.50, null]});
    for _ in 0..40 {
        deep = json!({"before": "x", "within": [deep], "behind": {"y": true}});
    }
    file["claims"][0]["of_tomorrow"] = deep.clone();
    file["of_tomorrow"] = deep;
    let decoded = open(&file);
    let bytes = encode(&decoded.review, &decoded.carried).unwrap();
    let written: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(written["claims"][0]["of_tomorrow"], file["claims"][0]["of_tomorrow"]);
    let expected = serde_json::to_string_pretty(&written).unwrap() + "\n";
    assert_eq!(String::from_utf8(bytes).unwrap(), expected);
}
