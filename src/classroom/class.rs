//! A class: every submission held against one key.

use jiff::Timestamp;

use super::{Expected, Progress, Which, submission};
use crate::{
    compare::{
        Comparison, FindingCounts, Layer,
        class::{Pupil, Sheet},
    },
    review::Review,
    teaching::{AskedField, Refused, Returned},
};

/// A file that may be a submission.
#[derive(Clone, Copy, Debug)]
pub struct Handed<'a> {
    /// What it is called, among the others.
    pub name: &'a str,
    /// What is in it.
    pub review: &'a Review,
}

/// Every submission of a class held against one key. Pupils are in the order of their pseudonyms, whatever the order of the files.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// Each submission.
    pub pupils: Vec<ClassPupil>,
    /// What the class made of each claim of the key when it handed in; pupils in the same order.
    pub first: Sheet,
    /// The same of what the submissions are now; who corrected nothing counts with the first layer.
    pub last: Sheet,
    /// The files that do not count, by name, and why.
    pub refused: Vec<(String, Refused)>,
}

/// One submission.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassPupil {
    /// What its file is called.
    pub name: String,
    /// The pupil's pseudonym.
    pub pseudonym: String,
    /// When it was handed in.
    pub handed_in: Option<Timestamp>,
    /// Whether speakers were asked for.
    pub asked_speaker: bool,
    /// Whether reasons were asked for.
    pub asked_why: bool,
    /// How many claims the first layer has.
    pub claims: usize,
    /// What the pupil could do, component by component, when it was handed in.
    pub first: Pupil,
    /// How many findings of each kind there were then.
    pub first_counts: FindingCounts,
    /// The same of the second layer, when there is one.
    pub second: Option<(Pupil, FindingCounts)>,
    /// When that was handed in; it need not be.
    pub second_handed_in: Option<Timestamp>,
    /// What changed from the one to the other.
    pub progress: Option<Progress>,
    /// How many claims of the last layer share text with others of their tag.
    pub overlapping: usize,
    /// How many claims of the last layer have no place in the text.
    pub without_place: usize,
    /// What the teacher said about it.
    pub returned: Option<Returned>,
}

/// A submission with its layers.
struct Read<'a> {
    handed: Handed<'a>,
    first: Layer,
    second: Option<Layer>,
}

impl Class {
    /// Holds each submission against a key.
    pub fn of(expected: &Expected<'_>, handed: &[Handed<'_>]) -> Self {
        let mut read: Vec<Read<'_>> = Vec::with_capacity(handed.len());
        let mut refused = Vec::new();
        for handed in handed {
            match layers(expected, *handed) {
                Ok(layers) => read.push(layers),
                Err(refusal) => refused.push((handed.name.to_owned(), refusal)),
            }
        }
        read.sort_by(|one, other| {
            let order = |read: &Read<'_>| (read.handed.review.reviewer().to_owned(), read.handed.name.to_owned());
            order(one).cmp(&order(other))
        });
        refused.sort_by(|one, other| one.0.cmp(&other.0));
        let compare = |layer: &Layer| Comparison::of(expected.key(), layer, expected.continuum());
        let first: Vec<Comparison> = read.iter().map(|read| compare(&read.first)).collect();
        let last: Vec<Comparison> =
            read.iter().zip(&first).map(|(read, first)| read.second.as_ref().map_or(first.clone(), compare)).collect();
        let sheet = |layers: &[&Layer], comparisons: &[Comparison]| {
            Sheet::compared(expected.key(), layers, comparisons, expected.continuum())
        };
        let first_layers: Vec<&Layer> = read.iter().map(|read| &read.first).collect();
        let last_layers: Vec<&Layer> = read.iter().map(Read::last).collect();
        let first_sheet = sheet(&first_layers, &first);
        let last_sheet = sheet(&last_layers, &last);
        let pupils = read.iter().enumerate().map(|(number, read)| {
            let both = [&first[number], &last[number]];
            let rows = [&first_sheet.pupils[number], &last_sheet.pupils[number]];
            ClassPupil::of(expected, read, both, rows)
        });
        Self { pupils: pupils.collect(), first: first_sheet, last: last_sheet, refused }
    }

    /// Pupils who go by one pseudonym, by their numbers.
    pub fn of_one_pseudonym(&self) -> Vec<Vec<usize>> {
        let same = |one: &(usize, &ClassPupil), other: &(usize, &ClassPupil)| one.1.pseudonym == other.1.pseudonym;
        let numbered: Vec<(usize, &ClassPupil)> = self.pupils.iter().enumerate().collect();
        let groups = numbered.chunk_by(same).filter(|group| group.len() > 1);
        groups.map(|group| group.iter().map(|(number, _)| *number).collect()).collect()
    }
}

impl Read<'_> {
    fn last(&self) -> &Layer {
        self.second.as_ref().unwrap_or(&self.first)
    }
}

fn layers<'a>(expected: &Expected<'_>, handed: Handed<'a>) -> Result<Read<'a>, Refused> {
    let first = expected.layer(handed.review, Which::First)?;
    let is_second = submission::of(handed.review)?.is_second_layer();
    let second = is_second.then(|| expected.layer(handed.review, Which::Last)).transpose()?;
    Ok(Read { handed, first, second })
}

impl ClassPupil {
    fn of(expected: &Expected<'_>, read: &Read<'_>, both: [&Comparison; 2], rows: [&Pupil; 2]) -> Self {
        let submission = submission::of(read.handed.review).ok();
        let asks = |field| submission.is_some_and(|submission| submission.task.fields.contains(&field));
        let is_second = read.second.is_some();
        Self {
            name: read.handed.name.to_owned(),
            pseudonym: read.handed.review.reviewer().to_owned(),
            handed_in: submission.and_then(|submission| submission.handed_in),
            asked_speaker: asks(AskedField::Speaker),
            asked_why: submission.is_some_and(|submission| submission.task.why),
            claims: read.first.marks().len(),
            first: rows[0].clone(),
            first_counts: both[0].counts,
            second: is_second.then(|| (rows[1].clone(), both[1].counts)),
            second_handed_in: submission.and_then(|submission| submission.first.as_ref()?.second_handed_in),
            progress: is_second.then(|| Progress::between(expected, both)),
            overlapping: read.last().overlapping_in_tag(),
            without_place: read.last().without_place(),
            returned: submission.and_then(|submission| submission.returned.clone()),
        }
    }
}
