//! From a review to the bytes of its file, and back.

mod check;
mod decode;
mod diagnosis;
mod encode;
mod evidence;
mod in_parts;
mod layout;
mod one_by_one;
mod parts;
mod place;
mod scheme;
mod teaching;
mod version;

pub use decode::{Decoded, Newer, decode};
pub(super) use decode::{Faults, Listed, read_article, read_own_claim};
pub use encode::{EncodeError, encode};
pub(super) use encode::{claim_record, encode_compact};
pub(super) use evidence::{contact_record, evidence_record, read_contact, read_evidence};
pub(super) use in_parts::{Piece, UnverifiedError, encode_verified, prove};
pub(super) use parts::{
    article_record, history_record, metadata_record, read_history, read_metadata, read_speaker, speaker_record,
};
pub(super) use scheme::{read_schemes, schemes_record};
pub(super) use teaching::{read_own_role, role_record};
pub(super) use version::text_faults;
