//! The numbers of a Word document's lists and numbered headings, which are nowhere in its words: Word counts them whenever it shows the
//! document, and so do we.

use std::collections::{HashMap, HashSet};

use super::{
    word_body::roman,
    word_styles::{Properties, Styles},
    xml::{Element, Piece, Pieces},
};
use crate::read::{ReadError, Watch};

/// How many lists are looked at; more are there to fill the memory.
const MOST: usize = 20_000;
/// The levels of a list.
const LEVELS: usize = 9;
/// The longest pattern of a number, in characters.
const LONGEST: usize = 100;

/// The lists of a document, and how far each has been counted.
#[derive(Default)]
pub(super) struct Numbering {
    /// What lists look like, by their ids.
    forms: HashMap<String, Form>,
    /// Lists, by the ids that paragraphs name.
    lists: HashMap<String, List>,
    /// The lists that have begun.
    begun: HashSet<String>,
}

/// What a list looks like. Lists of one form are counted on from each other.
#[derive(Default)]
struct Form {
    levels: [Level; LEVELS],
    /// The style that has the levels in this form's place.
    style: Option<String>,
    counted: [Option<u32>; LEVELS],
}

#[derive(Clone, Default)]
struct Level {
    start: Option<u32>,
    format: Option<String>,
    /// The number with its surroundings, as in `%1.%2)`.
    pattern: String,
    /// The level, counted from 1, after which this one begins anew; 0 when it never does.
    restart: Option<usize>,
    /// Whether all numbers in it are in figures.
    in_figures: bool,
    /// Whether the words follow without a space.
    is_tight: bool,
    /// The style of the paragraphs on this level.
    style: Option<String>,
}

#[derive(Default)]
struct List {
    form: String,
    starts: [Option<u32>; LEVELS],
}

impl Numbering {
    /// Reads the part that has them.
    ///
    /// # Errors
    /// As [`Pieces::next`].
    pub(super) fn read(part: &str, content: &str, watch: &Watch) -> Result<Self, ReadError> {
        let mut numbering = Self::default();
        let mut pieces = Pieces::of(part, content, watch);
        while let Some(piece) = pieces.next()? {
            let Piece::Open(element) = piece else {
                continue;
            };
            match element.name() {
                "abstractNum" => {
                    let form = Form::read(&mut pieces)?;
                    if let Some(id) = element.attribute("abstractNumId").filter(|_| numbering.forms.len() < MOST) {
                        numbering.forms.insert(id, form);
                    }
                }
                "num" => {
                    let list = List::read(&mut pieces)?;
                    if let Some(id) = element.attribute("numId").filter(|_| numbering.lists.len() < MOST) {
                        numbering.lists.insert(id, list);
                    }
                }
                _ => {}
            }
        }
        Ok(numbering)
    }

    /// Counts a paragraph, and gives its number with the space after it; `None` when it has none, or a mere sign.
    pub(super) fn count(&mut self, properties: &Properties, styles: &Styles) -> Option<String> {
        let style = properties.style.as_deref();
        let id = properties.number.clone().or_else(|| styles.number(style?))?;
        let form_id = self.form_of(&id, styles)?;
        let (list, form) = (self.lists.get(&id)?, self.forms.get_mut(&form_id)?);
        let by_style = || form.levels.iter().position(|level| level.style.is_some() && level.style.as_deref() == style);
        let level = match properties.level {
            Some(level) => level,
            None if properties.number.is_some() => 0,
            None => by_style().or_else(|| styles.level(style?)).unwrap_or(0),
        };
        let level = level.min(LEVELS - 1);
        if self.begun.insert(id) {
            for (counted, start) in form.counted.iter_mut().zip(list.starts) {
                *counted = counted.filter(|_| start.is_none());
            }
        }
        let first = |at: usize| list.starts[at].or(form.levels[at].start).unwrap_or(1);
        form.counted[level] = Some(form.counted[level].map_or(first(level), |number| number.saturating_add(1)));
        for deeper in level + 1..LEVELS {
            if level < form.levels[deeper].restart.unwrap_or(deeper) {
                form.counted[deeper] = None;
            }
        }
        form.label(level, &first)
    }

    /// The form of a list, perhaps by way of a style.
    fn form_of(&self, list: &str, styles: &Styles) -> Option<String> {
        let id = &self.lists.get(list)?.form;
        let by_style = self.forms.get(id)?.style.as_deref().and_then(|style| styles.number(style));
        by_style.and_then(|list| self.lists.get(&list)).map(|list| list.form.clone()).or_else(|| Some(id.clone()))
    }
}

impl Form {
    fn read(pieces: &mut Pieces<'_, '_>) -> Result<Self, ReadError> {
        let mut form = Self::default();
        within(pieces, |pieces, element| {
            match element.name() {
                "lvl" => {
                    let level = Level::read(pieces)?;
                    if let Some(place) = level_of(element).and_then(|at| form.levels.get_mut(at)) {
                        *place = level;
                    }
                    return Ok(true);
                }
                "numStyleLink" => form.style = element.attribute("val"),
                _ => {}
            }
            Ok(false)
        })?;
        Ok(form)
    }

    /// The number of a level as it is shown.
    fn label(&self, level: usize, first: &impl Fn(usize) -> u32) -> Option<String> {
        let Level { pattern, in_figures, is_tight, format, .. } = self.levels.get(level)?;
        // Bullets are drawn, and mostly with letters of fonts that have none.
        if matches!(format.as_deref(), Some("bullet" | "none") | None) {
            return None;
        }
        let mut label = String::new();
        let mut signs = pattern.chars();
        while let Some(sign) = signs.next() {
            if sign != '%' {
                label.push(sign);
                continue;
            }
            let at = signs.next()?.to_digit(10).filter(|at| (1..=LEVELS as u32).contains(at))? as usize - 1;
            let number = self.counted[at].unwrap_or_else(|| first(at));
            let format = self.levels[at].format.as_deref().filter(|_| !in_figures).unwrap_or("decimal");
            label.push_str(&shown(number, format));
        }
        let is_shown = label.contains(char::is_alphanumeric) && !label.contains(char::is_control);
        is_shown.then(|| if *is_tight { label } else { format!("{} ", label.trim_end()) })
    }
}

impl Level {
    fn read(pieces: &mut Pieces<'_, '_>) -> Result<Self, ReadError> {
        let mut level = Self::default();
        within(pieces, |_, element| {
            let value = element.attribute("val");
            match element.name() {
                "start" => level.start = value.and_then(|value| value.parse().ok()),
                "numFmt" => level.format = value,
                "lvlText" => level.pattern = value.unwrap_or_default().chars().take(LONGEST).collect(),
                "lvlRestart" => level.restart = value.and_then(|value| value.parse().ok()),
                "isLgl" => level.in_figures = value.is_none_or(|value| value != "0" && value != "false"),
                "suff" => level.is_tight = value.is_some_and(|value| value == "nothing"),
                "pStyle" => level.style = value,
                _ => {}
            }
            Ok(false)
        })?;
        Ok(level)
    }
}

impl List {
    fn read(pieces: &mut Pieces<'_, '_>) -> Result<Self, ReadError> {
        let mut list = Self::default();
        let mut at = None;
        within(pieces, |_, element| {
            match element.name() {
                "abstractNumId" => list.form = element.attribute("val").unwrap_or_default(),
                "lvlOverride" => at = level_of(element),
                "startOverride" => {
                    if let Some(start) = at.and_then(|at| list.starts.get_mut(at)) {
                        *start = element.attribute("val").and_then(|value| value.parse().ok());
                    }
                }
                _ => {}
            }
            Ok(false)
        })?;
        Ok(list)
    }
}

fn level_of(element: &Element<'_>) -> Option<usize> {
    element.attribute("ilvl")?.parse().ok()
}

/// Gives every element inside the one that has just begun to `take`, which says whether it went to the end of it.
fn within(
    pieces: &mut Pieces<'_, '_>,
    mut take: impl FnMut(&mut Pieces<'_, '_>, &Element<'_>) -> Result<bool, ReadError>,
) -> Result<(), ReadError> {
    let mut open = 1_usize;
    while open > 0 {
        match pieces.next()? {
            Some(Piece::Open(element)) => open += usize::from(!take(pieces, &element)?),
            Some(Piece::Close) => open -= 1,
            Some(Piece::Words(_)) => {}
            None => break,
        }
    }
    Ok(())
}

/// A number in a format of Word's; in figures where the format is of another script or spells it out.
fn shown(number: u32, format: &str) -> String {
    const LETTERS: u32 = 26;
    const LONGEST: u32 = 20;
    let letter = |first: u8| {
        let (again, place) = ((number - 1) / LETTERS, (number - 1) % LETTERS);
        let letter = char::from(first + u8::try_from(place).unwrap_or(0));
        String::from(letter).repeat(again as usize + 1)
    };
    match format {
        "lowerLetter" if (1..=LETTERS * LONGEST).contains(&number) => letter(b'a'),
        "upperLetter" if (1..=LETTERS * LONGEST).contains(&number) => letter(b'A'),
        "lowerRoman" if number > 0 => roman(number as usize),
        "upperRoman" if number > 0 => roman(number as usize).to_uppercase(),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}
