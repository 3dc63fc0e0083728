//! Books: EPUB 2 and 3.
//!
//! The whole book is the first of its parts, and each chapter of its table of contents is another: a book is read as a whole
//! when it is searched or checked from end to end, and by the chapter when one claim needs its place. Either way a review is
//! of the same file.

use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;

use super::{
    manuscript::{Manuscript, one_line},
    package::{self, folder_of, resolved},
    xhtml,
    xml::{Piece, Pieces},
};
use crate::{
    article::Metadata,
    read::{
        DocumentFault, Draft, Input, Part, ReadError, Reader, Watch,
        archive::{self, Archive, Sort},
        front_matter,
    },
};

/// Reads books.
pub(in crate::read) struct Epub;

impl Reader for Epub {
    fn name_and_version(&self) -> &'static str {
        "epub 1"
    }

    fn media_type(&self) -> &'static str {
        "application/epub+zip"
    }

    fn recognises(&self, input: &Input<'_>) -> bool {
        archive::is_archive(input.bytes()) && archive::sort(input.bytes()) == Sort::Epub
    }

    fn read(&self, input: &Input<'_>, watch: &Watch) -> Result<Draft, ReadError> {
        read(input.bytes(), input.part(), watch)
    }
}

fn read(bytes: &[u8], wanted: usize, watch: &Watch) -> Result<Draft, ReadError> {
    let mut archive = Archive::open(bytes, watch)?;
    let package = package_part(&mut archive, watch)?;
    let Some(content) = package::characters(&mut archive, &package, watch)? else {
        return Err(DocumentFault::MissingPart { part: package }.into());
    };
    let book = Book::read(&package, &content, watch)?;
    let locked = locked_parts(&mut archive, watch)?;
    let chapters = book.chapters(&mut archive, watch)?;
    let mut parts = Vec::new();
    if chapters.len() > 1 {
        let named = |name: &str| Part { name: name.to_owned(), address: None, kept: None };
        parts.push(named("The whole book"));
        parts.extend(chapters.iter().map(|chapter| named(&chapter.name)));
    }
    let mut manuscript = Manuscript::about(book.metadata.clone());
    let sections = match wanted.checked_sub(1) {
        None => book.spine.clone(),
        Some(number) => {
            let count = parts.len().max(1);
            let no_such = DocumentFault::NoSuchPart { asked: wanted, count };
            let chapter = chapters.get(number).filter(|_| count > 1).ok_or(no_such)?;
            chapter.sections.clone()
        }
    };
    let mut read_any = false;
    for section in &sections {
        if locked.contains(section) {
            return Err(DocumentFault::Locked.into());
        }
        let Some(content) = package::characters(&mut archive, section, watch)? else {
            return Err(DocumentFault::MissingPart { part: section.clone() }.into());
        };
        xhtml::read(section, &content, &mut manuscript, watch)?;
        read_any = true;
    }
    if !read_any {
        return Err(DocumentFault::NoChapter.into());
    }
    // The title of a book is in its description; its first heading is that of a chapter as often as not.
    if let Some(number) = wanted.checked_sub(1) {
        manuscript.metadata.title = chapters.get(number).map(|chapter| chapter.name.clone());
    } else if book.metadata.title.is_some() {
        manuscript.metadata.title.clone_from(&book.metadata.title);
    }
    Ok(Draft { parts, ..manuscript.into_draft(watch)? })
}

/// The part that describes the book.
fn package_part(archive: &mut Archive<'_>, watch: &Watch) -> Result<String, ReadError> {
    const CONTAINER: &str = "META-INF/container.xml";
    let Some(content) = package::characters(archive, CONTAINER, watch)? else {
        return Err(DocumentFault::MissingPart { part: CONTAINER.to_owned() }.into());
    };
    let mut pieces = Pieces::of(CONTAINER, &content, watch);
    while let Some(piece) = pieces.next()? {
        if let Piece::Open(element) = piece
            && element.name() == "rootfile"
            && let Some(path) = element.attribute("full-path")
        {
            return Ok(resolved("", &path));
        }
    }
    Err(DocumentFault::NoChapter.into())
}

/// The parts that are locked. Fonts often are, which does not matter.
fn locked_parts(archive: &mut Archive<'_>, watch: &Watch) -> Result<Vec<String>, ReadError> {
    const LIST: &str = "META-INF/encryption.xml";
    let mut locked = Vec::new();
    let Some(content) = package::characters(archive, LIST, watch)? else {
        return Ok(locked);
    };
    let mut pieces = Pieces::of(LIST, &content, watch);
    while let Some(piece) = pieces.next()? {
        if let Piece::Open(element) = piece
            && element.name() == "CipherReference"
            && let Some(part) = element.attribute("URI")
        {
            locked.push(resolved("", &unescaped(&part)));
        }
    }
    Ok(locked)
}

/// A book as its description has it.
#[derive(Default)]
struct Book {
    metadata: Metadata,
    /// The parts of the text, in reading order.
    spine: Vec<String>,
    /// The parts with a table of contents, the newer kind first.
    contents: Vec<String>,
}

struct Chapter {
    name: String,
    sections: Vec<String>,
}

struct Item {
    part: String,
    is_text: bool,
}

impl Book {
    fn read(package: &str, content: &str, watch: &Watch) -> Result<Self, ReadError> {
        let folder = folder_of(package);
        let mut book = Self::default();
        let mut items: HashMap<String, Item> = HashMap::new();
        let mut older_contents = None;
        // A part that is named twice is read once.
        let mut known = HashSet::new();
        let mut pieces = Pieces::of(package, content, watch);
        while let Some(piece) = pieces.next()? {
            let Piece::Open(element) = piece else {
                continue;
            };
            match element.name() {
                name @ ("title" | "creator" | "publisher" | "language" | "date") => {
                    let name = name.to_owned();
                    let event = element.attribute("event");
                    let words = one_line(&pieces.words_inside()?);
                    book.take(&name, event.as_deref(), &words);
                }
                "item" => {
                    let (Some(id), Some(target)) = (element.prefixed("id"), element.prefixed("href")) else {
                        continue;
                    };
                    let part = resolved(folder, &unescaped(&target));
                    let kind = element.prefixed("media-type").unwrap_or_default();
                    let properties = element.prefixed("properties").unwrap_or_default();
                    if properties.split_whitespace().any(|property| property == "nav") {
                        book.contents.insert(0, part.clone());
                    } else if kind == "application/x-dtbncx+xml" {
                        older_contents = Some(part.clone());
                    }
                    let is_text =
                        kind == "application/xhtml+xml" || kind.contains("oeb1-document") || kind == "text/html";
                    items.insert(id, Item { part, is_text });
                }
                "itemref" => {
                    let item = element.prefixed("idref").and_then(|id| items.get(&id));
                    let new = item.filter(|item| item.is_text && known.insert(item.part.clone()));
                    book.spine.extend(new.map(|item| item.part.clone()));
                }
                _ => {}
            }
        }
        book.contents.extend(older_contents);
        // A table of contents says nothing that the chapters do not.
        if book.spine.len() > 1 {
            let contents = &book.contents;
            book.spine.retain(|part| !contents.contains(part));
        }
        Ok(book)
    }

    fn take(&mut self, name: &str, event: Option<&str>, words: &str) {
        let words: String = words.chars().filter(|c| !c.is_control()).collect();
        if words.is_empty() {
            return;
        }
        let metadata = &mut self.metadata;
        match name {
            "title" => metadata.title = metadata.title.take().or(Some(words)),
            "creator" => metadata.authors.push(words),
            "publisher" => metadata.publisher = Some(words),
            "language" => metadata.language = metadata.language.take().or(Some(words)),
            _ if event.is_some_and(|event| event == "modification") => metadata.updated = front_matter::date(&words),
            _ => metadata.published = metadata.published.or_else(|| front_matter::date(&words)),
        }
    }

    /// The chapters: from one part that the table of contents names to the next.
    fn chapters(&self, archive: &mut Archive<'_>, watch: &Watch) -> Result<Vec<Chapter>, ReadError> {
        let mut names: HashMap<String, String> = HashMap::new();
        for part in &self.contents {
            let Some(content) = package::characters(archive, part, watch)? else {
                continue;
            };
            for (target, name) in xhtml::contents(part, &content, watch)? {
                let path = target.split('#').next().unwrap_or_default();
                let part = resolved(folder_of(part), &unescaped(path));
                if !name.is_empty() {
                    names.entry(part).or_insert(name);
                }
            }
            if !names.is_empty() {
                break;
            }
        }
        let mut chapters: Vec<Chapter> = Vec::new();
        for section in &self.spine {
            let file = section.rsplit('/').next().unwrap_or(section);
            match (names.get(section), chapters.last_mut()) {
                (None, Some(chapter)) if !names.is_empty() => chapter.sections.push(section.clone()),
                (name, _) => {
                    let name = name.cloned().unwrap_or_else(|| file.to_owned());
                    chapters.push(Chapter { name, sections: vec![section.clone()] });
                }
            }
        }
        Ok(chapters)
    }
}

/// An address of a part without the escapes that addresses need.
fn unescaped(address: &str) -> String {
    percent_decode_str(address).decode_utf8_lossy().into_owned()
}
