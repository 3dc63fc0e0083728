//! A quick hash for short words.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// A map from words of the lists. Whoever writes an article cannot choose the entries, so that the hash need not withstand an attack.
pub(super) type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// A quick hash for short words, the same everywhere.
#[derive(Default)]
pub(super) struct Quick(u64);

impl Quick {
    fn take(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(SPREAD);
    }
}

/// Fewer than eight bytes as a number: the first four and the last four, which may be the same in part.
fn up_to_eight(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        return u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last));
    }
    bytes.iter().fold(0, |value, byte| value << 8 | u64::from(*byte))
}

/// An odd number with its bits well spread: the golden ratio, as Knuth has it.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (pieces, rest) = bytes.as_chunks::<8>();
        for piece in pieces {
            self.take(u64::from_le_bytes(*piece));
        }
        self.take(up_to_eight(rest));
    }

    fn write_usize(&mut self, length: usize) {
        self.0 ^= length as u64;
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
