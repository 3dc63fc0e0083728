//! The fact-check log: a row a claim.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{Omission, ReportError, html::sentences, material::Material, view::Head};
use crate::{
    claim::{Claim, Level, NO_LONGER_IN_TEXT, Reply, Tag, VerdictKind},
    text::neutralised,
};

/// The columns, in order.
pub const LOG_COLUMNS: [&str; 29] = [
    "number",
    "zone",
    "paragraph",
    "tag",
    "form",
    "exact text",
    "claim text",
    "speaker",
    "status",
    "attribution verdict",
    "content verdict",
    "confidence",
    "rationale",
    "evidence count",
    "primary count",
    "titles",
    "addresses",
    "archive addresses",
    "accessed",
    "locator",
    "contacted",
    "reply",
    "checker",
    "reviewer",
    "checked at",
    "notes",
    "start",
    "end",
    "page",
];

/// How many code units of UTF-16 a cell of a spreadsheet holds.
pub(crate) const CELL_LIMIT: usize = 32_767;

/// What stands where the end of a cell was cut off.
pub(crate) const CUT: &str = " […]";

/// What stands in a cell.
enum Cell {
    Words(String),
    Number(u64),
}

impl Cell {
    fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let said: Vec<&str> = words.into_iter().filter(|words| !words.trim().is_empty()).collect();
        Self::Words(said.join("; "))
    }

    /// The numbers of several segments in one cell; a single one stays a number.
    fn places(places: &[u64]) -> Self {
        match places {
            [place] => Self::Number(*place),
            several => {
                let several: Vec<String> = several.iter().map(u64::to_string).collect();
                Self::Words(several.join("; "))
            }
        }
    }
}

/// The log as CSV after RFC 4180, in UTF-8; with a byte-order mark where a program needs it to see that.
pub(super) fn csv(material: &Material, with_mark: bool) -> Result<Vec<u8>, ReportError> {
    let not_written = |fault: &dyn std::fmt::Display| ReportError::NotWritten(fault.to_string());
    let begun = if with_mark { "\u{FEFF}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(begun);
    writer.write_record(LOG_COLUMNS).map_err(|fault| not_written(&fault))?;
    for claim in material.review.claims().in_order() {
        let cells = row(material, claim).map(|cell| match cell {
            Cell::Words(words) => neutralised(&words).into_owned(),
            Cell::Number(number) => number.to_string(),
        });
        writer.write_record(cells).map_err(|fault| not_written(&fault))?;
    }
    writer.into_inner().map_err(|fault| not_written(&fault))
}

/// The log as a spreadsheet, and how many cells had to be cut.
pub(super) fn xlsx(material: &Material, head: &Head, left_out: &[Omission]) -> Result<(Vec<u8>, usize), ReportError> {
    let mut book = Workbook::new();
    // A fixed time, so that the same review gives the same bytes.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(head.kind).set_creation_datetime(&made));
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let sheet = book.add_worksheet();
    sheet.set_name("Log")?;
    sheet.set_freeze_panes(1, 1)?;
    for (column, title) in (0_u16..).zip(LOG_COLUMNS) {
        sheet.write_string_with_format(0, column, title, &bold)?;
        sheet.set_column_width(column, width(title))?;
    }
    let mut cut = 0;
    let claims = material.review.claims().in_order();
    for (line, claim) in (1_u32..).zip(claims) {
        for (column, cell) in (0_u16..).zip(row(material, claim)) {
            match cell {
                Cell::Number(number) => sheet.write_number_with_format(line, column, number as f64, &wrapped)?,
                Cell::Words(words) if words.is_empty() => continue,
                Cell::Words(words) => {
                    sheet.write_string_with_format(line, column, inert_cell(&words, &mut cut), &wrapped)?
                }
            };
        }
    }
    sheet.autofilter(0, 0, u32::try_from(claims.len()).unwrap_or(u32::MAX), LOG_COLUMNS.len() as u16 - 1)?;
    let mut left_out = left_out.to_vec();
    left_out.extend((cut > 0).then_some(Omission::CutCells(cut)));
    about(book.add_worksheet(), head, &left_out, &bold)?;
    Ok((book.save_to_buffer()?, cut))
}

/// The second sheet: what this is, and what is left out.
fn about(sheet: &mut Worksheet, head: &Head, left_out: &[Omission], bold: &Format) -> Result<(), ReportError> {
    sheet.set_name("About")?;
    sheet.set_column_width(0, 22)?.set_column_width(1, 90)?;
    let mut lines = vec![("Article", head.title.clone())];
    let address = head.address.as_ref().map(|address| address.words.clone()).unwrap_or_default();
    lines.extend([("Address", address), ("Reviewer", head.reviewer.clone()), ("State of", head.as_of.clone())]);
    if head.internal {
        lines.push(("Internal", "Holds what is confidential".to_owned()));
    }
    lines.extend(sentences(left_out).into_iter().map(|sentence| ("Left out", sentence)));
    let said = lines.into_iter().filter(|(_, words)| !words.is_empty());
    for (line, (name, words)) in (0_u32..).zip(said) {
        sheet.write_string_with_format(line, 0, name, bold)?;
        sheet.write_string(line, 1, inert_cell(&words, &mut 0))?;
    }
    Ok(())
}

/// Words as a cell of the workbook: no formula, and not what its writer takes for rich text of its own making and would put into the file as it
/// stands, markup and all.
fn inert_cell(words: &str, cut: &mut usize) -> String {
    let is_taken_for_markup = words.starts_with("<r>") && words.ends_with("</r>");
    let words = if is_taken_for_markup { format!("'{words}") } else { neutralised(words).into_owned() };
    fitting(words, cut)
}

/// A cell's words as far as a spreadsheet holds them.
pub(crate) fn fitting(words: String, cut: &mut usize) -> String {
    // No letter has fewer bytes than code units, so that most words need not be counted.
    if words.len() <= CELL_LIMIT || words.encode_utf16().count() <= CELL_LIMIT {
        return words;
    }
    *cut += 1;
    let mut units = CUT.encode_utf16().count();
    let kept = words.chars().take_while(|sign| {
        units += sign.len_utf16();
        units <= CELL_LIMIT
    });
    kept.chain(CUT.chars()).collect()
}

fn width(title: &str) -> f64 {
    match title {
        "exact text" | "claim text" | "rationale" => 48.0,
        "titles" | "addresses" | "archive addresses" | "reply" | "notes" | "contacted" => 32.0,
        "speaker" | "locator" | "attribution verdict" | "content verdict" | "zone" | "checker" | "reviewer" => 18.0,
        _ => 12.0,
    }
}

fn row(material: &Material, claim: &Claim) -> [Cell; 29] {
    let (review, check) = (&material.review, claim.check());
    let text = review.article().text();
    let first = claim.segments.placed().first().copied();
    let block = first.and_then(|span| review.article().block_at(span.start()));
    let words = |words: &str| Cell::Words(words.to_owned());
    let maybe = |words: Option<&str>| Cell::Words(words.unwrap_or_default().to_owned());
    let count = |count: usize| Cell::Number(count as u64);
    let pieces: Vec<_> = check.evidence.iter().filter_map(|link| review.piece(link.evidence)).collect();
    let accessed: Vec<String> = pieces.iter().filter_map(|piece| piece.accessed).map(|date| date.to_string()).collect();
    let contacts: Vec<_> = material.contacts(claim.id).collect();
    let replies = contacts.iter().map(|contact| match &contact.reply {
        Reply::Open => "",
        Reply::Answer(answer) => answer,
        Reply::NoReply => "no reply",
    });
    let start: Vec<u64> = claim.segments.placed().iter().map(|span| text.to_code_point(span.start()).0).collect();
    let end: Vec<u64> = claim.segments.placed().iter().map(|span| text.to_code_point(span.end()).0).collect();
    [
        count(material.number(claim.id)),
        words(first.map_or(NO_LONGER_IN_TEXT, |span| review.article().zone(span).label())),
        block.map_or_else(|| words(""), |block| count(block + 1)),
        words(claim.tag.label()),
        maybe((claim.tag == Tag::Quote).then(|| claim.form.label())),
        Cell::Words(material.exact(claim)),
        maybe(claim.claim_text.as_deref()),
        maybe(claim.speaker.and_then(|id| review.speaker(id)).map(|speaker| &*speaker.name)),
        words(claim.status.state.label()),
        maybe(review.schemes().verdict(&check.verdicts, VerdictKind::Attribution)),
        maybe(review.schemes().verdict(&check.verdicts, VerdictKind::Content)),
        maybe(check.confidence.map(crate::claim::Confidence::label)),
        words(&check.rationale),
        count(pieces.len()),
        count(check.evidence.iter().filter(|link| link.level == Some(Level::Primary)).count()),
        Cell::list(pieces.iter().map(|piece| piece.name())),
        Cell::list(pieces.iter().map(|piece| &*piece.address)),
        Cell::list(pieces.iter().map(|piece| &*piece.archive_address)),
        Cell::list(accessed.iter().map(String::as_str)),
        Cell::list(pieces.iter().map(|piece| &*piece.locator)),
        Cell::list(contacts.iter().map(|contact| &*contact.who)),
        Cell::list(replies),
        maybe(check.checker.as_deref()),
        maybe(check.approver.as_deref()),
        Cell::Words(checked_at(material, claim).unwrap_or_default()),
        words(&claim.note),
        Cell::places(&start),
        Cell::places(&end),
        maybe(first.and_then(|span| review.article().page_at(span.start())).map(|page| &*page.label)),
    ]
}

/// When its verdict was agreed last, as far as it still is.
fn checked_at(material: &Material, claim: &Claim) -> Option<String> {
    let is_agreed = claim.status.state.group() == crate::claim::StatusGroup::Checked;
    let agreed = |entry: &&crate::review::HistoryEntry| {
        entry.claim == Some(claim.id) && entry.edit == "status" && entry.to.as_deref() == Some("approved")
    };
    let entry = material.review.history().iter().rfind(agreed).filter(|_| is_agreed)?;
    Some(entry.at.to_string())
}

impl From<XlsxError> for ReportError {
    fn from(fault: XlsxError) -> Self {
        Self::NotWritten(fault.to_string())
    }
}
