//! Words that stand in a text to the letter: all of many at once.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// How many bytes all words together may have; more make an automaton that is too large.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// How many places of the same words are kept; of words that stand more often, none is the likelier.
const MOST_PLACES: usize = 64;

/// How many places of all words are looked at.
const MOST_HITS: usize = 32 * 1024 * 1024;

/// For each of `words` the places where it begins in `text`, in bytes. Empty where there are too many to be of use.
pub(super) fn places<'w>(words: impl Iterator<Item = &'w str> + Clone, text: &str) -> Vec<Vec<usize>> {
    let mut distinct: Vec<&str> = words.clone().filter(|words| !words.is_empty()).collect();
    distinct.sort_unstable();
    distinct.dedup();
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); distinct.len()];
    let bytes: usize = distinct.iter().map(|words| words.len()).sum();
    let kind = Some(AhoCorasickKind::ContiguousNFA);
    if bytes <= MOST_BYTES
        && let Ok(automaton) = AhoCorasick::builder().kind(kind).build(&distinct)
    {
        for hit in automaton.find_overlapping_iter(text).take(MOST_HITS) {
            let places = &mut found[hit.pattern().as_usize()];
            if places.len() <= MOST_PLACES {
                places.push(hit.start());
            }
        }
        for places in found.iter_mut().filter(|places| places.len() > MOST_PLACES) {
            places.clear();
        }
    }
    let of = |words: &str| distinct.binary_search(&words).map(|number| found[number].clone()).unwrap_or_default();
    words.map(of).collect()
}
