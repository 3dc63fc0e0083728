//! Claims that are made of proposals.

use super::{Change, Edit, EditName, Refusal, Review, Stamp, made, new_claim};
use crate::{
    claim::{ClaimId, Origin, Segments, Speaker, SpeakerId, Tag},
    suggest::{Proposal, ProposedSpeaker},
    text::Span,
};

/// Makes claims of proposals, as one step; with `tag` as that, whatever was proposed. Each remembers its rule, and its speaker comes
/// with it. A proposal that would share text with a claim of its tag, or with one that comes before it here, is left out.
///
/// # Errors
/// When all are left out.
pub fn accept(
    review: &Review,
    proposals: &[&Proposal],
    tag: Option<Tag>,
    stamp: &mut Stamp<'_>,
) -> Result<(Edit, Vec<ClaimId>), Refusal> {
    let mut changes = Vec::new();
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut taken: Vec<(Tag, Span)> = Vec::new();
    let mut made_claims = Vec::new();
    let mut refused = None;
    for proposal in proposals {
        let tag_given = tag.unwrap_or(proposal.tag);
        let mut claim = new_claim(review, tag_given, &proposal.segments, stamp)?;
        if let Some(other) = review.claims().overlapping(tag_given, &claim.segments, claim.id) {
            refused.get_or_insert(Refusal::Overlap { tag: tag_given, other: other.id });
            continue;
        }
        if shares_text(&taken, tag_given, &claim.segments) {
            continue;
        }
        taken.extend(claim.segments.placed().iter().map(|span| (tag_given, *span)));
        if tag_given == proposal.tag {
            (claim.form, claim.voice) = (proposal.form, proposal.voice);
        }
        claim.cue = proposal.cue;
        claim.speaker = proposal.speaker.as_ref().map(|speaker| known(review, &mut speakers, speaker, stamp));
        claim.origin = Origin::Rule(proposal.rule.to_owned());
        made_claims.push(claim.id);
        changes.extend(made(review, claim, stamp.now));
    }
    if made_claims.is_empty() {
        return Err(refused.unwrap_or(Refusal::NothingSelected));
    }
    // A claim is put in after the speaker it names.
    let added = speakers.into_iter().map(|speaker| Change::Speaker(speaker.id, Some(speaker)));
    let changes = added.chain(changes).collect();
    Ok((Edit { name: EditName::Accept(made_claims.len()), changes }, made_claims))
}

fn shares_text(taken: &[(Tag, Span)], tag: Tag, segments: &Segments) -> bool {
    // Proposals come in text order, so only the last few can reach this far.
    let near = taken.iter().rev().take(64);
    near.into_iter().any(|(other, span)| *other == tag && segments.placed().iter().any(|own| own.overlaps(*span)))
}

/// The speaker of the review, or of those that are added with it, who goes by the name; else a new one. A name under which the article
/// attributes words to it becomes one of its other names. `changed` holds the speakers that the edit adds or changes.
fn known(review: &Review, changed: &mut Vec<Speaker>, proposed: &ProposedSpeaker, stamp: &mut Stamp<'_>) -> SpeakerId {
    let name = proposed.name.trim();
    let place = changed.iter().position(|speaker| speaker.goes_by(name));
    let other = proposed.place.map(|place| review.article().text().slice(place).trim());
    let other = other.filter(|other| is_name_of(other, name));
    let mut speaker = match (place, review.speaker_named(name)) {
        (Some(place), _) => changed[place].clone(),
        (None, Some(speaker)) => speaker.clone(),
        (None, None) => Speaker::named(SpeakerId((stamp.new_id)()), name),
    };
    let id = speaker.id;
    let is_new = place.is_none() && review.speaker(id).is_none();
    if let Some(other) = other.filter(|other| !speaker.goes_by(other)) {
        speaker.aliases.push(other.to_owned());
    } else if !is_new {
        return id;
    }
    match place {
        Some(place) => changed[place] = speaker,
        None => changed.push(speaker),
    }
    id
}

/// Whether words of the article, such as “Mr. Venn”, are another name of whoever has this one: they begin with a capital and end in one of
/// its words. Pronouns and descriptions are none.
fn is_name_of(words: &str, name: &str) -> bool {
    let last = words.split_whitespace().last();
    let begins = words.chars().next().is_some_and(char::is_uppercase);
    begins && last.is_some_and(|last| name.split_whitespace().any(|part| part == last))
}
