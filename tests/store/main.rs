//! The review file, its journal, backups and lock; the settings.

#![expect(clippy::expect_used, clippy::panic, reason = "a helper of a test fails the test")]

mod atomic;
mod carried;
mod check;
mod crash;
mod desk;
mod document;
mod faults;
mod format;
mod in_parts;
mod journal;
mod round_trip;
mod settings;
mod support;
mod versions;
