//! `claimlight class FOLDER --key KEY --output SHEET --print FOLDER`

use std::{
    io,
    path::{Path, PathBuf},
};

use clap::Args;

use super::{Against, class_json, exported, held_against, prints};
use crate::{
    classroom::{
        Class, Handed,
        print::{Printed, Who},
        remarks as remarks_of, write_sheet,
    },
    cli::{Console, Outcome},
    store::{self, ClassFiles},
};

/// What `claimlight class` is asked for.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Arguments {
    /// The submissions (*.claims.json), or folders with some
    #[arg(required_unless_present = "print")]
    pub(super) files: Vec<PathBuf>,
    /// The key, or the assignment in which it lies (*.claims.json)
    #[arg(long, value_name = "PATH")]
    pub(super) key: PathBuf,
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
    /// The folder for what the class gets on paper (HTML that prints): article.html with its shares, pupils.html with a page for each,
    /// and key.html; without submissions, the key alone
    #[arg(long, value_name = "FOLDER")]
    pub(super) print: Option<PathBuf>,
    /// Print the article without who said what, to be shown to the class
    #[arg(long, requires = "print")]
    pub(super) nameless: bool,
    /// Print the article as it was corrected, not as it was handed in
    #[arg(long, requires = "print")]
    pub(super) corrected: bool,
    /// Replace files that are there
    #[arg(long)]
    pub(super) force: bool,
}

impl Arguments {
    /// Whether anything is asked for, and each file is one.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub(in crate::cli) fn make_sense(&self) -> Result<(), &'static str> {
        let is_counted = self.output.is_some() || self.json;
        if !is_counted && self.print.is_none() {
            return Err(
                "nothing is asked for: give a file for the sheet with --output, a folder with --print, or --json",
            );
        }
        if self.files.is_empty() && (is_counted || self.names.is_some() || self.nameless || self.corrected) {
            return Err("without submissions there is only the key to --print: name the folder with the submissions");
        }
        let is_input = |file: &PathBuf| file.as_path() == Path::new("-");
        if self.files.iter().chain([&self.key]).any(is_input) {
            return Err("submissions and key are files: only the password can come from the standard input");
        }
        Ok(())
    }
}

/// Holds each submission against the key. What cannot be counted is named, and the rest is.
///
/// # Errors
/// When the result cannot be written on the standard output.
pub(in crate::cli) fn run(arguments: &Arguments, console: &mut Console<'_>) -> io::Result<Outcome> {
    held_against(&arguments.key, arguments.password_file.as_ref(), console, |against, console| {
        if arguments.files.is_empty() {
            Ok(prints::key(arguments, against, console))
        } else {
            counted(arguments, against, console)
        }
    })
}

fn counted(arguments: &Arguments, against: &Against<'_>, console: &mut Console<'_>) -> io::Result<Outcome> {
    let expected = &against.expected;
    let roster = match arguments.names.as_deref().map(store::read_roster).transpose() {
        Ok(roster) => roster,
        Err(reason) => {
            console.error(arguments.names.as_deref().unwrap_or(Path::new("")), reason);
            return Ok(Outcome::InputAtFault);
        }
    };
    let ClassFiles { submissions, remarks, passed_over, faults } =
        store::read_class(&arguments.files, &mut |_done, _all| true);
    for file in passed_over {
        console.detail(&file, "Passed over: this is no submission");
    }
    for (file, fault) in faults {
        console.detail(&file, format_args!("{}: {fault}", fault.pointer));
    }
    let handed: Vec<Handed<'_>> = submissions.iter().map(|(name, review)| Handed { name, review }).collect();
    let class = Class::of(expected, &handed);
    let remarks = remarks_of(&class, roster.as_ref(), remarks);
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
        class_json::write(expected, &class, roster.as_ref(), &remarks, console.out())?;
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
    if arguments.print.is_some() && !class.pupils.is_empty() {
        let printed = Printed {
            expected,
            class: &class,
            handed: &handed,
            who: roster.as_ref().map_or(Who::Pseudonyms, Who::Names),
            masthead: against.masthead,
        };
        is_at_fault |= prints::all(arguments, &printed, console) == Outcome::InputAtFault;
    }
    Ok(if is_at_fault { Outcome::InputAtFault } else { Outcome::Done })
}
