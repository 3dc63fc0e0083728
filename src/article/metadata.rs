//! What is known about an article beside its text.

use std::{fmt, str::FromStr};

use jiff::{Timestamp, civil};

/// What is known about an article; all of it may be corrected by the reviewer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Its title, as it is shown.
    pub title: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who published it first.
    pub publisher: Option<String>,
    /// Who published it again, and may have added to it.
    pub republisher: Option<String>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// When it was last changed.
    pub updated: Option<PartialDate>,
    /// Its address.
    pub url: Option<String>,
    /// The address of a copy in an archive.
    pub archive_url: Option<String>,
    /// Its language as a BCP 47 tag, such as `en`.
    pub language: Option<String>,
    /// What sort of article it is.
    pub kind: Option<ArticleKind>,
}

/// Where an article's text came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The file's name, without folders; `None` for pasted text.
    pub file: Option<String>,
    /// Its media type as found by its content.
    pub media_type: Option<String>,
    /// The encoding its bytes were decoded with, by its name in the WHATWG Encoding Standard.
    pub encoding: Option<String>,
    /// The SHA-256 of its bytes, in lower-case hexadecimal digits.
    pub sha256: Option<String>,
    /// When it was read.
    pub opened: Option<Timestamp>,
    /// The reader that read it, with its version, such as `plain-text 1`.
    pub reader: Option<String>,
}

/// What sort of article it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArticleKind {
    /// News: what happened.
    Report,
    /// What it means.
    Analysis,
    /// What the author thinks.
    Opinion,
    /// What led to it.
    Background,
    /// Not meant to be believed.
    Satire,
}

impl ArticleKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Report, Self::Analysis, Self::Opinion, Self::Background, Self::Satire];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Analysis => "analysis",
            Self::Opinion => "opinion",
            Self::Background => "background",
            Self::Satire => "satire",
        }
    }

    /// The words a reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Self::Report => "Report",
            Self::Analysis => "Analysis",
            Self::Opinion => "Opinion",
            Self::Background => "Background",
            Self::Satire => "Satire",
        }
    }

    /// The kind with this name in files.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A date of which the day, or the month and the day, may be unknown: `2016`, `2016-12` or `2016-12-10`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The day, or the first of the month or year when those are unknown.
    earliest: civil::Date,
    precision: Precision,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Precision {
    Year,
    Month,
    Day,
}

/// A string that is no partial date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a date like 2016, 2016-12 or 2016-12-10")]
pub struct PartialDateError(String);

impl FromStr for PartialDate {
    type Err = PartialDateError;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        // Signs before the year, which the parser of dates takes, make no date of an article.
        if !written
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
        {
            return Err(PartialDateError(written.to_owned()));
        }
        let (padded, precision) = match written.len() {
            4 => (format!("{written}-01-01"), Precision::Year),
            7 => (format!("{written}-01"), Precision::Month),
            10 => (written.to_owned(), Precision::Day),
            _ => return Err(PartialDateError(written.to_owned())),
        };
        let earliest =
            civil::Date::strptime("%Y-%m-%d", &padded).map_err(|_fault| PartialDateError(written.to_owned()))?;
        Ok(Self { earliest, precision })
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let form = match self.precision {
            Precision::Year => "%Y",
            Precision::Month => "%Y-%m",
            Precision::Day => "%Y-%m-%d",
        };
        write!(f, "{}", self.earliest.strftime(form))
    }
}
