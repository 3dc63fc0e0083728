//! Writes the journal, on a thread of its own so that no edit waits for the disk.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read as _, Write as _},
    path::PathBuf,
    sync::mpsc::{self, Receiver, Sender},
};

use jiff::Timestamp;
use serde_json::value::RawValue;

use super::{
    Base, JournalError, Recovery,
    line::{self, BaseRecord, FileRecord, Record},
    path_of, record, set_aside,
};
use crate::{
    review::Edit,
    store::{
        Digest, Folders, Key,
        atomic::{self, Audience},
        codec, folders,
    },
    text::Text,
};

/// The journal of an open review. Dropping it waits until every edit is on disk; its thread goes on for as long as there are
/// save points, so that a save under way can still end it.
#[derive(Debug)]
pub struct Journal {
    sender: Sender<Message>,
    /// The number of the last edit.
    last: u64,
}

/// A moment of a review that is being saved: the edits up to it are in the file that is written.
///
/// Take it together with the copy of the review that is saved, and give it to the save.
#[derive(Clone, Debug)]
pub struct SavePoint {
    sender: Sender<Message>,
    last: u64,
}

type Answer = Sender<Result<(), JournalError>>;

#[derive(Debug)]
enum Message {
    Edit(Box<Edit>, Timestamp),
    WriteBase(Answer),
    Saving { path: PathBuf, sha256: Digest, answer: Answer },
    Saved { base: Base, key: Key, last: u64, answer: Answer },
    Flush(Answer),
    Discard(Answer),
}

impl Journal {
    /// Starts a journal on `base`, whose text is `text`. No file is made before the first edit. To go on after a recovery, give
    /// the `recovery` that was applied; a journal of the document that is not gone on with is set aside.
    ///
    /// `on_fault` is called, on the journal's thread, each time an edit did not reach the disk. It stays in memory and is tried
    /// again with the next one.
    ///
    /// # Errors
    /// When there is no folder for journals or it cannot be written.
    pub fn start(
        folders: &Folders,
        key: &Key,
        base: Base,
        text: Text,
        recovery: Option<&Recovery>,
        on_fault: impl Fn(JournalError) + Send + 'static,
    ) -> Result<Self, JournalError> {
        let path = path_of(folders, key).ok_or(JournalError::NoFolder)?;
        let folder = folders.journals().ok_or(JournalError::NoFolder)?;
        let at = |fault| JournalError::Io { path: path.clone(), fault };
        folders::make_private(&folder).map_err(at)?;
        let mut keeper = Keeper {
            folders: folders.clone(),
            path: path.clone(),
            base,
            text,
            file: None,
            on_disk: 0,
            pending: Vec::new(),
            last: 0,
        };
        match recovery.filter(|recovery| recovery.journal() == path) {
            Some(recovery) => keeper.resume(recovery).map_err(at)?,
            None => set_aside(&path).map_err(at)?,
        }
        let last = keeper.last;
        let (sender, receiver) = mpsc::channel();
        let work = move || keeper.run(&receiver, &on_fault);
        std::thread::Builder::new().name("journal".to_owned()).spawn(work).map_err(at)?;
        Ok(Self { sender, last })
    }

    /// Records an edit that was made; for undo and redo, what they did. Returns at once.
    pub fn record(&mut self, edit: &Edit) {
        self.last += 1;
        // A journal that has ended says so at the next flush and at the save.
        let _ = self.sender.send(Message::Edit(Box::new(edit.clone()), Timestamp::now()));
    }

    /// Puts a review that was never saved on disk before its first edit, as when it was recovered from another journal.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn write_base(&self) -> Result<(), JournalError> {
        ask(&self.sender, Message::WriteBase)
    }

    /// Waits until every edit is on disk.
    ///
    /// # Errors
    /// When one is not.
    pub fn flush(&self) -> Result<(), JournalError> {
        ask(&self.sender, Message::Flush)
    }

    /// Marks what is saved now.
    pub fn save_point(&self) -> SavePoint {
        SavePoint { sender: self.sender.clone(), last: self.last }
    }

    /// Ends the journal and removes its file, for work the reviewer does not want.
    ///
    /// # Errors
    /// When the file could not be removed.
    pub fn discard(self) -> Result<(), JournalError> {
        ask(&self.sender, Message::Discard)
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        // A failure has been told already, by the thread.
        let _ = self.flush();
    }
}

impl SavePoint {
    /// Notes which file is about to be written, so that a crash between its replacement and [`Self::saved`] is understood.
    pub(in crate::store) fn saving(&self, path: PathBuf, sha256: Digest) -> Result<(), JournalError> {
        ask(&self.sender, |answer| Message::Saving { path, sha256, answer })
    }

    /// Begins the journal anew on the file that was written; edits made since the save point stay in it.
    pub(in crate::store) fn saved(&self, path: PathBuf, sha256: Digest) -> Result<(), JournalError> {
        let key = Key::of_path(&path);
        let (base, last) = (Base::File { path, sha256 }, self.last);
        ask(&self.sender, |answer| Message::Saved { base, key, last, answer })
    }
}

fn ask(sender: &Sender<Message>, message: impl FnOnce(Answer) -> Message) -> Result<(), JournalError> {
    let (answer, receiver) = mpsc::channel();
    sender.send(message(answer)).map_err(|_ended| JournalError::Ended)?;
    receiver.recv().map_err(|_ended| JournalError::Ended)?
}

/// The thread's own.
struct Keeper {
    folders: Folders,
    path: PathBuf,
    base: Base,
    /// The text after the last edit.
    text: Text,
    /// Open once there is something in it.
    file: Option<File>,
    /// How many bytes of the file are known to be on disk.
    on_disk: u64,
    /// Lines that are not yet known to be on disk.
    pending: Vec<u8>,
    /// The number of the last edit.
    last: u64,
}

impl Keeper {
    fn run(mut self, receiver: &Receiver<Message>, on_fault: &impl Fn(JournalError)) {
        while let Ok(first) = receiver.recv() {
            // Whatever came while the disk was busy is written with one sync.
            let waiting: Vec<Message> = std::iter::once(first).chain(receiver.try_iter()).collect();
            for message in waiting {
                match message {
                    Message::Edit(edit, at) => {
                        if let Err(fault) = self.append_edit(&edit, at) {
                            on_fault(fault);
                        }
                    }
                    Message::WriteBase(answer) => reply(&answer, self.begin().and_then(|()| self.write())),
                    Message::Saving { path, sha256, answer } => reply(&answer, self.append_saving(&path, sha256)),
                    Message::Saved { base, key, last, answer } => reply(&answer, self.restart(base, &key, last)),
                    Message::Flush(answer) => reply(&answer, self.write()),
                    Message::Discard(answer) => reply(&answer, self.remove()),
                }
            }
            if let Err(fault) = self.write() {
                on_fault(fault);
            }
        }
    }

    /// Goes on with a file that was read, without the torn line at its end.
    fn resume(&mut self, recovery: &Recovery) -> io::Result<()> {
        let file = OpenOptions::new().append(true).open(&self.path)?;
        file.set_len(recovery.whole_bytes())?;
        file.sync_data()?;
        self.on_disk = recovery.whole_bytes();
        self.last = recovery.last();
        self.file = Some(file);
        Ok(())
    }

    fn is_empty(&self) -> bool {
        self.on_disk == 0 && self.pending.is_empty()
    }

    /// Puts the base in front of the first edit.
    fn begin(&mut self) -> Result<(), JournalError> {
        if self.is_empty() {
            self.pending = base_line(&self.base, self.last)?;
        }
        Ok(())
    }

    fn append_edit(&mut self, edit: &Edit, at: Timestamp) -> Result<(), JournalError> {
        let begun = self.begin();
        // An edit that cannot be recorded leaves a gap: nothing after it may be applied without it.
        self.last += 1;
        begun?;
        let seq = self.last;
        let line = record::with_record(edit, at, &self.text, |record| line::write(seq, &Record::Edit(record)))??;
        self.pending.extend(line);
        if let Some(text) = record::text_after_edit(edit) {
            self.text = text.clone();
        }
        Ok(())
    }

    fn append_saving(&mut self, path: &std::path::Path, sha256: Digest) -> Result<(), JournalError> {
        if self.is_empty() {
            return Ok(());
        }
        let file = FileRecord { path: path.to_string_lossy(), sha256: sha256.to_string().into() };
        self.pending.extend(line::write(self.last, &Record::Saving(file))?);
        self.write()
    }

    /// Brings what is pending to the disk.
    fn write(&mut self) -> Result<(), JournalError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        if self.append_pending().is_err() {
            // What a failed sync leaves is unknown, and syncing again may falsely succeed: the whole file is written anew.
            self.rewrite()?;
        }
        Ok(())
    }

    fn append_pending(&mut self) -> io::Result<()> {
        let is_new = self.file.is_none();
        let mut file = match self.file.take() {
            Some(file) => file,
            None => self.create()?,
        };
        file.write_all(&self.pending)?;
        file.sync_data()?;
        if is_new && let Some(folder) = self.path.parent() {
            atomic::sync_folder(folder)?;
        }
        self.file = Some(file);
        self.on_disk += self.pending.len() as u64;
        self.pending.clear();
        Ok(())
    }

    fn create(&self) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.append(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        options.open(&self.path)
    }

    fn rewrite(&mut self) -> Result<(), JournalError> {
        self.file = None;
        let mut content = self.content_on_disk()?;
        content.extend_from_slice(&self.pending);
        atomic::write(&self.path, &content, Audience::User)?;
        self.on_disk = content.len() as u64;
        self.pending.clear();
        self.reopen()
    }

    fn content_on_disk(&self) -> Result<Vec<u8>, JournalError> {
        let mut content = Vec::new();
        if self.on_disk > 0 {
            let read = File::open(&self.path).and_then(|file| file.take(self.on_disk).read_to_end(&mut content));
            read.map_err(|fault| self.fault(fault))?;
        }
        Ok(content)
    }

    fn reopen(&mut self) -> Result<(), JournalError> {
        if self.on_disk > 0 {
            let reopened = OpenOptions::new().append(true).open(&self.path);
            self.file = Some(reopened.map_err(|fault| self.fault(fault))?);
        }
        Ok(())
    }

    /// Begins anew on `base`, keeping the edits after `saved`. When that fails, the old journal goes on: it says what was saved.
    fn restart(&mut self, base: Base, key: &Key, saved: u64) -> Result<(), JournalError> {
        let path = path_of(&self.folders, key).ok_or(JournalError::NoFolder)?;
        let mut content = self.content_on_disk()?;
        content.extend_from_slice(&self.pending);
        let kept = edits_after(saved, &content);
        if path != self.path {
            set_aside(&path).map_err(|fault| self.fault(fault))?;
        }
        let begun = if kept.is_empty() {
            Vec::new()
        } else {
            let begun = [base_line(&base, saved)?, kept].concat();
            atomic::write(&path, &begun, Audience::User)?;
            begun
        };
        let old = std::mem::replace(&mut self.path, path);
        self.base = base;
        self.pending.clear();
        self.on_disk = begun.len() as u64;
        self.file = None;
        if begun.is_empty() || self.path != old {
            self.remove_file(&old)?;
        }
        self.reopen()
    }

    fn remove(&mut self) -> Result<(), JournalError> {
        self.file = None;
        self.on_disk = 0;
        self.pending.clear();
        let path = self.path.clone();
        self.remove_file(&path)
    }

    fn remove_file(&self, path: &std::path::Path) -> Result<(), JournalError> {
        match fs::remove_file(path) {
            Err(fault) if fault.kind() != io::ErrorKind::NotFound => Err(self.fault(fault)),
            _ => Ok(()),
        }
    }

    fn fault(&self, fault: io::Error) -> JournalError {
        JournalError::Io { path: self.path.clone(), fault }
    }
}

/// The line that says what the edits after number `seq` are applied to.
fn base_line(base: &Base, seq: u64) -> Result<Vec<u8>, JournalError> {
    let line = match base {
        Base::File { path, sha256 } => {
            let file = FileRecord { path: path.to_string_lossy(), sha256: sha256.to_string().into() };
            line::write(seq, &Record::Base(BaseRecord::File(file)))
        }
        Base::Review { review, carried } => {
            let whole = String::from_utf8(codec::encode_compact(review, carried)?).unwrap_or_default();
            let whole = RawValue::from_string(whole)?;
            line::write(seq, &Record::Base(BaseRecord::Review(&whole)))
        }
    };
    Ok(line?)
}

/// The lines of the edits with a greater number.
fn edits_after(saved: u64, content: &[u8]) -> Vec<u8> {
    let is_later = |line: &&[u8]| {
        line::read(line).is_some_and(|(seq, record)| {
            seq > saved && matches!(serde_json::from_str(record.get()), Ok(Record::Edit(_)))
        })
    };
    content.split_inclusive(|&byte| byte == b'\n').filter(is_later).flatten().copied().collect()
}

fn reply(answer: &Answer, result: Result<(), JournalError>) {
    // Whoever asked may have gone.
    let _ = answer.send(result);
}
