//! What a class gets on paper: HTML that prints, one file each, without script or outside resource.
//!
//! - [`article`]: the article with the class's shares, then where it is most divided;
//! - [`pupils`]: a page for each pupil, with what there is to look at;
//! - [`key`]: the article with what is expected of it, numbered.
//!
//! The same class gives the same bytes. Every word that came out of a file is inert, and escaped by the template engine. What the task
//! hides of the article's head is in none of them.

mod answers;
mod head;
mod pages;
mod paper;
mod rules;
mod shares;

use std::collections::BTreeMap;

use self::paper::Paper;
use super::{Class, ClassPupil, Expected, Handed, Roster, Which, submission};
use crate::{review::Review, teaching::Masthead};

/// What is printed of a class.
#[derive(Clone, Copy, Debug)]
pub struct Printed<'a> {
    /// The key, and the article.
    pub expected: &'a Expected<'a>,
    /// The class.
    pub class: &'a Class,
    /// The files of which it was made, each under a name of its own.
    pub handed: &'a [Handed<'a>],
    /// By which names pupils go.
    pub who: Who<'a>,
    /// What the assignment says of the masthead, where that is at hand. It stays hidden, too, when a submission was made without it.
    pub masthead: Masthead,
}

impl Printed<'_> {
    /// Whether the masthead is to stay hidden.
    pub fn masthead(&self) -> Masthead {
        let hides = |handed: &Handed<'_>| {
            submission::of(handed.review).is_ok_and(|submission| submission.task.masthead == Masthead::Hidden)
        };
        if self.handed.iter().any(hides) { Masthead::Hidden } else { self.masthead }
    }
}

/// By which names pupils go on paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Who<'a> {
    /// By none: the article has numbers alone, and a pupil's own page the pseudonym.
    Nobody,
    /// By their pseudonyms.
    #[default]
    Pseudonyms,
    /// By their names, with the pseudonyms behind them; who is not on the roster goes by the pseudonym.
    Names(&'a Roster),
}

/// Why there is nothing to print.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The page could not be put together: {0}. Try again with fewer submissions")]
pub struct NotPrinted(String);

impl From<askama::Error> for NotPrinted {
    fn from(fault: askama::Error) -> Self {
        Self(fault.to_string())
    }
}

/// The article as the class marked it in this layer, then its stretches, the most divided first, with who said what.
///
/// # Errors
/// When the page cannot be put together.
pub fn article(printed: &Printed<'_>, which: Which) -> Result<String, NotPrinted> {
    let paper = Paper::new(printed.expected.review().article(), printed.masthead());
    Ok(shares::write(printed, which, &paper)?)
}

/// A page for each pupil, in the order of their pseudonyms.
///
/// # Errors
/// When the pages cannot be put together.
pub fn pupils(printed: &Printed<'_>) -> Result<String, NotPrinted> {
    let paper = Paper::new(printed.expected.review().article(), printed.masthead());
    Ok(pages::write(printed, &paper)?)
}

/// The article with what is expected of it. A key does not know what its assignment hides: `masthead` says it.
///
/// # Errors
/// When the page cannot be put together.
pub fn key(expected: &Expected<'_>, masthead: Masthead) -> Result<String, NotPrinted> {
    let paper = Paper::new(expected.review().article(), masthead);
    Ok(answers::write(expected, &paper)?)
}

/// Each pupil with the submission, in the order of the class.
fn submissions<'a>(printed: &Printed<'a>) -> impl Iterator<Item = (&'a ClassPupil, &'a Review)> {
    let named = printed.handed.iter().map(|handed| ((handed.name, handed.review.reviewer()), handed.review));
    let reviews: BTreeMap<(&str, &str), &Review> = named.collect();
    let own = move |pupil: &'a ClassPupil| Some((pupil, *reviews.get(&(&*pupil.name, &*pupil.pseudonym))?));
    printed.class.pupils.iter().filter_map(own)
}
