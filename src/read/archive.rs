//! ZIP archives within limits: the shell of DOCX, ODT and EPUB.
//!
//! What an archive says about the sizes of its parts is not believed: bytes are counted as they come out.

use std::{
    collections::HashMap,
    io::{Cursor, ErrorKind, Read as _},
};

use memchr::memmem;
use zip::{ZipArchive, result::ZipError};

use super::{ArchiveLimits, Cancel, Limits, ReadError, Watch, error::Size};

/// Why an archive cannot be unpacked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveFault {
    /// It is cut off or its parts are not where they should be.
    #[error(
        "It is damaged or not whole; get the file again, or repair it by opening and saving it in the program it was made with"
    )]
    Damaged,
    /// It has more parts than the limit.
    #[error("It has more than {limit} parts inside, the limit; open a part of it, or save it as plain text")]
    TooManyParts {
        /// The limit.
        limit: usize,
    },
    /// One part is longer than the limit.
    #[error("Its part “{part}” has more than {} unpacked, the limit; open a part of it, or save it as plain text", Size(*.limit))]
    PartTooLong {
        /// The part's name.
        part: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// All parts together are longer than the limit.
    #[error("Its parts have more than {} unpacked, the limit; open a part of it, or save it as plain text", Size(*.limit))]
    TooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// A part grows more than anybody's words do.
    #[error(
        "Its part “{part}” unpacks to more than {ratio} times its length, as in files made to fill a memory; if you trust it, open it in another program and paste its words"
    )]
    Inflated {
        /// The part's name.
        part: String,
        /// The limit.
        ratio: usize,
    },
    /// Its parts are locked.
    #[error(
        "It is protected by a password; open it in the program it was made with, save a copy without the password, and open that"
    )]
    Encrypted,
    /// Its parts are packed in an uncommon way.
    #[error(
        "Its part “{part}” is packed in a way that Claimlight does not know; open it in another program and save it again"
    )]
    UnknownPacking {
        /// The part's name.
        part: String,
    },
}

/// What an archive is made to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A Word document, macros and templates among them.
    Word,
    /// A text of LibreOffice and others.
    OpenDocument,
    Epub,
    Spreadsheet,
    Slides,
    /// A document of Apple's word processor.
    Pages,
    /// Another document of an office program.
    Office,
    Other,
}

/// Whether bytes begin as archives do.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// What an archive is made to be, by what is in it; by the bytes near its start when it cannot be unpacked.
pub(super) fn sort(bytes: &[u8]) -> Sort {
    let unpacked = || {
        // The two parts that are looked at are short in every honest archive.
        let short = ArchiveLimits { part_bytes: 1024 * 1024, ..ArchiveLimits::default() };
        let watch = Watch::begin(Limits { archive: short, ..Limits::default() }, Cancel::default());
        let mut archive = Archive::open(bytes, &watch).ok()?;
        let mut words = |part: &str| archive.words(part, &watch).ok().flatten();
        let (kind, types) = (words("mimetype"), words("[Content_Types].xml"));
        Some(sort_of(&archive, &kind.unwrap_or_default(), &types.unwrap_or_default()))
    };
    unpacked().unwrap_or_else(|| sort_by_head(bytes))
}

fn sort_of(archive: &Archive<'_>, kind: &str, types: &str) -> Sort {
    const MAIN: [&str; 4] = [
        "wordprocessingml.document.main+xml",
        "wordprocessingml.template.main+xml",
        "ms-word.document.macroEnabled.main+xml",
        "ms-word.template.macroEnabledTemplate.main+xml",
    ];
    let has = |part: &str| archive.holds(part);
    match kind.trim() {
        "application/epub+zip" => Sort::Epub,
        kind if kind.starts_with("application/vnd.oasis.opendocument.text") => Sort::OpenDocument,
        kind if kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") => Sort::Spreadsheet,
        kind if kind.starts_with("application/vnd.oasis.opendocument.presentation") => Sort::Slides,
        kind if kind.starts_with("application/vnd.oasis.opendocument") => Sort::Office,
        _ if MAIN.iter().any(|main| types.contains(main)) || has("word/document.xml") => Sort::Word,
        _ if types.contains("spreadsheetml") && has("xl/workbook.xml") || has("xl/workbook.bin") => Sort::Spreadsheet,
        _ if has("ppt/presentation.xml") => Sort::Slides,
        _ if has("META-INF/container.xml") => Sort::Epub,
        _ if has("Index/Document.iwa") || has("index.apxl") => Sort::Pages,
        _ if has("content.xml") && has("META-INF/manifest.xml") => Sort::OpenDocument,
        _ if has("[Content_Types].xml") && has("_rels/.rels") => Sort::Office,
        _ => Sort::Other,
    }
}

fn sort_by_head(bytes: &[u8]) -> Sort {
    const HEAD: usize = 16 * 1024;
    let head = &bytes[..bytes.len().min(HEAD)];
    let holds = |name: &[u8]| memmem::find(head, name).is_some();
    if holds(b"application/vnd.oasis.opendocument.text") {
        Sort::OpenDocument
    } else if holds(b"application/epub+zip") {
        Sort::Epub
    } else if holds(b"word/") {
        Sort::Word
    } else if holds(b"xl/") {
        Sort::Spreadsheet
    } else if holds(b"ppt/") {
        Sort::Slides
    } else if holds(b"application/vnd.oasis.opendocument") {
        Sort::Office
    } else {
        Sort::Other
    }
}

/// An archive in memory whose parts are unpacked one at a time.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Numbers of parts by their names in small letters: programs differ in letter case and slashes.
    numbers: HashMap<String, usize>,
    limits: ArchiveLimits,
    unpacked: usize,
}

impl<'a> Archive<'a> {
    /// Opens an archive; nothing is unpacked yet.
    ///
    /// # Errors
    /// When it is damaged or has too many parts.
    pub(super) fn open(bytes: &'a [u8], watch: &Watch) -> Result<Self, ReadError> {
        let limits = watch.limits().archive;
        let too_many = ArchiveFault::TooManyParts { limit: limits.parts };
        // Each part has a heading with this mark at the end of the file. They are counted before a list of them is made,
        // since a list of a million parts would take more memory than the file. Parts of archives inside count too.
        if memmem::find_iter(bytes, b"PK\x01\x02").nth(limits.parts.saturating_mul(2)).is_some() {
            return Err(too_many.into());
        }
        watch.check()?;
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|fault| fault_of(&fault, ""))?;
        if zip.len() > limits.parts {
            return Err(too_many.into());
        }
        let name = |number: usize| Some((folded(&zip.name_for_index(number)?.ok()?), number));
        let numbers = (0..zip.len()).filter_map(name).collect();
        Ok(Self { zip, numbers, limits, unpacked: 0 })
    }

    /// Whether there is a part of this name, letter case aside.
    pub(super) fn holds(&self, part: &str) -> bool {
        self.numbers.contains_key(&folded(part))
    }

    /// Unpacks a part; `None` when there is none of this name.
    ///
    /// # Errors
    /// When it is damaged, locked or over a limit, or the watch says so.
    pub(super) fn part(&mut self, part: &str, watch: &Watch) -> Result<Option<Vec<u8>>, ReadError> {
        const CHUNK: u64 = 256 * 1024;
        let Some(&number) = self.numbers.get(&folded(part)) else {
            return Ok(None);
        };
        let limits = self.limits;
        let mut file = self.zip.by_index(number).map_err(|fault| fault_of(&fault, part))?;
        let packed = usize::try_from(file.compressed_size()).unwrap_or(usize::MAX);
        let mut bytes = Vec::new();
        loop {
            watch.check()?;
            let read = file.by_ref().take(CHUNK).read_to_end(&mut bytes).map_err(|fault| match fault.kind() {
                ErrorKind::Unsupported => ArchiveFault::UnknownPacking { part: part.to_owned() },
                _ => ArchiveFault::Damaged,
            })?;
            if bytes.len() > limits.part_bytes {
                return Err(ArchiveFault::PartTooLong { part: part.to_owned(), limit: limits.part_bytes }.into());
            }
            if bytes.len() > limits.free_bytes && bytes.len() / limits.ratio.max(1) > packed {
                return Err(ArchiveFault::Inflated { part: part.to_owned(), ratio: limits.ratio }.into());
            }
            if self.unpacked.saturating_add(bytes.len()) > limits.total_bytes {
                return Err(ArchiveFault::TooLong { limit: limits.total_bytes }.into());
            }
            if read == 0 {
                break;
            }
        }
        self.unpacked += bytes.len();
        Ok(Some(bytes))
    }

    /// The names of all parts in a folder, in letter case and order that no archive has a say in.
    pub(super) fn parts_in(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = self.numbers.keys().filter(|name| name.starts_with(folder)).cloned().collect();
        names.sort();
        names
    }

    /// A part as characters.
    fn words(&mut self, part: &str, watch: &Watch) -> Result<Option<String>, ReadError> {
        Ok(self.part(part, watch)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }
}

/// A part's name as it is compared: without letter case, the slash in front, and the slashes of another system.
fn folded(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches("./").trim_start_matches('/').to_ascii_lowercase()
}

fn fault_of(fault: &ZipError, part: &str) -> ArchiveFault {
    match fault {
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => ArchiveFault::Encrypted,
        ZipError::InvalidPassword => ArchiveFault::Encrypted,
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            ArchiveFault::UnknownPacking { part: part.to_owned() }
        }
        _ => ArchiveFault::Damaged,
    }
}
