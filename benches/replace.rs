//! The processor time of frames while an article is compared with another version of it: 10 MB with 10,000 claims, one word in twenty
//! another.
//!
//! `cargo bench --bench replace` prints one line. Times of frames are those of the thread that paints; the comparison, which has a
//! thread of its own, is by the clock.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise and prints its figures"
)]

mod support;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    time::{Duration, Instant},
};

use claimlight::{
    app::{Comparing, State},
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

/// Always chooses one file.
struct Chooses(PathBuf);

impl Dialogs for Chooses {
    fn ask(&mut self, _request: DialogRequest, answer: Answer) {
        answer(DialogOutcome::Picked(self.0.clone()));
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
    fn open(path: &Path, other: &Path, folder: &Path) -> Self {
        let context = Context::default();
        let (sender, woken) = mpsc::channel();
        context.set_request_repaint_callback(move |_| {
            let _ended = sender.send(());
        });
        let mut runtime = Runtime::new(Folders::within(folder), Box::new(Chooses(other.to_path_buf())));
        runtime.begin(Some(path.to_path_buf()));
        let app = ClaimlightApp::new(&context, runtime, None);
        Self { context, app, time: 0.0, woken }
    }

    /// One frame with these events; returns its processor time, triangles included.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
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

    /// Frames until something holds; returns the time of the longest.
    fn until(&mut self, holds: impl Fn(&State) -> bool) -> Duration {
        let mut longest = Duration::ZERO;
        while !holds(self.app.state()) {
            longest = longest.max(self.frame(Vec::new()));
            let _woken_or_not = self.woken.recv_timeout(Duration::from_millis(50));
        }
        longest
    }

    fn press(&mut self, key: Key, modifiers: Modifiers) -> Duration {
        self.frame(vec![Event::Key { key, physical_key: Some(key), pressed: true, repeat: false, modifiers }])
    }
}

fn comparing(state: &State) -> Option<&Comparing> {
    state.document.as_ref()?.comparing()
}

fn main() {
    let review = support::review(10_000_000, 10_000);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bench.claims.json");
    let other = folder.path().join("later.txt");
    let mut number = 0_usize;
    let changed = review.article().text().as_str().split(' ').map(|word| {
        number += 1;
        if number.is_multiple_of(20) { "other" } else { word }
    });
    std::fs::write(&other, changed.collect::<Vec<_>>().join(" ")).expect("a file");
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
    let saved = store::save(&request, &Folders::within(folder.path())).expect("saved");
    drop((request, saved));
    let mut bench = Bench::open(&path, &other, folder.path());
    bench.until(|state| state.document.is_some());
    let command_shift = Modifiers { shift: true, ..Modifiers::COMMAND };
    let begun = Instant::now();
    bench.press(Key::R, command_shift);
    let waiting = bench.until(|state| comparing(state).is_some());
    let compared = begun.elapsed();
    let first = bench.frame(Vec::new());
    for _ in 0..10 {
        bench.frame(Vec::new());
    }
    let wheel = |delta: f32| {
        vec![
            Event::PointerMoved(pos2(400.0, 400.0)),
            Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: Vec2::new(0.0, delta),
                phase: TouchPhase::Move,
                source: MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            },
        ]
    };
    let mut frames: Vec<Duration> =
        (0..FRAMES).map(|number| bench.frame(wheel(if number % 200 < 150 { -60.0 } else { 80.0 }))).collect();
    frames.sort_unstable();
    let step = bench.press(Key::N, Modifiers::NONE);
    let accept = bench.press(Key::Enter, Modifiers::NONE);
    let accept_all = bench.press(Key::Enter, Modifiers::SHIFT);
    let carry = bench.press(Key::Enter, Modifiers::COMMAND);
    assert!(comparing(bench.app.state()).is_none(), "it was carried over");
    let undo = bench.press(Key::Z, Modifiers::COMMAND);
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    println!("compared  waiting   first  median     p99    step  accept     all    carry    undo");
    println!(
        "{:>5.0} ms{:>6.1} ms{:>5.0} ms{:>5.2} ms{:>5.2} ms{:>5.1} ms{:>5.1} ms{:>5.0} ms{:>6.0} ms{:>5.0} ms",
        milliseconds(compared),
        milliseconds(waiting),
        milliseconds(first),
        milliseconds(frames[FRAMES / 2]),
        milliseconds(frames[FRAMES * 99 / 100]),
        milliseconds(step),
        milliseconds(accept),
        milliseconds(accept_all),
        milliseconds(carry),
        milliseconds(undo),
    );
}
