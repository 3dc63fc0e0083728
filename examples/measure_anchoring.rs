//! Measures re-anchoring: `cargo run --release --example measure_anchoring -- PAIRS.jsonl`
//!
//! A line of the file is one text before and after an edit, with spans of the first and where each of them is in the second
//! (`before`, `after`, `spans`, `gold_after`, `kinds`, `lang`, `edit`; offsets in code points). A span counts as right when what was
//! found shares at least 0.8 of what both cover together, or when nothing was found of what is gone; as in a wrong place when
//! it shares less than 0.1. With a kind as the second argument, each span of that kind that is not right is shown.

#![expect(clippy::print_stdout, reason = "it prints what it measures")]
#![expect(clippy::expect_used, reason = "a file that is not as described ends the measurement")]

use std::{collections::BTreeMap, env, fmt::Write as _, fs, time::Instant};

use claimlight::{
    anchor::{self, Fate, Old, Outcome, Quotation},
    text::{ByteIndex, CodePointIndex, Span, Text},
};
use cpu_time::ProcessTime;
use serde::Deserialize;

/// A stretch in code points, half-open.
type Stretch = (u64, u64);

/// How many code points of context a review file keeps.
const CONTEXT: usize = 32;

#[derive(Deserialize)]
struct Pair {
    lang: String,
    edit: String,
    before: String,
    after: String,
    spans: Vec<Stretch>,
    gold_after: Vec<Option<Stretch>>,
    kinds: Vec<String>,
}

/// What came of some spans.
#[derive(Clone, Copy, Default)]
struct Tally {
    all: usize,
    right: usize,
    wrong_place: usize,
    exact: usize,
    gone: usize,
    gone_but_placed: usize,
    not_found: usize,
    ambiguous: usize,
}

impl Tally {
    /// Counts a span; whether it is right.
    fn add(&mut self, gold: Option<Stretch>, found: Option<Stretch>, is_ambiguous: bool) -> bool {
        self.all += 1;
        self.gone += usize::from(gold.is_none());
        self.ambiguous += usize::from(is_ambiguous);
        let right = match (gold, found) {
            (None, None) => true,
            (None, Some(_)) => {
                self.gone_but_placed += 1;
                false
            }
            (Some(_), None) => {
                self.not_found += usize::from(!is_ambiguous);
                false
            }
            (Some(gold), Some(found)) => {
                let shared = gold.1.min(found.1).saturating_sub(gold.0.max(found.0));
                let both = (gold.1 - gold.0) + (found.1 - found.0) - shared;
                self.wrong_place += usize::from(shared * 10 < both);
                self.exact += usize::from(gold == found);
                shared * 10 >= both * 8
            }
        };
        self.right += usize::from(right);
        right
    }

    fn print(&self, name: &str) {
        let percent = |part: usize, of: usize| if of == 0 { 100.0 } else { part as f64 * 100.0 / of as f64 };
        println!(
            "  {name:<24}{:>6}{:>8.2} %{:>8.2} %{:>8.2} %{:>8}{:>11}{:>10} of {}",
            self.all,
            percent(self.right, self.all),
            percent(self.exact, self.all - self.gone),
            percent(self.wrong_place, self.all),
            self.not_found,
            self.ambiguous,
            self.gone_but_placed,
            self.gone,
        );
    }
}

fn main() {
    let mut arguments = env::args().skip(1);
    let file = arguments.next().expect("a file of pairs as the first argument");
    let shown = arguments.next();
    let lines = fs::read_to_string(file).expect("a readable file");
    let pairs: Vec<Pair> = lines.lines().map(|line| serde_json::from_str(line).expect("a pair")).collect();
    for is_stored in [true, false] {
        println!("{}", if is_stored { "With the stored text" } else { "With quotation and context alone" });
        println!(
            "  {:<24}{:>6}{:>10}{:>10}{:>10}{:>8}{:>11}{:>10}",
            "", "spans", "right", "exact", "wrong", "lost", "ambiguous", "gone but placed"
        );
        for (name, tally) in measure(&pairs, is_stored, shown.as_deref()) {
            tally.print(&name);
        }
    }
    measure_time();
}

fn measure(pairs: &[Pair], is_stored: bool, shown: Option<&str>) -> BTreeMap<String, Tally> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for pair in pairs {
        let before = Text::new(pair.before.as_str()).expect("a text");
        let after = Text::new(pair.after.as_str()).expect("a text");
        let spans: Vec<Span> = pair.spans.iter().map(|stretch| span(&before, *stretch)).collect();
        let outcomes = if is_stored {
            anchor::reanchor(&Old::Stored { text: &before, spans: &spans }, &after)
        } else {
            let letters: Vec<char> = pair.before.chars().collect();
            let contexts: Vec<(String, String)> =
                pair.spans.iter().map(|stretch| context(&letters, *stretch)).collect();
            let quotations: Vec<Quotation<'_>> = spans
                .iter()
                .zip(&contexts)
                .map(|(span, (prefix, suffix))| Quotation { exact: before.slice(*span), prefix, suffix })
                .collect();
            anchor::reanchor(&Old::Quoted(&quotations), &after)
        };
        for (number, outcome) in outcomes.iter().enumerate() {
            let found = outcome.fate.span().map(|span| stretch(&after, span));
            let (gold, kind) = (pair.gold_after[number], &pair.kinds[number]);
            let is_ambiguous = matches!(outcome.fate, Fate::Ambiguous(_));
            let mut right = true;
            for name in [
                "overall".to_owned(),
                format!("kind {kind}"),
                format!("language {}", pair.lang),
                format!("edit {}", pair.edit),
            ] {
                right = tallies.entry(name).or_default().add(gold, found, is_ambiguous);
            }
            if !right && shown.is_some_and(|shown| shown == kind || shown == "all") {
                show(pair, number, outcome, found);
            }
        }
    }
    tallies
}

fn show(pair: &Pair, number: usize, outcome: &Outcome, found: Option<Stretch>) {
    let (before, after): (Vec<char>, Vec<char>) = (pair.before.chars().collect(), pair.after.chars().collect());
    println!("{} {}, score {:.2}", pair.kinds[number], outcome.fate.name(), outcome.score);
    println!("  before: {}", in_context(&before, Some(pair.spans[number])));
    println!("  should: {}", in_context(&after, pair.gold_after[number]));
    println!("  found:  {}", in_context(&after, found));
}

fn in_context(letters: &[char], stretch: Option<Stretch>) -> String {
    let Some(stretch) = stretch else { return "nothing".to_owned() };
    let (before, after) = context(letters, stretch);
    let words: String = letters[stretch.0 as usize..stretch.1 as usize].iter().collect();
    format!("{before}⟦{words}⟧{after}").replace('\n', "⏎")
}

fn context(letters: &[char], (start, end): Stretch) -> (String, String) {
    let (start, end) = (start as usize, end as usize);
    let before = letters[start.saturating_sub(CONTEXT)..start].iter().collect();
    (before, letters[end..(end + CONTEXT).min(letters.len())].iter().collect())
}

fn span(text: &Text, (start, end): Stretch) -> Span {
    let byte = |at| text.to_byte(CodePointIndex(at)).expect("a place in the text");
    text.span(text.grapheme_floor(byte(start))..text.grapheme_ceil(byte(end))).expect("a span")
}

fn stretch(text: &Text, span: Span) -> Stretch {
    (text.to_code_point(span.start()).0, text.to_code_point(span.end()).0)
}

/// Numbers that look like chance and are the same each time (Marsaglia's xorshift, 2003).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    /// A word of a language in which, as in all of them, few words are common and most are rare.
    fn word(&mut self) -> String {
        let bits = self.below(14);
        let number = self.below(4 << bits);
        let mut word = String::new();
        let mut rest = number + 7;
        while rest > 0 {
            word.push(char::from(b"bdfgklmnprstvz"[(rest % 14) as usize]));
            word.push(char::from(b"aeiou"[(rest / 14 % 5) as usize]));
            rest /= 70;
        }
        word
    }
}

/// Ten thousand segments in ten megabytes of which 5 % of the words have changed.
fn measure_time() {
    const BYTES: usize = 10_000_000;
    const SEGMENTS: usize = 10_000;
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    let (mut old, mut new) = (String::with_capacity(BYTES + 64), String::with_capacity(BYTES + 64));
    while old.len() < BYTES {
        let word = numbers.word();
        let end = match numbers.below(400) {
            0..=2 => ".\n\n",
            3..=24 => ". ",
            25..=50 => ", ",
            _ => " ",
        };
        write!(old, "{word}{end}").expect("room");
        let changed = (numbers.below(20) == 0).then(|| numbers.word());
        write!(new, "{}{end}", changed.unwrap_or(word)).expect("room");
    }
    let (old, new) = (Text::new(old).expect("a text"), Text::new(new).expect("a text"));
    let spans: Vec<Span> = (0..SEGMENTS)
        .filter_map(|number| {
            let start = number * (BYTES / SEGMENTS);
            old.trimmed_span(ByteIndex::new(start)..ByteIndex::new(start + 40 + number % 200))
        })
        .collect();
    let (begin, begin_working) = (Instant::now(), ProcessTime::now());
    let outcomes = anchor::reanchor(&Old::Stored { text: &old, spans: &spans }, &new);
    let (took, worked) = (begin.elapsed(), begin_working.elapsed());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for outcome in &outcomes {
        *counts.entry(outcome.fate.name()).or_default() += 1;
    }
    let (segments, bytes) = (spans.len(), old.len());
    println!(
        "{segments} segments in {bytes} bytes, 5 % of the words changed: {took:.2?}, processor {worked:.2?}, {counts:?}"
    );
}
