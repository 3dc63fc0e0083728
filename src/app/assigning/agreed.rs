//! What two reviewers settled, and what not, before their agreed version is written.

use crate::{
    app::{Document, Reviews, Row, author},
    review::{
        excerpt,
        operations::{Contested, Settlement, Settlements},
    },
    text::inert,
};

/// The most of a claim's words that a line shows, in bytes.
const MOST_BYTES: usize = 90;

/// The agreed version of two reviewers, before it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreeing {
    /// The names of both, as they are typed.
    pub names: String,
    /// What was settled, in text order.
    pub settled: Vec<AgreedLine>,
    /// What is still open, in text order.
    pub open: Vec<OpenLine>,
    /// The files of the two; empty for a review that is in none.
    pub files: [String; 2],
    /// Whether the open review's own file has something settled in it already.
    pub is_settled_on_disk: bool,
}

/// Something that was settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreedLine {
    /// The words it is about.
    pub words: String,
    /// How.
    pub how: Settlement,
    /// Why; empty when nobody said.
    pub reason: String,
}

/// Something that is not settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLine {
    /// The number of its row.
    pub row: usize,
    /// The words it is about.
    pub words: String,
}

impl Agreeing {
    /// What the open review and the one that is held against it have settled; `None` when none is.
    pub(in crate::app) fn of(document: &Document) -> Option<Self> {
        let (review, reviews) = (&document.review, &document.reviews);
        let (number, other) = reviews.merges_with()?;
        let settlements = Settlements::of(review);
        let author = author(other);
        let mut settled = Vec::new();
        let mut open = Vec::new();
        for (at, row) in reviews.collation().rows.iter().enumerate() {
            let (mine, theirs) = (row.of(0), row.of(number));
            let contested = Contested { mine: &mine, theirs: &theirs, other: &other.review, author: &author };
            let words = words_of(document, reviews, row);
            match settlements.how(&contested) {
                Some(how) => {
                    let reason = settlements.reason(&contested).unwrap_or_default().to_owned();
                    settled.push(AgreedLine { words, how, reason });
                }
                None if row.is_contested() => open.push(OpenLine { row: at, words }),
                None => {}
            }
        }
        let own = review.reviewer().trim();
        let has_both = own.contains(author.as_str()) && own != author;
        let names = match (own, author.as_str()) {
            (own, _) if has_both => own.to_owned(),
            ("", author) => author.to_owned(),
            (own, author) => format!("{own} and {author}"),
        };
        let file_name = |path: &std::path::Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let files =
            [document.file.as_ref().map(|file| file_name(&file.path)).unwrap_or_default(), file_name(&other.file)];
        Some(Self { names, settled, open, files, is_settled_on_disk: false })
    }

    /// How many were settled without a word why.
    pub fn without_reason(&self) -> usize {
        self.settled.iter().filter(|line| line.reason.is_empty()).count()
    }
}

/// The words of the first claim of a row.
fn words_of(document: &Document, reviews: &Reviews, row: &Row) -> String {
    let first = row.claims.first().and_then(|(member, claim)| {
        let review = reviews.review(&document.review, *member)?;
        Some(excerpt(review, review.claims().get(*claim)?, MOST_BYTES))
    });
    inert(&first.unwrap_or_default()).into_owned()
}
