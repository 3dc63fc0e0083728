//! The lines of `key: value` that may stand over Markdown.

use std::str::FromStr as _;

use crate::article::{ArticleKind, Metadata, PartialDate};

/// Takes what simple lines say about an article. Nested values and unknown keys are passed over.
pub(super) fn take(front_matter: &str, metadata: &mut Metadata) {
    for line in front_matter.lines() {
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let value = unquoted(value);
        if value.is_empty() || key.starts_with(char::is_whitespace) {
            continue;
        }
        let words = || Some(value.to_owned());
        match key.trim().to_lowercase().as_str() {
            "title" => metadata.title = words(),
            "author" | "authors" | "byline" => metadata.authors = list(value),
            "date" | "published" => metadata.published = date(value),
            "updated" | "modified" | "lastmod" => metadata.updated = date(value),
            "publisher" | "site" => metadata.publisher = words(),
            "republisher" => metadata.republisher = words(),
            "url" | "link" | "canonical" => metadata.url = words(),
            "archive_url" => metadata.archive_url = words(),
            "language" | "lang" => metadata.language = words(),
            "kind" => metadata.kind = ArticleKind::from_name(value),
            _ => {}
        }
    }
}

/// The day of a date that may have a time after it.
pub(super) fn date(value: &str) -> Option<PartialDate> {
    let day = value.split(['T', ' ']).next().unwrap_or_default();
    PartialDate::from_str(day).ok()
}

/// One value, or those of `[one, two]`.
fn list(value: &str) -> Vec<String> {
    let inner = value.strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
    let pieces = inner.map_or_else(|| vec![value], |inner| inner.split(',').collect());
    pieces.into_iter().map(unquoted).filter(|piece| !piece.is_empty()).map(str::to_owned).collect()
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let inner = |mark: char| value.strip_prefix(mark).and_then(|inner| inner.strip_suffix(mark));
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}
