//! W3C Web Annotation as JSON-LD: a collection with one page of annotations.
//!
//! A stretch is given by its position, in Unicode code points as the model demands, and by its quotation with what stands beside it; words
//! that are lost have the quotation alone. The tag is a body with the purpose `tagging`, verdicts have `oa:assessing` (the context knows no
//! shorter word for it), the note `commenting`, evidence with an address is a resource with `linking`, and whatever else is said has
//! `describing`, with the name of the field before it.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::{
    NamedFile, Note, ORIGIN, Watch,
    error::ExchangeError,
    field::Field,
    foreign::{Document, Piece, Record},
    json::{self, Listing},
    sheet::{Row, Sheet, named_id},
    stem,
    unit::Unit,
};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// Writes all annotations as a collection.
pub(super) fn write(sheets: &[Sheet<'_>], watch: &mut Watch<'_>) -> Result<Vec<u8>, ExchangeError> {
    let total: usize = sheets.iter().map(|sheet| sheet.rows.len()).sum();
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name).collect();
    let name = names.join(", ");
    let head = format!(
        "{{\"@context\":{},\"id\":\"urn:uuid:{}\",\"type\":\"AnnotationCollection\",\"label\":{},\"total\":{total},\
         \"generator\":{{\"id\":\"urn:uuid:{}\",\"type\":\"Software\",\"name\":{}}},\
         \"first\":{{\"id\":\"urn:uuid:{}\",\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[",
        json::quoted(CONTEXT),
        named_id(&name, "collection"),
        json::quoted(&name),
        named_id("Claimlight", "program"),
        json::quoted(ORIGIN),
        named_id(&name, "page"),
    );
    let mut listing = Listing::begin(&head);
    let mut done = 0;
    for sheet in sheets {
        let source = sheet.iri();
        for row in &sheet.rows {
            watch.step(done, total)?;
            done += 1;
            listing.push(&annotation(sheet, row, &source))?;
        }
    }
    Ok(listing.end("]}}\n"))
}

fn annotation(sheet: &Sheet<'_>, row: &Row<'_>, source: &str) -> Value {
    let judged = row.values.first(Field::Verdict).or(row.values.first(Field::Attribution)).is_some();
    let mut annotation = json!({
        "@context": CONTEXT,
        "id": format!("urn:uuid:{}", row.id),
        "type": "Annotation",
        "motivation": if judged { "oa:assessing" } else { "tagging" },
        "created": row.claim.created.to_string(),
        "modified": row.claim.modified.to_string(),
    });
    if !sheet.review.reviewer().is_empty() {
        annotation["creator"] = json!({"type": "Person", "name": sheet.review.reviewer()});
    }
    let text = |purpose: &str, value: &str| json!({"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"});
    let mut bodies = vec![text("tagging", row.claim.tag.name())];
    for (field, values) in &row.values.0 {
        for value in values {
            bodies.push(match field {
                Field::Created | Field::Modified => continue,
                Field::Note => text("commenting", value),
                Field::Verdict | Field::Attribution | Field::Confidence => {
                    text("oa:assessing", &format!("{}: {value}", field.name()))
                }
                Field::Evidence if is_iri(value) => {
                    json!({"type": "SpecificResource", "purpose": "linking", "source": value})
                }
                _ => text("describing", &format!("{}: {value}", field.name())),
            });
        }
    }
    annotation["body"] = bodies.into();
    let placed = row.places.iter().map(|place| {
        json!([
            {"type": "TextPositionSelector", "start": place.start, "end": place.end},
            {"type": "TextQuoteSelector", "exact": place.exact, "prefix": sheet.before(place.span), "suffix": sheet.after(place.span)},
        ])
    });
    let lost = row.lost().iter().map(|lost| {
        json!([{"type": "TextQuoteSelector", "exact": lost.exact, "prefix": lost.prefix, "suffix": lost.suffix}])
    });
    let target = |selector: Value| json!({"type": "SpecificResource", "source": source, "selector": selector});
    let mut targets: Vec<Value> = placed.chain(lost).map(target).collect();
    annotation["target"] = if targets.len() == 1 { targets.remove(0) } else { targets.into() };
    annotation
}

/// Whether these words are an address to the letter, so that linked data can name it.
fn is_iri(words: &str) -> bool {
    url::Url::parse(words).is_ok_and(|url| url.as_str() == words && !words.contains(['{', '}', '|', '\\', '^', '`']))
}

/// Reads annotations: one, a list, a page, a collection, or a graph.
pub(super) fn read(file: &NamedFile, notes: &mut Vec<Note>) -> Result<Vec<Document>, ExchangeError> {
    let value: Value = json::read(json::utf8(&file.bytes)?, 1)?;
    let mut documents: Vec<Document> = Vec::new();
    let mut known: HashMap<(String, String), usize> = HashMap::new();
    let mut number = 0;
    for item in items(&value) {
        number += 1;
        let at = format!("annotation {number}");
        let Some(annotation) = item.as_object().filter(|item| is_type(item, "Annotation")) else {
            notes.push(Note::left_out(at, "it is no annotation"));
            continue;
        };
        let (source, record) = record(annotation, at);
        let reviewer = creator(annotation);
        let place = *known.entry((source.clone(), reviewer.clone())).or_insert_with(|| {
            let mut document = Document::new(stem(&file.name), Unit::CodePoints);
            document.metadata.url = Some(source).filter(|source| !source.is_empty() && !source.starts_with("urn:"));
            document.reviewer = reviewer;
            documents.push(document);
            documents.len() - 1
        });
        documents[place].records.push(record);
    }
    Ok(documents)
}

fn items(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().flat_map(items_of).collect(),
        other => items_of(other),
    }
}

fn items_of(value: &Value) -> Vec<&Value> {
    let list = |key: &str| value.get(key).and_then(Value::as_array);
    if let Some(items) = list("items").or_else(|| list("@graph")) {
        return items.iter().collect();
    }
    match value.get("first") {
        Some(first) if first.is_object() => items_of(first),
        _ => vec![value],
    }
}

/// One or several values as a list.
fn many(value: Option<&Value>) -> Vec<&Value> {
    match value {
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    }
}

fn is_type(item: &Map<String, Value>, name: &str) -> bool {
    let types = many(item.get("type").or_else(|| item.get("@type")));
    types.iter().any(|of| of.as_str().is_some_and(|of| of.rsplit([':', '#', '/']).next() == Some(name)))
}

fn word(item: &Value, key: &str) -> Option<String> {
    item.get(key).and_then(json::words)
}

fn creator(annotation: &Map<String, Value>) -> String {
    let creators = many(annotation.get("creator"));
    let name = |creator: &&Value| word(creator, "name").or_else(|| creator.as_str().map(str::to_owned));
    creators.iter().find_map(name).unwrap_or_default()
}

fn record(annotation: &Map<String, Value>, at: String) -> (String, Record) {
    let mut record = Record { at, ..Record::default() };
    record.id = ["id", "@id"].iter().find_map(|key| annotation.get(*key).and_then(json::words));
    for (key, field) in [("created", Field::Created), ("modified", Field::Modified)] {
        record.say(field, annotation.get(key).and_then(json::words).unwrap_or_default());
    }
    let is_tagging = many(annotation.get("motivation")).iter().any(|motivation| motivation.as_str() == Some("tagging"));
    let mut remarks = Vec::new();
    for body in many(annotation.get("body")) {
        take_body(body, is_tagging, &mut record, &mut remarks);
    }
    remarks.extend(annotation.get("bodyValue").and_then(json::words));
    record.say(Field::Note, remarks.join("\n\n"));
    let mut source = String::new();
    for target in many(annotation.get("target")) {
        let of = target.as_str().map(str::to_owned);
        let of = of.or_else(|| target.get("source").and_then(|of| json::words(of).or_else(|| word(of, "id"))));
        if let Some(of) = of.or_else(|| word(target, "id")).filter(|_| source.is_empty()) {
            source = of;
        }
        let mut piece = Piece::default();
        for selector in many(target.get("selector")) {
            take_selector(selector, &mut piece);
        }
        record.pieces.push(piece);
    }
    (source, record)
}

fn take_body(body: &Value, is_tagging: bool, record: &mut Record, remarks: &mut Vec<String>) {
    let purposes = many(body.get("purpose"));
    let has = |name: &str| purposes.iter().any(|purpose| purpose.as_str() == Some(name));
    let Some(value) =
        word(body, "value").or_else(|| word(body, "source")).or_else(|| word(body, "id")).or_else(|| json::words(body))
    else {
        return;
    };
    let said = value.split_once(": ").and_then(|(name, rest)| Some((Field::from_name(name)?, rest)));
    match said {
        Some((field, rest)) if has("describing") || has("oa:assessing") || has("assessing") => {
            // Of what a list holds, an empty entry keeps the place of the next.
            record.say_all(field, [rest.to_owned()]);
        }
        _ if has("linking") => record.say(Field::Evidence, value),
        _ if has("tagging") || (purposes.is_empty() && is_tagging && body.get("value").is_some()) => {
            record.labels.push(value);
        }
        _ => remarks.push(value),
    }
}

fn take_selector(selector: &Value, piece: &mut Piece) {
    let Some(map) = selector.as_object() else { return };
    if is_type(map, "TextPositionSelector") {
        piece.start = map.get("start").and_then(json::count);
        piece.end = map.get("end").and_then(json::count);
    } else if is_type(map, "TextQuoteSelector") {
        piece.exact = word(selector, "exact");
        piece.prefix = word(selector, "prefix").unwrap_or_default();
        piece.suffix = word(selector, "suffix").unwrap_or_default();
    }
    for refined in many(map.get("refinedBy")) {
        take_selector(refined, piece);
    }
}
