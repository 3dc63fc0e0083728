//! Files of many claims, which are written and read in parts: what comes of them is what comes of the whole.

use std::{fs, sync::Arc};

use claimlight::{
    claim::{Claim, ClaimId, Segments, Speaker, SpeakerId, Tag},
    review::{Claims, Review},
    store::{
        Carried, Decoded, Digest, FaultKind, Folders, Proofs, SaveError, SaveRequest, backup, decode, encode, open,
        prove, save,
    },
};
use serde_json::{Value, json};

use crate::support::{article, id, request, sample, sample_file, span, time};

/// More claims than are read or written at once, however many those are within reason.
const MANY: usize = 1500;

const SENTENCE: &str = "Noe\u{301} Prado said: “We had no warning”, and the bridge 👩‍👩‍👧 closed.\n\n";

fn large() -> Review {
    let bare = Review::new(article(&SENTENCE.repeat(MANY)), "A. Reviewer");
    let first = span(&bare, "“We had no warning”");
    let claim = |number: usize| {
        let at = |place: claimlight::text::ByteIndex| {
            claimlight::text::ByteIndex::new(place.get() + number * SENTENCE.len())
        };
        let span = bare.article().text().span(at(first.start())..at(first.end())).expect("whole characters");
        Claim::new(
            ClaimId(id(number as u128)),
            Tag::ALL[number % 3],
            Segments::one(span),
            time(number.cast_signed() as i64),
        )
    };
    let claims = (0..MANY).map(claim).collect();
    Review::from_parts(bare.article().clone(), "A. Reviewer".to_owned(), Vec::new(), claims, Vec::new())
}

fn file_of(review: &Review) -> Value {
    serde_json::from_slice(&encode(review, &Carried::default()).expect("a review of its own text")).expect("JSON")
}

/// What comes of the file in the layout that is cut into parts, having made sure that it is what comes of it on one line.
fn read_both_ways(file: &Value) -> Result<Decoded, String> {
    let in_parts = decode(serde_json::to_string_pretty(file).expect("JSON").as_bytes());
    let whole = decode(file.to_string().as_bytes());
    let sentence = |fault: claimlight::store::OpenError| fault.to_string();
    let (in_parts, whole) = (in_parts.map_err(sentence), whole.map_err(sentence));
    // Of thousands of claims nobody wants to read the difference.
    assert!(in_parts == whole, "the layout made a difference");
    in_parts
}

#[test]
fn many_claims_come_back_from_a_saved_file() {
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::within(home.path());
    let path = home.path().join("large.claims.json");
    for review in [large(), sample(), Review::new(article("No claims."), "")] {
        let saved = save(&SaveRequest { overwrite: true, ..request(&review, &path) }, &folders).unwrap();
        let bytes = fs::read(&path).unwrap();
        assert!(bytes == encode(&review, &Carried::default()).unwrap());
        drop(saved);
        let opened = open(&path, &folders).unwrap();
        assert!(opened.review == review && opened.faults.is_empty());
    }
}

/// What each save leaves shown must not let another review through unseen: the bytes are always those of the whole, and what would
/// not open again is refused whatever was saved before.
#[test]
fn what_was_shown_of_claims_before_changes_nothing_about_what_is_saved() {
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::within(home.path());
    let path = home.path().join("again.claims.json");
    let speaker = Speaker::named(SpeakerId(id(70_000)), "Noé Prado");
    let review = large();
    let said = |claim: &Arc<Claim>| Arc::new(Claim { speaker: Some(speaker.id), ..claim.as_ref().clone() });
    let claims: Vec<Arc<Claim>> = review.claims().in_order().iter().map(said).collect();
    let of = |claims: &[Arc<Claim>], speakers: &[Speaker]| {
        let claims = claims.iter().cloned().collect();
        Review::from_parts(review.article().clone(), "A. Reviewer".to_owned(), speakers.to_vec(), claims, Vec::new())
    };
    let listed = std::slice::from_ref(&speaker);
    let proofs = Arc::new(Proofs::default());
    let request =
        |review: &Review| SaveRequest { overwrite: true, proofs: Arc::clone(&proofs), ..request(review, &path) };
    let first = of(&claims, listed);
    prove(&first, &Carried::default(), &proofs, || true);
    // As it is, with one in the middle changed, with one left out, with one changed and all others as before, and as at first.
    let mut changed = claims.clone();
    changed[700] = Arc::new(Claim { note: "another".to_owned(), ..claims[700].as_ref().clone() });
    let without = [&claims[..300], &claims[301..]].concat();
    for claims in [&claims, &changed, &without, &changed, &claims] {
        let review = of(claims, listed);
        save(&request(&review), &folders).unwrap();
        let bytes = fs::read(&path).unwrap();
        assert!(bytes == encode(&review, &Carried::default()).unwrap());
        assert!(decode(&bytes).unwrap().review == review);
    }
    // The same claims do not open as they are once their speaker is none of the review.
    let before = fs::read(&path).unwrap();
    let refused = save(&request(&of(&claims, &[])), &folders).unwrap_err();
    assert!(matches!(refused, SaveError::NotTheSame { .. }), "{refused}");
    assert!(fs::read(&path).unwrap() == before);
}

/// So long that it is synced and read back in several goes.
fn very_large() -> Review {
    let review = large();
    let with_long_note = |claim: &Arc<Claim>| Arc::new(Claim { note: "n".repeat(12_000), ..claim.as_ref().clone() });
    let claims: Claims = review.claims().in_order().iter().map(with_long_note).collect();
    Review::from_parts(review.article().clone(), "A. Reviewer".to_owned(), Vec::new(), claims, Vec::new())
}

#[test]
fn claims_of_very_different_lengths_are_saved_one_after_the_other() {
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::within(home.path());
    let path = home.path().join("uneven.claims.json");
    let review = large();
    // Some stretches many times as long as others, one of few letters behind one of many.
    let with_note = |(number, claim): (usize, &Arc<Claim>)| {
        let length = [0, 9_000, 3, 40, 700, 1][number / 100 % 6];
        Arc::new(Claim { note: "n\n".repeat(length), ..claim.as_ref().clone() })
    };
    let claims: Claims = review.claims().in_order().iter().enumerate().map(with_note).collect();
    let review = Review::from_parts(review.article().clone(), "A. Reviewer".to_owned(), Vec::new(), claims, Vec::new());
    let saved = save(&request(&review, &path), &folders).unwrap();
    let bytes = fs::read(&path).unwrap();
    assert!(bytes == encode(&review, &Carried::default()).unwrap());
    assert!(Digest::of(&bytes) == saved.identity.sha256);
    assert!(decode(&bytes).unwrap().review == review);
}

#[test]
fn a_file_of_many_megabytes_is_whole_and_the_one_before_it_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::within(home.path());
    let path = home.path().join("large.claims.json");
    let review = very_large();
    let saved = save(&request(&review, &path), &folders).unwrap();
    let first = fs::read(&path).unwrap();
    assert!(first.len() > 18_000_000, "{} bytes are not many", first.len());
    assert!(first == encode(&review, &Carried::default()).unwrap());
    assert!(Digest::of(&first) == saved.identity.sha256);

    let other = crate::support::with_note(review, "another note");
    let expected = Some(saved.identity.sha256);
    let next = SaveRequest { lock: Some(saved.lock), expected, ..request(&other, &path) };
    let saved = save(&next, &folders).unwrap();
    let second = fs::read(&path).unwrap();
    assert!(second != first && second == encode(&other, &Carried::default()).unwrap());
    assert_eq!(saved.warnings, Vec::<String>::new());
    let kept = backup::list(&folders, &path);
    assert_eq!(kept.len(), 1);
    assert!(fs::read(&kept[0]).unwrap() == first);

    // A file of the same length and with the time of the old one is another all the same.
    let mut changed = second.clone();
    let digit = changed.iter().rposition(u8::is_ascii_digit).unwrap();
    changed[digit] = if changed[digit] == b'1' { b'2' } else { b'1' };
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, &changed).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
    let expected = Some(saved.identity.sha256);
    let refused = save(&SaveRequest { expected, ..next }, &folders).unwrap_err();
    assert!(matches!(refused, SaveError::ChangedOnDisk(_)), "{refused}");
    assert!(fs::read(&path).unwrap() == changed);
    let left = fs::read_dir(home.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().ends_with(".tmp"));
    assert_eq!(left.count(), 0);
}

#[test]
fn many_claims_are_read_the_same_in_any_layout() {
    let mut file = file_of(&large());
    let decoded = read_both_ways(&file).unwrap();
    assert!(decoded.review == large() && decoded.faults.is_empty());

    // What belongs to a check, and what the model does not hold, is no fault.
    for number in [0, 700, MANY - 1] {
        file["claims"][number]["confidence"] = json!("low");
        file["claims"][number]["evidence"] =
            json!([{"id": id(1), "stance": "supports", "level": null, "independence": null, "of_tomorrow": number}]);
    }
    file["evidence"] = json!([{"id": id(1), "title": "a"}]);
    let decoded = read_both_ways(&file).unwrap();
    assert_eq!(decoded.faults, Vec::new());
    let again = encode(&decoded.review, &decoded.carried).unwrap();
    assert!(serde_json::from_slice::<Value>(&again).unwrap() == file);

    file["claims"][700]["status"]["state"] = json!("waiting");
    file["claims"][MANY - 1]["status"] = json!({"state": "duplicate", "duplicate_of": id(701)});
    let faults = read_both_ways(&file).unwrap().faults;
    assert_eq!(faults.iter().map(|fault| fault.pointer.as_str()).collect::<Vec<_>>(), ["/claims/700/status"]);
}

#[test]
fn faults_of_many_claims_come_in_the_order_of_the_file_in_any_layout() {
    let mut file = file_of(&large());
    file["article"]["text_sha256"] = json!("0");
    file["claims"][3]["form"] = json!("of_tomorrow");
    for number in [701, 702, MANY - 1] {
        // Found again by the way that the one before it has moved, as long as there is but one reader.
        for end in ["start", "end"] {
            let place = file["claims"][number]["segments"][0][end].as_u64().unwrap();
            file["claims"][number]["segments"][0][end] = json!(place - 5);
        }
    }
    let decoded = read_both_ways(&file).unwrap();
    let pointers: Vec<&str> = decoded.faults.iter().map(|fault| fault.pointer.as_str()).collect();
    let expected = [
        "/article/text_sha256",
        "/claims/3/form",
        "/claims/701/segments/0",
        "/claims/702/segments/0",
        &format!("/claims/{}/segments/0", MANY - 1),
    ];
    assert_eq!(pointers, expected);
    assert!(matches!(decoded.faults[4].kind, FaultKind::Moved { .. }));
    assert!(decoded.review == large());
}

#[test]
fn many_claims_of_which_one_is_none_are_refused_in_any_layout() {
    let file = file_of(&large());
    let refused = |pointer: &str, change: &dyn Fn(&mut Value)| {
        let mut file = file.clone();
        change(&mut file);
        let fault = read_both_ways(&file).expect_err("a file that is none");
        assert!(fault.contains(pointer), "{fault}");
    };
    refused("/claims/900/tag", &|file| file["claims"][900]["tag"] = json!("rumour"));
    refused("/claims/1200/id", &|file| file["claims"][1200]["id"] = file["claims"][40]["id"].clone());
    refused("/claims/1499", &|file| file["claims"][1499] = json!([]));
    refused("/claims/1400/segments", &|file| file["claims"][1400]["segments"] = json!([]));
    refused("/offset_unit", &|file| file["offset_unit"] = json!("bytes"));
}

#[test]
fn overlaps_of_claims_far_apart_are_reported_in_any_layout() {
    let mut file = file_of(&large());
    file["claims"][1203]["segments"] = file["claims"][0]["segments"].clone();
    let decoded = read_both_ways(&file).unwrap();
    let expected = FaultKind::Overlap { tag: Tag::ALL[0].name(), other: "/claims/0".to_owned() };
    assert_eq!(decoded.faults.len(), 1);
    assert_eq!((decoded.faults[0].pointer.as_str(), &decoded.faults[0].kind), ("/claims/1203", &expected));
}

/// Only a layout like this program's is cut, and a file may imitate it where it is not meant.
#[test]
fn a_list_that_only_looks_like_the_claims_is_not_taken_for_them() {
    let printed = serde_json::to_string_pretty(&sample_file()).unwrap();
    let claims = "\n  \"claims\": [\n    {\"id\": 1},\n    {\"id\": 2}\n  ],\n  \"evidence\": []";
    let decoy = printed.replacen("{\n", &format!("{{\n  \"of_tomorrow\": {{{claims}\n  }},\n"), 1);
    let newer = decoy.replacen("\"1.0\"", "\"1.1\"", 1);
    for file in [&decoy, &newer] {
        let decoded = decode(file.as_bytes()).unwrap();
        assert_eq!(decoded.review, sample());
        let again: Value = serde_json::from_slice(&encode(&decoded.review, &decoded.carried).unwrap()).unwrap();
        assert_eq!(again["of_tomorrow"]["claims"], json!([{"id": 1}, {"id": 2}]));
    }
    // Without the claims themselves, too.
    let mut none = sample_file();
    none["claims"] = json!([]);
    let printed = serde_json::to_string_pretty(&none).unwrap();
    let decoy = printed.replacen("{\n", &format!("{{\n  \"of_tomorrow\": {{{claims}\n  }},\n"), 1);
    assert!(decode(decoy.as_bytes()).unwrap().review.claims().is_empty());
}

#[test]
fn brackets_between_claims_are_broken_in_any_layout() {
    let printed = serde_json::to_string_pretty(&sample_file()).unwrap();
    for (between, other) in [("],\n    [", "lists"), ("]],\n    [[", "deeper lists"), (",\n    ", "two commas")] {
        let broken = printed.replacen(",\n    {\n      \"id\"", &format!("{between},\n    {{\n      \"id\""), 1);
        assert_ne!(broken, printed);
        assert!(decode(broken.as_bytes()).is_err(), "{other}");
    }
}

#[test]
fn a_review_that_would_not_open_as_it_is_is_not_saved() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.claims.json");
    let review = large();
    // A speaker whom nobody has listed: the claim would be read without one.
    let claim = review.claims().in_order()[1300].as_ref().clone();
    let odd = Claim { speaker: Some(SpeakerId(id(4242))), ..claim };
    let others = review.claims().in_order().iter().filter(|other| other.id != odd.id).cloned();
    let claims: Claims = others.chain([Arc::new(odd.clone())]).collect();
    let article = review.article().clone();
    let review = Review::from_parts(article, String::new(), Vec::new(), claims, Vec::new());
    let refused = save(&request(&review, &path), &Folders::within(home.path())).unwrap_err();
    assert!(matches!(refused, SaveError::NotTheSame { .. }), "{refused}");
    assert!(!path.exists());
    assert_eq!(fs::read_dir(home.path()).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_file()).count(), 0);
}
