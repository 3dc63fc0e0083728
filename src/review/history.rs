//! What was done to a review, for those who must be able to follow it.

use jiff::Timestamp;

use crate::claim::ClaimId;

/// One step that was taken, as the review file keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// When.
    pub at: Timestamp,
    /// By whom; the reviewer's name at the time, which may be empty.
    pub by: String,
    /// On which claim, if on one.
    pub claim: Option<ClaimId>,
    /// What was changed: `claim`, `tag`, `segments`, `status` or another field's name in the file.
    pub edit: String,
    /// What it was; `None` when there was nothing.
    pub from: Option<String>,
    /// What it became; `None` when it was taken away.
    pub to: Option<String>,
    /// Why, where a reason was given.
    pub reason: Option<String>,
}
