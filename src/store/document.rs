//! Opens and saves a review.
//!
//! Both may take a while for a large review; call them off the window's thread.

use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, mpsc},
    thread,
    time::SystemTime,
};

use super::{
    AtomicError, Carried, Decoded, Digest, EncodeError, Fault, Folders, Key, Lock, LockError, OpenError, Proofs,
    atomic::{self, Audience, Confirmed, Draft},
    backup,
    codec::{self, Piece, UnverifiedError},
    digest::Hasher,
    journal::{self, Recovery, SavePoint},
    key,
    stamp::Stamp,
};
use crate::review::Review;

/// The largest review file that is opened.
const MAX_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// A file and the content it had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileIdentity {
    /// Where it is, links followed.
    pub path: PathBuf,
    /// The hash of its bytes.
    pub sha256: Digest,
}

/// A review that was opened.
#[derive(Debug)]
pub struct Opened {
    /// The review as its file has it; unsaved work is in `recovery`.
    pub review: Review,
    /// What the file has beside it; every save needs it.
    pub carried: Carried,
    /// The file.
    pub identity: FileIdentity,
    /// What is wrong with the file, and what was done about it.
    pub faults: Vec<Fault>,
    /// Whether it may be changed.
    pub access: Access,
    /// Unsaved work on it. It may be applied only when it [continues](Recovery::continues) the file.
    pub recovery: Option<Recovery>,
    /// What does not stop the work but should be known, a sentence each.
    pub warnings: Vec<String>,
    /// Whether a newer program wrote it, of which this one does not know what it means by everything.
    pub is_newer: bool,
}

/// Whether a review may be changed.
#[derive(Clone, Debug)]
pub enum Access {
    /// It may, for as long as the lock is held.
    Writable(Arc<Lock>),
    /// It may not, for a reason said in a sentence. It can still be saved as another file.
    ReadOnly(String),
}

/// What to save and where.
#[derive(Clone, Debug)]
pub struct SaveRequest {
    /// The review.
    pub review: Arc<Review>,
    /// What belongs to it.
    pub carried: Arc<Carried>,
    /// The file.
    pub target: PathBuf,
    /// The lock of the review's present file, if it has one.
    pub lock: Option<Arc<Lock>>,
    /// The content that the target had when it was opened or saved last; `None` for a file that this review was never in.
    pub expected: Option<Digest>,
    /// Whether to replace a file with any other content. Only when the reviewer said so.
    pub overwrite: bool,
    /// Whether opening the file repaired it, so that its old content is kept for good.
    pub repairs: bool,
    /// The journal, and how far into it the review reaches.
    pub journal: Option<SavePoint>,
    /// What was shown of the claims by earlier saves, or ahead of this one.
    pub proofs: Arc<Proofs>,
}

/// A review that was saved.
#[derive(Debug)]
pub struct Saved {
    /// The file.
    pub identity: FileIdentity,
    /// The lock of the file.
    pub lock: Arc<Lock>,
    /// What does not make the save less but should be known, a sentence each.
    pub warnings: Vec<String>,
}

/// Why nothing was saved. The file on disk is as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SaveError {
    /// Somebody else wrote the file since it was opened.
    #[error("“{}” was changed by another program since it was opened. Save as another file to keep both, or overwrite it", .0.display())]
    ChangedOnDisk(PathBuf),
    /// There is a file of this name.
    #[error("“{}” is there already. Choose another name, or overwrite it", .0.display())]
    Exists(PathBuf),
    /// Another window has that file open.
    #[error("“{}” is {lock}. Choose another name", path.display())]
    OpenElsewhere {
        /// The file.
        path: PathBuf,
        /// Who has it.
        lock: LockError,
    },
    /// The path names no file.
    #[error("{0}. Choose a file name")]
    NotAFile(AtomicError),
    /// The folder is not there.
    #[error("The folder “{}” is no longer there. Save the review in another folder", .0.display())]
    FolderGone(PathBuf),
    /// The folder or the file may not be written.
    #[error("“{}” may not be written by you. Save the review in another folder", .0.display())]
    NoPermission(PathBuf),
    /// The file system may not be written at all.
    #[error("“{}” is on a disk that is read-only. Save the review on another disk", .0.display())]
    ReadOnlyDisk(PathBuf),
    /// The file is write-protected.
    #[error("“{}” is write-protected. Save the review as another file, or take the protection off", .0.display())]
    WriteProtected(PathBuf),
    /// There is no space left, or no more may be used.
    #[error("There is no space for {bytes} bytes beside “{}”. Free some, or save the review on another disk", path.display())]
    NoSpace {
        /// The file.
        path: PathBuf,
        /// How many bytes the review needs.
        bytes: usize,
    },
    /// Something else went wrong.
    #[error("“{}” was not saved: {fault}. Try again, or save the review in another folder", path.display())]
    Failed {
        /// The file.
        path: PathBuf,
        /// At which step, and the system's words.
        fault: AtomicError,
    },
    /// The present file could not be read to compare it.
    #[error("“{}” could not be compared with what was opened: {fault}. Save the review as another file", path.display())]
    NotCompared {
        /// The file.
        path: PathBuf,
        /// The system's words.
        fault: io::Error,
    },
    /// The review could not be turned into a file.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// What was written does not open as the same review.
    #[error("“{}” was not saved: what was written would not open again as it is ({reason}). This is a fault of the program", path.display())]
    NotTheSame {
        /// The file.
        path: PathBuf,
        /// What differs.
        reason: String,
    },
}

/// Opens a review and takes its lock; when another window has that, it opens read-only.
///
/// # Errors
/// See [`OpenError`].
pub fn open(path: &Path, folders: &Folders) -> Result<Opened, OpenError> {
    // The lock comes first, so that no other window saves between reading and locking.
    let key = Key::of_path(path);
    let mut warnings = Vec::new();
    let mut access = match Lock::acquire(folders, &key) {
        Ok(lock) => Access::Writable(Arc::new(lock)),
        Err(busy @ LockError::Busy { .. }) => Access::ReadOnly(format!("Read-only: {busy}")),
        Err(fault) => {
            warnings.push(format!("The review is open, but {fault}"));
            Access::Writable(Arc::new(Lock::unguarded(key)))
        }
    };
    let bytes = read(path)?;
    let (decoded, sha256) = thread::scope(|scope| {
        let hash = thread::Builder::new().name("hash".to_owned()).spawn_scoped(scope, || Digest::of(&bytes));
        let decoded = codec::decode(&bytes);
        let sha256 = hash.ok().and_then(|hash| hash.join().ok()).unwrap_or_else(|| Digest::of(&bytes));
        (decoded, sha256)
    });
    let Decoded { review, carried, faults, newer } = decoded?;
    let newer = newer.filter(|newer| newer.is_major);
    let is_newer = newer.is_some();
    if let Some(newer) = newer {
        let version = newer.version;
        access = Access::ReadOnly(format!(
            "Read-only: the file is of version {version}, which a newer program wrote. Change it with that program"
        ));
    }
    let identity = FileIdentity { path: key::resolved(path), sha256 };
    let mut recovery = None;
    if let Access::Writable(lock) = &access {
        if lock.is_guarded() {
            atomic::clear_leftovers(&identity.path);
        }
        recovery = journal::find_for(folders, &identity.path, sha256);
    }
    Ok(Opened { review, carried, identity, faults, access, recovery, warnings, is_newer })
}

/// Saves a review: whole, verified and synced, or not at all.
///
/// # Errors
/// See [`SaveError`]; the file on disk is as it was.
pub fn save(request: &SaveRequest, folders: &Folders) -> Result<Saved, SaveError> {
    let mut warnings = Vec::new();
    let lock = lock_for(request, folders, &mut warnings)?;
    present(request)?;
    let (sender, pieces) = mpsc::channel();
    let draft = Draft::begin(&request.target, Audience::Everybody);
    let waiting = Mutex::new(Some((draft, pieces)));
    let write = || {
        let (draft, pieces) = waiting.lock().ok()?.take()?;
        Some(draft.and_then(|draft| draft.write(pieces)))
    };
    let ahead = || look_ahead(request);
    let mut hasher = Hasher::default();
    let mut bytes = 0;
    // While the pieces are made and hashed, they are written, and what is there now is read.
    let (encoded, prepared, seen) = thread::scope(|scope| {
        let written = thread::Builder::new().name("write".to_owned()).spawn_scoped(scope, write);
        let looked = thread::Builder::new().name("compare".to_owned()).spawn_scoped(scope, ahead);
        let encoded = codec::encode_verified(&request.review, &request.carried, &request.proofs, |piece: Piece| {
            hasher.add(piece.as_ref());
            bytes += piece.as_ref().len();
            // When nobody takes it, writing has failed, which is said below, with how much there was to write.
            let _ = sender.send(piece);
        });
        drop(sender);
        let written = written.ok().and_then(|written| written.join().ok()).flatten();
        (encoded, written.or_else(write), looked.ok().and_then(|looked| looked.join().ok()).flatten())
    });
    encoded.map_err(|fault| match fault {
        UnverifiedError::Encode(fault) => SaveError::Encode(fault),
        UnverifiedError::Differs(reason) => SaveError::NotTheSame { path: request.target.clone(), reason },
    })?;
    let ended = || Err(AtomicError::Write(io::Error::other("writing ended before its time")));
    let prepared = prepared.unwrap_or_else(ended).map_err(|fault| explained(&request.target, fault, bytes))?;
    let sha256 = hasher.finish();
    let before = compare(request, seen)?;
    let target = prepared.target().to_owned();
    let kept = before.map(|before| backup::keep(folders, &target, before, request.repairs)).transpose();
    let kept = kept.unwrap_or_else(|fault| {
        warnings.push(format!("The version before this one was not kept: {fault}"));
        None
    });
    if let Some(journal) = &request.journal
        && let Err(fault) = journal.saving(target.clone(), sha256)
    {
        warnings.push(fault.to_string());
    }
    match prepared.commit().map_err(|fault| explained(&request.target, fault, bytes))? {
        Confirmed::Yes => {}
        Confirmed::ButForTheFolder => {
            warnings.push(
                "Saved, but the disk did not confirm it; a power cut now could bring back the old version".to_owned(),
            );
        }
    }
    if let Some(kept) = kept {
        kept.confirm();
    }
    if let Some(journal) = &request.journal
        && let Err(fault) = journal.saved(target.clone(), sha256)
    {
        warnings.push(fault.to_string());
    }
    Ok(Saved { identity: FileIdentity { path: target, sha256 }, lock, warnings })
}

/// Shows of the claims of a review, ahead of a save, that what would be written of them opens as the same claims. Ends early once it is
/// not wanted any more. A save does this by itself for whatever claims nobody did it for, as those that were changed since.
pub fn prove(review: &Review, carried: &Carried, proofs: &Proofs, is_wanted: impl Fn() -> bool) {
    codec::prove(review, carried, proofs, is_wanted);
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, OpenError> {
    let explained = |fault: io::Error| match fault.kind() {
        io::ErrorKind::NotFound => OpenError::NotFound(path.to_owned()),
        io::ErrorKind::PermissionDenied => OpenError::NoPermission(path.to_owned()),
        io::ErrorKind::IsADirectory => OpenError::IsFolder(path.to_owned()),
        _ => OpenError::Unreadable { path: path.to_owned(), fault },
    };
    let metadata = fs::metadata(path).map_err(explained)?;
    if metadata.is_dir() {
        return Err(OpenError::IsFolder(path.to_owned()));
    }
    if !metadata.is_file() {
        return Err(OpenError::NotAFile(path.to_owned()));
    }
    let too_large = |bytes| OpenError::TooLarge { path: path.to_owned(), bytes, limit: MAX_BYTES };
    if metadata.len() > MAX_BYTES {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    let file = File::open(path).map_err(explained)?;
    // A device or a growing file may give more than it said.
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(explained)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

/// The lock of the target: the one that is held, or else its own.
fn lock_for(request: &SaveRequest, folders: &Folders, warnings: &mut Vec<String>) -> Result<Arc<Lock>, SaveError> {
    let key = Key::of_path(&request.target);
    if let Some(held) = request.lock.as_ref().filter(|held| *held.key() == key) {
        return Ok(Arc::clone(held));
    }
    match Lock::acquire(folders, &key) {
        Ok(lock) => Ok(Arc::new(lock)),
        Err(lock @ LockError::Busy { .. }) => Err(SaveError::OpenElsewhere { path: request.target.clone(), lock }),
        Err(fault) => {
            warnings.push(format!("The review is saved, but {fault}"));
            Ok(Arc::new(Lock::unguarded(key)))
        }
    }
}

/// Opens the target as it is now, if it is there and may be replaced at all.
fn present(request: &SaveRequest) -> Result<Option<File>, SaveError> {
    let path = || request.target.clone();
    let explained = |fault: io::Error| match fault.kind() {
        io::ErrorKind::PermissionDenied => SaveError::NoPermission(path()),
        _ => SaveError::NotCompared { path: path(), fault },
    };
    let metadata = match fs::metadata(&request.target) {
        Ok(metadata) => metadata,
        // A file that has vanished is made again; that a folder has is found when the new file is made in it.
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(fault) => return Err(explained(fault)),
    };
    if !metadata.is_file() {
        return Err(SaveError::NotAFile(AtomicError::NotAFile(path())));
    }
    if metadata.permissions().readonly() {
        return Err(SaveError::WriteProtected(path()));
    }
    if request.expected.is_none() && !request.overwrite {
        return Err(SaveError::Exists(path()));
    }
    File::open(&request.target).map(Some).map_err(explained)
}

/// What was read of the target, for as long as it bears this stamp.
#[derive(Clone, Copy, Debug)]
struct Seen {
    stamp: Stamp,
    content: Digest,
}

/// Reads the target, so that this need not be done when it is to be replaced. `None` when there is nothing to read, or no telling
/// whether it is still the same then.
fn look_ahead(request: &SaveRequest) -> Option<Seen> {
    let file = present(request).ok()??;
    let stamp = Stamp::of(&file.metadata().ok()?, SystemTime::now())?;
    Some(Seen { stamp, content: Digest::of_reader(file).ok()? })
}

/// The content of the target as it is now, if it is there and may be replaced. It is read unless it is what was `seen`.
fn compare(request: &SaveRequest, seen: Option<Seen>) -> Result<Option<Digest>, SaveError> {
    let Some(file) = present(request)? else { return Ok(None) };
    let stamp = file.metadata().ok().and_then(|metadata| Stamp::of(&metadata, SystemTime::now()));
    let content = match seen {
        Some(seen) if Some(seen.stamp) == stamp => seen.content,
        _ => Digest::of_reader(file).map_err(|fault| SaveError::NotCompared { path: request.target.clone(), fault })?,
    };
    if request.overwrite || request.expected == Some(content) {
        Ok(Some(content))
    } else {
        Err(SaveError::ChangedOnDisk(request.target.clone()))
    }
}

fn explained(path: &Path, fault: AtomicError, bytes: usize) -> SaveError {
    use io::ErrorKind::{FileTooLarge, NotFound, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    let path = path.to_owned();
    let named = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = || named.unwrap_or(Path::new(".")).to_owned();
    match (&fault, fault.system().map(io::Error::kind)) {
        (AtomicError::NotAFile(_) | AtomicError::DanglingLink(_), _) => SaveError::NotAFile(fault),
        (AtomicError::Create { .. }, Some(NotFound)) => SaveError::FolderGone(folder()),
        (_, Some(PermissionDenied)) => SaveError::NoPermission(folder()),
        (_, Some(ReadOnlyFilesystem)) => SaveError::ReadOnlyDisk(path),
        (_, Some(StorageFull | QuotaExceeded | FileTooLarge)) => SaveError::NoSpace { path, bytes },
        _ => SaveError::Failed { path, fault },
    }
}
