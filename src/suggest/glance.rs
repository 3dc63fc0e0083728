//! The language of a text at a glance: by its script, and by small words that one language has and its neighbours have not.
//!
//! Nearly every text shows its language so; what does not is left to whoever looks longer.

use std::sync::LazyLock;

use super::{Language, quick::WordMap};
use crate::text::letter;

/// How much of a text is looked at, in bytes: about a hundred words.
const LOOK: usize = 640;

/// The fewest small words of a language that show it.
const FEWEST: usize = 5;

/// Of how many words one at least must be a small word of the language: in news and novels every fourth is.
const ONE_OF: usize = 10;

/// How many times as many small words a language must have as any other.
const MARGIN: usize = 4;

/// The share of kana, of a hundred signs, above which a text is Japanese, and below which it is Chinese.
const KANA: [usize; 2] = [20, 2];

/// The languages with lists of small words, by their place in the tables.
const LISTED: [(&str, Language); 7] = [
    ("en", Language::English),
    ("de", Language::German),
    ("fr", Language::French),
    ("es", Language::Spanish),
    ("pl", Language::Polish),
    ("it", Language::Other),
    ("pt", Language::Other),
];

/// The language that each small word is of, as its place in [`LISTED`].
static SMALL_WORDS: LazyLock<WordMap<u64, u8>> = LazyLock::new(|| {
    let lists = include_str!("../../assets/suggest/languages.txt").lines();
    let lists = lists.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "));
    let place = |code: &str| LISTED.iter().position(|(listed, _)| *listed == code).map(|place| place as u8);
    let lists = lists.filter_map(|(code, words)| Some((place(code)?, words)));
    lists
        .flat_map(|(place, words)| words.split(' ').filter_map(move |word| Some((packed(word.as_bytes())?, place))))
        .collect()
});

/// The language in which a text is written, if that is plain.
pub(super) fn language(text: &str) -> Option<Language> {
    let head = &text[..text.floor_char_boundary(LOOK)];
    let Scripts { latin, cyrillic, han, kana, other } = Scripts::of(head);
    let all = latin + cyrillic + han + kana + other;
    let is_most = |letters: usize| letters * 2 > all;
    if is_most(latin) {
        return by_small_words(head);
    }
    if is_most(cyrillic) {
        // Of the languages that the rules know, the only one.
        return Some(Language::Russian);
    }
    let [japanese, chinese] = KANA.map(|share| kana * 100 > share * (han + kana));
    match (is_most(han + kana), japanese, chinese) {
        (true, true, _) => Some(Language::Japanese),
        (true, _, false) => Some(Language::Chinese),
        _ => None,
    }
}

/// How many letters of each script a text has.
#[derive(Default)]
struct Scripts {
    latin: usize,
    cyrillic: usize,
    han: usize,
    kana: usize,
    other: usize,
}

impl Scripts {
    fn of(text: &str) -> Self {
        let plain = text.bytes().filter(u8::is_ascii_alphabetic).count();
        let mut scripts = Self { latin: plain, ..Self::default() };
        if text.is_ascii() {
            return scripts;
        }
        for c in text.chars().filter(|c| !c.is_ascii()) {
            match c {
                '\u{80}'..='¿' | '\u{2010}'..='\u{2027}' => {}
                'À'..='ɏ' => scripts.latin += 1,
                'Ѐ'..='ӿ' => scripts.cyrillic += 1,
                '\u{4E00}'..='\u{9FFF}' => scripts.han += 1,
                '\u{3041}'..='\u{30FF}' => scripts.kana += 1,
                c => scripts.other += usize::from(letter::is_alphanumeric(c)),
            }
        }
        scripts
    }
}

fn by_small_words(text: &str) -> Option<Language> {
    let mut words = 0;
    let mut found = [0_usize; LISTED.len()];
    for word in text.as_bytes().split(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic()) {
        words += usize::from(!word.is_empty());
        if let Some(place) = packed(word).and_then(|word| SMALL_WORDS.get(&word)) {
            found[usize::from(*place)] += 1;
        }
    }
    let (place, most) = found.iter().copied().enumerate().max_by_key(|(_, count)| *count)?;
    let others = found.iter().enumerate().filter(|(other, _)| *other != place);
    let is_plain =
        most >= FEWEST && most * ONE_OF >= words && others.into_iter().all(|(_, count)| count * MARGIN <= most);
    is_plain.then(|| LISTED[place].1)
}

/// A word of at most eight bytes as a number, its ASCII letters in lower case.
fn packed(word: &[u8]) -> Option<u64> {
    let mut bytes = [0; 8];
    bytes.get_mut(..word.len()).filter(|bytes| !bytes.is_empty())?.copy_from_slice(word);
    bytes.make_ascii_lowercase();
    Some(u64::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_small_word_is_of_one_language_and_short_enough() {
        let mut seen = BTreeSet::new();
        let lists = include_str!("../../assets/suggest/languages.txt").lines().filter(|line| !line.starts_with('#'));
        for (code, words) in lists.map(|line| line.split_once(": ").expect("a code and words")) {
            assert!(LISTED.iter().any(|(listed, _)| *listed == code), "{code} is no language that is listed");
            for word in words.split(' ') {
                assert!(packed(word.as_bytes()).is_some() && word.to_lowercase() == word, "{word} cannot be found");
                assert!(seen.insert(word), "{word} is there twice");
            }
        }
        assert_eq!(SMALL_WORDS.len(), seen.len());
    }

    #[test]
    fn a_glance_says_nothing_where_much_is_missing() {
        for (words, known) in [
            (
                "The mayor said that she had not been told of the works, and that they would be stopped.",
                Some(Language::English),
            ),
            ("The bridge.", None),
            ("De burgemeester zei dat zij niet op de hoogte was van de werken, en dat ze gestopt zouden worden.", None),
            ("Мэр сказала, что её не предупредили.", Some(Language::Russian)),
            ("市长说，没有人告诉她。", Some(Language::Chinese)),
            ("市長は知らされていなかったと述べた。", Some(Language::Japanese)),
            ("시장은 통보받지 못했다고 말했다.", None),
            ("1984: 42, 17 – 3.", None),
        ] {
            assert_eq!(language(words), known, "{words}");
        }
    }
}
