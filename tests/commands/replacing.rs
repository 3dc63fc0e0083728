//! Another version of the article beside it: decided about claim by claim, carried over as one step, or left without a trace.

use std::{path::PathBuf, sync::Arc};

use claimlight::{
    app::{
        Action, Answer, Command, ComparedRow, Comparing, Effect, OtherVersion, Question, ReplaceCommand, Replacing,
        table::entry,
    },
    article::{Article, Metadata, Source},
    claim::{State, Tag, VerdictKind},
    review::{Concern, Decision, Phase, compare, operations::Ask},
    text::{ByteIndex, Text},
};

use crate::support::{BOATS, Desk, file, records};

/// Of four claims on it one will have changed, one have moved, one be gone.
const EARLIER: &str = "The harbour is shut.\n\n\
    \"We had a choice,\" she said, \"and we made it.\" All forty boats of the northern fleet stay in until noon. \
    The boats rot.\n\n\
    Nobody asked the crews. The boats wait.";

/// The same a day later.
const LATER: &str = "All forty boats of the northern fleet stay in until noon. The harbour is open.\n\n\
    \"We had a choice,\" she said, \"and we made it.\"\n\n\
    Nobody asked the crews. The boats wait.";

/// The words that move.
const FLEET: &str = "All forty boats of the northern fleet stay in until noon.";

/// The number of the comparison that is asked for, and with what.
fn asked(effects: &[Effect]) -> (u64, OtherVersion) {
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Compare { number, version } => Some((*number, version.clone())),
        _ => None,
    });
    asked.expect("a comparison that is asked for")
}

/// What the runtime answers.
fn compared(desk: &mut Desk, number: u64, text: &str) -> Vec<Effect> {
    let text = Text::new(text).expect("a text");
    let article = Article::new(text, Vec::new(), Metadata::default(), Source::default()).expect("an article");
    let comparison = compare(desk.review(), article, ("old".to_owned(), "new".to_owned()), |_phase| true);
    let comparison = Arc::new(comparison.expect("nobody cancels"));
    desk.tell(Command::Replace(ReplaceCommand::Compared { number, comparison, remarks: Vec::new() }))
}

/// Puts another text beside that of the desk.
pub(crate) fn put_beside(desk: &mut Desk, text: &str) -> Vec<Effect> {
    let effects = desk.tell(Command::Replace(ReplaceCommand::With(PathBuf::from("later.txt"))));
    let (number, _) = asked(&effects);
    compared(desk, number, text)
}

fn comparing(desk: &Desk) -> &Comparing {
    desk.document().comparing().expect("a comparison")
}

/// The boats with a claim of each fate, compared.
fn beside() -> Desk {
    let mut desk = Desk::with(EARLIER);
    for (tag, words) in [
        (Tag::Assertion, "The harbour is shut."),
        (Tag::Quote, "\"We had a choice,\""),
        (Tag::Assertion, FLEET),
        (Tag::Commentary, "The boats rot."),
    ] {
        desk.tag(tag, words);
    }
    desk.act(Action::Escape);
    put_beside(&mut desk, LATER);
    desk
}

/// The list as it is shown, such as `Changed: The harbour is shut. ?`.
fn listed(desk: &Desk) -> Vec<String> {
    let comparing = comparing(desk);
    let line = |row: usize| match comparing.row(row).expect("a row") {
        ComparedRow::Kind(kind) => {
            let (all, undecided) = comparing.count(kind);
            format!("{} {all}/{undecided}", kind.label())
        }
        ComparedRow::Claim(number) => {
            let sign = match comparing.decision(number) {
                None => "?",
                Some(Decision::Accept) => "accept",
                Some(Decision::Place(_)) => "place",
                Some(Decision::Leave) => "leave",
            };
            let current = if comparing.current_row() == Some(row) { "> " } else { "" };
            format!("{current}{} {sign}", comparing.comparison.claims[number].segments[0].exact)
        }
    };
    (0..comparing.row_count()).map(line).collect()
}

/// Selects words of the new text.
fn select_new(desk: &mut Desk, words: &str) {
    let text = comparing(desk).comparison.article.text().as_str();
    let at = text.find(words).expect("words of the new text");
    desk.tell(Command::PlaceCaret { at: ByteIndex::new(at), extend: false });
    desk.tell(Command::PlaceCaret { at: ByteIndex::new(at + words.len()), extend: true });
}

#[test]
fn claims_are_listed_by_what_has_become_of_them_and_nothing_has_changed() {
    let desk = beside();
    assert_eq!(
        listed(&desk),
        [
            "Changed 1/1",
            "> The harbour is shut. ?",
            "Not found 1/1",
            "The boats rot. ?",
            "Moved 1/0",
            "All forty boats of the northern fleet stay in until noon. accept",
            "The same 1/0",
        ]
    );
    assert_eq!(desk.text(), EARLIER);
    assert_eq!(desk.steps().len(), 4);
}

#[test]
fn kinds_fold_and_claims_are_stepped_through_as_they_are_listed() {
    let mut desk = beside();
    desk.tell(Command::Replace(ReplaceCommand::Fold(Concern::Same)));
    assert_eq!(listed(&desk).last().map(String::as_str), Some("\"We had a choice,\" accept"));
    let current = |desk: &Desk| comparing(desk).current_fate().expect("a claim").segments[0].exact.clone();
    desk.act(Action::PreviousCompared);
    assert_eq!(current(&desk), "\"We had a choice,\"", "round the end");
    desk.act(Action::NextCompared);
    desk.act(Action::NextCompared);
    assert_eq!(current(&desk), "The boats rot.");
    desk.tell(Command::Replace(ReplaceCommand::Fold(Concern::Changed)));
    assert_eq!(listed(&desk)[..2], ["Changed 1/1", "Not found 1/1"]);
}

#[test]
fn what_is_decided_is_carried_over_as_one_step_and_taken_back_as_one() {
    let mut desk = beside();
    let before = desk.review().clone();
    desk.act(Action::AcceptPlace);
    assert_eq!(listed(&desk)[3], "> The boats rot. ?", "the next that is undecided is looked at");
    desk.act(Action::LeaveWithoutPlace);
    assert_eq!(comparing(&desk).undecided(), 0);
    let effects = desk.act(Action::CarryOver);
    assert_eq!(effects.iter().filter(|effect| matches!(effect, Effect::Record(_))).count(), 1);
    assert_eq!(desk.text(), LATER);
    assert_eq!(
        desk.claims(),
        [
            "commentary: ",
            "assertion: All forty boats of the northern fleet stay in until noon.",
            "assertion: The harbour is open.",
            "quote: \"We had a choice,\"",
        ]
    );
    assert_eq!(desk.steps().last().map(String::as_str), Some("Replace the article’s text"));
    assert!(desk.document().replacing.is_none());
    let orphan = &desk.review().claims().in_order()[0];
    let lost = &orphan.segments.lost()[0];
    assert_eq!((lost.exact.as_str(), lost.prefix.as_str()), ("The boats rot.", "thern fleet stay in until noon. "));
    let after = desk.review().clone();
    desk.act(Action::Undo);
    assert_eq!(desk.review(), &before);
    desk.act(Action::Redo);
    assert_eq!(desk.review(), &after);
}

#[test]
fn undecided_claims_are_left_without_a_place_and_nothing_is_imposed() {
    let mut desk = beside();
    desk.act(Action::CarryOver);
    assert_eq!(desk.review().claims().tally().orphaned, 2);
    assert_eq!(desk.notices(), ["The new text is in place; 2 claims are without a place in it"]);
}

#[test]
fn a_claim_is_placed_by_selecting_in_the_new_text() {
    let mut desk = beside();
    desk.tell(Command::Replace(ReplaceCommand::Choose(3)));
    desk.act(Action::PlaceClaim);
    assert_eq!(desk.notices(), ["Select the claim’s words in the new text first"]);
    select_new(&mut desk, "Nobody asked the crews.");
    desk.act(Action::PlaceClaim);
    assert_eq!(listed(&desk)[3], "The boats rot. place");
    desk.act(Action::AcceptAllAlike);
    desk.act(Action::CarryOver);
    assert!(desk.claims().contains(&"commentary: Nobody asked the crews.".to_owned()));
    assert_eq!(desk.review().claims().tally().orphaned, 0);
}

#[test]
fn two_claims_of_one_tag_get_no_words_in_common() {
    let mut desk = beside();
    select_new(&mut desk, "forty boats");
    desk.act(Action::PlaceClaim);
    assert_eq!(
        desk.notices(),
        ["Another assertion has some of these words; claims of one tag may not share text"],
        "the one that has moved has them"
    );
    assert_eq!(listed(&desk)[1], "> The harbour is shut. ?");
    // Once that one is elsewhere they are free, and it cannot go back.
    desk.tell(Command::Replace(ReplaceCommand::Choose(2)));
    desk.act(Action::LeaveWithoutPlace);
    desk.tell(Command::Replace(ReplaceCommand::Choose(0)));
    select_new(&mut desk, "forty boats");
    desk.act(Action::PlaceClaim);
    desk.tell(Command::Replace(ReplaceCommand::Choose(2)));
    desk.act(Action::AcceptPlace);
    assert_eq!(listed(&desk)[5], format!("> {FLEET} leave"));
}

#[test]
fn a_changed_claim_goes_back_to_checking_and_its_verdict_to_the_history() {
    let mut desk = Desk::with_claims(&[(Tag::Assertion, "The harbour is shut."), (Tag::Assertion, "The boats wait.")]);
    for claim in desk.review().claims().in_order().iter().map(|claim| claim.id).collect::<Vec<_>>() {
        use claimlight::app::{CheckCommand, CheckField, Target};
        for command in [
            CheckCommand::Verdict(claim, VerdictKind::Content, Some("true".to_owned())),
            CheckCommand::Amend(vec![claim], CheckField::Rationale("Seen".to_owned())),
            CheckCommand::Amend(vec![claim], CheckField::Searched("The port".to_owned())),
            CheckCommand::TakeTo { claims: vec![claim], target: Target::State(State::InProgress), ask: Ask::default() },
            CheckCommand::TakeTo { claims: vec![claim], target: Target::State(State::Approved), ask: Ask::default() },
        ] {
            desk.tell(Command::Check(command));
        }
    }
    put_beside(&mut desk, LATER);
    desk.act(Action::AcceptPlace);
    assert!(desk.state.question.is_none(), "what follows is said beside the claim, and not asked again");
    desk.act(Action::CarryOver);
    let states: Vec<(State, bool)> = desk
        .review()
        .claims()
        .in_order()
        .iter()
        .map(|claim| (claim.status.state, claim.check().verdicts.is_empty()))
        .collect();
    assert_eq!(states, [(State::InProgress, true), (State::Approved, false)]);
    let taken = desk.review().history().iter().rev().find(|step| step.from.as_deref() == Some("true"));
    assert_eq!(taken.and_then(|step| step.reason.as_deref()), Some("The text of the article changed"));
}

#[test]
fn one_of_several_places_is_chosen() {
    let mut desk = Desk::with("A boat sank. Nobody was hurt.");
    desk.tag(Tag::Assertion, "A boat sank.");
    let later = "One. A boat sank. Two. Three. A boat sank. Four.";
    put_beside(&mut desk, later);
    if comparing(&desk).current_fate().expect("a claim").concern() == Concern::Ambiguous {
        desk.act(Action::AcceptPlace);
        assert_eq!(desk.notices(), ["Choose one of the places first"]);
    }
    desk.tell(Command::Replace(ReplaceCommand::TakeCandidate(1)));
    desk.tell(Command::Replace(ReplaceCommand::TakeCandidate(7)));
    desk.act(Action::CarryOver);
    assert_eq!(desk.text(), later);
}

#[test]
fn a_comparison_that_is_left_leaves_no_trace() {
    let mut desk = beside();
    let before = desk.review().clone();
    let effects = desk.act(Action::Escape);
    assert!(effects.contains(&Effect::StopComparing));
    assert!(desk.document().replacing.is_none());
    put_beside(&mut desk, LATER);
    desk.act(Action::AcceptPlace);
    desk.act(Action::Escape);
    assert!(matches!(desk.question(), Question::GiveUpComparison), "decisions are not lost by one key");
    desk.answer(Answer::Cancel);
    assert!(desk.document().comparing().is_some());
    desk.act(Action::Escape);
    desk.act(Action::Escape);
    assert!(desk.state.question.is_none() && desk.document().comparing().is_some());
    desk.tell(Command::Replace(ReplaceCommand::GiveUp));
    desk.answer(Answer::GoOn);
    assert!(desk.document().replacing.is_none());
    assert_eq!(desk.review(), &before);
    assert!(!desk.document().undo.next_undo().is_some_and(|name| name.to_string().contains("Replace")));
}

#[test]
fn while_texts_are_compared_the_review_is_not_changed() {
    let mut desk = beside();
    for action in [Action::Tag(Tag::Quote), Action::Undo, Action::DeleteClaim, Action::ReplaceArticle] {
        assert_eq!(desk.act(action), []);
        assert!(!entry(action).expect("an entry").is_enabled(&desk.state));
    }
    assert_eq!(desk.notices(), ["Carry the claims over first, or cancel the comparison"]);
    assert_eq!(desk.steps().len(), 4);
    // Whatever else has changed it, what was compared is no longer what there is.
    desk.tell(Command::RenameReviewer("Ida".to_owned()));
    assert!(!records(&desk.act(Action::CarryOver)));
    assert_eq!(desk.text(), EARLIER);
}

#[test]
fn an_answer_that_nobody_waits_for_is_not_looked_at() {
    let mut desk = Desk::with(BOATS);
    let effects = desk.tell(Command::Replace(ReplaceCommand::With(PathBuf::from("later.txt"))));
    let (number, version) = asked(&effects);
    assert_eq!(version, OtherVersion::File(PathBuf::from("later.txt")));
    assert!(matches!(desk.document().replacing, Some(Replacing::Underway { phase: Phase::Reading, .. })));
    desk.tell(Command::Replace(ReplaceCommand::GoesOn(number, Phase::Claims)));
    assert!(matches!(desk.document().replacing, Some(Replacing::Underway { phase: Phase::Claims, .. })));
    desk.act(Action::Escape);
    compared(&mut desk, number, LATER);
    desk.tell(Command::Replace(ReplaceCommand::Failed(number, "No".to_owned())));
    assert!(desk.document().replacing.is_none());
    assert_eq!(desk.notices(), Vec::<&str>::new());
    let effects = desk.tell(Command::Replace(ReplaceCommand::WithWords("Later.".to_owned())));
    let (number, _) = asked(&effects);
    desk.tell(Command::Replace(ReplaceCommand::Failed(number, "It cannot be read".to_owned())));
    assert_eq!(desk.notices(), ["It cannot be read"]);
    assert!(desk.document().replacing.is_none());
}

#[test]
fn a_file_that_has_changed_is_told_once_and_compared_when_wanted() {
    let mut desk = Desk::with(BOATS);
    desk.saved("boats.claims.json");
    let changed =
        |review: &str| ReplaceCommand::SourceChanged { review: file(review).path, source: PathBuf::from("boats.txt") };
    desk.tell(Command::Replace(changed("other.claims.json")));
    assert_eq!(desk.document().changed_source, None, "that was another document");
    desk.tell(Command::Replace(changed("boats.claims.json")));
    assert_eq!(desk.document().changed_source, Some(PathBuf::from("boats.txt")));
    assert_eq!(desk.state.question.is_none(), desk.notices().is_empty(), "it is shown, and nothing else happens");
    let effects = desk.tell(Command::Replace(ReplaceCommand::CompareSource));
    assert_eq!(asked(&effects).1, OtherVersion::File(PathBuf::from("boats.txt")));
    desk.act(Action::Escape);
    desk.tell(Command::Replace(ReplaceCommand::KeepSource));
    assert_eq!(desk.document().changed_source, None);
}

#[test]
fn hostile_texts_are_compared_like_any_other() {
    let texts = ["", BOATS, "Nothing of it is left here.", "Лодки стоят в гавани.", "船は港にいる。", "\n\n\n"];
    for text in texts {
        let mut desk =
            Desk::with_claims(&[(Tag::Assertion, "The harbour is shut."), (Tag::Commentary, "The boats rot.")]);
        let before = desk.review().clone();
        put_beside(&mut desk, text);
        desk.act(Action::AcceptAllAlike);
        desk.act(Action::CarryOver);
        assert_eq!(desk.text(), text);
        let orphans = if text == BOATS { 0 } else { 2 };
        assert_eq!(desk.review().claims().tally().orphaned, orphans, "{text:?}");
        desk.act(Action::Undo);
        assert_eq!(desk.review(), &before);
    }
}

#[test]
fn places_of_the_old_text_are_let_go() {
    let mut desk = beside();
    desk.act(Action::AcceptPlace);
    desk.act(Action::CarryOver);
    desk.act(Action::Undo);
    desk.tell(Command::Find(claimlight::app::FindChange::Words("boats".to_owned())));
    desk.act(Action::Find);
    desk.act(Action::SelectAll);
    desk.act(Action::Redo);
    let length = LATER.len();
    let document = desk.document();
    assert!(document.selection.is_caret() && document.selection.head.get() < length);
    assert!(document.find.hits.spans.iter().all(|hit| hit.end().get() <= length));
}

#[test]
fn an_orphaned_claim_is_placed_later_by_a_key() {
    let mut desk = beside();
    desk.act(Action::CarryOver);
    let orphan = desk.review().claims().in_order().iter().find(|claim| claim.tag == Tag::Commentary).expect("it").id;
    desk.tell(Command::FocusClaim(orphan));
    desk.select("Nobody asked the crews.");
    desk.act(Action::PlaceClaim);
    assert_eq!(desk.focus(), "commentary: Nobody asked the crews.");
    assert!(!desk.focused().is_orphaned());
    assert_eq!(desk.steps().last().map(String::as_str), Some("Place orphaned claim"));
    desk.select("The boats wait.");
    desk.act(Action::PlaceClaim);
    assert_eq!(desk.focus(), "commentary: The boats wait.");
    assert_eq!(desk.steps().last().map(String::as_str), Some("Place claim elsewhere"));
}
