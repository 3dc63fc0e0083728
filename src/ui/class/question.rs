//! Questions about a class that must be answered first.

use std::path::Path;

use eframe::egui::{Button, ScrollArea, Ui};

use super::words;
use crate::{
    app::{AfterWriting, Answer, ClassAnswer, ClassCommand, ClassPath, ClassQuestion, Command},
    text::inert,
    ui::forms::fields::{heading, primary},
};

/// How many files are named.
const MOST: usize = 100;

/// What a path is asked for, and the word on the button.
pub(crate) fn asked(path: &ClassPath) -> (&'static str, &'static str) {
    match path {
        ClassPath::Folder | ClassPath::Key => ("Open a class", "Open"),
        ClassPath::Roster => ("Open a roster", "Open"),
        ClassPath::ReturnFolder => ("Folder for what pupils get back", "Write"),
        ClassPath::Output(_) => ("Write to", "Write"),
    }
}

/// Shows a question that is not about a path.
pub(crate) fn class_question_ui(ui: &mut Ui, question: &ClassQuestion, outbox: &mut Vec<Command>) {
    match question {
        ClassQuestion::TypePath(..) => {}
        ClassQuestion::Exists(_, path) => {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            heading(ui, "There is a file of that name");
            ui.label(format!("Writing would replace {}.", inert(&name)));
            let answers = [("Write elsewhere…", ClassAnswer::Elsewhere), ("Replace it", ClassAnswer::Replace)];
            answers_ui(ui, &answers, outbox);
        }
        ClassQuestion::OwnFiles(files) => {
            heading(ui, "Write into the pupils’ own files?");
            ui.label(format!(
                "The folder is that of the submissions. What you say would go into {} themselves; nothing else in them changes.",
                words::counted(files.len(), "submission", "submissions")
            ));
            let answers = [("Another folder…", ClassAnswer::Elsewhere), ("Into their own files", ClassAnswer::Replace)];
            answers_ui(ui, &answers, outbox);
        }
        ClassQuestion::InTheWay(files) => {
            heading(ui, "There are other files of these names");
            ui.label("They are not what was given back to the same pupil before:");
            names_ui(ui, files);
            let answers = [("Another folder…", ClassAnswer::Elsewhere), ("Replace them", ClassAnswer::Replace)];
            answers_ui(ui, &answers, outbox);
        }
        ClassQuestion::Unwritten(count, after) => {
            heading(ui, "What you said is in no file yet");
            let pupils = words::counted(*count, "pupil", "pupils");
            ui.label(format!("Marks and comments on {pupils} would be lost."));
            let go_on = match after {
                AfterWriting::Quit => "Close without them",
                AfterWriting::Open(..) => "Open without them",
            };
            answers_ui(ui, &[("Write them", ClassAnswer::Write), (go_on, ClassAnswer::GoOn)], outbox);
        }
    }
}

fn names_ui(ui: &mut Ui, files: &[String]) {
    ScrollArea::vertical().max_height(180.0).show(ui, |ui| {
        for file in files.iter().take(MOST) {
            let name = Path::new(file).file_name().unwrap_or_default().to_string_lossy();
            ui.label(format!("· {}", inert(&name)));
        }
        if files.len() > MOST {
            ui.label(format!("… and {} more", files.len() - MOST));
        }
    });
}

/// The answers, the first being the one that Enter gives; the last leaves everything as it is.
fn answers_ui(ui: &mut Ui, answers: &[(&str, ClassAnswer)], outbox: &mut Vec<Command>) {
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        for (number, (words, answer)) in answers.iter().enumerate() {
            let button = if number == 0 { primary(ui, words) } else { Button::new(*words) };
            let response = ui.add(button);
            if number == 0 && ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
            if response.clicked() {
                outbox.push(Command::Class(ClassCommand::Answer(*answer)));
            }
        }
        if ui.button("Cancel").clicked() {
            outbox.push(Command::Answer(Answer::Cancel));
        }
    });
}
