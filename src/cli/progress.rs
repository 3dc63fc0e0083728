//! How far long work is, on a terminal alone.

use std::io::{self, IsTerminal as _, Write as _};

use super::Console;
use crate::exchange::Progress;

/// A line on the standard error that is written over and over.
pub(super) struct Meter {
    is_shown: bool,
    has_shown: bool,
}

impl Meter {
    /// A meter for the work of a command; it shows nothing where nobody looks, or when the command is to be quiet.
    pub(super) fn new(console: &Console<'_>) -> Self {
        Self { is_shown: !console.is_quiet() && io::stderr().is_terminal(), has_shown: false }
    }

    /// Shows how far the work is; it always goes on.
    pub(super) fn show(&mut self, progress: Progress) -> bool {
        if self.is_shown && progress.done > 0 {
            self.has_shown = true;
            // A line that cannot be shown is no reason to stop.
            let _unwritable = write!(io::stderr(), "\r{} of {}", progress.done, progress.of);
        }
        true
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        if self.has_shown {
            let _unwritable = write!(io::stderr(), "\r{:40}\r", "");
        }
    }
}
