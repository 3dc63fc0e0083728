//! Comparing proposed spans and speakers with annotated ones.

use std::ops::Range;

/// Signs that do not count at either end of a span.
const EDGE: &str = "\"'`“”„‟‘’‚‛«»‹›「」『』〈〉《》＂,.;:!?…。、，！？-–—―";

/// Words that do not make two names the same.
const SMALL_WORDS: [&str; 23] = [
    "a", "an", "the", "of", "mr", "mrs", "ms", "dr", "sir", "der", "die", "das", "des", "dem", "den", "le", "la",
    "les", "l", "un", "une", "el", "los",
];

/// The least intersection over union of a loose match.
const LEAST: f64 = 0.8;

/// A span and who says it, under one or more names.
pub(crate) struct Item {
    pub(crate) range: Range<usize>,
    pub(crate) names: Vec<String>,
}

/// One article: what was annotated and what was proposed.
#[derive(Default)]
pub(crate) struct Sample {
    pub(crate) gold: Vec<Item>,
    /// Annotations of other types.
    pub(crate) other: Vec<Range<usize>>,
    pub(crate) proposed: Vec<Item>,
    /// Whether a proposal that lies in them by half is left out of the count.
    pub(crate) ignore_other: bool,
}

/// What was counted in an article, or in several.
#[derive(Clone, Copy, Default)]
pub(crate) struct Counts {
    pub(crate) gold: usize,
    pub(crate) proposed_exact: usize,
    pub(crate) exact: usize,
    pub(crate) proposed_loose: usize,
    pub(crate) loose: usize,
    /// Matched annotations that have a speaker.
    pub(crate) matched_named: usize,
    pub(crate) right: usize,
    /// All annotations that have one.
    pub(crate) named: usize,
    /// Proposals that have one.
    pub(crate) given: usize,
}

impl Counts {
    pub(crate) fn sum<'c>(counts: impl Iterator<Item = &'c Self>) -> Self {
        counts.fold(Self::default(), |sum, one| Self {
            gold: sum.gold + one.gold,
            proposed_exact: sum.proposed_exact + one.proposed_exact,
            exact: sum.exact + one.exact,
            proposed_loose: sum.proposed_loose + one.proposed_loose,
            loose: sum.loose + one.loose,
            matched_named: sum.matched_named + one.matched_named,
            right: sum.right + one.right,
            named: sum.named + one.named,
            given: sum.given + one.given,
        })
    }

    /// Precision, recall and F1 of spans that are exactly the same.
    pub(crate) fn exact(&self) -> [f64; 3] {
        measures(self.exact, self.proposed_exact, self.gold)
    }

    /// The same of spans that are nearly the same.
    pub(crate) fn loose(&self) -> [f64; 3] {
        measures(self.loose, self.proposed_loose, self.gold)
    }

    /// The same of spans that are nearly the same and whose speaker is right.
    pub(crate) fn with_speaker(&self) -> [f64; 3] {
        measures(self.right, self.given, self.named)
    }
}

fn measures(right: usize, proposed: usize, gold: usize) -> [f64; 3] {
    let share = |of: usize| if of == 0 { 0.0 } else { right as f64 / of as f64 };
    let (precision, recall) = (share(proposed), share(gold));
    let sum = precision + recall;
    [precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 }]
}

impl Sample {
    pub(crate) fn counts(&self) -> Counts {
        let exact = self.matches(1.0);
        let loose = self.matches(LEAST);
        let in_other = |proposed: &Item| {
            let half = |other: &Range<usize>| 2 * shared(other, &proposed.range) >= proposed.range.len();
            self.ignore_other && self.other.iter().any(half)
        };
        let counted = |matches: &[(usize, usize)]| {
            let used = |number: usize| matches.iter().any(|(_, proposed)| *proposed == number);
            self.proposed
                .iter()
                .enumerate()
                .filter(|(number, item)| used(*number) || !in_other(item))
                .map(|(number, _)| number)
                .collect()
        };
        let (counted_exact, counted_loose): (Vec<usize>, Vec<usize>) = (counted(&exact), counted(&loose));
        let named: Vec<(&Item, &Item)> = loose
            .iter()
            .map(|(gold, proposed)| (&self.gold[*gold], &self.proposed[*proposed]))
            .filter(|(gold, _)| !gold.names.is_empty())
            .collect();
        let is_right = |gold: &Item, proposed: &Item| {
            gold.names.iter().any(|name| proposed.names.iter().any(|other| same_name(name, other)))
        };
        Counts {
            gold: self.gold.len(),
            proposed_exact: counted_exact.len(),
            exact: exact.len(),
            proposed_loose: counted_loose.len(),
            loose: loose.len(),
            matched_named: named.len(),
            right: named.iter().filter(|(gold, proposed)| is_right(gold, proposed)).count(),
            named: self.gold.iter().filter(|gold| !gold.names.is_empty()).count(),
            given: counted_loose.iter().filter(|number| !self.proposed[**number].names.is_empty()).count(),
        }
    }

    /// Pairs of an annotation and a proposal, each in one pair at most, the best first.
    fn matches(&self, least: f64) -> Vec<(usize, usize)> {
        let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
        for (gold_number, gold) in self.gold.iter().enumerate() {
            for (number, proposed) in self.proposed.iter().enumerate() {
                let overlap = shared(&gold.range, &proposed.range);
                let union = gold.range.end.max(proposed.range.end) - gold.range.start.min(proposed.range.start);
                let share = overlap as f64 / union as f64;
                if overlap > 0 && share >= least {
                    candidates.push((share, gold_number, number));
                }
            }
        }
        candidates.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (_, gold, proposed) in candidates {
            if pairs.iter().all(|pair| pair.0 != gold && pair.1 != proposed) {
                pairs.push((gold, proposed));
            }
        }
        pairs
    }
}

/// How many bytes two ranges share.
fn shared(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

/// A span without line ends, and without marks and signs at its ends.
pub(crate) fn pieces(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let is_edge = |c: char| c.is_whitespace() || EDGE.contains(c);
    let mut at = range.start;
    let mut found = Vec::new();
    for line in text[range].split('\n') {
        let lead = line.len() - line.trim_start_matches(is_edge).len();
        let rest = line.trim_matches(is_edge);
        if !rest.is_empty() {
            found.push(at + lead..at + lead + rest.len());
        }
        at += line.len() + 1;
    }
    found
}

/// The words of a name in small letters, without a possessive.
fn words(name: &str) -> Vec<String> {
    let small = name.to_lowercase().replace("’s", "").replace("'s", "");
    small.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether the names are the same, or the shorter is a run of words of the longer.
fn same_name(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    if one == other {
        return true;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let short: Vec<String> = short.into_iter().filter(|word| !SMALL_WORDS.contains(&word.as_str())).collect();
    !short.is_empty() && long.windows(short.len()).any(|run| run == short)
}

/// The middle 95 % of a measure over articles drawn with replacement, always the same ones.
pub(crate) fn interval(counts: &[Counts], repetitions: usize, measure: impl Fn(&Counts) -> f64) -> [f64; 2] {
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut draw = || {
        // An xorshift generator: no chance is needed, only numbers that favour no article.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        &counts[(state % counts.len() as u64) as usize]
    };
    let mut drawn: Vec<f64> = (0..repetitions)
        .map(|_| {
            let sample: Vec<&Counts> = (0..counts.len()).map(|_| draw()).collect();
            measure(&Counts::sum(sample.into_iter()))
        })
        .collect();
    drawn.sort_by(f64::total_cmp);
    let at = |share: f64| drawn.get((share * repetitions as f64) as usize).copied().unwrap_or_default();
    [at(0.025), at(0.975)]
}
