//! How well PDF documents are read, beside any other program that prints their text.
//!
//! ```text
//! cargo run --release --example measure_pdf -- FOLDER [--program CLAIMLIGHT] [--command "pdftotext -raw"]… [--list]
//! ```
//!
//! FOLDER holds documents, `x.pdf`, and beside some of them what they say, `x.txt`. Of those with a text the table has the share of
//! sentences found word for word (white space ignored), the share of words found, and how alike the order of words is. Of those without
//! one it has the words that are also in the text of the first command. Of all it has what came of them, and the median time.
//! Documents are read in this process, or in processes of `--program`, as the window reads them. A command gets the path and `-`.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a table on the standard output is its purpose")]

use std::{
    collections::HashMap,
    fs,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

use claimlight::read::{self, Isolation, Options, ReadError};
use jiff::Timestamp;

/// The shortest sentence that counts, in characters that are not white space.
const SENTENCE: usize = 30;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (mut folder, mut commands, mut isolation, mut list) = (None, Vec::new(), Isolation::None, false);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--program" => isolation = arguments.next().map_or(Isolation::None, |path| Isolation::Program(path.into())),
            "--command" => commands.extend(arguments.next()),
            "--list" => list = true,
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let Some(folder) = folder else {
        eprintln!("Name a folder of PDF documents");
        return ExitCode::from(2);
    };
    let mut documents: Vec<PathBuf> = fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "pdf"))
        .collect();
    documents.sort();
    let mut rows = vec![Row::new("claimlight")];
    rows.extend(commands.iter().map(|command| Row::new(command)));
    for document in &documents {
        let outcomes: Vec<Outcome> = std::iter::once(ours(document, &isolation))
            .chain(commands.iter().map(|command| theirs(document, command)))
            .collect();
        let truth = fs::read_to_string(document.with_extension("txt")).ok();
        let reference = outcomes.get(1).and_then(|outcome| outcome.text.clone());
        for (row, outcome) in rows.iter_mut().zip(&outcomes) {
            row.take(outcome, truth.as_deref(), reference.as_deref());
        }
        if list {
            let name = document.file_name().unwrap_or_default().to_string_lossy();
            let scores = outcomes.iter().map(|outcome| match (&outcome.text, &truth, &reference) {
                (Some(text), Some(truth), _) => {
                    let score = Score::of(truth, text);
                    format!("{:.3} {:.3} {:.3}", score.sentences, score.recall, score.order)
                }
                (Some(text), None, Some(reference)) => format!("F1 {:.3} of {}", f1(reference, text), text.len()),
                (Some(text), ..) => format!("{} bytes", text.len()),
                (None, ..) => outcome.fault.clone(),
            });
            println!("{name}\t{}\t{} ms", scores.collect::<Vec<_>>().join("\t"), outcomes[0].time.as_millis());
        }
    }
    println!("{:24} text fault empty crash  sentences words  order   F1 (>= .95)   ms median / most", "");
    rows.iter().for_each(Row::print);
    ExitCode::SUCCESS
}

/// What came of a document.
struct Outcome {
    text: Option<String>,
    fault: String,
    crashed: bool,
    time: Duration,
}

fn ours(document: &Path, isolation: &Isolation) -> Outcome {
    let begun = Instant::now();
    let options = Options { isolation: isolation.clone(), ..Options::default() };
    let read =
        panic::catch_unwind(AssertUnwindSafe(|| read::read_file_with(document, Timestamp::UNIX_EPOCH, &options)));
    let time = begun.elapsed();
    match read {
        Ok(Ok(reading)) => {
            let text = Some(reading.article.text().as_str().to_owned());
            Outcome { text, fault: String::new(), crashed: false, time }
        }
        Ok(Err(fault)) => {
            let crashed = matches!(fault, ReadError::ReaderCrashed | ReadError::TooMuchMemory { .. });
            Outcome { text: None, fault: fault.to_string(), crashed, time }
        }
        Err(_panic) => Outcome { text: None, fault: "panic".to_owned(), crashed: true, time },
    }
}

fn theirs(document: &Path, command: &str) -> Outcome {
    let begun = Instant::now();
    let mut words = command.split_whitespace();
    let output = Command::new(words.next().unwrap_or_default()).args(words).arg(document).arg("-").output();
    let time = begun.elapsed();
    match output {
        Ok(output) if output.status.success() => {
            let text = Some(String::from_utf8_lossy(&output.stdout).into_owned());
            Outcome { text, fault: String::new(), crashed: false, time }
        }
        Ok(output) => {
            Outcome { text: None, fault: "no text".to_owned(), crashed: output.status.code().is_none(), time }
        }
        Err(fault) => Outcome { text: None, fault: fault.to_string(), crashed: true, time },
    }
}

/// How a text compares with what the document says; each from 0 to 1.
struct Score {
    sentences: f64,
    recall: f64,
    order: f64,
}

impl Score {
    fn of(truth: &str, text: &str) -> Self {
        let dense = |words: &str| words.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let haystack = dense(text);
        let sentences: Vec<String> = truth
            .split_inclusive(['.', '!', '?', '。', '\n'])
            .map(dense)
            .filter(|sentence| sentence.chars().count() > SENTENCE)
            .collect();
        let found = sentences.iter().filter(|sentence| haystack.contains(sentence.as_str())).count();
        let (expected, got) = (words(truth), words(text));
        let recall = share(shared(&expected, &got), expected.len());
        let same = longest_common(&expected, &got);
        Self { sentences: share(found, sentences.len()), recall, order: share(2 * same, expected.len() + got.len()) }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Words; each sign of a script without spaces is one.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if word.chars().any(|c| matches!(c, '\u{2E80}'..='\u{9FFF}')) {
            words.extend(word.chars().map(String::from));
        } else if !word.is_empty() {
            words.push(word.to_owned());
        }
    }
    words
}

/// How many words two lists have in common, whatever their order.
fn shared(one: &[String], other: &[String]) -> usize {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in one {
        *counts.entry(word).or_default() += 1;
    }
    let is_shared = |word: &&String| match counts.get_mut(word.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    other.iter().filter(is_shared).count()
}

fn f1(reference: &str, text: &str) -> f64 {
    let (one, other) = (words(reference), words(text));
    share(2 * shared(&one, &other), one.len() + other.len())
}

/// How many words two lists have in common in the same order.
fn longest_common(one: &[String], other: &[String]) -> usize {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut number = |word| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(word).or_insert(next)
    };
    let one: Vec<u32> = one.iter().map(|word| number(word.as_str())).collect();
    let other: Vec<u32> = other.iter().map(|word| number(word.as_str())).collect();
    let mut last = vec![0_u32; other.len() + 1];
    for word in &one {
        let mut diagonal = 0;
        for (at, candidate) in other.iter().enumerate() {
            let above = last[at + 1];
            last[at + 1] = if word == candidate { diagonal + 1 } else { above.max(last[at]) };
            diagonal = above;
        }
    }
    last.last().map_or(0, |count| *count as usize)
}

/// A row of the table.
struct Row {
    name: String,
    text: usize,
    fault: usize,
    empty: usize,
    crash: usize,
    scores: Vec<Score>,
    f1: Vec<f64>,
    times: Vec<Duration>,
}

impl Row {
    fn new(name: &str) -> Self {
        let name = name.to_owned();
        Self { name, text: 0, fault: 0, empty: 0, crash: 0, scores: vec![], f1: vec![], times: vec![] }
    }

    fn take(&mut self, outcome: &Outcome, truth: Option<&str>, reference: Option<&str>) {
        self.times.push(outcome.time);
        match &outcome.text {
            Some(text) if text.trim().is_empty() => self.empty += 1,
            Some(_) => self.text += 1,
            None if outcome.crashed => self.crash += 1,
            None => self.fault += 1,
        }
        let text = outcome.text.as_deref().unwrap_or_default();
        if let Some(truth) = truth {
            self.scores.push(Score::of(truth, text));
        } else if let Some(reference) = reference.filter(|reference| reference.trim().chars().count() > SENTENCE) {
            self.f1.push(f1(reference, text));
        }
    }

    fn print(&self) {
        let mean = |values: &mut dyn Iterator<Item = f64>| {
            let (sum, count) = values.fold((0.0, 0_usize), |(sum, count), value| (sum + value, count + 1));
            if count == 0 { "-".to_owned() } else { format!("{:.4}", sum / count as f64) }
        };
        let good = self.f1.iter().filter(|value| **value >= 0.95).count();
        let mut times = self.times.clone();
        times.sort_unstable();
        let milliseconds = |time: Option<&Duration>| time.map_or(0.0, |time| time.as_secs_f64() * 1000.0);
        println!(
            "{:24} {:4} {:5} {:5} {:5}  {:9} {:6} {:6}  {:6} {:>3}/{:<3}  {:8.1} / {:.0}",
            self.name,
            self.text,
            self.fault,
            self.empty,
            self.crash,
            mean(&mut self.scores.iter().map(|score| score.sentences)),
            mean(&mut self.scores.iter().map(|score| score.recall)),
            mean(&mut self.scores.iter().map(|score| score.order)),
            mean(&mut self.f1.iter().copied()),
            good,
            self.f1.len(),
            milliseconds(times.get(times.len() / 2)),
            milliseconds(times.last()),
        );
    }
}
