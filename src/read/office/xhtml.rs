//! The chapters of a book: XHTML to paragraphs, headings, lists and quotations.

use super::{
    look::Look,
    manuscript::{Manuscript, one_line},
    xml::{Element, Piece, Pieces},
};
use crate::read::{ReadError, Watch};

/// An element that is open and does something when it ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// Something that stands on lines of its own.
    Block,
    Quotation,
    Item,
    Caption,
    Table,
    Row,
    Cell,
    Link,
    NoteReference,
    Preformatted,
    Other,
}

/// Reads a chapter.
///
/// # Errors
/// When it is broken or over a limit.
pub(super) fn read(part: &str, content: &str, manuscript: &mut Manuscript, watch: &Watch) -> Result<(), ReadError> {
    let mut pieces = Pieces::of(part, content, watch);
    let mut inside: Vec<Inside> = Vec::new();
    while let Some(piece) = pieces.next()? {
        manuscript.check(watch)?;
        match piece {
            Piece::Open(element) => {
                if let Some(opened) = open(&element, &mut pieces, &inside, manuscript)? {
                    inside.push(opened);
                }
            }
            Piece::Close => close(inside.pop(), &inside, manuscript),
            Piece::Words(words) if inside.contains(&Inside::Preformatted) => {
                for (number, line) in words.split('\n').enumerate() {
                    if number > 0 {
                        manuscript.break_line();
                    }
                    manuscript.push(line);
                }
            }
            Piece::Words(words) => manuscript.push_collapsed(&words),
        }
    }
    manuscript.end_paragraph();
    Ok(())
}

/// Takes the beginning of an element; `None` when all of it was passed over.
fn open(
    element: &Element<'_>,
    pieces: &mut Pieces<'_, '_>,
    inside: &[Inside],
    manuscript: &mut Manuscript,
) -> Result<Option<Inside>, ReadError> {
    let kinds = element.prefixed("epub:type").unwrap_or_default();
    let role = element.prefixed("role").unwrap_or_default();
    let is = |kind: &str, name: &str| kinds.split_whitespace().any(|it| it == kind) || role == name;
    if is("pagebreak", "doc-pagebreak") {
        let label = element.prefixed("title").or_else(|| element.prefixed("aria-label"));
        let words = pieces.words_inside()?;
        manuscript.page_begins(&label.unwrap_or(words));
        return Ok(None);
    }
    let name = element.name().to_ascii_lowercase();
    let opened = match name.as_str() {
        "head" | "script" | "style" | "template" | "rt" | "rp" | "noscript" | "iframe" | "audio" | "video" | "form" => {
            pieces.skip()?;
            return Ok(None);
        }
        "svg" | "object" | "canvas" => {
            manuscript.left_out.pictures += 1;
            pieces.skip()?;
            return Ok(None);
        }
        "img" => {
            manuscript.left_out.pictures += 1;
            Inside::Other
        }
        "math" => {
            manuscript.left_out.equations += 1;
            Inside::Other
        }
        "br" => {
            manuscript.break_line();
            Inside::Other
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level = name.as_bytes().get(1).map_or(1, |digit| digit - b'0');
            manuscript.begin_paragraph(Look::Heading(level));
            Inside::Block
        }
        "blockquote" => begin(manuscript, inside, Inside::Quotation),
        "li" | "dt" | "dd" => begin(manuscript, inside, Inside::Item),
        "figcaption" | "caption" => begin(manuscript, inside, Inside::Caption),
        "table" => {
            manuscript.begin_table(None);
            Inside::Table
        }
        "tr" => {
            manuscript.begin_row();
            Inside::Row
        }
        "td" | "th" => {
            manuscript.begin_cell();
            Inside::Cell
        }
        "a" if is("noteref", "doc-noteref") => {
            manuscript.push("[");
            Inside::NoteReference
        }
        "a" if element.prefixed("href").is_some() => {
            manuscript.begin_link();
            Inside::Link
        }
        "pre" => begin(manuscript, inside, Inside::Preformatted),
        "p" | "div" | "section" | "article" | "aside" | "header" | "footer" | "main" | "nav" | "figure" | "ul"
        | "ol" | "dl" | "hr" | "address" | "body" | "hgroup" | "details" | "summary" | "fieldset" | "center" => {
            begin(manuscript, inside, Inside::Block)
        }
        _ => Inside::Other,
    };
    Ok(Some(opened))
}

/// Begins a paragraph of the kind that what is around it gives it.
fn begin(manuscript: &mut Manuscript, around: &[Inside], opened: Inside) -> Inside {
    let look = look_of(Some(opened)).or_else(|| around.iter().rev().find_map(|inside| look_of(Some(*inside))));
    manuscript.begin_paragraph(look.unwrap_or_default());
    opened
}

fn look_of(inside: Option<Inside>) -> Option<Look> {
    match inside? {
        Inside::Quotation => Some(Look::Quotation),
        Inside::Item => Some(Look::ListItem),
        Inside::Caption => Some(Look::Caption),
        _ => None,
    }
}

fn close(closed: Option<Inside>, around: &[Inside], manuscript: &mut Manuscript) {
    match closed {
        Some(Inside::Block | Inside::Quotation | Inside::Item | Inside::Caption | Inside::Preformatted) => {
            // Words that follow belong to what is around.
            begin(manuscript, around, Inside::Block);
        }
        Some(Inside::Table) => manuscript.end_table(),
        Some(Inside::Row) => manuscript.end_row(),
        Some(Inside::Cell) => manuscript.end_paragraph(),
        Some(Inside::Link) => manuscript.end_link(),
        Some(Inside::NoteReference) => manuscript.push("]"),
        Some(Inside::Other) | None => {}
    }
}

/// Where a table of contents leads, in order: the part, seen from the folder of the contents, and the name of the chapter.
///
/// # Errors
/// When it is broken.
pub(super) fn contents(part: &str, content: &str, watch: &Watch) -> Result<Vec<(String, String)>, ReadError> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut pieces = Pieces::of(part, content, watch);
    // The older kind has a name in front of each place, the newer one a link.
    let mut name = String::new();
    let mut is_other_list = false;
    while let Some(piece) = pieces.next()? {
        let Piece::Open(element) = piece else {
            continue;
        };
        match element.name() {
            "nav" => is_other_list = element.prefixed("epub:type").is_some_and(|kind| kind != "toc"),
            "a" if !is_other_list => {
                if let Some(target) = element.prefixed("href") {
                    found.push((target, one_line(&pieces.words_inside()?)));
                }
            }
            "navLabel" => name = one_line(&pieces.words_inside()?),
            "content" => {
                if let Some(target) = element.prefixed("src") {
                    found.push((target, name.clone()));
                }
            }
            "pageList" => pieces.skip()?,
            _ => {}
        }
    }
    Ok(found)
}
