//! A submission beside its key: what may be looked at and when, what differs in words, what is taken, kept and learnt, and practice.

use std::sync::Arc;

use claimlight::{
    app::{
        Action, Answer, Asking, Became, Command, Effect, HeldKey, KeyFault, LessonCommand, Overlay, PlaceOfFocus,
        RevealAction, RevealCommand, RevealEffect, RevealTab, SealedKey, Secret, Stage, Standing, View, explain,
        row_name,
    },
    claim::{Claim, ClaimId, Segments, Speaker, SpeakerId, Tag},
    classroom::{make, submission},
    review::{Claims, Review},
    store::{Digest, Password, Work, seal_key},
    teaching::{
        Alternative, AnswerKey, Asked, AssignmentId, KeyEntry, Pseudonym, Refused, Role, Sealed, Task, Tolerance,
    },
    text::{ByteIndex, Span},
};
use jiff::Timestamp;
use uuid::Uuid;

use crate::support::{BOATS, Desk, arrival, records};

/// A claim as a test writes it: its tag, its words, its speaker and its note.
type Written<'a> = (Tag, &'a str, Option<&'a str>, &'a str);

const ASSIGNMENT: AssignmentId = AssignmentId(Uuid::from_u128(77));

/// What the teacher expects; the notes are the teacher's own.
const KEY: [Written<'static>; 4] = [
    (Tag::Assertion, "The harbour is shut.", None, "Anybody can go and look"),
    (Tag::Quote, "\"We had a choice,\"", Some("Mara Lind"), "Marks in"),
    (Tag::Assertion, "The boats rot.", None, "Wood can be tested"),
    (Tag::Commentary, "Nobody asked the crews.", None, "Who would know?"),
];

/// What the pupil has: another tag, too many words and no speaker, one missed, one right, one too many.
const OWN: [Written<'static>; 4] = [
    (Tag::Commentary, "The harbour is shut.", None, "It sounds sad"),
    (Tag::Quote, "\"We had a choice,\" she said", None, "marks"),
    (Tag::Commentary, "Nobody asked the crews.", None, "judges"),
    (Tag::Assertion, "The boats wait.", None, "can be seen"),
];

fn span(review: &Review, words: &str) -> Span {
    let start = BOATS.find(words).expect("words of the article");
    let range = ByteIndex::new(start)..ByteIndex::new(start + words.len());
    review.article().text().span(range).expect("whole characters")
}

/// A review of the boats; its claims have ids from `from` on.
fn review(reviewer: &str, from: u128, written: &[Written<'_>]) -> Review {
    let bare = arrival(BOATS).review;
    let mut speakers: Vec<Speaker> = Vec::new();
    let claims = written.iter().enumerate().map(|(number, (tag, words, speaker, note))| {
        let id = ClaimId(Uuid::from_u128(from + number as u128));
        let mut claim = Claim::new(id, *tag, Segments::one(span(&bare, words)), Timestamp::UNIX_EPOCH);
        (*note).clone_into(&mut claim.note);
        claim.speaker = speaker.map(|name| {
            let speaker = Speaker::named(SpeakerId(Uuid::from_u128(from + 500 + number as u128)), name);
            speakers.push(speaker.clone());
            speaker.id
        });
        claim
    });
    let claims: Claims = claims.collect();
    Review::from_parts(bare.article().clone(), reviewer.to_owned(), speakers, claims, Vec::new())
}

fn task() -> Task {
    Task::new(Asked { why: true, ..Asked::default() }).expect("a task")
}

fn key() -> Review {
    make::key(&review("T. Eacher", 9000, &KEY), Some((ASSIGNMENT, &task()))).expect("a key")
}

/// The key with something else said of its claims.
fn key_with(entries: Vec<(u128, KeyEntry)>, passages: &[&str]) -> Review {
    let key = key();
    let entries = entries.into_iter().map(|(number, entry)| (ClaimId(Uuid::from_u128(9000 + number)), entry));
    let spans: Vec<Span> = passages.iter().map(|words| span(&key, words)).collect();
    let mut answers = AnswerKey::new(entries, Tolerance::ALL, spans).expect("a key");
    answers.assignment = Some(ASSIGNMENT);
    key.with_role(Some(Role::Key(answers)))
}

fn hash(review: &Review) -> String {
    Digest::of_text(review.article().text()).to_string()
}

fn held(key: Review) -> Arc<HeldKey> {
    let hash = hash(&key);
    Arc::new(HeldKey::new("key.claims.json", key, hash).expect("a key"))
}

fn assignment() -> Review {
    let bare = arrival(BOATS).review;
    make::assignment(bare.article(), "T. Eacher", ASSIGNMENT, task(), make::Enclosed::Nothing).expect("an assignment")
}

fn begun(written: &[Written<'_>]) -> Review {
    let assignment = assignment();
    let pseudonym = Pseudonym::new("Heron").expect("a pseudonym");
    let begun = submission::begin(&assignment, &pseudonym, hash(&assignment)).expect("a submission");
    let tagged = review("Heron", 5001, written);
    let claims: Claims = tagged.claims().in_order().iter().map(Arc::clone).collect();
    let speakers = tagged.speakers().to_vec();
    Review::from_parts(begun.article().clone(), "Heron".to_owned(), speakers, claims, Vec::new())
        .with_role(begun.role().cloned())
}

fn handed(written: &[Written<'_>]) -> Review {
    let mut review = begun(written);
    let edit = submission::hand_in(&review, Timestamp::UNIX_EPOCH).expect("not handed in yet");
    review.apply(&edit).expect("it fits");
    review
}

fn open(review: Review) -> Desk {
    let mut desk = Desk::empty();
    let mut arrived = arrival(BOATS);
    arrived.review = review;
    desk.tell(Command::Arrived(Box::new(arrived)));
    desk
}

fn act(desk: &mut Desk, action: RevealAction) -> Vec<Effect> {
    desk.act(Action::Reveal(action))
}

fn tell(desk: &mut Desk, command: RevealCommand) -> Vec<Effect> {
    desk.tell(Command::Reveal(command))
}

/// What is to be done for the key.
fn wanted(effects: &[Effect]) -> Option<&RevealEffect> {
    effects.iter().find_map(|effect| match effect {
        Effect::RevealKey(effect) => Some(effect),
        _ => None,
    })
}

/// Has a file with a key chosen; returns the number under which it is read.
fn choose(desk: &mut Desk) -> u64 {
    let effects = act(desk, RevealAction::Look);
    assert_eq!(wanted(&effects), Some(&RevealEffect::Ask));
    let effects = tell(desk, RevealCommand::With("key.claims.json".into()));
    let Some(RevealEffect::Read(number, _)) = wanted(&effects) else { panic!("{effects:?}") };
    *number
}

/// What was handed in, beside a key.
fn beside(written: &[Written<'_>], key: Review) -> Desk {
    let mut desk = open(handed(written));
    let number = choose(&mut desk);
    tell(&mut desk, RevealCommand::Came(number, Ok(held(key))));
    assert!(desk.document().revealing.is_shown(), "{:?}", desk.notices());
    desk
}

/// The same in the second layer.
fn corrected(written: &[Written<'_>], key: Review) -> Desk {
    let mut desk = beside(written, key);
    act(&mut desk, RevealAction::Correct);
    desk
}

/// A submission that was begun, with a key that lies open.
fn practised(written: &[Written<'_>]) -> Desk {
    let mut desk = open(begun(written));
    let effects = desk.tell(Command::Lesson(LessonCommand::KeyFound(ASSIGNMENT, Arc::new(key()))));
    let Some(RevealEffect::Prepare(number, lies_open)) = wanted(&effects) else { panic!("{effects:?}") };
    let key = held(Review::clone(lies_open));
    tell(&mut desk, RevealCommand::Came(*number, Ok(key)));
    desk
}

/// The rows that are listed, each in short.
fn rows(desk: &Desk) -> Vec<String> {
    let revealing = &desk.document().revealing;
    let row = |number: &usize| {
        let row = &revealing.revealed().rows[*number];
        let sign = if revealing.current() == Some(*number) { "> " } else { "" };
        let kept = if row.is_kept { ", kept" } else { "" };
        format!("{sign}{}{kept}: {}", row_name(row), &BOATS[row.place().start.get()..row.place().end.get()])
    };
    revealing.rows().iter().map(row).collect()
}

/// What is said of the row that is looked at.
fn said(desk: &Desk) -> claimlight::app::Explained {
    let revealing = &desk.document().revealing;
    explain(revealing.current_row().expect("a row"), revealing.held().expect("a key"), desk.review())
}

fn note(desk: &Desk, id: u128) -> String {
    desk.review().claims().get(ClaimId(Uuid::from_u128(5000 + id))).expect("the claim").note.clone()
}

#[test]
fn a_key_is_looked_at_after_handing_in_alone() {
    let mut desk = Desk::with(BOATS);
    assert_eq!(act(&mut desk, RevealAction::Look), []);
    assert!(desk.notices()[0].contains("not a submission"), "{:?}", desk.notices());
    let mut desk = open(begun(&OWN));
    assert_eq!(act(&mut desk, RevealAction::Look), []);
    assert_eq!(desk.notices(), [Refused::NotHandedIn.to_string()]);
    assert!(!desk.document().revealing.is_shown());
    let mut desk = beside(&OWN, key());
    // What is taken back is no longer beside the key.
    let hand_in = desk.review().clone();
    assert_eq!(desk.document().revealing.stage(&hand_in), Stage::Handed);
    assert!(!records(&act(&mut desk, RevealAction::Take)), "what was handed in stays as it is");
    assert_eq!(*desk.review(), hand_in);
}

#[test]
fn what_differs_is_listed_in_text_order_and_said_in_words() {
    let mut desk = beside(&OWN, key());
    assert_eq!(
        rows(&desk),
        [
            "> Other tag: The harbour is shut.",
            "Other words: \"We had a choice,\" she said",
            "Missed: The boats rot.",
            "Not in the key: The boats wait."
        ]
    );
    let mut sentences = Vec::new();
    for _ in 0..4 {
        sentences.push(said(&desk));
        act(&mut desk, RevealAction::Next);
    }
    let words: Vec<&str> = sentences.iter().map(|explained| explained.sentence.as_str()).collect();
    assert_eq!(
        words,
        [
            "The words are right, the tag is not: you have commentary, the key has an assertion",
            "The tag is right. In the key it begins or ends elsewhere",
            "The key has an assertion here that you did not tag",
            "You have an assertion here. The key has nothing"
        ]
    );
    let second = &sentences[1];
    assert_eq!((second.too_much.as_slice(), second.too_little.len()), (["she said".to_owned()].as_slice(), 0));
    assert_eq!(second.speaker.as_deref(), Some("Who says it? In the key: Mara Lind. You have: nobody"));
    // Round the end it begins anew, and what is looked at is in sight.
    assert_eq!(desk.document().revealing.current(), Some(0));
    let effects = act(&mut desk, RevealAction::Previous);
    assert!(effects.contains(&Effect::Reveal(desk.find("The boats wait.").0)), "{effects:?}");
    act(&mut desk, RevealAction::Everything);
    assert!(rows(&desk).contains(&"Right: Nobody asked the crews.".to_owned()));
    assert_eq!(desk.document().revealing.revealed().rows[1].difference.notes, ["Marks in"]);
}

#[test]
fn what_is_open_or_elsewhere_does_not_count() {
    let optional = |alternatives| KeyEntry { optional: true, alternatives, ..KeyEntry::default() };
    let shorter =
        Alternative { tag: Tag::Quote, segments: Segments::one(span(&key(), "We had a choice")), speaker: None };
    let wider = Alternative {
        tag: Tag::Quote,
        segments: Segments::one(span(&key(), "\"We had a choice,\" she said")),
        speaker: None,
    };
    let entries = vec![
        (0, optional(vec![])),
        (1, KeyEntry { alternatives: vec![shorter, wider], ..KeyEntry::default() }),
        (2, optional(vec![])),
    ];
    let key = key_with(entries, &["The harbour is shut.", "\"We had a choice,\" she said", "The boats rot."]);
    let mut desk = beside(&OWN, key);
    assert_eq!(rows(&desk), ["> Other tag: The harbour is shut."], "it differs, and does not count");
    assert_eq!(said(&desk).remark, Some("The key leaves this open: it does not count"));
    act(&mut desk, RevealAction::Everything);
    assert_eq!(
        rows(&desk)[1..],
        [
            "Right: \"We had a choice,\" she said",
            "May be left out: The boats rot.",
            "Does not count: Nobody asked the crews.",
            "Does not count: The boats wait."
        ]
    );
    let revealed = Arc::clone(desk.document().revealing.revealed());
    assert_eq!(revealed.rows[2].standing, Standing::LeftOut);
    act(&mut desk, RevealAction::Next);
    assert_eq!(said(&desk).remark, Some("The key shows another way first; yours is as right"));
    assert_eq!((revealed.components.identified.right, revealed.components.identified.of), (1, 1));
}

#[test]
fn each_difference_is_taken_as_one_step_and_leaves_the_list() {
    let mut desk = corrected(&OWN, key());
    assert_eq!(desk.steps(), ["Begin second layer"]);
    let before = desk.review().clone();
    let mut left = rows(&desk).len();
    while left > 0 {
        let effects = act(&mut desk, RevealAction::Take);
        assert!(records(&effects), "{:?}", desk.notices());
        assert_eq!(rows(&desk).len(), left - 1, "{:?}", rows(&desk));
        left -= 1;
        // The next is looked at.
        assert_eq!(desk.document().revealing.current().is_some(), left > 0);
    }
    assert_eq!(
        desk.claims(),
        [
            "assertion: The harbour is shut.",
            "quote: \"We had a choice,\"",
            "assertion: The boats rot.",
            "commentary: Nobody asked the crews."
        ]
    );
    let quote = desk.review().claims().get(ClaimId(Uuid::from_u128(5002))).expect("the pupil’s own claim");
    assert_eq!(desk.review().speaker(quote.speaker.expect("a speaker")).expect("it").name, "Mara Lind");
    assert_eq!(quote.note, "marks", "the pupil’s reason stays");
    assert_eq!(desk.steps().len(), 5);
    for _ in 0..4 {
        desk.act(Action::Undo);
    }
    assert_eq!(*desk.review(), before, "each is one step");
    assert_eq!(rows(&desk).len(), 4, "the list follows");
    desk.act(Action::Undo);
    assert_eq!(desk.document().revealing.stage(desk.review()), Stage::Handed);
}

#[test]
fn what_is_kept_needs_a_reason_that_goes_behind_the_note() {
    let mut desk = corrected(&OWN, key());
    let effects = act(&mut desk, RevealAction::Keep);
    assert_eq!(effects, [Effect::Focus(PlaceOfFocus::KeepReason)], "the reason is asked for");
    assert!(desk.document().undo.done_names().count() == 1, "and nothing is done");
    tell(&mut desk, RevealCommand::Reason("  The harbour is the mayor’s, and she is shut off ".to_owned()));
    assert!(records(&act(&mut desk, RevealAction::Keep)));
    assert_eq!(note(&desk, 1), "It sounds sad\nKept: The harbour is the mayor’s, and she is shut off");
    assert!(desk.document().revealing.reason.is_empty());
    assert_eq!(rows(&desk)[0], "> Other words: \"We had a choice,\" she said");
    // Where the pupil has nothing, the reason is in the history.
    tell(&mut desk, RevealCommand::Choose(2));
    assert_eq!(said(&desk).sentence, "The key has an assertion here that you did not tag");
    tell(&mut desk, RevealCommand::Reason("It is one with the sentence before".to_owned()));
    act(&mut desk, RevealAction::Keep);
    let last = desk.review().history().last().expect("an entry");
    assert_eq!(last.reason.as_deref(), Some("It is one with the sentence before"));
    assert_eq!(rows(&desk).len(), 2);
    act(&mut desk, RevealAction::Everything);
    assert!(rows(&desk).contains(&"Missed, kept: The boats rot.".to_owned()));
    act(&mut desk, RevealAction::Everything);
    // What is kept is known again when the file is opened the next time.
    let kept = desk.review().clone();
    let mut again = open(kept);
    let number = choose(&mut again);
    tell(&mut again, RevealCommand::Came(number, Ok(held(key()))));
    assert_eq!(rows(&again).len(), 2);
    // A claim that is changed after that is asked about again.
    let at = again.find("The harbour is shut.").0;
    again.tell(Command::Click(at));
    again.act(Action::Tag(Tag::Quote));
    assert_eq!(rows(&again)[0], "> Other tag: The harbour is shut.");
    again.act(Action::Undo);
    assert_eq!(rows(&again).len(), 2);
    desk.act(Action::Undo);
    desk.act(Action::Undo);
    assert_eq!(note(&desk, 1), "It sounds sad");
    assert_eq!(rows(&desk).len(), 4);
}

#[test]
fn claims_that_are_several_or_one_are_taken_together() {
    let own = [
        (Tag::Assertion, "The harbour is", None, "a"),
        (Tag::Assertion, "shut.", None, "b"),
        (Tag::Commentary, "Nobody asked the crews. The boats wait.", None, "c"),
    ];
    let keys = [
        KEY[0],
        (Tag::Commentary, "Nobody asked the crews.", None, ""),
        (Tag::Commentary, "The boats wait.", None, ""),
    ];
    let key = make::key(&review("T. Eacher", 9000, &keys), Some((ASSIGNMENT, &task()))).expect("a key");
    let mut desk = corrected(&own, key);
    assert_eq!(
        rows(&desk),
        ["> One made several: The harbour is shut.", "Several made one: Nobody asked the crews. The boats wait."]
    );
    act(&mut desk, RevealAction::Take);
    act(&mut desk, RevealAction::Take);
    assert_eq!(
        desk.claims(),
        ["assertion: The harbour is shut.", "commentary: Nobody asked the crews.", "commentary: The boats wait."]
    );
    assert_eq!((note(&desk, 1), note(&desk, 3)), ("a".to_owned(), "c".to_owned()));
    assert_eq!(desk.document().revealing.revealed().open(), 0);
}

#[test]
fn claims_are_corrected_by_hand_as_well_and_what_was_learnt_is_shown() {
    let mut desk = corrected(&OWN, key());
    let (start, _) = desk.find("The harbour is shut.");
    desk.tell(Command::Click(start));
    desk.act(Action::Tag(Tag::Assertion));
    assert_eq!(rows(&desk).len(), 3);
    desk.tag(Tag::Assertion, "The boats rot.");
    assert_eq!(rows(&desk).len(), 2);
    let (start, _) = desk.find("Nobody asked the crews.");
    desk.tell(Command::Click(start));
    desk.act(Action::Tag(Tag::Quote));
    let learnt = desk.document().revealing.revealed().learnt.clone().expect("two layers");
    let of = |became| learnt.count(became);
    assert_eq!((of(Became::Learnt), of(Became::Lost), of(Became::Open), of(Became::Right)), (2, 1, 1, 0));
    assert_eq!((learnt.extra, learnt.changed), ([1, 1], 3));
    assert_eq!(learnt.components.tagged.right, 2, "at first");
    act(&mut desk, RevealAction::Learnt);
    assert_eq!(desk.document().revealing.tab, RevealTab::Learnt);
    act(&mut desk, RevealAction::Learnt);
    assert_eq!(desk.document().revealing.tab, RevealTab::Differences);
    // A field of the claim is where the claims are.
    desk.act(Action::FocusOn(PlaceOfFocus::Speaker));
    assert_eq!(desk.document().revealing.tab, RevealTab::Claims);
}

#[test]
fn a_wrong_file_changes_nothing_that_was_open() {
    let mut desk = beside(&OWN, key());
    let before = rows(&desk);
    let other_article = {
        let mut other = Desk::with("Another article.");
        other.tag(Tag::Assertion, "Another article.");
        other.review().clone()
    };
    let other_assignment = {
        let mut answers = AnswerKey::default();
        answers.assignment = Some(AssignmentId(Uuid::from_u128(78)));
        key().with_role(Some(Role::Key(answers)))
    };
    let fault = |words: &str| Err(KeyFault { words: words.to_owned(), is_password: false });
    for (outcome, words) in [
        (Ok(held(other_article)), Refused::AnotherArticle.to_string()),
        (Ok(held(other_assignment)), Refused::AnotherAssignment.to_string()),
        (fault("The sealed key is damaged"), "The sealed key is damaged".to_owned()),
    ] {
        let effects = tell(&mut desk, RevealCommand::With("other.claims.json".into()));
        let Some(RevealEffect::Read(number, _)) = wanted(&effects) else { panic!("{effects:?}") };
        tell(&mut desk, RevealCommand::Came(*number, outcome));
        assert_eq!(desk.notices().last(), Some(&words.as_str()));
        assert_eq!(rows(&desk), before, "the key that was there is still there");
    }
    // An answer to what was asked before is not looked at.
    tell(&mut desk, RevealCommand::Came(1, fault("too late")));
    assert!(!desk.notices().contains(&"too late"));
    // Of another text than the one that was handed out.
    let mut edited = handed(&[]);
    let Some(Role::Submission(submission)) = edited.role().cloned() else { panic!("a submission") };
    let other = arrival("The harbour is open.").review;
    edited = Review::new(other.article().clone(), "Heron").with_role(Some(Role::Submission(submission)));
    assert_eq!(held(key()).suits(&edited), Err(Refused::EditedText));
}

fn sealed(words: &str) -> Sealed {
    seal_key(&key(), &Password::new(words).expect("a password"), Work::LEAST).expect("a sealed key")
}

#[test]
fn a_sealed_key_asks_for_its_password_until_it_is_right_or_left() {
    let mut desk = open(handed(&OWN));
    let number = choose(&mut desk);
    let sealed =
        SealedKey { name: "task.claims.json".to_owned(), sealed: sealed("heron"), assignment: Arc::new(assignment()) };
    tell(&mut desk, RevealCommand::IsSealed(number, sealed.clone()));
    assert_eq!(desk.state.overlay, Some(Overlay::Key));
    let secret = || Secret::new(Password::new("wader").expect("a password"));
    assert!(!format!("{:?}", RevealCommand::Password(secret())).contains("wader"), "it is never shown");
    let effects = tell(&mut desk, RevealCommand::Password(secret()));
    let Some(RevealEffect::Open(number, _, _)) = wanted(&effects) else { panic!("{effects:?}") };
    assert_eq!(tell(&mut desk, RevealCommand::Password(secret())), [], "one at a time");
    let wrong = KeyFault { words: "The password does not open the key".to_owned(), is_password: true };
    tell(&mut desk, RevealCommand::Came(*number, Err(wrong.clone())));
    let Some(Asking::Password { is_tried: false, fault: Some(fault), .. }) = &desk.document().revealing.asking else {
        panic!("{:?}", desk.document().revealing.asking)
    };
    assert_eq!(*fault, wrong.words);
    let effects = tell(&mut desk, RevealCommand::Password(secret()));
    let Some(RevealEffect::Open(number, _, _)) = wanted(&effects) else { panic!("{effects:?}") };
    let number = *number;
    let mut left = desk.clone();
    tell(&mut desk, RevealCommand::Came(number, Ok(held(key()))));
    assert_eq!((desk.state.overlay, desk.document().revealing.is_shown()), (None, true));
    // Whoever leaves the question waits for nothing any more.
    left.act(Action::Escape);
    assert_eq!((left.state.overlay, &left.document().revealing.asking), (None, &None));
    tell(&mut left, RevealCommand::Came(number, Ok(held(key()))));
    assert!(!left.document().revealing.is_shown());
}

#[test]
fn nothing_of_the_key_but_what_is_taken_is_recorded_and_it_goes_with_the_document() {
    let entries = vec![
        (0, KeyEntry { rule: Some("edges".to_owned()), note: "Secret note".to_owned(), ..KeyEntry::default() }),
        (2, KeyEntry { note: "Another secret".to_owned(), ..KeyEntry::default() }),
    ];
    let mut desk = beside(&OWN, key_with(entries, &[]));
    let mut effects = act(&mut desk, RevealAction::Correct);
    effects.extend(act(&mut desk, RevealAction::Take));
    tell(&mut desk, RevealCommand::Choose(2));
    tell(&mut desk, RevealCommand::Reason("mine".to_owned()));
    effects.extend(act(&mut desk, RevealAction::Keep));
    desk.act(Action::Undo);
    effects.extend(desk.act(Action::Redo));
    let recorded = format!("{effects:?} {:?}", desk.review());
    let ids = (0..4).map(|number| Uuid::from_u128(9000 + number).to_string());
    for secret in
        ids.chain(["Secret note", "Another secret", "Anybody can go", "T. Eacher", "Mara Lind"].map(str::to_owned))
    {
        assert!(!recorded.contains(&secret), "{secret} is of the key");
    }
    desk.tell(Command::Arrived(Box::new(arrival(BOATS))));
    desk.answer(Answer::GoOn);
    assert!(desk.document().revealing.held().is_none());
    assert!(!format!("{:?}", desk.state).contains("Secret note"), "it is forgotten");
}

#[test]
fn in_practice_each_tag_is_answered_at_once_and_nothing_else_is_told() {
    let mut desk = practised(&[]);
    let revealing = |desk: &Desk| desk.document().revealing.clone();
    assert!(revealing(&desk).answers_at_once(desk.review()) && revealing(&desk).answer().is_none());
    let answer = |desk: &Desk| {
        let revealing = revealing(desk);
        let row = revealing.answer().expect("an answer").clone();
        explain(&row, revealing.held().expect("a key"), desk.review()).sentence
    };
    desk.tag(Tag::Commentary, "The harbour is shut.");
    assert!(answer(&desk).starts_with("The words are right, the tag is not"), "{}", answer(&desk));
    desk.act(Action::Tag(Tag::Assertion));
    assert_eq!(answer(&desk), "Right: an assertion");
    desk.tag(Tag::Commentary, "The boats wait.");
    assert_eq!(answer(&desk), "You have commentary here. The key has nothing");
    let (start, _) = desk.find("The harbour is shut.");
    desk.tell(Command::Click(start));
    assert_eq!(answer(&desk), "Right: an assertion", "another claim is looked at");
    assert!(!revealing(&desk).is_shown());
    // Everything that is tagged, and not what is missed before it is asked for.
    act(&mut desk, RevealAction::Check);
    assert_eq!(
        rows(&desk),
        ["> Right: The harbour is shut.", "Not in the key: The boats wait."],
        "{:?}",
        desk.notices()
    );
    act(&mut desk, RevealAction::Missed);
    assert_eq!(rows(&desk).len(), 5);
    act(&mut desk, RevealAction::Missed);
    assert_eq!(rows(&desk).len(), 2);
    // Without handing in, a claim can be taken from the key.
    tell(&mut desk, RevealCommand::Choose(4));
    assert!(records(&act(&mut desk, RevealAction::Take)), "{:?}", desk.notices());
    assert_eq!(desk.claims(), ["assertion: The harbour is shut."]);
    act(&mut desk, RevealAction::Look);
    assert!(!revealing(&desk).is_shown());
    // It can be silent, too.
    act(&mut desk, RevealAction::AtOnce);
    assert!(!revealing(&desk).answers_at_once(desk.review()));
}

#[test]
fn a_lesson_is_begun_again_as_one_step() {
    let mut desk = practised(&OWN);
    assert!(desk.document().revealing.answer().is_none(), "what was there before is not answered");
    let before = desk.review().clone();
    desk.tag(Tag::Assertion, "The boats rot.");
    let tagged = desk.review().clone();
    act(&mut desk, RevealAction::Missed);
    assert!(desk.document().revealing.is_shown());
    act(&mut desk, RevealAction::Again);
    assert_eq!((desk.claims().len(), desk.review().history().len()), (0, 0));
    let revealing = &desk.document().revealing;
    assert!(
        !revealing.is_shown() && revealing.answers_at_once(desk.review()) && !revealing.shows_missed(desk.review())
    );
    assert_eq!(desk.steps().last().map(String::as_str), Some("Start the lesson over"));
    desk.act(Action::Undo);
    assert_eq!(*desk.review(), tagged);
    desk.act(Action::Undo);
    assert_eq!(*desk.review(), before);
}

#[test]
fn a_lesson_that_was_handed_in_needs_no_file_for_its_key() {
    let mut desk = open(handed(&OWN));
    let effects = desk.tell(Command::Lesson(LessonCommand::KeyFound(ASSIGNMENT, Arc::new(key()))));
    let Some(RevealEffect::Prepare(number, _)) = wanted(&effects) else { panic!("{effects:?}") };
    tell(&mut desk, RevealCommand::Came(*number, Ok(held(key()))));
    assert!(!desk.document().revealing.answers_at_once(desk.review()), "after handing in nothing is answered at once");
    assert_eq!(wanted(&act(&mut desk, RevealAction::Look)), None);
    assert_eq!(rows(&desk).len(), 4);
    desk.state.view = View::Track;
    act(&mut desk, RevealAction::Look);
    assert!(desk.state.view == View::Read && desk.document().revealing.is_shown(), "from elsewhere it leads back");
    desk.act(Action::Escape);
    desk.act(Action::Escape);
    assert!(!desk.document().revealing.is_shown());
}

#[test]
fn speakers_that_were_not_asked_for_are_no_difference() {
    let only = [(Tag::Quote, "\"We had a choice,\"", None, "")];
    let mut review = handed(&only);
    let Some(Role::Submission(mut submission)) = review.role().cloned() else { panic!("a submission") };
    submission.task = Task::new(Asked { fields: Vec::new(), ..Asked::default() }).expect("a task");
    review = review.with_role(Some(Role::Submission(submission)));
    let mut desk = open(review);
    let number = choose(&mut desk);
    tell(&mut desk, RevealCommand::Came(number, Ok(held(key()))));
    assert!(rows(&desk).iter().all(|row| row.contains("Missed")), "{:?}", rows(&desk));
    let desk = beside(&only, key());
    assert!(rows(&desk).contains(&"Other speaker: \"We had a choice,\"".to_owned()), "{:?}", rows(&desk));
}
