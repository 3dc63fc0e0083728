//! `claimlight check FILE…`

use std::{io, path::PathBuf};

use super::{Console, Outcome};

/// Stands in for the check of review files, and prints one line for each.
///
/// # Errors
/// When the result cannot be written.
pub(super) fn run(files: &[PathBuf], console: &mut Console<'_>) -> io::Result<Outcome> {
    for file in files {
        writeln!(console.out(), "{}: this version cannot check files yet", file.display())?;
    }
    Ok(Outcome::InputAtFault)
}
