//! Every entry of the table of commands, by its keys and by the palette: prepared for, asked for, and seen to be done.

use std::path::PathBuf;

use claimlight::{
    app::{
        Action, Comparing, Motion, Overlay, PlaceOfFocus, Proposals, Reviews, State, View,
        table::{ENTRIES, Entry, Group},
    },
    claim::{StatusGroup, Tag},
    review::{Decision, Edge, operations::Settlement},
    store::Theme,
};
use eframe::egui::{Event, ViewportCommand};

use crate::{
    assigning, class, lesson,
    place::{ARTICLE, Place, QUOTED},
    revealing,
    reviews::review_file,
    support::Window,
};

/// Brings a window to where an action can be done, and changes something that can be seen.
#[expect(clippy::too_many_lines, reason = "a table of every action is as long as there are actions")]
fn prepare(place: &Place, window: &mut Window, action: Action) {
    match action {
        Action::Lesson(action) => lesson::prepare(place, window, action),
        Action::Assign(action) => assigning::prepare(place, window, action),
        Action::Open => window.will_pick(&place.file("other.txt", "Another article.\n")),
        Action::OpenFolder => window.will_pick(&place.folder_of_two()),
        Action::NextFile => {
            window.will_pick(&place.folder_of_two());
            window.press("Ctrl+Shift+O");
            window.wait_for("first of two", |state| text_of(state) == "The first.\n");
        }
        Action::WholePage => {
            window.will_pick(&place.page());
            window.press("Ctrl+O");
            window.wait_for("page", |state| text_of(state).contains("since the storm"));
        }
        Action::Import => window.will_pick(&place.file("claims.csv", "tag,text\nquote,The boats rot.\n")),
        Action::ReplaceArticle => window.will_pick(&place.file("later.txt", LATER)),
        Action::CompareWith => {
            window.will_pick(&other_review(place));
        }
        Action::NextDifference
        | Action::PreviousDifference
        | Action::Settle(_)
        | Action::TakeAllUntaken
        | Action::FocusOn(PlaceOfFocus::Reason) => {
            hold_against(place, window);
        }
        Action::Class(action) => class::prepare(place, window, action),
        Action::Reveal(action) => revealing::prepare(place, window, action),
        Action::NextCompared
        | Action::PreviousCompared
        | Action::AcceptPlace
        | Action::LeaveWithoutPlace
        | Action::AcceptAllAlike
        | Action::CarryOver => put_beside(place, window),
        Action::Save => {
            window.tag("A", "The boats rot.");
            window.save_as(&place.path("boats.claims.json"));
            window.tag("A", "The boats wait.");
        }
        Action::SaveAs => window.will_pick(&place.path("boats.claims.json")),
        Action::Undo
        | Action::DeleteClaim
        | Action::Pick
        | Action::PickAll
        | Action::AddEvidence
        | Action::AddContact
        | Action::Duplicate
        | Action::Mend
        | Action::FocusOn(
            PlaceOfFocus::Speaker
            | PlaceOfFocus::ClaimText
            | PlaceOfFocus::Labels
            | PlaceOfFocus::Note
            | PlaceOfFocus::AttributionVerdict
            | PlaceOfFocus::ContentVerdict
            | PlaceOfFocus::Rationale
            | PlaceOfFocus::Searched,
        ) => window.tag("A", "The boats rot."),
        Action::Redo => {
            window.tag("A", "The boats rot.");
            window.press("Ctrl+Z");
        }
        Action::Copy | Action::Escape => window.select("boats"),
        Action::Tag(_) => window.select("boats stay"),
        Action::ExpandSelection => window.go_to("har|bour is"),
        Action::ShrinkSelection => {
            window.go_to("har|bour is");
            window.press("E");
        }
        Action::FindNext | Action::FindPrevious => {
            window.press("Ctrl+F");
            window.write("boats");
        }
        Action::AddSegment | Action::PlaceClaim => {
            window.tag("A", "boats stay");
            window.select("boats rot");
        }
        Action::RemoveSegment => {
            prepare(place, window, Action::AddSegment);
            window.press("J");
        }
        Action::FindSame => window.tag("A", "The boats"),
        Action::SetCue => {
            window.tag("Q", "\"and we made it.\"");
            window.select("said");
        }
        Action::NextClaim | Action::PreviousClaim => {
            for words in ["The boats stay in.", "The boats rot.", "The boats wait."] {
                window.tag("A", words);
            }
            window.press("Escape");
            window.press("Ctrl+Home");
        }
        Action::Nudge { by_word, .. } => window.tag("A", if by_word { "boats stay" } else { "stay" }),
        Action::SetStatus(group) => {
            window.tag("A", "The boats rot.");
            match group {
                StatusGroup::Checking => {
                    window.press("5");
                    window.press("1");
                }
                StatusGroup::Checked => window.find("B"),
                _ => window.press("2"),
            }
        }
        Action::AcceptProposal | Action::DismissProposal | Action::NextProposal | Action::PreviousProposal => {
            look_through_proposals(place, window);
        }
        Action::FocusOn(PlaceOfFocus::Article) => window.click("Filter claims"),
        Action::FocusOn(
            PlaceOfFocus::Filter | PlaceOfFocus::View | PlaceOfFocus::KeepReason | PlaceOfFocus::Comment,
        )
        | Action::Quit
        | Action::Propose
        | Action::OpenSample
        | Action::PasteArticle
        | Action::ReplaceFromClipboard
        | Action::SelectAll
        | Action::Find
        | Action::Palette
        | Action::Help
        | Action::History
        | Action::Report
        | Action::Export
        | Action::Details
        | Action::Show(View::Track | View::Board | View::Summary | View::Compare | View::Class)
        | Action::Speakers
        | Action::Sources
        | Action::Desk
        | Action::TogglePanel
        | Action::ZoomIn
        | Action::ZoomOut
        | Action::NextTheme => {}
        Action::Show(View::Read) => window.press("Ctrl+2"),
        Action::Move { .. } => window.go_to("boats st|ay in"),
        Action::ZoomReset => window.press("Ctrl+Minus"),
    }
}

/// Another review of the article: one claim with another tag, one that nobody else has.
fn other_review(place: &Place) -> PathBuf {
    let claims = [(Tag::Commentary, "The boats stay in."), (Tag::Assertion, "The boats wait.")];
    review_file(place, "bo.claims.json", ARTICLE, "Bo", &claims)
}

/// Makes a claim and holds another review against it.
pub(crate) fn hold_against(place: &Place, window: &mut Window) {
    window.tag("A", "The boats stay in.");
    window.will_pick(&other_review(place));
    window.press("Ctrl+M");
    window.wait_for("the other review", |state| reviews_of(state).others().len() == 1);
}

fn reviews_of(state: &State) -> &Reviews {
    &state.document.as_ref().expect("a document").reviews
}

/// Sees that the action was done with what two reviewers made differently.
fn check_reviews(window: &mut Window, before: &State, action: Action) {
    let now = window.state();
    let (was, is) = (reviews_of(before), reviews_of(&now));
    match action {
        Action::Settle(Settlement::Mine) => {
            assert_eq!((was.collation().unsettled(), is.collation().unsettled()), (2, 1));
            assert_eq!(window.claims(), ["assertion: The boats stay in."]);
        }
        Action::Settle(Settlement::Theirs) => assert_eq!(window.claims(), ["commentary: The boats stay in."]),
        Action::Settle(_) => {
            assert_eq!(window.claims(), ["assertion: The boats stay in.", "commentary: The boats stay in."]);
        }
        Action::TakeAllUntaken => {
            assert_eq!(window.claims(), ["assertion: The boats stay in.", "assertion: The boats wait."]);
        }
        _ => assert_eq!((was.current(), is.current()), (Some(0), Some(1))),
    }
}

/// The article later: of two claims both have changed.
const LATER: &str =
    "Boats in port\n\nThe harbour is open.\n\nThe boats stay out.\n\nNobody asked the crews. The boats wait.\n";

/// Makes two claims and puts a later version of the article beside them.
fn put_beside(place: &Place, window: &mut Window) {
    for words in ["The harbour is shut.", "The boats stay in."] {
        window.tag("A", words);
    }
    window.will_pick(&place.file("later.txt", LATER));
    window.press("Ctrl+Shift+R");
    window.wait_for("comparison", |state| comparing_of(state).is_some());
}

fn comparing_of(state: &State) -> Option<&Comparing> {
    state.document.as_ref()?.comparing()
}

/// Sees that the action was done in a comparison.
fn check_comparison(window: &mut Window, before: &State, action: Action) {
    let now = window.state();
    let current = |state: &State| comparing_of(state).and_then(Comparing::current);
    let decided = |number: usize| comparing_of(&now).and_then(|comparing| comparing.decision(number)).cloned();
    match action {
        Action::NextCompared | Action::PreviousCompared => {
            assert_eq!((current(before), current(&now)), (Some(0), Some(1)));
        }
        Action::AcceptPlace => assert_eq!((decided(0), decided(1)), (Some(Decision::Accept), None)),
        Action::LeaveWithoutPlace => assert_eq!((decided(0), decided(1)), (Some(Decision::Leave), None)),
        Action::AcceptAllAlike => {
            assert_eq!((decided(0), decided(1)), (Some(Decision::Accept), Some(Decision::Accept)));
        }
        _ => assert_eq!(text_of(&now), LATER),
    }
}

/// Opens words by two people and looks at the first proposal.
fn look_through_proposals(place: &Place, window: &mut Window) {
    window.will_pick(&place.file("quoted.txt", QUOTED));
    window.press("Ctrl+O");
    window.wait_for("other article", |state| text_of(state) == QUOTED);
    window.propose();
}

/// Sees that the action was done with proposals.
fn check_proposals(window: &mut Window, before: &State, action: Action) {
    let now = window.state();
    match action {
        Action::Propose => window.wait_for("proposals", |state| proposals_of(state).is_shown),
        Action::AcceptProposal => assert_eq!(window.claims().len(), 1),
        Action::DismissProposal => {
            assert_eq!(proposals_of(&now).len() + 1, proposals_of(before).len());
            assert!(window.claims().is_empty());
        }
        Action::NextProposal => assert_eq!(proposals_of(&now).position(), Some(1)),
        _ => assert_eq!(proposals_of(&now).position(), Some(proposals_of(&now).len() - 1)),
    }
}

/// Sees that the action was done.
#[expect(clippy::too_many_lines, reason = "a table of every action is as long as there are actions")]
fn check(window: &mut Window, before: &State, action: Action) {
    let group = |window: &Window| window.focused().status.state.group();
    let find = |window: &Window| window.state().document.expect("a document").find.current;
    match action {
        Action::Lesson(action) => lesson::check(window, before, action),
        Action::Assign(action) => assigning::check(window, action),
        Action::Open => window.wait_for("other article", |state| text_of(state) == "Another article.\n"),
        Action::OpenFolder => window.wait_for("first of two", |state| text_of(state) == "The first.\n"),
        Action::NextFile => window.wait_for("second of two", |state| text_of(state) == "The second.\n"),
        Action::WholePage => window.wait_for("whole page", |state| text_of(state).contains("Imprint")),
        Action::Details => assert_eq!(window.state().overlay, Some(Overlay::Details)),
        Action::PasteArticle => {
            assert!(window.requests.contains(&ViewportCommand::RequestPaste));
            window.happen(Event::Paste("Words from elsewhere.".to_owned()));
            window.wait_for("pasted article", |state| text_of(state).starts_with("Words from elsewhere."));
        }
        Action::ReplaceArticle => window.wait_for("comparison", |state| comparing_of(state).is_some()),
        Action::ReplaceFromClipboard => {
            window.happen(Event::Paste(LATER.to_owned()));
            window.wait_for("comparison", |state| comparing_of(state).is_some());
        }
        Action::Reveal(action) => revealing::check(window, before, action),
        Action::CompareWith => window.wait_for("the other review", |state| reviews_of(state).others().len() == 1),
        Action::NextDifference | Action::PreviousDifference | Action::Settle(_) | Action::TakeAllUntaken => {
            check_reviews(window, before, action);
        }
        Action::Class(action) => class::check(window, action),
        Action::NextCompared
        | Action::PreviousCompared
        | Action::AcceptPlace
        | Action::LeaveWithoutPlace
        | Action::AcceptAllAlike
        | Action::CarryOver => check_comparison(window, before, action),
        Action::PlaceClaim => assert_eq!(window.claims(), ["assertion: boats rot"]),
        Action::OpenSample => {
            window.wait_for("sample", |state| state.document.as_ref().is_some_and(|document| document.is_sample));
        }
        Action::Save => window.wait_for("end of saving", |state| {
            !state.saving && state.document.as_ref().is_some_and(|document| !document.is_unsaved())
        }),
        Action::SaveAs => {
            window.wait_for("file", |state| state.document.as_ref().is_some_and(|document| document.file.is_some()));
        }
        Action::Quit => assert!(window.has_closed()),
        Action::Undo | Action::DeleteClaim => assert!(window.claims().is_empty()),
        Action::Redo => assert_eq!(window.claims(), ["assertion: The boats rot."]),
        Action::Copy => assert_eq!(window.copied, ["boats"]),
        Action::SelectAll => assert_eq!(window.selected(), ARTICLE.trim()),
        Action::ExpandSelection => assert_eq!(window.selected(), "harbour"),
        Action::ShrinkSelection | Action::Escape => assert_eq!(window.selected(), ""),
        Action::Find => assert_eq!(window.keyboard(), "Find in the article"),
        Action::FindNext => assert_eq!((find(window), window.selected().as_str()), (Some(1), "boats")),
        Action::FindPrevious => assert_eq!((find(window), window.selected().as_str()), (Some(3), "boats")),
        Action::Tag(tag) => assert_eq!(window.claims(), [format!("{}: boats stay", tag.name())]),
        Action::AddSegment => assert_eq!(window.claims(), ["assertion: boats stay … boats rot"]),
        Action::RemoveSegment => assert_eq!(window.claims(), ["assertion: boats stay"]),
        Action::FindSame => assert!(window.shows("Tag all 2")),
        Action::SetCue => assert!(window.focused().cue.is_some()),
        Action::Propose
        | Action::AcceptProposal
        | Action::DismissProposal
        | Action::NextProposal
        | Action::PreviousProposal => check_proposals(window, before, action),
        Action::NextClaim => {
            assert_eq!(window.focused().id, before_claims(before)[0]);
        }
        Action::PreviousClaim => assert_eq!(window.focused().id, before_claims(before)[2]),
        Action::Nudge { edge, by_word, forward } => {
            let expected = match (edge, by_word, forward) {
                (Edge::End, false, true) => "stay i",
                (Edge::End, false, false) => "sta",
                (Edge::Start, false, true) => "tay",
                (Edge::Start, false, false) => "s stay",
                (Edge::End, true, true) => "boats stay in",
                (Edge::End, true, false) => "boats",
                (Edge::Start, true, true) => "stay",
                (Edge::Start, true, false) => "The boats stay",
            };
            assert_eq!(window.claims(), [format!("assertion: {expected}")]);
        }
        Action::SetStatus(wanted) => {
            let wants_reason = matches!(wanted, StatusGroup::Skipped | StatusGroup::Waiting);
            assert_eq!(window.state().question.is_some(), wants_reason);
            if wanted == StatusGroup::Waiting {
                window.write("A reply");
                window.press("Enter");
            } else if wanted == StatusGroup::Skipped {
                window.press("1");
            }
            assert_eq!(group(window), wanted);
        }
        Action::FocusOn(place) => {
            assert_eq!(window.keyboard(), name_of(place));
            // The key that leads to a field must not be typed into it.
            let claim = before.document.as_ref().and_then(|document| document.focused());
            assert!(claim.is_none_or(|claim| **claim == window.focused()));
            window.press("F6");
            assert!(claim.is_none_or(|claim| **claim == window.focused()));
        }
        Action::Palette => assert_eq!(window.keyboard(), "Type a command"),
        Action::Help => assert!(window.says("Keyboard shortcuts") && window.says("With the mouse")),
        Action::History => assert_eq!(window.state().overlay, Some(Overlay::History)),
        Action::TogglePanel => assert!(!window.shows("Filter claims")),
        Action::Show(view) => {
            assert_eq!(window.state().view, view);
            assert!(window.is_on(&format!("View: {}", view.label())));
        }
        Action::Pick | Action::PickAll => assert!(window.says("1 picked")),
        Action::Duplicate => assert!(window.state().question.is_some()),
        Action::Mend => assert!(window.says("Nothing in the check of the claims contradicts itself")),
        Action::Report => assert_eq!(window.state().overlay, Some(Overlay::Report)),
        Action::Export => assert_eq!(window.state().overlay, Some(Overlay::Export)),
        Action::Import => {
            window.wait_for("what comes in", |state| {
                state.importing.as_ref().is_some_and(|importing| importing.seen.is_some())
            });
        }
        Action::AddEvidence => assert_eq!(window.state().overlay, Some(Overlay::AddEvidence)),
        Action::AddContact => assert_eq!(window.state().overlay, Some(Overlay::AddContact)),
        Action::Speakers => assert_eq!(window.state().overlay, Some(Overlay::Speakers)),
        Action::Sources => assert_eq!(window.state().overlay, Some(Overlay::Sources)),
        Action::Desk => assert_eq!(window.state().overlay, Some(Overlay::Desk)),
        Action::ZoomIn => assert_eq!(window.state().settings.zoom_percent, 110),
        Action::ZoomOut => assert_eq!(window.state().settings.zoom_percent, 90),
        Action::ZoomReset => {
            assert_eq!((before.settings.zoom_percent, window.state().settings.zoom_percent), (90, 100));
        }
        Action::NextTheme => assert_eq!(window.state().settings.theme, Theme::Light),
        Action::Move { motion, extend } => {
            let from = before.document.as_ref().expect("a document").selection.head.get();
            let is_on = matches!(motion, Motion::On(_) | Motion::LineDown | Motion::LineEnd | Motion::PageDown);
            assert_eq!(window.head() > from, is_on, "from {from} to {}", window.head());
            assert_ne!(window.head(), from);
            let selected = if extend { window.head().abs_diff(from) } else { 0 };
            assert_eq!(window.selected().len(), selected);
        }
    }
}

fn proposals_of(state: &State) -> &Proposals {
    &state.document.as_ref().expect("a document").proposals
}

fn text_of(state: &State) -> &str {
    state.document.as_ref().map_or("", |document| document.review.article().text().as_str())
}

fn before_claims(state: &State) -> Vec<claimlight::claim::ClaimId> {
    let document = state.document.as_ref().expect("a document");
    document.review.claims().in_order().iter().map(|claim| claim.id).collect()
}

fn name_of(place: PlaceOfFocus) -> &'static str {
    match place {
        PlaceOfFocus::Article => "Boats in port",
        PlaceOfFocus::Filter => "Filter claims",
        PlaceOfFocus::Speaker => "Speaker",
        PlaceOfFocus::ClaimText => "In its own words",
        PlaceOfFocus::Labels => "Labels",
        PlaceOfFocus::Note => "Note",
        PlaceOfFocus::AttributionVerdict => "Verdict: was it said?",
        PlaceOfFocus::ContentVerdict => "Verdict: is it so?",
        PlaceOfFocus::Rationale => "Rationale",
        PlaceOfFocus::Searched => "No record found in",
        PlaceOfFocus::Reason => "Reason",
        PlaceOfFocus::Comment => "Comment",
        PlaceOfFocus::View => "Claims",
        PlaceOfFocus::KeepReason => "Why I keep it",
    }
}

/// Does each entry of some groups in a window of its own, by `ask`.
fn every(groups: &[Group], ask: impl Fn(&mut Window, &Entry)) {
    every_that(|entry| groups.contains(&entry.group), ask);
}

/// Does each entry of which something holds in a window of its own, by `ask`.
fn every_that(holds: impl Fn(&Entry) -> bool, ask: impl Fn(&mut Window, &Entry)) {
    for entry in ENTRIES.iter().filter(|entry| holds(entry)) {
        let place = Place::new();
        let mut window = place.open_article();
        prepare(&place, &mut window, entry.action);
        let before = window.state();
        assert!(entry.is_enabled(&before), "{} can be done", entry.name);
        ask(&mut window, entry);
        check(&mut window, &before, entry.action);
    }
}

pub(crate) fn by_keys(groups: &[Group]) {
    every(groups, ask_by_keys);
}

pub(crate) fn by_palette(groups: &[Group]) {
    every(groups, ask_by_palette);
}

pub(crate) fn by_menu(groups: &[Group]) {
    every(groups, ask_by_menu);
}

/// Does what is made for a class, and not what is seen of it, in each of the three ways.
pub(crate) fn what_is_made_for_a_class() {
    for ask in [ask_by_keys, ask_by_palette, ask_by_menu] {
        every_that(|entry| entry.group == Group::Class && matches!(entry.action, Action::Assign(_)), ask);
    }
}

fn ask_by_keys(window: &mut Window, entry: &Entry) {
    if let Some(keys) = entry.keys.first() {
        window.press(keys);
    } else {
        // An entry without keys is in a menu, and there is where it is asked for.
        window.click(entry.group.label());
        window.click(entry.name);
    }
}

fn ask_by_palette(window: &mut Window, entry: &Entry) {
    window.press("Ctrl+K");
    window.write(entry.name);
    window.press("Enter");
}

fn ask_by_menu(window: &mut Window, entry: &Entry) {
    window.click(entry.group.label());
    let state = window.state();
    let name = entry.name_now(&state);
    // A button elsewhere may have the same name; the menu’s also says its keys.
    window.click_first(&name);
}

#[test]
fn every_command_of_files_and_editing_has_its_keys() {
    by_keys(&[Group::File, Group::Edit]);
}

#[test]
fn every_command_of_claims_has_its_keys() {
    by_keys(&[Group::Claim, Group::Compare, Group::Merge]);
}

#[test]
fn every_command_of_status_and_view_has_its_keys() {
    by_keys(&[Group::Status, Group::View]);
}

#[test]
fn every_movement_has_its_keys() {
    by_keys(&[Group::Move]);
}

#[test]
fn every_command_of_files_and_editing_is_in_the_palette() {
    by_palette(&[Group::File, Group::Edit]);
}

#[test]
fn every_command_of_claims_is_in_the_palette() {
    by_palette(&[Group::Claim, Group::Compare, Group::Merge]);
}

#[test]
fn every_command_of_status_and_view_is_in_the_palette() {
    by_palette(&[Group::Status, Group::View]);
}

#[test]
fn every_movement_is_in_the_palette() {
    by_palette(&[Group::Move]);
}

#[test]
fn every_command_of_files_editing_and_view_is_in_a_menu() {
    by_menu(&[Group::File, Group::Edit, Group::View]);
}

#[test]
fn every_command_on_claims_is_in_a_menu() {
    by_menu(&[Group::Claim, Group::Status, Group::Compare, Group::Merge]);
}

#[test]
fn further_keys_mean_the_same() {
    let mut pairs: Vec<(&Entry, &str)> = Vec::new();
    for entry in ENTRIES {
        pairs.extend(entry.keys.iter().skip(1).map(|keys| (entry, *keys)));
    }
    assert!(!pairs.is_empty());
    for (entry, keys) in pairs {
        let place = Place::new();
        let mut window = place.open_article();
        prepare(&place, &mut window, entry.action);
        let before = window.state();
        window.press(keys);
        check(&mut window, &before, entry.action);
    }
}

#[test]
fn what_cannot_be_done_is_not_done_by_the_palette() {
    let place = Place::new();
    let mut window = place.open_article();
    window.press("Ctrl+K");
    window.write("Delete claim");
    window.press("Enter");
    assert_eq!(window.state().overlay, Some(Overlay::Palette), "the list stays open");
    assert!(window.notices().is_empty());
}

#[test]
fn the_palette_is_searched_and_chosen_from_by_keys_and_by_pointer() {
    let place = Place::new();
    let mut window = place.open_article();
    window.press("Ctrl+K");
    window.write("text size");
    window.press("Down");
    window.press("Up");
    window.press("Up");
    window.press("Enter");
    assert_eq!(window.state().overlay, None);
    window.press("Ctrl+K");
    assert_eq!(window.keyboard(), "Type a command", "what was typed before is gone");
    assert!(window.shows("Open the sample"));
    window.write("nonsense");
    assert!(window.says("No command by that name"));
    window.press("Escape");
    window.press("Ctrl+K");
    window.write("larger");
    window.click("Larger text");
    assert_eq!(window.state().settings.zoom_percent, 110);
    assert_eq!(window.state().overlay, None);
}

#[test]
fn the_palette_lists_the_likeliest_first() {
    let place = Place::new();
    let mut window = place.open_article();
    // How a name begins, how a word of it begins, what is in it, and the group, of which all commands of a class are.
    for (words, first) in [
        ("key", "Keyboard shortcuts"),
        ("a class", "Open a class…"),
        ("lass", "Open a class…"),
        ("class", "Open a class…"),
    ] {
        window.press("Ctrl+K");
        window.write(words);
        assert_eq!(window.options_beginning("").first().map(String::as_str), Some(first), "{words}");
        window.press("Escape");
    }
    window.press("Ctrl+K");
    window.write("class");
    let options = window.options_beginning("");
    let place_of = |name: &str| options.iter().position(|option| option == name);
    assert!(place_of("View of the class") < place_of("New assignment…"), "{options:?}");
}

#[test]
fn the_palette_is_empty_again_after_another_overlay() {
    let place = Place::new();
    let mut window = place.open_article();
    window.press("Ctrl+K");
    window.write("keyboard shortcuts");
    window.press("Enter");
    assert_eq!(window.state().overlay, Some(Overlay::Help));
    window.press("Ctrl+K");
    assert_eq!(window.state().overlay, Some(Overlay::Palette));
    assert!(window.shows("Open the sample"), "nothing is typed yet, so every command is listed");
}

#[test]
fn letters_are_typed_in_fields_and_are_commands_elsewhere() {
    let place = Place::new();
    let mut window = place.open_article();
    window.select("boats stay");
    window.click("Filter claims");
    for keys in ["Q", "A", "C", "?", "."] {
        window.press(keys);
    }
    assert!(window.claims().is_empty());
    assert_eq!(window.state().overlay, None);
    assert_eq!(window.state().document.expect("a document").filter.words, "qac?.");
    window.press("F6");
    window.press("Q");
    assert_eq!(window.claims(), ["quote: boats stay"]);
}

#[test]
fn the_copy_event_of_the_system_copies() {
    let place = Place::new();
    let mut window = place.open_article();
    window.select("boats stay");
    window.happen(Event::Copy);
    assert_eq!(window.copied, ["boats stay"]);
}

#[test]
fn tags_by_their_keys_take_whatever_the_selection_is() {
    let place = Place::new();
    let mut window = place.open_article();
    for (tag, words) in
        Tag::ALL.into_iter().zip(["\"We had a choice,\"", "The boats stay in.", "Nobody asked the crews."])
    {
        window.tag(&tag.letter().to_string(), words);
    }
    assert_eq!(
        window.claims(),
        ["quote: \"We had a choice,\"", "assertion: The boats stay in.", "commentary: Nobody asked the crews."]
    );
}
