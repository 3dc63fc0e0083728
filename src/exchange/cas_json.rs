//! UIMA CAS as JSON, with its type system inside.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    NamedFile, Note, Watch,
    cas::{self, Structures},
    error::ExchangeError,
    foreign::Document,
    json::{self, Bounded, Listing},
    sheet::Sheet,
    stem,
    unit::Unit,
};

/// Writes a review.
pub(super) fn write(sheet: &Sheet<'_>, watch: &mut Watch<'_>) -> Result<Vec<u8>, ExchangeError> {
    let mut features = Map::new();
    features.insert("%NAME".to_owned(), cas::TYPE.into());
    features.insert("%SUPER_TYPE".to_owned(), "uima.tcas.Annotation".into());
    for name in cas::features() {
        features.insert(name.to_owned(), json!({"%NAME": name, "%RANGE": "uima.cas.String"}));
    }
    let types = json!({cas::TYPE: features});
    let mut listing = Listing::begin(&format!("{{\"%TYPES\":{types},\"%FEATURE_STRUCTURES\":["));
    listing.push(&json!({
        "%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text/plain",
        "sofaString": sheet.text(),
    }))?;
    let end = sheet.ruler.count(sheet.article().text().end());
    listing.push(&json!({
        "%ID": 2, "%TYPE": "uima.tcas.DocumentAnnotation", "@sofa": 1, "begin": 0, "end": end,
        "language": cas::language(sheet),
    }))?;
    let mut members = vec![2_usize];
    for (done, row) in sheet.rows.iter().enumerate() {
        watch.step(done, sheet.rows.len())?;
        for (number, place) in row.places.iter().enumerate() {
            let id = members.len() + 2;
            let mut structure =
                json!({"%ID": id, "%TYPE": cas::TYPE, "@sofa": 1, "begin": place.start, "end": place.end});
            for (name, value) in cas::of_stretch(row, number) {
                structure[name] = value.into();
            }
            listing.push(&structure)?;
            members.push(id);
        }
    }
    let views = json!({"_InitialView": {"%SOFA": 1, "%MEMBERS": members}});
    Ok(listing.end(&format!("],\"%VIEWS\":{views}}}\n")))
}

#[derive(Deserialize)]
struct CasIn {
    #[serde(rename = "%FEATURE_STRUCTURES", default)]
    structures: Bounded<Map<String, Value>>,
}

/// Reads a CAS: its first text, and what has a place in it.
pub(super) fn read(file: &NamedFile, notes: &mut Vec<Note>) -> Result<Document, ExchangeError> {
    let cas: CasIn = json::read(json::utf8(&file.bytes)?, 1)?;
    let mut document = Document::new(stem(&file.name), Unit::Utf16);
    let of_type = |structure: &Map<String, Value>| structure.get("%TYPE").and_then(json::words).unwrap_or_default();
    let sofa = cas.structures.0.iter().find(|structure| of_type(structure) == "uima.cas.Sofa");
    let Some((sofa, text)) = sofa.and_then(|sofa| Some((sofa.get("%ID"), sofa.get("sofaString")?.as_str()?))) else {
        let reason = "it has no text (uima.cas.Sofa)".to_owned();
        return Err(ExchangeError::Broken { place: "CAS".to_owned(), reason });
    };
    document.text = Some(text.to_owned());
    let mut structures = Structures::default();
    for (number, structure) in cas.structures.0.iter().enumerate() {
        let of_type = of_type(structure);
        let word = |key: &str| structure.get(key).and_then(json::words);
        if of_type.ends_with("DocumentAnnotation") {
            document.metadata.language = word("language").filter(|language| language != "x-unspecified");
        }
        if structure.get("begin").is_none() {
            continue;
        }
        let at = format!("structure {}", number + 1);
        if structure.get("@sofa").is_some_and(|own| Some(own) != sofa) {
            notes.push(Note::left_out(at, "it is of another text of the same file"));
            continue;
        }
        let features = structure.iter().filter(|(name, _)| !name.starts_with(['%', '@', '^']));
        let features: Vec<(String, String)> =
            features.filter_map(|(name, value)| Some((name.clone(), json::words(value)?))).collect();
        structures.add(&of_type, &at, &features);
    }
    structures.into_document(&mut document, notes);
    Ok(document)
}
