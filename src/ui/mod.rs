//! The window: the only code that knows the toolkit. It shows the state, turns what people do into commands, and carries out the effects.

mod app;
mod article;
mod claims_list;
mod find_bar;
mod inspector;
mod keys;
mod menu;
mod notices;
mod overlay;
mod question;
mod runtime;
mod selection_bar;
mod status_bar;
mod theme;
mod window;

pub use app::ClaimlightApp;
pub use runtime::{DialogOutcome, Dialogs, Runtime};
pub use window::{WindowError, run_window};

fn print_measurement(_elapsed: std::time::Duration) {}
