//! What one reviewer marked, with one label for each unit of the text.

use std::collections::BTreeSet;

use super::{Continuum, Layer, Unit};
use crate::claim::Tag;

/// How many labels there are: none, and the three tags.
pub(super) const LABELS: usize = 1 + Tag::ALL.len();

/// The row and column of a label, in tables: first none, then the tags in the order of the codebook.
pub(super) fn index_of(label: Option<Tag>) -> usize {
    label.map_or(0, |tag| tag as usize + 1)
}

/// The cells of a table of labels in which two different ones meet.
pub(super) fn differing() -> impl Iterator<Item = (usize, usize)> {
    let cells = (0..LABELS).flat_map(|row| (0..LABELS).map(move |column| (row, column)));
    cells.filter(|(row, column)| row != column)
}

/// A stretch with one label, in units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) tag: Tag,
}

/// The text as one reviewer sees it. Where claims lie in one another, the innermost counts; what is around it is then in pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sections {
    /// How many units the text has.
    pub(super) length: u64,
    /// In text order, apart from each other, and never empty; they may touch.
    pub(super) list: Vec<Section>,
}

impl Sections {
    /// Those of all tags together or, with a tag, of its layer alone.
    pub(super) fn of(layer: &Layer, only: Option<Tag>, continuum: &Continuum, unit: Unit) -> Self {
        // The place, whether something begins there, and what: the shortest first, then by tag.
        let mut events: Vec<(u64, bool, (u64, Tag, usize))> = Vec::new();
        let marks = layer.marks().iter().filter(|mark| only.is_none_or(|tag| tag == mark.tag));
        let stretches = marks.flat_map(|mark| mark.places.ranges().map(|range| (mark.tag, range)));
        for (number, (tag, range)) in stretches.enumerate() {
            let section = (range.end - range.start, tag, number);
            events.push((range.start, true, section));
            events.push((range.end, false, section));
        }
        events.sort_unstable();
        let mut open: BTreeSet<(u64, Tag, usize)> = BTreeSet::new();
        let mut list: Vec<(Section, usize)> = Vec::new();
        let mut start = 0;
        for (place, begins, section) in events {
            let end = continuum.units_before(place, unit);
            if let Some((_, tag, number)) = open.first()
                && start < end
            {
                match list.last_mut() {
                    Some((section, of)) if of == number && section.end == start => section.end = end,
                    _ => list.push((Section { start, end, tag: *tag }, *number)),
                }
            }
            start = end;
            if begins {
                open.insert(section);
            } else {
                open.remove(&section);
            }
        }
        let length = continuum.length(unit);
        Self { length, list: list.into_iter().map(|(section, _)| section).collect() }
    }

    /// How many units have each label.
    pub(super) fn lengths(&self) -> [u64; LABELS] {
        let mut lengths = [0; LABELS];
        for section in &self.list {
            lengths[index_of(Some(section.tag))] += section.end - section.start;
        }
        lengths[0] = self.length - lengths.iter().sum::<u64>();
        lengths
    }
}

/// The labels of one reviewer, asked for from left to right.
pub(super) struct Labels<'a> {
    rest: &'a [Section],
    pub(super) length: u64,
}

impl<'a> Labels<'a> {
    pub(super) fn of(sections: &'a Sections) -> Self {
        Self { rest: &sections.list, length: sections.length }
    }

    /// The label of a unit and where the stretch ends that has it; no unit may be asked for that is left of one before.
    pub(super) fn at(&mut self, unit: u64) -> (Option<Tag>, u64) {
        while let Some((section, rest)) = self.rest.split_first() {
            if unit < section.start {
                return (None, section.start);
            }
            if unit < section.end {
                return (Some(section.tag), section.end);
            }
            self.rest = rest;
        }
        (None, self.length)
    }
}

/// Goes through the text of several reviewers and names each stretch on which none of their labels changes: its length and the
/// labels, by reviewer.
pub(super) fn sweep(reviewers: &[&Sections], mut each: impl FnMut(u64, &[Option<Tag>])) {
    let length = reviewers.first().map_or(0, |sections| sections.length);
    let mut changes: Vec<(u64, bool, usize, Tag)> = Vec::new();
    for (number, sections) in reviewers.iter().enumerate() {
        for section in &sections.list {
            changes.push((section.start, true, number, section.tag));
            changes.push((section.end, false, number, section.tag));
        }
    }
    // What ends at a place ends before anything begins there.
    changes.sort_unstable();
    let mut labels = vec![None; reviewers.len()];
    let mut start = 0;
    for (place, begins, number, tag) in changes {
        if start < place {
            each(place - start, &labels);
            start = place;
        }
        labels[number] = begins.then_some(tag);
    }
    if start < length {
        each(length - start, &labels);
    }
}
