//! `claimlight export --to FORMAT FILE…`

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use clap::{
    Args,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser as _},
};

use super::{
    Console, Outcome,
    inputs::{self, Names},
    progress::Meter,
    read_review,
};
use crate::{
    exchange::{self, ExportOptions, Format, Loss, NamedFile, Source, Watch},
    review::Review,
    store::{self, ExportError},
    suggest,
};

/// What `claimlight export` is asked for.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Arguments {
    /// The reviews (*.claims.json), or folders with some; - reads the standard input
    #[arg(required_unless_present = "list")]
    files: Vec<PathBuf>,
    /// The format
    #[arg(long, value_parser = formats(|_| true), required_unless_present = "list")]
    to: Option<Format>,
    /// Name the formats, for whom each is, what it keeps, and what its offsets count
    #[arg(long, conflicts_with_all = ["files", "to", "output"])]
    list: bool,
    /// The file to write or, where there are several, the folder; the standard output without it
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Write what is confidential, too: for use at the desk alone
    #[arg(long)]
    internal: bool,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
    /// Write letters as they are in JSON Lines, not escaped
    #[arg(long)]
    letters: bool,
    /// Add what is proposed for each article, as predictions, where the format knows them
    #[arg(long)]
    proposals: bool,
}

/// Formats by name, each with what it is for.
pub(super) fn formats(offered: fn(Format) -> bool) -> impl clap::builder::TypedValueParser<Value = Format> {
    let offered = Format::ALL.into_iter().filter(|format| offered(*format));
    let names = offered.map(|format| PossibleValue::new(format.name()).help(format.audience()));
    PossibleValuesParser::new(names.collect::<Vec<_>>())
        .try_map(|name| Format::from_name(&name).ok_or("no such format"))
}

impl Arguments {
    /// Whether there is somewhere for the files to go.
    ///
    /// # Errors
    /// A sentence that says what is missing.
    pub(super) fn has_a_place(&self) -> Result<(), &'static str> {
        match self.to {
            Some(format) if self.output.is_none() && !format.is_text() => {
                Err("this format is no text for the standard output: give a file with --output")
            }
            Some(format) if self.output.is_none() && format.has_companions() => {
                Err("this format is several files: give a folder with --output")
            }
            Some(format) if self.output.is_none() && !format.gathers() && self.files.len() > 1 => {
                Err("several reviews need a folder in this format: give one with --output")
            }
            _ => Ok(()),
        }
    }
}

/// Writes reviews in a format.
///
/// # Errors
/// When the result cannot be written on the standard output.
pub(super) fn run(arguments: &Arguments, console: &mut Console<'_>) -> io::Result<Outcome> {
    let Some(format) = arguments.to.filter(|_| !arguments.list) else { return list(console) };
    let mut outcome = Outcome::Done;
    let is_review = |path: &Path| path.to_string_lossy().ends_with(crate::read::REVIEW_ENDING);
    let files = inputs::expanded(&arguments.files, &is_review, &mut |path, reason| {
        console.error(path, reason);
        outcome = Outcome::InputAtFault;
    });
    let mut names = Names::default();
    let mut read: Vec<(PathBuf, String, Review)> = Vec::new();
    for file in files {
        match read_review(&file) {
            Ok(decoded) => {
                for fault in &decoded.faults {
                    console.warning(&file, format_args!("{}: {fault}", fault.pointer));
                }
                let name = names.different(&inputs::stem(&file));
                read.push((file, name, decoded.review));
            }
            Err(fault) => {
                console.error(&file, fault);
                outcome = Outcome::InputAtFault;
            }
        }
    }
    if read.is_empty() {
        return Ok(outcome);
    }
    let proposals: Vec<Vec<suggest::Proposal>> = read
        .iter()
        .map(|(_, _, review)| if arguments.proposals { suggest::all(review.article(), None) } else { Vec::new() })
        .collect();
    let sources: Vec<Source<'_>> =
        read.iter().zip(&proposals).map(|((_, name, review), proposals)| Source { name, review, proposals }).collect();
    let options = ExportOptions { internal: arguments.internal, only: None, letters: arguments.letters };
    let mut meter = Meter::new(console);
    let exported = exchange::export(&sources, format, &options, &mut Watch::new(&mut |progress| meter.show(progress)));
    meter.clear();
    let first = &read[0].0;
    let exported = match exported {
        Ok(exported) => exported,
        Err(fault) => {
            console.error(first, fault);
            return Ok(Outcome::InputAtFault);
        }
    };
    for (file, name, _) in &read {
        for sentence in sentences(exported.losses.iter().filter(|loss| loss.source == *name)) {
            console.warning(file, format_args!("Not in the file: {sentence}"));
        }
    }
    match &arguments.output {
        Some(path) if !write(path, &exported.files, arguments.force, console) => outcome = Outcome::InputAtFault,
        Some(_) => {}
        None if exported.files.len() > 1 => {
            console.error(first, "It becomes several files. Give a folder with --output");
            outcome = Outcome::InputAtFault;
        }
        None => {
            for file in &exported.files {
                console.out().write_all(&file.bytes)?;
            }
        }
    }
    Ok(outcome)
}

/// Writes the files, all or, where one is in the way, none; what is wrong has been said when it gives `false`.
fn write(path: &Path, files: &[NamedFile], force: bool, console: &mut Console<'_>) -> bool {
    let is_folder = files.len() > 1 || path.is_dir() || path.to_string_lossy().ends_with(['/', '\\']);
    let targets = store::export_targets(path, files.iter().map(|file| file.name.as_str()));
    if is_folder && let Err(fault) = fs::create_dir_all(path) {
        console.error(path, format_args!("The folder could not be made: {fault}. Choose another"));
        return false;
    }
    let mut is_free = true;
    for target in targets.iter().filter(|target| !force && target.exists()) {
        console.error(target, format_args!("{} with --force", ExportError::Exists(target.clone())));
        is_free = false;
    }
    if !is_free {
        return false;
    }
    let mut all_written = true;
    for (target, file) in targets.iter().zip(files) {
        match store::export(target, &file.bytes, force) {
            Ok(_) => console.detail(target, "Written"),
            Err(fault) => {
                console.error(target, fault);
                all_written = false;
            }
        }
    }
    all_written
}

/// What is lost, a sentence for each sort with the claims it is of.
fn sentences<'a>(losses: impl Iterator<Item = &'a Loss>) -> Vec<String> {
    const NAMED: usize = 12;
    let mut by_part: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for loss in losses {
        let claims = by_part.entry(loss.part).or_default();
        claims.extend(loss.claim.map(|claim| format!("{}{}", claim.tag.letter(), claim.number)));
    }
    let sentence = |(part, claims): (exchange::Part, Vec<String>)| {
        let named = claims.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        match claims.len() {
            0 => part.label(),
            count if count <= NAMED => format!("{} ({named})", part.label()),
            count => format!("{} ({named} and {} more)", part.label(), count - NAMED),
        }
    };
    by_part.into_iter().map(sentence).collect()
}

fn list(console: &mut Console<'_>) -> io::Result<Outcome> {
    for format in Format::ALL {
        let (name, label, extension) = (format.name(), format.label(), format.extension());
        let reads = if format.reads() { "out and in" } else { "out" };
        writeln!(console.out(), "{name:<15} {label} (.{extension}; {reads}; offsets: {})", format.unit().label())?;
        writeln!(console.out(), "{:<15} {}", "", format.audience())?;
        writeln!(console.out(), "{:<15} Keeps: {}", "", format.keeps_in_words())?;
        if !format.advice().is_empty() {
            writeln!(console.out(), "{:<15} Mind: {}", "", format.advice())?;
        }
    }
    Ok(Outcome::Done)
}
