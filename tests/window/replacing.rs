//! Another version of the article in the window: found or chosen, shown beside, decided about, carried over, taken back.

use std::{fs, path::PathBuf};

use claimlight::{
    app::{Replacing, State},
    store,
};
use eframe::egui::{Event, Modifiers, Role, ViewportCommand, vec2};

use crate::{
    place::{Place, Signs},
    support::Window,
};

/// Of four claims on it one will have changed, one have moved, one be gone.
const EARLIER: &str = "Boats in port\n\n\
    The harbour is shut. \"We had a choice,\" she said, \"and we made it.\"\n\n\
    All forty boats of the northern fleet stay in until noon. The boats rot.\n\n\
    Nobody asked the crews. The boats wait.\n";

/// The same a day later.
const LATER: &str = "Boats in port\n\n\
    All forty boats of the northern fleet stay in until noon. The harbour is open. \"We had a choice,\" she said, \"and we made it.\"\n\n\
    Nobody asked the crews. The boats wait.\n";

/// A review of the article with claims of every fate, saved beside it; its path.
fn reviewed(place: &Place) -> PathBuf {
    let mut window = place.open(&place.file("boats.txt", EARLIER));
    window.tag("A", "The harbour is shut.");
    window.tag("Q", "\"We had a choice,\"");
    window.tag("A", "All forty boats of the northern fleet stay in until noon.");
    window.tag("C", "The boats rot.");
    let path = place.path("boats.claims.json");
    window.save_as(&path);
    path
}

fn is_beside(state: &State) -> bool {
    state.document.as_ref().is_some_and(|document| document.comparing().is_some())
}

/// Opens the review and puts the later article beside it.
fn beside(place: &Place) -> Window {
    let review = reviewed(place);
    let mut window = place.open(&review);
    window.will_pick(&place.file("later.txt", LATER));
    window.press("Ctrl+Shift+R");
    window.wait_for("comparison", is_beside);
    window
}

#[test]
fn a_file_that_has_changed_is_told_when_its_review_is_opened_and_compared_on_demand() {
    let place = Place::new();
    let review = reviewed(&place);
    let window = place.open(&review);
    assert!(!window.says("has changed since this review was made of it"));
    drop(window);
    place.file("boats.txt", LATER);
    let mut window = place.open(&review);
    window.wait_for("word of the change", |state| {
        state.document.as_ref().is_some_and(|document| document.changed_source.is_some())
    });
    let words = "“boats.txt” has changed since this review was made of it";
    assert!(window.roles(words).contains(&Role::Alert));
    assert_eq!(window.text(), EARLIER, "nothing else has happened");
    window.click("Compare…");
    window.wait_for("comparison", is_beside);
    window.press("Escape");
    assert!(window.shows(words), "nothing was decided");
    window.click("Not now");
    assert!(!window.shows(words));
    assert_eq!(window.text(), EARLIER);
}

#[test]
fn both_texts_stand_side_by_side_and_the_claims_beside_them() {
    let place = Place::new();
    let window = beside(&place);
    assert!(window.shows("Text as it was") && window.shows("New text"));
    assert!(window.says("The texts differ in"));
    for (name, role) in [
        ("Changed: 1 claim", Role::Button),
        ("Not found: 1 claim", Role::Button),
        ("Moved: 1 claim", Role::Button),
        ("The same: 1 claim", Role::Button),
        ("Changed, assertion: The harbour is shut.. Undecided", Role::ListBoxOption),
        ("Not found, commentary: The boats rot.. Undecided", Role::ListBoxOption),
        (
            "Moved, assertion: All forty boats of the northern fleet stay in until noon.. Goes where it was found",
            Role::ListBoxOption,
        ),
        ("Accept", Role::Button),
        ("Leave", Role::Button),
        ("Accept all: changed", Role::Button),
        ("Leave all: not found", Role::Button),
        ("Carry over", Role::Button),
        ("Cancel", Role::Button),
    ] {
        assert!(window.roles(name).contains(&role), "{name}");
    }
    assert!(window.shows("Was: The harbour is shut.. Is now: The harbour is open."));
    assert!(window.shows("When accepted, the change is noted in its history"));
    assert!(window.shows("2 undecided claims would be left without a place"));
}

#[test]
fn by_keys_alone_claims_are_decided_carried_over_taken_back_saved_and_opened_again() {
    let place = Place::new();
    let mut window = beside(&place);
    let before = window.review();
    window.press("Enter");
    assert!(window.shows("Commentary") && window.shows("1 undecided claim would be left without a place"));
    window.press("Backspace");
    assert!(window.shows("Every claim is decided"));
    window.press("Ctrl+Enter");
    assert!(!is_beside(&window.state()));
    assert_eq!(window.text(), LATER);
    let claims = [
        "commentary: ",
        "assertion: All forty boats of the northern fleet stay in until noon.",
        "assertion: The harbour is open.",
        "quote: \"We had a choice,\"",
    ];
    assert_eq!(window.claims(), claims);
    assert_eq!(window.steps(), ["Replace the article’s text"]);
    window.press("Ctrl+Z");
    assert_eq!(window.review(), before);
    window.press("Ctrl+Y");
    assert_eq!(window.claims(), claims);
    window.press("Ctrl+S");
    window.wait_for("end of saving", |state| {
        !state.saving && state.document.as_ref().is_some_and(|document| !document.is_unsaved())
    });
    let after = window.review();
    drop(window);
    let path = place.path("boats.claims.json");
    assert_eq!(store::check_file(&path), Vec::<String>::new());
    let mut window = place.open(&path);
    assert_eq!(window.review(), after);
    assert_eq!(
        window.review().article().earlier_texts().map(|(_, text)| text.as_str().to_owned()).collect::<Vec<_>>(),
        [EARLIER]
    );
    // An orphaned claim is seen as one, and placed later.
    assert!(window.says("1 without a place"));
    let row = window.name_beginning("Commentary: The boats rot.");
    window.click(&row);
    assert!(window.says("Some of its words are no longer in the text"));
    assert!(window.says("It stood at"));
    window.select("Nobody asked the crews.");
    window.press("H");
    assert!(window.claims().contains(&"commentary: Nobody asked the crews.".to_owned()));
    assert!(!window.says("without a place"));
}

#[test]
fn a_claim_is_placed_by_words_selected_in_the_new_text() {
    let place = Place::new();
    let mut window = beside(&place);
    window.press("N");
    assert!(window.shows("These words were not found in the new text"));
    // By keys: the caret is in the new text.
    window.press("Ctrl+End");
    window.press("Shift+,");
    assert!(window.says("H  Place the claim here"));
    window.press("H");
    window.press("Shift+Enter");
    window.click("Carry over");
    assert!(window.claims().contains(&"commentary: The boats wait.".to_owned()), "{:?}", window.claims());
}

#[test]
fn words_are_selected_by_the_pointer_in_the_new_text() {
    let place = Place::new();
    let mut window = beside(&place);
    window.press("N");
    let rect = window.paragraph("Nobody asked the crews. The boats wait.");
    let new = window.node("New text").rect();
    let at = eframe::egui::pos2(new.left() + 60.0, rect.center().y);
    window.click_often(at, 2);
    let selection = |window: &Window| {
        let state = window.state();
        let comparing =
            state.document.as_ref().and_then(|document| document.comparing()).expect("a comparison").clone();
        let (start, end) = comparing.selection.range();
        comparing.comparison.article.text().as_str()[start.get()..end.get()].to_owned()
    };
    assert_eq!(selection(&window), "Nobody");
    window.drag(&[at, at + vec2(60.0, 0.0), at + vec2(90.0, 0.0)], 1);
    assert!(!selection(&window).is_empty());
    window.click_at(at, Modifiers::NONE);
    assert_eq!(selection(&window), "");
}

#[test]
fn what_was_decided_is_not_lost_by_one_key() {
    let place = Place::new();
    let mut window = beside(&place);
    let before = window.review();
    window.press("Enter");
    window.press("Escape");
    assert!(window.says("Leave the comparison?"));
    window.press("Escape");
    assert!(is_beside(&window.state()));
    window.click("Cancel");
    window.click("Leave it");
    assert!(!is_beside(&window.state()));
    assert_eq!(window.review(), before);
    assert!(window.steps().is_empty());
}

#[test]
fn the_clipboard_and_a_typed_path_give_the_new_text_as_well() {
    let place = Place::new();
    let review = reviewed(&place);
    let mut window = place.open(&review);
    window.click("File");
    window.click("Replace the article’s text from the clipboard");
    assert!(window.requests.contains(&ViewportCommand::RequestPaste));
    window.happen(Event::Paste(LATER.to_owned()));
    window.wait_for("comparison", is_beside);
    assert!(window.says("The texts differ in"));
    window.press("Escape");
    window.will_have_no_dialog();
    window.press("Ctrl+Shift+R");
    assert!(window.says("Replace the article’s text"));
    window.write(&place.file("later.txt", LATER).to_string_lossy());
    window.press("Enter");
    window.wait_for("comparison", is_beside);
}

#[test]
fn what_cannot_be_read_is_said_and_what_was_open_is_untouched() {
    let place = Place::new();
    let review = reviewed(&place);
    let mut window = place.open(&review);
    for (path, words) in [
        (review.clone(), "is a review. Choose the article’s own file"),
        (place.path("nowhere.txt"), "was not read"),
        (place.file("empty.txt", ""), "was not read"),
    ] {
        window.will_pick(&path);
        window.press("Ctrl+Shift+R");
        window.wait_for("a sentence", |state| {
            state.document.as_ref().is_some_and(|document| document.replacing.is_none())
                && state.notices.iter().any(|notice| notice.words.contains(words))
        });
        assert_eq!(window.text(), EARLIER);
    }
}

#[test]
fn other_scripts_and_very_long_lines_stand_side_by_side() {
    let place = Place::new();
    let review = reviewed(&place);
    let mut window = place.open_with_any_signs(&review);
    for (name, text) in [
        ("cyrillic.txt", "Лодки стоят в гавани.\n\nНикто не спросил.\n".to_owned()),
        ("hebrew.txt", "הסירות בנמל.\n\nאיש לא שאל.\n".to_owned()),
        ("line.txt", "boats ".repeat(60_000)),
        ("no-space.txt", "船".repeat(60_000)),
    ] {
        window.will_pick(&place.file(name, &text));
        window.press("Ctrl+Shift+R");
        window.wait_for("comparison", is_beside);
        for keys in ["PageDown", "Ctrl+End", "Up", "Home", "Ctrl+Home", "N", "P", "Escape"] {
            window.press(keys);
        }
        assert!(!is_beside(&window.state()), "{name}");
    }
}

#[test]
fn work_on_the_new_text_survives_a_window_that_is_gone() {
    let place = Place::new();
    let mut window = beside(&place);
    window.press("Shift+Enter");
    window.press("Ctrl+Enter");
    window.tag("C", "Nobody asked the crews.");
    let after = window.review();
    drop(window);
    let mut window = place.open(&place.path("boats.claims.json"));
    assert!(window.says("There is work that was not saved"));
    window.click("Restore");
    window.wait_for("work", |state| {
        state.document.as_ref().is_some_and(|document| document.review.article().text().as_str() == LATER)
    });
    assert_eq!(window.review(), after);
    window.press("Ctrl+Z");
    window.press("Ctrl+Z");
    assert_eq!(window.text(), EARLIER);
}

#[test]
fn the_comparison_is_shown_while_it_is_made_and_can_be_cancelled() {
    let place = Place::new();
    let review = reviewed(&place);
    let mut window = Window::new(place.folders(), Some(review), Signs::Bundled);
    window.wait_for("the document", |state| state.document.is_some());
    let long: Vec<String> = (0..400_000).map(|number| format!("w{number}")).collect();
    window.will_pick(&place.file("long.txt", &long.join(" ")));
    window.press("Ctrl+Shift+R");
    let is_underway =
        matches!(window.state().document.and_then(|document| document.replacing), Some(Replacing::Underway { .. }));
    if is_underway {
        assert!(window.says("Step ") && window.shows("Cancel"));
    }
    window.press("Escape");
    assert!(window.state().document.is_some_and(|document| document.replacing.is_none()));
    assert_eq!(window.text(), EARLIER);
    fs::remove_file(place.path("long.txt")).expect("a file");
}
