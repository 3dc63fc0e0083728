//! The review file, its journal, backups and lock; the settings.

pub mod atomic;
pub mod backup;
mod carried;
pub mod codec;
mod digest;
mod fault;
mod folders;
mod key;
mod lock;
mod schema;
mod settings;

pub use carried::Carried;
pub use codec::{Decoded, EncodeError, Newer, decode, encode};
pub use digest::{Digest, DigestError};
pub use fault::{Fault, FaultKind, OpenError};
pub use folders::Folders;
pub use key::Key;
pub use lock::{Lock, LockError};
pub use settings::{Settings, SettingsError, Theme, WindowPlace};
