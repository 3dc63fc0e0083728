//! Where the work on a claim is.

/// Where the work on a claim is, with what has to be said about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// The state.
    pub state: State,
    /// Why it is skipped, or what is waited for.
    pub reason: Option<String>,
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

    /// The state that choosing this group means; a skipped claim is by default one that cannot be checked.
    pub fn state(self) -> State {
        match self {
            Self::ToCheck => State::Spotted,
            Self::Checking => State::InProgress,
            Self::Waiting => State::Waiting,
            Self::Checked => State::Approved,
            Self::Skipped => State::NotCheckable,
        }
    }
}
