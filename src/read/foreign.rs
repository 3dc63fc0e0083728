//! What bytes are that are no text.

/// A kind of file that holds no text this program can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign {
    name: &'static str,
    may_hold_article: bool,
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
        if self.may_hold_article {
            "Claimlight does not read this format yet, so save the article as plain text or copy and paste its words"
        } else {
            "it is not an article, so choose a text file"
        }
    }

    /// The kind that the first bytes name, if they name one.
    pub(super) fn named_by(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"PK\x03\x04") {
            return Some(archive(bytes));
        }
        let (.., kind) =
            KINDS.iter().find(|(offset, magic, _)| bytes.get(*offset..).is_some_and(|rest| rest.starts_with(magic)))?;
        Some(*kind)
    }

    const fn document(name: &'static str) -> Self {
        Self { name, may_hold_article: true }
    }

    const fn other(name: &'static str) -> Self {
        Self { name, may_hold_article: false }
    }
}

/// Where a kind has which bytes. Two-byte signatures that could begin a text are left out.
const KINDS: &[(usize, &[u8], Foreign)] = &[
    (0, b"%PDF-", Foreign::document("a PDF document")),
    (0, b"{\\rtf", Foreign::document("a rich text (RTF) document")),
    (0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Foreign::document("an old Microsoft Office document")),
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

/// What a ZIP archive holds, by the names near its start, where office programs put theirs.
fn archive(bytes: &[u8]) -> Foreign {
    const HEAD: usize = 16 * 1024;
    let head = &bytes[..bytes.len().min(HEAD)];
    let holds = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
    if holds(b"application/vnd.oasis.opendocument.text") {
        Foreign::document("an OpenDocument text")
    } else if holds(b"application/epub+zip") {
        Foreign::document("an EPUB book")
    } else if holds(b"word/") {
        Foreign::document("a Word document")
    } else if holds(b"xl/") || holds(b"ppt/") || holds(b"application/vnd.oasis.opendocument") {
        Foreign::other("an office document without running text")
    } else {
        Foreign::other("a ZIP archive")
    }
}
