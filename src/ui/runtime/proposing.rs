//! Reading an article for proposals, off the frame, and remembering what was dismissed.

use std::sync::Arc;

use super::{Report, Runtime, tell};
use crate::{
    app::{Command, Dismissed, ProposalCommand, State},
    claim::Tag,
    store, suggest,
    text::Text,
};

impl Runtime {
    /// Reads the article for proposals on a thread of its own.
    pub(super) fn propose(&self, search: u64, state: &State) {
        let Some(document) = &state.document else { return };
        let article = document.shown_article().clone();
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
        self.dismissals.keep(Dismissal { text, dismissed }, move |all| {
            let mut all = all.into_iter().peekable();
            while let Some(Dismissal { text, dismissed }) = all.next() {
                // What comes later about the same text holds this too.
                if all.peek().is_some_and(|next| next.text == text) {
                    continue;
                }
                let marks = dismissed.marks().map(|(start, end, tag)| (start, end, tag.name().to_owned())).collect();
                if let Err(fault) = store::keep_dismissed(&folders, &text, marks) {
                    let words = format!("What you dismissed is not remembered for the next time: {fault}");
                    tell(&sender, &context, Report::Command(Box::new(Command::Warned(words))));
                }
            }
        });
    }
}

/// All that was dismissed on a text.
pub(super) struct Dismissal {
    text: Text,
    dismissed: Dismissed,
}
