//! What becomes of claims that two reviewers made differently: each way of settling, what it leaves alone, and what the history keeps.

use claimlight::{
    claim::{Claim, ClaimId, Tag},
    compare::{Continuum, Figure, Gate, GateMeasure, Undefined, Unit, placed},
    review::{
        Refusal, Review,
        operations::{self, Contested, Settlement, Settlements},
    },
    text::ByteIndex,
};
use jiff::Timestamp;

use crate::desk::Desk;

const TEXT: &str = "The ferry sank.\n\nNobody was hurt, said Mara Tolund. It will rain. The mayor denies the story.";

/// A review with claims on these words, numbered in the order given.
fn desk(claims: &[(Tag, &str)]) -> (Desk, Vec<ClaimId>) {
    let mut desk = Desk::new(TEXT);
    let ids = claims.iter().map(|(tag, words)| claim(&mut desk, *tag, words)).collect();
    (desk, ids)
}

fn claim(desk: &mut Desk, tag: Tag, words: &str) -> ClaimId {
    let span = span(desk, words);
    let (edit, id) = desk.make(|review, stamp| operations::tag(review, tag, &[span], stamp)).expect("a claim");
    desk.review.apply(&edit).expect("it fits");
    id
}

fn span(desk: &Desk, words: &str) -> claimlight::text::Span {
    let at = TEXT.find(words).expect("the words");
    desk.text().span(ByteIndex::new(at)..ByteIndex::new(at + words.len())).expect("a span")
}

/// The claims in text order, with who made them.
fn said(review: &Review) -> Vec<String> {
    let of = |claim: &Claim| {
        let words = claim.segments.placed().iter().map(|span| review.article().text().slice(*span));
        let by = claim.author.as_deref().map(|author| format!(" ({author})")).unwrap_or_default();
        format!("{}: {}{by}", claim.tag.letter(), words.collect::<Vec<_>>().join(" … "))
    };
    review.claims().in_order().iter().map(|claim| of(claim)).collect()
}

#[test]
fn each_way_of_settling_leaves_what_it_says_and_is_undone_in_one_step() {
    let (mine, theirs) = ("Nobody was hurt", "Nobody was hurt,");
    let table = [
        (Settlement::Mine, vec!["A: Nobody was hurt"]),
        (Settlement::Theirs, vec!["Q: Nobody was hurt, (Bo)"]),
        (Settlement::Both, vec!["Q: Nobody was hurt, (Bo)", "A: Nobody was hurt"]),
    ];
    for (how, expected) in table {
        let (mut desk, own) = desk(&[(Tag::Assertion, mine)]);
        let (other, of_other) = self::desk(&[(Tag::Quote, theirs)]);
        let before = desk.review.clone();
        let contested = Contested { mine: &own, theirs: &of_other, other: &other.review, author: "Bo" };
        let undo = desk
            .act(|review, stamp| operations::settle(review, &contested, how, " as agreed ", stamp))
            .expect("it is settled");
        assert_eq!(said(&desk.review), expected, "{how:?}");
        let reasons: Vec<_> = desk.review.history().iter().filter(|entry| entry.edit == "merge").collect();
        assert!(reasons.iter().all(|entry| entry.reason.as_deref() == Some("as agreed")), "{how:?}");
        assert_eq!(Settlements::of(&desk.review).how(&contested), Some(how));
        desk.review.revert(undo);
        assert_eq!(desk.review, before, "{how:?}");
        assert_eq!(Settlements::of(&desk.review).how(&contested), None);
    }
}

#[test]
fn a_claim_that_one_has_alone_is_kept_dropped_left_or_taken() {
    let (mut own, ids) = desk(&[(Tag::Assertion, "It will rain")]);
    let (other, _) = desk(&[]);
    let contested = Contested { mine: &ids, theirs: &[], other: &other.review, author: "Bo" };
    own.act(|review, stamp| operations::settle(review, &contested, Settlement::Mine, "", stamp)).expect("kept");
    assert_eq!(said(&own.review), ["A: It will rain"]);
    own.act(|review, stamp| operations::settle(review, &contested, Settlement::Theirs, "", stamp)).expect("dropped");
    assert!(said(&own.review).is_empty());

    let (mut own, _) = desk(&[]);
    let (other, theirs) = desk(&[(Tag::Commentary, "It will rain")]);
    let contested = Contested { mine: &[], theirs: &theirs, other: &other.review, author: "Bo" };
    own.act(|review, stamp| operations::settle(review, &contested, Settlement::Mine, "", stamp)).expect("left");
    assert!(said(&own.review).is_empty());
    assert_eq!(Settlements::of(&own.review).how(&contested), Some(Settlement::Mine));
    own.act(|review, stamp| operations::settle(review, &contested, Settlement::Theirs, "", stamp)).expect("taken");
    assert_eq!(said(&own.review), ["C: It will rain (Bo)"]);
}

#[test]
fn several_claims_are_replaced_by_one_and_one_by_several() {
    let whole = "The mayor denies the story";
    let parts = [(Tag::Assertion, "The mayor denies"), (Tag::Assertion, "the story")];
    for (mine, theirs, expected) in [
        (vec![(Tag::Assertion, whole)], parts.to_vec(), vec!["A: The mayor denies (Bo)", "A: the story (Bo)"]),
        (parts.to_vec(), vec![(Tag::Assertion, whole)], vec!["A: The mayor denies the story (Bo)"]),
    ] {
        let (mut own, ids) = desk(&mine);
        let (other, of_other) = desk(&theirs);
        let contested = Contested { mine: &ids, theirs: &of_other, other: &other.review, author: "Bo" };
        own.act(|review, stamp| operations::settle(review, &contested, Settlement::Theirs, "", stamp)).expect("taken");
        assert_eq!(said(&own.review), expected);
    }
}

#[test]
fn both_of_one_tag_that_share_text_are_refused_and_nothing_changes() {
    let (mut own, ids) = desk(&[(Tag::Assertion, "The mayor denies")]);
    let (other, theirs) = desk(&[(Tag::Assertion, "The mayor denies the story")]);
    let before = own.review.clone();
    let contested = Contested { mine: &ids, theirs: &theirs, other: &other.review, author: "Bo" };
    let refused = own.act(|review, stamp| operations::settle(review, &contested, Settlement::Both, "", stamp));
    assert!(matches!(refused, Err(Refusal::Overlap { .. })));
    assert_eq!(own.review, before);
}

#[test]
fn a_third_claim_takes_other_words_or_another_tag_and_keeps_its_id() {
    let (mut own, ids) = desk(&[(Tag::Assertion, "The mayor denies")]);
    let (other, theirs) = desk(&[(Tag::Quote, "denies the story")]);
    let contested = Contested { mine: &ids, theirs: &theirs, other: &other.review, author: "Bo" };
    let words = span(&own, "mayor denies the");
    for (tag, spans, expected) in
        [(Tag::Assertion, vec![words], "A: mayor denies the"), (Tag::Commentary, vec![], "C: mayor denies the")]
    {
        let (edit, id) = own
            .make(|review, stamp| operations::settle_anew(review, &contested, tag, &spans, "", stamp))
            .expect("a third");
        own.review.apply(&edit).expect("it fits");
        assert_eq!((id, said(&own.review)), (ids[0], vec![expected.to_owned()]));
        assert_eq!(Settlements::of(&own.review).how(&contested), Some(Settlement::New));
    }
    let same = own.make(|review, stamp| operations::settle_anew(review, &contested, Tag::Commentary, &[], "", stamp));
    assert_eq!(same.map(|(edit, _)| edit), Err(Refusal::Unchanged));
}

#[test]
fn what_does_not_conflict_is_taken_over_with_its_speaker_and_its_first_author() {
    let (mut own, _) = desk(&[(Tag::Assertion, "The mayor denies the story")]);
    let (mut other, theirs) =
        desk(&[(Tag::Quote, "Nobody was hurt,"), (Tag::Assertion, "the story"), (Tag::Commentary, "It will rain")]);
    other.act(|review, stamp| operations::set_speaker(review, &theirs[..1], "Mara Tolund", stamp)).expect("a speaker");
    let first = Contested { mine: &[], theirs: &theirs[2..], other: &other.review, author: "Bo" };
    let (mut third, _) = desk(&[]);
    third.act(|review, stamp| operations::settle(review, &first, Settlement::Theirs, "", stamp)).expect("taken");
    let before = own.review.clone();
    own.act(|review, stamp| {
        operations::take_over(review, &other.review, "Bo", &theirs, stamp).map(|(edit, count)| {
            assert_eq!(count, 2, "the one that shares text with one of its tag is left");
            edit
        })
    })
    .expect("taken over");
    assert_eq!(
        said(&own.review),
        ["Q: Nobody was hurt, (Bo)", "C: It will rain (Bo)", "A: The mayor denies the story"]
    );
    let speaker = own.review.claims().in_order()[0].speaker.and_then(|id| own.review.speaker(id));
    assert_eq!(speaker.map(|speaker| speaker.name.as_str()), Some("Mara Tolund"));
    let kept = before.claims().in_order().iter().all(|claim| own.review.claims().get(claim.id) == Some(claim));
    assert!(kept, "nothing of the reviewer's own changes");
    // Who takes a claim from somebody who took it names its first author.
    let of_third: Vec<ClaimId> = third.review.claims().in_order().iter().map(|claim| claim.id).collect();
    let (mut fourth, _) = desk(&[]);
    fourth
        .act(|review, stamp| operations::take_over(review, &third.review, "Cy", &of_third, stamp).map(|(edit, _)| edit))
        .expect("taken over");
    assert_eq!(said(&fourth.review), ["C: It will rain (Bo)"]);
}

#[test]
fn the_gate_is_reached_from_its_threshold_on() {
    let figure = |value: Option<f64>| match value {
        Some(value) => Figure::new(value, Unit::Word),
        None => Figure::undefined(Undefined::Nothing, Unit::Word),
    };
    let gate = Gate { measure: GateMeasure::Alpha, least: 0.75 };
    for (value, expected) in [
        (Some(0.75), Some(true)),
        (Some(0.749_6), Some(true)),
        (Some(0.749), Some(false)),
        (Some(1.0), Some(true)),
        (Some(-0.2), Some(false)),
        (None, None),
    ] {
        assert_eq!(gate.is_reached_by(figure(value)), expected, "{value:?}");
    }
}

#[test]
fn a_review_of_another_text_is_carried_over_counted_and_one_of_another_article_refused() {
    let continuum = |desk: &Desk| Continuum::new(desk.text());
    let (own, _) = desk(&[]);
    let hashes = |_review: &Review| (String::new(), String::new());
    let place = |review: Review| {
        placed(review, own.review.article(), &continuum(&own), hashes, Timestamp::UNIX_EPOCH, |_phase| true)
    };
    let mut other = Desk::new("Another head.\n\nNobody was hurt, said Mara Tolund. It will rain.");
    let words = "It will rain";
    let at = other.text().as_str().find(words).expect("the words");
    let words = other.text().span(ByteIndex::new(at)..ByteIndex::new(at + words.len())).expect("a span");
    other
        .act(|review, stamp| operations::tag(review, Tag::Commentary, &[words], stamp).map(|(edit, _)| edit))
        .expect("a claim");
    let found = place(other.review).expect("it is of one article");
    assert_eq!(found.carried.map(|carried| (carried.same + carried.moved, carried.lost)), Some((1, 0)));
    assert_eq!(said(&found.review), ["C: It will rain"]);
    let stranger = Desk::new("Nothing of it").review;
    assert!(place(stranger).is_err());
}
