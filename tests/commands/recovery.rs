//! Work that a journal held.

use std::sync::Arc;

use claimlight::{
    app::{Action, Answer, Command, Effect, Question, Recoverable},
    claim::Tag,
    review::Review,
};

use crate::support::{BOATS, Desk, arrival, file};

fn recoverable() -> Recoverable {
    Recoverable { title: "Boats".to_owned(), last: None, steps: vec!["Tag as quote".to_owned()], fits: true }
}

fn with_journal() -> Desk {
    let mut desk = Desk::empty();
    let mut arrival = arrival(BOATS);
    arrival.recoverable = Some(recoverable());
    arrival.file = Some(file("a.claims.json"));
    let effects = desk.tell(Command::Arrived(Box::new(arrival)));
    assert!(!effects.contains(&Effect::StartJournal), "the journal is not touched before the answer");
    assert!(matches!(desk.question(), Question::Recover(_)));
    desk
}

#[test]
fn what_a_journal_holds_is_restored_or_put_aside_as_the_reviewer_says() {
    let table =
        [(Answer::Restore, Effect::Restore), (Answer::Discard, Effect::PutAside), (Answer::Cancel, Effect::PutAside)];
    for (answer, effect) in table {
        let mut desk = with_journal();
        assert_eq!(desk.answer(answer), [effect], "{answer:?}");
        assert!(desk.state.question.is_none());
        assert!(desk.claims().is_empty(), "nothing is applied yet");
    }
    let mut desk = with_journal();
    assert_eq!(desk.act(Action::Escape), [Effect::PutAside], "and Escape loses nothing");
}

#[test]
fn restored_steps_are_unsaved_and_can_be_undone() {
    let mut other = Desk::with_claims(&[(Tag::Assertion, "The boats rot."), (Tag::Quote, "Nobody")]);
    let restored = other.review().clone();
    let mut review: Review = restored.clone();
    let mut inverses = Vec::new();
    for effect in other.tell(Command::GoToStep(0)) {
        if let Effect::Record(edit) = effect {
            inverses.push(review.apply(&edit).expect("an edit that was made"));
        }
    }
    // `review` is as it was before; making the steps again gives what undoes them, oldest first.
    let undo = inverses.into_iter().rev().map(|step| review.revert(step)).collect();

    let mut desk = with_journal();
    desk.answer(Answer::Restore);
    desk.tell(Command::Restored(Arc::new(restored.clone()), undo));
    assert_eq!(desk.review(), &restored);
    assert!(desk.is_unsaved());
    assert_eq!(desk.notices(), ["Restored. Save to keep it in the file"]);
    desk.tell(Command::GoToStep(0));
    assert!(desk.claims().is_empty());
    assert!(!desk.is_unsaved());
    desk.tell(Command::GoToStep(2));
    assert_eq!(desk.review(), &restored);
}

#[test]
fn what_opens_as_a_copy_is_in_no_file() {
    let mut desk = Desk::empty();
    let mut copy = arrival(BOATS);
    copy.is_recovered = true;
    desk.tell(Command::Arrived(Box::new(copy)));
    assert!(desk.is_unsaved());
    assert_eq!(desk.tell(Command::CloseRequested), []);
    assert!(matches!(desk.question(), Question::Unsaved { .. }));
    desk.answer(Answer::Cancel);
    desk.saved("b.claims.json");
    assert!(!desk.is_unsaved());
}

#[test]
fn work_found_at_the_start_is_offered_unless_something_else_is_asked() {
    let mut desk = Desk::with(BOATS);
    desk.tell(Command::Found(Box::new(recoverable())));
    assert!(matches!(desk.question(), Question::Recover(found) if **found == recoverable()));
    let mut desk = Desk::with(BOATS);
    desk.tag(Tag::Assertion, "The boats rot.");
    desk.tell(Command::CloseRequested);
    desk.tell(Command::Found(Box::new(recoverable())));
    assert!(matches!(desk.question(), Question::Unsaved { .. }));
}

#[test]
fn a_review_for_reading_only_offers_no_recovery() {
    let mut desk = Desk::empty();
    let mut shown = arrival(BOATS);
    shown.recoverable = Some(recoverable());
    shown.read_only = Some("another window has it open".to_owned());
    desk.tell(Command::Arrived(Box::new(shown)));
    assert!(desk.state.question.is_none());
}
