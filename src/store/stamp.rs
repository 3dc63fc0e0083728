//! Tells whether a file is the one that was read a moment ago.

use std::{fs::Metadata, time::SystemTime};

/// What the file system says of a file, which no longer holds when its content has changed or another has taken its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    device: u64,
    number: u64,
    bytes: u64,
    /// Seconds and nanoseconds since 1970.
    modified: (i64, i64),
    /// The same, of a change of anything about the file. No program can set it, unlike the other.
    changed: (i64, i64),
}

impl Stamp {
    /// `None` where a change that is yet to come could leave no mark: on a system without such times, or when the last change was
    /// so near to `now` that the next could get the same time. Whoever needs to know has to read the file again then.
    pub(super) fn of(metadata: &Metadata, now: SystemTime) -> Option<Self> {
        Some(Self::whatever_the_time(metadata)).filter(|stamp| stamp.is_older_than_a_tick(now))
    }

    #[cfg(unix)]
    fn whatever_the_time(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        Self {
            device: metadata.dev(),
            number: metadata.ino(),
            bytes: metadata.size(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
        }
    }

    #[cfg(not(unix))]
    fn whatever_the_time(metadata: &Metadata) -> Self {
        // When it was changed is not known, so it is as if that were yet to come.
        Self { device: 0, number: 0, bytes: metadata.len(), modified: (0, 0), changed: (i64::MAX, 0) }
    }

    fn is_older_than_a_tick(&self, now: SystemTime) -> bool {
        const NANOSECONDS: i128 = 1_000_000_000;
        // The clock of a file system goes as that of the kernel does, up to 10 ms at once; that of an old one by whole steps of
        // 10 ms to 2 s.
        const OLD_STEP: i128 = 10_000_000;
        let since_1970 = |(seconds, rest): (i64, i64)| i128::from(seconds) * NANOSECONDS + i128::from(rest);
        let changed = since_1970(self.changed);
        let tick = if changed % OLD_STEP == 0 { 3 * NANOSECONDS } else { 2 * OLD_STEP };
        let now = now.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        i128::try_from(now).is_ok_and(|now| now > changed + tick)
    }
}
