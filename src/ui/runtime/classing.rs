//! Classes: their keys opened, their submissions read and compared, what is returned and what is printed written; all off the frame.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock, mpsc::Sender},
};

use eframe::egui;

use super::{Report, Runtime, tell, within};
use crate::{
    app::{
        ClassCommand, ClassEffect, ClassOutput, ClassPath, ClassSource, Command, GivenBack, KeySource, NamedBy,
        OpenClass, OutputKind, ReadFiles, Secret, State, usual_return_folder,
    },
    classroom::{Expected, Roster, print, write_sheet},
    compare::{Continuum, Gamma, GammaOptions, Layer},
    read::Cancel,
    review::Review,
    store::{self, ClassFiles, Digest, ExportError, GiveBackError, Over, Password},
    teaching::{Assignment, KeyPlace, Masthead, Returned, Role},
    ui::dialogs::{DialogOutcome, DialogRequest},
};

/// What stops the work on a class.
#[derive(Default)]
pub(super) struct ClassWork {
    reading: Cancel,
    gamma: Cancel,
}

/// Says what becomes of work on a thread.
#[derive(Clone)]
struct Teller {
    sender: Sender<Report>,
    context: Arc<OnceLock<egui::Context>>,
}

impl Teller {
    fn say(&self, command: ClassCommand) {
        tell(&self.sender, &self.context, Report::Command(Box::new(Command::Class(command))));
    }
}

impl Runtime {
    /// Carries out what is to be done for a class.
    pub(super) fn class(&mut self, effect: ClassEffect, state: &State) {
        match effect {
            ClassEffect::Ask(path) => self.ask_for_class(path, state),
            ClassEffect::Read { number, source, key, password, returned } => {
                let document = state.document.as_ref().map(|document| Arc::clone(&document.review));
                let key = key.or_else(|| document.filter(|_| source.key == KeySource::Document));
                let known = state.class.open().map(|open| open.masthead).filter(|_| source.key != KeySource::Document);
                let key = key.map(|key| (Arc::clone(&key), known.unwrap_or_else(|| masthead_of(&key))));
                self.read_class(number, source, key, password, returned);
            }
            ClassEffect::Stop => self.class_work.reading.request(),
            ClassEffect::ReadRoster(path) => {
                let teller = self.teller();
                self.on_thread("roster", move || {
                    let roster = store::read_roster(&path).map(Arc::new).map_err(|fault| fault.to_string());
                    teller.say(ClassCommand::RosterCame(roster));
                });
            }
            ClassEffect::LookForReturned(number, folder) => {
                let Some(open) = state.class.open().cloned() else { return };
                let teller = self.teller();
                self.on_thread("returned", move || {
                    let folder = std::path::absolute(&folder).unwrap_or(folder);
                    let returned = returned_in(&open, &folder);
                    teller.say(ClassCommand::Returned(number, folder, returned));
                });
            }
            ClassEffect::Write { output, path, replace } => self.write_of_class(output, path, replace, state),
            ClassEffect::GiveBack { number, folder, said, over } => {
                let Some(open) = state.class.open() else { return };
                let (teller, class) = (self.teller(), open.source.folder.clone());
                self.on_thread("return", move || {
                    teller.say(ClassCommand::GivenBack(number, give_back(&class, &folder, said, over)));
                });
            }
            ClassEffect::MeasureGamma(number) => self.measure_class(number, state),
            ClassEffect::StopGamma => self.class_work.gamma.request(),
        }
    }

    fn teller(&self) -> Teller {
        Teller { sender: self.sender.clone(), context: Arc::clone(&self.context) }
    }

    fn ask_for_class(&mut self, path: ClassPath, state: &State) {
        let class = state.class.open().map(|open| open.source.folder.clone());
        let beside = class.as_deref().and_then(Path::parent).map(Path::to_path_buf);
        let (request, proposed) = match &path {
            ClassPath::Folder => (DialogRequest::Folder, PathBuf::new()),
            ClassPath::Key => (DialogRequest::Open, PathBuf::new()),
            ClassPath::Roster => (DialogRequest::Import, PathBuf::new()),
            ClassPath::ReturnFolder => {
                let usual = class.as_deref().map(usual_return_folder).unwrap_or_default();
                (DialogRequest::ExportFolder { folder: beside }, usual)
            }
            ClassPath::Output(output) => {
                let name = output.file_name().to_owned();
                let proposed = within(beside.as_ref(), &name);
                (DialogRequest::Export { folder: beside, name }, proposed)
            }
        };
        self.ask(request, move |outcome| match outcome {
            DialogOutcome::Picked(chosen) => Command::Class(ClassCommand::Chosen(path, chosen)),
            DialogOutcome::Cancelled => Command::DialogCancelled,
            DialogOutcome::Unavailable => {
                Command::Class(ClassCommand::NoDialog(path, proposed.to_string_lossy().into_owned()))
            }
        });
    }

    fn read_class(
        &mut self,
        number: u64,
        source: ClassSource,
        key: Option<(Arc<Review>, Masthead)>,
        password: Option<Secret>,
        returned: Option<PathBuf>,
    ) {
        std::mem::take(&mut self.class_work.reading).request();
        let (teller, cancel) = (self.teller(), self.class_work.reading.clone());
        self.on_thread("class", move || {
            let came = read(number, source, key, password, returned, &teller, &cancel);
            match came {
                _ if cancel.is_requested() => {}
                Ok(open) => teller.say(ClassCommand::Came(number, Arc::new(open))),
                Err(words) => teller.say(ClassCommand::Failed(number, words)),
            }
        });
    }

    /// Writes the sheet, or a page that prints.
    fn write_of_class(&self, output: ClassOutput, path: PathBuf, replace: bool, state: &State) {
        let Some(open) = state.class.open().cloned() else { return };
        let roster = state.class.roster().filter(|_| output.named == NamedBy::Names).cloned();
        let teller = self.teller();
        self.on_thread("class output", move || {
            let written = bytes_of(&open, output, roster.as_deref());
            let written = written.map(|bytes| store::export(&path, &bytes, replace));
            let command = match written {
                Ok(Ok(_confirmed)) => ClassCommand::Written(path),
                Ok(Err(ExportError::Exists(path))) => ClassCommand::Exists(output, path),
                Ok(Err(fault)) => return teller.fail(fault.to_string()),
                Err(words) => return teller.fail(words),
            };
            teller.say(command);
        });
    }

    /// Measures γ of the class and says how far it is.
    fn measure_class(&mut self, number: u64, state: &State) {
        std::mem::take(&mut self.class_work.gamma).request();
        let (teller, cancel) = (self.teller(), self.class_work.gamma.clone());
        let Some(open) = state.class.open().cloned() else { return };
        let which = state.class.which;
        self.on_thread("gamma of a class", move || {
            let layers: Vec<&Layer> = open.marked(which).layers.iter().collect();
            let continuum = Continuum::new(open.key.article().text());
            let measured = Gamma::of(&layers, &continuum, &GammaOptions::default(), |done, all| {
                teller.say(ClassCommand::GammaGoesOn(number, done, all));
                !cancel.is_requested()
            });
            if !cancel.is_requested() {
                teller.say(ClassCommand::GammaMeasured(number, measured));
            }
        });
    }
}

impl Teller {
    fn fail(&self, words: String) {
        tell(&self.sender, &self.context, Report::Command(Box::new(Command::Failed(words))));
    }
}

/// What the assignment that a review is says of the masthead.
fn masthead_of(review: &Review) -> Masthead {
    review.role().and_then(Role::task).map(|task| task.masthead).unwrap_or_default()
}

/// A key that was opened, what its assignment says of the masthead, and whether it was sealed.
fn key_in(file: &Path, password: Option<&Password>) -> Result<(Review, Masthead, bool), String> {
    let name = || file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
    let review = store::read_file(file).map_err(|fault| format!("“{}” is no key: {fault}", name()))?.review;
    let is_sealed = matches!(review.role(), Some(Role::Assignment(Assignment { key: KeyPlace::Sealed(_), .. })));
    let key = store::key_of(&review, password).map_err(|fault| fault.to_string())?;
    Ok((key, masthead_of(&review), is_sealed))
}

fn read(
    number: u64,
    source: ClassSource,
    key: Option<(Arc<Review>, Masthead)>,
    password: Option<Secret>,
    returned: Option<PathBuf>,
    teller: &Teller,
    cancel: &Cancel,
) -> Result<OpenClass, String> {
    let absolute = |path: PathBuf| std::path::absolute(&path).unwrap_or(path);
    let folder = absolute(source.folder);
    if !folder.is_dir() {
        return Err(format!("There is no folder “{}”. Choose the one with the submissions", folder.display()));
    }
    let (key, masthead, was_sealed) = match (key, &source.key) {
        // Only what was sealed is kept open from one reading to the next, and the open document.
        (Some((key, masthead)), kept) => (key, masthead, *kept != KeySource::Document),
        (None, KeySource::File(file)) => {
            let (key, masthead, is_sealed) = key_in(file, password.as_ref().map(Secret::password))?;
            (Arc::new(key), masthead, is_sealed)
        }
        (None, KeySource::Document) => return Err("No document is open. Choose the file of the key".to_owned()),
    };
    drop(password);
    let hash = Digest::of_text(key.article().text()).to_string();
    // That there is a key in it at all is said before fifty files are read.
    Expected::of(&key, hash.clone()).map_err(|refusal| refusal.to_string())?;
    if cancel.is_requested() {
        return Err(String::new());
    }
    teller.say(ClassCommand::KeyOpened(number));
    let mut goes_on = |done, all| {
        teller.say(ClassCommand::GoesOn(number, done, all));
        !cancel.is_requested()
    };
    let ClassFiles { submissions, remarks, passed_over, faults: _ } =
        store::read_class(std::slice::from_ref(&folder), &mut goes_on);
    if cancel.is_requested() {
        return Err(String::new());
    }
    let files = ReadFiles { submissions, remarks, passed_over };
    let source = ClassSource { folder: folder.clone(), key: source.key };
    let open = OpenClass::of(source, key, hash, was_sealed, files).map_err(|refusal| refusal.to_string())?;
    let usual = || Some(usual_return_folder(&folder)).filter(|usual| usual.is_dir());
    let return_folder = returned.map(absolute).or_else(usual);
    let found = return_folder.as_deref().map(|folder| returned_in(&open, folder)).unwrap_or_default();
    Ok(open.with_masthead(masthead).with_returned(return_folder, found))
}

/// What was returned in a folder, by the names of the submissions.
fn returned_in(open: &OpenClass, folder: &Path) -> Vec<(String, Returned)> {
    let both = open.class.pupils.iter().zip(&open.submissions);
    let found = both.filter_map(|(pupil, submission)| {
        let target = store::return_path(&open.source.folder, Path::new(&pupil.name), folder);
        Some((pupil.name.clone(), store::returned_at(&target, submission)?))
    });
    found.collect()
}

fn give_back(class: &Path, folder: &Path, said: Vec<(String, Returned)>, over: Over) -> GivenBack {
    let mut outcome = GivenBack::default();
    for (name, returned) in said {
        let submission = PathBuf::from(&name);
        let target = store::return_path(class, &submission, folder);
        match store::give_back(&submission, &target, returned.clone(), over) {
            Ok(()) => outcome.written.push((name, returned)),
            Err(GiveBackError::OwnFile) => outcome.own.push(name),
            Err(GiveBackError::Occupied(target)) => outcome.in_the_way.push(target.to_string_lossy().into_owned()),
            Err(fault) => outcome.failed.push((name, fault.to_string())),
        }
    }
    outcome
}

/// What is written of a class.
fn bytes_of(open: &OpenClass, output: ClassOutput, roster: Option<&Roster>) -> Result<Vec<u8>, String> {
    if output.kind == OutputKind::Sheet {
        return write_sheet(&open.class, roster, &open.remarks_with(roster)).map_err(|fault| fault.to_string());
    }
    let expected = Expected::of(&open.key, open.text_sha256.clone()).map_err(|refusal| refusal.to_string())?;
    let handed = open.handed();
    let who = match (output.named, roster) {
        (NamedBy::Nobody, _) => print::Who::Nobody,
        (NamedBy::Names, Some(roster)) => print::Who::Names(roster),
        _ => print::Who::Pseudonyms,
    };
    let printed =
        print::Printed { expected: &expected, class: &open.class, handed: &handed, who, masthead: open.masthead };
    let page = match output.kind {
        OutputKind::Article | OutputKind::Sheet => print::article(&printed, output.which),
        OutputKind::Pupils => print::pupils(&printed),
        OutputKind::Key => print::key(&expected, printed.masthead()),
    };
    page.map(String::into_bytes).map_err(|fault| fault.to_string())
}
