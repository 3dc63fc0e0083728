//! From signs to a score, by the tables in `assets/suggest/`.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use super::{Sign, Signs, lexicon::Language, signs::Counts};

/// The weights of one score, by language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    /// What the score is; for whoever reads the file.
    #[serde(rename = "about")]
    _about: String,
    en: Weights,
    de: Weights,
    other: Weights,
}

/// The weights for one language.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Weights {
    /// What a sentence without any sign has.
    start: f32,
    /// By the name of a sign, what each occurrence adds, and how many occurrences count at most.
    signs: BTreeMap<String, (f32, u8)>,
}

/// Weights in the order of [`Sign::ALL`].
struct Scale {
    start: f32,
    weights: [(f32, u8); Sign::COUNT],
}

/// The scales of one score.
struct Scales {
    english: Scale,
    german: Scale,
    other: Scale,
}

static SUBJECTIVITY: LazyLock<Scales> =
    LazyLock::new(|| Scales::parse(include_str!("../../../assets/suggest/subjectivity.json")));
static CHECKWORTHINESS: LazyLock<Scales> =
    LazyLock::new(|| Scales::parse(include_str!("../../../assets/suggest/checkworthiness.json")));

/// How likely a sentence with these signs judges in its author's voice, from 0 to 1; words between quotation marks do not count.
pub(crate) fn subjectivity_of(signs: &Signs, language: Language) -> f32 {
    SUBJECTIVITY.of(language).score(signs.own())
}

/// How much there is to check in a sentence with these signs, from 0 to 1; all words count.
pub(crate) fn checkworthiness_of(signs: &Signs, language: Language) -> f32 {
    CHECKWORTHINESS.of(language).score(signs.all())
}

/// The sign that makes a sentence judge more than any other does; `None` when none does.
pub(crate) fn what_judges(signs: &Signs, language: Language) -> Option<Sign> {
    SUBJECTIVITY.of(language).heaviest(signs.own())
}

/// The sign that makes a sentence worth a check more than any other does; `None` when none does.
pub(crate) fn what_to_check(signs: &Signs, language: Language) -> Option<Sign> {
    CHECKWORTHINESS.of(language).heaviest(signs.all())
}

impl Scales {
    /// Reads a table. One that cannot be read gives every sentence the same score; a test reads those that come with the program.
    fn parse(table: &str) -> Self {
        let table = serde_json::from_str(table).ok();
        let Table { en, de, other, .. } = table.unwrap_or_else(|| Table {
            _about: String::new(),
            en: Weights::default(),
            de: Weights::default(),
            other: Weights::default(),
        });
        Self { english: Scale::new(&en), german: Scale::new(&de), other: Scale::new(&other) }
    }

    fn of(&self, language: Language) -> &Scale {
        match language {
            Language::English => &self.english,
            Language::German => &self.german,
            Language::Other => &self.other,
        }
    }
}

impl Scale {
    fn new(weights: &Weights) -> Self {
        let mut scale = Self { start: weights.start, weights: [(0.0, 0); Sign::COUNT] };
        for (name, weight) in &weights.signs {
            if let Some(sign) = Sign::from_name(name) {
                scale.weights[sign as usize] = *weight;
            }
        }
        scale
    }

    /// The sum of what the signs weigh, brought between 0 and 1 by the logistic function.
    fn score(&self, counts: &Counts) -> f32 {
        // Most signs do not occur.
        let weighed = counts.iter().zip(&self.weights).filter(|(count, _)| **count != 0);
        let sum = weighed.fold(self.start, |sum, (count, (weight, most))| sum + weight * f32::from(*count.min(most)));
        1.0 / (1.0 + (-sum).exp())
    }

    /// The sign that adds most; the first of several.
    fn heaviest(&self, counts: &Counts) -> Option<Sign> {
        let mut heaviest = (0.0, None);
        for (sign, (count, (weight, most))) in Sign::ALL.iter().zip(counts.iter().zip(&self.weights)) {
            let adds = weight * f32::from(*count.min(most));
            if adds > heaviest.0 && !sign.is_length() {
                heaviest = (adds, Some(*sign));
            }
        }
        heaviest.1
    }
}
