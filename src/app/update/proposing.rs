//! What happens to proposals.

use super::{editing::edit, told};
use crate::{
    app::{Document, Effect, NoticeKind, PlaceOfFocus, ProposalCommand, State, View},
    claim::Tag,
    review::{Stamp, operations},
    suggest::Proposal,
};

/// Has the article read for proposals, or shows those that were found.
pub(super) fn propose(state: &mut State) -> Vec<Effect> {
    let Some(document) = &mut state.document else {
        return Vec::new();
    };
    if document.proposals.search.is_some() {
        return Vec::new();
    }
    document.search += 1;
    let search = document.search;
    document.proposals.search = Some(search);
    // Whoever looks through proposals needs no first steps, but the place they stand in.
    state.hint_shown = false;
    state.view = View::Read;
    vec![Effect::Propose(search), Effect::Focus(PlaceOfFocus::Article)]
}

/// Carries out a command about proposals.
pub(super) fn proposal(state: &mut State, command: ProposalCommand, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let Some(document) = &mut state.document else {
        return Vec::new();
    };
    match command {
        ProposalCommand::Found { search, .. } if document.proposals.search != Some(search) => Vec::new(),
        ProposalCommand::Found { proposals, dismissed, .. } => {
            let review = std::sync::Arc::clone(&document.review);
            let is_seen = |proposal: &&Proposal| !proposal.segments.iter().any(|span| document.is_hidden(*span));
            let hides = document.lesson.hides();
            let proposals = if hides { proposals.iter().filter(is_seen).cloned().collect() } else { proposals };
            document.proposals.found(proposals, dismissed, &review);
            if document.proposals.is_exhausted(&review) {
                document.proposals.is_shown = false;
                return told(state, NoticeKind::Info, "Nothing more is proposed for this article");
            }
            step(state, true)
        }
        ProposalCommand::Choose(number) => {
            document.proposals.choose(number);
            reveal(document)
        }
        ProposalCommand::AcceptAs(tag) => accept_current(state, Some(tag), stamp),
        ProposalCommand::AcceptRule(rule) => accept_all(state, |proposal| proposal.rule == rule, stamp),
        ProposalCommand::AcceptAbove(least) => accept_all(state, |proposal| proposal.confidence >= least, stamp),
        ProposalCommand::ShowFrom(least) => {
            let review = std::sync::Arc::clone(&document.review);
            document.proposals.show_from(least, &review);
            if document.proposals.current().is_none() {
                return step(state, true);
            }
            reveal(document)
        }
        ProposalCommand::Close => {
            document.proposals.is_shown = false;
            document.proposals.search = None;
            Vec::new()
        }
    }
}

/// Looks at the next proposal, or the one before.
pub(super) fn step(state: &mut State, forward: bool) -> Vec<Effect> {
    let Some(document) = &mut state.document else {
        return Vec::new();
    };
    let caret = document.selection.head;
    document.proposals.step(forward, caret);
    reveal(document)
}

/// Makes a claim of the proposal that is looked at, and looks at the next.
pub(super) fn accept_current(state: &mut State, tag: Option<Tag>, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let current = state.document.as_ref().and_then(|document| document.proposals.current().cloned());
    let Some(current) = current else {
        return Vec::new();
    };
    let mut effects =
        edit(state, None, |review| operations::accept(review, &[&current], tag, stamp).map(|(edit, _)| edit));
    if let (Some(document), false) = (&mut state.document, effects.is_empty()) {
        effects.extend(reveal(document));
    }
    effects
}

/// Dismisses the proposal that is looked at: for this text it is not made again.
pub(super) fn dismiss(state: &mut State) -> Vec<Effect> {
    let Some(document) = &mut state.document else {
        return Vec::new();
    };
    let review = std::sync::Arc::clone(&document.review);
    let Some(dismissed) = document.proposals.dismiss(&review) else {
        return Vec::new();
    };
    let mut effects = vec![Effect::KeepDismissed(dismissed)];
    effects.extend(reveal(document));
    effects
}

fn accept_all(state: &mut State, wanted: impl Fn(&Proposal) -> bool, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let Some(document) = &state.document else {
        return Vec::new();
    };
    let chosen: Vec<Proposal> = document.proposals.open().filter(|proposal| wanted(proposal)).cloned().collect();
    let chosen: Vec<&Proposal> = chosen.iter().collect();
    let mut effects =
        edit(state, None, |review| operations::accept(review, &chosen, None, stamp).map(|(edit, _)| edit));
    if let (Some(document), false) = (&mut state.document, effects.is_empty()) {
        effects.extend(reveal(document));
    }
    effects
}

/// Brings the proposal that is looked at into view, and the caret to it.
fn reveal(document: &mut Document) -> Vec<Effect> {
    let Some(start) = document.proposals.current().and_then(|proposal| Some(proposal.segments.first()?.start())) else {
        return Vec::new();
    };
    document.selection.place(start, false);
    vec![Effect::Reveal(start)]
}
