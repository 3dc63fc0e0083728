//! Replaces a file whole or not at all.
//!
//! The new content goes to a temporary file in the same folder, is synced, read back and compared; only then is it renamed over
//! the old file, and the folder synced. Whatever stops this in between leaves the old file as it was.
//!
//! Of a large file, each part is synced and read back while the next is still being made, and memory holds no more than that.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, IoSlice, Read as _, Write as _},
    mem,
    path::{Path, PathBuf},
    sync::{Mutex, mpsc},
    thread,
    time::Duration,
};

use uuid::Uuid;

/// What the name of a temporary file holds between the document's name and its random end.
const MARK: &str = ".claimlight-";

/// How many bytes are read back at once.
const READ_AT_ONCE: usize = 256 * 1024;

/// After about how many bytes what was written so far is synced and read back.
const SYNCED_AT_ONCE: usize = 8 * 1024 * 1024;

/// How many bytes are written at once, where there are as many: the system keeps them in larger pages then.
const WRITTEN_AT_ONCE: usize = 1024 * 1024;

/// Who may read a new file; one that is replaced keeps its own mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Whoever the user's own documents are for.
    Everybody,
    /// The user alone.
    User,
}

/// Whether the new content is certain to outlast a power cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// It is.
    Yes,
    /// The file was replaced, but the folder could not be synced.
    ButForTheFolder,
}

/// At which step replacing a file failed. The old file is as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AtomicError {
    /// The path names no file that could be written.
    #[error("“{}” does not name a file", .0.display())]
    NotAFile(PathBuf),
    /// The path is a link to a place that does not exist.
    #[error("“{}” is a link that leads nowhere", .0.display())]
    DanglingLink(PathBuf),
    /// No temporary file could be made in the folder.
    #[error("no file can be made in “{}”: {fault}", folder.display())]
    Create {
        /// The folder.
        folder: PathBuf,
        /// The system's words.
        fault: io::Error,
    },
    /// The content could not be written or synced.
    #[error("the content could not be written: {0}")]
    Write(io::Error),
    /// What was read back is not what was written.
    #[error("what was written does not read back as it was; the disk may be failing")]
    ReadBack,
    /// The temporary file could not take the old one's place.
    #[error("the file could not be replaced: {0}")]
    Replace(io::Error),
}

impl AtomicError {
    /// The system's reason, if it gave one.
    pub fn system(&self) -> Option<&io::Error> {
        match self {
            Self::Create { fault, .. } | Self::Write(fault) | Self::Replace(fault) => Some(fault),
            _ => None,
        }
    }
}

/// New content that lies synced and verified beside the file it will replace. Dropping it leaves no trace.
#[derive(Debug)]
pub struct Prepared {
    target: PathBuf,
    temporary: PathBuf,
    committed: bool,
}

/// Writes `content` to `path` in one go.
///
/// # Errors
/// See [`AtomicError`]; the old file, if any, is then as it was.
pub fn write(path: &Path, content: &[u8], audience: Audience) -> Result<Confirmed, AtomicError> {
    Prepared::new(path, content, audience)?.commit()
}

/// New content that is being written beside the file it will replace. Dropping it leaves no trace.
#[derive(Debug)]
pub(super) struct Draft {
    prepared: Prepared,
    file: File,
}

impl Draft {
    /// Begins a file beside `path`, or beside the file a link at `path` leads to.
    pub(super) fn begin(path: &Path, audience: Audience) -> Result<Self, AtomicError> {
        let target = resolve(path)?;
        let (temporary, file) = create_beside(&target, audience)?;
        let prepared = Prepared { target, temporary, committed: false };
        copy_mode(&prepared.target, &file).map_err(AtomicError::Write)?;
        Ok(Self { prepared, file })
    }

    /// Writes the pieces as they come, syncs them and reads them back. Each is dropped once that has shown it to be in the file.
    /// Of a large file that is done on a thread of its own, so that the disk has something to do while the next are written.
    pub(super) fn write<P: AsRef<[u8]> + Send>(
        self,
        pieces: impl IntoIterator<Item = P>,
    ) -> Result<Prepared, AtomicError> {
        let Self { prepared, mut file } = self;
        let proof = Proof::of(&file, &prepared.temporary).map_err(AtomicError::Write)?;
        // Whoever proves takes it out; where there is no thread to be had, it stays.
        let proof = &Mutex::new(Some(proof));
        let (sender, batches) = mpsc::channel();
        // The sender is moved into the scope: whatever ends the writing ends the proving, for which the scope waits.
        let (rest, proven) = thread::scope(move |scope| {
            let mut batches = Some(batches);
            let mut proving = None;
            // Pieces that are in the file, those that are next, and how many bytes both have.
            let (mut unproven, mut unwritten) = (Vec::new(), Vec::new());
            let (mut to_prove, mut to_write) = (0, 0);
            for piece in pieces {
                to_write += piece.as_ref().len();
                unwritten.push(piece);
                if to_write < WRITTEN_AT_ONCE {
                    continue;
                }
                write_all(&mut file, &unwritten).map_err(AtomicError::Write)?;
                unproven.append(&mut unwritten);
                to_prove += mem::take(&mut to_write);
                if to_prove < SYNCED_AT_ONCE {
                    continue;
                }
                if let Some(batches) = batches.take() {
                    let prove = move || proof.lock().ok()?.take().map(|proof| proof.of_batches(&batches));
                    proving = thread::Builder::new().name("prove".to_owned()).spawn_scoped(scope, prove).ok();
                }
                if proving.is_some() {
                    to_prove = 0;
                    if sender.send(mem::take(&mut unproven)).is_err() {
                        // A fault ended the proving, which is said below.
                        break;
                    }
                }
            }
            write_all(&mut file, &unwritten).map_err(AtomicError::Write)?;
            unproven.append(&mut unwritten);
            drop(sender);
            let proven = match proving {
                Some(proving) => proving.join().ok().flatten(),
                None => proof.lock().ok().and_then(|mut proof| proof.take()).map(Ok),
            };
            // Closing a file hides errors; syncing brings them out.
            file.sync_all().map_err(AtomicError::Write)?;
            Ok((unproven, proven))
        })?;
        let ended = || Err(AtomicError::Write(io::Error::other("reading back ended before its time")));
        proven.unwrap_or_else(ended)?.of_the_rest(&rest)?;
        Ok(prepared)
    }
}

/// Shows that what was written is in a file.
#[derive(Debug)]
struct Proof {
    /// As it was opened for writing, so that faults of that come out.
    file: File,
    /// The file, read as far as it was shown to be what it should.
    written: File,
    buffer: Vec<u8>,
}

impl Proof {
    fn of(file: &File, path: &Path) -> io::Result<Self> {
        Ok(Self { file: file.try_clone()?, written: File::open(path)?, buffer: vec![0; READ_AT_ONCE] })
    }

    /// Syncs and reads back what is written, as long as more comes.
    fn of_batches<P: AsRef<[u8]>>(mut self, batches: &mpsc::Receiver<Vec<P>>) -> Result<Self, AtomicError> {
        while let Ok(mut pieces) = batches.recv() {
            // Whatever came while the last were synced is synced with them.
            pieces.extend(batches.try_iter().flatten());
            self.file.sync_data().map_err(AtomicError::Write)?;
            self.reads_as(&pieces)?;
        }
        Ok(self)
    }

    /// Reads back the last pieces, which are synced.
    fn of_the_rest(mut self, pieces: &[impl AsRef<[u8]>]) -> Result<(), AtomicError> {
        self.reads_as(pieces)?;
        if is_at_end(&mut self.written).map_err(AtomicError::Write)? { Ok(()) } else { Err(AtomicError::ReadBack) }
    }

    fn reads_as(&mut self, pieces: &[impl AsRef<[u8]>]) -> Result<(), AtomicError> {
        match reads_as(&mut self.written, pieces, &mut self.buffer) {
            Ok(true) => Ok(()),
            Ok(false) => Err(AtomicError::ReadBack),
            Err(fault) => Err(AtomicError::Write(fault)),
        }
    }
}

impl Prepared {
    /// Writes the content beside `path`, or beside the file a link at `path` leads to.
    ///
    /// # Errors
    /// See [`AtomicError`]; nothing is left behind.
    pub fn new(path: &Path, content: &[u8], audience: Audience) -> Result<Self, AtomicError> {
        Draft::begin(path, audience)?.write([content])
    }

    /// The file that will be replaced, links followed.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Puts the content in the file's place.
    ///
    /// # Errors
    /// When the system refuses; the old file is then as it was.
    pub fn commit(mut self) -> Result<Confirmed, AtomicError> {
        let old = kept_open(&self.target);
        rename(&self.temporary, &self.target).map_err(AtomicError::Replace)?;
        if let Some(old) = old {
            // Without a thread it is let go of here.
            let _ended = thread::Builder::new().name("let go".to_owned()).spawn(move || drop(old));
        }
        self.committed = true;
        let folder = self.target.parent().unwrap_or(Path::new("."));
        Ok(if sync_folder(folder).is_ok() { Confirmed::Yes } else { Confirmed::ButForTheFolder })
    }
}

impl Drop for Prepared {
    fn drop(&mut self) {
        if !self.committed {
            // Whatever is left when even this fails is cleared when the document is opened next.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// Removes what a process that was killed while it wrote `path` left behind. Only for the holder of the document's lock.
pub(super) fn clear_leftovers(path: &Path) {
    let Ok(target) = resolve(path) else { return };
    let (Some(folder), Some(name)) = (target.parent(), target.file_name()) else { return };
    let mut prefix = OsString::from(".");
    prefix.push(name);
    prefix.push(MARK);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().as_encoded_bytes().starts_with(prefix.as_encoded_bytes()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The file to replace: a link stays a link, and the file it leads to is the one that changes.
fn resolve(path: &Path) -> Result<PathBuf, AtomicError> {
    let not_a_file = || AtomicError::NotAFile(path.to_owned());
    match path.canonicalize() {
        Ok(target) if target.is_file() => Ok(target),
        Ok(_) => Err(not_a_file()),
        Err(_) if path.is_symlink() => Err(AtomicError::DanglingLink(path.to_owned())),
        Err(_) => {
            let name = path.file_name().ok_or_else(not_a_file)?;
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let found = folder.canonicalize();
            let folder = found.map_err(|fault| AtomicError::Create { folder: folder.to_owned(), fault })?;
            Ok(folder.join(name))
        }
    }
}

fn create_beside(target: &Path, audience: Audience) -> Result<(PathBuf, File), AtomicError> {
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(MARK);
    name.push(Uuid::now_v7().simple().to_string());
    name.push(".tmp");
    let temporary = folder.join(name);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(match audience {
            Audience::Everybody => 0o644,
            Audience::User => 0o600,
        });
    }
    #[cfg(not(unix))]
    let _ = audience;
    match options.open(&temporary) {
        Ok(file) => Ok((temporary, file)),
        Err(fault) => Err(AtomicError::Create { folder: folder.to_owned(), fault }),
    }
}

/// Gives the new file the permissions of the old one, if there is one.
#[cfg(unix)]
fn copy_mode(old: &Path, new: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    match fs::metadata(old) {
        Ok(metadata) => new.set_permissions(fs::Permissions::from_mode(metadata.permissions().mode() & 0o7777)),
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(fault) => Err(fault),
    }
}

#[cfg(not(unix))]
fn copy_mode(_old: &Path, _new: &File) -> io::Result<()> {
    Ok(())
}

fn write_all(file: &mut File, pieces: &[impl AsRef<[u8]>]) -> io::Result<()> {
    let mut slices: Vec<IoSlice<'_>> = pieces.iter().map(|piece| IoSlice::new(piece.as_ref())).collect();
    let mut left = slices.as_mut_slice();
    // Leaves out those that are empty, of which nothing could be written.
    IoSlice::advance_slices(&mut left, 0);
    while !left.is_empty() {
        match file.write_vectored(left) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => IoSlice::advance_slices(&mut left, count),
            Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(())
}

/// Whether the next bytes of a file are these. `buffer` is what they are read into.
fn reads_as(file: &mut File, pieces: &[impl AsRef<[u8]>], buffer: &mut [u8]) -> io::Result<bool> {
    for expected in pieces.iter().flat_map(|piece| piece.as_ref().chunks(READ_AT_ONCE)) {
        let read = &mut buffer[..expected.len()];
        match file.read_exact(read) {
            Ok(()) if read == expected => {}
            Ok(()) => return Ok(false),
            Err(fault) if fault.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
            Err(fault) => return Err(fault),
        }
    }
    Ok(true)
}

fn is_at_end(file: &mut File) -> io::Result<bool> {
    match file.read_exact(&mut [0]) {
        Ok(()) => Ok(false),
        Err(fault) if fault.kind() == io::ErrorKind::UnexpectedEof => Ok(true),
        Err(fault) => Err(fault),
    }
}

/// A large file that is about to be replaced, held open: its space is then freed when it is let go of, for which nobody has to wait.
/// Not on Windows, where a file that is open is in the way of another.
fn kept_open(path: &Path) -> Option<File> {
    let file = if cfg!(unix) { File::open(path).ok()? } else { return None };
    file.metadata().is_ok_and(|metadata| metadata.len() > SYNCED_AT_ONCE as u64).then_some(file)
}

/// Renames, with patience for the scanners of Windows, which hold a new file for a moment.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let mut pause = Duration::from_millis(100);
    loop {
        match fs::rename(from, to) {
            Err(fault) if is_held_for_a_moment(&fault) && pause < Duration::from_secs(2) => {
                thread::sleep(pause);
                pause *= 2;
            }
            result => return result,
        }
    }
}

fn is_held_for_a_moment(fault: &io::Error) -> bool {
    // ERROR_ACCESS_DENIED and ERROR_SHARING_VIOLATION
    cfg!(windows) && matches!(fault.raw_os_error(), Some(5 | 32))
}

/// Makes a rename outlast a power cut. Windows has no such thing to sync.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
