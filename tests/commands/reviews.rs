//! Reviews beside the open one: read, held against each other, listed, closed; what is settled is kept, and nothing else changes.

use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

use claimlight::{
    app::{
        Action, Command, Effect, FailedReview, Listed, Measuring, Opposed, OtherReview, Question, ReviewsCommand,
        RowKind, Tab, View, table::entry,
    },
    claim::Tag,
    compare::{Continuum, FindingKind, Gamma, GammaOptions, Layer},
    review::{Review, operations::Settlement},
};

use crate::support::{BOATS, Desk, records};

/// What Ann marked in the boats.
const ANN: [(Tag, &str); 3] = [
    (Tag::Assertion, "The harbour is shut."),
    (Tag::Assertion, "The boats stay in."),
    (Tag::Commentary, "Nobody asked"),
];

/// What Bo marked.
const BO: [(Tag, &str); 3] = [
    (Tag::Assertion, "The harbour is shut."),
    (Tag::Commentary, "The boats stay in."),
    (Tag::Quote, "and we made it."),
];

fn tell(desk: &mut Desk, command: ReviewsCommand) -> Vec<Effect> {
    desk.tell(Command::Reviews(command))
}

/// The reading that is asked for.
fn asked(effects: &[Effect]) -> (u64, Vec<PathBuf>) {
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::ReadReviews { number, files } => Some((*number, files.clone())),
        _ => None,
    });
    asked.expect("a reading that is asked for")
}

/// What the runtime answers about a file.
fn read(desk: &mut Desk, number: u64, file: &str, review: Review, left: usize) -> Vec<Effect> {
    let continuum = Arc::new(Continuum::new(desk.review().article().text()));
    let layer = Layer::of(&review, &continuum).expect("a review of the text");
    let other = OtherReview {
        file: PathBuf::from(file),
        sha256: "a".repeat(64),
        review,
        layer,
        carried: None,
        remarks: Vec::new(),
    };
    tell(desk, ReviewsCommand::Read { number, outcome: Ok(Arc::new(other)), left, continuum })
}

/// A review of the text of a desk by this reviewer; claims whose words are not there are left out.
pub(crate) fn review_of(text: &str, reviewer: &str, claims: &[(Tag, &str)]) -> Review {
    let mut other = Desk::with(text);
    for (tag, words) in claims.iter().filter(|(_, words)| text.contains(words)) {
        other.select(words);
        other.act(Action::Tag(*tag));
    }
    other.tell(Command::RenameReviewer(reviewer.to_owned()));
    other.review().clone()
}

/// Puts a review beside that of the desk.
pub(crate) fn put_beside(desk: &mut Desk, file: &str, review: Review) -> Vec<Effect> {
    let mut effects = tell(desk, ReviewsCommand::With(vec![PathBuf::from(file)]));
    let (number, _) = asked(&effects);
    effects.extend(read(desk, number, file, review, 0));
    effects
}

/// Ann's review with Bo's beside it.
fn ann_and_bo() -> Desk {
    let mut desk = Desk::with_claims(&ANN);
    desk.tell(Command::RenameReviewer("Ann".to_owned()));
    put_beside(&mut desk, "bo.claims.json", review_of(BOATS, "Bo", &BO));
    desk
}

/// The rows that are listed: kinds and tags, the one that is looked at with a star.
fn rows(desk: &Desk) -> Vec<String> {
    let reviews = &desk.document().reviews;
    let row = |number: &usize| {
        let row = &reviews.collation().rows[*number];
        let kind = match row.kind {
            RowKind::Pair { kind, .. } => kind.name().to_owned(),
            RowKind::Stretch { marked, .. } => format!("{marked} of {}", reviews.count()),
        };
        let star = if reviews.current() == Some(*number) { "*" } else { "" };
        let settled = row.settled.map(|how| format!(" {}", how.name())).unwrap_or_default();
        format!("{star}{kind}{settled}")
    };
    reviews.rows().iter().map(row).collect()
}

#[test]
fn what_differs_is_listed_and_the_first_is_looked_at() {
    let desk = ann_and_bo();
    assert_eq!(desk.state.view, View::Compare);
    assert_eq!(rows(&desk), ["*extra", "wrong_tag", "missed"]);
    let reviews = &desk.document().reviews;
    assert_eq!((reviews.collation().count(FindingKind::Correct), reviews.collation().contested()), (1, 3));
    assert_eq!([0, 1].map(|number| reviews.name(desk.review(), number)), ["Ann", "Bo"]);
}

#[test]
fn the_list_is_narrowed_by_kind_tag_and_agreement() {
    let table: [(Listed, &[&str]); 4] = [
        (Listed { agreed: true, ..Listed::default() }, &["correct", "*extra", "wrong_tag", "missed"]),
        (Listed { without: BTreeSet::from([FindingKind::Missed]), ..Listed::default() }, &["*extra", "wrong_tag"]),
        (Listed { tags: BTreeSet::from([Tag::Quote]), ..Listed::default() }, &["*extra"]),
        (Listed { tags: BTreeSet::from([Tag::Assertion]), ..Listed::default() }, &["wrong_tag"]),
    ];
    for (listed, expected) in table {
        let mut desk = ann_and_bo();
        tell(&mut desk, ReviewsCommand::List(listed.clone()));
        assert_eq!(rows(&desk), expected, "{listed:?}");
    }
}

#[test]
fn steps_go_round_the_list_and_reveal_the_place() {
    let mut desk = ann_and_bo();
    for (action, expected, place) in [
        (Action::NextDifference, 1, "The boats stay"),
        (Action::NextDifference, 2, "Nobody"),
        (Action::NextDifference, 0, "and we made"),
        (Action::PreviousDifference, 2, "Nobody"),
    ] {
        assert_eq!(desk.act(action), [Effect::Reveal(desk.at(place))]);
        assert!(rows(&desk)[expected].starts_with('*'), "{:?}", rows(&desk));
    }
    // A click looks at what is there.
    desk.tell(Command::Click(desk.at("The bo|ats stay")));
    assert!(rows(&desk)[1].starts_with('*'));
}

#[test]
fn what_is_settled_is_marked_and_the_next_is_looked_at() {
    for (how, expected) in [
        (Settlement::Mine, vec!["extra", "wrong_tag mine", "*missed"]),
        (Settlement::Theirs, vec!["extra", "*missed"]),
        (Settlement::Both, vec!["extra", "missed both", "*missed"]),
    ] {
        let mut desk = ann_and_bo();
        let before = desk.review().clone();
        let steps = desk.steps().len();
        desk.act(Action::NextDifference);
        tell(&mut desk, ReviewsCommand::Reason("as we said".to_owned()));
        assert!(records(&desk.act(Action::Settle(how))), "{how:?}");
        assert_eq!(rows(&desk), expected, "{how:?}");
        assert_eq!(desk.steps()[steps..], [how.label()]);
        assert_eq!(desk.document().reviews.reason, "", "the reason is used up");
        desk.act(Action::Undo);
        assert_eq!(*desk.review(), before, "{how:?}");
        assert_eq!(rows(&desk).len(), 3, "{how:?}");
    }
}

#[test]
fn a_tag_makes_a_third_claim_of_the_selection_or_of_the_place() {
    let mut desk = ann_and_bo();
    desk.act(Action::NextDifference);
    desk.act(Action::Tag(Tag::Quote));
    assert!(desk.claims().contains(&"quote: The boats stay in.".to_owned()));
    let mut desk = ann_and_bo();
    desk.act(Action::NextDifference);
    desk.select("boats stay");
    desk.act(Action::Tag(Tag::Assertion));
    assert!(desk.claims().contains(&"assertion: boats stay".to_owned()));
    assert_eq!(desk.claims().len(), 3);
}

#[test]
fn only_the_open_review_is_changed_so_nothing_is_settled_between_two_others() {
    let mut desk = ann_and_bo();
    put_beside(&mut desk, "cy.claims.json", review_of(BOATS, "Cy", &ANN));
    let before = desk.review().clone();
    for opposed in [Opposed::Two(1, 2), Opposed::All] {
        tell(&mut desk, ReviewsCommand::Oppose(opposed));
        assert!(!rows(&desk).is_empty());
        for action in [Action::Settle(Settlement::Theirs), Action::TakeAllUntaken] {
            assert!(!entry(action).expect("an entry").is_enabled(&desk.state));
            assert_eq!(desk.act(action), []);
        }
        desk.act(Action::Tag(Tag::Quote));
    }
    assert_eq!(*desk.review(), before);
    tell(&mut desk, ReviewsCommand::Oppose(Opposed::Two(0, 0)));
    assert_eq!(desk.document().reviews.opposed(), Opposed::All, "nobody is held against themselves");
}

#[test]
fn a_file_that_is_closed_leaves_the_others_as_they_were() {
    let mut desk = ann_and_bo();
    put_beside(&mut desk, "cy.claims.json", review_of(BOATS, "Cy", &ANN));
    tell(&mut desk, ReviewsCommand::Oppose(Opposed::Two(0, 2)));
    assert_eq!(rows(&desk), Vec::<String>::new(), "Cy marked what Ann did");
    tell(&mut desk, ReviewsCommand::Close(PathBuf::from("bo.claims.json")));
    assert_eq!(desk.document().reviews.opposed(), Opposed::Two(0, 1));
    assert_eq!(desk.document().reviews.name(desk.review(), 1), "Cy");
    tell(&mut desk, ReviewsCommand::Close(PathBuf::from("cy.claims.json")));
    assert_eq!((desk.document().reviews.count(), rows(&desk).len()), (1, 0));
}

#[test]
fn a_file_that_fails_is_kept_with_its_reason_and_a_late_answer_is_not_taken_in() {
    let mut desk = ann_and_bo();
    let effects = tell(&mut desk, ReviewsCommand::With(vec![PathBuf::from("broken"), PathBuf::from("late")]));
    let (number, files) = asked(&effects);
    assert_eq!(files.len(), 2);
    let continuum = Arc::new(Continuum::new(desk.review().article().text()));
    let failed = FailedReview { file: PathBuf::from("broken"), reason: "It is broken".to_owned() };
    let outcome = Err(failed.clone());
    tell(&mut desk, ReviewsCommand::Read { number, outcome, left: 1, continuum });
    assert_eq!(desk.document().reviews.failed(), [failed]);
    assert_eq!(desk.notices().last(), Some(&"It is broken"));
    assert_eq!(desk.document().reviews.tab, Tab::Claims, "what is there stays in sight");
    let late = review_of(BOATS, "Cy", &ANN);
    read(&mut desk, number - 1, "late", late, 0);
    assert_eq!(desk.document().reviews.count(), 2);
}

#[test]
fn two_reviewers_of_one_name_are_told_apart_by_their_files() {
    let mut desk = ann_and_bo();
    put_beside(&mut desk, "x/bo-2.claims.json", review_of(BOATS, "Bo", &ANN));
    put_beside(&mut desk, "nameless.claims.json", review_of(BOATS, "", &ANN));
    let names: Vec<String> = (0..4).map(|number| desk.document().reviews.name(desk.review(), number)).collect();
    assert_eq!(names, ["Ann", "Bo (bo.claims.json)", "Bo (bo-2.claims.json)", "nameless.claims.json"]);
}

#[test]
fn without_a_dialog_a_path_is_typed() {
    let mut desk = Desk::with(BOATS);
    assert_eq!(desk.act(Action::CompareWith), [Effect::AskWhichReviews]);
    tell(&mut desk, ReviewsCommand::NoDialog);
    assert!(matches!(desk.question(), Question::TypeReviewPath));
    let effects = tell(&mut desk, ReviewsCommand::With(vec![PathBuf::from("bo")]));
    assert!(desk.state.question.is_none());
    assert_eq!(asked(&effects).1, [PathBuf::from("bo")]);
}

#[test]
fn the_open_review_is_changed_whichever_is_taken_for_the_key() {
    let mut desk = ann_and_bo();
    tell(&mut desk, ReviewsCommand::Oppose(Opposed::Two(1, 0)));
    assert_eq!(rows(&desk), ["*missed", "wrong_tag", "extra"]);
    assert!(records(&desk.act(Action::TakeAllUntaken)));
    assert_eq!(rows(&desk), ["*wrong_tag", "extra"]);
    assert!(desk.claims().contains(&"quote: and we made it.".to_owned()));
    desk.act(Action::Settle(Settlement::Theirs));
    assert_eq!(rows(&desk), ["*extra"]);
    assert!(desk.claims().contains(&"commentary: The boats stay in.".to_owned()));
}

#[test]
fn gamma_is_measured_on_demand_and_what_was_stopped_is_not_taken_in() {
    let mut desk = ann_and_bo();
    let number = |effects: &[Effect]| match effects {
        [Effect::MeasureGamma(number)] => *number,
        other => panic!("{other:?}"),
    };
    let first = number(&tell(&mut desk, ReviewsCommand::MeasureGamma));
    tell(&mut desk, ReviewsCommand::GammaGoesOn(first, 3, 31));
    assert_eq!(desk.document().reviews.gamma, Measuring::Underway(3, 31));
    assert_eq!(tell(&mut desk, ReviewsCommand::StopGamma), [Effect::StopGamma]);
    let reviews = &desk.document().reviews;
    let collated = reviews.to_collate(&desk.document().review).expect("two reviews");
    let layers = [&reviews.collation().mine, &collated.others[0].layer];
    let gamma = Gamma::of(&layers, &collated.continuum, &GammaOptions::default(), |_, _| true);
    tell(&mut desk, ReviewsCommand::GammaMeasured(first, gamma));
    assert_eq!(desk.document().reviews.gamma, Measuring::Not, "it was stopped");
    let second = number(&tell(&mut desk, ReviewsCommand::MeasureGamma));
    tell(&mut desk, ReviewsCommand::GammaMeasured(first, gamma));
    assert!(matches!(desk.document().reviews.gamma, Measuring::Underway(..)), "an older one is not taken in");
    tell(&mut desk, ReviewsCommand::GammaMeasured(second, gamma));
    assert_eq!(desk.document().reviews.gamma, Measuring::Done(gamma));
}
