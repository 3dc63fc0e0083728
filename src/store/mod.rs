//! The review file, its journal, backups and lock; the settings.
//!
//! ```text
//!             decode                         encode
//! bytes ───────────────► Review + Carried ───────────────► bytes
//!          + faults       │                 verified, then atomic, then a backup
//!                         ▼ every edit
//!                      Journal            in the state folder, never beside the document
//! ```
//!
//! - [`open`] reads a review, takes its [`Lock`] and finds the [`Recovery`] that a crash left; nothing is applied unasked.
//! - [`Carried`] holds what the file has and the model has not; it goes from [`open`] to every [`save`].
//! - [`Journal::start`] begins with the open review, and [`Journal::record`] gets every edit, those of undo and redo too.
//! - [`save`] writes the copy of the review that was taken together with [`Journal::save_point`], and then begins the journal
//!   anew on the file, with the edits made meanwhile. When it fails, the file is as it was.
//! - [`journal::orphans`] finds the work of reviews that were never saved.
//!
//! # Invariants
//!
//! - At any moment, whatever ends the process or the power, a document on disk is a whole earlier or later version of itself.
//! - What [`save`] acknowledged is on disk; an edit that was flushed is on disk.
//! - A journal is applied only to exactly what it continues.
//! - Whatever is wrong with a file is a [`Fault`], or an [`OpenError`] that leaves the file alone; nothing is dropped in silence.

mod assign_settings;
pub mod atomic;
mod attach;
pub mod backup;
mod carried;
mod check;
mod class;
pub mod codec;
mod digest;
mod dismissed;
pub mod document;
mod exchange_settings;
mod export;
mod fault;
mod folders;
pub mod journal;
mod key;
mod lessons;
mod lock;
mod parallel;
mod proofs;
mod schema;
mod seal;
mod settings;
mod stamp;
mod table_settings;
mod target;

pub use assign_settings::AssignSettings;
pub use atomic::{AtomicError, Confirmed};
pub use attach::{AttachError, attach};
pub use carried::Carried;
pub use check::{check_bytes, check_file, read_file, read_file_by_hash};
pub use class::{
    ClassFiles, GiveBackError, KeyFault, Over, RosterError, give_back, key_of, read_class, read_roster, return_path,
    returned_at,
};
pub use codec::{Decoded, EncodeError, Newer, decode, encode};
pub use digest::{Digest, DigestError};
pub use dismissed::{DismissedMark, dismissed, keep_dismissed};
pub use document::{Access, FileIdentity, Opened, SaveError, SaveRequest, Saved, open, prove, save};
pub use exchange_settings::{ExchangeSettings, LabelPreset};
pub use export::{ExportAllError, ExportError, export, export_all, export_review, export_targets};
pub use fault::{Fault, FaultKind, OpenError};
pub use folders::Folders;
pub use journal::{Journal, JournalError, Recovery, SavePoint};
pub use key::Key;
pub use lessons::{Lesson, lessons};
pub use lock::{Lock, LockError};
pub use proofs::Proofs;
pub use seal::{Password, SealError, Work, open_key, seal_key};
pub use settings::{Settings, SettingsError, Theme, WindowPlace};
pub use table_settings::{SavedFilter, TableSettings};
pub use target::{Made, Target, look_at_target};
