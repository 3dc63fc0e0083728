//! The check of a claim: what was found, on what it rests, and who found it.

use jiff::Timestamp;
use serde::Deserialize;

use super::{EvidenceLink, named::named};
use crate::article::PartialDate;

/// Everything about the check of a claim but its [`super::Status`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// What was found.
    pub verdicts: Verdicts,
    /// How sure the verdicts are.
    pub confidence: Option<Confidence>,
    /// Why the verdicts are what they are.
    pub rationale: String,
    /// What they rest on; each piece of evidence at most once.
    pub evidence: Vec<EvidenceLink>,
    /// Where was looked in vain, when there is no evidence to link: "no record found".
    pub searched: String,
    /// Who found it: whoever had the claim when its verdict was proposed.
    pub checker: Option<String>,
    /// Who agreed.
    pub approver: Option<String>,
    /// A second opinion given without sight of the first.
    pub second: Option<SecondVerdict>,
    /// How urgent it is.
    pub priority: Option<Priority>,
    /// Why this claim is checked and not another.
    pub selection_reason: String,
    /// What a reader must know to understand the claim.
    pub context: String,
    /// When it was said.
    pub said_on: Option<PartialDate>,
    /// Where it was said: a place, a broadcast, a post.
    pub said_at: String,
    /// The address at which it appeared first.
    pub first_appearance: String,
    /// Whom the speaker cites, outermost first; the speaker is not among them.
    pub chain: Vec<String>,
    /// Where it went out last.
    pub published: Option<Published>,
}

/// The two things that may be found, by the names of their labels in the review's schemes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdicts {
    /// Whether it was said.
    pub attribution: Option<String>,
    /// Whether it is so.
    pub content: Option<String>,
}

/// A second opinion, given without sight of the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondVerdict {
    /// By whom.
    pub by: String,
    /// What they found.
    pub verdicts: Verdicts,
    /// When.
    pub at: Timestamp,
}

/// The report a claim went out in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Which version of the report.
    pub version: String,
    /// When.
    pub at: Timestamp,
}

named! {
    /// How sure a verdict is.
    pub enum Confidence {
        /// It may well be otherwise.
        Low = "low", "Low";
        /// More likely than not.
        Medium = "medium", "Medium";
        /// Hardly to be shaken.
        High = "high", "High";
    }
}

named! {
    /// How urgent a check is.
    pub enum Priority {
        /// First.
        High = "high", "High";
        /// In its turn.
        Medium = "medium", "Medium";
        /// If there is time.
        Low = "low", "Low";
    }
}

/// Which of the two things a verdict is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdictKind {
    /// Was it said?
    Attribution,
    /// Is it so?
    Content,
}

impl VerdictKind {
    /// Both, in the order in which they are asked.
    pub const ALL: [Self; 2] = [Self::Attribution, Self::Content];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Attribution => "attribution",
            Self::Content => "content",
        }
    }

    /// The question it answers, as a reader sees it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Attribution => "Was it said?",
            Self::Content => "Is it so?",
        }
    }
}

impl Verdicts {
    /// The verdict of this kind, by its label's name.
    pub fn get(&self, kind: VerdictKind) -> Option<&str> {
        match kind {
            VerdictKind::Attribution => self.attribution.as_deref(),
            VerdictKind::Content => self.content.as_deref(),
        }
    }

    /// Where the verdict of this kind is kept.
    pub fn get_mut(&mut self, kind: VerdictKind) -> &mut Option<String> {
        match kind {
            VerdictKind::Attribution => &mut self.attribution,
            VerdictKind::Content => &mut self.content,
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.attribution.is_none() && self.content.is_none()
    }
}

impl Check {
    /// The check of a claim about which nothing was done.
    pub const EMPTY: Self = Self {
        verdicts: Verdicts { attribution: None, content: None },
        confidence: None,
        rationale: String::new(),
        evidence: Vec::new(),
        searched: String::new(),
        checker: None,
        approver: None,
        second: None,
        priority: None,
        selection_reason: String::new(),
        context: String::new(),
        said_on: None,
        said_at: String::new(),
        first_appearance: String::new(),
        chain: Vec::new(),
        published: None,
    };
}
