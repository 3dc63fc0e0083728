//! Arguments to a window or a command line; nothing else.

use std::{env, process::ExitCode, time::Instant};

use claimlight::cli::{self, Invocation};

fn main() -> ExitCode {
    let started = Instant::now();
    match cli::parse(env::args_os()) {
        Invocation::Window { file, measure_startup } => open_window(file, measure_startup.then_some(started)),
        Invocation::Command(command, verbosity) => cli::run(&command, verbosity),
        Invocation::Answered(status) => status,
    }
}

/// Stands in for the window until it is built.
fn open_window(_file: Option<std::path::PathBuf>, _measure_from: Option<Instant>) -> ExitCode {
    cli::complain("This version has no window yet; see claimlight --help for what it does without one")
}
