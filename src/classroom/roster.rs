//! Who is behind a pseudonym: a table that stays with the teacher.

use std::collections::BTreeMap;

/// The names behind pseudonyms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster(BTreeMap<String, String>);

/// Why a table is no roster.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RosterFault {
    /// It is no table.
    #[error("The roster is no table in UTF-8 with a pseudonym and a name in each line: {0}")]
    NoTable(String),
    /// A line has not both.
    #[error(
        "Line {0} of the roster has not both a pseudonym and a name. Give both, with a comma or semicolon between them"
    )]
    Incomplete(u64),
    /// A pseudonym stands there twice.
    #[error(
        "Line {line} of the roster has the pseudonym “{pseudonym}”, which another line has too. Give each pupil one of their own"
    )]
    Twice {
        /// The line of the second.
        line: u64,
        /// The pseudonym.
        pseudonym: String,
    },
}

impl Roster {
    /// Reads a table of pseudonyms and names, with commas or semicolons between them; a first line that says `pseudonym` is its head.
    ///
    /// # Errors
    /// When it is no such table; the fault names the line.
    pub fn read(bytes: &[u8]) -> Result<Self, RosterFault> {
        let words = std::str::from_utf8(bytes).map_err(|fault| RosterFault::NoTable(fault.to_string()))?;
        let words = words.strip_prefix('\u{FEFF}').unwrap_or(words);
        let first = words.lines().next().unwrap_or_default();
        let delimiter = if first.contains(';') && !first.contains(',') { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .delimiter(delimiter)
            .from_reader(words.as_bytes());
        let mut names = BTreeMap::new();
        for (number, record) in reader.records().enumerate() {
            let record = record.map_err(|fault| RosterFault::NoTable(fault.to_string()))?;
            let line = record.position().map_or(number as u64 + 1, csv::Position::line);
            let (pseudonym, name) = (record.get(0).unwrap_or_default(), record.get(1).unwrap_or_default());
            if number == 0 && pseudonym.eq_ignore_ascii_case("pseudonym") {
                continue;
            }
            if pseudonym.is_empty() || name.is_empty() {
                return Err(RosterFault::Incomplete(line));
            }
            if names.insert(pseudonym.to_owned(), name.to_owned()).is_some() {
                return Err(RosterFault::Twice { line, pseudonym: pseudonym.to_owned() });
            }
        }
        Ok(Self(names))
    }

    /// The name behind a pseudonym.
    pub fn name(&self, pseudonym: &str) -> Option<&str> {
        self.0.get(pseudonym).map(String::as_str)
    }

    /// Every pseudonym, in order.
    pub fn pseudonyms(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
