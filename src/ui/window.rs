//! Opening the window.

use std::{path::PathBuf, sync::Arc, time::Instant};

use eframe::{egui::ViewportBuilder, icon_data};

use super::{ClaimlightApp, Runtime, SystemClipboard, SystemDialogs};
use crate::store::{Folders, WindowPlace};

/// The size of the window at first and at the least, in points.
const SIZE: [f32; 2] = [1280.0, 840.0];
const LEAST_SIZE: [f32; 2] = [640.0, 420.0];

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WindowError {
    /// There is no display, or it could not be used.
    #[error(
        "No window could be opened, because there is no display to open it on ({0}). Without one, `claimlight read`, `claimlight check` and `claimlight report` work; see `claimlight --help`"
    )]
    NoDisplay(String),
}

/// Opens the window on a file, or on the bundled sample without one, and runs until it is closed. With `measure_from` it closes
/// as soon as the article is on the screen and prints how long that took.
///
/// # Errors
/// When there is no display.
pub fn run_window(file: Option<PathBuf>, measure_from: Option<Instant>) -> Result<(), WindowError> {
    let mut runtime =
        Runtime::new(Folders::of_system(), Box::new(SystemDialogs)).with_clipboard(Arc::new(SystemClipboard));
    // Reading goes on while the system makes the window.
    runtime.begin(file);
    let place = runtime.settings().0.window;
    let viewport = viewport(place);
    // Nothing here goes from one colour to another, and where the processor paints, every point costs.
    let options = eframe::NativeOptions { viewport, dithering: false, ..eframe::NativeOptions::default() };
    let made = eframe::run_native(
        "claimlight",
        options,
        Box::new(move |creation| Ok(Box::new(ClaimlightApp::new(&creation.egui_ctx, runtime, measure_from)))),
    );
    made.map_err(|fault| WindowError::NoDisplay(reason(&fault.to_string())))
}

/// What the system said: the toolkit puts the place in its own sources before it.
fn reason(fault: &str) -> String {
    fault
        .lines()
        .next()
        .and_then(|line| line.rsplit(": ").next())
        .unwrap_or_default()
        .trim_end_matches(['.', ')'])
        .to_owned()
}

fn viewport(place: Option<WindowPlace>) -> ViewportBuilder {
    let viewport =
        ViewportBuilder::default().with_title("Claimlight").with_app_id("claimlight").with_min_inner_size(LEAST_SIZE);
    let viewport = match icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")) {
        Ok(icon) => viewport.with_icon(icon),
        Err(_) => viewport,
    };
    match place {
        Some(place) if place.width >= LEAST_SIZE[0] && place.height >= LEAST_SIZE[1] => viewport
            .with_inner_size([place.width, place.height])
            .with_position([place.x, place.y])
            .with_maximized(place.maximised),
        _ => viewport.with_inner_size(SIZE),
    }
}
