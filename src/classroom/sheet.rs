//! The sheet of a class as a table: one line a pupil, counts and no mark of the program's own.

use std::fmt;

use super::{Class, ClassPupil, Roster};
use crate::{
    compare::{
        FindingCounts, FindingKind,
        class::{Part, Pupil},
    },
    teaching::Grade,
    text::{inert, neutralised},
};

/// What is to be said about a file of the class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What the file is called.
    pub file: String,
    /// What is to be said, a sentence.
    pub sentence: String,
    /// Whether its pupil is counted all the same.
    pub is_counted: bool,
}

/// The components, in the order of their columns.
pub(super) const COMPONENTS: [&str; 5] = ["identify", "tag", "delimit", "attribute", "justify"];

/// Writes the sheet as CSV. Names are in it when there is a roster, and otherwise pseudonyms alone. A file that could not be counted has
/// a line, too, with what is wrong with it under `remark`.
///
/// # Errors
/// None that writing to memory can have.
pub fn write_sheet(class: &Class, roster: Option<&Roster>, remarks: &[Remark]) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    table.write_record(head(roster.is_some()))?;
    for pupil in &class.pupils {
        let of_file = remarks.iter().filter(|remark| remark.file == pupil.name && remark.is_counted);
        let sentences: Vec<&str> = of_file.map(|remark| remark.sentence.as_str()).collect();
        table.write_record(row(pupil, roster, &sentences.join(" · ")))?;
    }
    for remark in remarks.iter().filter(|remark| !remark.is_counted) {
        let mut cells = vec![String::new(); head(roster.is_some()).len()];
        let file = if roster.is_some() { 2 } else { 1 };
        cells[file] = cell(&remark.file);
        if let Some(last) = cells.last_mut() {
            *last = cell(&remark.sentence);
        }
        table.write_record(cells)?;
    }
    table.flush()?;
    table.into_inner().map_err(|fault| csv::Error::from(fault.into_error()))
}

fn head(has_names: bool) -> Vec<String> {
    let mut head = vec!["pseudonym".to_owned()];
    if has_names {
        head.push("name".to_owned());
    }
    head.extend(["file", "handed_in", "claims"].map(str::to_owned));
    for layer in ["", "second_"] {
        head.extend(COMPONENTS.iter().flat_map(|name| ["right", "of"].map(|end| format!("{layer}{name}_{end}"))));
        head.extend(FindingKind::ALL.map(|kind| format!("{layer}{}", kind.name())));
    }
    head.extend(["second_handed_in", "learnt", "lost", "mark", "comment", "remark"].map(str::to_owned));
    head
}

fn row(pupil: &ClassPupil, roster: Option<&Roster>, remark: &str) -> Vec<String> {
    let mut row = vec![cell(&pupil.pseudonym)];
    if let Some(roster) = roster {
        row.push(cell(roster.name(&pupil.pseudonym).unwrap_or_default()));
    }
    row.extend([cell(&pupil.name), optional(pupil.handed_in.as_ref()), pupil.claims.to_string()]);
    let first = (&pupil.first, &pupil.first_counts);
    let second = pupil.second.as_ref().map(|(components, counts)| (components, counts));
    for layer in [Some(first), second] {
        row.extend(layer_cells(pupil, layer));
    }
    row.extend([
        optional(pupil.second_handed_in.as_ref()),
        optional(pupil.progress.as_ref().map(super::Progress::learnt)),
        optional(pupil.progress.as_ref().map(super::Progress::lost)),
        optional(pupil.returned.as_ref().and_then(|returned| returned.grade).map(Grade::name)),
        pupil.returned.as_ref().map_or_else(String::new, |returned| cell(&returned.comment)),
        cell(remark),
    ]);
    row
}

fn layer_cells(pupil: &ClassPupil, layer: Option<(&Pupil, &FindingCounts)>) -> Vec<String> {
    let Some((components, counts)) = layer else {
        return vec![String::new(); 2 * COMPONENTS.len() + FindingKind::ALL.len()];
    };
    let of_parts = component_parts(pupil, components)
        .into_iter()
        .flat_map(|part: Option<Part>| [optional(part.map(|part| part.right)), optional(part.map(|part| part.of))]);
    of_parts.chain(FindingKind::ALL.map(|kind| counts.of_kind(kind).to_string())).collect()
}

/// What is right in each of the components, of how many; nothing where it was not asked for.
pub(super) fn component_parts(pupil: &ClassPupil, components: &Pupil) -> [Option<Part>; COMPONENTS.len()] {
    [
        Some(components.identified),
        Some(components.tagged),
        Some(components.delimited),
        Some(components.attributed).filter(|_| pupil.asked_speaker),
        Some(components.justified).filter(|_| pupil.asked_why),
    ]
}

/// Nothing for what is not there, so that nobody takes it for 0.
fn optional(value: Option<impl fmt::Display>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// Words that came out of a file, as a cell that acts on nothing.
fn cell(words: &str) -> String {
    let shown = inert(words);
    neutralised(&shown).into_owned()
}
