//! What a PDF document says about itself.

use std::str::FromStr as _;

use hayro_interpret::hayro_syntax::{
    Pdf,
    object::{Array, DateTime, Dict, Name, Object, String as Bytes},
};

use crate::article::{Metadata, PartialDate};

/// How deep trees of page labels are followed, and how many entries they may have.
const DEEPEST: usize = 16;
const MOST_ENTRIES: usize = 10_000;
/// The longest page label, in characters.
const LONGEST_LABEL: usize = 20;

/// A text string of PDF: UTF-16 or UTF-8 by its mark, else `PDFDocEncoding`, which Windows-1252 is close to.
pub(super) fn words_of(bytes: &[u8]) -> String {
    let words = match bytes {
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0,
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0,
        [0xEF, 0xBB, 0xBF, rest @ ..] => encoding_rs::UTF_8.decode_without_bom_handling(rest).0,
        other => encoding_rs::WINDOWS_1252.decode_without_bom_handling(other).0,
    };
    words.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control()).collect()
}

/// Title, author, dates and language, where they are likely to be the article's.
pub(super) fn metadata(pdf: &Pdf) -> Metadata {
    let info = pdf.metadata();
    let words = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(|bytes| words_of(bytes).trim().to_owned());
    let made_by = [words(&info.creator), words(&info.producer)].into_iter().flatten().collect::<Vec<_>>().join(" ");
    // When a browser prints a page, the file is of that day and not the article.
    let (published, updated) = if is_printed_page(&made_by) {
        (None, None)
    } else {
        let published = info.creation_date.and_then(date);
        (published, info.modification_date.and_then(date).filter(|updated| Some(*updated) > published))
    };
    Metadata {
        title: words(&info.title).filter(|title| is_title(title)),
        authors: words(&info.author).map(|authors| names(&authors)).unwrap_or_default(),
        published,
        updated,
        language: language(pdf),
        ..Metadata::default()
    }
}

fn is_printed_page(made_by: &str) -> bool {
    let made_by = made_by.to_lowercase();
    ["skia/pdf", "chrom", "mozilla", "firefox", "safari", "wkhtml", "qt 4", "qt 5", "qt 6", "webkit", "print to pdf"]
        .iter()
        .any(|program| made_by.contains(program))
}

/// Whether a title is one that somebody wrote, not the name of a file.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let is_of_program = ["microsoft ", "untitled", "unbenannt", "sans titre", "без имени", "unknown", "document1"]
        .iter()
        .any(|head| lower.starts_with(head));
    let is_file = lower.contains("://")
        || lower.contains('\\')
        || lower.rsplit_once('.').is_some_and(|(_, end)| {
            ["doc", "docx", "docm", "odt", "rtf", "pdf", "indd", "qxd", "qxp", "tex", "dvi", "ps", "txt", "htm", "html"]
                .contains(&end)
        });
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    let one_word_with_figures = !title.contains(' ') && title.contains(|c: char| c.is_ascii_digit() || c == '_');
    letters >= 3 && !is_of_program && !is_file && !one_word_with_figures && title.chars().count() <= 300
}

/// The names of authors, when they look like names rather than accounts.
fn names(written: &str) -> Vec<String> {
    let parts = written.split([';', '|']).flat_map(|part| {
        // "Doe, Jane" is one name, "Jane Doe, John Roe" are two.
        let several = part.split(',').all(|name| name.split_whitespace().count() >= 2);
        if several { part.split(',').collect::<Vec<_>>() } else { vec![part] }
    });
    let names = parts.flat_map(|part| part.split(" and ")).map(str::trim);
    let is_name = |name: &&str| {
        let words = name.split_whitespace().count();
        (2..=6).contains(&words)
            && name.chars().count() <= 60
            && !name.contains(['@', '\\', '/', '_', '<'])
            && !name.contains(|c: char| c.is_ascii_digit())
    };
    names.filter(is_name).take(50).map(str::to_owned).collect()
}

fn date(written: DateTime) -> Option<PartialDate> {
    let plausible = (1900..2200).contains(&written.year);
    let day = format!("{:04}-{:02}-{:02}", written.year, written.month, written.day);
    plausible.then(|| PartialDate::from_str(&day).ok()).flatten()
}

/// The document's language, when it is written as a language tag is.
fn language(pdf: &Pdf) -> Option<String> {
    let tag = words_of(catalog(pdf)?.get::<Bytes<'_>>(b"Lang")?.as_bytes());
    let tag = tag.trim();
    let primary = tag.split('-').next().unwrap_or_default();
    let is_tag = (2..=3).contains(&primary.len())
        && tag.len() <= 35
        && tag.split('-').all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
        && primary.bytes().all(|b| b.is_ascii_alphabetic());
    (is_tag && !matches!(primary.to_lowercase().as_str(), "und" | "zxx")).then(|| tag.to_owned())
}

fn catalog(pdf: &Pdf) -> Option<Dict<'_>> {
    pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())
}

/// What the document calls its pages: the labels it gives, or their numbers.
pub(super) fn labels(pdf: &Pdf, pages: usize) -> Vec<String> {
    let mut ranges: Vec<(usize, Option<Numbering>)> = Vec::new();
    if let Some(tree) = catalog(pdf).and_then(|catalog| catalog.get::<Dict<'_>>(b"PageLabels")) {
        gather(&tree, 0, &mut ranges);
    }
    ranges.sort_by_key(|(page, _)| *page);
    (0..pages)
        .map(|page| {
            let at = ranges.partition_point(|(first, _)| *first <= page);
            let range = at.checked_sub(1).and_then(|at| ranges.get(at));
            let label = range.and_then(|(first, numbering)| numbering.as_ref()?.label(page - first));
            label.unwrap_or_else(|| (page + 1).to_string())
        })
        .collect()
}

fn gather(tree: &Dict<'_>, depth: usize, ranges: &mut Vec<(usize, Option<Numbering>)>) {
    if let Some(entries) = tree.get::<Array<'_>>(b"Nums") {
        let entries: Vec<Object<'_>> = entries.iter::<Object<'_>>().take(MOST_ENTRIES).collect();
        for pair in entries.chunks_exact(2) {
            if let [Object::Number(first), Object::Dict(label)] = pair
                && let Ok(first) = usize::try_from(first.as_i64())
                && ranges.len() < MOST_ENTRIES
            {
                ranges.push((first, Numbering::of(label)));
            }
        }
    }
    if depth < DEEPEST
        && let Some(kids) = tree.get::<Array<'_>>(b"Kids")
    {
        for kid in kids.iter::<Dict<'_>>().take(MOST_ENTRIES) {
            if ranges.len() >= MOST_ENTRIES {
                return;
            }
            gather(&kid, depth + 1, ranges);
        }
    }
}

/// How a run of pages is numbered.
struct Numbering {
    prefix: String,
    style: Option<u8>,
    first: u32,
}

impl Numbering {
    fn of(dict: &Dict<'_>) -> Option<Self> {
        let prefix = dict.get::<Bytes<'_>>(b"P").map(|bytes| words_of(bytes.as_bytes())).unwrap_or_default();
        let style = dict.get::<Name<'_>>(b"S").and_then(|name| name.as_ref().first().copied());
        let first = dict.get::<u32>(b"St").unwrap_or(1).max(1);
        (!prefix.is_empty() || style.is_some()).then_some(Self { prefix, style, first })
    }

    /// The label of a page of the run, counted from 0; `None` when it is empty or no label.
    fn label(&self, page: usize) -> Option<String> {
        let number = self.first.checked_add(u32::try_from(page).ok()?)?;
        let figures = match self.style {
            Some(b'D') => number.to_string(),
            Some(b'R') => roman(number)?.to_uppercase(),
            Some(b'r') => roman(number)?,
            Some(b'A') => letters(number)?.to_uppercase(),
            Some(b'a') => letters(number)?,
            _ => String::new(),
        };
        let label = format!("{}{figures}", self.prefix).trim().to_owned();
        (!label.is_empty() && label.chars().count() <= LONGEST_LABEL).then_some(label)
    }
}

fn roman(mut number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    (1..4000).contains(&number).then(|| {
        let mut written = String::new();
        for (value, sign) in SIGNS {
            while number >= value {
                written.push_str(sign);
                number -= value;
            }
        }
        written
    })
}

/// `a` to `z`, then `aa` to `zz` and so on.
fn letters(number: u32) -> Option<String> {
    let letter = char::from_u32(u32::from(b'a') + (number - 1) % 26)?;
    let times = usize::try_from((number - 1) / 26 + 1).ok().filter(|times| *times <= LONGEST_LABEL)?;
    Some(std::iter::repeat_n(letter, times).collect())
}
