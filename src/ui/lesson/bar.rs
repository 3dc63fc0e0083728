//! What the assignment asks for, how far it is, and what can be done next, above the article.

use eframe::egui::{Align, Button, Label, Layout, RichText, Role, ScrollArea, Ui, WidgetInfo};

use super::{cuts, words};
use crate::{
    app::{Action, Command, Document, LessonAction, RevealAction, State, table::entry},
    classroom::Lack,
    teaching::{Returned, Submission},
    text::inert,
    ui::{
        forms::fields::primary,
        menu::{action_button_ui, hint},
        theme::{Palette, STRONG, font},
    },
};

/// How high the instructions are at most, as a share of the window's height; in a low window they are as high as three lines, in
/// points, and the rest is scrolled to.
const MOST_OF_WINDOW: f32 = 0.2;
const LOW_WINDOW: f32 = 700.0;
const THREE_LINES: f32 = 54.0;

/// The bar; nothing for a review that is no submission.
pub(crate) fn lesson_bar_ui(ui: &mut Ui, state: &State, outbox: &mut Vec<Command>) {
    let Some(document) = &state.document else { return };
    let Some(submission) = document.submission() else { return };
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            // From right to left.
            if submission.layer_handed_in().is_none() {
                let tooltip = entry(Action::Lesson(LessonAction::HandIn)).map(hint).unwrap_or_default();
                if ui.add(primary(ui, "Hand in…")).on_hover_text(tooltip).clicked() {
                    outbox.push(Command::Do(Action::Lesson(LessonAction::HandIn)));
                }
            }
            if submission.handed_in.is_some() && !document.revealing.is_shown() {
                action_button_ui(ui, state, Action::Reveal(RevealAction::Look), "Look at the key…", outbox);
            }
            if document.is_handed_in() && !document.lesson.is_revealed {
                action_button_ui(ui, state, Action::Lesson(LessonAction::TakeBack), "Take it back", outbox);
            }
            if !state.lessons.shows_codebook {
                action_button_ui(ui, state, Action::Lesson(LessonAction::Codebook), "Codebook", outbox);
            }
            spans_ui(ui, state, submission, outbox);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                fold_ui(ui, document, outbox);
                ui.add(Label::new(how_far(document, submission)).truncate());
            });
        });
    });
    if let Some(returned) = &submission.returned {
        returned_ui(ui, returned);
    }
    // Beside the key the article needs the room.
    if !document.lesson.is_folded && !document.revealing.is_shown() {
        told_ui(ui, submission);
    }
    current_ui(ui, document);
}

/// The button that shows or folds what is told.
fn fold_ui(ui: &mut Ui, document: &Document, outbox: &mut Vec<Command>) {
    let is_folded = document.lesson.is_folded;
    let words = RichText::new(if is_folded { "▶ Task" } else { "▼ Task" }).font(font(STRONG, 13.0));
    let response = ui.add(Button::new(words).frame(false));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, !is_folded, "Instructions"));
    let action = Action::Lesson(LessonAction::Instructions);
    if response.on_hover_text(entry(action).map(hint).unwrap_or_default()).clicked() {
        outbox.push(Command::Do(action));
    }
}

/// The buttons that go from span to span.
fn spans_ui(ui: &mut Ui, state: &State, submission: &Submission, outbox: &mut Vec<Command>) {
    if submission.task.spans.is_empty() {
        return;
    }
    for (action, sign, name) in
        [(LessonAction::NextSpan, "↓", "Next span"), (LessonAction::PreviousSpan, "↑", "Previous span")]
    {
        let Some(entry) = entry(Action::Lesson(action)) else { continue };
        let response = ui.add_enabled(entry.is_enabled(state), Button::new(sign)).on_hover_text(hint(entry));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if response.clicked() {
            outbox.push(Command::Do(entry.action));
        }
    }
}

/// How far the work is: spans or claims, and what is lacking most.
fn how_far(document: &Document, submission: &Submission) -> String {
    if let Some(at) = submission.layer_handed_in().or(submission.handed_in) {
        let at = at.strftime("%-d %B %Y, %H:%M UTC");
        return match (&submission.first, submission.layer_handed_in()) {
            (None, _) => format!("Handed in on {at}; it stays as it is"),
            (Some(_), None) => format!("Second layer. The first was handed in on {at}"),
            (Some(_), Some(_)) => format!("Second layer, handed in on {at}"),
        };
    }
    let done = match document.lesson.tagged() {
        (_, 0) => match document.review.claims().len() {
            1 => "1 claim".to_owned(),
            count => format!("{count} claims"),
        },
        (tagged, all) => format!("{tagged} of {all} spans tagged"),
    };
    // What the figure before it says already is not said twice.
    let lacks = document.lesson.lacks().iter().filter(|lack| !matches!(lack, Lack::Untagged(_) | Lack::NoClaims));
    std::iter::once(done).chain(lacks.map(ToString::to_string)).collect::<Vec<_>>().join(" · ")
}

/// What the teacher tells and asks.
fn told_ui(ui: &mut Ui, submission: &Submission) {
    let task = &submission.task;
    let height = ui.ctx().content_rect().height();
    let most = if height < LOW_WINDOW { THREE_LINES } else { height * MOST_OF_WINDOW };
    ScrollArea::vertical().id_salt("instructions").max_height(most).auto_shrink([false, true]).show(ui, |ui| {
        // Room for the scroll bar.
        ui.set_max_width(ui.available_width() - 14.0);
        if !task.instructions.trim().is_empty() {
            ui.add(Label::new(inert(task.instructions.trim())).wrap());
        }
        ui.add(Label::new(RichText::new(words::asked(task).join(" ")).size(12.5).weak()).wrap());
    });
}

/// What the teacher says about the submission.
fn returned_ui(ui: &mut Ui, returned: &Returned) {
    let palette = Palette::of(ui.visuals().dark_mode);
    let by = if returned.by.trim().is_empty() { "The teacher" } else { returned.by.trim() };
    let grade = returned.grade.map(|grade| format!(": {}", grade.label())).unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new(format!("{}{grade}", inert(by))).font(font(STRONG, 13.0)).color(palette.accent));
        if !returned.comment.trim().is_empty() {
            ui.add(Label::new(inert(returned.comment.trim())).wrap());
        }
    });
}

/// The span that is looked at.
fn current_ui(ui: &mut Ui, document: &Document) {
    let Some((number, cut)) = document.current_cut() else { return };
    let text = document.review.article().text();
    let words: Vec<&str> = cut.placed().iter().map(|span| text.slice(*span)).collect();
    let (_, all) = document.lesson.tagged();
    let state = cuts::state(document, number);
    let words = format!("Span {} of {all}, {state}: {}", number + 1, words.join(" … "));
    ui.add(Label::new(RichText::new(inert(&words)).size(12.5)).truncate());
}
