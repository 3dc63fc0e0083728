//! The proposal that is looked at, why it is made, and what can be done with it and its like.

use eframe::egui::{Button, Label, RichText, Role, Spinner, Ui, WidgetInfo, vec2};

use super::{
    forms::fields::{choice_ui, primary},
    menu::{action_button_ui, hint},
    theme::{Palette, STRONG, font},
};
use crate::{
    app::{Action, Command, Document, ProposalCommand, State, table::entry},
    claim::{Form, Tag},
    suggest::Proposal,
};

/// From how sure on proposals can be shown.
const LEASTS: [(f32, &str); 4] =
    [(0.9, "Right in 90 of 100"), (0.75, "Right in 75 of 100"), (0.5, "Right in 50 of 100"), (0.0, "All")];

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
            least_ui(ui, document, outbox);
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
        let shown = document.proposals.len();
        let words = format!("Accept all {shown} shown");
        if ui.add_enabled(shown > 0, Button::new(words)).on_hover_text("As one step").clicked() {
            outbox.push(Command::Proposal(ProposalCommand::AcceptAbove(document.proposals.least())));
        }
        least_ui(ui, document, outbox);
        close_ui(ui, outbox);
    });
}

/// How sure the rules of what is shown must be.
fn least_ui(ui: &mut Ui, document: &Document, outbox: &mut Vec<Command>) {
    let now = document.proposals.least();
    let mut least = now;
    ui.label(RichText::new("Show").weak());
    choice_ui(ui, "Which proposals to show", &mut least, LEASTS);
    if (least - now).abs() > f32::EPSILON {
        outbox.push(Command::Proposal(ProposalCommand::ShowFrom(least)));
    }
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
        0 => "Nothing more is proposed here".to_owned(),
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
