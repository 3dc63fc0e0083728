//! The table of claims and the board: what can happen there, and what is remembered of it while a document is open.
//!
//! Which columns show, by what they are sorted and grouped, and the filters with names are settings; which claims pass is
//! [`super::Document::filter`], for the list beside the article too.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    claim::ClaimId,
    review::{
        ClaimFilter,
        listing::{Arrangement, Column, GroupKey, Grouping, Listing},
    },
};

/// Something that happened in the table of claims, or on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableCommand {
    /// The rows are to be sorted by this column; where they are, the other way round.
    SortBy(Column),
    /// The rows are to be put in groups.
    GroupBy(Grouping),
    /// A column is to show, or not.
    ShowColumn(Column, bool),
    /// The columns that show at first are to show, and no others.
    UsualColumns,
    /// A group shows its head alone or, where it does already, its claims too.
    Collapse(GroupKey),
    /// Another row is focused.
    Go {
        /// Which.
        to: RowMove,
        /// Whether the claims on the way are picked.
        extend: bool,
    },
    /// A row was chosen together with others.
    Pick(ClaimId, Picking),
    /// The filter gets a name.
    KeepFilter(String),
    /// The filter with this name is used.
    UseFilter(String),
    /// The filter with this name is forgotten.
    ForgetFilter(String),
    /// Somebody says these claims, by name; empty for nobody.
    SetSpeaker(Vec<ClaimId>, String),
    /// These claims get a label more.
    AddLabel(Vec<ClaimId>, String),
}

/// A movement among the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowMove {
    /// This many rows on or, when negative, back.
    By(isize),
    /// To the first.
    First,
    /// To the last.
    Last,
}

/// How a row is chosen together with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picking {
    /// It is picked too or, where it is already, let go of.
    Toggle,
    /// Every row up to it is picked.
    UpTo,
}

/// What the table and the board list, and what is remembered there.
#[derive(Clone, Debug, Default)]
pub struct Tracking {
    /// The claims that pass the filter, as the view that is shown lists them. Empty until one of them is shown.
    pub listing: Arc<Listing>,
    /// The groups that show their heads alone.
    pub collapsed: BTreeSet<GroupKey>,
    /// What the listing was made for.
    pub(super) made_for: Option<(u64, ClaimFilter, Arrangement)>,
    /// The row of the focused claim while it had one: where it goes on when the claim has left the list.
    pub(super) row: usize,
    /// Where picking along the rows began, and what was picked then.
    pub(super) anchor: Option<(ClaimId, BTreeSet<ClaimId>)>,
}
