//! The forms of a class: which submissions are held against which key, and what of a class is written.

use eframe::egui::{Button, Key, RichText, TextEdit, Ui};

use super::words;
use crate::{
    app::{
        Action, ClassCommand, ClassForm, ClassOutput, ClassOverlay, ClassPath, Command, NamedBy, OutputKind, Secret,
        State,
    },
    classroom::Which,
    store::Password,
    ui::{
        claims_list::name_field,
        forms::fields::{Left, end_ui, heading, pills_ui, row_ui},
        theme::Palette,
    },
};

/// What the forms keep while they are open.
#[derive(Debug, Default)]
pub(crate) struct ClassForms {
    /// The password as it is typed; gone as soon as it was tried, or the form is left.
    password: String,
    kind: Option<OutputKind>,
    named: NamedBy,
    which: Which,
}

impl ClassForms {
    /// Forgets what is nobody's business any more, as when the form is left.
    pub(crate) fn leave(&mut self) {
        self.password.clear();
        self.named = NamedBy::default();
    }

    /// Shows the form that lies over the window.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        state: &State,
        overlay: ClassOverlay,
        is_new: bool,
        outbox: &mut Vec<Command>,
    ) {
        let screen = ui.ctx().content_rect();
        ui.set_width((screen.width() - 80.0).min(560.0));
        match overlay {
            ClassOverlay::Open => self.open_ui(ui, state, is_new, outbox),
            ClassOverlay::Write => self.write_ui(ui, state, is_new, outbox),
        }
    }

    fn open_ui(&mut self, ui: &mut Ui, state: &State, is_new: bool, outbox: &mut Vec<Command>) {
        heading(ui, "Open a class");
        ui.weak("Every submission in the folder, and in folders in it, is held against the key. Files are only read.");
        ui.add_space(4.0);
        let mut form: ClassForm = state.class.form.clone();
        let is_first = is_new;
        path_ui(ui, "Submissions", &mut form.folder, ClassPath::Folder, is_first, outbox);
        if state.document.is_some() {
            row_ui(ui, "Key", |ui| {
                pills_ui(ui, "Key", &mut form.is_document, [(false, "In a file"), (true, "The open document")]);
            });
        }
        let mut is_typed = false;
        if !form.is_document || state.document.is_none() {
            let name = if state.document.is_some() { "Its file" } else { "Key" };
            path_ui(ui, name, &mut form.key, ClassPath::Key, false, outbox);
            row_ui(ui, "Password", |ui| {
                let field = TextEdit::singleline(&mut self.password).password(true).desired_width(220.0);
                let response = ui.add(field.hint_text("When the key is sealed"));
                name_field(ui, response.id, "Password");
                is_typed = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            });
        }
        if form != state.class.form {
            outbox.push(Command::Class(ClassCommand::Form(form)));
        }
        if let Some(fault) = &state.class.fault {
            ui.add_space(4.0);
            ui.colored_label(Palette::of(ui.visuals().dark_mode).error, fault);
        }
        if state.class.reading.is_some() {
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label("Opening the key…");
                if ui.button("Stop").clicked() {
                    outbox.push(Command::Class(ClassCommand::Stop));
                }
            });
            return;
        }
        let left = match end_ui(ui, "Open", true) {
            Left::NotYet if is_typed => Left::Kept,
            left => left,
        };
        match left {
            Left::NotYet => {}
            Left::Kept => {
                // Whatever was typed goes with it, and stays in no field.
                let typed = std::mem::take(&mut self.password);
                let password = Password::new(&typed).ok().map(Secret::new);
                outbox.push(Command::Class(ClassCommand::Open(password)));
            }
            Left::Dropped => outbox.push(Command::Do(Action::Escape)),
        }
    }

    fn write_ui(&mut self, ui: &mut Ui, state: &State, is_new: bool, outbox: &mut Vec<Command>) {
        let class = &state.class;
        if is_new {
            self.which = class.which;
            // Names go into a file only when that is asked for, each time anew.
            self.named = NamedBy::default();
        }
        heading(ui, "Write or print");
        let mut kind = self.kind.unwrap_or(OutputKind::Sheet);
        for choice in OutputKind::ALL {
            let response = ui.radio_value(&mut kind, choice, choice.label());
            if is_new && choice == kind {
                response.request_focus();
            }
        }
        self.kind = Some(kind);
        ui.add_space(6.0);
        let has_roster = class.roster().is_some();
        match kind {
            OutputKind::Key => {}
            OutputKind::Sheet => {
                let mut names = self.named == NamedBy::Names;
                ui.add_enabled_ui(has_roster, |ui| ui.checkbox(&mut names, "With names beside the pseudonyms"));
                self.named = if names { NamedBy::Names } else { NamedBy::Pseudonyms };
            }
            OutputKind::Article | OutputKind::Pupils => {
                let choices = NamedBy::ALL.into_iter().filter(|named| has_roster || *named != NamedBy::Names);
                row_ui(ui, "Pupils by", |ui| {
                    pills_ui(ui, "Pupils by", &mut self.named, choices.map(|named| (named, named.label())));
                });
            }
        }
        let has_layers = class.open().is_some_and(|open| open.corrected() > 0);
        if kind == OutputKind::Article && has_layers {
            row_ui(ui, "Layer", |ui| {
                let layers = [(Which::First, "Handed in"), (Which::Last, "Corrected")];
                pills_ui(ui, "Layer to print", &mut self.which, layers);
            });
        }
        let pupils = class.open().map_or(0, |open| open.class.pupils.len());
        let words = match kind {
            OutputKind::Sheet => format!(
                "A line for each of {}; what cannot be counted with the reason",
                words::counted(pupils, "pupil", "pupils")
            ),
            OutputKind::Article => {
                "A page (HTML) with the class’s shares and its most divided passages; a browser prints it".to_owned()
            }
            OutputKind::Pupils => format!(
                "{} (HTML); a browser prints them, each on paper of its own",
                words::counted(pupils, "page", "pages")
            ),
            OutputKind::Key => "A page (HTML) with what is expected; a browser prints it".to_owned(),
        };
        ui.label(RichText::new(words).size(12.5).weak());
        match end_ui(ui, "Write…", true) {
            Left::NotYet => {}
            Left::Kept => {
                let output = ClassOutput { kind, named: self.named, which: self.which };
                outbox.push(Command::Class(ClassCommand::Write(output)));
            }
            Left::Dropped => outbox.push(Command::Do(Action::Escape)),
        }
    }
}

/// A row with a field for a path and a button that asks for it.
fn path_ui(ui: &mut Ui, name: &str, words: &mut String, path: ClassPath, is_first: bool, outbox: &mut Vec<Command>) {
    row_ui(ui, name, |ui| {
        ui.horizontal(|ui| {
            let width = (ui.available_width() - 96.0).max(80.0);
            let response = ui.add(TextEdit::singleline(words).desired_width(width));
            name_field(ui, response.id, name);
            if is_first {
                response.request_focus();
            }
            let button = ui.add(Button::new("Choose…"));
            let label = format!("Choose: {name}");
            button.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Button, true, &label));
            if button.clicked() {
                outbox.push(Command::Class(ClassCommand::Ask(path)));
            }
        });
    });
}
