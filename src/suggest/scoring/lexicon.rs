//! The lists of signs of one language, made ready to look words up.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::LazyLock,
};

use super::{Sign, words::Words};

/// How many bytes of a beginning or an end lead to it; no entry is shorter.
const KEY: usize = 3;

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
    beginnings: Map<[u8; KEY], Vec<(&'static str, u64)>>,
    ends: Map<[u8; KEY], Vec<(&'static str, u64)>>,
}

/// What a word means, and the phrases that it begins.
#[derive(Default)]
struct Entry {
    signs: u64,
    phrases: Vec<Phrase>,
}

/// Several words in a row.
struct Phrase {
    /// The words after the first.
    rest: Vec<&'static str>,
    /// Whether the last of them is a beginning.
    is_open: bool,
    signs: u64,
}

/// Signs found at a word, each with how many words it takes.
pub(super) type Found = (u64, usize);

type Map<K, V> = HashMap<K, V, BuildHasherDefault<Fowler>>;

/// Fowler, Noll and Vo’s hash (FNV-1a): quick for short words, the same everywhere. Whoever writes an article cannot choose the entries, so
/// that it need not withstand an attack.
struct Fowler(u64);

impl Default for Fowler {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Hasher for Fowler {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
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
        let mut sign = None;
        for line in lists.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                sign = Sign::from_name(name);
                continue;
            }
            for entry in line.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
                lexicon.add(entry, sign.map_or(0, Sign::bit));
            }
        }
        lexicon
    }

    fn add(&mut self, entry: &'static str, signs: u64) {
        let mut parts = entry.split_whitespace();
        let first = parts.next().unwrap_or_default();
        let mut rest: Vec<&'static str> = parts.collect();
        if let Some(last) = rest.last_mut() {
            let is_open = last.ends_with('*');
            *last = last.trim_end_matches('*');
            self.words.entry(first).or_default().phrases.push(Phrase { rest, is_open, signs });
        } else if let Some(beginning) = first.strip_suffix('*') {
            if let Some(key) = beginning.as_bytes().first_chunk() {
                self.beginnings.entry(*key).or_default().push((beginning, signs));
            }
        } else if let Some(end) = first.strip_prefix('*') {
            if let Some(key) = end.as_bytes().last_chunk() {
                self.ends.entry(*key).or_default().push((end, signs));
            }
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
            for phrase in &entry.phrases {
                if phrase.fits(words, number + 1) {
                    found((phrase.signs, phrase.rest.len() + 1));
                }
            }
        }
        let bytes = word.as_bytes();
        if let Some(beginnings) = bytes.first_chunk().and_then(|key| self.beginnings.get(key)) {
            signs |= beginnings
                .iter()
                .filter(|(beginning, _)| word.starts_with(beginning))
                .fold(0, |all, (_, own)| all | own);
        }
        if let Some(ends) = bytes.last_chunk().and_then(|key| self.ends.get(key)) {
            signs |= ends.iter().filter(|(end, _)| word.ends_with(end)).fold(0, |all, (_, own)| all | own);
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
