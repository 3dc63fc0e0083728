//! Forms for what a teacher makes before a lesson, and for the agreed version of two reviewers.

mod agreed;
mod assignment;
mod key;
mod outcome;
mod place;
mod secret;

use eframe::egui::{self, Event, Key, RichText, Ui};

use self::secret::SecretFields;
use super::{exchange_parts::fault_ui, forms::fields::primary, keys::keeps_form};
use crate::app::{Action, AssignCommand, AssignForm, AssignPhase, Assigning, Command, Secret, State};

/// The width of a form at most, in points.
const WIDTH: f32 = 640.0;

/// What the forms remember from frame to frame; what is chosen is [`Assigning`]'s, but for the password.
#[derive(Debug, Default)]
pub(crate) struct AssignForms {
    secret: SecretFields,
    /// Whether the outcome was shown in the frame before.
    showed_outcome: bool,
}

impl AssignForms {
    /// Forgets what was typed as a password, as when the form is gone.
    pub(crate) fn forget(&mut self, context: &egui::Context) {
        self.secret.forget(context);
        self.showed_outcome = false;
    }

    /// Shows a form. `is_new` says that it was not there in the frame before.
    pub(crate) fn ui(&mut self, ui: &mut Ui, state: &State, form: AssignForm, is_new: bool, outbox: &mut Vec<Command>) {
        let (Some(assigning), Some(document)) = (&state.assigning, &state.document) else { return };
        let screen = ui.ctx().content_rect();
        ui.set_width((screen.width() - 80.0).min(WIDTH));
        if let AssignPhase::Written(outcome) = &assigning.phase {
            self.secret.forget(ui.ctx());
            let is_first = !std::mem::replace(&mut self.showed_outcome, true);
            outcome::outcome_ui(ui, form, outcome, is_first, outbox);
            return;
        }
        let now = Now { is_new: is_new || std::mem::take(&mut self.showed_outcome), is_kept: take_keeping(ui) };
        if now.is_new {
            self.secret.forget(ui.ctx());
        }
        match form {
            AssignForm::Assignment => assignment::assignment_ui(ui, document, assigning, &mut self.secret, now, outbox),
            AssignForm::SaveKey => key::save_ui(ui, document, assigning, now, outbox),
            AssignForm::Key => key::key_ui(ui, state, document, assigning, now, outbox),
            AssignForm::Agreed => agreed::agreed_ui(ui, assigning, now, outbox),
        }
    }
}

/// A form in this frame.
#[derive(Clone, Copy, Debug)]
struct Now {
    /// Whether it was not there in the frame before.
    is_new: bool,
    /// Whether Ctrl+Enter was pressed.
    is_kept: bool,
}

/// Takes Ctrl+Enter out of the input: a box that has the keyboard would be ticked by it, and then the form written.
fn take_keeping(ui: &Ui) -> bool {
    let is_kept = keeps_form(ui);
    if is_kept {
        let keeps = |event: &Event| matches!(event, Event::Key { key: Key::Enter, pressed: true, modifiers, .. } if modifiers.command);
        ui.input_mut(|input| input.events.retain(|event| !keeps(event)));
    }
    is_kept
}

/// How high what is scrolled in a form may be, in points: the rest of the form is below and above it.
fn room(ui: &Ui, rest: f32) -> f32 {
    (ui.ctx().content_rect().height() - rest).clamp(120.0, 760.0)
}

/// Brings what has got the keyboard into view; to be called at the end of what is scrolled.
fn follow_keyboard(ui: &mut Ui) {
    let key = egui::Id::unique("what had the keyboard in a form");
    let focused = ui.memory(egui::Memory::focused);
    let before = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default::<Option<egui::Id>>(key), focused));
    if before != focused
        && let Some(response) = focused.and_then(|id| ui.ctx().read_response(id))
        && response.layer_id == ui.layer_id()
    {
        // With the words below a field that say what is wrong with it.
        ui.scroll_to_rect(response.rect.expand2(egui::vec2(0.0, 28.0)), None);
    }
}

/// What went wrong, how far it is, and the buttons. `missing` says why it cannot be made yet, and `secret` is what to seal with.
fn end_ui(
    ui: &mut Ui,
    assigning: &Assigning,
    name: &str,
    missing: Option<&str>,
    secret: &mut dyn FnMut() -> Option<Secret>,
    now: Now,
    outbox: &mut Vec<Command>,
) {
    if let AssignPhase::Failed(words) = &assigning.phase {
        fault_ui(ui, words);
    }
    if let AssignPhase::Working(stage) = assigning.phase {
        ui.add(egui::ProgressBar::new(stage.part()).text(stage.words()));
        if ui.button("Stop").on_hover_text("Esc").clicked() {
            outbox.push(Command::Assign(AssignCommand::Stop));
        }
        return;
    }
    let is_ready = missing.is_none() && assigning.is_ready();
    ui.horizontal_wrapped(|ui| {
        let button = primary(ui, name);
        let is_clicked = ui.add_enabled(is_ready, button).on_hover_text("Ctrl+Enter").clicked();
        if is_ready && (is_clicked || now.is_kept) {
            outbox.push(Command::Assign(AssignCommand::Write(secret())));
        }
        if ui.button("Cancel").on_hover_text("Esc").clicked() {
            outbox.push(Command::Do(Action::Escape));
        }
        if let Some(missing) = missing.filter(|_| !is_ready) {
            ui.label(RichText::new(missing).weak().size(12.5));
        }
    });
}
