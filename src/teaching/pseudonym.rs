//! The name by which a pupil is known in a class.

use super::Refused;
use crate::text::inert;

/// The most characters a pseudonym has.
pub(super) const LONGEST: usize = 80;

/// The name by which a pupil is known in a class: one line without signs that act on what is around them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pseudonym(String);

impl Pseudonym {
    /// Takes the words without white space at their ends.
    ///
    /// # Errors
    /// When there are none, too many, or some that no name has.
    pub fn new(words: &str) -> Result<Self, Refused> {
        let words = words.trim();
        if words.is_empty() {
            return Err(Refused::NoPseudonym);
        }
        if words.chars().count() > LONGEST {
            return Err(Refused::LongPseudonym);
        }
        if words.contains(['\n', '\t']) || inert(words) != words {
            return Err(Refused::OddPseudonym);
        }
        Ok(Self(words.to_owned()))
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
