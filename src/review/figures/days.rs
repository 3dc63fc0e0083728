//! On which days claims were approved.

use std::collections::BTreeMap;

use jiff::{civil::Date, tz::TimeZone};

use crate::{
    claim::State,
    review::{HistoryEntry, Review},
};

/// How many checks came to their end on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayCount {
    /// The day, by the date in UTC.
    pub day: Date,
    /// How many steps led to “approved”; a claim that was opened again and approved again counts twice.
    pub checks: usize,
}

pub(super) fn days(review: &Review) -> Vec<DayCount> {
    let mut counts: BTreeMap<Date, usize> = BTreeMap::new();
    for day in review.history().iter().filter_map(approved_on) {
        *counts.entry(day).or_default() += 1;
    }
    counts.into_iter().map(|(day, checks)| DayCount { day, checks }).collect()
}

/// The day of a step that led to “approved”; `None` of any other step.
pub(super) fn approved_on(entry: &HistoryEntry) -> Option<Date> {
    let approved = Some(State::Approved.name());
    let leads_there = entry.edit == "status" && entry.to.as_deref() == approved && entry.from.as_deref() != approved;
    leads_there.then(|| TimeZone::UTC.to_datetime(entry.at).date())
}
