//! What is asked before a key can be looked at: the password of a sealed one or, where the system has no dialog, where it is.

use std::path::PathBuf;

use eframe::egui::{Button, Key, Label, RichText, Role, TextEdit, Ui, WidgetInfo, text_edit::TextEditState};

use crate::{
    app::{Action, Asking, Command, Document, RevealCommand, Secret},
    store::Password,
    text::inert,
    ui::{
        claims_list::name_field,
        forms::fields::{heading, primary},
        theme::Palette,
    },
};

/// What is typed; a password stands here until it is tried, and nowhere after that.
#[derive(Default)]
pub(crate) struct KeyForm {
    path: String,
    password: String,
    /// What is wrong with what was typed, before anything is tried.
    fault: Option<String>,
    /// Whether the password was asked for in the frame before: the one question may follow the other at once.
    asked_password: bool,
}

impl std::fmt::Debug for KeyForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyForm").finish_non_exhaustive()
    }
}

impl KeyForm {
    /// Forgets what was typed.
    pub(crate) fn clear(&mut self) {
        self.path.clear();
        self.password = String::new();
        self.fault = None;
        self.asked_password = false;
    }

    /// The form over the window.
    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, is_new: bool, outbox: &mut Vec<Command>) {
        ui.set_width(460.0_f32.min(ui.ctx().content_rect().width() - 60.0));
        let asks_password = matches!(document.revealing.asking, Some(Asking::Password { .. }));
        let is_new = std::mem::replace(&mut self.asked_password, asks_password) != asks_password || is_new;
        match &document.revealing.asking {
            Some(Asking::Path) => self.path_ui(ui, is_new, outbox),
            Some(Asking::Password { key, is_tried, fault }) => {
                self.password_ui(ui, &key.name, *is_tried, fault.as_deref(), is_new, outbox);
            }
            None => {}
        }
    }

    fn path_ui(&mut self, ui: &mut Ui, is_new: bool, outbox: &mut Vec<Command>) {
        heading(ui, "Look at the key");
        ui.label("This system has no file dialog. Type the path of the key, or of the assignment in which it lies");
        let response = ui.add(TextEdit::singleline(&mut self.path).desired_width(f32::INFINITY));
        name_field(ui, response.id, "Path of the key");
        if is_new {
            response.request_focus();
        }
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let typed = self.path.trim().to_owned();
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let is_pressed = ui.add_enabled(!typed.is_empty(), primary(ui, "Look at it")).clicked();
            if is_pressed || (is_entered && !typed.is_empty()) {
                outbox.push(Command::Reveal(RevealCommand::With(PathBuf::from(&typed))));
            }
            cancel_ui(ui, outbox);
        });
    }

    fn password_ui(
        &mut self,
        ui: &mut Ui,
        name: &str,
        is_tried: bool,
        fault: Option<&str>,
        is_new: bool,
        outbox: &mut Vec<Command>,
    ) {
        heading(ui, "The key is sealed");
        ui.add(Label::new(format!("Type the teacher’s password for “{}”", inert(name))).wrap());
        let field = TextEdit::singleline(&mut self.password).password(true).desired_width(f32::INFINITY);
        let response = ui.add_enabled(!is_tried, field);
        name_field(ui, response.id, "Password");
        if is_new || (fault.is_some() && !response.has_focus() && self.password.is_empty() && self.fault.is_none()) {
            response.request_focus();
        }
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let palette = Palette::of(ui.visuals().dark_mode);
        if let Some(words) = self.fault.as_deref().or(fault) {
            let response = ui.add(Label::new(RichText::new(words).color(palette.error)).wrap());
            response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, words));
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            if is_tried {
                ui.spinner();
                ui.label("Opening…");
            }
            let is_pressed = ui.add_enabled(!is_tried, primary(ui, "Open the key")).clicked();
            if (is_pressed || is_entered) && !is_tried {
                self.fault = None;
                match Password::new(&std::mem::take(&mut self.password)) {
                    Ok(password) => outbox.push(Command::Reveal(RevealCommand::Password(Secret::new(password)))),
                    Err(fault) => self.fault = Some(fault.to_string()),
                }
                // The toolkit remembers what was typed, to take it back.
                TextEditState::default().store(ui.ctx(), response.id);
            }
            cancel_ui(ui, outbox);
        });
    }
}

fn cancel_ui(ui: &mut Ui, outbox: &mut Vec<Command>) {
    if ui.add(Button::new("Cancel")).clicked() {
        outbox.push(Command::Do(Action::Escape));
    }
}
