//! A review on a desk: with a clock and ids of its own, so that edits can be made and applied in one step.

use claimlight::{
    article::{Article, Metadata, Source},
    review::{Edit, Inverse, Refusal, Review, Stamp},
    text::Text,
};
use jiff::Timestamp;
use uuid::Uuid;

/// A review with a clock and ids of its own.
pub(crate) struct Desk {
    /// The review.
    pub(crate) review: Review,
    ticks: i64,
}

impl Desk {
    /// A review without claims of this text.
    pub(crate) fn new(content: &str) -> Self {
        let text = Text::new(content).expect("a text");
        let article = Article::new(text, Vec::new(), Metadata::default(), Source::default()).expect("an article");
        Self::of(article)
    }

    /// A review without claims of this article.
    pub(crate) fn of(article: Article) -> Self {
        Self { review: Review::new(article, "R. Viewer"), ticks: 0 }
    }

    /// Its text.
    pub(crate) fn text(&self) -> &Text {
        self.review.article().text()
    }

    /// Makes an edit, or asks for anything else that needs a time and ids.
    pub(crate) fn make<T>(&mut self, make: impl FnOnce(&Review, &mut Stamp<'_>) -> T) -> T {
        self.ticks += 1;
        let now = Timestamp::from_second(self.ticks).expect("a time");
        let mut ids = u128::from(self.ticks.unsigned_abs()) * 1000;
        let mut new_id = || {
            ids += 1;
            Uuid::from_u128(ids)
        };
        make(&self.review, &mut Stamp { now, new_id: &mut new_id })
    }

    /// Makes an edit and applies it.
    pub(crate) fn act(
        &mut self,
        make: impl FnOnce(&Review, &mut Stamp<'_>) -> Result<Edit, Refusal>,
    ) -> Result<Inverse, Refusal> {
        let edit = self.make(make)?;
        self.review.apply(&edit)
    }
}
