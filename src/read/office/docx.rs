//! Word documents, with templates and documents that hold macros among them.

use super::{
    manuscript::Manuscript,
    package,
    word_body::{NoteKind, NoteReference, Walk},
    word_numbering::Numbering,
    word_styles::Styles,
    xml::{Piece, Pieces},
};
use crate::read::{
    DocumentFault, Draft, Input, ReadError, Reader, Watch,
    archive::{self, Archive, Sort},
};

/// Reads Word documents.
pub(in crate::read) struct Docx;

impl Reader for Docx {
    fn name_and_version(&self) -> &'static str {
        "docx 2"
    }

    fn media_type(&self) -> &'static str {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    }

    fn recognises(&self, input: &Input<'_>) -> bool {
        archive::is_archive(input.bytes()) && archive::sort(input.bytes()) == Sort::Word
    }

    fn read(&self, input: &Input<'_>, watch: &Watch) -> Result<Draft, ReadError> {
        read(input.bytes(), watch)
    }
}

/// The usual names of parts, for documents whose relations lead nowhere.
const DOCUMENT: &str = "word/document.xml";

fn read(bytes: &[u8], watch: &Watch) -> Result<Draft, ReadError> {
    let mut archive = Archive::open(bytes, watch)?;
    let package = package::relations(&mut archive, "", watch)?;
    let document = package.get("officeDocument").filter(|part| archive.holds(part)).map_or(DOCUMENT, String::as_str);
    let Some(content) = package::characters(&mut archive, document, watch)? else {
        return Err(DocumentFault::MissingPart { part: document.to_owned() }.into());
    };
    let parts = Parts { relations: package::relations(&mut archive, document, watch)? };
    let mut manuscript = Manuscript::default();
    if let Some(core) = package.get("core-properties")
        && let Some(content) = package::characters(&mut archive, core, watch)?
    {
        package::take_metadata(&mut Pieces::of(core, &content, watch), &mut manuscript.metadata)?;
    }
    let styles = match parts.characters(&mut archive, "styles", watch)? {
        Some((part, content)) => Styles::read(&part, &content, watch)?,
        None => Styles::default(),
    };
    let mut numbering = match parts.characters(&mut archive, "numbering", watch)? {
        Some((part, content)) => Numbering::read(&part, &content, watch)?,
        None => Numbering::default(),
    };
    let pieces = Pieces::of(document, &content, watch);
    let mut walk = Walk::new(pieces, &mut manuscript, &styles, &mut numbering, watch);
    walk.read_all()?;
    let notes = walk.notes;
    for (kind, name) in [(NoteKind::Foot, "footnotes"), (NoteKind::End, "endnotes")] {
        if !notes.iter().any(|note| note.kind == kind) {
            continue;
        }
        // An article without its notes would look like a whole one.
        let Some((part, content)) = parts.characters(&mut archive, name, watch)? else {
            return Err(DocumentFault::MissingPart { part: format!("word/{name}.xml") }.into());
        };
        let places = places(&notes, kind);
        let pieces = Pieces::of(&part, &content, watch);
        let mut walk = Walk::new(pieces, &mut manuscript, &styles, &mut numbering, watch);
        walk.read_notes(kind, |id| places.get(id).cloned())?;
    }
    if let Some((part, content)) = parts.characters(&mut archive, "comments", watch)? {
        take_comments(&part, &content, &mut manuscript, watch)?;
    }
    manuscript.check(watch)?;
    manuscript.into_draft(watch)
}

/// The number of each note of a kind among all of them, endnotes last, and its mark, by its id.
fn places(notes: &[NoteReference], kind: NoteKind) -> std::collections::HashMap<&str, (usize, String)> {
    let base = if kind == NoteKind::Foot { 0 } else { notes.len() };
    let of_kind = notes.iter().enumerate().filter(|(_, note)| note.kind == kind);
    // Where two places refer to one note, the first has its mark.
    of_kind.rev().map(|(number, note)| (note.id.as_str(), (base + number, note.mark.clone()))).collect()
}

struct Parts {
    relations: std::collections::HashMap<String, String>,
}

impl Parts {
    /// The part that the document names so, or that has the usual name.
    fn characters(
        &self,
        archive: &mut Archive<'_>,
        name: &str,
        watch: &Watch,
    ) -> Result<Option<(String, String)>, ReadError> {
        let usual = format!("word/{name}.xml");
        let part = self.relations.get(name).filter(|part| archive.holds(part)).cloned().unwrap_or(usual);
        Ok(package::characters(archive, &part, watch)?.map(|content| (part, content)))
    }
}

/// Takes what others wrote beside the text.
fn take_comments(part: &str, content: &str, manuscript: &mut Manuscript, watch: &Watch) -> Result<(), ReadError> {
    let mut pieces = Pieces::of(part, content, watch);
    while let Some(piece) = pieces.next()? {
        let Piece::Open(comment) = piece else {
            continue;
        };
        let (Some(id), "comment") = (comment.attribute("id"), comment.name()) else {
            continue;
        };
        let author = comment.attribute("author");
        let mut words = String::new();
        let mut names = vec!["comment".to_owned()];
        while !names.is_empty() {
            match pieces.next()? {
                Some(Piece::Open(element)) if matches!(element.name(), "del" | "moveFrom" | "instrText" | "pPr") => {
                    pieces.skip()?;
                }
                Some(Piece::Open(element)) => {
                    match element.name() {
                        "tab" => words.push('\t'),
                        "br" | "cr" => words.push('\n'),
                        _ => {}
                    }
                    names.push(element.name().to_owned());
                }
                Some(Piece::Close) => {
                    if names.pop().is_some_and(|name| name == "p") {
                        words.push('\n');
                    }
                }
                Some(Piece::Words(more)) if names.last().is_some_and(|name| name == "t") => words.push_str(&more),
                Some(Piece::Words(_)) => {}
                None => break,
            }
        }
        manuscript.remark(id, author, &words);
        manuscript.check(watch)?;
    }
    Ok(())
}
