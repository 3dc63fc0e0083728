//! What there is to say about what came in.

use std::fmt;

use super::{
    field::Field,
    foreign::Record,
    unit::{Counting, Unit},
};

/// Something to know about what came in. Nothing is left out or changed without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where in the file: `line 3, label 2`; empty for what is about all of it.
    pub at: String,
    /// What it is.
    pub kind: NoteKind,
}

/// What there is to know.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoteKind {
    /// The offsets count something else than they should; they were read as what they count.
    OtherUnit {
        /// What they count.
        found: Counting,
        /// What they should count.
        expected: Unit,
        /// How many quotations agree with that.
        agreeing: usize,
        /// Of how many.
        of: usize,
    },
    /// The words were not at their offsets, and were found elsewhere.
    Moved {
        /// The words.
        exact: String,
    },
    /// Other words stand in the place of those that were looked for.
    Changed {
        /// The words that were looked for.
        exact: String,
        /// The words that stand there.
        found: String,
    },
    /// The words were found nowhere; the claim is kept as orphaned, with its quotation.
    Orphaned {
        /// The words.
        exact: String,
    },
    /// The stretch cut a sign in two and was widened.
    Widened {
        /// Where it began.
        start: u64,
        /// Where it ended.
        end: u64,
    },
    /// There is neither a place in the text nor a quotation; the record was left out.
    NoPlace,
    /// Nobody said which tag the label stands for; the record was left out.
    NoTag {
        /// The label.
        label: String,
    },
    /// Something is said that is not known here; it stands in the claim's note.
    Unknown {
        /// About what.
        field: Field,
        /// The word.
        value: String,
    },
    /// The record is of a sort that is not read; it was left out.
    LeftOut {
        /// What it is.
        what: String,
    },
    /// Something that is no claim, as a matter of course.
    Aside {
        /// What it is.
        what: String,
    },
    /// The file ends as if something were missing.
    CutOff(&'static str),
    /// Claims of one tag share text, how often; both are kept.
    Overlap(usize),
    /// Control characters were taken out of the text, how many.
    ControlsRemoved(usize),
}

impl Note {
    pub(super) fn new(record: &Record, kind: NoteKind) -> Self {
        Self { at: record.at.clone(), kind }
    }

    pub(super) fn of_file(kind: NoteKind) -> Self {
        Self { at: String::new(), kind }
    }

    pub(super) fn left_out(at: impl Into<String>, what: impl Into<String>) -> Self {
        Self { at: at.into(), kind: NoteKind::LeftOut { what: what.into() } }
    }

    pub(super) fn aside(at: impl Into<String>, what: impl Into<String>) -> Self {
        Self { at: at.into(), kind: NoteKind::Aside { what: what.into() } }
    }

    /// Whether something that should be a claim is none.
    pub fn is_left_out(&self) -> bool {
        matches!(self.kind, NoteKind::NoPlace | NoteKind::NoTag { .. } | NoteKind::LeftOut { .. })
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.at.is_empty() {
            write!(f, "{}: ", self.at)?;
        }
        match &self.kind {
            NoteKind::OtherUnit { found, expected, agreeing, of } => write!(
                f,
                "Offsets count {}, not {}: so {agreeing} of {of} quotations stand where they should, and they were read so",
                found.label(),
                expected.label()
            ),
            NoteKind::Moved { exact } => {
                write!(f, "“{}” is not at its offsets; it was found by its words", shortened(exact))
            }
            NoteKind::Changed { exact, found } => {
                write!(f, "“{}” is not in the text; “{}” was taken for it", shortened(exact), shortened(found))
            }
            NoteKind::Orphaned { exact } => write!(
                f,
                "“{}” is not in the text; the claim is kept as orphaned, with its quotation",
                shortened(exact)
            ),
            NoteKind::Widened { start, end } => {
                write!(f, "{start}–{end} cuts a character in two; the whole character was taken in")
            }
            NoteKind::NoPlace => f.write_str("Left out: it names no place in the text and no words"),
            NoteKind::Unknown { field, value } => write!(
                f,
                "The {} “{}” is not known here; it stands in the claim’s note",
                field.name().replace('_', " "),
                shortened(value)
            ),
            NoteKind::NoTag { label } if label.is_empty() => {
                f.write_str("Left out: it has no label. Say what such records are, as in --map \"*=assertion\"")
            }
            NoteKind::NoTag { label } => write!(
                f,
                "Left out: the label “{}” stands for no tag. Say for which, as in --map \"{}=assertion\"",
                shortened(label),
                shortened(label)
            ),
            NoteKind::LeftOut { what } => write!(f, "Left out: {what}"),
            NoteKind::Aside { what } => write!(f, "Not taken: {what}"),
            NoteKind::CutOff(how) => write!(f, "{how}: the file may have been cut off"),
            NoteKind::Overlap(1) => f.write_str("Two claims of one tag share text; both are kept"),
            NoteKind::Overlap(count) => {
                write!(f, "{count} claims share text with another of their tag; all are kept")
            }
            NoteKind::ControlsRemoved(count) => write!(f, "{count} control characters were taken out of the text"),
        }
    }
}

/// The head of words that may be long, on one line.
pub(super) fn shortened(words: &str) -> String {
    const LIMIT: usize = 60;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LIMIT) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
