//! Where a command's words go.

use std::{
    fmt,
    io::{self, Write},
    path::Path,
};

/// How much a command says beside its results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verbosity {
    /// Errors alone.
    Quiet,
    /// Errors and warnings.
    #[default]
    Usual,
    /// What is being done, too.
    Verbose,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As asked.
    Done,
    /// A message has said what is wrong with an input.
    InputAtFault,
}

/// Where a command's words go: results to one place, messages to another.
pub struct Console<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    verbosity: Verbosity,
}

impl<'a> Console<'a> {
    /// Writes results to `out` and messages to `err`.
    pub fn new(out: &'a mut dyn Write, err: &'a mut dyn Write, verbosity: Verbosity) -> Self {
        Self { out, err, verbosity }
    }

    /// Where results go.
    pub fn out(&mut self) -> &mut dyn Write {
        self.out
    }

    /// Whether nothing but results and errors is to be said.
    pub fn is_quiet(&self) -> bool {
        self.verbosity == Verbosity::Quiet
    }

    /// Says what is wrong with an input, even when the command is to be quiet.
    pub fn error(&mut self, file: &Path, message: impl fmt::Display) {
        self.write(file, &message);
    }

    /// Says what somebody should know about an input.
    pub fn warning(&mut self, file: &Path, message: impl fmt::Display) {
        if self.verbosity != Verbosity::Quiet {
            self.write(file, &message);
        }
    }

    /// Says what is being done.
    pub fn detail(&mut self, file: &Path, message: impl fmt::Display) {
        if self.verbosity == Verbosity::Verbose {
            self.write(file, &message);
        }
    }

    fn write(&mut self, file: &Path, message: &dyn fmt::Display) {
        // A message that nobody can read is no reason to stop.
        let _unwritable: io::Result<()> = writeln!(self.err, "claimlight: {}: {message}", name(file));
    }
}

/// A file as messages name it.
fn name(file: &Path) -> impl fmt::Display {
    if file == Path::new("-") { Path::new("standard input").display() } else { file.display() }
}
