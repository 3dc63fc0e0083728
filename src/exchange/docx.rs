//! The article as a Word document: every claim is highlighted and has a comment.
//!
//! Only the four parts that a reader needs are written. A comment reaches from its start to its end mark, and ranges may cross; the text is cut
//! wherever one begins or ends, and each piece has the colour of the shortest claim that holds it. A claim of several stretches has a comment on each.

use super::{
    NamedFile, ORIGIN, Watch, archive,
    error::ExchangeError,
    field::Field,
    sheet::{Row, Sheet},
    xml::Page,
};
use crate::claim::{Tag, VerdictKind};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A stretch with the comment on it.
struct Comment<'a> {
    id: String,
    row: &'a Row<'a>,
    start: usize,
    end: usize,
}

/// Writes a review.
pub(super) fn write(sheet: &Sheet<'_>, watch: &mut Watch<'_>) -> Result<Vec<u8>, ExchangeError> {
    let stretches = sheet.rows.iter().flat_map(|row| row.places.iter().map(move |place| (row, place.span)));
    let comments: Vec<Comment<'_>> = stretches
        .enumerate()
        .map(|(id, (row, span))| Comment { id: id.to_string(), row, start: span.start().get(), end: span.end().get() })
        .collect();
    let part = |name: &str, bytes: Vec<u8>| NamedFile { name: name.to_owned(), bytes };
    archive::pack(&[
        part("[Content_Types].xml", content_types()?),
        part("_rels/.rels", relations(&format!("{OFFICE}/officeDocument"), "word/document.xml")?),
        part("word/_rels/document.xml.rels", relations(&format!("{OFFICE}/comments"), "comments.xml")?),
        part("word/document.xml", document(sheet, &comments, watch)?),
        part("word/comments.xml", comments_part(sheet, &comments)?),
    ])
}

fn content_types() -> Result<Vec<u8>, ExchangeError> {
    let mut page = Page::begin()?;
    page.open("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))])?;
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    page.empty("Default", &[("Extension", "rels"), ("ContentType", relations)])?;
    page.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")])?;
    for (name, kind) in [("document", "document.main"), ("comments", "comments")] {
        let (name, kind) = (format!("/word/{name}.xml"), format!("{WORD_TYPE}.{kind}+xml"));
        page.empty("Override", &[("PartName", &name), ("ContentType", &kind)])?;
    }
    page.close("Types")?;
    Ok(page.end())
}

fn relations(of_type: &str, target: &str) -> Result<Vec<u8>, ExchangeError> {
    let mut page = Page::begin()?;
    page.open("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))])?;
    page.empty("Relationship", &[("Id", "rId1"), ("Type", of_type), ("Target", target)])?;
    page.close("Relationships")?;
    Ok(page.end())
}

fn document(sheet: &Sheet<'_>, comments: &[Comment<'_>], watch: &mut Watch<'_>) -> Result<Vec<u8>, ExchangeError> {
    let mut page = Page::begin()?;
    page.open("w:document", &[("xmlns:w", MAIN)])?;
    page.open("w:body", &[])?;
    let mut starts: Vec<&Comment<'_>> = comments.iter().collect();
    starts.sort_by_key(|comment| comment.start);
    let mut ends: Vec<&Comment<'_>> = comments.iter().collect();
    ends.sort_by_key(|comment| comment.end);
    let (mut starts, mut ends) = (starts.into_iter().peekable(), ends.into_iter().peekable());
    let mut open: Vec<&Comment<'_>> = Vec::new();
    let mut at = 0;
    for (number, line) in sheet.text().split('\n').enumerate() {
        watch.step(number, number)?;
        page.open("w:p", &[])?;
        let line_end = at + line.len();
        loop {
            while let Some(comment) = ends.next_if(|comment| comment.end <= at) {
                open.retain(|other| other.id != comment.id);
                page.empty("w:commentRangeEnd", &[("w:id", &comment.id)])?;
                page.open("w:r", &[])?;
                page.empty("w:commentReference", &[("w:id", &comment.id)])?;
                page.close("w:r")?;
            }
            // What begins at the end of a line begins in the next.
            while let Some(comment) = starts.next_if(|comment| comment.start == at && at < line_end) {
                open.push(comment);
                page.empty("w:commentRangeStart", &[("w:id", &comment.id)])?;
            }
            if at == line_end {
                break;
            }
            let next = starts.peek().map_or(line_end, |comment| comment.start.max(at + 1));
            let next = next.min(ends.peek().map_or(line_end, |comment| comment.end)).min(line_end);
            run(&mut page, sheet.text().get(at..next).unwrap_or_default(), &open)?;
            at = next;
        }
        page.close("w:p")?;
        at = line_end + 1;
    }
    page.close("w:body")?;
    page.close("w:document")?;
    Ok(page.end())
}

fn run(page: &mut Page, words: &str, open: &[&Comment<'_>]) -> Result<(), ExchangeError> {
    page.open("w:r", &[])?;
    if let Some(comment) = open.iter().min_by_key(|comment| comment.end - comment.start) {
        page.open("w:rPr", &[])?;
        page.empty("w:highlight", &[("w:val", colour(comment.row.claim.tag))])?;
        page.close("w:rPr")?;
    }
    for (number, part) in words.split('\t').enumerate() {
        if number > 0 {
            page.empty("w:tab", &[])?;
        }
        page.words("w:t", &[("xml:space", "preserve")], part)?;
    }
    page.close("w:r")
}

fn colour(tag: Tag) -> &'static str {
    match tag {
        Tag::Quote => "yellow",
        Tag::Assertion => "cyan",
        Tag::Commentary => "green",
    }
}

fn comments_part(sheet: &Sheet<'_>, comments: &[Comment<'_>]) -> Result<Vec<u8>, ExchangeError> {
    let mut page = Page::begin()?;
    page.open("w:comments", &[("xmlns:w", MAIN)])?;
    let reviewer = Some(sheet.review.reviewer()).filter(|name| !name.trim().is_empty()).unwrap_or(ORIGIN);
    let initials: String = reviewer.split_whitespace().filter_map(|name| name.chars().next()).collect();
    let mut last = None;
    for comment in comments {
        let at = comment.row.claim.modified.to_string();
        let attributes =
            [("w:id", comment.id.as_str()), ("w:author", reviewer), ("w:initials", &initials), ("w:date", &at)];
        page.open("w:comment", &attributes)?;
        let continues = last == Some(comment.row.claim.id);
        for line in lines(sheet, comment.row, continues) {
            page.open("w:p", &[])?;
            page.open("w:r", &[])?;
            page.words("w:t", &[("xml:space", "preserve")], &line)?;
            page.close("w:r")?;
            page.close("w:p")?;
        }
        page.close("w:comment")?;
        last = Some(comment.row.claim.id);
    }
    page.close("w:comments")?;
    Ok(page.end())
}

fn lines(sheet: &Sheet<'_>, row: &Row<'_>, continues: bool) -> Vec<String> {
    let number = sheet.review.claims().position(row.claim.id).map_or(0, |position| position + 1);
    let mark = format!("{} {}{number}", row.claim.tag.label(), row.claim.tag.letter());
    if continues {
        return vec![format!("{mark}, continued")];
    }
    let mut lines = vec![mark];
    let mut put = |name: &str, words: &str| {
        if !words.trim().is_empty() {
            lines.push(format!("{name}: {}", words.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
    };
    let word = |field: Field| row.values.first(field).unwrap_or_default();
    put("Speaker", word(Field::Speaker));
    put("Says", word(Field::ClaimText));
    put("Status", row.claim.status.state.label());
    put("Because", word(Field::Reason));
    for kind in [VerdictKind::Attribution, VerdictKind::Content] {
        let verdict = sheet.review.schemes().verdict(&row.claim.check().verdicts, kind);
        put(kind.label().trim_end_matches('?'), verdict.unwrap_or_default());
    }
    put("Confidence", word(Field::Confidence));
    put("Why", word(Field::Rationale));
    put("Note", word(Field::Note));
    let (titles, stances) = (row.values.get(Field::EvidenceTitles), row.values.get(Field::Stances));
    for (place, value) in row.values.get(Field::Evidence).iter().enumerate() {
        let stance = stances.get(place).map(AsRef::as_ref).unwrap_or_default();
        let title = titles.get(place).filter(|title| !title.is_empty());
        put("Evidence", &format!("{}{value} ({stance})", title.map(|title| format!("{title}, ")).unwrap_or_default()));
    }
    lines
}
