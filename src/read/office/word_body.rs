//! The body of a Word document, and of its notes: elements in the order in which they stand.
//!
//! Smart tags, content controls and whatever else wraps runs is passed through, so that words count wherever they are.

use super::{
    manuscript::Manuscript,
    symbol,
    word_numbering::Numbering,
    word_styles::{self, Properties, Styles},
    xml::{Element, Piece, Pieces},
};
use crate::read::{ReadError, Watch};

/// Whether a note stands at the foot of a page or at the end of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoteKind {
    Foot,
    End,
}

/// A note the body refers to.
pub(super) struct NoteReference {
    pub(super) kind: NoteKind,
    pub(super) id: String,
    /// What stands in the text for it; empty when the author set a sign of their own, which stands there as words.
    pub(super) mark: String,
}

/// Walks through a part.
pub(super) struct Walk<'p, 'x, 'w> {
    pieces: Pieces<'x, 'w>,
    manuscript: &'p mut Manuscript,
    styles: &'p Styles,
    numbering: &'p mut Numbering,
    /// What the open paragraph says about itself, until its number has been counted.
    unnumbered: Option<Properties>,
    watch: &'w Watch,
    /// The notes that are referred to, in order.
    pub(super) notes: Vec<NoteReference>,
    /// How many of them are numbered: footnotes and endnotes.
    numbers: [usize; 2],
    inside: Vec<Inside>,
    /// Fields that are open, and whether what comes is the instruction rather than the result.
    fields: Vec<bool>,
    hidden_paragraph: bool,
    hidden_run: bool,
    /// Whether words of the run were hidden and counted.
    counted: bool,
}

/// An element that is open and does something when it ends.
enum Inside {
    Paragraph {
        end_deleted: bool,
    },
    Run,
    Words,
    Table,
    Row {
        deleted: bool,
    },
    Link,
    /// A box, with the fields that were open around it, and the paragraph it hangs on if its number has not been counted.
    Box(Vec<bool>, Option<Properties>),
    /// Several versions of one thing, and whether one was taken.
    Versions {
        taken: bool,
    },
    Other,
}

impl<'p, 'x, 'w> Walk<'p, 'x, 'w> {
    pub(super) fn new(
        pieces: Pieces<'x, 'w>,
        manuscript: &'p mut Manuscript,
        styles: &'p Styles,
        numbering: &'p mut Numbering,
        watch: &'w Watch,
    ) -> Self {
        Self {
            pieces,
            manuscript,
            styles,
            numbering,
            unnumbered: None,
            watch,
            notes: Vec::new(),
            numbers: [0; 2],
            inside: Vec::new(),
            fields: Vec::new(),
            hidden_paragraph: false,
            hidden_run: false,
            counted: false,
        }
    }

    /// Reads to the end of the part.
    ///
    /// # Errors
    /// When the part is broken or over a limit.
    pub(super) fn read_all(&mut self) -> Result<(), ReadError> {
        while let Some(piece) = self.pieces.next()? {
            self.take(piece)?;
        }
        Ok(())
    }

    /// Reads the notes of a part that are referred to, with the number of each among all of them.
    ///
    /// # Errors
    /// When the part is broken or over a limit.
    pub(super) fn read_notes(
        &mut self,
        kind: NoteKind,
        reference: impl Fn(&str) -> Option<(usize, String)>,
    ) -> Result<(), ReadError> {
        let name = if kind == NoteKind::Foot { "footnote" } else { "endnote" };
        while let Some(piece) = self.pieces.next()? {
            let Piece::Open(element) = piece else {
                continue;
            };
            if element.name() != name {
                continue;
            }
            // Lines above notes are notes, too, with a type.
            let is_note = element.attribute("type").is_none_or(|kind| kind == "normal");
            let Some((place, mark)) = element.attribute("id").filter(|_| is_note).and_then(|id| reference(&id)) else {
                self.pieces.skip()?;
                continue;
            };
            self.manuscript.begin_note(&mark);
            self.inside.push(Inside::Other);
            while !self.inside.is_empty() {
                let Some(piece) = self.pieces.next()? else {
                    break;
                };
                self.take(piece)?;
            }
            self.manuscript.end_note(place);
        }
        Ok(())
    }

    fn take(&mut self, piece: Piece<'_>) -> Result<(), ReadError> {
        self.manuscript.check(self.watch)?;
        match piece {
            Piece::Open(element) => self.open(&element)?,
            Piece::Close => self.close(),
            Piece::Words(words) => {
                if matches!(self.inside.last(), Some(Inside::Words)) {
                    self.words(&words);
                }
            }
        }
        Ok(())
    }

    fn open(&mut self, element: &Element<'_>) -> Result<(), ReadError> {
        let inside = match element.name() {
            // Descriptions, instructions, what was before a change or stands elsewhere now, and the small letters over
            // others that say how these are read.
            "pPrChange" | "rPrChange" | "sdtPr" | "sdtEndPr" | "sectPr" | "tblPr" | "tblPrEx" | "tcPr" | "ffData"
            | "instrText" | "delInstrText" | "delText" | "moveFrom" | "rt" => return self.pieces.skip(),
            "del" => {
                self.manuscript.left_out.changes += 1;
                return self.pieces.skip();
            }
            "object" => {
                self.manuscript.left_out.embedded += 1;
                return self.pieces.skip();
            }
            "Choice" | "Fallback" => {
                let Some(Inside::Versions { taken }) = self.inside.last_mut() else {
                    return self.pieces.skip();
                };
                if std::mem::replace(taken, true) {
                    return self.pieces.skip();
                }
                Inside::Other
            }
            "pPr" => return self.paragraph_properties(),
            "rPr" => {
                let hidden = word_styles::hidden_run(&mut self.pieces, self.styles)?;
                if matches!(self.inside.last(), Some(Inside::Run)) {
                    self.hidden_run = hidden.unwrap_or(self.hidden_paragraph);
                }
                return Ok(());
            }
            "trPr" => return self.row_properties(),
            "tblGrid" => return self.grid(),
            "p" => {
                self.manuscript.begin_paragraph(super::look::Look::Plain);
                self.hidden_paragraph = false;
                Inside::Paragraph { end_deleted: false }
            }
            "r" => {
                self.hidden_run = self.hidden_paragraph;
                self.counted = false;
                Inside::Run
            }
            "t" => Inside::Words,
            "tbl" => {
                self.manuscript.begin_table(None);
                Inside::Table
            }
            "tr" => {
                self.manuscript.begin_row();
                Inside::Row { deleted: false }
            }
            "tc" => {
                self.manuscript.begin_cell();
                Inside::Other
            }
            "hyperlink" => {
                self.manuscript.begin_link();
                Inside::Link
            }
            "txbxContent" => {
                self.manuscript.begin_box();
                Inside::Box(std::mem::take(&mut self.fields), self.unnumbered.take())
            }
            "AlternateContent" => Inside::Versions { taken: false },
            name => {
                self.mark_or_count(name, element);
                Inside::Other
            }
        };
        self.inside.push(inside);
        Ok(())
    }

    /// Takes an element that is a sign, a place or a thing that is counted, whatever is in it.
    fn mark_or_count(&mut self, name: &str, element: &Element<'_>) {
        let id = || element.attribute("id").unwrap_or_default();
        match name {
            "tab" | "ptab" if self.is_in_run() => self.words("\t"),
            "br" | "cr" if self.is_in_run() && !self.is_silent() => self.manuscript.break_line(),
            "noBreakHyphen" => self.words("\u{2011}"),
            "softHyphen" => self.words("\u{AD}"),
            "sym" => self.symbol(element),
            "fldChar" => match element.attribute("fldCharType").as_deref() {
                Some("begin") => self.fields.push(true),
                Some("separate") => {
                    if let Some(instruction) = self.fields.last_mut() {
                        *instruction = false;
                    }
                }
                _ => {
                    self.fields.pop();
                }
            },
            "footnoteReference" => self.note(NoteKind::Foot, element),
            "endnoteReference" => self.note(NoteKind::End, element),
            "commentRangeStart" => self.manuscript.remark_begins(id()),
            "commentRangeEnd" => self.manuscript.remark_ends(id()),
            "commentReference" => self.manuscript.remark_here(id()),
            "ins" | "moveTo" => self.manuscript.left_out.changes += 1,
            "pic" | "imagedata" | "chart" | "relIds" => self.manuscript.left_out.pictures += 1,
            "oMath" => self.manuscript.left_out.equations += 1,
            "altChunk" | "subDoc" => self.manuscript.left_out.embedded += 1,
            _ => {}
        }
    }

    fn close(&mut self) {
        match self.inside.pop() {
            Some(Inside::Paragraph { end_deleted }) => {
                // The instruction of a field ends with its paragraph; where its end is missing, no words are lost.
                self.fields.retain(|instruction| !instruction);
                self.hidden_paragraph = false;
                // A paragraph without words has a number; one that was deleted with all its words has none.
                if let Some(properties) = self.unnumbered.take().filter(|_| !end_deleted) {
                    self.numbering.count(&properties, self.styles);
                }
                if end_deleted && self.manuscript.has_open_line() {
                    self.manuscript.join_next_paragraph();
                } else {
                    self.manuscript.end_paragraph();
                }
            }
            Some(Inside::Table) => self.manuscript.end_table(),
            Some(Inside::Row { deleted: true }) => self.manuscript.drop_row(),
            Some(Inside::Row { deleted: false }) => self.manuscript.end_row(),
            Some(Inside::Link) => self.manuscript.end_link(),
            Some(Inside::Box(fields, unnumbered)) => {
                self.manuscript.end_box();
                self.fields = fields;
                self.unnumbered = unnumbered;
            }
            Some(Inside::Run | Inside::Words | Inside::Versions { .. } | Inside::Other) | None => {}
        }
    }

    fn paragraph_properties(&mut self) -> Result<(), ReadError> {
        let properties = Properties::read(&mut self.pieces)?;
        // A style describes itself with the same element.
        if let Some(Inside::Paragraph { end_deleted }) = self.inside.last_mut() {
            *end_deleted = properties.end_deleted;
            self.manuscript.set_look(self.styles.look(&properties));
            let hidden = properties.style.as_deref().and_then(|style| self.styles.hidden(style));
            self.hidden_paragraph = hidden.unwrap_or(false);
            // Where the mark between two paragraphs was deleted, they are one, which has its number.
            self.unnumbered = (!self.hidden_paragraph && !self.manuscript.has_open_line()).then_some(properties);
        }
        Ok(())
    }

    fn row_properties(&mut self) -> Result<(), ReadError> {
        let mut open = 1_usize;
        while open > 0 {
            match self.pieces.next()? {
                Some(Piece::Open(element)) => {
                    open += 1;
                    match (element.name(), self.inside.last_mut()) {
                        ("del", Some(Inside::Row { deleted })) => {
                            *deleted = true;
                            self.manuscript.left_out.changes += 1;
                        }
                        ("ins", _) => self.manuscript.left_out.changes += 1,
                        _ => {}
                    }
                }
                Some(Piece::Close) => open -= 1,
                Some(Piece::Words(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    fn grid(&mut self) -> Result<(), ReadError> {
        let (mut open, mut columns) = (1_usize, 0);
        while open > 0 {
            match self.pieces.next()? {
                Some(Piece::Open(element)) if element.name() == "tblGridChange" => self.pieces.skip()?,
                Some(Piece::Open(element)) => {
                    open += 1;
                    columns += usize::from(element.name() == "gridCol");
                }
                Some(Piece::Close) => open -= 1,
                Some(Piece::Words(_)) => {}
                None => break,
            }
        }
        if columns > 0 {
            self.manuscript.set_columns(columns);
        }
        Ok(())
    }

    fn note(&mut self, kind: NoteKind, element: &Element<'_>) {
        if self.is_silent() {
            return;
        }
        let has_own_sign =
            element.attribute("customMarkFollows").is_some_and(|value| !matches!(value.as_str(), "0" | "false"));
        let number = &mut self.numbers[usize::from(kind == NoteKind::End)];
        *number += usize::from(!has_own_sign);
        let number = *number;
        let mark = match kind {
            _ if has_own_sign => String::new(),
            NoteKind::Foot => format!("[{number}]"),
            NoteKind::End => format!("[{}]", roman(number)),
        };
        self.words(&mark);
        self.notes.push(NoteReference { kind, id: element.attribute("id").unwrap_or_default(), mark });
    }

    fn symbol(&mut self, element: &Element<'_>) {
        let code = element.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok()).unwrap_or(0);
        let font = element.attribute("font").unwrap_or_default();
        if let Some(c) = symbol::character(&font, code) {
            self.words(c.encode_utf8(&mut [0; 4]));
        } else {
            self.manuscript.left_out.symbols += 1;
            self.words("\u{FFFD}");
        }
    }

    fn words(&mut self, words: &str) {
        if self.hidden_run {
            if !self.counted && !words.trim().is_empty() {
                self.manuscript.left_out.hidden += 1;
                self.counted = true;
            }
        } else if !self.is_in_instruction() {
            if let Some(properties) = self.unnumbered.take_if(|_| !words.trim().is_empty())
                && let Some(number) = self.numbering.count(&properties, self.styles)
            {
                self.manuscript.push(&number);
            }
            self.manuscript.push(words);
        }
    }

    /// Whether words here are not shown.
    fn is_silent(&self) -> bool {
        self.hidden_run || self.is_in_instruction()
    }

    /// Whether a field is open here that is a piece of another's instruction.
    fn is_in_instruction(&self) -> bool {
        self.fields.split_last().is_some_and(|(_, outer)| outer.contains(&true))
    }

    fn is_in_run(&self) -> bool {
        matches!(self.inside.last(), Some(Inside::Run))
    }
}

/// A number as Word counts endnotes and some lists, in small Roman numerals; in figures where those grow long.
pub(super) fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 9] =
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    if number >= 400 {
        return number.to_string();
    }
    let mut rest = number;
    let mut roman = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            roman.push_str(sign);
            rest -= value;
        }
    }
    roman
}
