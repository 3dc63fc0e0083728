//! Proposals for news and for hostile text of growing size: twice the text must take about twice the time.
//!
//! `cargo bench --bench suggest`

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to say")]

use std::{hint::black_box, time::Duration};

use claimlight::{
    article::{Article, Metadata, Source},
    suggest::{Language, attributed},
    text::Text,
};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const NEWS: &str = "Mayor Ada Lind told reporters on Monday that the bridge would reopen in May. “We had no warning of it,” Lind said, \
                    “and we said so.” The plan, she said, was “a disaster for farmers”. According to the harbour office, it was never \
                    safe; engineers of three companies had looked at it in spring and found no fault in its piers.\n\n";

/// Text that nobody writes, each piece repeated without a line end.
const HOSTILE: [(&str, &str); 6] = [
    ("marks that open", "“"),
    ("straight marks", "\" "),
    ("apostrophes", "' a"),
    ("verbs of saying", "Lind said "),
    ("quotations in one sentence", "\"a\" said Lind, "),
    ("brackets, tags and commas", "(<a Lind, "),
];

/// Sizes in bytes, each twice the one before.
const SIZES: [usize; 4] = [256 * 1024, 512 * 1024, 1024 * 1024, 2 * 1024 * 1024];

fn article(piece: &str, size: usize) -> Article {
    let text = Text::new(piece.repeat(size / piece.len())).expect("a text");
    Article::new(text, Vec::new(), Metadata::default(), Source::default()).expect("no blocks")
}

fn proposals(criterion: &mut Criterion) {
    for (name, piece) in [("news", NEWS)].into_iter().chain(HOSTILE) {
        let mut group = criterion.benchmark_group(name);
        group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
        for size in SIZES {
            let article = article(piece, size);
            group.throughput(Throughput::Bytes(article.text().len() as u64));
            group.bench_with_input(BenchmarkId::from_parameter(size), &article, |bencher, article| {
                bencher.iter(|| black_box(attributed(article, Some(Language::English))));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, proposals);
criterion_main!(benches);
