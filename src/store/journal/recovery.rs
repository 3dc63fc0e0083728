//! Reads the journals that a crash left.

use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde::{Deserialize, de::IgnoredAny};

use super::{
    ENDING, key_of,
    line::{self, BaseRecord, Record},
    path_of, record,
};
use crate::{
    review::{Inverse, Review},
    store::{Carried, Digest, Folders, Key, Lock, LockError, OpenError, backup, codec, schema::Time},
};

/// The largest journal that is read: far above any that a save leaves to grow.
const MAX_BYTES: u64 = 1024 * 1024 * 1024;

/// Unsaved work that was found: which review it continues and what would be restored.
#[derive(Clone, Debug)]
pub struct Recovery {
    journal: PathBuf,
    key: Key,
    continues: Continues,
    /// The title of a review that was never saved.
    title: Option<String>,
    /// Whether there is work in what the edits are applied to, which no file holds.
    base_has_work: bool,
    steps: Vec<Step>,
    /// The edits as they are recorded, beside `steps`.
    edits: Vec<String>,
    whole_bytes: u64,
    last: u64,
    is_torn: bool,
}

/// What the edits are applied to.
#[derive(Clone, Debug)]
enum Continues {
    File {
        path: PathBuf,
        sha256: Digest,
    },
    /// The whole review, as JSON.
    Review(String),
}

/// A step that would be restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// When it was made.
    pub at: Timestamp,
    /// What it is called.
    pub name: String,
}

/// What [`Recovery::apply`] did.
#[derive(Debug)]
pub struct Applied {
    /// What undoes each step, in the order they were made.
    pub undo: Vec<Inverse>,
    /// How many steps, the last ones, could not be applied since they do not fit the text.
    pub left_out: usize,
}

/// Why unsaved work cannot be looked at.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecoveryError {
    /// The file it continues has changed, and its version of then is not among the backups.
    #[error(
        "The unsaved work continues a version of “{}” that is no longer there, neither as the file nor among its backups. The work is kept in “{}”",
        path.display(), journal.display()
    )]
    BaseGone {
        /// The file it continues.
        path: PathBuf,
        /// Where the work is.
        journal: PathBuf,
    },
    /// What it continues cannot be read.
    #[error("What the unsaved work continues could not be read: {0}")]
    Base(#[from] OpenError),
}

impl Recovery {
    /// The steps that would be restored, in the order they were made.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// When the last step was made.
    pub fn last_at(&self) -> Option<Timestamp> {
        self.steps.last().map(|step| step.at)
    }

    /// The file whose review it continues; `None` for one that was never saved.
    pub fn path(&self) -> Option<&Path> {
        match &self.continues {
            Continues::File { path, .. } => Some(path),
            Continues::Review(_) => None,
        }
    }

    /// The title of the article, where the journal has the article.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// Whether it continues exactly a file with this content. Only then may it be applied to it.
    pub fn continues(&self, content: Digest) -> bool {
        matches!(&self.continues, Continues::File { sha256, .. } if *sha256 == content)
    }

    /// Whether the end of the journal was not whole, as after a crash in the middle of a step.
    pub fn is_torn(&self) -> bool {
        self.is_torn
    }

    /// The key to lock before going on with it.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// Moves it out of the way, so that it is offered no more by itself; its work stays on disk.
    ///
    /// # Errors
    /// When it could not be moved.
    pub fn put_aside(self) -> io::Result<()> {
        if self.is_aside() { Ok(()) } else { super::set_aside(&self.journal) }
    }

    /// Whether it was put aside, so that it is offered no more by itself.
    pub fn is_aside(&self) -> bool {
        key_of(&self.journal).is_some_and(|(_, is_aside)| is_aside)
    }

    /// The file it is read from.
    pub fn journal(&self) -> &Path {
        &self.journal
    }

    /// Makes the steps again on the review they continue. It ends at the first step that does not fit.
    pub fn apply(&self, review: &mut Review) -> Applied {
        let mut undo = Vec::with_capacity(self.edits.len());
        for written in &self.edits {
            let edit = match serde_json::from_str(written) {
                Ok(Record::Edit(edit)) => record::read_edit(edit, review.article().text()),
                _ => None,
            };
            let Some(edit) = edit else { break };
            undo.push(review.replay(edit));
        }
        Applied { left_out: self.edits.len() - undo.len(), undo }
    }

    /// The review it continues, before the first of its steps: out of the journal itself, from the file, or from a backup of it.
    ///
    /// # Errors
    /// When that version is no longer there.
    pub fn base(&self, folders: &Folders) -> Result<(Review, Carried), RecoveryError> {
        let decoded = match &self.continues {
            Continues::Review(json) => codec::decode(json.as_bytes())?,
            Continues::File { path, sha256 } => {
                let has_it =
                    |candidate: &PathBuf| fs::read(candidate).ok().filter(|bytes| Digest::of(bytes) == *sha256);
                let found = has_it(path).or_else(|| has_it(&backup::find(folders, path, *sha256)?));
                let gone = || RecoveryError::BaseGone { path: path.clone(), journal: self.journal.clone() };
                codec::decode(&found.ok_or_else(gone)?)?
            }
        };
        Ok((decoded.review, decoded.carried))
    }

    /// Removes it, for work that the reviewer does not want or that is safe elsewhere.
    ///
    /// # Errors
    /// When the system does not let it be removed.
    pub fn discard(self) -> io::Result<()> {
        match fs::remove_file(&self.journal) {
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(()),
            result => result,
        }
    }

    pub(super) fn whole_bytes(&self) -> u64 {
        self.whole_bytes
    }

    /// The number of the last edit.
    pub(super) fn last(&self) -> u64 {
        self.last
    }
}

/// The unsaved work on a document whose file now has this content. It may continue another version of the file: ask
/// [`Recovery::continues`].
pub fn find_for(folders: &Folders, path: &Path, content: Digest) -> Option<Recovery> {
    read(&path_of(folders, &Key::of_path(path))?, Some(content))?.unless_empty()
}

/// The unsaved work that no window has open, the latest first.
pub fn orphans(folders: &Folders) -> Vec<Recovery> {
    let Some(folder) = folders.journals() else { return Vec::new() };
    let journals = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<Recovery> = journals
        .filter(|journal| journal.to_str().is_some_and(|name| name.ends_with(ENDING)))
        .filter(|journal| is_free(folders, journal))
        .filter_map(|journal| read(&journal, None)?.unless_empty())
        .collect();
    found.sort_by_key(|recovery| (std::cmp::Reverse(recovery.last_at()), recovery.journal.clone()));
    found
}

fn is_free(folders: &Folders, journal: &Path) -> bool {
    match key_of(journal) {
        Some((_, true)) => true,
        Some((key, false)) => !matches!(Lock::acquire(folders, &key), Err(LockError::Busy { .. })),
        None => false,
    }
}

/// A record of which only what is shown is read.
#[derive(Deserialize)]
struct Shown {
    edit: ShownEdit,
}

#[derive(Deserialize)]
struct ShownEdit {
    at: Time,
    name: String,
}

/// Reads a journal up to the first line that is not whole. `content` is that of the file it may continue; without it, the file
/// itself is asked.
fn read(journal: &Path, content: Option<Digest>) -> Option<Recovery> {
    let (key, _) = key_of(journal)?;
    let mut bytes = Vec::new();
    File::open(journal).ok()?.take(MAX_BYTES).read_to_end(&mut bytes).ok()?;
    let mut recovery: Option<Recovery> = None;
    let mut whole_bytes = 0;
    for written in bytes.split_inclusive(|&byte| byte == b'\n') {
        let Some((seq, raw)) = written.strip_suffix(b"\n").and_then(line::read) else { break };
        let record = raw.get();
        match &mut recovery {
            None => {
                let Ok(Record::Base(base)) = serde_json::from_str(record) else { break };
                let (continues, title, base_has_work) = read_base(&base)?;
                let (journal, key) = (journal.to_owned(), key.clone());
                let (steps, edits) = (Vec::new(), Vec::new());
                recovery = Some(Recovery {
                    journal,
                    key,
                    continues,
                    title,
                    base_has_work,
                    steps,
                    edits,
                    whole_bytes: 0,
                    last: seq,
                    is_torn: false,
                });
            }
            Some(recovery) => {
                if let Ok(Shown { edit }) = serde_json::from_str(record) {
                    if seq != recovery.last + 1 {
                        break;
                    }
                    recovery.steps.push(Step { at: edit.at.0, name: edit.name });
                    recovery.edits.push(record.to_owned());
                    recovery.last = seq;
                } else if let Ok(Record::Saving(file)) = serde_json::from_str(record) {
                    if seq != recovery.last {
                        break;
                    }
                    recovery.note_saving(file.path.as_ref().into(), file.sha256.parse().ok(), content);
                } else {
                    break;
                }
            }
        }
        whole_bytes += written.len() as u64;
    }
    let mut recovery = recovery?;
    recovery.whole_bytes = whole_bytes;
    recovery.is_torn = whole_bytes < bytes.len() as u64;
    Some(recovery)
}

impl Recovery {
    /// Nothing when there is no work in it, as when the crash came right after a save; its file goes then, unless it is damaged
    /// and somebody may want to look at the rest.
    fn unless_empty(self) -> Option<Self> {
        if !self.steps.is_empty() || self.base_has_work {
            return Some(self);
        }
        if !self.is_torn {
            // What stays is found empty again.
            let _ = self.discard();
        }
        None
    }

    /// When the file has the content that was about to be saved, the save was made, and the edits so far are in it.
    fn note_saving(&mut self, path: PathBuf, saved: Option<Digest>, content: Option<Digest>) {
        let Some(saved) = saved else { return };
        let present = content.or_else(|| Digest::of_reader(File::open(&path).ok()?).ok());
        if present == Some(saved) {
            self.continues = Continues::File { path, sha256: saved };
            self.base_has_work = false;
            self.steps.clear();
            self.edits.clear();
        }
    }
}

/// What a base is, its title, and whether it holds work itself.
fn read_base(base: &BaseRecord<'_>) -> Option<(Continues, Option<String>, bool)> {
    #[derive(Deserialize)]
    struct Shown {
        article: Title,
        claims: Vec<IgnoredAny>,
        evidence: Vec<IgnoredAny>,
        contacts: Vec<IgnoredAny>,
    }
    #[derive(Deserialize)]
    struct Title {
        #[serde(default)]
        title: Option<String>,
    }
    Some(match base {
        BaseRecord::File(file) => {
            (Continues::File { path: file.path.as_ref().into(), sha256: file.sha256.parse().ok()? }, None, false)
        }
        BaseRecord::Review(json) => {
            let shown = serde_json::from_str::<Shown>(json.get()).ok()?;
            let has_work = [shown.claims, shown.evidence, shown.contacts].iter().any(|list| !list.is_empty());
            (Continues::Review(json.get().to_owned()), shown.article.title, has_work)
        }
    })
}
