//! The command line: the same library without a window.
//!
//! Results go to the standard output, everything else to the standard error. The exit status is 0 when all is done, 1 when
//! an input is at fault, 2 when the command line is. A reader of the output that goes away is a quiet end.

mod check;
mod compare;
mod console;
mod export;
mod filter;
mod import;
mod inputs;
mod progress;
mod read;
mod reanchor;
mod report;
mod suggest;
mod teaching;

use std::{
    ffi::OsString,
    fmt,
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{CommandFactory as _, Parser, Subcommand, error::ErrorKind};
pub use console::{Console, Outcome, Verbosity};
use jiff::Timestamp;

use crate::{
    read::{self as reading, Options, ReadError, Reading},
    store::{self, Decoded},
};

/// The largest review that is read from the standard input, in bytes.
const INPUT_LIMIT: u64 = 2 * 1024 * 1024 * 1024;

/// What the command line asks for.
#[derive(Debug)]
pub enum Invocation {
    /// A window.
    Window {
        /// The article or review to open in it; the sample without one.
        file: Option<PathBuf>,
        /// Whether to print how long the first frame took, and end.
        measure_startup: bool,
    },
    /// A command that needs no window.
    Command(Command, Verbosity),
    /// To be the process that reads a format for another, with so many bytes of memory.
    Isolated(u64),
    /// Nothing: it was a request for help, or a fault of use, and has been answered.
    Answered(ExitCode),
}

/// Read an article critically: highlight its claims, tag each as quote, assertion or commentary, and save them as JSON
#[derive(Debug, Parser)]
#[command(name = "claimlight", version)]
struct Arguments {
    /// The article or *.claims.json to open in a window; the bundled sample without one
    file: Option<PathBuf>,
    /// Say nothing but results and errors
    #[arg(long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say what is being done
    #[arg(long, global = true)]
    verbose: bool,
    /// Show one frame of this file, print the milliseconds it took from the start of the process, and end
    #[arg(long, hide = true, value_name = "FILE", conflicts_with = "file")]
    measure_startup: Option<PathBuf>,
    /// Read a file from the standard input for the program that started this one, in so many bytes of memory
    #[arg(long = reading::ARGUMENT, hide = true, value_name = "BYTES", exclusive = true)]
    read_isolated: Option<u64>,
    #[command(subcommand)]
    command: Option<Command>,
}

impl Arguments {
    /// Refuses what the parser cannot: a file for the window beside a command, since it takes flags before the command, a report
    /// that has nowhere to go, and one input for two.
    fn that_make_sense(self) -> Result<Self, clap::Error> {
        if self.command.is_some() && (self.file.is_some() || self.measure_startup.is_some()) {
            let message = "a file for the window and a command cannot be given together";
            return Err(Self::command().error(ErrorKind::ArgumentConflict, message));
        }
        if let Some(Command::Report(arguments)) = &self.command
            && let Err(message) = arguments.has_a_place()
        {
            return Err(Self::command().error(ErrorKind::MissingRequiredArgument, message));
        }
        if let Some(Command::Export(arguments)) = &self.command
            && let Err(message) = arguments.has_a_place()
        {
            return Err(Self::command().error(ErrorKind::MissingRequiredArgument, message));
        }
        if let Some(Command::Reanchor(arguments)) = &self.command
            && let Err(message) = arguments.has_two_inputs()
        {
            return Err(Self::command().error(ErrorKind::ArgumentConflict, message));
        }
        if let Some(Command::Compare(arguments)) = &self.command
            && let Err(message) = arguments.has_one_standard_input()
        {
            return Err(Self::command().error(ErrorKind::ArgumentConflict, message));
        }
        if let Some(Command::Assign(arguments)) = &self.command
            && let Err(message) = arguments.make_sense()
        {
            return Err(Self::command().error(ErrorKind::MissingRequiredArgument, message));
        }
        if let Some(Command::Reveal(arguments)) = &self.command
            && let Err(message) = arguments.has_one_standard_input()
        {
            return Err(Self::command().error(ErrorKind::ArgumentConflict, message));
        }
        if let Some(Command::Class(arguments)) = &self.command
            && let Err(message) = arguments.make_sense()
        {
            return Err(Self::command().error(ErrorKind::MissingRequiredArgument, message));
        }
        Ok(self)
    }
}

/// A command that needs no window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print an article as JSON: its text, its blocks and what is known about it
    Read(read::Arguments),
    /// Check *.claims.json files: one line for each fault
    Check {
        /// The files; - reads the standard input
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Propose claims: quotations with their speakers, and what is reported without exact words
    Suggest(suggest::Arguments),
    /// Write reviews as documents for others: annotated copy, log, queries, public report and more
    Report(report::Arguments),
    /// Write reviews in the formats of other programs
    Export(export::Arguments),
    /// Make reviews of other programs' annotations
    Import(import::Arguments),
    /// Carry the claims of a review over to a changed article: one line of JSON for each claim
    Reanchor(reanchor::Arguments),
    /// Compare reviews of one article with a key: what was found, scores and agreement
    Compare(compare::Arguments),
    /// Make an assignment of an article, and a key of a review's claims
    Assign(teaching::assign::Arguments),
    /// Begin a pupil's submission of an assignment
    Begin(teaching::pupil::BeginArguments),
    /// Hand a submission in
    HandIn(teaching::pupil::HandInArguments),
    /// Hold a submission against its key: what differs, by which rule, and what the teacher says
    Reveal(teaching::reveal::Arguments),
    /// Write a mark and a comment into a submission
    Return(teaching::give_back::Arguments),
    /// Hold a class against a key: a sheet with a line for each pupil
    Class(teaching::class::Arguments),
    /// Name the lessons that come with the program, or write them into a folder
    Lessons(teaching::lessons::Arguments),
}

/// Understands the arguments, the first of which is the program's name.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Invocation {
    let parsed = Arguments::try_parse_from(arguments).and_then(Arguments::that_make_sense);
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(answer) => {
            // Nobody is left to tell when even this cannot be written.
            let _unwritable = answer.print();
            let status = u8::try_from(answer.exit_code()).unwrap_or(2);
            return Invocation::Answered(ExitCode::from(status));
        }
    };
    if let Some(memory) = arguments.read_isolated {
        return Invocation::Isolated(memory);
    }
    let verbosity = match (arguments.quiet, arguments.verbose) {
        (true, _) => Verbosity::Quiet,
        (_, true) => Verbosity::Verbose,
        _ => Verbosity::Usual,
    };
    match (arguments.command, arguments.measure_startup) {
        (Some(command), _) => Invocation::Command(command, verbosity),
        (None, Some(file)) => Invocation::Window { file: Some(file), measure_startup: true },
        (None, None) => Invocation::Window { file: arguments.file, measure_startup: false },
    }
}

/// Runs a command to its end.
pub fn run(command: &Command, verbosity: Verbosity) -> ExitCode {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut err = io::stderr().lock();
    let mut console = Console::new(&mut out, &mut err, verbosity);
    let outcome = match command {
        Command::Read(arguments) => read::run(arguments, &mut console),
        Command::Check { files } => check::run(files, &mut console),
        Command::Suggest(arguments) => suggest::run(arguments, &mut console),
        Command::Report(arguments) => report::run(arguments, &mut console),
        Command::Export(arguments) => export::run(arguments, &mut console),
        Command::Import(arguments) => import::run(arguments, &mut console),
        Command::Reanchor(arguments) => reanchor::run(arguments, &mut console),
        Command::Compare(arguments) => compare::run(arguments, &mut console),
        Command::Assign(arguments) => Ok(teaching::assign::run(arguments, &mut console)),
        Command::Begin(arguments) => Ok(teaching::pupil::run_begin(arguments, &mut console)),
        Command::HandIn(arguments) => Ok(teaching::pupil::run_hand_in(arguments, &mut console)),
        Command::Reveal(arguments) => teaching::reveal::run(arguments, &mut console),
        Command::Return(arguments) => Ok(teaching::give_back::run(arguments, &mut console)),
        Command::Class(arguments) => teaching::class::run(arguments, &mut console),
        Command::Lessons(arguments) => teaching::lessons::run(arguments, &mut console),
    };
    let outcome = outcome.and_then(|outcome| out.flush().map(|()| outcome));
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::InputAtFault) => ExitCode::from(1),
        Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(fault) => {
            drop(err);
            complain(format_args!("The result could not be written: {fault}"))
        }
    }
}

/// Everything on the standard input; of more than `limit` bytes, one byte too many, so that it shows.
fn standard_input(limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a review, from the standard input when it is called `-`.
///
/// # Errors
/// A sentence that says why there is none.
fn read_review(file: &Path) -> Result<Decoded, String> {
    if file != Path::new("-") {
        return store::read_file(file).map_err(|fault| fault.to_string());
    }
    let bytes = standard_input(INPUT_LIMIT).map_err(|fault| fault.to_string())?;
    if bytes.len() as u64 > INPUT_LIMIT {
        return Err("There are more than 2 GiB, the limit. Cut it into files".to_owned());
    }
    store::decode(&bytes).map_err(|fault| fault.to_string())
}

/// Reads an article, from the standard input when it is called `-`.
///
/// # Errors
/// When there is none; the fault says why.
fn read_article(file: &Path) -> Result<Reading, ReadError> {
    read_article_with(file, &Options::default())
}

/// Reads an article in a particular way.
///
/// # Errors
/// When there is none; the fault says why.
fn read_article_with(file: &Path, options: &Options) -> Result<Reading, ReadError> {
    if file != Path::new("-") {
        return reading::read_file_with(file, Timestamp::now(), options);
    }
    let bytes = standard_input(options.limits.pdf_bytes.max(options.limits.file_bytes) as u64)?;
    reading::read_bytes_with(None, &bytes, Timestamp::now(), options)
}

/// Says on the standard error why the program cannot do what it was asked, and gives the exit status for that.
pub fn complain(message: impl fmt::Display) -> ExitCode {
    // Nobody is left to tell when even this cannot be written.
    let _unwritable = writeln!(io::stderr(), "claimlight: {message}");
    ExitCode::from(1)
}
