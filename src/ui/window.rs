//! Opening the window.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use eframe::egui::{self, ViewportBuilder};

use super::{ClaimlightApp, Runtime};
use crate::app::{Command, State};

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WindowError {
    /// There is no display, or it could not be used.
    #[error(
        "Claimlight found no display to open a window on ({0}). Without one, `claimlight read FILE` and `claimlight check FILE` work; see `claimlight --help`"
    )]
    NoDisplay(String),
}

/// Opens the window on a file, or on the bundled sample without one, and runs until it is closed.
pub fn run_window(file: Option<PathBuf>, measure_from: Option<Instant>) -> Result<(), WindowError> {
    let mut options = eframe::NativeOptions::default();
    options.viewport = ViewportBuilder::default()
        .with_title("Claimlight")
        .with_app_id("claimlight")
        .with_inner_size([1280.0, 840.0])
        .with_min_inner_size([640.0, 420.0]);
    let created = eframe::run_native(
        "claimlight",
        options,
        Box::new(move |creation| {
            let mut app = ClaimlightApp::new(&creation.egui_ctx, State::default(), Runtime::default(), measure_from);
            app.begin(file.map(Command::Open));
            Ok(Box::new(app))
        }),
    );
    created.map_err(|fault| WindowError::NoDisplay(fault.to_string()))
}
