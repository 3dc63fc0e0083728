//! A class held against a key: what each pupil can do, and on which claims the class is divided.

use std::collections::BTreeMap;

use super::{Comparison, Continuum, Figure, FindingKind, Key, Layer, Matching, Places, Undefined, Unit};
use crate::claim::Tag;

/// What a class comes to. It has counts and no mark: what they are worth is for a teacher to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// One row for each pupil, in the order they were given.
    pub pupils: Vec<Pupil>,
    /// One for each claim of the key, in its order.
    pub spans: Vec<SpanRow>,
    /// What pupils marked that is not in the key: what most marked comes first, then in text order.
    pub extra: Vec<ExtraRow>,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// How many are right.
    pub right: usize,
    /// How many there are.
    pub of: usize,
}

/// What one pupil can do, component by component.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pupil {
    /// The name, or pseudonym.
    pub reviewer: String,
    /// Identify: claims of the key that were seen, whatever their borders and tags, of all that must be.
    pub identified: Part,
    /// Claims that have the right tag, of those that were seen.
    pub tagged: Part,
    /// Delimit: claims that begin and end where they should, within the tolerance of the key, of those that were seen.
    pub delimited: Part,
    /// Attribute: claims that have the right speaker, of those that were seen and have one in the key.
    pub attributed: Part,
    /// Justify: claims with a reason, of all that the pupil marked.
    pub justified: Part,
    /// Claims that are not in the key.
    pub extra: usize,
}

/// How the class did on one claim of the key.
#[derive(Clone, Debug, PartialEq)]
pub struct SpanRow {
    /// What each pupil made of it, in the order of the pupils; `None` for an optional claim that was left out.
    pub found: Vec<Option<FindingKind>>,
    /// The share of pairs of pupils who made different things of it.
    pub division: Figure,
}

/// A claim that is not in the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraRow {
    /// Its tag.
    pub tag: Tag,
    /// Where it is, without what does not count at its edges.
    pub places: Places,
    /// Who marked it, by the numbers of the pupils.
    pub pupils: Vec<usize>,
}

impl Sheet {
    /// Holds each pupil's claims against the key.
    pub fn of(key: &Key, pupils: &[&Layer], continuum: &Continuum) -> Self {
        let comparisons: Vec<Comparison> = pupils.iter().map(|layer| Comparison::of(key, layer, continuum)).collect();
        Self::compared(key, pupils, &comparisons, continuum)
    }

    /// The same of what was compared already: each pupil's layer and its comparison with the key, in one order.
    pub fn compared(key: &Key, pupils: &[&Layer], comparisons: &[Comparison], continuum: &Continuum) -> Self {
        let spans = (0..key.spans().len()).map(|number| {
            let found: Vec<Option<FindingKind>> =
                comparisons.iter().map(|comparison| kind_of(comparison, number)).collect();
            SpanRow { division: division(&found), found }
        });
        let mut extra: BTreeMap<(Places, Tag), Vec<usize>> = BTreeMap::new();
        for (pupil, (layer, comparison)) in pupils.iter().zip(comparisons).enumerate() {
            for mark in comparison.matching.extra.iter().filter_map(|number| layer.marks().get(*number)) {
                let places = key.tolerance.core(&mark.places, continuum);
                let who = extra.entry((places, mark.tag)).or_default();
                if who.last() != Some(&pupil) {
                    who.push(pupil);
                }
            }
        }
        let mut extra: Vec<ExtraRow> =
            extra.into_iter().map(|((places, tag), pupils)| ExtraRow { tag, places, pupils }).collect();
        extra.sort_by_key(|row| std::cmp::Reverse(row.pupils.len()));
        Self {
            spans: spans.collect(),
            extra,
            pupils: pupils
                .iter()
                .zip(comparisons)
                .map(|(layer, comparison)| Pupil::of(key, layer, &comparison.matching))
                .collect(),
        }
    }

    /// The claims of the key by their numbers, the most divided first, of equals the one that fewest got right.
    pub fn most_divided_first(&self) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..self.spans.len()).collect();
        numbers.sort_by(|one, other| {
            let divided = |number: usize| self.spans[number].division.value().unwrap_or_default();
            divided(*other)
                .total_cmp(&divided(*one))
                .then_with(|| self.spans[*one].right().cmp(&self.spans[*other].right()))
        });
        numbers
    }
}

impl SpanRow {
    /// How many pupils got it right.
    pub fn right(&self) -> usize {
        self.found.iter().filter(|kind| **kind == Some(FindingKind::Correct)).count()
    }
}

impl Pupil {
    /// Counts what was matched with the key.
    pub fn of(key: &Key, layer: &Layer, matching: &Matching) -> Self {
        let is_required = |number: &usize| !key.spans()[*number].is_optional;
        let seen: Vec<_> = matching.pairs.iter().filter(|pair| is_required(&pair.key)).collect();
        let missed = matching.missed.iter().filter(|number| is_required(number)).count();
        let of_seen = |right: usize| Part { right, of: seen.len() };
        let speakers = seen.iter().filter_map(|pair| {
            let expected = key.spans()[pair.key].choices()[pair.choice].speaker.as_ref()?;
            Some(layer.marks()[pair.other].speaker.as_ref().is_some_and(|given| given.is_same(expected)))
        });
        let speakers: Vec<bool> = speakers.collect();
        Self {
            reviewer: layer.reviewer().to_owned(),
            identified: Part { right: seen.len(), of: seen.len() + missed },
            tagged: of_seen(seen.iter().filter(|pair| pair.same_tag).count()),
            delimited: of_seen(seen.iter().filter(|pair| pair.within_tolerance).count()),
            attributed: Part { right: speakers.iter().filter(|is_right| **is_right).count(), of: speakers.len() },
            justified: Part {
                right: layer.marks().iter().filter(|mark| mark.has_reason).count(),
                of: layer.marks().len(),
            },
            extra: matching.extra.len(),
        }
    }
}

/// What was made of a claim of the key.
fn kind_of(comparison: &Comparison, number: usize) -> Option<FindingKind> {
    comparison.findings.iter().find(|finding| finding.key.contains(&number)).map(|finding| finding.kind)
}

fn division(found: &[Option<FindingKind>]) -> Figure {
    if found.len() < 2 {
        return Figure::undefined(Undefined::OneReviewer, Unit::Claim);
    }
    let mut counts: BTreeMap<Option<FindingKind>, usize> = BTreeMap::new();
    for kind in found {
        *counts.entry(*kind).or_default() += 1;
    }
    let pairs = |count: usize| (count * count.saturating_sub(1)) as f64;
    let agreed: f64 = counts.into_values().map(pairs).sum();
    Figure::share(pairs(found.len()) - agreed, pairs(found.len()), Unit::Claim)
}
