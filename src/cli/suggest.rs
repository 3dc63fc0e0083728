//! `claimlight suggest FILE` and `claimlight suggest --jsonl`

use std::{
    io::{self, Write as _},
    num::NonZeroUsize,
    path::{Path, PathBuf},
};

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;

use super::{Console, Outcome, filter, standard_input};
use crate::{
    article::Article,
    read::{self, Limits, ReadError, Reading},
    suggest::{self, Language, Proposal},
    text::{Span, Text},
};

/// What `claimlight suggest` is asked for.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The article; - reads the standard input
    #[arg(required_unless_present = "jsonl")]
    file: Option<PathBuf>,
    /// Read a JSON object a line, {"id", "text", "language"?}, and answer each with a line {"id", "claims"}; without a file, from the standard input
    #[arg(long)]
    jsonl: bool,
    /// How many lines of --jsonl are answered at once; as many as there are cores without it. Where an engine starts a process for each core, 1
    #[arg(long, value_name = "NUMBER", requires = "jsonl")]
    threads: Option<NonZeroUsize>,
    /// The language of the article as a tag such as en or de; else its own, or the one its words show
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
}

/// How many bytes of a result are written at once.
const WRITTEN_AT_ONCE: usize = 64 * 1024;

/// Prints proposals.
///
/// # Errors
/// When the result cannot be written.
pub(super) fn run(arguments: &Arguments, console: &mut Console<'_>) -> io::Result<Outcome> {
    let file = arguments.file.as_deref().unwrap_or(Path::new("-"));
    let language = arguments.language.as_deref().map(Language::from_tag);
    if arguments.jsonl {
        return filter::run(file, language, arguments.threads, console);
    }
    let reading = if file == Path::new("-") { read_standard_input() } else { read::read_file(file, Timestamp::now()) };
    let Reading { article, warnings, .. } = match reading {
        Ok(reading) => reading,
        Err(fault) => {
            console.error(file, fault);
            return Ok(Outcome::InputAtFault);
        }
    };
    for warning in &warnings {
        console.warning(file, warning);
    }
    let claims = claims(&article, language);
    console.detail(file, format_args!("{} proposals", claims.len()));
    // Thousands of small pieces are put together before they go where the console writes.
    let mut out = io::BufWriter::with_capacity(WRITTEN_AT_ONCE, console.out());
    serde_json::to_writer(&mut out, &Output { claims })?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(Outcome::Done)
}

fn read_standard_input() -> Result<Reading, ReadError> {
    let bytes = standard_input(Limits::default().file_bytes as u64)?;
    read::read_bytes(None, &bytes, Timestamp::now())
}

#[derive(Serialize)]
struct Output {
    claims: Vec<ClaimOutput>,
}

/// The proposals of an article as the contract of the command line has them.
pub(super) fn claims(article: &Article, language: Option<Language>) -> Vec<ClaimOutput> {
    suggest::all(article, language).into_iter().map(|proposal| ClaimOutput::of(article.text(), proposal)).collect()
}

/// A claim as it is printed.
#[derive(Debug, Serialize)]
pub(super) struct ClaimOutput {
    tag: &'static str,
    form: &'static str,
    voice: &'static str,
    segments: Vec<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<SpeakerOutput>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    checkworthy: Option<f32>,
    confidence: f32,
    rule: &'static str,
    reason: String,
}

#[derive(Debug, Serialize)]
struct SpeakerOutput {
    name: String,
    #[serde(flatten)]
    place: Option<Place>,
}

/// A stretch, in code points of the text.
#[derive(Debug, Serialize)]
struct Place {
    start: u64,
    /// Exclusive.
    end: u64,
}

impl Place {
    fn of(text: &Text, span: Span) -> Self {
        Self { start: text.to_code_point(span.start()).0, end: text.to_code_point(span.end()).0 }
    }
}

impl ClaimOutput {
    fn of(text: &Text, proposal: Proposal) -> Self {
        let place = |span| Place::of(text, span);
        Self {
            tag: proposal.tag.name(),
            form: proposal.form.name(),
            voice: proposal.voice.name(),
            segments: proposal.segments.into_iter().map(place).collect(),
            speaker: proposal
                .speaker
                .map(|speaker| SpeakerOutput { name: speaker.name, place: speaker.place.map(place) }),
            cue: proposal.cue.map(place),
            checkworthy: proposal.checkworthy,
            confidence: proposal.confidence,
            rule: proposal.rule,
            reason: proposal.reason,
        }
    }
}
