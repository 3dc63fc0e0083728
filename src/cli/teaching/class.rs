//! `claimlight class FOLDER --key KEY --output SHEET`

use std::{
    io,
    path::{Path, PathBuf},
};

use clap::Args;

use super::{class_json, exported, read_key, text_hash};
use crate::{
    classroom::{Class, Expected, Handed, remarks as remarks_of, write_sheet},
    cli::{Console, Outcome},
    store::{self, ClassFiles},
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
    let class = Class::of(&expected, &handed);
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
