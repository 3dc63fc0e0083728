//! From a path, a paste or a journal to a document that can be shown. Runs on threads of their own.

use std::{path::Path, sync::Arc};

use jiff::Timestamp;

use super::{Belongings, Report, RichClipboard, Runtime, journaling::recoverable, reason_of, tell};
use crate::{
    app::{Arrival, Beside, Clip, Command, Manner, Origin, Preview},
    article::Article,
    read::{self, Cancel, Options, REVIEW_ENDING, ReadError, Reading},
    review::Review,
    store::{self, Access, Digest, Fault, Folders, Key, Lock, Opened, Recovery, journal},
};

/// A document that was read, with what belongs to it.
pub(super) struct Loaded {
    pub(super) arrival: Arrival,
    pub(super) belongings: Belongings,
}

/// Reads a file: a review or an article, by its content.
pub(super) fn file(path: &Path, cancel: &Cancel, folders: &Folders) -> Result<Loaded, String> {
    // The recent files are opened from wherever the program is started next.
    let path = &std::path::absolute(path).unwrap_or_else(|_fault| path.to_path_buf());
    if read::is_review(path) { review(path, folders) } else { article(path, cancel, folders) }
}

/// Reads an article again in another manner. `held` is the lock of the article as it is open.
pub(super) fn again(
    origin: Origin,
    manner: Manner,
    held: Option<Arc<Lock>>,
    cancel: &Cancel,
    folders: &Folders,
) -> Result<Loaded, String> {
    let reading = match &origin {
        Origin::File(path) => read_article(path, manner, cancel)?,
        Origin::Clipboard(clip) => read_clip(clip)?,
    };
    let key = match &origin {
        Origin::File(path) if held.as_ref().is_some_and(|lock| *lock.key() == Key::of_path(path)) => Key::of_path(path),
        _ => Key::unsaved(),
    };
    let lock = held.filter(|lock| *lock.key() == key).or_else(|| Lock::acquire(folders, &key).ok().map(Arc::new));
    let folder = match &origin {
        Origin::File(path) => path.parent().map(Path::to_path_buf),
        Origin::Clipboard(_) => None,
    };
    let (article, preview) = parted(reading, origin, manner);
    let name = review_name(&article);
    let arrival =
        Arrival { folder, preview: Some(Preview { is_again: true, ..preview }), ..unsaved(article, name, folders) };
    Ok(Loaded { arrival, belongings: Belongings { lock, key: Some(key), ..Belongings::default() } })
}

fn read_article(path: &Path, manner: Manner, cancel: &Cancel) -> Result<Reading, String> {
    read::read_file_with(path, Timestamp::now(), &options(manner, cancel)).map_err(|fault| match fault {
        ReadError::Cancelled => {
            format!("“{}” was not opened, as you wished", path.file_name().unwrap_or(path.as_os_str()).display())
        }
        fault => format!("“{}” was not opened. {fault}", path.file_name().unwrap_or(path.as_os_str()).display()),
    })
}

fn read_clip(clip: &Clip) -> Result<Reading, String> {
    let reading = match &clip.html {
        Some(html) => read::read_pasted_html(html, &clip.words, Timestamp::now()),
        None => read::read_pasted(&clip.words, Timestamp::now()),
    };
    reading.map_err(|fault| fault.to_string())
}

fn options(manner: Manner, cancel: &Cancel) -> Options {
    let Manner { encoding, whole_page, part } = manner;
    Options { encoding, whole_page, part, cancel: cancel.clone(), ..Options::default() }
}

/// An article, and what is known about how it was read.
fn parted(reading: Reading, origin: Origin, manner: Manner) -> (Article, Preview) {
    let Reading { article, warnings, remarks, shown, parts } = reading;
    let preview = Preview {
        origin,
        manner,
        warnings: warnings.iter().map(ToString::to_string).collect(),
        remarks,
        shown,
        parts,
        metadata: article.metadata.clone(),
        is_again: false,
        is_open: true,
    };
    (article, preview)
}

fn review(path: &Path, folders: &Folders) -> Result<Loaded, String> {
    let Opened { review, carried, identity, faults, access, recovery, warnings, is_newer } =
        store::open(path, folders).map_err(|fault| fault.to_string())?;
    let read_only = reason_of(&access);
    let lock = match access {
        Access::Writable(lock) => Some(lock),
        Access::ReadOnly(_) => None,
    };
    let (repaired, contradictions): (Vec<_>, Vec<_>) = faults.into_iter().partition(|fault| fault.kind.is_repaired());
    let lines = |faults: Vec<Fault>| faults.iter().map(|fault| format!("{}: {fault}", fault.pointer)).collect();
    let file_name = identity.path.file_name().map(|name| name.to_string_lossy().into_owned());
    let arrival = Arrival {
        review,
        carried: Arc::new(carried),
        proposed_name: file_name.unwrap_or_default(),
        folder: identity.path.parent().map(Path::to_path_buf),
        read_only,
        is_newer,
        remarks: warnings,
        faults: lines(repaired),
        contradictions: lines(contradictions),
        recent: Some(identity.path.clone()),
        recoverable: recovery.as_ref().map(|recovery| recoverable(recovery, recovery.continues(identity.sha256))),
        is_sample: false,
        preview: None,
        is_recovered: false,
        file: Some(identity),
    };
    Ok(Loaded { arrival, belongings: Belongings { lock, recovery, ..Belongings::default() } })
}

fn article(path: &Path, cancel: &Cancel, folders: &Folders) -> Result<Loaded, String> {
    let manner = Manner::default();
    let (article, preview) = parted(read_article(path, manner, cancel)?, Origin::File(path.to_path_buf()), manner);
    let name = review_name(&article);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).map(Path::to_path_buf);
    let mut remarks = Vec::new();
    let beside = folder.clone().unwrap_or_default().join(&name);
    if read::is_review(&beside) {
        remarks.push(format!("There is a review of this article beside it: {name}. Open that one to go on with it"));
    }
    // An article that was tagged but never saved has its journal under its own path.
    let key = Key::of_path(path);
    let recovery = journal::find_for(folders, path, Digest::of_text(article.text()));
    let recoverable = recovery.as_ref().map(|recovery| recoverable(recovery, true));
    let lock = Lock::acquire(folders, &key).ok().map(Arc::new);
    // Another window has the article open: this one's journal must be another.
    let key = if lock.is_some() { key } else { Key::unsaved() };
    let arrival = Arrival {
        folder,
        remarks,
        recoverable: recoverable.filter(|_| lock.is_some()),
        preview: Some(preview),
        recent: Some(path.to_path_buf()),
        ..unsaved(article, name, folders)
    };
    Ok(Loaded { arrival, belongings: Belongings { lock, recovery, key: Some(key), is_recovered: false } })
}

/// The bundled sample.
pub(super) fn sample(folders: &Folders) -> Result<Loaded, String> {
    let Reading { article, .. } = read::sample(Timestamp::now()).map_err(|fault| fault.to_string())?;
    let name = review_name(&article);
    Ok(new(Arrival { is_sample: true, ..unsaved(article, name, folders) }, folders))
}

/// A review that came in from another program, as a document that was never saved.
pub(super) fn imported(review: Review, folders: &Folders) -> Loaded {
    let article = review.article().clone();
    let name = review_name(&article);
    new(Arrival { review, is_recovered: true, ..unsaved(article, name, folders) }, folders)
}

impl Runtime {
    /// Looks for an article on a clipboard without plain words, on a thread of its own. When there is none, nothing comes of it.
    pub(in crate::ui) fn paste_form(&self) {
        let clipboard = Arc::clone(&self.clipboard);
        let (sender, context) = (self.sender.clone(), Arc::clone(&self.context));
        self.on_thread("clipboard", move || {
            if let Some(html) = clipboard.html() {
                let clip = Clip { words: String::new(), html: Some(html) };
                tell(&sender, &context, Report::Command(Box::new(Command::Pasted(clip))));
            }
        });
    }
}

/// What is on the clipboard.
pub(super) fn pasted(clip: Clip, clipboard: &dyn RichClipboard, folders: &Folders) -> Result<Loaded, String> {
    let Clip { words, html } = clip;
    let clip = Clip { html: html.or_else(|| clipboard.html()), words };
    let manner = Manner::default();
    let (article, preview) = parted(read_clip(&clip)?, Origin::Clipboard(clip), manner);
    let name = review_name(&article);
    Ok(new(Arrival { preview: Some(preview), ..unsaved(article, name, folders) }, folders))
}

/// What a journal holds, as a document that was never saved: its base as it was then, with its steps made again.
pub(super) fn recovered(recovery: Recovery, held: Option<Arc<Lock>>, folders: &Folders) -> Result<Loaded, String> {
    let (mut review, carried) = recovery.base(folders).map_err(|fault| fault.to_string())?;
    let applied = recovery.apply(&mut review);
    let mut remarks = Vec::new();
    if applied.left_out > 0 {
        remarks.push(format!(
            "The last {} steps of the journal did not fit the text and were left out; the journal is kept",
            applied.left_out
        ));
    }
    let name = match recovery.path().and_then(Path::file_name) {
        Some(name) => format!("{} (recovered){REVIEW_ENDING}", name.to_string_lossy().trim_end_matches(REVIEW_ENDING)),
        None => review_name(review.article()),
    };
    let folder = recovery.path().and_then(Path::parent).map(Path::to_path_buf);
    let lock = held.or_else(|| Lock::acquire(folders, recovery.key()).ok().map(Arc::new));
    let key = Some(Key::unsaved());
    let base = unsaved(review.article().clone(), name, folders);
    let arrival = Arrival { review, carried: Arc::new(carried), folder, remarks, is_recovered: true, ..base };
    Ok(Loaded { arrival, belongings: Belongings { lock, recovery: Some(recovery), key, is_recovered: true } })
}

/// A review that was made here, as a document that was never saved. `is_work` says that it is lost where it is not saved.
pub(super) fn made(review: Review, beside: Beside, is_work: bool, folders: &Folders) -> Loaded {
    let Beside { name, folder } = beside;
    let base = unsaved(review.article().clone(), name, folders);
    new(Arrival { review, folder, is_recovered: is_work, ..base }, folders)
}

fn new(arrival: Arrival, folders: &Folders) -> Loaded {
    let key = Key::unsaved();
    let lock = Lock::acquire(folders, &key).ok().map(Arc::new);
    Loaded { arrival, belongings: Belongings { lock, key: Some(key), ..Belongings::default() } }
}

fn unsaved(article: Article, proposed_name: String, folders: &Folders) -> Arrival {
    let (settings, _) = store::Settings::load(folders);
    Arrival::new(Review::new(article, settings.reviewer), proposed_name)
}

/// The name of a review file for an article: after its file, or after its title.
fn review_name(article: &Article) -> String {
    let from_file = article.source.file.as_deref().map(|name| name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let name = from_file.or(article.metadata.title.as_deref()).unwrap_or("article");
    let safe: String =
        name.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c }).take(80).collect();
    format!("{}{REVIEW_ENDING}", safe.trim())
}
