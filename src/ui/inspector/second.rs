//! The blind second verdict: given without sight of the first.

use eframe::egui::{Id, RichText, Ui};

use super::verdict::{Choice, question, verdict_ui};
use crate::{
    app::{CheckCommand, Command, Document},
    claim::{Claim, ClaimId, Practice, State, Tag, VerdictKind, Verdicts},
    ui::forms::fields::{caption, primary},
};

/// What is being chosen as a second verdict.
#[derive(Debug, Default)]
pub(super) struct SecondForm {
    claim: Option<ClaimId>,
    verdicts: Verdicts,
}

/// The id of the group of labels for a second verdict.
pub(super) fn group_id(kind: VerdictKind) -> Id {
    Id::unique(("second verdict", kind))
}

impl SecondForm {
    /// The form, where a second verdict is wanted.
    pub(super) fn ui(&mut self, ui: &mut Ui, document: &Document, claim: &Claim, outbox: &mut Vec<Command>) {
        let review = &document.review;
        if claim.status.state != State::InReview || review.practice() != Practice::DeskBlind {
            return;
        }
        if !review.hides_first_verdict(claim) {
            ui.label(RichText::new("Somebody else gives a second verdict without sight of yours").weak());
            return;
        }
        if self.claim != Some(claim.id) {
            *self = Self { claim: Some(claim.id), verdicts: Verdicts::default() };
        }
        ui.label("Your own verdict, without sight of the first. If they agree, the verdict is approved; if not, it goes back with both.");
        for kind in VerdictKind::ALL {
            if kind == VerdictKind::Content && claim.tag == Tag::Commentary {
                continue;
            }
            caption(ui, &format!("Second {}", question(kind).to_lowercase()));
            let chosen = self.verdicts.get(kind).map(str::to_owned);
            let choice = verdict_ui(ui, group_id(kind), review.schemes().of(kind), chosen.as_deref());
            if let Some(choice) = choice {
                *self.verdicts.get_mut(kind) = match choice {
                    Choice::Label(name) => Some(name),
                    Choice::None => None,
                };
            }
        }
        let is_given = !self.verdicts.is_empty();
        if ui.add_enabled(is_given, primary(ui, "Give second verdict")).clicked() {
            outbox.push(Command::Check(CheckCommand::SecondVerdict(claim.id, std::mem::take(&mut self.verdicts))));
        }
    }
}
