//! Calibration: an agreement with a key, or with a reviewer of experience, that is to be reached before work counts.

use super::{Comparison, Figure, Mode, Pairwise};
use crate::claim::named::named;

named! {
    /// What has to be reached.
    pub enum GateMeasure {
        /// F1 of claims with tag and place right, punctuation, determiners and quotation marks at the edges aside.
        StrictF1 = "strict_f1", "F1, tag and place";
        /// F1 of claims where what shares some text counts half, the same aside.
        PartialF1 = "partial_f1", "F1, partial";
        /// Cohen’s κ of words.
        Kappa = "kappa", "κ of words";
        /// Krippendorff’s α of words.
        Alpha = "alpha", "α of words";
        /// uα of words.
        UnitizingAlpha = "unitizing_alpha", "uα of words";
    }
}

/// How much of what has to be reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gate {
    /// What.
    pub measure: GateMeasure,
    /// The least that counts as reached.
    pub least: f64,
}

impl Gate {
    /// The figure that the gate looks at.
    pub fn figure(self, with_key: &Comparison) -> Figure {
        let f1 = |mode: Mode| with_key.tolerant_scores.in_mode(mode).f1();
        let words: &Pairwise = &with_key.words;
        match self.measure {
            GateMeasure::StrictF1 => f1(Mode::Strict),
            GateMeasure::PartialF1 => f1(Mode::Partial),
            GateMeasure::Kappa => words.confusion.kappa(),
            GateMeasure::Alpha => words.agreement.together.units.alpha,
            GateMeasure::UnitizingAlpha => words.agreement.together.unitizing.alpha,
        }
    }

    /// Whether a figure reaches it; `None` where there is no figure. What is shown as the threshold to three places reaches it.
    pub fn is_reached_by(self, figure: Figure) -> Option<bool> {
        figure.value().map(|value| value >= self.least - 0.000_5)
    }
}
