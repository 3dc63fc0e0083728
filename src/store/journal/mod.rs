//! The journal: every edit since the last save, on disk before a quarter of a second has passed.
//!
//! It is a file of lines in the state folder, one for each document. Each line is a JSON object with a number, a checksum and a
//! record:
//!
//! ```text
//! {"seq":0,"crc32":…,"record":{"base":…}}      what the edits are applied to: a file by its hash, or a whole review
//! {"seq":1,"crc32":…,"record":{"edit":…}}      an edit; numbers have no gaps
//! {"seq":1,"crc32":…,"record":{"saving":…}}    the edits so far are about to be saved as a file of this hash
//! ```
//!
//! A crash can tear the last line and no other. Reading stops at the first line that is not whole. A journal is only ever
//! applied to exactly what it continues.

mod line;
mod record;
mod recovery;
mod writer;

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

pub use recovery::{Applied, Recovery, RecoveryError, Step, find_for, orphans};
pub use writer::{Journal, SavePoint};

use super::{AtomicError, Carried, Digest, EncodeError, Folders, Key};
use crate::review::Review;

/// How the names of journals end.
const ENDING: &str = ".journal";
/// What parts the key from the rest in the name of a journal that was set aside.
const ASIDE: char = '~';

/// What a journal's edits are applied to.
#[derive(Clone, Debug)]
pub enum Base {
    /// A file with this content.
    File {
        /// Where it is.
        path: PathBuf,
        /// The hash of its bytes.
        sha256: Digest,
    },
    /// A review that was never saved; the journal holds it whole.
    Review {
        /// The review before the first edit.
        review: Arc<Review>,
        /// What belongs to it.
        carried: Arc<Carried>,
    },
}

/// Why an edit is not on disk.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JournalError {
    /// There is no folder for journals.
    #[error("Unsaved work is not protected, because no state folder is known. Save often, or set CLAIMLIGHT_STATE_DIR")]
    NoFolder,
    /// The file could not be read or written.
    #[error("Unsaved work is not protected, because its journal “{}” could not be written: {fault}. Save now", path.display())]
    Io {
        /// The journal.
        path: PathBuf,
        /// The system's words.
        fault: io::Error,
    },
    /// The file could not be replaced.
    #[error("Unsaved work is not protected, because its journal could not be written: {0}. Save now")]
    Replace(#[from] AtomicError),
    /// An edit does not fit its text.
    #[error("Unsaved work is not protected: {0}")]
    Encode(#[from] EncodeError),
    /// A record could not be written as JSON.
    #[error("Unsaved work is not protected, because an edit could not be recorded: {0}. Save now")]
    Record(#[from] serde_json::Error),
    /// The thread that writes has ended.
    #[error("Unsaved work is not protected, because its journal has ended. Save now and start the program again")]
    Ended,
}

/// The journal of a document.
fn path_of(folders: &Folders, key: &Key) -> Option<PathBuf> {
    Some(folders.journals()?.join(format!("{key}{ENDING}")))
}

/// The key of the document a journal belongs to, and whether the journal was set aside.
fn key_of(journal: &Path) -> Option<(Key, bool)> {
    let name = journal.file_name()?.to_str()?.strip_suffix(ENDING)?;
    Some(match name.split_once(ASIDE) {
        Some((key, _)) => (Key::from_name(key), true),
        None => (Key::from_name(name), false),
    })
}

/// Moves a journal that nothing continues out of the way, so that its work can still be looked at.
fn set_aside(journal: &Path) -> io::Result<()> {
    let Some((key, _)) = key_of(journal) else { return Ok(()) };
    let name = format!("{key}{ASIDE}{}{ENDING}", uuid::Uuid::now_v7().simple());
    match std::fs::rename(journal, journal.with_file_name(name)) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}
