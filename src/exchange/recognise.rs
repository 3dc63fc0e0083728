//! Which format a file is in, by its content and, where that says too little, by its name.

use std::{io::Cursor, path::Path};

use serde_json::{Map, Value};
use zip::ZipArchive;

use super::{Format, codebook};

/// How much of a file is looked at, in bytes.
const SIGHT: usize = 64 * 1024;

/// The format of a file, if it is one that is read and no article. It is a guess by signs of each format; whoever opens the file may say
/// that it is another.
pub fn recognise(name: &str, bytes: &[u8]) -> Option<Format> {
    let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let ending = ending.as_deref().unwrap_or_default();
    if bytes.starts_with(b"PK\x03\x04") {
        return of_archive(bytes);
    }
    if ending == "ann" {
        return Some(Format::Brat);
    }
    let sight = bytes.get(..SIGHT).unwrap_or(bytes);
    let words = String::from_utf8_lossy(sight);
    let words = words.trim_start_matches('\u{FEFF}').trim_start();
    match words.as_bytes().first() {
        Some(b'<') if words.contains("http://www.omg.org/XMI") || words.contains("xmi:XMI") => Some(Format::CasXmi),
        Some(b'<') if matches!(ending, "qde" | "qdc") || codebook::is_codebook(words) => Some(Format::RefiQda),
        Some(b'{' | b'[') => of_json(words),
        _ if matches!(ending, "csv" | "tsv") => of_table(words),
        _ => None,
    }
}

fn of_archive(bytes: &[u8]) -> Option<Format> {
    let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let has = |ends: &str| archive.file_names().any(|name| name.is_ok_and(|name| name.to_lowercase().ends_with(ends)));
    if has(".qde") { Some(Format::RefiQda) } else { has("xl/workbook.xml").then_some(Format::Xlsx) }
}

/// By the keys that a format has and no other.
fn of_json(words: &str) -> Option<Format> {
    let has = |key: &str| words.contains(&format!("\"{key}\""));
    if has("%FEATURE_STRUCTURES") || has("%TYPES") {
        return Some(Format::CasJson);
    }
    if words.contains("www.w3.org/ns/anno") {
        return Some(Format::WebAnnotation);
    }
    if has("selector") && has("uri") && has("target") {
        return Some(Format::Hypothesis);
    }
    let is_labelled = has("annotations") || has("predictions") || has("completions");
    if is_labelled && (has("data") || has("result")) {
        return Some(Format::LabelStudio);
    }
    let first = words.lines().next().unwrap_or_default();
    // What is longer than what is looked at is cut off, and then its keys must do.
    let line = serde_json::from_str::<Map<String, Value>>(first).ok();
    let on_line = |key: &str| line.as_ref().map_or_else(|| has(key), |line| line.contains_key(key));
    let is_word = |key: &str| line.as_ref().is_some_and(|line| line.get(key).is_some_and(Value::is_string));
    // Of a claim the label is a word, of an article a list.
    if is_word("label") || is_word("tag") {
        return Some(Format::ClaimLines);
    }
    let has_list = ["label", "labels", "entities", "orphaned"]
        .iter()
        .any(|key| line.as_ref().map_or_else(|| has(key), |line| line.get(*key).is_some_and(Value::is_array)));
    if words.starts_with('{') && (on_line("text") || on_line("data")) && has_list {
        return Some(Format::JsonLines);
    }
    let has_place = ["start_offset", "start", "text", "quote"].iter().any(|key| on_line(key));
    (is_word("kind") && has_place).then_some(Format::ClaimLines)
}

/// By the titles of its columns.
fn of_table(words: &str) -> Option<Format> {
    let head = words.lines().next()?.to_lowercase();
    let titles: Vec<&str> = head.split([',', ';', '\t']).map(|title| title.trim().trim_matches('"')).collect();
    let has = |names: &[&str]| titles.iter().any(|title| names.contains(title));
    let is_table = has(&["tag", "label", "kind", "tags"]) && has(&["text", "quote", "exact", "start", "start_offset"]);
    is_table.then_some(Format::Csv)
}
