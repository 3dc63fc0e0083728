//! Questions that stand before the window.

use claimlight::app::Question;

use crate::{place::Place, support::Window};

/// A window with unsaved work that is asked to open another article.
fn asked(place: &Place) -> Window {
    let mut window = place.open_article();
    window.tag("A", "The boats rot.");
    window.will_pick(&place.file("other.txt", "Another article.\n"));
    window.press("Ctrl+O");
    window.wait_for("a question", |state| matches!(state.question, Some(Question::Unsaved { .. })));
    window
}

#[test]
fn unsaved_work_is_kept_when_the_answer_is_to_cancel() {
    for cancel in ["a click", "Escape"] {
        let place = Place::new();
        let mut window = asked(&place);
        assert!(window.says("Some of your work is not in the file yet"));
        if cancel == "Escape" {
            window.press("Escape");
        } else {
            window.click("Cancel");
        }
        assert!(window.state().question.is_none());
        assert_eq!(window.claims(), ["assertion: The boats rot."]);
    }
}

#[test]
fn unsaved_work_is_saved_and_then_the_other_article_is_shown() {
    let place = Place::new();
    let mut window = asked(&place);
    let target = place.path("boats.claims.json");
    window.will_pick(&target);
    // The first answer has the keyboard.
    assert_eq!(window.keyboard(), "Save");
    window.press("Enter");
    window.wait_for("other article", |state| {
        state
            .document
            .as_ref()
            .is_some_and(|document| document.review.article().text().as_str() == "Another article.\n")
    });
    assert!(target.exists());
}

#[test]
fn unsaved_work_that_is_not_saved_waits_in_its_journal() {
    let place = Place::new();
    let mut window = asked(&place);
    window.click("Open without saving");
    assert_eq!(window.text(), "Another article.\n");
    window.will_pick(&place.path("boats.txt"));
    window.press("Ctrl+O");
    window.wait_for("a question", |state| matches!(state.question, Some(Question::Recover(_))));
    window.click("Restore");
    window.wait_for("the work", |state| {
        state.document.as_ref().is_some_and(|document| !document.review.claims().is_empty())
    });
    assert_eq!(window.claims(), ["assertion: The boats rot."]);
}

#[test]
fn what_lies_behind_a_question_is_out_of_reach() {
    let place = Place::new();
    let mut window = asked(&place);
    let rect = window.paragraph("The boats stay");
    window.click_at(rect.center(), eframe::egui::Modifiers::NONE);
    for keys in ["Q", "Ctrl+A", "Delete", "Ctrl+F"] {
        window.press(keys);
    }
    assert_eq!(window.claims(), ["assertion: The boats rot."]);
    assert!(matches!(window.state().question, Some(Question::Unsaved { .. })));
    assert_eq!(window.selected(), "");
}

#[test]
fn quitting_without_saving_is_offered_by_name() {
    let place = Place::new();
    let mut window = place.open_article();
    window.tag("A", "The boats rot.");
    window.press("Ctrl+Q");
    assert!(!window.has_closed());
    window.click("Close without saving");
    assert!(window.has_closed());
}

#[test]
fn repairs_are_listed_when_a_file_is_opened() {
    let place = Place::new();
    let mut window = place.open_article();
    let target = place.path("boats.claims.json");
    window.tag("A", "The boats rot.");
    window.save_as(&target);
    drop(window);
    let broken = std::fs::read_to_string(&target)
        .expect("a file")
        .replace("\"exact\": \"The boats rot.\"", "\"exact\": \"Nobody asked\"");
    let path = place.file("broken.claims.json", &broken);
    let mut window = place.open(&path);
    assert!(matches!(window.state().question, Some(Question::Faults { .. })));
    assert!(window.says("The file opened with repairs"));
    assert!(window.says("/claims/0/segments/0"));
    window.press("Enter");
    assert!(window.state().question.is_none());
    assert_eq!(window.claims(), ["assertion: Nobody asked"]);
}
