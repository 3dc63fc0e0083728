//! Questions that must be answered first.

use std::path::{Path, PathBuf};

use eframe::egui::{self, Button, Id, Key, Modal, RichText, ScrollArea, TextEdit, Ui};

use super::{
    claims_list::name_field,
    class,
    forms::fields::{heading, primary},
    reason_form::{ReasonForm, Step, loses_verdict_ui},
    report_form::PublishForm,
    theme::modal_frame,
};
use crate::app::{
    Action, AfterSaving, Answer, ClassCommand, ClassQuestion, Command, ExportCommand, FigureCommand, ImportCommand,
    Question, Recoverable, ReplaceCommand, ReportCommand, ReviewsCommand, State, table::entry,
};

/// The path that is being typed where there is no file dialog.
#[derive(Debug, Default)]
pub(crate) struct Questions {
    path: Option<String>,
    publish: PublishForm,
    reason: ReasonForm,
}

impl Questions {
    /// Shows the question, if there is one.
    pub(crate) fn show(&mut self, context: &egui::Context, state: &State, outbox: &mut Vec<Command>) {
        let Some(question) = &state.question else {
            self.path = None;
            self.publish.clear();
            self.reason.clear();
            return;
        };
        Modal::new(Id::unique("question")).frame(modal_frame(context)).show(context, |ui| {
            ui.set_width(460.0_f32.min(ui.ctx().content_rect().width() - 60.0));
            match question {
                Question::Unsaved { then } => unsaved_ui(ui, then, outbox),
                Question::GiveUpComparison => {
                    heading(ui, "Leave the comparison?");
                    ui.label("Nothing was changed. What you decided about the claims here will be forgotten.");
                    answers_ui(ui, &[("Go on comparing", Answer::Cancel), ("Leave it", Answer::GoOn)], outbox);
                }
                Question::TypeVersionPath => {
                    let compare = |path| Command::Replace(ReplaceCommand::With(path));
                    self.path_ui(ui, "Replace the article’s text", "Compare", "", &compare, outbox);
                }
                Question::TypeReviewPath => {
                    let compare = |path| Command::Reviews(ReviewsCommand::With(vec![path]));
                    self.path_ui(ui, "Compare with", "Compare", "", &compare, outbox);
                }
                Question::ChangedOnDisk(path) => {
                    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                    heading(ui, "The file was changed by somebody else");
                    ui.label(format!(
                        "{name} is no longer what was opened here. Saving would replace what is there now."
                    ));
                    answers_ui(
                        ui,
                        &[
                            ("Save as…", Answer::SaveElsewhere),
                            ("Replace it", Answer::Replace),
                            ("Cancel", Answer::Cancel),
                        ],
                        outbox,
                    );
                }
                Question::Exists(path) | Question::FigureExists(_, path) | Question::ReplaceReport { path, .. } => {
                    exists_ui(ui, path, outbox);
                }
                Question::Recover(recoverable) => recover_ui(ui, recoverable, outbox),
                Question::TypePath { saving: true, proposed } => {
                    self.path_ui(ui, "Save as", "Save", proposed, &Command::SaveTo, outbox);
                }
                Question::TypePath { saving: false, proposed } => {
                    self.path_ui(ui, "Open", "Open", proposed, &Command::Open, outbox);
                }
                Question::TypeFigurePath { file, proposed } => {
                    let save = |path| Command::Figure(FigureCommand::SaveTo(file.clone(), path));
                    self.path_ui(ui, "Save as", "Save", proposed, &save, outbox);
                }
                Question::TypeReportPath { request, proposed } => {
                    let write = |path| Command::Report(ReportCommand::WriteTo(request.clone(), path));
                    self.path_ui(ui, "Write report to", "Save", proposed, &write, outbox);
                }
                Question::TypeExportPath { proposed } => {
                    let write = |path| Command::Export(ExportCommand::WriteTo(path));
                    self.path_ui(ui, "Export to", "Export", proposed, &write, outbox);
                }
                Question::TypeImportPath => {
                    let import = |path| Command::Import(ImportCommand::File(path));
                    self.path_ui(ui, "Import", "Import", "", &import, outbox);
                }
                Question::ReplaceExport { files, .. } => export_exists_ui(ui, files, outbox),
                Question::Class(ClassQuestion::TypePath(path, proposed)) => {
                    let chosen = |typed| Command::Class(ClassCommand::Chosen(path.clone(), typed));
                    let (title, name) = class::asked(path);
                    self.path_ui(ui, title, name, proposed, &chosen, outbox);
                }
                Question::Class(question) => class::class_question_ui(ui, question, outbox),
                Question::Publish { claims, version } => self.publish.ui(ui, claims, version, outbox),
                Question::Reason { claims, target, guard } => {
                    if let Some(document) = &state.document {
                        self.reason.ui(ui, document, Step { claims, target: *target, guard }, outbox);
                    }
                }
                Question::LosesVerdict { .. } => {
                    loses_verdict_ui(ui);
                    answers_ui(ui, &[("Change it", Answer::GoOn), ("Cancel", Answer::Cancel)], outbox);
                }
                Question::Faults { file, faults, contradictions } => {
                    faults_ui(ui, file, faults, contradictions, outbox);
                }
            }
        });
    }

    fn path_ui(
        &mut self,
        ui: &mut Ui,
        title: &str,
        name: &str,
        proposed: &str,
        answer: &dyn Fn(PathBuf) -> Command,
        outbox: &mut Vec<Command>,
    ) {
        heading(ui, title);
        ui.label("This system has no file dialog. Type the path of the file");
        let is_new = self.path.is_none();
        let path = self.path.get_or_insert_with(|| proposed.to_owned());
        let response = ui.add(TextEdit::singleline(path).desired_width(f32::INFINITY));
        name_field(ui, response.id, "Path of the file");
        if is_new {
            response.request_focus();
        }
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let typed = path.trim().to_owned();
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            if ui.add_enabled(!typed.is_empty(), Button::new(name)).clicked() || (is_entered && !typed.is_empty()) {
                outbox.push(answer(PathBuf::from(&typed)));
            }
            if ui.button("Cancel").clicked() {
                outbox.push(Command::Answer(Answer::Cancel));
            }
        });
    }
}

fn exists_ui(ui: &mut Ui, path: &Path, outbox: &mut Vec<Command>) {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    heading(ui, "There is a file of that name");
    ui.label(format!("Saving would replace {name}."));
    answers_ui(
        ui,
        &[("Save as…", Answer::SaveElsewhere), ("Replace it", Answer::Replace), ("Cancel", Answer::Cancel)],
        outbox,
    );
}

/// Some files of an export are there already.
fn export_exists_ui(ui: &mut Ui, files: &[PathBuf], outbox: &mut Vec<Command>) {
    if let [path] = files {
        return exists_ui(ui, path, outbox);
    }
    heading(ui, "There are files of these names");
    ui.label("Exporting would replace them:");
    let names = files.iter().map(|path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned());
    lines_ui(ui, &names.collect::<Vec<_>>());
    let answers = [("Save as…", Answer::SaveElsewhere), ("Replace them", Answer::Replace), ("Cancel", Answer::Cancel)];
    answers_ui(ui, &answers, outbox);
}

fn unsaved_ui(ui: &mut Ui, then: &AfterSaving, outbox: &mut Vec<Command>) {
    heading(ui, "Some of your work is not in the file yet");
    ui.label("Nothing is lost either way: what is not saved stays in a journal and is offered when the article is opened again.");
    let go_on = if matches!(then, AfterSaving::Quit) { "Close without saving" } else { "Open without saving" };
    answers_ui(ui, &[("Save", Answer::Save), (go_on, Answer::GoOn), ("Cancel", Answer::Cancel)], outbox);
}

fn recover_ui(ui: &mut Ui, recoverable: &Recoverable, outbox: &mut Vec<Command>) {
    let Recoverable { title, last, steps, fits } = recoverable;
    heading(ui, "There is work that was not saved");
    let when =
        last.map(|last| format!(", the last on {}", last.strftime("%-d %B %Y at %H:%M UTC"))).unwrap_or_default();
    let count = steps.len();
    ui.label(format!("{count} {} on “{title}”{when}:", if count == 1 { "step" } else { "steps" }));
    ScrollArea::vertical().max_height(180.0).show(ui, |ui| {
        for (step, times) in in_runs(steps).into_iter().rev().take(200) {
            let times = if times > 1 { format!(", {times} times") } else { String::new() };
            ui.label(RichText::new(format!("· {step}{times}")).weak());
        }
    });
    if *fits {
        answers_ui(ui, &[("Restore", Answer::Restore), ("Put it aside", Answer::Discard)], outbox);
    } else {
        ui.label("The file has been changed since, so these steps do not continue it. They open as a copy beside it, and the file stays as it is.");
        answers_ui(ui, &[("Open the copy", Answer::Restore), ("Put it aside", Answer::Discard)], outbox);
    }
}

/// Steps with those of one name in a row, as typing leaves them, counted.
fn in_runs(steps: &[String]) -> Vec<(&str, usize)> {
    let mut runs: Vec<(&str, usize)> = Vec::new();
    for step in steps {
        match runs.last_mut() {
            Some((name, times)) if *name == step.as_str() => *times += 1,
            _ => runs.push((step, 1)),
        }
    }
    runs
}

fn faults_ui(ui: &mut Ui, file: &str, faults: &[String], contradictions: &[String], outbox: &mut Vec<Command>) {
    heading(ui, if faults.is_empty() { "Some checks contradict themselves" } else { "The file opened with repairs" });
    ScrollArea::vertical().max_height(240.0).show(ui, |ui| {
        if !faults.is_empty() {
            ui.label(format!("“{file}” was not quite right. Everything is kept; this is what was found:"));
            lines_ui(ui, faults);
        }
        if !contradictions.is_empty() {
            let mend = entry(Action::Mend).map_or("", |entry| entry.name);
            ui.label(format!(
                "What “{file}” says of these claims does not go together. Nothing was changed; “{mend}” takes them back to where the work can go on:"
            ));
            lines_ui(ui, contradictions);
        }
    });
    answers_ui(ui, &[("Go on", Answer::GoOn)], outbox);
}

fn lines_ui(ui: &mut Ui, lines: &[String]) {
    const SHOWN: usize = 500;
    for line in lines.iter().take(SHOWN) {
        ui.label(format!("· {line}"));
    }
    if lines.len() > SHOWN {
        ui.label(format!("… and {} more", lines.len() - SHOWN));
    }
}

/// The answers, the first being the one that Enter gives.
fn answers_ui(ui: &mut Ui, answers: &[(&str, Answer)], outbox: &mut Vec<Command>) {
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        for (number, (words, answer)) in answers.iter().enumerate() {
            let is_first = number == 0;
            let button = if is_first { primary(ui, words) } else { Button::new(*words) };
            let response = ui.add(button);
            if is_first && ui.memory(|memory| memory.focused().is_none_or(|id| id == super::article::ArticleView::id()))
            {
                response.request_focus();
            }
            if response.clicked() {
                outbox.push(Command::Answer(*answer));
            }
        }
    });
}
