//! What changes the check of claims, evidence, contacts and schemes.

use super::{
    editing::{edit, on_focus},
    told,
};
use crate::{
    app::{Action, CheckCommand, CheckField, Document, Effect, NoticeKind, PlaceOfFocus, Question, State, Target},
    claim::{
        Claim, ClaimId, State as CheckState, StatusGroup, Tag,
        lifecycle::{self, Guard, Part},
    },
    review::{
        Edit, Field, Refusal, Stamp,
        operations::{self, Ask},
    },
};

/// Carries out a command about the check of claims.
pub(super) fn check(state: &mut State, command: CheckCommand, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    match command {
        CheckCommand::TakeTo { claims, target, ask } => take_to(state, claims, target, &ask, stamp),
        CheckCommand::Verdict(claim, kind, label) => {
            edit(state, None, |review| operations::set_verdict(review, claim, kind, label.as_deref(), stamp))
        }
        CheckCommand::SecondVerdict(claim, verdicts) => {
            edit(state, None, |review| operations::second_verdict(review, claim, &verdicts, stamp))
        }
        CheckCommand::Amend(claims, change) => amend(state, &claims, &change, stamp),
        CheckCommand::AddEvidence(claims, piece, link) => edit(state, None, |review| {
            operations::add_evidence(review, &claims, *piece, &link, stamp).map(|(edit, _)| edit)
        }),
        CheckCommand::AmendEvidence(piece) => {
            edit(state, None, |review| operations::amend_evidence(review, piece.id, |own| *own = *piece))
        }
        CheckCommand::RemoveEvidence(id) => edit(state, None, |review| operations::remove_evidence(review, id, stamp)),
        CheckCommand::LinkEvidence(claim, link) => {
            edit(state, None, |review| operations::link_evidence(review, claim, link, stamp))
        }
        CheckCommand::UnlinkEvidence(claim, id) => {
            edit(state, None, |review| operations::unlink_evidence(review, claim, id, stamp))
        }
        CheckCommand::AddContact(contact) => {
            edit(state, None, |review| operations::add_contact(review, *contact, stamp).map(|(edit, _)| edit))
        }
        CheckCommand::AmendContact(contact) => {
            edit(state, None, |review| operations::amend_contact(review, contact.id, |own| *own = *contact))
        }
        CheckCommand::RemoveContact(id) => edit(state, None, |review| operations::remove_contact(review, id)),
        CheckCommand::MergeSpeakers(other, into) => {
            edit(state, None, |review| operations::merge_speakers(review, other, into, stamp))
        }
        CheckCommand::SetScheme(scheme) => edit(state, None, |review| operations::set_scheme(review, *scheme)),
        CheckCommand::AddLabel(kind, words) => edit(state, None, |review| operations::add_label(review, kind, &words)),
        CheckCommand::WithdrawLabel(kind, name, withdrawn) => {
            edit(state, None, |review| operations::withdraw_label(review, kind, &name, withdrawn))
        }
        CheckCommand::SetPractice(practice) => edit(state, None, |review| operations::set_practice(review, practice)),
        CheckCommand::Publish(claims, version) => {
            edit(state, None, |review| operations::publish(review, &claims, &version, stamp))
        }
    }
}

/// Takes the picked claims, or the focused one, to a group of states.
pub(super) fn set_status(state: &mut State, group: StatusGroup, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    on_picked(state, |state, claims| take_to(state, claims, Target::Group(group), &Ask::default(), stamp))
}

/// Leaves the picked claims, or the focused one, out as duplicates; asks of which.
pub(super) fn duplicate(state: &mut State, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let target = Target::State(CheckState::Duplicate);
    on_picked(state, |state, claims| take_to(state, claims, target, &Ask::default(), stamp))
}

pub(super) fn mend(state: &mut State, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let effects = edit(state, None, |review| operations::mend(review, stamp));
    if effects.is_empty() {
        told(state, NoticeKind::Info, "Nothing in the check of the claims contradicts itself")
    } else {
        effects
    }
}

fn take_to(state: &mut State, claims: Vec<ClaimId>, target: Target, ask: &Ask, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    // A step that was asked about is answered by itself, with what was missing.
    if matches!(state.question, Some(Question::Reason { .. })) {
        state.question = None;
    }
    let Some(document) = &state.document else {
        return Vec::new();
    };
    let review = &document.review;
    let found = match target {
        Target::Group(group) => operations::set_group(review, &claims, group, ask, stamp),
        Target::State(to @ (CheckState::NotCheckable | CheckState::WontCheck)) => {
            operations::skip(review, &claims, to, ask, stamp)
        }
        Target::State(to) => operations::set_state(review, &claims, to, ask, stamp),
    };
    let missing = match &found {
        Err(Refusal::Missing(missing) | Refusal::SeveralMissing { first: missing, .. }) => missing.as_slice(),
        _ => &[],
    };
    // What a word can mend is asked for; the rest is said.
    if let [guard] = missing
        && is_asked_for(guard)
        && document.read_only.is_none()
    {
        state.question = Some(Question::Reason { claims, target, guard: guard.clone() });
        return Vec::new();
    }
    let warnings = found.as_ref().map(|found| found.warnings.clone()).unwrap_or_default();
    let effects = edit(state, None, |_| found.map(|found| found.edit));
    if let (Some(document), false) = (&mut state.document, effects.is_empty()) {
        let new: Vec<_> = warnings.into_iter().filter(|warning| document.told.insert(*warning)).collect();
        if !new.is_empty() {
            let mut words: Vec<String> = new.iter().map(|(_, warning)| warning.to_string()).collect();
            words.dedup();
            words.truncate(4);
            state.tell(NoticeKind::Info, format!("Done, but it could be stronger. {}", words.join(". ")));
        }
    }
    effects
}

fn is_asked_for(guard: &Guard) -> bool {
    matches!(
        guard,
        Guard::SkipReason
            | Guard::WaitingNote
            | Guard::Comment
            | Guard::ReopenReason
            | Guard::Target
            | Guard::TargetIsDuplicate
    )
}

fn amend(state: &mut State, claims: &[ClaimId], change: &CheckField, stamp: &mut Stamp<'_>) -> Vec<Effect> {
    let field = match change {
        CheckField::Rationale(_) => Field::Rationale,
        CheckField::Confidence(_) => Field::Confidence,
        CheckField::Searched(_) => Field::Searched,
        CheckField::Priority(_) => Field::Priority,
        CheckField::SelectionReason(_) => Field::SelectionReason,
        CheckField::Context(_) => Field::Context,
        CheckField::SaidOn(_) | CheckField::SaidAt(_) => Field::Statement,
        CheckField::FirstAppearance(_) => Field::FirstAppearance,
        CheckField::Chain(_) => Field::Chain,
    };
    let is_typed = matches!(change, CheckField::Rationale(_) | CheckField::Searched(_) | CheckField::Context(_));
    let typing = claims.first().copied().filter(|_| is_typed).map(|claim| (claim, field));
    let put = |check: &mut crate::claim::Check| match change.clone() {
        CheckField::Rationale(words) => check.rationale = words,
        CheckField::Confidence(confidence) => check.confidence = confidence,
        CheckField::Searched(words) => check.searched = words,
        CheckField::Priority(priority) => check.priority = priority,
        CheckField::SelectionReason(words) => check.selection_reason = words,
        CheckField::Context(words) => check.context = words,
        CheckField::SaidOn(words) => check.said_on = words.trim().parse().ok(),
        CheckField::SaidAt(words) => check.said_at = words,
        CheckField::FirstAppearance(words) => check.first_appearance = words,
        CheckField::Chain(names) => check.chain = names,
    };
    edit(state, typing, |review| {
        operations::amend_several(review, claims, field, |claim| claim.amend_check(put), stamp)
    })
}

/// What is picked or, with nothing picked, what is focused.
pub(super) fn on_picked(state: &mut State, then: impl FnOnce(&mut State, Vec<ClaimId>) -> Vec<Effect>) -> Vec<Effect> {
    let picked = state.document.as_ref().map(Document::picked_claims).unwrap_or_default();
    if picked.is_empty() { on_focus(state, |state, claim, _| then(state, vec![claim])) } else { then(state, picked) }
}

/// The actions that only show something; what it is stands in [`crate::app::Overlay`].
pub(super) fn needs_claim(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    let has_claim =
        state.document.as_ref().is_some_and(|document| document.focused().is_some() || !document.picked.is_empty());
    let wants = matches!(action, Action::AddEvidence | Action::AddContact);
    (wants && !has_claim).then(|| told(state, NoticeKind::Info, "Choose a claim first"))
}

/// Whether the edit takes a verdict from a claim because its wording changes.
pub(super) fn loses_verdict(document: &Document, edit: &Edit) -> bool {
    edit.changes.iter().any(|change| match change {
        crate::review::Change::Claim(id, Some(claim)) => document.review.claims().get(*id).is_some_and(|before| {
            let had_verdict = !before.check().verdicts.is_empty();
            had_verdict && claim.check().verdicts.is_empty() && lifecycle::is_reworded(before, claim)
        }),
        _ => false,
    })
}

/// What keeps a field of a claim from being filled in now, so that there is none to go to.
pub(super) fn keeps_from(claim: &Claim, place: PlaceOfFocus) -> Option<Guard> {
    match place {
        PlaceOfFocus::ContentVerdict if claim.tag == Tag::Commentary && claim.check().verdicts.content.is_none() => {
            Some(Guard::Commentary)
        }
        PlaceOfFocus::AttributionVerdict
        | PlaceOfFocus::ContentVerdict
        | PlaceOfFocus::Rationale
        | PlaceOfFocus::Searched => lifecycle::locked(claim, Part::Finding),
        _ => None,
    }
}
