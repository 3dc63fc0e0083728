//! Making claims, changing and deleting them.

use claimlight::{
    app::{Action, Amendment, Command, Effect, NoticeKind, PlaceOfFocus},
    claim::{Form, StatusGroup, Tag, Voice},
    review::Edge,
};

use crate::support::{BOATS, Desk, arrival, records};

#[test]
fn tagging_makes_a_claim_of_the_selection_and_focuses_it() {
    for tag in Tag::ALL {
        let mut desk = Desk::with(BOATS);
        desk.select(" The boats stay in. ");
        let effects = desk.act(Action::Tag(tag));
        assert!(records(&effects));
        let expected = format!("{}: The boats stay in.", tag.name());
        assert_eq!(desk.claims(), [expected.as_str()], "white space is left out");
        assert_eq!(desk.focus(), expected);
        assert!(desk.document().selection.is_caret(), "so that the next key retags");
        assert_eq!(desk.steps(), [format!("Tag as {}", tag.name())]);
    }
}

#[test]
fn a_selection_over_two_paragraphs_is_one_claim_of_two_segments() {
    let mut desk = Desk::with(BOATS);
    desk.select("The boats rot.\n\nNobody asked");
    desk.act(Action::Tag(Tag::Assertion));
    assert_eq!(desk.claims(), ["assertion: The boats rot. … Nobody asked"]);
}

#[test]
fn without_a_selection_the_focused_claim_is_retagged() {
    let mut desk = Desk::with(BOATS);
    desk.tag(Tag::Quote, "\"and we made it.\"");
    assert_eq!((desk.focused().form, desk.focused().voice), (Form::Partial, Voice::Source));
    desk.act(Action::Tag(Tag::Commentary));
    assert_eq!(desk.claims(), ["commentary: \"and we made it.\""]);
    assert_eq!((desk.focused().form, desk.focused().voice), (Form::None, Voice::Author));
    assert_eq!(desk.act(Action::Tag(Tag::Commentary)), [], "the same tag again is no step");
    assert_eq!(desk.steps(), ["Tag as quote", "Change tag to commentary"]);
}

#[test]
fn without_selection_and_claim_a_sentence_says_what_to_do() {
    let mut desk = Desk::with(BOATS);
    assert_eq!(desk.act(Action::Tag(Tag::Quote)), []);
    assert_eq!(desk.notices(), ["Select some words first"]);
    for action in [
        Action::RemoveSegment,
        Action::DeleteClaim,
        Action::SetStatus(StatusGroup::Checked),
        Action::Nudge { edge: Edge::End, by_word: false, forward: true },
        Action::FocusOn(PlaceOfFocus::Note),
    ] {
        desk.state.notices.clear();
        assert_eq!(desk.act(action), [], "{action:?}");
        assert_eq!(desk.notices(), ["Choose a claim first"], "{action:?}");
    }
    desk.state.notices.clear();
    desk.act(Action::AddSegment);
    assert_eq!(desk.notices(), ["Choose the claim that the selection belongs to first"]);
    assert!(desk.steps().is_empty());
}

#[test]
fn an_overlap_of_one_tag_is_refused_and_changes_nothing() {
    let mut desk = Desk::with_claims(&[(Tag::Assertion, "The boats stay in."), (Tag::Quote, "stay in. The")]);
    let (review, steps) = (desk.review().clone(), desk.steps());
    let refused = |desk: &mut Desk, effects: Vec<Effect>| {
        assert_eq!(effects, []);
        assert_eq!(desk.review(), &review);
        assert_eq!(desk.steps(), steps);
        assert_eq!(desk.state.notices.len(), 1);
        assert!(desk.notices()[0].contains("may not share text"), "{:?}", desk.notices());
        assert_eq!(desk.state.notices[0].kind, NoticeKind::Warning);
        desk.state.notices.clear();
    };
    // A new claim.
    desk.select("boats stay in. The boats rot");
    let effects = desk.act(Action::Tag(Tag::Assertion));
    refused(&mut desk, effects);
    assert_eq!(desk.selected(), "boats stay in. The boats rot", "the selection is kept for another try");
    // Another tag for a claim.
    let quote = desk.review().claims().in_order().iter().find(|claim| claim.tag == Tag::Quote).expect("a quote").id;
    desk.tell(Command::FocusClaim(quote));
    let effects = desk.act(Action::Tag(Tag::Assertion));
    refused(&mut desk, effects);
}

#[test]
fn growing_into_another_claim_of_the_tag_is_refused() {
    let mut desk = Desk::with_claims(&[(Tag::Assertion, "The boats stay in."), (Tag::Assertion, "The boats rot.")]);
    let first = desk.review().claims().in_order()[0].id;
    desk.tell(Command::FocusClaim(first));
    let to = desk.at("boats| rot");
    assert_eq!(desk.tell(Command::MoveEnd { claim: first, segment: 0, edge: Edge::End, to }), []);
    desk.select("rot.");
    assert_eq!(desk.act(Action::AddSegment), []);
    assert_eq!(desk.claims(), ["assertion: The boats stay in.", "assertion: The boats rot."]);
    assert_eq!(desk.state.notices.len(), 1, "the same sentence is not said twice at a time");
}

#[test]
fn a_segment_is_added_and_taken_away() {
    let mut desk = Desk::with(BOATS);
    desk.tag(Tag::Quote, "\"We had a choice,\"");
    desk.select("\"and we made it.\"");
    desk.act(Action::AddSegment);
    assert_eq!(desk.claims(), ["quote: \"We had a choice,\" … \"and we made it.\""]);
    assert_eq!(desk.document().focus.map(|focus| focus.segment), Some(1), "the new segment is looked at");
    assert!(desk.document().selection.is_caret());
    desk.act(Action::RemoveSegment);
    assert_eq!(desk.claims(), ["quote: \"We had a choice,\""]);
    assert_eq!(desk.document().focus.map(|focus| focus.segment), Some(0));
    desk.act(Action::RemoveSegment);
    assert_eq!(desk.claims(), ["quote: \"We had a choice,\""]);
    assert_eq!(desk.notices(), ["A claim keeps at least one segment. Delete the claim instead"]);
    assert_eq!(desk.steps(), ["Tag as quote", "Add segment", "Remove segment"]);
}

#[test]
fn a_segment_that_touches_becomes_one_with_it() {
    let mut desk = Desk::with(BOATS);
    desk.tag(Tag::Quote, "boats stay");
    desk.select("stay in");
    desk.act(Action::AddSegment);
    assert_eq!(desk.claims(), ["quote: boats stay in"]);
}

#[test]
fn ends_are_nudged() {
    let table = [
        (Edge::End, false, true, "stay", "stay i"),
        (Edge::End, false, false, "stay", "sta"),
        (Edge::Start, false, true, "stay", "tay"),
        (Edge::Start, false, false, "stay", "s stay"),
        (Edge::End, true, true, "stay", "stay in"),
        (Edge::End, true, false, "boats stay", "boats"),
        (Edge::Start, true, true, "boats stay", "stay"),
        (Edge::Start, true, false, "stay", "boats stay"),
    ];
    for (edge, by_word, forward, before, after) in table {
        let mut desk = Desk::with("The boats stay in. They rot.");
        desk.tag(Tag::Assertion, before);
        let effects = desk.nudge(edge, by_word, forward);
        let case = format!("{edge:?} by word {by_word} forward {forward} from {before}");
        assert!(records(&effects), "{case}");
        assert_eq!(desk.claims(), [format!("assertion: {after}")], "{case}");
        assert_eq!(desk.steps(), ["Tag as assertion", "Move end"], "{case}");
    }
}

#[test]
fn nudging_the_last_character_away_is_refused() {
    let mut desk = Desk::with("A b c");
    desk.tag(Tag::Assertion, "b");
    for (edge, forward) in [(Edge::End, false), (Edge::Start, true)] {
        assert_eq!(desk.nudge(edge, false, forward), []);
        assert_eq!(desk.claims(), ["assertion: b"]);
        assert_eq!(desk.notices(), ["A segment keeps at least one character"]);
    }
}

#[test]
fn nudging_at_the_ends_of_the_text_changes_nothing() {
    let mut desk = Desk::with("All of it");
    desk.tag(Tag::Assertion, "All of it");
    for by_word in [false, true] {
        assert_eq!(desk.nudge(Edge::End, by_word, true), []);
        assert_eq!(desk.nudge(Edge::Start, by_word, false), []);
    }
    assert_eq!(desk.claims(), ["assertion: All of it"]);
    assert!(desk.notices().is_empty());
}

#[test]
fn deleting_takes_the_claim_and_the_focus() {
    let mut desk = Desk::with_claims(&[(Tag::Assertion, "The boats rot.")]);
    desk.act(Action::NextClaim);
    desk.act(Action::DeleteClaim);
    assert!(desk.claims().is_empty());
    assert_eq!(desk.document().focus, None);
    assert_eq!(desk.steps().last().map(String::as_str), Some("Delete claim"));
}

#[test]
fn the_cue_is_set_from_the_selection_and_cleared() {
    let mut desk = Desk::with(BOATS);
    let claim = desk.tag(Tag::Quote, "\"We had a choice,\"");
    assert_eq!(desk.act(Action::SetCue), [], "nothing is selected");
    assert_eq!(desk.state.notices.len(), 1);
    desk.select("said");
    desk.act(Action::SetCue);
    let cue = desk.focused().cue.expect("a cue");
    assert_eq!(desk.review().article().text().slice(cue), "said");
    desk.tell(Command::Amend(claim, Amendment::ClearCue));
    assert_eq!(desk.focused().cue, None);
}

#[test]
fn every_field_is_amended() {
    let mut desk = Desk::with(BOATS);
    let claim = desk.tag(Tag::Quote, "\"and we made it.\"");
    let owned = |words: &str| words.to_owned();
    for amendment in [
        Amendment::Form(Form::Direct),
        Amendment::Voice(Voice::Caption),
        Amendment::Speaker(owned("Orla Venn")),
        Amendment::ClaimText(owned("It was decided")),
        Amendment::Labels(vec![owned("ferries"), owned("money")]),
        Amendment::Flag(owned("hedged"), true),
        Amendment::Flag(owned("ellipsis"), true),
        Amendment::Flag(owned("hedged"), false),
        Amendment::Note(owned("call the ministry")),
    ] {
        assert!(records(&desk.tell(Command::Amend(claim, amendment.clone()))), "{amendment:?}");
        assert_eq!(desk.tell(Command::Amend(claim, amendment.clone())), [], "{amendment:?} again is no step");
    }
    let made = desk.focused();
    assert_eq!((made.form, made.voice), (Form::Direct, Voice::Caption));
    assert_eq!(made.claim_text.as_deref(), Some("It was decided"));
    assert_eq!(
        (made.labels.join("+"), made.flags.join("+"), made.note.as_str()),
        (owned("ferries+money"), owned("ellipsis"), "call the ministry")
    );
    let speaker = desk.review().speaker(made.speaker.expect("a speaker")).expect("its record");
    assert_eq!(speaker.name, "Orla Venn");
}

#[test]
fn a_known_name_or_alias_means_the_known_speaker() {
    let mut desk = Desk::with(BOATS);
    let first = desk.tag(Tag::Quote, "\"We had a choice,\"");
    desk.tell(Command::Amend(first, Amendment::Speaker("Orla Venn".to_owned())));
    let mut speaker = desk.review().speakers()[0].clone();
    speaker.aliases.push("the minister".to_owned());
    desk.tell(Command::AmendSpeaker(Box::new(speaker)));
    let second = desk.tag(Tag::Assertion, "The boats rot.");
    desk.tell(Command::Amend(second, Amendment::Speaker("The Minister".to_owned())));
    assert_eq!(desk.review().speakers().len(), 1);
    assert_eq!(desk.focused().speaker, Some(desk.review().speakers()[0].id));
    desk.tell(Command::Amend(second, Amendment::Speaker("  ".to_owned())));
    assert_eq!(desk.focused().speaker, None);
}

#[test]
fn the_same_words_are_found_and_accepted_all_as_one_step() {
    let mut desk = Desk::with("The boats stay. The boats rot. The boats wait.");
    desk.tag(Tag::Assertion, "The boats");
    desk.act(Action::FindSame);
    assert_eq!(desk.document().same.as_ref().map(Vec::len), Some(2));
    let effects = desk.tell(Command::AcceptSame(None));
    assert_eq!(effects.len(), 1);
    assert_eq!(desk.claims(), ["assertion: The boats"; 3]);
    assert_eq!(desk.steps(), ["Tag as assertion", "Tag 2 places as assertion"]);
    assert_eq!(desk.document().same, None, "none is left to list");
    desk.act(Action::Undo);
    assert_eq!(desk.claims(), ["assertion: The boats"]);
}

#[test]
fn one_of_the_same_words_is_accepted_and_the_rest_stays_listed() {
    let mut desk = Desk::with("The boats stay. The boats rot. The boats wait.");
    desk.tag(Tag::Assertion, "The boats");
    desk.act(Action::FindSame);
    desk.tell(Command::AcceptSame(Some(1)));
    let starts: Vec<usize> = desk
        .review()
        .claims()
        .in_order()
        .iter()
        .filter_map(|claim| claim.segments.extent())
        .map(|span| span.start().get())
        .collect();
    assert_eq!(starts, [0, 31]);
    assert_eq!(desk.document().same.as_ref().map(Vec::len), Some(1));
    desk.tell(Command::AcceptSame(Some(7)));
    assert_eq!(desk.claims().len(), 2, "a place that is not listed is none");
    desk.tell(Command::AcceptSame(Some(0)));
    assert_eq!(desk.claims().len(), 3);
    desk.act(Action::FindSame);
    assert_eq!(desk.notices().last(), Some(&"No other place has these words"));
}

#[test]
fn a_read_only_review_refuses_every_edit_with_a_sentence() {
    let desk = Desk::with_claims(&[(Tag::Assertion, "The boats rot.")]);
    let mut shown = arrival(BOATS);
    shown.review = desk.review().clone();
    shown.read_only = Some("another window has it open".to_owned());
    let mut desk = Desk::empty();
    desk.tell(Command::Arrived(Box::new(shown)));
    assert_eq!(desk.notices(), ["Open for reading only: another window has it open"]);
    let review = desk.review().clone();
    desk.act(Action::NextClaim);
    let claim = desk.focused().id;
    let (to, speaker) =
        (desk.at("rot|"), claimlight::claim::Speaker::named(claimlight::claim::SpeakerId(claim.0), "x"));
    let commands = [
        Command::Do(Action::Tag(Tag::Quote)),
        Command::Do(Action::DeleteClaim),
        Command::Do(Action::SetStatus(StatusGroup::Checked)),
        Command::Do(Action::Nudge { edge: Edge::End, by_word: false, forward: false }),
        Command::MoveEnd { claim, segment: 0, edge: Edge::End, to },
        Command::Amend(claim, Amendment::Note("note".to_owned())),
        Command::AmendSpeaker(Box::new(speaker)),
        Command::AmendArticle(Box::default()),
    ];
    for command in commands {
        desk.state.notices.clear();
        assert_eq!(desk.tell(command.clone()), [], "{command:?}");
        assert_eq!(desk.notices(), ["This review is open for reading only: another window has it open"], "{command:?}");
        assert_eq!(desk.review(), &review, "{command:?}");
    }
    desk.select("Nobody asked");
    desk.act(Action::Tag(Tag::Quote));
    desk.act(Action::AddSegment);
    desk.act(Action::SetCue);
    assert_eq!(desk.review(), &review);
    assert!(!desk.is_unsaved());
}

#[test]
fn the_article_and_the_reviewer_are_amended() {
    let mut desk = Desk::with(BOATS);
    let mut metadata = desk.review().article().metadata.clone();
    metadata.publisher = Some("Northquay Press".to_owned());
    desk.tell(Command::AmendArticle(Box::new(metadata)));
    assert_eq!(desk.review().article().metadata.publisher.as_deref(), Some("Northquay Press"));
    let effects = desk.tell(Command::RenameReviewer("Ida".to_owned()));
    assert!(effects.contains(&Effect::SaveSettings));
    assert_eq!((desk.review().reviewer(), desk.state.settings.reviewer.as_str()), ("Ida", "Ida"));
    assert_eq!(desk.steps(), ["Change article’s details", "Change reviewer’s name"]);
}
