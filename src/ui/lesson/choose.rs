//! The lessons that come with the program.

use eframe::egui::{self, Button, Key, Label, Modifiers, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::words;
use crate::{
    app::{Action, Command, LessonCommand, LessonFacts, State},
    ui::{
        forms::fields::{heading, primary},
        keys::keeps_form,
    },
};

/// What is chosen.
#[derive(Debug, Default)]
pub(super) struct ChooseForm {
    chosen: usize,
    /// Whether the list had the keyboard in the frame before, so that the arrows choose in it.
    list_has_keyboard: bool,
    /// Whether what is chosen is to get the keyboard.
    wants_keyboard: bool,
}

impl ChooseForm {
    pub(super) fn ui(&mut self, ui: &mut Ui, state: &State, is_new: bool, outbox: &mut Vec<Command>) {
        let screen = ui.ctx().content_rect();
        ui.set_width((screen.width() - 80.0).min(600.0));
        heading(ui, "Lessons");
        ui.add(Label::new("Each is an article with a task. The answers come with it.").wrap());
        self.wants_keyboard |= is_new;
        let Some(lessons) = &state.lessons.listed else {
            ui.weak("Reading the lessons…");
            return;
        };
        self.list_ui(ui, lessons, screen.height(), outbox);
        let typed = keeps_form(ui);
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let begin = ui.add(primary(ui, "Practise")).on_hover_text("Enter");
            if let Some(lesson) = lessons.get(self.chosen).filter(|_| begin.clicked() || typed) {
                outbox.push(Command::Lesson(LessonCommand::Practise(lesson.name)));
            }
            if ui.button("Cancel").on_hover_text("Esc").clicked() {
                outbox.push(Command::Do(Action::Escape));
            }
        });
    }

    fn list_ui(&mut self, ui: &mut Ui, lessons: &[LessonFacts], height: f32, outbox: &mut Vec<Command>) {
        let step = if std::mem::take(&mut self.list_has_keyboard) {
            ui.input_mut(|input| {
                let down = input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown);
                let up = input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp);
                down.cast_signed() - up.cast_signed()
            })
        } else {
            0
        };
        let count = lessons.len().max(1).cast_signed();
        self.chosen = (self.chosen.cast_signed() + step).rem_euclid(count).cast_unsigned();
        let wants_keyboard = std::mem::take(&mut self.wants_keyboard) || step != 0;
        ScrollArea::vertical().max_height((height - 230.0).max(120.0)).auto_shrink([false, true]).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 14.0);
            ui.spacing_mut().item_spacing.y = 1.0;
            for (number, lesson) in lessons.iter().enumerate() {
                let is_chosen = number == self.chosen;
                let facts = facts(lesson);
                let words = RichText::new(lesson.title);
                let button = Button::selectable(is_chosen, words).wrap().min_size(vec2(ui.available_width(), 24.0));
                let response = ui.add(button);
                response.widget_info(|| {
                    let name = format!("{}. {facts}", lesson.title);
                    WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, name)
                });
                ui.label(RichText::new(format!("  {facts}")).weak().size(12.0));
                ui.add_space(5.0);
                if is_chosen && wants_keyboard {
                    response.request_focus();
                    response.scroll_to_me(None);
                }
                if response.has_focus() {
                    self.list_has_keyboard = true;
                    // So that the arrows are known to belong to the list in the next frame.
                    let filter = egui::EventFilter { vertical_arrows: true, ..egui::EventFilter::default() };
                    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
                }
                // A pointer chooses first; whoever presses Enter has chosen.
                let is_pressed = response.clicked() && !response.clicked_by(egui::PointerButton::Primary);
                if response.clicked() {
                    self.chosen = number;
                }
                if is_pressed || response.double_clicked() {
                    outbox.push(Command::Lesson(LessonCommand::Practise(lesson.name)));
                }
            }
        });
    }
}

/// What there is to know about a lesson, on a line.
fn facts(lesson: &LessonFacts) -> String {
    let level = match (lesson.level, lesson.levels) {
        (_, 1) => String::new(),
        (1, all) => format!(" · 1 of {all}, the easiest"),
        (level, all) if level == all => format!(" · {level} of {all}, the hardest"),
        (level, all) => format!(" · {level} of {all}"),
    };
    let spans = match lesson.spans {
        0 => "you find the spans".to_owned(),
        count => format!("{count} outlined spans"),
    };
    let why = if lesson.why { " · with reasons" } else { "" };
    format!("{}{level} · {spans}{why} · {} words", words::language(lesson.language), lesson.words)
}
