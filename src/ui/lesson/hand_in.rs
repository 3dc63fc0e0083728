//! What a submission lacks before it is handed in.

use eframe::egui::{Button, Label, RichText, ScrollArea, Ui};

use crate::{
    app::{Action, Command, Document, LessonCommand},
    text::inert,
    ui::{
        forms::fields::{caption, heading, primary},
        keys::keeps_form,
        theme::Palette,
    },
};

/// Says what is lacking; it may be handed in all the same.
pub(super) fn hand_in_ui(ui: &mut Ui, document: &Document, is_new: bool, outbox: &mut Vec<Command>) {
    let screen = ui.ctx().content_rect();
    ui.set_width((screen.width() - 80.0).min(520.0));
    heading(ui, "Hand in");
    let pupil = inert(document.review.reviewer()).into_owned();
    let count = document.review.claims().len();
    ui.add(Label::new(format!("By {pupil}, with {count} {}.", if count == 1 { "claim" } else { "claims" })).wrap());
    let lacks = document.lesson.lacks();
    let palette = Palette::of(ui.visuals().dark_mode);
    if lacks.is_empty() {
        ui.add(Label::new(RichText::new("Nothing is lacking.").color(palette.success)).wrap());
    } else {
        caption(ui, "Something is lacking. Choose a line to go there:");
        ScrollArea::vertical().max_height((screen.height() - 300.0).max(80.0)).auto_shrink([false, true]).show(
            ui,
            |ui| {
                for (number, lack) in lacks.iter().enumerate() {
                    let button = Button::new(lack.to_string()).wrap();
                    if ui.add(button).on_hover_text("Goes to the first of them").clicked() {
                        outbox.push(Command::Lesson(LessonCommand::GoToLack(number)));
                    }
                }
            },
        );
    }
    let place = match document.file.as_ref().and_then(|file| file.path.file_name()) {
        Some(name) => format!("It is saved in “{}”, which is what the teacher gets.", inert(&name.to_string_lossy())),
        None => "You are asked where to save it; that file is what the teacher gets.".to_owned(),
    };
    ui.add_space(4.0);
    ui.add(Label::new(RichText::new(place).weak()).wrap());
    let typed = keeps_form(ui);
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        let words = if lacks.is_empty() { "Hand in" } else { "Hand in all the same" };
        let response = ui.add(primary(ui, words)).on_hover_text("Ctrl+Enter");
        if is_new && lacks.is_empty() {
            response.request_focus();
        }
        if response.clicked() || typed {
            outbox.push(Command::Lesson(LessonCommand::HandIn));
        }
        let not_yet = ui.button("Not yet").on_hover_text("Esc");
        if is_new && !lacks.is_empty() {
            not_yet.request_focus();
        }
        if not_yet.clicked() {
            outbox.push(Command::Do(Action::Escape));
        }
    });
}
