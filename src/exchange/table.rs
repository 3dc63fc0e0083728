//! Claims as a table, a row each: CSV and XLSX.
//!
//! Offsets count Unicode code points; those of several stretches stand in one cell, as in `12; 50`, and their words with ` […] ` between them. No
//! cell begins like a formula: an apostrophe stands before it, which reading takes away again. Lists, of words that are lost too, have `; `
//! between their entries, and a backslash before a semicolon in one.

use std::{
    borrow::Cow,
    collections::HashMap,
    io::{Cursor, Read as _},
};

use calamine::{Data, DataRef, Reader as _};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as CellFormat, Workbook};

use super::{
    Format, GAP, NamedFile, Note, NoteKind, Watch, archive,
    error::ExchangeError,
    field::{Field, joined, parted},
    foreign::{Document, Piece, Record},
    json,
    limits::{MAX_COLUMNS, MAX_RECORDS, MAX_VALUES},
    sheet::{Row, Sheet},
    stem,
    unit::Unit,
    workbook::{Cell, Rows},
};
use crate::{
    report::{CELL_LIMIT, CUT, fitting},
    text::neutralised,
};

/// The columns before those of the fields.
const COLUMNS: [&str; 11] =
    ["article", "url", "title", "language", "reviewer", "claim_id", "tag", "start", "end", "text", "lost"];

const LOST: usize = 10;

fn columns() -> impl Iterator<Item = &'static str> {
    COLUMNS.into_iter().chain(Field::ALL.into_iter().map(Field::name))
}

fn cells<'a>(sheet: &'a Sheet<'_>, row: &'a Row<'_>) -> Vec<Cow<'a, str>> {
    let known = &sheet.article().metadata;
    let maybe = |words: &'a Option<String>| Cow::Borrowed(words.as_deref().unwrap_or_default());
    let places = |place: fn(&super::sheet::Place<'_>) -> u64| {
        Cow::Owned(row.places.iter().map(|of| place(of).to_string()).collect::<Vec<_>>().join("; "))
    };
    let between = |words: Vec<&'a str>| match words.as_slice() {
        [only] => Cow::Borrowed(*only),
        several => Cow::Owned(several.join(GAP)),
    };
    let mut cells = vec![
        Cow::Borrowed(sheet.name),
        maybe(&known.url),
        maybe(&known.title),
        maybe(&known.language),
        Cow::Borrowed(sheet.review.reviewer()),
        Cow::Borrowed(row.id.as_str()),
        Cow::Borrowed(row.claim.tag.name()),
        places(|place| place.start),
        places(|place| place.end),
        between(row.places.iter().map(|place| place.exact).collect()),
        Cow::Owned(joined(&row.lost().iter().map(|lost| Cow::Borrowed(lost.exact.as_str())).collect::<Vec<_>>())),
    ];
    let value = |field: Field| match row.values.get(field) {
        [] => Cow::Borrowed(""),
        [only] if !field.is_list() => Cow::Borrowed(only.as_ref()),
        several => Cow::Owned(joined(several)),
    };
    cells.extend(Field::ALL.into_iter().map(value));
    cells
}

/// A cell that no spreadsheet takes for a formula. One that begins with an apostrophe of its own before such a sign gets one more, so that
/// taking one away always gives back what was there.
fn guarded(cell: &str) -> Cow<'_, str> {
    let bare = cell.trim_start_matches('\'');
    if bare.len() < cell.len() && matches!(neutralised(bare), Cow::Owned(_)) {
        return Cow::Owned(format!("'{cell}"));
    }
    neutralised(cell)
}

fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if matches!(neutralised(rest.trim_start_matches('\'')), Cow::Owned(_)) => rest,
        _ => cell,
    }
}

/// Whether a claim has a cell that a spreadsheet cannot hold.
pub(super) fn cuts(row: &Row<'_>, format: Format) -> bool {
    let is_long = |words: &str| words.len() > CELL_LIMIT && words.encode_utf16().count() >= CELL_LIMIT;
    format != Format::Csv && (is_long(&row.words()) || row.values.0.iter().any(|(_, values)| is_long(&joined(values))))
}

/// Writes CSV after RFC 4180; for Excel with the mark by which it knows UTF-8, and with cells that it can hold.
pub(super) fn write_csv(
    sheets: &[Sheet<'_>],
    for_excel: bool,
    watch: &mut Watch<'_>,
) -> Result<Vec<u8>, ExchangeError> {
    let not_written = |fault: &dyn std::fmt::Display| ExchangeError::NotWritten(fault.to_string());
    let begun = if for_excel { "\u{FEFF}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(begun);
    writer.write_record(columns()).map_err(|fault| not_written(&fault))?;
    for sheet in sheets {
        for (done, row) in sheet.rows.iter().enumerate() {
            watch.step(done, sheet.rows.len())?;
            for cell in cells(sheet, row) {
                let cell = guarded(&cell);
                let is_long = for_excel && cell.len() > CELL_LIMIT;
                let cell = if is_long { Cow::Owned(fitting(cell.into_owned(), &mut 0)) } else { cell };
                writer.write_field(cell.as_ref()).map_err(|fault| not_written(&fault))?;
            }
            writer.write_record(None::<&[u8]>).map_err(|fault| not_written(&fault))?;
        }
    }
    writer.into_inner().map_err(|fault| not_written(&fault))
}

/// Writes a spreadsheet. All cells but single offsets are strings by type.
pub(super) fn write_xlsx(sheets: &[Sheet<'_>], watch: &mut Watch<'_>) -> Result<Vec<u8>, ExchangeError> {
    let count = sheets.iter().map(|sheet| sheet.rows.len()).sum::<usize>();
    let last = u32::try_from(count + 1).unwrap_or(u32::MAX);
    let mut book = Workbook::new();
    // A fixed time, so that the same review gives the same bytes.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title("Claims").set_creation_datetime(&made));
    let bold = CellFormat::new().set_bold();
    let page = book.add_worksheet();
    page.set_name("Claims")?;
    page.set_freeze_panes(1, 0)?;
    for (column, title) in (0_u16..).zip(columns()) {
        page.write_string_with_format(0, column, title, &bold)?;
    }
    let width = (COLUMNS.len() + Field::ALL.len()) as u16;
    page.autofilter(0, 0, last - 1, width - 1)?;
    let mut rows = Rows::begin(&book.save_to_buffer()?, width, last)?;
    let mut done = 0;
    for sheet in sheets {
        for row in &sheet.rows {
            watch.step(done, count)?;
            done += 1;
            let cells = cells(sheet, row);
            rows.push(cells.iter().enumerate().map(|(column, cell)| {
                let is_place = matches!(COLUMNS.get(column), Some(&("start" | "end")));
                match cell.parse::<u32>().ok().filter(|_| is_place) {
                    Some(number) => Cell::Number(number),
                    None if cell.len() < CELL_LIMIT => Cell::Words(guarded(cell)),
                    None => Cell::Words(fitting(guarded(cell).into_owned(), &mut 0).into()),
                }
            }))?;
        }
    }
    rows.end()
}

/// Reads CSV, whatever parts its cells: a comma, a semicolon or a tab.
pub(super) fn read_csv(file: &NamedFile, notes: &mut Vec<Note>) -> Result<Vec<Document>, ExchangeError> {
    let words = json::utf8(&file.bytes)?;
    let head = words.lines().next().unwrap_or_default();
    let signs = [b',', b';', b'\t'];
    let delimiter = signs.into_iter().max_by_key(|sign| {
        let count = head.bytes().filter(|byte| byte == sign).count();
        // Of equals, the comma.
        (count, u8::from(*sign == b','))
    });
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .has_headers(false)
        .flexible(true)
        .from_reader(words.as_bytes());
    if words.lines().nth(1).is_none() && !words.ends_with('\n') {
        notes.push(Note::of_file(NoteKind::CutOff("There is no row below the first, which has no end")));
    }
    // So many cells are held of one row at most, and of all rows no more than one.
    let cells_of = |line: &str| memchr::memchr_iter(delimiter.unwrap_or(b','), line.as_bytes()).count();
    if cells_of(head) > MAX_COLUMNS || words.lines().any(|line| cells_of(line) > MAX_RECORDS) {
        return Err(ExchangeError::TooWide);
    }
    let mut last = 0;
    let rows = reader.records().map(|record| {
        let record = record.map_err(|fault| ExchangeError::Broken {
            place: fault.position().map_or_else(String::new, |place| format!("line {}", place.line())),
            reason: fault.to_string(),
        })?;
        last = record.position().map_or(last, |place| place.byte() as usize);
        Ok(record.iter().map(|cell| unguarded(cell).to_owned()).collect())
    });
    let documents = documents(rows, &file.name, !words.ends_with('\n'), notes)?;
    if ends_in_quotation_marks(words.get(last..).unwrap_or_default(), delimiter.unwrap_or(b',')) {
        notes.push(Note::of_file(NoteKind::CutOff("The last cell has a quotation mark before it and none after it")));
    }
    Ok(documents)
}

/// Whether the last row of CSV ends inside of quotation marks: the reader takes the end of a file for the end of a cell, but a line below it is then
/// no row of its own.
fn ends_in_quotation_marks(last_row: &str, delimiter: u8) -> bool {
    let with_one_more = last_row.as_bytes().chain(&b"\nx"[..]);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(with_one_more);
    !last_row.is_empty() && reader.records().count() == 1
}

/// Reads the first sheet of a spreadsheet, cell after cell: one that stands far down and far to the right takes no more than any other.
pub(super) fn read_xlsx(file: &NamedFile, notes: &mut Vec<Note>) -> Result<Vec<Document>, ExchangeError> {
    // The reader of spreadsheets unpacks whatever there is; that it is not too much is seen first.
    let strings = archive::unpack_some(&file.bytes, |name| name.ends_with("sharedStrings.xml"))?;
    if strings.iter().any(|part| memchr::memmem::find_iter(&part.bytes, "<si").count() > MAX_VALUES) {
        return Err(ExchangeError::TooManyValues);
    }
    drop(strings);
    let broken = |fault: &dyn std::fmt::Display| ExchangeError::Broken {
        place: "spreadsheet".to_owned(),
        reason: fault.to_string(),
    };
    let mut book = calamine::Xlsx::new(Cursor::new(&file.bytes)).map_err(|fault| broken(&fault))?;
    let first = book.sheet_names().first().cloned().ok_or(ExchangeError::NoFile)?;
    let mut cells = book.worksheet_cells_reader(&first).map_err(|fault| broken(&fault))?;
    let mut row: Vec<String> = Vec::new();
    let mut number = None;
    let mut is_done = false;
    let rows = std::iter::from_fn(|| {
        while !is_done {
            let cell = match cells.next_cell() {
                Ok(Some(cell)) => cell,
                Ok(None) => {
                    is_done = true;
                    return number.take().map(|_: u32| Ok(std::mem::take(&mut row)));
                }
                Err(fault) => return Some(Err(broken(&fault))),
            };
            let (line, column) = cell.get_position();
            let before =
                (number != Some(line)).then(|| number.replace(line).map(|_| std::mem::take(&mut row))).flatten();
            let words = match cell.get_value() {
                DataRef::Empty => String::new(),
                DataRef::String(words) => unguarded(words).to_owned(),
                DataRef::SharedString(words) => unguarded(words).to_owned(),
                other => Data::from(other.clone()).to_string(),
            };
            let column = column as usize;
            if column >= MAX_COLUMNS {
                return Some(Err(ExchangeError::TooWide));
            }
            if !words.is_empty() {
                row.resize(row.len().max(column + 1), String::new());
                row[column] = words;
            }
            if before.is_some() {
                return before.map(Ok);
            }
        }
        None
    });
    documents(rows, &file.name, false, notes)
}

/// Makes documents of rows, one after the other, so that no more than one of them is held; `has_no_end` says that the last may be a part of one.
fn documents(
    rows: impl Iterator<Item = Result<Vec<String>, ExchangeError>>,
    name: &str,
    has_no_end: bool,
    notes: &mut Vec<Note>,
) -> Result<Vec<Document>, ExchangeError> {
    let mut rows = rows.into_iter();
    let head = rows.next().transpose()?.unwrap_or_default();
    let head: Vec<String> = head.iter().map(|title| title.trim().to_lowercase().replace(' ', "_")).collect();
    let column = |names: &[&str]| names.iter().find_map(|name| head.iter().position(|title| title == name));
    let label = column(&["tag", "label", "kind", "tags"]);
    let places = (column(&["start", "begin", "start_offset"]), column(&["end", "end_offset"]));
    let text = column(&["text", "quote", "exact_text", "exact", "quote/description", "content"]);
    let lost = column(&[COLUMNS[LOST]]);
    let Some(label) = label.filter(|_| text.or(places.0).is_some()) else {
        let reason = "the first line names no column “tag”, and none of “text” or “start” and “end”".to_owned();
        return Err(ExchangeError::Broken { place: "line 1".to_owned(), reason });
    };
    let of = ["article", "url", "title", "language", "reviewer", "claim_id"].map(|name| column(&[name]));
    let fields: Vec<(Field, usize)> =
        Field::ALL.into_iter().filter_map(|field| Some((field, column(&[field.name()])?))).collect();
    let mut documents: Vec<Document> = Vec::new();
    let mut known: HashMap<(String, String), usize> = HashMap::new();
    let mut last_is_short = false;
    for (number, row) in rows.enumerate() {
        let row = row?;
        if number >= MAX_RECORDS {
            return Err(ExchangeError::TooMany);
        }
        last_is_short = has_no_end && (row.len() < head.len() || row.last().is_none_or(String::is_empty));
        let at = format!("row {}", number + 2);
        let cell = |column: Option<usize>| column.and_then(|column| row.get(column)).map_or("", String::as_str);
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let [article, url, title, language, reviewer, id] = of.map(cell);
        let article = if article.is_empty() { stem(name) } else { article };
        let place = *known.entry((article.to_owned(), reviewer.to_owned())).or_insert_with(|| {
            let mut document = Document::new(article, Unit::CodePoints);
            let maybe = |words: &str| Some(words.to_owned()).filter(|words| !words.is_empty());
            (document.metadata.url, document.metadata.title) = (maybe(url), maybe(title));
            document.metadata.language = maybe(language);
            reviewer.clone_into(&mut document.reviewer);
            documents.push(document);
            documents.len() - 1
        });
        let mut record = Record { at: at.clone(), labels: vec![cell(Some(label)).to_owned()], ..Record::default() };
        record.id = Some(id.to_owned()).filter(|id| !id.is_empty());
        if !take_places(&mut record, [cell(places.0), cell(places.1), cell(text)]) {
            notes.push(Note::left_out(at, "its start and its end have not the same number of places"));
            continue;
        }
        let lost = parted(cell(lost)).into_iter();
        record.pieces.extend(lost.map(|exact| Piece { exact: Some(exact), is_lost: true, ..Piece::default() }));
        for (field, column) in &fields {
            let words = cell(Some(*column));
            if field.is_list() { record.say_all(*field, parted(words)) } else { record.say(*field, words) }
        }
        documents[place].records.push(record);
    }
    if last_is_short {
        notes.push(Note::of_file(NoteKind::CutOff("The last row has no end and lacks cells")));
    }
    Ok(documents)
}

/// Takes the places of a row and their words; `false` when they contradict each other.
fn take_places(record: &mut Record, [start, end, text]: [&str; 3]) -> bool {
    let numbers = |cell: &str| -> Option<Vec<u64>> {
        let parts = cell.split(';').map(str::trim).filter(|part| !part.is_empty());
        // Spreadsheets may make 12.0 of 12.
        parts.map(|part| part.strip_suffix(".0").unwrap_or(part).parse().ok()).collect()
    };
    let Some((starts, ends)) = numbers(start).zip(numbers(end)).filter(|(starts, ends)| starts.len() == ends.len())
    else {
        return false;
    };
    // Of words that were too long for a cell, there is no quotation.
    let is_cut = text.ends_with(CUT) && text.encode_utf16().count() >= CELL_LIMIT - CUT.len();
    let text = if is_cut { "" } else { text };
    let words: Vec<&str> = text.split(GAP).collect();
    let each = starts.len() == words.len();
    if starts.is_empty() && !text.is_empty() {
        record.pieces.push(Piece { exact: Some(text.to_owned()), ..Piece::default() });
    }
    if !text.is_empty() && (starts.len() > 1 || (!each && !starts.is_empty())) {
        record.joined = Some((text.to_owned(), GAP));
    }
    for (number, (start, end)) in starts.into_iter().zip(ends).enumerate() {
        let exact = words.get(number).filter(|words| each && !words.is_empty()).map(|words| (*words).to_owned());
        record.pieces.push(Piece::at(start, end, exact));
    }
    true
}
