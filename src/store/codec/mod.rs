//! From a review to the bytes of its file, and back.

mod decode;
mod diagnosis;
mod encode;
mod in_parts;
mod layout;
mod parts;
mod place;

pub use decode::{Decoded, Newer, decode};
pub(super) use decode::{Faults, read_own_claim};
pub use encode::{EncodeError, encode};
pub(super) use encode::{claim_record, encode_compact};
pub(super) use in_parts::{UnverifiedError, encode_verified};
pub(super) use parts::{history_record, metadata_record, read_history, read_metadata, read_speaker, speaker_record};
