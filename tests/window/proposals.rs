//! Proposals in the window: read off the frame, shown as outlines with their reasons, decided about one by one.

use claimlight::claim::Origin;

use crate::{
    place::{Place, QUOTED},
    support::Window,
};

fn open(window: &Window) -> usize {
    window.state().document.expect("a document").proposals.len()
}

/// Goes on until the proposal that is looked at is said to be this.
fn go_to(window: &mut Window, what: &str) {
    for _ in 0..open(window) {
        if window.says(what) {
            return;
        }
        window.press("Tab");
    }
    panic!("no proposal is said to be {what}");
}

#[test]
fn a_quotation_is_proposed_with_its_speaker_and_accepted_by_a_key() {
    let place = Place::new();
    let mut window = place.open_article();
    window.propose();
    assert!(window.claims().is_empty(), "nothing is tagged unasked");
    assert!(window.says(&format!("Proposal 1 of {}", open(&window))));
    go_to(&mut window, "Quote (direct)");
    window.press("Enter");
    assert_eq!(window.claims(), ["quote: \"We had a choice,\" … \"and we made it.\""]);
    let claim = window.review().claims().in_order()[0].clone();
    assert!(matches!(&claim.origin, Origin::Rule(rule) if rule.starts_with("quote.")), "{:?}", claim.origin);
    let review = window.review();
    let speaker = claim.speaker.and_then(|id| review.speaker(id)).map(|speaker| speaker.name.clone());
    assert_eq!(speaker.as_deref(), Some("she"), "nobody is named, so the word stands as it is");
    assert!(claim.cue.is_some());
    window.press("Ctrl+Z");
    assert!(window.claims().is_empty());
}

#[test]
fn proposals_are_looked_through_in_the_article_wherever_they_were_asked_for() {
    let place = Place::new();
    let mut window = place.open(&place.file("quoted.txt", QUOTED));
    window.tag("A", "Boats in port");
    window.press("Ctrl+2");
    window.propose();
    assert!(window.is_on("View: Read"));
    window.press("Enter");
    assert_eq!(window.claims().len(), 2);
}

#[test]
fn a_dismissed_proposal_is_not_made_again() {
    let place = Place::new();
    let mut window = place.open(&place.file("quoted.txt", QUOTED));
    window.propose();
    let count = open(&window);
    window.press("Backspace");
    assert_eq!(open(&window), count - 1);
    drop(window);
    let mut window = place.open(&place.file("quoted.txt", QUOTED));
    window.propose();
    assert_eq!(open(&window), count - 1, "what was dismissed is remembered by the text");
}

#[test]
fn buttons_do_what_the_keys_do_and_escape_puts_the_proposals_away() {
    let place = Place::new();
    let mut window = place.open(&place.file("quoted.txt", QUOTED));
    window.propose();
    let count = open(&window);
    window.click("↓");
    window.click("↑");
    assert!(window.says(&format!("Proposal 1 of {count}")));
    window.click("Dismiss");
    assert_eq!(open(&window), count - 1);
    window.click("Accept as commentary");
    assert_eq!(window.claims(), ["commentary: \"The boats rot,\""]);
    window.press("Escape");
    assert!(!window.says("Accept all"));
    assert_eq!(window.keyboard(), "Boats in port");
    // The keys mean again what they meant.
    window.press("N");
    window.press("Backspace");
    assert!(window.claims().is_empty());
}
