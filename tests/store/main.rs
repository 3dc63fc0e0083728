//! The review file, its journal, backups and lock; the settings.

mod atomic;
mod carried;
mod crash;
mod document;
mod faults;
mod format;
mod journal;
mod round_trip;
mod settings;
mod support;
