//! The journal of what is open, and work that was left behind in one.

use std::sync::Arc;

use super::{Belongings, Report, Runtime, loading, tell};
use crate::{
    app::{Command, Document, Recoverable, State},
    review::Review,
    store::{
        self, Journal, Key, Recovery,
        journal::{self, Base},
    },
};

impl Runtime {
    /// Looks for work that was left behind and belongs to no file; what is found is offered.
    pub(crate) fn look_for_work(&mut self) {
        let Some(recovery) = journal::orphans(&self.folders).into_iter().find(|recovery| !recovery.is_aside()) else {
            return;
        };
        self.send(Command::Found(Box::new(recoverable(&recovery, true))));
        self.found = Some(recovery);
    }

    /// Takes over what the document that is shown now brought along, and starts its journal.
    pub(super) fn start_journal(&mut self, state: &State) {
        let is_recovered = std::mem::take(&mut self.is_recovered);
        let Some(document) = &state.document else { return };
        if document.read_only.is_some() {
            return;
        }
        self.prove_ahead(document);
        let Some(recovery) = self.recovery.take().filter(|_| is_recovered) else {
            self.journal = self.journal_for(document, None);
            // What came in from another program is in no file and no journal before its first edit.
            let is_nowhere = document.file.is_none() && !document.review.claims().is_empty();
            if let (Some(journal), true) = (&self.journal, is_nowhere)
                && let Err(fault) = journal.write_base()
            {
                self.send(Command::Warned(fault.to_string()));
            }
            return;
        };
        if recovery.path().is_none() && !recovery.is_aside() {
            // The very journal goes on.
            self.key = Some(recovery.key().clone());
            self.journal = self.journal_for(document, Some(&recovery));
            return;
        }
        // What was recovered becomes a document of its own, with a journal of its own that holds it whole.
        self.journal = self.journal_for(document, None);
        let kept = self.journal.as_ref().map(Journal::write_base);
        match kept {
            Some(Ok(())) => {
                // The work is in the new journal now; should the old one stay, it is offered again.
                let _stays = recovery.discard();
            }
            Some(Err(fault)) => self.send(Command::Warned(fault.to_string())),
            None => {}
        }
    }

    /// A journal of the open document is put aside when another is started; one that belongs to nothing open, at once.
    pub(super) fn put_aside(&mut self, state: &State) {
        if self.recovery.take().is_some() {
            self.start_journal(state);
        } else if let Some(Err(fault)) = self.found.take().map(Recovery::put_aside) {
            self.send(Command::Warned(format!("The work could not be put aside: {fault}. It will be offered again")));
        }
    }

    pub(super) fn leave_journal(&mut self) {
        self.journal = None;
        self.lock = None;
        self.recovery = None;
        self.key = None;
    }

    pub(super) fn take_over(&mut self) {
        if let Some(Belongings { lock, recovery, key, is_recovered }) = self.arriving.take() {
            self.lock = lock;
            self.recovery = recovery;
            self.key = key;
            self.is_recovered = is_recovered;
        }
    }

    pub(super) fn journal_for(&self, document: &Document, recovery: Option<&Recovery>) -> Option<Journal> {
        let text = document.review.article().text().clone();
        let (key, base) = if let Some(file) = &document.file {
            (Key::of_path(&file.path), Base::File { path: file.path.clone(), sha256: file.sha256 })
        } else {
            let (review, carried) = (Arc::clone(&document.review), Arc::clone(&document.carried));
            (self.key.clone().unwrap_or_else(Key::unsaved), Base::Review { review, carried })
        };
        let (sender, context) = (self.sender.clone(), Arc::clone(&self.context));
        let on_fault = move |fault: store::JournalError| {
            tell(&sender, &context, Report::Command(Box::new(Command::Warned(fault.to_string()))));
        };
        match Journal::start(&self.folders, &key, base, text, recovery, on_fault) {
            Ok(journal) => Some(journal),
            Err(fault) => {
                self.send(Command::Warned(fault.to_string()));
                None
            }
        }
    }

    /// Makes the steps again: on the document that is open if they continue it, or else as a document of their own.
    pub(super) fn restore(&mut self, state: &State) {
        let Some(recovery) = self.recovery.take().or_else(|| self.found.take()) else { return };
        let file = state.document.as_ref().and_then(|document| document.file.as_ref());
        if let (Some(document), true) = (&state.document, file.is_some_and(|file| recovery.continues(file.sha256))) {
            let mut review = Review::clone(&document.review);
            let applied = recovery.apply(&mut review);
            self.journal = self.journal_for(document, Some(&recovery));
            self.send(Command::Restored(Arc::new(review), applied.undo));
            return;
        }
        // The lock of an article that was tagged but never saved is held already, by the article as it was opened.
        let held = self.lock.take_if(|lock| lock.key() == recovery.key());
        let (sender, context, folders) = (self.sender.clone(), Arc::clone(&self.context), self.folders.clone());
        self.on_thread("recovery", move || {
            let report = match loading::recovered(recovery, held, &folders) {
                Ok(loaded) => Report::Loaded(Box::new(loaded)),
                Err(words) => Report::NotRecovered(words),
            };
            tell(&sender, &context, report);
        });
    }
}

pub(super) fn recoverable(recovery: &Recovery, fits: bool) -> Recoverable {
    let file_name = || recovery.path()?.file_name().map(|name| name.to_string_lossy().into_owned());
    let title = recovery.title().map(str::to_owned).or_else(file_name);
    Recoverable {
        title: title.unwrap_or_else(|| "an article without a title".to_owned()),
        last: recovery.last_at(),
        steps: recovery.steps().iter().map(|step| step.name.clone()).collect(),
        fits,
    }
}
