//! A review as the writers of formats see it: places in the unit of the format, everything else as words.

use std::{borrow::Cow, collections::HashSet, sync::Arc};

use super::{
    Source,
    field::{Outgoing, Values},
    unit::{Ruler, Unit},
};
use crate::{
    article::Article,
    claim::{Claim, ClaimId, Evidence, LostSegment},
    review::Review,
    text::Span,
};

/// How many code points of the text before and after a stretch go with it.
const CONTEXT: usize = 32;

/// A review that leaves.
pub(super) struct Sheet<'a> {
    /// What it is called: the name of its file, without extensions.
    pub(super) name: &'a str,
    pub(super) review: &'a Review,
    pub(super) ruler: Ruler<'a>,
    /// Its claims in text order.
    pub(super) rows: Vec<Row<'a>>,
    pub(super) internal: bool,
    /// Names that several speakers have, so that they do not tell which one it is.
    pub(super) namesakes: HashSet<&'a str>,
}

/// A claim that leaves.
pub(super) struct Row<'a> {
    pub(super) claim: &'a Claim,
    pub(super) id: String,
    pub(super) places: Vec<Place<'a>>,
    pub(super) values: Values<'a>,
}

/// A stretch of a claim.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) span: Span,
    /// In the unit of the sheet.
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) exact: &'a str,
}

impl<'a> Sheet<'a> {
    /// What leaves of a review, of the claims in `only` or all.
    pub(super) fn new(source: &Source<'a>, unit: Unit, internal: bool, only: Option<&HashSet<ClaimId>>) -> Self {
        let review = source.review;
        let text = review.article().text();
        let ruler = Ruler::new(text, unit);
        let outgoing = Outgoing::new(review, internal);
        let chosen = |claim: &&Arc<Claim>| only.is_none_or(|only| only.contains(&claim.id));
        let row = |claim: &'a Arc<Claim>| {
            let place = |span: &Span| Place {
                span: *span,
                start: ruler.count(span.start()),
                end: ruler.count(span.end()),
                exact: text.slice(*span),
            };
            Row {
                claim,
                id: claim.id.to_string(),
                places: claim.segments.placed().iter().map(place).collect(),
                values: Values::of(review, claim, &outgoing),
            }
        };
        let rows = review.claims().in_order().iter().filter(chosen).map(row).collect();
        let mut names = HashSet::new();
        let of_speakers = review.speakers().iter().map(|speaker| speaker.name.as_str());
        let namesakes = of_speakers.filter(|name| !names.insert(*name)).collect();
        Self { name: source.name, review, ruler, rows, internal, namesakes }
    }

    pub(super) fn article(&self) -> &'a Article {
        self.review.article()
    }

    pub(super) fn text(&self) -> &'a str {
        self.review.article().text().as_str()
    }

    fn address(&self) -> Option<url::Url> {
        let address = self.article().metadata.url.as_deref();
        address.and_then(|address| url::Url::parse(address).ok())
    }

    /// Whether the article has an address that is an IRI.
    pub(super) fn has_iri(&self) -> bool {
        self.address().is_some()
    }

    /// The address of the article or, without one, a name for it that is an IRI.
    pub(super) fn iri(&self) -> Cow<'a, str> {
        match self.address() {
            Some(address) => Cow::Owned(address.into()),
            None => Cow::Owned(format!("urn:uuid:{}", named_id(self.name, "article"))),
        }
    }

    /// The words before a stretch.
    pub(super) fn before(&self, span: Span) -> &'a str {
        let before = self.text().get(..span.start().get()).unwrap_or_default();
        let start = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        &before[start..]
    }

    /// The words after it.
    pub(super) fn after(&self, span: Span) -> &'a str {
        let after = self.text().get(span.end().get()..).unwrap_or_default();
        let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        &after[..end]
    }

    /// The pieces of evidence that may leave.
    pub(super) fn evidence(&self) -> impl Iterator<Item = &'a Evidence> {
        let internal = self.internal;
        self.review.evidence().iter().filter(move |piece| internal || !piece.confidential)
    }
}

impl<'a> Row<'a> {
    /// The stretches whose words are no longer in the text.
    pub(super) fn lost(&self) -> &'a [LostSegment] {
        self.claim.segments.lost()
    }

    /// The id of its `number`-th stretch, from 0: that of the claim, and after the first a number behind it.
    pub(super) fn part_id(&self, number: usize) -> String {
        if number == 0 { self.id.clone() } else { format!("{}.{}", self.id, number + 1) }
    }

    /// Its words in the article, with a sign where something lies between them.
    pub(super) fn words(&self) -> String {
        let placed = self.places.iter().map(|place| place.exact);
        let lost = self.lost().iter().map(|segment| segment.exact.as_str());
        placed.chain(lost).collect::<Vec<_>>().join(super::GAP)
    }
}

/// An id for a thing that has only a name: the same name has the same id.
pub(super) fn named_id(name: &str, kind: &str) -> uuid::Uuid {
    use sha2::Digest as _;
    let hash = sha2::Sha256::digest(format!("{kind}\n{name}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
