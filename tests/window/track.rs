//! The table of claims, by role and name, by pointer and by keys alone.

use claimlight::{
    app::View,
    claim::{Priority, StatusGroup, Tag},
    review::listing::{Column, Grouping},
};
use eframe::egui::{Modifiers, Role};

use crate::{place::Place, support::Window};

const QUOTE: &str = "Claim 1, quote: \"We had a choice,\"";
const STAY: &str = "Claim 2, assertion: The boats stay in.";
const ROT: &str = "Claim 3, commentary: The boats rot.";
const WAIT: &str = "Claim 4, assertion: The boats wait.";

/// A table of four claims, none focused.
fn table() -> (Place, Window) {
    let place = Place::new();
    let mut window = place.open_article();
    tag_four(&mut window);
    (place, window)
}

fn tag_four(window: &mut Window) {
    for (key, words) in
        [("Q", "\"We had a choice,\""), ("A", "The boats stay in."), ("C", "The boats rot."), ("A", "The boats wait.")]
    {
        window.tag(key, words);
    }
    window.press("Escape");
    window.press("Ctrl+2");
}

/// The rows from top to bottom, by the numbers of their claims.
fn rows(window: &Window) -> String {
    let listing = window.state().document.expect("a document").tracking.listing;
    let shown = |number: usize| match listing.row(number)? {
        claimlight::review::listing::Row::Head(_) => Some("|".to_owned()),
        claimlight::review::listing::Row::Claim(listed) => Some(listed.number.to_string()),
    };
    (0..listing.row_count()).filter_map(shown).collect()
}

fn picked(window: &Window) -> Vec<String> {
    let document = window.state().document.expect("a document");
    let claims = document.review.claims();
    document.picked_claims().iter().filter_map(|id| claims.position(*id)).map(|at| (at + 1).to_string()).collect()
}

#[test]
fn every_claim_is_a_row_with_a_cell_for_each_column() {
    let (_place, window) = table();
    for row in [QUOTE, STAY, ROT, WAIT] {
        assert_eq!(window.role(row), Role::Row, "{row}");
    }
    for column in Column::USUAL {
        assert_eq!(window.role(&format!("Sort by: {}", column.label())), Role::ColumnHeader);
    }
    assert_eq!(window.role("Status of claim 2: To check"), Role::GridCell);
    assert_eq!(window.role("Speaker of claim 4: none"), Role::GridCell);
    assert!(window.says("0 of 4 checked"), "progress is in sight");
    assert_eq!(window.keyboard(), "Claims");
}

#[test]
fn a_row_shows_its_claim_in_the_article_and_a_claim_its_row() {
    let (_place, mut window) = table();
    window.click(ROT);
    assert_eq!(window.focused().tag, Tag::Commentary);
    assert!(window.is_on(ROT) && !window.is_on(STAY));
    assert_eq!(window.head(), window.place("The boats rot."), "the article shows it");
    let at = window.point("st|ay in");
    window.click_at(at, Modifiers::NONE);
    assert!(window.is_on(STAY) && !window.is_on(ROT));
}

#[test]
fn a_press_on_a_columns_name_sorts_and_a_second_reverses() {
    let (_place, mut window) = table();
    assert_eq!(rows(&window), "1234");
    window.click("Sort by: Tag");
    assert_eq!(rows(&window), "1243");
    window.click("Sort by: Tag");
    assert_eq!(rows(&window), "3241");
    window.click("Sort by: Words");
    assert_eq!(rows(&window), "1324");
}

#[test]
fn rows_are_grouped_and_groups_fold() {
    let (_place, mut window) = table();
    window.click("Group rows");
    window.click(Grouping::Tag.label());
    assert_eq!(rows(&window), "|1|24|3");
    window.click("Group: Assertion, 2 claims");
    assert_eq!(rows(&window), "|1||3");
    assert!(!window.shows(STAY));
    window.activate("Group: Assertion, 2 claims");
    assert_eq!(rows(&window), "|1|24|3");
    window.click(QUOTE);
    window.press("Down");
    assert!(window.is_on(STAY), "the head of a group is passed over");
}

#[test]
fn keys_move_among_rows_and_change_the_focused_claim() {
    let (_place, mut window) = table();
    window.press("Down");
    assert!(window.is_on(QUOTE));
    window.press("End");
    assert!(window.is_on(WAIT));
    window.press("Up");
    window.press("A");
    assert_eq!(window.focused().tag, Tag::Assertion);
    window.press("2");
    assert_eq!(window.focused().status.state.group(), StatusGroup::Checking);
    window.press("Home");
    window.press("P");
    assert_eq!(window.head(), window.place("The boats wait."), "the claim before the first is the last");
    window.press("PageUp");
    assert_eq!(window.head(), window.place("\"We had a choice,\""));
    window.press("Delete");
    assert_eq!(window.claims().len(), 3);
    assert_eq!(window.keyboard(), "Claims");
}

#[test]
fn cells_are_changed_in_their_place() {
    let (_place, mut window) = table();
    window.press("Down");
    window.press("Right");
    window.press("Enter");
    assert_eq!(window.keyboard(), "Change Speaker");
    window.write("Mara");
    window.press("Enter");
    assert!(window.shows("Speaker of claim 1: Mara"));
    assert_eq!(window.keyboard(), STAY, "Enter goes down, and the keyboard is in the table");
    window.press("F2");
    window.write("somebody");
    window.press("Escape");
    assert!(window.shows("Speaker of claim 2: none"), "Escape leaves");
    assert_eq!(window.keyboard(), STAY);
    // What is offered is chosen by a key.
    window.press("F2");
    window.write("ma");
    window.press("Down");
    assert!(window.shows("Speaker of claim 2: Mara"));
    assert_eq!(window.steps().last().map(String::as_str), Some("Change speaker"));
}

#[test]
fn a_double_click_begins_to_change_a_cell_and_leaving_keeps_it() {
    let (_place, mut window) = table();
    let at = window.node("Speaker of claim 3: none").rect().center();
    window.click_often(at, 2);
    assert_eq!(window.keyboard(), "Change Speaker");
    window.write("Mara");
    window.click(QUOTE);
    assert!(window.shows("Speaker of claim 3: Mara"));
    // What is being typed belongs to what is undone.
    let at = window.node("Speaker of claim 4: none").rect().center();
    window.click_often(at, 2);
    window.write("Nils");
    window.press("Ctrl+S");
    assert!(window.shows("Speaker of claim 4: Nils"));
}

#[test]
fn the_status_is_chosen_from_a_menu_under_the_guards() {
    let (_place, mut window) = table();
    window.click("Status of claim 2: To check");
    window.press("Enter");
    window.click("Checking");
    assert_eq!(window.focused().status.state.group(), StatusGroup::Checking);
    assert_eq!(window.keyboard(), STAY);
    window.press("Enter");
    window.press("4");
    assert_eq!(window.focused().status.state.group(), StatusGroup::Checking, "it has no verdict");
    assert!(window.says("Not yet: "), "{:?}", window.notices());
    window.press("Enter");
    window.press("Escape");
    assert_eq!(window.keyboard(), STAY);
    window.click("Priority of claim 2: none");
    window.press("F2");
    window.press("1");
    assert_eq!(window.focused().check().priority, Some(Priority::High));
}

#[test]
fn several_claims_are_picked_and_changed_in_one_step() {
    let (_place, mut window) = table();
    window.press("Down");
    window.press("Shift+Down");
    window.press("Shift+Down");
    assert_eq!(picked(&window), ["1", "2", "3"]);
    window.press("Shift+Up");
    assert_eq!(picked(&window), ["1", "2"]);
    window.click("Pick claim 4");
    assert_eq!(picked(&window), ["1", "2", "4"]);
    let at = window.node(QUOTE).rect().center();
    window.click_at(at, Modifiers::COMMAND);
    assert_eq!(picked(&window), ["2", "4"]);
    window.click("Status of the picked");
    window.click_first("Checking");
    for (row, status) in [(1, "To check"), (2, "Checking"), (3, "To check"), (4, "Checking")] {
        assert!(window.shows(&format!("Status of claim {row}: {status}")), "{row}");
    }
    window.press("Ctrl+Z");
    assert!(window.shows("Status of claim 2: To check") && window.shows("Status of claim 4: To check"));

    window.press("Ctrl+2");
    window.press("Shift+Y");
    assert_eq!(picked(&window).len(), 4);
    window.fill("Filter claims", "wait");
    assert!(window.says("3 of them hidden by the filter"), "what changes unseen is said");
    window.fill("Filter claims", "");
    assert!(!window.says("hidden by the filter"));
    window.click("Speaker of the picked");
    window.fill("Speaker for the picked", "Mara");
    window.press("Enter");
    assert!((1..=4).all(|row| window.shows(&format!("Speaker of claim {row}: Mara"))));
    window.click("Label of the picked");
    window.fill("Label for the picked", "harbour");
    window.press("Enter");
    assert_eq!(window.steps().last().map(String::as_str), Some("Change labels of 4 claims"));
    window.click("Delete picked");
    assert!(window.claims().is_empty());
    window.press("Ctrl+Z");
    assert_eq!(window.claims().len(), 4);
}

#[test]
fn conditions_are_chips_that_one_press_takes_away() {
    let (_place, mut window) = table();
    window.click("Add filter");
    window.click("Tag");
    window.click("Tag: Assertion");
    window.press("Escape");
    window.fill("Filter claims", "wait");
    assert_eq!(rows(&window), "4");
    assert!(window.says("1 of 4 claims"));
    window.click("Remove “wait”");
    assert_eq!(rows(&window), "24");
    while window.keyboard() != "Remove Tag: Assertion" {
        window.press("Tab");
    }
    window.press("Delete");
    assert_eq!(rows(&window), "1234", "the condition goes, not a claim");
}

#[test]
fn a_filter_without_claims_says_so_and_is_cleared() {
    let (_place, mut window) = table();
    window.fill("Filter claims", "submarine");
    assert!(window.says("No claim passes the filter"));
    window.click_first("Clear filter");
    assert_eq!(rows(&window), "1234");
}

#[test]
fn a_table_without_claims_says_how_to_make_one() {
    let place = Place::new();
    let mut window = place.open_article();
    window.press("Ctrl+2");
    assert!(window.says("No claims yet"));
    assert!(window.says("Select some words in the article and press Q, A or C"));
    window.tag("A", "The boats stay in.");
    assert!(window.shows("Claim 1, assertion: The boats stay in."));
}

#[test]
fn a_saved_filter_and_the_columns_are_there_the_next_time() {
    let (place, mut window) = table();
    window.fill("Filter claims", "boats");
    window.click("Saved filters");
    window.fill("Name for this filter", "About boats");
    window.press("Enter");
    window.fill("Filter claims", "");
    window.click("Choose columns");
    window.click("Column: Labels");
    window.click("Column: Words");
    window.press("Escape");
    assert!(window.shows("Sort by: Labels") && !window.shows("Sort by: Words"));
    let path = place.path("boats.claims.json");
    window.save_as(&path);
    window.press("Ctrl+Q");
    drop(window);
    let mut window = place.open(&path);
    window.press("Ctrl+2");
    assert!(window.shows("Sort by: Labels"));
    window.click("Saved filters");
    window.click("Filter: About boats");
    assert_eq!(rows(&window), "234");
    window.click("Saved filters");
    window.click("Forget filter About boats");
    assert!(window.state().settings.table.filters.is_empty());
}

#[test]
fn the_view_is_switched_by_a_press_or_a_key() {
    let (_place, mut window) = table();
    for (keys, view) in [
        ("Ctrl+1", View::Read),
        ("Ctrl+2", View::Track),
        ("Ctrl+3", View::Board),
        ("Ctrl+4", View::Summary),
        ("Ctrl+5", View::Compare),
        ("Ctrl+6", View::Class),
    ] {
        window.press(keys);
        assert_eq!(window.state().view, view);
        assert_eq!(window.says("0 of 4 checked"), view != View::Class, "progress is in sight beside the claims");
    }
    for view in View::ALL {
        let name = format!("View: {}", view.label());
        window.click(&name);
        assert_eq!(window.state().view, view);
        assert!(window.is_on(&name));
    }
}

#[test]
fn escape_lets_go_of_what_is_picked_and_keeps_the_keyboard_in_the_table() {
    let (_place, mut window) = table();
    window.press("Down");
    window.press("Y");
    window.press("Space");
    assert!(picked(&window).is_empty(), "a second time lets go");
    window.press("Y");
    assert!(window.says("1 picked"));
    window.press("Escape");
    assert!(picked(&window).is_empty() && window.is_on(QUOTE));
    window.press("Escape");
    assert_eq!(window.keyboard(), "Claims");
    assert!(!window.is_on(QUOTE));
}
