//! Annotations as the Hypothesis API and its client's export have them.
//!
//! Offsets count code units of UTF-16, as browsers count, over the text of the article; the quotation goes with them. The tag is a tag, words
//! of short lists are tags such as `status:queued`, the note is the text. Everything that is said stands once more under `claimlight`, which
//! servers keep. A claim of several stretches is several annotations with one `claim` there and one tag `claim:…`.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    NamedFile, Note, Watch,
    error::ExchangeError,
    field::Field,
    foreign::{Document, Piece, Record},
    json::{self, Bounded, Listing},
    sheet::{Row, Sheet},
    stem,
    unit::Unit,
};

/// The longest tag that a server takes, in characters.
const LONGEST_TAG: usize = 1000;

/// The key of what is said about a claim.
const OWN: &str = "claimlight";

/// Writes the annotations, as the client exports them.
pub(super) fn write(sheets: &[Sheet<'_>], watch: &mut Watch<'_>) -> Result<Vec<u8>, ExchangeError> {
    let rows = || sheets.iter().flat_map(|sheet| &sheet.rows);
    let as_of = rows().map(|row| row.claim.modified).max().unwrap_or_default();
    let head = format!(
        "{{\"export_date\":{},\"export_userid\":\"\",\"client_version\":\"\",\"annotations\":[",
        json::quoted(&as_of.to_string())
    );
    let mut listing = Listing::begin(&head);
    for sheet in sheets {
        let uri = sheet.iri();
        for (done, row) in sheet.rows.iter().enumerate() {
            watch.step(done, sheet.rows.len())?;
            for annotation in annotations(sheet, row, &uri) {
                listing.push(&annotation)?;
            }
        }
    }
    Ok(listing.end("]}\n"))
}

fn annotations(sheet: &Sheet<'_>, row: &Row<'_>, uri: &str) -> Vec<Value> {
    let placed = row.places.iter().map(|place| {
        json!([
            {"type": "TextPositionSelector", "start": place.start, "end": place.end},
            {"type": "TextQuoteSelector", "exact": place.exact, "prefix": sheet.before(place.span), "suffix": sheet.after(place.span)},
        ])
    });
    let lost = row.lost().iter().map(|lost| {
        json!([{"type": "TextQuoteSelector", "exact": lost.exact, "prefix": lost.prefix, "suffix": lost.suffix}])
    });
    let selectors: Vec<Value> = placed.chain(lost).collect();
    let several = selectors.len() > 1;
    let one = |(number, selector): (usize, Value)| {
        let mut tags = vec![row.claim.tag.name().to_owned()];
        if several {
            tags.push(format!("claim:{}", row.id));
        }
        let mut own = Map::new();
        own.insert("claim".to_owned(), row.id.as_str().into());
        if number == 0 {
            for (field, values) in &row.values.0 {
                if field.is_choice() || matches!(field, Field::Labels | Field::Flags | Field::Speaker) {
                    let named = values.iter().map(|value| format!("{}:{value}", field.name()));
                    tags.extend(named.filter(|tag| tag.chars().count() <= LONGEST_TAG));
                }
                own.insert(field.name().to_owned(), json!(values));
            }
        }
        let title: Vec<&str> = sheet.article().metadata.title.as_deref().into_iter().collect();
        json!({
            "id": row.part_id(number),
            "created": row.claim.created.to_string(),
            "updated": row.claim.modified.to_string(),
            "user": sheet.review.reviewer(),
            "uri": uri,
            "text": if number == 0 { row.values.first(Field::Note).unwrap_or_default() } else { "" },
            "tags": tags,
            "group": "__world__",
            "permissions": {"read": ["group:__world__"]},
            "references": [],
            "document": {"title": title},
            "target": [{"source": uri, "selector": selector}],
            OWN: own,
        })
    };
    selectors.into_iter().enumerate().map(one).collect()
}

#[derive(Deserialize)]
struct FileIn {
    #[serde(default)]
    annotations: Bounded<Map<String, Value>>,
    #[serde(default)]
    rows: Bounded<Map<String, Value>>,
}

/// Reads annotations: a list of them, the client's export, or what a search of the API gives.
pub(super) fn read(file: &NamedFile, notes: &mut Vec<Note>) -> Result<Vec<Document>, ExchangeError> {
    let words = json::utf8(&file.bytes)?;
    let annotations = if words.trim_start().starts_with('[') {
        json::read::<Bounded<Map<String, Value>>>(words, 1)?.0
    } else {
        let read: FileIn = json::read(words, 1)?;
        read.annotations.0.into_iter().chain(read.rows.0).collect()
    };
    let mut documents: Vec<Document> = Vec::new();
    let mut known: HashMap<(String, String), usize> = HashMap::new();
    let mut of_claim: HashMap<(usize, String), usize> = HashMap::new();
    for (number, annotation) in annotations.iter().enumerate() {
        let at = format!("annotation {}", number + 1);
        let word = |key: &str| annotation.get(key).and_then(json::words).unwrap_or_default();
        let replies = annotation.get("references").and_then(Value::as_array).is_some_and(|list| !list.is_empty());
        if replies {
            notes.push(Note::aside(at, "it is a reply to another annotation"));
            continue;
        }
        let (uri, user) = (word("uri"), word("user"));
        let user = user.strip_prefix("acct:").and_then(|user| user.split('@').next()).unwrap_or(&user).to_owned();
        let place = *known.entry((uri.clone(), user.clone())).or_insert_with(|| {
            let mut document = Document::new(stem(&file.name), Unit::Utf16);
            document.metadata.url = Some(uri).filter(|uri| !uri.is_empty() && !uri.starts_with("urn:"));
            let titles = annotation.get("document").and_then(|of| of.get("title"));
            document.metadata.title =
                titles.and_then(|title| title.get(0).and_then(json::words).or_else(|| json::words(title)));
            document.reviewer = user;
            documents.push(document);
            documents.len() - 1
        });
        let mut record = record(annotation, at);
        let records = &mut documents[place].records;
        match record.id.clone().map(|id| of_claim.entry((place, id))) {
            Some(std::collections::hash_map::Entry::Occupied(known)) => {
                records[*known.get()].pieces.append(&mut record.pieces);
            }
            Some(std::collections::hash_map::Entry::Vacant(free)) => {
                free.insert(records.len());
                records.push(record);
            }
            None => records.push(record),
        }
    }
    Ok(documents)
}

fn record(annotation: &Map<String, Value>, at: String) -> Record {
    let word = |key: &str| annotation.get(key).and_then(json::words).unwrap_or_default();
    let mut record = Record { at, ..Record::default() };
    let own = annotation.get(OWN).and_then(Value::as_object);
    let list = |value: Option<&Value>| -> Vec<String> {
        value.and_then(Value::as_array).into_iter().flatten().filter_map(json::words).collect()
    };
    for tag in list(annotation.get("tags")) {
        let named = tag.split_once(':').map(|(name, value)| (name.trim(), value));
        match named {
            Some(("claim", id)) => record.id = Some(id.to_owned()),
            Some(("kind" | "tag" | "label", value)) => record.labels.push(value.trim().to_owned()),
            Some((name, value)) if Field::from_name(name).is_some() => {
                if let Some(field) = Field::from_name(name).filter(|_| own.is_none()) {
                    record.say(field, value);
                }
            }
            _ => record.labels.push(tag),
        }
    }
    if let Some(own) = own {
        record.id = own.get("claim").and_then(json::words).or(record.id);
        for field in Field::ALL.into_iter().filter(|field| *field != Field::Note) {
            record.say_all(field, list(own.get(field.name())));
        }
    } else {
        record.say(Field::Created, word("created"));
        record.say(Field::Modified, word("updated"));
    }
    record.say(Field::Note, word("text"));
    let targets = annotation.get("target").and_then(Value::as_array);
    for target in targets.into_iter().flatten() {
        let mut piece = Piece::default();
        for selector in target.get("selector").and_then(Value::as_array).into_iter().flatten() {
            let of = |key: &str| selector.get(key).and_then(json::words);
            match selector.get("type").and_then(Value::as_str) {
                Some("TextPositionSelector") => {
                    piece.start = selector.get("start").and_then(json::count);
                    piece.end = selector.get("end").and_then(json::count);
                }
                Some("TextQuoteSelector") => {
                    piece.exact = of("exact");
                    piece.prefix = of("prefix").unwrap_or_default();
                    piece.suffix = of("suffix").unwrap_or_default();
                }
                _ => {}
            }
        }
        record.pieces.push(piece);
    }
    record
}
