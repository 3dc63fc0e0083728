//! A claim.

use jiff::Timestamp;

use super::{Check, ClaimId, Form, Segments, SpeakerId, Status, Tag, Voice};
use crate::text::Span;

/// A stretch of an article that says something, with everything the reviewer holds about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// What it is.
    pub tag: Tag,
    /// How its words reach the reader.
    pub form: Form,
    /// In whose voice it stands.
    pub voice: Voice,
    /// Where it is.
    pub segments: Segments,
    /// Who says it.
    pub speaker: Option<SpeakerId>,
    /// The words that attribute it, such as "said".
    pub cue: Option<Span>,
    /// What it says, in words that stand by themselves.
    pub claim_text: Option<String>,
    /// Where the work on it is.
    pub status: Status,
    /// What was found, and on what it rests. Most claims have nothing here, and then it takes one word.
    pub check: KeptCheck,
    /// Remarks by the codebook's names; sorted, each once.
    pub flags: Vec<String>,
    /// Remarks by the reviewer's own names; in the reviewer's order, each once.
    pub labels: Vec<String>,
    /// Anything else.
    pub note: String,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
    /// How it came to be.
    pub origin: Origin,
    /// Who made it, by name, when it was taken from another's review; `None` when the reviewer did.
    pub author: Option<String>,
}

/// The check of a claim. While there is nothing in it, as for most claims, it takes one word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptCheck(
    /// Invariant: never the empty check.
    Option<Box<Check>>,
);

impl KeptCheck {
    /// Keeps a check.
    pub fn new(check: Check) -> Self {
        Self((check != Check::EMPTY).then(|| Box::new(check)))
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The check.
    pub fn get(&self) -> &Check {
        self.0.as_deref().unwrap_or(const { &Check::EMPTY })
    }
}

/// How a claim came to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The reviewer made it.
    #[default]
    Reviewer,
    /// The reviewer accepted a proposal of this rule.
    Rule(String),
}

impl Claim {
    /// A claim with nothing but its tag and its place.
    pub fn new(id: ClaimId, tag: Tag, segments: Segments, now: Timestamp) -> Self {
        Self {
            id,
            tag,
            form: Form::default(),
            voice: Voice::default(),
            segments,
            speaker: None,
            cue: None,
            claim_text: None,
            status: Status::default(),
            check: KeptCheck::default(),
            flags: Vec::new(),
            labels: Vec::new(),
            note: String::new(),
            created: now,
            modified: now,
            origin: Origin::Reviewer,
            author: None,
        }
    }

    /// What was found, and on what it rests.
    pub fn check(&self) -> &Check {
        self.check.get()
    }

    /// Changes the check.
    pub fn amend_check(&mut self, change: impl FnOnce(&mut Check)) {
        let mut check = self.check.0.take().map(|check| *check).unwrap_or_default();
        change(&mut check);
        self.check = KeptCheck::new(check);
    }

    /// Whether some of its words are no longer in the text.
    pub fn is_orphaned(&self) -> bool {
        !self.segments.lost().is_empty()
    }
}
