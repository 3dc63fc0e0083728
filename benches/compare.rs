//! A class against a key: fifty reviews of 200 claims each, everything that is measured but γ; and the sheet of a class of fifty that has
//! corrected what it handed in, from the reviews to the table; and what that class gets on paper.
//!
//! `cargo bench --bench compare`

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to say")]

mod support;

use std::hint::black_box;

use claimlight::{
    claim::{Claim, ClaimId, Segments, Tag},
    classroom::{
        Class, Expected, Handed, Which,
        print::{self, Printed, Who},
        submission, write_sheet,
    },
    compare::{Agreement, Comparison, Continuum, Key, Layer, Unit},
    review::Review,
    teaching::{AssignmentId, Masthead, Role, Submission, Task},
    text::{ByteIndex, Span},
};
use criterion::{Criterion, criterion_group, criterion_main};
use jiff::Timestamp;
use uuid::Uuid;

const PUPILS: usize = 50;
const CLAIMS: usize = 200;
const TEXT_BYTES: usize = 40_000;

/// What a pupil hands in: most claims of the key as they are, some with other borders or tags, some left out, some more.
fn handed_in(key: &Review, pupil: usize) -> Review {
    let text = key.article().text();
    let shifted = |span: Span, by: usize| {
        let end = ByteIndex::new(span.end().get().saturating_sub(by));
        text.trimmed_span(ByteIndex::new(span.start().get() + by)..end).unwrap_or(span)
    };
    let claims = key.claims().in_order().iter().enumerate().filter_map(|(number, claim)| {
        let lot = (number * 31 + pupil * 17 + number * pupil) % 20;
        let span = *claim.segments.placed().first()?;
        let (tag, span) = match lot {
            0 | 1 => return None,
            2 | 3 => (Tag::ALL[(claim.tag as usize + 1) % 3], span),
            4..=7 => (claim.tag, shifted(span, lot)),
            8 => (Tag::ALL[(claim.tag as usize + 2) % 3], shifted(span, lot)),
            _ => (claim.tag, span),
        };
        let id = ClaimId(Uuid::from_u128((pupil * 1000 + number) as u128));
        Some(Claim::new(id, tag, Segments::one(span), Timestamp::UNIX_EPOCH))
    });
    let claims = claims.collect();
    Review::from_parts(key.article().clone(), format!("Pupil {pupil}"), Vec::new(), claims, Vec::new())
}

/// Everything, from the reviews on.
fn compared(key: &Review, class: &[Review]) -> usize {
    let continuum = Continuum::new(key.article().text());
    let expected = Layer::of(key, &continuum).expect("one text");
    let layers: Vec<Layer> = class.iter().map(|review| Layer::of(review, &continuum).expect("one text")).collect();
    let key = Key::of_layer(&expected);
    let findings: usize = layers.iter().map(|layer| Comparison::of(&key, layer, &continuum).findings.len()).sum();
    let others: Vec<&Layer> = layers.iter().collect();
    let all: Vec<&Layer> = std::iter::once(&expected).chain(&layers).collect();
    let mut reviewers = 0;
    for unit in [Unit::Word, Unit::Character] {
        for layers in [&all, &others] {
            reviewers += black_box(Agreement::of(layers, &continuum, unit)).reviewers;
        }
    }
    findings + reviewers
}

/// The review as a submission with two layers, the same claims in both.
fn corrected(review: &Review) -> Review {
    let submission = Submission {
        assignment: AssignmentId(Uuid::nil()),
        text_sha256: String::new(),
        task: Task::default(),
        handed_in: Some(Timestamp::UNIX_EPOCH),
        first: None,
        returned: None,
    };
    let mut review = review.clone().with_role(Some(Role::Submission(submission)));
    let edit = submission::begin_second_layer(&review, Timestamp::UNIX_EPOCH).expect("it was handed in");
    review.apply(&edit).expect("an edit that fits");
    review
}

/// The sheet, as a table.
fn sheet(key: &Review, submissions: &[Review]) -> usize {
    let expected = Expected::of(key, String::new()).expect("a key");
    let handed: Vec<Handed<'_>> = submissions.iter().map(|review| Handed { name: review.reviewer(), review }).collect();
    let class = Class::of(&expected, &handed);
    assert_eq!(class.pupils.len(), PUPILS, "every submission counts");
    write_sheet(&class, None, &[]).expect("a table").len()
}

/// The article with the class's shares and a page for each pupil.
fn prints(expected: &Expected<'_>, class: &Class, handed: &[Handed<'_>]) -> usize {
    let printed = Printed { expected, class, handed, who: Who::Pseudonyms, masthead: Masthead::Shown };
    let article = print::article(&printed, Which::First).expect("a page");
    article.len() + print::pupils(&printed).expect("pages").len()
}

fn compare(criterion: &mut Criterion) {
    let key = support::review(TEXT_BYTES, CLAIMS);
    assert_eq!(key.claims().len(), CLAIMS, "as many claims as the name of the benchmark says");
    let class: Vec<Review> = (0..PUPILS).map(|pupil| handed_in(&key, pupil)).collect();
    let mut group = criterion.benchmark_group("50 reviews of 200 claims");
    group.sample_size(10);
    group.bench_function("everything but γ", |bencher| bencher.iter(|| compared(black_box(&key), black_box(&class))));
    let submissions: Vec<Review> = class.iter().map(corrected).collect();
    group.bench_function("the sheet, two layers", |bencher| {
        bencher.iter(|| sheet(black_box(&key), black_box(&submissions)));
    });
    let expected = Expected::of(&key, String::new()).expect("a key");
    let handed: Vec<Handed<'_>> = submissions.iter().map(|review| Handed { name: review.reviewer(), review }).collect();
    let class = Class::of(&expected, &handed);
    group.bench_function("the prints, two layers", |bencher| {
        bencher.iter(|| prints(black_box(&expected), black_box(&class), black_box(&handed)));
    });
    group.finish();
}

criterion_group!(benches, compare);
criterion_main!(benches);
