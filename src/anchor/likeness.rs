//! How alike two stretches of words are.

/// How many characters of a stretch are compared at most: its first ones. More only costs time.
const MOST: usize = 2048;

/// From 0 for nothing in common to 1 for the same: twice the characters of the longest common subsequence, by those of both.
pub(super) fn likeness(one: &[char], other: &[char]) -> f32 {
    let (one, other) = (&one[..one.len().min(MOST)], &other[..other.len().min(MOST)]);
    if one.is_empty() || other.is_empty() {
        return if one.len() == other.len() { 1.0 } else { 0.0 };
    }
    2.0 * common(one, other) as f32 / (one.len() + other.len()) as f32
}

/// The length of the longest common subsequence, 64 characters of `one` in a step: Hyyrö, “Bit-Parallel LCS-length
/// Computation Revisited” (2004).
fn common(one: &[char], other: &[char]) -> usize {
    let masks = Masks::new(one);
    let words = one.len().div_ceil(64);
    let mut rows = vec![u64::MAX; words];
    for &c in other {
        let matches = masks.of(c);
        let mut carry = false;
        for (word, row) in rows.iter_mut().enumerate() {
            let shared = *row & matches.get(word).copied().unwrap_or(0);
            let (sum, first) = row.overflowing_add(shared);
            let (sum, second) = sum.overflowing_add(u64::from(carry));
            carry = first || second;
            *row = sum | (*row & !shared);
        }
    }
    let in_last = one.len() - (words - 1) * 64;
    let counted = rows.iter().enumerate().map(|(word, row)| {
        let used = if word + 1 == words && in_last < 64 { (1_u64 << in_last) - 1 } else { u64::MAX };
        (!row & used).count_ones() as usize
    });
    counted.sum()
}

/// For each character of a pattern the places where it stands, as bits.
#[derive(Debug)]
pub(super) struct Masks {
    /// Sorted; the masks of the character at `i` begin at `i * words`.
    characters: Vec<char>,
    /// One row for each ASCII character, so that it is found without a search: its number in `characters`, counted from 1.
    ascii: [u16; 128],
    bits: Vec<u64>,
    words: usize,
}

impl Masks {
    /// Those of a pattern.
    pub(super) fn new(pattern: &[char]) -> Self {
        let words = pattern.len().div_ceil(64);
        let mut characters = pattern.to_vec();
        characters.sort_unstable();
        characters.dedup();
        let mut bits = vec![0; characters.len() * words];
        for (at, c) in pattern.iter().enumerate() {
            if let Ok(number) = characters.binary_search(c) {
                bits[number * words + at / 64] |= 1 << (at % 64);
            }
        }
        let mut ascii = [0; 128];
        for (number, c) in (1_u16..).zip(characters.iter().take_while(|c| c.is_ascii())) {
            ascii[*c as usize] = number;
        }
        Self { characters, ascii, bits, words }
    }

    /// How many words of 64 bits each mask has.
    pub(super) fn words(&self) -> usize {
        self.words
    }

    /// The places of `c`; empty when there are none.
    pub(super) fn of(&self, c: char) -> &[u64] {
        let number = if c.is_ascii() {
            usize::from(self.ascii[c as usize]).checked_sub(1)
        } else {
            self.characters.binary_search(&c).ok()
        };
        number.map_or(&[], |number| &self.bits[number * self.words..(number + 1) * self.words])
    }
}
