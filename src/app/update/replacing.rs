//! What happens about another version of the article.

use super::{editing::edit, told};
use crate::{
    app::{
        Action, Answer, Comparing, Document, Effect, NoticeKind, OtherVersion, PlaceOfFocus, Question, ReplaceCommand,
        Replacing, State, View,
    },
    review::{ClaimFate, Concern, Decision, Phase, Stamp, carry_over},
    text::Span,
};

/// Has another version chosen.
pub(super) fn ask(state: &mut State) -> Vec<Effect> {
    may_replace(state).map_or_else(|refusal| refusal, |()| vec![Effect::AskForOtherVersion])
}

/// Has the clipboard's words fetched.
pub(super) fn paste(state: &mut State) -> Vec<Effect> {
    may_replace(state).map_or_else(|refusal| refusal, |()| vec![Effect::PasteOtherVersion])
}

fn may_replace(state: &mut State) -> Result<(), Vec<Effect>> {
    match state.document.as_ref().map(|document| document.read_only.clone()) {
        None => Err(Vec::new()),
        Some(None) => Ok(()),
        Some(Some(reason)) => {
            Err(told(state, NoticeKind::Warning, format!("This review is open for reading only: {reason}")))
        }
    }
}

/// Carries out a command about another version.
pub(super) fn replace(state: &mut State, command: ReplaceCommand) -> Vec<Effect> {
    match command {
        ReplaceCommand::SourceChanged { review, source } => {
            if let Some(document) = &mut state.document
                && document.file.as_ref().is_some_and(|file| file.path == review)
                && document.read_only.is_none()
            {
                document.changed_source = Some(source);
            }
            Vec::new()
        }
        ReplaceCommand::CompareSource => {
            let source = state.document.as_ref().and_then(|document| document.changed_source.clone());
            source.map(|source| begin(state, OtherVersion::File(source))).unwrap_or_default()
        }
        ReplaceCommand::KeepSource => {
            if let Some(document) = &mut state.document {
                document.changed_source = None;
            }
            vec![Effect::Focus(PlaceOfFocus::View)]
        }
        ReplaceCommand::With(path) => begin(state, OtherVersion::File(path)),
        ReplaceCommand::WithWords(words) if words.trim().is_empty() => {
            told(state, NoticeKind::Info, "There is no text on the clipboard. Copy the new text first")
        }
        ReplaceCommand::WithWords(words) => begin(state, OtherVersion::Words(words)),
        ReplaceCommand::NoDialog => {
            state.question = Some(Question::TypeVersionPath);
            Vec::new()
        }
        ReplaceCommand::GoesOn(number, phase) => {
            if let Some(Replacing::Underway { number: own, phase: now }) = replacing(state)
                && *own == number
            {
                *now = phase;
            }
            Vec::new()
        }
        ReplaceCommand::Failed(number, words) => {
            if !is_underway(state, number) {
                return Vec::new();
            }
            leave(state);
            told(state, NoticeKind::Error, words)
        }
        ReplaceCommand::Compared { number, comparison, remarks } => {
            if !is_underway(state, number) {
                return Vec::new();
            }
            let Some(document) = &mut state.document else { return Vec::new() };
            let comparing = Comparing::new(comparison, &document.review, document.revision);
            document.replacing = Some(Replacing::Deciding(Box::new(comparing)));
            for remark in remarks {
                state.tell(NoticeKind::Warning, remark);
            }
            let mut effects = reveal(state);
            effects.push(Effect::Focus(PlaceOfFocus::View));
            effects
        }
        ReplaceCommand::GiveUp => give_up(state),
        command => decide(state, &command),
    }
}

/// Carries out a command about the claims of a comparison.
fn decide(state: &mut State, command: &ReplaceCommand) -> Vec<Effect> {
    let Some(Replacing::Deciding(comparing)) = replacing(state) else { return Vec::new() };
    match *command {
        ReplaceCommand::Choose(number) => {
            comparing.choose(number);
            reveal(state)
        }
        ReplaceCommand::TakeCandidate(which) => {
            let candidate = comparing.current_fate().and_then(|fate| fate.candidates().get(which).copied());
            candidate.map(|span| decide_current(state, Decision::Place(vec![span]))).unwrap_or_default()
        }
        ReplaceCommand::AcceptAll(kind) => decide_all(state, kind, &Decision::Accept),
        ReplaceCommand::LeaveAll(kind) => decide_all(state, kind, &Decision::Leave),
        ReplaceCommand::Reconsider => {
            if let Some(current) = comparing.current() {
                comparing.reconsider(current);
            }
            reveal(state)
        }
        ReplaceCommand::Fold(kind) => {
            comparing.fold(kind);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Carries out an action that is about a comparison.
pub(super) fn act(state: &mut State, action: Action, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let Some(Replacing::Deciding(comparing)) = replacing(state) else { return Vec::new() };
    match action {
        Action::NextCompared | Action::PreviousCompared => {
            comparing.step(action == Action::NextCompared);
            reveal(state)
        }
        Action::AcceptPlace => {
            let current = comparing.current();
            if current.is_some_and(|current| !comparing.can_accept(current)) {
                let words = if comparing.current_fate().is_some_and(|fate| !fate.candidates().is_empty()) {
                    "Choose one of the places first"
                } else {
                    "No place was found. Select the right words in the new text and place the claim there, or leave it"
                };
                return told(state, NoticeKind::Info, words);
            }
            decide_current(state, Decision::Accept)
        }
        Action::LeaveWithoutPlace => decide_current(state, Decision::Leave),
        Action::AcceptAllAlike => {
            let kind = comparing.current_fate().map(ClaimFate::concern);
            kind.map(|kind| decide_all(state, kind, &Decision::Accept)).unwrap_or_default()
        }
        Action::PlaceClaim => {
            let spans = comparing.selected_spans();
            if spans.is_empty() {
                return told(state, NoticeKind::Info, "Select the claim’s words in the new text first");
            }
            decide_current(state, Decision::Place(spans))
        }
        Action::CarryOver => finish(state, stamp),
        _ => Vec::new(),
    }
}

/// Decides about the claim that is looked at, and looks at the next that is undecided.
fn decide_current(state: &mut State, decision: Decision) -> Vec<Effect> {
    let Some(Replacing::Deciding(comparing)) = replacing(state) else { return Vec::new() };
    let Some(current) = comparing.current() else { return Vec::new() };
    if let Err(tag) = comparing.decide(current, decision) {
        let words = format!("Another {} has some of these words; claims of one tag may not share text", tag.name());
        return told(state, NoticeKind::Warning, words);
    }
    let head = comparing.selection.head;
    comparing.selection.place(head, false);
    comparing.step_to_undecided();
    reveal(state)
}

fn decide_all(state: &mut State, kind: Concern, decision: &Decision) -> Vec<Effect> {
    let Some(Replacing::Deciding(comparing)) = replacing(state) else { return Vec::new() };
    let mut left = 0;
    for number in comparing.undecided_of(kind) {
        let can = *decision == Decision::Leave || comparing.can_accept(number);
        if !can || comparing.decide(number, decision.clone()).is_err() {
            left += 1;
        }
    }
    comparing.step_to_undecided();
    let effects = reveal(state);
    if left > 0 {
        let claims = if left == 1 { "1 claim has" } else { &format!("{left} claims have") };
        state.tell(NoticeKind::Info, format!("{claims} no place to accept and must be decided one by one"));
    }
    effects
}

/// Puts the new text in the place of the old one, with all claims, as one step.
fn finish(state: &mut State, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    let Some(Replacing::Deciding(comparing)) = document.replacing.clone() else { return Vec::new() };
    if comparing.revision != document.revision {
        leave(state);
        return told(
            state,
            NoticeKind::Warning,
            "The review has changed since the texts were compared. Nothing was carried over; compare them again",
        );
    }
    let before = document.review.claims().tally().orphaned;
    let comparison = std::sync::Arc::clone(&comparing.comparison);
    let mut effects =
        edit(state, None, |review| Ok(carry_over(review, &comparison, |fate| comparing.outcome(fate), stamp.now)));
    if effects.is_empty() {
        return effects;
    }
    leave(state);
    let Some(document) = &mut state.document else { return effects };
    document.changed_source = None;
    // What was looked at last stays in sight.
    if let Some(fate) = comparing.current_fate() {
        document.look_at(fate.id, None);
    }
    let place = document.focused_segment().map(Span::start);
    effects.extend(place.map(Effect::Reveal));
    let orphaned = document.review.claims().tally().orphaned.saturating_sub(before);
    let words = match orphaned {
        0 => "The new text is in place, and the claims with it".to_owned(),
        1 => "The new text is in place; 1 claim is without a place in it".to_owned(),
        count => format!("The new text is in place; {count} claims are without a place in it"),
    };
    state.view = View::Read;
    state.tell(NoticeKind::Info, words);
    effects.push(Effect::Focus(PlaceOfFocus::Article));
    effects
}

fn begin(state: &mut State, version: OtherVersion) -> Vec<Effect> {
    if let Err(refusal) = may_replace(state) {
        return refusal;
    }
    if matches!(state.question, Some(Question::TypeVersionPath)) {
        state.question = None;
    }
    let Some(document) = &mut state.document else { return Vec::new() };
    document.comparisons += 1;
    let number = document.comparisons;
    document.replacing = Some(Replacing::Underway { number, phase: Phase::Reading });
    document.find.is_open = false;
    state.hint_shown = false;
    vec![Effect::Compare { number, version }]
}

/// Leaves the comparison; what was decided by hand is asked about first.
pub(super) fn give_up(state: &mut State) -> Vec<Effect> {
    let has_decisions = matches!(replacing(state), Some(Replacing::Deciding(comparing)) if comparing.has_decisions());
    if has_decisions && state.question.is_none() {
        state.question = Some(Question::GiveUpComparison);
        return Vec::new();
    }
    leave(state);
    vec![Effect::StopComparing, Effect::Focus(PlaceOfFocus::View)]
}

/// Escape: the selection goes first, then the comparison.
pub(super) fn escape(state: &mut State) -> Vec<Effect> {
    if let Some(Replacing::Deciding(comparing)) = replacing(state)
        && !comparing.selection.is_caret()
    {
        let head = comparing.selection.head;
        comparing.selection.place(head, false);
        return Vec::new();
    }
    give_up(state)
}

/// The answer to whether the decisions may go.
pub(super) fn answer(state: &mut State, answer: Answer) -> Vec<Effect> {
    if answer != Answer::GoOn {
        return Vec::new();
    }
    leave(state);
    vec![Effect::StopComparing, Effect::Focus(PlaceOfFocus::View)]
}

fn leave(state: &mut State) {
    if let Some(document) = &mut state.document {
        document.replacing = None;
    }
}

fn replacing(state: &mut State) -> Option<&mut Replacing> {
    state.document.as_mut()?.replacing.as_mut()
}

/// Whether the comparison of this number is what is waited for.
fn is_underway(state: &mut State, number: u64) -> bool {
    matches!(replacing(state), Some(Replacing::Underway { number: own, .. }) if *own == number)
}

/// Brings the claim that is looked at into view, in both texts.
fn reveal(state: &mut State) -> Vec<Effect> {
    let Some(Document { review, replacing: Some(Replacing::Deciding(comparing)), .. }) = &mut state.document else {
        return Vec::new();
    };
    let (Some(current), Some(fate)) = (comparing.current(), comparing.current_fate()) else { return Vec::new() };
    let old = review.claims().get(fate.id).and_then(|claim| claim.segments.extent()).map(Span::start);
    let first = |spans: &[Span]| spans.iter().map(|span| span.start()).min();
    let near = fate.segments.iter().find_map(|segment| match segment.outcome.fate {
        crate::anchor::Fate::Orphan { near } => near,
        _ => None,
    });
    let new = first(&comparing.places(current)).or_else(|| first(fate.candidates())).or(near);
    if let (Some(new), true) = (new, comparing.selection.is_caret()) {
        comparing.selection.place(new, false);
    }
    vec![Effect::RevealBeside { old, new }]
}
