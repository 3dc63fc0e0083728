//! Another version of the article beside the one that is open, while it is decided what becomes of the claims.

use std::{
    collections::{BTreeSet, HashMap},
    path::PathBuf,
    sync::Arc,
};

use super::Selection;
use crate::{
    claim::{ClaimId, Tag},
    review::{ClaimFate, Comparison, Concern, Decision, Phase, Review},
    text::{ByteIndex, Span},
};

/// Something that happened about another version of the article.
#[derive(Clone, Debug)]
pub enum ReplaceCommand {
    /// The file that the article was read from is another than it was.
    SourceChanged {
        /// The review that was looked at.
        review: PathBuf,
        /// The file.
        source: PathBuf,
    },
    /// The article is to be compared with the file it was read from, as that is now.
    CompareSource,
    /// Nothing more is to be said about that file.
    KeepSource,
    /// The article is to be compared with a file.
    With(PathBuf),
    /// The article is to be compared with words from the clipboard.
    WithWords(String),
    /// The system has no file dialog.
    NoDialog,
    /// The comparison of this number goes on to another part of the work.
    GoesOn(u64, Phase),
    /// The comparison of this number is made.
    Compared {
        /// The number.
        number: u64,
        /// What came of it.
        comparison: Arc<Comparison>,
        /// What was remarkable in reading the other version, a sentence each.
        remarks: Vec<String>,
    },
    /// The comparison of this number could not be made; why, and what to do.
    Failed(u64, String),
    /// This claim is looked at, by its number in the comparison.
    Choose(usize),
    /// The claim that is looked at goes to the place of this number among those between which there is nothing to choose.
    TakeCandidate(usize),
    /// All undecided claims of a kind go where they were found.
    AcceptAll(Concern),
    /// All undecided claims of a kind are left without a place.
    LeaveAll(Concern),
    /// What was decided about the claim that is looked at is taken back.
    Reconsider,
    /// The claims of a kind are listed, or no longer.
    Fold(Concern),
    /// The comparison is given up; nothing was changed.
    GiveUp,
}

/// Where another version of an article comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OtherVersion {
    /// A file.
    File(PathBuf),
    /// Words from the clipboard.
    Words(String),
}

/// How far the replacement of the article's text is.
#[derive(Clone, Debug)]
pub enum Replacing {
    /// The comparison is being made.
    Underway {
        /// Its number.
        number: u64,
        /// What is done now.
        phase: Phase,
    },
    /// It is decided what becomes of each claim.
    Deciding(Box<Comparing>),
}

/// A comparison, with what was decided so far.
#[derive(Clone, Debug)]
pub struct Comparing {
    /// The comparison.
    pub comparison: Arc<Comparison>,
    /// The caret and the selection in the new text.
    pub selection: Selection,
    /// The tag of each claim of the comparison.
    tags: Arc<[Tag]>,
    /// What was decided by hand.
    decided: HashMap<ClaimId, Decision>,
    /// The numbers of the claims that were placed by hand.
    placed: BTreeSet<usize>,
    /// How many claims of each kind are undecided, in the order of [`Concern::ALL`].
    undecided: [usize; 5],
    /// The numbers of the claims of each kind, in the order of [`Concern::ALL`].
    kinds: Arc<[Vec<usize>; 5]>,
    /// The kinds that are not listed.
    folded: BTreeSet<Concern>,
    /// The number of the claim that is looked at.
    current: Option<usize>,
    /// What the review was when it was compared.
    pub(super) revision: u64,
}

/// A line of the list of claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparedRow {
    /// The head of a kind.
    Kind(Concern),
    /// A claim, by its number in the comparison.
    Claim(usize),
}

impl Comparing {
    pub(super) fn new(comparison: Arc<Comparison>, review: &Review, revision: u64) -> Self {
        let tag = |fate: &ClaimFate| review.claims().get(fate.id).map_or(Tag::Assertion, |claim| claim.tag);
        let tags = comparison.claims.iter().map(tag).collect();
        let mut kinds: [Vec<usize>; 5] = Default::default();
        for (number, fate) in comparison.claims.iter().enumerate() {
            kinds[place_of(fate.concern())].push(number);
        }
        let mut undecided = [0; 5];
        for kind in Concern::ALL.into_iter().filter(|kind| !kind.is_sure()) {
            undecided[place_of(kind)] = kinds[place_of(kind)].len();
        }
        let start = comparison.article.blocks().first().map_or(ByteIndex::ZERO, |block| block.span.start());
        let mut comparing = Self {
            comparison,
            selection: Selection::caret(start),
            tags,
            decided: HashMap::new(),
            placed: BTreeSet::new(),
            undecided,
            kinds: Arc::new(kinds),
            folded: [Concern::Same].into(),
            current: None,
            revision,
        };
        comparing.step(true);
        comparing
    }

    /// What is decided about a claim; those whose words are the same go where they are unless decided otherwise. `None` while it
    /// is undecided.
    pub fn decision(&self, number: usize) -> Option<&Decision> {
        let fate = self.comparison.claims.get(number)?;
        self.decided.get(&fate.id).or_else(|| fate.concern().is_sure().then_some(&Decision::Accept))
    }

    /// What is decided by hand.
    pub(super) fn has_decisions(&self) -> bool {
        !self.decided.is_empty()
    }

    /// What becomes of a claim when all is carried over now: undecided ones are left without a place.
    pub(super) fn outcome(&self, fate: &ClaimFate) -> Decision {
        let sure = || if fate.concern().is_sure() { Decision::Accept } else { Decision::Leave };
        self.decided.get(&fate.id).cloned().unwrap_or_else(sure)
    }

    /// How many claims there are of a kind, and how many of them are undecided.
    pub fn count(&self, kind: Concern) -> (usize, usize) {
        (self.kinds[place_of(kind)].len(), self.undecided[place_of(kind)])
    }

    /// How many claims are undecided.
    pub fn undecided(&self) -> usize {
        self.undecided.iter().sum()
    }

    /// Whether the claims of a kind are not listed.
    pub fn is_folded(&self, kind: Concern) -> bool {
        self.folded.contains(&kind)
    }

    /// How many lines the list has.
    pub fn row_count(&self) -> usize {
        self.shown().map(|(_, numbers)| 1 + numbers.len()).sum()
    }

    /// The line of this number.
    pub fn row(&self, row: usize) -> Option<ComparedRow> {
        let mut left = row;
        for (kind, numbers) in self.shown() {
            match left.checked_sub(1) {
                None => return Some(ComparedRow::Kind(kind)),
                Some(number) if number < numbers.len() => return Some(ComparedRow::Claim(numbers[number])),
                Some(number) => left = number - numbers.len(),
            }
        }
        None
    }

    /// The line of the claim that is looked at.
    pub fn current_row(&self) -> Option<usize> {
        let current = self.current?;
        let mut above = 0;
        for (_, numbers) in self.shown() {
            if let Ok(at) = numbers.binary_search(&current) {
                return Some(above + 1 + at);
            }
            above += 1 + numbers.len();
        }
        None
    }

    /// The kinds there are, with the numbers of the claims that are listed.
    fn shown(&self) -> impl Iterator<Item = (Concern, &[usize])> {
        let all = Concern::ALL.into_iter().zip(self.kinds.iter()).filter(|(_, numbers)| !numbers.is_empty());
        all.map(|(kind, numbers)| (kind, if self.is_folded(kind) { &[][..] } else { numbers.as_slice() }))
    }

    /// The number of the claim that is looked at.
    pub fn current(&self) -> Option<usize> {
        self.current
    }

    /// The claim that is looked at.
    pub fn current_fate(&self) -> Option<&ClaimFate> {
        self.comparison.claims.get(self.current?)
    }

    /// Where a claim is to be, or would be: decided, or else proposed.
    pub fn places(&self, number: usize) -> Vec<Span> {
        let Some(fate) = self.comparison.claims.get(number) else { return Vec::new() };
        self.decision(number).map_or_else(|| fate.proposed().collect(), |decision| decision.spans(fate))
    }

    /// Whether a claim can go where it was found.
    pub fn can_accept(&self, number: usize) -> bool {
        self.comparison.claims.get(number).is_some_and(|fate| fate.proposed().next().is_some())
    }

    /// The selection in the new text as stretches, one a block.
    pub fn selected_spans(&self) -> Vec<Span> {
        self.selection.spans(&self.comparison.article)
    }

    pub(super) fn choose(&mut self, number: usize) {
        if number < self.comparison.claims.len() {
            self.current = Some(number);
        }
    }

    pub(super) fn fold(&mut self, kind: Concern) {
        if !self.folded.remove(&kind) {
            self.folded.insert(kind);
        }
    }

    /// Looks at the next claim of the list, or the one before, round the end.
    pub(super) fn step(&mut self, forward: bool) {
        let listed: Vec<usize> = self.shown().flat_map(|(_, numbers)| numbers).copied().collect();
        self.current = self.beside(&listed, forward).or(self.current);
    }

    /// Looks at the next claim that is undecided; where there is none, at the next.
    pub(super) fn step_to_undecided(&mut self) {
        let listed = self.shown().flat_map(|(_, numbers)| numbers).copied();
        let current = self.current;
        let waiting: Vec<usize> =
            listed.filter(|number| Some(*number) == current || self.decision(*number).is_none()).collect();
        match waiting.as_slice() {
            [only] if Some(*only) == current => {}
            waiting => self.current = self.beside(waiting, true).or(self.current),
        }
    }

    fn beside(&self, listed: &[usize], forward: bool) -> Option<usize> {
        let count = listed.len();
        let at = self.current.and_then(|current| listed.iter().position(|number| *number == current));
        let next = match (at, forward) {
            (Some(at), true) => at + 1,
            (Some(at), false) => at + count - 1,
            (None, true) => 0,
            (None, false) => count.checked_sub(1)?,
        };
        listed.get(next % count.max(1)).copied()
    }

    /// Decides about the claim of this number, unless another claim of its tag would come to share text with it: that one's number.
    pub(super) fn decide(&mut self, number: usize, decision: Decision) -> Result<(), Tag> {
        let Some(fate) = self.comparison.claims.get(number) else { return Ok(()) };
        let spans = decision.spans(fate);
        // What was found for two claims is apart; what was placed by hand may be anywhere.
        let tag = self.tags.get(number).copied().unwrap_or(Tag::Assertion);
        let shares = |other: usize| {
            let theirs = self.comparison.claims.get(other).zip(self.decision(other));
            other != number
                && self.tags.get(other) == Some(&tag)
                && theirs.is_some_and(|(fate, decision)| {
                    decision.spans(fate).iter().any(|place| spans.iter().any(|span| span.overlaps(*place)))
                })
        };
        let is_placed = matches!(decision, Decision::Place(_));
        let is_taken = match decision {
            Decision::Place(_) => (0..self.comparison.claims.len()).any(shares),
            Decision::Accept => self.placed.iter().copied().any(shares),
            Decision::Leave => false,
        };
        if is_taken {
            return Err(tag);
        }
        self.note(number, Some(decision), is_placed);
        Ok(())
    }

    /// Puts a decision in its place, or takes it away, and counts.
    fn note(&mut self, number: usize, decision: Option<Decision>, is_placed: bool) {
        let Some(fate) = self.comparison.claims.get(number) else { return };
        let waits = |decided: bool| usize::from(!decided && !fate.concern().is_sure());
        let (before, after) = (waits(self.decided.contains_key(&fate.id)), waits(decision.is_some()));
        let count = &mut self.undecided[place_of(fate.concern())];
        *count = *count + after - before;
        match decision {
            Some(decision) => self.decided.insert(fate.id, decision),
            None => self.decided.remove(&fate.id),
        };
        if is_placed {
            self.placed.insert(number);
        } else {
            self.placed.remove(&number);
        }
    }

    /// Takes back what was decided about a claim. One whose words are the same is decided from the beginning.
    pub(super) fn reconsider(&mut self, number: usize) {
        if self.comparison.claims.get(number).is_some_and(|fate| !fate.concern().is_sure()) {
            self.note(number, None, false);
        }
    }

    /// The undecided claims of a kind.
    pub(super) fn undecided_of(&self, kind: Concern) -> Vec<usize> {
        let numbers = self.kinds[place_of(kind)].iter().copied();
        numbers.filter(|number| self.decision(*number).is_none()).collect()
    }
}

fn place_of(kind: Concern) -> usize {
    Concern::ALL.iter().position(|other| *other == kind).unwrap_or_default()
}
