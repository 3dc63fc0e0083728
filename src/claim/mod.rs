//! The nouns: a claim, its tag, its segments, its speaker, and its check: status, verdicts, evidence, contacts.

mod address;
mod check;
#[expect(clippy::module_inception, reason = "the type is the module's subject")]
mod claim;
mod contact;
mod evidence;
mod flag;
mod ids;
pub mod lifecycle;
pub(crate) mod named;
mod practice;
mod scheme;
mod segments;
mod speaker;
mod status;
mod tag;
mod usual;

pub use address::Address;
pub use check::{Check, Confidence, Priority, Published, SecondVerdict, VerdictKind, Verdicts};
pub use claim::{Claim, KeptCheck, Origin};
pub use contact::{Contact, Reply};
pub use evidence::{AttachedFile, Evidence, EvidenceKind, EvidenceLink, Level, Stance};
pub use flag::{Flag, KNOWN_FLAGS, NO_LONGER_IN_TEXT};
pub use ids::{ClaimId, ContactId, EvidenceId, SpeakerId};
pub use practice::Practice;
pub use scheme::{Schemes, VerdictLabel, VerdictScheme};
pub use segments::{LostSegment, Segments};
pub use speaker::{Speaker, SpeakerType};
pub use status::{SKIP_REASONS, SkipReason, State, Status, StatusGroup};
pub use tag::{Form, Tag, Voice};
pub use usual::{usual_form, usual_voice};
