//! Opening and saving a review of a very long article: 10 MB of text, 100,000 claims.
//!
//! `cargo bench --bench store`

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to say")]

use std::{fs, hint::black_box, sync::Arc, thread, time::Duration};

use claimlight::{
    article::{Article, Metadata, Source},
    claim::{Claim, ClaimId, Segments, Speaker, SpeakerId, Tag},
    review::Review,
    store::{Carried, Folders, Proofs, SaveRequest, backup, decode, encode, open, prove, save},
    text::{ByteIndex, Text},
};
use criterion::{BatchSize, BenchmarkGroup, Criterion, criterion_group, criterion_main, measurement::WallTime};
use jiff::Timestamp;
use uuid::Uuid;

const CLAIMS: usize = 100_000;

/// About 100 bytes. Offsets have to be counted, since some letters and marks have two or three.
const SENTENCE: &str =
    "Dr. Inés Prado said: “We had no warning of it at all, none”, and the old bridge stood closed.\n\n";

fn id(number: usize) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number as u128)
}

/// A quotation of one speaker in every sentence.
fn review() -> Review {
    let text = Text::new(SENTENCE.repeat(CLAIMS)).expect("a text");
    let article = Article::new(text, Vec::new(), Metadata::default(), Source::default()).expect("no blocks");
    let now = Timestamp::from_second(1_767_605_400).expect("a time");
    let speaker = Speaker::named(SpeakerId(id(CLAIMS)), "Dr. Inés Prado");
    let start = SENTENCE.find('“').expect("a mark");
    let end = SENTENCE.find(", and").expect("the rest");
    let claim = |number: usize| {
        let at = |offset: usize| ByteIndex::new(number * SENTENCE.len() + offset);
        let span = article.text().span(at(start)..at(end)).expect("whole characters");
        let claim = Claim::new(ClaimId(id(number)), Tag::ALL[number % 3], Segments::one(span), now);
        Claim { speaker: Some(speaker.id), ..claim }
    };
    let claims = (0..CLAIMS).map(claim).collect();
    Review::from_parts(article.clone(), "A. Reviewer".to_owned(), vec![speaker.clone()], claims, Vec::new())
}

fn group(criterion: &mut Criterion) -> BenchmarkGroup<'_, WallTime> {
    let mut group = criterion.benchmark_group("100,000 claims on 10 MB");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    group
}

fn codec(criterion: &mut Criterion) {
    let review = review();
    let bytes = encode(&review, &Carried::default()).expect("a review");
    let mut group = group(criterion);
    group.throughput(criterion::Throughput::Bytes(bytes.len() as u64));
    group.bench_function("encode", |bencher| {
        bencher.iter_with_large_drop(|| encode(black_box(&review), &Carried::default()).expect("a review"));
    });
    group.bench_function("decode", |bencher| {
        bencher.iter_with_large_drop(|| decode(black_box(&bytes)).expect("a review"));
    });
    group.finish();
}

fn file(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let folders = Folders::within(folder.path().join("own"));
    let path = folder.path().join("a.claims.json");
    let request = SaveRequest {
        review: Arc::new(review()),
        carried: Arc::new(Carried::default()),
        target: path.clone(),
        lock: None,
        expected: None,
        overwrite: true,
        repairs: false,
        journal: None,
        proofs: Arc::default(),
    };
    let saved = save(&request, &folders).expect("space");
    let request = SaveRequest { lock: Some(saved.lock), ..request };
    let mut group = group(criterion);
    // Between two saves some time goes by, as it does for people.
    let pause = || thread::sleep(Duration::from_millis(50));
    group.bench_function("save", |bencher| {
        bencher.iter_batched(pause, |()| save(&request, &folders).expect("space"), BatchSize::PerIteration);
    });
    // As when a file of other programs was taken in and saved at once: the window shows it ahead of the first save otherwise.
    group.bench_function("save what was never shown to read back", |bencher| {
        let unknown = || {
            pause();
            SaveRequest { proofs: Arc::default(), ..request.clone() }
        };
        bencher.iter_batched(unknown, |request| save(&request, &folders).expect("space"), BatchSize::PerIteration);
    });
    group.bench_function("show ahead that it reads back", |bencher| {
        bencher.iter_with_large_drop(|| {
            let proofs = Proofs::default();
            prove(&request.review, &request.carried, &proofs, || true);
            proofs
        });
    });
    // Each of these replaces another version, which becomes a backup.
    let versions = ["one", "two"].map(|name| {
        let old = &request.review;
        let claims = old.claims().in_order().iter().cloned().collect();
        let speakers = old.speakers().to_vec();
        Arc::new(Review::from_parts(old.article().clone(), name.to_owned(), speakers, claims, Vec::new()))
    });
    let mut number = 0;
    group.bench_function("save over another version", |bencher| {
        let next = || {
            for kept in backup::list(&folders, &path) {
                fs::remove_file(kept).expect("a version that was kept");
            }
            pause();
            number += 1;
            SaveRequest { review: Arc::clone(&versions[number % 2]), ..request.clone() }
        };
        bencher.iter_batched(next, |request| save(&request, &folders).expect("space"), BatchSize::PerIteration);
    });
    // Its lock goes with it; opening would wait for that in vain.
    drop(request);
    group.bench_function("open", |bencher| {
        bencher.iter_with_large_drop(|| open(&path, &folders).expect("a review"));
    });
    group.finish();
}

criterion_group!(benches, codec, file);
criterion_main!(benches);
