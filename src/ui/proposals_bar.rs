//! The proposal that is looked at, why it is made, and what can be done with it and its like.

use eframe::egui::{Button, Label, RichText, Role, Spinner, Ui, WidgetInfo, vec2};

use super::{
    forms::fields::primary,
    menu::{action_button_ui, hint},
    theme::{Palette, STRONG, font},
};
use crate::{
    app::{Action, Command, Document, ProposalCommand, State, table::entry},
    claim::{Form, Tag},
    suggest::Proposal,
};

/// From how sure on all proposals can be accepted at once.
const SURE: f32 = 0.9;

/// The bar below the article.
pub(crate) fn proposals_bar_ui(ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
    let Some(document) = &state.document else { return };
    if document.proposals.search.is_some() {
        ui.horizontal(|ui| {
            ui.add(Spinner::new().size(14.0));
            ui.label("Reading the article for claims…");
            if ui.button("Cancel").on_hover_text("Esc").clicked() {
                outbox.push(Command::Proposal(ProposalCommand::Close));
            }
        });
        return;
    }
    let Some(current) = document.proposals.current() else {
        ui.horizontal(|ui| {
            ui.label(counted(document.proposals.len()));
            action_button_ui(ui, state, Action::Propose, "Look again", outbox);
            close_ui(ui, outbox);
        });
        return;
    };
    why_ui(ui, document, current);
    ui.add_enabled_ui(document.read_only.is_none(), |ui| answers_ui(ui, state, document, current, outbox));
}

/// What is proposed, and why.
fn why_ui(ui: &mut Ui, document: &Document, current: &Proposal) {
    let palette = Palette::of(ui.visuals().dark_mode);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let position = document.proposals.position().map_or(0, |position| position + 1);
        ui.label(
            RichText::new(format!("Proposal {position} of {}", document.proposals.len())).font(font(STRONG, 13.0)),
        );
        let what = RichText::new(kind_of(current)).font(font(STRONG, 13.0)).color(palette.strong(current.tag));
        ui.label(what);
        if let Some(speaker) = &current.speaker {
            ui.add(Label::new(format!("by {}", speaker.name)).truncate());
        }
    });
    let percent = (current.confidence * 100.0).round();
    let worth = current.checkworthy.map(|worth| format!(" · worth checking {worth:.2}")).unwrap_or_default();
    ui.label(RichText::new(format!("{} · right in {percent} of 100 cases{worth}", current.reason)).size(12.5).weak());
}

fn answers_ui(ui: &mut Ui, state: &State, document: &Document, current: &Proposal, outbox: &mut Vec<Command>) {
    let palette = Palette::of(ui.visuals().dark_mode);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let tooltip = entry(Action::AcceptProposal).map(hint).unwrap_or_default();
        if ui.add(primary(ui, "Accept")).on_hover_text(tooltip).clicked() {
            outbox.push(Command::Do(Action::AcceptProposal));
        }
        for tag in Tag::ALL.into_iter().filter(|tag| *tag != current.tag) {
            let letter = RichText::new(tag.letter()).font(font(STRONG, 12.5)).color(palette.strong(tag));
            let name = format!("Accept as {}", tag.name());
            let response = ui.add(Button::new(letter).min_size(vec2(26.0, 24.0)));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if response.on_hover_text(&name).clicked() {
                outbox.push(Command::Proposal(ProposalCommand::AcceptAs(tag)));
            }
        }
        action_button_ui(ui, state, Action::DismissProposal, "Dismiss", outbox);
        action_button_ui(ui, state, Action::PreviousProposal, "↑", outbox);
        action_button_ui(ui, state, Action::NextProposal, "↓", outbox);
        ui.separator();
        let of_rule = document.proposals.open().filter(|proposal| proposal.rule == current.rule).count();
        let words = format!("Accept all {of_rule} of this rule");
        if ui.button(words).on_hover_text(format!("{}, as one step", current.rule)).clicked() {
            outbox.push(Command::Proposal(ProposalCommand::AcceptRule(current.rule)));
        }
        let sure = document.proposals.open().filter(|proposal| proposal.confidence >= SURE).count();
        let words = format!("Accept the {sure} surest");
        let tooltip = format!("Those whose rules are right in {:.0} of 100 cases or more, as one step", SURE * 100.0);
        if ui.add_enabled(sure > 0, Button::new(words)).on_hover_text(tooltip).clicked() {
            outbox.push(Command::Proposal(ProposalCommand::AcceptAbove(SURE)));
        }
        close_ui(ui, outbox);
    });
}

fn close_ui(ui: &mut Ui, outbox: &mut Vec<Command>) {
    let response = ui.button("Close");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Close the proposals"));
    if response.on_hover_text("Puts the proposals away; nothing is dismissed (Esc)").clicked() {
        outbox.push(Command::Proposal(ProposalCommand::Close));
    }
}

fn counted(count: usize) -> String {
    match count {
        0 => "Nothing more is proposed".to_owned(),
        1 => "1 proposal".to_owned(),
        count => format!("{count} proposals"),
    }
}

/// What it is, in words.
fn kind_of(proposal: &Proposal) -> String {
    match proposal.form {
        Form::None => proposal.tag.label().to_owned(),
        form => format!("{} ({})", proposal.tag.label(), form.label().to_lowercase()),
    }
}
