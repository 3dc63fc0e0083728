//! How to read, and what comes of it.

use encoding_rs::Encoding;

use super::{Cancel, Isolation, Limits, Warning};
use crate::{
    article::{Article, Block, Metadata, Page},
    text::{Span, Text},
};

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The encoding, when the reviewer knows better; see [`super::encoding_named`].
    pub encoding: Option<&'static Encoding>,
    /// Whether everything on a page is wanted, rather than the article alone.
    pub whole_page: bool,
    /// Whether the words of a page are to be those its extractor chose and no others: without what later steps bring back, put at the top or
    /// leave out as unseen; and the author to be its byline as it stands. It is there to measure those steps.
    pub as_extracted: bool,
    /// Which of several articles in one file is wanted, counted from 0; see [`Reading::parts`].
    pub part: usize,
    /// Where formats are read that need a process of their own.
    pub isolation: Isolation,
    /// What is too much.
    pub limits: Limits,
    /// How another thread can stop it.
    pub cancel: Cancel,
}

/// What a reader makes of an input.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The text.
    pub text: Text,
    /// Its blocks, in order and apart from each other; text that none covers becomes paragraphs.
    pub blocks: Vec<Block>,
    /// What the content says about itself.
    pub metadata: Metadata,
    /// What the reviewer should know.
    pub warnings: Vec<Warning>,
    /// What others wrote beside the text.
    pub remarks: Vec<Remark>,
    /// The pages of the source, in text order.
    pub pages: Vec<Page>,
    /// Whether something on the page was left out.
    pub shown: Shown,
    /// The articles the file holds, when they are several.
    pub parts: Vec<Part>,
    /// The encoding of the words, when they lie inside something that has none or another.
    pub encoding: Option<&'static Encoding>,
}

impl Draft {
    /// A text with its blocks, and nothing else known.
    pub fn new(text: Text, blocks: Vec<Block>) -> Self {
        Self {
            text,
            blocks,
            metadata: Metadata::default(),
            warnings: Vec::new(),
            remarks: Vec::new(),
            pages: Vec::new(),
            shown: Shown::default(),
            parts: Vec::new(),
            encoding: None,
        }
    }
}

/// An article and what a reviewer should know about how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// In the order in which they were noticed.
    pub warnings: Vec<Warning>,
    /// What others wrote beside the text, such as the comments of a Word file, in text order.
    pub remarks: Vec<Remark>,
    /// Whether something on the page was left out.
    pub shown: Shown,
    /// The articles the file holds, when they are several; the one that was read is [`Options::part`].
    pub parts: Vec<Part>,
}

/// Whether all of a page is in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// The format has nothing beside the article.
    #[default]
    Everything,
    /// The article; navigation, advertisements and the like were left out, and [`Options::whole_page`] brings them back.
    ArticleAlone,
    /// All of a page of which the article alone could be shown.
    WholePage,
}

/// What somebody wrote beside the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The words it is about; `None` for the whole.
    pub span: Option<Span>,
    /// Who wrote it, as the file has it.
    pub author: Option<String>,
    /// What it says.
    pub words: String,
}

/// One of several articles in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its title, or the address it came from, or its name in the file.
    pub name: String,
    /// The address it came from.
    pub address: Option<String>,
    /// When it was kept, as the file has it.
    pub kept: Option<String>,
}
