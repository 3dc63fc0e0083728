//! The table of claims and the board: the processor time of frames of the real window, without a window, and of sorting, grouping
//! and filtering.
//!
//! `cargo bench --bench track` prints two tables, for 10,000 and 100,000 claims. Times are those of the thread that paints.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise and prints its figures"
)]

mod support;

use std::{
    path::Path,
    sync::{Arc, mpsc},
    time::Duration,
};

use claimlight::{
    app::View,
    claim::{
        Check, Claim, Confidence, KeptCheck, Priority, Schemes, Speaker, SpeakerId, State, StatusGroup, Tag,
        VerdictKind,
    },
    review::{
        ClaimFilter, Review,
        listing::{Arrangement, Column, Grouping, Listing, Sort},
    },
    store::{self, Carried, Folders, SaveRequest},
    ui::{Answer, ClaimlightApp, DialogOutcome, DialogRequest, Dialogs, Runtime},
};
use cpu_time::ThreadTime;
use eframe::egui::{
    Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Vec2, pos2,
    vec2,
};
use uuid::Uuid;

/// How many frames are scrolled through.
const FRAMES: usize = 600;

/// How often sorting and the like are measured; the median counts.
const TIMES: usize = 9;

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
        context.set_request_repaint_callback(move |_| {
            let _ended = sender.send(());
        });
        let mut runtime = Runtime::new(Folders::within(folder), Box::new(NoDialogs));
        runtime.begin(Some(path.to_path_buf()));
        let app = ClaimlightApp::new(&context, runtime, None);
        let mut bench = Self { context, app, time: 0.0, woken };
        while bench.app.state().document.is_none() {
            bench.frame(Vec::new());
            let _woken_or_not = bench.woken.recv_timeout(Duration::from_millis(50));
        }
        bench
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

    fn press(&mut self, key: Key, modifiers: Modifiers) -> Duration {
        let press = |pressed| Event::Key { key, physical_key: Some(key), pressed, repeat: false, modifiers };
        self.frame(vec![Event::ModifiersChanged(modifiers), press(true)])
            + self.frame(vec![press(false), Event::ModifiersChanged(Modifiers::NONE)])
    }

    fn show(&mut self, key: Key, view: View) {
        self.press(key, Modifiers::COMMAND);
        assert!(self.app.state().view == view && !self.app.state().is_covered(), "the view is in sight");
    }

    /// The median and the 99th percentile of frames in which the wheel is turned at a place.
    fn scrolled(&mut self, at: Pos2) -> (Duration, Duration) {
        let wheel = |delta: f32| {
            let modifiers = Modifiers::NONE;
            vec![
                Event::PointerMoved(at),
                Event::MouseWheel {
                    unit: MouseWheelUnit::Point,
                    delta: Vec2::new(0.0, delta),
                    phase: TouchPhase::Move,
                    source: MouseWheelSource::Wheel,
                    modifiers,
                },
            ]
        };
        for _ in 0..10 {
            self.frame(Vec::new());
        }
        let frames = (0..FRAMES).map(|number| self.frame(wheel(if number % 200 < 150 { -60.0 } else { 80.0 })));
        spread(frames.collect())
    }

    /// The same of frames in which an arrow key is pressed.
    fn stepped(&mut self) -> (Duration, Duration) {
        let frames = (0..FRAMES / 2).map(|_| self.press(Key::ArrowDown, Modifiers::NONE) / 2);
        spread(frames.collect())
    }
}

fn spread(mut frames: Vec<Duration>) -> (Duration, Duration) {
    frames.sort_unstable();
    (frames[frames.len() / 2], frames[frames.len() * 99 / 100])
}

/// The review of the other benchmarks, with speakers, states, verdicts, labels and the like.
fn review(claims: usize) -> Review {
    let bare = support::review(claims * 100, claims);
    let speakers: Vec<Speaker> =
        (0..40).map(|number| Speaker::named(SpeakerId(Uuid::from_u128(number)), format!("Speaker {number}"))).collect();
    let schemes = Schemes::default();
    let claims = bare.claims().in_order().iter().enumerate().map(|(number, claim)| {
        let check = number.is_multiple_of(2).then(|| Check {
            priority: Priority::ALL.get(number % 4).copied(),
            confidence: Confidence::ALL.get(number % 4).copied(),
            ..with_verdicts(&schemes, claim.tag, number)
        });
        let mut claim = Claim::clone(claim);
        claim.speaker = (!number.is_multiple_of(3)).then(|| speakers[number * 7 % speakers.len()].id);
        claim.status.state = State::ALL[number % 4];
        claim.status.reason = (claim.status.state == State::Waiting).then(|| "a reply".to_owned());
        claim.claim_text = number.is_multiple_of(4).then(|| format!("What claim {} says", number * 31 % 977));
        claim.labels = if number.is_multiple_of(6) { vec![format!("label {}", number % 12)] } else { Vec::new() };
        claim.flags = if number.is_multiple_of(5) { vec!["hedged".to_owned()] } else { Vec::new() };
        claim.check = check.map(KeptCheck::new).unwrap_or_default();
        claim
    });
    let claims = claims.collect();
    Review::from_parts(bare.article().clone(), "Reviewer".to_owned(), speakers, claims, Vec::new())
}

fn with_verdicts(schemes: &Schemes, tag: Tag, number: usize) -> Check {
    let mut check = Check { rationale: "Because".to_owned(), ..Check::default() };
    // Commentary is neither true nor false.
    for kind in VerdictKind::ALL.into_iter().take(if tag == Tag::Commentary { 1 } else { 2 }) {
        let labels = &schemes.of(kind).labels;
        *check.verdicts.get_mut(kind) = labels.get(number % (labels.len() + 2)).map(|label| label.name.clone());
    }
    check
}

fn main() {
    let sizes = [10_000, 100_000];
    println!("claims       view       median       p99");
    for claims in sizes {
        frames(claims);
    }
    println!("\nclaims       what                     median");
    for claims in sizes {
        listings(&review(claims), claims);
    }
}

fn frames(claims: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bench.claims.json");
    let folders = Folders::within(folder.path());
    let request = SaveRequest {
        review: Arc::new(review(claims)),
        carried: Arc::new(Carried::default()),
        target: path.clone(),
        lock: None,
        expected: None,
        overwrite: false,
        repairs: false,
        journal: None,
        proofs: Arc::default(),
    };
    drop(store::save(&request, &folders).expect("saved"));
    drop(request);
    let mut bench = Bench::open(&path, folder.path());
    let print = |view: &str, (median, p99)| {
        println!("{claims:<13}{view:<10}{:>7.2} ms{:>7.2} ms", milliseconds(median), milliseconds(p99));
    };
    bench.show(Key::Num2, View::Track);
    print("table", bench.scrolled(pos2(400.0, 300.0)));
    print("keys", bench.stepped());
    bench.show(Key::Num3, View::Board);
    print("board", bench.scrolled(pos2(300.0, 400.0)));
    bench.show(Key::Num1, View::Read);
    print("article", bench.scrolled(pos2(400.0, 400.0)));
}

fn listings(review: &Review, claims: usize) {
    let arranged =
        |column, grouping| Arrangement { sort: Sort { column, descending: false }, grouping, collapsed: [].into() };
    let all = ClaimFilter::default();
    let measure = |name: &str, filter: &ClaimFilter, arrangement: &Arrangement| {
        let times = (0..TIMES).map(|_| {
            let begun = ThreadTime::now();
            let listing = Listing::new(review, filter, arrangement);
            let took = begun.elapsed();
            assert!(listing.len() <= claims, "no claim comes twice");
            took
        });
        println!("{claims:<13}{name:<22}{:>7.2} ms", milliseconds(spread(times.collect()).0));
    };
    for column in Column::ALL {
        measure(&format!("by {}", column.name()), &all, &arranged(column, Grouping::None));
    }
    for grouping in Grouping::ALL {
        measure(&format!("grouped, {}", grouping.name()), &all, &arranged(Column::Speaker, grouping));
    }
    let in_text_order = arranged(Column::Number, Grouping::None);
    let filters = [
        ("tag", ClaimFilter { tags: vec![Tag::Quote], ..all.clone() }),
        ("status", ClaimFilter { groups: vec![StatusGroup::Checking], ..all.clone() }),
        ("verdict", ClaimFilter { content: vec![Some("true".to_owned())], ..all.clone() }),
        ("speaker", ClaimFilter { speakers: vec!["Speaker 7".to_owned()], ..all.clone() }),
        ("common words", ClaimFilter { words: "the".to_owned(), ..all.clone() }),
        ("words found nowhere", ClaimFilter { words: "zebra".to_owned(), ..all.clone() }),
    ];
    for (name, filter) in filters {
        measure(&format!("with {name}"), &filter, &in_text_order);
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
