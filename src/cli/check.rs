//! `claimlight check FILE…`

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{Console, INPUT_LIMIT, Outcome, standard_input};
use crate::store;

/// Prints a line for each fault of each review file.
///
/// # Errors
/// When the result cannot be written.
pub(super) fn run(files: &[PathBuf], console: &mut Console<'_>) -> io::Result<Outcome> {
    let mut outcome = Outcome::Done;
    for file in files {
        let faults = if file == Path::new("-") { standard_input_faults() } else { store::check_file(file) };
        if faults.is_empty() {
            console.detail(file, "No faults");
        } else {
            outcome = Outcome::InputAtFault;
        }
        for fault in faults {
            writeln!(console.out(), "{fault}")?;
        }
    }
    Ok(outcome)
}

fn standard_input_faults() -> Vec<String> {
    const NAME: &str = "standard input";
    match standard_input(INPUT_LIMIT) {
        Ok(bytes) if bytes.len() as u64 > INPUT_LIMIT => {
            vec![format!("{NAME}: more than 2 GiB, the limit; cut it into files")]
        }
        Ok(bytes) => store::check_bytes(NAME, &bytes),
        Err(fault) => vec![format!("{NAME}: {fault}")],
    }
}
