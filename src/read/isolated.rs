//! A reader in a process of its own, so that a file that makes it crash, hang or take all memory harms nothing else.
//!
//! The program starts itself with a hidden argument. The child first limits its own memory, then reads a [`Request`] and the
//! file from its standard input, and writes an [`Answer`] to its standard output. It opens no window, no settings and no file, and
//! needs no environment. What it answers is checked like any input.
//!
//! On Unix systems the child limits its address space and its processor time (`setrlimit`; macOS takes the first as advice only).
//! Elsewhere the limits on the size of the file, on pages, text and time hold, and the parent ends a child that is over them.

use std::{
    env,
    io::{self, BufRead as _, Read, Write as _},
    panic,
    path::PathBuf,
    process::{Child, Command, ExitCode, ExitStatus, Stdio},
    str::FromStr as _,
    sync::{OnceLock, mpsc},
    thread,
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::{Cancel, Draft, Limits, PdfWarning, ReadError, Shown, Warning, Watch, pdf};
use crate::{
    article::{Block, BlockKind, Metadata, Page, PartialDate},
    text::{ByteIndex, Text},
};

/// The hidden argument, whose value is the most memory in bytes.
pub const ARGUMENT: &str = "read-isolated";

/// The stack of the thread that reads, in bytes: readers call themselves for what is nested.
const STACK: usize = 64 * 1024 * 1024;
/// How often a parent looks whether it was cancelled.
const LOOK: Duration = Duration::from_millis(20);
/// How much of what a child says on its standard error is kept, in bytes.
const COMPLAINT: u64 = 4096;
/// What the standard library says before it aborts for want of memory.
const NO_MEMORY: &str = "memory allocation of";
/// The longest request, in bytes.
const REQUEST: u64 = 4096;

/// The program that knows the hidden argument.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Where a format is read whose files can make a reader take any time and memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Isolation {
    /// In a process of the program that [`isolate_with`] named.
    #[default]
    Usual,
    /// In a process of this program.
    Program(PathBuf),
    /// In this process, which can crash then.
    None,
}

/// Names the program that is started to read such formats, once for the whole process: the program itself. A library that is
/// used by another program must not start that one, so nothing is started before this is called.
pub fn isolate_with(program: PathBuf) {
    // The first name holds; a second can only be the same.
    let _named_before = PROGRAM.set(program);
}

/// How to read, as the child is told.
#[derive(Debug, Serialize, Deserialize)]
struct Request {
    whole_page: bool,
    text_bytes: usize,
    blocks: usize,
    pages: usize,
    milliseconds: u64,
}

/// What comes of it.
#[derive(Debug, Serialize, Deserialize)]
enum Answer {
    Draft(Box<Record>),
    Fault(Fault),
}

/// A draft on its way. Places are bytes of the text.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    text: String,
    /// The name of the kind, the beginning and the end.
    blocks: Vec<(String, usize, usize)>,
    pages: Vec<(String, usize)>,
    title: Option<String>,
    authors: Vec<String>,
    published: Option<String>,
    updated: Option<String>,
    url: Option<String>,
    language: Option<String>,
    warnings: Vec<PdfWarning>,
    left_out: bool,
}

/// A fault on its way.
#[derive(Debug, Serialize, Deserialize)]
enum Fault {
    Protected,
    ProtectionUnknown,
    NoPageFound,
    NoTextLayer { pages: usize },
    TooManyPages { pages: usize, limit: usize },
    TextTooLong { bytes: usize, limit: usize },
    TooManyBlocks { limit: usize },
    TookTooLong,
    Crashed,
}

impl Fault {
    fn of(fault: &ReadError) -> Self {
        match *fault {
            ReadError::Protected => Self::Protected,
            ReadError::ProtectionUnknown => Self::ProtectionUnknown,
            ReadError::NoPageFound => Self::NoPageFound,
            ReadError::NoTextLayer { pages } => Self::NoTextLayer { pages },
            ReadError::TooManyPages { pages, limit } => Self::TooManyPages { pages, limit },
            ReadError::TextTooLong { bytes, limit } => Self::TextTooLong { bytes, limit },
            ReadError::TooManyBlocks { limit } => Self::TooManyBlocks { limit },
            ReadError::TookTooLong { .. } => Self::TookTooLong,
            _ => Self::Crashed,
        }
    }

    fn into_error(self, limits: &Limits) -> ReadError {
        match self {
            Self::Protected => ReadError::Protected,
            Self::ProtectionUnknown => ReadError::ProtectionUnknown,
            Self::NoPageFound => ReadError::NoPageFound,
            Self::NoTextLayer { pages } => ReadError::NoTextLayer { pages },
            Self::TooManyPages { pages, limit } => ReadError::TooManyPages { pages, limit },
            Self::TextTooLong { bytes, limit } => ReadError::TextTooLong { bytes, limit },
            Self::TooManyBlocks { limit } => ReadError::TooManyBlocks { limit },
            Self::TookTooLong => ReadError::TookTooLong { limit: limits.time },
            Self::Crashed => ReadError::ReaderCrashed,
        }
    }
}

impl Record {
    fn of(draft: Draft) -> Self {
        let date = |date: Option<PartialDate>| date.map(|date| date.to_string());
        let block = |block: Block| (block.kind.name().to_owned(), block.span.start().get(), block.span.end().get());
        let of_pdf = |warning| if let Warning::Pdf(warning) = warning { Some(warning) } else { None };
        let metadata = draft.metadata;
        Self {
            text: draft.text.as_str().to_owned(),
            blocks: draft.blocks.into_iter().map(block).collect(),
            pages: draft.pages.into_iter().map(|page| (page.label, page.start.get())).collect(),
            title: metadata.title,
            authors: metadata.authors,
            published: date(metadata.published),
            updated: date(metadata.updated),
            url: metadata.url,
            language: metadata.language,
            warnings: draft.warnings.into_iter().filter_map(of_pdf).collect(),
            left_out: draft.shown == Shown::ArticleAlone,
        }
    }

    fn into_draft(self, whole_page: bool, limits: &Limits) -> Result<Draft, ReadError> {
        if self.text.len() > limits.text_bytes {
            return Err(ReadError::TextTooLong { bytes: self.text.len(), limit: limits.text_bytes });
        }
        let text = Text::new(self.text).map_err(|fault| ReadError::of_text(&fault))?;
        let blocks = self.blocks.into_iter().filter_map(|(kind, start, end)| {
            let span = text.trimmed_span(ByteIndex::new(start.min(text.len()))..ByteIndex::new(end.min(text.len())))?;
            Some(Block { kind: BlockKind::from_name(&kind).unwrap_or_default(), span })
        });
        let blocks = blocks.collect();
        let page = |(label, start): (String, usize)| Page { label, start: ByteIndex::new(start.min(text.len())) };
        let date = |written: Option<String>| PartialDate::from_str(&written?).ok();
        let metadata = Metadata {
            title: self.title,
            authors: self.authors,
            published: date(self.published),
            updated: date(self.updated),
            url: self.url,
            language: self.language,
            ..Metadata::default()
        };
        let shown = match (whole_page, self.left_out) {
            (true, _) => Shown::WholePage,
            (false, true) => Shown::ArticleAlone,
            (false, false) => Shown::Everything,
        };
        let warnings = self.warnings.into_iter().map(Warning::Pdf).collect();
        let pages = self.pages.into_iter().map(page).collect();
        Ok(Draft { metadata, warnings, pages, shown, ..Draft::new(text, blocks) })
    }
}

/// Reads a PDF document as `isolation` says.
///
/// # Errors
/// As the reader says, and when its process came to an end of another kind.
pub(super) fn read(bytes: &[u8], whole_page: bool, isolation: &Isolation, watch: &Watch) -> Result<Draft, ReadError> {
    let program = match isolation {
        Isolation::None => return pdf::read_here(bytes.to_vec(), whole_page, watch),
        Isolation::Program(program) => program.clone(),
        Isolation::Usual => {
            let unnamed = || ReadError::NoReaderProcess { why: "none was named".to_owned() };
            PROGRAM.get().cloned().ok_or_else(unnamed)?
        }
    };
    watch.check()?;
    let limits = watch.limits();
    let mut command = Command::new(program);
    command
        .arg(format!("--{ARGUMENT}={}", limits.memory_bytes))
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    keep_what_the_system_needs(&mut command);
    let child = command.spawn().map_err(|fault| ReadError::NoReaderProcess { why: fault.to_string() })?;
    let request = Request {
        whole_page,
        text_bytes: limits.text_bytes,
        blocks: limits.blocks,
        pages: limits.pages,
        milliseconds: u64::try_from(limits.time.as_millis()).unwrap_or(u64::MAX),
    };
    let End { status, answer, complaint } = Process(child).run(&request, bytes, watch)?;
    match serde_json::from_slice(&answer) {
        Ok(Answer::Draft(record)) => record.into_draft(whole_page, limits),
        Ok(Answer::Fault(fault)) => Err(fault.into_error(limits)),
        Err(fault) => {
            let is_cut = fault.is_eof() && !answer.trim_ascii().is_empty();
            Err(without_answer(status, is_cut, &complaint, limits))
        }
    }
}

/// What a process without an answer came to its end by; `is_cut` when it had begun to answer.
fn without_answer(status: Option<ExitStatus>, is_cut: bool, complaint: &str, limits: &Limits) -> ReadError {
    if complaint.contains(NO_MEMORY) {
        return ReadError::TooMuchMemory { limit: limits.memory_bytes };
    }
    match status {
        Some(status) if status.code().is_some() && !is_cut => {
            ReadError::NoReaderProcess { why: "the program does not know what was asked of it".to_owned() }
        }
        Some(status) if is_out_of_time(status) => ReadError::TookTooLong { limit: limits.time },
        Some(status) if is_killed(status) => ReadError::TooMuchMemory { limit: limits.memory_bytes },
        _ => ReadError::ReaderCrashed,
    }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_status: ExitStatus) -> Option<i32> {
    None
}

/// Whether the system ended a process that was over its processor time (SIGXCPU has two numbers among Unix systems).
fn is_out_of_time(status: ExitStatus) -> bool {
    matches!(signal(status), Some(24 | 30))
}

/// Whether the system killed a process (SIGKILL), as it does when memory runs out.
fn is_killed(status: ExitStatus) -> bool {
    signal(status) == Some(9)
}

/// Windows starts no program without the place of its own folder, and would show a console.
#[cfg(windows)]
fn keep_what_the_system_needs(command: &mut Command) {
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    std::os::windows::process::CommandExt::creation_flags(command, CREATE_NO_WINDOW);
    if let Some(root) = env::var_os("SystemRoot") {
        command.env("SystemRoot", root);
    }
}

/// The place of libraries, where the program was started with one.
#[cfg(not(windows))]
fn keep_what_the_system_needs(command: &mut Command) {
    if let Some(libraries) = env::var_os("LD_LIBRARY_PATH") {
        command.env("LD_LIBRARY_PATH", libraries);
    }
}

/// What a process left behind.
struct End {
    status: Option<ExitStatus>,
    answer: Vec<u8>,
    complaint: String,
}

/// A child that does not outlive its owner.
struct Process(Child);

impl Process {
    /// Gives the child what it reads and waits for its answer, or for the watch.
    fn run(mut self, request: &Request, bytes: &[u8], watch: &Watch) -> Result<End, ReadError> {
        let (input, output, errors) = (self.0.stdin.take(), self.0.stdout.take(), self.0.stderr.take());
        let request = serde_json::to_vec(request).map_err(io::Error::from)?;
        let limit = watch.limits().text_bytes.saturating_mul(4).saturating_add(REQUEST as usize);
        let (send, answers) = mpsc::channel();
        thread::scope(|scope| {
            scope.spawn(move || {
                if let Some(mut input) = input {
                    // A child that ends early reads no more; its answer says why.
                    let _unread = input
                        .write_all(&request)
                        .and_then(|()| input.write_all(b"\n"))
                        .and_then(|()| input.write_all(bytes));
                }
            });
            scope.spawn(move || {
                let answer = up_to(output, limit as u64 + 1);
                let _nobody_waits = send.send(answer);
            });
            let complaint = scope.spawn(move || up_to(errors, COMPLAINT));
            let answer = Self::await_answer(&answers, watch);
            // Whatever it still does is of no use; of one that has ended this changes nothing.
            let _ended_before = self.0.kill();
            let status = self.0.wait().ok();
            let answer = answer?;
            if answer.len() > limit {
                return Err(ReadError::TextTooLong { bytes: answer.len(), limit: watch.limits().text_bytes });
            }
            let complaint = complaint.join().unwrap_or_default();
            Ok(End { status, answer, complaint: String::from_utf8_lossy(&complaint).into_owned() })
        })
    }

    fn await_answer(answers: &mpsc::Receiver<Vec<u8>>, watch: &Watch) -> Result<Vec<u8>, ReadError> {
        loop {
            match answers.recv_timeout(LOOK) {
                Ok(answer) => return Ok(answer),
                Err(mpsc::RecvTimeoutError::Timeout) => watch.check()?,
                Err(mpsc::RecvTimeoutError::Disconnected) => return Ok(Vec::new()),
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ended_before = self.0.kill();
        let _status = self.0.wait();
    }
}

/// What comes out of a pipe, and no more of it than the limit.
fn up_to(pipe: Option<impl Read>, limit: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe {
        // What was read before a fault is judged as it is.
        let _broken_off = pipe.take(limit).read_to_end(&mut bytes);
    }
    bytes
}

/// What the child does: reads a request and a file from the standard input and answers on the standard output.
pub fn serve(memory_bytes: u64) -> ExitCode {
    limit_memory(memory_bytes);
    match answer_request() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            // Nobody is left to tell when even this cannot be written.
            let _unwritable = writeln!(io::stderr(), "{fault}");
            ExitCode::FAILURE
        }
    }
}

fn answer_request() -> io::Result<()> {
    let mut input = io::stdin().lock();
    let mut line = String::new();
    (&mut input).take(REQUEST).read_line(&mut line)?;
    let request: Request = serde_json::from_str(&line)?;
    limit_time(request.milliseconds);
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let reader = thread::Builder::new().name("read".to_owned()).stack_size(STACK);
    let answer = reader.spawn(move || answer(bytes, &request)).map_err(|_fault| io::Error::other(NO_MEMORY))?;
    let answer = answer.join().unwrap_or(Answer::Fault(Fault::Crashed));
    let mut out = io::BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut out, &answer)?;
    out.flush()
}

fn answer(bytes: Vec<u8>, request: &Request) -> Answer {
    let limits = Limits {
        text_bytes: request.text_bytes,
        blocks: request.blocks,
        pages: request.pages,
        time: Duration::from_millis(request.milliseconds),
        ..Limits::default()
    };
    let watch = Watch::begin(limits, Cancel::default());
    // A panic ends here, whatever it left half done: this process does nothing after it.
    let read = panic::catch_unwind(panic::AssertUnwindSafe(|| pdf::read_here(bytes, request.whole_page, &watch)));
    match read {
        Ok(Ok(draft)) => Answer::Draft(Box::new(Record::of(draft))),
        Ok(Err(fault)) => Answer::Fault(Fault::of(&fault)),
        Err(_panic) => Answer::Fault(Fault::Crashed),
    }
}

/// Makes the system refuse this process more memory, and files of any size.
#[cfg(unix)]
fn limit_memory(bytes: u64) {
    use rlimit::Resource;
    // Where a system does not know a limit, the parent's hold.
    let _unknown = Resource::AS.set(bytes, bytes);
    let _unknown = Resource::CORE.set(0, 0);
    let _unknown = Resource::FSIZE.set(0, 0);
}

#[cfg(not(unix))]
fn limit_memory(_bytes: u64) {}

/// Makes the system end this process when it works for longer, should its parent be gone.
#[cfg(unix)]
fn limit_time(milliseconds: u64) {
    let seconds = milliseconds.div_ceil(1000).saturating_add(1);
    let _unknown = rlimit::Resource::CPU.set(seconds, seconds.saturating_add(1));
}

#[cfg(not(unix))]
fn limit_time(_milliseconds: u64) {}
