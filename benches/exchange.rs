//! Writing a hundred thousand claims in every format, and reading them again.
//!
//! `cargo bench --bench exchange`; with `-- write` behind it, writing alone.

#![expect(clippy::expect_used, reason = "a benchmark that cannot begin should stop")]

mod support;

use std::hint::black_box;

use claimlight::{
    claim::{Claim, Evidence, EvidenceId, EvidenceLink, Stance},
    exchange::{self, ExportOptions, Format, ImportOptions, Source, Watch},
    review::{Desk, Review, Stamp},
};
use criterion::{Criterion, criterion_group, criterion_main};
use jiff::Timestamp;
use uuid::Uuid;

/// A review in which claims have what reviewers give most of them, and every tenth rests on a piece of evidence.
fn review() -> Review {
    let bare = support::review(12_000_000, 100_000);
    let address = "https://stats.example/2025.pdf".to_owned();
    let piece = Evidence { address, ..Evidence::new(EvidenceId(Uuid::from_u128(1))) };
    let claims = bare.claims().in_order().iter().enumerate().map(|(number, claim)| {
        let mut claim = Claim::clone(claim);
        claim.note = format!("Look at page {number}");
        claim.labels = vec!["harbour".to_owned()];
        claim.amend_check(|check| {
            check.verdicts.content = Some("false".to_owned());
            "The log says otherwise".clone_into(&mut check.rationale);
            if number % 10 == 0 {
                check.evidence = vec![EvidenceLink::new(piece.id, Stance::Undermines)];
            }
        });
        claim
    });
    let claims = claims.collect();
    let desk = Desk { evidence: [piece].into_iter().collect(), ..Desk::default() };
    Review::from_parts(bare.article().clone(), "R. Viewer".to_owned(), Vec::new(), claims, Vec::new()).with_desk(desk)
}

fn exchange(criterion: &mut Criterion) {
    let review = review();
    assert_eq!(review.claims().len(), 100_000);
    let source = Source { name: "harbour", review: &review, proposals: &[] };
    let options = ExportOptions::default();
    let mut group = criterion.benchmark_group("exchange 100,000 claims");
    group.sample_size(10);
    for format in Format::ALL {
        let write = || exchange::export(&[source], format, &options, &mut Watch::none());
        group.bench_function(format!("write {}", format.name()), |bencher| bencher.iter(|| black_box(write())));
        let files = write().map(|exported| exported.files).unwrap_or_default();
        let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
        assert!(bytes > 0, "{} writes nothing", format.name());
        if !format.reads() {
            continue;
        }
        let articles = vec![review.article().clone()];
        let import = ImportOptions { articles, ..ImportOptions::default() };
        let read = || {
            let mut stamp = Stamp { now: Timestamp::UNIX_EPOCH, new_id: &mut Uuid::now_v7 };
            exchange::import(&files, format, &import, &mut stamp, &mut Watch::none())
        };
        group.bench_function(format!("read {}", format.name()), |bencher| bencher.iter(|| black_box(read())));
    }
    group.finish();
}

criterion_group!(benches, exchange);
criterion_main!(benches);
