//! How a sentence reads: whether it judges, and whether there is something to check in it.
//!
//! A sentence is cut into words once ([`words`]). Lists that a linguist can read and amend (`assets/suggest/signs-*.txt`) and the look of
//! the words give *signs* ([`sign`], [`lexicon`]), and small tables of weights (`assets/suggest/*.json`) make a score of them ([`weights`]).
//! Nothing depends on anything but the sentence and its language.

mod lexicon;
mod own_words;
mod sign;
mod signs;
mod weights;
mod words;

pub(super) use lexicon::Language;
pub(super) use own_words::{Quoted, quoted};
pub(super) use sign::Sign;
pub(super) use signs::{Reader, Signs};
pub(super) use weights::{checkworthiness_of, subjectivity_of, what_judges, what_to_check};

/// How likely a sentence judges in the voice of whoever wrote it, from 0 (it reports) to 1.
///
/// Judging is what the codebook calls commentary: evaluation, interpretation, exhortation, irony, a rhetorical question. Words between
/// quotation marks are another's and do not count, and a word that attributes, such as “said”, lowers the score. Definition after Antici and others 2024,
/// *A Corpus for Sentence-level Subjectivity Detection on English News Articles*. A sentence of at least 0.5 is taken to judge.
///
/// `language` is a code such as `en` or `de-AT`. English and German are read by their words; of other languages only figures, dates and
/// marks are, so that the score seldom leaves the lower half.
pub fn subjectivity(sentence: &str, language: &str) -> f32 {
    let mut reader = Reader::new(language);
    subjectivity_of(&reader.read(sentence, &quoted(sentence)), reader.language())
}

/// How much there is to check in a sentence, from 0 (nothing) to 1.
///
/// High are figures, comparisons, dates, named actors and what they did, causes; low are the personal, the future, the hypothetical, questions,
/// and what is only said to keep a conversation going. Words between quotation marks count, since a quotation can be checked, too.
/// Definition after Arslan and others 2020, *A Benchmark Dataset of Check-worthy Factual Claims*. A sentence of at least 0.5 is worth a check.
///
/// `language` is a code such as `en` or `de-AT`. English and German are read by their words; of other languages only figures, dates and
/// names are.
pub fn checkworthiness(sentence: &str, language: &str) -> f32 {
    let mut reader = Reader::new(language);
    checkworthiness_of(&reader.read(sentence, &quoted(sentence)), reader.language())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const LISTS: [&str; 2] =
        [include_str!("../../../assets/suggest/signs-en.txt"), include_str!("../../../assets/suggest/signs-de.txt")];
    const TABLES: [&str; 2] = [
        include_str!("../../../assets/suggest/subjectivity.json"),
        include_str!("../../../assets/suggest/checkworthiness.json"),
    ];

    /// The entries of a file of lists, each with its list.
    fn entries(lists: &str) -> Vec<(&str, &str)> {
        let mut list = "";
        let mut entries = Vec::new();
        for line in lists.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                list = name;
                continue;
            }
            let own = line.split(',').map(str::trim).filter(|entry| !entry.is_empty());
            entries.extend(own.map(|entry| (list, entry)));
        }
        entries
    }

    #[test]
    fn every_list_is_of_a_sign_and_says_where_it_is_from() {
        for lists in LISTS {
            assert!(lists.lines().next().is_some_and(|line| line.contains("compiled for Claimlight by hand")));
            for (list, entry) in entries(lists) {
                assert!(Sign::from_name(list).is_some(), "[{list}] is no sign; {entry}");
            }
        }
    }

    #[test]
    fn every_entry_can_be_found() {
        for lists in LISTS {
            let mut seen = BTreeSet::new();
            for (list, entry) in entries(lists) {
                assert!(seen.insert((list, entry)), "{entry} is in [{list}] twice");
                let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '\'');
                let core = entry.strip_suffix('*').or_else(|| entry.strip_prefix('*')).unwrap_or(entry);
                assert!(core.chars().all(is_plain), "{entry} in [{list}] has a sign that words do not have");
                let least = if entry.ends_with('*') { 4 } else { 3 };
                assert!(core.len() == entry.len() || core.len() >= least, "{entry} in [{list}] is too short");
                assert!(!core.contains(' ') || !entry.starts_with('*'), "only one word can be an end: {entry}");
                let is_lower = core.to_lowercase() == core;
                assert!(is_lower || entry.starts_with(char::is_uppercase), "{entry} in [{list}] has a capital inside");
            }
        }
    }

    #[test]
    fn every_weight_is_of_a_sign_and_every_sign_has_a_weight() {
        let mut weighed = BTreeSet::new();
        for table in TABLES {
            let table: serde_json::Value = serde_json::from_str(table).expect("a table");
            for language in ["en", "de", "other"] {
                let signs = table[language]["signs"].as_object().expect("weights");
                assert!(table[language]["start"].is_number());
                for (name, weight) in signs {
                    assert!(Sign::from_name(name).is_some(), "{name} is no sign");
                    assert!(
                        weight[0].is_number() && weight[1].as_u64().is_some_and(|most| most > 0),
                        "{name}: {weight}"
                    );
                    weighed.insert(name.clone());
                }
            }
        }
        for sign in Sign::ALL {
            assert!(weighed.contains(sign.name()), "{} weighs nothing anywhere", sign.name());
        }
    }

    #[test]
    fn words_between_marks_are_found() {
        for (sentence, quoted_words) in [
            ("He said \"no\" twice.", vec!["\"no\""]),
            ("“One” and ‘two’.", vec!["“One”", "‘two’"]),
            ("„Ja“, sagte er, „nein”.", vec!["„Ja“", "„nein”"]),
            ("»So« und «so».", vec!["»So«", "«so»"]),
            ("「はい」と「いいえ」", vec!["「はい」", "「いいえ」"]),
            ("The farmers' vote isn't ours.", vec![]),
            ("It was the '90s.", vec![]),
            ("'So' they say.", vec!["'So'"]),
            ("''Doubled,'' he said.", vec!["''Doubled,''"]),
            ("“Opened and never closed", vec!["“Opened and never closed"]),
            ("closed and never opened,” she said", vec!["closed and never opened,”"]),
            ("a 5\" pipe", vec![]),
        ] {
            let found = quoted(sentence);
            let words: Vec<&str> = found.stretches().iter().map(|stretch| &sentence[stretch.clone()]).collect();
            assert_eq!(words, quoted_words, "{sentence}");
        }
    }
}
