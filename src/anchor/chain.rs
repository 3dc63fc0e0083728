//! The longest part of a list of pairs that rises in both.

/// The longest rising chain of pairs that are sorted by their first half: patience sorting, as in Bram Cohen's diff; n log n.
pub(super) fn increasing(pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
    // For each length the number of the pair that ends the chain of that length with the least second half.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (number, &(_, new)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < new);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(number);
        } else {
            ends[length] = number;
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(number) = at {
        chain.push(pairs[number]);
        at = before[number];
    }
    chain.reverse();
    chain
}
