//! Rich text: RTF, as old office programs, mail programs and the clipboard have it.

mod tables;
mod token;
mod words;

use encoding_rs::{Encoding, WINDOWS_1252};

use self::{
    tables::{Fonts, Styles},
    token::{Token, Tokens},
};
use super::{
    manuscript::{Manuscript, one_line},
    symbol,
};
use crate::{
    article::PartialDate,
    read::{DocumentFault, Draft, Input, LeftOut, ReadError, Reader, Warning, Watch},
};

/// Reads RTF.
pub(in crate::read) struct Rtf;

impl Reader for Rtf {
    fn name_and_version(&self) -> &'static str {
        "rtf 1"
    }

    fn media_type(&self) -> &'static str {
        "application/rtf"
    }

    fn recognises(&self, input: &Input<'_>) -> bool {
        document(input.bytes()).is_some()
    }

    fn read(&self, input: &Input<'_>, watch: &Watch) -> Result<Draft, ReadError> {
        let bytes = document(input.bytes()).unwrap_or_default();
        Rich::new(bytes).read(watch)
    }
}

/// The bytes from the mark of RTF on.
fn document(bytes: &[u8]) -> Option<&[u8]> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    bytes.starts_with(b"{\\rtf").then_some(bytes)
}

/// What is done with words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Destination {
    /// They are the text.
    Body,
    Skipped,
    Fonts,
    Styles,
    /// They are kept until the group ends.
    Kept(Kept),
}

/// What words are kept for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Title,
    Author,
    Created,
    Revised,
    Remark,
    RemarkAuthor,
    RemarkBegins,
    RemarkEnds,
    RemarkNumber,
}

/// What ends with a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    Note,
    Box,
    Kept(Kept),
}

/// What holds inside a group.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word of RTF that holds or not, in any company")]
struct Group {
    destination: Destination,
    ends: Option<Ends>,
    /// The destination around two versions of one text.
    around: Destination,
    /// Whether nothing has come in the group yet.
    is_fresh: bool,
    /// Whether what the group is for may be left out by programs that do not know it.
    optional: bool,
    /// How many bytes stand for a Unicode character where it is not known.
    fallback: usize,
    font: Option<i32>,
    hidden: bool,
    deleted: bool,
    inserted: bool,
    style: Option<i32>,
    based_on: Option<i32>,
    outline: Option<u8>,
    list: bool,
    in_table: bool,
}

/// A document as far as it has been read.
#[expect(
    clippy::struct_excessive_bools,
    reason = "a table, a row and a definition of one begin and end each by itself"
)]
struct Rich<'a> {
    tokens: Tokens<'a>,
    all: usize,
    groups: Vec<Group>,
    manuscript: Manuscript,
    encoding: &'static Encoding,
    unknown_page: Option<i32>,
    fonts: Fonts,
    default_font: Option<i32>,
    styles: Styles,
    /// Bytes that are not decoded yet; a character may have two.
    bytes: Vec<u8>,
    /// Half of a character beyond the first plane.
    half: Option<u16>,
    /// Bytes to pass over, since they stand for a character that was read.
    to_skip: usize,
    kept: Vec<String>,
    date: [i32; 3],
    remark_author: Option<String>,
    remark_number: Option<String>,
    remarks: usize,
    notes: usize,
    /// The mark of the next note.
    mark: String,
    /// Whether a paragraph is open here and in what is around.
    open: Vec<bool>,
    table: bool,
    row: bool,
    row_defined: bool,
    columns: usize,
    was_hidden: bool,
}

const OUTSIDE: Group = Group {
    destination: Destination::Body,
    ends: None,
    around: Destination::Body,
    is_fresh: false,
    optional: false,
    fallback: 1,
    font: None,
    hidden: false,
    deleted: false,
    inserted: false,
    style: None,
    based_on: None,
    outline: None,
    list: false,
    in_table: false,
};

impl<'a> Rich<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            tokens: Tokens::of(bytes),
            all: bytes.len(),
            groups: Vec::new(),
            manuscript: Manuscript::default(),
            encoding: WINDOWS_1252,
            unknown_page: None,
            fonts: Fonts::default(),
            default_font: None,
            styles: Styles::default(),
            bytes: Vec::new(),
            half: None,
            to_skip: 0,
            kept: Vec::new(),
            date: [0; 3],
            remark_author: None,
            remark_number: None,
            remarks: 0,
            notes: 0,
            mark: String::new(),
            open: vec![false],
            table: false,
            row: false,
            row_defined: false,
            columns: 0,
            was_hidden: false,
        }
    }

    fn read(mut self, watch: &Watch) -> Result<Draft, ReadError> {
        let limit = watch.limits().depth;
        let mut count = 0_usize;
        while let Some(token) = self.tokens.next() {
            count += 1;
            if count.is_multiple_of(1024) {
                watch.check()?;
            }
            self.manuscript.check(watch)?;
            match token {
                Token::Byte(byte) => self.byte(byte),
                Token::Words(bytes) => self.words(bytes),
                Token::Open => {
                    self.flush();
                    self.to_skip = 0;
                    if self.groups.len() >= limit {
                        return Err(DocumentFault::TooDeep { limit }.into());
                    }
                    let group = self.group();
                    self.groups.push(Group { ends: None, optional: false, is_fresh: true, ..group });
                }
                Token::Close => {
                    self.flush();
                    self.to_skip = 0;
                    self.close();
                    if self.groups.is_empty() {
                        break;
                    }
                }
                Token::Word("u", Some(code)) => self.unicode(code),
                Token::Word(word, number) => {
                    self.flush();
                    self.to_skip = 0;
                    self.word(word, number);
                    self.set(|group| (group.is_fresh, group.optional) = (false, false));
                }
                Token::Symbol(sign) => {
                    self.flush();
                    self.to_skip = 0;
                    self.symbol(sign);
                    self.set(|group| group.is_fresh = false);
                }
            }
        }
        self.flush();
        // Some programs forget the last brace. More of them are missing where a file was cut off.
        if self.groups.len() > 1 {
            let at = (self.all - self.tokens.left()) as u64;
            return Err(DocumentFault::Broken { part: "RTF".to_owned(), at }.into());
        }
        let encoding = self.encoding;
        let unknown = self.unknown_page.map(|page| LeftOut::UnknownEncoding(format!("code page {page}")));
        let mut draft = self.manuscript.into_draft(watch)?;
        draft.warnings.extend(unknown.map(Warning::LeftOut));
        draft.encoding = Some(encoding);
        Ok(draft)
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or(OUTSIDE)
    }

    fn set(&mut self, change: impl FnOnce(&mut Group)) {
        if let Some(group) = self.groups.last_mut() {
            change(group);
        }
    }

    fn close(&mut self) {
        let Some(group) = self.groups.pop() else {
            return;
        };
        if group.destination == Destination::Styles
            && let Some(name) = self.kept.last_mut()
        {
            let name = std::mem::take(name);
            if !name.trim().is_empty() {
                self.styles.insert(group.style.unwrap_or(0), &name, group.based_on);
            }
        }
        match group.ends {
            Some(Ends::Note) => {
                self.manuscript.end_note(self.notes);
                self.open.pop();
            }
            Some(Ends::Box) => {
                self.manuscript.end_box();
                self.open.pop();
            }
            Some(Ends::Kept(kept)) => {
                let words = self.kept.pop().unwrap_or_default();
                self.take(kept, &words);
            }
            None => {}
        }
    }

    fn take(&mut self, kept: Kept, words: &str) {
        let line = one_line(words);
        let [year, month, day] = self.date;
        match kept {
            Kept::Title if !line.is_empty() => self.manuscript.metadata.title = Some(line),
            Kept::Author if !line.is_empty() => self.manuscript.metadata.authors = vec![line],
            Kept::Title | Kept::Author => {}
            Kept::Created | Kept::Revised => {
                let date: Option<PartialDate> = format!("{year:04}-{month:02}-{day:02}").parse().ok();
                let date = date.filter(|_| year > 1980);
                let metadata = &mut self.manuscript.metadata;
                if kept == Kept::Created {
                    metadata.published = date;
                } else {
                    metadata.updated = date.filter(|date| metadata.published.is_none_or(|before| *date > before));
                }
            }
            Kept::RemarkAuthor => self.remark_author = Some(line),
            Kept::RemarkNumber => self.remark_number = Some(line),
            Kept::RemarkBegins => self.manuscript.remark_begins(line),
            Kept::RemarkEnds => self.manuscript.remark_ends(line),
            Kept::Remark => {
                self.remarks += 1;
                let id = self.remark_number.take().unwrap_or_else(|| format!("\u{0}{}", self.remarks));
                self.manuscript.remark_here(id.clone());
                self.manuscript.remark(id, self.remark_author.take(), words);
            }
        }
    }

    fn symbol(&mut self, sign: u8) {
        match sign {
            // Programs have put it elsewhere, where it means nothing.
            b'*' => self.set(|group| group.optional = group.is_fresh),
            b'~' => self.put("\u{A0}"),
            b'-' => self.put("\u{AD}"),
            b'_' => self.put("\u{2011}"),
            b'{' | b'}' | b'\\' => self.words(&[sign]),
            _ => {}
        }
    }

    fn words(&mut self, bytes: &[u8]) {
        let skipped = self.to_skip.min(bytes.len());
        self.to_skip -= skipped;
        self.bytes.extend(bytes.get(skipped..).unwrap_or_default());
    }

    fn byte(&mut self, byte: u8) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
        } else {
            self.bytes.push(byte);
        }
    }

    fn unicode(&mut self, code: i32) {
        self.decode();
        let fallback = self.group().fallback;
        // Numbers above 32,767 are written as negative ones.
        let unit = u16::try_from(code.rem_euclid(0x1_0000)).unwrap_or_default();
        let units: Vec<u16> = self.half.take().into_iter().chain([unit]).collect();
        if (0xD800..0xDC00).contains(&unit) {
            if units.len() > 1 {
                self.put("\u{FFFD}");
            }
            self.half = Some(unit);
        } else {
            let font = self.group().font.and_then(|font| self.fonts.get(font));
            let is_private = (0xF000..=0xF0FF).contains(&unit);
            if is_private && let Some(font) = font {
                let name = font.name.trim_end_matches(';').to_owned();
                self.sign(&name, u32::from(unit));
            } else {
                self.put(&String::from_utf16_lossy(&units));
            }
        }
        self.to_skip = fallback;
    }

    /// Puts a sign of a font that has no letters.
    fn sign(&mut self, font: &str, code: u32) {
        if let Some(c) = symbol::character(font, code) {
            self.put(c.encode_utf8(&mut [0; 4]));
        } else {
            self.manuscript.left_out.symbols += usize::from(self.group().destination == Destination::Body);
            self.put("\u{FFFD}");
        }
    }

    /// Puts what is not decoded yet, and half a character that stayed alone.
    fn flush(&mut self) {
        self.decode();
        if self.half.take().is_some() {
            self.put("\u{FFFD}");
        }
    }

    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        // Half a character with words behind it stays half.
        if self.half.take().is_some() {
            self.put("\u{FFFD}");
        }
        let bytes = std::mem::take(&mut self.bytes);
        let font = self.group().font.or(self.default_font).and_then(|font| self.fonts.get(font));
        if let Some(font) = font.filter(|font| font.has_symbols && self.group().destination == Destination::Body) {
            let name = font.name.trim_end_matches(';').to_owned();
            for byte in bytes {
                if byte == b' ' { self.put(" ") } else { self.sign(&name, byte.into()) }
            }
            return;
        }
        let encoding = font.and_then(|font| font.encoding).unwrap_or(self.encoding);
        let (words, _) = encoding.decode_without_bom_handling(&bytes);
        self.put(&words);
    }

    fn put(&mut self, words: &str) {
        let group = self.group();
        match group.destination {
            Destination::Skipped => {}
            Destination::Fonts => self.fonts.name(words),
            Destination::Styles | Destination::Kept(_) => {
                const LONGEST: usize = 64 * 1024;
                if let Some(kept) = self.kept.last_mut().filter(|kept| kept.len() < LONGEST) {
                    kept.push_str(words);
                }
            }
            Destination::Body if group.hidden => {
                if !self.was_hidden && !words.trim().is_empty() {
                    self.manuscript.left_out.hidden += 1;
                    self.was_hidden = true;
                }
            }
            Destination::Body if group.deleted => {}
            Destination::Body => {
                self.was_hidden = false;
                // White space alone begins no paragraph.
                if self.is_open() || !words.trim().is_empty() {
                    self.begin_paragraph();
                    self.manuscript.push(words);
                }
            }
        }
    }
}
