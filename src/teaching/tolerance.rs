//! Which differences at the edges of a claim do not count.

/// What may stand, or not, at the edges of a claim without making it another. White space never counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tolerance {
    /// Full stops, commas and the like.
    pub punctuation: bool,
    /// Articles, and the “that” before a clause, at the beginning.
    pub determiners: bool,
    /// Quotation marks.
    pub quotation_marks: bool,
}

impl Tolerance {
    /// Every difference counts.
    pub const NONE: Self = Self { punctuation: false, determiners: false, quotation_marks: false };
    /// No such difference counts.
    pub const ALL: Self = Self { punctuation: true, determiners: true, quotation_marks: true };
}
