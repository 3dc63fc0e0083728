//! Reviews over one text beside the one that is open: which there are, which are held against each other, what is listed.
//!
//! Nothing here asks whose they are: a colleague's, a pupil's, or a key.

mod collation;
mod command;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

pub use self::{
    collation::{Collated, Collation, Figures, Row, RowKind},
    command::ReviewsCommand,
};

use crate::{
    claim::{ClaimId, Tag},
    compare::{Calibration, CarriedOver, Continuum, Figure, FindingKind, Gamma, Layer, Standing, Tolerance},
    review::Review,
    text::{ByteIndex, inert},
};

/// A review that was opened beside another, for reading only.
#[derive(Clone, Debug)]
pub struct OtherReview {
    /// Its file.
    pub file: PathBuf,
    /// The hash of that as it was read.
    pub sha256: String,
    /// The review, on the text of the open one.
    pub review: Review,
    /// What it marks.
    pub layer: Layer,
    /// How its claims came to this text, when it is of another.
    pub carried: Option<CarriedOver>,
    /// What else is to be said of it, a sentence each.
    pub remarks: Vec<String>,
}

/// A file that is not beside the open review, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedReview {
    /// The file.
    pub file: PathBuf,
    /// A sentence.
    pub reason: String,
}

/// The number after the current one among those that are listed, which are in order, or the one before; round the end. The current one
/// need not be listed.
pub(super) fn next_listed(listed: &[usize], current: Option<usize>, forward: bool) -> Option<usize> {
    let next = match (current, forward) {
        (None, true) => listed.first(),
        (None, false) => listed.last(),
        (Some(current), true) => listed.iter().find(|number| **number > current).or(listed.first()),
        (Some(current), false) => listed.iter().rfind(|number| **number < current).or(listed.last()),
    };
    next.copied()
}

/// Which reviews are held against each other, by their numbers: 0 is the open one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opposed {
    /// The second against the first, which is taken for the key.
    Two(usize, usize),
    /// All with one another.
    All,
}

impl Opposed {
    /// The number of the one that is held against the open one, if it is two.
    fn beside_mine(self) -> Option<usize> {
        match self {
            Self::Two(0, other) | Self::Two(other, 0) => Some(other),
            Self::Two(..) | Self::All => None,
        }
    }
}

impl Default for Opposed {
    /// The first that is opened, against the open one.
    fn default() -> Self {
        Self::Two(0, 1)
    }
}

/// What is shown beside the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tab {
    /// What the reviewers made of the text, in text order.
    #[default]
    Claims,
    /// Figures of agreement.
    Figures,
    /// The files, and those that could not be read.
    Files,
}

/// Which rows are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Those on which the reviewers agree as well.
    pub agreed: bool,
    /// Not those of these kinds.
    pub without: BTreeSet<FindingKind>,
    /// Only those with a claim of one of these tags; of any when there is none.
    pub tags: BTreeSet<Tag>,
    /// Borders count to the letter.
    pub to_the_letter: bool,
}

/// How far the measuring of γ is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Measuring {
    /// It was not asked for.
    #[default]
    Not,
    /// It is under way: so many of so many texts are looked at.
    Underway(usize, usize),
    /// It is measured.
    Done(Gamma),
}

/// What a derived thing was made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct MadeFor {
    revision: u64,
    serial: u64,
}

/// The reviews beside the open one, with what is decided and derived about them.
#[derive(Clone, Debug, Default)]
pub struct Reviews {
    others: Vec<Arc<OtherReview>>,
    failed: Vec<FailedReview>,
    /// The files that are to be read as soon as they are to be seen.
    pub(super) wanted: Vec<PathBuf>,
    /// How many files are still being read, and those that were asked for with them.
    pub(super) left: usize,
    pub(super) underway: Vec<PathBuf>,
    pub(super) continuum: Option<Arc<Continuum>>,
    pub(super) opposed: Opposed,
    pub(super) listed: Listed,
    /// What is shown beside the article.
    pub tab: Tab,
    /// Why the next settlement is as it is.
    pub reason: String,
    /// The agreement that is to be reached, as the history has it.
    pub(super) standing: Option<Standing>,
    /// The revision of the review of which that was read.
    pub(super) standing_of: Option<u64>,
    /// The agreement that was noted as reached in this sitting: when that is taken back, it stays so.
    pub(super) noted: Option<Calibration>,
    /// How far the measuring of γ is.
    pub gamma: Measuring,
    collation: Arc<Collation>,
    /// The numbers of the rows that are listed.
    rows: Vec<usize>,
    current: Option<usize>,
    figures: Option<Arc<Figures>>,
    /// Whether the row that is looked at has just been settled, so that the next is looked at as soon as the rows are known again.
    pub(super) is_settled: bool,
    /// Counts what changes which reviews are held against each other, and how.
    pub(super) serial: u64,
    /// Counts what was asked of others.
    pub(super) asked: u64,
    pub(super) reading: u64,
    pub(super) collating: u64,
    pub(super) measuring: u64,
    pub(super) gauging: u64,
    pub(super) collated_for: Option<MadeFor>,
    pub(super) measured_for: Option<MadeFor>,
}

impl Reviews {
    /// Those beside the open one, in the order they were opened.
    pub fn others(&self) -> &[Arc<OtherReview>] {
        &self.others
    }

    /// The files that could not be read.
    pub fn failed(&self) -> &[FailedReview] {
        &self.failed
    }

    /// The text they are compared on; `None` before the first is read.
    pub fn continuum(&self) -> Option<&Arc<Continuum>> {
        self.continuum.as_ref()
    }

    /// How many files are still being read.
    pub fn left(&self) -> usize {
        self.left
    }

    /// How many reviews there are, with the open one.
    pub fn count(&self) -> usize {
        1 + self.others.len()
    }

    /// Which are held against each other.
    pub fn opposed(&self) -> Opposed {
        self.opposed
    }

    /// The numbers of those that are.
    pub fn shown(&self) -> Vec<usize> {
        match self.opposed {
            _ if self.others.is_empty() => Vec::new(),
            Opposed::Two(first, second) => vec![first, second],
            Opposed::All => (0..self.count()).collect(),
        }
    }

    /// The two that are held against each other, if it is two and one of them the open one, which can take over from the other.
    pub fn merges_with(&self) -> Option<(usize, &Arc<OtherReview>)> {
        let other = self.opposed.beside_mine()?;
        Some((other, self.others.get(other.checked_sub(1)?)?))
    }

    /// Which rows are listed.
    pub fn listed(&self) -> &Listed {
        &self.listed
    }

    /// The agreement that is to be reached, and how far it is.
    pub fn standing(&self) -> Option<&Standing> {
        self.standing.as_ref()
    }

    /// The agreement that is to be reached, while the file with which it is to be is beside the open one.
    pub fn calibration(&self) -> Option<&Calibration> {
        let calibration = &self.standing.as_ref()?.calibration;
        self.others.iter().any(|other| other.sha256 == calibration.sha256).then_some(calibration)
    }

    /// The figure that the agreement is at now; `None` until it is measured, or while its file is not beside the open one.
    pub fn calibrated_figure(&self) -> Option<Figure> {
        let (of, figure) = self.figures.as_ref()?.calibration.as_ref()?;
        (Some(of) == self.calibration()).then_some(*figure)
    }

    /// What a reviewer is called on the screen, by number; `mine` is the open review. Two of one name are told apart by their files.
    pub fn name(&self, mine: &Review, number: usize) -> String {
        let reviewer = |number: usize| match number.checked_sub(1) {
            None => mine.reviewer().trim(),
            Some(at) => self.others.get(at).map_or("", |other| other.review.reviewer().trim()),
        };
        let file = number.checked_sub(1).and_then(|at| self.others.get(at)).map(|other| file_name(&other.file));
        let own = reviewer(number);
        let is_shared = (0..self.count()).any(|other| other != number && reviewer(other) == own);
        let name = match (own, file) {
            ("", None) => "Open review".to_owned(),
            ("", Some(file)) => file,
            (own, Some(file)) if is_shared => format!("{own} ({file})"),
            (own, _) => own.to_owned(),
        };
        inert(&name).replace(['\n', '\t'], " ")
    }

    /// The review with this number.
    pub fn review<'a>(&'a self, mine: &'a Review, number: usize) -> Option<&'a Review> {
        match number.checked_sub(1) {
            None => Some(mine),
            Some(at) => self.others.get(at).map(|other| &other.review),
        }
    }

    /// What the reviewers made of the text.
    pub fn collation(&self) -> &Arc<Collation> {
        &self.collation
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
    pub fn current_row(&self) -> Option<&Row> {
        self.collation.rows.get(self.current?)
    }

    /// How well the reviewers agree; `None` until it is measured.
    pub fn figures(&self) -> Option<&Arc<Figures>> {
        self.figures.as_ref()
    }

    /// Whether the measurement of γ of this number is waited for.
    pub(super) fn awaits_gamma(&self, number: u64) -> bool {
        number == self.gauging && matches!(self.gamma, Measuring::Underway(..))
    }

    pub(super) fn made_for(&self, revision: u64) -> MadeFor {
        MadeFor { revision, serial: self.serial }
    }

    /// What a collation is to be made of.
    pub fn to_collate(&self, mine: &Arc<Review>) -> Option<Collated> {
        let tolerance = if self.listed.to_the_letter { Tolerance::NONE } else { Tolerance::ALL };
        (!self.others.is_empty()).then_some(())?;
        Some(Collated {
            mine: Arc::clone(mine),
            others: self.others.clone(),
            continuum: Arc::clone(self.continuum.as_ref()?),
            opposed: self.opposed,
            tolerance,
        })
    }

    /// Puts a review beside the open one, in the place of the same file if that is there.
    pub(super) fn put(&mut self, other: Arc<OtherReview>) {
        self.failed.retain(|failed| failed.file != other.file);
        match self.others.iter_mut().find(|known| known.file == other.file) {
            Some(known) => *known = other,
            None => self.others.push(other),
        }
        self.changed();
    }

    pub(super) fn put_failed(&mut self, failed: FailedReview) {
        self.failed.retain(|known| known.file != failed.file);
        self.failed.push(failed);
    }

    pub(super) fn close(&mut self, file: &Path) {
        self.failed.retain(|failed| failed.file != file);
        let Some(at) = self.others.iter().position(|other| other.file == file) else { return };
        self.others.remove(at);
        // Those behind it have other numbers now.
        let moved = |number: usize| match number.cmp(&(at + 1)) {
            std::cmp::Ordering::Less => Some(number),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(number - 1),
        };
        self.opposed = match self.opposed {
            Opposed::Two(first, second) => match (moved(first), moved(second)) {
                (Some(first), Some(second)) => Opposed::Two(first, second),
                _ => Opposed::default(),
            },
            Opposed::All => Opposed::All,
        };
        self.changed();
    }

    /// The files that are beside the open review, or were to be.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        let others = self.others.iter().map(|other| other.file.clone());
        others.chain(self.failed.iter().map(|failed| failed.file.clone())).chain(self.wanted.iter().cloned()).collect()
    }

    /// Another text took the place of the one they are compared on: they are read again for it.
    pub(super) fn forget_text(&mut self) {
        let wanted = self.files();
        let Self { opposed, listed, tab, noted, asked, serial, .. } = std::mem::take(self);
        *self = Self { wanted, opposed, listed, tab, noted, asked, serial: serial + 1, ..Self::default() };
    }

    /// Notes that other reviews are held against each other, or in another way.
    pub(super) fn changed(&mut self) {
        self.serial += 1;
        self.gamma = Measuring::Not;
    }

    /// Takes a collation in; what was looked at stays so as far as it is still there.
    pub(super) fn take_collation(&mut self, collation: Arc<Collation>, made_for: MadeFor) {
        let before = self.current_row().cloned();
        self.collation = collation;
        self.collated_for = Some(made_for);
        self.relist();
        self.current = before.and_then(|before| {
            let same = self.collation.rows.iter().position(|row| row.claims == before.claims);
            let is_after =
                |row: &&usize| self.collation.rows.get(**row).is_some_and(|row| before.place.start <= row.place.start);
            same.or_else(|| self.rows.iter().find(is_after).copied())
        });
        if std::mem::take(&mut self.is_settled) {
            let waits = |row: &&usize| {
                self.collation.rows.get(**row).is_some_and(|row| row.is_contested() && row.settled.is_none())
            };
            let after = self.rows.iter().filter(waits).find(|row| self.current.is_none_or(|current| **row > current));
            self.current = after.or_else(|| self.rows.iter().find(waits)).copied().or(self.current);
        }
        if self.current.is_none() {
            self.current = self.rows.first().copied();
        }
    }

    pub(super) fn take_figures(&mut self, figures: Option<Arc<Figures>>) {
        self.figures = figures;
    }

    /// Lists the rows that are asked for.
    pub(super) fn relist(&mut self) {
        let Listed { agreed, without, tags, .. } = &self.listed;
        let passes = |row: &Row| {
            let is_of_kind = match row.kind {
                RowKind::Pair { kind, .. } => !without.contains(&kind),
                RowKind::Stretch { .. } => true,
            };
            is_of_kind && (*agreed || row.is_contested()) && (tags.is_empty() || !tags.is_disjoint(&row.tags))
        };
        let rows = self.collation.rows.iter().enumerate().filter(|(_, row)| passes(row));
        self.rows = rows.map(|(number, _)| number).collect();
    }

    pub(super) fn choose(&mut self, row: usize) -> bool {
        let is_there = row < self.collation.rows.len();
        if is_there {
            self.current = Some(row);
        }
        is_there
    }

    /// Looks at the next row that is listed, or the one before, round the end.
    pub(super) fn step(&mut self, forward: bool) -> bool {
        let next = next_listed(&self.rows, self.current, forward);
        self.current = next.or(self.current);
        next.is_some()
    }

    /// The row with a claim at a place, of those that are listed; the shortest, and the next one when the place is asked for again.
    pub(super) fn row_at(&self, at: ByteIndex) -> Option<usize> {
        let here = |row: &&usize| {
            self.collation.rows.get(**row).is_some_and(|row| row.place.start <= at && at <= row.place.end)
        };
        let length =
            |row: &usize| self.collation.rows.get(*row).map_or(0, |row| row.place.end.get() - row.place.start.get());
        let mut here: Vec<usize> = self.rows.iter().filter(here).copied().collect();
        here.sort_by_key(length);
        let at_current = self.current.and_then(|current| here.iter().position(|row| *row == current));
        let next = at_current.map_or(0, |at| (at + 1) % here.len().max(1));
        here.get(next).copied()
    }

    /// The claims that are in conflict in the row that is looked at, as what is settled about them wants them.
    pub fn contested(&self) -> Option<(Vec<ClaimId>, Vec<ClaimId>, &Arc<OtherReview>)> {
        let (number, other) = self.merges_with()?;
        let row = self.current_row()?;
        Some((row.of(0), row.of(number), other))
    }

    /// What only the other reviewer has, and nobody has settled otherwise.
    pub fn untaken(&self) -> Vec<ClaimId> {
        let Some((number, _)) = self.merges_with() else { return Vec::new() };
        let is_theirs = |row: &&Row| row.settled.is_none() && row.claims.iter().all(|(whose, _)| *whose == number);
        self.collation.rows.iter().filter(is_theirs).flat_map(|row| row.of(number)).collect()
    }
}

/// Who made the claims of a review that is opened beside another: its reviewer or, without a name, its file.
pub fn author(other: &OtherReview) -> String {
    match other.review.reviewer().trim() {
        "" => file_name(&other.file),
        name => name.to_owned(),
    }
}

fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned()
}
