//! What a teacher makes before a lesson, what a key says of its claims, the agreed version of two reviewers, and a calibration that is
//! kept.

use std::{path::PathBuf, sync::Arc};

use claimlight::{
    app::{
        Action, Arrival, AssignAction, AssignCommand, AssignEffect, AssignForm, AssignPhase, AssignStage, Assigning,
        AssignmentChoice, Command, Effect, EntryChange, KeyChange, KeyChoice, Overlay, PlaceOfFocus, ReviewsCommand,
        Secret, Seen, Strength, ToWrite, View,
    },
    claim::Tag,
    compare::{Calibration, Gate, GateMeasure, Standing},
    review::{
        Review,
        operations::{NOT_SETTLED, Settlement},
    },
    store::{self, Carried, Made, Password, Target},
    teaching::{KeyEntry, MOST_ALTERNATIVES, Role, Tolerance},
};

use crate::{
    reviews::{put_beside, review_of},
    support::{BOATS, Desk, arrival, records},
};

const CLAIMS: [(Tag, &str); 3] =
    [(Tag::Quote, "We had a choice"), (Tag::Assertion, "The boats stay in."), (Tag::Commentary, "The boats rot.")];

fn assign(desk: &mut Desk, command: AssignCommand) -> Vec<Effect> {
    desk.tell(Command::Assign(command))
}

fn form(desk: &Desk) -> &Assigning {
    desk.state.assigning.as_ref().expect("a form")
}

/// Opens a form and answers what is asked about the place it proposes.
fn open(desk: &mut Desk, action: AssignAction, target: Target) {
    let effects = desk.act(Action::Assign(action));
    answer(desk, &effects, Ok(target));
}

/// Answers the question about a place.
fn answer(desk: &mut Desk, effects: &[Effect], target: Result<Target, String>) {
    let number = effects.iter().find_map(|effect| match effect {
        Effect::Assign(AssignEffect::LookAt { number, .. }) => Some(*number),
        _ => None,
    });
    let number = number.expect("a place that is looked at");
    assign(desk, AssignCommand::Seen { number, target, is_settled_on_disk: false });
}

fn choose(desk: &mut Desk, change: impl FnOnce(&mut AssignmentChoice)) {
    let mut choice = form(desk).choice.clone();
    change(&mut choice);
    assign(desk, AssignCommand::Choose(Box::new(choice)));
}

fn secret() -> Secret {
    Secret::new(Password::new("heron otter bridge tea").expect("a password"))
}

fn what(effects: &[Effect]) -> Option<(u64, &ToWrite)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Assign(AssignEffect::Write(request)) => Some((request.number, &request.what)),
        _ => None,
    })
}

#[test]
fn an_assignment_is_asked_for_with_everything_that_was_chosen_and_says_what_is_in_it() {
    let mut desk = Desk::with_claims(&CLAIMS);
    open(&mut desk, AssignAction::NewAssignment, Target::Free);
    assert_eq!(desk.state.overlay, Some(Overlay::Assign(AssignForm::Assignment)));
    assert_eq!(form(&desk).place.words, "boats-assignment.claims.json");
    choose(&mut desk, |choice| {
        choice.instructions = "  Find what can be checked.\nLeave out headlines. ".to_owned();
        choice.tags.remove(&Tag::Commentary);
        choice.fields.clear();
        choice.why = true;
        choice.codebook = "Numbers are assertions".to_owned();
        choice.link = " https://example.org/rules ".to_owned();
        choice.hints = false;
        choice.hides_masthead = true;
        choice.is_cut = true;
        choice.key = KeyChoice::Sealed;
        choice.teacher = "Ms Venn".to_owned();
    });
    assert_eq!(form(&desk).checked.key, Ok(2), "what is not asked for is not in the key");
    assert!(form(&desk).is_ready());
    assert!(what(&assign(&mut desk, AssignCommand::Write(None))).is_none(), "a sealed key needs a password");
    let effects = assign(&mut desk, AssignCommand::Write(Some(secret())));
    let (number, written) = what(&effects).expect("something to write");
    let ToWrite::Assignment { task, key: KeyChoice::Sealed, secret: Some(_), teacher, .. } = written else {
        panic!("{written:?}");
    };
    assert_eq!(task.instructions, "Find what can be checked.\nLeave out headlines.");
    assert_eq!((task.tags.as_slice(), task.fields.len(), task.spans.len()), (&[Tag::Quote, Tag::Assertion][..], 0, 3));
    assert_eq!((task.why, task.hints, task.codebook.link.as_deref()), (true, false, Some("https://example.org/rules")));
    assert_eq!(teacher, "Ms Venn");
    assert!(form(&desk).is_working() && !form(&desk).is_ready(), "nothing is written twice");
    assign(&mut desk, AssignCommand::GoesOn(number, AssignStage::Sealing));
    assert_eq!(form(&desk).phase, AssignPhase::Working(AssignStage::Sealing));
    let path = PathBuf::from("boats-assignment.claims.json");
    assign(&mut desk, AssignCommand::Written { number, path, is_confirmed: true });
    let AssignPhase::Written(outcome) = &form(&desk).phase else { panic!("{:?}", form(&desk).phase) };
    let all = [&outcome.inside, &outcome.outside, &outcome.mind].map(|lines| lines.join("\n")).join("\n");
    for words in
        ["3 spans cut beforehand", "The key, sealed: 2 claims", "The 3 claims of your review", "cannot be recovered"]
    {
        assert!(all.contains(words), "{words} in {all}");
    }
    // It is remembered for the next one, and no password with it.
    let kept = format!("{:?}", desk.state.settings);
    assert!(kept.contains("Numbers are assertions") && !kept.contains("otter"), "{kept}");
    assert!(!format!("{:?}", desk.state.assigning).contains("otter"));
    desk.act(Action::Escape);
    assert_eq!((desk.state.overlay, desk.state.assigning.is_some()), (None, false));
    open(&mut desk, AssignAction::NewAssignment, Target::Free);
    let choice = &form(&desk).choice;
    assert!(choice.why && choice.is_cut && choice.hides_masthead && choice.key == KeyChoice::Sealed && !choice.hints);
    assert_eq!(choice.teacher, "Ms Venn");
}

/// Something that makes no sense.
type Wrong = fn(&mut AssignmentChoice);

#[test]
fn what_makes_no_sense_is_said_where_it_is_and_nothing_is_written() {
    let mut desk = Desk::with_claims(&CLAIMS);
    open(&mut desk, AssignAction::NewAssignment, Target::Free);
    let wrong: [(&str, Wrong); 3] = [
        ("asks for at least one tag", |choice| choice.tags.clear()),
        ("is no address that may be opened", |choice| choice.link = "javascript:alert(1)".to_owned()),
        ("There are no claims in it", |choice| {
            choice.key = KeyChoice::Open;
            choice.tags = [Tag::Assertion].into();
        }),
    ];
    let start = form(&desk).choice.clone();
    for (words, change) in wrong {
        assign(&mut desk, AssignCommand::Choose(Box::new(start.clone())));
        assert!(form(&desk).is_ready());
        if words.starts_with("There are no claims") {
            desk = Desk::with_claims(&[(Tag::Quote, "We had a choice")]);
            open(&mut desk, AssignAction::NewAssignment, Target::Free);
        }
        choose(&mut desk, change);
        let checked = &form(&desk).checked;
        let refused = [checked.tags.clone(), checked.link.clone(), checked.key.clone().err()];
        let said: Vec<String> = refused.into_iter().flatten().map(|refused| refused.to_string()).collect();
        assert!(said.iter().any(|said| said.contains(words)), "{words} in {said:?}");
        assert!(!form(&desk).is_ready(), "{words}");
        assert_eq!(assign(&mut desk, AssignCommand::Write(None)), []);
    }
    // An article without claims has no spans to cut and no key.
    let mut desk = Desk::with(BOATS);
    desk.state.settings.assigning.key = "sealed".to_owned();
    desk.state.settings.assigning.is_cut = true;
    open(&mut desk, AssignAction::NewAssignment, Target::Free);
    assert!(
        !form(&desk).choice.is_cut && form(&desk).choice.key == KeyChoice::None,
        "what was chosen last cannot be had"
    );
    assert!(form(&desk).checked.cut.is_err() && form(&desk).is_ready());
    open(&mut Desk::with(BOATS), AssignAction::SaveKey, Target::Free);
}

#[test]
fn nothing_goes_over_what_may_be_somebodys_work() {
    let review = |made| Target::Review { words: "a review without a task", made, claims: 4 };
    let table: [(AssignAction, Result<Target, String>, Option<bool>); 7] = [
        (AssignAction::NewAssignment, Ok(Target::Free), Some(true)),
        (AssignAction::NewAssignment, Ok(Target::File), Some(false)),
        (AssignAction::NewAssignment, Ok(review(Some(Made::Assignment))), Some(false)),
        (AssignAction::NewAssignment, Ok(review(Some(Made::Key))), None),
        (AssignAction::SaveKey, Ok(review(Some(Made::Key))), Some(false)),
        (AssignAction::SaveKey, Ok(review(None)), None),
        (AssignAction::SaveKey, Err("There is no folder".to_owned()), None),
    ];
    for (action, target, ready) in table {
        let mut desk = Desk::with_claims(&CLAIMS);
        let effects = desk.act(Action::Assign(action));
        assert!(!form(&desk).is_ready(), "nothing is known of the place yet");
        answer(&mut desk, &effects, target.clone());
        assert_eq!(form(&desk).is_ready(), ready == Some(true), "{target:?}");
        assign(&mut desk, AssignCommand::Replace(true));
        assert_eq!(form(&desk).is_ready(), ready.is_some(), "{target:?}");
    }
    // The file of the open review least of all, and an answer about another place is none about this one.
    let mut desk = Desk::with_claims(&CLAIMS);
    desk.saved("/desk/boats.claims.json");
    let old = desk.act(Action::Assign(AssignAction::SaveKey));
    let own = assign(&mut desk, AssignCommand::Place(PathBuf::from("/desk/boats.claims.json")));
    answer(&mut desk, &old, Ok(Target::Free));
    assert_eq!(form(&desk).place.seen, None);
    answer(&mut desk, &own, Ok(Target::Free));
    assert!(matches!(&form(&desk).place.seen, Some(Seen::Refused(words)) if words.contains("review that is open")));
    assign(&mut desk, AssignCommand::Replace(true));
    assert_eq!(assign(&mut desk, AssignCommand::Write(None)), []);
}

#[test]
fn what_is_being_made_is_stopped_before_the_form_is_left() {
    let mut desk = Desk::with_claims(&CLAIMS);
    open(&mut desk, AssignAction::NewAssignment, Target::Free);
    choose(&mut desk, |choice| choice.key = KeyChoice::Sealed);
    let effects = assign(&mut desk, AssignCommand::Write(Some(secret())));
    let (number, _) = what(&effects).expect("something to write");
    let effects = desk.act(Action::Escape);
    assert!(effects.contains(&Effect::Assign(AssignEffect::Stop)));
    assert!(matches!(&form(&desk).phase, AssignPhase::Failed(words) if words.contains("nothing was written")));
    assign(&mut desk, AssignCommand::Written { number, path: PathBuf::from("late"), is_confirmed: true });
    assert!(matches!(form(&desk).phase, AssignPhase::Failed(_)), "what comes late is not waited for");
    desk.act(Action::Escape);
    assert_eq!(desk.state.overlay, None);
}

#[test]
fn passwords_are_judged_by_length_and_difference() {
    let table = [
        ("", Strength::None),
        ("Xq9$", Strength::Short),
        ("aaaaaaaaaaaaaaaa", Strength::Even),
        ("abcabcabcabcabc", Strength::Even),
        ("heronote", Strength::Fair),
        ("heron otter bridge", Strength::Good),
        ("Überführung der Brücke", Strength::Good),
    ];
    for (password, strength) in table {
        assert_eq!(Strength::of(password), strength, "{password}");
        assert_eq!(strength.is_enough(), strength >= Strength::Fair);
    }
    assert_eq!(format!("{:?}", secret()), "Secret");
}

/// A key of the boats.
fn key() -> Desk {
    let mut desk = Desk::with_claims(&CLAIMS);
    assign(&mut desk, AssignCommand::Key(KeyChange::Begin));
    desk
}

fn entry_of(desk: &Desk, number: usize) -> Option<KeyEntry> {
    let claim = desk.review().claims().in_order()[number].id;
    desk.review().role().and_then(Role::key).expect("a key").entry(claim).cloned()
}

#[test]
fn what_a_key_says_of_a_claim_is_an_edit_that_is_undone_saved_and_read_again() {
    let mut desk = key();
    let claim = desk.review().claims().in_order()[1].id;
    desk.tell(Command::FocusClaim(claim));
    let before = desk.review().clone();
    desk.select("The boats stay in. The boats rot.");
    let steps = desk.steps().len();
    assert!(records(&desk.act(Action::Assign(AssignAction::AddAlternative))), "the journal has it");
    for change in [
        EntryChange::Note("A fact".to_owned()),
        EntryChange::Note("A fact that can be looked at".to_owned()),
        EntryChange::Rule(Some("is-ought".to_owned())),
        EntryChange::AlternativeTag(0, Tag::Commentary),
        EntryChange::AlternativeSpeaker(0, "Mara Lind".to_owned()),
    ] {
        assert!(records(&assign(&mut desk, AssignCommand::Entry(claim, change.clone()))), "{change:?}");
    }
    desk.act(Action::Assign(AssignAction::Optional));
    let entry = entry_of(&desk, 1).expect("an entry");
    assert!(entry.optional && entry.note.ends_with("looked at") && entry.rule.as_deref() == Some("is-ought"));
    let [alternative] = entry.alternatives.as_slice() else { panic!("{entry:?}") };
    assert_eq!((alternative.tag, alternative.segments.placed().len()), (Tag::Commentary, 1));
    let speaker = alternative.speaker.and_then(|id| desk.review().speaker(id)).expect("a speaker");
    assert_eq!(speaker.name, "Mara Lind");
    // One sitting at the note is one step.
    assert_eq!(desk.steps().len() - steps, 6);
    let bytes = store::encode(desk.review(), &Carried::default()).expect("bytes");
    let again = store::decode(&bytes).expect("a review");
    assert!(again.faults.is_empty(), "{:?}", again.faults);
    assert_eq!(again.review.role(), desk.review().role());
    for _ in 0..6 {
        desk.act(Action::Undo);
    }
    assert_eq!(*desk.review(), before);
    for _ in 0..6 {
        desk.act(Action::Redo);
    }
    assert_eq!(entry_of(&desk, 1), Some(entry));
}

#[test]
fn alternatives_differ_from_the_claim_and_from_one_another_and_are_no_more_than_the_most() {
    let mut desk = key();
    let claim = desk.review().claims().in_order()[1].id;
    desk.tell(Command::FocusClaim(claim));
    let places = |desk: &Desk| entry_of(desk, 1).map_or(0, |entry| entry.alternatives.len());
    // Without a selection it is the claim's own words with each other tag, and then there is no more.
    let head = desk.document().selection.head;
    desk.tell(Command::PlaceCaret { at: head, extend: false });
    for expected in [1, 2, 2] {
        desk.act(Action::Assign(AssignAction::AddAlternative));
        assert_eq!(places(&desk), expected);
    }
    assert!(desk.notices().iter().any(|words| words.contains("are the same")), "{:?}", desk.notices());
    // One that would become another is refused, and stays as it is.
    let entry = entry_of(&desk, 1);
    let other = entry.as_ref().map(|entry| entry.alternatives[1].tag).expect("a tag");
    assert_eq!(assign(&mut desk, AssignCommand::Entry(claim, EntryChange::AlternativeTag(0, other))), []);
    assert_eq!(entry_of(&desk, 1), entry);
    for words in ["boats stay", "stay in", "The boats stay", "in.", "boats", "The", "stay in. The boats", "rot."] {
        desk.select(words);
        desk.act(Action::Assign(AssignAction::AddAlternative));
    }
    assert_eq!(places(&desk), MOST_ALTERNATIVES);
    assert!(desk.notices().iter().any(|words| words.contains("at most 8 alternatives")), "{:?}", desk.notices());
    for _ in 0..=MOST_ALTERNATIVES {
        assign(&mut desk, AssignCommand::Entry(claim, EntryChange::RemoveAlternative(0)));
    }
    assert_eq!(entry_of(&desk, 1), None, "an entry that says nothing is left out");
}

#[test]
fn a_claim_that_goes_takes_along_what_the_key_says_of_it() {
    let mut desk = key();
    let claim = desk.review().claims().in_order()[0].id;
    desk.tell(Command::FocusClaim(claim));
    desk.act(Action::Assign(AssignAction::Optional));
    let before = desk.review().clone();
    desk.act(Action::DeleteClaim);
    assert_eq!(desk.review().role().and_then(Role::key).expect("a key").entries().count(), 0);
    let bytes = store::encode(desk.review(), &Carried::default()).expect("bytes");
    assert!(store::decode(&bytes).expect("a review").faults.is_empty());
    desk.act(Action::Undo);
    assert_eq!(*desk.review(), before, "both come back in one step");
}

#[test]
fn tolerance_and_passages_hold_for_the_key_as_a_whole() {
    let mut desk = key();
    let tolerance = Tolerance { punctuation: true, determiners: false, quotation_marks: true };
    assert!(records(&assign(&mut desk, AssignCommand::Key(KeyChange::Tolerance(tolerance)))));
    desk.select("The boats stay in.");
    desk.act(Action::Assign(AssignAction::AddPassage));
    desk.select("Nobody asked the crews.");
    desk.act(Action::Assign(AssignAction::AddPassage));
    let passages = |desk: &Desk| {
        let key = desk.review().role().and_then(Role::key).expect("a key");
        let text = desk.review().article().text();
        key.passages().iter().map(|span| text.slice(*span).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(passages(&desk), ["The boats stay in.", "Nobody asked the crews."]);
    assert_eq!(desk.review().role().and_then(Role::key).expect("a key").tolerance, tolerance);
    open(&mut desk, AssignAction::SaveKey, Target::Free);
    assert!(form(&desk).checked.key.is_ok());
    assign(&mut desk, AssignCommand::Key(KeyChange::RemovePassage(0)));
    assert_eq!(passages(&desk), ["Nobody asked the crews."]);
    // Nothing that is expected lies there any more, which is said before anything is written.
    assert!(form(&desk).checked.key.is_err() && !form(&desk).is_ready());
    assign(&mut desk, AssignCommand::Key(KeyChange::End));
    assert_eq!(desk.review().role(), None);
    desk.act(Action::Undo);
    assert_eq!(passages(&desk), ["Nobody asked the crews."]);
}

#[test]
fn only_a_key_has_key_entries() {
    let mut desk = Desk::with_claims(&CLAIMS);
    let claim = desk.review().claims().in_order()[0].id;
    desk.tell(Command::FocusClaim(claim));
    for action in [AssignAction::AddAlternative, AssignAction::Optional, AssignAction::AddPassage] {
        let entry = claimlight::app::table::entry(Action::Assign(action)).expect("an entry");
        assert!(!entry.is_enabled(&desk.state), "{action:?}");
    }
    assert_eq!(assign(&mut desk, AssignCommand::Entry(claim, EntryChange::Optional(true))), []);
    assert!(desk.notices().iter().any(|words| words.contains("not an answer key")), "{:?}", desk.notices());
    assign(&mut desk, AssignCommand::Key(KeyChange::Begin));
    let entry = claimlight::app::table::entry(Action::Assign(AssignAction::Optional)).expect("an entry");
    assert!(entry.is_enabled(&desk.state));
}

/// What Ann and Bo marked.
const ANN: [(Tag, &str); 2] = [(Tag::Assertion, "The boats stay in."), (Tag::Commentary, "Nobody asked")];
const BO: [(Tag, &str); 2] = [(Tag::Commentary, "The boats stay in."), (Tag::Quote, "and we made it.")];

/// Ann's review, saved, with Bo's beside it.
fn ann_and_bo() -> Desk {
    let mut desk = Desk::with_claims(&ANN);
    desk.tell(Command::RenameReviewer("Ann".to_owned()));
    desk.saved("/desk/ann.claims.json");
    put_beside(&mut desk, "/desk/bo.claims.json", review_of(BOATS, "Bo", &BO));
    desk
}

fn reason(desk: &mut Desk, words: &str) {
    desk.tell(Command::Reviews(ReviewsCommand::Reason(words.to_owned())));
}

#[test]
fn the_agreed_version_is_under_both_names_with_every_reason_and_what_is_open() {
    let mut desk = ann_and_bo();
    reason(&mut desk, "She speaks of what is there to see");
    desk.act(Action::Settle(Settlement::Theirs));
    desk.act(Action::Settle(Settlement::Mine));
    open(&mut desk, AssignAction::WriteAgreed, Target::Free);
    let agreeing = form(&desk).agreeing.clone().expect("what was settled");
    assert_eq!(agreeing.names, "Ann and Bo");
    assert_eq!(agreeing.files, ["ann.claims.json", "bo.claims.json"]);
    assert_eq!((agreeing.settled.len(), agreeing.without_reason(), agreeing.open.len()), (2, 1, 1));
    assert_eq!(form(&desk).place.words, "/desk/ann-and-bo.claims.json");
    let effects = assign(&mut desk, AssignCommand::Write(None));
    assert!(records(&effects));
    let saves = effects.iter().find_map(|effect| match effect {
        Effect::Save(target) => Some(target.clone()),
        _ => None,
    });
    let target = saves.expect("it is saved");
    assert_eq!((target.path.to_str(), target.replace), (Some("/desk/ann-and-bo.claims.json"), false));
    let review = desk.review();
    assert_eq!(review.reviewer(), "Ann and Bo");
    let authors: Vec<Option<&str>> = review.claims().in_order().iter().map(|claim| claim.author.as_deref()).collect();
    assert!(authors.iter().all(Option::is_some), "whoever made a claim is known: {authors:?}");
    let open: Vec<&str> = review
        .claims()
        .in_order()
        .iter()
        .filter(|claim| claim.labels.iter().any(|label| label == NOT_SETTLED))
        .map(|claim| claim.tag.name())
        .collect();
    assert_eq!(open.len(), 1);
    let reasons: Vec<&str> = review
        .history()
        .iter()
        .filter(|entry| entry.edit == "merge")
        .filter_map(|entry| entry.reason.as_deref())
        .collect();
    assert_eq!(reasons, ["She speaks of what is there to see"]);
    assert_eq!(review.history().iter().filter(|entry| entry.edit == "merge_open").count(), 1);
    desk.saved("/desk/ann-and-bo.claims.json");
    let AssignPhase::Written(outcome) = &form(&desk).phase else { panic!("{:?}", form(&desk).phase) };
    let mind = outcome.mind.join("\n");
    assert!(mind.contains("“ann.claims.json” and “bo.claims.json” are as they were"), "{mind}");
    // From now on it is the agreed version that is saved.
    desk.act(Action::Escape);
    let effects = desk.act(Action::Save);
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Save(target) if target.path.ends_with("ann-and-bo.claims.json")))
    );
    desk.act(Action::Undo);
    assert_eq!(desk.review().reviewer(), "Ann", "it is one step");
}

#[test]
fn the_agreed_version_takes_no_place_of_either() {
    let mut desk = ann_and_bo();
    desk.act(Action::Settle(Settlement::Mine));
    open(&mut desk, AssignAction::WriteAgreed, Target::Free);
    for (path, target) in [
        ("/desk/ann.claims.json", Ok(Target::Free)),
        ("/desk/bo.claims.json", Ok(Target::Free)),
        ("/desk/other.claims.json", Ok(Target::Review { words: "a submission", made: None, claims: 2 })),
    ] {
        let effects = assign(&mut desk, AssignCommand::Place(PathBuf::from(path)));
        answer(&mut desk, &effects, target);
        assign(&mut desk, AssignCommand::Replace(true));
        assert_eq!(assign(&mut desk, AssignCommand::Write(None)), [], "{path}");
    }
    assert_eq!(desk.review().reviewer(), "Ann");
    // Alone, nobody agrees with anybody.
    let mut alone = Desk::with_claims(&ANN);
    alone.act(Action::Show(View::Compare));
    let entry = claimlight::app::table::entry(Action::Assign(AssignAction::WriteAgreed)).expect("an entry");
    assert!(!entry.is_enabled(&alone.state));
    alone.act(Action::Assign(AssignAction::WriteAgreed));
    assert!(alone.state.overlay.is_none() && !alone.notices().is_empty());
}

#[test]
fn a_reason_is_asked_for_where_this_is_wanted() {
    let mut desk = ann_and_bo();
    assert_eq!(assign(&mut desk, AssignCommand::AskForReasons(true)), [Effect::SaveSettings]);
    let before = desk.review().clone();
    for action in [Action::Settle(Settlement::Mine), Action::Settle(Settlement::Theirs), Action::Tag(Tag::Quote)] {
        assert_eq!(desk.act(action), [Effect::Focus(PlaceOfFocus::Reason)], "{action:?}");
    }
    desk.act(Action::TakeAllUntaken);
    assert_eq!(*desk.review(), before);
    reason(&mut desk, "Both are right");
    assert!(records(&desk.act(Action::Settle(Settlement::Mine))));
    assert_eq!(desk.review().history().last().and_then(|entry| entry.reason.as_deref()), Some("Both are right"));
}

fn calibration() -> Calibration {
    let gate = Gate { measure: GateMeasure::StrictF1, least: 0.8 };
    Calibration { sha256: "a".repeat(64), name: "the key of bo.claims.json".to_owned(), gate }
}

/// Answers what is to be measured, as the runtime does.
fn measure(desk: &mut Desk, effects: &[Effect]) -> Vec<Effect> {
    let number = effects.iter().find_map(|effect| match effect {
        Effect::Measure(number) => Some(*number),
        _ => None,
    });
    let reviews = &desk.document().reviews;
    let collated = reviews.to_collate(&desk.document().review).expect("something to measure");
    let figures = claimlight::app::Figures::of(&collated, reviews.calibration());
    drop(collated);
    desk.tell(Command::Reviews(ReviewsCommand::Measured(number.expect("a measurement"), Arc::new(figures))))
}

fn standing(review: &Review) -> Option<Standing> {
    let bytes = store::encode(review, &Carried::default()).expect("bytes");
    Standing::of(&store::decode(&bytes).expect("a review").review)
}

#[test]
fn a_calibration_stands_in_the_file_before_and_after_it_is_reached() {
    let mut desk = ann_and_bo();
    let effects = desk.tell(Command::Reviews(ReviewsCommand::Calibrate(Some(calibration()))));
    assert!(records(&effects));
    let kept = standing(desk.review()).expect("a calibration in the file");
    assert_eq!((&kept.calibration, kept.reached), (&calibration(), None));
    let mut again = Desk::empty();
    again.tell(Command::Arrived(Box::new(Arrival { review: desk.review().clone(), ..arrival(BOATS) })));
    let words =
        "This review is not calibrated yet: F1, tag and place of at least 0.800 with “the key of bo.claims.json”";
    assert!(again.notices().iter().any(|notice| notice.starts_with(words)), "{:?}", again.notices());
    measure(&mut desk, &effects);
    assert_eq!(
        desk.document().reviews.standing().map(|standing| standing.reached),
        Some(None),
        "it is not reached yet"
    );
    let mut effects = Vec::new();
    for _ in 0..3 {
        effects.extend(desk.act(Action::Settle(Settlement::Theirs)));
    }
    let effects: Vec<Effect> = effects.into_iter().rev().collect();
    let noted = measure(&mut desk, &effects);
    assert!(records(&noted), "that it is reached is an edit");
    let (_, figure) = standing(desk.review()).and_then(|standing| standing.reached).expect("when it was reached");
    assert!(figure >= 0.8);
    assert!(desk.notices().iter().any(|words| words.starts_with("The calibration is reached")));
    // Taken back, it stays taken back until somebody notes it.
    let effects = desk.act(Action::Undo);
    assert!(!records(&measure(&mut desk, &effects)));
    assert_eq!(standing(desk.review()).and_then(|standing| standing.reached), None);
    assert!(records(&desk.tell(Command::Reviews(ReviewsCommand::NoteReached))));
    // Another one begins anew, and one that was ended is none.
    let other = Calibration { gate: Gate { least: 0.9, ..calibration().gate }, ..calibration() };
    desk.tell(Command::Reviews(ReviewsCommand::Calibrate(Some(other.clone()))));
    let kept = standing(desk.review()).expect("a calibration");
    assert_eq!((kept.calibration, kept.reached), (other, None));
    desk.tell(Command::Reviews(ReviewsCommand::Calibrate(None)));
    assert_eq!(standing(desk.review()), None);
}

#[test]
fn a_calibration_is_measured_with_the_very_file_alone() {
    let mut desk = ann_and_bo();
    let other = Calibration { sha256: "b".repeat(64), ..calibration() };
    let effects = desk.tell(Command::Reviews(ReviewsCommand::Calibrate(Some(other))));
    assert!(desk.document().reviews.standing().is_some() && desk.document().reviews.calibration().is_none());
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Measure(_))));
    assert!(
        !records(&desk.tell(Command::Reviews(ReviewsCommand::NoteReached))),
        "nothing is measured that could be noted"
    );
}
