//! What stands at the head of each print, and how pupils are called on it.

use jiff::Timestamp;

use super::{Printed, Who, paper::Paper};
use crate::{classroom::ClassPupil, review::one_line, text::inert};

/// More bytes of a name than these are left out on paper.
const LONGEST_NAME: usize = 80;

/// What stands at the head of a print.
pub(super) struct Head {
    /// What it is.
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) direction: &'static str,
    pub(super) language: String,
    /// Who wrote and published the article; may be empty.
    pub(super) origin: String,
    pub(super) is_masthead_hidden: bool,
}

impl Head {
    pub(super) fn of(kind: &'static str, paper: &Paper<'_>) -> Self {
        let known = &paper.article().metadata;
        let origin = known.authors.iter().chain(&known.publisher).filter(|_| !paper.is_masthead_hidden());
        Self {
            kind,
            title: paper.title(),
            direction: paper.direction,
            language: known.language.as_deref().map(inert).unwrap_or_default().into_owned(),
            origin: origin.map(|words| said(words)).collect::<Vec<_>>().join(", "),
            is_masthead_hidden: paper.is_masthead_hidden(),
        }
    }
}

/// How a pupil is called on paper.
pub(super) struct Name {
    pub(super) main: String,
    /// What stands behind it, so that nobody is taken for another; may be empty.
    pub(super) aside: String,
}

impl Name {
    pub(super) fn of(printed: &Printed<'_>, pupil: &ClassPupil) -> Self {
        let pseudonym = match shortened(&pupil.pseudonym) {
            words if words.is_empty() => "Without a pseudonym".to_owned(),
            words => words,
        };
        let shared = printed.class.pupils.iter().filter(|other| other.pseudonym == pupil.pseudonym).count() > 1;
        let file = if shared { shortened(&pupil.name) } else { String::new() };
        let name = match printed.who {
            Who::Names(roster) => roster.name(&pupil.pseudonym).map(shortened),
            Who::Nobody | Who::Pseudonyms => None,
        };
        match name {
            Some(name) if file.is_empty() => Self { main: name, aside: pseudonym },
            Some(name) => Self { main: name, aside: format!("{pseudonym}, {file}") },
            None => Self { main: pseudonym, aside: file },
        }
    }
}

/// The beginning of a name that came out of a file.
fn shortened(name: &str) -> String {
    let line = one_line(&inert(name), LONGEST_NAME);
    if line.chars().count() <= LONGEST_NAME { line } else { line.chars().take(LONGEST_NAME).chain(['…']).collect() }
}

/// Words out of a file, on one line and without signs that act.
pub(super) fn said(words: &str) -> String {
    one_line(&inert(words), usize::MAX)
}

/// A day in words.
pub(super) fn day(at: Timestamp) -> String {
    at.strftime("%-d %B %Y").to_string()
}

/// How many of one thing, in words.
pub(super) fn counted(count: usize, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
}
