//! A figure: a number with its unit, or the reason why there is none.

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Unicode code points of the text.
    Character,
    /// Words after UAX 29; signs and spaces between them are not counted.
    Word,
    /// Whole claims.
    Claim,
}

impl Unit {
    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Character => "character",
            Self::Word => "word",
            Self::Claim => "claim",
        }
    }

    /// The word a reader sees, for several.
    pub fn label(self) -> &'static str {
        match self {
            Self::Character => "characters",
            Self::Word => "words",
            Self::Claim => "claims",
        }
    }
}

/// Why there is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Undefined {
    /// There is nothing of which the figure would be a share.
    Nothing,
    /// Every label is the same, or each reviewer has only one, so that chance cannot be told from agreement.
    NoVariation,
    /// What the reviewers have in common is too little for an expectation.
    TooLittle,
    /// There are fewer than two reviewers.
    OneReviewer,
    /// It would take more work than was allowed.
    TooMuchWork,
    /// It was stopped before it was done.
    Stopped,
}

impl Undefined {
    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::NoVariation => "no_variation",
            Self::TooLittle => "too_little",
            Self::OneReviewer => "one_reviewer",
            Self::TooMuchWork => "too_much_work",
            Self::Stopped => "stopped",
        }
    }

    /// The reason in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Nothing => "there is nothing to count",
            Self::NoVariation => "everything has the same label",
            Self::TooLittle => "the reviewers have too little in common",
            Self::OneReviewer => "there is only one reviewer",
            Self::TooMuchWork => "it would take too long",
            Self::Stopped => "it was stopped",
        }
    }
}

/// A measured number and what it counts; where a measure has no value, the reason. It is never infinite and never “not a number”.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// Invariant: finite.
    value: Result<f64, Undefined>,
    unit: Unit,
}

impl Figure {
    /// A number; one that is not finite becomes *not applicable*.
    pub fn new(value: f64, unit: Unit) -> Self {
        let value = if value.is_finite() { Ok(value) } else { Err(Undefined::Nothing) };
        Self { value, unit }
    }

    /// No number.
    pub fn undefined(reason: Undefined, unit: Unit) -> Self {
        Self { value: Err(reason), unit }
    }

    /// A share; not applicable of nothing.
    pub fn share(part: f64, whole: f64, unit: Unit) -> Self {
        if whole == 0.0 { Self::undefined(Undefined::Nothing, unit) } else { Self::new(part / whole, unit) }
    }

    /// The agreement above chance, `1 − observed / expected` disagreement; without expected disagreement there is none.
    pub(super) fn above_chance(observed: f64, expected: f64, unit: Unit) -> Self {
        if expected == 0.0 {
            Self::undefined(Undefined::NoVariation, unit)
        } else {
            Self::new(1.0 - observed / expected, unit)
        }
    }

    /// The mean of those that have a number; not applicable when none has.
    pub fn mean(figures: impl IntoIterator<Item = Self>, unit: Unit) -> Self {
        let numbers: Vec<f64> = figures.into_iter().filter_map(Self::value).collect();
        Self::share(numbers.iter().sum(), numbers.len() as f64, unit)
    }

    /// The number, if there is one.
    pub fn value(self) -> Option<f64> {
        self.value.ok()
    }

    /// The number, or the reason why there is none.
    pub fn get(self) -> Result<f64, Undefined> {
        self.value
    }

    /// What it counts.
    pub fn unit(self) -> Unit {
        self.unit
    }
}
