//! What happens to a submission beside its key.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use super::{editing::edit, told};
use crate::{
    app::{
        Document, Effect, NoticeKind, Overlay, PlaceOfFocus, State, View,
        reveal::{
            Asking, HeldKey, KeyFault, RevealAction, RevealCommand, RevealEffect, RevealTab, Revealed, Revealing,
            Stage, place_of,
        },
    },
    claim::{Claim, ClaimId},
    classroom::{practice, submission},
    review::{Review, Stamp, operations},
    teaching::Refused,
    text::ByteIndex,
};

/// How many claims are held against each other within the frame; more are elsewhere.
const AT_ONCE: usize = 400;

/// Carries out a command about the key.
pub(super) fn reveal(state: &mut State, command: RevealCommand) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    let revealing = &mut document.revealing;
    match command {
        RevealCommand::With(file) => return read(state, file),
        RevealCommand::NoDialog => {
            revealing.asking = Some(Asking::Path);
            state.overlay = Some(Overlay::Key);
        }
        RevealCommand::IsSealed(number, key) if number == revealing.reading => {
            revealing.asking = Some(Asking::Password { key, is_tried: false, fault: None });
            state.overlay = Some(Overlay::Key);
        }
        RevealCommand::Password(secret) => {
            let Some(Asking::Password { key, is_tried, fault }) = &mut revealing.asking else { return Vec::new() };
            if *is_tried {
                return Vec::new();
            }
            (*is_tried, *fault) = (true, None);
            let key = key.clone();
            revealing.asked += 1;
            revealing.reading = revealing.asked;
            return vec![Effect::RevealKey(RevealEffect::Open(revealing.reading, key, secret))];
        }
        RevealCommand::Came(number, outcome) if number == revealing.reading => return came(state, outcome),
        RevealCommand::Came(number, outcome) if number == revealing.preparing => match outcome {
            Ok(key) => {
                revealing.practice = Some(key);
                revealing.serial += 1;
            }
            Err(fault) => return told(state, NoticeKind::Warning, fault.words),
        },
        RevealCommand::Compared(number, revealed) if number == revealing.comparing => {
            let made_for = revealing.made_for(document.revision);
            return take_in(document, revealed, made_for);
        }
        RevealCommand::Choose(row) if revealing.choose(row) => return look_at_current(document),
        RevealCommand::Show(tab) => {
            revealing.tab = tab;
        }
        RevealCommand::Reason(reason) => revealing.reason = reason,
        // What was asked for something that has changed since.
        RevealCommand::IsSealed(..)
        | RevealCommand::Came(..)
        | RevealCommand::Compared(..)
        | RevealCommand::Choose(_) => {}
    }
    Vec::new()
}

/// Has a file read for the key in it.
fn read(state: &mut State, file: PathBuf) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    let revealing = &mut document.revealing;
    revealing.asking = None;
    revealing.asked += 1;
    revealing.reading = revealing.asked;
    if state.overlay == Some(Overlay::Key) {
        state.overlay = None;
    }
    vec![Effect::RevealKey(RevealEffect::Read(revealing.reading, file))]
}

/// A key was read: it is looked at if it is the submission's. Whatever was wrong with it, what was open stays.
fn came(state: &mut State, outcome: Result<Arc<HeldKey>, KeyFault>) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    let suits = |key: Arc<HeldKey>| match key.suits(&document.review) {
        Ok(()) => Ok(key),
        Err(refused) => Err(KeyFault { words: refused.to_string(), is_password: false }),
    };
    let revealing = &mut document.revealing;
    match outcome.and_then(suits) {
        Ok(key) => {
            revealing.asking = None;
            revealing.take_key(key);
            if state.overlay == Some(Overlay::Key) {
                state.overlay = None;
            }
            show(state)
        }
        Err(KeyFault { words, is_password: true }) => {
            let Some(Asking::Password { is_tried, fault, .. }) = &mut revealing.asking else { return Vec::new() };
            (*is_tried, *fault) = (false, Some(words));
            Vec::new()
        }
        Err(KeyFault { words, is_password: false }) => {
            revealing.asking = None;
            if state.overlay == Some(Overlay::Key) {
                state.overlay = None;
            }
            told(state, NoticeKind::Warning, words)
        }
    }
}

/// Shows the submission beside the key that is there.
fn show(state: &mut State) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    let at = document.revealing.stage(&document.review);
    // What was handed in stays after that.
    document.lesson.is_revealed |= matches!(at, Stage::Handed | Stage::Second);
    let revealing = &mut document.revealing;
    // The task is known by now; the article has the room.
    document.lesson.is_folded = true;
    revealing.is_shown = true;
    revealing.tab = RevealTab::Differences;
    revealing.lists_all = at == Stage::Practice;
    revealing.made_for = None;
    state.panel_hidden = false;
    let mut effects = super::show(state, View::Read);
    effects.retain(|effect| !matches!(effect, Effect::Reveal(_)));
    effects
}

/// Carries out an action about the key.
pub(super) fn act(state: &mut State, action: RevealAction, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    match action {
        RevealAction::Look => look(state),
        RevealAction::Check => check(state),
        RevealAction::Correct => correct(state, stamp),
        RevealAction::Take => take(state, stamp),
        RevealAction::Keep => keep(state, stamp),
        RevealAction::Again => again(state),
        RevealAction::Next | RevealAction::Previous => step(state, action == RevealAction::Next),
        RevealAction::Everything | RevealAction::Learnt | RevealAction::Missed | RevealAction::AtOnce => {
            let Some(Document { revealing, review, .. }) = &mut state.document else { return Vec::new() };
            match action {
                RevealAction::Everything => {
                    revealing.lists_all = !revealing.lists_all;
                    revealing.tab = RevealTab::Differences;
                }
                RevealAction::Learnt if revealing.tab == RevealTab::Learnt => revealing.tab = RevealTab::Differences,
                RevealAction::Learnt => revealing.tab = RevealTab::Learnt,
                RevealAction::Missed => revealing.shows_missed = !revealing.shows_missed,
                _ => revealing.is_silent = !revealing.is_silent,
            }
            revealing.relist(review);
            let shows_missed = action == RevealAction::Missed && revealing.shows_missed;
            if shows_missed && !revealing.is_shown() { check(state) } else { Vec::new() }
        }
    }
}

/// Asks for the key of what was handed in, or leaves it.
fn look(state: &mut State) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    let (at, is_reading) = (document.revealing.stage(&document.review), state.view == View::Read);
    if document.revealing.is_shown() && is_reading {
        document.revealing.leave();
        return Vec::new();
    }
    match at {
        Stage::None => {
            let refused = submission::of(&document.review).err().map(|refused| refused.to_string());
            told(state, NoticeKind::Info, refused.unwrap_or_default())
        }
        Stage::Begun => told(state, NoticeKind::Info, Refused::NotHandedIn.to_string()),
        Stage::Practice => check(state),
        Stage::Handed | Stage::Second if document.revealing.held().is_some() => show(state),
        Stage::Handed | Stage::Second => vec![Effect::RevealKey(RevealEffect::Ask)],
    }
}

/// In practice, holds everything that is tagged against the key that lies open.
fn check(state: &mut State) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    if document.revealing.stage(&document.review) != Stage::Practice {
        return told(
            state,
            NoticeKind::Info,
            "Only a lesson whose key lies open can be checked before it is handed in",
        );
    }
    if document.revealing.held().is_none() {
        return told(state, NoticeKind::Info, "The key is being read. Try again in a moment");
    }
    show(state)
}

fn correct(state: &mut State, stamp: &Stamp<'_>) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    let begun = match submission::begin_second_layer(&document.review, stamp.now) {
        Ok(begun) => begun,
        Err(refused) => return told(state, NoticeKind::Info, refused.to_string()),
    };
    edit(state, None, |_| Ok(begun))
}

/// Why the claims that are looked at cannot become others, if so.
fn cannot_correct(document: &Document) -> Option<&'static str> {
    let revealing = &document.revealing;
    match (revealing.is_shown(), revealing.current_row()) {
        (false, _) => Some("Look at the key first"),
        (true, None) => Some("Choose a difference first"),
        (true, Some(_)) if !revealing.can_correct(&document.review) => {
            Some("Choose “Correct my work” first: what was handed in is kept, and you correct a second layer")
        }
        (true, Some(row)) if !row.is_difference() => Some("This is right, or does not count; there is nothing to take"),
        (true, Some(_)) => None,
    }
}

/// The pupil's claims become what the key has.
fn take(state: &mut State, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    if let Some(words) = cannot_correct(document) {
        return told(state, NoticeKind::Info, words);
    }
    let revealing = &document.revealing;
    let Some((row, key)) = revealing.current_row().zip(revealing.held()) else { return Vec::new() };
    let (own, wanted) = (row.difference.own.clone(), row.wanted(key));
    let effects =
        edit(state, None, |review| operations::take_expected(review, &own, &wanted, stamp).map(|(edit, _first)| edit));
    settled(state, effects)
}

/// The pupil's claims stay as they are, with a reason.
fn keep(state: &mut State, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    if let Some(words) = cannot_correct(document) {
        return told(state, NoticeKind::Info, words);
    }
    let revealing = &mut document.revealing;
    if revealing.reason.trim().is_empty() {
        revealing.tab = RevealTab::Differences;
        return vec![Effect::Focus(PlaceOfFocus::KeepReason)];
    }
    let Some(row) = revealing.current_row() else { return Vec::new() };
    let (own, place) = (row.difference.own.clone(), place_of(&document.review, row));
    let reason = revealing.reason.clone();
    let mut effects = edit(state, None, |review| operations::keep_own(review, &own, place, &reason, stamp));
    if !effects.is_empty() {
        effects.push(Effect::Focus(PlaceOfFocus::Article));
    }
    settled(state, effects)
}

/// After an edit that settles the row that is looked at, the next is.
fn settled(state: &mut State, effects: Vec<Effect>) -> Vec<Effect> {
    if let Some(document) = state.document.as_mut().filter(|_| !effects.is_empty()) {
        document.revealing.reason.clear();
        document.revealing.is_settled = true;
        let head = document.selection.head;
        document.selection.place(head, false);
    }
    effects
}

/// The lesson is begun once more.
fn again(state: &mut State) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    let over = match practice::start_over(&document.review) {
        Ok(over) => over,
        Err(refused) => return told(state, NoticeKind::Info, refused.to_string()),
    };
    let effects = edit(state, None, |_| Ok(over));
    if let Some(document) = state.document.as_mut().filter(|_| !effects.is_empty()) {
        document.revealing.start_over();
        document.focus = None;
    }
    effects
}

fn step(state: &mut State, forward: bool) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    if document.revealing.step(forward) {
        document.revealing.tab = RevealTab::Differences;
        return look_at_current(document);
    }
    told(state, NoticeKind::Info, "Nothing that is listed differs")
}

/// Brings the row that is looked at into view.
fn look_at_current(document: &mut Document) -> Vec<Effect> {
    let Some(row) = document.revealing.current_row() else { return Vec::new() };
    let (start, own) = (row.place().start, row.difference.own.first().copied());
    document.selection.place(start, false);
    match own {
        Some(claim) => document.look_at(claim, Some(start)),
        None => document.focus = None,
    }
    document.revealing.focused = own;
    vec![Effect::Reveal(start)]
}

/// A click in the article: the row there is looked at.
pub(super) fn click(state: &mut State, at: ByteIndex) {
    let Some(document) = &mut state.document else { return };
    if !document.revealing.is_shown() || document.focus.is_some() {
        return;
    }
    if let Some(row) = document.revealing.row_at(at) {
        document.revealing.choose(row);
    }
}

/// Brings what hangs on the key in step with the review, after any command.
pub(super) fn follow(state: &mut State, effects: &[Effect]) -> Vec<Effect> {
    let overlay = state.overlay;
    let Some(document) = &mut state.document else { return Vec::new() };
    let at = document.revealing.stage(&document.review);
    let revealing = &mut document.revealing;
    if revealing.asking.is_some() && overlay != Some(Overlay::Key) {
        revealing.asking = None;
        // Whatever is still being tried is no longer waited for.
        revealing.reading = 0;
    }
    // What was taken back is handed in again before it is looked at again.
    if matches!(at, Stage::None | Stage::Begun) {
        revealing.is_shown = false;
    }
    let to_fields = effects.iter().any(|effect| match effect {
        Effect::Focus(place) => place.is_of_claim(),
        _ => false,
    });
    if to_fields && revealing.is_shown {
        revealing.tab = RevealTab::Claims;
    }
    let mut more = prepare(revealing);
    let is_wanted = revealing.is_shown() || (revealing.answers_at_once(&document.review) && revealing.held().is_some());
    if is_wanted {
        more.extend(compare(document));
        follow_focus(document);
    }
    more
}

/// Has the key made of what lies open with the document.
fn prepare(revealing: &mut Revealing) -> Vec<Effect> {
    let Some(open) = revealing.open.clone().filter(|_| revealing.practice.is_none() && revealing.preparing == 0) else {
        return Vec::new();
    };
    revealing.asked += 1;
    revealing.preparing = revealing.asked;
    vec![Effect::RevealKey(RevealEffect::Prepare(revealing.preparing, open))]
}

/// Compares the submission with the key when either is another than it was: at once or, where there is much, elsewhere.
fn compare(document: &mut Document) -> Vec<Effect> {
    let made_for = document.revealing.made_for(document.revision);
    if document.revealing.made_for == Some(made_for) {
        return Vec::new();
    }
    let Some(key) = document.revealing.held().cloned() else { return Vec::new() };
    let size = document.review.claims().len() + key.expected.key().spans().len();
    if size > AT_ONCE {
        let revealing = &mut document.revealing;
        revealing.asked += 1;
        revealing.comparing = revealing.asked;
        revealing.made_for = Some(made_for);
        return vec![Effect::RevealKey(RevealEffect::Compare(revealing.comparing))];
    }
    // What cannot be compared was refused before it was shown.
    let revealed = Revealed::of(&key, &document.review).unwrap_or_default();
    take_in(document, Arc::new(revealed), made_for)
}

fn take_in(document: &mut Document, revealed: Arc<Revealed>, made_for: crate::app::reveal::MadeFor) -> Vec<Effect> {
    let is_first = document.revealing.current().is_none();
    document.revealing.take_in(revealed, made_for, &document.review);
    note_answered(document);
    let is_settled = std::mem::take(&mut document.revealing.is_settled);
    if (is_settled || is_first) && document.revealing.is_shown() { look_at_current(document) } else { Vec::new() }
}

/// Finds the claim that was tagged last, to answer it.
fn note_answered(document: &mut Document) {
    let review: &Review = &document.review;
    let claims: BTreeMap<ClaimId, Arc<Claim>> =
        review.claims().in_order().iter().map(|claim| (claim.id, Arc::clone(claim))).collect();
    let focused = document.focus.map(|focus| focus.claim);
    let revealing = &mut document.revealing;
    let is_same =
        |one: &Claim, two: &Claim| one.tag == two.tag && one.segments == two.segments && one.speaker == two.speaker;
    let Some(known) = &revealing.known else {
        // What was there before is not answered.
        revealing.known = Some(claims);
        return;
    };
    let is_new = |claim: &&Arc<Claim>| known.get(&claim.id).is_none_or(|known| !is_same(known, claim));
    let changed: Vec<ClaimId> = claims.values().filter(is_new).map(|claim| claim.id).collect();
    let among = focused.filter(|focused| changed.contains(focused));
    let answered = among.or(changed.last().copied()).or(revealing.answered);
    // With the first answer the task is known; the article has the room.
    document.lesson.is_folded |= revealing.answered.is_none() && answered.is_some();
    revealing.answered = answered.filter(|id| claims.contains_key(id));
    revealing.known = Some(claims);
}

/// When another claim is looked at in the article, so is its row.
fn follow_focus(document: &mut Document) {
    let focused = document.focus.map(|focus| focus.claim);
    let revealing = &mut document.revealing;
    if focused == revealing.focused {
        return;
    }
    revealing.focused = focused;
    if let Some(row) = focused.and_then(|claim| revealing.revealed().row_of(claim)) {
        revealing.choose(row);
    }
    revealing.answered = focused.or(revealing.answered);
}
