//! The codebook beside the article: the rules on which what is looked at may turn, then all of them.

use eframe::egui::{Button, Label, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

use crate::{
    app::{Action, Command, Document, LessonAction, NO_HINTS, State, View, table::entry},
    classroom::{Codebook, Rule},
    text::inert,
    ui::{
        forms::fields::{address_ui, caption},
        menu::hint,
        theme::{Palette, READING_ITALIC, STRONG, font},
    },
};

/// What the panel keeps from frame to frame.
#[derive(Debug, Default)]
pub(crate) struct CodebookView {
    /// The rule that is shown in full, by its id, and whether that is among those that were found.
    open: Option<(String, bool)>,
    was_shown: bool,
}

impl CodebookView {
    /// Notes that the panel is not there, so that it takes the keyboard when it comes back.
    pub(crate) fn hide(&mut self) {
        self.was_shown = false;
    }

    /// Shows the codebook in all the space there is.
    pub(crate) fn show(&mut self, ui: &mut Ui, state: &State, document: &Document, outbox: &mut Vec<Command>) {
        let language = document.shown_article().metadata.language.as_deref().unwrap_or_default();
        let book = Codebook::in_language(language);
        // Whoever asks for the codebook by a key goes on in it by keys.
        let mut wants_keyboard = !std::mem::replace(&mut self.was_shown, true);
        ui.horizontal(|ui| {
            ui.label(RichText::new(&book.title).font(font(STRONG, 15.0)));
            let close = ui.button("Close");
            close.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Close the codebook"));
            let action = Action::Lesson(LessonAction::Codebook);
            if close.on_hover_text(entry(action).map(hint).unwrap_or_default()).clicked() {
                outbox.push(Command::Do(action));
            }
        });
        ScrollArea::vertical().id_salt("codebook").auto_shrink(false).show(ui, |ui| {
            // Room for the scroll bar.
            ui.set_max_width(ui.available_width() - 12.0);
            self.found_ui(ui, state, document, book, &mut wants_keyboard);
            teacher_ui(ui, document);
            for (number, question) in (1..).zip(&book.questions) {
                ui.add(Label::new(format!("{number}. {question}")).wrap());
            }
            caption(ui, "All rules");
            for rule in &book.rules {
                self.rule_ui(ui, rule, None, &mut wants_keyboard);
            }
        });
    }

    /// Those on which what is looked at may turn.
    fn found_ui(
        &mut self,
        ui: &mut Ui,
        state: &State,
        document: &Document,
        book: &Codebook,
        wants_keyboard: &mut bool,
    ) {
        if document.task().is_some_and(|task| !task.hints) {
            ui.add(Label::new(RichText::new(NO_HINTS).weak()).wrap());
            return;
        }
        let about = match (document.selection.is_caret(), document.focused(), document.current_cut()) {
            (false, _, _) => "About what is selected",
            (true, Some(_), _) => "About the claim",
            (true, None, Some(_)) => "About the span",
            (true, None, None) => return,
        };
        caption(ui, about);
        if state.lessons.hints().is_empty() {
            ui.add(
                Label::new(RichText::new("Nothing in it tells of a hard case. Ask the questions below").weak()).wrap(),
            );
        }
        for hint in state.lessons.hints() {
            if let Some(rule) = book.rule(hint.rule) {
                self.rule_ui(ui, rule, Some(hint.question), wants_keyboard);
            }
        }
        ui.add_space(4.0);
    }

    /// A rule by its name, in full when it is open; with what to ask where it was found.
    fn rule_ui(&mut self, ui: &mut Ui, rule: &Rule, question: Option<&str>, wants_keyboard: &mut bool) {
        let palette = Palette::of(ui.visuals().dark_mode);
        let is_found = question.is_some();
        let is_open = self.open.as_ref().is_some_and(|(id, found)| *id == rule.id && *found == is_found);
        let words = RichText::new(question.unwrap_or(&rule.title)).size(13.0);
        let button = Button::selectable(is_open, words).wrap().min_size(vec2(ui.available_width(), 24.0));
        let response = ui.add(button.frame_when_inactive(is_found));
        response.widget_info(|| {
            let name = question.map_or_else(|| rule.title.clone(), |question| format!("{}: {question}", rule.title));
            WidgetInfo::selected(Role::Button, true, is_open, name)
        });
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(in_full(rule)));
        if std::mem::take(wants_keyboard) {
            response.request_focus();
        }
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        if response.clicked() {
            self.open = (!is_open).then(|| (rule.id.clone(), is_found));
        }
        if !is_open {
            return;
        }
        ui.indent(("rule", &rule.id, is_found), |ui| {
            if is_found {
                ui.label(RichText::new(&rule.title).font(font(STRONG, 12.5)));
            }
            ui.add(Label::new(&rule.rule).wrap());
            if !rule.example.is_empty() {
                let example = RichText::new(&rule.example).font(font(READING_ITALIC, 14.0)).color(palette.soft_ink);
                ui.add(Label::new(example).wrap());
            }
            ui.add(Label::new(RichText::new(&rule.answer).font(font(STRONG, 12.5))).wrap());
            ui.add_space(4.0);
        });
    }
}

/// Whether the codebook takes the place of the list of claims, since the window has no room for both beside the article.
pub(crate) fn codebook_takes_list(ui: &Ui, state: &State) -> bool {
    /// The width of a window with room for both, in points.
    const ROOM: f32 = 1160.0;
    state.view == View::Read && !state.panel_hidden && ui.ctx().content_rect().width() < ROOM
}

/// A rule with its example, to be read out.
fn in_full(rule: &Rule) -> String {
    [&rule.rule, &rule.example, &rule.answer].map(String::as_str).join(" ").trim().to_owned()
}

/// What the teacher says beside the rules.
fn teacher_ui(ui: &mut Ui, document: &Document) {
    let Some(task) = document.task() else { return };
    if task.codebook.text.trim().is_empty() && task.codebook.link.is_none() {
        return;
    }
    caption(ui, "Rules of the teacher");
    if !task.codebook.text.trim().is_empty() {
        ui.add(Label::new(inert(task.codebook.text.trim())).wrap());
    }
    if let Some(link) = &task.codebook.link {
        address_ui(ui, link);
    }
    ui.add_space(4.0);
}
