//! Reviews of another text, brought to the text they are compared on.

use jiff::Timestamp;

use super::{Continuum, Layer};
use crate::{
    anchor::Fate,
    article::Article,
    review::{self, Decision, Phase, Refusal, Review, carry_over},
};

/// How many claims may share text with others of their tag, which none of a review made here do. More of them are no review, and comparing
/// all with all would take longer the more there are.
const MOST_OVERLAPPING: usize = 1000;

/// A review on the text it is compared on.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The review; of the very text.
    pub review: Review,
    /// What it marks.
    pub layer: Layer,
    /// How its claims came there, when it is of another text.
    pub carried: Option<CarriedOver>,
}

/// What has become of the claims of a review of another text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CarriedOver {
    /// Claims that stand where they stood.
    pub same: usize,
    /// Claims whose words stand elsewhere.
    pub moved: usize,
    /// Claims whose words are others.
    pub changed: usize,
    /// Claims without a place.
    pub lost: usize,
}

/// Why a review cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotPlaced {
    /// Nobody waited for it any more.
    #[error("The comparison of the two texts was broken off")]
    BrokenOff,
    /// Too few of its claims are in the text.
    #[error(
        "This seems to be a review of another article: {found} of its {all} claims are in the text of the key. Compare reviews \
         of one article"
    )]
    AnotherArticle {
        /// How many were found.
        found: usize,
        /// How many there are.
        all: usize,
    },
    /// Too many claims of one tag share text.
    #[error("{0} claims share text with others of their tag, more than can be compared. `claimlight check` names them")]
    Overlapping(usize),
    /// Its claims do not go together on the text.
    #[error("{0}")]
    Refused(#[from] Refusal),
}

/// Brings a review to the text of an article: as it is when it is of that text, else with its claims carried over. `hashes` are those of
/// its own text and of the article's, as the file has them; `goes_on` is asked between parts of the work whether anybody still waits.
///
/// # Errors
/// When it seems to be of another article, or is no review that can be compared.
pub fn placed(
    review: Review,
    article: &Article,
    continuum: &Continuum,
    hashes: impl FnOnce(&Review) -> (String, String),
    now: Timestamp,
    goes_on: impl FnMut(Phase) -> bool,
) -> Result<Placed, NotPlaced> {
    if let Ok(layer) = Layer::of(&review, continuum) {
        orderly(&layer)?;
        return Ok(Placed { review, layer, carried: None });
    }
    let hashes = hashes(&review);
    let result = review::compare(&review, article.clone(), hashes, goes_on).ok_or(NotPlaced::BrokenOff)?;
    let carried = CarriedOver::of(&result);
    let all = result.claims.len();
    let found = all - carried.lost;
    if 2 * found < all || all == 0 {
        return Err(NotPlaced::AnotherArticle { found, all });
    }
    // What is compared is a copy, to which the text that was handed out means nothing.
    let mut over = review.clone().with_role(None);
    over.apply(&carry_over(&review, &result, |_fate| Decision::Accept, now))?;
    // The text it was carried over to is that of the article, which is the continuum's.
    let layer = Layer::of(&over, continuum).map_err(|_another| NotPlaced::AnotherArticle { found, all })?;
    orderly(&layer)?;
    Ok(Placed { review: over, layer, carried: Some(carried) })
}

/// How many claims share text with others of their tag, where they are more than can be compared.
pub fn too_many_overlapping(layer: &Layer) -> Option<usize> {
    Some(layer.overlapping_in_tag()).filter(|overlapping| *overlapping > MOST_OVERLAPPING)
}

/// Whether few enough claims of one tag share text.
///
/// # Errors
/// When too many do.
pub fn orderly(layer: &Layer) -> Result<(), NotPlaced> {
    too_many_overlapping(layer).map_or(Ok(()), |overlapping| Err(NotPlaced::Overlapping(overlapping)))
}

impl CarriedOver {
    fn of(result: &review::Comparison) -> Self {
        let mut counts = Self::default();
        for claim in &result.claims {
            match claim.worst().map(|outcome| &outcome.fate) {
                Some(Fate::Same(_)) => counts.same += 1,
                Some(Fate::Moved(_)) => counts.moved += 1,
                Some(Fate::Changed { .. }) => counts.changed += 1,
                Some(Fate::Ambiguous(_) | Fate::Orphan { .. }) | None => counts.lost += 1,
            }
        }
        counts
    }

    /// What to say about it; `whose` names the text they were carried over to, such as “that of the key”.
    pub fn sentence(self, whose: &str) -> String {
        let Self { same, moved, changed, lost } = self;
        format!(
            "This is a review of another text. Its claims were carried over to {whose}: {same} the same, {moved} moved, \
             {changed} changed, {lost} lost"
        )
    }
}
