//! Claims as a table lists them: those that pass a filter, sorted, in groups. The order is all that is made here; what stands in a
//! cell is asked of its [`Column`] when it is shown.

mod column;

use std::{cmp::Ordering, collections::BTreeSet, ops::Range};

pub use column::Column;
use column::{Key, Keys};

use super::{ClaimFilter, Review};
use crate::claim::{Claim, ClaimId, SpeakerId, State, StatusGroup, Tag, named::named};

/// By what the rows are sorted. Those that are alike stay in text order, and empty cells come last either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub column: Column,
    /// From the last to the first.
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { column: Column::Number, descending: false }
    }
}

impl Sort {
    /// The order after this column was chosen: it decides or, where it does already, the other way round.
    #[must_use]
    pub fn by(self, column: Column) -> Self {
        Self { column, descending: column == self.column && !self.descending }
    }
}

named! {
    /// By what the rows are put in groups.
    pub enum Grouping {
        /// Not at all.
        None = "none", "No groups";
        /// By where the work is.
        Status = "status", "By status";
        /// By who says it.
        Speaker = "speaker", "By speaker";
        /// By what it is.
        Tag = "tag", "By tag";
    }
}

/// How claims are listed, the filter aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrangement {
    /// By what they are sorted.
    pub sort: Sort,
    /// By what they are grouped.
    pub grouping: Grouping,
    /// The groups that show their heads alone.
    pub collapsed: BTreeSet<GroupKey>,
}

/// What the claims of a group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKey {
    /// Nothing: there is one group of all.
    All,
    /// Where the work on them is.
    Status(StatusGroup),
    /// At a desk: they wait for whoever approves.
    InReview,
    /// Who says them.
    Speaker(Option<SpeakerId>),
    /// What they are.
    Tag(Tag),
}

impl GroupKey {
    /// The groups of the work, in its order; at a desk, what is in review stands apart.
    pub fn of_work(is_desk: bool) -> Vec<Self> {
        let mut keys: Vec<Self> = StatusGroup::ALL.into_iter().map(Self::Status).collect();
        if is_desk {
            keys.insert(2, Self::InReview);
        }
        keys
    }

    /// The words a reader sees.
    pub fn label(self, review: &Review) -> &str {
        match self {
            Self::All => "All claims",
            Self::Status(group) => group.label(),
            Self::InReview => State::InReview.label(),
            Self::Speaker(speaker) => {
                speaker.and_then(|id| review.speaker(id)).map_or("Nobody named", |speaker| speaker.name.as_str())
            }
            Self::Tag(tag) => tag.label(),
        }
    }

    fn of(claim: &Claim, grouping: Grouping, is_desk: bool) -> Self {
        match grouping {
            Grouping::None => Self::All,
            Grouping::Status if is_desk && claim.status.state == State::InReview => Self::InReview,
            Grouping::Status => Self::Status(claim.status.state.group()),
            Grouping::Speaker => Self::Speaker(claim.speaker),
            Grouping::Tag => Self::Tag(claim.tag),
        }
    }

    fn rank(self, keys: &Keys<'_>) -> usize {
        match self {
            Self::All => 0,
            // What is in review comes after what is being checked.
            Self::Status(group) => group as usize * 2,
            Self::InReview => StatusGroup::Checking as usize * 2 + 1,
            Self::Speaker(speaker) => speaker.map_or(usize::MAX, |speaker| keys.speaker_rank(speaker)),
            Self::Tag(tag) => tag as usize,
        }
    }
}

/// A claim in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The claim.
    pub id: ClaimId,
    /// Its place in text order, from 1.
    pub number: usize,
}

/// Some claims that have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub key: GroupKey,
    /// Whether only its head shows.
    pub is_collapsed: bool,
    /// Which of the claims listed are in it.
    claims: Range<usize>,
    /// The number of its first row.
    first_row: usize,
}

impl Group {
    /// How many claims are in it.
    pub fn len(&self) -> usize {
        self.claims.len()
    }

    /// Whether it has none; a list has no such group.
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }
}

/// A row of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row<'a> {
    /// The head of a group.
    Head(&'a Group),
    /// A claim.
    Claim(Listed),
}

/// Claims that pass a filter, sorted, in groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The claims, group by group.
    order: Vec<Listed>,
    /// Invariant: their `claims` follow each other and cover `order`.
    groups: Vec<Group>,
    has_heads: bool,
    row_count: usize,
}

struct Keyed {
    group: (usize, GroupKey),
    key: Option<Key>,
    listed: Listed,
}

impl Listing {
    /// Lists the claims that pass the filter.
    pub fn new(review: &Review, filter: &ClaimFilter, arrangement: &Arrangement) -> Self {
        let keys = Keys::new(review);
        let sieve = filter.sieve(review);
        let Arrangement { sort, grouping, collapsed } = arrangement;
        let is_desk = review.practice().is_desk();
        let in_order = review.claims().in_order().iter().zip(1..);
        let keyed = in_order.filter(|(claim, _)| sieve.passes(claim)).map(|(claim, number)| {
            let group = GroupKey::of(claim, *grouping, is_desk);
            let listed = Listed { id: claim.id, number };
            Keyed { group: (group.rank(&keys), group), key: keys.key(sort.column, claim, number), listed }
        });
        let mut keyed: Vec<Keyed> = keyed.collect();
        keyed.sort_unstable_by(|one, other| {
            let by_key = compare(one.key.as_ref(), other.key.as_ref(), sort.descending);
            one.group.cmp(&other.group).then(by_key).then(one.listed.number.cmp(&other.listed.number))
        });
        let has_heads = *grouping != Grouping::None;
        let mut groups: Vec<Group> = Vec::new();
        let mut row_count = 0;
        for (position, keyed) in keyed.iter().enumerate() {
            let key = keyed.group.1;
            if groups.last().is_none_or(|group| group.key != key) {
                let is_collapsed = has_heads && collapsed.contains(&key);
                groups.push(Group { key, is_collapsed, claims: position..position, first_row: row_count });
                row_count += usize::from(has_heads);
            }
            if let Some(group) = groups.last_mut() {
                group.claims.end = position + 1;
                row_count += usize::from(!group.is_collapsed);
            }
        }
        Self { order: keyed.into_iter().map(|keyed| keyed.listed).collect(), groups, has_heads, row_count }
    }

    /// How many claims pass, those of collapsed groups included.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether none passes.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The claims, group by group, those of collapsed groups included.
    pub fn claims(&self) -> &[Listed] {
        &self.order
    }

    /// The groups that have claims, in their order.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The claims of one group, none when it has none.
    pub fn group(&self, key: GroupKey) -> &[Listed] {
        let found = self.groups.iter().find(|group| group.key == key);
        found.map(|group| &self.order[group.claims.clone()]).unwrap_or_default()
    }

    /// How many rows there are, heads included.
    pub fn row_count(&self) -> usize {
        self.row_count
    }

    /// The row with this number.
    pub fn row(&self, number: usize) -> Option<Row<'_>> {
        if number >= self.row_count {
            return None;
        }
        let after = self.groups.partition_point(|group| group.first_row <= number);
        let group = self.groups.get(after.checked_sub(1)?)?;
        let within = number - group.first_row;
        if self.has_heads && within == 0 {
            return Some(Row::Head(group));
        }
        let position = group.claims.start + within - usize::from(self.has_heads);
        self.order.get(position).copied().map(Row::Claim)
    }

    /// The number of a claim's row; `None` when it is not listed, or in a collapsed group.
    pub fn row_of(&self, id: ClaimId) -> Option<usize> {
        let position = self.order.iter().position(|listed| listed.id == id)?;
        let after = self.groups.partition_point(|group| group.claims.start <= position);
        let group = self.groups.get(after.checked_sub(1)?)?;
        let within = position - group.claims.start + usize::from(self.has_heads);
        (!group.is_collapsed).then_some(group.first_row + within)
    }

    /// The claim in the row nearest to this one, itself included: before it when `back`, else after it.
    pub fn claim_near(&self, row: usize, back: bool) -> Option<Listed> {
        let claim = |row| match self.row(row)? {
            Row::Claim(listed) => Some(listed),
            Row::Head(_) => None,
        };
        if back { (0..=row).rev().find_map(claim) } else { (row..self.row_count).find_map(claim) }
    }

    /// The claims in the rows from one claim to another, both included, whichever comes first.
    pub fn between(&self, one: ClaimId, other: ClaimId) -> Vec<ClaimId> {
        let (Some(one), Some(other)) = (self.row_of(one), self.row_of(other)) else {
            return Vec::new();
        };
        let claims = (one.min(other)..=one.max(other)).filter_map(|row| match self.row(row)? {
            Row::Claim(listed) => Some(listed.id),
            Row::Head(_) => None,
        });
        claims.collect()
    }
}

/// Empty cells come last, whichever way the others are sorted.
fn compare(one: Option<&Key>, other: Option<&Key>, descending: bool) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) if descending => other.cmp(one),
        (Some(one), Some(other)) => one.cmp(other),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
