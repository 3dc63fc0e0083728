//! How much is read.

/// The longest file, in bytes.
pub(super) const MAX_BYTES: usize = 512 * 1024 * 1024;

/// The most annotations in one file.
pub(super) const MAX_RECORDS: usize = 1_000_000;

/// The most that an archive may hold, in bytes.
pub(super) const MAX_UNPACKED: u64 = 1024 * 1024 * 1024;
