//! Which claims a figure counts.

use std::{collections::HashSet, sync::Arc};

use jiff::civil::Date;

use super::{days, is_anonymous};
use crate::{
    claim::{Claim, ClaimId, SpeakerId, SpeakerType, State, StatusGroup, Tag, VerdictKind},
    review::{ClaimFilter, Counted, HistoryEntry, Review},
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
    /// The filter that shows the claims and no others. Where a few conditions say which, it is these, so that the reviewer can go
    /// on from them; else it names the claims.
    pub fn filter(&self, review: &Review) -> ClaimFilter {
        let claims = self.claims(review);
        let mut filter = ClaimFilter::default();
        match self {
            Self::All => return filter,
            Self::Tag(tag) => filter.tags.push(*tag),
            Self::Group(group) => filter.groups.push(*group),
            Self::Verdict(kind, name) => filter.verdicts_mut(*kind).push(name.clone()),
            Self::NoSpeaker => filter.speakers.push(String::new()),
            Self::Speakers(speakers) => {
                if let [speaker] = speakers[..] {
                    filter.speakers.extend(review.speaker(speaker).map(|speaker| speaker.name.clone()));
                }
            }
            Self::State(_) | Self::Attributed(..) | Self::Approved { .. } | Self::Orphaned => {}
        }
        // A name may mean more than one speaker; then it does not say which claims are counted.
        let sieve = filter.sieve(review);
        let passing = review.claims().in_order().iter().filter(|claim| sieve.passes(claim)).map(|claim| claim.id);
        if !filter.is_empty() && passing.eq(claims.iter().copied()) {
            return filter;
        }
        let counted = Counted { name: self.name(review), claims: Arc::new(claims.into_iter().collect()) };
        ClaimFilter { counted: Some(counted), ..ClaimFilter::default() }
    }

    /// The words for the claims, as a condition of a filter.
    fn name(&self, review: &Review) -> String {
        match self {
            Self::All => "All claims".to_owned(),
            Self::Tag(tag) => format!("Tag: {}", tag.label()),
            Self::Group(group) => format!("Status: {}", group.label()),
            Self::State(state) => format!("Status: {}", state.label()),
            Self::Verdict(kind, None) => format!("{} No verdict", kind.label()),
            Self::Verdict(kind, Some(name)) => format!("{} {}", kind.label(), review.schemes().words(*kind, name)),
            Self::Speakers(speakers) => match speakers.first().and_then(|speaker| review.speaker(*speaker)) {
                Some(speaker) if speakers.len() == 1 => format!("Speaker: {}", speaker.name),
                Some(speaker) => format!("Speakers: {} and {} more", speaker.name, speakers.len() - 1),
                None => "Speakers".to_owned(),
            },
            Self::NoSpeaker => "Speaker: nobody".to_owned(),
            Self::Attributed(tag, attribution) => {
                format!("{}, attribution: {}", tag.label(), attribution.label().to_lowercase())
            }
            Self::Approved { from, to } if from == to => format!("Approved on {from}"),
            Self::Approved { from, to } => format!("Approved from {from} to {to}"),
            Self::Orphaned => "Without a place in the text".to_owned(),
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
            Self::Verdict(kind, name) => review.visible_verdicts(claim).get(*kind) == name.as_deref(),
            Self::Speakers(speakers) => claim.speaker.is_some_and(|speaker| speakers.contains(&speaker)),
            Self::NoSpeaker => claim.speaker.is_none(),
            Self::Attributed(tag, attribution) => claim.tag == *tag && Attribution::of(review, claim) == *attribution,
            Self::Approved { .. } => approved.contains(&claim.id),
            Self::Orphaned => claim.is_orphaned(),
        };
        review.claims().in_order().iter().filter(|claim| counts(claim)).map(|claim| claim.id).collect()
    }
}
