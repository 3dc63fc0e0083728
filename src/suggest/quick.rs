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

/// An odd number with its bits well spread: the golden ratio, as Knuth has it.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (pieces, rest) = bytes.as_chunks::<8>();
        let pieces = pieces.iter().map(|piece| u64::from_le_bytes(*piece));
        let rest = rest.iter().fold(0, |value, byte| value << 8 | u64::from(*byte));
        for value in pieces.chain([rest]) {
            self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(SPREAD);
        }
    }

    fn write_usize(&mut self, length: usize) {
        self.0 ^= length as u64;
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
