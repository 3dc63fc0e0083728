//! The registers over the window: speakers, evidence and contacts, and what a desk works by.

use std::path::PathBuf;

use claimlight::{
    app::Overlay,
    claim::{Practice, Reply, Speaker, SpeakerType, VerdictKind, VerdictScheme},
};
use eframe::egui::{Rect, Role, pos2, vec2};
use egui_kittest::kittest::NodeT as _;
use serde_json::{Value, json};

use crate::{place::Place, support::Window};

/// A window with claims by two speakers; the second speaker’s claim is looked at.
fn with_speakers() -> (Place, Window) {
    let place = Place::new();
    let mut window = place.open_article();
    for (words, name) in [("The boats stay in.", "Mara Oln"), ("The boats rot.", "Oln"), ("The boats wait.", "Oln")] {
        window.tag("A", words);
        window.press("S");
        window.write(name);
        window.press("Enter");
    }
    (place, window)
}

fn speaker(window: &Window, number: usize) -> Speaker {
    window.review().speakers()[number].clone()
}

/// Presses Tab until something has the keyboard.
fn tab_to(window: &mut Window, name: &str) {
    for _ in 0..80 {
        if window.keyboard() == name {
            return;
        }
        window.press("Tab");
    }
    panic!("Tab does not lead to {name}");
}

/// A review with one claim in its own file, with these records added to it as another program might.
fn file_with(place: &Place, add: impl FnOnce(&mut Value)) -> PathBuf {
    let path = place.path("boats.claims.json");
    let mut window = place.open_article();
    window.tag("A", "The boats rot.");
    window.save_as(&path);
    drop(window);
    let mut file: Value = serde_json::from_slice(&std::fs::read(&path).expect("a file")).expect("JSON");
    add(&mut file);
    std::fs::write(&path, file.to_string()).expect("a file");
    path
}

fn id(number: usize) -> String {
    format!("01900000-0000-7000-8000-{number:012x}")
}

#[test]
fn a_speaker_is_changed_by_keys_alone_and_each_field_is_one_step() {
    let (_place, mut window) = with_speakers();
    let before = window.steps().len();
    window.press("Shift+S");
    assert_eq!(window.state().overlay, Some(Overlay::Speakers));
    assert_eq!(window.keyboard(), "Oln: 2 claims", "who is looked at is chosen");
    assert_eq!(window.role("Mara Oln: 1 claim"), Role::ListBoxOption);
    window.press("Up");
    assert_eq!(window.keyboard(), "Mara Oln: 1 claim");
    tab_to(&mut window, "Name");
    window.press("End");
    window.write("a");
    assert_eq!(speaker(&window, 0).name, "Mara Oln", "nothing is taken over while it is typed");
    window.press("Tab");
    assert_eq!(speaker(&window, 0).name, "Mara Olna");
    tab_to(&mut window, "Type: Organisation");
    window.press("Space");
    tab_to(&mut window, "Role");
    window.write(" harbour master ");
    tab_to(&mut window, "Other names");
    window.write("Oln, the master, Oln");
    window.press("Escape");
    assert_eq!(window.state().overlay, None);
    let changed = speaker(&window, 0);
    assert_eq!(changed.speaker_type, SpeakerType::Organisation);
    assert_eq!(changed.role.as_deref(), Some("harbour master"));
    assert_eq!(changed.aliases, ["Oln", "the master"], "Escape takes over what is typed");
    assert_eq!(window.steps().len(), before + 4);
    window.press("Ctrl+Z");
    assert!(speaker(&window, 0).aliases.is_empty());
    window.press("Shift+S");
    window.press("Escape");
    assert_eq!(window.steps().len(), before + 3, "to look is no step");
}

#[test]
fn what_is_typed_about_a_speaker_is_taken_over_however_it_is_left() {
    let (_place, mut window) = with_speakers();
    for (number, leave) in ["Close", "Mara Oln: 1 claim", "Ctrl+K", "outside"].into_iter().enumerate() {
        window.press("Shift+S");
        window.click_first("Oln: 2 claims");
        // The name that is read aloud goes on with what is known.
        let role = format!("role {number}");
        window.fill("Organisation", &role);
        match leave {
            "Ctrl+K" => window.press("Ctrl+K"),
            "outside" => window.click_at(pos2(20.0, 700.0), eframe::egui::Modifiers::NONE),
            name => window.click(name),
        }
        assert_eq!(speaker(&window, 1).organisation.as_deref(), Some(role.as_str()), "{leave}");
        while window.state().overlay.is_some() {
            window.press("Escape");
        }
        window.press("Ctrl+Z");
        assert_eq!(speaker(&window, 1).organisation, None);
    }
}

#[test]
fn a_speaker_keeps_a_name() {
    let (_place, mut window) = with_speakers();
    let before = window.steps().len();
    window.press("Shift+S");
    window.fill("Name", "");
    assert!(window.says("A speaker keeps a name: Oln stays"));
    window.press("Tab");
    window.press("Escape");
    assert_eq!(speaker(&window, 1).name, "Oln");
    assert_eq!(window.steps().len(), before);
}

#[test]
fn two_speakers_become_one_and_two_again() {
    let (_place, mut window) = with_speakers();
    window.press("Shift+S");
    tab_to(&mut window, "Merge into…");
    window.press("Enter");
    assert_eq!(window.keyboard(), "Find the speaker to merge into");
    assert!(window.says("Choose who Oln is") && window.says("Undo brings it back"));
    assert!(!window.shows("Merge into: Oln: "), "nobody is merged into themselves");
    window.write("nobody");
    assert!(window.says("No other speaker goes by these words"));
    window.press("Ctrl+A");
    window.write("MARA");
    window.press("Tab");
    assert_eq!(window.keyboard(), "Merge into: Mara Oln: ");
    window.press("Enter");
    let merged = window.review();
    assert_eq!(merged.speakers().len(), 1);
    assert_eq!(
        (merged.speakers()[0].name.as_str(), &merged.speakers()[0].aliases[..]),
        ("Mara Oln", &["Oln".to_owned()][..])
    );
    assert!(merged.claims().in_order().iter().all(|claim| claim.speaker == Some(merged.speakers()[0].id)));
    assert!(window.shows("Mara Oln: 3 claims"), "the form shows who it became");
    window.press("Escape");
    window.press("Ctrl+Z");
    assert_eq!(window.review().speakers().len(), 2);
}

#[test]
fn a_claim_of_a_speaker_is_gone_to() {
    let (_place, mut window) = with_speakers();
    window.press("Shift+S");
    window.click("Go to claim: The boats rot.");
    assert_eq!(window.state().overlay, None);
    assert_eq!(window.head(), window.place("The boats rot."));
}

#[test]
fn registers_of_a_bare_article_say_how_they_are_filled() {
    let place = Place::new();
    let mut window = place.open_article();
    window.press("Shift+S");
    assert!(window.says("Choose a claim and press S"));
    window.press("Escape");
    window.press("Ctrl+E");
    assert!(window.says("Choose a claim and press X"));
    window.click("Contacts (0)");
    assert!(window.says("Choose a claim and press O"));
    window.click("Close");
    assert_eq!(window.state().overlay, None);
}

/// A window with two pieces of evidence for a claim, and a contact about it.
fn with_sources() -> (Place, Window) {
    let place = Place::new();
    let mut window = place.open_article();
    window.tag("A", "The boats rot.");
    for (title, address) in [("Log of the yard", "https://log.example/7"), ("A rumour", "javascript:alert(1)")] {
        window.press("X");
        window.write(title);
        window.fill("Address", address);
        window.press("Ctrl+Enter");
    }
    window.press("O");
    window.write("The yard");
    window.fill("Answer wanted by", "2020-05");
    window.press("Ctrl+Enter");
    (place, window)
}

#[test]
fn evidence_is_opened_from_the_register_and_the_register_comes_back() {
    let (_place, mut window) = with_sources();
    window.press("Ctrl+E");
    assert_eq!(window.keyboard(), "Filter evidence");
    assert!(window.is_on("Evidence (2)") && !window.is_on("Contacts (1)"));
    assert!(window.says("1 claim rests on it") && window.says("Not archived"));
    window.write("YARD log");
    assert!(!window.shows("Open evidence: A rumour"));
    tab_to(&mut window, "Open evidence: Log of the yard");
    window.press("Enter");
    assert!(matches!(window.state().overlay, Some(Overlay::Evidence(_))));
    window.fill("Publisher", "The yard’s office");
    window.press("Ctrl+Enter");
    assert_eq!(window.state().overlay, Some(Overlay::Sources));
    assert_eq!(window.keyboard(), "Open evidence: Log of the yard");
    assert!(window.says("The yard’s office") && !window.shows("Open evidence: A rumour"), "the filter is kept");
    window.press("Escape");
    window.press("Ctrl+E");
    assert!(window.shows("Open evidence: A rumour"), "opened anew, it shows all");
}

#[test]
fn evidence_is_removed_and_brought_back() {
    let (_place, mut window) = with_sources();
    window.press("Ctrl+E");
    tab_to(&mut window, "Remove evidence: Log of the yard");
    window.press("Space");
    assert_eq!(window.keyboard(), "Filter evidence");
    assert!(window.shows("Evidence (1)"));
    let titles =
        |window: &Window| window.review().evidence().iter().map(|piece| piece.title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(&window), ["A rumour"]);
    assert_eq!(window.focused().check().evidence.len(), 1);
    window.press("Escape");
    window.press("Ctrl+Z");
    assert_eq!(titles(&window), ["Log of the yard", "A rumour"]);
    assert_eq!(window.focused().check().evidence.len(), 2);
}

#[test]
fn only_addresses_of_the_web_are_opened() {
    let (_place, mut window) = with_sources();
    // With no claim looked at, the panel below shows no addresses of its own.
    window.press("Escape");
    window.press("Ctrl+E");
    window.click("javascript:alert(1)");
    assert!(window.opened().is_empty());
    window.click("https://log.example/7");
    assert_eq!(window.opened(), ["https://log.example/7"]);
    window.press("Escape");
    window.press("N");
    window.press("S");
    window.write("Oln");
    window.press("Enter");
    window.press("Escape");
    window.press("Shift+S");
    window.outputs.clear();
    for address in ["javascript:alert(1)", "file:///etc/passwd"] {
        window.fill("Address", address);
        window.press("Tab");
        window.click(address);
        assert!(window.opened().is_empty(), "{address}");
    }
    window.fill("Address", "https://who.example/oln");
    tab_to(&mut window, "https://who.example/oln");
    window.press("Enter");
    assert_eq!(window.opened(), ["https://who.example/oln"]);
    assert_eq!(speaker(&window, 0).same_as.as_deref(), Some("https://who.example/oln"));
    assert_eq!(window.state().overlay, Some(Overlay::Speakers));
}

#[test]
fn a_contact_is_overdue_and_given_up_by_one_press() {
    let (_place, mut window) = with_sources();
    window.press("Ctrl+E");
    window.click("Contacts (1)");
    assert!(window.says("Overdue: an answer was wanted by 2020-05") && window.says("about 1 claim"));
    tab_to(&mut window, "No reply from: The yard");
    window.press("Enter");
    assert_eq!(window.review().contacts()[0].reply, Reply::NoReply);
    assert!(!window.shows("No reply from: The yard") && window.shows("No reply"));
    window.click("Open contact: The yard");
    window.click("What came of it");
    window.click("An answer");
    window.fill("Answer", "We never rot");
    window.press("Ctrl+Enter");
    assert_eq!(window.state().overlay, Some(Overlay::Sources));
    assert!(window.is_on("Contacts (1)") && window.says("We never rot"));
    window.click("Remove contact: The yard");
    assert!(window.review().contacts().is_empty() && window.says("Nobody was asked yet"));
}

#[test]
fn verdicts_are_chosen_from_another_scheme_and_given_ones_stay_readable() {
    let place = Place::new();
    let mut window = place.open_article();
    window.tag("A", "The boats rot.");
    window.press("2");
    window.press("B");
    window.press("3");
    window.press("Ctrl+D");
    assert_eq!(window.state().overlay, Some(Overlay::Desk));
    assert_eq!(window.keyboard(), "Scheme: Was it said?");
    assert!(window.says("Verdicts that are given stay") && window.says("Mixed · 1 claim"));
    tab_to(&mut window, "Scheme: Is it so?");
    window.press("Enter");
    window.click("PolitiFact’s Truth-O-Meter");
    let scheme = window.review().schemes().of(VerdictKind::Content).clone();
    assert_eq!(scheme.id, "politifact");
    assert!(scheme.label("mixed").is_some_and(|label| label.withdrawn), "the verdict stays readable");
    assert!(window.says("Pants on Fire") && window.says("Mixed · withdrawn · 1 claim"));
    window.press("Escape");
    assert_eq!(window.focused().check().verdicts.get(VerdictKind::Content), Some("mixed"));
    window.press("Ctrl+Z");
    assert_eq!(window.review().schemes().of(VerdictKind::Content).id, "content");
}

#[test]
fn labels_are_added_withdrawn_and_offered_again() {
    let place = Place::new();
    let mut window = place.open_article();
    window.press("Ctrl+D");
    let label = |window: &Window, name: &str| {
        window.review().schemes().of(VerdictKind::Content).label(name).map(|label| label.withdrawn)
    };
    tab_to(&mut window, "Own label: Is it so?");
    window.write("  Satire, not <b>meant</b>  ");
    window.press("Enter");
    assert_eq!(label(&window, "satire,_not_<b>meant</b>"), Some(false));
    assert_eq!(window.keyboard(), "Own label: Is it so?", "so that another can be added");
    window.write("true");
    window.click("Add own label: Is it so?");
    assert!(window.notices().iter().any(|words| words.contains("has “true” already")), "{:?}", window.notices());
    tab_to(&mut window, "Withdraw: Satire, not <b>meant</b> (Is it so?)");
    window.press("Enter");
    assert_eq!(label(&window, "satire,_not_<b>meant</b>"), Some(true));
    window.click("Offer again: Satire, not <b>meant</b> (Is it so?)");
    assert_eq!(label(&window, "satire,_not_<b>meant</b>"), Some(false));
    window.click("Withdraw: True (Is it so?)");
    assert_eq!(label(&window, "true"), Some(true));
    window.click("Take back changes: Is it so?");
    let bundled = VerdictScheme::bundled().iter().find(|scheme| scheme.id == "content");
    assert_eq!(Some(window.review().schemes().of(VerdictKind::Content)), bundled);
    assert!(!window.shows("Take back changes: Is it so?"));
}

#[test]
fn who_approves_is_chosen_and_the_reviewer_gives_a_name() {
    let place = Place::new();
    let mut window = place.open_article();
    window.press("Ctrl+D");
    assert!(window.is_on("Who approves: One person"));
    tab_to(&mut window, "Who approves: Desk: somebody else approves");
    window.press("Space");
    assert_eq!(window.review().practice(), Practice::Desk);
    assert!(window.says("A desk tells people apart"));
    tab_to(&mut window, "Reviewer’s name");
    window.write("Ada");
    window.press("Tab");
    assert_eq!(window.review().reviewer(), "Ada");
    assert!(!window.says("A desk tells people apart"));
    window.fill("Reviewer’s name", "Ada Lund");
    window.press("Escape");
    assert_eq!(window.review().reviewer(), "Ada Lund", "Escape takes over what is typed");
    assert_eq!(window.state().settings.reviewer, "Ada Lund");
    window.press("Ctrl+Z");
    window.press("Ctrl+Z");
    window.press("Ctrl+Z");
    assert_eq!(window.review().practice(), Practice::Alone);
}

#[test]
fn what_is_open_for_reading_only_is_shown_and_cannot_be_changed() {
    let place = Place::new();
    let path = file_with(&place, |file| {
        file["speakers"] = json!([{ "id": id(1), "name": "Oln" }, { "id": id(2), "name": "Ruiz" }]);
        file["evidence"] = json!([{ "id": id(3), "title": "Log", "url": "https://log.example/" }]);
        file["contacts"] = json!([{ "id": id(4), "who": "Oln", "claims": [] }]);
    });
    let _first = place.open(&path);
    let mut window = place.open(&path);
    let is_enabled = |window: &Window, name: &str| !window.node(name).accesskit_node().is_disabled();
    window.press("Shift+S");
    assert!(window.says("This review is open for reading only"));
    assert!(!is_enabled(&window, "Name") && !is_enabled(&window, "Merge into…"));
    window.click("Ruiz: 0 claims");
    assert!(window.is_on("Ruiz: 0 claims"));
    window.press("Escape");
    window.press("Ctrl+E");
    assert!(!is_enabled(&window, "Remove evidence: Log") && is_enabled(&window, "Open evidence: Log"));
    window.click("https://log.example/");
    assert_eq!(window.opened(), ["https://log.example/"]);
    window.click("Contacts (1)");
    assert!(!is_enabled(&window, "Remove contact: Oln") && !is_enabled(&window, "No reply from: Oln"));
    window.press("Escape");
    window.press("Ctrl+D");
    for name in ["Withdraw: True (Is it so?)", "Who approves: One person", "Reviewer’s name", "Own label: Is it so?"]
    {
        assert!(!is_enabled(&window, name), "{name}");
    }
    window.press("Escape");
    assert_eq!(window.state().overlay, None);
}

#[test]
fn what_is_typed_is_there_after_the_window_is_closed() {
    let (place, mut window) = with_speakers();
    window.press("Shift+S");
    window.fill("Role", "keeper");
    window.press("Ctrl+Q");
    assert_eq!(speaker(&window, 1).role.as_deref(), Some("keeper"));
    drop(window);
    let mut window = place.open_article();
    window.press("Enter");
    window.wait_for("the work", |state| {
        state.document.as_ref().is_some_and(|document| document.review.speakers().len() == 2)
    });
    assert_eq!(speaker(&window, 1).role.as_deref(), Some("keeper"), "its journal has it");
}

#[test]
fn hostile_words_neither_break_a_register_nor_mean_anything() {
    let place = Place::new();
    let long = "W".repeat(100_000);
    let markup = "<b>bold</b> **strong** \u{202e}desrever\n\nnext";
    let path = file_with(&place, |file| {
        file["speakers"] = json!([
            { "id": id(1), "name": long, "role": long, "aliases": [long], "same_as": format!("https://x.example/{long}") },
            { "id": id(2), "name": markup, "aliases": ["a, b"] },
        ]);
        file["claims"][0]["speaker"] = json!(id(1));
        file["evidence"] = json!([
            { "id": id(3), "title": long, "publisher": long, "url": format!("https://x.example/{long}") },
            { "id": id(4), "title": markup, "confidential": true },
        ]);
        file["contacts"] = json!([{ "id": id(5), "who": long, "claims": [], "channel": long, "answer": long }]);
    });
    let mut window = place.open_with_any_signs(&path);
    let before = window.review();
    for size in [vec2(1300.0, 1500.0), vec2(900.0, 600.0), vec2(640.0, 420.0), vec2(450.0, 300.0)] {
        let screen = Rect::from_min_size(pos2(0.0, 0.0), size);
        window.input().screen_rect = Some(screen);
        for keys in ["Shift+S", "Ctrl+E", "Ctrl+D"] {
            window.press(keys);
            window.settle();
            let close = window.node("Close").rect();
            assert!(screen.contains_rect(close), "{keys} in {size}: {close}");
            if keys == "Ctrl+E" {
                let name = window.name_beginning("Remove evidence: <b>");
                assert!(screen.contains(window.node(&name).rect().center()), "{size}");
                window.click("Contacts (1)");
                let name = window.name_beginning("Remove contact: WWW");
                assert!(name.len() < 200 && screen.contains_rect(window.node(&name).rect()), "{size}");
                window.click("Evidence (2)");
            }
            if keys == "Shift+S" {
                let row = window.name_beginning("<b>bold</b>");
                window.click(&row);
            }
            window.click("Close");
            assert_eq!(window.state().overlay, None);
        }
    }
    assert!(window.review() == before, "what nobody typed in is as it was, to the letter");
}

#[test]
fn registers_of_ten_thousand_are_walked_by_keys_and_filter() {
    const MANY: usize = 10_000;
    let place = Place::new();
    let path = file_with(&place, |file| {
        let speakers = (0..MANY).map(|number| json!({ "id": id(number), "name": format!("Speaker {number:05}") }));
        file["speakers"] = speakers.collect();
        let pieces = (0..MANY).map(|number| json!({ "id": id(MANY + number), "title": format!("Piece {number:05}") }));
        file["evidence"] = pieces.collect();
        let contacts = (0..MANY)
            .map(|number| json!({ "id": id(2 * MANY + number), "who": format!("Person {number:05}"), "claims": [] }));
        file["contacts"] = contacts.collect();
    });
    let mut window = place.open(&path);
    window.press("Shift+S");
    assert_eq!(window.keyboard(), "Filter speakers");
    for _ in 0..3 {
        window.press("PageDown");
    }
    assert!(window.is_on("Speaker 00030: 0 claims"), "what is chosen is in sight");
    assert_eq!(window.keyboard(), "Filter speakers");
    tab_to(&mut window, "Speaker 00030: 0 claims");
    window.press("PageDown");
    window.press("Up");
    assert_eq!(window.keyboard(), "Speaker 00039: 0 claims");
    window.press("Tab");
    assert_eq!(window.keyboard(), "Name", "Tab stops once at the list");
    window.fill("Filter speakers", "9999");
    window.press("Down");
    assert!(window.is_on("Speaker 09999: 0 claims") && !window.shows("Speaker 00039: 0 claims"));
    window.fill("Name", "Aa");
    window.press("Escape");
    assert_eq!(speaker(&window, MANY - 1).name, "Aa");
    window.press("Ctrl+E");
    window.write("piece 07777");
    window.click("Remove evidence: Piece 07777");
    assert_eq!(window.review().evidence().len(), MANY - 1);
    window.click("Contacts (10000)");
    window.fill("Filter contacts", "person 00042");
    window.click("No reply from: Person 00042");
    assert_eq!(window.review().contacts()[42].reply, Reply::NoReply);
}
