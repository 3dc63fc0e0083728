//! The board, by role and name: cards that are moved by keys and by dragging.

use claimlight::claim::{State, StatusGroup};
use eframe::egui::Role;

use crate::{place::Place, support::Window};

const STAY: &str = "Card 1, assertion: The boats stay in.";
const ROT: &str = "Card 2, commentary: The boats rot.";

fn board() -> (Place, Window) {
    let place = Place::new();
    let mut window = place.open_article();
    window.tag("A", "The boats stay in.");
    window.tag("C", "The boats rot.");
    window.press("Escape");
    window.press("Ctrl+3");
    (place, window)
}

fn column(group: StatusGroup, claims: usize) -> String {
    format!("Column {}, {claims} {}", group.label(), if claims == 1 { "claim" } else { "claims" })
}

fn drag(window: &mut Window, card: &str, to: &str) {
    let from = window.node(card).rect().center();
    let to = window.node(to).rect().center();
    window.drag(&[from, from.lerp(to, 0.3), to], 1);
}

#[test]
fn there_is_a_column_for_each_place_the_work_can_be() {
    let (_place, mut window) = board();
    assert_eq!(window.role(&column(StatusGroup::ToCheck, 2)), Role::List);
    for group in StatusGroup::ALL.into_iter().skip(1) {
        assert!(window.shows(&column(group, 0)), "{}", group.label());
    }
    assert_eq!(window.role(STAY), Role::ListItem);
    window.click(ROT);
    assert!(window.is_on(ROT));
    assert_eq!(window.keyboard(), "Board");
}

#[test]
fn a_dragged_card_moves_to_another_column() {
    let (_place, mut window) = board();
    drag(&mut window, STAY, &column(StatusGroup::Checking, 0));
    assert!(window.shows(&column(StatusGroup::Checking, 1)));
    assert_eq!(window.focused().status.state, State::InProgress);
    window.press("Ctrl+Z");
    assert!(window.shows(&column(StatusGroup::ToCheck, 2)), "it is one step");
}

#[test]
fn a_card_that_may_not_move_stays_and_says_why() {
    let (_place, mut window) = board();
    drag(&mut window, STAY, &column(StatusGroup::Checked, 0));
    assert!(window.shows(&column(StatusGroup::ToCheck, 2)));
    assert!(window.says("Not yet: "), "{:?}", window.notices());
    drag(&mut window, STAY, &column(StatusGroup::Waiting, 0));
    assert!(window.state().question.is_some(), "what is waited for is asked");
    window.press("Escape");
    assert!(window.shows(&column(StatusGroup::ToCheck, 2)));
}

#[test]
fn a_card_that_is_dropped_where_it_was_stays_without_a_word() {
    let (_place, mut window) = board();
    drag(&mut window, STAY, &column(StatusGroup::ToCheck, 2));
    assert!(window.shows(&column(StatusGroup::ToCheck, 2)));
    assert!(window.notices().is_empty() && window.state().question.is_none());
}

#[test]
fn cards_are_reached_and_moved_by_keys() {
    let (_place, mut window) = board();
    window.press("Down");
    assert!(window.is_on(STAY));
    window.press("Down");
    assert!(window.is_on(ROT));
    window.press("Shift+Right");
    assert!(window.shows(&column(StatusGroup::Checking, 1)));
    window.press("Left");
    assert!(window.is_on(STAY));
    window.press("2");
    assert!(window.shows(&column(StatusGroup::Checking, 2)));
    window.press("Shift+Left");
    assert!(window.shows(&column(StatusGroup::ToCheck, 1)));
    assert_eq!(window.keyboard(), "Board");
}

#[test]
fn picked_cards_move_together() {
    let (_place, mut window) = board();
    window.press("Shift+Y");
    drag(&mut window, STAY, &column(StatusGroup::Checking, 0));
    assert!(window.shows(&column(StatusGroup::Checking, 2)));
    window.press("Ctrl+Z");
    assert!(window.shows(&column(StatusGroup::ToCheck, 2)));
}

#[test]
fn the_filter_holds_for_the_board_too() {
    let (_place, mut window) = board();
    window.fill("Filter claims", "rot");
    assert!(!window.shows(STAY) && window.shows(ROT));
    window.click("Remove “rot”");
    assert!(window.shows(STAY));
    window.fill("Filter claims", "submarine");
    assert!(window.says("No claim passes the filter"));
}
