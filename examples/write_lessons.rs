//! Makes the lessons that come with the program of their sources: `cargo run --example write_lessons`
//!
//! A source is `assets/lessons/source/NAME.json`, the lesson `assets/lessons/NAME.claims.json`. In the words of a paragraph, `⟦a|…⟧` marks
//! a segment of the claim `a`; marks may stand in one another, and a claim that is marked twice has two segments. Other ways to mark a
//! claim are marked the same way, and named under its `alternatives`. The same source gives the same bytes.

#![expect(clippy::expect_used, clippy::panic, reason = "an author is told at once what is wrong with a source")]
#![expect(clippy::print_stdout, reason = "what was written is said to the author")]

use std::{collections::BTreeMap, fs, path::Path};

use claimlight::{
    article::{Article, Block, BlockKind, Metadata, Source},
    claim::{Claim, ClaimId, Form, Segments, Speaker, SpeakerId, SpeakerType, Tag, Voice},
    classroom::make::{self, Enclosed},
    review::{Claims, Review},
    store::{Carried, Digest, encode},
    teaching::{
        Alternative, AnswerKey, Asked, AskedField, AssignmentId, CodebookNote, KeyEntry, Masthead, Role, Task,
        Tolerance,
    },
    text::{ByteIndex, Span, Text},
};
use jiff::Timestamp;
use serde::Deserialize;
use uuid::{Builder, Uuid};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lesson {
    language: String,
    title: Option<String>,
    #[serde(default)]
    authors: Vec<String>,
    publisher: Option<String>,
    republisher: Option<String>,
    instructions: String,
    #[serde(default)]
    fields: Vec<String>,
    #[serde(default)]
    why: bool,
    #[serde(default)]
    pre_cut: bool,
    #[serde(default)]
    hide_masthead: bool,
    /// The types of speakers by name, where it is neither a person, whose name begins with a capital letter, nor unnamed.
    #[serde(default)]
    speaker_types: BTreeMap<String, String>,
    paragraphs: Vec<Paragraph>,
    claims: BTreeMap<String, Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Paragraph {
    #[serde(default = "paragraph")]
    kind: String,
    text: String,
}

fn paragraph() -> String {
    "paragraph".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    tag: String,
    #[serde(default)]
    form: Option<String>,
    #[serde(default)]
    voice: Option<String>,
    #[serde(default)]
    speaker: Option<String>,
    #[serde(default)]
    flags: Vec<String>,
    rule: String,
    note: String,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    alternatives: Vec<Other>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Other {
    tag: String,
    /// The name of its marks; those of the claim without one.
    #[serde(default)]
    marks: Option<String>,
}

/// An id that is the same whenever it is made.
fn id(lesson: &str, of: &str) -> Uuid {
    // The ids of lessons sort before those of claims that are made later.
    const BEGINNING_OF_2026: u64 = 1_767_225_600_000;
    let digits = Digest::of(format!("{lesson}/{of}").as_bytes()).to_string();
    let byte = |number: usize| u8::from_str_radix(&digits[2 * number..2 * number + 2], 16).expect("two digits");
    let random: [u8; 10] = std::array::from_fn(byte);
    Builder::from_unix_timestamp_millis(BEGINNING_OF_2026, &random).into_uuid()
}

/// A text without its marks, the block of each paragraph, and what was marked, in bytes.
struct Read {
    text: String,
    blocks: Vec<(BlockKind, usize, usize)>,
    marked: BTreeMap<String, Vec<(usize, usize)>>,
}

fn read(paragraphs: &[Paragraph]) -> Read {
    let mut read = Read { text: String::new(), blocks: Vec::new(), marked: BTreeMap::new() };
    for Paragraph { kind, text } in paragraphs {
        if !read.text.is_empty() {
            read.text.push_str("\n\n");
        }
        let start = read.text.len();
        let mut open: Vec<(String, usize)> = Vec::new();
        let mut rest = text.as_str();
        while let Some(at) = rest.find(['⟦', '⟧']) {
            read.text.push_str(&rest[..at]);
            if let Some(marked) = rest[at..].strip_prefix('⟦') {
                let (name, words) = marked.split_once('|').expect("⟦name|words⟧");
                open.push((name.to_owned(), read.text.len()));
                rest = words;
            } else {
                let (name, from) = open.pop().expect("a mark that was opened");
                read.marked.entry(name).or_default().push((from, read.text.len()));
                rest = rest[at..].strip_prefix('⟧').expect("it was found there");
            }
        }
        read.text.push_str(rest);
        assert!(open.is_empty(), "every mark is closed in its paragraph: {text}");
        let kind = BlockKind::from_name(kind).expect("a kind of block");
        read.blocks.push((kind, start, read.text.len()));
    }
    read
}

fn tag(name: &str) -> Tag {
    Tag::ALL.into_iter().find(|tag| tag.name() == name).expect("a tag")
}

fn speaker_type(listed: &str, given: Option<&String>) -> SpeakerType {
    let is_described = listed.starts_with(char::is_lowercase);
    let usual = if is_described { SpeakerType::Unnamed } else { SpeakerType::Person };
    given.map_or(usual, |given| {
        SpeakerType::ALL.into_iter().find(|known| known.name() == given).expect("a type of speaker")
    })
}

fn made(name: &str, lesson: &Lesson) -> Review {
    let Read { text, blocks, marked } = read(&lesson.paragraphs);
    let text = Text::new(text).expect("a text");
    let span = |from: usize, to: usize| -> Span {
        text.span(ByteIndex::new(from)..ByteIndex::new(to)).expect("whole characters")
    };
    let segments = |name: &str| {
        let places = marked.get(name).unwrap_or_else(|| panic!("nothing is marked as {name}"));
        Segments::new(places.iter().map(|(from, to)| span(*from, *to))).expect("a stretch")
    };
    let now: Timestamp = "2026-01-01T00:00:00Z".parse().expect("a time");
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut entries = Vec::new();
    let mut claims: Vec<Claim> = Vec::new();
    for (mark, expected) in &lesson.claims {
        let mut claim = Claim::new(ClaimId(id(name, mark)), tag(&expected.tag), segments(mark), now);
        claim.flags.clone_from(&expected.flags);
        claim.flags.sort();
        let form = expected.form.as_deref();
        claim.form =
            form.map_or(Form::None, |form| Form::ALL.into_iter().find(|known| known.name() == form).expect("a form"));
        claim.voice = expected.voice.as_deref().map_or(Voice::Author, |voice| {
            Voice::ALL.into_iter().find(|known| known.name() == voice).expect("a voice")
        });
        if let Some(speaker) = &expected.speaker {
            let mut names = speaker.split('|').map(str::to_owned);
            let listed = names.next().expect("a name");
            let of = SpeakerId(id(name, &format!("speaker {listed}")));
            if speakers.iter().all(|known| known.id != of) {
                let aliases: Vec<String> = names.collect();
                let speaker_type = speaker_type(&listed, lesson.speaker_types.get(&listed));
                speakers.push(Speaker { aliases, speaker_type, ..Speaker::named(of, listed) });
            }
            claim.speaker = Some(of);
        }
        let alternatives = expected.alternatives.iter().map(|other| Alternative {
            tag: tag(&other.tag),
            segments: segments(other.marks.as_deref().unwrap_or(mark)),
            speaker: claim.speaker,
        });
        let entry = KeyEntry {
            alternatives: alternatives.collect(),
            optional: expected.optional,
            note: expected.note.clone(),
            rule: Some(expected.rule.clone()),
        };
        entries.push((claim.id, entry));
        claims.push(claim);
    }
    let metadata = Metadata {
        title: lesson.title.clone(),
        authors: lesson.authors.clone(),
        publisher: lesson.publisher.clone(),
        republisher: lesson.republisher.clone(),
        language: Some(lesson.language.clone()),
        ..Metadata::default()
    };
    let blocks = blocks.iter().map(|(kind, from, to)| Block { kind: *kind, span: span(*from, *to) }).collect();
    let article = Article::new(text.clone(), blocks, metadata, Source::default()).expect("blocks in order");
    let claims: Claims = claims.into_iter().collect();
    let key = AnswerKey::new(entries, Tolerance::ALL, []).expect("a key that makes sense");
    let review = Review::from_parts(article, "Claimlight".to_owned(), speakers, claims, Vec::new())
        .with_role(Some(Role::Key(key)));
    let asked = Asked {
        instructions: lesson.instructions.clone(),
        tags: Tag::ALL.to_vec(),
        fields: AskedField::ALL
            .into_iter()
            .filter(|field| lesson.fields.iter().any(|name| name == field.name()))
            .collect(),
        why: lesson.why,
        codebook: CodebookNote::default(),
        hints: true,
        masthead: if lesson.hide_masthead { Masthead::Hidden } else { Masthead::Shown },
        spans: if lesson.pre_cut { make::cut(&review).expect("claims") } else { Vec::new() },
    };
    let task = Task::new(asked).expect("a task that makes sense");
    let assignment = AssignmentId(id(name, "assignment"));
    let key = make::key(&review, Some((assignment, &task))).expect("a key");
    make::assignment(review.article(), "Claimlight", assignment, task, Enclosed::Open(&key)).expect("an assignment")
}

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/lessons");
    let sources = fs::read_dir(folder.join("source")).expect("the sources").flatten();
    let mut paths: Vec<_> =
        sources.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    paths.sort();
    for path in paths {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let source = fs::read_to_string(&path).expect("a source");
        let lesson: Lesson = serde_json::from_str(&source).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let review = made(&name, &lesson);
        let bytes = encode(&review, &Carried::default()).expect("a file");
        fs::write(folder.join(format!("{name}.claims.json")), bytes).expect("a file");
        println!("{name}: {} claims", review.claims().len());
    }
}
