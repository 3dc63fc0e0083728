//! What a review is in a class, in its file and in its journal.

use std::{fs, path::Path};

use claimlight::{
    claim::{Segments, SpeakerId, Tag},
    store::{Access, Key, journal::Base},
};
use claimlight::{
    classroom::{
        make::{self, Enclosed},
        submission::{give_back, hand_in},
    },
    review::{Change, Edit, EditName, Review},
    store::{self, Carried, Folders, Journal, journal::find_for},
    teaching::{
        Alternative, AnswerKey, Asked, AskedField, CodebookNote, Grade, KeyEntry, Masthead, Returned, Role, Task,
        Tolerance,
    },
};
use serde_json::{Value, json};

use crate::support::{
    applied, article, assignment, claim, handed_in, id, key, key_with, sealed, second_layer, span, submission, taught,
    time, with_claims,
};

/// What is done to a file; the second value is a segment that is nowhere.
type Break = fn(&mut Value, Value);

/// A file of each kind, by name.
fn files() -> Vec<(&'static str, Review)> {
    let two = [
        (Tag::Assertion, "The ferry sank twice", None, "It says so"),
        (Tag::Quote, "Nobody was hurt", Some("Mara"), ""),
    ];
    let handed = handed_in(submission("Heron", 1000, &two));
    let corrected = with_claims(&second_layer(handed.clone()), 1000, &two[..1]);
    let returned = Returned {
        by: "T. Eacher".to_owned(),
        grade: Some(Grade::Practising),
        comment: "Look at\nthe marks".to_owned(),
        at: time(300),
    };
    let again = applied(corrected.clone(), &hand_in(&corrected, time(250)).expect("it makes sense"));
    let marked = applied(corrected.clone(), &give_back(&corrected, returned).expect("it makes sense"));
    let asked = Asked {
        instructions: "Zeile 1\nZeile 2".to_owned(),
        tags: vec![Tag::Commentary, Tag::Quote],
        fields: vec![AskedField::Form, AskedField::Wording],
        why: true,
        codebook: CodebookNote { text: "Ours".to_owned(), link: Some("https://school.example/rules".to_owned()) },
        hints: false,
        masthead: Masthead::Hidden,
        spans: make::cut(&taught()).expect("it makes sense"),
    };
    let task = Task::new(asked).expect("it makes sense");
    let cut =
        make::assignment(&article(), "", crate::support::ASSIGNMENT, task, Enclosed::Nothing).expect("it makes sense");
    let seal = sealed(&key(), "heron");
    vec![
        ("assignment without a key", assignment(Enclosed::Nothing)),
        ("assignment with everything asked", cut),
        ("assignment with a sealed key", assignment(Enclosed::Sealed(&seal))),
        ("assignment with an open key", assignment(Enclosed::Open(&key()))),
        ("key", full_key()),
        ("submission", submission("Heron", 1000, &two)),
        ("handed in", handed),
        ("corrected", corrected),
        ("handed in again", again),
        ("returned", marked),
    ]
}

/// A key that says all there is to say.
fn full_key() -> Review {
    let alternatives = vec![
        Alternative {
            tag: Tag::Assertion,
            segments: Segments::one(span("“experts” arrived late")),
            speaker: Some(SpeakerId(id(501))),
        },
        Alternative {
            tag: Tag::Commentary,
            segments: Segments::new([span("“experts”"), span("late.")]).expect("it makes sense"),
            speaker: None,
        },
    ];
    let entry =
        KeyEntry { alternatives, optional: true, note: "A note".to_owned(), rule: Some("scare-quotes".to_owned()) };
    let tolerance = Tolerance { determiners: false, ..Tolerance::ALL };
    key_with(vec![(claim(4), entry)], tolerance, &[span("The ferry sank twice."), span("What a triumph.")])
}

fn written(review: &Review) -> Vec<u8> {
    store::encode(review, &Carried::default()).expect("it makes sense")
}

#[test]
fn each_file_opens_as_it_was_written() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schema/claims-1.0.schema.json");
    let schema: Value = serde_json::from_slice(&fs::read(schema).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (name, review) in files() {
        let bytes = written(&review);
        let decoded = store::decode(&bytes).unwrap();
        assert_eq!(decoded.faults, Vec::new(), "{name}");
        assert_eq!(decoded.review, review, "{name}");
        assert_eq!(decoded.carried, Carried::default(), "{name}");
        assert_eq!(written(&decoded.review), bytes, "{name}: the same review gives the same bytes");
        let file: Value = serde_json::from_slice(&bytes).unwrap();
        let faults: Vec<String> = validator.iter_errors(&file).map(|fault| fault.to_string()).collect();
        assert_eq!(faults, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_file_says_in_one_section_what_it_is() {
    let sections: Vec<(&str, Vec<&str>)> = files()
        .iter()
        .map(|(name, review)| {
            let file: Value = serde_json::from_slice(&written(review)).unwrap();
            let is_there = |section: &&str| file.get(*section).is_some();
            (*name, ["assignment", "submission", "key", "returned"].into_iter().filter(is_there).collect())
        })
        .collect();
    assert_eq!(
        sections,
        [
            ("assignment without a key", vec!["assignment"]),
            ("assignment with everything asked", vec!["assignment"]),
            ("assignment with a sealed key", vec!["assignment"]),
            ("assignment with an open key", vec!["assignment", "key"]),
            ("key", vec!["key"]),
            ("submission", vec!["submission"]),
            ("handed in", vec!["submission"]),
            ("corrected", vec!["submission"]),
            ("handed in again", vec!["submission"]),
            ("returned", vec!["submission", "returned"]),
        ]
    );
}

#[test]
fn fields_of_a_newer_version_are_written_again() {
    for (name, review) in files() {
        let mut file: Value = serde_json::from_slice(&written(&review)).unwrap();
        file["version"] = json!("1.7");
        let pointers = [
            "/assignment",
            "/assignment/task",
            "/assignment/task/codebook",
            "/assignment/task/spans/1",
            "/submission",
            "/submission/task",
            "/submission/first_layer",
            "/submission/first_layer/claims/0",
            "/key",
            "/key/tolerance",
            "/key/spans/0",
            "/key/spans/0/alternatives/1",
            "/returned",
        ];
        for pointer in pointers {
            if let Some(object) = file.pointer_mut(pointer).and_then(Value::as_object_mut) {
                object.insert("future".to_owned(), json!({"of": pointer}));
            }
        }
        for pointer in ["/assignment/task/masthead", "/submission/task/masthead", "/returned/mark"] {
            if let Some(word) = file.pointer_mut(pointer) {
                *word = json!("of a newer time");
            }
        }
        for pointer in ["/assignment/task/fields", "/submission/task/fields"] {
            if let Some(fields) = file.pointer_mut(pointer).and_then(Value::as_array_mut) {
                fields.push(json!("smell"));
            }
        }
        let decoded = store::decode(file.to_string().as_bytes()).unwrap();
        assert_eq!(decoded.faults, Vec::new(), "{name}");
        let again = store::encode(&decoded.review, &decoded.carried).unwrap();
        assert_eq!(serde_json::from_slice::<Value>(&again).unwrap(), file, "{name}");
    }
}

#[test]
fn what_is_wrong_with_a_section_is_a_sentence_and_the_file_opens() {
    let lost = json!({"start": 5, "end": 9, "exact": "nowhere to be found"});
    let file = |of: &str| -> Value {
        let (_, review) = files().into_iter().find(|(name, _)| *name == of).expect("such a file");
        serde_json::from_slice(&written(&review)).unwrap()
    };
    let table: [(&str, Break, &str); 13] = [
        (
            "submission",
            |file, _| file["key"] = json!({}),
            "/key: a section does not belong in a submission; it was left out",
        ),
        (
            "submission",
            |file, _| file["assignment"] = json!({"id": "01900000-0000-7000-9000-000000000001"}),
            "/assignment: a section does not belong in a submission; it was left out",
        ),
        (
            "key",
            |file, _| file["returned"] = json!({"at": "2026-01-01T00:00:00Z"}),
            "/returned: a mark belongs to a submission; it was left out",
        ),
        (
            "assignment with a sealed key",
            |file, _| file["assignment"]["sealed_key"] = json!("Open sesame"),
            "/assignment/sealed_key: a sealed key is not of the age format; it was left out",
        ),
        (
            "assignment with a sealed key",
            |file, _| file["key"] = json!({}),
            "/assignment/sealed_key: a sealed key lies beside one that is open; it was left out",
        ),
        (
            "submission",
            |file, _| file["submission"]["task"]["tags"] = json!([]),
            "/submission/task/tags: the task asks for no tag; it was taken to ask for all",
        ),
        (
            "submission",
            |file, _| file["submission"]["task"]["codebook"]["link"] = json!("javascript:alert(1)"),
            "/submission/task/codebook/link: an address may not be opened; it was left out",
        ),
        (
            "assignment with everything asked",
            |file, lost| file["assignment"]["task"]["spans"][0]["segments"][0] = lost,
            "/assignment/task/spans/0: a span is not in the text; it was left out",
        ),
        (
            "assignment with everything asked",
            |file, _| file["assignment"]["task"]["spans"][0] = file["assignment"]["task"]["spans"][1].clone(),
            "/assignment/task/spans: a span stands there twice; it was left out",
        ),
        (
            "key",
            |file, lost| file["key"]["passages"][0] = lost,
            "/key/passages/0: a passage is not in the text; it was left out",
        ),
        (
            "key",
            |file, lost| file["key"]["spans"][0]["alternatives"][0]["segments"][0] = lost,
            "/key/spans/0/alternatives/0: a span is not in the text; it was left out",
        ),
        (
            "key",
            |file, _| {
                let again = file["key"]["spans"][0].clone();
                file["key"]["spans"].as_array_mut().unwrap().push(again);
            },
            "/key/spans/1: an entry of the key is the second for one claim; it was left out",
        ),
        (
            "key",
            |file, _| file["key"]["spans"][0]["claim"] = json!("01900000-0000-7000-8000-00000000ffff"),
            "/key/spans: the key says something of the claim 01900000-0000-7000-8000-00000000ffff, which is not in the file; it is kept",
        ),
    ];
    for (of, change, expected) in table {
        let mut broken = file(of);
        change(&mut broken, lost.clone());
        let decoded = store::decode(broken.to_string().as_bytes()).unwrap();
        let faults: Vec<String> = decoded.faults.iter().map(|fault| format!("{}: {fault}", fault.pointer)).collect();
        assert_eq!(faults, [expected], "{of}");
    }
}

#[test]
fn alternatives_of_a_hostile_key_are_bounded() {
    let mut file: Value = serde_json::from_slice(&written(&full_key())).unwrap();
    let one = file["key"]["spans"][0]["alternatives"][0].clone();
    let many: Vec<Value> = (0..60)
        .map(|number| {
            let mut other = one.clone();
            other["speaker"] = json!(id(7000 + number).to_string());
            other
        })
        .collect();
    file["key"]["spans"][0]["alternatives"] = json!(many);
    let decoded = store::decode(file.to_string().as_bytes()).unwrap();
    assert_eq!(decoded.faults.len(), 52);
    let key = decoded.review.role().and_then(Role::key).unwrap();
    assert_eq!(key.entry(claim(4)).unwrap().alternatives.len(), 8);
}

#[test]
fn a_journal_brings_back_what_a_review_became_in_a_class() {
    for (name, review) in files() {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders::within(home.path());
        let path = home.path().join("a.claims.json");
        let plain = review.clone().with_role(None);
        fs::write(&path, written(&plain)).unwrap();
        let opened = store::open(&path, &folders).unwrap();
        let identity = opened.identity.clone();
        let mut journal = Journal::start(
            &folders,
            &Key::of_path(&identity.path),
            Base::File { path: identity.path.clone(), sha256: identity.sha256 },
            plain.article().text().clone(),
            None,
            |fault| panic!("{fault}"),
        )
        .unwrap();
        assert!(matches!(opened.access, Access::Writable(_)), "{name}");
        let role = review.role().cloned().map(Box::new);
        let edit = Edit { name: EditName::AmendTask, changes: vec![Change::Role(role)] };
        journal.record(&edit);
        journal.flush().unwrap();
        drop(journal);
        let recovery = find_for(&folders, &identity.path, identity.sha256).expect("a journal");
        let mut brought_back = plain.clone();
        recovery.apply(&mut brought_back);
        assert_eq!(brought_back, review, "{name}");
        let inverse = applied(plain.clone(), &edit);
        assert_eq!(inverse, review, "{name}");
    }
}

#[test]
fn undo_takes_back_what_a_review_became_in_a_class() {
    let before = submission("Heron", 1000, &[]);
    let mut review = before.clone();
    let edit = hand_in(&review, time(1)).unwrap();
    let inverse = review.apply(&edit).unwrap();
    assert_ne!(review, before);
    review.revert(inverse);
    assert_eq!(review, before);
}

#[test]
fn the_text_of_a_lesson_is_the_one_that_was_handed_out() {
    let mut review = submission("Heron", 1000, &[]);
    let other = claimlight::text::Text::new("Another text.").unwrap();
    let other = claimlight::article::Article::new(
        other,
        Vec::new(),
        claimlight::article::Metadata::default(),
        claimlight::article::Source::default(),
    )
    .unwrap();
    let change = Change::Article(Box::new(other), claimlight::review::Claims::default());
    let edit = Edit { name: EditName::ReplaceArticle, changes: vec![change] };
    let refusal = review.apply(&edit).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "This belongs to a lesson, and its places to the text that was handed out. Make a new assignment of the other text"
    );
    let plain = review.with_role(None);
    applied(plain, &edit);
}

#[test]
fn a_key_without_entries_expects_each_claim_as_it_stands() {
    let file = json!({"key": {}});
    let mut whole: Value = serde_json::from_slice(&written(&taught())).unwrap();
    whole["key"] = file["key"].clone();
    let decoded = store::decode(whole.to_string().as_bytes()).unwrap();
    assert_eq!(decoded.faults, Vec::new());
    assert_eq!(decoded.review.role(), Some(&Role::Key(AnswerKey::default())));
}
