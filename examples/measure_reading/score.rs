//! How much two texts have in common.

use std::{collections::HashMap, hash::Hash};

/// What is in both, what should not be there, and what is not there.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) right: f64,
    pub(crate) wrong: f64,
    pub(crate) lost: f64,
}

impl Counts {
    pub(crate) fn precision(&self) -> f64 {
        share(self.right, self.wrong, self.wrong + self.lost)
    }

    pub(crate) fn recall(&self) -> f64 {
        share(self.right, self.lost, self.wrong + self.lost)
    }

    pub(crate) fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }

    pub(crate) fn plus(&self, other: &Self) -> Self {
        Self { right: self.right + other.right, wrong: self.wrong + other.wrong, lost: self.lost + other.lost }
    }
}

/// `right` of both; 1 where there is no difference at all.
fn share(right: f64, rest: f64, differences: f64) -> f64 {
    if differences <= 0.0 {
        1.0
    } else if right <= 0.0 {
        0.0
    } else {
        right / (right + rest)
    }
}

pub(crate) fn mean(counts: &[Counts], measure: fn(&Counts) -> f64) -> f64 {
    counts.iter().map(measure).sum::<f64>() / counts.len() as f64
}

/// Runs of letters, figures and low lines, as `\w+` finds them.
pub(crate) fn tokens(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|token| !token.is_empty()).collect()
}

pub(crate) fn tokens_in_common(truth: &str, text: &str) -> Counts {
    in_common(tokens(truth).into_iter(), tokens(text).into_iter())
}

/// The same for every four words in a row.
pub(crate) fn shingles_in_common(truth: &str, text: &str) -> Counts {
    let (truth, text) = (tokens(truth), tokens(text));
    let shingles = |tokens: &[&str]| -> Vec<Vec<String>> {
        let owned = |shingle: &[&str]| shingle.iter().map(|&token| token.to_owned()).collect();
        match tokens.len() {
            0 => Vec::new(),
            1..4 => vec![owned(tokens)],
            _ => tokens.windows(4).map(owned).collect(),
        }
    };
    in_common(shingles(&truth).into_iter(), shingles(&text).into_iter())
}

fn in_common<T: Eq + Hash>(truth: impl Iterator<Item = T>, text: impl Iterator<Item = T>) -> Counts {
    let mut counts: HashMap<T, (f64, f64)> = HashMap::new();
    truth.for_each(|token| counts.entry(token).or_default().0 += 1.0);
    text.for_each(|token| counts.entry(token).or_default().1 += 1.0);
    let mut all = Counts::default();
    for (truth, text) in counts.into_values() {
        all.right += f64::min(truth, text);
        all.wrong += f64::max(0.0, text - truth);
        all.lost += f64::max(0.0, truth - text);
    }
    all
}
