//! Arguments to a window or a command line; nothing else.

fn main() {
    let file = std::env::args_os().nth(1).map(Into::into);
    if let Err(e) = claimlight::ui::run_window(file, None) {
        eprintln!("{e}");
    }
}
