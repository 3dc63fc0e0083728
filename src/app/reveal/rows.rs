//! A submission and its key, claim by claim, and what was learnt.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    claim::{ClaimId, Segments, Speaker, Tag},
    classroom::{Difference, Expected, Progress, Reveal, Which, changes, submission},
    compare::{FindingKind, class::Pupil},
    review::{
        Review,
        operations::{Kept, Wanted},
    },
    teaching::{AskedField, Refused},
    text::{ByteIndex, Span},
};

/// A key as it is held against the open submission.
#[derive(Clone, Debug)]
pub struct HeldKey {
    /// What its file is called; the lesson's own has no name.
    pub name: String,
    /// The key.
    pub expected: Expected<'static>,
}

/// One way to mark a claim of the key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice<'a> {
    /// What it is.
    pub tag: Tag,
    /// Where it is.
    pub segments: &'a Segments,
    /// Who says it.
    pub speaker: Option<&'a Speaker>,
}

impl HeldKey {
    /// Takes a key, an assignment in which it lies open, or a review, with the hash of its text.
    ///
    /// # Errors
    /// When there is no key in it, or none that can be compared.
    pub fn new(name: impl Into<String>, review: Review, text_sha256: String) -> Result<Self, Refused> {
        Ok(Self { name: name.into(), expected: Expected::owned(review, text_sha256)? })
    }

    /// Whether it is the key of a submission.
    ///
    /// # Errors
    /// When it is that of another article or assignment, or the text of the submission was changed.
    pub fn suits(&self, submission: &Review) -> Result<(), Refused> {
        self.expected.suits(submission)?;
        let own = submission::of(submission)?.assignment;
        let is_other = self.expected.answers().assignment.is_some_and(|assignment| assignment != own);
        if is_other { Err(Refused::AnotherAssignment) } else { Ok(()) }
    }

    /// Every way to mark a claim of the key, the one that is shown first.
    pub fn choices(&self, claim: ClaimId) -> Vec<Choice<'_>> {
        let review = self.expected.review();
        let Some(shown) = review.claims().get(claim) else { return Vec::new() };
        let speaker = |id| review.speaker(id);
        let first = Choice { tag: shown.tag, segments: &shown.segments, speaker: shown.speaker.and_then(speaker) };
        let entry = self.expected.answers().entry(claim);
        let alternatives = entry.map(|entry| entry.alternatives.as_slice()).unwrap_or_default().iter();
        let others = alternatives.map(|alternative| Choice {
            tag: alternative.tag,
            segments: &alternative.segments,
            speaker: alternative.speaker.and_then(speaker),
        });
        std::iter::once(first).chain(others).filter(|choice| !choice.segments.placed().is_empty()).collect()
    }
}

/// Whether a row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Counts,
    /// The key leaves the claim open.
    Optional,
    /// An optional claim of the key that was left out, which is as right.
    LeftOut,
    /// A claim outside the passages that are scored.
    Outside,
}

/// Claims of the key and of the pupil that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct RevealRow {
    /// How they differ.
    pub difference: Difference,
    /// Whether it counts.
    pub standing: Standing,
    /// Whether the pupil kept it, with a reason.
    pub is_kept: bool,
}

impl RevealRow {
    /// Whether there is a difference, settled or not.
    pub fn is_difference(&self) -> bool {
        matches!(self.standing, Standing::Counts | Standing::Optional) && self.difference.is_difference()
    }

    /// Whether there is a difference that nothing was decided about.
    pub fn is_open(&self) -> bool {
        self.is_difference() && !self.is_kept
    }

    /// From the first of its words to the last.
    pub fn place(&self) -> Range<ByteIndex> {
        self.difference.bytes.clone()
    }

    /// The ways to mark them that the key has: of a claim for which one of the pupil's stands the one it is nearest to, of any other
    /// the one that is shown.
    pub fn expected<'a>(&self, key: &'a HeldKey) -> Vec<Choice<'a>> {
        let near = self.difference.alternative.filter(|_| self.difference.key.len() == 1).unwrap_or(0);
        let choice = |claim: &ClaimId| {
            let choices = key.choices(*claim);
            choices.get(near).or(choices.first()).copied()
        };
        self.difference.key.iter().filter_map(choice).collect()
    }

    /// What the pupil's claims become when the key's are taken.
    pub fn wanted(&self, key: &HeldKey) -> Vec<Wanted> {
        let asks_speaker = self.difference.speakers.is_some() || self.difference.kind != FindingKind::Correct;
        let wanted = |choice: Choice<'_>| Wanted {
            tag: choice.tag,
            segments: choice.segments.clone(),
            speaker: choice.speaker.filter(|_| asks_speaker).map(|speaker| speaker.name.clone()),
        };
        self.expected(key).into_iter().map(wanted).collect()
    }
}

/// What became of a claim of the key between the layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Became {
    /// It was wrong and is right.
    Learnt,
    /// It was right and is wrong.
    Lost,
    /// It was wrong, and the pupil has a reason to leave it so.
    Kept,
    /// It was wrong and still is.
    Open,
    /// It was right all along.
    Right,
}

/// A claim of the key before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LearntStep {
    /// The claim.
    pub claim: ClaimId,
    /// What became of it.
    pub became: Became,
    /// What was made of it at first; nothing of an optional one that was left out.
    pub before: Option<FindingKind>,
    /// What is made of it now.
    pub after: Option<FindingKind>,
    /// The row it is in now.
    pub row: Option<usize>,
}

/// What was learnt between the layers.
#[derive(Clone, Debug, PartialEq)]
pub struct Learnt {
    /// What the pupil could do at first.
    pub components: Pupil,
    /// Each claim of the key, in text order.
    pub steps: Vec<LearntStep>,
    /// How many claims the key does not have, before and after.
    pub extra: [usize; 2],
    /// How many claims the pupil changed, made or deleted.
    pub changed: usize,
}

impl Learnt {
    /// How many claims of the key became this.
    pub fn count(&self, became: Became) -> usize {
        self.steps.iter().filter(|step| step.became == became).count()
    }
}

/// A submission held against its key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Revealed {
    /// In text order.
    pub rows: Vec<RevealRow>,
    /// What the pupil can do, component by component.
    pub components: Pupil,
    /// What was learnt, once there is a second layer.
    pub learnt: Option<Learnt>,
    row_of_own: BTreeMap<ClaimId, usize>,
}

impl Revealed {
    /// Holds a submission as it is now against its key.
    ///
    /// # Errors
    /// When it is no submission of the key's article.
    pub fn of(key: &HeldKey, review: &Review) -> Result<Self, Refused> {
        let Reveal { entries, components, left_out, outside, .. } = Reveal::of(&key.expected, review, Which::Last)?;
        let asks_speaker = submission::of(review)?.task.fields.contains(&AskedField::Speaker);
        let kept = Kept::of(review);
        let mut rows: Vec<RevealRow> = entries.into_iter().map(|entry| row_of(entry, asks_speaker)).collect();
        rows.extend(left_out.into_iter().filter_map(|claim| {
            let segments = key.choices(claim).first()?.segments.clone();
            Some(beside(FindingKind::Missed, Standing::LeftOut, &segments, (vec![claim], Vec::new())))
        }));
        rows.extend(outside.into_iter().filter_map(|claim| {
            let segments = review.claims().get(claim)?.segments.clone();
            Some(beside(FindingKind::Extra, Standing::Outside, &segments, (Vec::new(), vec![claim])))
        }));
        for row in &mut rows {
            row.is_kept = row.is_difference() && kept.has(review, &row.difference.own, place_of(review, row));
        }
        rows.sort_by_key(|row| row.difference.bytes.start);
        let numbered = || rows.iter().enumerate();
        let row_of_own = numbered().flat_map(|(number, row)| row.difference.own.iter().map(move |own| (*own, number)));
        let row_of_own = row_of_own.collect();
        let mut row_of_key = BTreeMap::new();
        for (number, row) in numbered() {
            row_of_key.extend(row.difference.key.iter().map(|claim| (*claim, number)));
        }
        let learnt = learnt(key, review, &rows, &row_of_key)?;
        Ok(Self { rows, components, learnt, row_of_own })
    }

    /// The row of a claim of the pupil's.
    pub fn row_of(&self, own: ClaimId) -> Option<usize> {
        self.row_of_own.get(&own).copied()
    }

    /// How many rows differ and wait for a decision.
    pub fn open(&self) -> usize {
        self.rows.iter().filter(|row| row.is_open()).count()
    }

    /// How many rows differ and were kept.
    pub fn kept(&self) -> usize {
        self.rows.iter().filter(|row| row.is_kept).count()
    }

    /// How many rows are right.
    pub fn right(&self) -> usize {
        let is_right = |row: &&RevealRow| row.standing == Standing::Counts && !row.difference.is_difference();
        self.rows.iter().filter(is_right).count()
    }
}

/// The words a row is about, for the history of a difference where the pupil has no claim.
pub(in crate::app) fn place_of(review: &Review, row: &RevealRow) -> Option<Span> {
    review.article().text().span(row.difference.bytes.clone())
}

fn row_of(mut difference: Difference, asks_speaker: bool) -> RevealRow {
    // What was not asked for is no difference.
    difference.speakers = difference.speakers.filter(|_| asks_speaker);
    let standing = if difference.is_scored { Standing::Counts } else { Standing::Optional };
    RevealRow { difference, standing, is_kept: false }
}

/// A row of what is no difference, since it does not count.
fn beside(
    kind: FindingKind,
    standing: Standing,
    segments: &Segments,
    (key, own): (Vec<ClaimId>, Vec<ClaimId>),
) -> RevealRow {
    let extent = segments.extent();
    let difference = Difference {
        kind,
        is_scored: false,
        key,
        alternative: None,
        own,
        code_points: 0..0,
        bytes: extent.map_or(ByteIndex::ZERO..ByteIndex::ZERO, |extent| extent.start()..extent.end()),
        speakers: None,
        rule: None,
        notes: Vec::new(),
    };
    RevealRow { difference, standing, is_kept: false }
}

fn learnt(
    key: &HeldKey,
    review: &Review,
    rows: &[RevealRow],
    row_of_key: &BTreeMap<ClaimId, usize>,
) -> Result<Option<Learnt>, Refused> {
    let Some(progress) = Progress::of(&key.expected, review)? else { return Ok(None) };
    let first = Reveal::of(&key.expected, review, Which::First)?;
    let changed = changes(review)?.unwrap_or_default();
    let changed = changed.iter().filter(|change| change.kind != FindingKind::Correct || change.speakers_differ).count();
    let steps = progress.steps.iter().map(|step| {
        let row = row_of_key.get(&step.claim).copied();
        let is_kept = row.and_then(|row| rows.get(row)).is_some_and(|row| row.is_kept);
        let became = match (step.is_learnt() && step.before.is_some(), step.is_lost(), step.after) {
            (true, ..) => Became::Learnt,
            (_, true, Some(_)) => Became::Lost,
            (_, _, None | Some(FindingKind::Correct)) => Became::Right,
            _ if is_kept => Became::Kept,
            _ => Became::Open,
        };
        LearntStep { claim: step.claim, became, before: step.before, after: step.after, row }
    });
    let steps = steps.collect();
    Ok(Some(Learnt { components: first.components, steps, extra: progress.extra, changed }))
}
