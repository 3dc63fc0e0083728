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

/// The speaker of the review, or of those that are added with it, who goes by the name; else a new one.
fn known(review: &Review, added: &mut Vec<Speaker>, proposed: &ProposedSpeaker, stamp: &mut Stamp<'_>) -> SpeakerId {
    if let Some(speaker) = review.speaker_named(&proposed.name) {
        return speaker.id;
    }
    if let Some(speaker) = added.iter().find(|speaker| speaker.goes_by(&proposed.name)) {
        return speaker.id;
    }
    let speaker = Speaker::named(SpeakerId((stamp.new_id)()), proposed.name.trim());
    let id = speaker.id;
    added.push(speaker);
    id
}
