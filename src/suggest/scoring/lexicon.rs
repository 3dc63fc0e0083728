//! The lists of signs of one language, made ready to look words up.

use std::sync::LazyLock;

use super::{super::quick::WordMap, Sign, words::Words};

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
    words: WordMap<&'static [u8], Entry>,
    beginnings: Affixes<4>,
    ends: Affixes<3>,
    /// Words that count only with a capital letter that is not the sentence’s; few.
    capitals: Vec<(&'static str, u64)>,
}

/// What a word means, and the phrases that it begins.
#[derive(Default)]
struct Entry {
    signs: u64,
    phrases: Vec<Phrase>,
    /// A bit for each lead of a phrase, several leads sharing one: most words that follow begin none.
    leads: u64,
}

/// Beginnings or ends of words, by `KEY` of their bytes; none is shorter. Most words of a text fit none, and that is seen in a table small
/// enough to stay in the processor’s cache.
#[derive(Default)]
struct Affixes<const KEY: usize> {
    /// Where the affixes of each bucket begin in `sorted`; one more at the end.
    starts: Vec<u16>,
    /// By bucket, each with its key.
    sorted: Vec<([u8; KEY], &'static [u8], u64)>,
}

/// Several words in a row.
struct Phrase {
    /// The first two bytes of the second word, or as many as it has, by which most phrases are ruled out.
    lead: [u8; 2],
    /// The words after the first.
    rest: Vec<&'static [u8]>,
    /// Whether the last of them is a beginning.
    is_open: bool,
    signs: u64,
}

/// Signs found at a word, each with how many words it takes.
pub(super) type Found = (u64, usize);

impl<const KEY: usize> Affixes<KEY> {
    const BUCKETS: usize = 4096;

    /// `key` gives the bytes of an affix by which it is found.
    fn new(affixes: Vec<(&'static [u8], u64)>, key: fn(&[u8]) -> Option<&[u8; KEY]>) -> Self {
        let keyed = affixes.into_iter().filter_map(|(affix, signs)| Some((*key(affix)?, affix, signs)));
        let mut sorted: Vec<_> = keyed.collect();
        sorted.sort_by_key(|(key, ..)| Self::bucket(*key));
        let start = |number| sorted.partition_point(|(key, ..)| Self::bucket(*key) < number) as u16;
        Self { starts: (0..=Self::BUCKETS).map(start).collect(), sorted }
    }

    fn bucket(key: [u8; KEY]) -> usize {
        let number = key.iter().fold(0, |number: u32, byte| number << 8 | u32::from(*byte));
        // The golden ratio spreads the bits, as Knuth has it; the highest are spread best.
        (number.wrapping_mul(0x9E37_79B1) >> 20) as usize % Self::BUCKETS
    }

    /// The signs of those that fit a word, `fits` says how, whose own bytes of that kind are given.
    fn signs(&self, key: Option<&[u8; KEY]>, fits: impl Fn(&[u8]) -> bool) -> u64 {
        let Some(key) = key else { return 0 };
        let bucket = Self::bucket(*key);
        let Some([start, end]) = self.starts.get(bucket..bucket + 2) else {
            return 0;
        };
        if start == end {
            return 0;
        }
        let near = self.sorted.get(usize::from(*start)..usize::from(*end)).unwrap_or_default();
        let fitting = near.iter().filter(|(own, affix, _)| own == key && fits(affix));
        fitting.fold(0, |all, (.., signs)| all | signs)
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
                    (Some(beginning), _) if !entry.contains(' ') => beginnings.push((beginning.as_bytes(), signs)),
                    (_, Some(end)) => ends.push((end.as_bytes(), signs)),
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
        let first = parts.next().unwrap_or_default().as_bytes();
        let mut rest: Vec<&'static [u8]> = parts.map(str::as_bytes).collect();
        if let Some(last) = rest.last_mut() {
            let is_open = last.ends_with(b"*");
            *last = last.strip_suffix(b"*").unwrap_or(last);
            let lead = lead(rest.first().copied().unwrap_or_default());
            let entry = self.words.entry(first).or_default();
            entry.leads |= bit_of(lead);
            entry.phrases.push(Phrase { lead, rest, is_open, signs });
        } else {
            self.words.entry(first).or_default().signs |= signs;
        }
    }

    /// Hands over what the word with this number, and the phrases that it begins, are signs of.
    pub(super) fn look_up(&self, words: &Words, number: usize, mut found: impl FnMut(Found)) {
        let word = words.get(number);
        let entry = self.words.get(word).or_else(|| self.words.get(word.strip_suffix(b"'s")?));
        let mut signs = 0;
        if let Some(entry) = entry {
            signs |= entry.signs;
            let lead = if entry.leads == 0 { [0; 2] } else { lead(words.get(number + 1)) };
            if entry.leads & bit_of(lead) != 0 {
                for phrase in entry.phrases.iter().filter(|phrase| phrase.lead == lead) {
                    if phrase.fits(words, number + 1) {
                        found((phrase.signs, phrase.rest.len() + 1));
                    }
                }
            }
        }
        signs |= self.beginnings.signs(word.first_chunk(), |beginning| word.starts_with(beginning));
        signs |= self.ends.signs(word.last_chunk(), |end| word.ends_with(end));
        if number > 0 && words.is_capital(number) {
            let fitting = self.capitals.iter().filter(|(capital, _)| word.eq_ignore_ascii_case(capital.as_bytes()));
            signs |= fitting.fold(0, |all, (_, own)| all | own);
        }
        if signs != 0 {
            found((signs, 1));
        }
    }
}

/// The first two bytes of a word; 0 where it has fewer.
fn lead(word: &[u8]) -> [u8; 2] {
    [word.first().copied().unwrap_or_default(), word.get(1).copied().unwrap_or_default()]
}

/// The bit that stands for a lead, among others.
fn bit_of([first, second]: [u8; 2]) -> u64 {
    1 << ((u32::from(first) * 7 + u32::from(second) * 11) % 64)
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
