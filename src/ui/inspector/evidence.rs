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
        is_locked: bool,
        outbox: &mut Vec<Command>,
    ) {
        if is_locked && claim.check().evidence.is_empty() {
            return;
        }
        caption(ui, if is_locked { "Evidence" } else { "Evidence (X)" });
        for link in &claim.check().evidence {
            ui.push_id(link.evidence, |ui| self.link_ui(ui, document, claim, link, is_locked, outbox));
        }
        if !is_locked {
            action_button_ui(ui, state, Action::AddEvidence, "Add evidence…", outbox);
        }
    }

    fn link_ui(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        claim: &Claim,
        link: &EvidenceLink,
        is_locked: bool,
        outbox: &mut Vec<Command>,
    ) {
        let Some(piece) = document.review.piece(link.evidence) else {
            ui.label(RichText::new("Evidence that is not in this review").weak());
            return;
        };
        let name = piece.name();
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            let unlink = ui
                .add_enabled(!is_locked, Button::new("×").small())
                .on_hover_text("Takes the link away; the evidence stays in the review");
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
        ui.horizontal_wrapped(|ui| {
            if is_locked {
                let level = link.level.map(|level| format!(" · {}", level.label())).unwrap_or_default();
                ui.label(RichText::new(format!("{}{level}", link.stance.label())).size(12.5));
            } else {
                link_choices_ui(ui, claim, link, name, outbox);
            }
            if piece.confidential {
                ui.label(RichText::new("Confidential").size(12.0).weak());
            }
        });
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
        if !is_locked && (claim.check().evidence.len() > 1 || link.independence.is_some()) {
            self.draft_ui(ui, &document.review, &shown, outbox);
        }
        ui.add_space(6.0);
    }
}

/// What the evidence does for the claim, to be changed.
fn link_choices_ui(ui: &mut Ui, claim: &Claim, link: &EvidenceLink, name: &str, outbox: &mut Vec<Command>) {
    let mut changed = link.clone();
    let stances = Stance::ALL.map(|stance| (stance, stance.label()));
    choice_ui(ui, &format!("Stance of {name}"), &mut changed.stance, stances);
    let levels = Level::ALL.map(|level| (Some(level), level.label())).into_iter().chain([(None, "No level")]);
    choice_ui(ui, &format!("Level of {name}"), &mut changed.level, levels);
    if changed != *link {
        outbox.push(Command::Check(CheckCommand::LinkEvidence(claim.id, changed)));
    }
}

/// Who was asked about the claim, and what came of it.
pub(super) fn contacts_ui(ui: &mut Ui, state: &State, document: &Document, claim: &Claim, outbox: &mut Vec<Command>) {
    caption(ui, "Asked (O)");
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
        shown.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Contact {}: {came}", contact.who)));
        if shown.on_hover_text("Opens the contact to be read and changed").clicked() {
            outbox.push(Command::Lay(Overlay::Contact(contact.id)));
        }
    }
    action_button_ui(ui, state, Action::AddContact, "Add contact…", outbox);
}
