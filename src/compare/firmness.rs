//! What a coefficient of agreement is worth.

use super::Figure;
use crate::claim::named::named;

named! {
    /// How far conclusions can be drawn from an α, after Krippendorff, *Content Analysis* (2004), chapter 11.
    pub enum Firmness {
        /// At least 0.8.
        Firm = "firm", "Firm";
        /// At least 0.667.
        Tentative = "tentative", "Tentative";
        /// Less.
        Weak = "weak", "Too low to draw conclusions";
    }
}

impl Firmness {
    /// The α that trained annotators of attributions reached (`PolNeAR`, 2018): to disagree more is no fault of a class.
    pub const TRAINED: f64 = 0.75;

    /// That of an α or a coefficient of its family; `None` where there is no number.
    pub fn of(alpha: Figure) -> Option<Self> {
        alpha.value().map(|alpha| match alpha {
            0.8.. => Self::Firm,
            0.667.. => Self::Tentative,
            _ => Self::Weak,
        })
    }
}
