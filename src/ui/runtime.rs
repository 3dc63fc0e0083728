//! Carries out effects: reading, saving, journals, dialogs. Whatever may wait for a disk or a person has a thread of its own.

mod asking;
mod assigning;
mod classing;
mod comparing;
mod exchanging;
mod journaling;
mod keeper;
mod lesson;
mod loading;
mod proposing;
mod reporting;
mod revealing;
mod reviewing;

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, OnceLock,
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::Duration,
};

use eframe::egui;

use self::{keeper::Keeper, loading::Loaded, proposing::Dismissal};
use super::{
    clipboard::{PlainClipboard, RichClipboard},
    dialogs::{DialogOutcome, DialogRequest, Dialogs},
};
use crate::{
    app::{
        Command, Document, Effect, FigureCommand, FigureFile, ImportCommand, Outcome, ReportRequest, SaveTarget, State,
    },
    read::{self, Cancel},
    store::{
        self, Access, Confirmed, FileIdentity, Folders, Journal, Key, Lock, Proofs, Recovery, SaveError, SaveRequest,
        Settings,
    },
};

/// Carries out effects, and keeps what they leave open: the lock, the journal, the work that can be restored.
pub struct Runtime {
    folders: Folders,
    dialogs: Box<dyn Dialogs>,
    clipboard: Arc<dyn RichClipboard>,
    sender: Sender<Report>,
    receiver: Receiver<Report>,
    /// Wakes the window; empty until there is one.
    context: Arc<OnceLock<egui::Context>>,
    journal: Option<Journal>,
    lock: Option<Arc<Lock>>,
    /// What a document that has been read brings along until it is shown.
    arriving: Option<Belongings>,
    /// What can be restored on the document that is open, while that is asked.
    recovery: Option<Recovery>,
    /// Work that was left behind and belongs to nothing that is open, while it is offered.
    found: Option<Recovery>,
    /// Whether the document that is shown is what a journal held.
    is_recovered: bool,
    /// The key under which the open document's journal is kept while it has no file.
    key: Option<Key>,
    /// Writes what was dismissed.
    dismissals: Keeper<Dismissal>,
    /// What was shown of the claims of what is open, by which the next save need not show it again.
    proofs: Arc<Proofs>,
    /// What stops the showing of it ahead of a save.
    proving: Cancel,
    /// What stops the reader that is at work.
    reading: Cancel,
    /// How to end the comparison that is being made.
    comparing: Option<Cancel>,
    /// What stops the reading of other reviews.
    reading_reviews: Cancel,
    /// How to end the measuring of γ.
    gamma: Option<Cancel>,
    /// What stops the making of an assignment or a key.
    assigning: Cancel,
    /// What stops the work on a class.
    class_work: classing::ClassWork,
    /// What stops the export or import that is at work.
    exchanging: Cancel,
    dialog_is_open: bool,
    is_closed: bool,
    /// Writes settings.
    settings: Keeper<Settings>,
}

/// What belongs to a document beside its review.
#[derive(Default)]
struct Belongings {
    lock: Option<Arc<Lock>>,
    recovery: Option<Recovery>,
    key: Option<Key>,
    /// Whether its journal goes on with the recovery, and the review is to be on disk before its first edit.
    is_recovered: bool,
}

/// What a thread reports.
enum Report {
    Command(Box<Command>),
    NotRecovered(String),
    Loaded(Box<Loaded>),
    Saved { identity: FileIdentity, lock: Arc<Lock>, serial: u64, warnings: Vec<String> },
    DialogEnded(Box<Command>),
}

impl Runtime {
    /// A runtime that keeps its files in these folders and asks for paths this way.
    pub fn new(folders: Folders, dialogs: Box<dyn Dialogs>) -> Self {
        let (sender, receiver) = mpsc::channel();
        Self {
            folders,
            dialogs,
            clipboard: Arc::new(PlainClipboard),
            sender,
            receiver,
            context: Arc::default(),
            journal: None,
            lock: None,
            arriving: None,
            recovery: None,
            found: None,
            is_recovered: false,
            key: None,
            dismissals: Keeper::new("dismissed"),
            proofs: Arc::default(),
            proving: Cancel::default(),
            reading: Cancel::default(),
            comparing: None,
            reading_reviews: Cancel::default(),
            gamma: None,
            assigning: Cancel::default(),
            class_work: classing::ClassWork::default(),
            exchanging: Cancel::default(),
            dialog_is_open: false,
            is_closed: false,
            settings: Keeper::new("settings"),
        }
    }

    /// The same runtime, which asks this clipboard for the form of what is pasted.
    #[must_use]
    pub fn with_clipboard(self, clipboard: Arc<dyn RichClipboard>) -> Self {
        Self { clipboard, ..self }
    }

    /// Reads the settings, with a sentence when they are not the user's own.
    pub(crate) fn settings(&self) -> (Settings, Option<String>) {
        let (settings, fault) = Settings::load(&self.folders);
        (settings, fault.map(|fault| fault.to_string()))
    }

    /// Wakes this window from now on.
    pub(crate) fn attach(&self, context: &egui::Context) {
        // There is one window in a process; a second one, as in tests, has a runtime of its own.
        let _already_attached = self.context.set(context.clone());
    }

    /// What has been reported since the last call.
    pub(crate) fn arrived(&mut self, state: &State) -> Vec<Command> {
        let reports: Vec<Report> = self.receiver.try_iter().collect();
        reports.into_iter().flat_map(|report| self.take_in(report, state)).collect()
    }

    fn take_in(&mut self, report: Report, state: &State) -> Vec<Command> {
        match report {
            Report::NotRecovered(words) => {
                // The document stays as it is, and what is done in it now must be on disk as well.
                if self.journal.is_none() {
                    self.start_journal(state);
                }
                vec![Command::Failed(words)]
            }
            Report::Command(command) => vec![*command],
            Report::DialogEnded(command) => {
                self.dialog_is_open = false;
                vec![*command]
            }
            Report::Loaded(loaded) => {
                let Loaded { arrival, belongings } = *loaded;
                self.arriving = Some(belongings);
                vec![Command::Arrived(Box::new(arrival))]
            }
            Report::Saved { identity, lock, serial, warnings } => {
                self.lock = Some(lock);
                self.key = None;
                let remark = (!warnings.is_empty()).then(|| warnings.join(". "));
                vec![Command::Saved { file: identity, serial, remark }]
            }
        }
    }

    /// Whether the window may close: what is open has been settled.
    pub(crate) fn may_close(&self) -> bool {
        self.is_closed
    }

    /// Ends everything: every edit is on disk when this returns, and the settings are kept.
    pub(crate) fn close(&mut self, state: &mut State) {
        if std::mem::replace(&mut self.is_closed, true) {
            return;
        }
        self.journal = None;
        self.lock = None;
        self.proving.request();
        self.dismissals.finish();
        // What it may have failed at is tried once more below, and said there.
        self.settings.finish();
        if let Err(fault) = state.settings.save(&self.folders) {
            super::complain(fault);
        }
    }

    /// Carries out one effect.
    pub(crate) fn carry_out(&mut self, effect: Effect, state: &mut State) {
        match effect {
            Effect::Record(edit) => {
                if let Some(journal) = &mut self.journal {
                    journal.record(&edit);
                }
            }
            Effect::AskWhatToOpen => self.ask_what_to_open(),
            Effect::AskWhereToSave(name) => {
                let folder = state.document.as_ref().and_then(|document| document.folder.clone());
                self.ask_where_to_save(folder, name);
            }
            Effect::AskWhereToSaveFigure { file, name } => {
                let folder = state.document.as_ref().and_then(|document| document.folder.clone());
                self.ask_for_figure(file, folder, name);
            }
            Effect::SaveFigure { file, path, replace } => self.save_figure(file, path, replace),
            Effect::AskWhereToReport { request, name } => {
                let folder = state.document.as_ref().and_then(|document| document.folder.clone());
                self.ask_where_to_report(request, folder, name);
            }
            Effect::WriteReport { request, path, replace } => self.write_report(request, path, replace, state),
            Effect::Assign(effect) => self.assign(effect, state),
            Effect::LookAtExport(request) => self.look_at_export(request, state),
            Effect::AskWhereToExport { name, is_folder } => self.ask_where_to_export(name, is_folder, state),
            Effect::WriteExport { request, path, replace } => self.write_export(request, path, replace, state),
            Effect::AskWhatToImport => self.ask_what_to_import(),
            Effect::ReadImport { number, source, format, mapping } => {
                self.read_import(number, source, format, mapping, state);
            }
            Effect::StopExport | Effect::StopImport => self.stop_exchanging(),
            Effect::OpenImported(review) => self.open_imported(review),
            Effect::Lesson(effect) => self.lesson(effect),
            Effect::Propose(search) => self.propose(search, state),
            Effect::KeepDismissed(dismissed) => self.keep_dismissed(dismissed, state),
            Effect::LookAtSource => self.look_at_source(state),
            Effect::AskForOtherVersion => self.ask_for_other_version(),
            Effect::Compare { number, version } => self.compare(number, version, state),
            Effect::StopComparing => self.stop_comparing(),
            Effect::AskWhichReviews => self.ask_which_reviews(),
            Effect::ReadReviews { number, files } => self.read_reviews(number, files, state),
            Effect::Collate(number) => self.collate(number, state),
            Effect::Measure(number) => self.measure_reviews(number, state),
            Effect::MeasureGamma(number) => self.measure_gamma(number, state),
            Effect::StopGamma => self.stop_gamma(),
            Effect::Class(effect) => self.class(effect, state),
            Effect::RevealKey(effect) => self.reveal_key(effect, state),
            Effect::AskWhatToAttach => self.ask_what_to_attach(),
            Effect::HashFile(path) => self.hash_file(path),
            Effect::Load(path) => self.load(path),
            Effect::LoadSample => self.report_on("sample", |folders| loading::sample(&folders)),
            Effect::LoadPasted(clip) => {
                let clipboard = Arc::clone(&self.clipboard);
                self.report_on("paste", move |folders| loading::pasted(clip, &*clipboard, &folders));
            }
            Effect::ReadAgain { origin, manner } => {
                let (held, cancel) = (self.lock.clone(), self.new_reading());
                self.read_on("reader", cancel.clone(), move |folders| {
                    loading::again(origin, manner, held, &cancel, &folders)
                        .map(|loaded| Report::Loaded(Box::new(loaded)))
                });
            }
            Effect::StopReading => self.reading.request(),
            Effect::AskWhichFolder => self.ask_which_folder(),
            Effect::Save(target) => self.save(target, state),
            Effect::StartJournal => self.start_journal(state),
            Effect::LeaveJournal => self.leave_journal(),
            Effect::Restore => self.restore(state),
            Effect::PutAside => self.put_aside(state),
            Effect::TakeOver => self.take_over(),
            Effect::DropArrival => self.arriving = None,
            Effect::SaveSettings => self.keep_settings(state.settings.clone()),
            // The window's own.
            Effect::Copy(_)
            | Effect::CopyPicture(_)
            | Effect::Paste
            | Effect::PasteIntoForm
            | Effect::PasteOtherVersion
            | Effect::Reveal(_)
            | Effect::RevealBeside { .. }
            | Effect::MoveByLayout { .. }
            | Effect::Focus(_)
            | Effect::Quit => {}
        }
    }

    /// Starts reading what the program is to begin with: a file, or else work that was left behind and the sample.
    pub fn begin(&mut self, file: Option<PathBuf>) {
        if let Some(path) = file {
            self.load(path);
        } else {
            self.report_on("sample", |folders| loading::sample(&folders));
            self.look_for_work();
        }
    }

    /// Reads a file, or lists a folder's, on a thread of its own: the disk is not asked here.
    pub(crate) fn load(&mut self, path: PathBuf) {
        let cancel = self.new_reading();
        self.read_on("reader", cancel.clone(), move |folders| {
            if path.is_dir() {
                return listed(&path).map(|files| Report::Command(Box::new(Command::OpenAll(files))));
            }
            if exchanging::is_foreign(&path) {
                return Ok(Report::Command(Box::new(Command::Import(ImportCommand::File(path)))));
            }
            loading::file(&path, &cancel, &folders).map(|loaded| Report::Loaded(Box::new(loaded)))
        });
    }

    /// What stops the reader that is about to begin. Another one that is at work is stopped: its answer is not wanted any more.
    fn new_reading(&mut self) -> Cancel {
        std::mem::take(&mut self.reading).request();
        self.reading.clone()
    }

    /// Reads an article on a thread of its own; what comes of it counts unless the reading was stopped.
    fn read_on(
        &self,
        name: &str,
        cancel: Cancel,
        work: impl FnOnce(Folders) -> Result<Report, String> + Send + 'static,
    ) {
        let (sender, context, folders) = (self.sender.clone(), Arc::clone(&self.context), self.folders.clone());
        self.on_thread(name, move || {
            let report = match work(folders) {
                _ if cancel.is_requested() => return,
                Ok(report) => report,
                Err(words) => Report::Command(Box::new(Command::Failed(words))),
            };
            tell(&sender, &context, report);
        });
    }

    fn report_on(&self, name: &str, work: impl FnOnce(Folders) -> Result<Loaded, String> + Send + 'static) {
        let (sender, context, folders) = (self.sender.clone(), Arc::clone(&self.context), self.folders.clone());
        self.on_thread(name, move || {
            let report = match work(folders) {
                Ok(loaded) => Report::Loaded(Box::new(loaded)),
                Err(words) => Report::Command(Box::new(Command::Failed(words))),
            };
            tell(&sender, &context, report);
        });
    }

    fn on_thread(&self, name: &str, work: impl FnOnce() + Send + 'static) {
        /// Enough for the deepest reader.
        const STACK_BYTES: usize = 16 * 1024 * 1024;
        let thread = thread::Builder::new().name(name.to_owned()).stack_size(STACK_BYTES);
        if let Err(fault) = thread.spawn(work) {
            self.send(Command::Failed(format!(
                "The system gave no thread to work on: {fault}. Close other programs and try again"
            )));
        }
    }

    /// Writes settings, the latest only.
    fn keep_settings(&mut self, settings: Settings) {
        let (reports, context, folders) = (self.sender.clone(), Arc::clone(&self.context), self.folders.clone());
        self.settings.keep(settings, move |all| {
            if let Some(Err(fault)) = all.last().map(|latest| latest.save(&folders)) {
                tell(&reports, &context, Report::Command(Box::new(Command::Warned(fault.to_string()))));
            }
        });
    }

    fn send(&self, command: Command) {
        tell(&self.sender, &self.context, Report::Command(Box::new(command)));
    }

    /// Reads a file that holds a piece of evidence, for its hash, on a thread of its own.
    fn hash_file(&self, path: PathBuf) {
        let (sender, context) = (self.sender.clone(), Arc::clone(&self.context));
        self.on_thread("attachment", move || {
            let command = match store::attach(&path) {
                Ok(file) => Command::Attached(file),
                Err(fault) => Command::Warned(fault.to_string()),
            };
            tell(&sender, &context, Report::Command(Box::new(command)));
        });
    }

    /// Makes a plot into a file on a thread of its own.
    fn save_figure(&self, file: FigureFile, path: PathBuf, replace: bool) {
        let (sender, context) = (self.sender.clone(), Arc::clone(&self.context));
        self.on_thread("figure", move || {
            let command = match file.plot.to_bytes(file.format) {
                Ok(bytes) => match store::export(&path, &bytes, replace) {
                    Ok(confirmed) => FigureCommand::Saved { path, is_confirmed: confirmed == Confirmed::Yes },
                    Err(store::ExportError::Exists(path)) => FigureCommand::Exists(file, path),
                    Err(fault) => FigureCommand::Failed(fault.to_string()),
                },
                Err(fault) => FigureCommand::Failed(format!("“{}” was not saved: {fault}", file.plot.title)),
            };
            tell(&sender, &context, Report::Command(Box::new(Command::Figure(command))));
        });
    }

    /// Writes a report on a thread of its own.
    fn write_report(&self, request: ReportRequest, path: PathBuf, replace: bool, state: &State) {
        let Some(document) = &state.document else { return };
        let review = Arc::clone(&document.review);
        let (sender, context) = (self.sender.clone(), Arc::clone(&self.context));
        self.on_thread("report", move || {
            let command = reporting::write(&review, request, path, replace);
            // The copy goes before the report, so that the next edit need not make another.
            drop(review);
            tell(&sender, &context, Report::Command(Box::new(Command::Report(command))));
        });
    }

    /// Shows of many claims that they would read back from a file as they are, so that the first save takes as long as any other. It has
    /// one thread, so that the window has the other cores.
    fn prove_ahead(&mut self, document: &Document) {
        /// Fewer are shown in the time that a save takes anyhow.
        const MANY: usize = 10_000;
        /// The first frames with the article come first.
        const HEAD_START: Duration = Duration::from_millis(200);
        std::mem::take(&mut self.proving).request();
        if document.review.claims().len() < MANY {
            return;
        }
        let (review, carried) = (Arc::clone(&document.review), Arc::clone(&document.carried));
        let (proofs, cancel) = (Arc::clone(&self.proofs), self.proving.clone());
        self.on_thread("prove", move || {
            thread::sleep(HEAD_START);
            store::prove(&review, &carried, &proofs, || !cancel.is_requested());
        });
    }

    fn save(&mut self, target: SaveTarget, state: &State) {
        let Some(document) = &state.document else { return };
        let is_own_file = document.file.as_ref().filter(|file| file.path == target.path);
        let request = SaveRequest {
            review: Arc::clone(&document.review),
            carried: Arc::clone(&document.carried),
            expected: is_own_file.map(|file| file.sha256),
            target: target.path,
            lock: self.lock.clone(),
            overwrite: target.replace,
            repairs: document.has_repairs,
            journal: self.journal.as_ref().map(Journal::save_point),
            proofs: Arc::clone(&self.proofs),
        };
        // What is left to be shown, the save does by itself.
        self.proving.request();
        let serial = document.undo.serial();
        let (sender, context, folders) = (self.sender.clone(), Arc::clone(&self.context), self.folders.clone());
        self.on_thread("save", move || {
            let report = match store::save(&request, &folders) {
                Ok(saved) => {
                    Report::Saved { identity: saved.identity, lock: saved.lock, serial, warnings: saved.warnings }
                }
                Err(fault) => Report::Command(Box::new(Command::SaveFailed(outcome_of(fault)))),
            };
            // The copy goes before the report, so that the next edit need not make another.
            drop(request);
            tell(&sender, &context, report);
        });
    }
}

/// The files of a folder that can be opened.
fn listed(folder: &Path) -> Result<Vec<PathBuf>, String> {
    read::files_in(folder).map_err(|fault| format!("“{}” was not opened. {fault}", folder.display()))
}

/// A file of this name in a folder, if there is one.
fn within(folder: Option<&PathBuf>, name: &str) -> PathBuf {
    folder.map_or_else(|| PathBuf::from(name), |folder| folder.join(name))
}

fn tell(sender: &Sender<Report>, context: &OnceLock<egui::Context>, report: Report) {
    // Nobody receives any more only when the window is closing.
    let _closing = sender.send(report);
    if let Some(context) = context.get() {
        context.request_repaint();
    }
}

fn outcome_of(fault: SaveError) -> Outcome {
    match fault {
        SaveError::ChangedOnDisk(path) => Outcome::ChangedOnDisk(path),
        SaveError::Exists(path) => Outcome::Exists(path),
        fault => {
            let elsewhere = matches!(
                fault,
                SaveError::NoPermission(_)
                    | SaveError::ReadOnlyDisk(_)
                    | SaveError::FolderGone(_)
                    | SaveError::WriteProtected(_)
                    | SaveError::OpenElsewhere { .. }
                    | SaveError::NotAFile(_)
                    | SaveError::NoSpace { .. }
            );
            Outcome::Failed { words: fault.to_string(), elsewhere }
        }
    }
}

/// Why a review cannot be changed, without the words that say so.
fn reason_of(access: &Access) -> Option<String> {
    match access {
        Access::Writable(_) => None,
        Access::ReadOnly(reason) => Some(reason.trim_start_matches("Read-only: ").to_owned()),
    }
}
