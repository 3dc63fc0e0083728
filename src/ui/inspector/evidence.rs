//! What the verdict rests on, and who was asked.

use eframe::egui::{Align, Button, Id, Label, Layout, RichText, Role, Sense, Ui, WidgetInfo};

use super::{
    Inspector,
    draft::{Field, Owner, Shown},
};
use crate::{
    app::{Action, CheckCommand, Command, Document, Overlay, State},
    claim::{Claim, EvidenceLink, Level, Reply, Stance},
    ui::{
        forms::fields::{address_ui, caption, choice_ui},
        menu::action_button_ui,
    },
};

impl Inspector {
    /// The claim's links to evidence.
    pub(super) fn evidence_ui(
        &mut self,
        ui: &mut Ui,
        state: &State,
        document: &Document,
        claim: &Claim,
        outbox: &mut Vec<Command>,
    ) {
        caption(ui, "Evidence");
        for link in &claim.check().evidence {
            ui.push_id(link.evidence, |ui| self.link_ui(ui, document, claim, link, outbox));
        }
        action_button_ui(ui, state, Action::AddEvidence, "Add evidence…", outbox);
    }

    fn link_ui(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        claim: &Claim,
        link: &EvidenceLink,
        outbox: &mut Vec<Command>,
    ) {
        let Some(piece) = document.review.piece(link.evidence) else {
            ui.label(RichText::new("Evidence that is not in this review").weak());
            return;
        };
        let name = piece.name();
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            let unlink =
                ui.add(Button::new("×").small()).on_hover_text("Takes the link away; the evidence stays in the review");
            unlink.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Unlink {name}")));
            if unlink.clicked() {
                outbox.push(Command::Check(CheckCommand::UnlinkEvidence(claim.id, link.evidence)));
            }
            ui.with_layout(Layout::left_to_right(Align::TOP), |ui| {
                let words = RichText::new(name).size(13.0).underline();
                let shown = ui.add(Label::new(words).truncate().sense(Sense::click()));
                shown.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Open evidence {name}")));
                if shown.on_hover_text("Opens the evidence to be read and changed").clicked() {
                    outbox.push(Command::Lay(Overlay::Evidence(link.evidence)));
                }
            });
        });
        let mut changed = link.clone();
        ui.horizontal_wrapped(|ui| {
            choice_ui(
                ui,
                &format!("Stance of {name}"),
                &mut changed.stance,
                Stance::ALL.map(|stance| (stance, stance.label())),
            );
            let levels = Level::ALL.map(|level| (Some(level), level.label()));
            let levels = levels.into_iter().chain([(None, "No level")]);
            choice_ui(ui, &format!("Level of {name}"), &mut changed.level, levels);
            if piece.confidential {
                ui.label(RichText::new("Confidential").size(12.0).weak());
            }
        });
        if changed != *link {
            outbox.push(Command::Check(CheckCommand::LinkEvidence(claim.id, changed)));
        }
        if !piece.address.is_empty() {
            ui.scope(|ui| {
                ui.style_mut().wrap_mode = Some(eframe::egui::TextWrapMode::Truncate);
                address_ui(ui, &piece.address);
            });
        }
        if !piece.locator.is_empty() {
            ui.label(RichText::new(&piece.locator).size(12.0).weak());
        }
        let shown = Shown {
            owner: Owner::Link(claim.id, link.evidence),
            field: Field::Origin,
            id: Id::unique(("shared origin", link.evidence)),
            hint: "Shared origin, where it goes back to what others do",
            current: link.independence.as_deref().unwrap_or_default(),
            offered: &[],
        };
        // Only of several can two go back to one.
        if claim.check().evidence.len() > 1 || link.independence.is_some() {
            self.draft_ui(ui, &document.review, &shown, outbox);
        }
        ui.add_space(6.0);
    }
}

/// Who was asked about the claim, and what came of it.
pub(super) fn contacts_ui(ui: &mut Ui, state: &State, document: &Document, claim: &Claim, outbox: &mut Vec<Command>) {
    caption(ui, "Asked");
    for contact in document.review.contacts().iter().filter(|contact| contact.claims.contains(&claim.id)) {
        let came = match &contact.reply {
            Reply::Open => match &contact.deadline {
                Some(deadline) => format!("answer wanted by {deadline}"),
                None => "no answer yet".to_owned(),
            },
            Reply::Answer(_) => "answered".to_owned(),
            Reply::NoReply => "no reply".to_owned(),
        };
        let words = RichText::new(format!("{}: {came}", contact.who)).size(13.0).underline();
        let shown = ui.add(Label::new(words).truncate().sense(Sense::click()));
        shown.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Open contact {}", contact.who)));
        if shown.on_hover_text("Opens the contact to be read and changed").clicked() {
            outbox.push(Command::Lay(Overlay::Contact(contact.id)));
        }
    }
    action_button_ui(ui, state, Action::AddContact, "Add contact…", outbox);
}
