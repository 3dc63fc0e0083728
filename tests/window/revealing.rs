//! A submission beside its key in the window: from files, by role and name; what is taken, kept, learnt and saved; practice.

use std::path::PathBuf;

use claimlight::{
    app::{Document, RevealAction, RevealTab, Revealing, State},
    claim::{Segments, Tag},
    classroom::{Codebook, make, submission},
    review::{Change, Review, operations},
    store::{self, Carried, Digest, Password, Work, seal_key},
    teaching::{Asked, AssignmentId, Pseudonym, Role as Lesson, Task},
    text::ByteIndex,
};
use eframe::egui::Role;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    desk::Desk,
    place::{ARTICLE, Place},
    support::Window,
};

const ASSIGNMENT: AssignmentId = AssignmentId(Uuid::from_u128(77));

/// What the teacher expects, and what is noted about it.
const KEY: [(Tag, &str, &str); 4] = [
    (Tag::Assertion, "The harbour is shut.", "Anybody can go and look"),
    (Tag::Quote, "\"We had a choice,\"", "The marks are in"),
    (Tag::Commentary, "The boats rot.", "Who would know?"),
    (Tag::Assertion, "The boats wait.", "It can be seen"),
];

/// What the pupil has: another tag, too much, one missed, one right, one too many.
const OWN: [(Tag, &str, &str); 4] = [
    (Tag::Commentary, "The harbour is shut.", "It sounds sad"),
    (Tag::Quote, "\"We had a choice,\" she said", "marks"),
    (Tag::Assertion, "The boats stay in.", "can be seen"),
    (Tag::Assertion, "The boats wait.", "can be seen"),
];

fn tagged(desk: &mut Desk, claims: &[(Tag, &str, &str)]) {
    for (tag, words, note) in claims {
        let at = ARTICLE.find(words).expect("the words");
        let span = desk.text().span(ByteIndex::new(at)..ByteIndex::new(at + words.len())).expect("a span");
        let segments = Segments::one(span);
        desk.act(|review, stamp| {
            let (mut edit, id) = operations::tag(review, *tag, segments.placed(), stamp)?;
            for change in &mut edit.changes {
                if let Change::Claim(of, Some(claim)) = change
                    && *of == id
                {
                    let mut noted = claimlight::claim::Claim::clone(claim);
                    (*note).clone_into(&mut noted.note);
                    if *tag == Tag::Quote {
                        noted.labels.push("marks-in".to_owned());
                    }
                    *claim = noted.into();
                }
            }
            Ok(edit)
        })
        .expect("a claim");
    }
}

fn task() -> Task {
    Task::new(Asked { why: true, fields: Vec::new(), ..Asked::default() }).expect("a task")
}

/// The key, as a review.
fn key() -> Review {
    let mut desk = Desk::new(ARTICLE);
    // Its claims have other ids than the pupil's.
    for _ in 0..20 {
        desk.make(|_, _| ());
    }
    tagged(&mut desk, &KEY);
    make::key(&desk.review, Some((ASSIGNMENT, &task()))).expect("a key")
}

fn write(place: &Place, name: &str, review: &Review) -> PathBuf {
    let path = place.path(name);
    std::fs::write(&path, store::encode(review, &Carried::default()).expect("bytes")).expect("a file");
    path
}

/// An assignment with the key as it is enclosed.
fn assignment(enclosed: make::Enclosed<'_>) -> Review {
    let desk = Desk::new(ARTICLE);
    make::assignment(desk.review.article(), "T. Eacher", ASSIGNMENT, task(), enclosed).expect("an assignment")
}

/// A submission with these claims, handed in or not.
fn submission_file(place: &Place, claims: &[(Tag, &str, &str)], is_handed_in: bool) -> PathBuf {
    let assignment = assignment(make::Enclosed::Nothing);
    let pseudonym = Pseudonym::new("Heron").expect("a pseudonym");
    let hash = Digest::of_text(assignment.article().text()).to_string();
    let mut desk = Desk::of(assignment.article().clone());
    desk.review = submission::begin(&assignment, &pseudonym, hash).expect("a submission");
    tagged(&mut desk, claims);
    if is_handed_in {
        let edit = submission::hand_in(&desk.review, Timestamp::UNIX_EPOCH).expect("not handed in yet");
        desk.review.apply(&edit).expect("it fits");
    }
    write(place, "Heron.claims.json", &desk.review)
}

/// Whether a submission is beside its key.
fn is_revealed(state: &State) -> bool {
    state.document.as_ref().is_some_and(|document| document.revealing.is_shown())
}

/// A window on what was handed in, beside the key.
fn beside(place: &Place) -> Window {
    let mut window = place.open(&submission_file(place, &OWN, true));
    look(place, &mut window);
    window
}

fn look(place: &Place, window: &mut Window) {
    window.will_pick(&write(place, "key.claims.json", &key()));
    window.press("Ctrl+Shift+K");
    window.wait_for("the key", is_revealed);
}

/// The lines of the list, as a screen reader has them.
fn lines(window: &Window) -> Vec<String> {
    let kinds = ["Other", "Missed", "Not in the key", "Right", "One made", "Several made", "May be", "Does not"];
    let lines = kinds.iter().flat_map(|kind| window.options_beginning(kind));
    lines.map(|line| if window.is_on(&line) { format!("> {line}") } else { line }).collect()
}

fn revealing(state: &State) -> &Revealing {
    &state.document.as_ref().expect("a document").revealing
}

/// Whether tags are answered at once.
fn is_practice(state: &State) -> bool {
    state.document.as_ref().is_some_and(|document| {
        document.revealing.held().is_some() && document.revealing.answers_at_once(&document.review)
    })
}

/// Begins an assignment whose key lies open in it.
fn practise(place: &Place, window: &mut Window) {
    window.will_pick(&write(place, "task.claims.json", &assignment(make::Enclosed::Open(&key()))));
    window.press("Ctrl+O");
    window.wait_for("the form", |state| state.loading.is_none() && state.overlay.is_some());
    window.fill("Pseudonym", "Heron");
    window.press("Ctrl+Enter");
    window.wait_for("practice", is_practice);
}

/// Brings a window to where an action about a key can be done.
pub(crate) fn prepare(place: &Place, window: &mut Window, action: RevealAction) {
    if matches!(action, RevealAction::Check | RevealAction::Missed | RevealAction::AtOnce | RevealAction::Again) {
        practise(place, window);
        window.tag("C", "The harbour is shut.");
        return;
    }
    window.will_pick(&submission_file(place, &OWN, true));
    window.press("Ctrl+O");
    window.wait_for("the submission", |state| {
        state.document.as_ref().is_some_and(|document| document.submission().is_some())
    });
    if action == RevealAction::Look {
        window.will_pick(&write(place, "key.claims.json", &key()));
        return;
    }
    look(place, window);
    window.press("F6");
    if matches!(action, RevealAction::Take | RevealAction::Keep | RevealAction::Learnt) {
        window.press("Ctrl+Enter");
    }
}

/// Sees that an action about a key was done.
pub(crate) fn check(window: &mut Window, before: &State, action: RevealAction) {
    let now = window.state();
    let (was, is) = (revealing(before), revealing(&now));
    match action {
        RevealAction::Look => window.wait_for("the key", is_revealed),
        RevealAction::Correct => assert_eq!(window.steps(), ["Begin second layer"]),
        RevealAction::Next => assert_eq!((was.current(), is.current()), (Some(0), Some(1))),
        RevealAction::Previous => assert_eq!((was.current(), is.current()), (Some(0), Some(3))),
        RevealAction::Take => assert_eq!(window.claims()[0], "assertion: The harbour is shut."),
        RevealAction::Keep => assert_eq!(window.keyboard(), "Why I keep it"),
        RevealAction::Everything => assert!(is.lists_all()),
        RevealAction::Learnt => assert_eq!(is.tab, RevealTab::Learnt),
        RevealAction::Check => assert!(is.is_shown()),
        RevealAction::Missed => assert!(is.shows_missed(&window.review())),
        RevealAction::AtOnce => assert!(!is.answers_at_once(&window.review())),
        RevealAction::Again => assert!(window.claims().is_empty()),
    }
}

#[test]
fn what_was_handed_in_is_shown_beside_the_key() {
    let place = Place::new();
    let mut window = beside(&place);
    for line in [
        "> Other tag: The harbour is shut.",
        "Other words: \"We had a choice,\" she said",
        "Missed: The boats rot.",
        "Not in the key: The boats stay in.",
    ] {
        assert!(lines(&window).contains(&line.to_owned()), "{line}: {:?}", lines(&window));
    }
    assert_eq!(lines(&window).len(), 4);
    for words in [
        "Found 3 of 4",
        "Right tag 2 of 3",
        "Right words 2 of 3",
        "With a reason 4 of 4",
        "Not in the key 1",
        "The words are right, the tag is not: you have commentary, the key has an assertion",
        "Anybody can go and look",
        "1 right",
        "beside key.claims.json",
    ] {
        assert!(window.says(words), "{words}");
    }
    assert!(!window.says("Right speaker"), "what was not asked for is not counted");
    window.press("F6");
    window.press("N");
    assert!(window.says("Too much: “she said”") && window.says("The marks are in"));
    assert_eq!(window.head(), ARTICLE.find("\"We had").expect("its place"), "the article follows");
    // The rule that it turns on, with its text.
    let rule = Codebook::english().rule("marks-in").expect("a rule");
    assert!(window.says("The rule") && window.says(&rule.title) && window.says(&rule.rule));
    window.press("P");
    window.click("Differences only");
    assert!(window.shows("Right: The boats wait."));
    window.press("F6");
    window.press("D");
    assert!(!window.shows("Right: The boats wait."));
    // Nothing is changed before it is asked for.
    assert!(window.shows("Correct my work") && !window.shows("T  Take the key’s"));
    window.press("Ctrl+Shift+K");
    assert!(window.shows("Filter claims"));
}

#[test]
fn the_second_layer_is_made_by_keys_saved_and_opened_again_without_the_key() {
    let place = Place::new();
    let mut window = beside(&place);
    window.press("F6");
    window.press("Ctrl+Enter");
    window.press("T");
    assert_eq!(window.claims()[0], "assertion: The harbour is shut.");
    assert_eq!(lines(&window)[0], "> Other words: \"We had a choice,\" she said");
    // Without a reason the field for it has the keyboard.
    window.press("M");
    assert_eq!(window.keyboard(), "Why I keep it");
    window.write("She says it aloud");
    window.press("Enter");
    assert!(lines(&window).iter().all(|line| !line.contains("We had a choice")), "{:?}", lines(&window));
    // Escape leaves the field and not the key.
    window.press("M");
    window.press("Escape");
    assert!(is_revealed(&window.state()));
    window.press("T");
    window.press("T");
    assert_eq!(lines(&window), [""; 0]);
    assert!(window.says("No difference is open"));
    assert_eq!(
        window.claims(),
        [
            "assertion: The harbour is shut.",
            "quote: \"We had a choice,\" she said",
            "commentary: The boats rot.",
            "assertion: The boats wait."
        ]
    );
    window.press("Shift+L");
    for words in ["Learnt: 2", "Lost: 0", "Still open: 0", "Kept, with a reason: 1", "You changed 3 claims"] {
        assert!(window.says(words), "{words}");
    }
    assert!(window.roles("The harbour is shut.: other tag → right").contains(&Role::Button));
    assert!(window.says("Found 4 of 4, before 3"));
    window.press("Ctrl+S");
    window.wait_for("the file", |state| !state.saving && !state.document.as_ref().is_some_and(Document::is_unsaved));
    let path = place.path("Heron.claims.json");
    let saved = std::fs::read_to_string(&path).expect("the file");
    for secret in ["Anybody can go", "Who would know", "The marks are in", "T. Eacher", "key.claims.json"] {
        assert!(!saved.contains(secret), "{secret}");
    }
    for claim in key().claims().in_order() {
        assert!(!saved.contains(&claim.id.to_string()));
    }
    assert!(saved.contains("marks\\nKept: She says it aloud"));
    let review = store::read_file(&path).expect("a review").review;
    let Some(Lesson::Submission(submission)) = review.role() else { panic!("a submission") };
    assert_eq!(submission.first.as_ref().expect("the first layer").claims.len(), 4);
    // The key is looked at again, and what was kept is known.
    drop(window);
    let mut window = place.open(&path);
    assert!(!is_revealed(&window.state()));
    look(&place, &mut window);
    assert!(window.says("3 right, 1 kept"));
    assert!(window.says("No difference is open"));
}

#[test]
fn nothing_of_the_key_comes_into_the_journal() {
    let place = Place::new();
    let mut window = beside(&place);
    window.press("F6");
    window.press("Ctrl+Enter");
    for key in ["T", "T", "T"] {
        window.press(key);
    }
    drop(window);
    let mut files = vec![place.path("own")];
    let mut seen = 0;
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(std::fs::read_dir(&path).expect("a folder").flatten().map(|entry| entry.path()));
            continue;
        }
        let content = String::from_utf8_lossy(&std::fs::read(&path).expect("a file")).into_owned();
        seen += usize::from(content.contains("Take the key"));
        for secret in ["Anybody can go", "Who would know", "The marks are in", "T. Eacher"] {
            assert!(!content.contains(secret), "{secret} in {}", path.display());
        }
    }
    assert!(seen > 0, "the steps are in the journal");
}

#[test]
fn claims_are_corrected_by_hand_in_the_article_and_in_the_fields() {
    let place = Place::new();
    let mut window = beside(&place);
    window.press("F6");
    window.press("Ctrl+Enter");
    // The claim of the difference is focused, so that a key retags it.
    window.press("A");
    assert!(!lines(&window).iter().any(|line| line.contains("The harbour is shut.")), "{:?}", lines(&window));
    window.select("The boats rot.");
    window.press("C");
    assert!(!lines(&window).iter().any(|line| line.contains("Missed")), "{:?}", lines(&window));
    window.press("Ctrl+K");
    window.write("Note…");
    window.press("Enter");
    assert!(window.is_on("Show: Claims"), "a field of the claim is among the claims");
    window.press("F6");
    window.press("N");
    assert!(window.is_on("Show: Differences"));
    window.press("Ctrl+Z");
    assert!(lines(&window).iter().any(|line| line.contains("Missed")), "undo brings it back");
}

#[test]
fn a_sealed_key_is_opened_with_its_password_alone() {
    let place = Place::new();
    let sealed = seal_key(&key(), &Password::new("wader").expect("a password"), Work::LEAST).expect("sealed");
    let task = write(&place, "task.claims.json", &assignment(make::Enclosed::Sealed(&sealed)));
    let mut window = place.open(&submission_file(&place, &OWN, true));
    window.will_pick(&task);
    window.press("Ctrl+Shift+K");
    window.wait_for("the question", |state| state.overlay.is_some());
    assert_eq!((window.keyboard(), window.role("Password")), ("Password".to_owned(), Role::PasswordInput));
    window.write("heron");
    window.press("Enter");
    window.wait_for("an answer", |state| {
        let asking = state.document.as_ref().and_then(|document| document.revealing.asking.clone());
        matches!(asking, Some(claimlight::app::Asking::Password { fault: Some(_), .. }))
    });
    assert!(window.says("The password does not open the key"));
    assert!(!is_revealed(&window.state()));
    assert_eq!(window.keyboard(), "Password", "it is typed again");
    window.write("wader");
    window.press("Enter");
    window.wait_for("the key", is_revealed);
    assert!(!format!("{:?}", window.state()).contains("wader"));
}

#[test]
fn what_is_no_key_of_it_is_a_sentence() {
    let place = Place::new();
    let mut window = place.open(&submission_file(&place, &OWN, true));
    let broken = store::encode(&assignment(make::Enclosed::Nothing), &Carried::default()).expect("bytes");
    let armor = "-----BEGIN AGE ENCRYPTED FILE-----\\nbroken";
    let text = String::from_utf8(broken).expect("text");
    let damaged = text.replacen("\"assignment\": {", &format!("\"assignment\": {{ \"sealed_key\": \"{armor}\","), 1);
    for (name, content, words) in [
        ("words.txt", "Nothing but words.\n", "There is no key in “words.txt”"),
        ("absent.claims.json", text.as_str(), "There is no key in this assignment"),
    ] {
        window.will_pick(&place.file(name, content));
        window.press("Ctrl+Shift+K");
        window.wait_for("a sentence", |state| state.notices.iter().any(|notice| notice.words.contains(words)));
    }
    window.will_pick(&place.file("damaged.claims.json", &damaged));
    window.press("Ctrl+Shift+K");
    window.wait_for("the question", |state| state.overlay.is_some());
    window.write("wader");
    window.press("Enter");
    window.wait_for("a sentence", |state| state.notices.iter().any(|notice| notice.words.contains("damaged")));
    assert!(window.state().overlay.is_none() && !is_revealed(&window.state()));
    // Where there is no dialog, the path is typed.
    window.will_have_no_dialog();
    window.press("Ctrl+Shift+K");
    assert_eq!(window.keyboard(), "Path of the key");
    window.write(&write(&place, "open.claims.json", &assignment(make::Enclosed::Open(&key()))).to_string_lossy());
    window.press("Enter");
    window.wait_for("the key", is_revealed);
    assert_eq!(lines(&window).len(), 4);
}

#[test]
fn in_practice_each_tag_is_answered_at_once_below_the_article() {
    let place = Place::new();
    let mut window = place.open_article();
    practise(&place, &mut window);
    assert!(window.says("Practice: each tag is answered here at once"));
    window.tag("C", "The harbour is shut.");
    assert!(window.says("The words are right, the tag is not: you have commentary, the key has an assertion"));
    assert!(window.says("Anybody can go and look"), "with what the teacher says");
    window.press("A");
    assert!(window.says("Right: an assertion"));
    window.tag("A", "The boats stay in.");
    assert!(window.says("You have an assertion here. The key has nothing"));
    // Everything at once, and what is missed only when it is asked for.
    window.press("F7");
    assert_eq!(lines(&window).len(), 2, "{:?}", lines(&window));
    assert!(window.says("Found 1 of 4") && !window.says("Missed"));
    window.press("Shift+F7");
    assert_eq!(lines(&window).iter().filter(|line| line.contains("Missed")).count(), 3);
    window.click("Go on tagging");
    for (key, words) in [("Q", "\"We had a choice,\""), ("C", "The boats rot."), ("A", "The boats wait.")] {
        window.tag(key, words);
    }
    assert!(window.says("All of the key is found") && window.says("Right tag 4 of 4"));
    window.click("Again");
    assert_eq!(window.claims(), [""; 0]);
    assert!(window.says("Practice: each tag is answered here at once"));
    window.press("Ctrl+Z");
    assert_eq!(window.claims().len(), 5);
}

#[test]
fn before_it_is_handed_in_the_key_is_not_asked_for() {
    let place = Place::new();
    let mut window = place.open(&submission_file(&place, &OWN, false));
    window.press("Ctrl+Shift+K");
    assert!(window.notices()[0].contains("was not handed in yet"), "{:?}", window.notices());
    assert!(window.asked().is_empty());
}
