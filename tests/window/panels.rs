//! The list of claims, the inspector, the find bar, the overlays and the hint.

use claimlight::{
    app::{Overlay, table::ENTRIES},
    claim::{Form, KNOWN_FLAGS, State as CheckState, StatusGroup, Tag, Voice},
};
use eframe::egui::Role;

use crate::{place::Place, support::Window};

fn window() -> (Place, Window) {
    let place = Place::new();
    let window = place.open_article();
    (place, window)
}

/// A window with a claim that is focused.
fn with_claim() -> (Place, Window) {
    let (place, mut window) = window();
    window.tag("A", "The boats rot.");
    (place, window)
}

/// A window with a quote, an assertion and a commentary in text order, none focused.
fn with_claims() -> (Place, Window) {
    let (place, mut window) = window();
    window.tag("Q", "\"We had a choice,\"");
    window.tag("A", "The boats stay in.");
    window.tag("C", "The boats rot.");
    window.press("Escape");
    (place, window)
}

#[test]
fn the_list_shows_the_claims_and_a_click_shows_one_in_the_article() {
    let (_place, mut window) = with_claims();
    for row in ["Quote: \"We had a choice,\". To check", "Commentary: The boats rot.. To check"] {
        assert_eq!(window.role(row), Role::ListBoxOption);
        assert!(!window.is_on(row));
        window.click(row);
        let words = row.split_once(": ").and_then(|(_, rest)| rest.strip_suffix(". To check")).expect("words");
        let claim = window.focused();
        let at = claim.segments.extent().expect("a place").start().get();
        assert!(window.text()[at..].starts_with(words));
        assert_eq!(window.head(), at, "the caret is put where the claim is");
    }
    window.activate("Assertion: The boats stay in.. To check");
    assert_eq!(window.focused().tag, Tag::Assertion);
}

#[test]
fn a_claim_focused_in_the_article_is_marked_in_the_list() {
    let (_place, mut window) = with_claims();
    let selected = |window: &Window, row: &str| {
        use egui_kittest::kittest::NodeT as _;
        window.node(row).accesskit_node().is_selected() == Some(true) || window.is_on(row)
    };
    let row = "Assertion: The boats stay in.. To check";
    assert!(!selected(&window, row));
    let at = window.point("st|ay in");
    window.click_at(at, eframe::egui::Modifiers::NONE);
    assert!(selected(&window, row));
}

#[test]
fn the_filter_lists_claims_by_tag_status_and_words() {
    let (_place, mut window) = with_claims();
    let rows = [
        "Quote: \"We had a choice,\". To check",
        "Assertion: The boats stay in.. To check",
        "Commentary: The boats rot.. To check",
    ];
    let shown = |window: &Window| rows.map(|row| window.shows(row));
    assert_eq!(shown(&window), [true; 3]);
    window.click("Only assertion");
    assert_eq!(shown(&window), [false, true, false]);
    assert!(window.is_on("Only assertion"));
    assert!(window.says("1 of 3 claims"));
    window.click("Only quote");
    assert_eq!(shown(&window), [true, true, false]);
    window.click("Only assertion");
    window.click("Only quote");
    window.fill("Filter claims", "BOATS");
    assert_eq!(shown(&window), [false, true, true]);
    window.fill("Filter claims", "submarine");
    assert_eq!(shown(&window), [false; 3]);
    assert!(window.says("No claim passes the filter"));
    window.fill("Filter claims", "");
    window.click("Filter by status");
    window.click_first("Checked");
    assert_eq!(shown(&window), [false; 3]);
    window.press("Escape");
    assert!(window.says("0 of 3 claims"));
}

#[test]
fn the_tag_is_chosen_in_the_inspector_and_never_tags_the_selection() {
    let (_place, mut window) = with_claim();
    window.click("Tag: Commentary");
    assert_eq!(window.claims(), ["commentary: The boats rot."]);
    assert!(window.is_on("Tag: Commentary") && !window.is_on("Tag: Assertion"));
    window.select("Nobody");
    window.click("Tag: Quote");
    assert_eq!(window.claims(), ["quote: The boats rot."]);
    assert_eq!(window.selected(), "");
}

#[test]
fn the_status_is_chosen_in_the_inspector_with_its_reason() {
    let (_place, mut window) = with_claim();
    window.find("B");
    for group in StatusGroup::ALL {
        let button = format!("Status: {}", group.label());
        window.click(&button);
        match group {
            StatusGroup::Waiting => window.click("A reply"),
            StatusGroup::Skipped => {
                // It is open again first, which wants a reason of its own.
                window.write("It does not matter");
                window.press("Enter");
            }
            _ => {}
        }
        assert_eq!(window.focused().status.state.group(), group);
        assert!(window.is_on(&button));
    }
}

#[test]
fn a_reason_for_skipping_is_chosen_by_number_or_written() {
    let (_place, mut window) = with_claim();
    window.press("5");
    window.press("7");
    assert_eq!(window.focused().status.state, CheckState::WontCheck);
    assert_eq!(window.focused().status.reason.as_deref(), Some("minor"));
    assert!(window.says("Won’t check: Minor"));
    window.click("Change reason…");
    window.fill("Reason", "=too small");
    window.press("Enter");
    assert_eq!(window.focused().status.state, CheckState::WontCheck);
    assert_eq!(window.focused().status.reason.as_deref(), Some("=too small"));
    window.press("Ctrl+Z");
    window.press("Ctrl+Z");
    window.press("5");
    window.fill("Reason", "Nobody can know");
    window.press("Enter");
    assert_eq!(window.focused().status.state, CheckState::NotCheckable);
    assert_eq!(window.focused().status.reason.as_deref(), Some("Nobody can know"));
}

#[test]
fn flags_are_set_and_taken_off() {
    let (_place, mut window) = with_claim();
    for flag in KNOWN_FLAGS {
        let name = format!("Flag: {}", flag.label);
        assert!(!window.is_on(&name));
        window.activate(&name);
        assert_eq!(window.focused().flags, [flag.name]);
        assert!(window.is_on(&name));
        window.activate(&name);
        assert!(window.focused().flags.is_empty());
    }
}

#[test]
fn the_speaker_is_typed_completed_and_taken_over_with_enter() {
    let (_place, mut window) = with_claim();
    let speaker = |window: &Window| {
        let document = window.state().document.expect("a document");
        let id = window.focused().speaker?;
        document.review.speaker(id).map(|speaker| speaker.name.clone())
    };
    window.press("S");
    window.write("Orla Venn");
    assert_eq!(speaker(&window), None, "nothing is taken over while it is typed");
    window.press("Enter");
    assert_eq!(speaker(&window).as_deref(), Some("Orla Venn"));
    assert_eq!(window.keyboard(), "Boats in port");

    // The next claim: the name is offered, and taken by the pointer.
    window.tag("A", "Nobody asked the crews.");
    window.press("S");
    window.write("orl");
    window.click("Orla Venn");
    assert_eq!(speaker(&window).as_deref(), Some("Orla Venn"));
    // The third: taken by the keyboard.
    window.tag("A", "The boats wait.");
    window.press("S");
    window.write("ven");
    window.press("Down");
    assert_eq!(speaker(&window).as_deref(), Some("Orla Venn"));
    assert_eq!(window.state().document.expect("a document").review.speakers().len(), 1);
}

#[test]
fn the_speakers_role_and_other_names_are_kept() {
    let (_place, mut window) = with_claim();
    window.press("S");
    window.write("Orla Venn");
    window.press("Enter");
    window.fill("Role of the speaker", "minister");
    window.press("Enter");
    window.fill("Other names of the speaker", "Venn, the minister, Venn");
    window.press("Enter");
    let speaker = window.state().document.expect("a document").review.speakers()[0].clone();
    assert_eq!(speaker.role.as_deref(), Some("minister"));
    assert_eq!(speaker.aliases, ["Venn", "the minister"]);
}

#[test]
fn what_is_typed_is_taken_over_when_the_claim_is_left_or_saved() {
    let (_place, mut window) = with_claim();
    let claim = window.focused().id;
    window.press("S");
    window.write("Orla Venn");
    let elsewhere = window.point("har|bour is");
    window.click_at(elsewhere, eframe::egui::Modifiers::NONE);
    let document = window.state().document.expect("a document");
    assert!(document.review.claims().get(claim).expect("the claim").speaker.is_some());
    window.press("N");
    window.press("L");
    window.write("ferries; money");
    window.press("F6");
    assert_eq!(window.focused().labels, ["ferries", "money"]);
    window.press("Ctrl+Z");
    assert!(window.focused().labels.is_empty());
}

#[test]
fn labels_note_and_own_words_are_kept() {
    let (_place, mut window) = with_claim();
    window.press("L");
    window.write("ferries, money, ferries");
    window.press("Enter");
    assert_eq!(window.focused().labels, ["ferries", "money"]);
    window.press("M");
    window.write("Call the ");
    window.write("ministry");
    assert_eq!(window.focused().note, "Call the ministry");
    window.fill("In its own words", "The boats are rotting");
    assert_eq!(window.focused().claim_text.as_deref(), Some("The boats are rotting"));
    window.press("Escape");
    window.press("F6");
    window.press("Ctrl+Z");
    assert_eq!(window.focused().claim_text, None);
    window.press("Ctrl+Z");
    assert_eq!(window.focused().note, "", "the typing of one sitting is one step");
}

#[test]
fn the_reviewer_signs_by_name_from_then_on() {
    let (_place, mut window) = with_claim();
    window.press("Ctrl+H");
    window.fill("Reviewer’s name", "Ada Wren");
    window.press("Escape");
    let state = window.state();
    let review = &state.document.as_ref().expect("a document").review;
    assert_eq!(review.reviewer(), "Ada Wren");
    assert_eq!(state.settings.reviewer, "Ada Wren", "the next review begins with it");
    window.press("2");
    let state = window.state();
    let last = state.document.as_ref().and_then(|document| document.review.history().last()).expect("a step");
    assert_eq!((last.by.as_str(), last.edit.as_str()), ("Ada Wren", "status"));
}

#[test]
fn the_last_part_of_the_labels_is_completed() {
    let (_place, mut window) = with_claim();
    window.press("L");
    window.write("ferries");
    window.press("Enter");
    window.tag("C", "Nobody asked the crews.");
    window.press("L");
    window.write("money, fer");
    window.click("ferries");
    assert_eq!(window.focused().labels, ["money", "ferries"]);
}

#[test]
fn form_voice_and_cue_are_chosen() {
    let (_place, mut window) = window();
    window.tag("Q", "\"and we made it.\"");
    window.click("Form");
    window.click("Direct");
    assert_eq!(window.focused().form, Form::Direct);
    window.click("Voice");
    window.click("Editor");
    assert_eq!(window.focused().voice, Voice::Editor);
    window.select("said");
    window.click("Set cue from selection");
    assert!(window.focused().cue.is_some());
    window.click("Clear cue");
    assert_eq!(window.focused().cue, None);
}

#[test]
fn segments_and_the_claim_itself_are_taken_away_by_buttons() {
    let (_place, mut window) = window();
    window.tag("Q", "\"We had a choice,\"");
    window.select("\"and we made it.\"");
    window.click("Add selection as segment");
    assert!(window.says("Segment 2 of 2"));
    window.click("Remove segment");
    assert_eq!(window.claims(), ["quote: \"We had a choice,\""]);
    window.click("Delete");
    assert!(window.claims().is_empty());
    assert!(window.says("No claims yet"));
}

#[test]
fn the_same_words_are_tagged_one_by_one_or_all() {
    let (_place, mut window) = window();
    window.tag("A", "The boats");
    window.click("Same words");
    window.click_first("Tag");
    assert_eq!(window.claims().len(), 2);
    window.click("Tag all 1");
    assert_eq!(window.claims(), ["assertion: The boats"; 3]);
    assert!(!window.says("Other places with these words"));
}

#[test]
fn the_history_of_a_claim_is_shown() {
    let (_place, mut window) = with_claim();
    window.click("Tag: Commentary");
    window.activate("History");
    assert!(window.says("Tag: assertion → commentary"));
    assert!(window.says("Claim: assertion"));
}

#[test]
fn the_find_bar_finds() {
    let (_place, mut window) = window();
    window.click("Find");
    assert_eq!(window.keyboard(), "Find in the article");
    window.write("boats");
    assert!(window.says("1 of 4"));
    window.click("Find next");
    assert_eq!((window.selected().as_str(), window.says("2 of 4")), ("boats", true));
    window.click("Find previous");
    assert_eq!((window.selected().as_str(), window.says("1 of 4")), ("Boats", true));
    window.click("Find in the article");
    window.press("Enter");
    assert!(window.says("2 of 4"));
    assert_eq!(window.keyboard(), "Find in the article", "Enter goes on and stays");
    window.press("Shift+Enter");
    assert!(window.says("1 of 4"));
    window.click("Match case");
    assert!(window.says("of 3"));
    window.fill("Find in the article", "boat");
    assert!(window.says("of 3"));
    window.click("Whole words");
    assert!(window.says("Not found"));
    window.click("Close");
    assert!(!window.shows("Find in the article"));
    assert_eq!(window.keyboard(), "Boats in port");
}

#[test]
fn the_find_bar_is_left_by_escape() {
    let (_place, mut window) = window();
    window.press("Ctrl+F");
    window.write("boats");
    window.press("Escape");
    assert!(!window.shows("Find in the article"));
    assert_eq!(window.keyboard(), "Boats in port");
    window.press("F3");
    assert!(window.shows("Find in the article"));
}

#[test]
fn the_help_lists_every_command_with_its_keys() {
    let (_place, mut window) = window();
    window.press("?");
    for entry in ENTRIES.iter().filter(|entry| !entry.keys.is_empty()) {
        assert!(window.says(entry.name.trim_end_matches('…')), "{}", entry.name);
    }
    window.press("Escape");
    assert_eq!(window.state().overlay, None);
    window.press("F1");
    window.press("Q");
    assert!(window.claims().is_empty(), "what lies below is out of reach");
    assert_eq!(window.state().overlay, Some(Overlay::Help));
}

#[test]
fn the_steps_taken_lead_back_and_on() {
    let (_place, mut window) = with_claims();
    window.press("Ctrl+H");
    window.click("1  Tag as quote");
    assert_eq!(window.claims().len(), 1);
    window.click("0  Opened");
    assert!(window.claims().is_empty());
    window.click("3  Tag as commentary");
    assert_eq!(window.claims().len(), 3);
    window.press("Escape");
    assert_eq!(window.state().overlay, None);
}

#[test]
fn the_bars_say_what_there_is_and_change_the_zoom() {
    let (_place, mut window) = with_claims();
    for words in ["1 quote", "1 assertion", "1 commentary", "0 of 3 checked", "Not saved"] {
        assert!(window.says(words), "{words}");
    }
    window.click("Quote: \"We had a choice,\". To check");
    window.press("F6");
    window.find("V");
    window.press("4");
    assert!(window.says("1 of 3 checked"));
    window.click("+");
    window.click("+");
    assert!(window.shows("120 %"));
    window.click("−");
    window.click("110 %");
    assert!(window.shows("100 %"));
    window.click("Commands");
    assert_eq!(window.state().overlay, Some(Overlay::Palette));
}

#[test]
fn notices_are_closed_and_those_that_merely_inform_go_by_themselves() {
    let (_place, mut window) = with_claim();
    window.select("boats rot");
    window.press("A");
    assert_eq!(window.notices().len(), 1, "an overlap is refused");
    assert_eq!(window.role(&window.notices()[0].clone()), Role::Alert);
    for _ in 0..100 {
        window.settle();
    }
    assert_eq!(window.notices().len(), 1, "a warning stays");
    window.click("Close");
    assert!(window.notices().is_empty());
    window.press("Escape");
    window.press("Escape");
    window.press("J");
    assert_eq!(window.notices().len(), 1);
    for _ in 0..100 {
        window.settle();
    }
    assert!(window.notices().is_empty());
}

#[test]
fn the_hint_goes_away_and_stays_away() {
    let place = Place::new();
    let mut window = place.begin(None);
    window.wait_for("the sample", |state| state.document.is_some());
    assert!(window.says("Three steps to begin with"));
    window.click("Got it");
    assert!(!window.says("Three steps to begin with"));
    window.press("Ctrl+Q");
    assert!(window.has_closed());
    drop(window);
    let mut window = place.begin(None);
    window.wait_for("the sample", |state| state.document.is_some());
    assert!(!window.says("Three steps to begin with"));
}

#[test]
fn theme_and_zoom_are_kept_for_the_next_time() {
    let place = Place::new();
    let mut window = place.open_article();
    window.press("Ctrl+Shift+L");
    window.press("Ctrl+Shift+L");
    window.press("Ctrl+Plus");
    let settings = window.state().settings;
    window.press("Ctrl+Q");
    drop(window);
    let window = place.open_article();
    assert_eq!(window.state().settings.theme, settings.theme);
    assert_eq!(window.state().settings.zoom_percent, 110);
}

#[test]
fn everything_in_the_window_is_reached_by_tab() {
    let (_place, mut window) = with_claim();
    let mut reached = std::collections::BTreeSet::new();
    for _ in 0..120 {
        window.press("Tab");
        reached.insert(window.keyboard());
    }
    for name in [
        "Boats in port",
        "File",
        "Commands",
        "Filter claims",
        "Only quote",
        "Filter by status",
        "Assertion: The boats rot.. To check",
        "Tag: Quote",
        "Status: Waiting",
        "Speaker",
        "Form",
        "Note",
        "Labels",
        "Flag: Hedged",
        "+",
    ] {
        assert!(reached.contains(name), "{name} is not among {reached:?}");
    }
    assert!(!reached.contains(""), "whatever has the keyboard has a name");
}
