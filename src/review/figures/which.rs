//! Which claims a figure counts.

use std::{collections::HashSet, sync::Arc};

use jiff::civil::Date;

use super::{days, is_anonymous};
use crate::{
    claim::{Claim, ClaimId, SpeakerId, SpeakerType, State, StatusGroup, Tag, VerdictKind},
    review::{ClaimFilter, HistoryEntry, Review},
};

/// Which claims a figure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// All.
    All,
    /// Of this tag.
    Tag(Tag),
    /// In this group of states.
    Group(StatusGroup),
    /// In this state.
    State(State),
    /// With this verdict, by its label's name; `None` for no verdict.
    Verdict(VerdictKind, Option<String>),
    /// Of these speakers.
    Speakers(Vec<SpeakerId>),
    /// Of nobody.
    NoSpeaker,
    /// Of this tag, attributed this way.
    Attributed(Tag, Attribution),
    /// Approved on one of these days, by the date in UTC.
    Approved {
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
    },
    /// Some of whose words are no longer in the text.
    Orphaned,
}

/// To whom a claim is attributed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attribution {
    /// To somebody who is named.
    Named,
    /// To somebody who is described but not named.
    Unnamed,
    /// To nobody.
    Nobody,
}

impl Attribution {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Named, Self::Unnamed, Self::Nobody];

    /// The words a reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Self::Named => "Named",
            Self::Unnamed => "Unnamed",
            Self::Nobody => "Nobody",
        }
    }

    /// To whom this claim is attributed: the flag for an anonymous source counts even where somebody is named.
    pub fn of(review: &Review, claim: &Claim) -> Self {
        let speaker = claim.speaker.and_then(|id| review.speaker(id));
        let is_unnamed = speaker.is_some_and(|speaker| speaker.speaker_type == SpeakerType::Unnamed);
        if is_unnamed || is_anonymous(claim) {
            Self::Unnamed
        } else if claim.speaker.is_some() {
            Self::Named
        } else {
            Self::Nobody
        }
    }
}

impl Which {
    /// The filter that shows the claims and no others.
    pub fn filter(&self, review: &Review) -> ClaimFilter {
        match self {
            Self::All => ClaimFilter::default(),
            Self::Tag(tag) => ClaimFilter { tags: vec![*tag], ..ClaimFilter::default() },
            Self::Group(group) => ClaimFilter { groups: vec![*group], ..ClaimFilter::default() },
            _ => ClaimFilter {
                only: Some(Arc::new(self.claims(review).into_iter().collect())),
                ..ClaimFilter::default()
            },
        }
    }

    /// The claims, in text order. Claims that are no longer there are left out.
    pub fn claims(&self, review: &Review) -> Vec<ClaimId> {
        let approved: HashSet<ClaimId> = match self {
            Self::Approved { from, to } => {
                let in_time =
                    |entry: &&HistoryEntry| days::approved_on(entry).is_some_and(|day| *from <= day && day <= *to);
                review.history().iter().filter(in_time).filter_map(|entry| entry.claim).collect()
            }
            _ => HashSet::new(),
        };
        let counts = |claim: &Claim| match self {
            Self::All => true,
            Self::Tag(tag) => claim.tag == *tag,
            Self::Group(group) => claim.status.state.group() == *group,
            Self::State(state) => claim.status.state == *state,
            Self::Verdict(kind, name) => claim.check().verdicts.get(*kind) == name.as_deref(),
            Self::Speakers(speakers) => claim.speaker.is_some_and(|speaker| speakers.contains(&speaker)),
            Self::NoSpeaker => claim.speaker.is_none(),
            Self::Attributed(tag, attribution) => claim.tag == *tag && Attribution::of(review, claim) == *attribution,
            Self::Approved { .. } => approved.contains(&claim.id),
            Self::Orphaned => claim.is_orphaned(),
        };
        review.claims().in_order().iter().filter(|claim| counts(claim)).map(|claim| claim.id).collect()
    }
}
