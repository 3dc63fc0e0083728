//! A spreadsheet of many rows: the frame of a workbook as `rust_xlsxwriter` makes it, and rows that are packed one after the other.
//!
//! That crate keeps every cell to the end and looks each string up among all others: of a hundred thousand claims, that was two thirds of the
//! time, and most of the memory. So it writes a workbook with the head of the table alone, and the rows are put into that. Strings stand in
//! their cells (`inlineStr`), which programs read as they read shared ones.

use std::{
    borrow::Cow,
    fmt::Write as _,
    io::{Cursor, Read as _, Write as _},
};

use rust_xlsxwriter::{XlsxError, utility};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::error::ExchangeError;

/// The part that has the cells of the only sheet.
const SHEET: &str = "xl/worksheets/sheet1.xml";

/// What stands behind the last row.
const AFTER_ROWS: &str = "</sheetData>";

/// How many bytes of rows are packed at once.
const PACKED_AT_ONCE: usize = 64 * 1024;

/// How hard is tried to make the file small, of 9: 6 takes half as long again and saves a sixth.
const EFFORT: i64 = 3;

/// What stands in a cell.
pub(super) enum Cell<'a> {
    Number(u32),
    /// Words of at most as many signs as a cell holds; none is an empty cell.
    Words(Cow<'a, str>),
}

/// A workbook to which rows are added.
pub(super) struct Rows {
    archive: ZipWriter<Cursor<Vec<u8>>>,
    /// The letters of each column.
    columns: Vec<String>,
    /// How many rows there are, that of the titles among them.
    count: u32,
    waiting: String,
    after: String,
}

fn not_written(fault: &dyn std::fmt::Display) -> ExchangeError {
    ExchangeError::NotWritten(fault.to_string())
}

impl From<XlsxError> for ExchangeError {
    fn from(fault: XlsxError) -> Self {
        not_written(&fault)
    }
}

impl Rows {
    /// Begins behind the row of titles of a workbook that has nothing else; `last` is the number of the last row that will come, from 1.
    pub(super) fn begin(frame: &[u8], columns: u16, last: u32) -> Result<Self, ExchangeError> {
        let mut frame = ZipArchive::new(Cursor::new(frame)).map_err(|fault| not_written(&fault))?;
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let mut page = String::new();
        for number in 0..frame.len() {
            let part = frame.by_index_raw(number).map_err(|fault| not_written(&fault))?;
            if part.name().is_ok_and(|name| name == SHEET) {
                drop(part);
                let mut part = frame.by_index(number).map_err(|fault| not_written(&fault))?;
                part.read_to_string(&mut page).map_err(|fault| not_written(&fault))?;
            } else {
                archive.raw_copy_file(part).map_err(|fault| not_written(&fault))?;
            }
        }
        let extent = |row: u32| format!("<dimension ref=\"A1:{}\"/>", utility::row_col_to_cell(row, columns - 1));
        let page = page.replacen(&extent(0), &extent(last - 1), 1);
        let Some((before, after)) = page.split_once(AFTER_ROWS) else {
            return Err(not_written(&"the frame of the workbook has no rows"));
        };
        let options = SimpleFileOptions::default().compression_level(Some(EFFORT));
        archive.start_file(SHEET, options).map_err(|fault| not_written(&fault))?;
        Ok(Self {
            archive,
            columns: (0..columns).map(utility::column_number_to_name).collect(),
            count: 1,
            waiting: before.to_owned(),
            after: format!("{AFTER_ROWS}{after}"),
        })
    }

    /// Adds a row.
    pub(super) fn push<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> Result<(), ExchangeError> {
        self.count += 1;
        let (row, page) = (self.count, &mut self.waiting);
        // Writing to a string does not fail.
        let _written = write!(page, "<row r=\"{row}\">");
        for (column, cell) in self.columns.iter().zip(cells) {
            let _written = match cell {
                Cell::Number(number) => write!(page, "<c r=\"{column}{row}\"><v>{number}</v></c>"),
                Cell::Words(words) if words.is_empty() => continue,
                Cell::Words(words) => {
                    // Without the attribute, readers take white space at either end away.
                    let space = if words.trim().len() == words.len() { "" } else { " xml:space=\"preserve\"" };
                    let words = escaped(&words);
                    write!(page, "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t{space}>{words}</t></is></c>")
                }
            };
        }
        page.push_str("</row>");
        if self.waiting.len() >= PACKED_AT_ONCE { self.pack() } else { Ok(()) }
    }

    fn pack(&mut self) -> Result<(), ExchangeError> {
        self.archive.write_all(self.waiting.as_bytes()).map_err(|fault| not_written(&fault))?;
        self.waiting.clear();
        Ok(())
    }

    /// The file.
    pub(super) fn end(mut self) -> Result<Vec<u8>, ExchangeError> {
        self.waiting.push_str(&self.after);
        self.pack()?;
        Ok(self.archive.finish().map_err(|fault| not_written(&fault))?.into_inner())
    }
}

/// Words as the content of a cell: what XML does not allow is written as spreadsheets do, `_x0001_`, and what looks so with its first sign so.
fn escaped(words: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| !matches!(byte, b'&' | b'<' | b'>' | b'_' | 0xEF | ..=0x1F);
    if words.bytes().all(is_plain) {
        return Cow::Borrowed(words);
    }
    let mut page = String::with_capacity(words.len() + words.len() / 8);
    for (at, sign) in words.char_indices() {
        let numbered = match sign {
            '&' => Err("&amp;"),
            '<' => Err("&lt;"),
            '>' => Err("&gt;"),
            '_' => Ok(looks_numbered(&words[at..])),
            '\t' | '\n' => Ok(false),
            '\u{FFFE}' | '\u{FFFF}' => Ok(true),
            sign => Ok(sign < ' '),
        };
        match numbered {
            Err(entity) => page.push_str(entity),
            Ok(false) => page.push(sign),
            Ok(true) => {
                let _written = write!(page, "_x{:04X}_", u32::from(sign));
            }
        }
    }
    Cow::Owned(page)
}

/// Whether words begin as a sign by its number does.
fn looks_numbered(words: &str) -> bool {
    let bytes = words.as_bytes();
    let digits = bytes.get(2..6).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
    digits && bytes.starts_with(b"_x") && bytes.get(6) == Some(&b'_')
}
