//! Counting what a review of a very long article holds: 10 MB of text with signs of several bytes, 100,000 claims; and drawing it.
//!
//! `cargo bench --bench figures`

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to say")]

use std::{hint::black_box, time::Duration};

use claimlight::{
    article::{Article, Metadata, Source},
    claim::{Claim, ClaimId, Segments, Speaker, SpeakerId, State, Tag},
    figure::{Format, plots},
    review::{HistoryEntry, Review, figures::Figures},
    text::{ByteIndex, Text},
};
use criterion::{Criterion, criterion_group, criterion_main};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

const CLAIMS: usize = 100_000;
const SPEAKERS: usize = 1000;

const SENTENCE: &str =
    "Dr. Inés Prado said: “We had no warning of it at all, none”, and the old bridge stood closed.\n\n";

fn id(number: usize) -> Uuid {
    Uuid::from_u128(number as u128 + 1)
}

/// A claim in every sentence, by many speakers, some with verdicts; a third of them approved, over a year.
fn review() -> Review {
    let text = Text::new(SENTENCE.repeat(CLAIMS)).expect("a text");
    let article = Article::new(text, Vec::new(), Metadata::default(), Source::default()).expect("no blocks");
    let start = SENTENCE.find('“').expect("a mark");
    let end = SENTENCE.find(", and").expect("the rest");
    let claim = |number: usize| {
        let at = |offset: usize| ByteIndex::new(number * SENTENCE.len() + offset);
        let span = article.text().span(at(start)..at(end)).expect("whole characters");
        let segments = Segments::one(span);
        let mut claim = Claim::new(ClaimId(id(number)), Tag::ALL[number % 3], segments, Timestamp::UNIX_EPOCH);
        claim.speaker = (!number.is_multiple_of(4)).then(|| SpeakerId(id(number % SPEAKERS)));
        claim.status.state = State::ALL[number % State::ALL.len()];
        if number.is_multiple_of(3) {
            claim.amend_check(|check| check.verdicts.attribution = Some("verbatim".to_owned()));
        }
        claim
    };
    let step = |(number, minutes): (usize, i64)| HistoryEntry {
        at: Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes),
        by: "A. Reviewer".to_owned(),
        claim: Some(ClaimId(id(number))),
        edit: "status".to_owned(),
        from: Some("in_progress".to_owned()),
        to: Some("approved".to_owned()),
        reason: None,
    };
    let speakers = (0..SPEAKERS).map(|number| Speaker::named(SpeakerId(id(number)), format!("Speaker {number}")));
    let (speakers, claims) = (speakers.collect(), (0..CLAIMS).map(claim).collect());
    let history = (0..CLAIMS / 3).zip((0..).step_by(15)).map(step).collect();
    Review::from_parts(article.clone(), "A. Reviewer".to_owned(), speakers, claims, history)
}

fn figures(criterion: &mut Criterion) {
    let review = review();
    let mut group = criterion.benchmark_group("100,000 claims on 10 MB");
    group.sample_size(20).measurement_time(Duration::from_secs(4));
    group.bench_function("count", |bencher| bencher.iter(|| Figures::of(black_box(&review))));
    let counted = Figures::of(&review);
    group.bench_function("plots", |bencher| bencher.iter(|| plots(black_box(&counted))));
    let plots = plots(&counted);
    for format in Format::ALL {
        group.bench_function(format!("every plot as {}", format.label()), |bencher| {
            bencher.iter(|| plots.iter().map(|plot| plot.to_bytes(format).expect("a file").len()).sum::<usize>());
        });
    }
    group.finish();
}

criterion_group!(benches, figures);
criterion_main!(benches);
