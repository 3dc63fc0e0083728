//! What may be left as it is, but should be known.

use std::collections::BTreeSet;

use super::Surroundings;
use crate::claim::{Claim, Stance};

/// Something that makes a verdict weaker than it could be. [`std::fmt::Display`] is a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Warning {
    /// Fewer than two sources that do not go back to one.
    #[error("Fewer than two independent sources")]
    FewSources,
    /// Some evidence has neither an archived copy nor the day it was looked at.
    #[error("Some evidence has no archive address or no date of access")]
    NotArchived,
    /// Nothing that speaks against the verdict was looked at.
    #[error("Nothing that undermines it was considered")]
    NothingAgainst,
    /// Nobody asked the speaker.
    #[error("The speaker was not asked")]
    SpeakerNotAsked,
}

/// What should be known before a claim's verdict is proposed.
pub fn warnings(claim: &Claim, around: &Surroundings<'_>) -> Vec<Warning> {
    let links = &claim.check().evidence;
    let counted = links.iter().filter(|link| link.stance != Stance::Context);
    let origins: BTreeSet<String> = counted
        .map(|link| match &link.independence {
            Some(group) if !group.trim().is_empty() => format!("group {}", group.trim().to_lowercase()),
            _ => format!("piece {}", link.evidence),
        })
        .collect();
    let pieces = links.iter().filter_map(|link| (around.evidence)(link.evidence));
    // Only what has an address can be archived.
    let fades = pieces
        .into_iter()
        .any(|piece| !piece.address.is_empty() && (piece.archive_address.is_empty() || piece.accessed.is_none()));
    let against = links.iter().any(|link| matches!(link.stance, Stance::Undermines | Stance::Inconclusive));
    let found = [
        (origins.len() < 2, Warning::FewSources),
        (fades, Warning::NotArchived),
        (!against, Warning::NothingAgainst),
        (claim.speaker.is_some() && !(around.was_asked)(claim.id), Warning::SpeakerNotAsked),
    ];
    found.into_iter().filter_map(|(holds, warning)| holds.then_some(warning)).collect()
}
