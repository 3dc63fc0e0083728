//! Where the work on a claim is.

use super::ClaimId;

/// Where the work on a claim is, with what has to be said about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// The state.
    pub state: State,
    /// Why it is skipped, or what is waited for.
    pub reason: Option<String>,
    /// Of a duplicate: the claim that is checked instead.
    pub duplicate_of: Option<ClaimId>,
}

/// The ten states of a check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Span and tag only.
    #[default]
    Spotted,
    /// Triaged.
    Queued,
    /// Being checked.
    InProgress,
    /// On a reply, a document or a second opinion.
    Waiting,
    /// A verdict is proposed.
    InReview,
    /// The verdict is agreed.
    Approved,
    /// Went out in a report.
    Published,
    /// Cannot be checked, for a reason.
    NotCheckable,
    /// Could be checked but will not be, for a reason.
    WontCheck,
    /// Another claim says the same and is checked.
    Duplicate,
}

/// The ten states as one person working alone sees them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusGroup {
    /// Nothing has been done yet.
    ToCheck,
    /// Being checked.
    Checking,
    /// On somebody else.
    Waiting,
    /// Done.
    Checked,
    /// Left out, for a reason.
    Skipped,
}

impl State {
    /// Every state, in the order of the work.
    pub const ALL: [Self; 10] = [
        Self::Spotted,
        Self::Queued,
        Self::InProgress,
        Self::Waiting,
        Self::InReview,
        Self::Approved,
        Self::Published,
        Self::NotCheckable,
        Self::WontCheck,
        Self::Duplicate,
    ];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Spotted => "spotted",
            Self::Queued => "queued",
            Self::InProgress => "in_progress",
            Self::Waiting => "waiting",
            Self::InReview => "in_review",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::NotCheckable => "not_checkable",
            Self::WontCheck => "wont_check",
            Self::Duplicate => "duplicate",
        }
    }

    /// The words a reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Self::Spotted => "Spotted",
            Self::Queued => "Queued",
            Self::InProgress => "In progress",
            Self::Waiting => "Waiting",
            Self::InReview => "In review",
            Self::Approved => "Approved",
            Self::Published => "Published",
            Self::NotCheckable => "Not checkable",
            Self::WontCheck => "Won’t check",
            Self::Duplicate => "Duplicate",
        }
    }

    /// What one person working alone calls it.
    pub fn group(self) -> StatusGroup {
        match self {
            Self::Spotted | Self::Queued => StatusGroup::ToCheck,
            Self::InProgress | Self::InReview => StatusGroup::Checking,
            Self::Waiting => StatusGroup::Waiting,
            Self::Approved | Self::Published => StatusGroup::Checked,
            Self::NotCheckable | Self::WontCheck | Self::Duplicate => StatusGroup::Skipped,
        }
    }
}

impl StatusGroup {
    /// The five, in the order of the work.
    pub const ALL: [Self; 5] = [Self::ToCheck, Self::Checking, Self::Waiting, Self::Checked, Self::Skipped];

    /// The words a reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Self::ToCheck => "To check",
            Self::Checking => "Checking",
            Self::Waiting => "Waiting",
            Self::Checked => "Checked",
            Self::Skipped => "Skipped",
        }
    }
}

/// A usual reason for leaving a claim out. A status may have any other words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SkipReason {
    /// The state it goes with.
    pub state: State,
    /// The name in files.
    pub name: &'static str,
    /// The words a reader sees.
    pub label: &'static str,
}

/// The usual reasons for leaving a claim out, in the order in which they are offered.
pub const SKIP_REASONS: [SkipReason; 9] = [
    SkipReason { state: State::NotCheckable, name: "opinion", label: "Opinion" },
    SkipReason { state: State::NotCheckable, name: "forecast", label: "Forecast" },
    SkipReason { state: State::NotCheckable, name: "rhetorical", label: "Rhetorical" },
    SkipReason { state: State::NotCheckable, name: "too_vague", label: "Too vague" },
    SkipReason { state: State::NotCheckable, name: "private", label: "Private" },
    SkipReason { state: State::NotCheckable, name: "no_possible_evidence", label: "No possible evidence" },
    SkipReason { state: State::WontCheck, name: "minor", label: "Minor" },
    SkipReason { state: State::WontCheck, name: "out_of_scope", label: "Out of scope" },
    SkipReason { state: State::WontCheck, name: "no_resources", label: "No resources" },
];

impl Status {
    /// The reason as a reader sees it: the label of a usual one, other words as they are.
    pub fn reason_words(&self) -> Option<&str> {
        let reason = self.reason.as_deref()?;
        let usual = SKIP_REASONS.iter().find(|usual| usual.name == reason);
        Some(usual.map_or(reason, |usual| usual.label))
    }
}
