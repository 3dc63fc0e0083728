//! Asking for a path: the one file that knows the system's dialogs.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use crate::figure::Format;

/// Review files, and what an article may be in. Filters tell small letters from capitals.
const REVIEW_ENDINGS: [&str; 2] = ["json", "JSON"];
const OPEN_ENDINGS: [&str; 36] = [
    "json", "JSON", "txt", "TXT", "md", "MD", "markdown", "text", "html", "HTML", "htm", "HTM", "xhtml", "mht", "MHT",
    "mhtml", "MHTML", "pdf", "PDF", "docx", "DOCX", "docm", "dotx", "odt", "ODT", "ott", "epub", "EPUB", "rtf", "RTF",
    "eml", "EML", "warc", "gz", "wacz", "WACZ",
];

/// What other programs write that is read.
const IMPORT_ENDINGS: [&str; 12] =
    ["jsonl", "ndjson", "json", "jsonld", "ann", "xmi", "csv", "tsv", "xlsx", "qdpx", "qde", "qdc"];

/// A dialog that ends sooner than this without a path was never on the screen: no person is as quick.
const NEVER_SHOWN: Duration = Duration::from_millis(400);

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DialogRequest {
    /// A file to open.
    Open,
    /// A folder of articles.
    Folder,
    /// A file that holds a piece of evidence.
    Attach,
    /// A file to save to.
    Save {
        /// The folder to begin in.
        folder: Option<PathBuf>,
        /// The name to begin with.
        name: String,
    },
    /// A file to save a plot to.
    SaveFigure {
        /// The folder to begin in.
        folder: Option<PathBuf>,
        /// The name to begin with.
        name: String,
        /// What sort of file it is.
        format: Format,
    },
    /// A file that another program made.
    Import,
    /// A file to export to.
    Export {
        /// The folder to begin in.
        folder: Option<PathBuf>,
        /// The name to begin with.
        name: String,
    },
    /// A folder to export several files to.
    ExportFolder {
        /// The folder to begin in.
        folder: Option<PathBuf>,
    },
    /// A file to write a report to.
    Report {
        /// The folder to begin in.
        folder: Option<PathBuf>,
        /// The name to begin with.
        name: String,
    },
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DialogOutcome {
    /// This path was chosen.
    Picked(PathBuf),
    /// None was.
    Cancelled,
    /// The system has no dialog to show.
    Unavailable,
}

/// Takes the outcome, on whatever thread it comes.
pub type Answer = Box<dyn FnOnce(DialogOutcome) + Send>;

/// Whoever asks for paths: the system, or a test.
pub trait Dialogs {
    /// Asks; the answer comes at some time, while the window goes on.
    fn ask(&mut self, request: DialogRequest, answer: Answer);

    /// Asks for files, of which several may be chosen: each is an outcome, and none means that none was chosen.
    fn ask_for_several(&mut self, request: DialogRequest, answer: SeveralAnswer) {
        self.ask(
            request,
            Box::new(|outcome| {
                answer(if outcome == DialogOutcome::Cancelled { Vec::new() } else { vec![outcome] });
            }),
        );
    }
}

/// Takes the outcomes of a question for several files.
pub type SeveralAnswer = Box<dyn FnOnce(Vec<DialogOutcome>) + Send>;

/// The system's own dialogs.
#[derive(Debug, Default)]
pub struct SystemDialogs;

impl Dialogs for SystemDialogs {
    fn ask(&mut self, request: DialogRequest, answer: Answer) {
        // The dialog is made here, on the thread of the window, as some systems demand, and awaited elsewhere: it may take for ever.
        let dialog = rfd::AsyncFileDialog::new();
        let begun = Instant::now();
        let wait = move |picked: Option<rfd::FileHandle>| {
            answer(match picked {
                Some(file) => DialogOutcome::Picked(file.path().to_path_buf()),
                None if begun.elapsed() < NEVER_SHOWN => {
                    super::complain("This system has no file dialog; a path is asked for in the window");
                    DialogOutcome::Unavailable
                }
                None => DialogOutcome::Cancelled,
            });
        };
        let thread = std::thread::Builder::new().name("file dialog".to_owned());
        let started = match request {
            DialogRequest::Open => {
                let dialog =
                    dialog.add_filter("Articles and reviews", &OPEN_ENDINGS).add_filter("Reviews", &REVIEW_ENDINGS);
                let future = dialog.add_filter("All files", &["*"]).pick_file();
                thread.spawn(move || wait(pollster::block_on(future)))
            }
            DialogRequest::Folder => {
                let future = dialog.pick_folder();
                thread.spawn(move || wait(pollster::block_on(future)))
            }
            DialogRequest::ExportFolder { folder } => {
                let future = within(dialog, folder).pick_folder();
                thread.spawn(move || wait(pollster::block_on(future)))
            }
            DialogRequest::Import => {
                let dialog =
                    dialog.add_filter("Files of other programs", &IMPORT_ENDINGS).add_filter("All files", &["*"]);
                let future = dialog.pick_file();
                thread.spawn(move || wait(pollster::block_on(future)))
            }
            DialogRequest::Attach => {
                let future = dialog.pick_file();
                thread.spawn(move || wait(pollster::block_on(future)))
            }
            DialogRequest::Save { folder, name } => {
                let dialog = save_dialog(dialog, folder, name).add_filter("Reviews", &REVIEW_ENDINGS);
                let future = dialog.save_file();
                thread.spawn(move || wait(pollster::block_on(future)))
            }
            DialogRequest::SaveFigure { folder, name, format } => {
                let dialog = save_dialog(dialog, folder, name).add_filter(format.label(), &[format.ending()]);
                let future = dialog.save_file();
                thread.spawn(move || wait(pollster::block_on(future)))
            }
            DialogRequest::Report { folder, name } | DialogRequest::Export { folder, name } => {
                let future = save_dialog(dialog, folder, name).save_file();
                thread.spawn(move || wait(pollster::block_on(future)))
            }
        };
        if let Err(fault) = started {
            // The answer went with the thread; nothing was asked, and asking again is all there is to do.
            log_lost(&fault);
        }
    }

    fn ask_for_several(&mut self, _request: DialogRequest, answer: SeveralAnswer) {
        let begun = Instant::now();
        let dialog = rfd::AsyncFileDialog::new().add_filter("Reviews", &REVIEW_ENDINGS).add_filter("All files", &["*"]);
        let future = dialog.pick_files();
        let wait = move || {
            let outcomes = match pollster::block_on(future) {
                Some(files) => files.iter().map(|file| DialogOutcome::Picked(file.path().to_path_buf())).collect(),
                None if begun.elapsed() < NEVER_SHOWN => {
                    super::complain("This system has no file dialog; a path is asked for in the window");
                    vec![DialogOutcome::Unavailable]
                }
                None => Vec::new(),
            };
            answer(outcomes);
        };
        if let Err(fault) = std::thread::Builder::new().name("file dialog".to_owned()).spawn(wait) {
            log_lost(&fault);
        }
    }
}

fn save_dialog(dialog: rfd::AsyncFileDialog, folder: Option<PathBuf>, name: String) -> rfd::AsyncFileDialog {
    within(dialog.set_file_name(name), folder)
}

fn within(dialog: rfd::AsyncFileDialog, folder: Option<PathBuf>) -> rfd::AsyncFileDialog {
    match folder {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    }
}

fn log_lost(fault: &std::io::Error) {
    super::complain(format_args!("No file dialog could be opened: {fault}"));
}
