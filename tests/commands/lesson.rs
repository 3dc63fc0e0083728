//! The pupil's side of a lesson: what is offered, begun, refused and kept as it is.

use std::sync::Arc;

use claimlight::{
    app::{
        Action, Answer, Arrival, CheckCommand, CheckField, Command, Effect, LessonAction, LessonCommand, LessonEffect,
        LessonForm, Overlay, Question, View,
    },
    claim::{Priority, Segments, StatusGroup, Tag},
    classroom::{
        Lack,
        make::{self, Enclosed},
        submission,
    },
    review::Review,
    store::Digest,
    teaching::{Asked, AskedField, AssignmentId, Pseudonym, Role, Task},
};
use uuid::Uuid;

use crate::support::{BOATS, Desk, arrival, file, records};

const ID: AssignmentId = AssignmentId(Uuid::from_u128(7));

/// What the teacher marked in the boats.
const TAUGHT: [(Tag, &str); 3] = [
    (Tag::Assertion, "The harbour is shut."),
    (Tag::Quote, "\"We had a choice,\""),
    (Tag::Commentary, "The boats rot."),
];

fn assignment(asked: Asked) -> Review {
    let taught = Desk::with_claims(&TAUGHT);
    let task = Task::new(asked).expect("a task");
    let key = make::key(taught.review(), Some((ID, &task))).expect("a key");
    make::assignment(taught.review().article(), "T", ID, task, Enclosed::Open(&key)).expect("an assignment")
}

fn arriving(review: Review) -> Command {
    Command::Arrived(Box::new(Arrival { review, ..arrival(BOATS) }))
}

fn act(desk: &mut Desk, action: LessonAction) -> Vec<Effect> {
    desk.act(Action::Lesson(action))
}

fn tell(desk: &mut Desk, command: LessonCommand) -> Vec<Effect> {
    desk.tell(Command::Lesson(command))
}

fn lesson_of(effects: Vec<Effect>) -> Vec<LessonEffect> {
    let of_lesson = |effect| match effect {
        Effect::Lesson(effect) => Some(effect),
        _ => None,
    };
    effects.into_iter().filter_map(of_lesson).collect()
}

/// A desk with a submission that asks for this.
fn pupil(asked: Asked) -> Desk {
    let assignment = assignment(asked);
    let hash = Digest::of_text(assignment.article().text()).to_string();
    let heron = Pseudonym::new("Heron").expect("a pseudonym");
    let mut desk = Desk::empty();
    desk.tell(arriving(submission::begin(&assignment, &heron, hash).expect("a submission")));
    desk
}

fn cut() -> Asked {
    let taught = Desk::with_claims(&TAUGHT);
    Asked { spans: make::cut(taught.review()).expect("spans"), ..Asked::default() }
}

fn hand_in(desk: &mut Desk) {
    desk.state.document.as_mut().expect("a document").file = Some(file("mine.claims.json"));
    act(desk, LessonAction::HandIn);
    assert_eq!(desk.state.overlay, Some(Overlay::Lesson(LessonForm::HandIn)));
    let effects = tell(desk, LessonCommand::HandIn);
    assert!(records(&effects) && effects.iter().any(|effect| matches!(effect, Effect::Save(_))), "{effects:?}");
}

#[test]
fn an_assignment_is_offered_and_never_shown() {
    let mut desk = Desk::with(BOATS);
    let effects = desk.tell(arriving(assignment(Asked::default())));
    assert!(effects.is_empty());
    assert_eq!(desk.state.overlay, Some(Overlay::Lesson(LessonForm::Begin)));
    assert!(desk.review().role().is_none(), "what was open stays");
    let effects = lesson_of(tell(&mut desk, LessonCommand::Begin(" Heron ".to_owned())));
    let [LessonEffect::Begin(beginning)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(beginning.pseudonym.as_str(), "Heron");
    assert_eq!(beginning.beside.name, "Heron – boats.claims.json");
    assert_eq!((desk.state.settings.pseudonym.as_str(), desk.state.overlay), ("Heron", None));
}

#[test]
fn what_is_offered_goes_when_its_form_goes() {
    type Leave = fn(&mut Desk) -> Vec<Effect>;
    let ways: [Leave; 3] =
        [|desk| desk.act(Action::Escape), |desk| desk.act(Action::Palette), |desk| desk.act(Action::Quit)];
    for leave in ways {
        let mut desk = Desk::with_claims(&TAUGHT);
        desk.tell(arriving(assignment(Asked::default())));
        let effects = leave(&mut desk);
        assert!(effects.contains(&Effect::DropArrival), "{effects:?}");
        assert!(desk.state.lessons.offer().is_none());
        assert!(tell(&mut desk, LessonCommand::Begin("Heron".to_owned())).is_empty());
    }
    // Another arrival takes its place, with what belongs to it.
    let mut desk = Desk::empty();
    desk.tell(arriving(assignment(Asked::default())));
    let effects = desk.tell(Command::Arrived(Box::new(arrival(BOATS))));
    assert!(effects.contains(&Effect::TakeOver) && !effects.contains(&Effect::DropArrival), "{effects:?}");
    assert_eq!((desk.state.overlay, desk.state.lessons.offer().is_none()), (None, true));
}

#[test]
fn opened_as_it_is_unsaved_work_is_asked_about() {
    let mut desk = Desk::with_claims(&TAUGHT);
    desk.tell(arriving(assignment(Asked::default())));
    tell(&mut desk, LessonCommand::OpenAsItIs);
    assert!(matches!(desk.question(), Question::Unsaved { .. }));
}

#[test]
fn no_pseudonym_and_a_newer_version_begin_nothing() {
    let mut desk = Desk::empty();
    desk.tell(arriving(assignment(Asked::default())));
    assert!(tell(&mut desk, LessonCommand::Begin("  ".to_owned())).is_empty());
    assert!(desk.notices()[0].starts_with("There is no pseudonym"));
    assert!(desk.state.lessons.offer().is_some(), "it is asked again");
    let newer = Arrival { review: assignment(Asked::default()), is_newer: true, ..arrival(BOATS) };
    desk.tell(Command::Arrived(Box::new(newer)));
    assert!(tell(&mut desk, LessonCommand::Begin("Heron".to_owned())).is_empty());
    assert!(desk.notices()[1].contains("newer version of the program"));
}

#[test]
fn names_of_files_are_fit_for_every_system() {
    for (pseudonym, name, expected) in [
        ("Heron", "boats.claims.json", "Heron – boats.claims.json"),
        ("a/b\\c:d", "x?.claims.json", "a-b-c-d – x-.claims.json"),
        ("..", "boats.json", " – boats.json.claims.json"),
    ] {
        let mut desk = Desk::empty();
        let review = assignment(Asked::default());
        let arrival = Arrival { review, proposed_name: name.to_owned(), ..arrival(BOATS) };
        desk.tell(Command::Arrived(Box::new(arrival)));
        let effects = lesson_of(tell(&mut desk, LessonCommand::Begin(pseudonym.to_owned())));
        let [LessonEffect::Begin(beginning)] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!(beginning.beside.name, expected);
    }
}

#[test]
fn the_key_of_an_open_assignment_is_kept_for_the_sitting_and_looked_for_otherwise() {
    let assignment = assignment(Asked::default());
    let heron = Pseudonym::new("Heron").expect("a pseudonym");
    let begun = submission::begin(&assignment, &heron, String::new()).expect("a submission");
    let mut desk = Desk::empty();
    let effects = lesson_of(desk.tell(arriving(begun.clone())));
    assert_eq!(effects, [LessonEffect::FindKey(ID)]);
    let key = Arc::new(make::open_key(&assignment).expect("a key"));
    tell(&mut desk, LessonCommand::KeyFound(AssignmentId(Uuid::from_u128(8)), Arc::clone(&key)));
    assert!(desk.document().revealing.open_key().is_none(), "that is another’s");
    tell(&mut desk, LessonCommand::KeyFound(ID, Arc::clone(&key)));
    assert_eq!(desk.document().revealing.open_key(), Some(&key));
    desk.tag(Tag::Assertion, "The boats stay in.");
    assert!(desk.document().revealing.open_key().is_some(), "edits leave it alone");
    let mut desk = Desk::empty();
    desk.tell(arriving(assignment));
    tell(&mut desk, LessonCommand::Begin("Heron".to_owned()));
    assert!(lesson_of(desk.tell(arriving(begun))).is_empty());
    assert_eq!(desk.document().revealing.open_key(), Some(&key));
}

#[test]
fn practice_is_made_of_reviews_with_claims_alone() {
    let mut desk = Desk::with_claims(&TAUGHT);
    let effects = lesson_of(act(&mut desk, LessonAction::Practise));
    let [LessonEffect::Offer(made, beside)] = &effects[..] else { panic!("{effects:?}") };
    let Some(Role::Assignment(assignment)) = made.role() else { panic!("an assignment") };
    assert_eq!((assignment.task.tags.len(), assignment.task.fields.len()), (3, 0));
    assert_eq!((made.claims().len(), beside.name.as_str()), (3, "boats.claims.json"));
    let mut desk = Desk::with(BOATS);
    assert!(act(&mut desk, LessonAction::Practise).is_empty());
    assert!(desk.notices()[0].starts_with("There are no claims in it"));
    let mut desk = pupil(Asked::default());
    desk.tag(Tag::Assertion, "The boats stay in.");
    assert!(act(&mut desk, LessonAction::Practise).is_empty());
    assert!(desk.notices()[0].contains("not an answer key"));
}

#[test]
fn what_was_handed_in_stays_until_it_is_taken_back() {
    let mut desk = pupil(Asked::default());
    let claim = desk.tag(Tag::Assertion, "The boats stay in.");
    hand_in(&mut desk);
    for command in [
        Command::Do(Action::DeleteClaim),
        Command::Do(Action::Tag(Tag::Commentary)),
        Command::Amend(claim, claimlight::app::Amendment::Note("Late".to_owned())),
        Command::RenameReviewer("Otter".to_owned()),
    ] {
        let name = format!("{command:?}");
        assert!(!records(&desk.tell(command)), "{name}");
        assert!(desk.notices().iter().any(|words| words.starts_with("This was handed in and stays")), "{name}");
    }
    assert!(act(&mut desk, LessonAction::HandIn).is_empty());
    assert!(desk.notices().iter().any(|words| words.starts_with("This was handed in already")));
    assert!(records(&act(&mut desk, LessonAction::TakeBack)));
    assert_eq!(desk.steps(), ["Tag as assertion"], "as undo does it");
    assert!(records(&desk.act(Action::DeleteClaim)));
}

#[test]
fn after_a_look_at_the_key_nothing_is_taken_back() {
    let mut desk = pupil(Asked::default());
    desk.tag(Tag::Assertion, "The boats stay in.");
    hand_in(&mut desk);
    desk.state.document.as_mut().expect("a document").lesson.is_revealed = true;
    assert!(!records(&act(&mut desk, LessonAction::TakeBack)));
    assert!(!records(&desk.act(Action::Undo)));
    assert!(desk.notices().iter().any(|words| words.starts_with("The key was looked at")));
    assert!(desk.document().is_handed_in());
}

#[test]
fn a_second_layer_is_open_again() {
    let mut desk = pupil(Asked::default());
    desk.tag(Tag::Assertion, "The boats stay in.");
    let mut handed = desk.review().clone();
    for make in [submission::hand_in, submission::begin_second_layer] {
        let edit = make(&handed, jiff::Timestamp::UNIX_EPOCH).expect("an edit");
        handed.apply(&edit).expect("an edit that fits");
    }
    desk.tell(arriving(handed));
    desk.answer(Answer::GoOn);
    assert!(!desk.document().is_handed_in());
    desk.tag(Tag::Commentary, "The boats rot.");
    assert_eq!(desk.claims().len(), 2);
    act(&mut desk, LessonAction::TakeBack);
    assert!(desk.notices()[0].starts_with("The second layer is begun already"));
    // What is handed in a second time is taken back by undo, though the key was looked at.
    desk.state.document.as_mut().expect("a document").lesson.is_revealed = true;
    assert!(records(&tell(&mut desk, LessonCommand::HandIn)));
    assert!(records(&desk.act(Action::Undo)));
}

#[test]
fn what_is_not_asked_for_is_refused_with_a_sentence() {
    let only = Asked { tags: vec![Tag::Assertion], fields: vec![AskedField::Cue], ..Asked::default() };
    let mut desk = pupil(only);
    desk.select("The boats stay in.");
    assert!(!records(&desk.act(Action::Tag(Tag::Quote))));
    assert_eq!(desk.notices()[0], "This tag is not asked for here. Look for assertions");
    let claim = desk.tag(Tag::Assertion, "The boats stay in.");
    let priority = CheckCommand::Amend(vec![claim], CheckField::Priority(Some(Priority::High)));
    assert!(!records(&desk.tell(Command::Check(priority))), "nor by the table");
    for action in [Action::SetStatus(StatusGroup::Checking), Action::AddEvidence, Action::Duplicate, Action::Mend] {
        desk.act(action);
        assert!(desk.state.overlay.is_none() && desk.state.question.is_none(), "{action:?}");
    }
    assert!(desk.notices().iter().any(|words| words.starts_with("A check is no part of this assignment")));
    desk.select("said");
    assert!(records(&desk.act(Action::SetCue)), "what is asked for is done");
    assert!(!records(&desk.tell(Command::RenameReviewer(" ".to_owned()))));
    assert!(desk.notices().iter().any(|words| words.starts_with("There is no pseudonym")));
}

#[test]
fn lacks_follow_the_claims_and_lead_to_them() {
    let mut desk = pupil(Asked { why: true, ..cut() });
    let untagged = |desk: &Desk| match desk.document().lesson.lacks() {
        [.., Lack::Untagged(spans)] | [Lack::Untagged(spans), ..] => spans.len(),
        _ => 0,
    };
    assert_eq!(desk.document().lesson.lacks()[0], Lack::NoClaims);
    assert_eq!((untagged(&desk), desk.document().lesson.tagged()), (3, (0, 3)));
    act(&mut desk, LessonAction::PreviousSpan);
    desk.act(Action::Tag(Tag::Commentary));
    assert_eq!(desk.claims(), ["commentary: The boats rot."]);
    assert_eq!((untagged(&desk), desk.document().lesson.tagged()), (2, (1, 3)));
    tell(&mut desk, LessonCommand::GoToLack(0));
    assert_eq!(desk.document().current_cut().map(|(number, _)| number), Some(0));
    tell(&mut desk, LessonCommand::GoToLack(1));
    assert_eq!(desk.focus(), "commentary: The boats rot.");
    assert!(tell(&mut desk, LessonCommand::GoToLack(99)).is_empty());
}

#[test]
fn a_span_is_tagged_as_it_is_cut_unless_something_else_is_meant() {
    let whole = Desk::with_claims(&[(Tag::Quote, "\"We had a choice,\"")]);
    let first = whole.review().claims().in_order()[0].segments.placed()[0];
    let (start, end) = whole.find("\"and we made it.\"");
    let second = whole.review().article().text().span(start..end).expect("a span");
    let split = Segments::new([first, second]).expect("segments");
    let mut desk = pupil(Asked { spans: vec![split.clone()], ..Asked::default() });
    act(&mut desk, LessonAction::NextSpan);
    desk.act(Action::Tag(Tag::Quote));
    assert_eq!(desk.review().claims().in_order()[0].segments, split, "both halves are one claim");
    // A claim that was chosen by itself is meant by itself.
    desk.tag(Tag::Assertion, "We had a choice");
    desk.act(Action::Tag(Tag::Commentary));
    assert_eq!(desk.claims()[0], "quote: \"We had a choice,\" … \"and we made it.\"");
    assert_eq!(desk.claims()[1], "commentary: We had a choice");
    let mut desk = pupil(Asked::default());
    act(&mut desk, LessonAction::NextSpan);
    assert!(desk.notices()[0].starts_with("No spans are cut beforehand here"));
}

#[test]
fn the_codebook_is_asked_about_what_is_looked_at() {
    let mut desk = Desk::with("The \"experts\" arrived late.");
    desk.select("\"experts\"");
    assert!(desk.state.lessons.hints().is_empty(), "not before it is shown");
    act(&mut desk, LessonAction::Codebook);
    assert_eq!(desk.state.lessons.hints()[0].rule, "scare-quotes");
    desk.act(Action::Escape);
    assert!(desk.state.lessons.hints().is_empty(), "nothing is looked at");
    desk.tag(Tag::Quote, "arrived late");
    assert_eq!(desk.state.lessons.hints()[0].rule, "exact-words");
    // Where there is no place for it, it brings the article along.
    desk.act(Action::Show(View::Summary));
    act(&mut desk, LessonAction::Codebook);
    assert!(desk.state.lessons.shows_codebook);
    assert_eq!(desk.state.view, View::Read);
    act(&mut desk, LessonAction::Codebook);
    assert!(!desk.state.lessons.shows_codebook);
}
