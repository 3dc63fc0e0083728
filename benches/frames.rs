//! The processor time of frames of the real window, without a window: first layout, scrolling, tagging; and opening, saving, memory.
//!
//! `cargo bench --bench frames` prints one line for each document. Times are those of the thread that paints, so that other work
//! on the machine hardly distorts them; opening and saving, which use several threads, are by the clock.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise and prints its figures"
)]

mod support;

use std::{
    path::Path,
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant},
};

use claimlight::{
    app::Document,
    review::Review,
    store::{self, Carried, Folders, SaveRequest},
    ui::{Answer, ClaimlightApp, DialogOutcome, DialogRequest, Dialogs, Runtime},
};
use cpu_time::ThreadTime;
use eframe::egui::{
    Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Vec2, pos2,
    vec2,
};

/// How many frames are scrolled through.
const FRAMES: usize = 600;

struct NoDialogs;

impl Dialogs for NoDialogs {
    fn ask(&mut self, _request: DialogRequest, answer: Answer) {
        answer(DialogOutcome::Cancelled);
    }
}

/// The window without a window.
struct Bench {
    context: Context,
    app: ClaimlightApp,
    time: f64,
    woken: mpsc::Receiver<()>,
}

impl Bench {
    fn open(path: &Path, folder: &Path) -> Self {
        let context = Context::default();
        let (sender, woken) = mpsc::channel();
        context.set_request_repaint_callback(move |request| {
            // What is wanted later, as the blinking of the caret, is not waited for.
            if request.delay.is_zero() {
                let _ended = sender.send(());
            }
        });
        let mut runtime = Runtime::new(Folders::within(folder), Box::new(NoDialogs));
        runtime.begin(Some(path.to_path_buf()));
        let app = ClaimlightApp::new(&context, runtime, None);
        Self { context, app, time: 0.0, woken }
    }

    /// One frame with these events; returns its processor time, triangles included.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        // This is the frame that was asked for until now.
        self.woken.try_iter().for_each(drop);
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 840.0)));
        let input = RawInput { screen_rect, time: Some(self.time), events, focused: true, ..RawInput::default() };
        let begun = ThreadTime::now();
        let mut output = self.context.run_ui(input, |ui| self.app.frame(ui));
        let shapes = std::mem::take(&mut output.shapes);
        let triangles = self.context.tessellate(shapes, output.pixels_per_point);
        let took = begun.elapsed();
        drop(triangles);
        output.drop_without_applying_deltas();
        took
    }

    /// Frames until the document is there; returns the time of the first frame that shows it.
    fn until_shown(&mut self) -> Duration {
        loop {
            let took = self.frame(Vec::new());
            if self.app.state().document.is_some() {
                return took;
            }
            let _woken_or_not = self.woken.recv_timeout(Duration::from_millis(50));
        }
    }

    /// Saves over the file by its key; returns the time until the window knows it.
    fn save(&mut self) -> Duration {
        let is_unsaved = |bench: &Self| bench.app.state().document.as_ref().is_some_and(Document::is_unsaved);
        assert!(is_unsaved(self), "there is something to save");
        let begun = Instant::now();
        let modifiers = Modifiers::COMMAND;
        self.frame(vec![Event::Key {
            key: Key::S,
            physical_key: Some(Key::S),
            pressed: true,
            repeat: false,
            modifiers,
        }]);
        while is_unsaved(self) {
            assert!(begun.elapsed() < Duration::from_mins(1), "it is saved");
            let _woken_or_not = self.woken.recv_timeout(Duration::from_millis(50));
            self.frame(Vec::new());
        }
        begun.elapsed()
    }
}

fn main() {
    println!("document               open     first   median      p99      tag     save   resident");
    for (name, bytes, claims) in [("5 kB, 50 claims", 5_000, 50), ("10 MB, 100,000 claims", 10_000_000, 100_000)] {
        measure(name, support::review(bytes, claims));
    }
}

fn measure(name: &str, review: Review) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bench.claims.json");
    let folders = Folders::within(folder.path());
    let claims = review.claims().len();
    let request = SaveRequest {
        review: Arc::new(review),
        carried: Arc::new(Carried::default()),
        target: path.clone(),
        lock: None,
        expected: None,
        overwrite: false,
        repairs: false,
        journal: None,
        proofs: Arc::default(),
    };
    store::save(&request, &folders).expect("saved");
    drop(request);

    let begun = Instant::now();
    let mut bench = Bench::open(&path, folder.path());
    let first = bench.until_shown();
    let open = begun.elapsed();
    assert_eq!(
        bench.app.state().document.as_ref().map(|document| document.review.claims().len()),
        Some(claims),
        "all claims are there"
    );
    for _ in 0..10 {
        bench.frame(Vec::new());
    }
    let wheel = |delta: f32| {
        let modifiers = Modifiers::NONE;
        vec![
            Event::PointerMoved(pos2(400.0, 400.0)),
            Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: Vec2::new(0.0, delta),
                phase: TouchPhase::Move,
                source: MouseWheelSource::Wheel,
                modifiers,
            },
        ]
    };
    let mut frames: Vec<Duration> =
        (0..FRAMES).map(|number| bench.frame(wheel(if number % 200 < 150 { -60.0 } else { 80.0 }))).collect();
    frames.sort_unstable();
    let resident = resident_mib();
    let press =
        |key| Event::Key { key, physical_key: Some(key), pressed: true, repeat: false, modifiers: Modifiers::NONE };
    bench.frame(vec![press(Key::Period)]);
    bench.frame(vec![press(Key::E)]);
    let tag = bench.frame(vec![press(Key::Q)]);
    // People take longer before they save.
    thread::sleep(Duration::from_secs(1));
    let save = bench.save();

    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{name:<22}{:>6.0} ms{:>7.1} ms{:>6.2} ms{:>6.2} ms{:>6.2} ms{:>6.0} ms{:>7} MB",
        milliseconds(open),
        milliseconds(first),
        milliseconds(frames[FRAMES / 2]),
        milliseconds(frames[FRAMES * 99 / 100]),
        milliseconds(tag),
        milliseconds(save),
        resident.map_or_else(|| "?".to_owned(), |mib| format!("{mib:.0}")),
    );
}

/// The memory that is resident now, in MiB, where the system tells.
fn resident_mib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
