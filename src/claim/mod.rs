//! The nouns: a claim, its tag, its segments, its speaker, its status.

#[expect(clippy::module_inception, reason = "the type is the module's subject")]
mod claim;
mod flag;
mod ids;
mod segments;
mod speaker;
mod status;
mod tag;
mod usual;

pub use claim::{Claim, Origin};
pub use flag::{Flag, KNOWN_FLAGS};
pub use ids::{ClaimId, SpeakerId};
pub use segments::{LostSegment, Segments};
pub use speaker::{Speaker, SpeakerType};
pub use status::{State, Status, StatusGroup};
pub use tag::{Form, Tag, Voice};
pub use usual::{usual_form, usual_voice};
