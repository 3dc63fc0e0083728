//! Whatever a reviewer does can be undone and done again, and a review's claims are found however they came about.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

mod desk;

use std::{cmp::Reverse, sync::Arc};

use claimlight::{
    article::Metadata,
    claim::{Claim, ClaimId, StatusGroup, Tag},
    review::{Edge, Edit, Field, Inverse, Review, operations, same_words},
    text::{ByteIndex, Span},
};
use desk::Desk;
use proptest::{collection::vec, prelude::*, sample::select};
use uuid::Uuid;

/// Something a reviewer does; numbers choose among what is there, positions are bytes of the text.
#[derive(Clone, Debug)]
enum Deed {
    Tag(Tag, Vec<(usize, usize)>),
    TagSame(usize),
    Add(usize, usize, usize),
    Remove(usize, usize),
    Move(usize, usize, Edge, usize),
    Retag(usize, Tag),
    Delete(usize, usize),
    Speaker(usize, &'static str),
    AmendSpeaker(usize),
    Status(usize, StatusGroup),
    Note(usize, &'static str),
    Title(&'static str),
    Reviewer(&'static str),
}

fn deed() -> impl Strategy<Value = Deed> {
    let tag = || select(Tag::ALL.as_slice());
    let place = || (0..LONG_TEXT_BYTES, prop_oneof![4 => 1..60_usize, 1 => 1..5000_usize]);
    let claim = || 0..20_usize;
    let name = || select(["", "Adler", "adler", "Bloom", "the minister"].as_slice());
    prop_oneof![
        6 => (tag(), vec(place(), 1..3)).prop_map(|(tag, places)| Deed::Tag(tag, places)),
        1 => claim().prop_map(Deed::TagSame),
        2 => (claim(), place()).prop_map(|(claim, (start, length))| Deed::Add(claim, start, length)),
        1 => (claim(), 0..3_usize).prop_map(|(claim, number)| Deed::Remove(claim, number)),
        2 => (claim(), 0..3_usize, select([Edge::Start, Edge::End].as_slice()), 0..LONG_TEXT_BYTES)
            .prop_map(|(claim, number, edge, to)| Deed::Move(claim, number, edge, to)),
        2 => (claim(), tag()).prop_map(|(claim, tag)| Deed::Retag(claim, tag)),
        1 => (claim(), claim()).prop_map(|(one, other)| Deed::Delete(one, other)),
        2 => (claim(), name()).prop_map(|(claim, name)| Deed::Speaker(claim, name)),
        1 => (0..3_usize).prop_map(Deed::AmendSpeaker),
        1 => (claim(), select(StatusGroup::ALL.as_slice())).prop_map(|(claim, group)| Deed::Status(claim, group)),
        1 => (claim(), name()).prop_map(|(claim, note)| Deed::Note(claim, note)),
        1 => name().prop_map(Deed::Title),
        1 => name().prop_map(Deed::Reviewer),
    ]
}

/// More than two of the stretches by which claims are looked up.
const LONG_TEXT_BYTES: usize = 6000;

fn long_text() -> String {
    let line = "Ein Löwe schlief, 中文 e\u{301}té 👩‍👩‍👧‍👦 “and a lion woke”. \n";
    line.repeat(LONG_TEXT_BYTES / line.len() + 1)
}

/// Does it, if there is anything to do it to and it is not refused.
fn attempt(desk: &mut Desk, deed: &Deed) -> Option<Inverse> {
    let ids: Vec<ClaimId> = desk.review.claims().in_order().iter().map(|claim| claim.id).collect();
    let id = |number: usize| ids.get(number % ids.len().max(1)).copied().unwrap_or(ClaimId(Uuid::nil()));
    let range = |start, length| ByteIndex::new(start)..ByteIndex::new(start + length);
    let done = match deed.clone() {
        Deed::Tag(tag, places) => {
            let spans: Vec<Span> =
                places.iter().filter_map(|(start, length)| desk.text().trimmed_span(range(*start, *length))).collect();
            desk.act(|review, stamp| operations::tag(review, tag, &spans, stamp).map(|(edit, _)| edit))
        }
        Deed::TagSame(claim) => {
            let places = same_words(&desk.review, id(claim));
            desk.act(|review, stamp| operations::tag_same(review, id(claim), &places, stamp))
        }
        Deed::Add(claim, start, length) => {
            let spans: Vec<Span> = desk.text().trimmed_span(range(start, length)).into_iter().collect();
            desk.act(|review, stamp| operations::add_segment(review, id(claim), &spans, stamp))
        }
        Deed::Remove(claim, number) => {
            desk.act(|review, stamp| operations::remove_segment(review, id(claim), number, stamp))
        }
        Deed::Move(claim, number, edge, to) => {
            desk.act(|review, stamp| operations::move_end(review, id(claim), number, edge, ByteIndex::new(to), stamp))
        }
        Deed::Retag(claim, tag) => desk.act(|review, stamp| operations::retag(review, id(claim), tag, stamp)),
        Deed::Delete(one, other) => desk.act(|review, stamp| operations::delete(review, &[id(one), id(other)], stamp)),
        Deed::Speaker(claim, name) => {
            desk.act(|review, stamp| operations::set_speaker(review, &[id(claim)], name, stamp))
        }
        Deed::AmendSpeaker(number) => {
            let speaker = desk.review.speakers().get(number)?.id;
            desk.act(|review, stamp| {
                operations::amend_speaker(review, speaker, |speaker| speaker.aliases.push(stamp.now.to_string()))
            })
        }
        Deed::Status(claim, group) => {
            let ask = operations::Ask { reason: Some("a reason".to_owned()), duplicate_of: None };
            desk.act(|review, stamp| {
                operations::set_group(review, &[id(claim)], group, &ask, stamp).map(|found| found.edit)
            })
        }
        Deed::Note(claim, note) => desk.act(|review, stamp| {
            operations::amend(review, id(claim), Field::Note, |claim| note.clone_into(&mut claim.note), stamp)
        }),
        Deed::Title(title) => desk.act(|review, _| {
            let metadata = Metadata { title: Some(title.to_owned()), ..review.article().metadata.clone() };
            operations::amend_article(review, metadata)
        }),
        Deed::Reviewer(name) => desk.act(|review, _| operations::rename_reviewer(review, name)),
    };
    done.ok()
}

/// Everything a review can be asked about its claims agrees with looking at each of them.
fn check_claims(review: &Review) -> Result<(), TestCaseError> {
    let (claims, text) = (review.claims(), review.article().text());
    let all = claims.in_order();
    let begins = |claim: &Claim| claim.segments.extent().map(|span| (span.start(), Reverse(span.end())));
    prop_assert!(all.windows(2).all(|pair| begins(&pair[0]) <= begins(&pair[1])));
    prop_assert_eq!((claims.len(), claims.tally().all(), claims.is_empty()), (all.len(), all.len(), all.is_empty()));
    for tag in Tag::ALL {
        prop_assert_eq!(claims.tally().tagged(tag), all.iter().filter(|claim| claim.tag == tag).count());
    }
    for group in StatusGroup::ALL {
        let count = all.iter().filter(|claim| claim.status.state.group() == group).count();
        prop_assert_eq!(claims.tally().in_group(group), count);
    }
    for (position, claim) in all.iter().enumerate() {
        prop_assert_eq!(claims.position(claim.id), Some(position));
        prop_assert_eq!(claims.get(claim.id), Some(claim));
        prop_assert!(claim.speaker.is_none_or(|speaker| review.speaker(speaker).is_some()));
        let segments = claim.segments.placed();
        prop_assert!(segments.windows(2).all(|pair| pair[0].end() < pair[1].start()));
        for span in segments {
            prop_assert_eq!(text.span(span.start()..span.end()), Some(*span));
        }
        let rivals = all.iter().filter(|other| other.id != claim.id && other.tag == claim.tag);
        prop_assert!(rivals.into_iter().all(|other| !other.segments.overlaps(&claim.segments)));
        prop_assert_eq!(claims.overlapping(claim.tag, &claim.segments, claim.id), None);
    }
    for start in (0..text.len()).step_by(397) {
        for end in [start + 1, start + 400, start + 2048, text.len(), text.len() + 5000] {
            let (start, end) = (ByteIndex::new(start), ByteIndex::new(end));
            let touches = |claim: &&Arc<Claim>| {
                claim.segments.placed().iter().any(|span| span.start() < end && start < span.end())
            };
            prop_assert_eq!(claims.touching(start, end), all.iter().filter(touches).collect::<Vec<_>>());
        }
        let here = ByteIndex::new(start);
        let shortest = |claim: &Claim| {
            claim.segments.placed().iter().filter(|span| span.contains(here)).map(|span| span.len()).min()
        };
        let found = claims.at(here);
        prop_assert!(found.is_sorted_by_key(|claim| shortest(claim)), "innermost first");
        let count = all.iter().filter(|claim| shortest(claim).is_some()).count();
        prop_assert!(found.len() == count && found.iter().all(|claim| shortest(claim).is_some()));
    }
    Ok(())
}

proptest! {
    #[test]
    fn everything_can_be_undone_and_done_again(deeds in vec(deed(), 0..40)) {
        let mut desk = Desk::new(&long_text());
        let mut states = vec![desk.review.clone()];
        let mut undo = Vec::new();
        for deed in &deeds {
            if let Some(inverse) = attempt(&mut desk, deed) {
                undo.push(inverse);
                states.push(desk.review.clone());
            } else {
                prop_assert_eq!(&desk.review, &states[states.len() - 1], "refused: {:?}", deed);
            }
        }
        check_claims(&desk.review)?;
        let mut redo = Vec::new();
        for (inverse, state) in undo.into_iter().zip(&states).rev() {
            redo.push(desk.review.revert(inverse));
            prop_assert_eq!(&desk.review, state);
            prop_assert_eq!(desk.review.claims().tally(), state.claims().tally());
        }
        check_claims(&desk.review)?;
        for (step, state) in redo.into_iter().rev().zip(&states[1..]) {
            desk.review.revert(step);
            prop_assert_eq!(&desk.review, state);
        }
        check_claims(&desk.review)?;
    }

    #[test]
    fn recorded_steps_lead_to_the_same_review(deeds in vec(deed(), 0..30)) {
        // A journal holds what undo would do as edits; replaying them on the first state must give the last.
        let mut desk = Desk::new(&long_text());
        let first = desk.review.clone();
        let undo: Vec<Inverse> = deeds.iter().filter_map(|deed| attempt(&mut desk, deed)).collect();
        let last = desk.review.clone();
        let redo: Vec<Edit> =
            undo.into_iter().rev().map(|inverse| desk.review.revert(inverse).as_edit().clone()).collect();
        let mut replayed = first;
        for edit in redo.into_iter().rev() {
            replayed.replay(edit);
        }
        prop_assert_eq!(replayed, last);
    }
}
