//! What the letters of a word show that no list holds.

use super::Language;

/// What the letters of a word show that no list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// It ends like an adverb: “bluntly”.
    Manner,
    /// “by”.
    By,
    /// “who”, “which”.
    Relative,
    /// “that”, “dass”.
    That,
    /// “I”, “we”.
    FirstPerson,
    /// “to”.
    To,
    /// “and”, “but”.
    And,
    /// “though” and other words after which the text contradicts.
    Contrast,
    /// Marked words that end with a comma or the sign of a sentence.
    EndsWithSign,
    /// A small word inside names: “bin”, “van”.
    Particle,
    /// German “es”.
    Es,
    /// German “in”, “im”.
    In,
    /// “if”, “whether”: a question follows.
    Question,
    /// It ends like a verb in the past or the third person: “closed”.
    VerbLike,
    /// It ends like a French participle: “souriant”.
    Participle,
    /// It ends like a French adverb: “vivement”.
    MannerInFrench,
    /// It ends like a French verb in a past tense: “regarda”, “tenait”.
    PastInFrench,
    Plain,
}

impl Shape {
    /// The shape of a word in a language.
    pub(super) fn of(word: &str, language: Language) -> Self {
        if language == Language::French {
            return Self::in_french(word);
        }
        match word {
            "by" => Self::By,
            "von" if language == Language::German => Self::By,
            "who" | "which" => Self::Relative,
            "that" | "dass" | "daß" => Self::That,
            "I" | "we" | "We" => Self::FirstPerson,
            "to" | "To" => Self::To,
            "and" | "And" | "But" | "or" | "und" | "aber" | "oder" => Self::And,
            "though" | "although" | "whereas" | "but" | "obwohl" | "obgleich" => Self::Contrast,
            "bin" | "ibn" | "al" | "el" | "van" | "von" | "de" | "da" | "di" | "du" | "del" | "la" | "ter" => {
                Self::Particle
            }
            "es" if language == Language::German => Self::Es,
            "in" | "In" | "im" | "Im" if language == Language::German => Self::In,
            "if" | "whether" | "ob" | "why" | "how" => Self::Question,
            _ if word.ends_with("ly") => Self::Manner,
            _ if word.len() > 3 && (word.ends_with("ed") || word.ends_with('s')) => Self::VerbLike,
            _ => Self::Plain,
        }
    }

    fn in_french(word: &str) -> Self {
        const PAST: [&str; 11] = ["ait", "aient", "èrent", "irent", "urent", "it", "ut", "int", "inrent", "a", "ât"];
        if word.len() > 4 && word.ends_with("ant") {
            Self::Participle
        } else if word.len() > 6 && word.ends_with("ment") {
            Self::MannerInFrench
        } else if word.len() > 3 && PAST.iter().any(|end| word.ends_with(end)) {
            Self::PastInFrench
        } else {
            Self::Plain
        }
    }
}
