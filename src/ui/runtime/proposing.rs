//! Reading an article for proposals, off the frame, and remembering what was dismissed.

use std::sync::Arc;

use super::{Report, Runtime, tell};
use crate::{
    app::{Command, Dismissed, ProposalCommand, State},
    claim::Tag,
    store, suggest,
};

impl Runtime {
    /// Reads the article for proposals on a thread of its own.
    pub(super) fn propose(&self, search: u64, state: &State) {
        let Some(document) = &state.document else { return };
        let article = document.review.article().clone();
        let (sender, context, folders) = (self.sender.clone(), Arc::clone(&self.context), self.folders.clone());
        self.on_thread("proposals", move || {
            let proposals: Arc<[suggest::Proposal]> = suggest::all(&article, None).into();
            let marks = store::dismissed(&folders, article.text()).into_iter();
            let tag = |name: &str| Tag::ALL.into_iter().find(|tag| tag.name() == name);
            let dismissed = Dismissed::new(marks.filter_map(|(start, end, name)| Some((start, end, tag(&name)?))));
            let found = ProposalCommand::Found { search, proposals, dismissed };
            tell(&sender, &context, Report::Command(Box::new(Command::Proposal(found))));
        });
    }

    /// Remembers what was dismissed. Should that fail, it is proposed again the next time, and no work is lost.
    pub(super) fn keep_dismissed(&mut self, dismissed: Dismissed, state: &State) {
        let Some(document) = &state.document else { return };
        let text = document.review.article().text().clone();
        let (sender, context, folders) = (self.sender.clone(), Arc::clone(&self.context), self.folders.clone());
        self.dismissals.1 += 1;
        let (last, number) = (Arc::clone(&self.dismissals.0), self.dismissals.1);
        self.on_thread("dismissed", move || {
            // Whoever panicked with it wrote nothing or all.
            let mut last = last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if *last > number {
                // What came later is written already.
                return;
            }
            *last = number;
            let marks = dismissed.marks().map(|(start, end, tag)| (start, end, tag.name().to_owned())).collect();
            if let Err(fault) = store::keep_dismissed(&folders, &text, marks) {
                let words = format!("What you dismissed is not remembered for the next time: {fault}");
                tell(&sender, &context, Report::Command(Box::new(Command::Warned(words))));
            }
        });
    }
}
