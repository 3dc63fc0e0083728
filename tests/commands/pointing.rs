//! What the pointer asks for: clicks, units, ends of segments, and going from claim to claim.

use claimlight::{
    app::{Action, Command, Effect, PlaceOfFocus, Unit},
    claim::Tag,
    review::Edge,
};

use crate::support::{BOATS, Desk};

#[test]
fn clicks_at_one_place_go_from_the_innermost_claim_outwards() {
    let mut desk = Desk::with_claims(&[
        (Tag::Commentary, "The boats stay in. The boats rot."),
        (Tag::Assertion, "The boats stay in."),
        (Tag::Quote, "boats stay"),
    ]);
    let at = desk.at("sta|y in");
    for expected in [
        "quote: boats stay",
        "assertion: The boats stay in.",
        "commentary: The boats stay in. The boats rot.",
        "quote: boats stay",
    ] {
        let effects = desk.tell(Command::Click(at));
        assert_eq!(desk.focus(), expected);
        assert_eq!(effects, [Effect::Focus(PlaceOfFocus::Article)]);
    }
    // Elsewhere the innermost comes first again.
    let elsewhere = desk.at("The boats rot|");
    desk.tell(Command::Click(elsewhere));
    assert_eq!(desk.focus(), "commentary: The boats stay in. The boats rot.");
    let nowhere = desk.at("harb|our");
    desk.tell(Command::Click(nowhere));
    assert_eq!(desk.focus(), "");
    assert!(desk.document().selection.is_caret());
}

#[test]
fn a_click_on_another_segment_looks_at_that_segment() {
    let mut desk = Desk::with_claims(&[]);
    desk.tag(Tag::Quote, "\"We had a choice,\"");
    desk.select("\"and we made it.\"");
    desk.act(Action::AddSegment);
    let second = desk.at("ma|de it");
    desk.tell(Command::Click(second));
    assert_eq!(desk.document().focus.map(|focus| focus.segment), Some(1));
    let first = desk.at("cho|ice");
    desk.tell(Command::Click(first));
    assert_eq!(desk.document().focus.map(|focus| focus.segment), Some(0));
}

#[test]
fn units_are_selected_whole_in_either_direction() {
    let table = [
        (Unit::Word, "har|bour", "har|bour", "The ^harbour| is shut."),
        (Unit::Word, "har|bour", "sh|ut", "The ^harbour is shut|."),
        (Unit::Word, "sh|ut", "har|bour", "The |harbour is shut^."),
        (Unit::Sentence, "as|ked", "as|ked", "^Nobody asked the crews.| The boats wait."),
        (Unit::Sentence, "as|ked", "wa|it", "^Nobody asked the crews. The boats wait.|"),
        (Unit::Paragraph, "wa|it", "wa|it", "^Nobody asked the crews. The boats wait.|"),
    ];
    for (unit, from, to, expected) in table {
        let mut desk = Desk::with(BOATS);
        desk.select_units(from, to, unit);
        let carets = desk.carets();
        assert!(carets.contains(expected), "{unit:?} from {from} to {to}: {carets}");
    }
    let mut desk = Desk::with(BOATS);
    desk.select_units("sh|ut", "as|ked", Unit::Paragraph);
    assert_eq!(desk.selected(), BOATS);
    desk.select_units("sh|ut", "as|ked", Unit::Document);
    assert_eq!(desk.selected(), BOATS);
    desk.select_units("har|bour", "har|bour", Unit::Grapheme);
    assert_eq!(desk.selected(), "b");
}

#[test]
fn a_dragged_end_is_one_step_and_keeps_what_the_claim_holds() {
    let mut desk = Desk::with_claims(&[]);
    let claim = desk.tag(Tag::Assertion, "The boats stay");
    desk.tell(Command::Amend(claim, claimlight::app::Amendment::Note("ask twice".to_owned())));
    let to = desk.at("stay in.| The");
    desk.tell(Command::MoveEnd { claim, segment: 0, edge: Edge::End, to });
    assert_eq!(desk.claims(), ["assertion: The boats stay in."]);
    assert_eq!(desk.focused().note, "ask twice");
    let to = desk.at("|boats stay");
    desk.tell(Command::MoveEnd { claim, segment: 0, edge: Edge::Start, to });
    assert_eq!(desk.claims(), ["assertion: boats stay in."]);
    assert_eq!(desk.steps(), ["Tag as assertion", "Change note", "Move end", "Move end"]);
    // Past the other end nothing is left: refused, with a sentence.
    let to = desk.at("|harbour");
    assert_eq!(desk.tell(Command::MoveEnd { claim, segment: 0, edge: Edge::End, to }), []);
    assert_eq!(desk.claims(), ["assertion: boats stay in."]);
    assert_eq!(desk.notices(), ["A segment keeps at least one character"]);
}

#[test]
fn next_and_previous_go_round_the_claims_in_text_order() {
    let mut desk = Desk::with_claims(&[
        (Tag::Assertion, "The boats wait."),
        (Tag::Assertion, "The harbour is shut."),
        (Tag::Commentary, "The boats rot."),
    ]);
    let start = desk.at("|The harbour");
    desk.tell(Command::PlaceCaret { at: start, extend: false });
    let mut visited = |action| {
        let effects = desk.act(action);
        assert_eq!(effects, [Effect::Reveal(desk.document().selection.head)]);
        desk.focus()
    };
    assert_eq!(visited(Action::NextClaim), "assertion: The harbour is shut.");
    assert_eq!(visited(Action::NextClaim), "commentary: The boats rot.");
    assert_eq!(visited(Action::NextClaim), "assertion: The boats wait.");
    assert_eq!(visited(Action::NextClaim), "assertion: The harbour is shut.");
    assert_eq!(visited(Action::PreviousClaim), "assertion: The boats wait.");
    assert_eq!(visited(Action::PreviousClaim), "commentary: The boats rot.");
}

#[test]
fn without_a_focus_the_caret_says_which_claim_is_next() {
    let mut desk = Desk::with_claims(&[(Tag::Assertion, "The harbour is shut."), (Tag::Commentary, "The boats rot.")]);
    let between = desk.at("|she said");
    desk.tell(Command::PlaceCaret { at: between, extend: false });
    assert_eq!(desk.document().focus, None);
    desk.act(Action::NextClaim);
    assert_eq!(desk.focus(), "commentary: The boats rot.");
    desk.act(Action::Escape);
    desk.tell(Command::PlaceCaret { at: between, extend: false });
    desk.act(Action::PreviousClaim);
    assert_eq!(desk.focus(), "assertion: The harbour is shut.");
}

#[test]
fn a_chosen_claim_is_shown() {
    let mut desk = Desk::with_claims(&[(Tag::Assertion, "The boats wait.")]);
    let claim = desk.review().claims().in_order()[0].id;
    let effects = desk.tell(Command::FocusClaim(claim));
    assert_eq!(desk.focus(), "assertion: The boats wait.");
    assert_eq!(effects, [Effect::Reveal(desk.at("The boats wait"))]);
}
