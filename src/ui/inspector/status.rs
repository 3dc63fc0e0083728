//! Where the work on the claim is, and the steps from there.

use eframe::egui::{Button, RichText, Role, Ui, WidgetInfo};

use super::second::SecondForm;
use crate::{
    app::{Action, CheckCommand, Command, Document, State, Target},
    claim::{Claim, ClaimId, Practice, State as CheckState, StatusGroup},
    review::{excerpt, operations::Ask},
    ui::{forms::fields::caption, menu::action_button_ui, theme::Palette},
};

/// The five words of one person, the exact state, and what a desk does next.
pub(super) fn status_ui(
    ui: &mut Ui,
    state: &State,
    document: &Document,
    claim: &Claim,
    second: &mut SecondForm,
    outbox: &mut Vec<Command>,
) {
    caption(ui, "Status");
    let now = claim.status.state.group();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        ui.spacing_mut().button_padding.x = 5.0;
        for (number, group) in StatusGroup::ALL.into_iter().enumerate() {
            let button =
                Button::selectable(now == group, RichText::new(group.label()).size(12.0)).frame_when_inactive(true);
            let response = ui.add(button).on_hover_text(format!("Key {}", number + 1));
            response.widget_info(|| {
                WidgetInfo::selected(Role::RadioButton, true, now == group, format!("Status: {}", group.label()))
            });
            if response.clicked() {
                outbox.push(take_to(claim.id, Target::Group(group)));
            }
        }
    });
    exact_ui(ui, state, document, claim, outbox);
    steps_ui(ui, document, claim, outbox);
    second.ui(ui, document, claim, outbox);
}

/// The exact state where the five words leave something open, and why it is so.
fn exact_ui(ui: &mut Ui, state: &State, document: &Document, claim: &Claim, outbox: &mut Vec<Command>) {
    let status = &claim.status;
    let check = claim.check();
    let by = |name: &Option<String>| name.as_ref().map(|name| format!(" by {name}")).unwrap_or_default();
    let words = match status.state {
        CheckState::Spotted | CheckState::Queued | CheckState::InProgress => return,
        CheckState::Waiting | CheckState::NotCheckable | CheckState::WontCheck => {
            let reason = status.reason_words().unwrap_or("no reason given");
            format!("{}: {reason}", status.state.label())
        }
        CheckState::InReview => format!("Verdict proposed{}, to be approved", by(&check.checker)),
        CheckState::Approved => format!("Approved{}", by(&check.approver)),
        CheckState::Published => match &check.published {
            Some(published) => {
                format!("Published in version {} on {}", published.version, published.at.strftime("%-d %B %Y"))
            }
            None => status.state.label().to_owned(),
        },
        CheckState::Duplicate => {
            let target = status.duplicate_of.and_then(|id| document.review.claims().get(id));
            match target {
                Some(target) => format!("Checked instead: “{}”", excerpt(&document.review, target, 90)),
                None => "Duplicate of a claim that is not here".to_owned(),
            }
        }
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(words).size(12.5));
        if status.state == CheckState::Duplicate {
            if let Some(target) = status.duplicate_of
                && ui.small_button("Go there").clicked()
            {
                outbox.push(Command::FocusClaim(target));
            }
            action_button_ui(ui, state, Action::Duplicate, "Another…", outbox);
        } else if status.reason.is_some() && ui.small_button("Change reason…").clicked() {
            outbox.push(take_to(claim.id, Target::State(status.state)));
        }
    });
}

/// The steps that the five words do not name.
fn steps_ui(ui: &mut Ui, document: &Document, claim: &Claim, outbox: &mut Vec<Command>) {
    let practice = document.review.practice();
    let steps: &[(&str, CheckState)] = match claim.status.state {
        CheckState::InProgress if practice.is_desk() => &[("Propose verdict", CheckState::InReview)],
        // The second verdict itself approves or sends back.
        CheckState::InReview if practice == Practice::DeskBlind => &[("Send back…", CheckState::InProgress)],
        CheckState::InReview => &[("Approve verdict", CheckState::Approved), ("Send back…", CheckState::InProgress)],
        CheckState::Approved | CheckState::Published => &[("Open again…", CheckState::InProgress)],
        _ => &[],
    };
    if !steps.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for (words, to) in steps {
                if ui.button(*words).clicked() {
                    outbox.push(take_to(claim.id, Target::State(*to)));
                }
            }
        });
    }
}

/// A word on what keeps the claim as it is, in the colour of a warning.
pub(super) fn locked_ui(ui: &mut Ui, words: &str) {
    ui.colored_label(Palette::of(ui.visuals().dark_mode).warning, words);
}

fn take_to(claim: ClaimId, target: Target) -> Command {
    Command::Check(CheckCommand::TakeTo { claims: vec![claim], target, ask: Ask::default() })
}
