//! The table of claims and the board: what is listed in which order, picking, changing several at once, named filters.

use std::collections::BTreeSet;

use claimlight::{
    app::{
        Action, CheckCommand, CheckField, Command, Effect, Picking, PlaceOfFocus, Question, RowMove, TableCommand,
        Target, View,
    },
    claim::{ClaimId, Priority, StatusGroup, Tag, VerdictKind},
    review::{
        ClaimFilter, Condition,
        listing::{Arrangement, Column, GroupKey, Grouping, Listing, Row, Sort},
        operations::Ask,
    },
    store::TableSettings,
};
use proptest::prelude::*;

use crate::support::{Desk, records};

/// The boats with a quote, two assertions and a commentary, numbered in text order, shown as a table.
fn table() -> Desk {
    let claims = [
        (Tag::Quote, "We had a choice"),
        (Tag::Assertion, "The boats stay in."),
        (Tag::Commentary, "The boats rot."),
        (Tag::Assertion, "Nobody asked the crews."),
    ];
    let mut desk = Desk::with_claims(&claims);
    desk.act(Action::Show(View::Track));
    desk
}

fn tell(desk: &mut Desk, command: TableCommand) -> Vec<Effect> {
    desk.tell(Command::Table(command))
}

/// The rows from top to bottom: claims by number, heads as `|`.
fn rows(desk: &Desk) -> String {
    let listing = &desk.document().tracking.listing;
    let shown = (0..listing.row_count()).filter_map(|number| listing.row(number));
    shown
        .map(|row| match row {
            Row::Head(_) => "|".to_owned(),
            Row::Claim(listed) => listed.number.to_string(),
        })
        .collect()
}

fn claim(desk: &Desk, number: usize) -> ClaimId {
    desk.review().claims().in_order()[number - 1].id
}

/// The numbers of these claims in text order.
fn numbers(desk: &Desk, claims: impl IntoIterator<Item = ClaimId>) -> String {
    claims.into_iter().filter_map(|id| desk.review().claims().position(id)).map(|at| (at + 1).to_string()).collect()
}

fn picked(desk: &Desk) -> String {
    numbers(desk, desk.document().picked_claims())
}

fn focused(desk: &Desk) -> String {
    numbers(desk, desk.document().focus.map(|focus| focus.claim))
}

fn go(desk: &mut Desk, to: RowMove) {
    tell(desk, TableCommand::Go { to, extend: false });
}

fn extend(desk: &mut Desk, to: RowMove) {
    tell(desk, TableCommand::Go { to, extend: true });
}

/// A table in which something stands in every kind of cell.
fn full_table() -> Desk {
    let mut desk = table();
    let [one, two, three, four] = [1, 2, 3, 4].map(|number| claim(&desk, number));
    tell(&mut desk, TableCommand::SetSpeaker(vec![two], "zoe".to_owned()));
    tell(&mut desk, TableCommand::SetSpeaker(vec![four], "Abel".to_owned()));
    tell(&mut desk, TableCommand::AddLabel(vec![one, four], "money".to_owned()));
    desk.tell(Command::Check(CheckCommand::Amend(vec![three], CheckField::Priority(Some(Priority::High)))));
    desk.tell(Command::Check(CheckCommand::Amend(vec![one], CheckField::Priority(Some(Priority::Low)))));
    for (id, kind, label) in [(two, VerdictKind::Content, "false"), (four, VerdictKind::Content, "true")] {
        desk.tell(Command::Check(CheckCommand::Verdict(id, kind, Some(label.to_owned()))));
    }
    desk
}

#[test]
fn rows_are_sorted_by_a_column_and_a_second_time_the_other_way_round() {
    let mut desk = full_table();
    let table = [
        // Empty cells come last either way, and what is alike stays in text order.
        (Column::Number, "4321", "1234"),
        (Column::Tag, "1243", "3241"),
        (Column::Words, "4321", "1234"),
        (Column::Speaker, "4213", "2413"),
        (Column::Priority, "3124", "1324"),
        (Column::Content, "4213", "2413"),
        (Column::Labels, "1423", "1423"),
        (Column::Status, "1324", "2413"),
        (Column::Evidence, "1234", "1234"),
    ];
    for (column, first, second) in table {
        assert_eq!(tell(&mut desk, TableCommand::SortBy(column)), [Effect::SaveSettings]);
        assert_eq!(rows(&desk), first, "{column:?}");
        tell(&mut desk, TableCommand::SortBy(column));
        assert_eq!(rows(&desk), second, "{column:?}, the other way round");
    }
}

#[test]
fn rows_are_grouped_and_groups_fold() {
    let mut desk = full_table();
    for (grouping, expected) in [
        (Grouping::Tag, "|1|24|3"),
        (Grouping::Status, "|13|24"),
        (Grouping::Speaker, "|4|2|13"),
        (Grouping::None, "1234"),
    ] {
        tell(&mut desk, TableCommand::GroupBy(grouping));
        assert_eq!(rows(&desk), expected, "{grouping:?}");
    }
    tell(&mut desk, TableCommand::GroupBy(Grouping::Tag));
    let assertions = GroupKey::Tag(Tag::Assertion);
    tell(&mut desk, TableCommand::Collapse(assertions));
    assert_eq!(rows(&desk), "|1||3");
    assert_eq!(desk.document().tracking.listing.row_of(claim(&desk, 2)), None);
    assert_eq!(desk.document().tracking.listing.len(), 4, "they are still listed");
    tell(&mut desk, TableCommand::Collapse(assertions));
    assert_eq!(rows(&desk), "|1|24|3");
}

#[test]
fn the_list_follows_what_it_hangs_on() {
    let mut desk = table();
    let before = std::sync::Arc::clone(&desk.document().tracking.listing);
    go(&mut desk, RowMove::First);
    assert!(std::sync::Arc::ptr_eq(&before, &desk.document().tracking.listing), "moving lists nothing anew");
    desk.act(Action::DeleteClaim);
    assert_eq!(rows(&desk), "123");
    desk.act(Action::Undo);
    assert_eq!(rows(&desk), "1234");
    desk.tell(Command::Filter(ClaimFilter { tags: vec![Tag::Assertion], ..ClaimFilter::default() }));
    assert_eq!(rows(&desk), "24");
    desk.act(Action::Show(View::Board));
    assert_eq!(
        numbers(
            &desk,
            desk.document()
                .tracking
                .listing
                .group(GroupKey::Status(StatusGroup::ToCheck))
                .iter()
                .map(|listed| listed.id)
        ),
        "24"
    );
}

#[test]
fn movements_go_from_row_to_row_and_reveal_the_claim() {
    let mut desk = table();
    tell(&mut desk, TableCommand::GroupBy(Grouping::Tag));
    let steps = [
        (RowMove::By(1), "1"),
        (RowMove::By(1), "2"),
        (RowMove::By(-1), "1"),
        (RowMove::By(-1), "1"),
        (RowMove::Last, "3"),
        (RowMove::By(1), "3"),
        (RowMove::By(-100), "1"),
        (RowMove::By(3), "4"),
        (RowMove::First, "1"),
    ];
    for (step, expected) in steps {
        go(&mut desk, step);
        assert_eq!(focused(&desk), expected, "{step:?}");
    }
    let effects = tell(&mut desk, TableCommand::Go { to: RowMove::Last, extend: false });
    assert_eq!(effects, [Effect::Reveal(desk.find("The boats rot.").0)]);
}

#[test]
fn a_claim_that_leaves_the_list_leaves_its_place() {
    let mut desk = table();
    desk.tell(Command::Filter(ClaimFilter { groups: vec![StatusGroup::ToCheck], ..ClaimFilter::default() }));
    go(&mut desk, RowMove::First);
    go(&mut desk, RowMove::By(1));
    desk.act(Action::SetStatus(StatusGroup::Checking));
    assert_eq!((focused(&desk).as_str(), rows(&desk).as_str()), ("2", "134"));
    go(&mut desk, RowMove::By(1));
    assert_eq!(focused(&desk), "3", "the one that took its place");
}

#[test]
fn next_and_previous_go_by_the_list_that_is_shown() {
    let mut desk = table();
    tell(&mut desk, TableCommand::SortBy(Column::Tag));
    let walked: String = (0..5)
        .map(|_| {
            desk.act(Action::NextClaim);
            focused(&desk)
        })
        .collect();
    assert_eq!(walked, "12431");
    desk.act(Action::PreviousClaim);
    assert_eq!(focused(&desk), "3");
    desk.act(Action::Show(View::Read));
    desk.act(Action::NextClaim);
    assert_eq!(focused(&desk), "4", "beside the article, by the text");
}

#[test]
fn rows_are_picked_one_by_one_and_along_the_way() {
    let mut desk = table();
    go(&mut desk, RowMove::First);
    for (to, expected) in
        [(RowMove::By(1), "12"), (RowMove::Last, "1234"), (RowMove::By(-2), "12"), (RowMove::First, "1")]
    {
        extend(&mut desk, to);
        assert_eq!(picked(&desk), expected, "{to:?}");
    }
    let four = claim(&desk, 4);
    tell(&mut desk, TableCommand::Pick(four, Picking::Toggle));
    assert_eq!(picked(&desk), "14");
    let three = claim(&desk, 3);
    tell(&mut desk, TableCommand::Pick(three, Picking::UpTo));
    assert_eq!(picked(&desk), "134");
    tell(&mut desk, TableCommand::Pick(four, Picking::Toggle));
    assert_eq!(picked(&desk), "13");
    assert_eq!(desk.act(Action::Escape), [], "Escape lets go first");
    assert_eq!(picked(&desk), "");
    assert_eq!(desk.act(Action::Escape), [Effect::Focus(PlaceOfFocus::View)]);
}

/// What a step is called, and the command that makes it with these claims.
type Change = (&'static str, fn(Vec<ClaimId>) -> Command);

#[test]
fn several_are_changed_in_one_step_and_undone_in_one() {
    let all = |desk: &Desk| [1, 2, 4].map(|number| claim(desk, number)).to_vec();
    let changes: [Change; 7] = [
        ("Change speaker of 3 claims", |claims| Command::Table(TableCommand::SetSpeaker(claims, "Mara".to_owned()))),
        ("Change labels of 3 claims", |claims| Command::Table(TableCommand::AddLabel(claims, " money ".to_owned()))),
        ("Change priority of 3 claims", |claims| {
            Command::Check(CheckCommand::Amend(claims, CheckField::Priority(Some(Priority::High))))
        }),
        ("Set status of 3 claims to “In progress”", |claims| {
            let target = Target::Group(StatusGroup::Checking);
            Command::Check(CheckCommand::TakeTo { claims, target, ask: Ask::default() })
        }),
        ("Set status of 3 claims to “In progress”", |_| Command::Do(Action::SetStatus(StatusGroup::Checking))),
        ("Change tag of 3 claims to commentary", |_| Command::Do(Action::Tag(Tag::Commentary))),
        ("Delete 3 claims", |_| Command::Do(Action::DeleteClaim)),
    ];
    for (name, change) in changes {
        let mut desk = table();
        let before = desk.review().clone();
        let claims = all(&desk);
        desk.tell(Command::PickClaims(claims.clone()));
        let steps = desk.steps().len();
        let effects = desk.tell(change(claims));
        assert!(records(&effects), "{name}");
        assert_eq!(desk.steps()[steps..], [name]);
        desk.act(Action::Undo);
        assert_eq!(*desk.review(), before, "{name} is undone in one step");
    }
}

#[test]
fn of_several_none_is_changed_when_one_may_not_be() {
    let mut desk = full_table();
    let before = desk.review().clone();
    desk.tell(Command::PickClaims(vec![claim(&desk, 1), claim(&desk, 2)]));
    desk.act(Action::SetStatus(StatusGroup::Checked));
    assert_eq!(*desk.review(), before);
    assert!(
        desk.notices().iter().any(|words| words.starts_with("Nothing was changed: 2 of 2")),
        "{:?}",
        desk.notices()
    );
    // What is missing from all is asked for once.
    desk.act(Action::SetStatus(StatusGroup::Waiting));
    assert!(
        desk.state.question.is_none()
            || matches!(desk.question(), Question::Reason { claims, .. } if claims.len() == 2)
    );
    // A verdict belongs to a wording, of several claims too.
    desk.state.question = None;
    desk.act(Action::Tag(Tag::Commentary));
    assert!(matches!(desk.question(), Question::LosesVerdict { .. }));
    assert_eq!(*desk.review(), before);
}

#[test]
fn filters_are_kept_under_a_name_used_and_forgotten() {
    let mut desk = table();
    let assertions = ClaimFilter { tags: vec![Tag::Assertion], ..ClaimFilter::default() };
    desk.tell(Command::Filter(assertions.clone()));
    assert_eq!(tell(&mut desk, TableCommand::KeepFilter("  Assertions ".to_owned())), [Effect::SaveSettings]);
    desk.tell(Command::Filter(ClaimFilter { words: "rot".to_owned(), ..ClaimFilter::default() }));
    tell(&mut desk, TableCommand::KeepFilter("About rot".to_owned()));
    tell(&mut desk, TableCommand::UseFilter("Assertions".to_owned()));
    assert_eq!((desk.document().filter.clone(), rows(&desk)), (assertions, "24".to_owned()));
    let names = |desk: &Desk| -> Vec<String> {
        desk.state.settings.table.filters.iter().map(|kept| kept.name.clone()).collect()
    };
    assert_eq!(names(&desk), ["About rot", "Assertions"]);
    tell(&mut desk, TableCommand::UseFilter("nothing of that name".to_owned()));
    assert_eq!(rows(&desk), "24");
    assert_eq!(tell(&mut desk, TableCommand::KeepFilter(" ".to_owned())), [], "a name is needed");
    tell(&mut desk, TableCommand::ForgetFilter("Assertions".to_owned()));
    assert_eq!(names(&desk), ["About rot"]);
    for number in 0..2 * TableSettings::MAX_FILTERS {
        tell(&mut desk, TableCommand::KeepFilter(format!("{number:03}")));
    }
    assert_eq!(names(&desk).len(), TableSettings::MAX_FILTERS);
    assert!(names(&desk).contains(&"About rot".to_owned()), "none is pushed out by another");
}

#[test]
fn conditions_are_switched_one_by_one() {
    let desk = full_table();
    let conditions = [
        (Condition::Tag(Tag::Assertion), "24", "Tag: Assertion"),
        (Condition::Group(StatusGroup::Checking), "24", "Status: Checking"),
        (Condition::Verdict(VerdictKind::Content, Some("false".to_owned())), "2", "Is it so? False"),
        (Condition::Verdict(VerdictKind::Content, None), "13", "Is it so? No verdict"),
        (Condition::Speaker("ZOE".to_owned()), "2", "Speaker: ZOE"),
        (Condition::Speaker(String::new()), "13", "Speaker: nobody"),
        (Condition::Speaker("somebody else".to_owned()), "", "Speaker: somebody else"),
        (Condition::Label("money".to_owned()), "14", "Label: money"),
        (Condition::Flag("hedged".to_owned()), "", "Flag: Hedged"),
        (Condition::Words("BOATS".to_owned()), "23", "“BOATS”"),
        (Condition::Words("abel".to_owned()), "4", "“abel”"),
    ];
    for (condition, expected, label) in conditions {
        let filter = ClaimFilter::default().toggled(&condition);
        assert_eq!(condition.label(desk.review().schemes()), label);
        assert_eq!(filter.conditions(), std::slice::from_ref(&condition));
        assert!(filter.has(&condition) && !filter.is_empty());
        let claims = desk.review().claims().in_order().iter();
        let passing = claims.filter(|claim| filter.passes(desk.review(), claim)).map(|claim| claim.id);
        assert_eq!(numbers(&desk, passing), expected, "{label}");
        assert_eq!(filter.toggled(&condition), ClaimFilter::default());
    }
}

#[test]
fn columns_are_shown_and_hidden_and_never_all() {
    let mut desk = table();
    tell(&mut desk, TableCommand::ShowColumn(Column::Labels, true));
    tell(&mut desk, TableCommand::ShowColumn(Column::Number, false));
    let shown = |desk: &Desk| desk.state.settings.table.columns.clone();
    assert!(shown(&desk).contains(&Column::Labels) && !shown(&desk).contains(&Column::Number));
    assert!(shown(&desk).is_sorted(), "each in its place");
    for column in Column::ALL {
        tell(&mut desk, TableCommand::ShowColumn(column, false));
    }
    assert_eq!(shown(&desk).len(), 1);
    tell(&mut desk, TableCommand::UsualColumns);
    assert_eq!(shown(&desk), Column::USUAL);
}

fn any_filter() -> impl Strategy<Value = ClaimFilter> {
    let conditions = prop_oneof![
        prop::sample::select(Tag::ALL.to_vec()).prop_map(Condition::Tag),
        prop::sample::select(StatusGroup::ALL.to_vec()).prop_map(Condition::Group),
        prop::sample::select(vec![None, Some("true".to_owned()), Some("false".to_owned())])
            .prop_map(|label| Condition::Verdict(VerdictKind::Content, label)),
        prop::sample::select(vec!["zoe", "Abel", ""]).prop_map(|name| Condition::Speaker(name.to_owned())),
        Just(Condition::Label("money".to_owned())),
        prop::sample::select(vec!["boats", "e", "zz"]).prop_map(|words| Condition::Words(words.to_owned())),
    ];
    prop::collection::vec(conditions, 0..3)
        .prop_map(|conditions| conditions.iter().fold(ClaimFilter::default(), ClaimFilter::toggled))
}

proptest! {
    #[test]
    fn rows_are_what_passes_each_once_in_order(
        filter in any_filter(),
        column in prop::sample::select(Column::ALL.to_vec()),
        descending in any::<bool>(),
        grouping in prop::sample::select(Grouping::ALL.to_vec()),
        folded in prop::collection::btree_set(prop::sample::select(vec![
            GroupKey::Tag(Tag::Assertion),
            GroupKey::Status(StatusGroup::ToCheck),
            GroupKey::Speaker(None),
        ]), 0..3),
    ) {
        let desk = full_table();
        let review = desk.review();
        let arrangement = Arrangement { sort: Sort { column, descending }, grouping, collapsed: folded };
        let listing = Listing::new(review, &filter, &arrangement);
        let passing: BTreeSet<ClaimId> =
            review.claims().in_order().iter().filter(|claim| filter.passes(review, claim)).map(|claim| claim.id).collect();
        let listed: Vec<ClaimId> = listing.claims().iter().map(|listed| listed.id).collect();
        prop_assert_eq!(listed.len(), passing.len());
        prop_assert_eq!(listed.iter().copied().collect::<BTreeSet<_>>(), passing);
        // The groups are a partition, and rows and claims lead to each other.
        let grouped: Vec<ClaimId> =
            listing.groups().iter().flat_map(|group| listing.group(group.key)).map(|listed| listed.id).collect();
        prop_assert_eq!(grouped, listed);
        for number in 0..listing.row_count() {
            match listing.row(number) {
                Some(Row::Claim(listed)) => prop_assert_eq!(listing.row_of(listed.id), Some(number)),
                Some(Row::Head(group)) => prop_assert!(!group.is_empty() && grouping != Grouping::None),
                None => prop_assert!(false, "every number below the count is a row"),
            }
        }
        prop_assert_eq!(listing.row(listing.row_count()), None);
        // Within a group, no claim with an empty cell comes before one with something in it.
        for group in listing.groups() {
            let claims = listing.group(group.key).iter().filter_map(|listed| review.claims().get(listed.id));
            let empty: Vec<bool> = claims.map(|claim| column.words(review, claim, 1).is_empty()).collect();
            prop_assert!(empty.is_sorted(), "{empty:?}");
        }
    }
}
