//! How many claims there are of what, how much of the text they take up, and how the work went from day to day.
//!
//! Everything is counted in one pass over the claims and one over the history. Each count comes with the [`Which`] that says
//! which claims it counted, so that a figure leads back to them.

mod coverage;
mod days;
mod speakers;
mod which;

use std::collections::HashMap;

pub use self::{
    coverage::{Coverage, STRETCHES, Stretch},
    days::DayCount,
    speakers::SpeakerCount,
    which::{Attribution, Which},
};
use super::{Review, Tally};
use crate::claim::{Claim, State, StatusGroup, Tag, VerdictKind};

/// The figures of a review.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// How many claims there are of each tag and in each group of states.
    pub tally: Tally,
    states: [usize; State::ALL.len()],
    verdicts: [Vec<VerdictCount>; 2],
    attribution: [[usize; 3]; 2],
    /// By speaker: who has most claims first, of equals the one added first; without those who have none.
    pub speakers: Vec<SpeakerCount>,
    /// How many claims name no speaker.
    pub without_speaker: usize,
    /// How much of the text the claims take up, and where.
    pub coverage: Coverage,
    /// On which days claims were approved, oldest first; days without are left out.
    pub days: Vec<DayCount>,
}

/// How many claims have one verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictCount {
    /// The name of the label in files; `None` for no verdict.
    pub name: Option<String>,
    /// The words a reader sees.
    pub label: String,
    /// Whether the label is no longer offered, or was never one of the scheme.
    pub is_withdrawn: bool,
    /// How many claims.
    pub claims: usize,
}

impl Figures {
    /// Counts.
    pub fn of(review: &Review) -> Self {
        let mut states = [0; State::ALL.len()];
        let mut attribution = [[0; 3]; 2];
        let mut by_verdict: [HashMap<&str, usize>; 2] = Default::default();
        let mut by_speaker = HashMap::new();
        let mut without_speaker = 0;
        for claim in review.claims().in_order() {
            states[claim.status.state as usize] += 1;
            for kind in VerdictKind::ALL {
                if let Some(name) = review.visible_verdicts(claim).get(kind) {
                    *by_verdict[kind as usize].entry(name).or_default() += 1;
                }
            }
            if let Some(row) = row_of(claim.tag) {
                attribution[row][Attribution::of(review, claim) as usize] += 1;
            }
            match claim.speaker {
                Some(speaker) => *by_speaker.entry(speaker).or_default() += 1,
                None => without_speaker += 1,
            }
        }
        let all = review.claims().len();
        Self {
            tally: review.claims().tally(),
            states,
            verdicts: VerdictKind::ALL.map(|kind| verdicts(review, kind, &by_verdict[kind as usize], all)),
            attribution,
            speakers: speakers::speakers(review, &by_speaker),
            without_speaker,
            coverage: Coverage::of(review),
            days: days::days(review),
        }
    }

    /// How many claims are in this state.
    pub fn in_state(&self, state: State) -> usize {
        self.states[state as usize]
    }

    /// How many claims have which verdict: the labels of the scheme in its order, then withdrawn ones that claims still have,
    /// at last no verdict. Together they are all claims.
    pub fn verdicts(&self, kind: VerdictKind) -> &[VerdictCount] {
        &self.verdicts[kind as usize]
    }

    /// How many quotes or assertions are attributed this way; `0` for commentary, which nobody else says.
    pub fn attributed(&self, tag: Tag, attribution: Attribution) -> usize {
        row_of(tag).map_or(0, |row| self.attribution[row][attribution as usize])
    }

    /// How many are checked.
    pub fn checked(&self) -> usize {
        self.tally.in_group(StatusGroup::Checked)
    }
}

/// The row of a tag whose claims somebody says.
fn row_of(tag: Tag) -> Option<usize> {
    match tag {
        Tag::Quote => Some(0),
        Tag::Assertion => Some(1),
        Tag::Commentary => None,
    }
}

fn verdicts(review: &Review, kind: VerdictKind, counts: &HashMap<&str, usize>, all: usize) -> Vec<VerdictCount> {
    let scheme = review.schemes().of(kind);
    let count = |name: &str| counts.get(name).copied().unwrap_or_default();
    let mut seen: Vec<&str> = Vec::new();
    let mut rows: Vec<VerdictCount> = Vec::new();
    for withdrawn in [false, true] {
        for label in scheme.labels.iter().filter(|label| label.withdrawn == withdrawn) {
            // A scheme in a file may name a label twice; the first is the one that verdicts mean.
            if seen.contains(&label.name.as_str()) || (withdrawn && count(&label.name) == 0) {
                continue;
            }
            seen.push(&label.name);
            rows.push(VerdictCount {
                name: Some(label.name.clone()),
                label: label.label.clone(),
                is_withdrawn: withdrawn,
                claims: count(&label.name),
            });
        }
    }
    let mut unknown: Vec<&str> = counts.keys().copied().filter(|name| scheme.label(name).is_none()).collect();
    unknown.sort_unstable();
    rows.extend(unknown.into_iter().map(|name| VerdictCount {
        name: Some(name.to_owned()),
        label: name.to_owned(),
        is_withdrawn: true,
        claims: count(name),
    }));
    let with: usize = rows.iter().map(|row| row.claims).sum();
    rows.push(VerdictCount {
        name: None,
        label: "No verdict".to_owned(),
        is_withdrawn: false,
        claims: all.saturating_sub(with),
    });
    rows
}

/// Whether this claim's speaker is described but not named.
fn is_anonymous(claim: &Claim) -> bool {
    claim.flags.iter().any(|flag| flag == "anonymous_source")
}
