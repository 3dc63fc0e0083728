//! Looking for few places among many bytes.

/// How many places are looked at together.
const STEP: usize = 32;

/// The first place at or after `from` where a byte and the two after it are what is looked for; past the end there are zeros. `is` answers
/// with a number, 0 for no, and works every part of its answer out: then many places are looked at with one instruction.
pub(crate) fn find(bytes: &[u8], from: usize, is: impl Fn([u8; 3]) -> u8) -> Option<usize> {
    let mut at = from;
    loop {
        let step = |offset: usize| bytes.get(at + offset..)?.first_chunk::<STEP>();
        let (Some(first), Some(second), Some(third)) = (step(0), step(1), step(2)) else { break };
        let mut found = 0;
        for place in 0..STEP {
            found |= is([first[place], second[place], third[place]]);
        }
        if found != 0 {
            let place = (0..STEP).find(|place| is([first[*place], second[*place], third[*place]]) != 0)?;
            return Some(at + place);
        }
        at += STEP;
    }
    let near = |at: usize| [0, 1, 2].map(|offset| bytes.get(at + offset).copied().unwrap_or_default());
    (at..bytes.len()).find(|at| is(near(*at)) != 0)
}

/// Every such place, in order.
pub(crate) fn find_all(bytes: &[u8], is: impl Fn([u8; 3]) -> u8) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let found = find(bytes, from, &is)?;
        from = found + 1;
        Some(found)
    })
}

/// A question about one byte as a number, for [`find`].
pub(crate) fn is(what: bool) -> u8 {
    u8::from(what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_wherever_they_stand() {
        let is_pair = |bytes: [u8; 3]| is(bytes[0] == b'a') & is(bytes[2] == b'b');
        for length in 0..100 {
            for place in 0..length {
                let mut bytes = vec![b'-'; length];
                bytes[place] = b'a';
                let whole = place + 2 < length;
                if whole {
                    bytes[place + 2] = b'b';
                }
                let places: Vec<usize> = find_all(&bytes, is_pair).collect();
                assert_eq!(places, if whole { vec![place] } else { vec![] }, "{place} of {length}");
                assert_eq!(find(&bytes, place + 1, is_pair), None, "{place} of {length}");
            }
        }
    }
}
