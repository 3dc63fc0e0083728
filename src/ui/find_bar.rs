//! The find bar above the article.

use eframe::egui::{self, Button, Key, RichText, TextEdit, Ui};

use super::{claims_list::name_field, theme::Palette};
use crate::app::{Action, Command, Document, FindChange};

/// The id of the field with the words to find.
pub(crate) fn field_id() -> egui::Id {
    egui::Id::unique("find in the article")
}

/// The find bar.
pub(crate) fn find_bar_ui(ui: &mut Ui, document: &Document, outbox: &mut Vec<Command>) {
    let find = &document.find;
    let palette = Palette::of(ui.visuals().dark_mode);
    ui.horizontal_centered(|ui| {
        let mut words = find.query.words.clone();
        let field =
            TextEdit::singleline(&mut words).id(field_id()).hint_text("Find in the article").desired_width(240.0);
        let response = ui.add(field);
        name_field(ui, response.id, "Find in the article");
        if words != find.query.words {
            outbox.push(Command::Find(FindChange::Words(words)));
        }
        // Enter leaves a field of one line; here it goes to the next hit and stays.
        if response.lost_focus() {
            let (enter, shift) = ui.input(|input| (input.key_pressed(Key::Enter), input.modifiers.shift));
            if enter {
                outbox.push(Command::Do(if shift { Action::FindPrevious } else { Action::FindNext }));
                response.request_focus();
            }
        }
        let count = find.hits.spans.len();
        let (said, color) = match find.current {
            _ if find.query.words.trim().is_empty() => (String::new(), palette.soft_ink),
            Some(current) if find.hits.cut_off => (format!("{} of over {count}", current + 1), palette.ink),
            Some(current) => (format!("{} of {count}", current + 1), palette.ink),
            None => ("Not found".to_owned(), palette.error),
        };
        ui.label(RichText::new(said).color(color));
        for (name, tooltip, action) in
            [("↑", "Find previous", Action::FindPrevious), ("↓", "Find next", Action::FindNext)]
        {
            let response = ui.add_enabled(count > 0, Button::new(name)).on_hover_text(tooltip);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, count > 0, tooltip));
            if response.clicked() {
                outbox.push(Command::Do(action));
            }
        }
        let mut match_case = find.query.match_case;
        if ui.checkbox(&mut match_case, "Match case").changed() {
            outbox.push(Command::Find(FindChange::MatchCase(match_case)));
        }
        let mut whole_words = find.query.whole_words;
        if ui.checkbox(&mut whole_words, "Whole words").changed() {
            outbox.push(Command::Find(FindChange::WholeWords(whole_words)));
        }
        if ui.button("Close").on_hover_text("Close the find bar (Esc)").clicked() {
            outbox.push(Command::Find(FindChange::Close));
        }
    });
}
