//! The claims of several reviewers brought together, and how well the reviewers agree.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use super::{Opposed, OtherReview, author};
use crate::{
    claim::{ClaimId, Tag},
    classroom::expected_by,
    compare::{
        Agreement, Calibration, Comparison, Continuum, Figure, FindingKind, Key, Layer, Tolerance, Unit, merge, view,
    },
    review::{
        Review,
        operations::{Contested, Settlement, Settlements},
    },
    text::ByteIndex,
};

/// What is said of the claims of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RowKind {
    /// Of two reviewers, how the second's claims compare with the first's.
    Pair {
        /// How.
        kind: FindingKind,
        /// Whether only one names a speaker, or both name two.
        speakers_differ: bool,
    },
    /// Of several, how divided they are on a stretch.
    Stretch {
        /// The share of pairs of them who do not give it the same tags.
        division: Figure,
        /// How many of them have a claim there.
        marked: usize,
    },
}

/// Claims of several reviewers that are about the same words.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What is said of them.
    pub kind: RowKind,
    /// The claims, by the number of the reviewer, then in text order.
    pub claims: Vec<(usize, ClaimId)>,
    /// From the first of their words to the last; of a stretch, itself.
    pub place: Range<ByteIndex>,
    /// Their tags.
    pub tags: BTreeSet<Tag>,
    /// How it was settled, if it was.
    pub settled: Option<Settlement>,
}

impl Row {
    /// Whether the reviewers differ.
    pub fn is_contested(&self) -> bool {
        match self.kind {
            RowKind::Pair { kind, speakers_differ } => kind != FindingKind::Correct || speakers_differ,
            RowKind::Stretch { division, .. } => division.value().is_some_and(|division| division > 0.0),
        }
    }

    /// The claims of one reviewer.
    pub fn of(&self, member: usize) -> Vec<ClaimId> {
        self.claims.iter().filter(|(whose, _)| *whose == member).map(|(_, claim)| *claim).collect()
    }
}

/// What a collation is made of.
#[derive(Clone, Debug)]
pub struct Collated {
    /// The open review.
    pub mine: Arc<Review>,
    /// Those beside it.
    pub others: Vec<Arc<OtherReview>>,
    /// Their text.
    pub continuum: Arc<Continuum>,
    /// Which are held against each other.
    pub opposed: Opposed,
    /// Which borders are the same.
    pub tolerance: Tolerance,
}

/// What the reviewers made of the text, in text order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collation {
    /// What the open review marks.
    pub mine: Layer,
    /// One row for each group of claims.
    pub rows: Vec<Row>,
    /// The first row of each claim.
    row_of: BTreeMap<(usize, ClaimId), usize>,
}

/// How well the reviewers agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// The second against the first, where two are held against each other.
    pub pair: Option<Comparison>,
    /// All of them, word by word.
    pub words: Agreement,
    /// The same, character by character.
    pub characters: Agreement,
    /// The figure that is to be reached, and what it is with the file.
    pub calibration: Option<(Calibration, Figure)>,
}

impl Collation {
    /// How many claims are held against each other.
    pub fn size(of: &Collated) -> usize {
        let count = |number: usize| match number.checked_sub(1) {
            None => of.mine.claims().len(),
            Some(at) => of.others.get(at).map_or(0, |other| other.layer.marks().len()),
        };
        match of.opposed {
            Opposed::Two(first, second) => count(first) + count(second),
            Opposed::All => (0..=of.others.len()).map(count).sum(),
        }
    }

    /// Brings the claims of the reviewers together.
    pub fn of(Collated { mine, others, continuum, opposed, tolerance }: &Collated) -> Self {
        let own = Layer::of(mine, continuum).unwrap_or_default();
        let layers: Vec<&Layer> = std::iter::once(&own).chain(others.iter().map(|other| &other.layer)).collect();
        let mut rows = match *opposed {
            Opposed::Two(first, second) => match (layers.get(first), layers.get(second)) {
                (Some(one), Some(two)) if first != second => of_two(*tolerance, (first, one), (second, two), continuum),
                _ => Vec::new(),
            },
            Opposed::All => of_all(&layers, continuum),
        };
        if let Some(second) = opposed.beside_mine()
            && let Some(other) = second.checked_sub(1).and_then(|at| others.get(at))
        {
            let settlements = Settlements::of(mine);
            for row in rows.iter_mut().filter(|_| !settlements.is_empty()) {
                let (own, theirs, author) = (row.of(0), row.of(second), author(other));
                let contested = Contested { mine: &own, theirs: &theirs, other: &other.review, author: &author };
                row.settled = settlements.how(&contested);
            }
        }
        let mut row_of = BTreeMap::new();
        for (number, row) in rows.iter().enumerate() {
            for claim in &row.claims {
                row_of.entry(*claim).or_insert(number);
            }
        }
        Self { mine: own, rows, row_of }
    }

    /// The first row of a claim.
    pub fn row_of(&self, member: usize, claim: ClaimId) -> Option<usize> {
        self.row_of.get(&(member, claim)).copied()
    }

    /// How many rows there are of a kind, for two reviewers.
    pub fn count(&self, of: FindingKind) -> usize {
        self.rows.iter().filter(|row| matches!(row.kind, RowKind::Pair { kind, .. } if kind == of)).count()
    }

    /// On how many rows the reviewers differ and nothing is settled.
    pub fn unsettled(&self) -> usize {
        self.rows.iter().filter(|row| row.is_contested() && row.settled.is_none()).count()
    }

    /// On how many rows the reviewers differ.
    pub fn contested(&self) -> usize {
        self.rows.iter().filter(|row| row.is_contested()).count()
    }
}

fn of_two(
    tolerance: Tolerance,
    (first, one): (usize, &Layer),
    (second, two): (usize, &Layer),
    continuum: &Continuum,
) -> Vec<Row> {
    let marks: BTreeMap<(usize, ClaimId), _> = [(first, one), (second, two)]
        .into_iter()
        .flat_map(|(member, layer)| layer.marks().iter().map(move |mark| ((member, mark.claim), mark)))
        .collect();
    let row = |difference: merge::Difference| {
        let mine = difference.mine.iter().map(|claim| (first, *claim));
        let claims: Vec<_> = mine.chain(difference.theirs.iter().map(|claim| (second, *claim))).collect();
        let of_row = || claims.iter().filter_map(|claim| marks.get(claim));
        let extents = || of_row().filter_map(|mark| mark.places.extent());
        let start = extents().map(|extent| extent.start).min().unwrap_or_default();
        let end = extents().map(|extent| extent.end).max().unwrap_or_default();
        Row {
            kind: RowKind::Pair { kind: difference.kind, speakers_differ: difference.speakers_differ },
            place: continuum.bytes(&(start..end)),
            tags: of_row().map(|mark| mark.tag).collect(),
            claims,
            settled: None,
        }
    };
    let mut rows: Vec<Row> = merge::differences_within(tolerance, one, two, continuum).into_iter().map(row).collect();
    rows.sort_by_key(|row| row.place.start);
    rows
}

fn of_all(layers: &[&Layer], continuum: &Continuum) -> Vec<Row> {
    let row = |stretch: view::Stretch| {
        let marks = || {
            stretch.said.iter().filter_map(|said| Some((said.layer, layers.get(said.layer)?.marks().get(said.mark)?)))
        };
        let reviewers: BTreeSet<usize> = stretch.said.iter().map(|said| said.layer).collect();
        Row {
            kind: RowKind::Stretch { division: stretch.division, marked: reviewers.len() },
            claims: marks().map(|(member, mark)| (member, mark.claim)).collect(),
            tags: marks().map(|(_, mark)| mark.tag).collect(),
            place: stretch.bytes.clone(),
            settled: None,
        }
    };
    view::stretches(layers, continuum).into_iter().map(row).collect()
}

impl Figures {
    /// Measures; the figures are those of `claimlight compare --json`.
    pub fn of(collated: &Collated, calibration: Option<&Calibration>) -> Self {
        let Collated { mine, others, continuum, opposed, .. } = collated;
        let own = Layer::of(mine, continuum).unwrap_or_default();
        let layers: Vec<&Layer> = std::iter::once(&own).chain(others.iter().map(|other| &other.layer)).collect();
        let pair = match *opposed {
            Opposed::Two(first, second) => layers.get(first).zip(layers.get(second)),
            Opposed::All => None,
        };
        let number = if let Opposed::Two(first, _) = *opposed { first } else { 0 };
        let first_review =
            number.checked_sub(1).and_then(|number| others.get(number)).map_or(&**mine, |one| &one.review);
        // What an answer key allows counts here as well; one that contradicts itself is a review like others.
        let expected =
            |review: &Review, layer: &Layer| expected_by(review, layer).unwrap_or_else(|_refused| Key::of_layer(layer));
        let with = |calibration: &Calibration| {
            let key = others.iter().find(|other| other.sha256 == calibration.sha256)?;
            let comparison = Comparison::of(&expected(&key.review, &key.layer), &own, continuum);
            Some((calibration.clone(), calibration.gate.figure(&comparison)))
        };
        let shown: Vec<&Layer> = pair.map_or_else(|| layers.clone(), |(first, second)| vec![*first, *second]);
        Self {
            pair: pair.map(|(first, second)| Comparison::of(&expected(first_review, first), second, continuum)),
            words: Agreement::of(&shown, continuum, Unit::Word),
            characters: Agreement::of(&shown, continuum, Unit::Character),
            calibration: calibration.and_then(with),
        }
    }
}
