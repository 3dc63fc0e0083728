//! How hard a password is to guess.

use std::collections::BTreeSet;

/// How hard a password is to guess, by its length and how much in it differs; which signs it has does not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// There is none.
    None,
    /// So short that a machine finds it by trying all.
    Short,
    /// Long, and of so few different signs that a person guesses it.
    Even,
    /// Hard for a pupil, not for a machine that is given weeks.
    Fair,
    /// Hard for a machine.
    Good,
}

impl Strength {
    /// The fewest characters that are taken for a password, and those of one that is hard to guess.
    const LEAST: usize = 8;
    const MANY: usize = 14;
    /// The fewest different ones.
    const DIFFERENT: usize = 5;

    /// How hard a password is to guess.
    pub fn of(password: &str) -> Self {
        let count = password.chars().count();
        let different = password.to_lowercase().chars().collect::<BTreeSet<_>>().len();
        match count {
            0 => Self::None,
            _ if count < Self::LEAST => Self::Short,
            _ if different < Self::DIFFERENT => Self::Even,
            _ if count < Self::MANY => Self::Fair,
            _ => Self::Good,
        }
    }

    /// Whether a key is sealed with it.
    pub fn is_enough(self) -> bool {
        self >= Self::Fair
    }

    /// What there is to say about it.
    pub fn words(self) -> &'static str {
        match self {
            Self::None => {
                "Give a password. Four words that have nothing to do with one another are good, and easy to remember"
            }
            Self::Short => "Too short: a password has at least 8 characters. Four words are better",
            Self::Even => "Too easy to guess: there are hardly any different characters in it",
            Self::Fair => "Fair. With another word or two it would be hard for a machine as well",
            Self::Good => "Good",
        }
    }
}
