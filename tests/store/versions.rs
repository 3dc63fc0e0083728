//! A text that another takes the place of stays in the file as a difference, and comes back out of it.

use claimlight::{
    article::{Article, Metadata, Source},
    review::{Change, Decision, Review, carry_over, compare},
    store::{
        Carried, Digest, Folders, Journal, Key, check_bytes, decode, encode,
        journal::{Base, find_for},
    },
    text::Text,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    desk::checked,
    round_trip::words,
    support::{article, assert_keeps_the_format, noted, sample, save_new, time},
};

/// The review with another text in the place of its own, and every claim where it was found.
fn replaced(review: &Review, text: &str, second: i64) -> Review {
    let mut review = review.clone();
    let edit = replacement(&review, text, second);
    review.apply(&edit).expect("claims that fit the new text");
    review
}

fn replacement(review: &Review, text: &str, second: i64) -> claimlight::review::Edit {
    let new = article(text);
    let hash = |text: &Text| Digest::of(text.as_str().as_bytes()).to_string();
    let hashes = (hash(review.article().text()), hash(new.text()));
    let comparison = compare(review, new, hashes, |_phase| true).expect("nobody cancels");
    carry_over(review, &comparison, |_fate| Decision::Accept, time(second))
}

/// The texts before, the latest first.
fn earlier(review: &Review) -> Vec<String> {
    review.article().earlier_texts().map(|(_, text)| text.as_str().to_owned()).collect()
}

fn file_of(review: &Review) -> Value {
    let bytes = encode(review, &Carried::default()).expect("a review of its own text");
    assert_keeps_the_format(&bytes);
    serde_json::from_slice(&bytes).expect("JSON")
}

fn faults(file: &Value) -> Vec<String> {
    check_bytes("a", file.to_string().as_bytes())
}

const FIRST: &str = "Noe\u{301} said: “The bridge 👩‍👩‍👧 closed on 12 May.” Мост закрыт. 橋は閉鎖。";
const SECOND: &str = "Noe\u{301} said: “The bridge 👩‍👩‍👧 closed on 14 June.” Мост открыт. 橋は閉鎖。 The end.";

fn twice() -> Review {
    replaced(&replaced(&Review::new(article(FIRST), "R."), SECOND, 5), "The bridge closed.", 9)
}

#[test]
fn the_difference_stands_in_the_file_as_ranges_of_the_newer_text_and_the_older_words() {
    let file = file_of(&replaced(&Review::new(article(FIRST), "R."), SECOND, 5));
    let expected = json!([{
        "text_sha256": Digest::of(FIRST.as_bytes()).to_string(),
        "source": {
            "file": null, "media_type": null, "encoding": null, "sha256": null, "opened": null, "reader": null,
        },
        "replaced": "2026-01-05T09:30:05Z",
        "difference": [
            {"start": 39, "end": 46, "text": "12 May"},
            {"start": 54, "end": 60, "text": "закрыт"},
            {"start": 67, "end": 76, "text": ""},
        ],
    }]);
    assert_eq!(file["article"]["versions"], expected);
    // As five lines of another language would do it.
    let points: Vec<char> = file["article"]["text"].as_str().expect("a text").chars().collect();
    let (mut older, mut done) = (String::new(), 0);
    for patch in expected[0]["difference"].as_array().expect("a list") {
        let at = |field: &str| patch[field].as_u64().expect("an offset") as usize;
        older.extend(&points[done..at("start")]);
        older.push_str(patch["text"].as_str().expect("words"));
        done = at("end");
    }
    older.extend(&points[done..]);
    assert_eq!(older, FIRST);
    assert_eq!(faults(&file), Vec::<String>::new());
}

#[test]
fn the_history_has_an_entry_with_both_hashes_and_the_time() {
    let file = file_of(&replaced(&Review::new(article(FIRST), "R."), SECOND, 5));
    let hash = |text: &str| Digest::of(text.as_bytes()).to_string();
    let entry = &file["history"][0];
    assert_eq!(entry["edit"], "text");
    assert_eq!(entry["at"], "2026-01-05T09:30:05Z");
    assert_eq!((&entry["from"], &entry["to"]), (&json!(hash(FIRST)), &json!(hash(SECOND))));
}

#[test]
fn several_versions_come_back_one_after_another() {
    let review = twice();
    assert_eq!(earlier(&review), [SECOND, FIRST]);
    let file = file_of(&review);
    assert_eq!(faults(&file), Vec::<String>::new());
    let decoded = decode(file.to_string().as_bytes()).expect("a review");
    assert_eq!(decoded.review, review);
    assert_eq!(earlier(&decoded.review), [SECOND, FIRST]);
}

#[test]
fn a_claim_that_is_left_without_a_place_stays_so_even_where_its_words_still_stand() {
    let before = sample();
    let text = format!("{} More.", before.article().text().as_str());
    let hash = |text: &str| Digest::of(text.as_bytes()).to_string();
    let hashes = (hash(before.article().text().as_str()), hash(&text));
    let comparison = compare(&before, article(&text), hashes, |_phase| true).expect("nobody cancels");
    let mut review = before.clone();
    review.apply(&carry_over(&before, &comparison, |_fate| Decision::Leave, time(5))).expect("an edit");
    assert_eq!(review.claims().tally().orphaned, 2);
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("a.claims.json");
    save_new(&review, &path, &Folders::within(home.path()));
    assert_eq!(claimlight::store::check_file(&path), Vec::<String>::new());
    let decoded = claimlight::store::read_file(&path).expect("a review");
    assert_eq!(decoded.review, review);
    // Words of another text are looked for, whatever was said of the one before.
    let mut file = file_of(&review);
    file["article"]["text_sha256"] = json!(hash("another"));
    let decoded = decode(file.to_string().as_bytes()).expect("a review");
    assert_eq!(decoded.review.claims().tally().orphaned, 0);
}

#[test]
fn a_review_without_earlier_texts_says_nothing_of_them() {
    assert!(file_of(&sample())["article"].get("versions").is_none());
    let mut file = file_of(&sample());
    file["article"]["versions"] = Value::Null;
    assert_eq!(decode(file.to_string().as_bytes()).expect("a review").review, sample());
}

#[test]
fn the_same_text_makes_no_version_and_is_noted_by_its_source() {
    let review = replaced(&sample(), sample().article().text().as_str(), 5);
    assert!(review.article().versions.is_empty());
    assert_eq!(review.claims(), sample().claims());
    assert_eq!(review.history().last().map(|step| step.edit.as_str()), Some("source"));
}

#[test]
fn what_does_not_lead_back_is_said_by_the_check_and_kept() {
    let whole = file_of(&twice());
    let version = |file: &mut Value, pointer: &str, value: Value| {
        *file.pointer_mut(&format!("/article/versions{pointer}")).expect(pointer) = value;
    };
    for (pointer, value, said) in [
        ("/1/difference/0/text", json!("other"), "/article/versions/1/text_sha256"),
        ("/0/difference/0/text", json!("other"), "/article/versions/0/text_sha256"),
        ("/0/text_sha256", json!("no hash"), "/article/versions/0/text_sha256"),
        ("/0/difference/0/end", json!(100_000), "/article/versions/0/difference"),
        ("/0/difference/0/start", json!(90), "/article/versions/0/difference"),
        ("/1/difference/0/end", json!(u64::MAX), "/article/versions/1/difference"),
        ("/1/difference/0/text", json!("\u{7}"), "/article/versions/1/difference"),
    ] {
        let mut file = whole.clone();
        version(&mut file, pointer, value);
        let found = faults(&file);
        assert!(found.iter().any(|fault| fault.starts_with(&format!("a:{said}: "))), "{pointer}: {found:?}");
        // Nothing of it is lost by opening and saving.
        let decoded = decode(file.to_string().as_bytes()).expect("a review");
        assert_eq!(file_of(&decoded.review)["article"]["versions"], file["article"]["versions"]);
    }
}

#[test]
fn many_versions_of_a_hostile_file_are_read_in_bounded_time() {
    let mut file = file_of(&Review::new(article(&"word ".repeat(20_000)), "R."));
    let hash = file["article"]["text_sha256"].clone();
    let version = json!({"text_sha256": hash, "replaced": "2026-01-05T09:30:05Z", "difference": []});
    file["article"]["versions"] = Value::Array(vec![version; 20_000]);
    let found = faults(&file);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("more earlier texts, which were not checked"), "{found:?}");
}

#[test]
fn unknown_fields_of_a_version_are_carried() {
    let mut file = file_of(&twice());
    file["version"] = json!("1.7");
    for pointer in ["", "/source", "/difference/0"] {
        file.pointer_mut(&format!("/article/versions/0{pointer}")).expect(pointer)["of_tomorrow"] = json!(1);
    }
    let decoded = decode(file.to_string().as_bytes()).expect("a review");
    let again = |review: &Review| -> Value {
        serde_json::from_slice(&encode(review, &decoded.carried).expect("a review")).expect("JSON")
    };
    assert_eq!(again(&decoded.review), file);
    let newer = again(&replaced(&decoded.review, "Another text.", 20));
    assert_eq!(newer["article"]["versions"][0], file["article"]["versions"][0], "also beside another text");
}

#[test]
fn what_a_file_says_of_places_is_not_written_beside_another_text_and_comes_back_with_its_own() {
    let bytes = encode(&checked(), &Carried::default()).expect("a review");
    let mut file: Value = serde_json::from_slice(&bytes).expect("JSON");
    file["version"] = json!("1.7");
    for pointer in ["/article", "/article/source", "/article/blocks/1", "/claims/1/segments/0", "/claims/1"] {
        file.pointer_mut(pointer).expect(pointer)["of_tomorrow"] = json!(1);
    }
    let decoded = decode(file.to_string().as_bytes()).expect("a review");
    let mut review = decoded.review;
    let saved = |review: &Review| -> Value {
        serde_json::from_slice(&encode(review, &decoded.carried).expect("a review")).expect("JSON")
    };
    let text = format!("More.\n\n{}", review.article().text().as_str());
    let inverse = review.apply(&replacement(&review, &text, 20)).expect("an edit");
    let other = saved(&review);
    let has = |pointer: &str| other.pointer(pointer).expect(pointer).get("of_tomorrow").is_some();
    assert!(has("/article") && has("/claims/1"), "what belongs to no place stays");
    assert!(!has("/article/source") && !has("/article/blocks/1") && !has("/claims/1/segments/0"));
    review.revert(inverse);
    assert_eq!(saved(&review), file);
}

#[test]
fn after_a_crash_the_new_text_comes_back_with_what_was_done_on_it() {
    let home = tempfile::tempdir().expect("a folder");
    let folders = Folders::within(home.path());
    let path = home.path().join("a.claims.json");
    let base = save_new(&sample(), &path, &folders).identity;
    let mut review = sample();
    let of_file = Base::File { path: base.path.clone(), sha256: base.sha256 };
    let text = review.article().text().clone();
    let fails = |fault| panic!("{fault}");
    let mut journal =
        Journal::start(&folders, &Key::of_path(&base.path), of_file, text, None, fails).expect("a state folder");
    let mut states = vec![review.clone()];
    // A note, the new text, a note on it, the step back to the old text and on again, and one more note.
    let new_text = format!("More.\n\n{}", review.article().text().as_str().replace("12 May", "14 June"));
    let mut undo = Vec::new();
    for step in 0..6 {
        let edit = match step {
            1 => replacement(&review, &new_text, 30),
            3 | 4 => {
                let inverse = undo.pop().expect("a step");
                let edit = claimlight::review::Inverse::as_edit(&inverse).clone();
                undo.push(review.revert(inverse));
                journal.record(&edit);
                states.push(review.clone());
                continue;
            }
            step => noted(&review, &format!("note {step}")),
        };
        undo.push(review.apply(&edit).expect("an edit"));
        if step == 2 {
            // The note is taken back unrecorded, so that the next step back is that of the text.
            let inverse = undo.pop().expect("a step");
            review.revert(inverse);
            continue;
        }
        journal.record(&edit);
        states.push(review.clone());
    }
    drop(journal);
    let found = find_for(&folders, &path, base.sha256).expect("unsaved work");
    let mut recovered = sample();
    let applied = found.apply(&mut recovered);
    assert_eq!(applied.left_out, 0);
    assert_eq!(recovered, review);
    assert!(recovered.article().text().as_str().starts_with("More."));
    assert_eq!(earlier(&recovered), [sample().article().text().as_str()]);
    for (inverse, before) in applied.undo.into_iter().rev().zip(states.iter().rev().skip(1)) {
        recovered.revert(inverse);
        assert_eq!(&recovered, before);
    }
    assert_eq!(recovered, sample());
}

proptest! {
    #[test]
    fn the_text_before_comes_back_from_the_file(
        review in crate::round_trip::review(), second in words(), third in words(),
    ) {
        let texts = [review.article().text().as_str().to_owned(), format!("{second}."), format!("{third}{second} x")];
        let twice = replaced(&replaced(&review, &texts[1], 5), &texts[2], 9);
        let mut expected: Vec<String> = Vec::new();
        for pair in texts.windows(2).rev().filter(|pair| pair[0] != pair[1]) {
            expected.push(pair[0].clone());
        }
        prop_assert_eq!(earlier(&twice), expected.clone());
        let bytes = encode(&twice, &Carried::default()).expect("a review");
        assert_keeps_the_format(&bytes);
        let decoded = decode(&bytes).expect("a review");
        prop_assert_eq!(earlier(&decoded.review), expected);
        prop_assert_eq!(&decoded.review.article().versions, &twice.article().versions);
    }

    #[test]
    fn the_step_back_leads_to_the_review_before(review in crate::round_trip::review(), other in words()) {
        let mut after = review.clone();
        let inverse = after.apply(&replacement(&review, &other, 5)).expect("an edit");
        let text_after = after.clone();
        let on = after.revert(inverse);
        prop_assert_eq!(&after, &review);
        after.revert(on);
        prop_assert_eq!(after, text_after);
    }
}

#[test]
fn a_change_that_leaves_the_text_is_refused() {
    let review = sample();
    let other = Article::new(Text::new("Short.").unwrap(), Vec::new(), Metadata::default(), Source::default()).unwrap();
    let mut edit = replacement(&review, "Short.", 5);
    edit.changes = vec![Change::Article(Box::new(other), review.claims().clone())];
    let mut after = review.clone();
    assert!(after.apply(&edit).is_err());
    assert_eq!(after, review, "whole or not at all");
}
