//! `claimlight lessons`

use std::{fs, io, path::PathBuf};

use clap::{Args, builder::PossibleValuesParser};

use super::exported;
use crate::{
    classroom::Codebook,
    cli::{Console, Outcome},
    store,
};

/// What `claimlight lessons` is asked for.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Write the lessons into this folder, to be opened, handed out or changed
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// Print the codebook in this language instead, as Markdown, to be read or handed out
    #[arg(long, value_name = "LANGUAGE", value_parser = languages(), conflicts_with = "output")]
    codebook: Option<String>,
    /// Replace files that are there
    #[arg(long, requires = "output")]
    force: bool,
}

fn languages() -> PossibleValuesParser {
    PossibleValuesParser::new(Codebook::bundled().iter().map(|book| book.language.as_str()))
}

/// Names the lessons that come with the program, and writes them when it is asked for.
///
/// # Errors
/// When the result cannot be written on the standard output.
pub(in crate::cli) fn run(arguments: &Arguments, console: &mut Console<'_>) -> io::Result<Outcome> {
    if let Some(language) = &arguments.codebook {
        print(Codebook::in_language(language), console.out())?;
        return Ok(Outcome::Done);
    }
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

fn print(book: &Codebook, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "# {}\n", book.title)?;
    for (number, question) in (1..).zip(&book.questions) {
        writeln!(out, "{number}. {question}")?;
    }
    for rule in &book.rules {
        writeln!(out, "\n## {}\n\n{}\n", rule.title, rule.rule)?;
        if !rule.example.is_empty() {
            writeln!(out, "> {}\n", rule.example)?;
        }
        writeln!(out, "{}", rule.answer)?;
    }
    Ok(())
}
