//! The window: the only code that knows the toolkit. It shows the state, turns what people do into commands, and carries out the effects.

mod app;
mod article;
mod assign;
mod board;
mod claims_list;
mod class;
mod clipboard;
mod compare;
mod dialogs;
mod exchange_parts;
mod export_form;
mod filter_bar;
mod find_bar;
mod forms;
mod import_form;
mod inspector;
mod keys;
mod lesson;
mod menu;
mod notices;
mod overlay;
mod picked_bar;
mod preview_bar;
mod proposals_bar;
mod question;
mod reason_form;
mod report_form;
mod reveal;
mod reviews;
mod runtime;
mod selection_bar;
mod sight;
mod status_bar;
mod summary;
mod theme;
mod track;
mod window;

pub use app::ClaimlightApp;
pub use clipboard::{RichClipboard, SystemClipboard};
pub use dialogs::{Answer, DialogOutcome, DialogRequest, Dialogs, SeveralAnswer, SystemDialogs};
pub use runtime::Runtime;
pub use window::{WindowError, run_window};

/// Says something where a person at a terminal sees it, when there is no window to say it in.
fn complain(words: impl std::fmt::Display) {
    use std::io::Write as _;
    // Nobody is left to tell when even this cannot be written.
    let _unwritable = writeln!(std::io::stderr(), "claimlight: {words}");
}

/// Prints how long the first frame took.
fn print_measurement(elapsed: std::time::Duration) {
    use std::io::Write as _;
    let line = format!("{{\"first_frame_ms\":{:.1}}}", elapsed.as_secs_f64() * 1000.0);
    let _unwritable = writeln!(std::io::stdout(), "{line}");
}
