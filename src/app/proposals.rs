//! Proposals while they are looked through.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    claim::{Claim, Tag},
    review::Review,
    suggest::Proposal,
    text::{ByteIndex, Span},
};

/// Something that happened to the proposals.
#[derive(Clone, Debug)]
pub enum ProposalCommand {
    /// The article was read for them: what was found, and which of it was dismissed earlier.
    Found {
        /// Which search it was: an answer to one that was given up is not looked at.
        search: u64,
        /// All of them, in text order.
        proposals: Arc<[Proposal]>,
        /// Those that were dismissed on this text.
        dismissed: Dismissed,
    },
    /// The one with this number is looked at.
    Choose(usize),
    /// The one that is looked at becomes a claim of this tag.
    AcceptAs(Tag),
    /// All that are open and of this rule become claims.
    AcceptRule(&'static str),
    /// All that are open and of which their rule is at least so sure become claims.
    AcceptAbove(f32),
    /// Only those of which their rule is at least so sure are shown.
    ShowFrom(f32),
    /// They are put away.
    Close,
}

/// What was dismissed on a text, by the ends of the first segment in bytes and the tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dismissed(BTreeSet<(usize, usize, Tag)>);

/// The proposals for the article that is open.
#[derive(Clone, Debug, Default)]
pub struct Proposals {
    /// All that were found, in text order.
    all: Arc<[Proposal]>,
    /// The numbers of those that are neither accepted nor dismissed, in text order.
    open: Vec<usize>,
    /// The claims as they were when that was last asked.
    claims: Vec<Arc<Claim>>,
    /// What was dismissed.
    dismissed: Dismissed,
    /// Whether they are shown.
    pub is_shown: bool,
    /// The search that is under way.
    pub search: Option<u64>,
    /// The number, among all, of the one that is looked at.
    current: Option<usize>,
    /// How sure the rules of those that are shown are at least.
    least: Option<f32>,
}

/// How sure a rule must be at first: a proposal that is wrong more often than right costs more than it brings.
const LEAST: f32 = 0.5;

impl Dismissed {
    /// Those with these marks.
    pub fn new(marks: impl IntoIterator<Item = (usize, usize, Tag)>) -> Self {
        Self(marks.into_iter().collect())
    }

    /// The marks, in order.
    pub fn marks(&self) -> impl Iterator<Item = (usize, usize, Tag)> {
        self.0.iter().copied()
    }

    fn holds(&self, proposal: &Proposal) -> bool {
        mark_of(proposal).is_some_and(|mark| self.0.contains(&mark))
    }
}

fn mark_of(proposal: &Proposal) -> Option<(usize, usize, Tag)> {
    let first = proposal.segments.first()?;
    Some((first.start().get(), first.end().get(), proposal.tag))
}

impl Proposals {
    /// What was found takes the place of what was there.
    pub(super) fn found(&mut self, proposals: Arc<[Proposal]>, dismissed: Dismissed, review: &Review) {
        *self = Self { all: proposals, dismissed, is_shown: true, least: self.least, ..Self::default() };
        self.look_again(review);
    }

    /// Brings what is open in step with the claims. Most changes, such as each letter that is typed into a note, leave every claim its place
    /// and its tag: then nothing is to be done.
    pub(super) fn follow(&mut self, review: &Review) {
        let is_same = |(before, now): (&Arc<Claim>, &Arc<Claim>)| {
            Arc::ptr_eq(before, now) || before.tag == now.tag && before.segments.placed() == now.segments.placed()
        };
        let claims = review.claims().in_order();
        if claims.len() != self.claims.len() || !self.claims.iter().zip(claims).all(is_same) {
            self.look_again(review);
        }
    }

    /// Asks of every proposal whether it is open.
    fn look_again(&mut self, review: &Review) {
        self.claims = review.claims().in_order().to_vec();
        let least = self.least();
        let is_open = |proposal: &Proposal| {
            proposal.confidence >= least && !self.dismissed.holds(proposal) && !is_claim(review, proposal)
        };
        self.open = (0..self.all.len()).filter(|number| is_open(&self.all[*number])).collect();
        if let Some(current) = self.current.filter(|current| self.open.binary_search(current).is_err()) {
            // The one that is looked at is done: the next one is.
            self.current = self.open.get(self.open.partition_point(|number| *number < current)).copied();
        }
    }

    /// How sure the rules of those that are shown are at least, from 0 to 1.
    pub fn least(&self) -> f32 {
        self.least.unwrap_or(LEAST)
    }

    /// Shows those of which their rules are at least so sure.
    pub(super) fn show_from(&mut self, least: f32, review: &Review) {
        self.least = Some(least);
        self.look_again(review);
    }

    /// Whether each, however unsure its rule, is dismissed or a claim.
    pub(super) fn is_exhausted(&self, review: &Review) -> bool {
        self.all.iter().all(|proposal| self.dismissed.holds(proposal) || is_claim(review, proposal))
    }

    /// How many are open.
    pub fn len(&self) -> usize {
        self.open.len()
    }

    /// Whether none is open.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// The one that is looked at.
    pub fn current(&self) -> Option<&Proposal> {
        self.is_shown.then_some(self.current?).and_then(|current| self.all.get(current))
    }

    /// The place of the one that is looked at among those that are open, counted from 0.
    pub fn position(&self) -> Option<usize> {
        self.open.binary_search(&self.current?).ok()
    }

    /// The open ones that reach into a stretch of text, with their numbers; none while they are put away.
    pub fn touching(&self, start: ByteIndex, end: ByteIndex) -> impl Iterator<Item = (usize, &Proposal)> {
        // They are in the order of their starts, and none is longer than a few paragraphs: what begins far before does not reach here.
        let from = self.open.partition_point(|number| start_of(&self.all[*number]) + REACH < start.get());
        let open = if self.is_shown { self.open.get(from..).unwrap_or_default() } else { &[] };
        let near = open.iter().take_while(move |number| start_of(&self.all[**number]) < end.get());
        let reaches = move |span: &Span| span.start() < end && start < span.end();
        near.map(|number| (*number, &self.all[*number]))
            .filter(move |(_, proposal)| proposal.segments.iter().any(reaches))
    }

    /// Those that are open.
    pub fn open(&self) -> impl Iterator<Item = &Proposal> {
        self.open.iter().map(|number| &self.all[*number])
    }

    /// Looks at the one with this number.
    pub(super) fn choose(&mut self, number: usize) {
        if self.open.binary_search(&number).is_ok() {
            self.current = Some(number);
        }
    }

    /// Looks at the next one, or the one before, round the end; where none is looked at, from the caret.
    pub(super) fn step(&mut self, forward: bool, caret: ByteIndex) {
        let count = self.open.len();
        if count == 0 {
            self.current = None;
            return;
        }
        let position = match (self.position(), forward) {
            (Some(position), true) => position + 1,
            (Some(position), false) => position + count - 1,
            (None, forward) => {
                let after = self.open.partition_point(|number| start_of(&self.all[*number]) < caret.get());
                if forward { after } else { after + count - 1 }
            }
        };
        self.current = self.open.get(position % count).copied();
    }

    /// Dismisses the one that is looked at, and returns all that are dismissed.
    pub(super) fn dismiss(&mut self, review: &Review) -> Option<Dismissed> {
        let mark = mark_of(self.current()?)?;
        self.dismissed.0.insert(mark);
        self.look_again(review);
        Some(self.dismissed.clone())
    }
}

/// How far before a place a proposal that reaches it may begin, in bytes. Longer ones are painted from where they begin.
const REACH: usize = 64 * 1024;

fn start_of(proposal: &Proposal) -> usize {
    proposal.segments.first().map_or(0, |span| span.start().get())
}

/// Whether a claim has these words already, or one of the same tag some of them.
fn is_claim(review: &Review, proposal: &Proposal) -> bool {
    proposal.segments.iter().any(|span| {
        let touching = review.claims().touching(span.start(), span.end());
        touching.iter().any(|claim| claim.tag == proposal.tag || claim.segments.placed() == proposal.segments)
    })
}
