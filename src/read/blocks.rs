//! What a line is by the way it is written: a title, a byline, a date.

use std::str::FromStr as _;

use jiff::civil::Date;

use super::labels::ends_sentence;
use crate::article::{Metadata, PartialDate};

/// The longest title, in characters.
const LONGEST_TITLE: usize = 180;
/// The longest byline, in characters.
const LONGEST_BYLINE: usize = 100;

/// Words before an author's name, in lower case.
const BY: &[&str] = &["by", "von", "par", "por", "от", "автор", "autor", "auteur", "text", "di", "door"];

/// Words before a date, in lower case.
const DATED: &[&str] = &[
    "published",
    "updated",
    "posted",
    "first published",
    "last updated",
    "last modified",
    "date",
    "veröffentlicht",
    "publiziert",
    "aktualisiert",
    "stand",
    "publié",
    "mis à jour",
    "publicado",
    "actualizado",
    "опубликовано",
    "обновлено",
];

/// Whether a line reads like a title: short, with a capital letter or a script that has none, not ending like a sentence.
pub(super) fn is_title_like(line: &str) -> bool {
    let bare = line.trim();
    let short = is_at_most(bare, LONGEST_TITLE);
    let first = bare.chars().find(|c| c.is_alphanumeric());
    short
        && first.is_some_and(|c| !c.is_lowercase())
        && bare.contains(char::is_alphabetic)
        && !bare.ends_with([':', ';', ',', '、', '，', '：'])
        && (!ends_sentence(bare) || bare.ends_with(['?', '!', '？', '！']))
}

/// Whether a line has at most so many characters.
fn is_at_most(line: &str, characters: usize) -> bool {
    line.len() <= characters || line.chars().nth(characters).is_none()
}

/// Whether a line names an author or a date and nothing else.
pub(super) fn is_byline(line: &str) -> bool {
    let bare = line.trim();
    is_at_most(bare, LONGEST_BYLINE) && (author_part(bare).is_some() || is_date_line(bare))
}

/// Adds the authors and the date of a byline to what is known.
pub(super) fn take_byline(line: &str, metadata: &mut Metadata) {
    if metadata.authors.is_empty()
        && let Some(part) = author_part(line.trim())
    {
        metadata.authors = authors(part);
    }
    let date = date_in(line).and_then(|date| PartialDate::from_str(&date.to_string()).ok());
    let is_update = ["updated", "last", "aktualisiert", "mis à jour", "actualizado", "обновлено"]
        .iter()
        .any(|word| line.trim().to_lowercase().starts_with(word));
    let field = if is_update { &mut metadata.updated } else { &mut metadata.published };
    if field.is_none() {
        *field = date;
    }
}

/// What follows "By" in a byline: names, each with a capital letter, and no sentence.
fn author_part(line: &str) -> Option<&str> {
    let (first, rest) = line.split_once([' ', ':', '\u{A0}'])?;
    let rest = rest.trim_start_matches([' ', ':', '\u{A0}']);
    let name = rest.chars().next()?;
    let capitals =
        rest.split_whitespace().take(2).all(|word| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic()));
    (BY.contains(&first.to_lowercase().as_str())
        && first.starts_with(char::is_uppercase)
        && name.is_uppercase()
        && (capitals || rest.split_whitespace().count() <= 3)
        && !ends_sentence(rest)
        && rest.split_whitespace().count() <= 14)
        .then_some(rest)
}

/// The names in an author part, without the office, place or date that may follow them.
fn authors(part: &str) -> Vec<String> {
    let names = part.split(['|', '·', '•', '–', '—', '(', '/']).next().unwrap_or_default();
    let names = names.split(" in ").next().unwrap_or_default();
    let names = [" and ", " und ", " et ", " y ", " и ", " & ", " e "]
        .iter()
        .fold(names.to_owned(), |names, and| names.replace(and, ";"));
    let mut authors = Vec::new();
    for name in names.split(';') {
        for (number, piece) in name.split(',').map(str::trim).enumerate() {
            let words = piece.split_whitespace().count();
            let capitals = piece.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
            // After a comma stands another name or an office; only names of two words and more are told apart from it.
            let is_name =
                number == 0 || (names.contains(';') && (2..=3).contains(&words) && capitals && !is_office(piece));
            if is_name && !piece.is_empty() && !piece.contains(|c: char| c.is_ascii_digit()) {
                authors.push(piece.to_owned());
            }
        }
    }
    authors
}

/// The names in what a page gives as its author: one or several, perhaps with "By" in front, an office after a name, or the family
/// name first.
pub(super) fn names(value: &str) -> Vec<String> {
    let part = author_part(value).unwrap_or(value);
    let joined = [" and ", " und ", " et ", " y ", " и ", " & ", " e ", "|", " · ", "、"]
        .iter()
        .fold(part.to_owned(), |names, and| names.replace(and, ";"));
    let is_full_name = |piece: &&str| {
        let words = piece.split_whitespace().count();
        (2..=5).contains(&words)
            && piece.split_whitespace().any(|word| word.starts_with(char::is_uppercase))
            && !is_office(piece)
    };
    let mut names = Vec::new();
    for one in joined.split(';').map(str::trim).filter(|one| !one.is_empty()) {
        let pieces: Vec<&str> = one.split(',').map(str::trim).filter(|piece| !piece.is_empty()).collect();
        if pieces.iter().all(is_full_name) {
            names.extend(pieces.into_iter().map(str::to_owned));
        } else if let [first, _, ..] = pieces.as_slice()
            && first.contains(' ')
        {
            names.push((*first).to_owned());
        } else {
            names.push(one.to_owned());
        }
    }
    names
}

/// Words before an author's name where there may be others for those who did something else, in lower case, and words before the latter,
/// as they begin a line that was run on.
const WRITTEN_BY: &[&str] = &[
    "written by ",
    "posted by ",
    "words by ",
    "story by ",
    "text by ",
    "by ",
    "geschrieben von ",
    "veröffentlicht von ",
    "eingestellt von ",
    "erstellt von ",
    "von ",
    "par ",
    "por ",
    "автор: ",
    "author: ",
    "autor: ",
    "auteur : ",
];
const DONE_BY: &[&str] =
    &["Edited by ", "Photographs by ", "Photos by ", "Photography by ", "Illustrated by ", "Translated by "];

/// Words at the end of a line over what a reader wrote under an article, in lower case.
const SAYS: &[&str] = &["says", "said", "sagt", "sagte", "schreibt", "dice", "dit", "пишет"];

/// The part of a byline on a page that has the names.
#[derive(Clone, Debug, Default)]
pub(super) struct NamesInLine {
    pub(super) names: String,
    /// Whether words before them say that they are names.
    pub(super) is_labelled: bool,
}

/// The part of a byline on a page that has the names: without the words before them, the day after them, and those who edited or
/// illustrated. Pages run such things together in one line, without as much as a space between a name and a day. Nothing of a line that is
/// the label of a field to be filled in, or the head of a comment.
pub(super) fn names_in_line(line: &str) -> NamesInLine {
    /// The words that stay, whatever they are: there are people called May.
    const FEWEST: usize = 2;
    let is_field = line.contains(['*', '(']) && line.split_whitespace().count() <= FEWEST;
    let is_comment =
        line.trim_end_matches(':').rsplit(' ').next().is_some_and(|last| SAYS.contains(&last.to_lowercase().as_str()));
    if is_field || is_comment {
        return NamesInLine::default();
    }
    let after_day = after_day(line);
    let is_after_day = after_day.is_some();
    let line = after_day.unwrap_or(line);
    let undated = line.split(|c: char| c.is_ascii_digit() || c == '@').next().unwrap_or_default();
    let lower = undated.to_lowercase();
    let start = WRITTEN_BY.iter().find(|by| lower.starts_with(**by)).map_or(0, |by| by.len());
    let lower = undated.to_ascii_lowercase();
    let other = |by: &&str| undated.find(*by).or_else(|| lower.find(&format!(" {}", by.to_ascii_lowercase())));
    let end = DONE_BY.iter().filter_map(other).min().unwrap_or(undated.len());
    let names = undated.get(start..end).unwrap_or_default();
    let mut words: Vec<&str> = names.split_whitespace().collect();
    let has_date = undated.len() < line.len();
    while has_date && words.len() > FEWEST && words.last().is_some_and(|word| is_of_date(word)) {
        words.pop();
    }
    let names = words.join(" ");
    let names = names.trim_end_matches([' ', ',', ':', '|', '-', '–', '—']);
    let names = if is_label_of_day(names) { String::new() } else { names.to_owned() };
    NamesInLine { names, is_labelled: start > 0 || is_after_day }
}

/// What follows the day in a line that begins with one, from the word before the names: `Posted on 3 May by Ilse Marrow`.
fn after_day(line: &str) -> Option<&str> {
    let figure = line.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = line.split_at_checked(figure)?;
    let is_day = before.trim().is_empty() || is_label_of_day(before);
    let names = [" by ", " von ", " par ", " por "].iter().filter_map(|by| Some(rest.find(by)? + by.len())).min()?;
    rest.get(names..).filter(|_| is_day)
}

/// Whether words only say that a day follows: "Posted on", "Last updated:".
fn is_label_of_day(words: &str) -> bool {
    let lower = words.to_lowercase();
    let bare = lower.trim_end_matches(|c: char| !c.is_alphabetic());
    let bare = [" on", " am", " le", " el"].iter().find_map(|on| bare.strip_suffix(on)).unwrap_or(bare);
    DATED.contains(&bare)
}

/// Whether a word is the English name of a month or a day of the week, or a word before dates.
fn is_of_date(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphabetic());
    bare.is_empty()
        || ["on", "am", "le", "stand"].contains(&bare.to_lowercase().as_str())
        || ["%B", "%b", "%A", "%a"].iter().any(|form| jiff::fmt::strtime::parse(form, bare).is_ok())
}

fn is_office(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    ["correspond", "editor", "reporter", "writer", "redakt", "корреспондент", "staff", "bureau"]
        .iter()
        .any(|office| lower.contains(office))
}

/// Whether a line is a date, perhaps with a time, a place or "Published": figures make up much of it.
fn is_date_line(line: &str) -> bool {
    let lower = line.to_lowercase();
    let labelled = DATED
        .iter()
        .any(|label| lower.strip_prefix(label).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    let words = line
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|'))
        .filter(|word| word.chars().any(char::is_alphanumeric));
    let (mut all, mut figures, mut year) = (0_usize, 0_usize, false);
    for word in words {
        all += 1;
        figures += usize::from(word.starts_with(|c: char| c.is_ascii_digit()));
        year |= has_year(word);
    }
    let mostly_figures = year && figures * 5 >= all * 2 && figures >= 1 && all >= 2 || is_numeric_date(line);
    let sentence = ends_sentence(line) && !line.ends_with('.');
    !sentence && (mostly_figures || (labelled && figures >= 1 && figures * 4 >= all))
}

/// Whether a word has four figures that can be a year, alone or in a date like 2031-05-12.
fn has_year(word: &str) -> bool {
    word.split(|c: char| !c.is_ascii_digit())
        .any(|figures| figures.len() == 4 && figures.parse::<u16>().is_ok_and(|year| (1600..2200).contains(&year)))
}

/// Whether a line is a date written in figures alone.
fn is_numeric_date(line: &str) -> bool {
    let word = line.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or_default();
    let parts: Vec<&str> = word.split(['-', '.', '/']).collect();
    let figures = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(figures) && has_year(word) && line.split_whitespace().count() <= 4
}

/// The first date of a line that can be meant in one way only.
fn date_in(line: &str) -> Option<Date> {
    let words: Vec<&str> = line
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')'))
        .filter(|word| !word.is_empty())
        .take(40)
        .collect();
    let iso = |word: &&str| word.get(..10).and_then(|date| Date::strptime("%Y-%m-%d", date).ok());
    words.iter().find_map(iso).or_else(|| words.windows(3).find_map(named_month))
}

fn named_month(words: &[&str]) -> Option<Date> {
    let plain = words.iter().map(|word| word.trim_end_matches('.')).collect::<Vec<_>>().join(" ");
    let forms = ["%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y"];
    forms.iter().find_map(|form| Date::strptime(form, &plain).ok())
}
