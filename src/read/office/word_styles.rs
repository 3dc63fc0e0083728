//! The styles of a Word document.

use std::collections::HashMap;

use super::{
    look::{self, Look},
    xml::{Element, Piece, Pieces},
};
use crate::read::{ReadError, Watch};

/// How many styles may be based on each other.
const LONGEST_CHAIN: usize = 32;
/// How many styles are looked at; more are there to fill the memory.
const MOST: usize = 100_000;

/// Styles by their ids, which differ from language to language.
#[derive(Default)]
pub(super) struct Styles(HashMap<String, Style>);

#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    look: Properties,
    hidden: Option<bool>,
}

/// What a paragraph or its style says about it, as far as it matters.
#[derive(Default)]
pub(super) struct Properties {
    pub(super) style: Option<String>,
    /// From 0; 9 is running text.
    pub(super) outline: Option<u8>,
    /// Whether it is in a list.
    pub(super) list: Option<bool>,
    /// The list it is in, by its id, and on which level, from 0.
    pub(super) number: Option<String>,
    pub(super) level: Option<usize>,
    /// Whether the mark at its end was deleted.
    pub(super) end_deleted: bool,
}

impl Properties {
    /// Reads the element `pPr` that has just begun.
    ///
    /// # Errors
    /// As [`Pieces::next`].
    pub(super) fn read(pieces: &mut Pieces<'_, '_>) -> Result<Self, ReadError> {
        let mut found = Self::default();
        let mut open = 1_usize;
        while open > 0 {
            match pieces.next()? {
                Some(Piece::Open(element)) => match element.name() {
                    // What it was before a change.
                    "pPrChange" | "rPrChange" | "sectPr" => pieces.skip()?,
                    name => {
                        let value = || element.attribute("val");
                        match name {
                            "pStyle" => found.style = value(),
                            "outlineLvl" => found.outline = value().and_then(|level| level.parse().ok()),
                            "numId" => {
                                found.number = value();
                                found.list = found.number.as_deref().map(|number| number.trim() != "0");
                            }
                            "ilvl" => found.level = value().and_then(|level| level.parse().ok()),
                            "del" | "moveFrom" => found.end_deleted = true,
                            _ => {}
                        }
                        open += 1;
                    }
                },
                Some(Piece::Close) => open -= 1,
                Some(Piece::Words(_)) => {}
                None => break,
            }
        }
        Ok(found)
    }

    fn heading(&self) -> Option<Look> {
        self.outline.filter(|level| *level < 9).map(|level| Look::Heading(level + 1))
    }
}

/// What a run or its style says about it: whether it is hidden.
///
/// # Errors
/// As [`Pieces::next`].
pub(super) fn hidden_run(pieces: &mut Pieces<'_, '_>, styles: &Styles) -> Result<Option<bool>, ReadError> {
    let mut hidden = None;
    let mut open = 1_usize;
    while open > 0 {
        match pieces.next()? {
            Some(Piece::Open(element)) => match element.name() {
                "rPrChange" => pieces.skip()?,
                name => {
                    match name {
                        "vanish" => hidden = Some(is_on(&element)),
                        "rStyle" => {
                            hidden = hidden.or(element.attribute("val").and_then(|style| styles.hidden(&style)));
                        }
                        _ => {}
                    }
                    open += 1;
                }
            },
            Some(Piece::Close) => open -= 1,
            Some(Piece::Words(_)) => {}
            None => break,
        }
    }
    Ok(hidden)
}

/// Whether a property that needs no value is switched on.
fn is_on(element: &Element<'_>) -> bool {
    element.attribute("val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

impl Styles {
    /// Reads the part that has them.
    ///
    /// # Errors
    /// As [`Pieces::next`].
    pub(super) fn read(part: &str, content: &str, watch: &Watch) -> Result<Self, ReadError> {
        let mut styles = HashMap::new();
        let mut pieces = Pieces::of(part, content, watch);
        while let Some(piece) = pieces.next()? {
            let Piece::Open(element) = piece else {
                continue;
            };
            if element.name() == "style"
                && let Some(id) = element.attribute("styleId")
            {
                let style = Style::read(&mut pieces)?;
                if styles.len() < MOST {
                    styles.insert(id, style);
                }
            }
        }
        Ok(Self(styles))
    }

    /// What a paragraph is by its style and its own properties.
    pub(super) fn look(&self, properties: &Properties) -> Look {
        let style = properties.style.as_deref();
        let by_name = style.and_then(|style| self.by_name(style));
        let is_list = || properties.list.or_else(|| self.first(style?, |style| style.look.list)).unwrap_or(false);
        by_name
            .filter(|look| *look != Look::ListItem)
            .or_else(|| properties.heading())
            .or_else(|| self.first(style?, |style| style.look.heading()))
            .or_else(|| is_list().then_some(Look::ListItem))
            .or(by_name.filter(|_| properties.list != Some(false)))
            .unwrap_or_default()
    }

    /// Whether a style hides what it is given to; `None` when it does not say.
    pub(super) fn hidden(&self, style: &str) -> Option<bool> {
        self.first(style, |style| style.hidden)
    }

    /// The list that a style puts its paragraphs into, and on which level.
    pub(super) fn number(&self, style: &str) -> Option<String> {
        self.first(style, |style| style.look.number.clone())
    }

    pub(super) fn level(&self, style: &str) -> Option<usize> {
        self.first(style, |style| style.look.level)
    }

    fn by_name(&self, style: &str) -> Option<Look> {
        if self.0.contains_key(style) {
            self.first(style, |style| look::of_style(&style.name))
        } else {
            look::of_style(style)
        }
    }

    /// The first answer in the chain of styles that are based on each other.
    fn first<T>(&self, style: &str, answer: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut next = self.0.get(style);
        for _ in 0..LONGEST_CHAIN {
            let style = next?;
            if let Some(found) = answer(style) {
                return Some(found);
            }
            next = style.based_on.as_deref().and_then(|id| self.0.get(id));
        }
        None
    }
}

impl Style {
    fn read(pieces: &mut Pieces<'_, '_>) -> Result<Self, ReadError> {
        let mut style = Self::default();
        let mut open = 1_usize;
        while open > 0 {
            match pieces.next()? {
                Some(Piece::Open(element)) => match element.name() {
                    "pPr" => style.look = Properties::read(pieces)?,
                    "rPr" => style.hidden = hidden_run(pieces, &Styles::default())?,
                    // What it looks like in parts of a table.
                    "tblStylePr" => pieces.skip()?,
                    name => {
                        let value = || element.attribute("val");
                        match name {
                            "name" => style.name = value().unwrap_or_default(),
                            "basedOn" => style.based_on = value(),
                            _ => {}
                        }
                        open += 1;
                    }
                },
                Some(Piece::Close) => open -= 1,
                Some(Piece::Words(_)) => {}
                None => break,
            }
        }
        Ok(style)
    }
}
