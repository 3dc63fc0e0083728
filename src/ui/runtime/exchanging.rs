//! Exports to other programs and what comes in from them, off the frame.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock, mpsc::Sender},
};

use eframe::egui;
use jiff::Timestamp;
use uuid::Uuid;

use super::{DialogOutcome, DialogRequest, Report, Runtime, loading, tell, within};
use crate::{
    app::{
        Command, ExportCommand, ExportOutcome, ExportPreview, ExportRequest, ImportCommand, ImportSource, Incomer,
        Incomers, LossList, Meeting, NoteGroup, State, import_fault,
    },
    exchange::{
        self, ExchangeError, Exported, Format, ImportOptions, Imported, Mapping, NamedFile, Progress, Source, Watch,
    },
    read::{self, Cancel},
    review::{
        Decision, Review, Stamp, carry_over, compare, excerpt,
        operations::{self, Incoming},
    },
    store::{self, Digest, ExportAllError, Folders},
    suggest::{self, Proposal},
};

/// The longest file that is read from the disk, in bytes; what is longer is refused before it is in memory.
const LONGEST: usize = 512 * 1024 * 1024;

/// Endings of files that may hold what other programs made, and no article.
const ENDINGS: [&str; 12] =
    ["jsonl", "ndjson", "json", "jsonld", "ann", "xmi", "csv", "tsv", "xlsx", "qdpx", "qde", "qdc"];

impl Runtime {
    /// Has the exchange that is at work stop; nobody waits for it.
    pub(super) fn stop_exchanging(&mut self) {
        std::mem::take(&mut self.exchanging).request();
    }

    /// What stops the exchange that is about to begin. Another one is stopped.
    fn new_exchange(&mut self) -> Cancel {
        self.stop_exchanging();
        self.exchanging.clone()
    }

    /// Looks at what comes of an export.
    pub(super) fn look_at_export(&mut self, request: ExportRequest, state: &State) {
        let Some(document) = &state.document else { return };
        let (review, cancel) = (Arc::clone(&document.review), self.new_exchange());
        let (sender, context) = (self.sender.clone(), Arc::clone(&self.context));
        self.on_thread("export preview", move || {
            let seen = preview(&review, &request, &cancel);
            drop(review);
            if !cancel.is_requested() {
                let seen = seen.map(Arc::new).map_err(|fault| fault.to_string());
                tell(&sender, &context, said(ExportCommand::Seen(request.number, seen)));
            }
        });
    }

    /// Asks where to export to: for a file or, where there are several, for a folder.
    pub(super) fn ask_where_to_export(&mut self, name: String, is_folder: bool, state: &State) {
        let folder = state.document.as_ref().and_then(|document| document.folder.clone());
        let proposed = if is_folder { folder.clone().unwrap_or_default() } else { within(folder.as_ref(), &name) };
        let request =
            if is_folder { DialogRequest::ExportFolder { folder } } else { DialogRequest::Export { folder, name } };
        self.ask(request, move |outcome| match outcome {
            DialogOutcome::Picked(path) => Command::Export(ExportCommand::WriteTo(path)),
            DialogOutcome::Cancelled => Command::DialogCancelled,
            DialogOutcome::Unavailable => {
                Command::Export(ExportCommand::NoDialog(proposed.to_string_lossy().into_owned()))
            }
        });
    }

    /// Writes an export.
    pub(super) fn write_export(&mut self, request: ExportRequest, path: PathBuf, replace: bool, state: &State) {
        let Some(document) = &state.document else { return };
        let (review, cancel) = (Arc::clone(&document.review), self.new_exchange());
        let (sender, context, folders) = (self.sender.clone(), Arc::clone(&self.context), self.folders.clone());
        self.on_thread("export", move || {
            let meter = Meter { sender: &sender, context: &context, cancel: &cancel };
            let number = request.number;
            let mut go_on = meter.goes_on(|progress| Command::Export(ExportCommand::GoesOn(number, progress)));
            let command = export(&review, &request, &path, replace, &folders, &mut go_on);
            drop(review);
            tell(&sender, &context, said(command));
        });
    }

    /// Asks for a file to import.
    pub(super) fn ask_what_to_import(&mut self) {
        self.ask(DialogRequest::Import, |outcome| match outcome {
            DialogOutcome::Picked(path) => Command::Import(ImportCommand::File(path)),
            DialogOutcome::Cancelled => Command::DialogCancelled,
            DialogOutcome::Unavailable => Command::Import(ImportCommand::NoDialog),
        });
    }

    /// Reads what comes in, and sees how it meets what is open.
    pub(super) fn read_import(
        &mut self,
        number: u64,
        source: ImportSource,
        format: Option<Format>,
        mapping: Mapping,
        state: &State,
    ) {
        let cancel = self.new_exchange();
        let open = state
            .document
            .as_ref()
            .map(|document| Open { review: Arc::clone(&document.review), is_read_only: document.read_only.is_some() });
        let reviewer = state.settings.reviewer.clone();
        let (sender, context) = (self.sender.clone(), Arc::clone(&self.context));
        self.on_thread("import", move || {
            let meter = Meter { sender: &sender, context: &context, cancel: &cancel };
            let mut go_on = meter.goes_on(|progress| Command::Import(ImportCommand::GoesOn(number, progress)));
            let came = import(source, format, mapping, reviewer, open.as_ref(), &mut go_on);
            drop(open);
            if cancel.is_requested() {
                return;
            }
            let command = match came {
                Ok(came) => ImportCommand::Came(number, Arc::new(came)),
                Err(words) => ImportCommand::Failed(number, words),
            };
            tell(&sender, &context, Report::Command(Box::new(Command::Import(command))));
        });
    }

    /// Opens a review that came in, as a document that was never saved.
    pub(super) fn open_imported(&self, review: Arc<Review>) {
        self.report_on("import", move |folders| Ok(loading::imported(Arc::unwrap_or_clone(review), &folders)));
    }
}

fn said(command: ExportCommand) -> Report {
    Report::Command(Box::new(Command::Export(command)))
}

/// Says how far work is, not too often, and whether it is to go on.
struct Meter<'a> {
    sender: &'a Sender<Report>,
    context: &'a OnceLock<egui::Context>,
    cancel: &'a Cancel,
}

impl<'a> Meter<'a> {
    fn goes_on<C: Fn(Progress) -> Command>(&self, command: C) -> impl FnMut(Progress) -> bool + use<'a, C> {
        /// How many times it says so at most.
        const STEPS: usize = 50;
        let (sender, context, cancel) = (self.sender, self.context, self.cancel);
        let mut last = 0;
        move |progress: Progress| {
            let step = progress.done.saturating_mul(STEPS).checked_div(progress.of).unwrap_or_default();
            if step != last {
                last = step;
                tell(sender, context, Report::Command(Box::new(command(progress))));
            }
            !cancel.is_requested()
        }
    }
}

fn preview(review: &Review, request: &ExportRequest, cancel: &Cancel) -> Result<ExportPreview, ExchangeError> {
    let options = request.options(review);
    let sources = [Source { name: &request.name, review, proposals: &[] }];
    let exchange::Preview { files, inside, head } = exchange::preview(&sources, request.format, &options)?;
    if cancel.is_requested() {
        return Err(ExchangeError::Cancelled);
    }
    let losses = LossList::new(review, &exchange::losses(&sources, request.format, &options));
    Ok(ExportPreview { files, inside, head, losses })
}

fn export(
    review: &Review,
    request: &ExportRequest,
    path: &Path,
    replace: bool,
    folders: &Folders,
    go_on: &mut dyn FnMut(Progress) -> bool,
) -> ExportCommand {
    let number = request.number;
    let failed = |words: String| ExportCommand::NotWritten(number, words);
    let proposals = if request.proposals { proposals(review, folders) } else { Vec::new() };
    let source = Source { name: &request.name, review, proposals: &proposals };
    let written = exchange::export(&[source], request.format, &request.options(review), &mut Watch::new(go_on));
    let Exported { files, losses } = match written {
        Ok(written) => written,
        Err(fault) => return failed(fault.to_string()),
    };
    let parts: Vec<(&str, &[u8])> = files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())).collect();
    match store::export_all(path, &parts, replace) {
        Ok(files) => {
            let losses = LossList::new(review, &losses);
            ExportCommand::Written(number, Arc::new(ExportOutcome { files, losses }))
        }
        Err(ExportAllError::Exist(files)) => ExportCommand::Exists { number, path: path.to_owned(), files },
        Err(fault) => failed(fault.to_string()),
    }
}

/// What is proposed on the article, but for what was dismissed.
fn proposals(review: &Review, folders: &Folders) -> Vec<Proposal> {
    let dismissed = store::dismissed(folders, review.article().text());
    let is_dismissed = |proposal: &Proposal| {
        proposal.segments.first().is_some_and(|first| {
            dismissed.iter().any(|(start, end, tag)| {
                (*start, *end, tag.as_str()) == (first.start().get(), first.end().get(), proposal.tag.name())
            })
        })
    };
    suggest::all(review.article(), None).into_iter().filter(|proposal| !is_dismissed(proposal)).collect()
}

/// The review that is open.
struct Open {
    review: Arc<Review>,
    is_read_only: bool,
}

fn import(
    source: ImportSource,
    format: Option<Format>,
    mapping: Mapping,
    reviewer: String,
    open: Option<&Open>,
    go_on: &mut dyn FnMut(Progress) -> bool,
) -> Result<Incomers, String> {
    let files = match source {
        ImportSource::Path(path) => files_at(&path)?.into(),
        ImportSource::Files(files) => files,
    };
    let first = files.first().ok_or_else(|| import_fault(&ExchangeError::NoFile))?;
    let format = format.or_else(|| exchange::recognise(&first.name, &first.bytes)).ok_or_else(|| {
        format!("“{}” is in none of the formats that are known by their look. Choose the format it is in", first.name)
    })?;
    let articles = open.iter().map(|open| open.review.article().clone()).collect();
    let options = ImportOptions { mapping, articles, reviewer };
    let mut stamp = Stamp { now: Timestamp::now(), new_id: &mut Uuid::now_v7 };
    let imported = exchange::import(&files, format, &options, &mut stamp, &mut Watch::new(go_on));
    let Imported { reviews, notes, records, labels } = imported.map_err(|fault| import_fault(&fault))?;
    let mut incomers = Vec::with_capacity(reviews.len());
    for came in reviews {
        if !go_on(Progress { done: 0, of: 0 }) {
            return Err(import_fault(&ExchangeError::Cancelled));
        }
        let review = Arc::new(came.review);
        let meeting = meeting(&review, open);
        incomers.push(Incomer { name: came.name, review, notes: NoteGroup::of(&came.notes), meeting });
    }
    Ok(Incomers { format, files, records, labels, reviews: incomers, notes: NoteGroup::of(&notes) })
}

/// A file and, where it is about a text beside it, that.
fn files_at(path: &Path) -> Result<Vec<NamedFile>, String> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    if read::is_review(path) {
        return Err(format!("“{name}” is a review. Open it with “Open…”"));
    }
    let bytes_of = |path: &Path, name: &str| match read::beginning_of(path, LONGEST + 1) {
        Ok(bytes) if bytes.len() > LONGEST => Err(import_fault(&ExchangeError::TooLarge { bytes: bytes.len() })),
        Ok(bytes) => Ok(bytes),
        Err(fault) => Err(format!("“{name}” could not be read: {fault}. Choose another file")),
    };
    let mut files = vec![NamedFile { bytes: bytes_of(path, &name)?, name: name.clone() }];
    let text = exchange::brat_text_name(&name);
    let beside = path.with_file_name(&text);
    if text != name && Path::new(&name).extension().is_some_and(|ending| ending == "ann") && beside.exists() {
        files.push(NamedFile { bytes: bytes_of(&beside, &text)?, name: text });
    }
    Ok(files)
}

/// Whether a file is what another program made, and no article.
pub(super) fn is_foreign(path: &Path) -> bool {
    /// How much of a file that is no archive is read for that, in bytes.
    const SIGHT: usize = 64 * 1024;
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    if !ENDINGS.contains(&ending.as_str()) || read::is_review(path) {
        return false;
    }
    let is_archive = matches!(ending.as_str(), "xlsx" | "qdpx");
    let limit = if is_archive { LONGEST } else { SIGHT };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    read::beginning_of(path, limit).is_ok_and(|bytes| exchange::recognise(&name, &bytes).is_some())
}

/// How what came in meets the review that is open.
fn meeting(incomer: &Arc<Review>, open: Option<&Open>) -> Result<Meeting, String> {
    let Open { review: open, is_read_only } = open.ok_or("No review is open")?;
    if *is_read_only {
        return Err("The review that is open can only be read".to_owned());
    }
    let is_carried = incomer.article().text() != open.article().text();
    let review = if is_carried { Arc::new(carried(incomer, open)?) } else { Arc::clone(incomer) };
    let mut stamp = Stamp { now: Timestamp::now(), new_id: &mut Uuid::now_v7 };
    let fates = operations::take_in(open, &review, &mut stamp).fates;
    let new = fates.iter().filter(|(_, fate)| *fate == Incoming::New).count();
    let mut notes = Vec::new();
    let mut say = |title: &str, is_problem: bool, is_it: &dyn Fn(&Incoming) -> bool| {
        let lines: Vec<String> = fates
            .iter()
            .filter(|(_, fate)| is_it(fate))
            .map(|(id, fate)| fate_line(&review, *id, open, fate))
            .collect();
        if !lines.is_empty() {
            let claims = if lines.len() == 1 { "1 claim".to_owned() } else { format!("{} claims", lines.len()) };
            notes.push(NoteGroup { title: format!("{claims} {title}"), lines, is_problem });
        }
    };
    say("left out: a claim of the same tag shares text with it", true, &|fate| {
        matches!(fate, Incoming::Overlaps { .. })
    });
    say("here already, with something else said about it; yours stay as they are", true, &|fate| {
        matches!(fate, Incoming::Here { is_alike: false, .. })
    });
    say("here already", false, &|fate| matches!(fate, Incoming::Here { is_alike: true, .. }));
    Ok(Meeting { review, is_carried, new, notes })
}

fn fate_line(incomer: &Review, id: crate::claim::ClaimId, open: &Review, fate: &Incoming) -> String {
    const WORDS: usize = 60;
    let words = incomer.claims().get(id).map(|claim| excerpt(incomer, claim, WORDS)).unwrap_or_default();
    let name = |id| {
        let claim = open.claims().get(id)?;
        Some(format!("{}{}", claim.tag.letter(), open.claims().position(id)? + 1))
    };
    match fate {
        Incoming::New => format!("“{words}”"),
        Incoming::Here { claim, .. } => format!("“{words}” is {}", name(*claim).unwrap_or_default()),
        Incoming::Overlaps { claim } => match name(*claim) {
            Some(name) => format!("“{words}” shares text with {name}"),
            None => format!("“{words}” shares text with another that comes in"),
        },
    }
}

/// The review with its claims found again in the text of the one that is open, unless that is another article.
fn carried(incomer: &Review, open: &Review) -> Result<Review, String> {
    let another = "The text in the file is not that of the article that is open";
    let hash = |review: &Review| Digest::of_text(review.article().text()).to_string();
    let hashes = (hash(incomer), hash(open));
    let comparison = compare(incomer, open.article().clone(), hashes, |_phase| true).ok_or(another)?;
    let lost = |claim: &&crate::review::ClaimFate| claim.proposed().next().is_none();
    let (all, lost) = (comparison.claims.len(), comparison.claims.iter().filter(lost).count());
    if all == 0 || 2 * (all - lost) < all {
        return Err(another.to_owned());
    }
    let mut over = incomer.clone();
    let edit = carry_over(incomer, &comparison, |_fate| Decision::Accept, Timestamp::now());
    over.apply(&edit).map_err(|refusal| refusal.to_string())?;
    Ok(over)
}
