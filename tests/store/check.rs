//! The check of claims in the file: its bytes, what is wrong with it, and what of it is kept.

use claimlight::{
    claim::{
        Check, Claim, Confidence, EvidenceLink, Level, Priority, Reply, Schemes, Stance, VerdictKind, VerdictLabel,
    },
    review::{Review, Stamp, operations},
    store::{self, Carried, Decoded, FaultKind, Folders, OpenError, check_bytes, decode, encode},
};
use serde_json::{Value, json};

use crate::{
    desk::checked,
    support::{assert_keeps_the_format, id, sample, save_new, time},
};

const EXPECTED: &str = include_str!("checked.claims.json");

fn checked_file() -> Value {
    serde_json::from_str(EXPECTED).expect("JSON")
}

fn open(file: &Value) -> Decoded {
    decode(file.to_string().as_bytes()).expect("a review")
}

fn saved(review: &Review, carried: &Carried) -> Value {
    let bytes = encode(review, carried).expect("a review");
    assert_keeps_the_format(&bytes);
    serde_json::from_slice(&bytes).expect("JSON")
}

/// Where the faults are, each with its sentence.
fn faults(decoded: &Decoded) -> Vec<(&str, String)> {
    decoded.faults.iter().map(|fault| (fault.pointer.as_str(), fault.to_string())).collect()
}

#[test]
fn a_whole_check_has_exactly_these_bytes() {
    let bytes = encode(&checked(), &Carried::default()).unwrap();
    assert_eq!(String::from_utf8(bytes.clone()).unwrap(), EXPECTED);
    assert_keeps_the_format(&bytes);
    let decoded = decode(&bytes).unwrap();
    assert_eq!(decoded.review, checked());
    assert_eq!((decoded.carried, decoded.faults), (Carried::default(), Vec::new()));
}

#[test]
fn a_whole_check_is_saved_verified_and_opened() {
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::within(home.path().join("own"));
    let path = home.path().join("a.claims.json");
    drop(save_new(&checked(), &path, &folders));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), EXPECTED);
    assert_eq!(store::open(&path, &folders).unwrap().review, checked());
}

#[test]
fn strings_of_any_kind_come_back_as_they_are() {
    let long = "Мост 👩‍👩‍👧 ".repeat(10_000);
    let reversed = "\u{202E}desrever\u{202C} \u{2066}isolated\u{2069}";
    for words in
        [long.as_str(), reversed, "=cmd|' /C calc'!A0", "\0\u{1}\u{7F}\r\n\t", "\u{FEFF}\"\\/", "+1", "@x", "-"]
    {
        let own = || words.to_owned();
        let review = checked();
        let mut claim = Claim::clone(&review.claims().in_order()[0]);
        claim.claim_text = Some(own());
        claim.amend_check(|check| {
            check.verdicts.attribution = Some(own());
            check.verdicts.content = Some(own());
            check.rationale = own();
            check.searched = own();
            check.checker = Some(own());
            check.approver = Some(own());
            check.selection_reason = own();
            check.context = own();
            check.said_at = own();
            check.first_appearance = own();
            check.chain = vec![own(), String::new()];
            check.evidence[0].independence = Some(own());
        });
        let mut desk = review.desk().clone();
        let mut piece = desk.evidence.all()[0].clone();
        for field in [&mut piece.title, &mut piece.address, &mut piece.passage, &mut piece.interest] {
            *field = own();
        }
        piece.calculation = vec![own()];
        let mut contact = desk.contacts.all()[0].clone();
        contact.reply = Reply::Answer(own());
        desk.evidence = [piece, desk.evidence.all()[1].clone()].into_iter().collect();
        desk.contacts = std::iter::once(contact).collect();
        let claims = std::iter::once(claim).collect();
        let (article, speakers) = (review.article().clone(), review.speakers().to_vec());
        let review = Review::from_parts(article, own(), speakers, claims, Vec::new()).with_desk(desk);
        let bytes = encode(&review, &Carried::default()).unwrap();
        assert_keeps_the_format(&bytes);
        let decoded = decode(&bytes).unwrap();
        assert!(decoded.review == review, "{:?}", words.chars().take(20).collect::<String>());
        assert_eq!(decoded.faults, Vec::new());
    }
}

#[test]
fn null_and_absence_mean_that_nothing_is_known() {
    let mut file = checked_file();
    let bare = |record: &mut Value, kept: &[&str]| {
        let fields: Vec<String> = record.as_object().expect("an object").keys().cloned().collect();
        for field in fields.iter().filter(|field| !kept.contains(&field.as_str())) {
            record[field] = Value::Null;
        }
    };
    let needed = ["id", "tag", "form", "voice", "segments", "status", "evidence", "created", "modified", "origin"];
    bare(&mut file["claims"][0], &needed);
    bare(&mut file["claims"][0]["evidence"][0], &["id"]);
    file["claims"][0]["status"] = Value::Null;
    bare(&mut file["evidence"][0], &["id"]);
    bare(&mut file["contacts"][0], &["id"]);
    bare(&mut file["contacts"][1], &["id"]);
    bare(&mut file["verdict_schemes"], &[]);
    file["practice"] = Value::Null;
    let decoded = open(&file);
    assert_eq!(decoded.faults, Vec::new());
    let review = &decoded.review;
    let unsaid = EvidenceLink::new(review.evidence()[1].id, Stance::Context);
    let other = checked().claims().in_order()[0].check().evidence[1].clone();
    let expected = Check { evidence: vec![unsaid, other], ..Check::default() };
    assert_eq!(*review.claims().in_order()[0].check(), expected);
    assert_eq!(review.contacts()[1].reply, Reply::Open);
    assert_eq!((review.schemes(), review.practice().name()), (&Schemes::default(), "alone"));
    let again = saved(review, &decoded.carried);
    assert_eq!(again["evidence"][0], json!({"id": file["evidence"][0]["id"], "title": ""}));
    assert_eq!(again.get("verdict_schemes"), None);
    assert_eq!(again.get("practice"), None);
}

#[test]
fn wrong_types_are_named_by_pointer_and_reason() {
    let twice = checked_file()["evidence"][0]["id"].clone();
    let asked_twice = checked_file()["contacts"][0]["id"].clone();
    let cases: [(&str, Value, &str); 22] = [
        ("/claims/0/verdicts/content", json!({"label": "mixed"}), "a string"),
        ("/claims/0/verdicts", json!("true"), "verdicts"),
        ("/claims/0/confidence", json!(3), "a confidence"),
        ("/claims/0/rationale", json!(["x"]), "a string"),
        ("/claims/0/evidence", json!("minutes"), "minutes"),
        ("/claims/0/evidence/1/id", json!("e1"), "UUID"),
        ("/claims/0/evidence/1/stance", json!(true), "a stance"),
        ("/claims/0/priority", json!(1), "a priority"),
        ("/claims/0/said_on", json!(2016), "a date"),
        ("/claims/0/chain/1", json!(null), "a string"),
        ("/claims/0/second_verdict/at", json!("noon"), "“noon” is no time"),
        ("/claims/0/published", json!("2"), "a publication"),
        ("/claims/1/status/duplicate_of", json!("1"), "UUID"),
        ("/evidence/1/id", twice, "/evidence/0"),
        ("/evidence/0/confidential", json!("yes"), "a boolean"),
        ("/evidence/0/file", json!("minutes.pdf"), "a file"),
        ("/evidence/0/calculation/0", json!(12), "a string"),
        ("/contacts/1/id", asked_twice, "/contacts/0"),
        ("/contacts/0/claims/0", json!(0), "an id"),
        ("/practice", json!({}), "a way of working together"),
        ("/verdict_schemes", json!([]), "verdict schemes"),
        ("/verdict_schemes/attribution/labels/1/value", json!(-1), "-1"),
    ];
    for (place, value, reason) in cases {
        let mut file = checked_file();
        *file.pointer_mut(place).expect(place) = value;
        let fault = decode(file.to_string().as_bytes()).expect_err(place);

        assert_eq!(fault.pointer(), Some(place), "{fault}");
        assert!(matches!(&fault, OpenError::Schema { .. }) && fault.reason().contains(reason), "{place}: {fault}");
    }
}

#[test]
fn evidence_that_is_not_listed_is_reported_and_its_link_kept_where_it_stood() {
    for places in [vec![0], vec![1], vec![2], vec![0, 1], vec![0, 2, 4], vec![1, 2, 3]] {
        let mut file = checked_file();
        let links = file["claims"][0]["evidence"].as_array_mut().unwrap();
        for place in &places {
            let stranger = json!({"id": id(77 + *place as u128), "stance": "mocks", "level": null, "independence": "x", "more": 1});
            links.insert(*place, stranger);
        }
        let decoded = open(&file);
        let pointers: Vec<String> = places.iter().map(|place| format!("/claims/0/evidence/{place}/id")).collect();
        assert_eq!(decoded.faults.iter().map(|fault| fault.pointer.clone()).collect::<Vec<_>>(), pointers);
        assert!(decoded.faults.iter().all(|fault| matches!(fault.kind, FaultKind::UnknownEvidence(_))));
        assert_eq!(decoded.review, checked());
        assert_eq!(saved(&decoded.review, &decoded.carried), file);
    }
}

#[test]
fn a_piece_that_is_linked_twice_keeps_its_first_link() {
    let mut file = checked_file();
    let mut twin = file["claims"][0]["evidence"][0].clone();
    twin["stance"] = json!("undermines");
    file["claims"][0]["evidence"].as_array_mut().unwrap().push(twin);
    let decoded = open(&file);
    assert_eq!(decoded.faults.len(), 1);
    assert_eq!(decoded.faults[0].pointer, "/claims/0/evidence/2");
    assert!(decoded.faults[0].kind.is_repaired());
    assert_eq!(decoded.review, checked());
}

#[test]
fn an_answer_beside_no_reply_is_reported_and_kept() {
    let mut file = checked_file();
    file["contacts"][0]["no_reply"] = json!(true);
    let decoded = open(&file);
    assert_eq!(faults(&decoded)[0].0, "/contacts/0/no_reply");
    assert_eq!((decoded.faults.len(), decoded.review), (1, checked()));
}

#[test]
fn a_value_off_the_scale_of_truth_is_reported_kept_and_not_counted_with() {
    let mut file = checked_file();
    file["verdict_schemes"]["attribution"]["labels"][1]["value"] = json!(300);
    let decoded = open(&file);
    assert_eq!(faults(&decoded)[0].0, "/verdict_schemes/attribution/labels/1/value");
    assert_eq!(decoded.review.schemes().of(VerdictKind::Attribution).labels[1].value, None);
    assert_eq!(saved(&decoded.review, &decoded.carried), file);
    file["version"] = json!("1.7");
    assert_eq!(open(&file).faults, Vec::new());
}

#[test]
fn a_verdict_that_no_scheme_has_is_kept_and_readable() {
    let mut file = checked_file();
    file["claims"][0]["verdicts"]["content"] = json!("pants_on_fire");
    let decoded = open(&file);
    assert_eq!(decoded.faults, Vec::new());
    let verdicts = &decoded.review.claims().in_order()[0].check().verdicts;
    assert_eq!(decoded.review.schemes().verdict(verdicts, VerdictKind::Content), Some("pants_on_fire"));
    assert_eq!(saved(&decoded.review, &decoded.carried), file);
}

#[test]
fn a_scheme_is_written_whole_when_it_is_another_and_left_out_when_it_is_the_bundled_one() {
    let mut review = checked();
    let file = saved(&review, &Carried::default());
    assert_eq!(file["verdict_schemes"]["attribution"]["labels"].as_array().unwrap().len(), 2);
    assert_eq!(file["verdict_schemes"].get("content"), None);
    let bundled = Schemes::default().of(VerdictKind::Attribution).clone();
    review.apply(&operations::set_scheme(&review, bundled).unwrap()).unwrap();
    // Of the claim's own label, which the bundled scheme has not, a withdrawn one is made.
    let file = saved(&review, &Carried::default());
    let labels = file["verdict_schemes"]["attribution"]["labels"].as_array().unwrap();
    assert_eq!(labels.last().unwrap()["name"], "half_said");
    let withdrawn = VerdictLabel { withdrawn: true, value: Some(2), ..VerdictLabel::named("Half said") };
    assert_eq!(
        decode(file.to_string().as_bytes()).unwrap().review.schemes().of(VerdictKind::Attribution).labels.last(),
        Some(&withdrawn)
    );
}

/// What is put where in a file, and where something contradicts itself then.
type Contradicting<'a> = (Vec<(&'a str, Value)>, &'a [&'a str]);

/// What a file may say that no course of steps leads to, and where that is reported.
#[test]
fn contradictions_are_faults_of_which_nothing_is_changed() {
    let own = checked_file()["claims"][1]["id"].clone();
    let state = |state: &str| vec![("/claims/0/status", json!({"state": state}))];
    let cases: [Contradicting<'_>; 9] = [
        (vec![("/claims/0/verdicts", json!(null))], &["/claims/0/status"]),
        (vec![("/claims/0/rationale", json!(null)), ("/claims/0/verdicts", json!(null))], &["/claims/0/status"; 2]),
        (state("waiting"), &["/claims/0/status"]),
        (state("wont_check"), &["/claims/0/status"]),
        (state("duplicate"), &["/claims/0/status", "/claims/1/status"]),
        (vec![("/claims/1/status/duplicate_of", own)], &["/claims/1/status"]),
        (vec![("/claims/1/status/duplicate_of", json!(id(77)))], &["/claims/1/status"]),
        (
            vec![("/claims/1/tag", json!("commentary")), ("/claims/1/verdicts/content", json!("true"))],
            &["/claims/1/verdicts/content"],
        ),
        (vec![("/claims/0/tag", json!("assertion"))], &[]),
    ];
    for (changes, expected) in cases {
        let mut file = checked_file();
        for (place, value) in changes {
            *file.pointer_mut(place).expect(place) = value;
        }
        let decoded = open(&file);
        let pointers: Vec<&str> = decoded.faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(pointers, expected, "{:?}", decoded.faults);
        assert!(decoded.faults.iter().all(|fault| !fault.kind.is_repaired()), "{:?}", decoded.faults);
        let lines = check_bytes("a.claims.json", file.to_string().as_bytes());
        assert_eq!(lines.len(), expected.len());
        assert!(lines.iter().zip(expected).all(|(line, at)| line.starts_with(&format!("a.claims.json:{at}: It "))));
        // What contradicts itself is saved as it is, and mended when the reviewer asks for it.
        let again = saved(&decoded.review, &decoded.carried);
        assert_eq!(open(&again).faults, decoded.faults);
        let mut review = decoded.review.clone();
        let mut new_id = || id(0);
        let mended = operations::mend(&review, &mut Stamp { now: time(99), new_id: &mut new_id });
        assert_eq!(mended.is_ok(), !expected.is_empty());
        if let Ok(edit) = mended {
            review.apply(&edit).unwrap();
            assert_eq!(open(&saved(&review, &decoded.carried)).faults, Vec::new());
        }
    }
}

#[test]
fn contradictions_are_named_by_the_place_in_the_file_whatever_the_order_of_the_claims() {
    let mut file = checked_file();
    file["claims"].as_array_mut().unwrap().reverse();
    file["claims"][1]["rationale"] = json!(null);
    assert_eq!(faults(&open(&file)).iter().map(|(place, _)| *place).collect::<Vec<_>>(), ["/claims/1/status"]);
}

#[test]
fn what_a_newer_version_says_of_a_link_stays_with_its_piece() {
    let mut file = checked_file();
    file["version"] = json!("1.7");
    file["claims"][0]["status"]["state"] = json!("in_progress");
    let links = file["claims"][0]["evidence"].as_array_mut().unwrap();
    (links[0]["stance"], links[0]["level"], links[0]["more"]) = (json!("mocks"), json!("quaternary"), json!([1]));
    (links[1]["stance"], links[1]["more"]) = (json!("sings"), json!([2]));
    let Decoded { mut review, carried, .. } = open(&file);
    let claim = review.claims().in_order()[0].clone();
    let (first, second) = (claim.check().evidence[0].clone(), claim.check().evidence[1].clone());
    assert_eq!((first.stance, first.level), (Stance::Context, None));
    let mut new_id = || id(0);
    let mut stamp = Stamp { now: time(99), new_id: &mut new_id };
    let unlinked = operations::unlink_evidence(&review, claim.id, first.evidence, &mut stamp).unwrap();
    let back = review.apply(&unlinked).unwrap();
    let chosen = EvidenceLink { stance: Stance::Undermines, level: Some(Level::Tertiary), ..second };
    assert_eq!(saved(&review, &carried)["claims"][0]["evidence"], json!([file["claims"][0]["evidence"][1]]));
    review.revert(back);
    review.apply(&operations::link_evidence(&review, claim.id, chosen, &mut stamp).unwrap()).unwrap();
    let links = &saved(&review, &carried)["claims"][0]["evidence"];
    assert_eq!(links[0], file["claims"][0]["evidence"][0]);
    assert_eq!(
        (&links[1]["stance"], &links[1]["level"], &links[1]["more"]),
        (&json!("undermines"), &json!("tertiary"), &json!([2]))
    );
}

#[test]
fn a_word_that_the_reviewer_chose_takes_the_place_of_one_of_a_newer_version() {
    let mut file = checked_file();
    file["version"] = json!("1.7");
    file["claims"][0]["confidence"] = json!("shaken");
    file["claims"][0]["priority"] = json!("none");
    let Decoded { review, carried, .. } = open(&file);
    let mut claim = Claim::clone(&review.claims().in_order()[0]);
    assert_eq!((claim.check().confidence, claim.check().priority), (None, None));
    claim.amend_check(|check| {
        check.confidence = Some(Confidence::Low);
        check.priority = Some(Priority::Medium);
    });
    let claims = [claim, Claim::clone(&review.claims().in_order()[1])].into_iter().collect();
    let (article, speakers) = (review.article().clone(), review.speakers().to_vec());
    let desk = review.desk().clone();
    let changed =
        Review::from_parts(article, review.reviewer().to_owned(), speakers, claims, Vec::new()).with_desk(desk);
    let again = saved(&changed, &carried);
    assert_eq!((&again["claims"][0]["confidence"], &again["claims"][0]["priority"]), (&json!("low"), &json!("medium")));
}

#[test]
fn fields_of_a_second_verdict_do_not_go_to_another() {
    let mut file = checked_file();
    file["version"] = json!("1.7");
    file["claims"][0]["second_verdict"]["more"] = json!(1);
    file["claims"][0]["published"]["more"] = json!(2);
    let Decoded { review, carried, .. } = open(&file);
    assert_eq!(saved(&review, &carried), file);
    let mut claim = Claim::clone(&review.claims().in_order()[0]);
    claim.amend_check(|check| {
        check.second.as_mut().unwrap().at = time(51);
        check.published.as_mut().unwrap().at = time(91);
    });
    let claims = std::iter::once(claim).collect();
    let (article, speakers) = (review.article().clone(), review.speakers().to_vec());
    let desk = review.desk().clone();
    let changed = Review::from_parts(article, String::new(), speakers, claims, Vec::new()).with_desk(desk);
    let again = saved(&changed, &carried);
    assert_eq!(again["claims"][0]["second_verdict"].get("more"), None);
    assert_eq!(again["claims"][0]["published"].get("more"), None);
}

#[test]
fn a_review_without_checks_has_no_word_of_them_beyond_the_empty_ones() {
    let file = saved(&sample(), &Carried::default());
    let fields: Vec<&str> = file["claims"][0].as_object().unwrap().keys().map(String::as_str).collect();
    let last = fields.iter().position(|field| *field == "origin");
    assert_eq!(last, Some(fields.len() - 1));
    assert_eq!(file.as_object().unwrap().keys().next_back().map(String::as_str), Some("history"));
}
