//! One window for one document.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read as _, Seek as _, Write as _},
    path::Path,
    time::Duration,
};

use super::{Folders, Key, folders};

/// How often, and after what pause each, a lock is tried again that this very process seems to hold.
const OWN_TRIES: u32 = 20;
const OWN_PAUSE: Duration = Duration::from_millis(5);

/// The right to write a document. The system takes it back when the process ends, in whatever way.
///
/// What is locked is a file of its own in the state folder: a lock on the document itself would stay on the old content when
/// saving puts new content in its place.
#[derive(Debug)]
pub struct Lock {
    key: Key,
    /// `None` where locks cannot be had; the hash that is compared before each save is then the only guard.
    file: Option<File>,
}

/// Why there is no lock.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LockError {
    /// Another window has it.
    #[error("already open in another window{}", process.map(|id| format!(" (process {id})")).unwrap_or_default())]
    Busy {
        /// The process that has it, if it said so.
        process: Option<u32>,
    },
    /// Locks cannot be had here.
    #[error("other windows cannot be kept from opening the same review: {0}")]
    Unavailable(String),
}

impl Lock {
    /// Takes the lock of a document or says who has it.
    ///
    /// # Errors
    /// When another window has it, or there is no place for locks.
    pub fn acquire(folders: &Folders, key: &Key) -> Result<Self, LockError> {
        let folder = folders.locks().ok_or_else(|| LockError::Unavailable("no state folder is known".to_owned()))?;
        let unavailable = |fault: io::Error| LockError::Unavailable(fault.to_string());
        folders::make_private(&folder).map_err(unavailable)?;
        let mut file = open(&folder.join(format!("{key}.lock"))).map_err(unavailable)?;
        let mut tries = 0;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(fault)) => return Err(unavailable(fault)),
                Err(TryLockError::WouldBlock) => {
                    let process = holder(&mut file);
                    // A program that is being started, such as a file dialog, has a copy of every open file until it runs: for
                    // that moment a lock that was given back looks held, and by this very process.
                    if process != Some(std::process::id()) || tries == OWN_TRIES {
                        return Err(LockError::Busy { process });
                    }
                    tries += 1;
                    std::thread::park_timeout(OWN_PAUSE);
                }
            }
        }
        // The number only serves the sentence that others see, so a failure to write it is none.
        let _ = file.set_len(0).and_then(|()| write!(file, "{}", std::process::id()));
        Ok(Self { key: key.clone(), file: Some(file) })
    }

    /// A lock that keeps nobody out, for where locks cannot be had.
    pub fn unguarded(key: Key) -> Self {
        Self { key, file: None }
    }

    /// Whether it keeps others out.
    pub fn is_guarded(&self) -> bool {
        self.file.is_some()
    }

    /// The document it is for.
    pub fn key(&self) -> &Key {
        &self.key
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

fn holder(file: &mut File) -> Option<u32> {
    let mut written = String::new();
    file.rewind().ok()?;
    file.take(16).read_to_string(&mut written).ok()?;
    written.trim().parse().ok()
}
