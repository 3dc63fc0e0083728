//! An agreement that is to be reached before work counts, as the history of a review remembers it: with which key, which measure,
//! how much of it, since when, and when it was reached.

use jiff::Timestamp;

use super::{Gate, GateMeasure};
use crate::review::{Change, Edit, EditName, HistoryEntry, Refusal, Review, Stamp};

/// What an entry about a calibration that is to be reached is called, and one about one that was.
const SET: &str = "calibration";
const REACHED: &str = "calibrated";

/// An agreement that is to be reached with another file.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// The hash of that file: a key, or the review of somebody of experience.
    pub sha256: String,
    /// What the file was called.
    pub name: String,
    /// What is to be reached.
    pub gate: Gate,
}

/// How far a calibration is.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// What is to be reached, and with what.
    pub calibration: Calibration,
    /// Since when.
    pub since: Timestamp,
    /// When it was reached, and with which figure.
    pub reached: Option<(Timestamp, f64)>,
}

impl Standing {
    /// How far the calibration of a review is, by its history; `None` when none is to be reached.
    pub fn of(review: &Review) -> Option<Self> {
        let history = review.history();
        let at = history.iter().rposition(|entry| entry.edit == SET)?;
        let (since, calibration) = (history[at].at, read(&history[at])?);
        let is_this = |entry: &&HistoryEntry| entry.edit == REACHED && entry.from == history[at].to;
        // The first time is what counts: what is tagged later is work.
        let reached = history[at..].iter().find(is_this);
        let reached = reached.and_then(|entry| Some((entry.at, number(entry.to.as_deref()?)?)));
        Some(Self { calibration, since, reached })
    }
}

/// Has an agreement to be reached from now on, or with `None` no more.
///
/// # Errors
/// When it is so already.
pub fn calibrate(review: &Review, calibration: Option<&Calibration>, stamp: &Stamp<'_>) -> Result<Edit, Refusal> {
    let before = Standing::of(review).map(|standing| written(&standing.calibration));
    let (from, to) = (before, calibration.map(written));
    if from == to {
        return Err(Refusal::Unchanged);
    }
    Ok(Edit { name: EditName::Calibrate, changes: vec![remember(review, SET, from, to, stamp)] })
}

/// Remembers that the agreement was reached, with this figure.
///
/// # Errors
/// When none is to be reached, or it was reached before.
pub fn note_reached(review: &Review, figure: f64, stamp: &Stamp<'_>) -> Result<Edit, Refusal> {
    let standing = Standing::of(review).filter(|standing| standing.reached.is_none()).ok_or(Refusal::Unchanged)?;
    let (from, to) = (Some(written(&standing.calibration)), Some(format!("{figure:.6}")));
    Ok(Edit { name: EditName::Calibrated, changes: vec![remember(review, REACHED, from, to, stamp)] })
}

fn remember(review: &Review, edit: &str, from: Option<String>, to: Option<String>, stamp: &Stamp<'_>) -> Change {
    let by = review.reviewer().to_owned();
    Change::Remember(vec![HistoryEntry {
        at: stamp.now,
        by,
        claim: None,
        edit: edit.to_owned(),
        from,
        to,
        reason: None,
    }])
}

/// A calibration in a line: measure, least, hash, and the name of the file, which may have spaces.
fn written(Calibration { sha256, name, gate }: &Calibration) -> String {
    format!("{} at least {:.3} with {sha256} {name}", gate.measure.name(), gate.least)
}

/// The calibration in an entry; `None` for one that ends it, and for what somebody else wrote.
fn read(entry: &HistoryEntry) -> Option<Calibration> {
    let (measure, rest) = entry.to.as_deref()?.split_once(" at least ")?;
    let (least, rest) = rest.split_once(" with ")?;
    let (sha256, name) = rest.split_once(' ')?;
    let measure = GateMeasure::ALL.into_iter().find(|known| known.name() == measure)?;
    let least = number(least)?;
    let is_hash = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then(|| Calibration { sha256: sha256.to_owned(), name: name.to_owned(), gate: Gate { measure, least } })
}

fn number(words: &str) -> Option<f64> {
    words.parse().ok().filter(|value| (-1.0..=1.0).contains(value))
}
