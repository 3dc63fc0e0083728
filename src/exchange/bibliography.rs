//! Evidence as references: CSL-JSON and RIS, which reference managers read.

use std::{collections::HashMap, fmt::Write as _};

use serde_json::{Map, Value, json};

use super::{error::ExchangeError, sheet::Sheet};
use crate::{
    article::PartialDate,
    claim::{Evidence, EvidenceId, EvidenceKind},
};

/// The sort of a reference, in CSL and in RIS.
fn sort(kind: Option<EvidenceKind>) -> (&'static str, &'static str) {
    match kind {
        Some(EvidenceKind::Dataset) => ("dataset", "DATA"),
        Some(EvidenceKind::Recording) => ("motion_picture", "VIDEO"),
        Some(EvidenceKind::Transcript | EvidenceKind::Interview) => ("interview", "PCOMM"),
        Some(EvidenceKind::Email) => ("personal_communication", "PCOMM"),
        Some(EvidenceKind::Study) => ("article-journal", "JOUR"),
        Some(EvidenceKind::Law) => ("legislation", "STAT"),
        Some(EvidenceKind::NewsReport | EvidenceKind::FactCheck) => ("article-newspaper", "NEWS"),
        Some(EvidenceKind::OfficialPage) => ("webpage", "ELEC"),
        Some(EvidenceKind::Image) => ("graphic", "FIGURE"),
        Some(EvidenceKind::Document) => ("report", "RPRT"),
        Some(EvidenceKind::OwnCalculation) | None => ("document", "GEN"),
    }
}

/// Whether a sort of source has one of its own in lists of references, so that it can be told from the others there.
pub(super) fn has_own_sort(kind: EvidenceKind) -> bool {
    use EvidenceKind::{Email, FactCheck, Interview, NewsReport, OwnCalculation, Transcript};
    !matches!(kind, Email | FactCheck | Interview | NewsReport | OwnCalculation | Transcript)
}

/// Writes CSL-JSON.
pub(super) fn write_csl(sheets: &[Sheet<'_>]) -> Result<Vec<u8>, ExchangeError> {
    let mut references = Vec::new();
    for sheet in sheets {
        let uses = uses(sheet);
        references.extend(sheet.evidence().map(|piece| reference(piece, uses.get(&piece.id))));
    }
    let mut bytes =
        serde_json::to_vec_pretty(&references).map_err(|fault| ExchangeError::NotWritten(fault.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn reference(piece: &Evidence, uses: Option<&Vec<String>>) -> Value {
    let mut item = Map::new();
    let mut put = |key: &str, words: &str| {
        if !words.trim().is_empty() {
            item.insert(key.to_owned(), words.into());
        }
    };
    put("id", &piece.id.to_string());
    put("type", sort(piece.kind).0);
    put("title", piece.name());
    put("publisher", &piece.publisher);
    put("URL", &piece.address);
    put("archive", &piece.archive_address);
    put("locator", &piece.locator);
    put("abstract", &piece.passage);
    put("note", &uses.map(|uses| uses.join("; ")).unwrap_or_default());
    if !piece.author.trim().is_empty() {
        item.insert("author".to_owned(), json!([{"literal": piece.author}]));
    }
    for (key, date) in [("issued", piece.published), ("accessed", piece.accessed)] {
        if let Some(date) = date {
            item.insert(key.to_owned(), json!({"date-parts": [numbers(date)]}));
        }
    }
    Value::Object(item)
}

/// Year, month and day, as far as they are known.
fn numbers(date: PartialDate) -> Vec<u32> {
    date.to_string().split('-').filter_map(|part| part.parse().ok()).collect()
}

/// For which claims each piece is used, and how.
fn uses(sheet: &Sheet<'_>) -> HashMap<EvidenceId, Vec<String>> {
    let mut uses: HashMap<EvidenceId, Vec<String>> = HashMap::new();
    for row in &sheet.rows {
        let number = sheet.review.claims().position(row.claim.id).map_or(0, |position| position + 1);
        for link in &row.claim.check().evidence {
            let words = format!("{} {}{number}", link.stance.name(), row.claim.tag.letter());
            uses.entry(link.evidence).or_default().push(words);
        }
    }
    uses
}

/// Writes RIS, whose lines end as its readers expect.
pub(super) fn write_ris(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let mut lines = String::new();
    for sheet in sheets {
        let uses = uses(sheet);
        for piece in sheet.evidence() {
            let mut put = |tag: &str, words: &str| {
                // A value is one line.
                let words: Vec<&str> = words.split_whitespace().collect();
                if !words.is_empty() {
                    // Writing to a string does not fail.
                    let _written = write!(lines, "{tag}  - {}\r\n", words.join(" "));
                }
            };
            put("TY", sort(piece.kind).1);
            put("ID", &piece.id.to_string());
            put("TI", piece.name());
            put("AU", &piece.author);
            put("PB", &piece.publisher);
            let year = piece.published.map(|date| date.to_string()).unwrap_or_default();
            put("PY", year.get(..4).unwrap_or_default());
            put("DA", &piece.published.map(slashed).unwrap_or_default());
            put("UR", &piece.address);
            put("L1", &piece.archive_address);
            put("SP", &piece.locator);
            put("AB", &piece.passage);
            put("Y2", &piece.accessed.map(slashed).unwrap_or_default());
            for used in uses.get(&piece.id).into_iter().flatten() {
                put("N1", used);
            }
            lines.push_str("ER  - \r\n\r\n");
        }
    }
    lines.into_bytes()
}

fn slashed(date: PartialDate) -> String {
    date.to_string().replace('-', "/")
}
