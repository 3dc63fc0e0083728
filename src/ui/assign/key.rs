//! The key: how exactly it is expected, and where; and the key as a file of its own.

use eframe::egui::{Button, Label, RichText, ScrollArea, Ui};

use super::{Now, end_ui, follow_keyboard, place, room};
use crate::{
    app::{Action, AssignAction, AssignCommand, Assigning, Command, Document, KeyChange, State},
    review::{Review, one_line},
    teaching::{AnswerKey, Refused, Role, Tolerance},
    text::Span,
    ui::{
        exchange_parts::{fault_ui, part_ui, soft_ui},
        forms::fields::{heading, primary},
        menu::action_button_ui,
    },
};

/// The most of a passage that is shown, in bytes.
const MOST_BYTES: usize = 90;

/// The key as a file of its own.
pub(super) fn save_ui(ui: &mut Ui, document: &Document, assigning: &Assigning, now: Now, outbox: &mut Vec<Command>) {
    heading(ui, "Save the key");
    soft_ui(
        ui,
        if assigning.is_key_of_assignment() {
            "The key of the assignment that was just made: what it asks for, as you tagged it. It stays with you"
        } else {
            "Your claims as they are expected, with what you say of each. The file is not sealed: it stays with you"
        },
    );
    expected_ui(ui, document, assigning);
    ui.add_enabled_ui(!assigning.is_working(), |ui| {
        let path = place::place_ui(ui, assigning, outbox);
        if now.is_new {
            path.request_focus();
        }
    });
    ui.add_space(4.0);
    let missing = assigning.checked.key.is_err().then_some("There is no key yet").or_else(|| place::missing(assigning));
    end_ui(ui, assigning, "Save the key", missing, &mut || None, now, outbox);
}

/// What is expected, or why nothing is.
fn expected_ui(ui: &mut Ui, document: &Document, assigning: &Assigning) {
    match &assigning.checked.key {
        Ok(count) => {
            let claims =
                if *count == 1 { "1 claim is expected".to_owned() } else { format!("{count} claims are expected") };
            let key = document.review.role().and_then(Role::key);
            let of = |has: fn(&crate::teaching::KeyEntry) -> bool| {
                key.map_or(0, |key| key.entries().filter(|(_, entry)| has(entry)).count())
            };
            let (optional, notes) = (of(|entry| entry.optional), of(|entry| !entry.note.is_empty()));
            let alternatives = of(|entry| !entry.alternatives.is_empty());
            soft_ui(
                ui,
                &format!(
                    "{claims}: {optional} may be left out, {alternatives} can be marked in other ways, {notes} have a note for the pupil"
                ),
            );
        }
        Err(Refused::EmptyKey) if document.review.claims().is_empty() => fault_ui(
            ui,
            "Tag your own version first: there are no claims in this review, so that nothing could be held against it",
        ),
        Err(refused) => fault_ui(ui, &refused.to_string()),
    }
}

/// What holds for the key as a whole.
pub(super) fn key_ui(
    ui: &mut Ui,
    state: &State,
    document: &Document,
    assigning: &Assigning,
    now: Now,
    outbox: &mut Vec<Command>,
) {
    heading(ui, "Answer key");
    let review = &document.review;
    let Some(key) = review.role().and_then(Role::key) else {
        begin_ui(ui, review, document.read_only.is_none(), now.is_new, outbox);
        return;
    };
    ScrollArea::vertical().id_salt("key").max_height(room(ui, 180.0)).auto_shrink([false, true]).show(ui, |ui| {
        expected_ui(ui, document, assigning);
        soft_ui(ui, "What you say of a claim stands in its fields, beside the article: choose a claim to see them");
        ui.add_enabled_ui(document.read_only.is_none(), |ui| {
            tolerance_ui(ui, key, outbox);
            passages_ui(ui, state, review, key, outbox);
            if matches!(review.role(), Some(Role::Key(_))) {
                part_ui(ui, "No key after all");
                let hint = "What is said of its claims for the key goes; the claims stay. Undo brings it back";
                if ui.button("Make an ordinary review of it").on_hover_text(hint).clicked() {
                    outbox.push(Command::Assign(AssignCommand::Key(KeyChange::End)));
                }
            }
            follow_keyboard(ui);
        });
    });
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let done = ui.add(primary(ui, "Done")).on_hover_text("Ctrl+Enter");
        if now.is_new {
            done.request_focus();
        }
        if done.clicked() || now.is_kept {
            outbox.push(Command::Do(Action::Escape));
        }
        action_button_ui(ui, state, Action::Assign(AssignAction::SaveKey), "Save key…", outbox);
    });
}

/// What it means to make a key of the review, and the button that does.
fn begin_ui(ui: &mut Ui, review: &Review, is_writable: bool, is_new: bool, outbox: &mut Vec<Command>) {
    if let Some(role) = review.role() {
        fault_ui(ui, &Refused::NotAKey(role.words()).to_string());
        return;
    }
    let words = "This review is none yet. As a key, its claims are what you expect of your pupils, and each gets fields beside \
                 the article: whether it may be left out, your note, the rule it turns on, other ways to mark it that are as \
                 right. All of it is kept in the file of the review and can be undone. The text of a key does not change any \
                 more: a key belongs to the text that is handed out.";
    ui.add(Label::new(words).wrap());
    if review.claims().is_empty() {
        soft_ui(ui, "There are no claims in it so far. Tag your own version, before or after");
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let prepare = ui.add_enabled(is_writable, primary(ui, "Prepare this review as a key"));
        if is_new {
            prepare.request_focus();
        }
        if prepare.clicked() {
            outbox.push(Command::Assign(AssignCommand::Key(KeyChange::Begin)));
        }
        if ui.button("Cancel").on_hover_text("Esc").clicked() {
            outbox.push(Command::Do(Action::Escape));
        }
    });
}

fn tolerance_ui(ui: &mut Ui, key: &AnswerKey, outbox: &mut Vec<Command>) {
    part_ui(ui, "What does not count at the edges of a claim");
    let Tolerance { mut punctuation, mut determiners, mut quotation_marks } = key.tolerance;
    ui.checkbox(&mut punctuation, "Punctuation, such as a full stop");
    ui.checkbox(&mut determiners, "An article, or “that”, at the beginning");
    ui.checkbox(&mut quotation_marks, "Quotation marks");
    let tolerance = Tolerance { punctuation, determiners, quotation_marks };
    if tolerance != key.tolerance {
        outbox.push(Command::Assign(AssignCommand::Key(KeyChange::Tolerance(tolerance))));
    }
}

fn passages_ui(ui: &mut Ui, state: &State, review: &Review, key: &AnswerKey, outbox: &mut Vec<Command>) {
    part_ui(ui, "Where it is scored");
    if key.passages().is_empty() {
        soft_ui(ui, "In the whole article. Select a passage to score there and nowhere else");
    }
    for (number, passage) in key.passages().iter().enumerate() {
        ui.horizontal(|ui| {
            let name = format!("Remove passage {}", number + 1);
            let remove = ui.add(Button::new("×").small());
            remove.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Button, true, &name));
            if remove.on_hover_text(name).clicked() {
                outbox.push(Command::Assign(AssignCommand::Key(KeyChange::RemovePassage(number))));
            }
            ui.add(Label::new(RichText::new(words_of(review, *passage))).truncate());
        });
    }
    action_button_ui(ui, state, Action::Assign(AssignAction::AddPassage), "Score in the selection", outbox);
}

fn words_of(review: &Review, span: Span) -> String {
    one_line(review.article().text().slice(span), MOST_BYTES)
}
