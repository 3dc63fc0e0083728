//! The find bar and the filter of the list.

use claimlight::{
    app::{Action, Command, Effect, FindChange, PlaceOfFocus},
    claim::{StatusGroup, Tag},
    review::ClaimFilter,
};

use crate::support::{BOATS, Desk};

fn words(desk: &mut Desk, words: &str) -> Vec<Effect> {
    desk.tell(Command::Find(FindChange::Words(words.to_owned())))
}

/// The number of the current hit, counted from 1, and how many there are.
fn count(desk: &Desk) -> (usize, usize) {
    let find = &desk.document().find;
    (find.current.map_or(0, |current| current + 1), find.hits.spans.len())
}

#[test]
fn hits_are_counted_from_the_caret_and_stepped_through_round_the_end() {
    let mut desk = Desk::with(BOATS);
    let between = desk.at("stay |in");
    desk.tell(Command::PlaceCaret { at: between, extend: false });
    assert_eq!(desk.act(Action::Find), []);
    assert!(desk.document().find.is_open);
    let effects = words(&mut desk, "boats");
    assert_eq!(count(&desk), (2, 3), "the first hit after the caret");
    assert_eq!(effects, [Effect::Reveal(desk.at("boats rot"))]);
    let mut visited = Vec::new();
    for action in [Action::FindNext, Action::FindNext, Action::FindNext, Action::FindPrevious, Action::FindPrevious] {
        let effects = desk.act(action);
        assert_eq!(desk.selected(), "boats", "a hit is selected");
        assert_eq!(effects, [Effect::Reveal(desk.document().selection.range().0)]);
        visited.push(count(&desk).0);
    }
    assert_eq!(visited, [3, 1, 2, 1, 3]);
}

#[test]
fn letter_case_and_whole_words_count_when_asked() {
    let mut desk = Desk::with("Boat boats BOAT boat");
    desk.act(Action::Find);
    words(&mut desk, "boat");
    assert_eq!(count(&desk).1, 4);
    desk.tell(Command::Find(FindChange::MatchCase(true)));
    assert_eq!(count(&desk).1, 2);
    desk.tell(Command::Find(FindChange::WholeWords(true)));
    assert_eq!(count(&desk).1, 1);
    desk.tell(Command::Find(FindChange::MatchCase(false)));
    assert_eq!(count(&desk).1, 3);
}

#[test]
fn words_that_are_nowhere_lead_nowhere() {
    let mut desk = Desk::with(BOATS);
    desk.act(Action::Find);
    assert_eq!(words(&mut desk, "submarine"), []);
    assert_eq!(count(&desk), (0, 0));
    for action in [Action::FindNext, Action::FindPrevious] {
        assert_eq!(desk.act(action), []);
    }
    assert_eq!(words(&mut desk, "   "), []);
    assert_eq!(count(&desk), (0, 0));
}

#[test]
fn selected_words_are_what_is_looked_for() {
    let mut desk = Desk::with(BOATS);
    desk.select("boats rot");
    desk.act(Action::Find);
    assert_eq!(desk.document().find.query.words, "boats rot");
    assert_eq!(count(&desk), (1, 1));
    // A selection over several paragraphs is hardly meant.
    desk.act(Action::SelectAll);
    desk.act(Action::Find);
    assert_eq!(desk.document().find.query.words, "boats rot");
}

#[test]
fn closing_the_bar_keeps_the_words_and_gives_the_keyboard_back() {
    let mut desk = Desk::with(BOATS);
    desk.act(Action::Find);
    words(&mut desk, "boats");
    let effects = desk.tell(Command::Find(FindChange::Close));
    assert_eq!(effects, [Effect::Focus(PlaceOfFocus::Article)]);
    assert!(!desk.document().find.is_open);
    desk.act(Action::FindNext);
    assert!(desk.document().find.is_open, "going on shows the bar again");
    assert_eq!(desk.selected(), "boats");
}

#[test]
fn the_filter_says_which_claims_pass() {
    let mut desk = Desk::with_claims(&[
        (Tag::Assertion, "The boats stay in."),
        (Tag::Commentary, "The boats rot."),
        (Tag::Assertion, "The boats wait."),
    ]);
    desk.act(Action::NextClaim);
    desk.act(Action::SetStatus(StatusGroup::Checking));
    let passing = |desk: &Desk| -> Vec<String> {
        let review = desk.review();
        let filter = &desk.document().filter;
        review
            .claims()
            .in_order()
            .iter()
            .filter(|claim| filter.passes(review, claim))
            .map(|claim| desk.said(claim))
            .collect()
    };
    let filter = |tags: &[Tag], groups: &[StatusGroup], words: &str| ClaimFilter {
        tags: tags.to_vec(),
        groups: groups.to_vec(),
        words: words.to_owned(),
    };
    let [stay, rot, wait] =
        ["assertion: The boats stay in.", "commentary: The boats rot.", "assertion: The boats wait."];
    let checking = desk.focus();
    let table: [(ClaimFilter, Vec<&str>); 6] = [
        (filter(&[], &[], ""), vec![stay, rot, wait]),
        (filter(&[Tag::Assertion], &[], ""), vec![stay, wait]),
        (filter(&[Tag::Assertion, Tag::Commentary], &[], "ROT"), vec![rot]),
        (filter(&[], &[StatusGroup::Checking], ""), vec![&checking]),
        (filter(&[], &[StatusGroup::Waiting], ""), vec![]),
        (filter(&[Tag::Quote], &[], ""), vec![]),
    ];
    for (filter, expected) in table {
        assert_eq!(desk.tell(Command::Filter(filter.clone())), []);
        assert_eq!(passing(&desk), expected, "{filter:?}");
    }
}
