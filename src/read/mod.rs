//! Bytes to an article, within limits.
//!
//! A format is one file with one [`Reader`] and a place in the table of them. Readers are chosen by content; a file's name is at most a
//! hint. Whatever the bytes are, the outcome is an article with warnings or a sentence that says why not.

mod archive;
mod blocks;
mod credit;
mod encoding;
mod error;
mod folder;
mod foreign;
mod front_matter;
mod input;
mod isolated;
mod labels;
mod layout;
mod limits;
mod markdown;
mod mhtml;
mod office;
mod outcome;
mod pdf;
mod plain_text;
mod sample;
mod warning;
mod web;
mod web_archive;

use std::{
    fs::{self, File},
    io::{self, Read as _},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

pub use archive::ArchiveFault;
pub use encoding::{Decoded, encoding_named};
pub use encoding_rs::Encoding;
pub use error::ReadError;
pub use folder::{REVIEW_ENDING, expanded, files_in};
pub use foreign::Foreign;
pub use input::Input;
pub use isolated::{ARGUMENT, Isolation, isolate_with, serve};
use jiff::Timestamp;
pub use limits::{ArchiveLimits, Cancel, Limits, Watch};
pub use office::{DocumentFault, LeftOut};
pub use outcome::{Draft, Options, Part, Reading, Remark, Shown};
pub use sample::{SAMPLE, sample};
use sha2::{Digest as _, Sha256};
pub use warning::{PdfWarning, Warning};
pub use web_archive::TooMuch;

use crate::{
    article::{Article, Block, Metadata, Source},
    text::{self, Text},
};

/// Reads one format.
pub trait Reader: Sync {
    /// Its name, with the version that tells its results from those of later ones, such as `plain-text 1`.
    fn name_and_version(&self) -> &'static str;

    /// The media type of what it reads.
    fn media_type(&self) -> &'static str;

    /// Whether the input is of its format, by content; the name may only tip the scales.
    fn recognises(&self, input: &Input<'_>) -> bool;

    /// Reads the whole input, asking the watch often enough to stop within a moment.
    ///
    /// # Errors
    /// When the input is at fault, over a limit, or the watch says so.
    fn read(&self, input: &Input<'_>, watch: &Watch) -> Result<Draft, ReadError>;

    /// The blocks of a text of its format, and what it says about itself, where reading leaves every text as it is; `None` where it
    /// may not.
    ///
    /// # Errors
    /// When the text is over a limit, or the watch says so.
    fn blocks_in_place(&self, _text: &Text, _watch: &Watch) -> Option<Result<(Vec<Block>, Metadata), ReadError>> {
        None
    }
}

/// How far into a file the mark of a review is looked for, in bytes.
const REVIEW_HEAD: usize = 4096;

/// Every reader, the choosiest first.
const READERS: &[&dyn Reader] = &[
    &pdf::Pdf,
    &web_archive::Wacz,
    &office::Docx,
    &office::Odt,
    &office::Epub,
    &office::Rtf,
    &web_archive::Warc,
    &mhtml::Mhtml,
    &office::Email,
    &web::WebPage,
    &markdown::Markdown,
    &plain_text::PlainText,
];

/// Reads a file.
///
/// # Errors
/// As [`ReadError`] says.
pub fn read_file(path: &Path, now: Timestamp) -> Result<Reading, ReadError> {
    read_file_with(path, now, &Options::default())
}

/// Reads a file in a particular way.
///
/// # Errors
/// As [`ReadError`] says.
pub fn read_file_with(path: &Path, now: Timestamp, options: &Options) -> Result<Reading, ReadError> {
    let bytes = file_bytes(path, &options.limits)?;
    let name = path.file_name().map(|name| name.to_string_lossy());
    read_bytes_with(name.as_deref(), &bytes, now, options)
}

/// Reads bytes, such as those of a file or of the standard input; `name` is the file's, without folders.
///
/// # Errors
/// As [`ReadError`] says.
pub fn read_bytes(name: Option<&str>, bytes: &[u8], now: Timestamp) -> Result<Reading, ReadError> {
    read_bytes_with(name, bytes, now, &Options::default())
}

/// Reads bytes in a particular way.
///
/// # Errors
/// As [`ReadError`] says.
pub fn read_bytes_with(
    name: Option<&str>,
    bytes: &[u8],
    now: Timestamp,
    options: &Options,
) -> Result<Reading, ReadError> {
    check_size(bytes.len(), size_limit(bytes, &options.limits))?;
    if looks_like_review(bytes) {
        return Err(ReadError::Review);
    }
    let watch = Watch::begin(options.limits, options.cancel.clone());
    read_input(&Input::of_file(name, bytes, options, &watch)?, now, &watch)
}

/// Reads bytes by a reader of the caller's own, whether or not it recognises them. It is held to the same as those that are here.
///
/// # Errors
/// As [`ReadError`] says.
pub fn read_bytes_by(
    reader: &dyn Reader,
    name: Option<&str>,
    bytes: &[u8],
    now: Timestamp,
    options: &Options,
) -> Result<Reading, ReadError> {
    check_size(bytes.len(), options.limits.file_bytes)?;
    let watch = Watch::begin(options.limits, options.cancel.clone());
    read_input_by(reader, &Input::of_file(name, bytes, options, &watch)?, now, &watch)
}

/// Reads text from the clipboard.
///
/// # Errors
/// As [`ReadError`] says.
pub fn read_pasted(text: &str, now: Timestamp) -> Result<Reading, ReadError> {
    let limits = Limits::default();
    check_size(text.len(), limits.file_bytes)?;
    let watch = Watch::begin(limits, Cancel::default());
    read_input(&Input::of_pasted(text), now, &watch)
}

/// Reads a text whose places must stay what they are. Where a reader would change it, and where it cannot be read, its lines are its
/// blocks. Nothing is noted about where it comes from.
///
/// # Errors
/// When its lines cannot be blocks.
pub fn read_in_place(text: Text) -> Result<Article, ReadError> {
    let watch = Watch::begin(Limits::default(), Cancel::default());
    let (blocks, metadata) = blocks_in_place(&text, &watch).unwrap_or_default();
    Ok(Article::new(text, blocks, metadata, Source::default())?)
}

fn blocks_in_place(text: &Text, watch: &Watch) -> Option<(Vec<Block>, Metadata)> {
    if text.is_empty() || text.len() > watch.limits().text_bytes || !text::is_normalised(text.as_str()) {
        return None;
    }
    let input = Input::of_pasted(text.as_str());
    let reader = READERS.iter().find(|reader| reader.recognises(&input))?;
    if let Some(outcome) = reader.blocks_in_place(text, watch) {
        return outcome.ok();
    }
    let draft = reader.read(&input, watch).ok()?;
    (draft.text == *text).then_some((draft.blocks, draft.metadata))
}

/// Reads what the clipboard holds as HTML; `plain` is the same as plain text, which is read when there are no words in the HTML.
///
/// All of it becomes blocks: whoever copied it chose what to copy.
///
/// # Errors
/// As [`ReadError`] says.
pub fn read_pasted_html(html: &str, plain: &str, now: Timestamp) -> Result<Reading, ReadError> {
    let limits = Limits::default();
    check_size(html.len(), limits.file_bytes)?;
    let watch = Watch::begin(limits, Cancel::default());
    match web::read_piece(html, &watch) {
        Err(ReadError::OnlyWhiteSpace) => read_pasted(plain, now),
        draft => finished(draft?, &Input::of_pasted(html), &web::WebPage, now),
    }
}

/// Whether bytes are a review file rather than an article: a JSON object with the format's mark near its start.
pub fn looks_like_review(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let head = &bytes[..bytes.len().min(REVIEW_HEAD)];
    let key = b"\"format\"";
    head.starts_with(b"{")
        && head.windows(key.len()).enumerate().filter(|(_, window)| window == key).any(|(at, _)| {
            let value = head[at + key.len()..].trim_ascii_start().strip_prefix(b":").map(<[u8]>::trim_ascii_start);
            value.is_some_and(|value| value.starts_with(b"\"claimlight-review\""))
        })
}

/// Whether the file at `path` is a review rather than an article, by the beginning of its content.
pub fn is_review(path: &Path) -> bool {
    let mut head = Vec::with_capacity(REVIEW_HEAD);
    let opened = path.is_file().then(|| File::open(path).ok()).flatten();
    let read = opened.and_then(|file| file.take(REVIEW_HEAD as u64).read_to_end(&mut head).ok());
    read.is_some() && looks_like_review(&head)
}

/// The first bytes of a file, at most `limit`. What is no file, and may have no end, is not read.
///
/// # Errors
/// When it is no file or cannot be read.
pub fn beginning_of(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    if !path.is_file() {
        let known = path.metadata()?;
        let words = if known.is_dir() { "it is a folder" } else { "it is no file" };
        return Err(io::Error::other(words));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(limit as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn read_input(input: &Input<'_>, now: Timestamp, watch: &Watch) -> Result<Reading, ReadError> {
    let Some(reader) = READERS.iter().find(|reader| reader.recognises(input)) else {
        return Err(ReadError::Foreign(input.foreign()));
    };
    read_input_by(*reader, input, now, watch)
}

fn read_input_by(reader: &dyn Reader, input: &Input<'_>, now: Timestamp, watch: &Watch) -> Result<Reading, ReadError> {
    // Readers use code of others on bytes of others: where that breaks off, there is a sentence.
    let draft = catch_unwind(AssertUnwindSafe(|| reader.read(input, watch))).unwrap_or(Err(ReadError::BrokeOff))?;
    finished(draft, input, reader, now)
}

/// An article with where it came from.
fn finished(draft: Draft, input: &Input<'_>, reader: &dyn Reader, now: Timestamp) -> Result<Reading, ReadError> {
    if draft.text.as_str().trim().is_empty() {
        return Err(ReadError::OnlyWhiteSpace);
    }
    let source = Source {
        file: input.name().map(str::to_owned),
        media_type: Some(reader.media_type().to_owned()),
        encoding: draft.encoding.or_else(|| input.text()?.encoding).map(|encoding| encoding.name().to_owned()),
        sha256: Some(sha256(input.bytes())),
        opened: Some(now),
        reader: Some(reader.name_and_version().to_owned()),
    };
    let Draft { text, blocks, metadata, warnings, remarks, pages, shown, parts, encoding: _ } = draft;
    let article = Article::new(text, blocks, metadata, source)?.with_pages(pages);
    Ok(Reading { article, warnings, remarks, shown, parts })
}

/// The SHA-256 of bytes, in lower-case hexadecimal digits.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut digits, byte| {
        for half in [byte >> 4, byte & 0xF] {
            digits.extend(char::from_digit(half.into(), 16));
        }
        digits
    })
}

/// Everything in a regular file of bearable size.
fn file_bytes(path: &Path, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(ReadError::Folder);
    }
    if !metadata.is_file() {
        return Err(ReadError::NoRegularFile);
    }
    let vanished = |fault: io::Error| match fault.kind() {
        io::ErrorKind::NotFound => ReadError::Vanished,
        _ => fault.into(),
    };
    let mut file = File::open(path).map_err(vanished)?;
    let mut bytes = Vec::new();
    file.by_ref().take(pdf::HEAD as u64).read_to_end(&mut bytes).map_err(vanished)?;
    let limit = size_limit(&bytes, limits);
    let size = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    if size > limit {
        return Err(ReadError::FileTooLarge { bytes: size, limit });
    }
    bytes.reserve(size.saturating_sub(bytes.len()));
    // The file may grow meanwhile: one byte over the limit is enough to see it.
    let rest = limit.saturating_add(1).saturating_sub(bytes.len());
    file.take(rest as u64).read_to_end(&mut bytes).map_err(vanished)?;
    Ok(bytes)
}

/// How long a file may be that begins so.
fn size_limit(head: &[u8], limits: &Limits) -> usize {
    if pdf::is_pdf(head) { limits.pdf_bytes } else { limits.file_bytes }
}

fn check_size(bytes: usize, limit: usize) -> Result<(), ReadError> {
    match bytes {
        0 => Err(ReadError::Empty),
        bytes if bytes > limit => Err(ReadError::FileTooLarge { bytes, limit }),
        _ => Ok(()),
    }
}
