//! Texts of LibreOffice and other programs: OpenDocument, packed or as one XML file.

use std::collections::HashMap;

use super::{
    look::{self, Look},
    manuscript::{Manuscript, one_line},
    package,
    xml::{Element, Piece, Pieces},
};
use crate::read::{
    DocumentFault, Draft, Input, ReadError, Reader, Watch,
    archive::{self, Archive, Sort},
};

/// Reads OpenDocument texts.
pub(in crate::read) struct Odt;

impl Reader for Odt {
    fn name_and_version(&self) -> &'static str {
        "odt 2"
    }

    fn media_type(&self) -> &'static str {
        "application/vnd.oasis.opendocument.text"
    }

    fn recognises(&self, input: &Input<'_>) -> bool {
        is_flat(input) || (archive::is_archive(input.bytes()) && archive::sort(input.bytes()) == Sort::OpenDocument)
    }

    fn read(&self, input: &Input<'_>, watch: &Watch) -> Result<Draft, ReadError> {
        if is_flat(input) { read_flat(input, watch) } else { read(input.bytes(), watch) }
    }
}

/// Whether it is a text as one XML file.
fn is_flat(input: &Input<'_>) -> bool {
    const HEAD: usize = 8 * 1024;
    input.text().is_some_and(|decoded| {
        let words = decoded.content.trim_start();
        if !words.starts_with('<') {
            return false;
        }
        let head: String = words.chars().take(HEAD).collect();
        head.contains("<office:document ") && head.contains("application/vnd.oasis.opendocument.text")
    })
}

fn read_flat(input: &Input<'_>, watch: &Watch) -> Result<Draft, ReadError> {
    const PART: &str = "office:document";
    let content = input.text().map(|decoded| decoded.content.as_ref()).unwrap_or_default();
    let mut styles = Styles::default();
    styles.read(PART, content, watch)?;
    let mut manuscript = Manuscript::default();
    let mut pieces = Pieces::of(PART, content, watch);
    while let Some(piece) = pieces.next()? {
        if let Piece::Open(element) = piece
            && element.name() == "meta"
        {
            package::take_metadata(&mut pieces, &mut manuscript.metadata)?;
            break;
        }
    }
    walk(PART, content, &styles, &HashMap::new(), &mut manuscript, watch)?;
    manuscript.into_draft(watch)
}

fn read(bytes: &[u8], watch: &Watch) -> Result<Draft, ReadError> {
    const CONTENT: &str = "content.xml";
    let mut archive = Archive::open(bytes, watch)?;
    if let Some(manifest) = package::characters(&mut archive, "META-INF/manifest.xml", watch)?
        && manifest.contains("encryption-data")
    {
        return Err(DocumentFault::Locked.into());
    }
    let Some(content) = package::characters(&mut archive, CONTENT, watch)? else {
        return Err(DocumentFault::MissingPart { part: CONTENT.to_owned() }.into());
    };
    let mut styles = Styles::default();
    if let Some(common) = package::characters(&mut archive, "styles.xml", watch)? {
        styles.read("styles.xml", &common, watch)?;
    }
    styles.read(CONTENT, &content, watch)?;
    let mut manuscript = Manuscript::default();
    if let Some(meta) = package::characters(&mut archive, "meta.xml", watch)? {
        package::take_metadata(&mut Pieces::of("meta.xml", &meta, watch), &mut manuscript.metadata)?;
    }
    let formulas = formulas(&mut archive, watch)?;
    walk(CONTENT, &content, &styles, &formulas, &mut manuscript, watch)?;
    manuscript.into_draft(watch)
}

/// The formulas of a text, by the folders they are in: each is a document of its own. One that cannot be read is left out, as a picture is.
fn formulas(archive: &mut Archive<'_>, watch: &Watch) -> Result<HashMap<String, String>, ReadError> {
    const MOST: usize = 1000;
    const HEAD: usize = 2000;
    let mut formulas = HashMap::new();
    let parts = archive.parts_in("");
    for part in parts.iter().filter(|part| part.ends_with("/content.xml")).take(MOST) {
        watch.check()?;
        let Ok(Some(content)) = package::characters(archive, part, watch) else {
            continue;
        };
        if !content[..content.floor_char_boundary(HEAD)].contains("math") {
            continue;
        }
        let mut pieces = Pieces::of(part, &content, watch);
        while let Ok(Some(piece)) = pieces.next() {
            if let Piece::Open(element) = piece
                && element.name() == "math"
                && let Ok(words) = formula(&mut pieces)
            {
                formulas.insert(package::folder_of(part).to_owned(), words);
            }
        }
    }
    Ok(formulas)
}

/// The formula that has just begun as one line: as its author typed it, or else its signs one after another.
fn formula(pieces: &mut Pieces<'_, '_>) -> Result<String, ReadError> {
    let mut signs: Vec<String> = Vec::new();
    let mut typed = None;
    let mut open = 1_usize;
    while open > 0 {
        match pieces.next()? {
            Some(Piece::Open(element)) => match element.name() {
                "annotation" => typed = Some(one_line(&pieces.words_inside()?)),
                "annotation-xml" => pieces.skip()?,
                "mi" | "mn" | "mo" | "ms" | "mtext" => signs.push(one_line(&pieces.words_inside()?)),
                _ => open += 1,
            },
            Some(Piece::Close) => open -= 1,
            Some(Piece::Words(_)) => {}
            None => break,
        }
    }
    signs.retain(|sign| !sign.is_empty());
    Ok(typed.filter(|typed| !typed.is_empty()).unwrap_or_else(|| signs.join(" ")))
}

/// How many styles are looked at; more are there to fill the memory.
const MOST: usize = 100_000;

/// Styles by their families and names.
#[derive(Default)]
struct Styles(HashMap<(String, String), Style>);

#[derive(Default)]
struct Style {
    /// The name that people see.
    name: String,
    parent: Option<String>,
    /// From 1; 0 is running text.
    outline: Option<u8>,
    hidden: Option<bool>,
}

impl Styles {
    fn read(&mut self, part: &str, content: &str, watch: &Watch) -> Result<(), ReadError> {
        let mut pieces = Pieces::of(part, content, watch);
        let mut current: Option<(String, String)> = None;
        while let Some(piece) = pieces.next()? {
            let Piece::Open(element) = piece else {
                continue;
            };
            match element.name() {
                // The words come later.
                "body" => pieces.skip()?,
                "style" => {
                    let name = element.prefixed("style:name").unwrap_or_default();
                    let key = (element.prefixed("style:family").unwrap_or_default(), name.clone());
                    let style = Style {
                        name: element.prefixed("style:display-name").unwrap_or(name),
                        parent: element.prefixed("style:parent-style-name"),
                        outline: element.attribute("default-outline-level").and_then(|level| level.parse().ok()),
                        hidden: None,
                    };
                    current = (self.0.len() < MOST).then_some(key.clone());
                    if current.is_some() {
                        self.0.insert(key, style);
                    }
                }
                "text-properties" => {
                    let hidden = element.prefixed("text:display").map(|display| display == "none");
                    if let Some(style) = current.as_ref().and_then(|key| self.0.get_mut(key)) {
                        style.hidden = hidden.or(style.hidden);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn look(&self, style: &str) -> Look {
        let mut last = style.to_owned();
        let look = self.first("paragraph", style, |style| {
            // A style may be based on one that every program knows and the file does not describe.
            last = style.parent.clone().unwrap_or_default();
            let by_outline = || style.outline.filter(|level| *level > 0).map(Look::Heading);
            look::of_style(&style.name).or_else(by_outline)
        });
        look.or_else(|| look::of_style(&last)).unwrap_or_default()
    }

    fn is_hidden(&self, family: &str, style: &str) -> bool {
        self.first(family, style, |style| style.hidden).unwrap_or(false)
    }

    fn first<T>(&self, family: &str, style: &str, mut answer: impl FnMut(&Style) -> Option<T>) -> Option<T> {
        const LONGEST_CHAIN: usize = 32;
        let mut key = (family.to_owned(), style.to_owned());
        for _ in 0..LONGEST_CHAIN {
            let style = self.0.get(&key)?;
            if let Some(found) = answer(style) {
                return Some(found);
            }
            key.1 = style.parent.clone()?;
        }
        None
    }
}

/// An element that is open and does something when it ends.
enum Inside {
    Paragraph,
    Link,
    Hidden,
    Item,
    Table,
    Row,
    Box,
    Note { place: usize },
    Frame,
    Other,
}

struct Walk<'p, 'x, 'w> {
    pieces: Pieces<'x, 'w>,
    styles: &'p Styles,
    formulas: &'p HashMap<String, String>,
    manuscript: &'p mut Manuscript,
    inside: Vec<Inside>,
    /// Elements that hide what is in them.
    hidden: usize,
    /// Paragraphs that are open; words outside of them are no text.
    paragraphs: usize,
    /// Entries of lists that are open.
    items: usize,
    notes: usize,
    remarks: usize,
    /// Whether the open frame shows something that was counted or read.
    frame_known: bool,
}

fn walk(
    part: &str,
    content: &str,
    styles: &Styles,
    formulas: &HashMap<String, String>,
    manuscript: &mut Manuscript,
    watch: &Watch,
) -> Result<(), ReadError> {
    let pieces = Pieces::of(part, content, watch);
    let mut walk = Walk {
        pieces,
        styles,
        formulas,
        manuscript,
        inside: Vec::new(),
        hidden: 0,
        paragraphs: 0,
        items: 0,
        notes: 0,
        remarks: 0,
        frame_known: false,
    };
    while let Some(piece) = walk.pieces.next()? {
        walk.manuscript.check(watch)?;
        match piece {
            Piece::Open(element) => walk.open(&element)?,
            Piece::Close => walk.close(),
            Piece::Words(words) => {
                if walk.paragraphs > 0 && walk.hidden == 0 {
                    walk.manuscript.push_collapsed(&words);
                }
            }
        }
    }
    Ok(())
}

impl Walk<'_, '_, '_> {
    fn open(&mut self, element: &Element<'_>) -> Result<(), ReadError> {
        let inside = match element.name() {
            // What is no text of its own: descriptions, the words before changes, templates of indexes, readings.
            "styles"
            | "automatic-styles"
            | "master-styles"
            | "font-face-decls"
            | "scripts"
            | "settings"
            | "meta"
            | "forms"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "desc"
            | "script"
            | "event-listeners"
            | "ruby-text"
            | "dde-source"
            | "table-of-content-source"
            | "illustration-index-source"
            | "table-index-source"
            | "object-index-source"
            | "user-index-source"
            | "alphabetical-index-source"
            | "bibliography-source"
            | "index-title-template" => return self.pieces.skip(),
            // The title of a picture; that of a document is a field with the same name.
            "title" if element.prefixed("text:fixed").is_none() && self.paragraphs == 0 => return self.pieces.skip(),
            "title" if matches!(self.inside.last(), Some(Inside::Frame)) => return self.pieces.skip(),
            "number" if matches!(self.inside.last(), Some(Inside::Paragraph)) => return self.pieces.skip(),
            "tracked-changes" => return self.changes(),
            "annotation" => return self.annotation(element),
            "annotation-end" => {
                if let Some(name) = element.attribute("name") {
                    self.manuscript.remark_ends(name);
                }
                Inside::Other
            }
            name @ ("p" | "h") => {
                self.paragraph(name, element);
                Inside::Paragraph
            }
            name @ ("span" | "section" | "hidden-text" | "hidden-paragraph") => self.maybe_hidden(name, element),
            "a" => {
                self.manuscript.begin_link();
                Inside::Link
            }
            "list-item" | "list-header" => {
                self.items += 1;
                Inside::Item
            }
            "table" => {
                self.manuscript.begin_table(None);
                Inside::Table
            }
            "table-row" => {
                self.manuscript.begin_row();
                Inside::Row
            }
            "table-cell" | "covered-table-cell" => {
                self.manuscript.begin_cell();
                Inside::Other
            }
            "text-box" => {
                self.frame_known = true;
                self.manuscript.begin_box();
                Inside::Box
            }
            "note" if self.hidden > 0 => return self.pieces.skip(),
            "note" => match self.note()? {
                Some(inside) => inside,
                None => return Ok(()),
            },
            "frame" => {
                self.frame_known = false;
                Inside::Frame
            }
            "math" => {
                let words = formula(&mut self.pieces)?;
                self.formula(&words);
                return Ok(());
            }
            name => {
                self.sign_or_count(name, element);
                Inside::Other
            }
        };
        self.inside.push(inside);
        Ok(())
    }

    fn sign_or_count(&mut self, name: &str, element: &Element<'_>) {
        let is_shown = self.paragraphs > 0 && self.hidden == 0;
        match name {
            "s" if is_shown => {
                const MOST: usize = 1000;
                let count = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.manuscript.push(&" ".repeat(usize::min(count, MOST)));
            }
            "tab" if is_shown => self.manuscript.push("\t"),
            "line-break" if is_shown => self.manuscript.break_line(),
            "object" if self.formula_of(element).is_some() => {
                let words = self.formula_of(element).cloned().unwrap_or_default();
                self.formula(&words);
            }
            // In a text that is one file, what an object is stands inside it.
            "object" if element.attribute("href").is_none() => {}
            "image" | "object" | "object-ole" | "plugin" if !self.frame_known => {
                // One frame has a picture in several formats, or an object and a picture of it.
                self.frame_known = true;
                self.manuscript.left_out.pictures += 1;
            }
            "custom-shape" | "rect" | "ellipse" | "path" | "polygon" => self.manuscript.left_out.pictures += 1,
            _ => {}
        }
    }

    fn formula_of(&self, object: &Element<'_>) -> Option<&String> {
        let target = object.attribute("href")?.to_ascii_lowercase();
        self.formulas.get(target.trim_start_matches("./").trim_end_matches('/'))
    }

    fn formula(&mut self, words: &str) {
        if self.frame_known || self.hidden > 0 {
            return;
        }
        self.frame_known = true;
        self.manuscript.left_out.equations += 1;
        if self.paragraphs > 0 {
            self.manuscript.push(words);
        }
    }

    fn close(&mut self) {
        match self.inside.pop() {
            Some(Inside::Paragraph) => {
                self.paragraphs -= 1;
                self.manuscript.end_paragraph();
            }
            Some(Inside::Link) => self.manuscript.end_link(),
            Some(Inside::Hidden) => self.hidden -= 1,
            Some(Inside::Item) => self.items -= 1,
            Some(Inside::Table) => self.manuscript.end_table(),
            Some(Inside::Row) => self.manuscript.end_row(),
            Some(Inside::Box) => self.manuscript.end_box(),
            Some(Inside::Note { place }) => self.manuscript.end_note(place),
            Some(Inside::Frame | Inside::Other) | None => {}
        }
    }

    fn paragraph(&mut self, name: &str, element: &Element<'_>) {
        let style = element.attribute("style-name").unwrap_or_default();
        let level = || element.attribute("outline-level").and_then(|level| level.parse().ok()).unwrap_or(1);
        let look = match (name, self.styles.look(&style)) {
            ("h", Look::Plain | Look::Heading(_)) => Look::Heading(level()),
            (_, Look::Plain) if self.items > 0 => Look::ListItem,
            (_, look) => look,
        };
        self.paragraphs += 1;
        self.manuscript.begin_paragraph(look);
    }

    fn maybe_hidden(&mut self, name: &str, element: &Element<'_>) -> Inside {
        let style = || element.attribute("style-name").unwrap_or_default();
        let hidden = match name {
            "section" => element.prefixed("text:display").is_some_and(|display| display == "none"),
            "span" => self.styles.is_hidden("text", &style()),
            _ => element.attribute("is-hidden").is_some_and(|value| value == "true"),
        };
        if !hidden {
            return Inside::Other;
        }
        self.manuscript.left_out.hidden += usize::from(self.hidden == 0);
        self.hidden += 1;
        Inside::Hidden
    }

    /// Counts changes. The words that were taken out stand here; those that were put in stand in the text.
    fn changes(&mut self) -> Result<(), ReadError> {
        let mut open = 1_usize;
        while open > 0 {
            match self.pieces.next()? {
                Some(Piece::Open(element)) => {
                    open += 1;
                    let counts = matches!(element.name(), "insertion" | "deletion");
                    self.manuscript.left_out.changes += usize::from(counts);
                }
                Some(Piece::Close) => open -= 1,
                Some(Piece::Words(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    fn annotation(&mut self, element: &Element<'_>) -> Result<(), ReadError> {
        self.remarks += 1;
        let id = element.attribute("name").unwrap_or_else(|| format!("\u{0}{}", self.remarks));
        let (mut author, mut words) = (None, String::new());
        let mut open = 1_usize;
        while open > 0 {
            match self.pieces.next()? {
                Some(Piece::Open(inner)) => match inner.name() {
                    "creator" => author = Some(self.pieces.words_inside()?),
                    "date" | "date-string" | "creator-initials" => self.pieces.skip()?,
                    name => {
                        match name {
                            "p" if !words.is_empty() => words.push('\n'),
                            "line-break" => words.push('\n'),
                            "s" | "tab" => words.push(' '),
                            _ => {}
                        }
                        open += 1;
                    }
                },
                Some(Piece::Close) => open -= 1,
                Some(Piece::Words(more)) => words.push_str(&more),
                None => break,
            }
        }
        if element.attribute("name").is_some() {
            self.manuscript.remark_begins(id.clone());
        } else {
            self.manuscript.remark_here(id.clone());
        }
        self.manuscript.remark(id, author, &words);
        Ok(())
    }

    /// Begins a note, whose mark stands in front of its body; `None` when it has none and has ended.
    fn note(&mut self) -> Result<Option<Inside>, ReadError> {
        self.notes += 1;
        let mut mark = String::new();
        loop {
            match self.pieces.next()? {
                Some(Piece::Open(element)) if element.name() == "note-citation" => {
                    mark = format!("[{}]", one_line(&self.pieces.words_inside()?));
                    self.manuscript.push(&mark);
                }
                Some(Piece::Open(element)) if element.name() == "note-body" => {
                    self.manuscript.begin_note(&mark);
                    self.inside.push(Inside::Note { place: self.notes });
                    return Ok(Some(Inside::Other));
                }
                Some(Piece::Open(_)) => self.pieces.skip()?,
                Some(Piece::Close) | None => return Ok(None),
                Some(Piece::Words(_)) => {}
            }
        }
    }
}
