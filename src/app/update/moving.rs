//! The caret, the selection and the claim that is looked at.

use crate::{
    app::{
        Document, Effect, Motion, PlaceOfFocus, Selection, State, Unit,
        caret::{back, on, unit_at},
    },
    claim::ClaimId,
    text::{ByteIndex, Span},
};

pub(super) fn place(state: &mut State, at: ByteIndex, extend: bool) -> Vec<Effect> {
    with_document(state, |document| {
        let (article, selection) = document.reading();
        selection.place(article.text().grapheme_floor(at), extend);
        Vec::new()
    })
}

/// The claims at the place are taken in turn, innermost first, as long as the same place is clicked.
pub(super) fn click(state: &mut State, at: ByteIndex) -> Vec<Effect> {
    with_document(state, |document| {
        let at = document.review.article().text().grapheme_floor(at);
        let again = document.selection.is_caret() && document.selection.head == at;
        document.selection.place(at, false);
        let here: Vec<ClaimId> = document.review.claims().at(at).iter().map(|claim| claim.id).collect();
        let focused = document.focus.and_then(|focus| here.iter().position(|id| *id == focus.claim));
        let next = match focused {
            Some(position) if again => (position + 1) % here.len(),
            _ => 0,
        };
        match here.get(next) {
            Some(claim) => document.look_at(*claim, Some(at)),
            None => document.focus = None,
        }
        vec![Effect::Focus(PlaceOfFocus::Article)]
    })
}

pub(super) fn select_units(state: &mut State, from: ByteIndex, to: ByteIndex, unit: Unit) -> Vec<Effect> {
    with_document(state, |document| {
        let (article, selection) = document.reading();
        if let (Some(first), Some(last)) = (unit_at(article, from, unit), unit_at(article, to, unit)) {
            let all = first.cover(last);
            let (anchor, head) = if to < from { (all.end(), all.start()) } else { (all.start(), all.end()) };
            selection.place(anchor, false);
            selection.place(head, true);
        }
        Vec::new()
    })
}

pub(super) fn select_all(state: &mut State) -> Vec<Effect> {
    with_document(state, |document| {
        let (article, selection) = document.reading();
        if let Some(all) = unit_at(article, ByteIndex::ZERO, Unit::Document) {
            *selection = Selection::of(all);
        }
        Vec::new()
    })
}

pub(super) fn expand(state: &mut State) -> Vec<Effect> {
    with_document(state, |document| {
        let (article, selection) = document.reading();
        selection.expand(article);
        Vec::new()
    })
}

pub(super) fn shrink(state: &mut State) -> Vec<Effect> {
    with_document(state, |document| {
        document.reading().1.shrink();
        Vec::new()
    })
}

pub(super) fn step(state: &mut State, motion: Motion, extend: bool) -> Vec<Effect> {
    with_document(state, |document| {
        let (article, selection) = document.reading();
        let head = selection.head;
        let (start, end) = selection.range();
        let selected = start != end && !extend;
        let at = match motion {
            // As everywhere, a step without extending goes to the selection's end.
            Motion::On(Unit::Grapheme) if selected => end,
            Motion::Back(Unit::Grapheme) if selected => start,
            Motion::On(unit) => on(article, head, unit),
            Motion::Back(unit) => back(article, head, unit),
            motion => return vec![Effect::MoveByLayout { motion, extend }],
        };
        selection.place(at, extend);
        vec![Effect::Reveal(at)]
    })
}

pub(super) fn focus_claim(state: &mut State, claim: ClaimId) -> Vec<Effect> {
    with_document(state, |document| {
        document.look_at(claim, None);
        reveal_focus(document)
    })
}

/// From the focused claim, or from the caret when none is focused, round the end.
pub(super) fn step_claim(state: &mut State, forward: bool) -> Vec<Effect> {
    with_document(state, |document| {
        let claims = document.review.claims().in_order();
        if claims.is_empty() {
            return Vec::new();
        }
        let caret = document.selection.head;
        let focused = document.focus.and_then(|focus| document.review.claims().position(focus.claim));
        let start_of = |position: usize| claims[position].segments.extent().map_or(ByteIndex::ZERO, Span::start);
        let after = (0..claims.len()).collect::<Vec<_>>().partition_point(|position| start_of(*position) < caret);
        let next = match (focused, forward) {
            (Some(position), true) => position + 1,
            (Some(position), false) => position + claims.len() - 1,
            (None, true) => after,
            (None, false) => after + claims.len() - 1,
        } % claims.len();
        let id = claims[next].id;
        document.look_at(id, None);
        reveal_focus(document)
    })
}

/// Picks these claims and no others.
pub(super) fn pick(state: &mut State, claims: &[ClaimId]) -> Vec<Effect> {
    with_document(state, |document| {
        let known = |id: &ClaimId| document.review.claims().get(*id).is_some();
        document.picked = claims.iter().copied().filter(known).collect();
        Vec::new()
    })
}

/// Picks the focused claim, or lets go of it.
pub(super) fn pick_focused(state: &mut State) -> Vec<Effect> {
    with_document(state, |document| {
        if let Some(focus) = document.focus
            && !document.picked.remove(&focus.claim)
        {
            document.picked.insert(focus.claim);
        }
        Vec::new()
    })
}

/// Picks every claim that is listed.
pub(super) fn pick_all(state: &mut State) -> Vec<Effect> {
    with_document(state, |document| {
        let review = &document.review;
        let listed = review.claims().in_order().iter().filter(|claim| document.filter.passes(review, claim));
        document.picked = listed.map(|claim| claim.id).collect();
        Vec::new()
    })
}

pub(super) fn copy(state: &mut State) -> Vec<Effect> {
    with_document(state, |document| {
        let hides = document.lesson.hides();
        let (article, selection) = document.reading();
        let (start, end) = selection.range();
        let whole = article.text().as_str().get(start.get()..end.get()).unwrap_or_default();
        let parts =
            |spans: &[Span]| spans.iter().map(|span| article.text().slice(*span)).collect::<Vec<_>>().join("\n\n");
        let words = if hides { parts(&selection.spans(article)) } else { whole.to_owned() };
        let text = document.review.article().text();
        let focused = || document.focused_segment().map(|span| text.slice(span)).unwrap_or_default();
        let words = if words.is_empty() && document.replacing.is_none() { focused().to_owned() } else { words };
        if words.is_empty() { Vec::new() } else { vec![Effect::Copy(words)] }
    })
}

/// Puts the caret at the focused claim and brings it into view.
pub(super) fn reveal_focus(document: &mut Document) -> Vec<Effect> {
    let Some(span) = document.focused_segment() else {
        return Vec::new();
    };
    document.selection.place(span.start(), false);
    vec![Effect::Reveal(span.start())]
}

pub(super) fn with_document(state: &mut State, then: impl FnOnce(&mut Document) -> Vec<Effect>) -> Vec<Effect> {
    state.document.as_mut().map(then).unwrap_or_default()
}
