//! How much is read.

/// The longest file that is read, in bytes.
pub const MAX_BYTES: usize = 512 * 1024 * 1024;

/// The most annotations in one file.
pub(super) const MAX_RECORDS: usize = 1_000_000;

/// The most that an archive may hold, in bytes.
pub(super) const MAX_UNPACKED: u64 = 1024 * 1024 * 1024;

/// The most values, elements or lines in one file: what is small in a file may be large in memory.
pub(super) const MAX_VALUES: usize = 10_000_000;

/// The most attributes of one element of XML; of each it is looked whether its name was there before.
pub(super) const MAX_ATTRIBUTES: usize = 1_000;

/// The most columns of a table.
pub(super) const MAX_COLUMNS: usize = 1_000;
