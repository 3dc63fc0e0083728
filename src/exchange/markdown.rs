//! Claims as Markdown to read and to paste. Nothing in them can become markup.

use super::{
    field::Field,
    sheet::{Row, Sheet},
};
use crate::{
    claim::{Address, Tag, VerdictKind},
    report::escaped_for_markdown as escaped,
};

/// Writes a review.
pub(super) fn write(sheet: &Sheet<'_>) -> Vec<u8> {
    let known = &sheet.article().metadata;
    let title = known.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(sheet.name);
    let mut page = format!("# {}\n\n", escaped(title));
    if let Some(address) = known.url.as_deref() {
        page = page + &linked(address, address) + "\n\n";
    }
    if !sheet.review.reviewer().trim().is_empty() {
        page = page + "Reviewed by " + &escaped(sheet.review.reviewer()) + "\n\n";
    }
    for tag in Tag::ALL {
        let rows: Vec<&Row<'_>> = sheet.rows.iter().filter(|row| row.claim.tag == tag).collect();
        if rows.is_empty() {
            continue;
        }
        let words = match tag {
            Tag::Quote => "Quotes",
            Tag::Assertion => "Assertions",
            Tag::Commentary => "Commentary",
        };
        page = page + "## " + words + "\n\n";
        for row in rows {
            item(sheet, row, &mut page);
        }
        page.push('\n');
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page.into_bytes()
}

fn item(sheet: &Sheet<'_>, row: &Row<'_>, page: &mut String) {
    let number = sheet.review.claims().position(row.claim.id).map_or(0, |position| position + 1);
    let mark = format!("{}{number}", row.claim.tag.letter());
    page.push_str(&format_line(&format!("- **{mark}** “{}”", escaped(&row.words()))));
    if let Some(speaker) = row.values.first(Field::Speaker) {
        page.push_str(&format_line(&format!("  - Said by {}", escaped(speaker))));
    }
    let mut put = |name: &str, words: &str| {
        if !words.trim().is_empty() {
            page.push_str(&format_line(&format!("  - {name}: {}", escaped(words))));
        }
    };
    put("Says", row.values.first(Field::ClaimText).unwrap_or_default());
    put("Status", row.claim.status.state.label());
    put("Because", row.values.first(Field::Reason).unwrap_or_default());
    let schemes = sheet.review.schemes();
    for kind in [VerdictKind::Attribution, VerdictKind::Content] {
        put(kind.label().trim_end_matches('?'), schemes.verdict(&row.claim.check().verdicts, kind).unwrap_or_default());
    }
    put("Confidence", row.values.first(Field::Confidence).unwrap_or_default());
    put("Why", row.values.first(Field::Rationale).unwrap_or_default());
    put("Note", row.values.first(Field::Note).unwrap_or_default());
    let (titles, stances) = (row.values.get(Field::EvidenceTitles), row.values.get(Field::Stances));
    for (place, value) in row.values.get(Field::Evidence).iter().enumerate() {
        let title = titles.get(place).filter(|title| !title.is_empty()).unwrap_or(value);
        let stance = stances.get(place).map(AsRef::as_ref).unwrap_or_default();
        page.push_str(&format_line(&format!("  - Evidence ({}): {}", escaped(stance), linked(title, value))));
    }
}

fn format_line(words: &str) -> String {
    format!("{words}\n")
}

/// Words that lead to an address, if it is one of the web.
fn linked(words: &str, address: &str) -> String {
    match Address::parse(address).filter(Address::is_web) {
        Some(address) => format!("[{}](<{}>)", escaped(words), address.as_str()),
        None => escaped(words),
    }
}
