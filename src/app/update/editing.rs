//! What changes the review.

use std::sync::Arc;

use super::{checking, moving::with_document, told};
use crate::{
    app::{
        Amendment, AssignCommand, CheckCommand, CheckField, Command, Document, Effect, EntryChange, NoticeKind,
        Question, State,
    },
    article::Metadata,
    claim::{Claim, ClaimId, Speaker, Tag},
    review::{Edge, Edit, Field, Refusal, Review, Stamp, operations},
    text::{ByteIndex, Span, word},
};

/// With words selected they become a claim; without, the picked claims get the tag or, with none picked, the focused one.
pub(super) fn tag(state: &mut State, tag: Tag, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    if let Some(effects) = super::lesson::tag_span(state, tag, stamp) {
        return effects;
    }
    let Some(document) = &state.document else {
        return Vec::new();
    };
    let spans = document.selected_spans();
    if spans.is_empty() && document.proposals.current().is_some() {
        return super::proposing::accept_current(state, Some(tag), stamp);
    }
    if spans.is_empty() && !document.picked.is_empty() {
        let picked = document.picked_claims();
        return edit(state, None, |review| operations::retag_several(review, &picked, tag, stamp));
    }
    if spans.is_empty() {
        let Some(focus) = document.focus else {
            return told(state, NoticeKind::Info, Refusal::NothingSelected.to_string());
        };
        return edit(state, None, |review| operations::retag(review, focus.claim, tag, stamp));
    }
    let mut made = None;
    let effects = edit(state, None, |review| {
        let (edit, claim) = operations::tag(review, tag, &spans, stamp)?;
        made = Some(claim);
        Ok(edit)
    });
    if let (Some(document), Some(claim)) = (&mut state.document, made.filter(|_| !effects.is_empty())) {
        let head = document.selection.range().1;
        document.selection.place(head, false);
        document.look_at(claim, None);
    }
    effects
}

pub(super) fn add_segment(state: &mut State, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let Some(document) = &state.document else {
        return Vec::new();
    };
    let Some(focus) = document.focus else {
        return told(state, NoticeKind::Info, "Choose the claim that the selection belongs to first");
    };
    let spans = document.selected_spans();
    let effects = edit(state, None, |review| operations::add_segment(review, focus.claim, &spans, stamp));
    if let (Some(document), false) = (&mut state.document, effects.is_empty()) {
        let head = document.selection.range().1;
        document.selection.place(head, false);
        document.look_at(focus.claim, Some(head));
    }
    effects
}

/// The selection becomes the whole of the focused claim, whose words may be in the text no more.
pub(super) fn place(state: &mut State, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let spans = state.document.as_ref().map(Document::selected_spans).unwrap_or_default();
    on_focus(state, |state, claim, _| {
        let effects = edit(state, None, |review| operations::place(review, claim, &spans, stamp));
        if let (Some(document), false) = (&mut state.document, effects.is_empty()) {
            let head = document.selection.range().1;
            document.selection.place(head, false);
            document.look_at(claim, Some(head));
        }
        effects
    })
}

pub(super) fn remove_segment(state: &mut State, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    on_focus(state, |state, claim, segment| {
        edit(state, None, |review| operations::remove_segment(review, claim, segment, stamp))
    })
}

pub(super) fn delete(state: &mut State, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    checking::on_picked(state, |state, claims| edit(state, None, |review| operations::delete(review, &claims, stamp)))
}

pub(super) fn set_cue(state: &mut State, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let selected = state.document.as_ref().map(Document::selected_spans).unwrap_or_default();
    let [cue] = selected[..] else {
        return told(state, NoticeKind::Info, "Select the words that attribute the claim, such as “said”, first");
    };
    on_focus(state, |state, claim, _| {
        edit(state, None, |review| operations::amend(review, claim, Field::Cue, |claim| claim.cue = Some(cue), stamp))
    })
}

pub(super) fn find_same(state: &mut State) -> Vec<Effect> {
    let Some(document) = &mut state.document else {
        return Vec::new();
    };
    let places = document.focus.map(|focus| document.same_words(focus.claim)).unwrap_or_default();
    if places.is_empty() {
        return told(state, NoticeKind::Info, Refusal::NoOtherPlace.to_string());
    }
    document.same = Some(places);
    state.panel_hidden = false;
    Vec::new()
}

pub(super) fn accept_same(state: &mut State, which: Option<usize>, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let Some((places, focus)) =
        state.document.as_ref().and_then(|document| Some((document.same.clone()?, document.focus?)))
    else {
        return Vec::new();
    };
    let accepted = match which {
        Some(number) => places.get(number).copied().into_iter().collect(),
        None => places,
    };
    edit(state, None, |review| operations::tag_same(review, focus.claim, &accepted, stamp))
}

pub(super) fn move_end(
    state: &mut State,
    claim: ClaimId,
    segment: usize,
    edge: Edge,
    to: ByteIndex,
    stamp: &mut Stamp<'_>,
) -> Vec<Effect> {
    edit(state, None, |review| operations::move_end(review, claim, segment, edge, to, stamp))
}

pub(super) fn nudge(state: &mut State, edge: Edge, by_word: bool, forward: bool, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let Some(span) = state.document.as_ref().and_then(Document::focused_segment) else {
        return told(state, NoticeKind::Info, "Choose a claim first");
    };
    on_focus(state, |state, claim, segment| {
        edit(state, None, |review| {
            let text = review.article().text();
            let from = if edge == Edge::Start { span.start() } else { span.end() };
            let step = |at| match (by_word, forward) {
                (false, true) => text.next_grapheme(at),
                (false, false) => text.previous_grapheme(at),
                (true, true) => word_end_after(review, at),
                (true, false) => word::previous(text, at),
            };
            // White space next to an end is trimmed off again, so a step over it goes on to the next visible character.
            let mut to = step(from);
            let is_space = |at: ByteIndex, before: ByteIndex| {
                let (low, high) = (at.min(before).get(), at.max(before).get());
                text.as_str().get(low..high).is_some_and(|passed| !passed.is_empty() && passed.trim().is_empty())
            };
            let outwards = (edge == Edge::End) == forward;
            while outwards && is_space(to, from) && to != step(to) {
                to = step(to);
            }
            operations::move_end(review, claim, segment, edge, to, stamp)
        })
    })
}

/// The end of the next word after `at`.
fn word_end_after(review: &Review, at: ByteIndex) -> ByteIndex {
    let text = review.article().text();
    let rest = text.trimmed_span(at..text.end().min(ByteIndex::new(at.get() + 4096)));
    rest.and_then(|rest| word::at(text, rest.start())).map_or(at, Span::end)
}

pub(super) fn amend(state: &mut State, id: ClaimId, amendment: Amendment, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    match amendment {
        Amendment::Form(form) => change(state, id, Field::Form, false, |claim| claim.form = form, stamp),
        Amendment::Voice(voice) => change(state, id, Field::Voice, false, |claim| claim.voice = voice, stamp),
        Amendment::Speaker(name) => edit(state, None, |review| operations::set_speaker(review, &[id], &name, stamp)),
        Amendment::ClearCue => change(state, id, Field::Cue, false, |claim| claim.cue = None, stamp),
        Amendment::ClaimText(words) => {
            let words = (!words.is_empty()).then_some(words);
            change(state, id, Field::ClaimText, true, |claim| claim.claim_text = words, stamp)
        }
        Amendment::Labels(labels) => change(state, id, Field::Labels, false, |claim| claim.labels = labels, stamp),
        Amendment::Flag(flag, true) => change(state, id, Field::Flags, false, |claim| claim.flags.push(flag), stamp),
        Amendment::Flag(flag, false) => {
            change(state, id, Field::Flags, false, |claim| claim.flags.retain(|other| *other != flag), stamp)
        }
        Amendment::Note(note) => change(state, id, Field::Note, true, |claim| claim.note = note, stamp),
    }
}

fn change(
    state: &mut State,
    id: ClaimId,
    field: Field,
    typed: bool,
    change: impl FnOnce(&mut Claim),
    stamp: &mut Stamp<'_>,
) -> Vec<Effect> {
    edit(state, typed.then_some((id, field)), |review| operations::amend(review, id, field, change, stamp))
}

pub(super) fn amend_speaker(state: &mut State, speaker: Speaker) -> Vec<Effect> {
    edit(state, None, |review| operations::amend_speaker(review, speaker.id, |own| *own = speaker))
}

pub(super) fn amend_article(state: &mut State, metadata: Metadata) -> Vec<Effect> {
    edit(state, None, |review| operations::amend_article(review, metadata))
}

/// The name goes into the settings, for the next review, and into this one.
pub(super) fn rename_reviewer(state: &mut State, name: &str) -> Vec<Effect> {
    // A pupil's pseudonym is no reviewer's name.
    let is_pupil = state.document.as_ref().is_some_and(|document| document.submission().is_some());
    let kept = if is_pupil { &mut state.settings.pseudonym } else { &mut state.settings.reviewer };
    name.clone_into(kept);
    let mut effects = edit(state, None, |review| operations::rename_reviewer(review, name));
    effects.push(Effect::SaveSettings);
    effects
}

pub(super) fn undo(state: &mut State) -> Vec<Effect> {
    step_back_or_on(state, true)
}

pub(super) fn redo(state: &mut State) -> Vec<Effect> {
    step_back_or_on(state, false)
}

pub(super) fn go_to_step(state: &mut State, steps: usize) -> Vec<Effect> {
    let mut effects = Vec::new();
    loop {
        let Some(done) = state.document.as_ref().map(|document| document.undo.done_names().len()) else {
            return effects;
        };
        let more = match done.cmp(&steps) {
            std::cmp::Ordering::Greater => undo(state),
            std::cmp::Ordering::Less => redo(state),
            std::cmp::Ordering::Equal => return effects,
        };
        if more.is_empty() {
            return effects;
        }
        effects.extend(more);
    }
}

fn step_back_or_on(state: &mut State, back: bool) -> Vec<Effect> {
    if let Some(words) = state.document.as_ref().filter(|_| back).and_then(super::lesson::keeps_step) {
        return told(state, NoticeKind::Info, words);
    }
    with_document(state, |document| {
        let taken = if back { document.undo.take_done() } else { document.undo.take_undone() };
        let Some((step, serial)) = taken else {
            return Vec::new();
        };
        let mut effects = vec![Effect::Record(step.as_edit().clone())];
        let touched = step.claims().last();
        let inverse = Arc::make_mut(&mut document.review).revert(step);
        if back {
            document.undo.undone(inverse, serial);
        } else {
            document.undo.redone(inverse, serial);
        }
        document.note_change();
        // Show what changed, where it still is.
        if let Some(span) =
            touched.and_then(|id| document.review.claims().get(id)).and_then(|claim| claim.segments.extent())
        {
            if let Some(id) = touched {
                document.look_at(id, None);
            }
            effects.push(Effect::Reveal(span.start()));
        }
        effects
    })
}

/// Makes an edit: applies it, keeps its inverse, has it recorded. A refusal becomes a sentence, and no effect.
pub(super) fn edit(
    state: &mut State,
    typing: Option<(ClaimId, Field)>,
    make: impl FnOnce(&Review) -> Result<Edit, Refusal>,
) -> Vec<Effect> {
    let Some(document) = &mut state.document else {
        return Vec::new();
    };
    if let Some(reason) = document.read_only.clone() {
        return told(state, NoticeKind::Warning, format!("This review is open for reading only: {reason}"));
    }
    let proposed = make(&document.review).map(|edit| operations::without_entries(&document.review, edit));
    if let Some(words) = proposed.as_ref().ok().and_then(|edit| super::lesson::keeps_from(document, edit)) {
        return told(state, NoticeKind::Info, words);
    }
    // A verdict belongs to a wording: before it goes to the history, the reviewer is asked.
    if let (Ok(edit), Some(command)) = (&proposed, &state.asks_for)
        && checking::loses_verdict(document, edit)
    {
        state.question = Some(Question::LosesVerdict { command: Box::new(command.clone()) });
        return Vec::new();
    }
    let outcome = proposed.and_then(|edit| {
        let inverse = Arc::make_mut(&mut document.review).apply(&edit)?;
        Ok((edit, inverse))
    });
    match outcome {
        Ok((edit, inverse)) => {
            document.undo.push(inverse, typing);
            document.note_change();
            vec![Effect::Record(edit)]
        }
        Err(Refusal::Unchanged) => Vec::new(),
        Err(refusal) => told(state, NoticeKind::Warning, refusal.to_string()),
    }
}

pub(super) fn on_focus(state: &mut State, then: impl FnOnce(&mut State, ClaimId, usize) -> Vec<Effect>) -> Vec<Effect> {
    match state.document.as_ref().and_then(|document| document.focus) {
        Some(focus) => then(state, focus.claim, focus.segment),
        None => told(state, NoticeKind::Info, "Choose a claim first"),
    }
}

/// Ends typing, so that the next amendment is a step of its own.
pub(super) fn seal(state: &mut State, command: &Command) {
    let goes_on = matches!(
        command,
        Command::Amend(_, Amendment::Note(_) | Amendment::ClaimText(_))
            | Command::Assign(AssignCommand::Entry(_, EntryChange::Note(_)))
            | Command::Check(CheckCommand::Amend(
                _,
                CheckField::Rationale(_) | CheckField::Searched(_) | CheckField::Context(_)
            ))
    );
    if let (Some(document), false) = (&mut state.document, goes_on) {
        document.undo.seal();
    }
}
