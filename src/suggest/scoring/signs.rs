//! Counts the signs of a sentence.

use super::{
    Quoted, Sign,
    lexicon::{Language, Lexicon},
    words::{Start, Word, Words},
};
use crate::text::scan::{self, is};

/// How often each sign occurs in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Signs {
    /// In the words outside quotation marks.
    own: Counts,
    /// In all words.
    all: Counts,
}

/// A count for each sign; it stops at the highest number of its type, which no weight makes a difference at.
pub(super) type Counts = [u8; Sign::COUNT];

/// Reads one sentence after the other and keeps its room between them.
pub(crate) struct Reader {
    language: Language,
    lexicon: Option<&'static Lexicon>,
    words: Words,
}

impl Signs {
    /// Whether a sign occurs outside quotation marks.
    pub(crate) fn has(&self, sign: Sign) -> bool {
        self.own[sign as usize] > 0
    }

    pub(super) fn own(&self) -> &Counts {
        &self.own
    }

    pub(super) fn all(&self) -> &Counts {
        &self.all
    }

    fn note(&mut self, sign: Sign, is_quoted: bool) {
        self.note_times(sign, 1, is_quoted);
    }

    fn note_times(&mut self, sign: Sign, times: usize, is_quoted: bool) {
        let times = u8::try_from(times).unwrap_or(u8::MAX);
        let add = |count: &mut u8| *count = count.saturating_add(times);
        add(&mut self.all[sign as usize]);
        if !is_quoted {
            add(&mut self.own[sign as usize]);
        }
    }
}

impl Reader {
    /// A reader of a language, given as a code such as `en` or `de-AT`.
    pub(crate) fn new(language: &str) -> Self {
        let language = Language::of(language);
        Self { language, lexicon: language.lexicon(), words: Words::default() }
    }

    /// The language it reads.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// Counts the signs of a sentence, given which of its stretches are between quotation marks.
    pub(crate) fn read(&mut self, sentence: &str, quoted: &Quoted) -> Signs {
        let mut signs = Signs { own: [0; Sign::COUNT], all: [0; Sign::COUNT] };
        let looked_at = self.words.read(sentence, quoted);
        self.look_words_up(&mut signs);
        for (number, word) in self.words.iter().enumerate() {
            look_at(&mut signs, &self.words, number, word);
        }
        punctuation(&mut signs, sentence.get(..looked_at).unwrap_or(sentence), quoted);
        let has_quoted = !quoted.stretches().is_empty();
        let quoted_words = if has_quoted { self.words.iter().filter(|word| word.is_quoted).count() } else { 0 };
        if quoted_words > 0 && 2 * quoted_words >= self.words.len() {
            signs.note(Sign::Quoted, false);
        }
        if quoted_words > 0 && !signs.has(Sign::Attributes) && !signs.has(Sign::Quoted) {
            let scare = scare_quotes(sentence, quoted);
            signs.note_times(Sign::Scare, scare, false);
        }
        let length = self.words.len() - quoted_words;
        for (sign, from, to) in [(Sign::Words5, 0, 5), (Sign::Words10, 5, 10), (Sign::Words20, 10, 20)] {
            signs.own[sign as usize] = length.clamp(from, to).saturating_sub(from) as u8;
            signs.all[sign as usize] = self.words.len().clamp(from, to).saturating_sub(from) as u8;
        }
        signs
    }

    fn look_words_up(&self, signs: &mut Signs) {
        let Some(lexicon) = self.lexicon else {
            return;
        };
        // For each sign, the first word that no phrase with this sign has taken: "of course" is one sign, whatever "course" is.
        let mut free = [0_usize; Sign::COUNT];
        let mut begun = false;
        for (number, word) in self.words.iter().enumerate() {
            let begins = !begun && !word.is_quoted;
            begun |= begins;
            lexicon.look_up(&self.words, number, |(found, length)| {
                let mut rest = found;
                while rest != 0 {
                    let place = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    let sign = Sign::ALL[place];
                    if free[place] <= number && (begins || sign != Sign::Opens) {
                        free[place] = number + length;
                        signs.note(sign, word.is_quoted);
                    }
                }
            });
        }
    }
}

/// What a word is a sign of by its look.
fn look_at(signs: &mut Signs, words: &Words, number: usize, word: Word) {
    if word.is_figure() {
        signs.note(Sign::Figure, word.is_quoted);
        let is_year = year(words.slice(word)).is_some_and(|year| (1500..=2100).contains(&year));
        if is_year {
            signs.note(Sign::Year, word.is_quoted);
        }
    } else if word.begins_with == Start::Capital && number > 0 && words.slice(word).len() > 1 {
        signs.note(Sign::Name, word.is_quoted);
    }
}

/// The number that four digits are.
fn year(word: &[u8]) -> Option<u32> {
    let is_four_digits = word.len() == 4 && word.iter().all(u8::is_ascii_digit);
    is_four_digits.then(|| word.iter().fold(0, |year, digit| year * 10 + u32::from(digit - b'0')))
}

/// What the marks of a sentence are signs of.
fn punctuation(signs: &mut Signs, sentence: &str, quoted: &Quoted) {
    let mut from = 0;
    let mut is_quoted = |at: usize| {
        while quoted.stretches().get(from).is_some_and(|stretch| stretch.end <= at) {
            from += 1;
        }
        quoted.stretches().get(from).is_some_and(|stretch| stretch.start <= at)
    };
    let bytes = sentence.as_bytes();
    let may_be = |[byte, next, _]: [u8; 3]| {
        // Signs of ASCII; the first two bytes of €, £, and ！ or ％.
        is(byte == b'!')
            | is(byte == b'%')
            | is(byte == b'$')
            | (is(byte == 0xE2) & is(next == 0x82))
            | (is(byte == 0xC2) & is(next == 0xA3))
            | (is(byte == 0xEF) & is(next == 0xBC))
    };
    for at in scan::find_all(bytes, may_be) {
        let sign = match bytes[at..] {
            [b'!', ..] | [0xEF, 0xBC, 0x81, ..] => Sign::Exclamation,
            [b'%' | b'$', ..] | [0xE2, 0x82, 0xAC, ..] | [0xC2, 0xA3, ..] | [0xEF, 0xBC, 0x85, ..] => Sign::Unit,
            _ => continue,
        };
        signs.note(sign, is_quoted(at));
    }
    let end =
        sentence.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '“' | '»' | '’' | ')' | '!'));
    if end.ends_with(['?', '？', '؟']) {
        let is_quoted = quoted.stretches().iter().any(|stretch| stretch.contains(&(end.len() - 1)));
        signs.note(Sign::Question, is_quoted);
    }
}

/// How many stretches of one to three words in lower case stand between marks: neither a sentence nor a title.
fn scare_quotes(sentence: &str, quoted: &Quoted) -> usize {
    let is_scare = |words: &str| {
        let inner = words.trim_matches(|c: char| !c.is_alphanumeric());
        let ends_inside = words.trim_end_matches(|c: char| !c.is_ascii_punctuation()).ends_with(['.', '!', '?', ',']);
        inner.starts_with(char::is_lowercase) && !ends_inside && inner.split_whitespace().count() <= 3
    };
    let stretches = quoted.stretches().iter().filter(|stretch| stretch.len() <= 60);
    stretches.filter(|stretch| sentence.get((*stretch).clone()).is_some_and(is_scare)).count()
}
