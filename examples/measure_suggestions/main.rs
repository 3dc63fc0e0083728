//! Measures the proposals against articles that people have annotated.
//!
//! `cargo run --release --example measure_suggestions -- FOLDER [REPETITIONS]`
//!
//! The folder holds files `*.jsonl`: a line an article, `{"id","lang","text","quotes":[{"start","end","type","speaker",…}]}`, in code points.
//! Spans are cut at line ends and stripped of marks and signs at both ends, then compared: exactly, and one to one where their
//! intersection is at least 0.8 of their union. A speaker is right when one of the two names is a run of words of the other. Confidence
//! intervals are those of 95 % over articles drawn again and again (bootstrap). A speaker counts as the article has it at the place of the
//! attribution and, in a second row, by the name the proposal gives.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a program for the terminal that ends at the first fault"
)]

mod score;

use std::{
    env, fs,
    ops::Range,
    path::{Path, PathBuf},
    time::Duration,
};

use claimlight::{
    article::{Article, Metadata, Source},
    claim::Tag,
    suggest::{Language, Proposal, attributed},
    text::{ByteIndex, CodePointIndex, Text},
};
use cpu_time::ProcessTime;
use score::{Counts, Item, Sample};
use serde::Deserialize;

/// Precision, recall and F1 of what was counted.
type Measure = fn(&Counts) -> [f64; 3];

/// How often articles are drawn for an interval, when nothing else is asked for.
const REPETITIONS: usize = 500;

#[derive(Deserialize)]
struct Document {
    lang: String,
    text: String,
    quotes: Vec<Annotation>,
}

#[derive(Deserialize)]
struct Annotation {
    start: u64,
    end: u64,
    #[serde(rename = "type")]
    sort: Option<String>,
    speaker: Option<String>,
    speaker_aliases: Option<Vec<String>>,
}

/// What is measured of a set: which annotations, which proposals, and whether a proposal inside another annotation is no fault.
struct Task {
    name: &'static str,
    types: &'static [&'static str],
    tag: Tag,
    ignore_other: bool,
}

const DIRECT: Task = Task { name: "direct", types: &["direct", "mixed-part"], tag: Tag::Quote, ignore_other: false };
const INDIRECT: Task =
    Task { name: "indirect", types: &["indirect", "indirect-free-indirect"], tag: Tag::Assertion, ignore_other: true };

fn main() {
    let mut arguments = env::args().skip(1);
    let folder = PathBuf::from(arguments.next().expect("a folder with *.jsonl files"));
    let repetitions = arguments.next().map_or(REPETITIONS, |count| count.parse().expect("a number of repetitions"));
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the folder").flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    println!("{:<28} {:<9} P      R      F1     95 %", "set", "");
    for file in files {
        measure(&file, repetitions);
    }
}

fn measure(file: &Path, repetitions: usize) {
    let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let content = fs::read_to_string(file).expect("the file");
    let documents: Vec<Document> =
        content.lines().map(|line| serde_json::from_str(line).expect("an annotated article")).collect();
    let mut spent = Duration::ZERO;
    let read: Vec<(Article, Vec<Proposal>)> = documents
        .iter()
        .map(|document| {
            // Signs that no text may have give way to spaces, so that places stay the same.
            let clean = |c: char| if c.is_control() && c != '\n' && c != '\t' { ' ' } else { c };
            let text = Text::new(document.text.chars().map(clean).collect::<String>()).expect("a text");
            let article = Article::new(text, Vec::new(), Metadata::default(), Source::default()).expect("no blocks");
            let started = ProcessTime::now();
            let proposals = attributed(&article, Some(Language::from_tag(&document.lang)));
            spent += started.elapsed();
            (article, proposals)
        })
        .collect();
    for task in [DIRECT, INDIRECT] {
        if documents.iter().flat_map(|document| &document.quotes).any(|quote| is_of(quote, &task)) {
            report(&name, &task, &documents, &read, repetitions);
        }
    }
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    println!("{name:<28} {:.1} MB a second of processor time", bytes as f64 / 1e6 / spent.as_secs_f64());
}

fn is_of(quote: &Annotation, task: &Task) -> bool {
    quote.sort.as_deref().is_some_and(|sort| task.types.contains(&sort))
}

fn report(name: &str, task: &Task, documents: &[Document], read: &[(Article, Vec<Proposal>)], repetitions: usize) {
    let counts = |by_name: bool| -> Vec<Counts> {
        let pairs = documents.iter().zip(read);
        pairs
            .map(|(document, (article, proposals))| sample(task, document, article, proposals, by_name).counts())
            .collect()
    };
    let as_it_stands = counts(false);
    let total = Counts::sum(as_it_stands.iter());
    for (row, of) in [("exact", Counts::exact as Measure), ("IoU 0.8", Counts::loose)] {
        let [precision, recall, f1] = of(&total);
        let [low, high] = score::interval(&as_it_stands, repetitions, |counts| of(counts)[2]);
        println!("{name:<28} {:<9} {precision:.3}  {recall:.3}  {f1:.3}  [{low:.3}, {high:.3}]  {row}", task.name);
    }
    for (row, counts) in [("speaker as it stands", as_it_stands), ("speaker by name", counts(true))] {
        let total = Counts::sum(counts.iter());
        if total.named > 0 {
            let [precision, recall, f1] = total.with_speaker();
            let [low, high] = score::interval(&counts, repetitions, |counts| counts.with_speaker()[2]);
            let right = total.right as f64 / total.matched_named as f64;
            println!(
                "{name:<28} {:<9} {precision:.3}  {recall:.3}  {f1:.3}  [{low:.3}, {high:.3}]  span and {row}; right of {} matched: {right:.3}",
                task.name, total.matched_named
            );
        }
    }
}

/// The annotations and proposals of one article, ready to be compared.
fn sample(task: &Task, document: &Document, article: &Article, proposals: &[Proposal], by_name: bool) -> Sample {
    let text = article.text();
    let mut sample = Sample { ignore_other: task.ignore_other, ..Sample::default() };
    for quote in &document.quotes {
        let place = |point: u64| text.to_byte(CodePointIndex(point)).expect("a place in the text").get();
        let known: Vec<String> = quote
            .speaker
            .iter()
            .chain(quote.speaker_aliases.iter().flatten())
            .filter(|name| !name.is_empty())
            .cloned()
            .collect();
        let named = quote.speaker.as_deref().is_some_and(|name| !name.is_empty());
        let item = |range| Item { range, names: if named { known.clone() } else { Vec::new() } };
        for range in pieces(text, place(quote.start)..place(quote.end)) {
            if !is_of(quote, task) {
                sample.other.push(range);
            } else if sample.gold.iter().all(|other| other.range != range) {
                sample.gold.push(item(range));
            }
        }
    }
    for proposal in proposals.iter().filter(|proposal| proposal.tag == task.tag) {
        let speaker = proposal.speaker.as_ref().map(|speaker| match speaker.place {
            Some(place) if !by_name => text.slice(place).to_owned(),
            _ => speaker.name.clone(),
        });
        let segments = proposal.segments.iter().flat_map(|segment| pieces(text, segment.range()));
        for range in segments {
            if sample.proposed.iter().all(|other| other.range != range) {
                sample.proposed.push(Item { range, names: speaker.iter().cloned().collect() });
            }
        }
    }
    sample
}

/// The comparable pieces of a stretch of bytes, in code points.
fn pieces(text: &Text, bytes: Range<usize>) -> Vec<Range<usize>> {
    let point = |byte: usize| text.to_code_point(ByteIndex::new(byte)).0 as usize;
    let in_points = |piece: Range<usize>| point(piece.start)..point(piece.end);
    score::pieces(text.as_str(), bytes).into_iter().map(in_points).collect()
}
