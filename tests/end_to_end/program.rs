//! The program on a virtual display: what is done to it, and what it is waited for.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStderr, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread::Builder,
    time::Instant,
};

use crate::{
    accessibility::Accessibility,
    desktop::{Desktop, LOOK_EVERY, PATIENCE, TITLE_BAR, await_until},
};

/// The program, in its window, ready for keys.
pub(crate) struct Program<'a> {
    desktop: &'a Desktop,
    process: Child,
    window: String,
    journals: PathBuf,
    /// What the program says on its standard error, line by line.
    said: Receiver<String>,
}

impl<'a> Program<'a> {
    /// Starts it on a file, with its settings and journals in `folder`, and waits until it shows the file and has the keyboard.
    pub(crate) fn start(desktop: &'a Desktop, file: &Path, folder: &Path) -> Self {
        let program = Self::launch(desktop, file, folder);
        program.eventually("a window with the document", || {
            program.xdotool(&["getwindowname", &program.window])?.trim_end().ends_with(" — Claimlight").then_some(())
        });
        program
    }

    /// Starts it on a file as [`Program::start`] does, and waits until its window has the keyboard, whatever it shows.
    pub(crate) fn launch(desktop: &'a Desktop, file: &Path, folder: &Path) -> Self {
        let (config, state) = (folder.join("config"), folder.join("state"));
        fs::create_dir_all(&config).expect("a folder for settings");
        let (width, height) = (desktop.size().0, desktop.size().1 - TITLE_BAR);
        let settings = format!(
            "{{\"theme\":\"light\",\"window\":{{\"x\":0,\"y\":0,\"width\":{width},\"height\":{height},\"maximised\":false}}}}"
        );
        fs::write(config.join("settings.json"), settings).expect("the settings are written");
        let mut process = Command::new(env!("CARGO_BIN_EXE_claimlight"))
            .arg(file)
            .env("DISPLAY", desktop.display())
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("CLAIMLIGHT_CONFIG_DIR", &config)
            .env("CLAIMLIGHT_STATE_DIR", &state)
            // Neither a portal nor a helper program shows a dialog: a path is typed.
            .env("DBUS_SESSION_BUS_ADDRESS", desktop.heard().map_or("unix:path=/nonexistent", Accessibility::address))
            .env("PATH", "/nonexistent")
            .env_remove("WAYLAND_DISPLAY")
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let said = lines_of(process.stderr.take().expect("a pipe"));
        let mut program = Self { desktop, process, window: String::new(), journals: state.join("journals"), said };
        program.window = program.eventually("a window", || {
            let found = program.xdotool(&["search", "--onlyvisible", "--name", "Claimlight$"])?;
            found.lines().last().map(str::to_owned)
        });
        program.eventually("the keyboard", || {
            (program.xdotool(&["getwindowfocus"])?.trim() == program.window).then_some(())
        });
        program
    }

    /// Presses a key, by the X server's name for it.
    pub(crate) fn press(&mut self, key: &str) {
        self.do_xdotool(&["key", "--clearmodifiers", key]);
    }

    /// Types words.
    pub(crate) fn type_words(&mut self, words: &str) {
        self.do_xdotool(&["type", "--delay", "20", words]);
    }

    /// Clicks so many times at a place, given as shares of the display's width and height.
    pub(crate) fn click(&mut self, at: (f32, f32), times: u8) {
        let (x, y) = self.pixels(at);
        self.do_xdotool(&["mousemove", "--sync", &x, &y]);
        self.do_xdotool(&["click", "--repeat", &times.to_string(), "--delay", "40", "1"]);
    }

    /// Drags from one place to another.
    pub(crate) fn drag(&mut self, from: (f32, f32), to: (f32, f32)) {
        let ((x, y), (to_x, to_y)) = (self.pixels(from), self.pixels(to));
        self.do_xdotool(&["mousemove", "--sync", &x, &y]);
        self.do_xdotool(&["mousedown", "1"]);
        self.do_xdotool(&["mousemove", "--sync", &to_x, &to_y]);
        self.do_xdotool(&["mouseup", "1"]);
    }

    /// Waits until the journal has this many edits on disk.
    pub(crate) fn await_edits(&self, count: usize) {
        self.eventually(&format!("{count} edits in the journal"), || (self.edits() >= count).then_some(()));
        assert_eq!(self.edits(), count, "edits in the journal");
    }

    /// Waits until the journal has these words this many times on disk.
    pub(crate) fn await_words(&self, words: &str, times: usize) {
        self.eventually(&format!("{words} in the journal, {times} times"), || {
            (self.in_journals(words) >= times).then_some(())
        });
    }

    fn edits(&self) -> usize {
        self.in_journals("\"record\":{\"edit\":")
    }

    fn in_journals(&self, words: &str) -> usize {
        let journals = fs::read_dir(&self.journals).into_iter().flatten().flatten();
        let lines = journals.filter_map(|journal| fs::read_to_string(journal.path()).ok());
        lines.map(|lines| lines.matches(words).count()).sum()
    }

    /// Saves under the proposed name, which is asked for, and waits until the file is there.
    pub(crate) fn save_as_proposed(&mut self, path: &Path) {
        self.press("ctrl+s");
        let said = self.said.recv_timeout(PATIENCE);
        assert!(said.as_ref().is_ok_and(|line| line.contains("no file dialog")), "{said:?}");
        self.eventually("the saved file", || {
            self.do_xdotool(&["key", "Return"]);
            path.exists().then_some(())
        });
    }

    /// Writes the report that is offered first under the proposed name, and waits until the file is there.
    pub(crate) fn write_report_as_proposed(&mut self, path: &Path) {
        self.press("ctrl+r");
        self.press("ctrl+Return");
        self.eventually("the report", || {
            self.do_xdotool(&["key", "Return"]);
            path.exists().then_some(())
        });
    }

    /// Waits until the window's title has the mark of unsaved work, or has it no more.
    pub(crate) fn await_title(&self, unsaved: bool) {
        self.eventually("the title", || {
            let title = self.xdotool(&["getwindowname", &self.window])?;
            (title.starts_with('•') == unsaved).then_some(())
        });
    }

    /// Waits until the program has ended by itself, and well.
    pub(crate) fn await_end(mut self) {
        let begun = Instant::now();
        let status = loop {
            if let Some(status) = self.process.try_wait().expect("it can be waited for") {
                break status;
            }
            assert!(begun.elapsed() < PATIENCE, "the program did not end");
            std::thread::park_timeout(LOOK_EVERY);
        };
        assert!(status.success(), "{status}");
    }

    /// Kills it, as a crash or a power cut would.
    pub(crate) fn kill(mut self) {
        self.process.kill().expect("it runs");
        self.process.wait().expect("it can be waited for");
    }

    /// The process's number.
    pub(crate) fn process(&self) -> u32 {
        self.process.id()
    }

    /// The display that it is on.
    pub(crate) fn desktop(&self) -> &'a Desktop {
        self.desktop
    }

    /// Waits until there is something to see.
    pub(crate) fn eventually<T>(&self, what: &str, look: impl FnMut() -> Option<T>) -> T {
        await_until(what, look, || self.desktop.picture("failure"))
    }

    fn pixels(&self, (x, y): (f32, f32)) -> (String, String) {
        let (width, height) = self.desktop.size();
        (format!("{:.0}", x * width as f32), format!("{:.0}", y * height as f32))
    }

    fn do_xdotool(&self, arguments: &[&str]) {
        assert!(self.xdotool(arguments).is_some(), "xdotool {arguments:?}");
    }

    fn xdotool(&self, arguments: &[&str]) -> Option<String> {
        let output = Command::new("xdotool")
            .env("DISPLAY", self.desktop.display())
            .args(arguments)
            .output()
            .expect("xdotool is installed");
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

impl Drop for Program<'_> {
    fn drop(&mut self) {
        let _ended = self.process.kill();
        let _status = self.process.wait();
    }
}

/// Hands on what is written to a pipe, line by line.
fn lines_of(pipe: ChildStderr) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    let read = move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            // Once the test has heard enough nobody listens.
            let _unheard = sender.send(line);
        }
    };
    Builder::new().name("standard error".to_owned()).spawn(read).expect("a thread");
    receiver
}
