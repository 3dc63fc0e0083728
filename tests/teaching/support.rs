//! Reviews, keys and submissions to test with.

use std::sync::Arc;

use claimlight::{
    article::{Article, Block, BlockKind, Metadata, Source},
    claim::{Claim, ClaimId, Segments, Speaker, SpeakerId, Tag},
    classroom::{
        make::{self, Enclosed},
        submission,
    },
    review::{Claims, Edit, Review},
    store::{Digest, Password, Work, seal_key},
    teaching::{AnswerKey, Asked, AssignmentId, KeyEntry, Pseudonym, Role, Sealed, Task, Tolerance},
    text::{ByteIndex, Span, Text},
};
use jiff::Timestamp;
use uuid::Uuid;

/// An article with one of each thing that a key has to say something about.
pub(crate) const TEXT: &str = "Ferry late again\n\nBy Ann Oder\n\nThe ferry sank twice. “Nobody was hurt,” said Mara Tolund. She said that \
    the pumps had failed.\n\nThe “experts” arrived late. What a triumph.";

pub(crate) fn time(second: i64) -> Timestamp {
    Timestamp::from_second(1_767_605_400 + second).expect("a time of this age")
}

pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number)
}

pub(crate) fn article() -> Article {
    let text = Text::new(TEXT).expect("a text");
    let block = |kind, words: &str| Block { kind, span: span_in(&text, words) };
    let blocks = vec![block(BlockKind::Headline, "Ferry late again"), block(BlockKind::Byline, "By Ann Oder")];
    let metadata = Metadata {
        title: Some("Ferry late again".to_owned()),
        authors: vec!["Ann Oder".to_owned()],
        publisher: Some("The Quay".to_owned()),
        language: Some("en".to_owned()),
        ..Metadata::default()
    };
    let source = Source { file: Some("quay.html".to_owned()), ..Source::default() };
    Article::new(text, blocks, metadata, source).expect("blocks in order")
}

/// The place of some words, which must be there.
pub(crate) fn span_in(text: &Text, words: &str) -> Span {
    let start = text.as_str().find(words).unwrap_or_else(|| panic!("“{words}” is in the text"));
    text.span(ByteIndex::new(start)..ByteIndex::new(start + words.len())).expect("whole characters")
}

pub(crate) fn span(words: &str) -> Span {
    span_in(article().text(), words)
}

/// A claim as a test writes it: its tag, its words, its speaker and its note.
pub(crate) type Written<'a> = (Tag, &'a str, Option<&'a str>, &'a str);

/// A review of the article; its claims and speakers have ids from `from` on.
pub(crate) fn review(reviewer: &str, from: u128, written: &[Written<'_>]) -> Review {
    let mut speakers: Vec<Speaker> = Vec::new();
    let claims = written.iter().enumerate().map(|(number, (tag, words, speaker, note))| {
        let claim_id = ClaimId(id(from + number as u128));
        let mut claim = Claim::new(claim_id, *tag, Segments::one(span(words)), time(0));
        (*note).clone_into(&mut claim.note);
        if let Some(name) = speaker {
            let known = speakers.iter().find(|known| known.name == *name).map(|known| known.id);
            claim.speaker = Some(known.unwrap_or_else(|| {
                let speaker = Speaker::named(SpeakerId(id(from + 500 + speakers.len() as u128)), *name);
                speakers.push(speaker.clone());
                speaker.id
            }));
        }
        claim
    });
    let claims: Claims = claims.collect();
    Review::from_parts(article(), reviewer.to_owned(), speakers, claims, Vec::new())
}

pub(crate) const ASSIGNMENT: AssignmentId = AssignmentId(Uuid::from_u128(0x0190_0000_0000_7000_9000_0000_0000_0001));

/// What a teacher marked and noted.
pub(crate) fn taught() -> Review {
    review(
        "T. Eacher",
        1,
        &[
            (Tag::Assertion, "The ferry sank twice", None, "Ships can be counted"),
            (Tag::Quote, "“Nobody was hurt,”", Some("Mara Tolund"), "Marks in"),
            (Tag::Assertion, "the pumps had failed", Some("Mara Tolund"), "“That” stays out"),
            (Tag::Commentary, "The “experts” arrived late", None, "The marks sneer"),
            (Tag::Commentary, "What a triumph", None, "Irony"),
        ],
    )
}

/// The ids of the claims of [`taught`], in text order.
pub(crate) fn claim(number: u128) -> ClaimId {
    ClaimId(id(number))
}

pub(crate) fn asked() -> Asked {
    Asked { instructions: "Tag what you find".to_owned(), why: true, ..Asked::default() }
}

pub(crate) fn task() -> Task {
    Task::new(asked()).expect("a task")
}

/// The key of [`taught`].
pub(crate) fn key() -> Review {
    make::key(&taught(), Some((ASSIGNMENT, &task()))).expect("a key")
}

/// The same with something else said of some of its claims.
pub(crate) fn key_with(entries: Vec<(ClaimId, KeyEntry)>, tolerance: Tolerance, passages: &[Span]) -> Review {
    let mut answers = AnswerKey::new(entries, tolerance, passages.iter().copied()).expect("a key");
    answers.assignment = Some(ASSIGNMENT);
    key().with_role(Some(Role::Key(answers)))
}

pub(crate) fn password(words: &str) -> Password {
    Password::new(words).expect("a password")
}

pub(crate) fn sealed(key: &Review, words: &str) -> Sealed {
    seal_key(key, &password(words), Work::LEAST).expect("a sealed key")
}

pub(crate) fn assignment(enclosed: Enclosed<'_>) -> Review {
    make::assignment(&article(), "T. Eacher", ASSIGNMENT, task(), enclosed).expect("an assignment")
}

pub(crate) fn hash(review: &Review) -> String {
    Digest::of(review.article().text().as_str().as_bytes()).to_string()
}

/// A submission by this pupil, with these claims.
pub(crate) fn submission(pseudonym: &str, from: u128, written: &[Written<'_>]) -> Review {
    let pseudonym = Pseudonym::new(pseudonym).expect("a pseudonym");
    let handed_out = assignment(Enclosed::Nothing);
    let begun = submission::begin(&handed_out, &pseudonym, hash(&handed_out)).expect("a submission");
    with_claims(&begun, from, written)
}

/// The same submission with other claims.
pub(crate) fn with_claims(begun: &Review, from: u128, written: &[Written<'_>]) -> Review {
    let tagged = review(begun.reviewer(), from, written);
    let claims: Claims = tagged.claims().in_order().iter().map(Arc::clone).collect();
    let (article, reviewer) = (begun.article().clone(), begun.reviewer().to_owned());
    Review::from_parts(article, reviewer, tagged.speakers().to_vec(), claims, Vec::new())
        .with_role(begun.role().cloned())
}

pub(crate) fn applied(mut review: Review, edit: &Edit) -> Review {
    review.apply(edit).expect("an edit that fits");
    review
}

pub(crate) fn handed_in(review: Review) -> Review {
    let edit = submission::hand_in(&review, time(100)).expect("not handed in yet");
    applied(review, &edit)
}

pub(crate) fn second_layer(review: Review) -> Review {
    let edit = submission::begin_second_layer(&review, time(200)).expect("the first layer");
    applied(review, &edit)
}
