//! Another version of the article: looking whether there is one, reading it, comparing it with the review; all off the frame.

use std::{
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;

use super::{Report, Runtime, tell};
use crate::{
    app::{Command, Document, OtherVersion, ReplaceCommand, State},
    read::{self, Cancel, Limits, Options, ReadError, Reading},
    review::{Phase, compare},
    store::{self, Digest},
    text::Text,
};

impl Runtime {
    /// Looks whether the article's file beside the review is still what was read, and says so when it is not.
    pub(super) fn look_at_source(&self, state: &State) {
        let Some(Looked { review, source, known }) = state.document.as_ref().and_then(source_of) else { return };
        let (sender, context) = (self.sender.clone(), Arc::clone(&self.context));
        self.on_thread("source", move || {
            // A file that is gone, cannot be read, or is larger than any article is no newer version of it.
            let is_article = source
                .metadata()
                .is_ok_and(|metadata| metadata.is_file() && metadata.len() <= Limits::default().file_bytes as u64);
            let now = is_article.then(|| store::attach(&source).ok()).flatten();
            if now.is_some_and(|now| !known.iter().any(|known| known.eq_ignore_ascii_case(&now.sha256))) {
                let changed = ReplaceCommand::SourceChanged { review, source };
                tell(&sender, &context, Report::Command(Box::new(Command::Replace(changed))));
            }
        });
    }

    /// Reads another version of the article and compares the review with it, on a thread of its own.
    pub(super) fn compare(&mut self, number: u64, version: OtherVersion, state: &State) {
        let Some(document) = &state.document else { return };
        self.stop_comparing();
        let cancel = Cancel::default();
        self.comparing = Some(cancel.clone());
        let review = Arc::clone(&document.review);
        let (sender, context) = (self.sender.clone(), Arc::clone(&self.context));
        self.on_thread("comparison", move || {
            let say = |command| tell(&sender, &context, Report::Command(Box::new(Command::Replace(command))));
            let Reading { article, warnings, .. } = match read(&version, &cancel) {
                Ok(reading) => reading,
                Err(words) => return say(ReplaceCommand::Failed(number, words)),
            };
            let hash = |text: &Text| Digest::of_text(text).to_string();
            let hashes = (hash(review.article().text()), hash(article.text()));
            let goes_on = |phase: Phase| {
                say(ReplaceCommand::GoesOn(number, phase));
                !cancel.is_requested()
            };
            let comparison = compare(&review, article, hashes, goes_on);
            // The copy goes before the report, so that the next edit need not make another.
            drop(review);
            if let Some(comparison) = comparison {
                let remarks = warnings.iter().map(ToString::to_string).collect();
                say(ReplaceCommand::Compared { number, comparison: Arc::new(comparison), remarks });
            }
        });
    }

    /// Has the thread that compares end soon; nobody waits for it.
    pub(super) fn stop_comparing(&mut self) {
        if let Some(cancel) = self.comparing.take() {
            cancel.request();
        }
    }
}

/// A file to be looked at.
struct Looked {
    /// The review's file.
    review: PathBuf,
    /// The article's, beside it.
    source: PathBuf,
    /// The hashes that say that it is no other: that of what was read last, and those of the versions before.
    known: Vec<String>,
}

fn source_of(document: &Document) -> Option<Looked> {
    let review = document.file.as_ref()?.path.clone();
    let article = document.review.article();
    let name = article.source.file.as_deref()?;
    let hash = article.source.sha256.clone()?;
    let earlier = article.versions.iter().filter_map(|version| version.source.sha256.clone());
    let known = [hash].into_iter().chain(earlier).collect();
    // A name in a file may be anything; only one without folders names a file beside the review.
    let mut components = Path::new(name).components();
    let is_name = matches!((components.next(), components.next()), (Some(Component::Normal(_)), None));
    let beside = review.parent()?.join(name);
    is_name.then_some(Looked { review, source: beside, known })
}

fn read(version: &OtherVersion, cancel: &Cancel) -> Result<Reading, String> {
    match version {
        OtherVersion::File(path) => {
            let options = Options { cancel: cancel.clone(), ..Options::default() };
            read::read_file_with(path, Timestamp::now(), &options).map_err(|fault| {
                let name = path.file_name().unwrap_or(path.as_os_str()).display();
                match fault {
                    ReadError::Review => format!("“{name}” is a review. Choose the article’s own file"),
                    fault => format!("“{name}” was not read. {fault}"),
                }
            })
        }
        OtherVersion::Words(words) => read::read_pasted(words, Timestamp::now()).map_err(|fault| fault.to_string()),
    }
}
