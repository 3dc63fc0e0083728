//! What a rule proposes.

use crate::{
    claim::{Form, Tag, Voice},
    text::Span,
};

/// A stretch of an article that may be a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What it would be tagged as.
    pub tag: Tag,
    /// How its words reach the reader.
    pub form: Form,
    /// In whose voice it stands.
    pub voice: Voice,
    /// Where it is; at least one, in text order, none touching another. What interrupts a quotation lies between them.
    pub segments: Vec<Span>,
    /// Who says it, where a rule tells.
    pub speaker: Option<ProposedSpeaker>,
    /// The words that attribute it, such as “said”.
    pub cue: Option<Span>,
    /// How much there is to check in it, from 0 (nothing) to 1; `None` where that is no question.
    pub checkworthy: Option<f32>,
    /// How often the rule is right about such words, from 0 to 1, as measured.
    pub confidence: f32,
    /// The rule, from its family to the case: `quote.marks.cue-after`.
    pub rule: &'static str,
    /// Why, in words a pupil understands.
    pub reason: String,
}

/// Somebody to whom a proposal attributes words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedSpeaker {
    /// The name or, where the article names nobody, the description as it stands.
    pub name: String,
    /// Where the article attributes the words: a name, a pronoun, a description.
    pub place: Option<Span>,
}
