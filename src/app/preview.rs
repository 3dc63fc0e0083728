//! How the article that is open was read, and how else it can be read, until its first claim is made.

use std::path::PathBuf;

use crate::{
    article::Metadata,
    read::{Encoding, Part, Remark, Shown},
};

/// Something that happened to the preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreviewCommand {
    /// The article is to be read again in this manner.
    ReadAgain(Manner),
    /// What others wrote beside the text becomes claims with notes.
    TakeRemarks,
    /// The preview is put away.
    Close,
}

/// Where an article comes from, so that it can be read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// The clipboard, with what it held.
    Clipboard(Clip),
}

/// What a clipboard holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clip {
    /// The words.
    pub words: String,
    /// The same as HTML, when they have a form.
    pub html: Option<String>,
}

/// In which manner an article is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// The encoding, when the reviewer knows better.
    pub encoding: Option<&'static Encoding>,
    /// Whether everything on a page is wanted, rather than the article alone.
    pub whole_page: bool,
    /// Which of several articles in one file is wanted, counted from 0.
    pub part: usize,
}

/// What is known about how an article was read.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Where it comes from.
    pub origin: Origin,
    /// In which manner it was read.
    pub manner: Manner,
    /// What the reviewer should know, a sentence each.
    pub warnings: Vec<String>,
    /// What others wrote beside the text.
    pub remarks: Vec<Remark>,
    /// Whether something on the page was left out.
    pub shown: Shown,
    /// The articles that the file holds, when they are several.
    pub parts: Vec<Part>,
    /// What was found out about the article, before anybody corrected it.
    pub metadata: Metadata,
    /// Whether it is the same article read in another manner, on the reviewer's wish.
    pub is_again: bool,
    /// Whether it is shown.
    pub is_open: bool,
}
