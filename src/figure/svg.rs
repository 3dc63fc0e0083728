//! A plot as an SVG drawing. What stands where is worked out here; `assets/figures/plot.svg` writes it down and escapes it.

use std::fmt::{self, Write as _};

use askama::Template;

use super::{Look, Mark, Plot, Shape, shown};
use crate::claim::{StatusGroup, Tag};

/// The drawing’s width and its margin, in its own units.
const WIDTH: f64 = 640.0;
const MARGIN: f64 = 20.0;
/// Where the marks begin below title and caption.
const TOP: f64 = 76.0;
/// The height of a row of bars.
const ROW: f64 = 26.0;
/// Where bars begin and the longest ends.
const BARS: (f64, f64) = (236.0, 572.0);
/// The height of columns, and of a lane of the strip.
const COLUMNS: f64 = 130.0;
const LANE: f64 = 34.0;
/// How many signs of common width a label has room for.
const LABEL_SIGNS: usize = 28;

#[derive(Template)]
#[template(path = "plot.svg")]
struct Drawing {
    width: f64,
    height: f64,
    title: &'static str,
    about: String,
    groups: Vec<Group>,
}

/// What belongs to one mark, with its words.
#[derive(Default)]
struct Group {
    words: String,
    pieces: Vec<Piece>,
}

enum Piece {
    Bar { x: Units, y: Units, width: Units, height: Units, class: String },
    Path { path: String, class: String },
    Text { x: Units, y: Units, anchor: &'static str, class: &'static str, words: String },
}

/// A length or a place, written with one digit behind the point.
struct Units(f64);

impl fmt::Display for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1}", self.0)
    }
}

/// Draws the plot.
pub(super) fn svg(plot: &Plot) -> Result<String, askama::Error> {
    let mut heading = Group::default();
    heading.text(MARGIN, 36.0, "start", "heading", plot.title);
    heading.text(MARGIN, 56.0, "start", "soft", &plot.caption);
    let (height, marks) = match &plot.shape {
        Shape::Bars => bars(plot),
        Shape::Columns => columns(plot),
        Shape::Strip(lanes) => strip(plot, lanes),
    };
    let mut groups = vec![heading];
    groups.extend(marks);
    // What the drawing says, for those who cannot see it; a strip’s hundred stretches are said one by one.
    let mut about = plot.caption.clone();
    if !matches!(plot.shape, Shape::Strip(_)) {
        let marks: Vec<&str> = plot.marks.iter().map(|mark| mark.words.as_str()).collect();
        // Writing to a string cannot fail, here and below.
        let _ = write!(about, ". {}", marks.join("; "));
    }
    Drawing { width: WIDTH, height: height.ceil(), title: plot.title, about, groups }.render()
}

fn bars(plot: &Plot) -> (f64, Vec<Group>) {
    let groups = plot.marks.iter().enumerate().map(|(row, mark)| {
        let middle = TOP + ROW * row as f64 + ROW / 2.0;
        let mut group = Group::of(mark);
        let indent = if mark.is_part { 16.0 } else { 0.0 };
        group.sign(MARGIN + 6.0 + indent, middle, mark.look);
        let label = if has_sign(mark.look) { MARGIN + 18.0 } else { MARGIN };
        group.text(label + indent, middle + 4.5, "start", "", &shown(&mark.label, LABEL_SIGNS));
        let width = (BARS.1 - BARS.0) * mark.length;
        let height = if mark.is_part { 8.0 } else { 14.0 };
        if width > 0.0 {
            group.bar(BARS.0, middle - height / 2.0, width.max(2.0), height, mark.look);
        }
        group.text(BARS.0 + width.max(2.0) + 8.0, middle + 4.5, "start", "soft", &mark.figure);
        group
    });
    (TOP + ROW * plot.marks.len() as f64 + MARGIN, groups.collect())
}

fn columns(plot: &Plot) -> (f64, Vec<Group>) {
    let bottom = TOP + 12.0 + COLUMNS;
    let pitch = ((WIDTH - 2.0 * MARGIN) / plot.marks.len().max(1) as f64).min(56.0);
    // Every label needs some width; where columns are narrower, some are left out.
    let every = (44.0 / pitch).ceil() as usize;
    let mut groups: Vec<Group> = plot
        .marks
        .iter()
        .enumerate()
        .map(|(number, mark)| {
            let mut group = Group::of(mark);
            let middle = MARGIN + pitch * (number as f64 + 0.5);
            let height = COLUMNS * mark.length;
            if height > 0.0 {
                group.bar(middle - pitch * 0.35, bottom - height, pitch * 0.7, height, mark.look);
                group.text(middle, bottom - height - 5.0, "middle", "small", &mark.figure);
            }
            if number % every == 0 {
                group.text(middle, bottom + 16.0, "middle", "small", &mark.label);
            }
            group
        })
        .collect();
    let mut axis = Group::default();
    axis.line(MARGIN, WIDTH - MARGIN, bottom, "axis");
    groups.push(axis);
    (bottom + 16.0 + MARGIN, groups)
}

fn strip(plot: &Plot, lanes: &[[f64; 3]]) -> (f64, Vec<Group>) {
    let (left, right) = (132.0, WIDTH - MARGIN);
    let pitch = (right - left) / lanes.len().max(1) as f64;
    let baseline = |tag: Tag| TOP + (LANE + 14.0) * tag as usize as f64 + LANE;
    let mut groups = Vec::new();
    for tag in Tag::ALL {
        let mut lane = Group::default();
        lane.sign(MARGIN + 6.0, baseline(tag) - LANE / 2.0, Look::Tag(tag));
        lane.text(MARGIN + 18.0, baseline(tag) - LANE / 2.0 + 4.5, "start", "", tag.label());
        lane.line(left, right, baseline(tag) + 3.0, tag.name());
        groups.push(lane);
    }
    for (number, (mark, shares)) in plot.marks.iter().zip(lanes).enumerate() {
        let mut group = Group::of(mark);
        for (tag, share) in Tag::ALL.into_iter().zip(shares).filter(|(_, share)| **share > 0.0) {
            let height = (LANE * share).max(1.0);
            let (x, y) = (left + pitch * number as f64, baseline(tag) - height);
            group.rectangle(x, y, (pitch, height), format!("solid {}", tag.name()));
        }
        if !group.pieces.is_empty() {
            groups.push(group);
        }
    }
    let bottom = baseline(Tag::Commentary) + 24.0;
    let mut ends = Group::default();
    ends.text(left, bottom, "start", "small", "Start");
    ends.text(right, bottom, "end", "small", "End");
    groups.push(ends);
    (bottom + MARGIN, groups)
}

fn has_sign(look: Look) -> bool {
    matches!(look, Look::Tag(_) | Look::Status(_))
}

fn class_of(look: Look) -> &'static str {
    match look {
        Look::Tag(tag) => tag.name(),
        Look::Status(_) => "status",
        Look::Plain => "plain",
        Look::Outline => "outline",
    }
}

impl Group {
    fn of(mark: &Mark) -> Self {
        Self { words: mark.words.clone(), pieces: Vec::new() }
    }

    fn text(&mut self, x: f64, y: f64, anchor: &'static str, class: &'static str, words: &str) {
        self.pieces.push(Piece::Text { x: Units(x), y: Units(y), anchor, class, words: words.to_owned() });
    }

    fn rectangle(&mut self, x: f64, y: f64, (width, height): (f64, f64), class: String) {
        let (x, y, width, height) = (Units(x), Units(y), Units(width), Units(height));
        self.pieces.push(Piece::Bar { x, y, width, height, class });
    }

    fn bar(&mut self, x: f64, y: f64, width: f64, height: f64, look: Look) {
        self.rectangle(x, y, (width, height), format!("bar {}", class_of(look)));
        if look != Look::Outline {
            self.line(x, x + width, y + height, class_of(look));
        }
    }

    /// A line of a class; that of commentary is waved.
    fn line(&mut self, left: f64, right: f64, y: f64, class: &str) {
        let mut path = format!("M{left:.1} {y:.1}");
        if class == Tag::Commentary.name() {
            let turns = ((right - left) / 4.0).ceil() as usize;
            for turn in 1..=turns {
                let x = (left + 4.0 * turn as f64).min(right);
                let rise = if turn % 2 == 0 { 1.2 } else { -1.2 };
                let _ = write!(path, "L{x:.1} {:.1}", y + rise);
            }
        } else {
            let _ = write!(path, "H{right:.1}");
        }
        self.pieces.push(Piece::Path { path, class: format!("line {class}") });
    }

    fn path(&mut self, path: String, class: &str) {
        self.pieces.push(Piece::Path { path, class: class.to_owned() });
    }

    /// The sign of a tag, its letter, or of a group of states, as in the window.
    fn sign(&mut self, x: f64, y: f64, look: Look) {
        let circle = |radius: f64| {
            let long = radius * 2.0;
            format!("M{:.1} {y:.1}a{radius} {radius} 0 1 0 {long} 0a{radius} {radius} 0 1 0 -{long} 0", x - radius)
        };
        match look {
            Look::Tag(tag) => {
                let class = format!("solid {}", tag.name());
                self.rectangle(x - 6.0, y - 6.0, (12.0, 12.0), class);
                self.text(x, y + 3.5, "middle", "letter", tag.letter().encode_utf8(&mut [0; 4]));
            }
            Look::Status(StatusGroup::ToCheck) => self.path(circle(4.5), "line status"),
            Look::Status(StatusGroup::Checking) => {
                self.path(circle(4.5), "line status");
                self.path(circle(2.0), "solid soft");
            }
            Look::Status(StatusGroup::Waiting) => {
                for step in [-4.0, 0.0, 4.0] {
                    let path = format!("M{:.1} {y:.1}a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0 -2.8 0", x + step - 1.4);
                    self.path(path, "solid soft");
                }
            }
            Look::Status(StatusGroup::Checked) => {
                self.path(circle(5.5), "solid done");
                self.path(format!("M{:.1} {y:.1}l2 2l3.2 -3.8", x - 2.6), "line tick");
            }
            Look::Status(StatusGroup::Skipped) => self.line(x - 5.0, x + 5.0, y, "status"),
            Look::Plain | Look::Outline => {}
        }
    }
}
