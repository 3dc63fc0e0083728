//! How much of the text both marked, whatever the borders of the claims.

use super::{Continuum, Figure, Layer, Places, Unit};
use crate::claim::Tag;

/// What the key and a review mark, in characters. Segments count, what lies between them does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overlap {
    /// What the key marks.
    pub key: u64,
    /// What the review marks.
    pub other: u64,
    /// What both mark.
    pub shared: u64,
}

impl Overlap {
    /// Measures one tag or, without one, what is marked at all.
    pub(super) fn of(key: &Layer, other: &Layer, tag: Option<Tag>, continuum: &Continuum) -> Self {
        let marked = |layer: &Layer| {
            let marks = layer.marks().iter().filter(|mark| tag.is_none_or(|tag| tag == mark.tag));
            let places = Places::new(marks.flat_map(|mark| mark.places.ranges().collect::<Vec<_>>()));
            continuum.passages().map_or(places.clone(), |passages| passages.shared(&places))
        };
        let (key, other) = (marked(key), marked(other));
        Self { key: key.len(), other: other.len(), shared: key.shared_len(&other) }
    }

    /// The share of what the review marks that the key marks too.
    pub fn precision(&self) -> Figure {
        share(self.shared, self.other)
    }

    /// The share of what the key marks that the review marks too.
    pub fn recall(&self) -> Figure {
        share(self.shared, self.key)
    }

    /// The coefficient of Dice (1945): twice what both mark, of what they mark together.
    pub fn dice(&self) -> Figure {
        share(2 * self.shared, self.key + self.other)
    }

    /// Intersection over union, the coefficient of Jaccard (1901).
    pub fn iou(&self) -> Figure {
        share(self.shared, self.key + self.other - self.shared)
    }
}

fn share(part: u64, whole: u64) -> Figure {
    Figure::share(part as f64, whole as f64, Unit::Character)
}
