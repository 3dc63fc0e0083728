//! Random commands: nothing panics, what must always hold does, undo leads back, and the journal tells the same story.

use std::{collections::BTreeSet, path::PathBuf};

use claimlight::{
    app::{
        Action, Amendment, Answer, CheckCommand, CheckField, Command, Effect, FindChange, Outcome, Target, Unit,
        table::{ENTRIES, Group},
    },
    claim::{
        ClaimId, Contact, ContactId, Evidence, EvidenceId, EvidenceLink, Form, KNOWN_FLAGS, Practice, SpeakerId,
        Stance, State as CheckState, StatusGroup, Tag, VerdictKind, Verdicts, Voice, lifecycle,
    },
    review::{
        Edge, Review,
        operations::{Ask, Settlement},
    },
    text::ByteIndex,
};
use proptest::{
    prelude::*,
    sample::select,
    test_runner::{RngAlgorithm, TestRng, TestRunner},
};
use uuid::Uuid;

use crate::{
    replacing::put_beside,
    reviews::{self, review_of},
    support::{Desk, file},
};

/// Clusters of several code points, empty lines, quotations, words that come again.
const TEXT: &str = "Ne\u{301}e «on ne\u{301}e» 👩‍👩‍👧‍👦 \"on\".\n\nA on. B on! C \"d e\" f.\n\n\nde\u{301}but on\n on.";

/// The same article later, and one that has nothing to do with it.
const VERSIONS: [&str; 3] = [
    "Ne\u{301}e «on ne\u{301}e» 👩‍👩‍👧‍👦 \"on\".\n\nC \"d e\" f. A on! B on!\n\n\nde\u{301}but\n on. New.",
    TEXT,
    "旧い橋は閉鎖。",
];

/// What another reviewer may have marked.
const WORDS: [&str; 5] = ["A on.", "B on!", "on", "d e", "旧い橋"];

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
    TakeTo { claim: usize, target: Target, reason: Option<String>, of: usize },
    Verdict(usize, VerdictKind, usize),
    Second(usize, usize),
    Rationale(usize, String),
    Searched(usize, String),
    Evidence(usize, Stance),
    Unlink(usize, usize),
    RemoveEvidence(usize),
    Contact(usize),
    Merge(usize, usize),
    Publish(usize),
    Version(usize),
    Beside(Vec<(Tag, usize)>),
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

fn checking() -> impl Strategy<Value = Plan> {
    let claim = || 0_usize..4;
    let reason = || proptest::option::of(select(vec!["", "because"]).prop_map(str::to_owned));
    let words = || select(vec!["", "it is in the log"]).prop_map(str::to_owned);
    let target = || {
        prop_oneof![
            select(&StatusGroup::ALL[..]).prop_map(Target::Group),
            select(&CheckState::ALL[..]).prop_map(Target::State),
        ]
    };
    prop_oneof![
        6 => (claim(), target(), reason(), claim())
            .prop_map(|(claim, target, reason, of)| Plan::TakeTo { claim, target, reason, of }),
        4 => (claim(), select(&VerdictKind::ALL[..]), 0_usize..5)
            .prop_map(|(claim, kind, label)| Plan::Verdict(claim, kind, label)),
        1 => (claim(), 0_usize..3).prop_map(|(claim, label)| Plan::Second(claim, label)),
        3 => (claim(), words()).prop_map(|(claim, words)| Plan::Rationale(claim, words)),
        2 => (claim(), words()).prop_map(|(claim, words)| Plan::Searched(claim, words)),
        2 => (claim(), select(&Stance::ALL[..])).prop_map(|(claim, stance)| Plan::Evidence(claim, stance)),
        1 => (claim(), 0_usize..3).prop_map(|(claim, piece)| Plan::Unlink(claim, piece)),
        1 => (0_usize..3).prop_map(Plan::RemoveEvidence),
        1 => claim().prop_map(Plan::Contact),
        1 => (0_usize..3, 0_usize..3).prop_map(|(other, into)| Plan::Merge(other, into)),
        1 => claim().prop_map(Plan::Publish),
        1 => select(&Practice::ALL[..]).prop_map(|practice| Plan::Other(Command::Check(CheckCommand::SetPractice(practice)))),
        1 => select(vec!["Ida", "Noor", ""]).prop_map(|name| Plan::Other(Command::RenameReviewer(name.to_owned()))),
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
        8 => checking(),
        2 => other().prop_map(Plan::Other),
        1 => (0..VERSIONS.len()).prop_map(Plan::Version),
        1 => proptest::collection::vec((select(&Tag::ALL[..]), 0..WORDS.len()), 0..4).prop_map(Plan::Beside),
        3 => select(vec![
            Action::NextDifference,
            Action::Settle(Settlement::Mine),
            Action::Settle(Settlement::Theirs),
            Action::Settle(Settlement::Both),
            Action::TakeAllUntaken,
        ])
        .prop_map(Plan::Act),
        3 => select(vec![
            Action::NextCompared,
            Action::AcceptPlace,
            Action::LeaveWithoutPlace,
            Action::AcceptAllAlike,
            Action::PlaceClaim,
            Action::CarryOver,
        ])
        .prop_map(Plan::Act),
    ]
}

/// The claim with this number or, past the last, one that is not there.
fn claim(desk: &Desk, number: usize) -> ClaimId {
    desk.review().claims().in_order().get(number).map_or(ClaimId(Uuid::nil()), |claim| claim.id)
}

/// The command of a plan about the check of claims.
fn check_command(desk: &Desk, plan: Plan) -> Option<CheckCommand> {
    let review = desk.review();
    let piece = |number: usize| review.evidence().get(number).map_or(EvidenceId(Uuid::nil()), |piece| piece.id);
    let speaker = |number: usize| review.speakers().get(number).map_or(SpeakerId(Uuid::nil()), |speaker| speaker.id);
    Some(match plan {
        Plan::TakeTo { claim: number, target, reason, of } => {
            let ask = Ask { reason, duplicate_of: Some(claim(desk, of)) };
            CheckCommand::TakeTo { claims: vec![claim(desk, number)], target, ask }
        }
        Plan::Verdict(number, kind, label) => {
            let label = review.schemes().of(kind).labels.get(label).map(|label| label.name.clone());
            CheckCommand::Verdict(claim(desk, number), kind, label)
        }
        Plan::Second(number, label) => {
            let content = review.schemes().of(VerdictKind::Content).labels.get(label).map(|label| label.name.clone());
            CheckCommand::SecondVerdict(claim(desk, number), Verdicts { attribution: None, content })
        }
        Plan::Rationale(number, words) => CheckCommand::Amend(vec![claim(desk, number)], CheckField::Rationale(words)),
        Plan::Searched(number, words) => CheckCommand::Amend(vec![claim(desk, number)], CheckField::Searched(words)),
        Plan::Evidence(number, stance) => {
            let piece = Evidence { title: "Log".to_owned(), ..Evidence::new(EvidenceId(Uuid::nil())) };
            let link = EvidenceLink::new(piece.id, stance);
            CheckCommand::AddEvidence(vec![claim(desk, number)], Box::new(piece), link)
        }
        Plan::Unlink(number, evidence) => CheckCommand::UnlinkEvidence(claim(desk, number), piece(evidence)),
        Plan::RemoveEvidence(number) => CheckCommand::RemoveEvidence(piece(number)),
        Plan::Contact(number) => {
            CheckCommand::AddContact(Box::new(Contact::new(ContactId(Uuid::nil()), vec![claim(desk, number)])))
        }
        Plan::Merge(other, into) => CheckCommand::MergeSpeakers(speaker(other), speaker(into)),
        Plan::Publish(number) => CheckCommand::Publish(vec![claim(desk, number)], "1".to_owned()),
        _ => return None,
    })
}

fn carry_out(desk: &mut Desk, plan: Plan) -> Vec<Effect> {
    let at = ByteIndex::new;
    if let Some(command) = check_command(desk, plan.clone()) {
        return desk.tell(Command::Check(command));
    }
    if let Plan::Version(which) = plan {
        if desk.document().replacing.is_some() {
            return Vec::new();
        }
        return put_beside(desk, VERSIONS[which]);
    }
    if let Plan::Beside(claims) = plan {
        if desk.document().replacing.is_some() {
            return Vec::new();
        }
        let claims: Vec<(Tag, &str)> = claims.into_iter().map(|(tag, words)| (tag, WORDS[words])).collect();
        let other = review_of(desk.text(), "Bo", &claims);
        return reviews::put_beside(desk, "bo", other);
    }
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
        _ => return Vec::new(),
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
        let contradictions = desk.review().ask(|around| lifecycle::contradictions(one, around));
        prop_assert!(contradictions.is_empty(), "{contradictions:?}");
        prop_assert_eq!(status_by_history(desk.review(), one.id), one.status.state, "the history tells the status");
    }
    Ok(())
}

/// The state that the steps of the history lead to.
fn status_by_history(review: &Review, id: ClaimId) -> CheckState {
    let mut state = CheckState::Spotted;
    for step in review.history().iter().filter(|step| step.claim == Some(id) && step.edit == "status") {
        assert_eq!(step.from.as_deref(), Some(state.name()), "each step begins where the last one ended");
        let to = step.to.as_deref();
        state = CheckState::ALL.into_iter().find(|state| Some(state.name()) == to).expect("a state");
    }
    state
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

/// Tells the plans to a desk; what must hold holds after each, the journal tells the same story, and all can be undone and redone.
fn keeps_the_rules(mut desk: Desk, plans: Vec<Plan>) -> Result<Desk, TestCaseError> {
    let first = desk.review().clone();
    let begun = desk.steps().len();
    let mut effects = Vec::new();
    for plan in plans {
        effects.extend(carry_out(&mut desk, plan));
        check(&desk)?;
    }
    prop_assert_eq!(&replayed(&first, &effects), desk.review(), "the journal holds what the window shows");
    let steps = desk.steps().len();
    let last = desk.review().clone();
    if steps >= begun {
        desk.tell(Command::GoToStep(begun));
        prop_assert_eq!(desk.review(), &first);
        check(&desk)?;
        desk.tell(Command::GoToStep(steps));
        prop_assert_eq!(desk.review(), &last);
    }
    Ok(desk)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn random_commands_keep_the_rules_and_can_all_be_undone(plans in proptest::collection::vec(plan(), 1..40)) {
        keeps_the_rules(Desk::with(TEXT), plans)?;
    }
}

/// Checks that go far: three claims, and hardly anything but steps of their checks.
#[test]
fn random_checks_reach_every_state_and_never_a_contradiction() {
    let wording = (0_usize..3, select(vec!["", "Boats rot"]))
        .prop_map(|(claim, words)| Plan::Amend(claim, Amendment::ClaimText(words.to_owned())));
    let plan = prop_oneof![
        20 => checking(),
        1 => wording,
        1 => select(vec![Answer::GoOn, Answer::Cancel]).prop_map(|answer| Plan::Other(Command::Answer(answer))),
    ];
    let reached = std::cell::RefCell::new(BTreeSet::new());
    let mut runner = TestRunner::new_with_rng(
        ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() },
        TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    );
    let outcome = runner.run(&proptest::collection::vec(plan, 40..120), |plans| {
        let claims =
            [(Tag::Quote, "\"We had a choice,\""), (Tag::Assertion, "The boats rot."), (Tag::Commentary, "Nobody")];
        let desk = keeps_the_rules(Desk::with_claims(&claims), plans)?;
        let states = desk.review().claims().in_order().iter().map(|claim| (claim.tag, claim.status.state));
        reached.borrow_mut().extend(states);
        Ok(())
    });
    outcome.expect("the rules hold");
    let reached = reached.into_inner();
    for tag in [Tag::Quote, Tag::Assertion] {
        for state in CheckState::ALL {
            assert!(reached.contains(&(tag, state)), "no {} became {}", tag.name(), state.name());
        }
    }
}
