//! Measures how web pages are read, against pages whose articles are known.
//!
//! `cargo run --release --example measure_reading -- mozilla FOLDER` takes folders with `source.html`, `expected.html` and
//! `expected-metadata.json` each, as Mozilla's Readability has them. Both are read here, so that white space and line ends are no difference.
//! Twice the words are compared: as the extractor chose them (`Options::as_extracted`), which is what is expected of one; and as a reviewer gets
//! them, where each headline, standfirst and byline counts if it is expected and not otherwise, since what is expected has some of them by
//! chance, and where `-v` shows what the steps after the extractor added and left out. `benchmark FOLDER` takes `ground-truth.json` and
//! `html/*.html.gz`, as the article extraction benchmark has them: shingles of four words, precision and recall averaged over pages.
//! `segments FOLDER` takes `evaldata.json` and pages in `eval/` and `cache/`, as trafilatura has them: stretches that must be in the text,
//! and such as must not. A third argument, `-v`, names each page that is not right, the worst first; `-w` reads whole pages.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a program for the terminal that ends at the first fault"
)]

mod score;

use std::{collections::BTreeMap, env, fs, io::Read as _, path::Path, time::Duration};

use claimlight::{
    article::BlockKind,
    read::{self, Options, Reading},
};
use cpu_time::ProcessTime;
use flate2::read::GzDecoder;
use jiff::Timestamp;
use score::{Counts, mean, tokens};
use serde::Deserialize;
use serde_json::Value;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let (Some(kind), Some(folder)) = (arguments.first(), arguments.get(1)) else {
        println!("measure_reading mozilla|benchmark|segments FOLDER [-v] [-w]");
        return;
    };
    let run =
        Run { verbose: has("-v"), whole_page: has("-w"), as_extracted: false, times: Vec::new(), failures: Vec::new() };
    match kind.as_str() {
        "mozilla" => mozilla(Path::new(folder), run),
        "benchmark" => benchmark(Path::new(folder), run),
        "segments" => segments(Path::new(folder), run),
        _ => println!("There are mozilla, benchmark and segments"),
    }
}

/// What is measured along the way.
struct Run {
    verbose: bool,
    whole_page: bool,
    as_extracted: bool,
    times: Vec<(Duration, String)>,
    failures: Vec<String>,
}

impl Run {
    fn read(&mut self, name: &str, bytes: &[u8]) -> Option<Reading> {
        let Self { whole_page, as_extracted, .. } = *self;
        let options = Options { whole_page, as_extracted, ..Options::default() };
        let began = ProcessTime::now();
        let reading = read::read_bytes_with(Some("page.html"), bytes, Timestamp::UNIX_EPOCH, &options);
        self.times.push((began.elapsed(), name.to_owned()));
        reading.map_err(|fault| self.failures.push(format!("{name}: {fault}"))).ok()
    }

    fn print(mut self) {
        self.times.sort();
        let at = |part: f64| self.times[((self.times.len() - 1) as f64 * part) as usize].0.as_secs_f64() * 1000.0;
        let slowest = self.times.last().map_or("", |(_, name)| name);
        println!("CPU ms: median {:.1}, p95 {:.1}, most {:.1} ({slowest})", at(0.5), at(0.95), at(1.0));
        println!("not read: {}", self.failures.len());
        self.failures.iter().for_each(|failure| println!("  {failure}"));
    }
}

/// An article's words without what stands over it.
fn body(reading: &Reading) -> String {
    let article = &reading.article;
    let is_body = |kind| !matches!(kind, BlockKind::Headline | BlockKind::Standfirst | BlockKind::Byline);
    let blocks = article.blocks().iter().filter(|block| is_body(block.kind));
    blocks.map(|block| article.text().slice(block.span)).collect::<Vec<_>>().join("\n")
}

fn whole(reading: &Reading) -> &str {
    reading.article.text().as_str()
}

fn headings(reading: &Reading) -> Vec<String> {
    let article = &reading.article;
    let headings = article
        .blocks()
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Heading | BlockKind::Headline | BlockKind::Standfirst));
    headings.map(|block| tokens(article.text().slice(block.span)).join(" ")).collect()
}

/// An article's words, with those of the blocks at its top that are expected.
fn with_expected_top(reading: &Reading, expected: &str) -> String {
    let article = &reading.article;
    let mut kept = body(reading);
    for block in article.blocks() {
        let is_top = matches!(block.kind, BlockKind::Headline | BlockKind::Standfirst | BlockKind::Byline);
        let with = format!("{}\n{kept}", article.text().slice(block.span));
        let f1 = |text: &str| score::tokens_in_common(expected, text).f1();
        if is_top && f1(&with) > f1(&kept) {
            kept = with;
        }
    }
    kept
}

/// Whether two texts have the same words, or the same letters in a row: a line end parts words that nothing else does.
fn are_identical(expected: &str, text: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    score::tokens_in_common(expected, text).f1() >= 1.0 || letters(expected) == letters(text)
}

fn mozilla(folder: &Path, mut run: Run) {
    let mut pages: Vec<_> = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
    pages.sort();
    let (mut chosen, mut identical) = (0, 0);
    let mut scores = Vec::new();
    let (mut kept, mut expected_headings) = (0, 0);
    let mut fields: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for page in &pages {
        let name = page.file_name().expect("a name").to_string_lossy().into_owned();
        let Ok(source) = fs::read(page.join("source.html")) else { continue };
        let expected = fs::read_to_string(page.join("expected.html")).expect("the article that is expected");
        let expected = format!("<!DOCTYPE html><html><body>{expected}</body></html>");
        let options = Options { whole_page: true, ..Options::default() };
        let Ok(expected) =
            read::read_bytes_with(Some("page.html"), expected.as_bytes(), Timestamp::UNIX_EPOCH, &options)
        else {
            run.failures.push(format!("{name}: nothing is expected"));
            continue;
        };
        let as_extracted = Options { as_extracted: true, ..Options::default() };
        let extracted = read::read_bytes_with(Some("page.html"), &source, Timestamp::UNIX_EPOCH, &as_extracted);
        let is_chosen = extracted.as_ref().is_ok_and(|reading| are_identical(whole(&expected), whole(reading)));
        chosen += usize::from(is_chosen);
        let Some(reading) = run.read(&name, &source) else {
            scores.push(Counts::default());
            continue;
        };
        let text = with_expected_top(&reading, whole(&expected));
        let counts = score::tokens_in_common(whole(&expected), &text);
        let is_identical = are_identical(whole(&expected), &text);
        identical += usize::from(is_identical);
        let own = headings(&reading);
        let wanted = headings(&expected);
        let lost: Vec<&String> = wanted.iter().filter(|heading| !own.contains(heading)).collect();
        expected_headings += wanted.len();
        kept += wanted.len() - lost.len();
        let metadata: Value =
            serde_json::from_slice(&fs::read(page.join("expected-metadata.json")).expect("metadata")).expect("JSON");
        let line = |line: Option<&str>| line.map(|line| tokens(line).join(" ")).unwrap_or_default();
        let own = extracted.as_ref().ok().and_then(|reading| reading.article.metadata.authors.first());
        let is_byline = line(metadata["byline"].as_str()) == line(own.map(String::as_str));
        let tally = fields.entry("byline, as the extractor chose it").or_default();
        tally.0 += usize::from(is_byline);
        tally.1 += 1;
        for (field, is_right, shown) in compare(&name, &metadata, &reading) {
            let tally = fields.entry(field).or_default();
            tally.0 += usize::from(is_right);
            tally.1 += 1;
            if run.verbose && !is_right {
                println!("{name}: {field}: {shown}");
            }
        }
        if run.verbose && !lost.is_empty() {
            println!("{name}: headings lost: {lost:?}");
        }
        if run.verbose && !is_chosen {
            println!("{name}: the extractor chose other words");
        }
        if run.verbose && !is_identical {
            println!("{:.4} P {:.4} R {:.4} {name}", counts.f1(), counts.precision(), counts.recall());
            for line in differing_lines(whole(&expected), &text) {
                println!("    - {line}");
            }
            for line in differing_lines(&text, whole(&expected)) {
                println!("    + {line}");
            }
        }
        scores.push(counts);
    }
    println!("pages {}, identical words {chosen} as extracted, {identical} as read", scores.len());
    println!(
        "token F1 as read {:.4} (P {:.4}, R {:.4})",
        mean(&scores, Counts::f1),
        mean(&scores, Counts::precision),
        mean(&scores, Counts::recall)
    );
    println!("headings kept {kept} of {expected_headings}");
    for (field, (right, all)) in fields {
        println!("{field}: {right} of {all}");
    }
    run.print();
}

/// The first lines of a text whose words are not in another in a row.
fn differing_lines(text: &str, other: &str) -> Vec<String> {
    let other = format!(" {} ", tokens(other).join(" "));
    let is_in = |line: &&str| other.contains(&format!(" {} ", tokens(line).join(" ")));
    let lines = text.lines().filter(|line| !tokens(line).is_empty() && !is_in(line)).take(8);
    lines.map(|line| line.chars().take(140).collect()).collect()
}

/// Whom the page names as its author, where the byline that is expected is none or another: told by reading the pages.
const AUTHORS_BY_PAGE: &[(&str, &[&str])] = &[
    // Its author stands in the microdata of the page and under the post.
    ("blogger", &["Andrew Zonenberg"]),
    // `meta property=author`, and the byline on the page.
    ("buzzfeed-1", &["Mark Di Stefano"]),
    // The heading and `article:author`; what is expected belongs to another article further down.
    ("herald-sun-1", &["Laurie Oakes"]),
    // Two authors, of whom the last alone is expected.
    ("ietf-1", &["Kooman, F.", "Jong, Michiel de"]),
    // The byline on the page.
    ("simplyfound-1", &["Joe Wee"]),
    // The link under the headline; what is expected is the day.
    ("seattletimes-1", &["Benjamin Romano"]),
    // What is expected is the day of the last change; the page names nobody near it.
    ("spiceworks", &[]),
    // `DCSext.author`, JSON-LD and the byline on the page.
    ("telegraph", &["Our Foreign Staff"]),
    // The name of the blog, in the microdata of the page.
    ("links-in-tables", &["Android Developers"]),
    // The byline on the page.
    ("wordpress", &["Sarah Gooding"]),
    // What is expected is the word "individual" in a note of the site.
    ("yahoo-4", &[]),
];

/// Each field of the metadata that is expected: whether it is right, and both values.
fn compare(page: &str, expected: &Value, reading: &Reading) -> Vec<(&'static str, bool, String)> {
    let metadata = &reading.article.metadata;
    // A title of nothing is none.
    let of = |key: &str| expected.get(key).and_then(Value::as_str).filter(|value| !value.is_empty()).map(str::to_owned);
    let folded = |words: &str| tokens(words).join(" ").to_lowercase();
    let mut fields = Vec::new();
    let mut add = |field, expected: Option<String>, own: Option<String>, is_right| {
        fields.push((field, is_right, format!("{expected:?} / {own:?}")));
    };
    let (title, own) = (of("title"), metadata.title.clone());
    let is_same = title.as_deref().map(folded) == own.as_deref().map(folded);
    add("title", title.clone(), own.clone(), is_same);
    let is_part = title
        .as_deref()
        .map(folded)
        .zip(own.as_deref().map(folded))
        .is_some_and(|(one, other)| one.contains(&other) || other.contains(&one));
    add("title, or the page's heading in it", title, own, is_same || is_part);
    // A byline has offices and dates beside the names, so the names must all be in it.
    let byline = of("byline");
    let own = metadata.authors.join(" and ");
    let names_in = byline.as_deref().map(folded).is_some_and(|byline| {
        !metadata.authors.is_empty() && metadata.authors.iter().all(|author| byline.contains(&folded(author)))
    });
    let is_right = if byline.as_deref().is_none_or(str::is_empty) { own.is_empty() } else { names_in };
    let by_page = AUTHORS_BY_PAGE.iter().find(|(known, _)| *known == page);
    let is_as_page_says = by_page.map_or(is_right, |(_, authors)| metadata.authors == *authors);
    add("authors (all in the byline, or none)", byline.clone(), Some(own.clone()), is_right);
    add("authors, where the byline is none of the page's: as the page says", byline, Some(own), is_as_page_says);
    let site = of("siteName");
    let is_right = site.as_deref().map(folded) == metadata.publisher.as_deref().map(folded);
    add("publisher", site, metadata.publisher.clone(), is_right);
    if let Some(published) = of("publishedTime") {
        let own = metadata.published.map(|date| date.to_string());
        let day = published.get(..10).map(str::to_owned);
        let is_right = own == day
            || own.as_deref().is_some_and(|own| own.len() == 10 && day_of(&published).as_deref() == Some(own));
        add("published", Some(published), own, is_right);
    }
    if let Some(language) = of("lang") {
        let is_right = metadata.language.as_deref() == Some(language.replace('_', "-").as_str());
        add("language", Some(language), metadata.language.clone(), is_right);
    }
    fields
}

/// The day of a time that is not written as ISO has it.
fn day_of(written: &str) -> Option<String> {
    jiff::fmt::rfc2822::parse(written).ok().map(|time| time.date().to_string())
}

fn benchmark(folder: &Path, mut run: Run) {
    #[derive(Deserialize)]
    struct Truth {
        #[serde(rename = "articleBody")]
        body: String,
    }
    let truths: BTreeMap<String, Truth> =
        serde_json::from_slice(&fs::read(folder.join("ground-truth.json")).expect("ground-truth.json")).expect("JSON");
    let mut scores = Vec::new();
    let mut worst = Vec::new();
    for (name, truth) in &truths {
        let Ok(packed) = fs::read(folder.join(format!("html/{name}.html.gz"))) else { continue };
        let mut source = Vec::new();
        GzDecoder::new(packed.as_slice()).read_to_end(&mut source).expect("a page");
        let text = run.read(name, &source).map(|reading| body(&reading)).unwrap_or_default();
        let counts = score::shingles_in_common(&truth.body, &text);
        scores.push(counts);
        worst.push((counts, name.clone(), lost_lines(&truth.body, &text)));
    }
    worst.sort_by(|one, other| one.0.f1().total_cmp(&other.0.f1()));
    if run.verbose {
        for (counts, name, lost) in &worst {
            println!(
                "{:.4} P {:.4} R {:.4} {name} lost {}",
                counts.f1(),
                counts.precision(),
                counts.recall(),
                lost.len()
            );
            lost.iter().take(3).for_each(|line| println!("    - {}", line.chars().take(140).collect::<String>()));
        }
    }
    let (precision, recall) = (mean(&scores, Counts::precision), mean(&scores, Counts::recall));
    println!("pages {}", scores.len());
    println!("shingle F1 {:.4} (P {precision:.4}, R {recall:.4})", 2.0 * precision * recall / (precision + recall));
    let lost: usize = worst.iter().map(|(.., lost)| lost.len()).sum();
    let pages = worst.iter().filter(|(.., lost)| !lost.is_empty()).count();
    println!("paragraphs lost {lost} on {pages} pages");
    run.print();
}

/// The paragraphs of an article of which less than half the words in a row are in the text.
fn lost_lines(truth: &str, text: &str) -> Vec<String> {
    let lines = truth.lines().filter(|line| tokens(line).len() >= 8);
    lines.filter(|line| score::shingles_in_common(line, text).recall() < 0.5).map(str::to_owned).collect()
}

fn segments(folder: &Path, mut run: Run) {
    #[derive(Deserialize)]
    struct Page {
        file: String,
        with: Vec<String>,
        without: Vec<String>,
    }
    let pages: BTreeMap<String, Page> =
        serde_json::from_slice(&fs::read(folder.join("evaldata.json")).expect("evaldata.json")).expect("JSON");
    let mut all = Counts::default();
    let mut measured = 0;
    for page in pages.values() {
        let path = |sub: &str| folder.join(sub).join(&page.file);
        let Ok(source) = fs::read(path("cache")).or_else(|_| fs::read(path("eval"))) else { continue };
        measured += 1;
        let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = run.read(&page.file, &source).map(|reading| spaced(whole(&reading))).unwrap_or_default();
        let found = |segments: &[String]| segments.iter().filter(|segment| text.contains(&spaced(segment))).count();
        let (right, wrong) = (found(&page.with), found(&page.without));
        all = all.plus(&Counts { right: right as f64, wrong: wrong as f64, lost: (page.with.len() - right) as f64 });
        if run.verbose {
            for segment in page.with.iter().filter(|segment| !text.contains(&spaced(segment))) {
                println!("{}: lost: {segment}", page.file);
            }
            for segment in page.without.iter().filter(|segment| text.contains(&spaced(segment))) {
                println!("{}: not wanted: {segment}", page.file);
            }
        }
    }
    println!("pages {measured} of {}", pages.len());
    println!("segments F1 {:.4} (P {:.4}, R {:.4})", all.f1(), all.precision(), all.recall());
    run.print();
}
