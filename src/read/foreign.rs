//! What bytes are that are no text.

use memchr::memmem;

use super::archive::{self, Sort};

/// A kind of file that holds no text this program can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign {
    name: &'static str,
    remedy: &'static str,
}

impl Foreign {
    /// Bytes of no known kind.
    pub const UNKNOWN: Self = Self::other("binary data of an unknown kind");

    /// What it is, with its article, such as “a PDF document”.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// What to do about it.
    pub(super) fn remedy(self) -> &'static str {
        self.remedy
    }

    /// The kind that the first bytes name, if they name one.
    pub(super) fn named_by(bytes: &[u8]) -> Option<Self> {
        if archive::is_archive(bytes) {
            return Some(archived(archive::sort(bytes)));
        }
        if bytes.starts_with(COMPOUND) {
            return Some(compound(bytes));
        }
        let (.., kind) =
            KINDS.iter().find(|(offset, magic, _)| bytes.get(*offset..).is_some_and(|rest| rest.starts_with(magic)))?;
        Some(*kind)
    }

    const fn document(name: &'static str) -> Self {
        let remedy =
            "Claimlight does not read this format yet, so save the article as plain text or copy and paste its words";
        Self::new(name, remedy)
    }

    const fn other(name: &'static str) -> Self {
        Self::new(name, "it is not an article, so choose a text file")
    }

    const fn new(name: &'static str, remedy: &'static str) -> Self {
        Self { name, remedy }
    }
}

/// Where a kind has which bytes. Two-byte signatures that could begin a text are left out.
const KINDS: &[(usize, &[u8], Foreign)] = &[
    (0, b"%PDF-", Foreign::document("a PDF document")),
    (0, b"\x89PNG\r\n\x1A\n", Foreign::other("a PNG image")),
    (0, b"\xFF\xD8\xFF", Foreign::other("a JPEG image")),
    (0, b"GIF87a", Foreign::other("a GIF image")),
    (0, b"GIF89a", Foreign::other("a GIF image")),
    (8, b"WEBPVP8", Foreign::other("a WebP image")),
    (0, b"II*\x00", Foreign::other("a TIFF image")),
    (0, b"MM\x00*", Foreign::other("a TIFF image")),
    (4, b"ftypavif", Foreign::other("an AVIF image")),
    (4, b"ftypheic", Foreign::other("an HEIC image")),
    (4, b"ftyp", Foreign::other("a video or audio recording")),
    (0, b"\x1A\x45\xDF\xA3", Foreign::other("a video")),
    (0, b"ID3\x03", Foreign::other("an audio recording")),
    (0, b"ID3\x04", Foreign::other("an audio recording")),
    (0, b"OggS\x00", Foreign::other("an audio recording")),
    (0, b"fLaC\x00", Foreign::other("an audio recording")),
    (8, b"WAVEfmt ", Foreign::other("an audio recording")),
    (0, b"\x1F\x8B\x08", Foreign::other("a gzip archive")),
    (0, b"7z\xBC\xAF\x27\x1C", Foreign::other("a 7-Zip archive")),
    (0, b"Rar!\x1A\x07", Foreign::other("a RAR archive")),
    (0, b"\xFD7zXZ\x00", Foreign::other("an XZ archive")),
    (0, b"\x28\xB5\x2F\xFD", Foreign::other("a Zstandard archive")),
    (0, b"SQLite format 3\x00", Foreign::other("an SQLite database")),
    (0, b"\x7FELF", Foreign::other("a program")),
    (0, b"MZ\x90\x00", Foreign::other("a program")),
    (0, b"\xFE\xED\xFA", Foreign::other("a program")),
    (0, b"\xCF\xFA\xED\xFE", Foreign::other("a program")),
];

/// The first bytes of a compound file, in which old office programs kept everything.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// What a ZIP archive holds, for one that no reader takes.
fn archived(sort: Sort) -> Foreign {
    match sort {
        Sort::Word => Foreign::document("a Word document"),
        Sort::OpenDocument => Foreign::document("an OpenDocument text"),
        Sort::Epub => Foreign::document("an EPUB book"),
        Sort::Spreadsheet => Foreign::new("a spreadsheet", COPY_WORDS),
        Sort::Slides => Foreign::new("a presentation", COPY_WORDS),
        Sort::Pages => Foreign::new("an Apple Pages document", "export it from Pages as Word and open that"),
        Sort::Office => Foreign::other("an office document without running text"),
        Sort::Other => Foreign::new("a ZIP archive", "unpack it and open a file in it"),
    }
}

const COPY_WORDS: &str =
    "it holds no running text, so copy the words you need and paste them, or open the article they are from";

/// What a compound file holds, by the names in it, which are in UTF-16.
fn compound(bytes: &[u8]) -> Foreign {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &name).is_some()
    };
    if holds("EncryptedPackage") {
        let remedy = "open it in the program it was made with, save a copy without the password, and open that";
        Foreign::new("an office document protected by a password", remedy)
    } else if holds("WordDocument") {
        let remedy = "open it in Word or LibreOffice, save it as DOCX, and open that";
        Foreign::new("a Word document of the old kind (.doc)", remedy)
    } else if holds("Workbook") {
        Foreign::new("a spreadsheet", COPY_WORDS)
    } else if holds("PowerPoint Document") {
        Foreign::new("a presentation", COPY_WORDS)
    } else if holds("__properties_version1.0") {
        let remedy = "save it from Outlook as text, or from another mail program as .eml, and open that";
        Foreign::new("an Outlook message (.msg)", remedy)
    } else {
        Foreign::document("an old Microsoft Office document")
    }
}
