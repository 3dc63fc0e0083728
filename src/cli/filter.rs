//! Articles as JSON lines, each answered with a line, in their order, on every core and in constant memory.
//!
//! One thread reads lines, several answer them, and this one writes. Short lines go from one to the other several at a time, as a piece. A
//! piece is read only when there is a permit for it, and its permit comes back when its answers are written: so no more than a few pieces
//! are ever held, however slow one of them is. A reader of the output that goes away ends the program, which does not wait for the threads.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fs::File,
    io::{self, BufRead, BufReader, Read as _},
    num::NonZeroUsize,
    path::Path,
    sync::{Arc, Mutex, mpsc},
    thread,
};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Console, Outcome,
    suggest::{self, ClaimOutput},
};
use crate::{
    article::Article,
    read,
    suggest::Language,
    text::{self, Text},
};

/// The longest line, in bytes: room for the longest text with its signs escaped.
const LINE_LIMIT: usize = 2 * Text::MAX_BYTES;

/// How many threads answer at most.
const MOST_THREADS: usize = 1024;

/// How many pieces are held for each thread that answers.
const PIECES_PER_THREAD: usize = 4;

/// How many bytes are read at once; the lines that are all there go to a thread together.
const READ_AT_ONCE: usize = 64 * 1024;

/// A line of the input, or why there is none.
type Line = Result<Vec<u8>, String>;

/// Lines that follow one another, or their answers.
type Piece<T> = Vec<T>;

/// The answer to a line, and what is wrong with it.
struct Answer {
    line: Vec<u8>,
    fault: Option<String>,
}

/// Answers every line, with so many threads, or with one a core.
///
/// # Errors
/// When an answer cannot be written.
pub(super) fn run(
    file: &Path,
    language: Option<Language>,
    threads: Option<NonZeroUsize>,
    console: &mut Console<'_>,
) -> io::Result<Outcome> {
    let input: Box<dyn io::Read + Send> = if file == Path::new("-") {
        Box::new(io::stdin())
    } else {
        match File::open(file) {
            Ok(file) => Box::new(file),
            Err(fault) => {
                console.error(file, format_args!("The file could not be opened: {fault}. Check its name"));
                return Ok(Outcome::InputAtFault);
            }
        }
    };
    let input = BufReader::with_capacity(READ_AT_ONCE, input);
    let cores = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    // Whatever is typed, the machine is not exhausted.
    let workers = threads.unwrap_or_else(cores).get().min(MOST_THREADS);
    let permitted = workers * PIECES_PER_THREAD;
    let (permit, permits) = mpsc::sync_channel(permitted);
    for _ in 0..permitted {
        // The channel has room for exactly these.
        let _full = permit.try_send(());
    }
    let (line_sender, lines) = mpsc::channel::<(usize, Piece<Line>)>();
    let (answer_sender, answers) = mpsc::channel::<(usize, Piece<Answer>)>();
    thread::Builder::new().name("lines".to_owned()).spawn(move || read_lines(input, &permits, &line_sender))?;
    let lines = Arc::new(Mutex::new(lines));
    for _ in 0..workers {
        let (lines, sender) = (Arc::clone(&lines), answer_sender.clone());
        thread::Builder::new().name("suggest".to_owned()).spawn(move || answer_lines(&lines, &sender, language))?;
    }
    drop(answer_sender);
    write_answers(file, &answers, &permit, console)
}

/// Reads lines, a piece for each permit, until there are none or nobody wants them.
fn read_lines(
    mut input: BufReader<impl io::Read>,
    permits: &mpsc::Receiver<()>,
    lines: &mpsc::Sender<(usize, Piece<Line>)>,
) {
    let mut number = 0;
    while permits.recv().is_ok() {
        let Some(first) = next_line(&mut input) else { return };
        let mut piece = vec![first];
        // What has not come yet is not waited for: somebody may want the first answer before writing the next line.
        while memchr::memchr(b'\n', input.buffer()).is_some() {
            piece.extend(next_line(&mut input));
        }
        let is_fault = |line: &Line| line.as_ref().is_err_and(|fault| fault.starts_with("The input"));
        let ends = piece.iter().any(is_fault);
        if lines.send((number, piece)).is_err() || ends {
            return;
        }
        number += 1;
    }
}

/// The next line without its end; `None` at the end of the input.
fn next_line(input: &mut dyn BufRead) -> Option<Line> {
    let mut line = Vec::new();
    match (&mut *input).take(LINE_LIMIT as u64).read_until(b'\n', &mut line) {
        Ok(0) => return None,
        Ok(_) => {}
        Err(fault) => return Some(Err(format!("The input could not be read on: {fault}"))),
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() == LINE_LIMIT {
        return match skip_line(input) {
            Ok(()) => Some(Err(format!("The line is longer than {LINE_LIMIT} bytes, the limit. Cut its text"))),
            Err(fault) => Some(Err(format!("The input could not be read on: {fault}"))),
        };
    }
    Some(Ok(line))
}

/// Reads past the end of a line that is too long.
fn skip_line(input: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = memchr::memchr(b'\n', buffer);
        let read = end.map_or(buffer.len(), |end| end + 1);
        input.consume(read);
        if end.is_some() {
            return Ok(());
        }
    }
}

fn answer_lines(
    lines: &Mutex<mpsc::Receiver<(usize, Piece<Line>)>>,
    answers: &mpsc::Sender<(usize, Piece<Answer>)>,
    language: Option<Language>,
) {
    loop {
        let Ok(next) = lines.lock().map(|lines| lines.recv()) else { return };
        let Ok((number, piece)) = next else { return };
        let piece = piece.into_iter().map(|line| answer(line, language)).collect();
        if answers.send((number, piece)).is_err() {
            return;
        }
    }
}

/// Writes the answers in the order of their lines.
fn write_answers(
    file: &Path,
    answers: &mpsc::Receiver<(usize, Piece<Answer>)>,
    permit: &mpsc::SyncSender<()>,
    console: &mut Console<'_>,
) -> io::Result<Outcome> {
    let mut outcome = Outcome::Done;
    let mut early: BTreeMap<usize, Piece<Answer>> = BTreeMap::new();
    let mut due = 0;
    let mut line = 0;
    loop {
        let next = if let Ok(next) = answers.try_recv() {
            next
        } else {
            // Whoever waits for an answer gets what there is before this waits.
            console.out().flush()?;
            let Ok(next) = answers.recv() else { return Ok(outcome) };
            next
        };
        early.insert(next.0, next.1);
        while let Some(piece) = early.remove(&due) {
            due += 1;
            for answer in piece {
                line += 1;
                console.out().write_all(&answer.line)?;
                if let Some(fault) = answer.fault {
                    console.error(file, format_args!("Line {line}: {fault}"));
                    outcome = Outcome::InputAtFault;
                }
            }
            // Without a reader there are no more lines to permit.
            let _ended = permit.try_send(());
        }
    }
}

#[derive(Deserialize)]
struct Request {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    language: Option<String>,
}

#[derive(Serialize)]
struct Claims<'a> {
    id: &'a Value,
    claims: Vec<ClaimOutput>,
}

#[derive(Serialize)]
struct Fault<'a> {
    id: &'a Value,
    error: &'a str,
}

fn answer(line: Line, language: Option<Language>) -> Answer {
    let room = line.as_ref().map_or(0, Vec::len) * 2;
    let (id, outcome) = match line {
        Ok(line) => propose(&line, language),
        Err(fault) => (Value::Null, Err(fault)),
    };
    let mut line = Vec::with_capacity(room);
    let (encoded, fault) = match outcome {
        Ok(claims) => (serde_json::to_writer(&mut line, &Claims { id: &id, claims }), None),
        Err(error) => (serde_json::to_writer(&mut line, &Fault { id: &id, error: &error }), Some(error)),
    };
    if encoded.is_err() {
        line.clear();
    }
    line.push(b'\n');
    Answer { line, fault }
}

/// The id of a line, and the proposals for its text.
fn propose(line: &[u8], language: Option<Language>) -> (Value, Result<Vec<ClaimOutput>, String>) {
    let request: Request = match serde_json::from_slice(line) {
        Ok(request) => request,
        Err(fault) => {
            let value = serde_json::from_slice::<Value>(line).unwrap_or_default();
            let id = value.get("id").cloned().unwrap_or_default();
            let words = format!("This is no object with \"id\" and \"text\": {fault}. Write one JSON object a line");
            return (id, Err(words));
        }
    };
    let given = request.language.as_deref().map(Language::from_tag);
    match article(&request.text) {
        Ok(article) => (request.id, Ok(suggest::claims(&article, given.or(language)))),
        Err(fault) => (request.id, Err(fault)),
    }
}

/// The text as an article whose places are those of the text that was given: nothing is added or left out.
fn article(given: &str) -> Result<Article, String> {
    let text = Text::new(same_length(given)).map_err(|fault| format!("{fault}. Cut it"))?;
    read::read_in_place(text).map_err(|fault| fault.to_string())
}

/// The text with each character that an article cannot have replaced by one that it can, so that places stay the same.
fn same_length(given: &str) -> Cow<'_, str> {
    if text::is_normalised(given) {
        return given.into();
    }
    let mut chars = given.chars().peekable();
    let mut same = String::with_capacity(given.len());
    while let Some(c) = chars.next() {
        same.push(match c {
            '\r' if chars.peek() == Some(&'\n') => ' ',
            '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{B}' | '\u{C}' => '\n',
            c if c.is_control() && c != '\n' && c != '\t' => ' ',
            c => c,
        });
    }
    same.into()
}
