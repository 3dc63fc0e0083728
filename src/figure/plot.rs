//! What a plot shows, apart from how it is drawn.

use super::Table;
use crate::{
    claim::{StatusGroup, Tag},
    review::figures::Which,
    text::ByteIndex,
};

/// A plot: marks that stand for figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// What its files are called, without an ending.
    pub name: &'static str,
    /// What it shows.
    pub title: &'static str,
    /// What the marks are counted of, in a line.
    pub caption: String,
    /// How the marks stand.
    pub shape: Shape,
    /// The marks.
    pub marks: Vec<Mark>,
    /// The same as a table.
    pub table: Table,
}

/// How the marks of a plot stand.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Bars below each other, a label before each and its figure behind.
    Bars,
    /// Columns side by side, in the order of time.
    Columns,
    /// The text from its start to its end, a lane for each tag: of each mark the share of each tag, from 0 to 1.
    Strip(Vec<[f64; 3]>),
}

/// What stands for one figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it stands for.
    pub label: String,
    /// Its figure, as it stands beside it.
    pub figure: String,
    /// How long it is, from 0 to 1 of the longest there may be.
    pub length: f64,
    /// Everything about it in words, such as “Quotes: 12 of 26”.
    pub words: String,
    /// How it looks.
    pub look: Look,
    /// Whether it is a part of the mark above it.
    pub is_part: bool,
    /// Where it leads.
    pub leads: Lead,
}

/// How a mark looks. Colour is never the only sign: a tag has its line and letter, a group of states its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Like claims of this tag.
    Tag(Tag),
    /// Like claims in this group of states.
    Status(StatusGroup),
    /// Like nothing else.
    Plain,
    /// As an outline: what is missing, or what is left over.
    Outline,
}

/// Where a mark leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// To the claims it counts.
    Claims(Which),
    /// To a place in the article.
    Place(ByteIndex),
    /// Nowhere: there is nothing to show.
    Nowhere,
}

impl Plot {
    /// Whether every mark stands for nothing.
    pub fn is_empty(&self) -> bool {
        self.marks.iter().all(|mark| mark.length <= 0.0)
    }
}
