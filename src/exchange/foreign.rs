//! What the readers of formats make of a file: articles and records, as they stand there. [`super::place`] makes reviews of them.

use super::{
    field::{Field, Values},
    mapping::Mapping,
    unit::Unit,
};
use crate::{
    article::{BlockKind, Metadata},
    claim::Tag,
};

/// One reviewer's records on one article.
#[derive(Debug)]
pub(super) struct Document {
    /// What the article is called in the file; the name of the review that is made of it.
    pub(super) name: String,
    /// Its text as it stands in the file, if it is there.
    pub(super) text: Option<String>,
    pub(super) metadata: Metadata,
    /// Kinds of stretches, in the unit of the document.
    pub(super) blocks: Vec<(BlockKind, u64, u64)>,
    pub(super) reviewer: String,
    /// What offsets should count.
    pub(super) unit: Unit,
    pub(super) records: Vec<Record>,
}

impl Document {
    pub(super) fn new(name: impl Into<String>, unit: Unit) -> Self {
        Self {
            name: name.into(),
            text: None,
            metadata: Metadata::default(),
            blocks: Vec::new(),
            reviewer: String::new(),
            unit,
            records: Vec::new(),
        }
    }
}

/// Something that another program says about stretches of a text.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Where in the file it stands, for a message: `line 3, label 2`.
    pub(super) at: String,
    /// Its id there.
    pub(super) id: Option<String>,
    /// What it is labelled; the first that stands for a tag counts.
    pub(super) labels: Vec<String>,
    pub(super) pieces: Vec<Piece>,
    /// The words of all pieces together, and what stands between them, where the format has them only so.
    pub(super) joined: Option<(String, &'static str)>,
    pub(super) values: Values<'static>,
    /// The words that attribute it.
    pub(super) cue: Option<(u64, u64)>,
}

/// A stretch as it stands in the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    pub(super) start: Option<u64>,
    pub(super) end: Option<u64>,
    pub(super) exact: Option<String>,
    pub(super) prefix: String,
    pub(super) suffix: String,
    /// Whether the file itself says that its words are in no text.
    pub(super) is_lost: bool,
}

impl Piece {
    pub(super) fn at(start: u64, end: u64, exact: Option<String>) -> Self {
        Self { start: Some(start), end: Some(end), exact, ..Self::default() }
    }
}

impl Record {
    /// The label that decides what it is, and the tag that this one stands for: the first that stands for one, or else the first.
    pub(super) fn decided(&self, mapping: &Mapping) -> (&str, Option<Tag>) {
        let found = self.labels.iter().find_map(|label| mapping.tag(label).map(|tag| (label.as_str(), Some(tag))));
        found.unwrap_or_else(|| match self.labels.first() {
            Some(first) => (first, None),
            None => ("", mapping.tag("")),
        })
    }

    /// Says something about it, unless it is nothing.
    pub(super) fn say(&mut self, field: Field, value: impl Into<String>) {
        let value: String = value.into();
        if !value.is_empty() {
            self.values.put(field, Some(value.into()));
        }
    }

    /// Says several things, of which some may be nothing.
    pub(super) fn say_all(&mut self, field: Field, values: impl IntoIterator<Item = String>) {
        self.values.put(field, values.into_iter().map(Into::into));
    }
}
