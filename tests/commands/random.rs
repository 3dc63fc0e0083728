//! Random commands: nothing panics, what must always hold does, undo leads back, and the journal tells the same story.

use std::path::PathBuf;

use claimlight::{
    app::{
        Action, Amendment, Answer, Command, Effect, FindChange, Outcome, Unit,
        table::{ENTRIES, Group},
    },
    claim::{ClaimId, Form, KNOWN_FLAGS, State as CheckState, StatusGroup, Tag, Voice},
    review::{Edge, Review},
    text::ByteIndex,
};
use proptest::{prelude::*, sample::select};
use uuid::Uuid;

use crate::support::{Desk, file};

/// Clusters of several code points, empty lines, quotations, words that come again.
const TEXT: &str = "Ne\u{301}e «on ne\u{301}e» 👩‍👩‍👧‍👦 \"on\".\n\nA on. B on! C \"d e\" f.\n\n\nde\u{301}but on\n on.";

/// A command with its claims and places still to be taken from the state it meets.
#[derive(Clone, Debug)]
enum Plan {
    Act(Action),
    Place { at: usize, extend: bool },
    Click(usize),
    Units { from: usize, to: usize, unit: Unit },
    Focus(usize),
    MoveEnd { claim: usize, segment: usize, edge: Edge, to: usize },
    Amend(usize, Amendment),
    Other(Command),
}

fn units() -> impl Strategy<Value = Unit> {
    select(vec![Unit::Grapheme, Unit::Word, Unit::Sentence, Unit::Paragraph, Unit::Document])
}

fn amendment() -> impl Strategy<Value = Amendment> {
    let words = || select(vec!["", "on", "Née", "x, y"]).prop_map(str::to_owned);
    prop_oneof![
        select(&Form::ALL[..]).prop_map(Amendment::Form),
        select(&Voice::ALL[..]).prop_map(Amendment::Voice),
        words().prop_map(Amendment::Speaker),
        Just(Amendment::ClearCue),
        words().prop_map(Amendment::ClaimText),
        words().prop_map(Amendment::Note),
        words().prop_map(|label| Amendment::Labels(vec![label])),
        (select(&KNOWN_FLAGS[..]), any::<bool>())
            .prop_map(|(flag, is_set)| Amendment::Flag(flag.name.to_owned(), is_set)),
        (select(&StatusGroup::ALL[..]), proptest::option::of(words()))
            .prop_map(|(group, reason)| Amendment::Status(group, reason)),
        (select(&CheckState::ALL[..]), proptest::option::of(words()))
            .prop_map(|(state, reason)| Amendment::State(state, reason)),
    ]
}

fn other() -> impl Strategy<Value = Command> {
    let answers = vec![
        Answer::Save,
        Answer::GoOn,
        Answer::Replace,
        Answer::SaveElsewhere,
        Answer::Reload,
        Answer::Restore,
        Answer::Discard,
        Answer::Cancel,
    ];
    prop_oneof![
        (0_usize..12).prop_map(Command::GoToStep),
        proptest::option::of(0_usize..3).prop_map(Command::AcceptSame),
        select(vec!["", "on", "née", "on."]).prop_map(|words| Command::Find(FindChange::Words(words.to_owned()))),
        any::<bool>().prop_map(|whole| Command::Find(FindChange::WholeWords(whole))),
        Just(Command::Find(FindChange::Close)),
        select(answers).prop_map(Command::Answer),
        any::<u64>().prop_map(|serial| Command::Saved { file: file("a"), serial: serial % 9, remark: None }),
        Just(Command::SaveTo(PathBuf::from("b"))),
        Just(Command::SaveFailed(Outcome::Exists(PathBuf::from("b")))),
        Just(Command::SaveFailed(Outcome::ChangedOnDisk(PathBuf::from("b")))),
        Just(Command::DialogCancelled),
        Just(Command::CloseRequested),
        Just(Command::RenameReviewer("Ida".to_owned())),
        any::<u16>().prop_map(Command::ZoomTo),
    ]
}

fn plan() -> impl Strategy<Value = Plan> {
    let place = || 0..TEXT.len() + 2;
    let actions: Vec<Action> = ENTRIES.iter().map(|entry| entry.action).collect();
    let editing: Vec<Action> = ENTRIES
        .iter()
        .filter(|entry| matches!(entry.group, Group::Claim | Group::Status | Group::Edit))
        .map(|entry| entry.action)
        .collect();
    let tags: Vec<Action> = Tag::ALL.into_iter().map(Action::Tag).collect();
    prop_oneof![
        2 => select(actions).prop_map(Plan::Act),
        4 => select(editing).prop_map(Plan::Act),
        3 => select(tags).prop_map(Plan::Act),
        4 => (place(), any::<bool>()).prop_map(|(at, extend)| Plan::Place { at, extend }),
        1 => place().prop_map(Plan::Click),
        2 => (place(), place(), units()).prop_map(|(from, to, unit)| Plan::Units { from, to, unit }),
        1 => (0_usize..6).prop_map(Plan::Focus),
        2 => (0_usize..6, 0_usize..3, select(vec![Edge::Start, Edge::End]), place())
            .prop_map(|(claim, segment, edge, to)| Plan::MoveEnd { claim, segment, edge, to }),
        3 => (0_usize..6, amendment()).prop_map(|(claim, amendment)| Plan::Amend(claim, amendment)),
        2 => other().prop_map(Plan::Other),
    ]
}

/// The claim with this number or, past the last, one that is not there.
fn claim(desk: &Desk, number: usize) -> ClaimId {
    desk.review().claims().in_order().get(number).map_or(ClaimId(Uuid::nil()), |claim| claim.id)
}

fn carry_out(desk: &mut Desk, plan: Plan) -> Vec<Effect> {
    let at = ByteIndex::new;
    let command = match plan {
        Plan::Act(action) => Command::Do(action),
        Plan::Place { at: place, extend } => Command::PlaceCaret { at: at(place), extend },
        Plan::Click(place) => Command::Click(at(place)),
        Plan::Units { from, to, unit } => Command::SelectUnits { from: at(from), to: at(to), unit },
        Plan::Focus(number) => Command::FocusClaim(claim(desk, number)),
        Plan::MoveEnd { claim: number, segment, edge, to } => {
            Command::MoveEnd { claim: claim(desk, number), segment, edge, to: at(to) }
        }
        Plan::Amend(number, amendment) => Command::Amend(claim(desk, number), amendment),
        Plan::Other(command) => command,
    };
    desk.tell(command)
}

/// What holds in every state.
fn check(desk: &Desk) -> Result<(), TestCaseError> {
    let document = desk.document();
    let article = desk.review().article();
    for at in [document.selection.anchor, document.selection.head] {
        prop_assert!(article.text().is_grapheme_boundary(at), "{at:?} is inside a cluster");
    }
    if let Some(span) = document.focused_segment() {
        prop_assert!(!article.text().slice(span).trim().is_empty());
    }
    let claims = desk.review().claims().in_order();
    for (number, one) in claims.iter().enumerate() {
        for other in &claims[number + 1..] {
            prop_assert!(one.tag != other.tag || !one.segments.overlaps(&other.segments), "two of one tag overlap");
        }
        for span in one.segments.placed() {
            let words = article.text().slice(*span);
            prop_assert_eq!(words.trim(), words);
        }
    }
    Ok(())
}

/// The review that a journal of these edits gives.
fn replayed(first: &Review, effects: &[Effect]) -> Review {
    let mut review = first.clone();
    for effect in effects {
        if let Effect::Record(edit) = effect {
            review.replay(edit.clone());
        }
    }
    review
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn random_commands_keep_the_rules_and_can_all_be_undone(plans in proptest::collection::vec(plan(), 1..40)) {
        let mut desk = Desk::with(TEXT);
        let first = desk.review().clone();
        let mut effects = Vec::new();
        for plan in plans {
            effects.extend(carry_out(&mut desk, plan));
            check(&desk)?;
        }
        prop_assert_eq!(&replayed(&first, &effects), desk.review(), "the journal holds what the window shows");
        let steps = desk.steps().len();
        let last = desk.review().clone();
        desk.tell(Command::GoToStep(0));
        prop_assert_eq!(desk.review(), &first);
        check(&desk)?;
        desk.tell(Command::GoToStep(steps));
        prop_assert_eq!(desk.review(), &last);
    }
}
