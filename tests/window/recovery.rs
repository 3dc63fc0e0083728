//! Work that was left behind is offered, and restored or put aside.

use claimlight::app::Question;

use crate::{place::Place, support::Window};

/// A window on a saved review with two steps that are in its journal alone, gone without a word.
fn left_behind(place: &Place) -> std::path::PathBuf {
    let target = place.path("boats.claims.json");
    let mut window = place.open_article();
    window.tag("A", "The boats rot.");
    window.save_as(&target);
    window.tag("Q", "The boats wait.");
    window.press("2");
    drop(window);
    target
}

fn is_asked(window: &Window) -> bool {
    matches!(window.state().question, Some(Question::Recover(_)))
}

#[test]
fn unsaved_steps_are_offered_and_restored() {
    let place = Place::new();
    let target = left_behind(&place);
    let mut window = place.open(&target);
    assert!(is_asked(&window));
    assert_eq!(window.claims(), ["assertion: The boats rot."], "nothing is applied before the answer");
    assert!(window.says("2 steps on"));
    for step in ["Tag as quote", "Set status to “In progress”"] {
        assert!(window.says(step), "{step}");
    }
    window.click("Restore");
    window.wait_for("the work", |state| {
        state.document.as_ref().is_some_and(|document| document.review.claims().len() == 2)
    });
    assert!(window.says("Not saved"));
    window.press("Ctrl+S");
    window.wait_for("end of saving", |state| {
        !state.saving && state.document.as_ref().is_some_and(|document| !document.is_unsaved())
    });
    drop(window);
    let window = place.open(&target);
    assert!(!is_asked(&window), "what is saved is not offered again");
    assert_eq!(window.claims().len(), 2);
}

#[test]
fn restored_steps_can_be_undone_and_are_offered_again_if_left() {
    let place = Place::new();
    let target = left_behind(&place);
    let mut window = place.open(&target);
    window.click("Restore");
    window.wait_for("the work", |state| {
        state.document.as_ref().is_some_and(|document| document.review.claims().len() == 2)
    });
    window.press("Ctrl+Z");
    window.press("Ctrl+Z");
    assert_eq!(window.claims(), ["assertion: The boats rot."]);
    window.press("Ctrl+Y");
    assert_eq!(window.claims().len(), 2);
    drop(window);
    let mut window = place.open(&target);
    assert!(is_asked(&window));
    window.click("Restore");
    window.wait_for("the work", |state| {
        state.document.as_ref().is_some_and(|document| document.review.claims().len() == 2)
    });
}

#[test]
fn steps_put_aside_leave_the_file_as_it_is() {
    let place = Place::new();
    let target = left_behind(&place);
    let mut window = place.open(&target);
    window.click("Put it aside");
    assert_eq!(window.claims(), ["assertion: The boats rot."]);
    assert!(!window.says("Not saved"));
    // The journal works on.
    window.tag("C", "Nobody asked the crews.");
    drop(window);
    let window = place.open(&target);
    assert!(is_asked(&window));
    assert!(window.says("1 step on"));
}

#[test]
fn steps_on_a_version_that_is_gone_are_kept_and_the_file_is_worked_on() {
    let place = Place::new();
    let target = left_behind(&place);
    // Somebody else’s version, which the steps do not continue, and theirs is nowhere any more.
    let theirs = std::fs::read_to_string(&target).expect("a file").replace("boats.txt", "bo4ts.txt");
    std::fs::write(&target, &theirs).expect("a file");
    let mut window = place.open(&target);
    assert!(is_asked(&window));
    window.click("Open the copy");
    window.wait_for("a sentence", |state| !state.notices.is_empty());
    assert!(window.notices()[0].contains("The work is kept"), "{:?}", window.notices());
    assert_eq!(std::fs::read_to_string(&target).expect("a file"), theirs, "the file is as it was");
    window.tag("C", "Nobody asked the crews.");
    drop(window);
    let window = place.open(&target);
    assert!(window.says("1 step on"), "what was done since is in a journal of its own");
}

#[test]
fn an_article_that_was_tagged_but_never_saved_is_offered_again() {
    let place = Place::new();
    let mut window = place.open_article();
    window.tag("A", "The boats rot.");
    drop(window);
    let mut window = place.open_article();
    assert!(is_asked(&window));
    window.press("Enter");
    window.wait_for("the work", |state| {
        state.document.as_ref().is_some_and(|document| !document.review.claims().is_empty())
    });
    assert_eq!(window.claims(), ["assertion: The boats rot."]);
}

#[test]
fn work_that_belongs_to_no_file_is_offered_at_the_start() {
    let place = Place::new();
    let mut window = place.begin(None);
    window.wait_for("the sample", |state| state.document.is_some());
    window.press("Ctrl+Down");
    window.press("E");
    window.press("A");
    let claims = window.claims();
    assert_eq!(claims.len(), 1);
    drop(window);
    let mut window = place.begin(None);
    window.wait_for("a question", |state| matches!(state.question, Some(Question::Recover(_))));
    window.wait_for("the sample", |state| state.document.is_some());
    window.click("Restore");
    window.wait_for("the work", |state| {
        state.document.as_ref().is_some_and(|document| !document.review.claims().is_empty())
    });
    assert_eq!(window.claims(), claims);
}

#[test]
fn work_found_at_the_start_and_put_aside_is_not_offered_again() {
    let place = Place::new();
    let mut window = place.begin(None);
    window.wait_for("the sample", |state| state.document.is_some());
    window.press("E");
    window.press("A");
    drop(window);
    let mut window = place.begin(None);
    window.wait_for("a question", |state| matches!(state.question, Some(Question::Recover(_))));
    window.wait_for("the sample", |state| state.document.is_some());
    window.click("Put it aside");
    assert!(window.claims().is_empty());
    drop(window);
    let mut window = place.begin(None);
    window.wait_for("the sample", |state| state.document.is_some());
    assert!(!is_asked(&window));
}
