//! The cheapest grouping of the units of more than two reviewers, searched for until it is proven or the allowed work is done.
//!
//! A group costs the mean over all pairs of reviewers of their dissimilarity in it, and 1 where one of the two has no unit there. So
//! a grouping costs as many as it has groups, less what each pair of units in one group is alike. Units are taken in text order, and
//! each goes into a group that has none of its reviewer, or into a new one; what costs least is tried first. A way is given up when
//! the best that can still come of it is no better than what was found.

use super::gamma::{EMPTY, GammaOptions, Piece};

/// A unit, and whose it is.
struct Item {
    reviewer: usize,
    /// How much each unit before it saves when both are in one group, by number.
    saved: Vec<f64>,
    /// The most that all units from this on can save.
    at_best: f64,
}

/// The state of the search.
struct Search<'a> {
    items: &'a [Item],
    /// No grouping has fewer groups than one reviewer has units.
    fewest: usize,
    /// The units of each group, by number.
    groups: Vec<Vec<usize>>,
    best: f64,
    work: u64,
}

/// What the cheapest grouping costs; `None` when it cannot be proven with the allowed work.
pub(super) fn cheapest(reviewers: &[Vec<Piece>], options: &GammaOptions) -> Option<f64> {
    let pairs = (reviewers.len() * (reviewers.len() - 1) / 2) as f64;
    let mut units: Vec<(usize, &Piece)> = Vec::new();
    for (reviewer, pieces) in reviewers.iter().enumerate() {
        units.extend(pieces.iter().map(|piece| (reviewer, piece)));
    }
    if (units.len() as u64).pow(2) > options.work {
        return None;
    }
    units.sort_by(|(_, one), (_, other)| one.start.total_cmp(&other.start).then(one.end.total_cmp(&other.end)));
    let mut items: Vec<Item> = Vec::with_capacity(units.len());
    for (number, (reviewer, unit)) in units.iter().enumerate() {
        let before = units[..number].iter();
        let saved: Vec<f64> = before.map(|(_, other)| (EMPTY - options.dissimilarity(unit, other)) / pairs).collect();
        items.push(Item { reviewer: *reviewer, saved, at_best: 0.0 });
    }
    let mut at_best = 0.0;
    for number in (0..items.len()).rev() {
        let mut by_reviewer = vec![0.0_f64; reviewers.len()];
        for (other, saved) in items[number].saved.iter().enumerate() {
            let most = &mut by_reviewer[items[other].reviewer];
            *most = most.max(*saved);
        }
        by_reviewer[items[number].reviewer] = 0.0;
        at_best += by_reviewer.iter().sum::<f64>();
        items[number].at_best = at_best;
    }
    let fewest = reviewers.iter().map(Vec::len).max().unwrap_or_default();
    let mut search = Search { items: &items, fewest, groups: Vec::new(), best: f64::INFINITY, work: options.work };
    search.place(0, 0.0).then_some(search.best)
}

impl Search<'_> {
    /// Tries every group for a unit and those after it; what was saved so far. Whether the work was enough.
    fn place(&mut self, number: usize, saved: f64) -> bool {
        let Some(item) = self.items.get(number) else {
            self.best = self.best.min(self.groups.len() as f64 - saved);
            return true;
        };
        let at_least = self.groups.len().max(self.fewest) as f64 - saved - item.at_best;
        // What differs by less than rounding is no better.
        if at_least > self.best - 1e-12 {
            return true;
        }
        let Some(left) = self.work.checked_sub(1 + self.groups.len() as u64) else {
            return false;
        };
        self.work = left;
        let is_free = |group: &[usize]| group.iter().all(|other| self.items[*other].reviewer != item.reviewer);
        let gain = |group: &[usize]| group.iter().map(|other| item.saved[*other]).sum::<f64>();
        let groups = self.groups.iter().enumerate().filter(|(_, group)| is_free(group));
        let mut choices: Vec<(f64, Option<usize>)> =
            groups.map(|(at, group)| (gain(group), Some(at))).chain([(-1.0, None)]).collect();
        choices.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        choices.into_iter().all(|(gain, group)| {
            if let Some(at) = group {
                self.groups[at].push(number);
                let is_done = self.place(number + 1, saved + gain);
                self.groups[at].pop();
                is_done
            } else {
                self.groups.push(vec![number]);
                let is_done = self.place(number + 1, saved);
                self.groups.pop();
                is_done
            }
        })
    }
}
