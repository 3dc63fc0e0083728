//! Undo and redo: the steps, their names, and what counts as saved.

use claimlight::{
    app::{Action, Amendment, Command, Effect, table::entry},
    claim::{StatusGroup, Tag},
};

use crate::support::{BOATS, Desk, records};

fn name_of(desk: &Desk, action: Action) -> String {
    entry(action).expect("an entry").name_now(&desk.state)
}

#[test]
fn undo_and_redo_go_through_every_step_and_name_it() {
    let mut desk = Desk::with(BOATS);
    assert_eq!((name_of(&desk, Action::Undo), name_of(&desk, Action::Redo)), ("Undo".to_owned(), "Redo".to_owned()));
    let mut reviews = vec![desk.review().clone()];
    let claim = desk.tag(Tag::Quote, "\"We had a choice,\"");
    reviews.push(desk.review().clone());
    desk.select("\"and we made it.\"");
    desk.act(Action::AddSegment);
    reviews.push(desk.review().clone());
    desk.tell(Command::Amend(claim, Amendment::Speaker("Orla Venn".to_owned())));
    reviews.push(desk.review().clone());
    desk.act(Action::SetStatus(StatusGroup::Checking));
    reviews.push(desk.review().clone());
    desk.act(Action::DeleteClaim);
    reviews.push(desk.review().clone());

    let names = ["tag as quote", "add segment", "change speaker", "set status to “In progress”", "delete claim"];
    for (review, name) in reviews.iter().zip(names).rev() {
        assert_eq!(name_of(&desk, Action::Undo), format!("Undo: {name}"));
        assert!(records(&desk.act(Action::Undo)), "the journal learns of it");
        assert_eq!(desk.review(), review);
    }
    assert_eq!(desk.act(Action::Undo), [], "nothing is left");
    for (review, name) in reviews[1..].iter().zip(names) {
        assert_eq!(name_of(&desk, Action::Redo), format!("Redo: {name}"));
        assert!(records(&desk.act(Action::Redo)));
        assert_eq!(desk.review(), review);
    }
    assert_eq!(desk.act(Action::Redo), []);
}

#[test]
fn undo_shows_what_it_changed() {
    let mut desk = Desk::with_claims(&[(Tag::Assertion, "The boats wait.")]);
    desk.act(Action::NextClaim);
    desk.act(Action::SetStatus(StatusGroup::Checking));
    desk.act(Action::Escape);
    assert_eq!(desk.document().focus, None);
    let effects = desk.act(Action::Undo);
    assert_eq!(desk.focus(), "assertion: The boats wait.");
    assert!(effects.contains(&Effect::Reveal(desk.at("The boats wait"))));
}

#[test]
fn a_new_step_forgets_the_undone_ones() {
    let mut desk = Desk::with_claims(&[(Tag::Assertion, "The boats wait.")]);
    desk.act(Action::Undo);
    desk.tag(Tag::Quote, "Nobody");
    assert_eq!(desk.act(Action::Redo), []);
    assert_eq!(desk.claims(), ["quote: Nobody"]);
}

#[test]
fn any_state_is_gone_to_by_its_number() {
    let mut desk = Desk::with(BOATS);
    for words in ["harbour", "boats", "crews"] {
        desk.tag(Tag::Assertion, words);
    }
    let all = desk.review().clone();
    assert_eq!(desk.tell(Command::GoToStep(1)).iter().filter(|effect| matches!(effect, Effect::Record(_))).count(), 2);
    assert_eq!(desk.claims(), ["assertion: harbour"]);
    let undone: Vec<String> = desk.document().undo.undone_names().map(ToString::to_string).collect();
    assert_eq!(undone, ["Tag as assertion"; 2]);
    desk.tell(Command::GoToStep(0));
    assert!(desk.claims().is_empty());
    assert_eq!(desk.tell(Command::GoToStep(0)), []);
    desk.tell(Command::GoToStep(99));
    assert_eq!(desk.review(), &all, "past the last step is the last");
}

#[test]
fn typing_is_one_step_until_something_else_is_done() {
    let make: [fn(String) -> Amendment; 2] = [Amendment::Note, Amendment::ClaimText];
    for make in make {
        let mut desk = Desk::with_claims(&[(Tag::Assertion, "The boats wait.")]);
        desk.act(Action::NextClaim);
        let claim = desk.focused().id;
        let before = desk.review().clone();
        let typed = |desk: &mut Desk, words: &str| {
            for end in 1..=words.len() {
                assert!(records(&desk.tell(Command::Amend(claim, make(words[..end].to_owned())))));
            }
        };
        typed(&mut desk, "one");
        assert_eq!(desk.steps().len(), 2, "all of the typing is one step");
        let sitting = desk.review().clone();
        desk.act(Action::NextClaim);
        typed(&mut desk, "two");
        assert_eq!(desk.steps().len(), 3, "another command ends it");
        desk.act(Action::Undo);
        assert_eq!(desk.review(), &sitting);
        desk.act(Action::Undo);
        assert_eq!(desk.review(), &before);
        desk.act(Action::Redo);
        assert_eq!(desk.review(), &sitting);
    }
}

#[test]
fn typing_into_another_field_is_another_step() {
    let mut desk = Desk::with(BOATS);
    let claim = desk.tag(Tag::Assertion, "The boats wait.");
    desk.tell(Command::Amend(claim, Amendment::Note("a".to_owned())));
    desk.tell(Command::Amend(claim, Amendment::ClaimText("b".to_owned())));
    desk.tell(Command::Amend(claim, Amendment::Note("ab".to_owned())));
    assert_eq!(desk.steps().len(), 4);
    let other = desk.tag(Tag::Assertion, "The boats rot.");
    desk.tell(Command::Amend(other, Amendment::Note("c".to_owned())));
    desk.tell(Command::Amend(claim, Amendment::Note("d".to_owned())));
    assert_eq!(desk.steps().len(), 7, "nor is one claim’s note another’s");
}

#[test]
fn unsaved_is_what_differs_from_the_file() {
    let mut desk = Desk::with(BOATS);
    assert!(!desk.is_unsaved(), "an article that was only opened has nothing to save");
    desk.tag(Tag::Assertion, "The boats wait.");
    assert!(desk.is_unsaved());
    desk.saved("boats.claims.json");
    assert!(!desk.is_unsaved());
    desk.act(Action::Undo);
    assert!(desk.is_unsaved(), "undo leads past what is saved");
    assert!(desk.claims().is_empty(), "and reaches back to the opening");
    desk.act(Action::Redo);
    assert!(!desk.is_unsaved(), "and redo back to it");
    desk.act(Action::Undo);
    desk.tag(Tag::Assertion, "The boats wait.");
    assert!(desk.is_unsaved(), "another step is never taken for the saved one");
}

#[test]
fn what_was_done_during_a_save_is_unsaved_after_it() {
    let mut desk = Desk::with(BOATS);
    desk.tag(Tag::Assertion, "The boats wait.");
    let serial = desk.document().undo.serial();
    desk.tag(Tag::Assertion, "The boats rot.");
    desk.tell(Command::Saved { file: crate::support::file("boats.claims.json"), serial, remark: None });
    assert!(desk.is_unsaved());
    desk.act(Action::Undo);
    assert!(!desk.is_unsaved());
}

#[test]
fn typing_goes_on_as_a_new_step_after_a_save() {
    let mut desk = Desk::with(BOATS);
    let claim = desk.tag(Tag::Assertion, "The boats wait.");
    desk.tell(Command::Amend(claim, Amendment::Note("one".to_owned())));
    desk.saved("boats.claims.json");
    desk.tell(Command::Amend(claim, Amendment::Note("one two".to_owned())));
    assert!(desk.is_unsaved());
    desk.act(Action::Undo);
    assert!(!desk.is_unsaved());
    assert_eq!(desk.focused().note, "one");
}
