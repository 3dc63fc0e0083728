//! The review file, its journal, backups and lock; the settings.

pub mod atomic;
pub mod backup;
mod carried;
pub mod check;
pub mod codec;
mod digest;
pub mod document;
mod fault;
mod folders;
pub mod journal;
mod key;
mod lock;
mod schema;
mod settings;

pub use atomic::AtomicError;
pub use carried::Carried;
pub use codec::{Decoded, EncodeError, Newer, decode, encode};
pub use digest::{Digest, DigestError};
pub use document::{Access, FileIdentity, Opened, SaveError, SaveRequest, Saved, open, save};
pub use fault::{Fault, FaultKind, OpenError};
pub use folders::Folders;
pub use journal::{Journal, JournalError, Recovery, SavePoint};
pub use key::Key;
pub use lock::{Lock, LockError};
pub use settings::{Settings, SettingsError, Theme, WindowPlace};
