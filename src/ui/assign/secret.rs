//! A password that is typed twice. Nothing but these fields has it, and they forget it.

use eframe::egui::{self, Id, RichText, Role, TextEdit, Ui, WidgetInfo, text_edit::TextEditState};

use crate::{
    app::{Secret, Strength},
    store::Password,
    ui::{claims_list::name_field, forms::fields::row_ui, theme::Palette},
};

/// What is typed.
#[derive(Default)]
pub(super) struct SecretFields {
    first: String,
    second: String,
    wants_keyboard: bool,
}

impl std::fmt::Debug for SecretFields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretFields")
    }
}

impl SecretFields {
    fn ids() -> [Id; 2] {
        [Id::unique("password of the key"), Id::unique("password of the key, again")]
    }

    /// Forgets what was typed, and what the toolkit keeps of it to take typing back.
    pub(super) fn forget(&mut self, context: &egui::Context) {
        if self.first.is_empty() && self.second.is_empty() {
            return;
        }
        self.first.clear();
        self.second.clear();
        context.data_mut(|data| Self::ids().into_iter().for_each(|id| data.remove::<TextEditState>(id)));
    }

    /// What there is to say against it; `None` when a key can be sealed with it.
    pub(super) fn fault(&self) -> Option<&'static str> {
        let strength = Strength::of(&self.first);
        match strength {
            _ if !strength.is_enough() => Some(strength.words()),
            _ if self.second.is_empty() => Some("Type the password a second time, since nobody can see it"),
            _ if self.first != self.second => Some("The two are not the same. Type them again"),
            _ => None,
        }
    }

    /// The password, if it can be used.
    pub(super) fn secret(&self) -> Option<Secret> {
        if self.fault().is_some() {
            return None;
        }
        Password::new(&self.first).ok().map(Secret::new)
    }

    /// Gives the keyboard to the first field in the next frame, when the click that asks for it is over: what is typed after the
    /// choice to seal is the password, and must not be seen elsewhere.
    pub(super) fn take_keyboard(&mut self) {
        self.wants_keyboard = true;
    }

    /// The two fields, and what there is to say about what stands in them.
    pub(super) fn ui(&mut self, ui: &mut Ui) {
        let [first, second] = Self::ids();
        if self.wants_keyboard && !ui.input(|input| input.pointer.any_released()) {
            self.wants_keyboard = false;
            ui.memory_mut(|memory| memory.request_focus(first));
        }
        field_ui(ui, first, "Password", &mut self.first);
        let palette = Palette::of(ui.visuals().dark_mode);
        let strength = Strength::of(&self.first);
        let (words, color) = match self.fault() {
            Some(words) if self.first.is_empty() => (words, palette.soft_ink),
            Some(words) => (words, palette.warning),
            None => (strength.words(), palette.success),
        };
        field_ui(ui, second, "The password again", &mut self.second);
        row_ui(ui, "", |ui| {
            let response = ui.add(egui::Label::new(RichText::new(words).size(12.5).color(color)).wrap());
            response.widget_info(|| WidgetInfo::labeled(Role::Status, true, words));
        });
    }
}

fn field_ui(ui: &mut Ui, id: Id, name: &str, words: &mut String) {
    row_ui(ui, name, |ui| {
        ui.add(TextEdit::singleline(words).id(id).password(true).desired_width(f32::INFINITY));
        name_field(ui, id, name);
    });
}
