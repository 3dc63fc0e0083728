//! Asks for paths: one dialog at a time, and its answer is a command.

use std::{path::PathBuf, sync::Arc};

use super::{Report, Runtime, tell, within};
use crate::{
    app::{Command, FigureCommand, FigureFile, ReplaceCommand, ReportCommand, ReportRequest},
    ui::dialogs::{DialogOutcome, DialogRequest},
};

impl Runtime {
    /// Asks what to open.
    pub(super) fn ask_what_to_open(&mut self) {
        self.ask(DialogRequest::Open, |outcome| match outcome {
            DialogOutcome::Picked(path) => Command::Open(path),
            DialogOutcome::Cancelled => Command::DialogCancelled,
            DialogOutcome::Unavailable => Command::NoDialog { saving: false, proposed: String::new() },
        });
    }

    /// Asks for a folder of articles.
    pub(super) fn ask_which_folder(&mut self) {
        self.ask(DialogRequest::Folder, |outcome| match outcome {
            DialogOutcome::Picked(path) => Command::Open(path),
            DialogOutcome::Cancelled => Command::DialogCancelled,
            DialogOutcome::Unavailable => Command::NoDialog { saving: false, proposed: String::new() },
        });
    }

    /// Asks for another version of the article.
    pub(super) fn ask_for_other_version(&mut self) {
        self.ask(DialogRequest::Open, |outcome| match outcome {
            DialogOutcome::Picked(path) => Command::Replace(ReplaceCommand::With(path)),
            DialogOutcome::Cancelled => Command::DialogCancelled,
            DialogOutcome::Unavailable => Command::Replace(ReplaceCommand::NoDialog),
        });
    }

    /// Asks for a file that holds a piece of evidence.
    pub(super) fn ask_what_to_attach(&mut self) {
        self.ask(DialogRequest::Attach, |outcome| match outcome {
            DialogOutcome::Picked(path) => Command::Attach(Some(path)),
            DialogOutcome::Cancelled => Command::DialogCancelled,
            DialogOutcome::Unavailable => Command::Warned(
                "This system has no file dialog. Type the path of the file and press “Attach”".to_owned(),
            ),
        });
    }

    /// Asks where to save the review.
    pub(super) fn ask_where_to_save(&mut self, folder: Option<PathBuf>, name: String) {
        let proposed = within(folder.as_ref(), &name);
        self.ask(DialogRequest::Save { folder, name }, move |outcome| match outcome {
            DialogOutcome::Picked(path) => Command::SaveTo(path),
            DialogOutcome::Cancelled => Command::DialogCancelled,
            DialogOutcome::Unavailable => {
                Command::NoDialog { saving: true, proposed: proposed.to_string_lossy().into_owned() }
            }
        });
    }

    /// Asks where to save a plot.
    pub(super) fn ask_for_figure(&mut self, file: FigureFile, folder: Option<PathBuf>, name: String) {
        let proposed = within(folder.as_ref(), &name);
        let format = file.format;
        self.ask(DialogRequest::SaveFigure { folder, name, format }, move |outcome| match outcome {
            DialogOutcome::Picked(path) => Command::Figure(FigureCommand::SaveTo(file, path)),
            DialogOutcome::Cancelled => Command::DialogCancelled,
            DialogOutcome::Unavailable => Command::Figure(FigureCommand::NoDialog(file, proposed)),
        });
    }

    /// Asks where to write a report.
    pub(super) fn ask_where_to_report(&mut self, request: ReportRequest, folder: Option<PathBuf>, name: String) {
        let proposed = within(folder.as_ref(), &name);
        self.ask(DialogRequest::Report { folder, name }, move |outcome| match outcome {
            DialogOutcome::Picked(path) => Command::Report(ReportCommand::WriteTo(request, path)),
            DialogOutcome::Cancelled => Command::DialogCancelled,
            DialogOutcome::Unavailable => {
                Command::Report(ReportCommand::NoDialog(request, proposed.to_string_lossy().into_owned()))
            }
        });
    }

    /// Asks for a path; one dialog at a time.
    pub(super) fn ask(
        &mut self,
        request: DialogRequest,
        command: impl FnOnce(DialogOutcome) -> Command + Send + 'static,
    ) {
        if std::mem::replace(&mut self.dialog_is_open, true) {
            return;
        }
        let (sender, context) = (self.sender.clone(), Arc::clone(&self.context));
        let answer = move |outcome| tell(&sender, &context, Report::DialogEnded(Box::new(command(outcome))));
        self.dialogs.ask(request, Box::new(answer));
    }
}
