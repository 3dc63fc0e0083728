//! `claimlight class FOLDER --key KEY --output SHEET`

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};

use clap::Args;

use super::{class_json, exported, read_key, text_hash};
use crate::{
    classroom::{Class, Expected, Handed, Remark, Roster, write_sheet},
    cli::{Console, Outcome, inputs},
    read::REVIEW_ENDING,
    review::Review,
    store::{self, Decoded, Digest, FaultKind},
    teaching::Role,
};

/// What `claimlight class` is asked for.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The submissions (*.claims.json), or folders with some
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The key, or the assignment in which it lies (*.claims.json)
    #[arg(long, value_name = "PATH")]
    key: PathBuf,
    /// The file with the password of a sealed key; - reads the standard input
    #[arg(long, value_name = "PATH")]
    password_file: Option<PathBuf>,
    /// The file for the sheet (CSV)
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Print one JSON value, with each claim of the key
    #[arg(long)]
    json: bool,
    /// Put names beside the pseudonyms, from a table of both (CSV)
    #[arg(long, value_name = "ROSTER")]
    names: Option<PathBuf>,
    /// Replace the file that is there
    #[arg(long)]
    force: bool,
}

impl Arguments {
    /// Whether anything is asked for, and each file is one.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub(in crate::cli) fn make_sense(&self) -> Result<(), &'static str> {
        if self.output.is_none() && !self.json {
            return Err("nothing is asked for: give a file for the sheet with --output, or --json");
        }
        let is_input = |file: &PathBuf| file.as_path() == Path::new("-");
        if self.files.iter().chain([&self.key]).any(is_input) {
            return Err("submissions and key are files: only the password can come from the standard input");
        }
        Ok(())
    }
}

/// More bytes than any roster has.
const ROSTER_LIMIT: u64 = 4 * 1024 * 1024;

/// What is read of a class.
struct Found {
    submissions: Vec<(String, Review)>,
    remarks: Vec<Remark>,
}

/// Holds each submission against the key. What cannot be counted is named, and the rest is.
///
/// # Errors
/// When the result cannot be written on the standard output.
pub(in crate::cli) fn run(arguments: &Arguments, console: &mut Console<'_>) -> io::Result<Outcome> {
    let key = match read_key(&arguments.key, arguments.password_file.as_ref(), console) {
        Ok(key) => key,
        Err(reason) => {
            console.error(&arguments.key, reason);
            return Ok(Outcome::InputAtFault);
        }
    };
    let expected = match Expected::of(&key, text_hash(&key)) {
        Ok(expected) => expected,
        Err(refusal) => {
            console.error(&arguments.key, refusal);
            return Ok(Outcome::InputAtFault);
        }
    };
    let roster = match arguments.names.as_deref().map(roster).transpose() {
        Ok(roster) => roster,
        Err(reason) => {
            console.error(arguments.names.as_deref().unwrap_or(Path::new("")), reason);
            return Ok(Outcome::InputAtFault);
        }
    };
    let Found { submissions, mut remarks } = found(arguments, console);
    let handed: Vec<Handed<'_>> = submissions.iter().map(|(name, review)| Handed { name, review }).collect();
    let class = Class::of(&expected, &handed);
    remarks.extend(class.refused.iter().map(|(file, refusal)| not_counted(file, refusal.to_string())));
    remarks.extend(of_class(&class, roster.as_ref()));
    remarks.sort_by(|one, other| one.file.cmp(&other.file));
    for remark in &remarks {
        if remark.is_counted {
            console.warning(Path::new(&remark.file), &remark.sentence);
        } else {
            console.error(Path::new(&remark.file), &remark.sentence);
        }
    }
    let mut is_at_fault = remarks.iter().any(|remark| !remark.is_counted) || !class.of_one_pseudonym().is_empty();
    if class.pupils.is_empty() {
        console.error(&arguments.key, "There is no submission of this key’s assignment among the files");
        is_at_fault = true;
    }
    if arguments.json {
        class_json::write(&expected, &class, roster.as_ref(), &remarks, console.out())?;
    }
    if let Some(path) = &arguments.output {
        let written = write_sheet(&class, roster.as_ref(), &remarks)
            .map_err(|fault| fault.to_string())
            .and_then(|bytes| exported(store::export(path, &bytes, arguments.force)));
        match written {
            Ok(()) => console.detail(path, "Written"),
            Err(reason) => {
                console.error(path, reason);
                is_at_fault = true;
            }
        }
    }
    Ok(if is_at_fault { Outcome::InputAtFault } else { Outcome::Done })
}

fn not_counted(file: &str, sentence: String) -> Remark {
    Remark { file: file.to_owned(), sentence, is_counted: false }
}

fn counted(file: &str, sentence: String) -> Remark {
    Remark { file: file.to_owned(), sentence, is_counted: true }
}

/// Reads the files. Assignments and keys that lie among the submissions are passed over; of files with the same bytes one is taken.
fn found(arguments: &Arguments, console: &mut Console<'_>) -> Found {
    let mut found = Found { submissions: Vec::new(), remarks: Vec::new() };
    let is_review = |path: &Path| path.to_string_lossy().ends_with(REVIEW_ENDING);
    let files = inputs::expanded(&arguments.files, &is_review, &mut |path, reason| {
        found.remarks.push(not_counted(&path.to_string_lossy(), reason));
    });
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for file in files {
        let name = file.to_string_lossy().into_owned();
        let Decoded { review, faults, .. } = match store::read_file(&file) {
            Ok(decoded) => decoded,
            Err(fault) => {
                found.remarks.push(not_counted(&name, fault.to_string()));
                continue;
            }
        };
        if matches!(review.role(), Some(Role::Assignment(_) | Role::Key(_))) {
            console.detail(&file, "Passed over: this is no submission");
            continue;
        }
        let hash = store::encode(&review, &store::Carried::default()).map(|bytes| Digest::of(&bytes).to_string());
        if let Ok(hash) = hash
            && let Some(first) = known.insert(hash.clone(), name.clone())
        {
            found.remarks.push(counted(&first, format!("“{name}” is the same once more and was counted once")));
            known.insert(hash, first);
            continue;
        }
        for fault in faults {
            // That the text is another is said where it is compared with that of the key.
            if fault.kind != FaultKind::TextHash {
                console.detail(&file, format_args!("{}: {fault}", fault.pointer));
            }
        }
        found.submissions.push((name, review));
    }
    found
}

/// What is to be said of submissions that are counted.
fn of_class(class: &Class, roster: Option<&Roster>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for pupil in &class.pupils {
        if pupil.claims == 0 {
            remarks.push(counted(&pupil.name, "There are no claims in it".to_owned()));
        }
        match pupil.overlapping {
            0 => {}
            1 => remarks.push(counted(&pupil.name, "One claim shares text with another of its tag".to_owned())),
            several => {
                let sentence = format!("{several} claims share text with others of their tag");
                remarks.push(counted(&pupil.name, sentence));
            }
        }
        if pupil.without_place > 0 {
            let sentence = format!("Without a place in the text, and left out: {} of its claims", pupil.without_place);
            remarks.push(counted(&pupil.name, sentence));
        }
        if roster.is_some_and(|roster| roster.name(&pupil.pseudonym).is_none()) {
            let sentence = format!("The roster has no name for “{}”", pupil.pseudonym);
            remarks.push(counted(&pupil.name, sentence));
        }
    }
    for group in class.of_one_pseudonym() {
        for number in &group {
            let pupil = &class.pupils[*number];
            let others = group.iter().filter(|other| *other != number).map(|other| class.pupils[*other].name.as_str());
            let sentence = format!(
                "The pseudonym “{}” is also that of {}. Ask which is whose, or leave one out",
                pupil.pseudonym,
                others.collect::<Vec<_>>().join(", ")
            );
            remarks.push(counted(&pupil.name, sentence));
        }
    }
    remarks
}

fn roster(file: &Path) -> Result<Roster, String> {
    let length = std::fs::metadata(file).map_err(|fault| format!("The roster could not be read: {fault}"))?.len();
    if length > ROSTER_LIMIT {
        return Err("The roster has more than 4 MiB. Give a table of pseudonyms and names alone".to_owned());
    }
    let bytes = std::fs::read(file).map_err(|fault| format!("The roster could not be read: {fault}"))?;
    Roster::read(&bytes).map_err(|fault| fault.to_string())
}
