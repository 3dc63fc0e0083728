//! The lists of signs of one language, made ready to look words up.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::LazyLock,
};

use super::{Sign, words::Words};

/// The languages that have lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    German,
    /// Any other: nothing is known of its words.
    Other,
}

/// The lists of one language.
#[derive(Default)]
pub(super) struct Lexicon {
    words: Map<&'static str, Entry>,
    beginnings: Affixes,
    ends: Affixes,
    /// Words that count only with a capital letter that is not the sentence’s; few.
    capitals: Vec<(&'static str, u64)>,
}

/// What a word means, and the phrases that it begins.
#[derive(Default)]
struct Entry {
    signs: u64,
    phrases: Vec<Phrase>,
}

/// Beginnings or ends of words, by three of their bytes; none is shorter. Most words of a text fit none, and that is seen in a table small
/// enough to stay in the processor’s cache.
#[derive(Default)]
struct Affixes {
    /// Where the affixes of each bucket begin in `sorted`; one more at the end.
    starts: Vec<u16>,
    /// By bucket.
    sorted: Vec<(&'static str, u64)>,
}

/// Several words in a row.
struct Phrase {
    /// The first byte of the second word, by which most phrases are ruled out.
    lead: u8,
    /// The words after the first.
    rest: Vec<&'static str>,
    /// Whether the last of them is a beginning.
    is_open: bool,
    signs: u64,
}

/// Signs found at a word, each with how many words it takes.
pub(super) type Found = (u64, usize);

type Map<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// A quick hash for short words, the same everywhere. Whoever writes an article cannot choose the entries, so that it need not withstand an
/// attack.
#[derive(Default)]
struct Quick(u64);

/// An odd number with its bits well spread: the golden ratio, as Knuth has it.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for piece in bytes.chunks(8) {
            let value = piece.iter().fold(0, |value, byte| value << 8 | u64::from(*byte));
            self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(SPREAD);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

impl Affixes {
    const BUCKETS: usize = 4096;

    /// `key` gives the three bytes of an affix.
    fn new(mut affixes: Vec<(&'static str, u64)>, key: fn(&[u8]) -> Option<&[u8; 3]>) -> Self {
        let bucket = |(affix, _): &(&'static str, u64)| key(affix.as_bytes()).copied().map(Self::bucket);
        affixes.retain(|affix| bucket(affix).is_some());
        affixes.sort_by_key(bucket);
        let start = |number| affixes.partition_point(|affix| bucket(affix) < Some(number)) as u16;
        Self { starts: (0..=Self::BUCKETS).map(start).collect(), sorted: affixes }
    }

    fn bucket(key: [u8; 3]) -> usize {
        let [one, two, three] = key.map(usize::from);
        (one * 1031 + two * 37 + three) % Self::BUCKETS
    }

    /// The signs of those that fit a word, `fits` says how, whose own three bytes are given.
    fn signs(&self, key: Option<&[u8; 3]>, fits: impl Fn(&str) -> bool) -> u64 {
        let bucket = key.copied().map_or(0, Self::bucket);
        let Some([start, end]) = self.starts.get(bucket..bucket + 2) else {
            return 0;
        };
        let near = self.sorted.get(usize::from(*start)..usize::from(*end)).unwrap_or_default();
        near.iter().filter(|(affix, _)| fits(affix)).fold(0, |all, (_, signs)| all | signs)
    }
}

static ENGLISH: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../assets/suggest/signs-en.txt")));
static GERMAN: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../assets/suggest/signs-de.txt")));

impl Language {
    /// The language of a code such as `de` or `en-GB`.
    pub(crate) fn of(code: &str) -> Self {
        let main = code.split(['-', '_']).next().unwrap_or_default();
        match () {
            () if main.eq_ignore_ascii_case("en") => Self::English,
            () if main.eq_ignore_ascii_case("de") => Self::German,
            () => Self::Other,
        }
    }

    /// Its lists.
    pub(super) fn lexicon(self) -> Option<&'static Lexicon> {
        match self {
            Self::English => Some(&ENGLISH),
            Self::German => Some(&GERMAN),
            Self::Other => None,
        }
    }
}

impl Lexicon {
    /// Reads lists as the head of each file describes them. A list with a name that is no sign is left out; a test finds it.
    fn parse(lists: &'static str) -> Self {
        let mut lexicon = Self::default();
        let (mut beginnings, mut ends) = (Vec::new(), Vec::new());
        let mut sign = None;
        for line in lists.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                sign = Sign::from_name(name);
                continue;
            }
            let signs = sign.map_or(0, Sign::bit);
            for entry in line.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
                match (entry.strip_suffix('*'), entry.strip_prefix('*')) {
                    _ if entry.starts_with(char::is_uppercase) => lexicon.capitals.push((entry, signs)),
                    (Some(beginning), _) if !entry.contains(' ') => beginnings.push((beginning, signs)),
                    (_, Some(end)) => ends.push((end, signs)),
                    _ => lexicon.add(entry, signs),
                }
            }
        }
        lexicon.beginnings = Affixes::new(beginnings, <[u8]>::first_chunk);
        lexicon.ends = Affixes::new(ends, <[u8]>::last_chunk);
        lexicon
    }

    fn add(&mut self, entry: &'static str, signs: u64) {
        let mut parts = entry.split_whitespace();
        let first = parts.next().unwrap_or_default();
        let mut rest: Vec<&'static str> = parts.collect();
        if let Some(last) = rest.last_mut() {
            let is_open = last.ends_with('*');
            *last = last.trim_end_matches('*');
            let lead = rest.first().and_then(|second| second.bytes().next()).unwrap_or_default();
            self.words.entry(first).or_default().phrases.push(Phrase { lead, rest, is_open, signs });
        } else {
            self.words.entry(first).or_default().signs |= signs;
        }
    }

    /// Hands over what the word with this number, and the phrases that it begins, are signs of.
    pub(super) fn look_up(&self, words: &Words, number: usize, mut found: impl FnMut(Found)) {
        let word = words.get(number);
        let entry = self.words.get(word).or_else(|| self.words.get(word.strip_suffix("'s")?));
        let mut signs = 0;
        if let Some(entry) = entry {
            signs |= entry.signs;
            if !entry.phrases.is_empty() {
                let lead = words.get(number + 1).bytes().next().unwrap_or_default();
                for phrase in entry.phrases.iter().filter(|phrase| phrase.lead == lead) {
                    if phrase.fits(words, number + 1) {
                        found((phrase.signs, phrase.rest.len() + 1));
                    }
                }
            }
        }
        let bytes = word.as_bytes();
        signs |= self.beginnings.signs(bytes.first_chunk(), |beginning| word.starts_with(beginning));
        signs |= self.ends.signs(bytes.last_chunk(), |end| word.ends_with(end));
        if number > 0 && words.is_capital(number) {
            let fitting = self.capitals.iter().filter(|(capital, _)| word.eq_ignore_ascii_case(capital));
            signs |= fitting.fold(0, |all, (_, own)| all | own);
        }
        if signs != 0 {
            found((signs, 1));
        }
    }
}

impl Phrase {
    fn fits(&self, words: &Words, from: usize) -> bool {
        let last = self.rest.len() - 1;
        self.rest.iter().enumerate().all(|(number, part)| {
            let word = words.get(from + number);
            if self.is_open && number == last { word.starts_with(part) } else { word == *part }
        })
    }
}
