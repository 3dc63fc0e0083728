//! `claimlight reveal SUBMISSION --key KEY`

use std::{
    io,
    path::{Path, PathBuf},
};

use clap::Args;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Against, Rewritten, held_against, read_to_write, write};
use crate::{
    classroom::{Codebook, Difference, Expected, Progress, Reveal, SpeakerDifference, Which, submission},
    cli::{Console, Outcome},
    compare::FindingKind,
    review::{Review, one_line},
    text::{Text, inert, quotation},
};

/// What `claimlight reveal` is asked for.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The submission (*.claims.json); - reads the standard input
    submission: PathBuf,
    /// The key, or the assignment in which it lies (*.claims.json)
    #[arg(long, value_name = "PATH")]
    key: PathBuf,
    /// The file with the password of a sealed key; - reads the standard input
    #[arg(long, value_name = "PATH")]
    password_file: Option<PathBuf>,
    /// Look at what was handed in first, and not at what it became
    #[arg(long)]
    first: bool,
    /// Print one JSON value instead of lines
    #[arg(long)]
    json: bool,
    /// The file in which the second layer is begun, with the first kept (*.claims.json)
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
    pub(in crate::cli) fn has_one_standard_input(&self) -> Result<(), &'static str> {
        let files = [Some(&self.submission), Some(&self.key), self.password_file.as_ref()];
        let asked = files.into_iter().flatten().filter(|file| file.as_path() == Path::new("-"));
        if asked.count() > 1 { Err("only one of the files can come from the standard input") } else { Ok(()) }
    }
}

/// Prints what differs from the key, and begins the second layer when it is asked for.
///
/// # Errors
/// When the result cannot be written on the standard output.
pub(in crate::cli) fn run(arguments: &Arguments, console: &mut Console<'_>) -> io::Result<Outcome> {
    held_against(&arguments.key, arguments.password_file.as_ref(), console, |Against { expected, .. }, console| {
        shown(arguments, expected, console)
    })
}

fn shown(arguments: &Arguments, expected: &Expected<'_>, console: &mut Console<'_>) -> io::Result<Outcome> {
    let which = if arguments.first { Which::First } else { Which::Last };
    let looked_at = read_to_write(&arguments.submission, console).and_then(|rewritten| {
        let reveal = Reveal::of(expected, &rewritten.review, which).map_err(|refusal| refusal.to_string())?;
        let progress = Progress::of(expected, &rewritten.review).map_err(|refusal| refusal.to_string())?;
        Ok((rewritten, reveal, progress))
    });
    let (Rewritten { mut review, carried }, reveal, progress) = match looked_at {
        Ok(looked_at) => looked_at,
        Err(reason) => {
            console.error(&arguments.submission, reason);
            return Ok(Outcome::InputAtFault);
        }
    };
    if arguments.json {
        let value = value(&reveal, progress.as_ref(), review.article().text());
        serde_json::to_writer(console.out(), &value)?;
        writeln!(console.out())?;
    } else {
        lines(&reveal, progress.as_ref(), &review, console.out())?;
    }
    let Some(path) = &arguments.output else { return Ok(Outcome::Done) };
    let begun = submission::begin_second_layer(&review, Timestamp::now())
        .map_err(|refusal| refusal.to_string())
        .and_then(|edit| review.apply(&edit).map_err(|refusal| refusal.to_string()));
    match begun {
        Ok(_inverse) => Ok(write(path, &review, &carried, arguments.force, console)),
        Err(reason) => {
            console.error(&arguments.submission, reason);
            Ok(Outcome::InputAtFault)
        }
    }
}

/// The differences as lines for a reader.
fn lines(reveal: &Reveal, progress: Option<&Progress>, review: &Review, out: &mut dyn io::Write) -> io::Result<()> {
    let language = review.article().metadata.language.as_deref().unwrap_or_default();
    let codebook = Codebook::in_language(language);
    let right = reveal.counts.of_kind(FindingKind::Correct);
    writeln!(out, "{right} right, {} to look at", reveal.differences().count())?;
    for difference in reveal.differences() {
        let words = words(difference, review.article().text());
        let place = &difference.code_points;
        let scored = if difference.is_scored { "" } else { " (does not count)" };
        writeln!(out, "{}–{}  {}{scored}: {words}", place.start, place.end, difference.kind.label())?;
        if let Some(SpeakerDifference { expected, given }) = &difference.speakers {
            let name = |name: &Option<String>| name.as_deref().map_or_else(|| "nobody".to_owned(), said);
            writeln!(out, "    speaker: {} is expected, {} is given", name(expected), name(given))?;
        }
        if let Some(rule) = &difference.rule {
            match codebook.rule(rule) {
                Some(rule) => writeln!(out, "    rule: {} – {}", rule.title, rule.rule)?,
                None => writeln!(out, "    rule: {}", said(rule))?,
            }
        }
        for note in &difference.notes {
            writeln!(out, "    teacher: {}", said(note))?;
        }
    }
    if let Some(progress) = progress {
        writeln!(out, "Since it was handed in: {} learnt, {} lost", progress.learnt(), progress.lost())?;
    }
    Ok(())
}

/// The words of a difference between quotation marks; those that have marks of their own get no others.
fn words(difference: &Difference, text: &Text) -> String {
    let bytes = difference.bytes.start.get()..difference.bytes.end.get();
    let words = said(text.as_str().get(bytes).unwrap_or_default());
    let has_marks = words.starts_with(quotation::is_mark) || words.ends_with(quotation::is_mark);
    if has_marks { words } else { format!("“{words}”") }
}

/// Words out of a file, on one line and without signs that act.
fn said(words: &str) -> String {
    one_line(&inert(words), usize::MAX)
}

/// The same as JSON. Its keys are a contract.
///
/// ```json
/// {"counts": {"correct": 7, "wrong_tag": 1, …},
///  "entries": [{"kind": "boundary", "scored": true, "key": ["id"], "alternative": 0, "own": ["id"], "start": 12, "end": 58,
///               "exact": "…", "speakers": {"expected": "…", "given": null} | null, "rule": "marks-in" | null, "notes": ["…"]}],
///  "progress": {"learnt": 2, "lost": 0, "extra": [3, 1], "steps": [{"claim": "id", "before": "missed", "after": "correct"}]} | null}
/// ```
fn value(reveal: &Reveal, progress: Option<&Progress>, text: &Text) -> Value {
    let counts: serde_json::Map<String, Value> =
        FindingKind::ALL.into_iter().map(|kind| (kind.name().to_owned(), json!(reveal.counts.of_kind(kind)))).collect();
    let ids = |claims: &[crate::claim::ClaimId]| claims.iter().map(ToString::to_string).collect::<Vec<_>>();
    let entry = |entry: &Difference| {
        let bytes = entry.bytes.start.get()..entry.bytes.end.get();
        json!({
            "kind": entry.kind.name(),
            "scored": entry.is_scored,
            "key": ids(&entry.key),
            "alternative": entry.alternative,
            "own": ids(&entry.own),
            "start": entry.code_points.start,
            "end": entry.code_points.end,
            "exact": text.as_str().get(bytes),
            "speakers": entry.speakers.as_ref().map(|speakers| json!({
                "expected": speakers.expected,
                "given": speakers.given,
            })),
            "rule": entry.rule,
            "notes": entry.notes,
        })
    };
    json!({
        "counts": counts,
        "entries": reveal.entries.iter().map(entry).collect::<Vec<_>>(),
        "progress": progress.map(progress_value),
    })
}

/// What changed between the layers.
pub(super) fn progress_value(progress: &Progress) -> Value {
    let kind = |kind: Option<FindingKind>| kind.map(FindingKind::name);
    let steps = progress
        .steps
        .iter()
        .map(|step| json!({"claim": step.claim.to_string(), "before": kind(step.before), "after": kind(step.after)}));
    json!({
        "learnt": progress.learnt(),
        "lost": progress.lost(),
        "extra": progress.extra,
        "steps": steps.collect::<Vec<_>>(),
    })
}
