//! Writing reports.

use claimlight::{
    app::{Overlay, Question},
    claim::State,
    ui::DialogRequest,
};

use crate::{place::Place, support::Window};

/// A window with an assertion that is spotted.
fn tagged(place: &Place) -> Window {
    let mut window = place.open_article();
    window.tag("A", "The boats rot.");
    window
}

#[test]
fn a_report_is_written_by_keyboard_alone() {
    let place = Place::new();
    let mut window = tagged(&place);
    window.press("Ctrl+R");
    assert_eq!(window.state().overlay, Some(Overlay::Report));
    assert_eq!(window.keyboard(), "Annotated copy");
    window.press("Down");
    assert!(window.is_on("Fact-check log (CSV)"));
    let target = place.path("log.csv");
    window.will_pick(&target);
    window.press("Ctrl+Enter");
    window.wait_for("the notice", |state| !state.notices.is_empty());
    assert_eq!(window.notices(), [format!("Written to {}", target.display())]);
    assert_eq!(window.state().overlay, None);
    let asked = window.asked();
    assert!(matches!(asked.last(), Some(DialogRequest::Report { name, .. }) if name == "boats.log.csv"), "{asked:?}");
    assert!(std::fs::read_to_string(target).expect("a file").contains("\"The boats rot.\""));
}

#[test]
fn the_form_says_what_will_be_left_out() {
    let place = Place::new();
    let mut window = tagged(&place);
    window.press("Ctrl+R");
    assert!(window.says("Nothing will be left out"));
    window.click("Public report");
    assert!(window.says("1 claim is not approved yet"));
    window.click("ClaimReview");
    assert!(window.says("The address of the published check"));
    window.fill("Address at which the check is published", "https://check.example/boats");
    assert!(!window.says("which search engines require"));
    window.click("Cancel");
    assert_eq!(window.state().overlay, None);
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_that_is_the_answer() {
    let place = Place::new();
    let mut window = tagged(&place);
    let target = place.file("copy.html", "mine");
    let write = |window: &mut Window| {
        window.will_pick(&target);
        window.press("Ctrl+R");
        window.click("Save…");
        window.wait_for("a question", |state| matches!(state.question, Some(Question::ReplaceReport { .. })));
    };
    write(&mut window);
    window.click("Cancel");
    assert_eq!(std::fs::read_to_string(&target).expect("a file"), "mine");
    write(&mut window);
    window.click("Replace it");
    window.wait_for("the notice", |state| !state.notices.is_empty());
    assert!(std::fs::read_to_string(&target).expect("a file").starts_with("<!DOCTYPE html>"));
}

#[test]
fn a_report_never_takes_the_place_of_the_review() {
    let place = Place::new();
    let mut window = tagged(&place);
    let target = place.path("boats.claims.json");
    window.save_as(&target);
    let before = std::fs::read(&target).expect("a file");
    window.will_pick(&target);
    window.press("Ctrl+R");
    window.click("Save…");
    window.wait_for("the notice", |state| !state.notices.is_empty());
    assert!(window.notices().last().expect("a notice").contains("is a review"), "{:?}", window.notices());
    assert_eq!(std::fs::read(&target).expect("a file"), before);
}

#[test]
fn a_path_is_typed_where_there_is_no_dialog() {
    let place = Place::new();
    let mut window = tagged(&place);
    window.will_have_no_dialog();
    window.press("Ctrl+R");
    window.press("Ctrl+Enter");
    window.wait_for("a question", |state| matches!(state.question, Some(Question::TypeReportPath { .. })));
    let target = place.path("typed.html");
    window.press("Ctrl+A");
    window.write(&target.to_string_lossy());
    window.press("Enter");
    window.wait_for("the notice", |state| !state.notices.is_empty());
    assert!(target.exists());
}

#[test]
fn what_went_out_is_marked_locked_and_opened_again_as_a_correction() {
    let place = Place::new();
    let mut window = tagged(&place);
    window.find("B");
    window.press("4");
    let write = |window: &mut Window, kind: &str, name: &str| {
        let target = place.path(name);
        window.will_pick(&target);
        window.press("Ctrl+R");
        window.click(kind);
        window.press("Ctrl+Enter");
        let expected = format!("Written to {}", target.display());
        window.wait_for("the notice", |state| state.notices.iter().any(|notice| notice.words == expected));
        std::fs::read_to_string(target).expect("a file")
    };
    let public = write(&mut window, "Public report", "public.html");
    assert!(public.contains("The harbour log says so"), "{public}");
    assert!(window.says("Mark 1 claim as published?"));
    assert_eq!(window.keyboard(), "Version of the report");
    window.press("Enter");
    assert_eq!(window.focused().status.state, State::Published);
    assert!(window.says("Published in version 1"));
    assert!(window.says("Locked: it went out in a report"));
    window.press("Q");
    assert_eq!(window.claims(), ["assertion: The boats rot."], "what went out is not changed in silence");
    assert!(window.state().question.is_none());
    window.click("Open again…");
    assert!(window.says("the reason goes into the log of corrections"));
    window.write("The log was misread");
    window.press("Enter");
    assert_eq!(window.focused().status.state, State::InProgress);
    let corrections = write(&mut window, "Corrections log", "corrections.html");
    assert!(corrections.contains("The log was misread"), "{corrections}");
}
