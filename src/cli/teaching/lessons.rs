//! `claimlight lessons`

use std::{fs, io, path::PathBuf};

use clap::Args;

use super::exported;
use crate::{
    cli::{Console, Outcome},
    store,
};

/// What `claimlight lessons` is asked for.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Write the lessons into this folder, to be opened, handed out or changed
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// Replace files that are there
    #[arg(long, requires = "output")]
    force: bool,
}

/// Names the lessons that come with the program, and writes them when it is asked for.
///
/// # Errors
/// When the result cannot be written on the standard output.
pub(in crate::cli) fn run(arguments: &Arguments, console: &mut Console<'_>) -> io::Result<Outcome> {
    let mut outcome = Outcome::Done;
    if let Some(folder) = &arguments.output
        && let Err(fault) = fs::create_dir_all(folder)
    {
        console.error(folder, format_args!("The folder could not be made: {fault}. Choose another"));
        return Ok(Outcome::InputAtFault);
    }
    for lesson in store::lessons() {
        writeln!(console.out(), "{:<24} {:<3} {}", lesson.name, lesson.language, lesson.title)?;
        let Some(folder) = &arguments.output else { continue };
        let path = folder.join(lesson.file_name());
        if let Err(reason) = exported(store::export_review(&path, lesson.bytes.as_bytes(), arguments.force)) {
            console.error(&path, reason);
            outcome = Outcome::InputAtFault;
        }
    }
    Ok(outcome)
}
