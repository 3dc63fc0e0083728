//! How much a reader may take in, and for how long.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use super::ReadError;
use crate::text::Text;

/// How much a reader takes before it refuses with a sentence. The defaults let an article of 10 MB through, even as a
/// single line, and stop what would fill the memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest file, in bytes.
    pub file_bytes: usize,
    /// The longest PDF document, in bytes; most of one is pictures and fonts.
    pub pdf_bytes: usize,
    /// The longest text, in bytes of UTF-8; never more than [`Text::MAX_BYTES`].
    pub text_bytes: usize,
    /// The most blocks, and the most lines that are not blank.
    pub blocks: usize,
    /// The deepest nesting of quotations, lists and other elements; browsers stop at as many.
    pub depth: usize,
    /// The most signs in Markdown that may be marks; each takes some seventy bytes.
    pub marks: usize,
    /// The longest web page after decoding and without the pictures inside it, in bytes of UTF-8.
    pub html_bytes: usize,
    /// The most attributes of one element of a web page.
    pub attributes: usize,
    /// The most nodes and attributes of a web page together; each takes some hundred bytes.
    pub page_parts: usize,
    /// The most pages.
    pub pages: usize,
    /// The most memory of a reader that has a process of its own, in bytes.
    pub memory_bytes: usize,
    /// The longest time a reader may take.
    pub time: Duration,
    /// How much may be inside an archive.
    pub archive: ArchiveLimits,
}

/// How much may be inside an archive, such as a Word document is, however small the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArchiveLimits {
    /// The most parts.
    pub parts: usize,
    /// The longest part after unpacking, in bytes.
    pub part_bytes: usize,
    /// All that is unpacked together, in bytes.
    pub total_bytes: usize,
    /// How many times its packed length a part may have.
    pub ratio: usize,
    /// Up to which length after unpacking the ratio does not matter, in bytes.
    pub free_bytes: usize,
    /// The most records of an archive of web pages that are looked at.
    pub records: usize,
    /// The most pages of such an archive that are listed.
    pub pages: usize,
}

impl Default for ArchiveLimits {
    fn default() -> Self {
        const MIB: usize = 1024 * 1024;
        Self {
            parts: 2000,
            part_bytes: 64 * MIB,
            total_bytes: 200 * MIB,
            ratio: 100,
            free_bytes: 100_000,
            records: 200_000,
            pages: 500,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 * 1024 * 1024,
            pdf_bytes: 128 * 1024 * 1024,
            text_bytes: Text::MAX_BYTES,
            blocks: 2_000_000,
            depth: 512,
            marks: 4_000_000,
            html_bytes: 16 * 1024 * 1024,
            attributes: 1000,
            page_parts: 1_200_000,
            pages: 2000,
            memory_bytes: 1024 * 1024 * 1024,
            time: Duration::from_secs(30),
            archive: ArchiveLimits::default(),
        }
    }
}

/// A request to stop reading that can be made from another thread. Clones are the same request.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks every reader that holds a clone to stop.
    pub fn request(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether that was asked.
    pub fn is_requested(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// What a reader asks again and again whether it may go on.
#[derive(Debug)]
pub struct Watch {
    limits: Limits,
    cancel: Cancel,
    began: Instant,
}

impl Watch {
    /// Begins to count the time.
    pub fn begin(limits: Limits, cancel: Cancel) -> Self {
        Self { limits, cancel, began: Instant::now() }
    }

    /// The limits.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Whether the reader may go on.
    ///
    /// # Errors
    /// When the time is up or somebody cancelled.
    pub fn check(&self) -> Result<(), ReadError> {
        if self.cancel.is_requested() {
            return Err(ReadError::Cancelled);
        }
        if self.began.elapsed() > self.limits.time {
            return Err(ReadError::TookTooLong { limit: self.limits.time });
        }
        Ok(())
    }
}
