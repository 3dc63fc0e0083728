//! Arguments to a window or a command line; nothing else.

use std::{env, process::ExitCode, time::Instant};

use claimlight::{
    cli::{self, Invocation},
    read, ui,
};

fn main() -> ExitCode {
    let started = Instant::now();
    if let Ok(program) = env::current_exe() {
        read::isolate_with(program);
    }
    match cli::parse(env::args_os()) {
        Invocation::Window { file, measure_startup } => {
            match ui::run_window(file, measure_startup.then_some(started)) {
                Ok(()) => ExitCode::SUCCESS,
                Err(fault) => cli::complain(fault),
            }
        }
        Invocation::Command(command, verbosity) => cli::run(&command, verbosity),
        Invocation::Isolated(memory) => read::serve(memory),
        Invocation::Answered(status) => status,
    }
}
