//! Approximate search: where a pattern stands with at most so many errors.

use super::likeness::Masks;

/// A place that a pattern is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// Its first character.
    pub(super) start: usize,
    /// The one after its last.
    pub(super) end: usize,
    /// The insertions, deletions and replacements that make the pattern of it.
    pub(super) errors: usize,
}

/// How many places of one pattern are looked at; the best ones.
pub(super) const MOST_HITS: usize = 24;

/// Work that may still be done, in steps of one word of 64 characters of a pattern against one character of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget(pub(super) usize);

impl Budget {
    /// Takes the cost of a search of `text` characters for `pattern` characters; whether there was as much.
    pub(super) fn take(&mut self, pattern: usize, text: usize) -> bool {
        self.take_steps(pattern.div_ceil(64).saturating_mul(text))
    }

    /// Takes so many steps; whether there were as many.
    pub(super) fn take_steps(&mut self, steps: usize) -> bool {
        let left = self.0.checked_sub(steps);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }
}

/// Words made ready to be looked for in many texts.
#[derive(Debug)]
pub(super) struct Pattern {
    forwards: Bits,
    backwards: Bits,
    length: usize,
    most: usize,
}

/// The end of a hit, and its errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct End {
    pub(super) errors: usize,
    pub(super) at: usize,
}

impl Pattern {
    /// Makes `pattern` ready to be looked for with at most `most` errors. `None` when anything would do.
    pub(super) fn new(pattern: &[char], most: usize) -> Option<Self> {
        if pattern.len() <= most {
            return None;
        }
        let backwards: Vec<char> = pattern.iter().rev().copied().collect();
        let (forwards, backwards) = (Bits::new(pattern), Bits::new(&backwards));
        Some(Self { forwards, backwards, length: pattern.len(), most })
    }

    /// Where hits end in `text`, apart from each other; the best [`MOST_HITS`] of them.
    pub(super) fn ends(&mut self, text: &[char]) -> Vec<End> {
        let mut ends: Vec<End> = Vec::new();
        self.forwards.reset();
        // Of places that follow one another the best is kept: they are the same hit, with a character more or less.
        let mut kept: Option<End> = None;
        for (number, c) in text.iter().enumerate() {
            let end = End { errors: self.forwards.step(*c, 0), at: number + 1 };
            match kept {
                _ if end.errors > self.most => ends.extend(kept.take()),
                Some(best) if end.at - best.at > self.length / 2 => {
                    ends.push(best);
                    kept = Some(end);
                }
                Some(best) if best.errors <= end.errors => {}
                _ => kept = Some(end),
            }
            if ends.len() >= 8 * MOST_HITS {
                keep_best(&mut ends);
            }
        }
        ends.extend(kept);
        keep_best(&mut ends);
        ends
    }

    /// The hit that ends there: the search backwards.
    pub(super) fn hit(&mut self, text: &[char], end: End) -> Hit {
        self.backwards.reset();
        let mut best = (usize::MAX, usize::MAX, 0);
        let reach = text[..end.at].iter().rev().take(self.length + end.errors);
        for (length, c) in (1..).zip(reach) {
            // What is closest to the pattern's own length wins among equals.
            best = best.min((self.backwards.step(*c, 1), self.length.abs_diff(length), length));
        }
        Hit { start: end.at - best.2, end: end.at, errors: end.errors }
    }

    /// The hits in `text`: those with the fewest errors first, and of these the earlier ones.
    pub(super) fn find(&mut self, text: &[char]) -> Vec<Hit> {
        let ends = self.ends(text);
        ends.into_iter().map(|end| self.hit(text, end)).collect()
    }
}

fn keep_best(ends: &mut Vec<End>) {
    ends.sort_unstable();
    ends.truncate(MOST_HITS);
}

/// The column of the table of edit distances that the search is at, as bits: Myers, “A Fast Bit-Vector Algorithm for
/// Approximate String Matching” (1999), in the form of Hyyrö (2003) for patterns of several words.
#[derive(Debug)]
struct Bits {
    masks: Masks,
    length: usize,
    /// Where a row is one more than the row above it.
    up: Vec<u64>,
    /// Where it is one less.
    down: Vec<u64>,
    last: u32,
    errors: usize,
}

impl Bits {
    fn new(pattern: &[char]) -> Self {
        let masks = Masks::new(pattern);
        let words = masks.words();
        let last = (pattern.len().saturating_sub(1) % 64) as u32;
        let length = pattern.len();
        Self { masks, length, up: vec![u64::MAX; words], down: vec![0; words], last, errors: length }
    }

    fn reset(&mut self) {
        self.up.fill(u64::MAX);
        self.down.fill(0);
        self.errors = self.length;
    }

    /// The errors of the best match that ends with `c`. `above` is by how much the row above the pattern grows with each
    /// character: 0 for a match that begins anywhere, 1 for one that begins at the first step.
    fn step(&mut self, c: char, above: i8) -> usize {
        let masks = self.masks.of(c);
        let words = self.up.len();
        let mut carry = above;
        for word in 0..words {
            let (up, down) = (self.up[word], self.down[word]);
            let matches = masks.get(word).copied().unwrap_or(0);
            let vertical = matches | down;
            let matches = matches | u64::from(carry < 0);
            let horizontal = ((matches & up).wrapping_add(up) ^ up) | matches;
            let mut rises = down | !(horizontal | up);
            let mut falls = up & horizontal;
            if word + 1 == words {
                self.errors += usize::from(rises >> self.last & 1 == 1);
                self.errors -= usize::from(falls >> self.last & 1 == 1);
            }
            let out = i8::from(rises >> 63 == 1) - i8::from(falls >> 63 == 1);
            rises = rises << 1 | u64::from(carry > 0);
            falls = falls << 1 | u64::from(carry < 0);
            self.up[word] = falls | !(vertical | rises);
            self.down[word] = rises & vertical;
            carry = out;
        }
        self.errors
    }
}
