//! `claimlight report --kind KIND FILE…`

use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
};

use clap::{
    Args,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser as _},
};

use super::{Console, Outcome, read_review};
use crate::{
    report::{self, Kind, Options, Report},
    review::Review,
    store,
};

/// What `claimlight report` is asked for.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The reviews (*.claims.json); - reads the standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// What to write
    #[arg(long, value_parser = kinds())]
    kind: Kind,
    /// The file to write or, for several reviews, the folder; the standard output without it
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Write what is confidential, too: for use at the desk alone
    #[arg(long)]
    internal: bool,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
    /// Begin CSV with a byte-order mark, as Excel needs it
    #[arg(long)]
    bom: bool,
    /// The address at which the check is published, for --kind claimreview
    #[arg(long, value_name = "ADDRESS")]
    page: Option<String>,
}

/// The kinds by name, each with what it holds.
fn kinds() -> impl clap::builder::TypedValueParser<Value = Kind> {
    let names = Kind::ALL.map(|kind| PossibleValue::new(kind.name()).help(kind.audience()));
    PossibleValuesParser::new(names).try_map(|name| Kind::from_name(&name).ok_or("no kind of report"))
}

impl Arguments {
    /// Whether there is somewhere for the reports to go.
    ///
    /// # Errors
    /// A sentence that says what is missing.
    pub(super) fn has_a_place(&self) -> Result<(), &'static str> {
        match (&self.output, self.files.len()) {
            (None, 2..) => Err("several reviews need a folder for their reports: give one with --output"),
            (None, _) if !self.kind.is_text() => {
                Err("a spreadsheet is no text for the standard output: give a file with --output")
            }
            _ => Ok(()),
        }
    }

    fn options(&self) -> Options {
        Options { internal: self.internal, bom: self.bom, page: self.page.clone() }
    }
}

/// Writes a report on each review.
///
/// # Errors
/// When the result cannot be written on the standard output.
pub(super) fn run(arguments: &Arguments, console: &mut Console<'_>) -> io::Result<Outcome> {
    let mut outcome = Outcome::Done;
    let folder = match folder(arguments) {
        Ok(folder) => folder,
        Err((path, fault)) => {
            console.error(&path, fault);
            return Ok(Outcome::InputAtFault);
        }
    };
    let mut written: HashMap<PathBuf, PathBuf> = HashMap::new();
    for file in &arguments.files {
        let Some(report) = report_on(file, arguments, console) else {
            outcome = Outcome::InputAtFault;
            continue;
        };
        for omission in &report.left_out {
            console.warning(file, format_args!("Left out: {omission}"));
        }
        let path = match (&folder, &arguments.output) {
            (Some(folder), _) => folder.join(arguments.kind.file_name(&name_of(file))),
            (None, Some(path)) => path.clone(),
            (None, None) => {
                console.out().write_all(&report.bytes)?;
                continue;
            }
        };
        if let Some(other) = written.get(&path) {
            let other = other.display();
            console.error(file, format_args!("Its report would replace that on {other}. Rename one of them"));
            outcome = Outcome::InputAtFault;
            continue;
        }
        match store::export(&path, &report.bytes, arguments.force) {
            Ok(_) => console.detail(file, format_args!("Written to {}", path.display())),
            Err(fault @ store::ExportError::Exists(_)) => {
                console.error(file, format_args!("{fault} with --force"));
                outcome = Outcome::InputAtFault;
            }
            Err(fault) => {
                console.error(file, fault);
                outcome = Outcome::InputAtFault;
            }
        }
        written.insert(path, file.clone());
    }
    Ok(outcome)
}

/// The folder for the reports, if it is one that is asked for: made where it is missing.
fn folder(arguments: &Arguments) -> Result<Option<PathBuf>, (PathBuf, String)> {
    let Some(path) = &arguments.output else { return Ok(None) };
    if arguments.files.len() == 1 {
        return Ok(path.is_dir().then(|| path.clone()));
    }
    let words = |fault: io::Error| (path.clone(), format!("The folder could not be made: {fault}. Choose another"));
    fs::create_dir_all(path).map_err(words)?;
    Ok(Some(path.clone()))
}

/// The name of a review, without folders.
fn name_of(file: &Path) -> String {
    if file == Path::new("-") {
        return "standard-input".to_owned();
    }
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The report on one review; without one, what is wrong has been said.
fn report_on(file: &Path, arguments: &Arguments, console: &mut Console<'_>) -> Option<Report> {
    let review = match read_review(file) {
        Ok(decoded) => {
            for fault in &decoded.faults {
                console.warning(file, format_args!("{}: {fault}", fault.pointer));
            }
            decoded.review
        }
        Err(fault) => {
            console.error(file, fault);
            return None;
        }
    };
    note_contradictions(file, &review, console);
    match report::write(&review, arguments.kind, &arguments.options()) {
        Ok(report) => Some(report),
        Err(fault) => {
            console.error(file, fault);
            None
        }
    }
}

/// Says what contradicts itself: a report shows it as it stands, and it is mended in the window alone.
fn note_contradictions(file: &Path, review: &Review, console: &mut Console<'_>) {
    for (number, claim) in (1_usize..).zip(review.claims().in_order()) {
        for contradiction in review.ask(|around| crate::claim::lifecycle::contradictions(claim, around)) {
            let mark = claim.tag.letter();
            console.warning(file, format_args!("Claim {mark}{number}: {contradiction}"));
        }
    }
}
