//! What is shown: zoom, theme, panels, overlays, the hint, notices, and what Escape leaves.

use claimlight::{
    app::{Action, Amendment, Answer, Command, Effect, NoticeKind, Overlay, PlaceOfFocus, Question, table},
    claim::Tag,
    store::{Settings, Theme},
};

use crate::support::{BOATS, Desk, arrival};

#[test]
fn the_zoom_keeps_within_its_limits() {
    let mut desk = Desk::with(BOATS);
    let table = [
        (Command::Do(Action::ZoomIn), 100, 110),
        (Command::Do(Action::ZoomOut), 100, 90),
        (Command::Do(Action::ZoomIn), 295, 300),
        (Command::Do(Action::ZoomIn), 300, 300),
        (Command::Do(Action::ZoomOut), 55, 50),
        (Command::Do(Action::ZoomOut), 50, 50),
        (Command::Do(Action::ZoomReset), 170, 100),
        (Command::ZoomTo(0), 100, *Settings::ZOOM_PERCENT.start()),
        (Command::ZoomTo(u16::MAX), 100, *Settings::ZOOM_PERCENT.end()),
        (Command::ZoomTo(125), 100, 125),
    ];
    for (command, before, after) in table {
        desk.state.settings.zoom_percent = before;
        assert_eq!(desk.tell(command.clone()), [Effect::SaveSettings]);
        assert_eq!(desk.state.settings.zoom_percent, after, "{command:?} from {before}");
    }
}

#[test]
fn the_theme_goes_round() {
    let mut desk = Desk::empty();
    let mut seen = vec![desk.state.settings.theme];
    for _ in 0..3 {
        assert_eq!(desk.act(Action::NextTheme), [Effect::SaveSettings]);
        seen.push(desk.state.settings.theme);
    }
    assert_eq!(seen, [Theme::System, Theme::Light, Theme::Dark, Theme::System]);
    assert_eq!(desk.tell(Command::SetTheme(Theme::Dark)), [Effect::SaveSettings]);
    assert_eq!(desk.state.settings.theme, Theme::Dark);
}

#[test]
fn overlays_open_and_close_by_the_same_action_and_replace_each_other() {
    let mut desk = Desk::with(BOATS);
    for (action, overlay) in
        [(Action::Palette, Overlay::Palette), (Action::Help, Overlay::Help), (Action::History, Overlay::History)]
    {
        desk.act(action);
        assert_eq!(desk.state.overlay, Some(overlay));
        assert!(desk.state.is_covered());
    }
    desk.act(Action::History);
    assert_eq!(desk.state.overlay, None);
    assert!(!desk.state.is_covered());
}

#[test]
fn escape_leaves_what_is_uppermost_and_nothing_else() {
    let mut desk = Desk::with("The boats stay. The boats rot.");
    desk.tag(Tag::Assertion, "The boats");
    desk.act(Action::FindSame);
    desk.select("rot");
    desk.act(Action::Find);
    desk.tell(Command::CloseRequested);
    desk.act(Action::Help);
    let shown = |desk: &Desk| {
        let document = desk.document();
        [
            desk.state.overlay.is_some(),
            desk.state.question.is_some(),
            document.find.is_open,
            document.same.is_some(),
            !document.selection.is_caret(),
            document.focus.is_some(),
        ]
    };
    assert_eq!(shown(&desk), [true; 6]);
    for left in 0..6 {
        desk.act(Action::Escape);
        let expected: Vec<bool> = (0..6).map(|place| place > left).collect();
        assert_eq!(shown(&desk).to_vec(), expected);
    }
    desk.act(Action::Escape);
    assert_eq!(desk.claims(), ["assertion: The boats"], "and never what was made");
}

#[test]
fn escape_leaves_the_caret_where_the_selection_ended() {
    let mut desk = Desk::with("One |two^ three.");
    assert_eq!(desk.act(Action::Escape), [Effect::Focus(PlaceOfFocus::Article)]);
    assert_eq!(desk.carets(), "One |two three.");
}

#[test]
fn the_panel_is_hidden_and_comes_back_when_it_is_needed() {
    let mut desk = Desk::with("The boats stay. The boats rot.");
    desk.tag(Tag::Assertion, "The boats");
    let needing = [
        Action::FocusOn(PlaceOfFocus::Filter),
        Action::FocusOn(PlaceOfFocus::Speaker),
        Action::FocusOn(PlaceOfFocus::ClaimText),
        Action::FocusOn(PlaceOfFocus::Labels),
        Action::FocusOn(PlaceOfFocus::Note),
        Action::FindSame,
    ];
    for action in needing {
        desk.act(Action::TogglePanel);
        assert!(desk.state.panel_hidden, "{action:?}");
        let effects = desk.act(action);
        assert!(!desk.state.panel_hidden, "{action:?}");
        if let Action::FocusOn(place) = action {
            assert_eq!(effects, [Effect::Focus(place)]);
        }
    }
    desk.act(Action::TogglePanel);
    desk.act(Action::FocusOn(PlaceOfFocus::Article));
    assert!(desk.state.panel_hidden);
    desk.act(Action::TogglePanel);
    assert!(!desk.state.panel_hidden);
}

#[test]
fn the_hint_is_for_the_sample_and_goes_for_good() {
    let sample = || {
        let mut sample = arrival(BOATS);
        sample.is_sample = true;
        Command::Arrived(Box::new(sample))
    };
    let mut desk = Desk::with(BOATS);
    assert!(!desk.state.hint_shown);
    desk.tell(sample());
    assert!(desk.state.hint_shown);
    assert_eq!(desk.tell(Command::HideHint), [Effect::SaveSettings]);
    assert!(!desk.state.hint_shown);
    desk.tell(sample());
    assert!(!desk.state.hint_shown, "nor does it come again");
}

#[test]
fn a_notice_is_said_once_and_put_away_by_its_number() {
    let mut desk = Desk::with(BOATS);
    desk.tell(Command::Failed("The file is gone".to_owned()));
    desk.tell(Command::Warned("The disk is slow".to_owned()));
    desk.tell(Command::Failed("The file is gone".to_owned()));
    assert_eq!(desk.notices(), ["The disk is slow", "The file is gone"]);
    assert_eq!(desk.state.notices[1].kind, NoticeKind::Error);
    let number = desk.state.notices[0].number;
    desk.tell(Command::Dismiss(number));
    desk.tell(Command::Dismiss(999));
    assert_eq!(desk.notices(), ["The file is gone"]);
}

#[test]
fn every_action_can_be_done_exactly_when_the_table_says_so() {
    // Without a document only what needs none.
    let desk = Desk::empty();
    for entry in table::ENTRIES {
        assert_eq!(entry.is_enabled(&desk.state), entry.needs == table::Needs::Nothing, "{}", entry.name);
    }
    let enabled = |desk: &Desk, action| table::entry(action).expect("an entry").is_enabled(&desk.state);
    let nothing = Desk::with(BOATS);
    let mut selected = nothing.clone();
    selected.select("boats");
    let mut claimed = nothing.clone();
    let claim = claimed.tag(Tag::Quote, "\"We had a choice,\"");
    let mut both = claimed.clone();
    both.select("\"and we made it.\"");
    let mut parted = both.clone();
    parted.act(Action::AddSegment);
    let mut undone = claimed.clone();
    undone.act(Action::Undo);
    let mut looking = nothing.clone();
    looking.tell(Command::Find(claimlight::app::FindChange::Words("boats".to_owned())));
    let desks = [&nothing, &selected, &claimed, &both, &parted, &undone, &looking];
    let table = [
        (Action::Save, [true; 7]),
        (Action::Tag(Tag::Quote), [false, true, true, true, true, false, false]),
        (Action::AddSegment, [false, false, false, true, false, false, false]),
        (Action::DeleteClaim, [false, false, true, true, true, false, false]),
        (Action::RemoveSegment, [false, false, false, false, true, false, false]),
        (Action::NextClaim, [false, false, true, true, true, false, false]),
        (Action::Undo, [false, false, true, true, true, false, false]),
        (Action::Redo, [false, false, false, false, false, true, false]),
        (Action::FindNext, [false, false, false, false, false, false, true]),
    ];
    for (action, expected) in table {
        assert_eq!(desks.map(|desk| enabled(desk, action)), expected, "{action:?}");
    }
    claimed.tell(Command::Amend(claim, Amendment::Note("a".to_owned())));
    assert!(enabled(&claimed, Action::Undo));
}

#[test]
fn an_answer_without_a_question_does_nothing() {
    let mut desk = Desk::with(BOATS);
    for answer in [Answer::Save, Answer::GoOn, Answer::Replace, Answer::Restore, Answer::Discard, Answer::Cancel] {
        assert_eq!(desk.tell(Command::Answer(answer)), [], "{answer:?}");
    }
}

#[test]
fn repairs_are_listed_when_a_file_was_at_fault() {
    let mut desk = Desk::empty();
    let mut broken = arrival(BOATS);
    broken.faults = vec!["/claims/0: two claims have one id".to_owned()];
    broken.file = Some(crate::support::file("boats.claims.json"));
    broken.remarks = vec!["3 bytes were replaced".to_owned()];
    let effects = desk.tell(Command::Arrived(Box::new(broken)));
    assert!(effects.contains(&Effect::StartJournal));
    assert!(desk.document().has_repairs);
    assert_eq!(desk.notices(), ["3 bytes were replaced"]);
    let Question::Faults { file, faults, .. } = desk.question() else { panic!("{:?}", desk.state.question) };
    assert_eq!((file.as_str(), faults.len()), ("Boats", 1));
    desk.answer(Answer::GoOn);
    assert!(desk.state.question.is_none());
}
