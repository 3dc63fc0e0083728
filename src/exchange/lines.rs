//! JSON Lines: an article a line with its claims, and a claim a line.
//!
//! Offsets count Unicode code points, so that `text[start_offset:end_offset]` is `text` of the label in Python, `DuckDB`, Polars and Spark. Every
//! row has the same keys, with `null` or `[]` for what is not there, so that tables take it unchanged. Letters are escaped unless asked for
//! otherwise, since readers that guess encodings guess wrong. A claim of several stretches has a label for each, with one `claim_id`.
//!
//! What is read: this, the `label` and `entities` of doccano in both its forms, and rows with `start`, `end` and `text` or `quote`.

use std::{borrow::Cow, collections::HashMap};

use serde::{
    Deserialize, Serialize, Serializer,
    ser::{SerializeMap as _, SerializeSeq as _},
};
use serde_json::{Map, Value};

use super::{
    NamedFile, Note, Watch,
    error::ExchangeError,
    field::Field,
    foreign::{Document, Piece, Record},
    json::{self, Bounded},
    limits::MAX_RECORDS,
    sheet::{Place, Row, Sheet},
    stem,
    unit::Unit,
};
use crate::{
    article::{Article, ArticleKind, BlockKind, Metadata},
    claim::LostSegment,
};

/// Writes a line an article.
pub(super) fn write_articles(
    sheets: &[Sheet<'_>],
    letters: bool,
    watch: &mut Watch<'_>,
) -> Result<Vec<u8>, ExchangeError> {
    let mut bytes = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        watch.step(number * 512, sheets.len() * 512)?;
        json::line(&mut bytes, &ArticleLine(sheet), letters)?;
    }
    Ok(bytes)
}

/// Writes a line a stretch of a claim.
pub(super) fn write_claims(
    sheets: &[Sheet<'_>],
    letters: bool,
    watch: &mut Watch<'_>,
) -> Result<Vec<u8>, ExchangeError> {
    let mut bytes = Vec::new();
    for sheet in sheets {
        for (number, row) in sheet.rows.iter().enumerate() {
            watch.step(number, sheet.rows.len())?;
            for label in labels(sheet, row) {
                json::line(&mut bytes, &ClaimLine(&label), letters)?;
            }
        }
    }
    Ok(bytes)
}

struct ArticleLine<'a>(&'a Sheet<'a>);

impl Serialize for ArticleLine<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(sheet) = self;
        let (article, known) = (sheet.article(), &sheet.article().metadata);
        let mut line = serializer.serialize_map(None)?;
        line.serialize_entry("id", sheet.name)?;
        line.serialize_entry("url", &known.url)?;
        line.serialize_entry("title", &known.title)?;
        line.serialize_entry("authors", &known.authors)?;
        line.serialize_entry("publisher", &known.publisher)?;
        line.serialize_entry("republisher", &known.republisher)?;
        line.serialize_entry("published", &known.published.map(|date| date.to_string()))?;
        line.serialize_entry("updated", &known.updated.map(|date| date.to_string()))?;
        line.serialize_entry("archive_url", &known.archive_url)?;
        line.serialize_entry("language", &known.language)?;
        line.serialize_entry("kind", &known.kind.map(ArticleKind::name))?;
        line.serialize_entry("reviewer", sheet.review.reviewer())?;
        line.serialize_entry("offset_unit", "unicode_code_points")?;
        line.serialize_entry("text", sheet.text())?;
        line.serialize_entry("blocks", &Blocks(article, sheet))?;
        line.serialize_entry("label", &Labels(sheet, false))?;
        line.serialize_entry("orphaned", &Labels(sheet, true))?;
        line.end()
    }
}

struct Blocks<'a>(&'a Article, &'a Sheet<'a>);

impl Serialize for Blocks<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Block {
            kind: &'static str,
            start: u64,
            end: u64,
        }
        let Self(article, sheet) = self;
        serializer.collect_seq(article.blocks().iter().map(|block| Block {
            kind: block.kind.name(),
            start: sheet.ruler.count(block.span.start()),
            end: sheet.ruler.count(block.span.end()),
        }))
    }
}

/// The labels of a sheet: those that are in the text, or those that are not.
struct Labels<'a>(&'a Sheet<'a>, bool);

impl Serialize for Labels<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(sheet, orphaned) = self;
        let mut list = serializer.serialize_seq(None)?;
        for row in &sheet.rows {
            for label in labels(sheet, row).filter(|label| label.is_lost() == *orphaned) {
                list.serialize_element(&label)?;
            }
        }
        list.end()
    }
}

/// A stretch of a claim with everything about the claim.
struct Label<'a> {
    sheet: &'a Sheet<'a>,
    row: &'a Row<'a>,
    number: usize,
    stretch: Stretch<'a>,
}

enum Stretch<'a> {
    Placed(Place<'a>),
    Lost(&'a LostSegment),
}

impl Label<'_> {
    fn is_lost(&self) -> bool {
        matches!(self.stretch, Stretch::Lost(_))
    }
}

fn labels<'a>(sheet: &'a Sheet<'a>, row: &'a Row<'a>) -> impl Iterator<Item = Label<'a>> {
    let placed = row.places.iter().map(|place| Stretch::Placed(*place));
    let lost = row.lost().iter().map(Stretch::Lost);
    placed.chain(lost).enumerate().map(|(number, stretch)| Label { sheet, row, number, stretch })
}

fn serialize_label<M: serde::ser::SerializeMap>(map: &mut M, label: &Label<'_>) -> Result<(), M::Error> {
    let Label { sheet, row, number, stretch } = label;
    // The id of a stretch is no integer, and therefore not called `id`: doccano would drop the label without a word.
    map.serialize_entry("span_id", &row.part_id(*number))?;
    map.serialize_entry("claim_id", &row.id)?;
    let (start, end, exact) = match stretch {
        Stretch::Placed(place) => (place.start, place.end, place.exact),
        Stretch::Lost(lost) => (lost.start, lost.end, lost.exact.as_str()),
    };
    map.serialize_entry("start_offset", &start)?;
    map.serialize_entry("end_offset", &end)?;
    map.serialize_entry("label", row.claim.tag.name())?;
    map.serialize_entry("text", exact)?;
    if let Stretch::Lost(lost) = stretch {
        map.serialize_entry("prefix", &lost.prefix)?;
        map.serialize_entry("suffix", &lost.suffix)?;
    }
    for field in Field::ALL {
        if field.is_list() {
            map.serialize_entry(field.name(), row.values.get(field))?;
        } else {
            map.serialize_entry(field.name(), &row.values.first(field))?;
        }
    }
    let cue = row.claim.cue;
    map.serialize_entry("cue_start", &cue.map(|cue| sheet.ruler.count(cue.start())))?;
    map.serialize_entry("cue_end", &cue.map(|cue| sheet.ruler.count(cue.end())))
}

impl Serialize for Label<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        serialize_label(&mut map, self)?;
        map.end()
    }
}

/// The same in a line of its own, with the article it is of, and what stood beside it.
struct ClaimLine<'a>(&'a Label<'a>);

impl Serialize for ClaimLine<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(label) = self;
        let known = &label.sheet.article().metadata;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("article_id", label.sheet.name)?;
        map.serialize_entry("url", &known.url)?;
        map.serialize_entry("title", &known.title)?;
        map.serialize_entry("language", &known.language)?;
        map.serialize_entry("reviewer", label.sheet.review.reviewer())?;
        map.serialize_entry("orphaned", &label.is_lost())?;
        if let Stretch::Placed(place) = label.stretch {
            map.serialize_entry("prefix", label.sheet.before(place.span))?;
            map.serialize_entry("suffix", label.sheet.after(place.span))?;
        }
        serialize_label(&mut map, label)?;
        map.end()
    }
}

/// A line as it comes in.
#[derive(Deserialize)]
struct ArticleIn<'a> {
    #[serde(borrow)]
    text: Option<Cow<'a, str>>,
    /// Of old versions of doccano.
    #[serde(borrow)]
    data: Option<Cow<'a, str>>,
    #[serde(default)]
    label: Bounded<Value>,
    #[serde(default)]
    labels: Bounded<Value>,
    #[serde(default)]
    entities: Bounded<Value>,
    #[serde(default)]
    orphaned: Bounded<Value>,
    #[serde(default)]
    blocks: Bounded<BlockIn>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Deserialize)]
struct BlockIn {
    kind: String,
    start: u64,
    end: u64,
}

/// Reads a line an article.
pub(super) fn read_articles(file: &NamedFile, notes: &mut Vec<Note>) -> Result<Vec<Document>, ExchangeError> {
    let mut documents = Vec::new();
    let mut count = 0;
    let is_one = lines_of(&file.bytes)?.nth(1).is_none();
    for (place, (number, line)) in lines_of(&file.bytes)?.enumerate() {
        if place == MAX_RECORDS {
            return Err(ExchangeError::TooMany);
        }
        let read: ArticleIn<'_> = json::read(line, number)?;
        let name = match word(&read.rest, "id").or_else(|| word(&read.rest, "article_id")) {
            Some(id) => id,
            None if is_one => stem(&file.name).to_owned(),
            None => format!("{}-{number}", stem(&file.name)),
        };
        let mut document = Document::new(name, Unit::CodePoints);
        let Some(text) = read.text.or(read.data) else {
            notes.push(Note::left_out(format!("line {number}"), "it has no text"));
            continue;
        };
        document.text = Some(text.into_owned());
        document.metadata = metadata(&read.rest);
        document.reviewer = word(&read.rest, "reviewer").unwrap_or_default();
        let kind = |name: &str| BlockKind::from_name(name).unwrap_or_default();
        document.blocks = read.blocks.0.iter().map(|block| (kind(&block.kind), block.start, block.end)).collect();
        let mut records = Gathered::default();
        let lists =
            [(read.label, "label"), (read.labels, "label"), (read.entities, "entity"), (read.orphaned, "orphan")];
        for (list, what) in lists {
            count += list.0.len();
            if count > MAX_RECORDS {
                return Err(ExchangeError::TooMany);
            }
            for (place, label) in list.0.into_iter().enumerate() {
                let at = format!("line {number}, {what} {}", place + 1);
                if !records.add(&label, at.clone(), what == "orphan") {
                    notes.push(Note::left_out(at, "it is no label with a start, an end and a name"));
                }
            }
        }
        document.records = records.list;
        documents.push(document);
    }
    Ok(documents)
}

/// Reads a line a claim.
pub(super) fn read_claims(file: &NamedFile, notes: &mut Vec<Note>) -> Result<Vec<Document>, ExchangeError> {
    let mut documents: Vec<(Document, Gathered)> = Vec::new();
    let mut known: HashMap<(String, String), usize> = HashMap::new();
    for (count, (number, line)) in lines_of(&file.bytes)?.enumerate() {
        if count == MAX_RECORDS {
            return Err(ExchangeError::TooMany);
        }
        let value: Value = json::read(line, number)?;
        let at = format!("line {number}");
        let Some(row) = value.as_object() else {
            notes.push(Note::left_out(at, "it is no object"));
            continue;
        };
        let name = word(row, "article_id").unwrap_or_else(|| stem(&file.name).to_owned());
        let reviewer = word(row, "reviewer").unwrap_or_default();
        let place = *known.entry((name.clone(), reviewer.clone())).or_insert_with(|| {
            let mut document = Document::new(name, Unit::CodePoints);
            document.metadata = metadata(row);
            document.reviewer = reviewer;
            documents.push((document, Gathered::default()));
            documents.len() - 1
        });
        let is_lost = row.get("orphaned").and_then(Value::as_bool).unwrap_or_default();
        if !documents[place].1.add(&value, at.clone(), is_lost) {
            notes.push(Note::left_out(at, "it is no label with a start, an end and a name"));
        }
    }
    let with_records = |(mut document, records): (Document, Gathered)| {
        document.records = records.list;
        document
    };
    Ok(documents.into_iter().map(with_records).collect())
}

fn lines_of(bytes: &[u8]) -> Result<impl Iterator<Item = (usize, &str)>, ExchangeError> {
    let lines = json::utf8(bytes)?.split('\n').enumerate();
    Ok(lines.map(|(number, line)| (number + 1, line)).filter(|(_, line)| !line.trim().is_empty()))
}

fn word(map: &Map<String, Value>, key: &str) -> Option<String> {
    map.get(key).and_then(json::words)
}

fn metadata(row: &Map<String, Value>) -> Metadata {
    let authors = row.get("authors").and_then(Value::as_array);
    Metadata {
        title: word(row, "title"),
        authors: authors.into_iter().flatten().filter_map(json::words).collect(),
        publisher: word(row, "publisher"),
        republisher: word(row, "republisher"),
        published: word(row, "published").and_then(|date| date.parse().ok()),
        updated: word(row, "updated").and_then(|date| date.parse().ok()),
        url: word(row, "url"),
        archive_url: word(row, "archive_url"),
        language: word(row, "language"),
        kind: word(row, "kind").and_then(|kind| ArticleKind::from_name(&kind)),
    }
}

/// Records, of which those of one claim become one.
#[derive(Default)]
struct Gathered {
    list: Vec<Record>,
    of_claim: HashMap<String, usize>,
}

impl Gathered {
    /// Adds a label; `false` when it is none.
    fn add(&mut self, label: &Value, at: String, is_lost: bool) -> bool {
        let record = match label {
            // The form of doccano: [start, end, label].
            Value::Array(parts) => match parts.as_slice() {
                [start, end, name] => {
                    json::count(start).zip(json::count(end)).zip(name.as_str()).map(|((start, end), name)| {
                        let pieces = vec![Piece::at(start, end, None)];
                        Record { at, labels: vec![name.to_owned()], pieces, ..Record::default() }
                    })
                }
                _ => None,
            },
            Value::Object(map) => from_map(map, at, is_lost),
            _ => None,
        };
        let Some(mut record) = record else { return false };
        let same = record.id.as_ref().and_then(|id| self.of_claim.get(id).copied());
        match (same, &record.id) {
            (Some(place), _) => self.list[place].pieces.append(&mut record.pieces),
            (None, Some(id)) => {
                self.of_claim.insert(id.clone(), self.list.len());
                self.list.push(record);
            }
            (None, None) => self.list.push(record),
        }
        true
    }
}

fn from_map(map: &Map<String, Value>, at: String, is_lost: bool) -> Option<Record> {
    let number = |keys: &[&str]| keys.iter().find_map(|key| map.get(*key)).and_then(json::count);
    let name = ["label", "tag", "kind"].iter().find_map(|key| word(map, key))?;
    let exact = word(map, "text").or_else(|| word(map, "quote"));
    let (start, end) = (number(&["start_offset", "start"]), number(&["end_offset", "end"]));
    if start.zip(end).is_none() && exact.is_none() {
        return None;
    }
    let context = |key: &str| word(map, key).unwrap_or_default();
    let piece = Piece { start, end, exact, prefix: context("prefix"), suffix: context("suffix"), is_lost };
    // Only what is called so belongs together: an `id` of doccano is one label's own.
    let id = word(map, "claim_id");
    let mut record = Record { at, id, labels: vec![name], pieces: vec![piece], ..Record::default() };
    record.cue = number(&["cue_start"]).zip(number(&["cue_end"]));
    for field in Field::ALL {
        match map.get(field.name()) {
            Some(Value::Array(values)) => record.say_all(field, values.iter().filter_map(json::words)),
            Some(value) => record.say(field, json::words(value).unwrap_or_default()),
            None => {}
        }
    }
    Some(record)
}
