//! What lies over the window: the palette of all commands, the shortcuts, the steps taken.

use eframe::egui::{self, Button, Id, Key, Modal, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::{
    assign::AssignForms,
    claims_list::name_field,
    class::ClassForms,
    export_form::ExportForm,
    forms::Forms,
    import_form::ImportForm,
    keys::Shortcut,
    lesson::LessonForms,
    menu::name_keys,
    report_form::ReportForm,
    reveal::KeyForm,
    theme::{STRONG, font, modal_frame},
};
use crate::app::{
    Action, Command, Overlay, State,
    table::{ENTRIES, Entry, Group},
};

/// What the palette keeps while it is open.
#[derive(Debug, Default)]
pub(crate) struct Overlays {
    words: String,
    chosen: usize,
    shown: Option<Overlay>,
    /// The reviewer's name while it is typed; taken over when its field or the overlay is left.
    reviewer: Option<String>,
    report: ReportForm,
    export: ExportForm,
    import: ImportForm,
    class: ClassForms,
    key: KeyForm,
    assign: AssignForms,
    forms: Forms,
    lessons: LessonForms,
}

impl Overlays {
    /// Takes over what is still being typed, as when what lies over the window is left.
    pub(crate) fn commit(&mut self, outbox: &mut Vec<Command>) {
        outbox.extend(self.reviewer.take().map(Command::RenameReviewer));
        self.forms.commit(outbox);
    }

    /// Shows what lies over the window, if anything does.
    pub(crate) fn show(&mut self, context: &egui::Context, state: &State, outbox: &mut Vec<Command>) {
        let Some(overlay) = state.overlay else {
            self.shown = None;
            self.class.leave();
            self.key.clear();
            self.assign.forget(context);
            self.commit(outbox);
            return;
        };
        let is_new = self.shown.replace(overlay) != Some(overlay);
        if is_new {
            self.commit(outbox);
            self.words.clear();
            self.chosen = 0;
        }
        let response = Modal::new(Id::unique("overlay")).frame(modal_frame(context)).show(context, |ui| {
            // The toolkit gives as much room as was taken in the frame before, and what wants more would grow from frame to frame.
            ui.set_max_height(context.content_rect().height());
            match overlay {
                Overlay::Palette => self.palette_ui(ui, state, is_new, outbox),
                Overlay::Help => help_ui(ui),
                Overlay::History => {
                    self.reviewer_ui(ui, state, outbox);
                    history_ui(ui, state, outbox);
                }
                Overlay::Report => {
                    if let Some(document) = &state.document {
                        self.report.ui(ui, document, is_new, outbox);
                    }
                }
                Overlay::Key => {
                    if let Some(document) = &state.document {
                        self.key.ui(ui, document, is_new, outbox);
                    }
                }
                Overlay::Export => {
                    if let Some(exporting) = &state.exporting {
                        self.export.ui(ui, exporting, is_new, outbox);
                    }
                }
                Overlay::Import => {
                    if let Some(importing) = &state.importing {
                        self.import.ui(ui, state, importing, is_new, outbox);
                    }
                }
                Overlay::Assign(form) => self.assign.ui(ui, state, form, is_new, outbox),
                Overlay::Class(form) => self.class.ui(ui, state, form, is_new, outbox),
                Overlay::Lesson(form) => self.lessons.ui(ui, state, form, is_new, outbox),
                Overlay::AddEvidence
                | Overlay::AddContact
                | Overlay::Evidence(_)
                | Overlay::Contact(_)
                | Overlay::Speakers
                | Overlay::Sources
                | Overlay::Desk
                | Overlay::Details => {
                    if let Some(document) = &state.document {
                        self.forms.ui(ui, state, document, overlay, is_new, outbox);
                    }
                }
            }
        });
        if response.backdrop_response.clicked() {
            outbox.push(Command::Do(Action::Escape));
        }
    }

    /// Under what name the steps are remembered.
    fn reviewer_ui(&mut self, ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
        ui.set_width(380.0);
        let Some(document) = &state.document else { return };
        ui.label(RichText::new("Reviewer").font(font(STRONG, 17.0)));
        let mut name = self.reviewer.clone().unwrap_or_else(|| document.review.reviewer().to_owned());
        let field = TextEdit::singleline(&mut name)
            .hint_text("Your name, for the history of each claim")
            .desired_width(f32::INFINITY);
        let response = ui.add_enabled(document.read_only.is_none(), field);
        name_field(ui, response.id, "Reviewer’s name");
        if response.changed() {
            self.reviewer = Some(name);
        }
        if response.lost_focus() {
            outbox.extend(self.reviewer.take().map(Command::RenameReviewer));
        }
        ui.add_space(8.0);
    }

    fn palette_ui(&mut self, ui: &mut Ui, state: &State, is_new: bool, outbox: &mut Vec<Command>) {
        ui.set_width(520.0_f32.min(ui.ctx().content_rect().width() - 60.0));
        let (up, down, enter) = ui.input_mut(|input| {
            (
                input.consume_key(egui::Modifiers::NONE, Key::ArrowUp),
                input.consume_key(egui::Modifiers::NONE, Key::ArrowDown),
                input.consume_key(egui::Modifiers::NONE, Key::Enter),
            )
        });
        let field = TextEdit::singleline(&mut self.words).hint_text("Type a command").desired_width(f32::INFINITY);
        let response = ui.add(field);
        name_field(ui, response.id, "Type a command");
        if is_new || !response.has_focus() {
            response.request_focus();
        }
        if response.changed() {
            self.chosen = 0;
        }
        let fitting = fitting(&self.words);
        let last = fitting.len().saturating_sub(1);
        self.chosen = self.chosen.min(last);
        if down {
            self.chosen = if self.chosen == last { 0 } else { self.chosen + 1 };
        }
        if up {
            self.chosen = self.chosen.checked_sub(1).unwrap_or(last);
        }
        let mut run = None;
        ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
            for (number, entry) in fitting.iter().enumerate() {
                let keys = entry.keys.first().map(|keys| Shortcut::shown(keys)).unwrap_or_default();
                let is_enabled = entry.is_enabled(state);
                let name = entry.name_now(state);
                let is_chosen = number == self.chosen;
                let button = Button::selectable(is_chosen, name.as_str())
                    .shortcut_text(RichText::new(keys.as_str()).weak())
                    .min_size(egui::vec2(ui.available_width(), 26.0));
                let response = ui.add_enabled(is_enabled, button).on_hover_text(entry.description);
                response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, is_enabled, is_chosen, &name));
                name_keys(ui, response.id, &keys);
                if is_chosen && (up || down) {
                    response.scroll_to_me(None);
                }
                if response.clicked() || (is_chosen && enter && is_enabled) {
                    run = Some(entry.action);
                }
            }
            if fitting.is_empty() {
                ui.label(RichText::new("No command by that name").weak());
            }
        });
        if let Some(action) = run {
            // The action may be to show the list again, and that begins anew.
            self.shown = None;
            outbox.push(Command::Do(Action::Escape));
            outbox.push(Command::Do(action));
        }
    }
}

/// The entries that have every word typed in their name or group, the likeliest first.
fn fitting(words: &str) -> Vec<&'static Entry> {
    let words = words.trim().to_lowercase();
    let distance = |entry: &Entry| {
        let name = entry.name.to_lowercase();
        let each = |fits: &dyn Fn(&str) -> bool| words.split_whitespace().all(fits);
        // Whoever types how a name begins means that name before all that have the words somewhere.
        if name.starts_with(&words) {
            Some(0)
        } else if each(&|word| name.split_whitespace().any(|part| part.starts_with(word))) {
            Some(1)
        } else if each(&|word| name.contains(word)) {
            Some(2)
        } else {
            let group = entry.group.label().to_lowercase();
            each(&|word| name.contains(word) || group.contains(word)).then_some(3)
        }
    };
    let mut fitting: Vec<(u8, &Entry)> = ENTRIES.iter().filter_map(|entry| Some((distance(entry)?, entry))).collect();
    fitting.sort_by_key(|(distance, _)| *distance);
    fitting.into_iter().map(|(_, entry)| entry).collect()
}

fn help_ui(ui: &mut Ui) {
    let screen = ui.ctx().content_rect();
    ui.set_width((screen.width() - 80.0).min(860.0));
    ui.label(RichText::new("Keyboard shortcuts").font(font(STRONG, 17.0)));
    ui.add_space(4.0);
    ScrollArea::vertical().max_height(screen.height() - 160.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.columns(2, |columns| {
            for (column, groups) in
                columns.iter_mut().zip([&[Group::Claim, Group::Status, Group::Class, Group::Compare, Group::File, Group::Lesson][..], &[Group::Move, Group::Edit, Group::View, Group::Merge]])
            {
                for group in groups {
                    column.add_space(6.0);
                    column.label(RichText::new(group.label()).font(font(STRONG, 13.5)));
                    for entry in ENTRIES.iter().filter(|entry| entry.group == *group && !entry.keys.is_empty()) {
                        shortcut_ui(column, entry);
                    }
                }
            }
        });
        ui.add_space(8.0);
        ui.label(RichText::new("With the mouse: drag selects, a double click a word, three a sentence, four a paragraph; drag the ends of the focused claim").weak());
    });
}

fn shortcut_ui(ui: &mut Ui, entry: &Entry) {
    ui.horizontal(|ui| {
        let keys: Vec<String> = entry.keys.iter().map(|keys| Shortcut::shown(keys)).collect();
        ui.allocate_ui(egui::vec2(150.0, 18.0), |ui| {
            ui.set_min_width(150.0);
            ui.label(RichText::new(keys.join("  or  ")).font(font(STRONG, 12.0)));
        });
        ui.label(RichText::new(entry.name.trim_end_matches('…')).size(12.5)).on_hover_text(entry.description);
    });
}

fn history_ui(ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
    ui.set_width(380.0);
    ui.label(RichText::new("Steps taken").font(font(STRONG, 17.0)));
    let Some(document) = &state.document else { return };
    ui.label(RichText::new("Choose a step to go back, or on, to the state after it").weak());
    let done = document.undo.done_names().len();
    let names = document.undo.done_names().chain(document.undo.undone_names()).map(ToString::to_string);
    let steps: Vec<String> = std::iter::once("Opened".to_owned()).chain(names).collect();
    let height = ui.spacing().interact_size.y;
    ScrollArea::vertical().max_height(380.0).auto_shrink([false, true]).stick_to_bottom(true).show_rows(
        ui,
        height,
        steps.len(),
        |ui, rows| {
            for number in rows {
                let words = RichText::new(format!("{number}  {}", steps[number]));
                let words = if number > done { words.weak() } else { words };
                let button =
                    Button::selectable(number == done, words).min_size(egui::vec2(ui.available_width(), height));
                if ui.add(button).clicked() {
                    outbox.push(Command::GoToStep(number));
                }
            }
        },
    );
}
