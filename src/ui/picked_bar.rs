//! What can be done with all the claims that are picked, as one step.

use eframe::egui::{Button, Id, Key, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};

use super::{
    claims_list::name_field,
    filter_bar::lasting_menu_ui,
    theme::{Palette, STRONG, font},
};
use crate::{
    app::{Action, CheckCommand, CheckField, Command, Document, State, TableCommand, Target},
    claim::{ClaimId, Priority, StatusGroup, Tag},
    review::{ClaimFilter, operations::Ask},
};

/// What is being typed for the claims that are picked.
#[derive(Debug, Default)]
pub(crate) struct PickedBar {
    speaker: String,
    label: String,
    hidden: Option<Hidden>,
}

/// How many of the picked claims the filter hides, as long as nothing changes.
#[derive(Debug)]
struct Hidden {
    revision: u64,
    filter: ClaimFilter,
    picked: Vec<ClaimId>,
    count: usize,
}

impl PickedBar {
    /// The bar.
    pub(crate) fn show(&mut self, ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
        let Some(document) = &state.document else { return };
        let palette = Palette::of(ui.visuals().dark_mode);
        let picked = document.picked_claims();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.spacing_mut().button_padding.x = 6.0;
            ui.label(RichText::new(format!("{} picked", picked.len())).font(font(STRONG, 13.0)));
            let hidden = self.hidden(document, &picked);
            if hidden > 0 {
                let words = format!("{hidden} of them hidden by the filter");
                ui.label(RichText::new(words).color(palette.warning));
            }
            if ui.button("Let go").on_hover_text("No claim is picked any more (Esc)").clicked() {
                outbox.push(Command::PickClaims(Vec::new()));
            }
            if document.read_only.is_some() {
                ui.disable();
            }
            for tag in Tag::ALL {
                let letter = RichText::new(tag.letter()).font(font(STRONG, 12.5)).color(palette.strong(tag));
                let response = ui.add(Button::new(letter).min_size(vec2(26.0, 24.0)));
                let name = format!("Tag picked as {}", tag.name());
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                if response.on_hover_text(&name).clicked() {
                    // The action would tag selected words first.
                    let head = document.selection.head;
                    outbox.push(Command::PlaceCaret { at: head, extend: false });
                    outbox.push(Command::Do(Action::Tag(tag)));
                }
            }
            chooser_ui(ui, "Status", StatusGroup::ALL.map(|group| (group.label(), group)), |group| {
                let (claims, target) = (picked.clone(), Target::Group(group));
                outbox.push(Command::Check(CheckCommand::TakeTo { claims, target, ask: Ask::default() }));
            });
            let priorities = Priority::ALL.map(|priority| (priority.label(), Some(priority)));
            chooser_ui(ui, "Priority", priorities.into_iter().chain([("None", None)]), |priority| {
                let field = CheckField::Priority(priority);
                outbox.push(Command::Check(CheckCommand::Amend(picked.clone(), field)));
            });
            let names: Vec<&str> = document.review.speakers().iter().map(|speaker| speaker.name.as_str()).collect();
            if let Some(name) = typed_ui(ui, "Speaker", &mut self.speaker, &names, true) {
                outbox.push(Command::Table(TableCommand::SetSpeaker(picked.clone(), name)));
            }
            if let Some(label) = typed_ui(ui, "Label", &mut self.label, &[], false) {
                outbox.push(Command::Table(TableCommand::AddLabel(picked.clone(), label)));
            }
            let delete = ui.button("Delete").on_hover_text("Deletes the picked claims, as one step");
            delete.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Delete picked"));
            if delete.clicked() {
                outbox.push(Command::Do(Action::DeleteClaim));
            }
        });
    }
}

impl PickedBar {
    /// How many of the picked claims the filter does not let through: they change with the others.
    fn hidden(&mut self, document: &Document, picked: &[ClaimId]) -> usize {
        let is_current = |hidden: &&Hidden| {
            hidden.revision == document.revision && hidden.filter == document.filter && hidden.picked == picked
        };
        if let Some(hidden) = self.hidden.as_ref().filter(is_current) {
            return hidden.count;
        }
        let sieve = document.filter.sieve(&document.review);
        let claims = picked.iter().filter_map(|id| document.review.claims().get(*id));
        let count = claims.filter(|claim| !sieve.passes(claim)).count();
        let (revision, filter, picked) = (document.revision, document.filter.clone(), picked.to_vec());
        self.hidden = Some(Hidden { revision, filter, picked, count });
        count
    }
}

/// A menu of which one entry is chosen.
fn chooser_ui<T>(
    ui: &mut Ui,
    what: &str,
    choices: impl IntoIterator<Item = (&'static str, T)>,
    mut choose: impl FnMut(T),
) {
    lasting_menu_ui(ui, what, &format!("{what} of the picked"), |ui| {
        for (label, choice) in choices {
            if ui.add(Button::selectable(false, label)).clicked() {
                choose(choice);
                ui.close();
            }
        }
    });
}

/// A menu with a field, and names to choose from. Returns what was entered or chosen.
fn typed_ui(ui: &mut Ui, what: &str, typed: &mut String, names: &[&str], may_be_empty: bool) -> Option<String> {
    let mut entered = None;
    lasting_menu_ui(ui, what, &format!("{what} of the picked"), |ui| {
        ui.set_width(210.0);
        let id = Id::unique("field of the picked").with(what);
        let is_new = !ui.ctx().memory(|memory| memory.has_focus(id)) && typed.is_empty();
        ui.horizontal(|ui| {
            let response = ui.add(TextEdit::singleline(typed).id(id).hint_text(what).desired_width(140.0));
            name_field(ui, response.id, &format!("{what} for the picked"));
            let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if is_new && !response.lost_focus() && ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
            let is_enough = may_be_empty || !typed.trim().is_empty();
            if ui.add_enabled(is_enough, Button::new("Set")).clicked() || (is_entered && is_enough) {
                entered = Some(std::mem::take(typed));
                ui.close();
            }
        });
        let part = typed.trim().to_lowercase();
        ScrollArea::vertical().max_height(220.0).show(ui, |ui| {
            for name in names.iter().filter(|name| name.to_lowercase().contains(&part)).take(50) {
                if ui.add(Button::selectable(false, *name).truncate()).clicked() {
                    entered = Some((*name).to_owned());
                    typed.clear();
                    ui.close();
                }
            }
        });
    });
    entered
}
