//! Everything that is measured, of one review against a key and of several reviews among themselves.

use super::{
    Confusion, Continuum, Edges, Figure, Finding, FindingCounts, Key, Layer, Matching, Overlap, Scores,
    SpeakerAgreement, Unit, UnitAgreement, Unitizing, alpha::Coincidences, finding::findings, sections::Sections,
};
use crate::claim::Tag;

/// A review held against a key.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Which claims stand for which.
    pub matching: Matching,
    /// What there is to look at, in text order.
    pub findings: Vec<Finding>,
    /// How many of each kind.
    pub counts: FindingCounts,
    /// Precision, recall and F1 with places compared to the letter, as other programs have them.
    pub scores: Scores,
    /// The same within the tolerance of the key.
    pub tolerant_scores: Scores,
    /// How much of the text both marked.
    pub overlap: Overlap,
    by_tag: [TagComparison; Tag::ALL.len()],
    /// Word by word.
    pub words: Pairwise,
    /// Character by character.
    pub characters: Pairwise,
    /// Whether both name the same speakers.
    pub speakers: SpeakerAgreement,
}

/// The same for the claims of one tag, as if there were no others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TagComparison {
    /// To the letter.
    pub scores: Scores,
    /// Within the tolerance of the key.
    pub tolerant_scores: Scores,
    /// How much of the text both marked so.
    pub overlap: Overlap,
}

/// Two reviewers, unit by unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pairwise {
    /// Which label the key has where the review has which. Where claims lie in one another, the innermost counts.
    pub confusion: Confusion,
    by_tag: [Confusion; Tag::ALL.len()],
    /// The coefficients of agreement.
    pub agreement: Agreement,
}

/// The agreement of two or more reviewers, in one unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// What is counted.
    pub unit: Unit,
    /// How many reviewers there are.
    pub reviewers: usize,
    /// How many units the text has, as far as it counts.
    pub length: u64,
    /// All tags together; where claims lie in one another, the innermost counts.
    pub together: Coefficients,
    by_tag: [Coefficients; Tag::ALL.len()],
}

/// The coefficients of agreement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coefficients {
    /// Unit by unit.
    pub units: UnitAgreement,
    /// On where claims begin and end.
    pub unitizing: Unitizing,
}

impl Comparison {
    /// Holds a review against a key. Where the key is scored in passages alone, nothing outside them counts.
    pub fn of(key: &Key, layer: &Layer, continuum: &Continuum) -> Self {
        let narrowed = key.passages.as_ref().map(|passages| continuum.clone().only_in(passages.clone()));
        let continuum = narrowed.as_ref().unwrap_or(continuum);
        let matching = Matching::of(key, layer, continuum);
        let findings = findings(key, layer, &matching);
        let chosen = matching.chosen(key);
        // Of a claim with choices of several tags, the one that was made decides to which tag it belongs.
        let tag_of = |number: usize| {
            let span = &key.spans()[number];
            let made = matching.of_key(number).filter(|pair| pair.same_tag);
            made.and_then(|pair| span.choices().get(pair.choice)).unwrap_or(span.first()).tag
        };
        let by_tag = Tag::ALL.map(|tag| {
            let (key, layer) = (key.of_tag(tag, tag_of), layer.of_tag(tag));
            let matching = Matching::of(&key, &layer, continuum);
            TagComparison {
                scores: Scores::of(&key, &matching, Edges::Exact),
                tolerant_scores: Scores::of(&key, &matching, Edges::WithinTolerance),
                overlap: Overlap::of(&chosen, &layer, Some(tag), continuum),
            }
        });
        Self {
            counts: FindingCounts::of(&findings),
            scores: Scores::of(key, &matching, Edges::Exact),
            tolerant_scores: Scores::of(key, &matching, Edges::WithinTolerance),
            overlap: Overlap::of(&chosen, layer, None, continuum),
            by_tag,
            words: Pairwise::of(&chosen, layer, continuum, Unit::Word),
            characters: Pairwise::of(&chosen, layer, continuum, Unit::Character),
            speakers: SpeakerAgreement::of(key, layer, &matching),
            findings,
            matching,
        }
    }

    /// The claims of one tag, as if there were no others.
    pub fn of_tag(&self, tag: Tag) -> &TagComparison {
        &self.by_tag[tag as usize]
    }
}

impl Pairwise {
    /// Compares two reviewers.
    pub fn of(first: &Layer, second: &Layer, continuum: &Continuum, unit: Unit) -> Self {
        let both = [first, second];
        let confusion = |tag: Option<Tag>| {
            let [first, second] = both.map(|layer| Sections::of(layer, tag, continuum, unit));
            Confusion::of(&first, &second, unit)
        };
        Self {
            confusion: confusion(None),
            by_tag: Tag::ALL.map(|tag| confusion(Some(tag))),
            agreement: Agreement::of(&both, continuum, unit),
        }
    }

    /// The claims of one tag alone: what has it, and what does not.
    pub fn of_tag(&self, tag: Tag) -> &Confusion {
        &self.by_tag[tag as usize]
    }

    /// The mean over the tags for which there is a number.
    pub fn mean_kappa_of_tags(&self) -> Figure {
        Figure::mean(self.by_tag.iter().map(Confusion::kappa), self.confusion.unit())
    }
}

impl Agreement {
    /// Compares any number of reviewers.
    pub fn of(layers: &[&Layer], continuum: &Continuum, unit: Unit) -> Self {
        let coefficients = |tag: Option<Tag>| {
            let sections: Vec<Sections> =
                layers.iter().map(|layer| Sections::of(layer, tag, continuum, unit)).collect();
            let sections: Vec<&Sections> = sections.iter().collect();
            let coincidences = Coincidences::of(&sections);
            Coefficients {
                units: UnitAgreement::of(&sections, &coincidences, unit),
                unitizing: Unitizing::of(&sections, &coincidences, unit),
            }
        };
        Self {
            unit,
            reviewers: layers.len(),
            length: continuum.length(unit),
            together: coefficients(None),
            by_tag: Tag::ALL.map(|tag| coefficients(Some(tag))),
        }
    }

    /// The claims of one tag alone: what has it, and what does not.
    pub fn of_tag(&self, tag: Tag) -> &Coefficients {
        &self.by_tag[tag as usize]
    }

    /// The mean over the tags of one coefficient, where it has a number.
    pub fn mean_of_tags(&self, coefficient: impl Fn(&Coefficients) -> Figure) -> Figure {
        Figure::mean(self.by_tag.iter().map(coefficient), self.unit)
    }
}
