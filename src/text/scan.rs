//! Looking for few places among many bytes.

/// How many places are looked at together.
const STEP: usize = 32;

/// The first place at or after `from` where a byte and the two after it are what is looked for; past the end there are zeros. `is` answers
/// with a number, 0 for no, and works every part of its answer out: then many places are looked at with one instruction.
pub(crate) fn find(bytes: &[u8], from: usize, is: impl Fn([u8; 3]) -> u8) -> Option<usize> {
    let look = |first: &[u8; STEP], second: &[u8; STEP], third: &[u8; STEP]| {
        let mut found = [0; STEP];
        for place in 0..STEP {
            found[place] = is([first[place], second[place], third[place]]);
        }
        first_set(&found)
    };
    let mut at = from;
    loop {
        let step = |offset: usize| bytes.get(at + offset..)?.first_chunk::<STEP>();
        let (Some(first), Some(second), Some(third)) = (step(0), step(1), step(2)) else { break };
        if let Some(place) = look(first, second, third) {
            return Some(at + place);
        }
        at += STEP;
    }
    // The rest, with zeros after it: at most a step and two bytes.
    for start in [at, at + STEP] {
        let rest = bytes.get(start..).unwrap_or_default();
        let mut room = [0; STEP + 2];
        let length = rest.len().min(room.len());
        room[..length].copy_from_slice(&rest[..length]);
        let step = |offset: usize| room.get(offset..)?.first_chunk::<STEP>();
        if let (Some(first), Some(second), Some(third)) = (step(0), step(1), step(2))
            && let Some(place) = look(first, second, third).filter(|place| *place < length)
        {
            return Some(start + place);
        }
        if length <= STEP {
            break;
        }
    }
    None
}

/// The first place whose number is not 0.
fn first_set(found: &[u8; STEP]) -> Option<usize> {
    let (words, _) = found.as_chunks::<8>();
    let number = words.iter().position(|word| u64::from_le_bytes(*word) != 0)?;
    Some(number * 8 + u64::from_le_bytes(words[number]).trailing_zeros() as usize / 8)
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
