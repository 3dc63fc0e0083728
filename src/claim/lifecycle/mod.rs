//! The check of a claim as a course of steps: which there are, what each demands, and what it leaves behind.
//!
//! ```text
//! spotted ─► queued ─► in progress ◄─► waiting
//!    └───────────────►  │    ▲
//!                       │    └── back, with a comment ──┐
//!                       ├─► in review (desk) ───────────┴─► approved ─► published
//!                       └─► approved (alone)                   │            │
//!                       ▲                                      │            │
//!                       └───────── reopened, with a reason ────┴────────────┘
//!
//! not checkable, won't check, duplicate: from what is open, with a reason or a target; back to queued
//! ```
//!
//! - [`step`] takes one step: it gives the status and the check after it, or every [`Guard`] that stands in the way.
//! - [`path`] names the steps to what one person calls "to check", "checking", "waiting", "checked" and "skipped".
//! - [`locked`] says whether a part of a claim may be changed, and [`displaced`] what a change of wording does to a verdict.
//! - [`contradictions`] lists what no course of steps leads to, as a file may have it, and [`mended`] what comes nearest.
//!
//! The rules are those of a fact-checking desk: status and verdicts are never mixed, and a verdict belongs to a wording.

mod contradiction;
mod guard;
mod lock;
mod path;
mod step;
mod warning;

pub use contradiction::{Contradiction, contradictions, mended};
pub use guard::Guard;
pub use lock::{Part, displaced, hides_first, is_reworded, locked};
pub use path::path;
pub use step::{Request, Step, missing_finding, same_person, step};
pub use warning::{Warning, warnings};

use super::{Claim, ClaimId, Evidence, EvidenceId, Practice};

/// What a claim stands among, as far as the rules ask.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// How those who check work together.
    pub practice: Practice,
    /// Finds a piece of evidence.
    pub evidence: &'a dyn Fn(EvidenceId) -> Option<&'a Evidence>,
    /// Finds another claim.
    pub claim: &'a dyn Fn(ClaimId) -> Option<&'a Claim>,
    /// Whether somebody was asked about a claim.
    pub was_asked: &'a dyn Fn(ClaimId) -> bool,
}
