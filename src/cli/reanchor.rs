//! `claimlight reanchor OLD.claims.json NEW_ARTICLE`

use std::{
    io,
    path::{Path, PathBuf},
};

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;

use super::{Console, Outcome, read_article, read_review};
use crate::{
    anchor::{self, Fate, Piece},
    read::Reading,
    review::{ClaimFate, Decision, SegmentFate, carry_over, compare},
    store::{self, Decoded, Digest, ExportError},
    text::{Span, Text},
};

/// What `claimlight reanchor` is asked for.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The review (*.claims.json); - reads the standard input
    review: PathBuf,
    /// The article as it is now; - reads the standard input
    article: PathBuf,
    /// The file for the review of the new article
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Replace the file that is there
    #[arg(long)]
    force: bool,
}

impl Arguments {
    /// Whether the standard input is asked for once at most.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub(super) fn has_two_inputs(&self) -> Result<(), &'static str> {
        let twice = self.review == Path::new("-") && self.article == Path::new("-");
        if twice { Err("the review and the article cannot both come from the standard input") } else { Ok(()) }
    }
}

/// Prints what has become of each claim, a JSON value a line, and writes the new review when it is asked for.
///
/// # Errors
/// When the result cannot be written on the standard output.
pub(super) fn run(arguments: &Arguments, console: &mut Console<'_>) -> io::Result<Outcome> {
    let Decoded { review, carried, faults, newer } = match read_review(&arguments.review) {
        Ok(decoded) => decoded,
        Err(fault) => {
            console.error(&arguments.review, fault);
            return Ok(Outcome::InputAtFault);
        }
    };
    for fault in faults {
        console.warning(&arguments.review, format_args!("{}: {fault}", fault.pointer));
    }
    let Reading { article, warnings, .. } = match read_article(&arguments.article) {
        Ok(reading) => reading,
        Err(fault) => {
            console.error(&arguments.article, fault);
            return Ok(Outcome::InputAtFault);
        }
    };
    for warning in warnings {
        console.warning(&arguments.article, warning);
    }
    let hash = |text: &Text| Digest::of_text(text).to_string();
    let hashes = (hash(review.article().text()), hash(article.text()));
    let Some(comparison) = compare(&review, article, hashes, |_phase| true) else { return Ok(Outcome::Done) };
    let text = comparison.article.text();
    for claim in &comparison.claims {
        let out = console.out();
        serde_json::to_writer(&mut *out, &ClaimOutput::of(claim, text))?;
        out.write_all(b"\n")?;
    }
    let Some(path) = &arguments.output else { return Ok(Outcome::Done) };
    if let Some(newer) = newer.filter(|newer| newer.is_major) {
        let version = newer.version;
        console.error(
            &arguments.review,
            format_args!("Version {version} is newer than this program, so nothing was written"),
        );
        return Ok(Outcome::InputAtFault);
    }
    let edit = carry_over(&review, &comparison, |_fate| Decision::Accept, Timestamp::now());
    let mut review = review;
    let written = review
        .apply(&edit)
        .map_err(|refusal| refusal.to_string())
        .and_then(|_inverse| store::encode(&review, &carried).map_err(|fault| fault.to_string()))
        .and_then(|bytes| store::export_review(path, &bytes, arguments.force).map_err(|fault| explained(&fault)));
    match written {
        Ok(_) => {
            console.detail(path, "Written");
            Ok(Outcome::Done)
        }
        Err(fault) => {
            console.error(path, fault);
            Ok(Outcome::InputAtFault)
        }
    }
}

fn explained(fault: &ExportError) -> String {
    match fault {
        ExportError::Exists(_) => format!("{fault} with --force"),
        _ => fault.to_string(),
    }
}

/// A claim as it is printed. Offsets are code points of the new text.
#[derive(Serialize)]
struct ClaimOutput<'a> {
    claim: String,
    outcome: &'static str,
    score: f32,
    segments: Vec<SegmentOutput<'a>>,
}

#[derive(Serialize)]
struct SegmentOutput<'a> {
    outcome: &'static str,
    score: f32,
    /// Its words in the old text.
    before: &'a str,
    #[serde(flatten)]
    place: Option<PlaceOutput>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    difference: Vec<PieceOutput<'a>>,
    /// The places between which there is nothing to choose.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    candidates: Vec<PlaceOutput>,
}

#[derive(Serialize)]
struct PlaceOutput {
    start: u64,
    end: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum PieceOutput<'a> {
    Kept(&'a str),
    Removed(&'a str),
    Added(&'a str),
}

impl<'a> ClaimOutput<'a> {
    fn of(claim: &'a ClaimFate, text: &Text) -> Self {
        let worst = claim.worst();
        Self {
            claim: claim.id.to_string(),
            outcome: worst.map_or("orphan", |worst| worst.fate.name()),
            score: worst.map_or(0.0, |worst| rounded(worst.score)),
            segments: claim.segments.iter().map(|segment| SegmentOutput::of(segment, text)).collect(),
        }
    }
}

impl<'a> SegmentOutput<'a> {
    fn of(SegmentFate { exact, outcome }: &'a SegmentFate, text: &Text) -> Self {
        let anchor::Outcome { fate, score } = outcome;
        let place = |span: Span| PlaceOutput {
            start: text.to_code_point(span.start()).0,
            end: text.to_code_point(span.end()).0,
        };
        let pieces = match fate {
            Fate::Changed { difference, .. } => difference.as_slice(),
            _ => &[],
        };
        let spans = match fate {
            Fate::Ambiguous(spans) => spans.as_slice(),
            _ => &[],
        };
        Self {
            outcome: fate.name(),
            score: rounded(*score),
            before: exact,
            place: fate.span().map(place),
            difference: pieces.iter().map(PieceOutput::of).collect(),
            candidates: spans.iter().map(|span| place(*span)).collect(),
        }
    }
}

impl<'a> PieceOutput<'a> {
    fn of(piece: &'a Piece) -> Self {
        match piece {
            Piece::Kept(words) => Self::Kept(words),
            Piece::Removed(words) => Self::Removed(words),
            Piece::Added(words) => Self::Added(words),
        }
    }
}

/// A score with as many digits as mean something.
fn rounded(score: f32) -> f32 {
    (score * 1000.0).round() / 1000.0
}
