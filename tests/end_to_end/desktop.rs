//! A virtual display with a window manager.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::accessibility::Accessibility;

/// How long anything may take on a slow and busy machine before the test fails.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// How often what has no event to wait for is looked at: a file, the title of a window.
pub(crate) const LOOK_EVERY: Duration = Duration::from_millis(25);

/// The size of a display at a desk, and of a projector, in pixels.
const DESK: (u32, u32) = (1280, 840);
const PROJECTOR: (u32, u32) = (1280, 720);

/// What the window manager's title bar takes of it.
pub(crate) const TITLE_BAR: u32 = 30;

/// A virtual display. It ends with the value.
pub(crate) struct Desktop {
    server: Child,
    manager: Child,
    display: String,
    size: (u32, u32),
    heard: Option<Accessibility>,
}

impl Desktop {
    /// Starts a display of its own, whatever others there are.
    pub(crate) fn start() -> Self {
        Self::of_size(DESK)
    }

    /// Starts one as large as a projector has it, on which what the windows tell a screen reader is heard.
    pub(crate) fn start_projector() -> Self {
        let mut desktop = Self::of_size(PROJECTOR);
        desktop.heard = Some(Accessibility::start());
        desktop
    }

    fn of_size(size: (u32, u32)) -> Self {
        let (width, height) = size;
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", &format!("{width}x{height}x24"), "-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed");
        let mut number = String::new();
        // The server writes its number when it is ready: this line is the event.
        BufReader::new(server.stdout.take().expect("a pipe")).read_line(&mut number).expect("Xvfb names its display");
        let display = format!(":{}", number.trim());
        // A window that is shown while the manager starts may stay hidden for good: it says when it is ready by this file.
        let folder = tempfile::tempdir().expect("a folder");
        let ready = folder.path().join("ready");
        let manager = Command::new("openbox")
            .args(["--startup", &format!("touch {}", ready.display())])
            .env("DISPLAY", &display)
            .stderr(Stdio::null())
            .spawn()
            .expect("openbox is installed");
        await_until("the window manager", || ready.exists().then_some(()), || {});
        Self { server, manager, display, size, heard: None }
    }

    /// Its name.
    pub(crate) fn display(&self) -> &str {
        &self.display
    }

    /// Its width and height, in pixels.
    pub(crate) fn size(&self) -> (u32, u32) {
        self.size
    }

    /// What the windows on it tell a screen reader.
    pub(crate) fn heard(&self) -> Option<&Accessibility> {
        self.heard.as_ref()
    }

    /// Takes a picture of the display for the README, where one is asked for.
    pub(crate) fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("CLAIMLIGHT_SCREENSHOTS") else { return };
        let file = PathBuf::from(folder).join(format!("{name}.png"));
        let mut last = Vec::new();
        // What is still being painted changes from one picture to the next; a caret that blinks may do so for ever.
        for _ in 0..8 {
            let mut import = Command::new("import");
            let status = import.env("DISPLAY", &self.display).args(["-window", "root"]).arg(&file).status();
            assert!(status.expect("ImageMagick is installed").success(), "the picture is taken");
            let taken = fs::read(&file).expect("the picture");
            if std::mem::replace(&mut last, taken) == last {
                break;
            }
        }
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        for child in [&mut self.manager, &mut self.server] {
            // A process that has ended already is as good as killed.
            let _ended = child.kill();
            let _status = child.wait();
        }
    }
}

/// Looks until there is something to see; what has no event to wait for is looked at again and again.
pub(crate) fn await_until<T>(what: &str, mut look: impl FnMut() -> Option<T>, in_vain: impl FnOnce()) -> T {
    let begun = Instant::now();
    let mut found = look();
    while found.is_none() && begun.elapsed() < PATIENCE {
        std::thread::park_timeout(LOOK_EVERY);
        found = look();
    }
    if found.is_none() {
        in_vain();
    }
    assert!(found.is_some(), "waited {PATIENCE:?} in vain for {what}");
    found.expect("it was found")
}
