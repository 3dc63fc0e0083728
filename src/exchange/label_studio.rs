//! Tasks of Label Studio: an article is a task, its reviewer's claims are one annotation, and what is only proposed is a prediction.
//!
//! Offsets count Unicode code points, as its exports do since 2022. A claim is a region whose id is the claim's; whatever is said about it is
//! an answer to a question about that region, with the same id. Further stretches of a claim are regions that a relation joins to the first.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use serde::{
    Deserialize, Serialize, Serializer,
    ser::{SerializeMap as _, SerializeSeq as _},
};
use serde_json::{Map, Value, json, value::RawValue};

use super::{
    NamedFile, Note, ORIGIN, Source, Watch,
    error::ExchangeError,
    field::Field,
    foreign::{Document, Piece, Record},
    json::{self, Bounded, Listing},
    sheet::{Place, Sheet},
    stem,
    unit::Unit,
    xml::Page,
};
use crate::{
    claim::{Confidence, Form, Priority, State, Tag, VerdictKind, Voice},
    suggest::Proposal,
};

/// The relation between stretches of one claim.
const CONTINUES: &str = "continues";

/// Writes the tasks.
pub(super) fn write(
    sheets: &[Sheet<'_>],
    sources: &[Source<'_>],
    watch: &mut Watch<'_>,
) -> Result<Vec<u8>, ExchangeError> {
    let mut listing = Listing::begin("[");
    for (number, sheet) in sheets.iter().enumerate() {
        watch.step(number * 512, sheets.len() * 512)?;
        let known = &sheet.article().metadata;
        let proposals = sources.get(number).map_or(&[][..], |source| source.proposals);
        listing.push(&Task {
            id: number + 1,
            data: json!({
                "text": sheet.text(),
                "name": sheet.name,
                "url": known.url,
                "title": known.title,
                "language": known.language,
                "reviewer": sheet.review.reviewer(),
            }),
            annotations: [Annotation { result: Results(sheet), was_cancelled: false, ground_truth: false }],
            predictions: prediction(sheet, proposals).into_iter().collect(),
        })?;
    }
    Ok(listing.end("]\n"))
}

#[derive(Serialize)]
struct Task<'a> {
    id: usize,
    data: Value,
    annotations: [Annotation<'a>; 1],
    predictions: Vec<Value>,
}

#[derive(Serialize)]
struct Annotation<'a> {
    result: Results<'a>,
    was_cancelled: bool,
    ground_truth: bool,
}

/// All regions of a review, what is said about each, and what joins them.
struct Results<'a>(&'a Sheet<'a>);

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for row in &self.0.rows {
            for (number, place) in row.places.iter().enumerate() {
                let id = row.part_id(number);
                let tag = [Cow::Borrowed(row.claim.tag.name())];
                list.serialize_element(&Region::new(&id, "tag", "labels", place, &tag))?;
                if number > 0 {
                    list.serialize_element(&json!({
                        "type": "relation", "from_id": row.part_id(0), "to_id": id, "direction": "right", "labels": [CONTINUES],
                    }))?;
                    continue;
                }
                for (field, values) in &row.values.0 {
                    let kind = if field.is_choice() { "choices" } else { "textarea" };
                    list.serialize_element(&Region::new(&id, field.name(), kind, place, values))?;
                }
            }
        }
        list.end()
    }
}

/// A region, or an answer to a question about one.
#[derive(Serialize)]
struct Region<'a> {
    id: &'a str,
    from_name: &'static str,
    to_name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    origin: &'static str,
    value: Answer<'a>,
}

impl<'a> Region<'a> {
    fn new(
        id: &'a str,
        from_name: &'static str,
        kind: &'static str,
        place: &'a Place<'a>,
        values: &'a [Cow<'a, str>],
    ) -> Self {
        Self { id, from_name, to_name: "text", kind, origin: "manual", value: Answer { kind, place, values } }
    }
}

struct Answer<'a> {
    kind: &'static str,
    place: &'a Place<'a>,
    values: &'a [Cow<'a, str>],
}

impl Serialize for Answer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("start", &self.place.start)?;
        map.serialize_entry("end", &self.place.end)?;
        // What is written into an area stands under the name that else has the words of the region.
        if self.kind == "textarea" {
            map.serialize_entry("text", self.values)?;
        } else {
            map.serialize_entry("text", self.place.exact)?;
            map.serialize_entry(self.kind, self.values)?;
        }
        map.end()
    }
}

fn prediction(sheet: &Sheet<'_>, proposals: &[Proposal]) -> Option<Value> {
    if proposals.is_empty() {
        return None;
    }
    let text = sheet.article().text();
    let mut result = Vec::new();
    for (number, proposal) in proposals.iter().enumerate() {
        let id = |part: usize| format!("proposal-{}-{part}", number + 1);
        for (part, span) in proposal.segments.iter().enumerate() {
            result.push(json!({
                "id": id(part), "from_name": "tag", "to_name": "text", "type": "labels", "score": proposal.confidence,
                "value": {
                    "start": sheet.ruler.count(span.start()), "end": sheet.ruler.count(span.end()),
                    "text": text.slice(*span), "labels": [proposal.tag.name()],
                },
            }));
            if part > 0 {
                result.push(json!({"type": "relation", "from_id": id(0), "to_id": id(part), "direction": "right", "labels": [CONTINUES]}));
            }
        }
    }
    let sum: f32 = proposals.iter().map(|proposal| proposal.confidence).sum();
    Some(json!({"model_version": ORIGIN, "score": sum / proposals.len() as f32, "result": result}))
}

/// The labelling configuration that the tasks need.
pub(super) fn configuration(sheets: &[Sheet<'_>]) -> Result<Vec<u8>, ExchangeError> {
    // It is pasted, and its parser takes words, not bytes: a declaration of an encoding would be a fault.
    let mut page = Page::bare();
    page.open("View", &[])?;
    page.open("Labels", &[("name", "tag"), ("toName", "text")])?;
    for tag in Tag::ALL {
        page.empty("Label", &[("value", tag.name())])?;
    }
    page.close("Labels")?;
    page.open("Relations", &[])?;
    page.empty("Relation", &[("value", CONTINUES)])?;
    page.close("Relations")?;
    // Without the style, a browser shows two spaces as one and counts both.
    page.words("Style", &[], ".htx-text { white-space: pre-wrap; }")?;
    page.empty("Text", &[("name", "text"), ("value", "$text"), ("granularity", "symbol")])?;
    for field in Field::ALL {
        if field.is_choice() {
            page.open("Choices", &[("name", field.name()), ("toName", "text"), ("perRegion", "true")])?;
            for value in choices(field, sheets) {
                page.empty("Choice", &[("value", &value)])?;
            }
            page.close("Choices")?;
        } else {
            let rows = if field == Field::Note || field == Field::Rationale { "3" } else { "1" };
            let attributes = [
                ("name", field.name()),
                ("toName", "text"),
                ("perRegion", "true"),
                ("editable", "true"),
                ("rows", rows),
            ];
            page.empty("TextArea", &attributes)?;
        }
    }
    page.close("View")?;
    Ok(page.end())
}

/// What a question may be answered with: the words of this program, and whatever else stands in the reviews.
fn choices(field: Field, sheets: &[Sheet<'_>]) -> Vec<String> {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let verdicts = |kind: VerdictKind| -> Vec<String> {
        let labels = sheets.iter().flat_map(|sheet| &sheet.review.schemes().of(kind).labels);
        labels.map(|label| label.name.clone()).collect()
    };
    let mut all = match field {
        Field::Form => names(&Form::ALL.map(Form::name)),
        Field::Voice => names(&Voice::ALL.map(Voice::name)),
        Field::Status => names(&State::ALL.map(State::name)),
        Field::Confidence => names(&Confidence::ALL.map(Confidence::name)),
        Field::Priority => names(&Priority::ALL.map(Priority::name)),
        Field::Verdict => verdicts(VerdictKind::Content),
        Field::Attribution => verdicts(VerdictKind::Attribution),
        _ => Vec::new(),
    };
    let used = sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| row.values.get(field));
    all.extend(used.map(|value| value.clone().into_owned()));
    let mut seen = BTreeSet::new();
    all.retain(|value| seen.insert(value.clone()));
    all
}

#[derive(Deserialize)]
struct TaskIn<'a> {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    data: Map<String, Value>,
    #[serde(borrow, default)]
    annotations: Bounded<&'a RawValue>,
    /// What annotations were called before version 1.
    #[serde(borrow, default)]
    completions: Bounded<&'a RawValue>,
    #[serde(borrow, default)]
    predictions: Bounded<&'a RawValue>,
    /// Of the short form, which has everything at the top.
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// Those that are there, and how many have only a number: so an export names predictions that stay in the database, unless it is asked for them.
fn whole(given: &Bounded<&RawValue>) -> Result<(Vec<AnnotationIn>, usize), ExchangeError> {
    let is_whole = |raw: &&&RawValue| raw.get().starts_with('{');
    let read = |raw: &&RawValue| serde_json::from_str(raw.get()).map_err(|fault| json::broken(&fault, 1));
    let there: Vec<AnnotationIn> = given.0.iter().filter(is_whole).map(read).collect::<Result<_, _>>()?;
    let numbered = given.0.len() - there.len();
    Ok((there, numbered))
}

#[derive(Deserialize)]
struct AnnotationIn {
    #[serde(default)]
    result: Bounded<Map<String, Value>>,
    #[serde(default)]
    completed_by: Value,
    #[serde(default)]
    model_version: Value,
    #[serde(default)]
    was_cancelled: bool,
}

/// Reads tasks: a list of them, one, or one a line.
pub(super) fn read(file: &NamedFile, notes: &mut Vec<Note>) -> Result<Vec<Document>, ExchangeError> {
    let words = json::utf8(&file.bytes)?;
    let tasks: Vec<TaskIn<'_>> = if words.trim_start().starts_with('[') {
        json::read::<Bounded<TaskIn<'_>>>(words, 1)?.0
    } else {
        json::measure(words)?;
        let each = serde_json::Deserializer::from_str(words).into_iter::<TaskIn<'_>>();
        each.collect::<Result<_, _>>().map_err(|fault| json::broken(&fault, 1))?
    };
    let mut documents = Vec::new();
    for (number, task) in tasks.into_iter().enumerate() {
        let at = format!("task {}", number + 1);
        let data = if task.data.is_empty() { &task.rest } else { &task.data };
        let Some(text) = text_of(data) else {
            notes.push(Note::left_out(at, "it has no text"));
            continue;
        };
        let name = data.get("name").and_then(json::words).or_else(|| json::words(&task.id));
        let name = name.unwrap_or_else(|| format!("{}-{}", stem(&file.name), number + 1));
        let (mut given, numbered) = whole(&task.annotations)?;
        let (before, numbered_before) = whole(&task.completions)?;
        given.extend(before);
        if numbered + numbered_before > 0 {
            notes.push(Note::left_out(at.clone(), "annotations of which it has only the number; export them as JSON"));
        }
        let mut is_predicted = false;
        if given.is_empty() && task.data.is_empty() {
            given.extend(short_form(&task.rest));
        }
        let (predicted, numbered) = whole(&task.predictions)?;
        if given.is_empty() {
            given = predicted;
            is_predicted = true;
            if numbered > 0 {
                notes.push(Note::aside(at.clone(), "predictions of which it has only the number"));
            }
        } else if !predicted.is_empty() || numbered > 0 {
            notes.push(Note::aside(at.clone(), "its predictions, since there are annotations"));
        }
        let several = given.len() > 1;
        for (nth, annotation) in given.into_iter().enumerate() {
            let at = if several { format!("{at}, annotation {}", nth + 1) } else { at.clone() };
            if annotation.was_cancelled {
                notes.push(Note::aside(at, "it was skipped by its annotator"));
                continue;
            }
            let name = if nth == 0 { name.clone() } else { format!("{name}-{}", nth + 1) };
            let mut document = Document::new(name, Unit::CodePoints);
            document.text = Some(text.clone());
            let word = |key: &str| data.get(key).and_then(json::words);
            (document.metadata.url, document.metadata.title) = (word("url"), word("title"));
            document.metadata.language = word("language");
            document.reviewer = word("reviewer").unwrap_or_else(|| who(&annotation.completed_by));
            let rule = json::words(&annotation.model_version).filter(|_| is_predicted);
            document.records = records(annotation.result.0, &at, rule.as_deref(), notes);
            documents.push(document);
        }
    }
    Ok(documents)
}

/// The text of a task: what is called so, or else the longest of its words.
fn text_of(data: &Map<String, Value>) -> Option<String> {
    let longest = || data.values().filter_map(Value::as_str).max_by_key(|words| words.len());
    data.get("text").and_then(Value::as_str).or_else(longest).map(str::to_owned)
}

fn who(value: &Value) -> String {
    let named = |key: &str| value.get(key).and_then(json::words).filter(|name| !name.is_empty());
    let full = || {
        named("first_name").map(|first| format!("{first} {}", named("last_name").unwrap_or_default()).trim().to_owned())
    };
    json::words(value).or_else(full).or_else(|| named("email")).unwrap_or_default()
}

/// The short form: lists of stretches under the names of their questions.
fn short_form(rest: &Map<String, Value>) -> Option<AnnotationIn> {
    let mut result = Vec::new();
    for (name, list) in rest {
        for value in list.as_array().into_iter().flatten().filter(|value| value.get("start").is_some()) {
            let mut region = Map::new();
            region.insert("from_name".to_owned(), Value::from(name.as_str()));
            region.insert("type".to_owned(), "labels".into());
            region.insert("value".to_owned(), value.clone());
            result.push(region);
        }
    }
    let completed_by = rest.get("annotator").cloned().unwrap_or_default();
    let result = Bounded(result);
    (!result.0.is_empty()).then_some(AnnotationIn {
        result,
        completed_by,
        model_version: Value::Null,
        was_cancelled: false,
    })
}

fn records(results: Vec<Map<String, Value>>, at: &str, rule: Option<&str>, notes: &mut Vec<Note>) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    let mut of_region: HashMap<String, usize> = HashMap::new();
    let mut joined: BTreeMap<String, String> = BTreeMap::new();
    let mut answers = Vec::new();
    for (number, result) in results.into_iter().enumerate() {
        let at = format!("{at}, result {}", number + 1);
        let kind = result.get("type").and_then(Value::as_str).unwrap_or_default();
        let id = result.get("id").and_then(json::words);
        let value = result.get("value").cloned().unwrap_or_default();
        let labels = value.get(kind).or_else(|| value.get("labels")).and_then(Value::as_array);
        match (kind, labels) {
            ("relation", _) => {
                let names = result.get("labels").and_then(Value::as_array);
                let continues = names.into_iter().flatten().any(|name| name.as_str() == Some(CONTINUES));
                let end = |key: &str| result.get(key).and_then(json::words);
                match end("from_id").zip(end("to_id")).filter(|_| continues) {
                    Some((from, to)) => {
                        joined.insert(to, from);
                    }
                    None => notes.push(Note::aside(at, "a relation, of which claims have none")),
                }
            }
            (kind, Some(labels)) if kind.ends_with("labels") => {
                // Of a page, the places in its whole text are beside those in its elements.
                let places = value.get("globalOffsets").unwrap_or(&value);
                let place = |key: &str| places.get(key).and_then(json::count);
                let exact = value.get("text").and_then(json::words);
                let piece = Piece { start: place("start"), end: place("end"), exact, ..Piece::default() };
                let labels = labels.iter().filter_map(json::words).collect();
                let mut record = Record { at, id: id.clone(), labels, pieces: vec![piece], ..Record::default() };
                record.say(Field::Rule, rule.unwrap_or_default());
                if let Some(id) = id {
                    of_region.insert(id, records.len());
                }
                records.push(record);
            }
            _ => answers.push((at, id, result)),
        }
    }
    for (at, id, result) in answers {
        let Some(place) = id.and_then(|id| of_region.get(&id).copied()) else {
            notes.push(Note::aside(at, "an answer about the whole text"));
            continue;
        };
        let name = result.get("from_name").and_then(Value::as_str).unwrap_or_default();
        let kind = result.get("type").and_then(Value::as_str).unwrap_or_default();
        let value = result.get("value").cloned().unwrap_or_default();
        let given = value.get(if kind == "textarea" { "text" } else { kind }).cloned().unwrap_or_default();
        let values: Vec<String> = match &given {
            Value::Array(values) => values.iter().filter_map(json::words).collect(),
            value => json::words(value).into_iter().collect(),
        };
        if let Some(field) = Field::from_name(name) {
            records[place].say_all(field, values);
        } else {
            let labels = values.into_iter().map(|value| format!("{name}: {value}"));
            records[place].say_all(Field::Labels, labels);
        }
    }
    join(records, &joined, &of_region)
}

/// Puts the stretches of regions that belong to another into that.
fn join(
    mut records: Vec<Record>,
    joined: &BTreeMap<String, String>,
    of_region: &HashMap<String, usize>,
) -> Vec<Record> {
    let mut gone = BTreeSet::new();
    for (to, from) in joined {
        let places = of_region.get(to).zip(of_region.get(from));
        let Some((to, from)) = places.filter(|(to, from)| to != from && !gone.contains(*from)) else { continue };
        let mut pieces = std::mem::take(&mut records[*to].pieces);
        records[*from].pieces.append(&mut pieces);
        gone.insert(*to);
    }
    let kept = records.into_iter().enumerate().filter(|(place, _)| !gone.contains(place));
    kept.map(|(_, record)| record).collect()
}
