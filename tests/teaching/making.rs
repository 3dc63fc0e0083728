//! Keys and assignments made of reviews, submissions begun and handed in.

use claimlight::{
    article::BlockKind,
    claim::{Segments, Tag},
    classroom::{
        Expected, Lack,
        make::{self, Enclosed},
        submission::{begin, begin_second_layer, first_layer, give_back, hand_in, lacks, of, take_back},
    },
    store::{Carried, decode, encode},
    teaching::{
        Alternative, AnswerKey, Asked, AskedField, CodebookNote, Grade, KeyEntry, KeyPlace, Masthead, Pseudonym,
        Refused, Returned, Role, Task, Tolerance,
    },
};
use proptest::prelude::*;

use crate::support::{
    ASSIGNMENT, applied, article, asked, assignment, claim, handed_in, hash, key, key_with, review, sealed,
    second_layer, span, submission, task, taught, time, with_claims,
};

#[test]
fn a_task_that_makes_no_sense_is_refused() {
    let spans = || vec![Segments::one(span("“experts”")), Segments::one(span("“experts”"))];
    let link = |link: &str| CodebookNote { text: String::new(), link: Some(link.to_owned()) };
    let table = [
        (Asked { tags: vec![], ..asked() }, "An assignment asks for at least one tag. Choose one"),
        (Asked { spans: spans(), ..asked() }, "Two of the spans that are cut beforehand are the same. Leave one out"),
        (
            Asked { codebook: link("file:///etc/passwd"), ..asked() },
            "“file:///etc/passwd” is no address that may be opened. Give one that begins with https://",
        ),
    ];
    for (asked, sentence) in table {
        assert_eq!(Task::new(asked).unwrap_err().to_string(), sentence);
    }
    let tags = vec![Tag::Commentary, Tag::Quote, Tag::Commentary];
    assert_eq!(Task::new(Asked { tags, ..asked() }).unwrap().tags, [Tag::Quote, Tag::Commentary], "in one order, once");
}

#[test]
fn a_pseudonym_is_one_line() {
    let long = "x".repeat(81);
    let table = [
        ("", Refused::NoPseudonym),
        (" \n ", Refused::NoPseudonym),
        (&long, Refused::LongPseudonym),
        ("a\nb", Refused::OddPseudonym),
        ("a\tb", Refused::OddPseudonym),
        ("a\u{202E}b", Refused::OddPseudonym),
        ("a\u{7}b", Refused::OddPseudonym),
    ];
    for (words, refusal) in table {
        assert_eq!(Pseudonym::new(words), Err(refusal), "{words:?}");
    }
    assert_eq!(Pseudonym::new(" Grauer Reiher ").unwrap().as_str(), "Grauer Reiher");
}

#[test]
fn a_key_that_contradicts_itself_is_refused() {
    let other = |words: &str| Alternative { tag: Tag::Quote, segments: Segments::one(span(words)), speaker: None };
    let entry = |alternatives| KeyEntry { alternatives, ..KeyEntry::default() };
    let make = |entries| AnswerKey::new(entries, Tolerance::ALL, []).map(|_key| ());
    assert_eq!(make(vec![(claim(1), entry(vec![])), (claim(1), entry(vec![]))]), Err(Refused::TwoEntries));
    assert_eq!(make(vec![(claim(1), entry(vec![other("sank"), other("sank")]))]), Err(Refused::SameAlternative));
    let letters = ["T", "h", "f", "r", "y", "s", "a", "n", "k"];
    let many = letters.map(|letter| {
        let text = claimlight::text::Text::new("The ferry sank").unwrap();
        let at = text.as_str().find(letter).unwrap();
        let range = claimlight::text::ByteIndex::new(at)..claimlight::text::ByteIndex::new(at + 1);
        Alternative { tag: Tag::Quote, segments: Segments::one(text.span(range).unwrap()), speaker: None }
    });
    assert_eq!(make(vec![(claim(1), entry(many.to_vec()))]), Err(Refused::TooManyAlternatives));
    assert_eq!(make(vec![(claim(1), entry(many[..8].to_vec()))]), Ok(()));
}

#[test]
fn a_key_keeps_of_a_claim_what_a_pupil_is_held_against() {
    let mut with_label = claimlight::claim::Claim::clone(&taught().claims().in_order()[3]);
    with_label.labels = vec!["mine".to_owned(), "scare-quotes".to_owned()];
    with_label.flags = vec!["scare_quotes".to_owned()];
    with_label.amend_check(|check| check.rationale = "secret".to_owned());
    let claims = [with_label].into_iter().collect();
    let source = claimlight::review::Review::from_parts(article(), "T.".to_owned(), vec![], claims, vec![]);
    let made = make::key(&source, Some((ASSIGNMENT, &task()))).unwrap();
    let kept = &made.claims().in_order()[0];
    assert_eq!((kept.note.as_str(), kept.labels.len(), kept.check.is_empty()), ("", 0, true));
    assert_eq!(kept.flags, ["scare_quotes"]);
    let answers = made.role().and_then(Role::key).unwrap();
    let entry = answers.entry(claim(4)).unwrap();
    assert_eq!((entry.note.as_str(), entry.rule.as_deref()), ("The marks sneer", Some("scare-quotes")));
    assert_eq!(answers.assignment, Some(ASSIGNMENT));
    assert_eq!(make::noted(&made).len(), 1);
    // Made once more, it says what it said.
    assert_eq!(make::key(&made, None).unwrap(), made);
}

#[test]
fn a_key_asks_for_nothing_that_pupils_do_not_see_or_look_for() {
    let source = review(
        "T.",
        1,
        &[(Tag::Assertion, "Ferry late again", None, ""), (Tag::Quote, "“Nobody was hurt,”", None, "")],
    );
    let count =
        |asked: Asked| make::key(&source, Some((ASSIGNMENT, &Task::new(asked).unwrap()))).map(|key| key.claims().len());
    assert_eq!(count(asked()), Ok(2));
    assert_eq!(count(Asked { masthead: Masthead::Hidden, ..asked() }), Ok(1));
    assert_eq!(count(Asked { tags: vec![Tag::Assertion], ..asked() }), Ok(1));
    assert_eq!(count(Asked { tags: vec![Tag::Commentary], ..asked() }), Err(Refused::EmptyKey));
    let hidden = Task::new(Asked { masthead: Masthead::Hidden, ..asked() }).unwrap();
    let kinds: Vec<_> = BlockKind::ALL.into_iter().filter(|kind| make::is_hidden(&hidden, *kind)).collect();
    assert_eq!(kinds, [BlockKind::Headline, BlockKind::Byline, BlockKind::Credit]);
    assert!(BlockKind::ALL.into_iter().all(|kind| !make::is_hidden(&task(), kind)));
}

#[test]
fn a_hidden_masthead_is_not_in_the_file() {
    let hidden = Task::new(Asked { masthead: Masthead::Hidden, ..asked() }).unwrap();
    let made = make::assignment(&article(), "T.", ASSIGNMENT, hidden, Enclosed::Nothing).unwrap();
    let metadata = &made.article().metadata;
    assert_eq!((&metadata.title, metadata.authors.len(), &metadata.publisher), (&None, 0, &None));
    assert_eq!(metadata.language.as_deref(), Some("en"));
    assert_eq!(made.article().source.file, None);
    let shown = assignment(Enclosed::Nothing);
    assert_eq!(shown.article().metadata.authors, ["Ann Oder"]);
}

#[test]
fn passages_without_a_claim_are_refused() {
    let nowhere = key_with(vec![], Tolerance::ALL, &[span("By Ann Oder")]);
    assert_eq!(make::key(&nowhere, None), Err(Refused::NothingInPassages));
}

#[test]
fn what_is_asked_of_the_wrong_file_is_refused() {
    let heron = Pseudonym::new("Heron").unwrap();
    let begin = |review: &claimlight::review::Review| begin(review, &heron, String::new()).unwrap_err().to_string();
    let not = |what: &str| format!("This is {what}, not an assignment. Choose the file that the teacher handed out");
    assert_eq!(begin(&taught()), not("a review without a task"));
    assert_eq!(begin(&key()), not("an answer key"));
    assert_eq!(begin(&submission("Heron", 1000, &[])), not("a submission"));
    let open = assignment(Enclosed::Open(&key()));
    assert_eq!(make::open_key(&open).unwrap(), key(), "an open key is a key");
    assert_eq!(make::open_key(&assignment(Enclosed::Nothing)), Err(Refused::NoKey));
    let seal = sealed(&key(), "heron");
    assert_eq!(make::open_key(&assignment(Enclosed::Sealed(&seal))), Err(Refused::KeyIsSealed));
    assert_eq!(make::open_key(&taught()), Err(Refused::NotAKey("a review without a task")));
    let enclosed = make::assignment(&article(), "", ASSIGNMENT, task(), Enclosed::Open(&taught()));
    assert_eq!(enclosed, Err(Refused::NotAKey("a review without a task")));
    assert_eq!(hand_in(&open, time(1)), Err(Refused::NotASubmission("an assignment")));
    assert_eq!(Expected::of(&submission("Heron", 1, &[]), String::new()).err(), Some(Refused::NotAKey("a submission")));
}

#[test]
fn a_submission_says_what_it_lacks() {
    let cut = Asked { spans: make::cut(&taught()).unwrap(), tags: vec![Tag::Quote, Tag::Assertion], ..asked() };
    let task = Task::new(Asked { fields: vec![AskedField::Speaker, AskedField::Wording], ..cut }).unwrap();
    let handed_out = make::assignment(&article(), "", ASSIGNMENT, task, Enclosed::Nothing).unwrap();
    let begun = begin(&handed_out, &Pseudonym::new("Heron").unwrap(), hash(&handed_out)).unwrap();
    let sentences = |review| lacks(&review).unwrap().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(sentences(begun.clone()), ["Nothing is tagged yet", "5 spans are not tagged yet"]);
    let written = [
        (Tag::Quote, "“Nobody was hurt,”", None, "It has marks"),
        (Tag::Commentary, "What a triumph", None, " "),
        (Tag::Assertion, "The ferry sank twice", None, "It says so"),
    ];
    let some = with_claims(&begun, 1000, &written);
    assert_eq!(
        sentences(some.clone()),
        [
            "2 spans are not tagged yet",
            "1 claim has a tag that is not asked for",
            "1 claim has no reason yet",
            "1 claim has nothing under “Speaker” yet",
            "3 claims have nothing under “Claim in its own words” yet",
        ]
    );
    assert!(lacks(&some).unwrap().iter().any(|lack| matches!(lack, Lack::NoWhy(claims) if claims.len() == 1)));
}

#[test]
fn the_way_of_a_submission_has_an_order() {
    let begun = submission("Heron", 1000, &[(Tag::Quote, "Nobody was hurt", Some("Mara"), "")]);
    assert_eq!(begin_second_layer(&begun, time(1)), Err(Refused::NotHandedIn));
    assert_eq!(first_layer(&begun).unwrap(), None);
    let handed = handed_in(begun.clone());
    assert_eq!(hand_in(&handed, time(2)), Err(Refused::HandedIn));
    let said = Returned { by: String::new(), grade: None, comment: "Look again".to_owned(), at: time(3) };
    let returned = applied(handed.clone(), &give_back(&handed, said).unwrap());
    assert!(take_back(&handed).is_ok());
    assert_eq!(take_back(&returned), Err(Refused::Returned));
    let second = second_layer(handed);
    assert_eq!(take_back(&second), Err(Refused::SecondLayer));
    assert_eq!(begin_second_layer(&second, time(3)), Err(Refused::SecondLayer));
    // The second layer is handed in once, too, with a time of its own; that of the first stays.
    let again = applied(second.clone(), &hand_in(&second, time(300)).unwrap());
    assert_eq!(hand_in(&again, time(301)), Err(Refused::SecondHandedIn));
    let submission = of(&again).unwrap();
    assert_eq!(submission.handed_in, Some(time(100)));
    assert_eq!(submission.first.as_ref().and_then(|first| first.second_handed_in), Some(time(300)));
    assert_eq!(first_layer(&again).unwrap(), first_layer(&second).unwrap());
    let read = decode(&encode(&again, &Carried::default()).unwrap()).unwrap();
    assert_eq!((read.review, read.faults), (again, Vec::new()), "a file keeps it");
    let corrected = with_claims(&second, 1000, &[]);
    let first = first_layer(&corrected).unwrap().expect("the first layer is kept");
    assert_eq!(first.claims(), begun.claims());
    assert_eq!(first.speakers(), begun.speakers(), "with the speakers it had");
    let said = Returned { by: String::new(), grade: Some(Grade::Secure), comment: "Well".to_owned(), at: time(4) };
    let returned = applied(corrected.clone(), &give_back(&corrected, said.clone()).unwrap());
    assert!(matches!(returned.role(), Some(Role::Submission(submission)) if submission.returned == Some(said)));
    assert_eq!(returned.claims(), corrected.claims());
}

/// Words that are found in any bytes they get into.
fn secret() -> impl Strategy<Value = String> {
    "zq[a-z]{12}qz"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn no_submission_holds_anything_of_the_key(
        notes in prop::collection::vec(secret(), 5),
        speaker in secret(),
        rule in secret(),
        place in 0_u8..3,
        stage in 0_u8..4,
    ) {
        let mut teacher = taught();
        let mut names: Vec<_> = teacher.speakers().to_vec();
        names[0].name.clone_from(&speaker);
        let claims = teacher.claims().in_order().iter().zip(&notes).map(|(claim, note)| {
            let mut claim = claimlight::claim::Claim::clone(claim);
            claim.note.clone_from(note);
            claim.labels = vec![note.clone()];
            claim
        });
        let claims = claims.collect();
        teacher = claimlight::review::Review::from_parts(article(), notes[0].clone(), names, claims, vec![]);
        let entry = KeyEntry { note: notes[1].clone(), rule: Some(rule.clone()), ..KeyEntry::default() };
        let answers = AnswerKey::new([(claim(2), entry)], Tolerance::ALL, [span("“Nobody was hurt,” said")]).unwrap();
        let key = make::key(&teacher.with_role(Some(Role::Key(answers))), Some((ASSIGNMENT, &task()))).unwrap();
        let seal = sealed(&key, "heron");
        let enclosed = [Enclosed::Nothing, Enclosed::Sealed(&seal), Enclosed::Open(&key)][usize::from(place)];
        let handed_out = assignment(enclosed);
        let is_as_enclosed = matches!(
            (place, handed_out.role()),
            (0, Some(Role::Assignment(claimlight::teaching::Assignment { key: KeyPlace::Absent, .. })))
                | (1, Some(Role::Assignment(claimlight::teaching::Assignment { key: KeyPlace::Sealed(_), .. })))
                | (2, Some(Role::Assignment(claimlight::teaching::Assignment { key: KeyPlace::Open(_), .. })))
        );
        prop_assert!(is_as_enclosed);
        let secrets = notes.iter().chain([&speaker, &rule]);
        let holds = |review: &claimlight::review::Review, secret: &str| {
            String::from_utf8(encode(review, &Carried::default()).unwrap()).unwrap().contains(secret)
        };
        // An assignment tells nothing either, unless its key lies open on purpose.
        for secret in secrets.clone().filter(|_| place < 2) {
            prop_assert!(!holds(&handed_out, secret));
        }
        let begun = begin(&handed_out, &Pseudonym::new("Heron").unwrap(), hash(&handed_out)).unwrap();
        let begun = with_claims(&begun, 1000, &[(Tag::Quote, "Nobody was hurt", Some("Mara"), "Marks")]);
        let mut review = begun;
        if stage > 0 { review = handed_in(review); }
        if stage > 1 { review = second_layer(review); }
        if stage > 2 {
            let said = Returned { by: String::new(), grade: None, comment: String::new(), at: time(9) };
            review = applied(review.clone(), &give_back(&review, said).unwrap());
        }
        for secret in secrets {
            prop_assert!(!holds(&review, secret));
        }
        for words in ["BEGIN AGE", "\"key\"", "sealed_key", "alternatives", "passages"] {
            prop_assert!(!holds(&review, words), "{}", words);
        }
    }
}
