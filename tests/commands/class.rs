//! A class: what is asked for it, which answers count, and that nothing said of a pupil is lost.

use std::{path::PathBuf, sync::Arc};

use claimlight::{
    app::{
        Action, ClassAction, ClassAnswer, ClassColumn, ClassCommand, ClassEffect, ClassForm, ClassPath, ClassQuestion,
        ClassSource, ClassTab, Command, Effect, GivenBack, KeySource, OpenClass, Question, ReadFiles, RowMove, View,
    },
    claim::Tag,
    classroom::{Roster, make, submission},
    review::Review,
    store::Over,
    teaching::{Asked, AssignmentId, Grade, Pseudonym, Returned, Task},
};
use jiff::Timestamp;
use uuid::Uuid;

use crate::support::{BOATS, Desk};

const ID: AssignmentId = AssignmentId(Uuid::from_u128(7));

fn source() -> ClassSource {
    ClassSource { folder: PathBuf::from("handed"), key: KeySource::File(PathBuf::from("key.claims.json")) }
}

fn tagged(claims: &[(Tag, &str)]) -> Review {
    Desk::with_claims(claims).review().clone()
}

/// What these pupils, each with these claims, come to against two claims of a key.
fn read(pupils: &[(&str, &[(Tag, &str)])]) -> Arc<OpenClass> {
    let task = Task::new(Asked::default()).expect("a task");
    let taught = tagged(&[(Tag::Assertion, "The harbour is shut."), (Tag::Commentary, "The boats rot.")]);
    let key = make::key(&taught, Some((ID, &task))).expect("a key");
    let assignment =
        make::assignment(taught.article(), "T.", ID, task, make::Enclosed::Nothing).expect("an assignment");
    let submissions = pupils.iter().map(|(pseudonym, claims)| {
        let begun = submission::begin(&assignment, &Pseudonym::new(pseudonym).expect("a name"), String::new());
        let own = tagged(claims);
        let review = Review::from_parts(
            own.article().clone(),
            (*pseudonym).to_owned(),
            Vec::new(),
            own.claims().clone(),
            Vec::new(),
        );
        let review = review.with_role(begun.expect("a submission").role().cloned());
        (format!("handed/{pseudonym}.claims.json"), review)
    });
    let files = ReadFiles { submissions: submissions.collect(), ..ReadFiles::default() };
    Arc::new(OpenClass::of(source(), Arc::new(key), String::new(), false, files).expect("a class"))
}

const ALL: [(Tag, &str); 2] = [(Tag::Assertion, "The harbour is shut."), (Tag::Commentary, "The boats rot.")];

fn class() -> Arc<OpenClass> {
    read(&[("Heron", &ALL), ("Owl", &[]), ("Wren", &[(Tag::Assertion, "The boats rot.")])])
}

fn tell(desk: &mut Desk, command: ClassCommand) -> Vec<Effect> {
    desk.tell(Command::Class(command))
}

fn act(desk: &mut Desk, action: ClassAction) -> Vec<Effect> {
    desk.act(Action::Class(action))
}

/// Asks for a class and returns the number under which it is read.
fn ask(desk: &mut Desk) -> u64 {
    let form = ClassForm { folder: "handed".to_owned(), key: "key.claims.json".to_owned(), is_document: false };
    tell(desk, ClassCommand::Form(form));
    match tell(desk, ClassCommand::Open(None)).as_slice() {
        [Effect::Class(ClassEffect::Read { number, .. })] => *number,
        other => panic!("{other:?}"),
    }
}

fn with_class() -> Desk {
    let mut desk = Desk::with(BOATS);
    let number = ask(&mut desk);
    tell(&mut desk, ClassCommand::Came(number, class()));
    desk.act(Action::Show(View::Class));
    desk
}

#[test]
fn only_the_answer_to_what_was_asked_last_counts() {
    let mut desk = Desk::with(BOATS);
    act(&mut desk, ClassAction::Open);
    tell(&mut desk, ClassCommand::Open(None));
    assert_eq!(desk.state.class.fault.as_deref(), Some("Choose the folder with the submissions"));
    let first = ask(&mut desk);
    let second = ask(&mut desk);
    tell(&mut desk, ClassCommand::Came(first, class()));
    assert!(desk.state.class.open().is_none());
    tell(&mut desk, ClassCommand::Failed(first, "Nothing".to_owned()));
    assert!(desk.state.class.reading.is_some() && desk.state.class.fault.is_none());
    tell(&mut desk, ClassCommand::KeyOpened(second));
    assert_eq!((desk.state.overlay, desk.state.view), (None, View::Class));
    tell(&mut desk, ClassCommand::Came(second, class()));
    assert_eq!(desk.state.class.rows(), [0, 1, 2]);
    // What is stopped is no longer waited for.
    let third = ask(&mut desk);
    assert_eq!(desk.act(Action::Escape), [Effect::Class(ClassEffect::Stop)]);
    tell(&mut desk, ClassCommand::Came(third, read(&[])));
    assert_eq!(desk.state.class.rows().len(), 3);
}

#[test]
fn empty_cells_come_last_whichever_way_the_sheet_is_sorted() {
    let mut desk = with_class();
    let rows = |desk: &mut Desk, column| {
        tell(desk, ClassCommand::SortBy(column));
        desk.state.class.rows().to_vec()
    };
    // Of Owl nothing was seen, so that no tag is right or wrong.
    assert_eq!(rows(&mut desk, ClassColumn::Tag), [0, 2, 1]);
    assert_eq!(rows(&mut desk, ClassColumn::Tag), [2, 0, 1]);
    assert_eq!(rows(&mut desk, ClassColumn::Identify), [0, 2, 1]);
    act(&mut desk, ClassAction::Mark(Some(Grade::Secure)));
    assert_eq!(rows(&mut desk, ClassColumn::Mark)[0], 0, "who is marked comes first");
    for (to, expected) in [(RowMove::Last, 2), (RowMove::By(-1), 1), (RowMove::By(-9), 0), (RowMove::By(1), 1)] {
        tell(&mut desk, ClassCommand::Go(to));
        assert_eq!(desk.state.class.chosen(), Some(desk.state.class.rows()[expected]), "{to:?}");
    }
}

#[test]
fn what_is_said_stays_until_it_is_written() {
    let mut desk = with_class();
    act(&mut desk, ClassAction::Mark(Some(Grade::Practising)));
    tell(&mut desk, ClassCommand::Comment(0, "Well seen ".to_owned()));
    tell(&mut desk, ClassCommand::Comment(1, "Begin with the headline".to_owned()));
    assert_eq!(desk.state.class.unwritten(), 2);
    // Read again, it is still there; another class is asked about first.
    let number = ask(&mut desk);
    tell(&mut desk, ClassCommand::Came(number, class()));
    assert_eq!(desk.state.class.unwritten(), 2);
    let form = ClassForm { folder: "others".to_owned(), ..desk.state.class.form.clone() };
    tell(&mut desk, ClassCommand::Form(form));
    assert_eq!(tell(&mut desk, ClassCommand::Open(None)), []);
    assert!(matches!(desk.question(), Question::Class(ClassQuestion::Unwritten(2, _))));
    desk.answer(claimlight::app::Answer::Cancel);
    // So it is before the window closes.
    assert_eq!(desk.tell(Command::CloseRequested), []);
    assert!(matches!(desk.question(), Question::Class(ClassQuestion::Unwritten(2, _))));
    assert_eq!(
        tell(&mut desk, ClassCommand::Answer(ClassAnswer::Write)),
        [Effect::Class(ClassEffect::Ask(ClassPath::ReturnFolder))]
    );
    let effects = tell(&mut desk, ClassCommand::Chosen(ClassPath::ReturnFolder, PathBuf::from("back")));
    let [Effect::Class(ClassEffect::LookForReturned(number, folder))] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let effects = tell(&mut desk, ClassCommand::Returned(*number, folder.clone(), Vec::new()));
    let [Effect::Class(ClassEffect::GiveBack { number, said, over, .. })] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let words: Vec<&str> = said.iter().map(|(_, returned)| returned.comment.as_str()).collect();
    assert_eq!((words.as_slice(), *over), (["Well seen", "Begin with the headline"].as_slice(), Over::default()));
    // What was typed meanwhile is not written by that.
    tell(&mut desk, ClassCommand::Comment(1, "Begin with the end".to_owned()));
    let outcome = GivenBack { written: said.clone(), ..GivenBack::default() };
    let effects = tell(&mut desk, ClassCommand::GivenBack(*number, outcome));
    assert_eq!(desk.state.class.unwritten(), 1);
    assert_eq!(effects, [], "the window stays, since something is still to be written");
    assert!(matches!(desk.question(), Question::Class(ClassQuestion::Unwritten(1, _))));
    tell(&mut desk, ClassCommand::Answer(ClassAnswer::GoOn));
    assert_eq!(desk.state.class.unwritten(), 0);
}

#[test]
fn what_was_returned_before_is_said_again_only_when_it_changes() {
    let mut desk = Desk::with(BOATS);
    let number = ask(&mut desk);
    let before = Returned {
        by: "T.".to_owned(),
        grade: Some(Grade::Secure),
        comment: "Well seen".to_owned(),
        at: Timestamp::UNIX_EPOCH,
    };
    let open = OpenClass::clone(&class());
    let open = open.with_returned(Some(PathBuf::from("back")), vec![("handed/Heron.claims.json".to_owned(), before)]);
    tell(&mut desk, ClassCommand::Came(number, Arc::new(open)));
    assert_eq!(desk.state.class.said_of(0).comment, "Well seen");
    act(&mut desk, ClassAction::Mark(Some(Grade::Beginning)));
    assert!(desk.state.class.is_unwritten(0));
    act(&mut desk, ClassAction::Mark(Some(Grade::Secure)));
    assert!(!desk.state.class.is_unwritten(0));
}

#[test]
fn names_belong_to_one_class_and_one_sitting() {
    let mut desk = with_class();
    assert_eq!(act(&mut desk, ClassAction::ShowNames), [Effect::Class(ClassEffect::Ask(ClassPath::Roster))]);
    let roster = Arc::new(Roster::read(b"Heron,Ida Berg\n").expect("a roster"));
    tell(&mut desk, ClassCommand::RosterCame(Ok(roster)));
    assert_eq!(desk.state.class.name(0), "Ida Berg (Heron)");
    assert_eq!(desk.state.class.name(1), "Owl", "who is not on it");
    act(&mut desk, ClassAction::ShowNames);
    assert_eq!(desk.state.class.name(0), "Heron");
    act(&mut desk, ClassAction::ShowNames);
    let form = ClassForm { folder: "others".to_owned(), ..desk.state.class.form.clone() };
    tell(&mut desk, ClassCommand::Form(form));
    let effects = tell(&mut desk, ClassCommand::Open(None));
    let [Effect::Class(ClassEffect::Read { number, source, .. })] = effects.as_slice() else { panic!("{effects:?}") };
    let mut other = OpenClass::clone(&class());
    other.source = source.clone();
    tell(&mut desk, ClassCommand::Came(*number, Arc::new(other)));
    assert!(desk.state.class.roster().is_none() && !desk.state.class.shows_names());
}

#[test]
fn a_class_leaves_the_document_alone() {
    let mut desk = with_class();
    let before = desk.review().clone();
    for action in [Action::Tag(Tag::Quote), Action::DeleteClaim, Action::NextClaim] {
        let entry = claimlight::app::table::entry(action).expect("an entry");
        assert!(!entry.is_enabled(&desk.state), "{action:?}");
    }
    act(&mut desk, ClassAction::Show(ClassTab::Article));
    for _ in 0..3 {
        act(&mut desk, ClassAction::NextSpan);
    }
    let at = desk.find("The boats rot.").0;
    tell(&mut desk, ClassCommand::Click(at));
    assert!(desk.state.class.looked().is_some());
    act(&mut desk, ClassAction::Show(ClassTab::Sheet));
    tell(&mut desk, ClassCommand::OpenRow(true));
    act(&mut desk, ClassAction::NextSpan);
    assert_eq!((desk.review(), desk.steps().len()), (&before, 0));
    assert_eq!(desk.document().selection.head.get(), 0);
}
