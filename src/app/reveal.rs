//! A submission beside its key: what a pupil sees after handing in, the corrections, and practice with answers at once.
//!
//! The key stays here, beside the review and never in it: nothing of it goes to the file or the journal but what the pupil takes
//! over, and with the document it is forgotten.

mod command;
mod rows;
mod words;

use std::{collections::BTreeMap, sync::Arc};

pub(super) use self::rows::place_of;
pub use self::{
    command::{KeyFault, RevealAction, RevealCommand, RevealEffect, SealedKey},
    rows::{Became, Choice, HeldKey, Learnt, LearntStep, RevealRow, Revealed, Standing},
    words::{Explained, explain, kind_name, row_name, with_article},
};
use super::reviews::next_listed;
use crate::{
    claim::{Claim, ClaimId},
    classroom::submission,
    review::Review,
    text::ByteIndex,
};

/// How far a pupil is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// What is open is no submission.
    None,
    /// It was not handed in yet.
    Begun,
    /// It was not, and its key lies open with it: each tag can be answered at once.
    Practice,
    /// It was handed in and is as it was then.
    Handed,
    /// It is corrected in a second layer.
    Second,
}

/// What is shown beside the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RevealTab {
    /// What differs from the key, in text order.
    #[default]
    Differences,
    /// What was learnt since the submission was handed in.
    Learnt,
    /// The claims, as always.
    Claims,
}

/// What is asked before a key can be looked at.
#[derive(Clone, Debug, PartialEq)]
pub enum Asking {
    /// The path of its file, where the system has no dialog.
    Path,
    /// The teacher's password.
    Password {
        /// What is sealed.
        key: SealedKey,
        /// Whether one is being tried.
        is_tried: bool,
        /// Why it is asked for again.
        fault: Option<String>,
    },
}

/// What a comparison was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MadeFor {
    pub(super) revision: u64,
    pub(super) key: u64,
}

/// The key of the open submission, with what is decided and derived about it.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing of its own that is shown or not, told or not")]
pub struct Revealing {
    /// What lies open with the document.
    pub(super) open: Option<Arc<Review>>,
    /// The key made of it.
    pub(super) practice: Option<Arc<HeldKey>>,
    /// The key that is looked at.
    pub(super) key: Option<Arc<HeldKey>>,
    pub(super) is_shown: bool,
    /// What is asked first.
    pub asking: Option<Asking>,
    /// What is shown beside the article.
    pub tab: RevealTab,
    /// Why the claims that are looked at are kept, as it is typed.
    pub reason: String,
    pub(super) lists_all: bool,
    pub(super) shows_missed: bool,
    /// Whether tags are not answered at once.
    pub(super) is_silent: bool,
    revealed: Arc<Revealed>,
    /// The numbers of the rows that are listed.
    rows: Vec<usize>,
    current: Option<usize>,
    /// The claim that was tagged last, in practice.
    pub(super) answered: Option<ClaimId>,
    /// The claims as they were when they were answered; nothing before the first comparison.
    pub(super) known: Option<BTreeMap<ClaimId, Arc<Claim>>>,
    /// Whether the row that is looked at has just been settled, so that the next is looked at.
    pub(super) is_settled: bool,
    /// The claim that was focused when the list followed last.
    pub(super) focused: Option<ClaimId>,
    /// Counts what was asked of others.
    pub(super) asked: u64,
    pub(super) reading: u64,
    pub(super) preparing: u64,
    pub(super) comparing: u64,
    /// Counts the keys.
    pub(super) serial: u64,
    pub(super) made_for: Option<MadeFor>,
}

impl Revealing {
    /// How far the pupil is whose review is open.
    pub fn stage(&self, review: &Review) -> Stage {
        match submission::of(review) {
            Err(_none) => Stage::None,
            Ok(submission) if submission.is_second_layer() => Stage::Second,
            Ok(submission) if submission.handed_in.is_some() => Stage::Handed,
            Ok(_) if self.open.is_some() => Stage::Practice,
            Ok(_) => Stage::Begun,
        }
    }

    /// The key of the assignment where that lies open, as that of a lesson: for answers at once. Nothing of it is in the review.
    pub fn open_key(&self) -> Option<&Arc<Review>> {
        self.open.as_ref()
    }

    /// Whether the submission is shown beside its key.
    pub fn is_shown(&self) -> bool {
        self.is_shown && self.held().is_some()
    }

    /// The key that the submission is held against.
    pub fn held(&self) -> Option<&Arc<HeldKey>> {
        self.key.as_ref().or(self.practice.as_ref())
    }

    /// The submission beside its key.
    pub fn revealed(&self) -> &Arc<Revealed> {
        &self.revealed
    }

    /// Whether what is right is listed as well.
    pub fn lists_all(&self) -> bool {
        self.lists_all
    }

    /// Whether claims of the key are shown where the pupil has none; after handing in they always are.
    pub fn shows_missed(&self, review: &Review) -> bool {
        self.shows_missed || self.stage(review) != Stage::Practice
    }

    /// Whether each tag is answered at once.
    pub fn answers_at_once(&self, review: &Review) -> bool {
        !self.is_silent && self.stage(review) == Stage::Practice
    }

    /// How many differences wait for a decision, of those that are shown.
    pub fn open_to_see(&self, review: &Review) -> usize {
        let missed = self.shows_missed(review);
        let is_seen = |row: &&RevealRow| row.is_open() && (missed || !row.difference.own.is_empty());
        self.revealed.rows.iter().filter(is_seen).count()
    }

    /// The numbers of the rows that are listed, in text order.
    pub fn rows(&self) -> &[usize] {
        &self.rows
    }

    /// The row that is looked at, by its number among all.
    pub fn current(&self) -> Option<usize> {
        self.current
    }

    /// The row that is looked at.
    pub fn current_row(&self) -> Option<&RevealRow> {
        self.revealed.rows.get(self.current?)
    }

    /// The row of the claim that was tagged last, in practice.
    pub fn answer(&self) -> Option<&RevealRow> {
        self.revealed.rows.get(self.revealed.row_of(self.answered?)?)
    }

    /// Whether claims can be taken from the key, or kept.
    pub fn can_correct(&self, review: &Review) -> bool {
        matches!(self.stage(review), Stage::Practice | Stage::Second)
    }

    /// Whether an action can be done, of a document that is in the reading view or not.
    pub(super) fn can(&self, action: RevealAction, review: &Review, is_reading: bool) -> bool {
        let stage = self.stage(review);
        let is_shown = self.is_shown() && is_reading;
        let differs = self.current_row().is_some_and(RevealRow::is_difference);
        match action {
            RevealAction::Look => stage != Stage::None,
            RevealAction::Correct => is_shown && stage == Stage::Handed,
            RevealAction::Next | RevealAction::Previous => is_shown && !self.rows.is_empty(),
            RevealAction::Take | RevealAction::Keep => is_shown && differs && self.can_correct(review),
            RevealAction::Everything => is_shown,
            RevealAction::Learnt => is_shown && stage == Stage::Second,
            RevealAction::Check | RevealAction::Missed | RevealAction::AtOnce => stage == Stage::Practice,
            RevealAction::Again => self.open.is_some() && stage != Stage::None,
        }
    }

    pub(super) fn made_for(&self, revision: u64) -> MadeFor {
        MadeFor { revision, key: self.serial }
    }

    /// Notes which key lies open with the document.
    pub(super) fn lies_open(&mut self, key: Option<Arc<Review>>) {
        self.open = key;
        (self.practice, self.preparing) = (None, 0);
    }

    /// Holds another key against the submission.
    pub(super) fn take_key(&mut self, key: Arc<HeldKey>) {
        self.key = Some(key);
        self.serial += 1;
        self.made_for = None;
    }

    /// Takes a comparison in; what was looked at stays so as far as it is still there.
    pub(super) fn take_in(&mut self, revealed: Arc<Revealed>, made_for: MadeFor, review: &Review) {
        let before = self.current_row().cloned();
        self.revealed = revealed;
        self.made_for = Some(made_for);
        self.relist(review);
        self.current = before.and_then(|before| {
            let is_same = |row: &&RevealRow| {
                row.difference.own == before.difference.own && row.difference.key == before.difference.key
            };
            let same = self.revealed.rows.iter().position(|row| is_same(&row));
            let is_after = |row: &&usize| {
                self.revealed.rows.get(**row).is_some_and(|row| before.place().start <= row.place().start)
            };
            same.filter(|_| !self.is_settled).or_else(|| self.rows.iter().find(is_after).copied())
        });
        if self.current.is_none_or(|current| self.rows.binary_search(&current).is_err()) {
            let listed = self.current.and_then(|current| self.rows.iter().find(|row| **row >= current));
            self.current = listed.or(self.rows.first()).copied();
        }
    }

    /// Lists the rows that are asked for.
    pub(super) fn relist(&mut self, review: &Review) {
        let (all, missed) = (self.lists_all, self.shows_missed(review));
        let passes = |row: &RevealRow| (all || row.is_open()) && (missed || !row.difference.own.is_empty());
        let rows = self.revealed.rows.iter().enumerate().filter(|(_, row)| passes(row));
        self.rows = rows.map(|(number, _)| number).collect();
    }

    pub(super) fn choose(&mut self, row: usize) -> bool {
        let is_there = row < self.revealed.rows.len();
        if is_there && self.current != Some(row) {
            self.current = Some(row);
            self.reason.clear();
        }
        is_there
    }

    /// Looks at the next row that is listed, or the one before, round the end.
    pub(super) fn step(&mut self, forward: bool) -> bool {
        next_listed(&self.rows, self.current, forward).is_some_and(|row| self.choose(row))
    }

    /// The listed row with a claim at a place; the shortest.
    pub(super) fn row_at(&self, at: ByteIndex) -> Option<usize> {
        let place = |number: &usize| self.revealed.rows.get(*number).map(RevealRow::place).unwrap_or_default();
        let here = |number: &&usize| place(number).start <= at && at <= place(number).end;
        let length = |number: &&usize| place(number).end.get() - place(number).start.get();
        self.rows.iter().filter(here).min_by_key(length).copied()
    }

    /// Begins once more with the key that lies open.
    pub(super) fn start_over(&mut self) {
        let Self { open, practice, is_silent, asked, serial, .. } = std::mem::take(self);
        *self = Self { open, practice, is_silent, asked, serial: serial + 1, ..Self::default() };
    }

    /// Leaves the key; returns whether it was shown.
    pub(super) fn leave(&mut self) -> bool {
        let was_shown = self.is_shown();
        self.is_shown = false;
        was_shown
    }
}
