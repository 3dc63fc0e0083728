//! Who says how much.

use std::{cmp::Reverse, collections::HashMap};

use crate::{claim::SpeakerId, review::Review};

/// How many claims one speaker has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerCount {
    /// The name it is listed under.
    pub name: String,
    /// The records that are this one speaker.
    pub speakers: Vec<SpeakerId>,
    /// How many claims.
    pub claims: usize,
}

/// Counts by speaker. Records of one name are one speaker, and a record whose name is an alias of exactly one other belongs to
/// that one: two people who share an alias such as “the minister” stay two.
pub(super) fn speakers(review: &Review, counts: &HashMap<SpeakerId, usize>) -> Vec<SpeakerCount> {
    let all = review.speakers();
    let folded = |name: &str| name.trim().to_lowercase();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    let mut by_alias: HashMap<String, Owner> = HashMap::new();
    for (number, speaker) in all.iter().enumerate() {
        by_name.entry(folded(&speaker.name)).or_insert(number);
        for alias in &speaker.aliases {
            by_alias.entry(folded(alias)).and_modify(|owner| owner.add(number)).or_insert(Owner::One(number));
        }
    }
    // Each record leads to another or to itself, the chains end where a record leads to itself, and all on one are one speaker.
    let mut leads: Vec<usize> = (0..all.len()).collect();
    for (number, speaker) in all.iter().enumerate() {
        let name = folded(&speaker.name);
        let same_name = by_name.get(&name).copied();
        let owner = match by_alias.get(&name) {
            Some(Owner::One(owner)) => Some(*owner),
            _ => None,
        };
        for other in [same_name, owner].into_iter().flatten() {
            let (one, other) = (end_of(&mut leads, number), end_of(&mut leads, other));
            leads[one] = other;
        }
    }
    let mut found: HashMap<usize, SpeakerCount> = HashMap::new();
    let mut order: Vec<usize> = Vec::new();
    for (number, speaker) in all.iter().enumerate() {
        let end = end_of(&mut leads, number);
        let count = found.entry(end).or_insert_with(|| {
            order.push(end);
            SpeakerCount { name: all[end].name.clone(), speakers: Vec::new(), claims: 0 }
        });
        count.speakers.push(speaker.id);
        count.claims += counts.get(&speaker.id).copied().unwrap_or_default();
    }
    let counted = order.into_iter().filter_map(|end| found.remove(&end)).filter(|count| count.claims > 0);
    let mut counted: Vec<SpeakerCount> = counted.collect();
    counted.sort_by_key(|count| Reverse(count.claims));
    counted
}

/// Whose alias a name is.
enum Owner {
    One(usize),
    Several,
}

impl Owner {
    fn add(&mut self, number: usize) {
        if !matches!(self, Self::One(owner) if *owner == number) {
            *self = Self::Several;
        }
    }
}

/// Where the chain from a record ends; the chain is short from then on.
fn end_of(leads: &mut [usize], from: usize) -> usize {
    let mut end = from;
    while leads[end] != end {
        end = leads[end];
    }
    let mut at = from;
    while leads[at] != end {
        at = std::mem::replace(&mut leads[at], end);
    }
    end
}
